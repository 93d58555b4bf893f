"""What stands around every page: the name, the way to the pages, the size of the letters, and the original beside them."""

from __future__ import annotations

from importlib import resources

import gradio as gr
from markupsafe import Markup

from policyqa.ui.markup import icon, tag

TITLE = "政策问答"
#: The pages by the name that stands in addresses: their title, and one short enough for a phone.
PAGES = {
    "ask": ("问政策", "提问"),
    "benefits": ("我能享受什么", "待遇"),
    "duties": ("职责台账", "台账"),
    "policies": ("政策原文", "原文"),
    "evaluation": ("评测", "评测"),
}
#: The sizes of the letters: ``elder`` is also high in contrast and large in its targets.
SIZES = {"normal": ("标准", "标准字号"), "large": ("大字", "大字"), "elder": ("长者", "长者模式：特大字、高对比")}


def text(name: str) -> str:
    """One of the files that are shipped beside the pages."""
    return resources.files("policyqa.ui").joinpath(name).read_text(encoding="utf-8")


def head() -> str:
    """What goes into the page's head before anything is drawn. Gradio would rewrite a style sheet that it is given."""
    return f"<style>{text('icons.css')}{text('style.css')}</style><script>{text('page.js')}</script>"


def header() -> gr.HTML:
    """The bar at the top."""
    return gr.HTML(
        tag(
            "header",
            tag("a", "跳到内容", href="#stage", class_="skip", data_skip=True),
            tag(
                "div",
                tag("a", icon("seal"), tag("span", TITLE), href="?", class_="brand", data_page="ask"),
                tag("nav", tag("ul", map(_link, PAGES)), class_="pages", aria_label="页面"),
                _sizes(),
                class_="bar",
            ),
        ),
        elem_id="top",
        js_on_load=None,
        apply_default_css=False,
    )


def footer() -> gr.HTML:
    """The line at the bottom."""
    words = "回答摘自所收录的政策文件，仅供参考；办理时以发文机关的解释和经办窗口的答复为准。"
    return gr.HTML(tag("footer", tag("p", words)), elem_id="bottom", js_on_load=None, apply_default_css=False)


def announcer() -> gr.HTML:
    """Where screen readers hear of a new answer."""
    live = tag("div", id="announcer", class_="for-readers", role="status", aria_live="polite")
    return gr.HTML(live, js_on_load=None, apply_default_css=False, elem_id="announcer-host")


def _link(name: str) -> Markup:
    full, short = PAGES[name]
    words = (icon(name), tag("span", full, class_="full"), tag("span", short, class_="short", aria_hidden="true"))
    return tag("li", tag("a", words, href=f"?view={name}", data_page=name, aria_label=full))


def _sizes() -> Markup:
    buttons = (
        tag("button", short, type="button", data_size=name, aria_label=full, aria_pressed="false")
        for name, (short, full) in SIZES.items()
    )
    return tag("div", tag("span", "字号", class_="for-readers"), buttons, class_="sizes", role="group", aria_label="字号")
