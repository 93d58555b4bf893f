"""Sums by which a question names what it asks for: 那五万块, 规模化那20万, 听说给8000块."""

from __future__ import annotations

import re
from functools import lru_cache

from policyqa.facts.amounts import quantities
from policyqa.text.numerals import parse_numeral
from policyqa.text.patterns import pattern
from policyqa.types import Clause

_SCALES = {"百": 100, "千": 1000, "万": 10_000}
NAMED = pattern(
    "说出的金额",
    r"(?<![\d.几第〇零一二两三四五六七八九十百千万])(?:(?P<digits>\d+(?:\.\d+)?)(?P<scale>[百千万]?)|(?P<words>[一二两三四五六七八九十百千万]*?[一二两三四五六七八九十])?(?P<last>[百千万])(?P<rest>[一二三四五六七八九]?))"
    r"(?:块|元|(?<=[百千万一二三四五六七八九])(?![\d.十百千万来多余]|[个名位张户家所人平床岁次辆亩米天年月种条份倍]))",
    reason="people name a benefit by its sum, often without a unit; a number of things is none",
    examples=(
        ("那五万块能拿上吗", "五万块"),
        ("规模化那20万够格吗", "20万"),
        ("一年再贴两万五", "两万五"),
        ("每月那200块", "200块"),
        ("给四百个老人上门照护", None),
        ("八百平的小楼", None),
        ("我72岁", None),
    ),
)


@lru_cache(maxsize=256)
def named_sums(question: str) -> frozenset[float]:
    """The sums of money, in 元, that ``question`` (folded) names."""
    return frozenset(value for match in NAMED.regex.finditer(question) if (value := _value(match)) is not None)


def _value(match: re.Match[str]) -> float | None:
    if match["digits"]:
        return float(match["digits"]) * _SCALES.get(match["scale"], 1)
    head = parse_numeral((match["words"] or "") + match["last"])
    below = _SCALES[match["last"]] // 10 * (parse_numeral(match["rest"]) or 0) if match["rest"] else 0
    return None if head is None else float(head + below)


@lru_cache(maxsize=4096)
def stated_sums(clause: Clause) -> frozenset[float]:
    """The sums of money, in 元, that ``clause`` states."""
    ends = [end for each in quantities(clause.text) if each.is_money for end in each.folded[:2]]
    return frozenset(end for end in ends if end is not None)
