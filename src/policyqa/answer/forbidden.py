"""What a question takes for granted and the text forbids: 面试几点开始, where 不得以面试等方式选拔学生.

Such a question has no answer, and that nothing is written on it would leave the asker with his belief.
"""

from __future__ import annotations

import re

from policyqa.answer.eligibility import asks_eligibility
from policyqa.answer.modality import MUST_NOT
from policyqa.answer.parts import Part, Source
from policyqa.answer.reader import read_together
from policyqa.answer.wording import say
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import pairs, statements_of
from policyqa.text.fold import fold
from policyqa.text.patterns import pattern
from policyqa.types import Passage, Verdict

FORBIDS = pattern(
    "不许",
    rf"{MUST_NOT}|禁止|严禁|不准|不允许|不许",
    reason="says what is not to be done; a limit (不得超过) is none",
    examples=(("不得兑付现金", "不得"), ("严禁占用消防通道", "严禁"), ("不得超过30日", None)),
)
_PHRASE_ENDS = re.compile("[，。；]")
#: What is forbidden has to hold a term that weighs so much of the question's heaviest, and the statement to be read as so sure.
NAMED, READ = 0.6, -5.2


def forbidden(query: Query, found: Found) -> list[Part]:
    """What the best clause forbids of that which the question names; nothing where it does not, or forbids something else."""
    heaviest = max(found.weights.values(), default=0.0)
    if not found.evidence or not heaviest:
        return []
    clause = found.evidence[0].clause
    for statement in statements_of(clause):
        for match in FORBIDS.regex.finditer(statement.text):
            what = _PHRASE_ENDS.split(statement.text[match.end() :])[0]
            named = max((found.weights.get(term, 0.0) for term in pairs(fold(what))), default=0.0)
            own = Passage(clause.doc_id, clause.path, statement.span, statement.text)
            if named >= NAMED * heaviest and read_together(query, own).sure >= READ:
                verdict: Verdict | None = "不符合" if asks_eligibility(query) else None
                return [Part(f"文件不允许：{say(statement.text, clause)}", (Source(clause, statement.span),), verdict)]
    return []
