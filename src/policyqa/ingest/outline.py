"""Repaired lines → outline: which line opens which part, and what is inside what.

A line that begins with a marker opens a part when its number fits the sequence of its kind, in its scope (the body, or one
attachment): the next number, a first one, or a small step ahead where one was lost. Numbering may run through several parents
(（一）1–3, （二）4–6) or restart in each. Below the 条 of a law nothing opens a part: 款 and 项 are found by
:mod:`policyqa.ingest.articles`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from policyqa.ingest import parts
from policyqa.ingest.lines import Line
from policyqa.ingest.markers import Marker, attachment_of, marker_of
from policyqa.ingest.rows import Table, is_header
from policyqa.types import ClauseKind

#: How kinds of numbering usually nest, outermost first. Only the order matters, and only for a kind that is new in its scope.
RANK = {kind: i for i, kind in enumerate(("编", "分编", "章", "节", "条", "一、", "（一）", "1.", "（1）", "1）", "①"))}
RANK |= {"1.1": RANK["1."], "第一，": RANK["1."], "一是": RANK["1."]}
STRUCTURE = ("编", "分编", "章", "节")
RANK_OF_LAW = (*STRUCTURE, "条")
#: How many numbers of a list may be missing before a higher number is taken for something else.
LOST = 3
LOST_ARTICLES = 100


@dataclass(eq=False, slots=True)
class Node:
    """A part of the outline: it owns the lines from ``first`` up to the next node's."""

    label: str
    kind: ClauseKind
    first: int
    parent: Node | None = None
    numbering: str = ""
    title: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    path: str = ""

    @property
    def ancestors(self) -> list[Node]:
        """The node's parents, outermost first."""
        chain, node = [], self.parent
        while node is not None:
            chain.append(node)
            node = node.parent
        return chain[::-1]


@dataclass(slots=True)
class Scope:
    """Where numbering counts: the body of a document, or one attachment (``root``)."""

    root: Node | None = None
    stack: list[Node] = field(default_factory=list)
    last: dict[str, tuple[int, int]] = field(default_factory=dict)
    table: Table | None = None


