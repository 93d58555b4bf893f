"""How sure it is that the evidence answers the question, from 0 to 1.

A logistic model over a handful of signs, each of which a person could check. They are about the statement that would be told.
Its weights come from ``eval/calibrate.py``: questions over several corpora that their documents answer, and such as they do
not. So the threshold stands for "the words fit, but the text does not say it".
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass

from policyqa.answer.choose import Candidate
from policyqa.answer.claims import wants_confirmed
from policyqa.facts.phrases import periods
from policyqa.facts.tables import measured
from policyqa.facts.units import units_in
from policyqa.retrieve.contrasts import OF_A_YEAR, contrasts, lacks_year
from policyqa.retrieve.flows import flows_otherwise
from policyqa.retrieve.focus import RARE, FocusWord, rarest
from policyqa.retrieve.forms import UNIT, Form
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.mentions import (
    are_others,
    foreign_places,
    foreign_roles,
    foreign_titles,
    is_elsewhere,
    regions_named,
    unheard_parts,
    without_documents,
)
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import Statement, above, spoken_of, terms_of
from policyqa.text.fold import fold
from policyqa.types import Clause, Evidence, Policy

#: Names whoever does something, in other words than a body's name: 由建设单位负责, 乡镇（街道）负责.
DOES = re.compile(
    r"由[^，。；]{2,20}(?:负责|承担|牵头|组织|实施|受理|办理|管理)|"
    r"(?:街道|乡镇|镇|村|社区|公司|中心|单位|机构)[）)]?(?:负责|承担|牵头)"
)
#: How much it counts that these are few of all n terms: ln(1 + matched) less so much of ln(1 + n). At 0 it is their number, at
#: 1 their share. The sets alone are told best at 0, as their unanswerable questions are the shorter ones. Of 120 short ones,
#: as many answerable as not, .25 and .5 answer five points more; over the sets .25 loses nothing, .5 a point.
OF_ALL = 0.25


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells whether the best statement answers. Rarities are 0 (every word is there) to 1.

    ``ahead`` is how far its clause scores above the best others; ``standing`` is how far the closest passage stands out among
    all in meaning. ``missing`` is the rarity of the rarest word the question turns on that the documents know and the
    statement, with what stands above it, does not speak of; ``unknown`` that of the rarest noun that no document knows, or
    only in part. ``valueless`` is 1 when the clause has no value of the kind asked for (sum, days, share …), ``elsewhere``
    when another sentence of it has; ``formless`` when the statement has not the looser form (a time, a place) that is asked
    for. ``contrasts`` counts the things of which question and statement name different ones; ``asks_who`` is 1 when a unit is
    asked for and is named. ``matched`` tells how many of the question's terms the clause, with what stands above it, holds:
    half of a long one is more than half of a short one.
    """

    ahead: float
    standing: float
    missing: float
    unknown: float
    valueless: float
    elsewhere: float
    formless: float
    contrasts: float
    asks_who: float
    matched: float


#: How many others are meant, of how many clauses it has to be, and what stands for both where there are fewer: midway between
#: what is usual for questions that are answered and for those that are not.
OTHERS, ENOUGH, AMONG_FEW, STANDING_AMONG_FEW = 4, 10, 0.4, 0.24
#: Nothing found: as sure as can be that nothing answers.
NOTHING = Signs(0.0, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0)
#: Weights of the signs, in their order, and the bias.
WEIGHTS = (1.03, 4.59, -0.36, -1.67, -3.99, -3.47, -3.09, -3.98, 1.39, 1.58)
BIAS = -2.38
#: Up to which log-odds, to either side, question and statement are read together, and what counts then.
DOUBT = 1.5
ODDS_WEIGHT, READ_WEIGHT, READ_BIAS = 0.48, 0.32, 0.7
#: From which logit on reading outweighs signs against an answer, but for a value that is not there: of 808 questions in fifteen
#: sets that their documents do not answer, it is that sure of none.
READ_ALONE = 4.5
#: From which logit on reading outweighs that the statement lacks the form of the answer: the question was taken to ask for a
#: value that it does not ask for. Of 563 questions that five sets answer, which nothing was fitted to, ten more are answered,
#: of 124 that they do not, one.
SURELY = 2.0


