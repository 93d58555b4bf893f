"""职责台账: filters, order, files."""

import io
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect


def test_the_ledger_is_filtered_by_keyword(visit: Callable[..., Page], site: Any) -> None:
    page = visit("/?view=duties")
    everything = len(site.qa.duties())
    expect(page.locator("#ledger .counted")).to_have_text(f"共 {everything} 项任务")
    page.get_by_label("关键词").fill("备案")
    page.keyboard.press("Enter")
    expect(page.locator("#ledger tbody tr")).to_have_count(1)
    expect(page.locator("#ledger tbody tr")).to_contain_text("区卫生健康局")
    page.get_by_label("关键词").fill("没有的词")
    page.keyboard.press("Enter")
    expect(page.locator("#ledger")).to_contain_text("没有符合这些条件的任务")


def test_a_column_sorts_both_ways(visit: Callable[..., Page]) -> None:
    page = visit("/?view=duties")
    head = page.locator("#ledger th", has_text="完成时限")
    head.locator("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    one = page.locator("#ledger tbody td:nth-child(4)").all_inner_texts()
    head.locator("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert page.locator("#ledger tbody td:nth-child(4)").all_inner_texts() == one[::-1]


def test_a_row_opens_its_clause(visit: Callable[..., Page]) -> None:
    page = visit("/?view=duties")
    page.locator("#ledger tbody tr", has_text="民政局").first.locator(".chip").click()
    expect(page.locator(".clause.current")).to_contain_text("民政局")


def test_the_file_holds_what_is_shown(site: Any) -> None:
    answer = httpx.get(f"{site.url}/export/duties.xlsx", params={"unit": "民政局"})
    rows = list(load_workbook(io.BytesIO(answer.content)).worksheets[0].values)
    assert len(rows) == 2
    assert "市民政局" in rows[1]
    text = httpx.get(f"{site.url}/export/duties.csv", params={"role": "牵头"}).content.decode("utf-8-sig")
    assert len(text.splitlines()) >= 3
    assert httpx.get(f"{site.url}/export/duties.exe").status_code == 404
    assert httpx.get(f"{site.url}/export/duties.csv", params={"doc": "nowhere"}).status_code == 404


def test_a_bar_filters_by_what_it_stands_for(visit: Callable[..., Page]) -> None:
    page = visit("/?view=duties")
    page.locator(".timeline .bar-name", has_text="2025年").click()
    expect(page.locator("#ledger tbody tr")).to_have_count(1)
    expect(page.locator("#ledger tbody tr")).to_contain_text("备案")
    expect(page.get_by_role("combobox", name="完成时限")).to_have_value("2025年")
    page.goto("/?view=duties")
    unit = page.locator(".bars:not(.timeline) .bar-name").first
    name = unit.inner_text()
    unit.click()
    expect(page.get_by_role("combobox", name="单位")).to_have_value(name)


@pytest.mark.parametrize("page", [(375, 812)], indirect=True, ids=["phone"])
def test_a_phone_sorts_as_well(visit: Callable[..., Page]) -> None:
    page = visit("/?view=duties")
    page.locator("#ledger th button", has_text="任务").click()
    tasks = page.locator("#ledger tbody td:first-child").all_inner_texts()
    page.locator("#ledger th button", has_text="任务").click()
    assert page.locator("#ledger tbody td:first-child").all_inner_texts() == tasks[::-1]
