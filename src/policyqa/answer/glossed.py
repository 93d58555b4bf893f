"""Classes that a document bounds elsewhere: 乳儿班、托小班 of a clause on money are 乳儿班（6—12个月） of another one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyqa.answer.brackets import GIVEN, fitting
from policyqa.answer.limits import limits_of
from policyqa.answer.parts import Source
from policyqa.facts.parallel import Pair
from policyqa.text.fold import plain
from policyqa.types import Clause, Document, Span

#: What bounds a class, behind its name: （6—12个月）, 招收6至12个月的婴幼儿.
_BOUNDS = r"(?:[（(](?P<inside>[^（）()]{2,24})[）)]|，?(?:是指|指|为|招收|收托|面向)(?P<said>[^，。；、（）()]{2,24}))"


def by_gloss(asked: str, pairs: Sequence[Pair], clause: Clause, document: Document) -> tuple[list[Pair], list[Source]] | None:
    """The pairs of the class that the asker's figure falls into, by what the document says elsewhere of each class.

    None where the clause bounds several itself, the document does not bound two of them, or the question tells no such figure.
    """
    cases = [pair.case for pair in pairs]
    bounded = [bool(limits_of(plain(case))) for case in cases]
    if sum(bounded) > 1:
        return None
    spans = (pair.case_span.of(clause.text) for pair in pairs)
    found = [None if own else _gloss(name, clause, document) for own, name in zip(bounded, spans, strict=True)]
    if sum(bounded) + sum(each is not None for each in found) < 2:
        return None
    glossed = [case if each is None else f"{case}（{each[0]}）" for case, each in zip(cases, found, strict=True)]
    held = fitting(glossed, asked)
    if held is None:
        return None
    places = sorted({place for places in held for place in places})
    return [pairs[place] for place in places], [each[1] for place in places if (each := found[place])]


def _gloss(name: str, clause: Clause, document: Document) -> tuple[str, Source] | None:
    """What bounds a class elsewhere in its document, and where; None where that is said in several ways."""
    found: dict[str, Source] = {}
    for match in re.finditer(re.escape(name) + _BOUNDS, document.text):
        bounds, span = match["inside"] or match["said"], Span(*match.span())
        limits = {limit.measure for limit in limits_of(plain(bounds))} - GIVEN
        owner = document.narrowest(span)
        if limits and owner and not clause.span.covers(span):
            found.setdefault(bounds, Source(owner, span))
    return next(iter(found.items())) if len(found) == 1 else None
