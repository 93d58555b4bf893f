"""我能享受什么: the form, the verdicts, and that nothing typed is kept."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from policyqa.ledger.entitlements import topics
from policyqa.ledger.filters import Filters
from policyqa.ui.benefits import filled, results, wider
from policyqa.ui.library import Library


def choose(page: Page, question: str, answer: str) -> None:
    page.locator("fieldset", has_text=question).get_by_text(answer, exact=True).click()


def test_what_is_known_decides_and_what_is_not_is_asked_for(visit: Callable[..., Page], site: Any) -> None:
    page = visit("/?view=benefits")
    before = sorted(path.name for path in site.home.iterdir())
    page.get_by_label("今年多大年纪？").fill("85")
    choose(page, "户口在本市吗？", "本市")
    page.locator("#check").click()
    allowance = page.locator(".entitled", has_text="高龄津贴").first
    expect(allowance.locator(".verdict")).to_contain_text("符合条件")
    expect(allowance).to_contain_text("120元/人·月")
    expect(page.locator(".entitled", has_text="护理补贴").first).to_contain_text("还需确认")
    assert sorted(path.name for path in site.home.iterdir()) == before


def test_a_no_says_why_and_leads_to_the_clause(visit: Callable[..., Page]) -> None:
    page = visit("/?view=benefits")
    page.get_by_label("今年多大年纪？").fill("70")
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


def test_questions_stand_by_what_they_decide_about(site: Any) -> None:
    library = Library(site.qa)
    found = [([one.name for one in topic.attributes], list(topic.benefits)) for topic in topics(library.qa.ledgers, "个人")]
    assert found == [(["年龄", "户籍"], ["高龄津贴"]), (["低收入", "失能程度"], ["护理补贴"])]
    assert [topic.benefits for topic in topics(library.qa.ledgers, "个人", Filters(keyword="护理"))] == [("护理补贴",)]


def test_a_region_and_a_word_narrow_what_is_asked_and_what_is_found(visit: Callable[..., Page]) -> None:
    page = visit("/?view=benefits")
    choose(page, "在哪个地区？", "甲市")
    page.get_by_label("今年多大年纪？").fill("85")
    page.get_by_label("只想了解哪一方面？").fill("高龄")
    page.get_by_label("只想了解哪一方面？").blur()
    expect(page.locator(".topic")).to_have_count(1)
    expect(page.get_by_label("今年多大年纪？")).to_have_value("85")
    page.locator("#check").click()
    expect(page.locator(".entitled")).to_have_count(1)
    expect(page.locator(".facts")).to_contain_text("按这些情况判断：个人；甲市；高龄；年龄：85。")
    choose(page, "在哪个地区？", "乙区")
    page.locator("#check").click()
    expect(page.locator("#entitled")).to_contain_text("没有整理出这方面可以逐条判断的待遇")


def test_who_types_while_the_questions_come_anew_goes_on_typing(visit: Callable[..., Page]) -> None:
    page = visit("/?view=benefits")
    held: list[Route] = []
    page.route("**/component_server**", lambda route: held.append(route))
    choose(page, "在哪个地区？", "甲市")
    age = page.get_by_label("今年多大年纪？")
    age.press_sequentially("8")
    page.evaluate("document.querySelector('.topic').dataset.old = 'yes'")
    held[0].continue_()
    expect(page.locator(".topic[data-old]")).to_have_count(0)
    page.keyboard.type("5")
    expect(age).to_have_value("85")
    expect(age).to_be_focused()


def test_of_a_region_that_carries_out_the_plans_of_another_that_is_said(site: Any) -> None:
    library = Library(site.qa)
    assert "乙区的文件。它们落实的是甲市的文件" in str(wider("乙区", library))
    assert wider("甲市", library) is None


def test_what_goes_to_others_is_told_apart(visit: Callable[..., Page]) -> None:
    page = visit("/?view=benefits")
    choose(page, "给谁查？", "机构或单位")
    choose(page, "是哪一类机构或单位？", "养老机构")
    page.locator("#check").click()
    expect(page.locator("#entitled .counted")).to_contain_text("没有发给您这类申请人的")
    expect(page.locator(".folded summary")).to_have_text("发给别的申请人的 2 项，看看为什么")


def test_the_form_is_filled_in_by_keyboard(visit: Callable[..., Page]) -> None:
    page = visit("/?view=benefits")
    page.locator("#case input[name=who]:checked").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#body")).to_be_visible()
    assert page.evaluate("document.activeElement.value") == "机构或单位"
    page.get_by_label("只想了解哪一方面？").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#entitled")).to_contain_text("请先选择是哪一类")


def test_results_are_printed_without_the_form(visit: Callable[..., Page]) -> None:
    page = visit("/?view=benefits")
    page.locator("#check").click()
    page.locator(".entitled").first.wait_for()
    page.emulate_media(media="print")
    expect(page.locator("#case")).to_be_hidden()
    expect(page.locator(".facts")).to_be_visible()
    expect(page.locator(".entitled").first).to_be_visible()
    expect(page.locator("#bottom")).to_be_visible()


@pytest.mark.parametrize("data", [None, "x", [], {"who": 1}, {"case-年龄": "nan", "case-户籍": "<b>"}, {"case-年龄": "-1"}])
def test_a_form_may_hold_anything(site: Any, data: Any) -> None:
    case = filled(data, Library(site.qa))
    assert (case.asker, case.filters, case.known) == ("个人", Filters(), {})


def test_what_is_typed_is_only_text(site: Any) -> None:
    library = Library(site.qa)
    case = filled({"keyword": site.payload, "region": site.payload}, library)
    assert case.filters.region == ""
    assert "<img" not in results(case, library)
