"""The web page: five pages, the original beside them, and a small public interface for programs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from importlib import resources
from importlib.util import find_spec
from typing import Any

import gradio as gr
from starlette.middleware import Middleware

from policyqa.api import PolicyQA
from policyqa.errors import ServeError
from policyqa.ui import ask, benefits, duties, evaluation, policies, shell
from policyqa.ui.endpoints import Endpoints
from policyqa.ui.feedback import Feedback
from policyqa.ui.front import Front
from policyqa.ui.library import Library
from policyqa.ui.markup import tag
from policyqa.ui.masking import mask_logs, masked_errors
from policyqa.ui.reader import Opened, opened, requested
from policyqa.ui.safety import BODY, middleware

#: Events handled at once and events that may wait. Gradio's own defaults are one, and without end.
CONCURRENCY, QUEUE, THREADS = 4, 256, 96

#: Fonts that are on the reader's machine: none is fetched.
FONTS = ("system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")

ON_LOAD = "policyqa.connect(server);"


def build(qa: PolicyQA) -> gr.Blocks:
    """The pages over what ``qa`` answers from."""
    library = Library(qa)
    desk = ask.Desk(library)
    page = gr.Blocks(title=shell.TITLE, analytics_enabled=False)
    with page:
        shell.header()
        with gr.Row(elem_id="stage"):
            with gr.Column(elem_id="pages"):
                with _page("ask"):
                    ask.build(library, desk)
                with _page("benefits"):
                    benefits.build(library)
                with _page("duties"):
                    duties.build(library)
                with _page("policies"):
                    policies.build(library)
                with _page("evaluation"):
                    evaluation.build(library)
            _reader(library)
        shell.footer()
        shell.announcer()
        Endpoints(library, desk).add()
    page.queue(max_size=QUEUE, default_concurrency_limit=CONCURRENCY)
    return page


def launch(qa: PolicyQA, *, ready: Callable[[str], object], host: str | None = None, port: int | None = None) -> None:
    """Serve the pages until the process is interrupted; ``ready`` is told their address once they can be opened.

    Without ``host`` and ``port``, ``GRADIO_SERVER_NAME`` and ``GRADIO_SERVER_PORT`` say where.

    Raises:
        ServeError: the pages cannot be served there.
    """
    page = build(qa)
    try:
        url = start(page, qa, host=host, port=port)
    except OSError as error:
        raise ServeError(host, port) from error
    ready(url)
    try:
        with masked_errors():
            threading.Event().wait()
    finally:
        page.close(verbose=False)


def start(page: gr.Blocks, qa: PolicyQA, *, host: str | None = None, port: int | None = None) -> str:
    """Serve the pages that :func:`build` made over ``qa`` in the background; their address."""
    library = Library(qa)
    routes = [*duties.routes(library), *evaluation.routes(library)]
    guards = [*middleware(uploads=qa.settings.admin_password is not None), Middleware(Front)]
    theme = gr.themes.Base(font=FONTS, font_mono=("ui-monospace", "monospace"))
    _, url, _ = page.launch(
        server_name=host,
        server_port=port,
        theme=theme,
        head=shell.head(),
        favicon_path=str(resources.files("policyqa.ui").joinpath("favicon.svg")),
        footer_links=[],
        run_history=False,
        max_file_size=BODY,
        app_kwargs={"middleware": guards, "routes": routes},
        mcp_server=find_spec("mcp") is not None,
        max_threads=THREADS,
        quiet=True,
        prevent_thread_lock=True,
    )
    mask_logs()
    return str(url)


def _page(name: str) -> gr.Column:
    return gr.Column(elem_id=f"page-{name}", elem_classes="page")


def _reader(library: Library) -> None:
    """The original, hidden until it is asked for; the browser asks the server for documents by itself."""
    feedback = Feedback.under(library.qa.settings.home)

    def original(data: Any) -> Opened:
        return opened(library, *requested(data))

    def rate(data: Any) -> bool:
        return feedback.add(data)

    gr.HTML(
        tag("aside", id="reader", hidden=True, aria_label="原文"),
        elem_id="reader-host",
        js_on_load=ON_LOAD,
        apply_default_css=False,
        server_functions=[original, rate],
    )
