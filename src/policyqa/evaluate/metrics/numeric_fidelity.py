"""Numeric fidelity: the share of answers of which every number stands in what they cite, or is shown to follow from it.

A number of the answer is faithful when the quotes, clause texts or labels of its citations hold the same number (equal
values; a bare 4500 of a table also covers 4500万元, whose unit stands in the column's heading), or when the answer shows the
sum: an equation such as 3家 × 5万元 = 15万元 whose operands are cited or asked, or the result of one before it, and whose
result is right makes its numbers faithful. So does a list a count of just what it counts off: 共十二家：…. Whoever asks
about a year asks about 12个月; a rate for 每百户 is one for 100.

Not counted as numbers: citation marks ([1]), list marks at the start of a line, and single Chinese digits (一份, 两种), which
are as often words. Answers without numbers, and refusals, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from policyqa.evaluate.metrics.base import Answered, Metric, answered, mean
from policyqa.evaluate.numbers import Number, numbers, pieces
from policyqa.evaluate.questions import EvalQuestion
from policyqa.text.numerals import rates_in_digits

_MARKS = re.compile(r"[\[［【]\d{1,2}[\]］】]|^\s*(?:[(（]?\d{1,2}[)）、.．](?!\d)|[①-⑳⑴-⒇])", re.MULTILINE)
#: No slash: 元/人 is a unit.
_TIMES, _OVER, _PLUS, _MINUS = "×*x", "÷", "+", "-"
#: Words for a share that equations write as 50%.
_HALVES = re.compile("减半|一半")
#: A list, with how many it counts off in front.
_LISTED = re.compile("共(?P<count>[^，。；：、]{1,6}[家项个件条处人])：(?P<listed>[^。：]+)")
#: A year, which equations write as 12个月.
_YEAR = re.compile("[全一整每1]年")
#: 2 per mille: what rounding a shown result to a written form may change.
_TOLERANCE = Decimal("0.002")


def numeric_fidelity(question: EvalQuestion, line: Answered) -> float | None:
    """Whether every number of one answer is faithful."""
    text = _MARKS.sub(" ", line["answer"])
    stated = [number for number in numbers(text) if not number.plain]
    if not answered(line) or not stated:
        return None
    parts = [part for c in line["citations"] for part in (c["quote"], c["text"], c["label"])]
    cited = [n for part in parts for n in numbers(rates_in_digits(_HALVES.sub("50%", part)))]
    asked = [
        n for turn in (*question.question.history, question.question.text) for n in numbers(_YEAR.sub(r"\g<0>12个月", turn))
    ]
    computed = [*_counts(text)]
    for equation in _equations(text):
        if _holds(equation, known=[*cited, *asked, *computed]):
            computed += _operands(equation)
    return float(all(any(_covers(source, number) for source in (*cited, *computed)) for number in stated))


def _counts(text: str) -> Iterator[Number]:
    """The counts in front of lists of just so many."""
    for match in _LISTED.finditer(text):
        listed = re.split("；" if "；" in match["listed"] else "、", match["listed"])
        yield from (number for number in numbers(match["count"]) if number.value == len(listed))


def _covers(source: Number, number: Number) -> bool:
    """Whether ``source`` is the number, or the same figures in a table cell without its unit."""
    if source.percent != number.percent:
        return False
    return source.value == number.value or (not source.scaled and source.value == number.face)


#: Left-hand side as alternating numbers and signs, and the result.
_Equation = tuple[list[Number], list[str], Number]


def _equations(text: str) -> Iterator[_Equation]:
    """The equations shown in ``text``: numbers, with or without units, joined by signs, then = and a number."""
    operands: list[Number] = []
    signs: list[str] = []
    for piece in pieces(text):
        if isinstance(piece, Number):
            if signs and signs[-1] == "=":
                yield operands, signs[:-1], piece
                operands, signs = [piece], []
            elif len(signs) == len(operands):
                operands.append(piece)
            else:
                operands, signs = [piece], []
        elif piece in f"{_TIMES}{_OVER}{_PLUS}{_MINUS}=" and len(signs) == len(operands) - 1:
            signs.append(piece)
        elif piece in "，。；！？,;!?\n":
            operands, signs = [], []


def _holds(equation: _Equation, *, known: list[Number]) -> bool:
    operands, signs, result = equation
    if len(operands) < 2 or not all(any(_covers(number, operand) for number in known) for operand in operands):
        return False
    # 60% - 55% = 5个百分点, 65% - 10个百分点 = 55%
    points = any(operand.percent for operand in operands) and {*signs} <= {_PLUS, _MINUS}
    value = _value([_plain(operand, points=points) for operand in operands], signs)
    return value is not None and abs(value - _plain(result, points=points)) <= _TOLERANCE * abs(value)


def _value(operands: list[Decimal], signs: list[str]) -> Decimal | None:
    """The value of the left-hand side, products before sums; None when it divides by zero."""
    terms = operands[:1]
    for sign, number in zip(signs, operands[1:], strict=True):
        if sign in _TIMES:
            terms[-1] *= number
        elif sign in _OVER:
            if not number:
                return None
            terms[-1] /= number
        else:
            terms.append(number if sign in _PLUS else -number)
    return sum(terms, Decimal(0))


def _plain(number: Number, *, points: bool) -> Decimal:
    return number.value / 100 if number.percent or points else number.value


def _operands(equation: _Equation) -> list[Number]:
    operands, _, result = equation
    return [*operands, result]


METRIC = Metric("numbers", "数字忠实", "含数字的回答里，每个数字都出自所引条款或列出了算式的比例", (numeric_fidelity,), mean)
