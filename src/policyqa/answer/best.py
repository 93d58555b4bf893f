"""Which provision of a clause the question is about: of the cases of one benefit the one that fits."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from policyqa.answer.asking import MORE, SPARED
from policyqa.answer.case import Case
from policyqa.answer.findings import Finding
from policyqa.answer.groups import Group, matters
from policyqa.answer.limits import limits_of
from policyqa.answer.modality import SPARES
from policyqa.answer.provision import Provision
from policyqa.answer.told import NEGATIVE, SHARE, content
from policyqa.answer.verdicts import cases_of
from policyqa.facts.amounts import quantities
from policyqa.retrieve.statements import pairs, share
from policyqa.retrieve.sums import named_sums
from policyqa.text.fold import plain
from policyqa.types import Clause, Span

#: What a condition that the asker's case decides adds to a provision's score, and for how many: it speaks of such a case.
DECIDED_GAIN, DECIDED_MOST = 0.15, 2
#: Of two grants that are no further apart than this the question may be about either.
NEAR = 0.15
#: What one costs in a sentence that the question says nothing of.
UNKNOWN_LOSS = 0.1
#: What a provision gains that the question names its sum: 每月那200块.
NAMED_GAIN = 0.6
#: What a provision gains that raises a sum, for a question that asks for more.
MORE_GAIN = 0.5
#: What it costs that nothing is given, but something is done.
SERVICE_LOSS = 0.25
RAISES = re.compile("上浮|提高|增加|增发|追加|额外|放宽|延长|另再")
#: For whom something is done.
FOR_SOME = re.compile(r"(?:对|为|向|给)[^，。；]{0,16}(?:人|家庭|儿童|幼儿|对象|职工|患者|妇女|学生)(?!员?配备|口)")
#: Ends a class of persons that is counted off.
_CLASS = re.compile("(?:人员|对象|家庭|老年人|老人|户|儿童|学生|职工)[；。]?\\Z")
#: Those whom no other case names: 其他对象每日补助1餐.
_THE_REST = re.compile("其[他余]|一般")


def is_counted(found: Finding, case: Case) -> bool:
    """Whether a figure or a date decides one of the conditions of a provision."""
    return any(map(case.counts, (item for group in (*found.met, *found.unmet) for item in group)))


def best_of(found: Sequence[Finding], clause: Clause, case: Case, weights: Mapping[str, float]) -> Finding:
    """The finding that the question is about: of the cases of one benefit the one that fits."""
    granting = _granting(found, case)
    granting = _naming(granting, case) if SPARED.regex.search(case.text) else granting  # 契税能免吗: of all that is spared
    scores = {each: _score(each, clause, case, weights) for each in granting}
    first = max(scores, key=scores.__getitem__)
    if any(map(_lacks, first.unmet)):  # 未取得证书的每月200元 is for others, where one who has it falls short of another grant
        near = [each for each in scores if scores[each] >= scores[first] - NEAR and not any(map(_lacks, each.unmet))]
        first = max(near, key=scores.__getitem__, default=first)
    elif first.met and not SPARED.regex.search(case.text):  # 医院派来养老院的 is one who works there, and more than that
        near = [each for each in scores if scores[each] >= scores[first] - NEAR and not (each.unmet or each.unknown)]
        first = max(
            (each for each in near if _said_of(each, case) > _said_of(first, case)), key=scores.__getitem__, default=first
        )
    beside = _naming([each for each in scores if each.provision.sentence == first.provision.sentence], case)
    about = max(beside, key=lambda each: scores[each] - UNKNOWN_LOSS * len(each.unknown))
    if MORE.regex.search(case.text) and RAISES.search(about.provision.text):
        return about
    holding = [each for each in beside if each.met and not each.unmet and each.provision.kind == about.provision.kind]
    if about.unmet and holding:
        # 迁出户籍的，待遇不变；异地居住满一年的，按60%支付: the rule for others says nothing of this case
        about = max(holding, key=scores.__getitem__)
    cases = [each for each in beside if each is about or _are_cases(each.provision, about.provision)]
    cases = [each for each in cases if _names_sum(each.provision, case)] or cases
    shared = set.intersection(*(set(each.provision.conditions) for each in cases))
    if about.provision.item:  # of cases counted off the one that is told decides, or the one most like it
        likeness = {each: share(set(pairs(each.provision.item)), weights) for each in cases}
        best = max(
            cases,
            key=lambda each: (
                _is_told(each) and not each.unmet,
                bool(each.met) and not each.unmet + each.unknown,
                likeness[each],
            ),
        )
        if not (_is_told(best) or best.unmet) and _CLASS.search(best.provision.item):  # who is none of them gets nothing
            best = _of_any(best, tuple(each.provision.item for each in cases if not each.unmet))
    else:
        nearest = _nearest(cases, shared)
        best = max(cases, key=lambda each: (*_rank(each, shared, case), nearest.get(each, 0.0), scores[each]))
    if best.unmet:  # nobody's case but that of all others
        best = next((each for each in cases if not each.unmet and _THE_REST.match(each.provision.text)), best)
    return _with_untold(best, cases, shared, clause, case)


def _lacks(group: Group) -> bool:
    """Whether a condition is met by who does not have something."""
    return all(NEGATIVE.search(item) for item in group)


def _said_of(each: Finding, case: Case) -> frozenset[str]:
    """The words of the conditions met that the case tells."""
    words = (word.text for group in each.met for item in group for word in content(item))
    return frozenset(word for word in words if case.told.mentions(word) >= SHARE)


def _granting(found: Sequence[Finding], case: Case) -> list[Finding]:
    """The findings that grant: what no refusal is for where all refuse, and for whom asks to be spared what spares."""
    granting = [each for each in found if not each.provision.refuses]
    if not granting:
        free = all(each.unmet for each in found)
        left = [() if free else each.unknown or ((each.provision.item or each.provision.text,),) for each in found]
        granting = [replace(each, met=each.unmet, unmet=(), unknown=open_) for each, open_ in zip(found, left, strict=True)]
    if SPARED.regex.search(case.text):
        return [each for each in granting if SPARES.regex.search(each.provision.text)] or granting
    return granting


def _naming(beside: list[Finding], case: Case) -> list[Finding]:
    """Of several things that are given that which the question names."""
    given = [{word.text for word in content(each.provision.given) if word.tag[:1] not in "va"} for each in beside]
    shared: set[str] = set.intersection(*given)
    own = [words - shared for words in given]
    named = [any(word in case.text for word in words) for words in own]
    return [each for each, words, is_named in zip(beside, own, named, strict=True) if is_named or not (words and any(named))]


def _rank(each: Finding, shared: Collection[Group], case: Case) -> tuple[int, int, int]:
    """How well a case is told: by conditions that say which it is, by others of its own, by what of them does not hold."""
    own = set(each.met) - set(shared)
    naming = sum(not any(limits_of(plain(item)) for item in group) for group in own)  # 本科毕业生 in 本科毕业生，35周岁以下
    failing = sum(case.meets(item) is False for group in each.met for item in group)
    return naming, 0 if each.unmet else len(own), -failing


def _nearest(cases: Sequence[Finding], shared: Collection[Group]) -> dict[Finding, float]:
    """How near the limits of cases that are met come to the asker, where all are on one measure: 60岁以上…，80岁以上…."""
    limits = {
        each: [limit for group in set(each.met) - set(shared) for item in group for limit in limits_of(plain(item))]
        for each in cases
    }
    if len({limit.measure for own in limits.values() for limit in own}) != 1:
        return {}
    return {
        each: sum(limit.low if limit.low is not None else -(limit.high or 0.0) for limit in own)
        for each, own in limits.items()
        if own
    }


def _with_untold(best: Finding, cases: Sequence[Finding], shared: Collection[Group], clause: Clause, case: Case) -> Finding:
    """The fitting case with what is not told of it: all cases where none of them is, what fails where none fits."""
    alike = [each for each in cases if not each.unmet and len(each.met) == len(best.met)]
    if len(alike) > 1 and not set(best.met) - set(shared) and all(each.provision.figures for each in alike):
        #  农村…2000元，城镇…4000元, and neither is said
        span = Span(alike[0].provision.span.start, alike[-1].provision.span.end)
        best = replace(best, provision=replace(best.provision, span=span, text=span.of(clause.text)))
    own = tuple(group for group in best.provision.conditions if group not in shared and not _THE_REST.match(group[0]))
    if len(cases) > len(alike) and own and not best.opens and not set(best.met) & set(own):  # a case that nothing tells of
        best = replace(best, unknown=tuple(dict.fromkeys((*best.unknown, *own))))
    if best.unmet and best.provision.item:  # none of the cases counted off
        return replace(best, unmet=(tuple(each.provision.item for each in cases if each.provision.item),))
    listed = cases_of(clause, best.provision.span)
    named = [pair for pair in listed if pair.amount.is_money and pair.amount.folded[0] in _sums_said(case)]
    if len(named) == 1 < len(listed) and not best.unmet and case.meets(named[0].case) is False:
        best = replace(best, unmet=((named[0].case,),))  # 翻新的，那60万适用吗, where 新建 gets 60万
    if len(listed) > 1 and not best.unmet and all(case.meets(pair.case) is False for pair in listed):
        best = replace(best, unmet=(tuple(pair.case for pair in listed),))
    behind = cases_of(clause, Span(best.provision.span.end, max(best.provision.sentence.end, best.provision.span.end)))
    if not best.provision.figures and len(behind) > 1 and all(case.meets(pair.case) is False for pair in behind):
        return replace(best, opens=(*best.opens, "您的情况给多少"))  # 发放补贴，一级每月160元、二级130元, of somebody of 三级
    return best


def _of_any(best: Finding, classes: tuple[str, ...]) -> Finding:
    """The finding for all the classes of persons of which it is not told that the asker is one."""
    own, every = best.provision.item, "；".join(classes)
    provision = replace(best.provision, item=every, text=best.provision.text.replace(own, every))
    return replace(best, provision=provision, unknown=(*(group for group in best.unknown if group[0] not in classes), classes))


def _is_told(each: Finding) -> bool:
    """Whether the case counted off that a provision is for is the asker's."""
    return any(item in each.provision.item for group in each.met for item in group)


