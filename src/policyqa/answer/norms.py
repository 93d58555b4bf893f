"""Whether what the asker has comes up to a norm of so much for every so many: 450户 need 90平方米 at 每百户不低于20平方米."""

from __future__ import annotations

import re

from policyqa.answer.computed import only_number, rate_of
from policyqa.answer.counting import NUMERAL
from policyqa.answer.parts import ON_YOUR_WORD, Part, Source
from policyqa.answer.wording import say
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import statements_of
from policyqa.text.patterns import pattern
from policyqa.types import Clause, Verdict

ENOUGH = pattern(
    "够不够标准",
    r"够不够|够[数用]?[吗不没]|差几|够了?没|够[得不]上|达标|达[没不]达到?|[符合]不[符合]|符合|合规|行不行|可不可以|少不少|小不小",
    reason="asks whether what somebody has comes up to what a text demands",
    examples=(("够不够配建标准", "够不够"), ("这样达标吗", "达标"), ("要配多少平方米", None)),
)
#: A norm is a least.
_LEAST = re.compile("不[低少小]于|至少|标准")
#: How an asker writes the units of a norm.
_UNITS = {"平方米": "平方米?|平米|平|m2", "名": "名|个人?|位|人", "个": "个|处"}


def by_norm(query: Query, clause: Clause) -> Part | None:
    """The verdict of a norm that ``clause`` states on what the question tells of; None where it tells no two figures for it."""
    if ENOUGH.regex.search(query.asked) is None:
        return None
    for statement in statements_of(clause):
        rate = rate_of(statement.text) if _LEAST.search(statement.text) else None
        count = rate.count(query.asked) if rate else None
        own = only_number(rf"({NUMERAL})(?:{_UNITS.get(rate.unit, rate.unit)})", query.asked) if rate else None
        if rate is None or count is None or own is None:
            continue
        least, unit = count / rate.each * rate.value, rate.unit
        verdict: Verdict = "符合" if own >= least else "不符合"
        lacks = f"，差{least:.10g}{unit}-{own:g}{unit}={least - own:.10g}{unit}" if own < least else ""
        equation = f"{rate.times(count)}={least:.10g}{unit}，您说的是{own:g}{unit}{lacks}"
        told = say(statement.text, clause).rstrip("。")
        text = f"{verdict}：{told}。{ON_YOUR_WORD}：{equation}。"
        return Part(text, (Source(clause, statement.span),), verdict=verdict, computed=equation)
    return None
