"""Sums that rise step by step: of …满2年的1200元，每增加1年增发300元 five years make 1200元+3年×300元."""

from __future__ import annotations

import re

from policyqa.answer.ceilings import OVER, ceilings, money, over, written_out
from policyqa.answer.counting import NUMERAL
from policyqa.answer.limits import spoken
from policyqa.answer.parts import ON_YOUR_WORD, Part, Source
from policyqa.answer.wording import say
from policyqa.facts.amounts import Quantity, quantities
from policyqa.facts.phrases import period_at
from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.query import Query
from policyqa.text.fold import fold
from policyqa.text.numerals import parse_numeral
from policyqa.text.patterns import pattern

STEP = pattern(
    "每增加一步",
    r"每(?:增加|增|多|超过?)(?P<by>\d+|一)(?P<unit>个月|平方米|公里|[年月人米户亩天日张次件级层个名])[^，。；\d]{0,10}(?=\d)",
    reason="a sum rises by so much for each unit above the number that its base is for",
    examples=(
        ("每增加1年增发300元", "每增加1年增发"),
        ("每增加一人增发2000元", "每增加一人增发"),
        ("超过50米的每增加1米增加150元", "每增加1米增加"),
        ("每增加一个托班", None),
        ("每户增加500元", None),
    ),
)
#: Counts of people in speech: 招了六个外人.
_PEOPLE = frozenset({"人", "名", "个"})


def by_step(query: Query, source: Source) -> Part | None:
    """What a statement gives to who tells of more than its base is for; None where it does not rise, or he tells of no more."""
    clause = source.clause
    sentence = period_at(clause.text, source.span.start - clause.span.start)
    text = sentence.of(clause.text) if sentence else ""
    step = STEP.regex.search(text)
    if sentence is None or step is None or Kind.AMOUNT not in query.kinds:
        return None
    figures = quantities(text)
    more = next((each for each in figures if each.span.start >= step.end() and each.is_money), None)
    bases = [each for each in figures if each.is_money and each.span.end <= step.start()]
    numbers = re.findall(rf"({NUMERAL})\s?个?{step['unit']}", text[: step.start()])
    by, least, count = (
        parse_numeral(step["by"]),
        parse_numeral(numbers[-1]) if numbers else None,
        _count(query.asked, step["unit"]) or _count(query.text, step["unit"]),
    )
    if more is None or not bases or not by or not least or count is None or count <= least or (count - least) % by:
        return None
    equation = _equation(bases[-1], more, (count, least, by), step["unit"], text)
    own = Source(clause, sentence.shifted(clause.span.start))
    return Part(f"{say(text, clause).rstrip('。')}。{ON_YOUR_WORD}：{equation}。", (own,), computed=equation)


def _count(asked: str, unit: str) -> int | None:
    """The one number that is told in a unit; what is said of one such unit (一年补多少) counts nothing."""
    units = _PEOPLE if unit in _PEOPLE else {unit}
    told = {each.value for each in quantities(spoken(fold(asked))) if each.measure in units and each.value > 1}
    return int(next(iter(told))) if len(told) == 1 else None


def _equation(base: Quantity, more: Quantity, counts: tuple[int, int, int], unit: str, text: str) -> str:
    count, least, by = counts
    above = count - least
    result = base.folded[0] + above // by * more.folded[0]
    steps = f"{above}{unit}÷{by}{unit}" if by > 1 else f"{above}{unit}"
    written = f"{base.folded[0]:.10g}元+{steps}×{more.folded[0]:.10g}元"
    made = written_out(written, money(result, ""), over(result, ceilings(text)))
    return made if OVER in made else f"{count}{unit}-{least}{unit}={above}{unit}，{made}"
