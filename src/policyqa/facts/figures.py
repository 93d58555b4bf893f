"""Texts that set different figures for one metric: another region, a later text, or a true contradiction.

Figures are compared when metric and unit are one and the years do not tell them apart (60% by 2023 and 70% by 2025 are two
steps of one plan). A difference between regions is no conflict, but whoever asks without a region has to see both. Of one
region, the text issued later is shown as the later one; what it replaces is for the reader to judge.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from policyqa.facts.wording import Letters
from policyqa.types import Conflict, ConflictSide, Document, Policy, Target

ACROSS, LATER, WITHIN = "地区差异", "后文替代", "指标不一"
#: Fewer letters (各村) do not tell what is measured.
_LONG = 5
#: Words that do not change what a metric measures.
_QUALIFIER = re.compile(
    r"全[国省市区县]|本[省市区县]|我[省市区县]|新区|各?区县(?:开发区)?|每[个所家]|各级?|实现|达到|力争|的|拥有|累计|数(?=占比|比例|比)"
)
_SYNONYMS = (("占比", "比例"), ("比率", "比例"), ("街道镇", "镇街道"), ("老年人", "老人"))


def figure_conflicts(documents: Sequence[Document], targets: Iterable[Target]) -> list[Conflict]:
    """The conflicts and differences between targets of one metric, in the order of the targets."""
    policies = {document.policy.id: document.policy for document in documents}
    groups: dict[tuple[str, str], list[Target]] = defaultdict(list)
    for target in targets:
        key = metric_key(target.metric, target.region)
        if target.doc_id in policies and len(key) >= _LONG:
            groups[key, target.unit].append(target)
    return [conflict for group in groups.values() for conflict in _group_conflicts(group, policies)]


def metric_key(metric: str, region: str | None) -> str:
    """What a metric measures, without the words for scope and region: 全市每所敬老院床位数占比 → 敬老院床位比例."""
    letters = Letters.of(metric).letters
    for name in (region or "", (region or "").removesuffix("市")):
        letters = letters.removeprefix(name)
    letters = _QUALIFIER.sub("", letters)
    for old, new in _SYNONYMS:
        letters = letters.replace(old, new)
    return letters


def _group_conflicts(group: Sequence[Target], policies: Mapping[str, Policy]) -> Iterator[Conflict]:
    by_region: dict[str | None, list[Target]] = defaultdict(list)
    for target in group:
        by_region[target.region or policies[target.doc_id].region].append(target)
    for targets in by_region.values():
        yield from _in_region(targets, policies)
    for (first, mine), (second, others) in combinations(by_region.items(), 2):
        if first and second and first != second:
            yield from _across(mine, others, policies)


def _in_region(targets: Sequence[Target], policies: Mapping[str, Policy]) -> Iterator[Conflict]:
    """The figures of one region that disagree. Clauses that repeat one of them, in its text or a copy, are further sides."""
    found: dict[tuple[str, str, str], dict[Target, None]] = defaultdict(dict)
    name = _dated(policies)
    for first, second in combinations(sorted(targets, key=_issued(policies)), 2):
        mine, other = policies[first.doc_id], policies[second.doc_id]
        kind = None
        if mine.issued and other.issued and mine.issued < other.issued:
            kind = LATER if _disagree(first, second) or _moved(first, second) else None
        elif _disagree(first, second) and (same_year(first, second) if mine is other else not copies(mine, other)):
            kind = WITHIN
        if kind:
            sides = found[kind, f"{_value(first)}（{name(first)}）", f"{_value(second)}（{name(second)}）"]
            sides |= dict.fromkeys((first, second))
    for (kind, first_said, second_said), sides in found.items():
        tail = "，后者发文在后" if kind == LATER else ""
        ordered = sorted(sides, key=_issued(policies))
        yield _conflict(kind, ordered, f"{first_said}；{second_said}{tail}")


def _across(mine: Sequence[Target], others: Sequence[Target], policies: Mapping[str, Policy]) -> Iterator[Conflict]:
    """The latest figures of two regions, when they differ."""
    newest = max(mine, key=_issued(policies)), max(others, key=_issued(policies))
    years = {target.year for target in newest}
    if newest[0].value != newest[1].value and len(years) == 1:
        said = "；".join(f"{_value(target)}（{target.region or policies[target.doc_id].region}）" for target in newest)
        yield _conflict(ACROSS, newest, f"{said}，地区不同")


def _issued(policies: Mapping[str, Policy]) -> Callable[[Target], int]:
    return lambda target: policies[target.doc_id].issued or 0


def same_year(first: Target, second: Target) -> bool:
    """Whether two figures are to be reached in one year that both tell."""
    return first.year is not None and first.year == second.year


def _disagree(first: Target, second: Target) -> bool:
    """Whether two figures cannot both hold: they differ, and no two years tell them apart."""
    return first.value != second.value and (first.year is None or second.year is None or first.year == second.year)


def copies(first: Policy, second: Policy) -> bool:
    """Whether one is a copy of the other: what they say otherwise is told as a difference of copies."""
    return first.copy_of == second.id or second.copy_of == first.id


def _moved(first: Target, second: Target) -> bool:
    """Whether the later figure sets another year for the same value."""
    return first.value == second.value and None not in (first.year, second.year) and first.year != second.year


def _dated(policies: Mapping[str, Policy]) -> Callable[[Target], str]:
    """How a target's text is named: by number and date, as far as they are known."""

    def name(target: Target) -> str:
        policy = policies[target.doc_id]
        date = f"{policy.issued // 10000}年{policy.issued // 100 % 100}月{policy.issued % 100}日" if policy.issued else ""
        return "，".join(part for part in (policy.number or f"《{policy.title}》", date) if part)

    return name


def _conflict(kind: str, targets: Sequence[Target], said: str) -> Conflict:
    sides = tuple(ConflictSide(target.doc_id, target.clause, target.quote) for target in targets)
    return Conflict(kind, tuple(dict.fromkeys(sides)), f"{targets[0].metric}：{said}")


def _value(target: Target) -> str:
    year = f"{target.year}年" if target.year else ""
    return f"{year}{target.value:g}{target.unit}"
