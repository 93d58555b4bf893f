"""Several regions or documents in one question: which they are, and what is asked about each of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache

from policyqa.answer.choose import Candidate, likeness
from policyqa.answer.counting import TIMES
from policyqa.answer.pairs import OF_EACH
from policyqa.facts.amounts import quantities
from policyqa.retrieve.forms import form_of
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.kinds import kinds_of
from policyqa.retrieve.mentions import (
    NUMBER_OF_DOCUMENT,
    YEAR_OF_DOCUMENT,
    Mentions,
    mentions_of,
    names_region,
    without_documents,
    without_region,
)
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import Statement, pairs, terms_of
from policyqa.text.fold import fold
from policyqa.types import Document, Evidence, Policy

#: Pieces of a question that may each be about another side: 市里定的是多少，新区定的又是多少.
PIECE = re.compile(r"(?<=[，。！？；：,!?;:])")
#: Stands between two things that are asked about, each of so many characters.
JOINT, MATTER = re.compile("[和跟与同]"), 4
#: What a statement gains that says the same, in the same words, as another side's; how many of each side are compared.
ALIKE_GAIN, COMPARED = 1.0, 12
#: What a figure of one measure in both counts for; from where on one says what the other does.
MEASURE_SHARE, ALIKE = 0.3, 0.6


def sides_of(mentions: Mentions, documents: Mapping[str, Document]) -> dict[str, tuple[str, ...]]:
    """The regions and documents that are named, with the documents of each; none where only one is.

    A document stands for its region; a copy is no side of its own.
    """
    named = [documents[doc_id].policy for doc_id in mentions.doc_ids if doc_id in documents]
    own = [policy for policy in named if policy.copy_of not in mentions.doc_ids]
    sides: dict[str, tuple[str, ...]] = {f"《{policy.title}》": (policy.id,) for policy in own}
    taken = {policy.region for policy in own}
    sides |= {region: of_region(region, documents) for region in mentions.regions if region not in taken}
    return sides if len(sides) > 1 else {}


def told_apart(question: str, sides: Mapping[str, Sequence[str]], documents: Mapping[str, Document]) -> bool:
    """Whether a question names each of the sides: not where it says one stretch that the titles of all of them share."""
    own = [documents[doc_id].policy for side, doc_ids in sides.items() for doc_id in doc_ids if "《" in side]
    region = any(policy.region and names_region(question, policy.region) for policy in own)
    if len(own) < len(sides) or region or NUMBER_OF_DOCUMENT.search(question) or YEAR_OF_DOCUMENT.search(question):
        return True
    titles = [fold(policy.title) for policy in own]
    match = SequenceMatcher(None, question, titles[0], autojunk=False).find_longest_match()
    return not all(question[match.a :][: match.size] in title for title in titles)


def of_region(region: str, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The documents of a region."""
    return tuple(doc_id for doc_id, document in documents.items() if document.policy.region == region)


def asked_of(side: str, question: str, sides: Mapping[str, Sequence[str]], policies: Sequence[Policy]) -> tuple[str, bool]:
    """``question`` without the pieces that ask of other sides only, and in what is left without the others' names.

    A piece that asks nothing sets the scene for all. With it goes whether no piece is left out.
    """
    pieces = [_halves(piece, sides, policies) for piece in PIECE.split(question)]
    own = [[text for text, named in halves if not named or side in named or not _asks(text)] for halves in pieces]
    kept = [text for texts in own for text in texts]
    is_all = all(own)
    asked = "".join(kept).strip("，、：")
    asked = without_documents(asked) if any(name.startswith("《") for name in sides) else asked
    for other in sides:
        asked = without_region(asked, other) if other != side else asked
    return asked, is_all


def _asks(text: str) -> bool:
    return bool(kinds_of(text)) or form_of(text) is not None or "呢" in text


def _halves(piece: str, sides: Mapping[str, Sequence[str]], policies: Sequence[Policy]) -> list[tuple[str, set[str]]]:
    """A piece of a question with the sides that it names; two where each is asked another thing: 甲的奖励跟乙的补贴各多少."""
    for joint in JOINT.finditer(piece):
        one, other = halves = piece[: joint.start()], piece[joint.end() :]
        named = [named_in(half, sides, policies) for half in halves]
        each = OF_EACH.search(other)
        if each and {*map(len, named)} == {1} and named[0] != named[1] and all(map(_begins_with, halves, named)):
            return [(one + other[each.start() :], named[0]), (other, named[1])]
    return [(piece, named_in(piece, sides, policies))]


def _begins_with(text: str, named: set[str]) -> bool:
    """Whether a stretch begins with the name of the one region that it names, and says what of it is asked about."""
    rest = without_region(text, *named)
    return text != rest and text.endswith(rest) and len(OF_EACH.split(rest)[0]) >= MATTER


def named_in(text: str, sides: Mapping[str, Sequence[str]], policies: Sequence[Policy]) -> set[str]:
    """Which of the ``sides`` a stretch of a question names."""
    mentions = mentions_of(text, policies)
    regions = {policy.id: policy.region for policy in policies}
    return {
        side
        for side, doc_ids in sides.items()
        if set(doc_ids) & set(mentions.doc_ids) or any(regions[doc_id] in mentions.regions for doc_id in doc_ids)
    }


def of_matter(weights: Mapping[str, float], query: Query) -> dict[str, float]:
    """The weights of the terms that ``query`` does not only name documents with."""
    named = set(pairs(query.text)) - set(pairs(without_documents(query.text))) - terms_of(" ".join(query.official))
    return {term: weight for term, weight in weights.items() if term not in named}


def once_a_table(found: Found) -> Found:
    """What was found, of the rows of one table the best only: they say the like of many things and crowd out others."""
    tables: set[tuple[str, str]] = set()
    kept: list[Evidence] = []
    for each in found.evidence:
        table = (each.clause.doc_id, each.clause.path.rpartition("/")[0])
        if each.clause.kind != "row" or table not in tables:
            kept.append(each)
        tables |= {table} if each.clause.kind == "row" else set()
    return replace(found, evidence=tuple(kept))


def alike(candidates: Sequence[Candidate], others: Sequence[Sequence[Candidate]]) -> list[Candidate]:
    """``candidates`` in a new order: what two sides say of one matter they say in like words, 每户最高4000元, 每户最高5000元.

    One gains by the statement of another side that it is like, less by as much as that lies behind the best of its side.
    """

    def gain(candidate: Candidate) -> float:
        likes = (
            ALIKE_GAIN * _likeness(candidate.statement, other.statement) - (side[0].score - other.score)
            for side in others
            for other in side[:COMPARED]
        )
        return max(likes, default=0.0)

    nearer = [replace(each, score=each.score + gain(each)) for each in candidates[:COMPARED]]
    return [*sorted(nearer, key=lambda each: -each.score), *candidates[COMPARED:]]


def is_said(candidates: Sequence[Candidate], others: Sequence[Sequence[Candidate]]) -> bool:
    """Whether a side says in so many words what another one says first."""
    said = [each.statement for each in alike(candidates, others)[:1]]
    return any(_likeness(each, other[0].statement) >= ALIKE for each in said for other in others if other)


@lru_cache(maxsize=4096)
def _likeness(one: Statement, other: Statement) -> float:
    """How many of their terms two statements have in common, and whether both state a figure of one measure."""
    measures = {each.measure for each in quantities(one.text)} & {each.measure for each in quantities(other.text)}
    return likeness(one, other) + MEASURE_SHARE * bool(measures - TIMES)
