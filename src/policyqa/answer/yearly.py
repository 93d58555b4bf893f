"""Of figures that a sentence tells year by year, those of the years that are asked for: 其中2024年700户、2025年800户."""

from __future__ import annotations

import re

from policyqa.answer.parts import Part, Source
from policyqa.answer.rows import OF_DOCUMENT
from policyqa.facts.phrases import period_at
from policyqa.retrieve.contrasts import years_of
from policyqa.retrieve.query import Query
from policyqa.text.patterns import pattern

OF_YEAR = pattern(
    "某年的数",
    r"(?:^|(?<=[，、；：和及])|(?<=其中))(?P<year>20\d\d)年(?:底前?)?(?P<does>(?:[^，。；、：\d]{0,8}[^，。；、：\d前后起至])?)"
    r"(?P<value>\d[\d.,]*(?![\d月])[^\d，。；、：]{1,6})(?=[，。；、]|和20|及20|$)",
    reason="a year with its own figure, as texts count them off",
    examples=(
        ("2026年900户，每户4500元", "2026年900户"),
        ("2025年完成800户、2026年完成900户", "2025年完成800户"),
        ("2026年10月起执行", None),
        ("2026年底前建成3个", "2026年底前建成3个"),
    ),
)
#: So many years make a list.
LIST = 2
_UNIT = re.compile(r"[^\d.,]+")


def by_year(query: Query, source: Source) -> Part | None:
    """The figures that the sentence of ``source`` has for the years of the question; None where it does not list years."""
    years = years_of(OF_DOCUMENT.sub("", query.asked))
    if query.form is None or not years:
        return None
    clause = source.clause
    span = period_at(clause.text, source.span.start - clause.span.start)
    listed = list(OF_YEAR.regex.finditer(span.of(clause.text))) if span and clause.kind != "row" else []
    units = {_UNIT.findall(each["value"])[-1] for each in listed}
    if span is None or len({each["year"] for each in listed}) < LIST or len(units) > 1:
        return None
    told = [each for each in listed if each["year"] in years and query.form.holds.search(each["value"])]
    if len(told) != len(years):
        return None
    words = "；".join(f"{each['year']}年：{each['does']}{each['value'].strip()}" for each in told)
    return Part(f"{words}。", (Source(clause, span.shifted(clause.span.start)),))
