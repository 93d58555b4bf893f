"""How sure it is that the evidence answers the question, from 0 to 1.

A logistic model over a handful of signs, each of which a person could check. They are about the statement that would be told.
Its weights come from ``eval/calibrate.py``: questions over several corpora that their documents answer, and such as they do
not. So the threshold stands for "the words fit, but the text does not say it".
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from policyqa.answer.choose import Candidate
from policyqa.answer.computed import CONFIRMS
from policyqa.facts.phrases import periods
from policyqa.facts.units import units_in
from policyqa.retrieve.contrasts import contrasts, lacks_year
from policyqa.retrieve.flows import flows_otherwise
from policyqa.retrieve.focus import RARE, FocusWord, rarest
from policyqa.retrieve.forms import UNIT
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.mentions import foreign_places, foreign_titles, is_elsewhere
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import Statement, above
from policyqa.text.fold import fold
from policyqa.types import Clause, Policy

#: Names whoever does something, in other words than a body's name: 由建设单位负责, 乡镇（街道）负责.
DOES = re.compile(
    r"由[^，。；]{2,20}(?:负责|承担|牵头|组织|实施|受理|办理|管理)|"
    r"(?:街道|乡镇|镇|村|社区|公司|中心|单位|机构)[）)]?(?:负责|承担|牵头)"
)
#: Values that are stated for a year: without the one that is asked for they are those of another. A sum holds until changed.
OF_A_YEAR = ("数目", "比例")


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells whether the best statement answers. Rarities are 0 (every word is there) to 1.

    ``score`` is its clause's; ``standing`` is how far the closest passage stands out among all. ``missing`` is the rarity of
    the rarest word the question turns on that the documents know and the statement, with what stands above it, does not speak
    of; ``unknown`` that of the rarest noun that no document knows. ``valueless`` is 1 when the clause has no value of the kind
    asked for (sum, days, share …), ``elsewhere`` when another sentence of it has; ``formless`` when the statement has not the
    looser form (a time, a place) that is asked for. ``contrasts`` counts the things of which question and statement name
    different ones; ``asks_who`` is 1 when a unit is asked for and the clause names one. ``matched`` is ln(1 + n) for n terms
    of the question that the statement, with what stands above it, holds: half of a long question is more than half of a short
    one. ``unnamed`` is 1 when the question turns on no word at all.
    """

    score: float
    standing: float
    missing: float
    unknown: float
    valueless: float
    elsewhere: float
    formless: float
    contrasts: float
    asks_who: float
    matched: float
    unnamed: float


#: Nothing found: as sure as can be that nothing answers.
NOTHING = Signs(0.0, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0)
#: Weights of the signs, in their order, and the bias.
WEIGHTS = (0.94, 42.2, -0.704, -1.85, -3.69, -3.67, -2.37, -4.04, 1.68, 1.6, -0.918)
BIAS = -3.41


def signs(
    query: Query,
    found: Found,
    candidates: Sequence[Candidate],
    *,
    focus: tuple[FocusWord, ...],
    policies: Sequence[Policy],
    corpus: str,
) -> Signs:
    """The signs for a question; ``candidates`` as :func:`choose.ranked` gives them, ``corpus`` is the folded text searched."""
    if not candidates:
        return NOTHING
    best = candidates[0]
    policy = next(policy for policy in policies if policy.id == best.clause.doc_id)
    known = [word for word in focus if word.match(corpus)]
    asked = query.form
    period, heading = _period(best.clause, best.statement), above(best.clause, policy.title)
    has_form = asked is None or asked.holds.search(period) is not None
    clause_has_form = asked is None or asked.holds.search(best.clause.text) is not None
    wants_value = query.value is not None
    said = best.statement.terms | best.statement.context
    asks_who, named = Kind.UNIT in query.kinds, bool(units_in(best.clause.text) or DOES.search(best.clause.text))
    if asks_who and asked is UNIT:
        has_form = named
    return Signs(
        score=best.found,
        standing=found.standing,
        missing=rarest(known, f"{heading} {fold(best.statement.text)}") / RARE,
        unknown=rarest([word for word in focus if word.is_noun and word not in known], "") / RARE,
        valueless=float(wants_value and not clause_has_form),
        elsewhere=float(wants_value and clause_has_form and not has_form),
        formless=float(not wants_value and not has_form),
        contrasts=float(
            len(_contrasts(query, period, f"{heading} {best.clause.text}", policy, policies))
            + len(foreign_places(query.asked, corpus))
            + flows_otherwise(query.asked, f"{heading} {''.join(name for name, _ in best.clause.cells)} {fold(period)}")
        ),
        asks_who=float(asks_who and named),
        matched=math.log1p(sum(term in said for term in found.weights)),
        unnamed=float(not focus),
    )


def confidence(found: Signs) -> float:
    """The probability that the evidence answers."""
    return 1 / (1 + math.exp(-BIAS - sum(weight * sign for weight, sign in zip(WEIGHTS, astuple(found), strict=True))))


def _period(clause: Clause, statement: Statement) -> str:
    """The whole sentence that a statement is a part of; the whole row of a table."""
    if clause.kind == "row":
        return clause.text
    at = clause.span.start
    spans = [span for span in periods(clause.text) if span.shifted(at).covers(statement.span)]
    return spans[0].of(clause.text) if spans else statement.text


def _contrasts(query: Query, text: str, whole: str, policy: Policy, policies: Sequence[Policy]) -> set[str]:
    """What the question and a sentence of ``policy`` name differently: things of a sort, years, regions, documents.

    ``whole`` is all that the sentence's clause says: it may name the year. One in a question may belong to a document's name.
    """
    differ = set() if CONFIRMS.regex.search(query.asked) else {*contrasts(query.asked, text)}  # what is put right, differs
    if query.value in OF_A_YEAR and not query.mentions.doc_ids and lacks_year(query.asked, whole):
        differ.add("年份")
    if is_elsewhere(policy, query.mentions.regions):
        differ.add("地区")
    return differ.union(foreign_titles(query.text, policies))
