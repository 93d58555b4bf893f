"""问政策 as a person walks it."""

import re
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from policyqa.errors import PolicyQAError
from policyqa.types import Answer
from policyqa.ui.ask import Desk
from policyqa.ui.library import Library

#: A voice that only takes down what it is to say.
VOICE = """
window.said = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, 'speechSynthesis', {value: {
  speak: (words) => said.push(words.text), cancel: () => {}, getVoices: () => [],
}});
"""


def test_an_answer_stands_on_a_clause_that_opens_beside_it(visit: Callable[..., Page]) -> None:
    page = visit(ask="高龄津贴每月多少钱？")
    expect(page.locator(".direct")).to_contain_text("120元")
    expect(page.locator(".turn .asked")).to_contain_text("高龄津贴每月多少钱？")
    quote = page.locator(".sources blockquote").first.inner_text()
    page.locator(".sources .chip").first.click()
    expect(page.locator("#reader")).to_be_visible()
    expect(page.locator(".direct")).to_be_visible()
    marked = "".join(page.locator("#reader mark").all_inner_texts())
    assert re.sub(r"\s", "", marked) == re.sub(r"\s", "", quote)
    expect(page.locator("#reader mark").first).to_be_in_viewport()
    expect(page.locator("#reader .crumbs")).to_have_text(re.compile("二.*（一）"))


def test_the_reader_steps_cites_and_links(visit: Callable[..., Page]) -> None:
    page = visit(ask="高龄津贴每月多少钱？")
    page.locator(".sources .chip").first.click()
    page.locator("[data-act=next]").click()
    expect(page.locator(".clause.current")).to_contain_text("护理补贴每人每月发放300元")
    page.locator("[data-act=cite]").click()
    assert page.evaluate("navigator.clipboard.readText()").startswith(
        "《甲市养老服务补贴办法》（甲政办发〔2024〕3号）第二部分（二）：“"
    )
    page.locator("[data-act=link]").click()
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(page.locator(".clause.current")).to_contain_text("护理补贴每人每月发放300元")


def test_a_refusal_looks_different_and_says_what_is_near(visit: Callable[..., Page]) -> None:
    page = visit(ask="火星上的补贴怎么申请？")
    expect(page.locator(".card.refused")).to_be_visible()
    expect(page.locator(".card.answered")).to_have_count(0)
    expect(page.locator(".refusal")).to_contain_text("文件没有")
    assert page.locator(".refused .chip").count() >= 1
    expect(page.locator(".nearest li").first).to_contain_text(re.compile("津贴|补贴"))
    expect(page.locator(".units")).to_contain_text("可以问问这些单位：")


def test_a_conversation_goes_on_and_begins_anew(visit: Callable[..., Page]) -> None:
    page = visit(ask="高龄津贴每月多少钱？")
    page.locator("#question textarea").fill("护理补贴呢？")
    page.locator("#send").click()
    expect(page.locator("#turn-2 .direct")).to_contain_text("300元")
    expect(page.locator(".turn")).to_have_count(2)
    page.locator("#again").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator("#again")).to_be_hidden()


def test_examples_come_from_the_documents_and_are_answered(visit: Callable[..., Page]) -> None:
    page = visit()
    example = page.locator(".welcome [data-ask]").first
    words = example.inner_text()
    example.click()
    expect(page.locator(".card.answered")).to_be_visible()
    expect(page.locator(".asked")).to_contain_text(words)


def test_an_empty_question_asks_nothing(visit: Callable[..., Page]) -> None:
    page = visit()
    page.locator("#question textarea").fill("   ")
    page.locator("#send").click()
    page.wait_for_timeout(500)
    expect(page.locator(".turn")).to_have_count(0)


def test_a_new_answer_is_announced(visit: Callable[..., Page]) -> None:
    page = visit(ask="高龄津贴每月多少钱？")
    expect(page.locator("#announcer")).to_contain_text("120元")
    assert page.locator("#announcer").get_attribute("aria-live") == "polite"


def test_feedback_is_kept_with_numbers_masked(visit: Callable[..., Page], site: Any) -> None:
    page = visit(ask="高龄津贴每月多少钱？")
    page.locator("[data-act=bad]").click()
    page.locator(".reason select").select_option("看不懂")
    page.locator(".reason input").fill("请打 13812345678 告诉我")
    page.locator(".reason button").click()
    expect(page.locator(".thanks")).to_have_text("谢谢，已经记下。")
    with sqlite3.connect(site.home / "feedback.sqlite3") as file:
        kept = file.execute("SELECT question, vote, reason, comment FROM feedback").fetchall()[-1]
    assert kept == ("高龄津贴每月多少钱？", "bad", "看不懂", "请打 138******** 告诉我")


@pytest.mark.parametrize(("status", "words"), [(503, "人多，请稍候再问。"), (None, "连接断了"), (500, "请稍候再试。")])
def test_trouble_is_told_in_chinese(visit: Callable[..., Page], status: int | None, words: str) -> None:
    page = visit()

    def refuse(route: Route) -> None:
        if status:
            route.fulfill(status=status, json={"detail": "Queue is full." if status == 503 else "Internal Server Error"})
        else:
            route.abort()

    page.route("**/queue/join*", refuse)
    page.locator("#question textarea").fill("高龄津贴每月多少钱？")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("toast-text").first).to_contain_text(words)
    expect(page.get_by_test_id("toast-body").first).not_to_contain_text("Error")


