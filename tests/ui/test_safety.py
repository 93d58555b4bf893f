"""Nothing that documents or people say is run; limits, headers and masks hold."""

import io
import logging
import sys
import traceback
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from policyqa.ui.ask import Busy, Desk
from policyqa.ui.library import Library
from policyqa.ui.markup import joined, tag
from policyqa.ui.masking import Masking, masked, masked_errors
from policyqa.ui.safety import BODY, Guard


def test_a_hostile_document_is_only_text(visit: Callable[..., Page], site: Any) -> None:
    page = visit("/?view=policies")
    expect(page.locator(".policy", has_text="停车办法")).to_contain_text("<script>")
    page.locator(".policy a", has_text="停车办法").click()
    expect(page.locator(".reader-title")).to_contain_text("<script>window.hacked=2</script>")
    expect(page.locator(".paper")).to_contain_text("[点我](javascript:hacked=4) ${hacked=5} {{hacked}}")
    assert page.locator("#reader img, #reader script, #reader svg, #reader a[href^=javascript]").count() == 0
    page.locator(".tree a").last.click()
    page.locator("[data-act=link]").click()
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(page.locator(".clause.current")).to_be_visible()


def test_a_hostile_question_is_only_text(visit: Callable[..., Page], site: Any) -> None:
    page = visit(ask=f"停车费每小时多少钱？{site.payload}")
    expect(page.locator(".asked")).to_contain_text(site.payload)
    assert page.locator("#pages img, #pages script, #pages svg:not([class])").count() == 0


@pytest.mark.parametrize("text", ["<script>", '"><img src=x onerror=alert(1)>', "a & b", "javascript:alert(1)"])
def test_markup_escapes_by_construction(text: str) -> None:
    made = joined(tag("p", text, [text], title=text))
    assert "<script" not in made and "<img" not in made
    assert made.count("<p ") == 1


def test_browsers_are_told_what_not_to_do(site: Any) -> None:
    headers = httpx.get(site.url).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_requests_that_are_too_large_are_refused(site: Any) -> None:
    assert httpx.post(f"{site.url}/gradio_api/queue/join", content=b"x" * (BODY + 1)).status_code == 413
    assert httpx.get(f"{site.url}/?q={'x' * 9000}").status_code == 414


def test_a_full_line_says_so(site: Any) -> None:
    desk = Desk(Library(site.qa))
    while desk._places.acquire(blocking=False):
        pass
    with pytest.raises(Busy, match="人多，请稍候"), desk.place():
        pass
    (_, turn) = [turns[-1] for turns in desk.asked("高龄津贴每月多少钱？", "自动", ())]
    assert turn.failure == "人多，请稍候再问。"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("身份证110101199003074512请查", "身份证110***************请查"),
        ("11010119900307451X", "110***************"),
        ("电话13812345678。", "电话138********。"),
        ("电话 138 1234 5678", "电话 138**********"),
        ("029-87654321", "029*********"),
        ("每户2000元，2025年底前，市政办发〔2023〕1号", "每户2000元，2025年底前，市政办发〔2023〕1号"),
        ("建设156个，5117张，0.0042345", "建设156个，5117张，0.0042345"),
    ],
)
def test_numbers_of_people_are_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_logs_are_masked() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Masking())
    logger = logging.Logger("probe")
    logger.addHandler(handler)
    try:
        raise ValueError("11010119900307451X")
    except ValueError:
        logger.exception("%s 打不开", "13812345678")
    assert "138********" in stream.getvalue()
    assert "19900307" not in stream.getvalue()


def test_tracebacks_are_masked(capsys: pytest.CaptureFixture[str]) -> None:
    with masked_errors():
        try:
            raise ValueError("13812345678")
        except ValueError:
            traceback.print_exc()
        sys.stderr.flush()
    assert "ValueError: 138********" in capsys.readouterr().err


@pytest.mark.parametrize(("uploads", "status"), [(False, 403), (True, 200)])
def test_files_are_taken_only_where_administrators_are(uploads: bool, status: int) -> None:
    guarded = Guard(PlainTextResponse("in"), uploads=uploads)
    assert TestClient(guarded).post("/gradio_api/upload", content=b"x").status_code == status
