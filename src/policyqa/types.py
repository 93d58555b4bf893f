"""The nouns of policyqa, frozen.

One official document is a :class:`Policy` (what it is) inside a :class:`Document` (what it says). A document is cut into
:class:`Clause` objects, a clause into :class:`Passage` objects, which are embedded and indexed. A question finds
:class:`Evidence`, and an :class:`Answer` stands on :class:`Citation` objects.

Types hold data and answer small questions about themselves; formatting and input/output live elsewhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Verdict = Literal["符合", "不符合", "有条件", "文件未写明"]

#: What a clause is. ``条`` is the unit of laws, with ``款`` and ``项`` below it; ``item`` is a numbered part of a plan or a
#: notice; ``row`` a numbered table row; ``part`` an unnumbered piece named by what it is (前言, 印发通知, 落款 …).
ClauseKind = Literal["编", "章", "节", "条", "款", "项", "目", "item", "attachment", "row", "part", "section"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters ``[start, end)`` in a document's repaired text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span must satisfy 0 <= start <= end, got ({self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` in this span."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, offset: int) -> Span:
        """The span moved right by ``offset`` characters."""
        return Span(self.start + offset, self.end + offset)


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where each character of a repaired text stands in the source text.

    The repaired text is a row of runs copied from the source: run ``i`` begins at ``starts[i]`` in the repaired text and at
    ``sources[i]`` in the source. Both are ascending; an empty map is the identity.
    """

    starts: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()

    def position(self, index: int) -> int:
        """The place in the source of the repaired text's character ``index``."""
        run = bisect_right(self.starts, index) - 1
        return index if run < 0 else self.sources[run] + index - self.starts[run]

    def span(self, span: Span) -> Span:
        """The stretch of the source from which ``span`` was made, dirt in between included."""
        if not len(span):
            return Span(self.position(span.start), self.position(span.start))
        return Span(self.position(span.start), self.position(span.end - 1) + 1)


@dataclass(frozen=True, slots=True)
class Policy:
    """What one official document is: its metadata. ``id`` is the stem of its file's name.

    ``issued`` (成文日期), ``published`` and ``effective`` are ``YYYYMMDD`` integers. ``copy_of`` names the policy whose text
    (or part) this file repeats, ``implements`` the policy that this one carries out for a smaller region. Fields that the
    document does not tell are None.
    """

    id: str
    title: str
    number: str | None = None
    issuer: str | None = None
    issued: int | None = None
    published: int | None = None
    effective: int | None = None
    region: str | None = None
    validity: str | None = None
    copy: str | None = None
    copy_of: str | None = None
    implements: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest numbered or named piece that an official would cite.

    ``path`` is the labels from the document's root joined by ``/`` and is unique in its document. ``span`` is the clause's own
    text: a parent owns its heading and lead-in, its children own theirs, so the units of a document add up to its text.
    ``headings`` are the headings of its ancestors, outermost first. ``cells`` are the named columns of a table row, with the
    values that merged cells pass down from above.
    """

    doc_id: str
    path: str
    kind: ClauseKind
    span: Span
    text: str
    heading: str = ""
    parent: str | None = None
    headings: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What identifies the clause in a corpus: ``(doc_id, path)``."""
        return (self.doc_id, self.path)

    @property
    def ancestors(self) -> Iterator[str]:
        """Paths of the clause's ancestors, nearest first."""
        path = self.path
        while "/" in path:
            path = path.rpartition("/")[0]
            yield path


