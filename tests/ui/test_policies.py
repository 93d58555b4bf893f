"""政策原文: the list, deep links, the tree and the search."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from policyqa.types import Clause, Document, Policy, Span
from policyqa.ui.reader import tree


def test_all_documents_are_listed_with_what_they_are(visit: Callable[..., Page]) -> None:
    page = visit("/?view=policies")
    expect(page.locator(".policy")).to_have_count(3)
    plan = page.locator(".policy", has=page.locator("h3", has_text="甲市养老服务补贴办法"))
    for words in ("甲政办发〔2024〕3号", "有效性未注明", "落实它的文件：《乙区普惠托育服务通知》"):
        expect(plan).to_contain_text(words)


def test_the_whole_document_is_there_to_the_letter(visit: Callable[..., Page], site: Any) -> None:
    page = visit("/?doc=butie")
    document = next(d for d in site.qa.documents() if d.policy.id == "butie")
    page.locator(".clause").first.wait_for()
    assert page.locator(".paper").inner_text().split() == document.text.split()


@pytest.mark.parametrize(
    ("path", "words"), [("二/（一）", "高龄津贴每人每月发放120元"), ("一", "一、补贴对象"), ("一/（二）", "经评估为失能")]
)
def test_every_clause_has_a_link(visit: Callable[..., Page], path: str, words: str) -> None:
    page = visit(f"/?doc=butie&clause={path}")
    expect(page.locator(".clause.current")).to_contain_text(words)
    expect(page.locator(".clause.current")).to_be_in_viewport()
    expect(page.locator(".pages [aria-current]")).to_have_text("政策原文", use_inner_text=True)


def test_the_characters_of_a_link_are_marked(visit: Callable[..., Page], site: Any) -> None:
    document = next(d for d in site.qa.documents() if d.policy.id == "butie")
    at = document.text.index("每人每月发放120元")
    page = visit(f"/?doc=butie&clause=二/（一）&at={at}-{at + 10}")
    expect(page.locator("#reader mark")).to_have_text(document.text[at : at + 10])


@pytest.mark.parametrize(
    "address", ["/?doc=nowhere", "/?doc=butie&clause=九/十", "/?doc=butie&clause=一&at=999999-1000000", "/?doc=butie&at=x"]
)
def test_a_link_that_leads_nowhere_says_so_or_shows_the_document(visit: Callable[..., Page], address: str) -> None:
    page = visit(address)
    expect(page.locator(".reader-title")).to_be_visible()


def test_the_tree_leads_to_clauses_and_the_address_follows(visit: Callable[..., Page]) -> None:
    page = visit("/?doc=butie")
    page.locator(".tree a", has_text="（二）").last.click()
    expect(page.locator(".clause.current")).to_contain_text("护理补贴每人每月发放300元")
    assert "clause=" in page.url
    page.reload()
    expect(page.locator(".clause.current")).to_contain_text("护理补贴每人每月发放300元")


def test_words_are_found_inside_a_document(visit: Callable[..., Page]) -> None:
    page = visit("/?doc=butie")
    page.locator(".find input").fill("津贴")
    page.keyboard.press("Enter")
    expect(page.locator(".found-count")).to_have_text("第 1 条，共 2 条")
    page.keyboard.press("Enter")
    expect(page.locator(".clause.current")).to_contain_text("120元")
    page.locator(".find input").fill("没有的词")
    page.keyboard.press("Enter")
    expect(page.locator(".found-count")).to_have_text("没有找到")


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ((("序号", "16"), ("项目名称", "康养中心"), ("建设内容和规模", "建筑面积27000m2，床位500张")), "康养中心"),
        ((("序号", "2"), ("金额", "每人每月120元")), "每人每月120元"),
    ],
)
def test_a_row_of_a_table_is_named_in_the_tree(cells: tuple[tuple[str, str], ...], shown: str) -> None:
    text = "\t".join(value for _, value in cells)
    row = Clause("x", "附件/一/16", "row", Span(0, len(text)), text, cells=cells)
    assert f'class="tree-words">{shown}<' in tree(Document(Policy("x", "某表"), text, (row,)))
