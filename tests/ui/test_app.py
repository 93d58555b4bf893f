"""The web page's endpoint, asked over the network as a browser does."""

from pathlib import Path

import pytest
from gradio_client import Client

from policyqa.api import PolicyQA
from policyqa.settings import Settings
from policyqa.types import Answer, Citation, Span
from policyqa.ui.app import answer_html, build


def test_a_question_gets_a_cited_answer(corpus: Path, tmp_path: Path) -> None:
    page = build(PolicyQA(Settings.load(corpus=corpus, home=tmp_path)))
    _, url, _ = page.launch(prevent_thread_lock=True, quiet=True)
    try:
        shown = Client(url, verbose=False).predict("高龄津贴每月多少钱？", api_name="/ask")
    finally:
        page.close()
    assert "120元" in shown
    assert "《甲市养老服务补贴办法》" in shown


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '<img src=x onerror="alert(1)">'])
def test_text_is_escaped(text: str) -> None:
    shown = answer_html(Answer(text, refused=False, citations=(Citation("d", "一", text, text, text, Span(0, 1)),)))
    assert "<script" not in shown and "<img" not in shown
