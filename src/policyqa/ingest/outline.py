"""Repaired lines → outline: which line opens which part, and what is inside what.

A line that begins with a marker opens a part when its number fits the sequence of its kind, in its scope (the body, the notice
that issues it, or one attachment): the next number, a first one, or a small step ahead where one was lost. Numbering may run
through several parents (（一）1–3, （二）4–6) or restart in each. Below the 条 of a law nothing opens a part: 款 and 项 are
found by :mod:`policyqa.ingest.articles`.
"""

from __future__ import annotations

import re

from policyqa.ingest import parts
from policyqa.ingest.lines import Line
from policyqa.ingest.markers import Marker, attachment_of, marker_of
from policyqa.ingest.rows import Table, is_header
from policyqa.ingest.scope import RANK_OF_LAW, STRUCTURE, Node, Scope, sequence_of
from policyqa.text.numerals import parse_numeral, to_chinese
from policyqa.types import ClauseKind

#: ``1 申报条件`` above ``1.1``: the first level of decimal numbering has no mark but a blank.
DECIMAL_TOP = re.compile(r"(\d{1,2})[ \u3000]+(?=[^\d\s])")
#: How far below a question its answer, or below a top number its first decimal, is looked for, in lines.
ANSWER_LINES, DECIMAL_LINES = 4, 40
#: A title goes on in the next line when it takes at least so many characters of its own.
LONG_TITLE = 12


