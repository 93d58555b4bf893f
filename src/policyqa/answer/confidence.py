"""How sure it is that the evidence answers the question, from 0 to 1. Below one half the answer is a refusal.

A logistic model over a handful of signs, each of which a person could check. Its weights come from ``eval/calibrate.py``: the
development questions with their evidence as positives; the unanswerable ones, and the answerable ones with their true clauses
taken away, as negatives. So the threshold stands for "the words fit, but the text does not say it".
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from functools import lru_cache

from policyqa.retrieve.focus import FocusWord
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import coverage, statements_of
from policyqa.text.fold import fold
from policyqa.types import Clause, Policy

#: How many of the best clauses are looked at.
CLAUSES = 6
#: A word of this rarity is rare: that another is rarer still tells nothing more.
RARE = 10.0


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells whether the evidence answers.

    ``missing`` is the rarity (-ln p in general Chinese) of the rarest word the question turns on that the best-fitting
    clause does not speak of; ``unknown`` the same for the whole of the documents; ``covered`` the highest coverage of the
    question by a statement that has the form of an answer; ``similarity`` the highest cosine of a passage with the question;
    ``unnamed`` is 1 when the question turns on no word at all, so that nothing can be missed, else 0.
    """

    missing: float
    unknown: float
    covered: float
    similarity: float
    unnamed: float


#: Weights of the signs, in their order, and the bias.
WEIGHTS = (-0.0864, -0.212, 3.13, 46.8, -1.94)
BIAS = -41.9


def signs(
    query: Query,
    found: Found,
    weights: Mapping[str, float],
    *,
    focus: tuple[FocusWord, ...],
    policies: Mapping[str, Policy],
    corpus: str,
) -> Signs:
    """The signs for a question; ``corpus`` is the folded text of all documents that are searched."""
    missing, covered = math.inf, 0.0
    for evidence in found.evidence[:CLAUSES]:
        spoken = spoken_of(evidence.clause, policies[evidence.clause.doc_id].title)
        missing = min(missing, rarest(focus, spoken))
        for statement in statements_of(evidence.clause):
            if query.form is None or query.form.holds.search(statement.text):
                covered = max(covered, coverage(statement, weights))
    return Signs(missing if found.evidence else 0.0, rarest(focus, corpus), covered, found.similarity, float(not focus))


def confidence(found: Signs) -> float:
    """The probability that the evidence answers."""
    return 1 / (1 + math.exp(-BIAS - sum(weight * sign for weight, sign in zip(WEIGHTS, astuple(found), strict=True))))


@lru_cache(maxsize=4096)
def spoken_of(clause: Clause, title: str) -> str:
    """All that is said in and above a clause, folded."""
    return fold(" ".join((title, *clause.headings, clause.heading, *(value for _, value in clause.cells), clause.text)))


def rarest(focus: tuple[FocusWord, ...], text: str) -> float:
    """The rarity of the rarest focus word that ``text`` does not speak of, in part for one that it speaks of in part."""
    return min(max((word.rarity * (1 - word.match(text)) for word in focus), default=0.0), RARE)
