"""Statements: the sentences and table rows of clauses, and how well one answers a question.

A statement is scored by how much of the question it covers, each term weighed by its idf.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from policyqa.ingest.table_text import names_over
from policyqa.retrieve.contrasts import years_of
from policyqa.text.fold import fold
from policyqa.text.segment import terms
from policyqa.text.sentences import sentences
from policyqa.types import Clause, Span

#: What is defined, in a text that says what something is: 基本养老服务是指; 时间银行包括.
DEFINED = re.compile("([^,;:。]{2,24}),?(?:是指|系指|指的是|包括)")
#: How much of what is defined the question has to name: all but small words.
NAMED = 0.6
#: What a part of a sentence ends with behind which another part goes on in the same line.
HALVES = ("；", ";")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or row of a clause: its span in the document, its terms, and those of the heading that it stands under.

    ``lead`` are those of what stands in front of it in its sentence, which names what both are about: 2025年底全市托位4.6个；
    2027年底达到5.2个.
    """

    span: Span
    text: str
    terms: frozenset[str]
    context: frozenset[str]
    lead: frozenset[str] = frozenset()


@lru_cache(maxsize=20_000)
def statements_of(clause: Clause) -> tuple[Statement, ...]:
    """The statements of a clause in order; they add up to it but for blanks."""
    context = frozenset(pairs(" ".join((*clause.headings[-2:], clause.heading, *(value for _, value in clause.cells)))))
    if clause.kind == "row":
        return (Statement(clause.span, clause.text, frozenset(pairs(clause.text)), context),)
    found: list[Statement] = []
    lead: frozenset[str] = frozenset()
    for span in sentences(clause.text):
        if (text := span.of(clause.text)).strip():
            own = frozenset(pairs(text))
            found.append(Statement(span.shifted(clause.span.start), text, own, context | _columns(clause, text), lead))
            lead = lead | own if text.endswith(HALVES) else frozenset()
    return tuple(found)


@lru_cache(maxsize=4096)
def years_told(clause: Clause) -> dict[Statement, frozenset[str]]:
    """The years that each statement of a clause is of: those it names, or else the part in front of it in its sentence."""
    told: dict[Statement, frozenset[str]] = {}
    before: frozenset[str] = frozenset()
    for statement in statements_of(clause):
        told[statement] = frozenset(years_of(fold(statement.text))) or before
        before = told[statement] if statement.text.endswith(HALVES) else frozenset()
    return told


def _columns(clause: Clause, text: str) -> frozenset[str]:
    """The terms of the columns' names of a line of a table that is a part of its clause."""
    return frozenset(pairs(" ".join(names_over(clause.text, text.strip("\n"))))) if "\t" in text else frozenset()


def above(clause: Clause, title: str) -> str:
    """What stands above a clause's text, folded: the document's title, the headings, the names of a row's columns."""
    return fold(" ".join((title, *clause.headings, clause.heading, *(name for name, _ in clause.cells))))


@lru_cache(maxsize=4096)
def spoken_of(clause: Clause, title: str) -> str:
    """All that is said in and above a clause, folded."""
    return " ".join((above(clause, title), fold(" ".join((*(value for _, value in clause.cells), clause.text)))))


@lru_cache(maxsize=8192)
def folded(clause: Clause) -> str:
    """A clause's text, folded."""
    return fold(clause.text)


@lru_cache(maxsize=8192)
def terms_of(text: str) -> frozenset[str]:
    """The :func:`pairs` of a text that documents state: it is asked about again and again."""
    return frozenset(pairs(text))


def pairs(text: str) -> list[str]:
    """The terms that carry meaning in a statement: pairs of characters, words and numbers, not single characters."""
    return [term for term in terms(text, words=False) if len(term) > 1 or term.isdecimal()]


def share(said: Collection[str], weights: Mapping[str, float]) -> float:
    """The share (0…1) of a question's weight that the terms ``said`` have."""
    return sum(weight for term, weight in weights.items() if term in said) / (sum(weights.values()) or 1.0)


def coverage(
    statement: Statement, weights: Mapping[str, float], *, context_share: float = 0.5, with_lead: bool = False
) -> float:
    """The share (0…1) of the question's weight that ``statement`` covers, ``context_share`` of what only headings cover.

    With ``with_lead`` what stands in front of it in its sentence counts as headings do.
    """
    context_terms = statement.context | statement.lead if with_lead else statement.context
    own = context = 0.0
    for term, weight in weights.items():
        if term in statement.terms:
            own += weight
        elif term in context_terms:
            context += weight
    total = sum(weights.values()) or 1.0
    return own / total + context_share * (context / total)


def defines(text: str, asked: Collection[str]) -> bool:
    """Whether ``text`` says what something is that the terms ``asked`` name."""
    defined = DEFINED.search(fold(text))
    said = set(pairs(defined[1])) if defined else set()
    return bool(said) and sum(term in asked for term in said) >= NAMED * len(said)