class Outline:
    """The nodes of a document, built by one walk over its lines."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.nodes: list[Node] = []
        self._times: dict[str, int] = {}  # how often a path was wanted
        self._paths: set[str] = set()
        self._markers = [marker_of(line.text) for line in lines]
        self._announced = {(sequence_of(marker), marker.number) for marker in self._markers if marker}
        bracketed = [match[1] for line in lines if (match := parts.BRACKETED.match(line.text))]
        self._bracketed = len(bracketed) >= parts.BRACKETED_HEADINGS and len(set(bracketed)) == len(bracketed)
        self._contents: int | None = None  # where the first table of contents ends
        start = parts.notice_end(lines)
        if start:
            self._notice(start)
        self._scope = self._body = Scope()
        head = self._head_end(start)
        for label, first in parts.head(lines[start:head], whole=head == len(lines)):
            self._open(Node(label, "part", start + first))
        i = head
        while i < len(lines):
            i = self._take(i)
        if not self.nodes or self.nodes[0].first:  # a table's header, or a heading of contents, stands at the very beginning
            self._open(Node("题注", "part", 0))
            self.nodes.insert(0, self.nodes.pop())

    def _notice(self, end: int) -> None:
        """The notice that issues the text behind ``end``: one part, with the numbered items that some notices have."""
        node = Node("印发通知", "part", 0)
        self._scope = self._body = Scope(root=node)
        self._open(node)
        i = 0
        while i < end:
            listed = parts.attachment_list_end(self.lines, i)
            if listed == i and not self._numbered(i) and self._scope.last:
                self._part(i)
            i = max(listed, i + 1)

    def _head_end(self, start: int) -> int:
        """The first line behind the leading matter: it opens a numbered part, an attachment or a table of numbered rows."""
        for i in range(start, len(self.lines)):
            line = self.lines[i]
            headed = line.level > 1 or (self._bracketed and parts.BRACKETED.match(line.text)) or is_header(line.text)
            if headed or self._marker(i) is not None or attachment_of(line.text):
                return i
            if parts.is_contents(line.text) or parts.caption(self.lines, i) or parts.bare_heading(self.lines, i) == "总则":
                return i
        return len(self.lines)

    def _take(self, i: int) -> int:
        """Place line ``i`` (and what goes with it); the index of the next line."""
        line = self.lines[i]
        if self._contents is None and parts.is_contents(line.text):
            self._contents = parts.contents_end(self.lines, i)
        if parts.is_contents(line.text) and self._contents is not None and (end := self._contents) > i + 1:
            self._open(Node("目录", "part", i))
            return end
        if (end := parts.attachment_list_end(self.lines, i)) > i:
            self._open(Node("附件说明", "part", i))
            return end
        if attachment := attachment_of(line.text):
            return self._attachment(i, *attachment)
        self._leave_box(i)
        if self._box(i) or self._row(i):
            return i + 1
        if self._part(i) or self._numbered(i) or self._section(i) or self._bare(i):
            return i + 1
        preceded = self._scope.root is not None and self.nodes[-1] is self._scope.root and self._scope.outer is None
        if preceded and parts.is_sentence(line.text):
            self._open(Node("前言", "part", i, self._scope.root))
        return i + 1

    # --- attachments and tables --------------------------------------------------------------------------------------

    def _attachment(self, i: int, label: str, words: int) -> int:
        """An attachment's heading and the title lines below it open a scope of their own."""
        end = i + 1
        if not self.lines[i].text[words:]:
            while end < len(self.lines) and end - i <= 3 and self._titles(end, first=i + 1):
                end += 1
        title = "".join(line.text for line in self.lines[i + 1 : end]) or self.lines[i].text[words:]
        node = Node(label, "attachment", i, title=title)
        self._scope = Scope(root=node)
        self._open(node)
        return end

    def _titles(self, i: int, *, first: int) -> bool:
        """Whether line ``i`` is a title's first line, or goes on with one that fills its line."""
        text = self.lines[i].text
        if not parts.is_title(text) or self._markers[i] or attachment_of(text) or is_header(text) or "\t" in text:
            return False
        return i == first or len(self.lines[i - 1].text) >= LONG_TITLE or text.startswith(("（", "("))

    def _box(self, i: int) -> bool:
        """A box or table with a caption is a scope of its own inside the text around it, and so is a table before items."""
        outer, captioned = self._scope.outer or self._scope, parts.caption(self.lines, i)
        within = outer.stack[-1] if outer.stack else None
        if captioned is None and within and self._scope.outer is None and is_header(self.lines[i].text):
            captioned = ("表", "") if parts.table_before_items(self.lines, i) else None
        if captioned is None and (self._scope.table or self._scope.outer):
            header = self._scope.table.header if self._scope.table else ""
            title = parts.next_table(self.lines, i, header=header)
            captioned = (title.replace("/", "／"), title) if title else None
        if captioned is None:
            return False
        node = Node(captioned[0], "section", i, within or outer.root, title=captioned[1])
        self._scope = Scope(root=node, outer=outer)
        self._open(node)
        if is_header(self.lines[i].text):
            self._row(i)
        return True

    def _leave_box(self, i: int) -> None:
        """Back to the text around a box, where a number goes on with it or the document ends."""
        outer, marker = self._scope.outer, self._markers[i]
        if outer is None:
            return
        first = self._scope.root is self.nodes[-1] and self.nodes[-1].first == i - 1
        noted = self.nodes[-1].label == "备注" and (
            marker is None or marker.number > 1 or self.lines[i - 1].text.endswith("：")
        )
        goes_on = marker and not noted and self._scope.goes_on_outside(marker, self._announced, first=first)
        if goes_on or self.lines[i].level > 1 or parts.closing(self.lines, i) == "落款" or parts.is_conclusion(self.lines, i):
            self._scope = outer

    def _row(self, i: int) -> bool:
        """A table's header, a numbered row, a group heading or a total."""
        line, scope = self.lines[i], self._scope
        if is_header(line.text):
            if scope.table is None or not scope.table.repeats(line.text):
                scope.table = Table(line.text, scope.stack[-1] if scope.stack else scope.root)
            return True
        if scope.table is None or "\t" not in line.text:
            return False
        row = scope.table.read(line.text)
        if row is None:
            return self._group(i, scope.table)
        self._open(Node(row.label, "row", i, scope.table.group or scope.table.parent, cells=row.cells))
        return True

    def _group(self, i: int, table: Table) -> bool:
        """A row that heads a group of rows, as in ``一、养老领域`` or ``一⇥养老领域``, counts on like any part."""
        text = self.lines[i].text
        first, _, words = text.strip("\t").partition("\t")
        number = parse_numeral(first)
        marker = self._markers[i] or (Marker("一、", number, first, len(first)) if number and not first.isdecimal() else None)
        if marker is None or not self._scope.fits(marker, ()):
            return False
        self._scope.note(marker)
        title = parts.title_of(text, marker) if self._markers[i] else words.partition("\t")[0]
        group = Node(marker.label, "item", i, table.parent, marker.kind, title, table.sums(text))
        table.begin_group(group)
        self._open(group)
        return True

    # --- parts -------------------------------------------------------------------------------------------------------

    def _part(self, i: int) -> bool:
        """An unnumbered part that is told by its words: a signature, a source note, a table's note, a conclusion."""
        label, root = parts.closing(self.lines, i), self._scope.root
        kinds = {node.numbering for node in self._scope.stack}
        if label is None and kinds and "条" not in kinds and parts.is_conclusion(self.lines, i):
            label = "结语"
        last = self.nodes[-1] if self.nodes else None
        in_table = i > 0 and ("\t" in self.lines[i - 1].text or (last is not None and last.kind == "row"))
        if label is None and in_table and parts.NOTE.match(self.lines[i].text):
            label, root = "备注", self._scope.stack[-1] if self._scope.stack else root
        if label is None:
            return False
        signed = any(node.label in ("印发通知", "落款") for node in self.nodes)
        if parts.is_imprint(self.lines[i].text) or (label == "落款" and not signed):
            root = None
        if last is None or last.label != label:
            self._open(Node(label, "part", i, root))
        return True

    def _numbered(self, i: int) -> bool:
        line, marker = self.lines[i], self._marker(i)
        if marker is None:
            return False
        if self._goes_on_in_body(marker):
            self._scope = self._body
        scope = self._scope
        if line.level > 1 and marker.kind not in RANK_OF_LAW:
            self._leave_level(line.level)
        else:
            top = scope.stack[-1] if scope.stack else None
            bare = top is not None and top is self.nodes[-1] and parts.is_title(self.lines[top.first].text)
            scope.leave(marker, follows_bare=bare)
        scope.note(marker)
        scope.table = None
        kind: ClauseKind = "编" if marker.kind == "分编" else marker.kind if marker.kind in RANK_OF_LAW else "item"  # type: ignore[assignment]
        self._push(
            Node(marker.label, kind, i, None, marker.kind, parts.title_of(line.text, marker) or self._title_below(i, marker))
        )
        return True

    def _title_below(self, i: int, marker: Marker) -> str:
        """The title of a chapter that stands on the line below its number."""
        alone = marker.kind in STRUCTURE and not self.lines[i].text[marker.end :].strip() and i + 1 < len(self.lines)
        return self.lines[i + 1].text if alone and self._titles(i + 1, first=i + 1) else ""

    def _section(self, i: int) -> bool:
        """A Markdown heading without a number opens a section named by its words, and so does ``【申请条件】``."""
        line = self.lines[i]
        bracketed = parts.BRACKETED.match(line.text) if self._bracketed else None
        if bracketed is None and (line.level < 2 or len(line.text) > 40):
            return False
        title = bracketed[1] if bracketed else line.text
        if bracketed:
            kinds = [node.numbering for node in self._scope.stack]
            del self._scope.stack[kinds.index("【】") if "【】" in kinds else len(kinds) :]
        else:
            self._leave_level(line.level)
        self._scope.last.clear()
        self._push(Node(title.replace("/", "／"), "section", i, None, "【】" if bracketed else "", title))
        return True

    def _bare(self, i: int) -> bool:
        """A heading among articles that lost its number: its rank is unknown, so it is put into no chapter."""
        title = parts.bare_heading(self.lines, i)
        if title:
            self._scope.stack.clear()
            self._push(Node(title.replace("/", "／"), "section", i, title=title))
        return bool(title)

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

    def _open(self, node: Node) -> None:
        """Give a node its path, unique in the document, and make it the one that takes the lines to come."""
        path = f"{node.parent.path}/{node.label}" if node.parent else node.label
        node.path = path
        while node.path in self._paths:
            self._times[path] = times = self._times.get(path, 1) + 1
            node.path = f"{path}［{times}］"
        self._paths.add(node.path)
        self.nodes.append(node)

    # --- markers in their context ------------------------------------------------------------------------------------

    def _marker(self, i: int) -> Marker | None:
        """The marker of line ``i`` if it opens a part where the walk stands."""
        line, marker = self.lines[i], self._markers[i] or self._decimal_top(i)
        if marker is None or line.level > 1:
            return marker
        if marker.kind == "问":
            return self._question(i, marker)
        if self._goes_on_in_body(marker):
            return marker
        kinds = [node.numbering for node in self._scope.stack]
        if self.nodes and self._is_note(self.nodes[-1]) and marker.kind not in kinds:
            return None  # the points of a note
        if parts.runs_on(line.text, marker):
            return None
        if "条" in kinds and marker.kind not in RANK_OF_LAW and not (marker.kind in kinds and self._heads_articles(i)):
            return None
        if marker.number == 1 and marker.kind not in RANK_OF_LAW and i and parts.is_torn(self.lines[i - 1].text):
            return None
        return marker if self._scope.fits(marker, self._announced) else None

    def _is_note(self, node: Node) -> bool:
        """Whether a node is a note of the scope that the walk is in, not of a box that it has left."""
        return node.label == "备注" and node.parent is (self._scope.stack[-1] if self._scope.stack else self._scope.root)

    def _heads_articles(self, i: int) -> bool:
        """Whether a numbered line among articles is a heading above them, not an item of one: a title before the next 条."""
        following = self._markers[i + 1] if i + 1 < len(self.lines) else None
        above = following is not None and (following.kind in RANK_OF_LAW or parts.is_title(self.lines[i + 1].text))
        return above and parts.is_title(self.lines[i].text)

    def _goes_on_in_body(self, marker: Marker) -> bool:
        """Whether a number behind an attachment goes on with a list of the body: the attachment stood in its middle.

        With its outermost list, or, behind a table that no marked item followed yet, with any list that is open.
        """
        body, scope = self._body, self._scope
        if scope is body or not body.stack or sequence_of(marker) in scope.last or marker.number == 1:
            return False
        lists = {node.numbering for node in body.stack} if not scope.last else {body.stack[0].numbering}
        return marker.kind in lists and body.last.get(sequence_of(marker)) == (marker.number - 1, 0)

    def _question(self, i: int, marker: Marker) -> Marker | None:
        """A question with an answer below it; one without a number counts on."""
        if not any(parts.ANSWER.search(line.text) for line in self.lines[i : i + ANSWER_LINES]):
            return None
        number = marker.number or self._scope.last.get("问", (0, 0))[0] + 1
        return Marker("问", number, f"第{to_chinese(number)}问", marker.end)

    def _decimal_top(self, i: int) -> Marker | None:
        """The number of ``1 申报条件`` when it goes on with such a heading, or 1.1 follows."""
        match = DECIMAL_TOP.match(self.lines[i].text)
        if match is None or not parts.is_title(self.lines[i].text) or "\t" in self.lines[i].text:
            return None
        number = int(match[1])
        below = next((m for m in self._markers[i + 1 : i + DECIMAL_LINES] if m and m.kind == "1.1"), None)
        begun = "1" in self._scope.last or (number == 1 and self._decimal_second(i))
        if not begun and (below is None or below.label != f"{number}.1"):
            return None
        return Marker("1", number, match[1], match.end())

    def _decimal_second(self, i: int) -> bool:
        """Whether ``2 …`` with its 2.1 stands below line ``i``: the part above it has no decimals of its own."""
        lines = self.lines[i + 1 : i + DECIMAL_LINES]
        second = next(
            (k for k, line in enumerate(lines, start=i + 1) if re.match(r"2[ \u3000]+\S", line.text)), len(self.lines)
        )
        return second + 1 < len(self.lines) and getattr(self._markers[second + 1], "label", "") == "2.1"
