"""Where numbering counts, and whether a number goes on with it: the sequence that tells headings from running text."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

from policyqa.ingest.markers import NAMED, Marker
from policyqa.ingest.rows import Table
from policyqa.types import ClauseKind

#: How kinds of numbering usually nest, outermost first. Only the order matters, and only for a kind that is new in its scope.
RANK = {
    kind: i
    for i, kind in enumerate(
        ("编", "分编", "章", "节", "条", "部分", "一、", "【】", "问", "（一）", "1.", "（1）", "1）", "①")
    )
}
RANK |= {"1": RANK["1."], "1.1": RANK["1."], "第一，": RANK["1."], "第一步": RANK["1."], "一是": RANK["1."]}
RANK |= dict.fromkeys(NAMED, RANK["一、"])
STRUCTURE = ("编", "分编", "章", "节")
RANK_OF_LAW = (*STRUCTURE, "条")
DECIMAL = ("1", "1.", "1.1")
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
    """Where numbering counts: the body of a document, one attachment (``root``), or a box in the text of an ``outer`` scope.

    ``stack`` are the open parts, outermost first; ``last`` is the last number of each kind, of decimals by what stands before
    the last dot.
    """

    root: Node | None = None
    stack: list[Node] = field(default_factory=list)
    last: dict[str, tuple[int, int]] = field(default_factory=dict)
    table: Table | None = None
    outer: Scope | None = None

    def goes_on_outside(self, marker: Marker, announced: Container[tuple[str, int]], *, first: bool) -> bool:
        """Whether a marker behind or in a box (``first``: right below its caption) goes on with the text around it.

        A number that goes on with the box's own list stays, and so does a list that begins below one of its points.
        """
        if self.outer is None or not self.outer.fits(marker, announced):
            return False
        begun = sequence_of(marker) in self.last
        if begun and marker.number == self.last[sequence_of(marker)][0] + 1:
            return False
        outermost = RANK[self.stack[0].numbering] if self.stack else len(RANK)
        below = RANK[marker.kind] > outermost or (first and not self.stack)
        return marker.number != 1 or not below

    def fits(self, marker: Marker, announced: Container[tuple[str, int]]) -> bool:
        """Whether a marker's number goes on with, or begins, a list of its kind.

        A list may begin with any number when the next one is ``announced``, that is, stands in the document too: an excerpt.
        """
        kinds = [node.numbering for node in self.stack]
        number, extra = self.last.get(sequence_of(marker), (0, 0))
        if marker.kind == "条":
            begun = "条" in self.last
            return not begun or ((number, extra) < (marker.number, marker.extra) and marker.number <= number + LOST_ARTICLES)
        if marker.kind in STRUCTURE:
            return marker.number == 1 or marker.number > number
        if marker.kind == "1.1" and not number:
            above = {node.label for node in self.stack if node.numbering in DECIMAL}
            return marker.label.rpartition(".")[0] in above or (sequence_of(marker), marker.number + 1) in announced
        if marker.kind in NAMED and not number and (marker.kind, marker.number + 1) not in announced:
            return False
        if marker.number == 1:
            return marker.kind not in kinds or number > 1
        if not number and marker.number > LOST:
            return (sequence_of(marker), marker.number + 1) in announced
        return number < marker.number <= number + LOST or (marker.number == number and marker.kind in kinds)

    def note(self, marker: Marker) -> None:
        """Remember the number of a part that is opened. Below an 编, 章 or 节 all lists start anew, but for the 条."""
        if marker.kind in STRUCTURE:
            self.last = {k: v for k, v in self.last.items() if k == "条" or RANK.get(k, len(RANK)) <= RANK[marker.kind]}
        self.last[sequence_of(marker)] = (marker.number, marker.extra)

    def leave(self, marker: Marker, *, follows_bare: bool) -> None:
        """Close the parts that a heading ends: its own kind's and those that usually nest deeper.

        A kind without an open part of its own goes below a bare heading that it follows directly, whatever their usual order;
        parts that a word counts, below whatever they follow.
        A decimal goes below the number that it repeats: 1.2.1 below 1.2.
        """
        kinds = [node.numbering for node in self.stack]
        decimals = [i for i, kind in enumerate(kinds) if kind in DECIMAL] if marker.kind in DECIMAL else []
        if decimals:
            beside = next((i for i in decimals if not marker.label.startswith(f"{self.stack[i].label}.")), decimals[-1] + 1)
            del self.stack[beside:]
        elif marker.kind in kinds:
            del self.stack[kinds.index(marker.kind) :]
        elif marker.kind in STRUCTURE or not (follows_bare or marker.kind in NAMED):
            while self.stack and RANK[self.stack[-1].numbering or "1."] > RANK[marker.kind]:
                self.stack.pop()


def sequence_of(marker: Marker) -> str:
    """The list that a marker counts in: its kind, or for a decimal number what stands before its last dot."""
    return f"{marker.label.rpartition('.')[0]}.*" if marker.kind == "1.1" else marker.kind
