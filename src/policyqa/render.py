"""How answers, clause trees and ledgers look in a terminal.

Everything is built from ``rich`` Text objects: what documents and questions say is never read as markup, and control characters
(which could move the cursor or recolour the terminal) are taken out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from textwrap import indent

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from policyqa.ledger.sheets import Cell, Sheet
from policyqa.types import Answer, Citation, Clause, Document

#: Characters of a clause that the tree shows.
TREE_CHARS = 36


def answer_view(answer: Answer, *, explained: bool = False) -> RenderableType:
    """The direct answer with its [1] marks, then what it stands on; ``explained`` adds what the question was taken to ask."""
    parts: list[RenderableType] = [plain(answer.text, style="yellow" if answer.refused else "bold")]
    if answer.verdict:
        parts.append(plain(f"结论：{answer.verdict}", style="bold"))
    if answer.citations:
        parts += [Text(), plain("相近的条款" if answer.refused else "依据", style="dim")]
        parts += [_citation(number, citation) for number, citation in enumerate(answer.citations, start=1)]
    if answer.conflicts:
        parts += [Text(), plain("与此不一致的规定", style="dim")]
        parts += [plain(f"{conflict.doc_id}  {conflict.clause}：{conflict.note}") for conflict in answer.conflicts]
    if explained:
        parts += [Text(), plain("问题是怎样理解的", style="dim")]
        parts += [plain(f"{name}：{value}") for name, value in answer.understood]
    return Group(*parts)


def document_tree(document: Document) -> Tree:
    """The clauses of a document as a tree: last label of each path, then its heading or how its text begins."""
    tree = Tree(plain(f"{document.policy.id}  {document.policy.title}", style="bold"), guide_style="dim")
    nodes: dict[str, Tree] = {}
    for clause in document.clauses:
        above = nodes.get(clause.parent or "", tree)
        nodes[clause.path] = above.add(_clause(clause))
    return tree


def plain(text: str, *, style: str = "") -> Text:
    """Text without markup and without control characters other than line breaks and tabs."""
    return Text("".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc"), style=style)


def print_view(view: RenderableType, *, console: Console | None = None, tabular: bool = False) -> None:
    """Print to standard output: coloured and wrapped in a terminal, plain and, unless ``tabular``, unwrapped elsewhere."""
    console = console or Console(highlight=False)
    console.print(view, soft_wrap=not console.is_terminal and not tabular)


def sheet_view(sheets: Sequence[Sheet]) -> RenderableType:
    """Ledgers as tables, one for each document, and how many records they hold."""
    count = sum(len(sheet.rows) for sheet in sheets)
    if not count:
        return plain("没有符合条件的记录", style="yellow")
    parts: list[RenderableType] = []
    for sheet in sheets:
        for heading, rows in groupby(zip(sheet.headings, sheet.rows, strict=True), key=lambda pair: pair[0]):
            parts += [plain(heading or sheet.title, style="bold"), _table(sheet, [row for _, row in rows]), Text()]
    return Group(*parts, plain(f"共 {count} 条", style="dim"))


def _table(sheet: Sheet, rows: Sequence[tuple[Cell, ...]]) -> Table:
    """The columns of a sheet that a terminal has room for; one that is empty in all rows is left out."""
    shown = [k for k, column in enumerate(sheet.columns) if column.share and any(row[k] not in (None, "") for row in rows)]
    table = Table(box=box.HORIZONTALS, show_lines=True, expand=True, padding=(0, 1, 0, 0), header_style="cyan")
    for column in (sheet.columns[k] for k in shown):
        table.add_column(plain(column.title), ratio=column.share, overflow="fold")
    for row in rows:
        table.add_row(*(plain("" if row[k] is None else str(row[k])) for k in shown))
    return table


def _citation(number: int, citation: Citation) -> RenderableType:
    head = Text.assemble((f"[{number}] ", "bold cyan"), plain(citation.label, style="cyan"))
    where = plain(f"    {citation.doc_id}  {citation.clause}", style="dim")
    return Group(head, where, plain(indent(f"“{citation.quote.strip()}”", "    ")))


def _clause(clause: Clause) -> Text:
    begin = " ".join((clause.heading or clause.text).split())
    shown = begin if len(begin) <= TREE_CHARS else f"{begin[:TREE_CHARS]}…"
    return Text.assemble(plain(clause.path.rpartition("/")[2], style="cyan"), "  ", plain(shown))
