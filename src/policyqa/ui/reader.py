"""The original: a whole document with its clause tree, one clause marked, shown beside whatever one is reading."""

from __future__ import annotations

import re
from typing import Any, TypedDict

from markupsafe import Markup

from policyqa.ledger.places import unit_of
from policyqa.text.labels import cite
from policyqa.types import Clause, Document, Policy, Span
from policyqa.ui.library import Library
from policyqa.ui.links import address
from policyqa.ui.markup import icon, joined, tag
from policyqa.ui.quotes import beginning, cell_list, cells

_AT = re.compile(r"(\d{1,9})-(\d{1,9})")
#: Characters of a clause that the tree shows when it has no heading.
TREE_CHARS = 18


class Opened(TypedDict):
    """What the browser shows: the document's page and the listed clause to go to, None for its beginning."""

    html: str
    clause: str | None


def opened(library: Library, doc_id: str, path: str | None, at: str | None) -> Opened:
    """The page of a document with a clause, or the characters ``at`` (``12-34``), marked; a page that says so when unknown."""
    document = library.documents.get(doc_id)
    if document is None:
        return {"html": missing(f"没有编号为“{doc_id}”的文件。"), "clause": None}
    clause = unit_of(document, path) if path else None
    if path and clause is None:
        return {"html": missing(f"《{document.policy.title}》里没有“{path}”这一条。"), "clause": None}
    mark = _mark(document, path, at)
    return {"html": page(document, mark=mark, current=clause), "clause": clause.path if clause else None}


def page(document: Document, *, mark: Span | None = None, current: Clause | None = None) -> Markup:
    """The whole document: what it is, its tree, its text to the letter, with ``mark`` marked and ``current`` set off."""
    return joined(
        _head(document.policy),
        _tools(document.policy),
        tag(
            "div",
            tag("nav", tag("h3", "目录"), tree(document), class_="tree", aria_label="条款目录"),
            tag(
                "div",
                (_clause(document, clause, mark, clause is current) for clause in document.clauses),
                class_="paper",
                tabindex="0",
                role="region",
                aria_label="原文",
            ),
            class_="reader-body",
        ),
    )


def missing(message: str) -> Markup:
    """A page that says that there is nothing to read."""
    return joined(
        tag("div", tag("h2", "没有找到", tabindex="-1", class_="reader-title"), _close(), class_="reader-head"),
        tag("p", message, " 请从“政策原文”里选择。", class_="reader-missing"),
    )


def about(policy: Policy) -> list[str]:
    """What is known of a document, in the order one would say it."""
    dates = (("成文", policy.issued), ("公布", policy.published), ("施行", policy.effective))
    told = [policy.number, policy.issuer, *(f"{day(date)}{name}" for name, date in dates if date), policy.region]
    return [fact for fact in (*told, policy.validity or "有效性未注明") if fact]


def day(date: int) -> str:
    """20230105 as 2023年1月5日."""
    return f"{date // 10000}年{date // 100 % 100}月{date % 100}日"


def tree(document: Document) -> Markup:
    """The clauses as nested lists of links; a table's rows are folded under their table."""
    below: dict[str | None, list[Clause]] = {}
    for clause in document.clauses:
        below.setdefault(clause.parent, []).append(clause)
    return _branch(document, below, None)


def _branch(document: Document, below: dict[str | None, list[Clause]], parent: str | None) -> Markup:
    return tag("ul", (tag("li", _leaf(clause), _folded(document, below, clause)) for clause in below.get(parent, ())))


def _folded(document: Document, below: dict[str | None, list[Clause]], clause: Clause) -> Markup | None:
    """What stands below a clause; rows are many and alike, so that they unfold only when asked for."""
    parts = below.get(clause.path)
    if not parts:
        return None
    branch = _branch(document, below, clause.path)
    if all(part.kind == "row" for part in parts):
        return tag("details", tag("summary", f"{len(parts)} 行"), branch)
    return branch


def _leaf(clause: Clause) -> Markup:
    label = clause.path.rpartition("/")[2]
    begin = " ".join(beginning(clause).split())
    shown = begin if len(begin) <= TREE_CHARS else f"{begin[:TREE_CHARS]}…"
    return tag(
        "a",
        tag("span", label, class_="tree-label"),
        tag("span", shown, class_="tree-words"),
        href=address(clause.doc_id, clause.path),
        data_goto=clause.path,
    )


