"""政策原文: which documents there are, how they belong together, and each of them to read, search and link to."""

from __future__ import annotations

import gradio as gr
from markupsafe import Markup

from policyqa.types import Document, Policy
from policyqa.ui.library import Library
from policyqa.ui.links import address
from policyqa.ui.markup import icon, tag
from policyqa.ui.reader import about


def build(library: Library) -> None:
    """Lay the page out, inside the column that it is."""
    gr.HTML(shelf(library), js_on_load=None, apply_default_css=False, elem_id="shelf")


def shelf(library: Library) -> Markup:
    """All documents, by region."""
    documents = list(library.documents.values())
    regions = dict.fromkeys(document.policy.region or "未注明地区" for document in documents)
    return tag(
        "div",
        tag("h1", "政策原文"),
        tag("p", f"共收录 {len(documents)} 份文件。点开可以按目录阅读、在文中查找；每一条都有固定链接。", class_="page-words"),
        (
            tag(
                "section",
                tag("h2", region),
                tag(
                    "ul",
                    (
                        tag("li", card(document, library))
                        for document in documents
                        if (document.policy.region or "未注明地区") == region
                    ),
                    class_="cards",
                ),
            )
            for region in regions
        ),
    )


def card(document: Document, library: Library) -> Markup:
    """What one document is, and the way in."""
    policy = document.policy
    rows = sum(clause.kind == "row" for clause in document.clauses)
    size = f"{len(document.clauses)} 条" + (f"（其中表格 {rows} 行）" if rows else "") + f"，{len(document.text)} 字"
    return tag(
        "article",
        tag("h3", tag("a", f"《{policy.title}》", href=address(policy.id), data_open=True)),
        tag("p", (tag("span", fact) for fact in about(policy)), class_="meta"),
        tag("p", size, class_="size"),
        _relations(policy, library),
        class_="card policy",
    )


def _relations(policy: Policy, library: Library) -> Markup | None:
    """How the document stands to others: what it copies, carries out, and what carries it out."""
    told = [("与它内容相同", policy.copy_of), ("落实的上级文件", policy.implements)]
    told += [("落实它的文件", other.id) for other in library.policies if other.implements == policy.id]
    told += [("与它内容相同", other.id) for other in library.policies if other.copy_of == policy.id]
    titles = {other.id: other.title for other in library.policies}
    items = [
        tag("li", icon("link"), f"{how}：", tag("a", f"《{titles[id]}》", href=address(id), data_open=True))
        for how, id in told
        if id in titles
    ]
    return tag("ul", items, class_="relations") if items else None
