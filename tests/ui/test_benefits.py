"""我能享受什么: the form, the verdicts, and that nothing typed is kept."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect


def choose(page: Page, question: str, answer: str) -> None:
    page.locator("fieldset", has_text=question).get_by_text(answer, exact=True).click()


def test_what_is_known_decides_and_what_is_not_is_asked_for(visit: Callable[..., Page], site: Any) -> None:
    page = visit("/?view=benefits")
    before = sorted(path.name for path in site.home.iterdir())
    page.get_by_label("老人今年多大年纪？").fill("85")
    choose(page, "户口在本市吗？", "本市")
    page.locator("#check").click()
    allowance = page.locator(".entitled", has_text="高龄津贴").first
    expect(allowance.locator(".verdict")).to_contain_text("符合条件")
    expect(allowance).to_contain_text("120元/人·月")
    expect(page.locator(".entitled", has_text="护理补贴").first).to_contain_text("还需确认")
    assert sorted(path.name for path in site.home.iterdir()) == before


def test_a_no_says_why_and_leads_to_the_clause(visit: Callable[..., Page]) -> None:
    page = visit("/?view=benefits")
    page.get_by_label("老人今年多大年纪？").fill("70")
    page.locator("#check").click()
    page.locator("summary", has_text="不符合").click()
    denied = page.locator(".entitled", has_text="高龄津贴").first
    expect(denied).to_contain_text("要求“年满80周岁”")
    denied.locator(".chip").click()
    expect(page.locator("#reader mark")).to_have_text("高龄津贴每人每月发放120元")


def test_an_institution_gets_other_questions(visit: Callable[..., Page]) -> None:
    page = visit("/?view=benefits")
    choose(page, "给谁查？", "机构或单位")
    expect(page.locator("#body")).to_be_visible()
    page.locator("#check").click()
    expect(page.locator("#entitled")).to_contain_text("请先选择是哪一类")
    choose(page, "是哪一类机构或单位？", "养老机构")
    page.locator("#check").click()
    expect(page.locator("#entitled")).to_contain_text("不符合")