@dataclass(frozen=True)
class Document:
    """One policy as read: its metadata, repaired text and clauses.

    ``clauses`` are the units that are listed, indexed and ranked, in document order: their spans add up to ``text``.
    ``subclauses`` are the 款, 项 and 目 below the 条 of a law: a citation names one when its quote lies in it. ``source_map``
    leads from ``text`` back to the source file.
    """

    policy: Policy
    text: str
    clauses: tuple[Clause, ...]
    subclauses: tuple[Clause, ...] = ()
    source_map: SourceMap = SourceMap()

    def clause(self, path: str) -> Clause:
        """The clause with a path of this document."""
        return self._by_path[path]

    @cached_property
    def _by_path(self) -> dict[str, Clause]:
        return {clause.path: clause for clause in self.clauses}

    def narrowest(self, span: Span) -> Clause | None:
        """The smallest clause or subclause that covers ``span``, or None when it crosses a border."""
        covering = [c for c in (*self.clauses, *self.subclauses) if c.span.covers(span)]
        return min(covering, key=lambda c: len(c.span), default=None)


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded and indexed: a clause, or a sentence-aligned part of a long one.

    ``context`` is the document's title and the headings above, put before ``text`` when the passage is embedded.
    """

    doc_id: str
    clause: str
    span: Span
    text: str
    context: str = ""

    @property
    def content(self) -> str:
        """The text that is embedded: context and passage."""
        return f"{self.context}\n{self.text}" if self.context else self.text


@dataclass(frozen=True, slots=True)
class Question:
    """What a user asks: the words, the earlier user turns, and the documents or region it is restricted to."""

    text: str
    history: tuple[str, ...] = ()
    doc_ids: tuple[str, ...] = ()
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A clause that retrieval found, with its fused score (higher is better, unitless) and its best passage's span."""

    clause: Clause
    score: float
    span: Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A quoted, located span of an official text. ``quote`` is ``text[span]`` of the document, to the letter.

    ``clause`` is the narrowest path that holds the quote; ``text`` is the whole clause that a reader is shown.
    """

    doc_id: str
    clause: str
    label: str
    text: str
    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class ConflictNote:
    """A clause that says something else than a cited one, and how it differs."""

    doc_id: str
    clause: str
    note: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A direct answer with its citations, or an honest refusal that names the nearest clauses.

    ``retrieved`` are the ten best clauses, best first, with what is cited; ``understood`` tells, as names and values, what
    the question was taken to ask; ``latency_ms`` is wall time in milliseconds.
    """

    text: str
    refused: bool
    citations: tuple[Citation, ...] = ()
    retrieved: tuple[Evidence, ...] = ()
    verdict: Verdict | None = None
    conflicts: tuple[ConflictNote, ...] = ()
    understood: tuple[tuple[str, str], ...] = ()
    latency_ms: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Duty:
    """Who has to do what by when, as one clause states it. Units are as written in the clause; ``deadline`` likewise."""

    doc_id: str
    clause: str
    task: str
    lead: tuple[str, ...]
    cooperating: tuple[str, ...]
    deadline: str | None
    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class Amount:
    """One sum or rate of a benefit: ``value`` in ``unit`` (元/户, 元/人·月, 万元, %) for one ``case``, empty when alone.

    ``bound`` is the limiting word as written (不超过, 最高, 以上), empty without one; a range is two amounts of one case, bound
    by 不低于 and 不超过.
    """

    case: str
    value: float
    unit: str
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Benefit:
    """What is paid or waived, for whom, under which conditions, as one clause states it."""

    doc_id: str
    clause: str
    name: str
    payee: Literal["个人", "家庭", "机构", "单位"] | None
    amounts: tuple[Amount, ...]
    conditions: tuple[str, ...]
    quote: str
    span: Span
    source: Literal["curated", "extracted"] = "extracted"


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to be reached: ``metric`` is to be ``value`` ``unit`` in ``year`` in ``region``, as one clause states it.

    ``upper`` is the higher end where the clause gives a range (3～5所), else None; limiting words stay in the quote.
    """

    doc_id: str
    clause: str
    metric: str
    value: float
    unit: str
    year: int | None
    region: str | None
    quote: str
    span: Span
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table as a record: ``cells`` by column, a number where the whole column holds numbers.

    ``table`` is what the table is headed by, ``group`` the heading row above it (养老领域), empty without one.
    """

    doc_id: str
    clause: str
    table: str
    group: str
    cells: tuple[tuple[str, str | float], ...]
    quote: str


@dataclass(frozen=True, slots=True)
class ConflictSide:
    """One of the texts that disagree, quoted."""

    doc_id: str
    clause: str
    quote: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Texts that disagree: ``kind`` tells how (副本差异, 正文与附件, 后文替代 …), ``note`` what differs, in a sentence."""

    kind: str
    sides: tuple[ConflictSide, ...]
    note: str