def signs(
    query: Query,
    found: Found,
    candidates: Sequence[Candidate],
    *,
    focus: tuple[FocusWord, ...],
    policies: Sequence[Policy],
    corpus: str,
    here: str,
    strangers: frozenset[tuple[str, str]] = frozenset(),
    has_duty: bool = False,
) -> Signs:
    """The signs for a question; ``candidates`` as :func:`choose.ranked` gives them.

    ``corpus`` is the folded text of all documents, ``here`` of those that may hold for the regions that the question names.

    ``strangers`` are pairs of regions that have nothing to do with each other. ``has_duty`` tells, where a unit is asked
    for, that a clause near the best is somebody's duty, whether or not the clause itself names them.
    """
    if not candidates:
        return NOTHING
    best = candidates[0]
    policy = next(policy for policy in policies if policy.id == best.clause.doc_id)
    known = [word for word in focus if word.match(here)]
    asked = query.form
    period, heading = _period(best.clause, best.statement), above(best.clause, policy.title)
    columns = " ".join(name for name, _ in best.clause.cells)  # of a row: they may name the year
    of_cells = measured(best.clause, best.statement.text)
    has_form = asked is None or _holds(asked, period, of_cells)
    clause_has_form = asked is None or _holds(asked, best.clause.text, of_cells)
    wants_value = query.value is not None
    spoken = terms_of(spoken_of(best.clause, policy.title))
    asks_who = Kind.UNIT in query.kinds
    named = has_duty or bool(units_in(best.clause.text) or DOES.search(best.clause.text))
    if asks_who and asked is UNIT:
        has_form = named
    elif asks_who and asked and asked.name == "时间":  # and by when it is done, which a duty tells too: 谁牵头、何时完成
        has_form |= named
    return Signs(
        ahead=_ahead(best, found.evidence),
        standing=found.standing if len(found.evidence) >= ENOUGH else STANDING_AMONG_FEW,
        missing=rarest(known, f"{heading} {fold(best.statement.text)}") / RARE,
        unknown=rarest([word for word in focus if word.is_noun], here) / RARE,
        valueless=float(wants_value and not clause_has_form),
        elsewhere=float(wants_value and clause_has_form and not has_form),
        formless=float(not wants_value and not has_form),
        contrasts=float(
            len(_contrasts(query, f"{columns} {period}", f"{heading} {best.clause.text}", policy, policies))
            + is_elsewhere(policy, query.mentions.places, strangers)
            + len(unheard_parts(query.mentions, f"{heading} {fold(period)}", corpus))
            + len(foreign_places(query.asked, corpus, query.mentions.parts))
            + len(foreign_roles(query.asked, corpus))
            + flows_otherwise(query.asked, f"{heading} {fold(period)}")
        ),
        asks_who=float(asks_who and named),
        matched=math.log1p(sum(term in spoken for term in found.weights)) - OF_ALL * math.log1p(len(found.weights)),
    )


def odds_of(found: Signs) -> float:
    """The log-odds that the evidence answers, by its signs alone."""
    weighed: float = sum(weight * sign for weight, sign in zip(WEIGHTS, astuple(found), strict=True))
    return BIAS + weighed


def confidence(found: Signs, read: Callable[[], float] | None = None, *, of_year: bool = True) -> float:
    """The probability that the evidence answers.

    In doubt, and before a refusal, ``read`` is asked how surely the statement does, as a logit. Sure enough, it outweighs the
    other signs, but for a value that is plain to be missing, as one that is not ``of_year``.
    """
    odds = odds_of(found)
    if read and of_year and not found.valueless and odds <= -DOUBT and read() >= READ_ALONE:
        odds = -DOUBT
    if read and -DOUBT <= odds < DOUBT:
        odds = READ_BIAS + ODDS_WEIGHT * odds + READ_WEIGHT * read()
    return 1 / (1 + math.exp(-odds))


def _ahead(best: Candidate, evidence: Sequence[Evidence]) -> float:
    """How far the clause that is told scores above the best others. Of a few clauses one is always ahead."""
    others = [each.score for each in evidence if each.clause is not best.clause][:OTHERS]
    return best.found - sum(others) / OTHERS if len(evidence) >= ENOUGH else AMONG_FEW


def _period(clause: Clause, statement: Statement) -> str:
    """The whole sentence that a statement is a part of; the whole row of a table."""
    if clause.kind == "row":
        return clause.text
    at = clause.span.start
    spans = [span for span in periods(clause.text) if span.shifted(at).covers(statement.span)]
    return spans[0].of(clause.text) if spans else statement.text


def _holds(form: Form, text: str, of_cells: str) -> bool:
    """Whether a text has a form of answer, or the numbers of a row with the units over or beside them."""
    return form.holds.search(text) is not None or form.holds.search(of_cells) is not None


def is_of_year(query: Query, text: str) -> bool:
    """Whether a text names a year for which the question asks a value; True of a question that asks for none."""
    return query.value not in OF_A_YEAR or bool(query.mentions.doc_ids) or not lacks_year(query.asked, text)


def _contrasts(query: Query, text: str, whole: str, policy: Policy, policies: Sequence[Policy]) -> set[str]:
    """What the question and a sentence of ``policy`` name differently: things of a sort, years, regions, documents.

    ``whole`` is all that the sentence's clause says: it may name the year. One in a question may belong to a document's name.
    """
    asked = without_documents(query.asked) if query.mentions.doc_ids else query.asked
    differ = set() if wants_confirmed(query.asked) else {*contrasts(asked, text)}  # what is put right, differs
    if not is_of_year(query, whole):
        differ.add("年份")
    named = regions_named(fold(text), policies) if query.value in OF_A_YEAR else ()
    if are_others(named, query.mentions.regions):
        differ.add("地区")
    return differ.union(foreign_titles(query.text, policies))