def test_an_answer_is_read_aloud_without_its_references(visit: Callable[..., Page], page: Page) -> None:
    page.add_init_script(VOICE)
    visit(ask="高龄津贴每月多少钱？")
    button = page.locator("[data-act=speak]")
    button.click()
    expect(button).to_have_text("停止")
    button.click()
    expect(button).to_have_text("朗读")
    (said,) = page.evaluate("said")
    assert "120元" in said
    assert not re.search(r"。\s*\d", said)


def test_a_refusal_is_read_aloud_without_its_buttons(visit: Callable[..., Page], page: Page) -> None:
    page.add_init_script(VOICE)
    visit(ask="火星上的补贴怎么申请？").locator("[data-act=speak]").click()
    (said,) = page.evaluate("said")
    assert said.startswith("文件没有")
    assert "朗读" not in said and "停止" not in said


def test_praise_is_kept_once(visit: Callable[..., Page], site: Any) -> None:
    page = visit(ask="护理补贴每月多少钱？")
    for _ in range(2):
        page.locator("[data-act=good]").click()
        expect(page.locator("[data-act=good]")).to_have_attribute("aria-pressed", "true")
    with sqlite3.connect(site.home / "feedback.sqlite3") as file:
        kept = file.execute("SELECT count(*) FROM feedback WHERE question = '护理补贴每月多少钱？'").fetchone()
    assert kept == (1,)


def test_two_people_have_two_conversations(visit: Callable[..., Page], context: BrowserContext) -> None:
    one = visit()
    other = context.new_page()
    other.goto("/")
    other.locator("html[data-ready]").wait_for(state="attached")
    for page, matter in ((one, "高龄津贴"), (other, "护理补贴")):
        page.locator("#question textarea").fill(f"{matter}每月多少钱？")
        page.keyboard.press("Enter")
    for page, amount in ((one, "120元"), (other, "300元")):
        expect(page.locator(".turn .direct")).to_contain_text(amount)
        expect(page.locator(".turn")).to_have_count(1)
    other.close()


def test_what_is_offered_is_asked_as_it_was_tried(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, tuple[str, ...], str | None]] = []

    def ask(text: str, *, history: tuple[str, ...] = (), region: str | None = None) -> Answer:
        asked.append((text, history, region))
        return Answer("没有。", refused=True)

    desk = Desk(Library(site.qa))
    monkeypatch.setattr(site.qa, "ask", ask)
    *_, turns = desk.asked("甲？", "自动", ())
    *_, turns = desk.asked("乙？", "甲市", turns, alone=True)
    list(desk.asked("丙？", "自动", turns))
    assert asked == [("甲？", (), None), ("乙？", (), "甲市"), ("丙？", ("甲？", "乙？"), None)]


@pytest.mark.parametrize("page", [(375, 812)], indirect=True, ids=["phone"])
def test_a_phone_begins_anew_and_has_its_tools_named(visit: Callable[..., Page]) -> None:
    page = visit(ask="高龄津贴每月多少钱？")
    page.locator(".sources .chip").first.click()
    for words in ("上一条", "下一条", "引用", "链接", "目录"):
        expect(page.locator("#reader .tools").get_by_text(words, exact=True).last).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("#again").click()
    expect(page.locator(".welcome")).to_be_visible()


@pytest.mark.parametrize("page", [(375, 812)], indirect=True, ids=["phone"])
def test_on_a_phone_the_original_is_a_sheet_and_the_question_box_in_reach(visit: Callable[..., Page]) -> None:
    page = visit(ask="高龄津贴每月多少钱？")
    box = page.locator("#send").bounding_box()
    assert box and box["y"] + box["height"] <= 812
    page.locator(".sources .chip").first.click()
    sheet = page.locator("#reader")
    expect(sheet).to_have_attribute("role", "dialog")
    assert page.evaluate("document.querySelector('#pages').inert")
    box = sheet.bounding_box()
    assert box and box["width"] == 375
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.chip')")


def test_what_failed_is_asked_again_after_what_was_asked_before(
    visit: Callable[..., Page], site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(ask="高龄津贴每月多少钱？")
    ask = site.qa.ask
    seen: list[Any] = []

    def fail_once(text: str, **how: Any) -> Answer:
        if text == "护理补贴呢？":
            seen.append(how["history"])
            if len(seen) == 1:
                raise PolicyQAError("人多，请稍候再问。")
        return ask(text, **how)

    monkeypatch.setattr(site.qa, "ask", fail_once)
    page.locator("#question textarea").fill("护理补贴呢？")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="再问一次").click()
    expect(page.locator("#turn-3 .direct")).to_contain_text("300元")
    assert seen == [("高龄津贴每月多少钱？",)] * 2


def test_the_answer_is_printed_whose_button_is_pressed(visit: Callable[..., Page], page: Page) -> None:
    page.add_init_script("window.print = () => {};")
    visit(ask="高龄津贴每月多少钱？")
    page.locator("#question textarea").fill("护理补贴每月多少钱？")
    page.keyboard.press("Enter")
    page.locator("#turn-2 [data-act=print]").click()
    page.emulate_media(media="print")
    expect(page.locator("#turn-1")).to_be_hidden()
    expect(page.locator("#turn-2 .direct")).to_be_visible()
    expect(page.locator("#composer")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#turn-1")).to_be_visible()
    page.emulate_media(media="screen")


def test_an_original_that_cannot_be_fetched_says_so(visit: Callable[..., Page]) -> None:
    page = visit(ask="高龄津贴每月多少钱？")
    page.route("**/component_server/", lambda route: route.abort())
    page.locator(".sources .chip").first.click()
    expect(page.locator("#announcer.seen")).to_have_text("原文暂时打不开，请稍候再试。")
    expect(page.locator("#reader")).to_be_hidden()
