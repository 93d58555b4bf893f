"""Which figures are set to a value: 哪些指标定到98%, 目标是100%的有哪几项."""

from __future__ import annotations

from collections.abc import Sequence

from policyqa.answer.duty_wording import in_scope
from policyqa.answer.parts import Part, Source
from policyqa.facts.book import FactBook
from policyqa.facts.figures import copies
from policyqa.retrieve.contrasts import years_of
from policyqa.retrieve.query import Query
from policyqa.text.numerals import to_chinese
from policyqa.text.patterns import pattern
from policyqa.types import Target

_WHICH = "(?:有|是)?(?:哪些|哪几?[项个样种]|几[项个样种]|(?:什么|啥)(?=指标|目标))"
OF_VALUE = pattern(
    "达到某值的指标",
    rf"(?P<value>\d+(?:\.\d+)?)%(?:以上)?的(?:指标|目标|比例|数|率|项目?)?(?:都|一共|总共)?{_WHICH}|"
    rf"{_WHICH}(?:指标|目标|比例|数|率)[^，。？]{{0,10}}?(?P<other>\d+(?:\.\d+)?)%|"
    rf"{_WHICH}(?P<own>\d+(?:\.\d+)?)%的(?:指标|目标)",
    reason="names a share and asks which figures are set to it",
    examples=(
        ("定到98%的有哪几项", "98%的有哪几项"),
        ("目标值定为100%的有哪些", "100%的有哪些"),
        ("哪些指标要达到95%", "哪些指标要达到95%"),
        ("为2025年设了哪几项100%的指标", "哪几项100%的指标"),
        ("覆盖率达到95%的是哪年", None),
        ("补贴比例是70%吗", None),
    ),
)


def goals_of_value(query: Query, book: FactBook) -> list[Part]:
    """The targets whose value is the share that the question names, for each region; nothing where it asks for no such."""
    asks = OF_VALUE.regex.search(query.asked)
    if asks is None:
        return []
    value, years = float(asks["value"] or asks["other"] or asks["own"]), set(map(int, years_of(query.asked)))
    scope = in_scope(query.mentions, book.documents)
    set_to = [
        target
        for target in book.targets
        if target.doc_id in scope
        and (target.unit, target.value) == ("%", value)
        and (not years or target.year is None or target.year in years)
    ]
    by_region: dict[str | None, list[Target]] = {}
    for target in set_to:
        own = by_region.setdefault(target.region, [])
        if not any(_is_copy(target, other, book) for other in own):
            own.append(target)
    several = len(by_region) > 1
    return [_listed(f"{region}：" if several and region else "", own, book) for region, own in by_region.items()]


def _is_copy(one: Target, other: Target, book: FactBook) -> bool:
    """Whether two targets are the same in two copies of a text."""
    policies = [book.documents[each.doc_id].policy for each in (one, other)]
    return one.metric == other.metric and copies(*policies)


def _listed(where: str, targets: Sequence[Target], book: FactBook) -> Part:
    """The targets, counted and one by one."""
    sources = tuple(Source(book.documents[each.doc_id].clause(each.clause), each.span) for each in targets)
    told = "；".join(each.quote.strip("，。；") for each in targets)
    return Part(f"{where}共{to_chinese(len(targets))}项：{told}。", sources)
