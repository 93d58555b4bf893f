"""Sums of benefits as figures that can be compared between texts: 80—89周岁高龄津贴, 元/人·月.

Two sums are of one benefit only where the texts call it by one name and tell one case: residents' benefits by their kind
(高龄津贴, 护理补贴) and case, everything else, and a sum without a case, by the whole name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyqa.facts.benefits import benefits
from policyqa.facts.giving import KIND
from policyqa.facts.payees import is_resident
from policyqa.types import Benefit, Document, Target

#: A kind of benefit by a name of its own: 高龄津贴, but not 一次性补助.
_OWN_KIND = re.compile(rf"(?!一次性|定额|相应|适当)[一-鿿]{{2}}(?:{KIND})")
#: What may be said or left out of a case, and what is written in several ways.
_LEFT_OUT = re.compile(r"老年人|老人|人员|对象|标准|年满|具有本[市县区]户籍|[的、，]")
_WRITINGS = ((re.compile(r"(?<=\d)(?:周岁)?[至到\-–~～－](?=\d)"), "—"), (re.compile("及以上"), "以上"))


def sums(document: Document) -> Iterator[Target]:
    """The sums of a document's benefits; ranges, shares and lists without named cases are left out."""
    for benefit in benefits(document):
        clause = next((clause for clause in document.clauses if clause.span.covers(benefit.span)), None)
        cases = [amount.case for amount in benefit.amounts]
        for amount in benefit.amounts:
            metric = _metric(benefit, amount.case)
            if clause and metric and "元" in amount.unit and cases.count(amount.case) == 1:
                yield Target(
                    doc_id=benefit.doc_id,
                    clause=clause.path,
                    metric=metric,
                    value=amount.value,
                    unit=amount.unit,
                    year=None,
                    region=document.policy.region,
                    quote=benefit.quote,
                    span=benefit.span,
                )


def _metric(benefit: Benefit, case: str) -> str:
    """What a sum is for, in words that other texts would use; empty where its kind has no name of its own."""
    kind = next(reversed(_OWN_KIND.findall(benefit.name + case)), "")
    if not kind:
        return ""
    told = case.replace(kind, "")
    for written, plain in _WRITINGS:
        told = written.sub(plain, told)
    told = _LEFT_OUT.sub("", told)
    return told + kind if told and is_resident(benefit.payee) else benefit.name + told
