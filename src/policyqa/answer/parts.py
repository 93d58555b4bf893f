"""Parts of an answer: each says something and names the stretches of text that it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policyqa.facts.wording import Letters
from policyqa.retrieve.statements import pairs
from policyqa.text.fold import fold
from policyqa.text.labels import cite
from policyqa.text.numerals import NUMERAL_CHARS
from policyqa.types import Citation, Clause, Document, Span, Verdict

FIGURE = re.compile(r"\d+(?:\.\d+)?")
#: A figure in digits or in words of two characters and more: 五十多, 两万. One alone is as often none (一起), and so is 万一.
WRITTEN = re.compile(rf"\d|(?!万一)[{NUMERAL_CHARS}]{{2}}")
#: A part of whose terms another one tells so much says nothing more.
SAME = 0.7


@dataclass(frozen=True, slots=True)
class Source:
    """A stretch of a clause that a part of an answer stands on."""

    clause: Clause
    span: Span

    @property
    def text(self) -> str:
        """The stretch itself."""
        return self.span.shifted(-self.clause.span.start).of(self.clause.text)


@dataclass(frozen=True, slots=True)
class Part:
    """What an answer says on one point, and where it is said. Every figure of ``text`` has to stand in a source.

    ``verdict`` is the one that it gives, on a question whether somebody may have something. ``computed`` is the equation in
    ``text`` that the asker's figures make of one in a source.
    """

    text: str
    sources: tuple[Source, ...]
    verdict: Verdict | None = None
    computed: str = ""


def written(parts: Sequence[Part], documents: Mapping[str, Document]) -> tuple[str, tuple[Citation, ...]]:
    """The text of an answer with its [1] marks, and the citations in the order of their first marks."""
    citations: list[Citation] = []
    pieces: list[str] = []
    sources = [source for part in parts for source in part.sources]
    for part in parts:
        marks: list[int] = []
        for source in (_joined(source, sources, documents[source.clause.doc_id]) for source in part.sources):
            citation = _citation(source, documents[source.clause.doc_id])
            if citation not in citations:
                citations.append(citation)
            marks.append(citations.index(citation) + 1)
        pieces.append(part.text + "".join(f"[{mark}]" for mark in dict.fromkeys(marks)))
    return "".join(pieces), tuple(citations)


def is_faithful(part: Part, documents: Mapping[str, Document]) -> bool:
    """Whether every figure of a part stands in what it quotes or in the place it names, and not within a longer figure.

    An equation shows by itself what it is made of.
    """
    quoted = [source.span.of(documents[source.clause.doc_id].text) for source in part.sources]
    policies = [(source.clause.path, documents[source.clause.doc_id].policy) for source in part.sources]
    places = [f"{path} {policy.title} {policy.number or ''} {policy.id}" for path, policy in policies]
    said = fold("\n".join((*quoted, *places)))
    known = set(FIGURE.findall(said))
    return all(figure in known for figure in FIGURE.findall(fold(part.text.replace(part.computed, ""))))


def not_told(asked: str) -> Part:
    """That the documents do not answer one of several questions, named by its last words as far as they hold no figure."""
    words = asked.rpartition("，")[2].strip("？?。；;")
    return Part(f"{'其余所问' if WRITTEN.search(fold(words)) else f'关于“{words}”'}，文件里没有找到。", ())


#: What leads over to an equation of the asker's figures.
ON_YOUR_WORD = "按您说的"


def once(parts: Iterable[Part]) -> list[Part]:
    """The parts without those that another one says to the letter: from another copy of the text, or with more behind it."""
    said: dict[str, Part] = {}
    for part in parts:
        said.setdefault(Letters.of(part.text).letters, part)
    return [part for own, part in said.items() if not any(other != own and _begins_with(other, own) for other in said)]


def _begins_with(letters: str, own: str) -> bool:
    """Whether what is said begins with ``own``, and goes on to the equation in it if it has one."""
    before, _, equation = own.partition(ON_YOUR_WORD)
    return letters.startswith(before) and equation in letters


def repeats(part: Part, other: Part, documents: Mapping[str, Document]) -> bool:
    """Whether ``part`` quotes and says nothing that ``other`` does not.

    Of one sentence with a sum for each of several cases, two parts may each tell their own.
    """
    said, told = set(pairs(part.text)), set(pairs(other.text))
    figures = set(FIGURE.findall(fold(part.text))) - set(FIGURE.findall(fold(other.text)))
    alike = len(said & told) >= SAME * len(said)
    return alike and not figures and is_quoted(part, other, documents)


def is_quoted(part: Part, other: Part, documents: Mapping[str, Document]) -> bool:
    """Whether ``part`` stands on nothing that ``other`` does not quote as well."""
    quoted = [(source.clause.key, source.span.of(documents[source.clause.doc_id].text)) for source in other.sources]
    return all(
        any(k == source.clause.key and source.span.of(documents[k[0]].text).strip() in quote for k, quote in quoted)
        for source in part.sources
    )


def overlap(one: Part, other: Part) -> bool:
    """Whether two parts stand on one and the same stretch of text, in part."""
    return any(
        a.clause.key == b.clause.key and a.span.start < b.span.end and b.span.start < a.span.end
        for a in one.sources
        for b in other.sources
    )


def narrows(one: Part, other: Part) -> bool:
    """Whether of the figures that ``other`` tells ``one`` tells some only: those for the case."""
    figures, all_figures = (set(FIGURE.findall(fold(part.text.replace(part.computed, "")))) for part in (one, other))
    return bool(figures) and figures < all_figures


def tells_more(each: Sequence[Part], whole: Sequence[Part]) -> bool:
    """Whether several questions are all answered, and not just from what is told on them as one."""
    keys = {source.clause.key for part in whole for source in part.sources}
    return all(part.sources for part in each) and any(s.clause.key not in keys for part in each for s in part.sources)


def within_one(one: Part, other: Part) -> bool:
    """Whether two parts stand on the same clauses."""
    return {source.clause.key for source in one.sources} == {source.clause.key for source in other.sources}


def _joined(source: Source, sources: Sequence[Source], document: Document) -> Source:
    """``source`` with the others that it touches in the same clause or 项, so that a reader sees one quote."""
    span, path = source.span, document.narrowest(source.span)
    for other in sorted(sources, key=lambda each: each.span):
        union = Span(min(span.start, other.span.start), max(span.end, other.span.end))
        gap = document.text[min(span.end, other.span.end) : max(span.start, other.span.start)]
        if other.clause.key == source.clause.key and not gap.strip() and document.narrowest(union) == path:
            span = union
    return Source(source.clause, span)


def _citation(source: Source, document: Document) -> Citation:
    text = source.span.of(document.text)
    start = source.span.start + len(text) - len(text.lstrip())
    span = Span(start, start + len(text.strip()))
    narrowest = document.narrowest(span) or source.clause
    return Citation(
        doc_id=document.policy.id,
        clause=narrowest.path,
        label=cite(document.policy, narrowest.path),
        text=source.clause.text,
        quote=span.of(document.text),
        span=span,
    )
