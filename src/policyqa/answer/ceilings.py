"""Ceilings on a sum: which one stops what an asker's figures make, and how a sum of money is written."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from policyqa.answer.parts import Part, Source
from policyqa.facts.amounts import Quantity, quantities
from policyqa.facts.phrases import period_at
from policyqa.retrieve.statements import statements_of
from policyqa.types import Span

#: In front of a ceiling on the whole of what is given, and of one on what one receives, which holds in its sentence.
_MOST = r"[^，。；\d]{0,8}(?:不(?:得)?超过|上限为?|最[高多][^，。；\d]{0,3})\s?\Z"
ON_THE_WHOLE = re.compile(rf"(?:总额|累计|合计){_MOST}")
ON_ONE = re.compile(rf"[单每](?:[个户家站座台项所辆]|项目|机构|企业)[^，。；\d]{{0,8}}{_MOST}")
#: Says that a ceiling counts in place of a result.
OVER = "超过上限"
#: Limiting words that set an upper bound.
_CEILING = re.compile("不(?:得)?(?:超过|高于|多于|大于)|最[高多]|至多|上限")


def ceilings(text: str) -> list[Quantity]:
    """The ceilings that ``text`` sets on a sum."""
    return [each for each in quantities(text) if each.is_money and is_ceiling(each)]


def is_ceiling(quantity: Quantity) -> bool:
    """Whether a figure is an upper bound by its limiting word."""
    return _CEILING.search(quantity.bound) is not None


def limits_others(text: str, quantity: Quantity) -> bool:
    """Whether a figure limits the whole of what others give, or what one receives: 总额不超过80万元, 单户最高3万元."""
    before = text[: quantity.span.start]
    return ON_THE_WHOLE.search(before) is not None or ON_ONE.search(before) is not None


def on_the_whole(part: Part, counted: Set[str]) -> list[Quantity]:
    """The ceilings on the whole of what a part tells: 补助总额不超过80万元 in its clause, 单户最高3万元 in its sentence.

    One on each of what is ``counted`` is none on all of them, nor is one on a person.
    """
    if not part.sources:
        return []
    clause, at = part.sources[0].clause, part.sources[0].span.start - part.sources[0].clause.span.start
    sentence = period_at(clause.text, at) or Span(0, len(clause.text))
    return [
        each
        for each in quantities(clause.text)
        if each.is_money
        and not {"人", *counted} & set(each.unit.partition("/")[2].split("·"))
        and (
            ON_THE_WHOLE.search(clause.text[: each.span.start])
            or (sentence.covers(each.span) and ON_ONE.search(clause.text[: each.span.start]))
        )
    ]


def ceiling_told(part: Part, equation: str) -> list[Source]:
    """The statement with the ceiling that an equation goes over, where no source of the part quotes it."""
    if OVER not in equation or ceilings(part.text):
        return []
    clause = part.sources[0].clause
    caps = [each.span.shifted(clause.span.start) for each in on_the_whole(part, set())]
    spans = [each.span for each in statements_of(clause) if any(each.span.covers(cap) for cap in caps)]
    return [Source(clause, span) for span in spans if not any(source.span.covers(span) for source in part.sources)]


def unsure(result: float, caps: Sequence[Quantity]) -> bool:
    """Whether one of several ceilings may stop a result (in 元), and nobody can tell which is its own."""
    return len(caps) > 1 and result > min(each.folded[0] for each in caps)


def over(result: float, caps: Sequence[Quantity]) -> str:
    """That a result (in 元) is more than the one ceiling there is, which then counts."""
    if len(caps) != 1 or caps[0].folded[0] >= result:
        return ""
    return f"，{OVER}，按{money(caps[0].value, caps[0].unit.partition('/')[0].removesuffix('元'))}算"


def written_out(written: str, result: str, limit: str) -> str:
    """What an asker's figures make. Where a ceiling stops it that alone is said: the product is not what anybody gets."""
    return limit.lstrip("，") if OVER in limit else f"{written}={result}{limit}"


def limited(quantity: Quantity) -> str:
    """That a result is itself a ceiling, since the rate is one."""
    return "（上限）" if is_ceiling(quantity) else ""


def money(value: float, scale: str) -> str:
    """A sum in the scale of the text's figure; in 万元 too from there on."""
    plain = f"{value:.10g}{scale}元"
    return f"{plain}（{value / 10_000:.10g}万元）" if not scale and value >= 10_000 else plain
