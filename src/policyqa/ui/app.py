"""A question box: a question in, the cited answer out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from html import escape

import gradio as gr

from policyqa.api import PolicyQA
from policyqa.errors import PolicyQAError, ServeError
from policyqa.types import Answer, Citation

#: Questions answered at once, and questions that may wait. Gradio's own defaults are one, and without end.
CONCURRENCY, QUEUE = 4, 64

#: The longest question the page takes, in characters.
QUESTION_CHARS = 5000

#: Gradio's page says lang="en", by which browsers choose glyphs and screen readers a voice.
HEAD = '<script>document.documentElement.lang = "zh-CN"</script>'

#: Fonts that are on the reader's machine: none is fetched.
FONTS = ("system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")


def build(qa: PolicyQA) -> gr.Blocks:
    """The page, with one public endpoint ``/ask``: question (text) in, answer (HTML) out."""

    def ask(question: str) -> str:
        try:
            return answer_html(qa.ask(question))
        except PolicyQAError as error:
            raise gr.Error(str(error), print_exception=False) from error

    page = gr.Blocks(title="政策问答", analytics_enabled=False)
    with page:
        gr.Markdown("# 政策问答\n用平常的话提问，每个回答都注明出自哪一条、原文怎么写。")
        question = gr.Textbox(label="问题", placeholder="例如：适老化改造每户补多少钱？", lines=2, max_length=QUESTION_CHARS)
        button = gr.Button("提问", variant="primary")
        answer = gr.HTML(label="回答", js_on_load=None, elem_id="answer")
        gr.on([button.click, question.submit], ask, question, answer, api_name="ask")
    page.queue(max_size=QUEUE, default_concurrency_limit=CONCURRENCY)
    return page


def launch(qa: PolicyQA, *, ready: Callable[[str], object], host: str | None = None, port: int | None = None) -> None:
    """Serve the page until the process is interrupted; ``ready`` is told its address once it can be opened.

    Without ``host`` and ``port``, ``GRADIO_SERVER_NAME`` and ``GRADIO_SERVER_PORT`` say where.

    Raises:
        ServeError: the page cannot listen there.
    """
    page = build(qa)
    theme = gr.themes.Default(font=FONTS, font_mono=("ui-monospace", "monospace"))
    try:
        _, url, _ = page.launch(
            server_name=host, server_port=port, theme=theme, head=HEAD, footer_links=[], quiet=True, prevent_thread_lock=True
        )
    except OSError as error:
        raise ServeError(host, port) from error
    ready(url)
    try:
        threading.Event().wait()
    finally:
        page.close(verbose=False)


def answer_html(answer: Answer) -> str:
    """The answer as HTML; what documents and questions say is escaped."""
    parts = [f"<p>{_lines(answer.text)}</p>"]
    if answer.verdict:
        parts.append(f"<p><strong>结论：{escape(answer.verdict)}</strong></p>")
    if answer.citations:
        parts.append("<ol>" + "".join(map(_citation_html, answer.citations)) + "</ol>")
    return "".join(parts)


def _citation_html(citation: Citation) -> str:
    return (
        f"<li><strong>{escape(citation.label)}</strong><blockquote>{_lines(citation.quote.strip())}</blockquote>"
        f"<details><summary>整条原文</summary><p>{_lines(citation.text.strip())}</p></details></li>"
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
