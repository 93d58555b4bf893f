"""Multiples of a standard that another clause states: 不超过低保标准的3倍, with what the standard is and the result."""

from __future__ import annotations

import re
from dataclasses import replace

from policyqa.answer.ceilings import ceilings, over, written_out
from policyqa.answer.parts import Part, Source
from policyqa.facts.amounts import quantities
from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import statements_of
from policyqa.text.numerals import parse_numeral
from policyqa.types import Document

#: So many times a standard, by its name.
_MULTIPLE = re.compile(r"(?P<standard>[^，。；、：\d]{4,30}?)的\s?(?P<times>\d+(?:\.\d+)?)\s?倍")
#: What leads to the name: 为…的1.4倍, 不超过…的3倍.
_LEAD = re.compile("为|是|按照?|参照|不(?:得)?(?:超过|低于|高于)|达到|最高")
#: That it is so much for each member of a household, and how many the asker's has: 一家三口.
_OF_EACH, _HEADS = re.compile("每人|人口"), re.compile(r"([一二两三四五六七八九十]|\d+)口")
#: A standard's figure stands at most so many characters behind its name: 标准为每人每月780元.
_BEHIND = 16


def with_standard(query: Query, part: Part, document: Document) -> Part:
    """``part`` with the sum that its one multiple of a standard makes, where the document states one sum for that."""
    found = list(_MULTIPLE.finditer(part.text)) if Kind.AMOUNT in query.kinds and not part.computed else []
    if len(found) != 1:
        return part
    standard, times = _LEAD.split(found[0]["standard"])[-1], float(found[0]["times"])
    stated: dict[float, Source] = {}
    for clause in document.clauses if len(standard) > 3 else ():
        for statement in statements_of(clause) if standard in clause.text else ():
            behind = statement.text.partition(standard)[2][:_BEHIND]
            sums = [each.folded[0] for each in quantities(behind) if each.is_money]
            stated |= {sums[0]: Source(clause, statement.span)} if sums and "倍" not in behind else {}
    if len(stated) != 1:
        return part
    (value, source), *_ = stated.items()
    each = _OF_EACH.search(part.text) is not None
    heads = {count for match in _HEADS.findall(query.text) if (count := parse_numeral(match))} if each else set()
    head = f"×{heads.copy().pop():g}人" if len(heads) == 1 else ""
    result = value * times * (heads.pop() if head else 1)
    equation = written_out(f"{value:g}元×{times:g}{head}", f"{result:.10g}元", over(result, ceilings(part.text)))
    return replace(
        part, text=f"{part.text.rstrip('。')}。折合：{equation}。", sources=(*part.sources, source), computed=equation
    )
