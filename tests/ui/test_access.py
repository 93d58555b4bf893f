"""For everyone: letters, contrast, targets, keyboard, screen readers, narrow screens."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

PAGES = ["ask", "benefits", "duties", "policies", "evaluation"]
SIZES = {"phone": (375, 812), "tablet": (768, 1024), "desk": (1440, 900)}


def violations(page: Page) -> list[str]:
    """What axe-core finds that is serious or critical, and, in elder mode, contrast below 7:1."""
    page.evaluate("scrollTo(0, 0)")  # what lies half under the bar is measured against the bar
    enhanced = page.locator("html").get_attribute("data-letters") == "elder"
    options = {"rules": {"color-contrast-enhanced": {"enabled": enhanced}}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {node['html'][:160]} {node['failureSummary']}" for one in grave for node in one["nodes"]]


def letters(page: Page, size: str) -> None:
    page.locator(f"[data-size={size}]").click()
    expect(page.locator("html")).to_have_attribute("data-letters", size)


@pytest.mark.parametrize("view", PAGES)
def test_axe_finds_nothing_grave(visit: Callable[..., Page], view: str) -> None:
    page = visit(f"/?view={view}")
    assert violations(page) == []
    letters(page, "elder")
    assert violations(page) == []


@pytest.mark.parametrize("size", ["normal", "elder"])
def test_axe_finds_nothing_grave_in_answers_and_originals(visit: Callable[..., Page], size: str) -> None:
    page = visit(ask="高龄津贴每月多少钱？")
    letters(page, size)
    page.locator(".follow-ups, .tools").first.wait_for()
    assert violations(page) == []
    page.locator(".sources .chip").first.click()
    page.locator("#reader mark").wait_for()
    assert violations(page) == []
    page.goto("/?doc=butie")
    page.locator(".clause").first.wait_for()
    assert violations(page) == []


def test_axe_finds_nothing_grave_in_refusals_and_results(visit: Callable[..., Page]) -> None:
    page = visit(ask="火星上的补贴怎么申请？")
    letters(page, "elder")
    assert violations(page) == []
    page.goto("/?view=benefits")
    page.locator("#check").click()
    page.locator(".entitled").first.wait_for()
    for summary in page.locator("#page-benefits summary:visible").all():
        summary.click()
    assert violations(page) == []


@pytest.mark.parametrize("page", SIZES.values(), indirect=True, ids=SIZES)
def test_no_page_is_wider_than_the_window(visit: Callable[..., Page]) -> None:
    page = visit(ask="高龄津贴每月多少钱？")
    page.locator(".understood summary").click()
    page.locator("[data-act=bad]").click()
    page.evaluate("document.querySelector('#case').requestSubmit()")
    page.locator(".entitled").first.wait_for(state="attached")
    page.evaluate("document.querySelectorAll('#page-benefits details').forEach(one => { one.open = true; })")
    for size in ("normal", "large", "elder"):
        letters(page, size)
        for view in PAGES:
            page.evaluate("view => document.querySelector(`.pages [data-page=${view}]`).click()", view)
            expect(page.locator(f"#page-{view}")).to_be_visible()
            wide = page.evaluate(
                """() => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility())
                  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.for-readers'))
                  .map(e => e.outerHTML.slice(0, 150))"""
            )
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (size, view, wide)
            assert wide == [], (size, view)


@pytest.mark.parametrize(("size", "least", "target"), [("normal", 18, 44), ("elder", 30, 60)])
def test_letters_and_targets_are_large_enough(visit: Callable[..., Page], size: str, least: int, target: int) -> None:
    page = visit(ask="高龄津贴每月多少钱？")
    letters(page, size)
    sizes = page.evaluate(
        "[...document.querySelectorAll('.direct, .asked, .welcome')].map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= least
    style = page.locator(".direct").evaluate(
        "e => [getComputedStyle(e).lineHeight, getComputedStyle(e).fontSize].map(parseFloat)"
    )
    assert style[0] / style[1] >= 1.5
    small = page.evaluate(
        """least => [...document.querySelectorAll('button, a.chip, .pages a, summary, #pages textarea')]
          .filter(e => e.checkVisibility() && !e.closest('sup') && e.getBoundingClientRect().height)
          .filter(e => e.getBoundingClientRect().height < least - 0.5).map(e => e.outerHTML.slice(0, 120))""",
        target,
    )
    assert small == []


def test_the_size_is_remembered(visit: Callable[..., Page], page: Page) -> None:
    letters(visit(), "elder")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-letters", "elder")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 30


def test_everything_is_reached_by_keyboard(visit: Callable[..., Page]) -> None:
    page = visit()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#page-ask")).to_be_focused()
    page.locator("#question textarea").focus()
    page.keyboard.type("高龄津贴每月多少钱？")
    page.keyboard.press("Enter")
    chip = page.locator(".sources .chip").first
    chip.wait_for()
    chip.focus()
    outline = chip.evaluate("e => getComputedStyle(e).outlineStyle")
    page.keyboard.press("Enter")
    expect(page.locator(".reader-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    expect(chip).to_be_focused()
    assert outline == "solid"


def test_the_page_says_that_it_is_chinese(visit: Callable[..., Page]) -> None:
    page = visit()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page).to_have_title("问政策 - 政策问答")


@pytest.mark.parametrize("page", [(375, 812), (1440, 900)], indirect=True, ids=["phone", "desk"])
def test_going_back_closes_the_original(visit: Callable[..., Page]) -> None:
    page = visit(ask="高龄津贴每月多少钱？")
    page.locator(".sources .chip").first.click()
    expect(page.locator("#reader")).to_be_visible()
    page.go_back()
    expect(page.locator("#reader")).to_be_hidden()
    expect(page.locator(".turn .direct")).to_be_visible()
    page.locator(".sources .chip").first.click()
    page.locator("[data-act=close]").click()
    expect(page.locator("#reader")).to_be_hidden()
    page.evaluate("document.querySelector('.pages [data-page=policies]').click()")
    page.locator(".policy a").first.click()
    expect(page.locator("#reader .clause").first).to_be_visible()
    page.go_back()
    expect(page.locator(".policy").first).to_be_visible()
    page.go_back()
    expect(page.locator(".turn .direct")).to_be_visible()


def test_pages_are_gone_back_to(visit: Callable[..., Page]) -> None:
    page = visit()
    page.locator(".pages [data-page=duties]").click()
    expect(page.locator("#page-duties")).to_be_visible()
    page.go_back()
    expect(page.locator("#page-ask")).to_be_visible()