class Outline:
    """The nodes of a document, built by one walk over its lines."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.nodes: list[Node] = []
        self._scope = Scope()
        self._paths: set[str] = set()
        head = self._head_end()
        for label, first in parts.head(lines[:head], whole=head == len(lines)):
            self._open(Node(label, "part", first))
        i = head
        while i < len(lines):
            i = self._take(i)

    def _head_end(self) -> int:
        """The first line behind the leading matter: it opens a numbered part, an attachment or a table of numbered rows."""
        for i, line in enumerate(self.lines):
            if parts.is_contents(line.text):
                return i
            marker = marker_of(line.text)
            if (marker and self._fits(marker) and not parts.is_notice_item(self.lines, i)) or line.level > 1:
                return i
            if attachment_of(line.text) or is_header(line.text):
                return i
        return len(self.lines)

    def _take(self, i: int) -> int:
        """Place line ``i`` (and what goes with it); the index of the next line."""
        line = self.lines[i]
        if parts.is_contents(line.text) and (end := parts.contents_end(self.lines, i)) > i + 1:
            self._open(Node("目录", "part", i))
            return end
        if (end := parts.attachment_list_end(self.lines, i)) > i:
            self._open(Node("附件说明", "part", i))
            return end
        if attachment := attachment_of(line.text):
            return self._attachment(i, *attachment)
        if self._row(i):
            return i + 1
        if self._part(i) or self._numbered(i) or self._section(i):
            return i + 1
        if self._scope.root is not None and self.nodes[-1] is self._scope.root and parts.is_sentence(line.text):
            self._open(Node("前言", "part", i, self._scope.root))
        return i + 1

    # --- one kind of line each ---------------------------------------------------------------------------------------

    def _attachment(self, i: int, label: str, words: int) -> int:
        """An attachment's heading and the title lines below it open a scope of their own."""
        end = i + 1
        if not self.lines[i].text[words:]:
            while end < len(self.lines) and parts.is_title(self.lines[end].text) and end - i <= 3 and not self._opens(end):
                end += 1
        title = "".join(line.text for line in self.lines[i + 1 : end]) or self.lines[i].text[words:]
        node = Node(label, "attachment", i, title=title)
        self._scope = Scope(root=node)
        self._open(node)
        return end

    def _opens(self, i: int) -> bool:
        text = self.lines[i].text
        return bool(marker_of(text) or attachment_of(text) or is_header(text) or "\t" in text)

    def _row(self, i: int) -> bool:
        """A table's header, a numbered row, a group heading or a total."""
        line, scope = self.lines[i], self._scope
        if is_header(line.text):
            parent = scope.stack[-1] if scope.stack else scope.root
            scope.table = scope.table or Table(line.text, parent)
            scope.table.header = line.text
            return True
        if scope.table is None or "\t" not in line.text:
            return False
        row = scope.table.read(line.text)
        if row is None:
            return self._group(i)
        self._open(Node(row.label, "row", i, scope.table.group or scope.table.parent, cells=row.cells))
        return True

    def _group(self, i: int) -> bool:
        """A row that heads a group of rows, as in ``一、养老领域``, counts on like any part."""
        marker, table = marker_of(self.lines[i].text), self._scope.table
        if marker is None or table is None or not self._fits(marker):
            return False
        self._scope.last[marker.kind] = (marker.number, 0)
        table.begin_group(Node(marker.label, "item", i, table.parent, marker.kind, _title(self.lines[i].text)))
        self._open(table.group)
        return True

    def _part(self, i: int) -> bool:
        """An unnumbered part that is told by its words: a closing signature, a source note."""
        if (label := parts.closing(self.lines, i)) is None:
            return False
        root = None if parts.is_imprint(self.lines[i].text) else self._scope.root
        if self.nodes[-1].label != label:
            self._open(Node(label, "part", i, root))
        return True

    def _numbered(self, i: int) -> bool:
        line, marker = self.lines[i], marker_of(self.lines[i].text)
        if marker is None or not (line.level > 1 or self._fits(marker)):
            return False
        scope = self._scope
        if line.level > 1 and marker.kind not in RANK_OF_LAW:
            self._leave_level(line.level)
        else:
            self._leave_rank(marker.kind)
        if marker.kind in STRUCTURE:  # what is below starts anew; 条 runs on through the whole law
            scope.last = {k: v for k, v in scope.last.items() if RANK[k] <= RANK[marker.kind] or k == "条"}
        scope.last[marker.kind] = (marker.number, marker.extra)
        scope.table = None
        kind: ClauseKind = marker.kind if marker.kind in {"编", "章", "节", "条"} else "item"  # type: ignore[assignment]
        self._push(Node(marker.label, kind, i, None, marker.kind, _title(line.text)))
        return True

    def _leave_rank(self, kind: str) -> None:
        """Close the parts that a heading of ``kind`` ends: its own kind's and those that usually nest deeper.

        A kind without an open part of its own goes below a bare heading that it follows directly, whatever their usual order.
        """
        stack = self._scope.stack
        kinds = [node.numbering for node in stack]
        follows_bare = bool(stack) and stack[-1] is self.nodes[-1] and parts.is_title(self.lines[stack[-1].first].text)
        if kind in kinds:
            del stack[kinds.index(kind) :]
        elif kind in STRUCTURE or not follows_bare:
            while stack and RANK[stack[-1].numbering or "1."] > RANK[kind]:
                stack.pop()

    def _leave_level(self, level: int) -> None:
        """Close the parts that a Markdown heading of ``level`` ends: those of the same or a deeper level, or of none."""
        stack = self._scope.stack
        while stack and (self.lines[stack[-1].first].level or 9) >= level:
            stack.pop()

    def _push(self, node: Node) -> None:
        """Open a node inside the innermost open part."""
        node.parent = self._scope.stack[-1] if self._scope.stack else self._scope.root
        self._scope.stack.append(node)
        self._open(node)

    def _section(self, i: int) -> bool:
        """A Markdown heading without a number opens a section named by its words."""
        line = self.lines[i]
        if line.level < 2 or len(line.text) > 40:
            return False
        self._leave_level(line.level)
        self._scope.last.clear()
        self._push(Node(line.text.replace("/", "／"), "section", i, title=line.text))
        return True

    # --- sequence ----------------------------------------------------------------------------------------------------

    def _fits(self, marker: Marker) -> bool:
        """Whether a marker's number goes on with, or begins, a list of its kind where the walk stands."""
        kinds = [node.numbering for node in self._scope.stack]
        number, extra = self._scope.last.get(marker.kind, (0, 0))
        if marker.kind == "条":
            begun = "条" in self._scope.last
            return not begun or ((number, extra) < (marker.number, marker.extra) and marker.number <= number + LOST_ARTICLES)
        if "条" in kinds and marker.kind not in kinds and marker.kind not in STRUCTURE:
            return False
        if marker.kind in STRUCTURE:
            return marker.number == 1 or marker.number > number
        if marker.kind == "1.1":
            return True
        if marker.number == 1:
            return marker.kind not in kinds or number > 1
        return number < marker.number <= number + LOST or (marker.number == number and marker.kind in kinds)

    def _open(self, node: Node | None) -> None:
        """Give a node its path, unique in the document, and make it the one that takes the lines to come."""
        assert node is not None
        path = f"{node.parent.path}/{node.label}" if node.parent else node.label
        node.path, again = path, 2
        while node.path in self._paths:
            node.path, again = f"{path}［{again}］", again + 1
        self._paths.add(node.path)
        self.nodes.append(node)


def _title(text: str) -> str:
    """The heading of a numbered line: its first phrase when it is short enough to be one, else nothing."""
    marker = marker_of(text)
    words = text[marker.end if marker else 0 :].strip(" \u3000\t")
    head, stop, _ = words.partition("。")
    return head.partition("\t")[0] if len(head) <= 40 and (stop or len(words) == len(head)) and "；" not in head else ""
