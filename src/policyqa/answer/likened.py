"""Amounts that a text does not write out but likens to another case's: 家庭养老床位参照改扩建养老机构床位的标准执行."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from policyqa.answer.parts import Part, Source
from policyqa.answer.wording import say
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import pairs, statements_of
from policyqa.text.fold import fold

#: What is treated like which other case.
LIKENED = re.compile(
    "(?P<what>[^，。；、,;]{4,24}?)(?:可以?|应当?|均|按规定)*(?:参照|比照)"
    "(?P<case>[^，。；,;]{4,24}?)(?:的?标准|政策|规定)*(?:执行|办理|给予|发放)"
)
#: So many pairs of characters that only its name has say that a question is on it.
SAID = 2


def by_likeness(query: Query, source: Source, of_case: Callable[[Query, Source], Part | None]) -> Part | None:
    """The sentence that likens what is asked about to another case of the clause, and the amount of that case, by ``of_case``.

    None where the clause says so of nothing that the question names, or gives that case no one amount.
    """
    clause, asked = source.clause, set(pairs(query.text))
    for each in statements_of(clause):
        match = LIKENED.search(fold(each.text))
        others = [other for other in statements_of(clause) if other != each]
        own = set(pairs(match["what"])).difference(*(other.terms for other in others)) if match else set()
        if match is None or len(own & asked) < SAID:
            continue
        likened = replace(query, asked=f"{match['case']}多少钱", text=f"{match['case']}多少钱", wordings=())
        told = [part for other in others if (part := of_case(likened, Source(clause, other.span)))]
        if told and "；" not in told[0].text:
            return Part(f"{say(each.text, clause)}{told[0].text}", (Source(clause, each.span), *told[0].sources))
    return None