def _head(policy: Policy) -> Markup:
    facts = about(policy)
    return tag(
        "div",
        tag(
            "div",
            tag("h2", f"《{policy.title}》", class_="reader-title", tabindex="-1"),
            tag("p", (tag("span", fact) for fact in facts), class_="meta") if facts else None,
        ),
        _close(),
        class_="reader-head",
    )


def _close() -> Markup:
    return tag("button", icon("close"), tag("span", "关闭"), type="button", class_="tool", data_act="close")


def _tools(policy: Policy) -> Markup:
    def tool(act: str, drawing: str, words: str, short: str | None = None) -> Markup:
        shown = (tag("span", words, class_="full"), tag("span", short or words, class_="short", aria_hidden="true"))
        return tag("button", icon(drawing), shown, type="button", class_="tool", aria_label=words, data_act=act)

    return tag(
        "div",
        tag("nav", tag("ol", class_="crumbs"), aria_label="所在位置"),
        tag(
            "div",
            tool("previous", "up", "上一条"),
            tool("next", "down", "下一条"),
            tool("cite", "copy", "复制引用", "引用"),
            tool("link", "link", "复制链接", "链接"),
            tool("print", "print", "打印"),
            tool("tree", "list", "目录"),
            class_="tools",
            role="group",
            aria_label="条款工具",
        ),
        tag(
            "form",
            tag("input", type="search", name="find", aria_label="在本文件中查找", placeholder="文中查找", maxlength=60),
            tag("button", "查找", type="submit", class_="tool"),
            tag("span", class_="found-count", role="status"),
            class_="find",
            role="search",
        ),
        class_="reader-tools",
        data_title=policy.title,
    )


def _clause(document: Document, clause: Clause, mark: Span | None, current: bool) -> Markup:
    depth = min(clause.path.count("/") + 1, 4)
    if clause.kind == "row" and clause.cells:
        body: Markup | list[Markup] = cell_list(list(cells(clause)), lambda cell: _marked(cell.text, cell.start, mark))
    else:
        body = _lines(clause, mark)
    return tag(
        "section",
        body,
        class_=f"clause depth-{depth} kind-{'row' if clause.kind == 'row' else 'text'}" + (" current" if current else ""),
        data_path=clause.path,
        data_parent=clause.parent or "",
        data_cite=cite(document.policy, clause.path),
        aria_current="location" if current else None,
    )


def _lines(clause: Clause, mark: Span | None) -> list[Markup]:
    """The clause's lines as paragraphs, its heading set apart."""
    parts: list[Markup] = []
    start = clause.span.start
    for number, line in enumerate(clause.text.split("\n")):
        at = line.find(clause.heading) if number == 0 and clause.heading else -1
        cut = at + len(clause.heading) if at >= 0 else 0
        alone = cut > 0 and not line[cut:].strip(" 。\t")
        head = tag("strong", _marked(line[:cut], start, mark)) if cut else None
        parts.append(tag("p", head, _marked(line[cut:], start + cut, mark), class_="heading" if alone else None))
        start += len(line) + 1
    return parts


def _marked(text: str, start: int, mark: Span | None) -> list[str | Markup]:
    """``text``, which begins at ``start`` of the document, with what it shares with ``mark`` marked."""
    if mark is None:
        return [text]
    low, high = (min(max(place - start, 0), len(text)) for place in (mark.start, mark.end))
    return [text[:low], tag("mark", text[low:high]), text[high:]] if low < high else [text]


def _mark(document: Document, path: str | None, at: str | None) -> Span | None:
    """The characters to mark: those asked for, or a subclause's."""
    if found := _AT.fullmatch(at or ""):
        low, high = sorted((int(found[1]), int(found[2])))
        return Span(low, min(high, len(document.text))) if low < len(document.text) else None
    return next((clause.span for clause in document.subclauses if clause.path == path), None)


def requested(data: Any) -> tuple[str, str | None, str | None]:
    """The document, clause and place that a browser asks for; what it sends may be anything."""
    fields = data if isinstance(data, dict) else {}
    doc_id, path, at = (str(fields[name])[:200] if fields.get(name) else None for name in ("doc", "clause", "at"))
    return doc_id or "", path, at
