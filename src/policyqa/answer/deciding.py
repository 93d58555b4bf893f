"""Which clause decides a case: of those that fit the question about as well, the one whose conditions the case tells most of.

Who tells much of himself (age, registration, income, housing) asks by the clause that demands all that. A clause that merely
shares its words (补贴期间更换住房的，…) has one or two of his circumstances, as any other may.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from policyqa.answer.asking import EQUAL
from policyqa.answer.eligibility import DEFINES, Judged
from policyqa.types import Clause, Evidence

#: What leads a document or ends it.
LEADS = ("题注", "前言", "印发通知", "结语", "落款")
#: What a clause gains for each condition that the case decides beyond so many, and for how many at most. Over 391 questions of
#: six sets, .05 to .09 bring 7 to 11 right clauses more and cost one at most; counted from the first condition on, as many
#: wrong ones come as right ones.
DECIDED_GAIN, OF_ANY, MOST = 0.07, 2, 3
#: What one loses that begins with what holds while something is received already; between .05 and .2 all is the same.
DURING = re.compile("期间")
DURING_LOSS, BEGIN = 0.1, 20
#: What one loses that says nothing on 户籍 or age, where the asker tells of his 户籍 and another clause may.
SILENCE_LOSS = 0.15
#: What one loses that gives no verdict, or an idle one, where another may: 413 right clauses of 452 in eleven sets become 418.
UNJUDGED_LOSS = 0.1
#: What it costs a clause not to speak of a word that the question turns on: half as much as elsewhere, since people tell of
#: themselves in words of their own. What tells whether to refuse needs the whole of it.
OWN_WORDS_LOSS = 0.35


def deciding(
    evidence: Sequence[Evidence], judge: Callable[[Clause], Judged | None], asked: str
) -> tuple[Clause, Judged | None]:
    """The clause of ``evidence``, best first, that decides the case which is ``asked`` about, and its verdict."""
    least = evidence[0].score - DECIDED_GAIN * MOST - SILENCE_LOSS
    near: dict[Clause, float] = {}
    for each in evidence:
        if each.score >= least:
            near.setdefault(each.clause, each.score)
    judged = {clause: judge(clause) for clause in near}
    if EQUAL.regex.search(asked) and any(judged.values()):  # only what treats two alike is judged there
        near = {clause: score for clause, score in near.items() if judged[clause]}
    if any(each and each.decided >= OF_ANY and not each.idle for each in judged.values()):
        near = {clause: score for clause, score in near.items() if judged[clause] or not _rules_nobody(clause)}
    best = max(near, key=lambda clause: near[clause] + _fit(clause, judged[clause], asked))
    return best, judged[best]


def _rules_nobody(clause: Clause) -> bool:
    """Whether a clause only leads a document or ends it, or says what a word means."""
    return clause.path in LEADS or DEFINES.search(clause.text) is not None


def _fit(clause: Clause, judged: Judged | None, asked: str) -> float:
    """What a clause gains by the conditions that the case decides, less what it loses by speaking of a later time."""
    later = DURING.search(clause.text[:BEGIN]) and not DURING.search(asked)
    loss = DURING_LOSS * bool(later)
    if judged is None or judged.part.verdict is None:
        return -loss - UNJUDGED_LOSS
    gain = DECIDED_GAIN * min(max(judged.decided - OF_ANY, 0), MOST)
    return gain - loss - SILENCE_LOSS * judged.silent - UNJUDGED_LOSS * judged.idle
