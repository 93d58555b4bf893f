"""Whether a figure is what is given, or a condition for it: 投资500万元以上的，给予10万元奖励."""

from __future__ import annotations

import re

from policyqa.facts.amounts import Quantity
from policyqa.text.patterns import pattern
from policyqa.types import Span

AWARD = pattern(
    "给付用语",
    r"给予|予以|发放|补助|补贴|奖励|资助|津贴|救助|奖补|贴息|报销|补足|慰问|抚恤|支付|标准|提高[到至]|减按|最高|每",
    reason="a sum in a phrase with one of these words is given; without, it may be a condition or a budget",
    examples=(
        ("每户不超过2000元", "每"),
        ("按照投入的30%予以补助", "予以"),
        ("投资500万元以上的", None),
        ("家庭年收入低于2万元", None),
    ),
)
_BREAK = re.compile(r"[，；。：\n\t]|[;:]|(?<!\d),|,(?!\d{3})")
_THRESHOLD = re.compile("以上|以下|以内|低于|超过|高于|少于|不足|不满|未满|满|突破|达")

#: What was given until now: 由每人每月60元提高到每人每月100元.
_UNTIL_NOW = re.compile(r"[由从](?:原来?|现行|目前|每)?[^，。；\d由从]{0,12}\Z")
_RAISED = re.compile(r"[^，。；\d]{0,6}?(?:提高|提升|增加|增长|上调|调整|调增|降低|下调|调减|下降)[到至为]")
#: What thresholds are set on: 家庭每月收入低于2000元的.
_MEANS = re.compile(r"(?:收入|营业额|销售额|投资额?|产值|注册资本|财产|存款|工资)[^，。；给奖补]{0,6}\Z")
#: Behind a threshold: whom it qualifies. 的标准 and 的一次性补助 name what is given.
_RECIPIENT_BEHIND = re.compile(r"及?(?:以上|以下|以内)?的(?!标准|比例|一次性|定额|[^，。；]{0,8}(?:补|奖|贴))")


def phrase_around(text: str, span: Span) -> Span:
    """The phrase between commas (、 does not count) that ``span`` lies in."""
    starts = [found.end() for found in _BREAK.finditer(text, max(0, span.start - 120), span.start)]
    stop = _BREAK.search(text, span.end)
    return Span(starts[-1] if starts else max(0, span.start - 120), stop.start() if stop else len(text))


def is_condition(text: str, quantity: Quantity) -> bool:
    """Whether a sum or share only limits who gets something (留用率达到50%以上的见习单位), or was given until now."""
    phrase = phrase_around(text, quantity.span)
    before, behind = text[phrase.start : quantity.span.start], text[quantity.span.end : phrase.end]
    if _UNTIL_NOW.search(before) and _RAISED.match(behind):
        return True
    threshold = bool(_THRESHOLD.search(quantity.bound or before[-2:]))
    if threshold and _MEANS.search(before):
        return True
    if AWARD.regex.search(before):
        return False
    if AWARD.regex.search(behind):
        return threshold and bool(_RECIPIENT_BEHIND.match(behind))
    if quantity.measure == "%":
        return bool(_RECIPIENT_BEHIND.match(behind))
    return behind.startswith("的") or (threshold and (bool(behind) or "以" in quantity.bound))
