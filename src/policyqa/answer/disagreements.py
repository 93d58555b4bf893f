"""Texts that disagree: when a question asks which is right, or whether two texts say the same, both readings are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policyqa.answer.parts import Part, Source
from policyqa.facts.book import FactBook
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import pairs, share
from policyqa.text.labels import cite_path
from policyqa.text.patterns import pattern
from policyqa.types import Conflict, ConflictNote, ConflictSide, Document, Span

ASKS = pattern(
    "问哪个对",
    r"一样|一致|矛盾|冲突|出入|对不上|打架|哪[个份](?:对|准|算数|为准)|以哪|相比|差别|区别|不同|有的(?:写|说)|"
    r"还是(?=.{0,12}[？?]|.{0,8}年)|怎么.{0,6}又|前后|正文.{0,12}(?:表|附件)|措辞",
    reason="asks whether two texts, or two places of one, say the same, or which of two readings counts",
    examples=(
        ("两份文件写的一样吗", "一样"),
        ("是2025年还是2026年？", "还是"),
        ("表里和正文对不上", "对不上"),
        ("房子改成养老院要办什么手续", None),
    ),
)
#: At most this many disagreements are told.
MOST = 2
#: How much of the question a disagreement has to be about.
COVERED = 0.4


def disagreements(query: Query, found: Found, weights: Mapping[str, float], book: FactBook) -> list[Part]:
    """What the texts say differently about the matter of the question; nothing when it does not ask, or they agree."""
    if not ASKS.regex.search(query.text):
        return []
    ranks = {evidence.clause.key: evidence.score for evidence in found.evidence}
    scored = [(score, conflict) for conflict in book.conflicts if (score := _score(conflict, ranks, weights)) > 0]
    scored.sort(key=lambda pair: -pair[0])
    told = [conflict for score, conflict in scored[:MOST] if score >= 0.9 * scored[0][0]]
    return [_told(conflict, book.documents) for conflict in told]


def notes(conflicts: Sequence[Conflict], cited: Sequence[tuple[str, str]]) -> tuple[ConflictNote, ...]:
    """For the clauses that are cited: the other sides of the conflicts that they stand in."""
    found: dict[ConflictNote, None] = {}
    for conflict in conflicts:
        sides = [(side.doc_id, side.clause) for side in conflict.sides]
        if any(_covers(side, clause) for side in sides for clause in cited):
            for side in sides:
                found[ConflictNote(*side, conflict.note)] = None
    return tuple(found)


def _covers(side: tuple[str, str], clause: tuple[str, str]) -> bool:
    return side[0] == clause[0] and (side[1] == clause[1] or clause[1].startswith(f"{side[1]}/"))


def _score(conflict: Conflict, ranks: Mapping[tuple[str, str], float], weights: Mapping[str, float]) -> float:
    """How well a conflict fits: what it covers of the question, and how well its sides were found; 0 when neither suffices."""
    said = set(pairs(" ".join((conflict.note, *(side.quote for side in conflict.sides)))))
    covered = share(said, weights)
    best = max((ranks.get((side.doc_id, side.clause), 0.0) for side in conflict.sides), default=0.0)
    return covered + best if covered >= COVERED and best else 0.0


def _told(conflict: Conflict, documents: Mapping[str, Document]) -> Part:
    sources = tuple(_source(side, documents[side.doc_id]) for side in conflict.sides)
    sides = "；".join(
        f"{_title(documents[side.doc_id])}{cite_path(side.clause)}写“{_short(side.quote)}”" for side in conflict.sides
    )
    return Part(f"写法不一：{conflict.note}。{sides}。", sources)


def _title(document: Document) -> str:
    policy = document.policy
    kind = f"，{policy.copy}" if policy.copy else ""
    return f"《{policy.title}》（{policy.id}{kind}）"


def _short(quote: str) -> str:
    return re.sub(r"\s+", " ", quote).strip()[:80]


def _source(side: ConflictSide, document: Document) -> Source:
    clause = document.clause(side.clause)
    start = document.text.find(side.quote, clause.span.start, clause.span.end)
    return Source(clause, clause.span if start < 0 else Span(start, start + len(side.quote)))