def _names_sum(provision: Provision, case: Case) -> bool:
    """Whether the question names a sum that a provision gives: 每月那200块."""
    said = _sums_said(case)
    return any(figure.folded[0] in said for figure in provision.figures if figure.is_money)


def _sums_said(case: Case) -> set[float]:
    """The numbers that a question names, as sums: 那200块, 60万封顶的."""
    said = {float(number) for number in re.findall(r"\d+", case.text)} | {each.folded[0] for each in quantities(case.spoken)}
    return said | named_sums(case.text)


def _are_cases(one: Provision, other: Provision) -> bool:
    """Whether two provisions are cases of one benefit: counted off, with sums, or with conditions on the same matter."""
    ones, others = (
        {matter for group in each.conditions for item in group for matter in matters(item)} for each in (one, other)
    )
    both_give = bool(one.figures and other.figures)
    return bool(one.item and other.item) or bool(ones & others) or both_give or _THE_REST.match(one.text) is not None


def _score(each: Finding, clause: Clause, case: Case, weights: Mapping[str, float]) -> float:
    """How much a question is about a provision: what it covers of the question, and what the case decides of it."""
    provision = each.provision
    sentence = provision.sentence.of(clause.text)
    score = share(set(pairs(provision.item or provision.text)), weights) + share(set(pairs(sentence)), weights)
    score += DECIDED_GAIN * min(len(each.met) + len(each.unmet), DECIDED_MOST)
    more = MORE.regex.search(case.text) is not None  # than the sum that it names
    score += NAMED_GAIN * (_names_sum(provision, case) and not more)
    score += MORE_GAIN * (more and RAISES.search(provision.text) is not None)
    serves = provision.kind == "serves" and not is_counted(each, case)
    return score - SERVICE_LOSS * serves / (3 if FOR_SOME.search(sentence) else 1)
