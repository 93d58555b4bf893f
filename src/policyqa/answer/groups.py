"""The conditions of one phrase, each as a group of alternatives in the text's words, and what sort of condition one is.

"具有本市户籍、年满80周岁的低保、低收入老年人" has three: two that stand alone, and one of two classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policyqa.answer.case import BY_SEX
from policyqa.answer.compared import DATE, DEGREE, GRADE, circumstances
from policyqa.answer.told import HAS, NEGATIVE, PAPER, RECORD, content
from policyqa.facts.amounts import quantities
from policyqa.retrieve.asker import STARS
from policyqa.retrieve.durations import since
from policyqa.text.fold import plain

#: Alternatives, in the words of a text, of which one has to hold.
Group = tuple[str, ...]
#: Classes of persons: in a list they are alternatives. Other circumstances in a list have to hold together.
STATUSES = frozenset({"低保", "特困供养", "低收入", "脱贫", "特殊困难", "失能程度", "残疾", "高龄", "孩次"})
LIST = re.compile("、|或者?|以及|[和与及](?!谐|平|以)")
#: What parts the sorts of things that are kept from something, and what is on all of them.
EACH_OF = re.compile("、|或者?|和(?!谐|平|解)")
_ON_ALL = re.compile("且|并|同时|均|都")
#: How long somebody has left school.
_GRADUATED = re.compile("应届|毕业[^，。；]{0,4}[年月]内?")
#: What leads something that has to go on for so long.
_FOR_TIME = re.compile("(?:对)?(?:连续|累计)(?![^、]*\\d[^、]*、)")
#: What closes an open list: 重点优抚对象等重点保障对象.
_OTHERS = re.compile("(?<=..)(?<![中高初])等(?![级次待]).*")
_EITHER = re.compile("或者?")
#: What has to be done before, or how one thing compares with another: 完成加固后, 待遇低于同类标准.
_DONE_FIRST = re.compile("(?:完成|取得|办理|通过|缴清)[^，。；]*后\\Z|(?:低于|高于|超过)[^\\d]*\\Z")
#: Where conditions that all have to hold are parted.
_APART = re.compile("的(?!士|确)|(?<=家庭|人员|对象)中(?!断|止)|且|(?<=..)并(?!列|轨|网|购|发)且?|(?<=..)同时(?=[^，]{3})")
#: The end of a name for a sort of persons or bodies.
WHO = re.compile(
    "(?:人|[^人]员|人员|者|户|家庭|家庭成员|企业|机构|单位|组织|职工|学生|毕业生|幼儿|儿童|患者|对象|群众|妇女|[民护技]工|老年人|农民工)\\Z"
)
#: Words that only say of what sort of class or rule: 农村低收入群体中的低保户, 国家规定的其他待遇.
_RULED = re.compile("[^，。；、的]*群体中的|(?<=规定)的")
#: What does not matter: 不分户籍.
_NO_MATTER = re.compile("不[分限论]")
#: What only leads a list: 有下列情形之一.
_OF_LIST = re.compile("[下以如][列下](?:情[形况]|条件|人员|规定|标准|对象|费用)|[前上本]款")
#: Persons, and behind them persons of some sort: 特困人员、低保对象和持证的重度残疾人.
_MIXED = re.compile(
    r"(?P<persons>(?:[^，。；、和或的]{2,14}(?:人员|对象|人|者|户|家庭)[、和或])+)(?P<last>[^，。；、的]{2,16}的[^，。；的]{2,16}(?:人员|人|者|家庭|老年人|儿童))(?![^，。；]{0,3}范围)"
)
#: Persons of one sort, and of another, each told by what they have or do: 年满70周岁的老年人、持有残疾人证的居民.
_SORT = (
    r"[^，。；、的]{2,24}的[^，。；、的]{0,8}?"
    r"(?:居民|[市村]民|人员|者|户|家庭|企业|职工|学生|毕业生|儿童|患者|对象|妇女|老年人|[残病军工]人)"
)
_SORTS = re.compile(rf"\A(?:{_SORT}(?:、|和|以及|或者?))+{_SORT}(?=[，。；]|\Z)")
_NEXT_SORT = re.compile(r"(?<=[民员者户庭业工生童象女人])(?:、|和|以及|或者?)")
#: Sorts of persons with one predicate behind them: 脱贫人口和监测对象跨省务工连续3个月以上.
_SHARED = re.compile(
    r"(?P<persons>(?:[^，。；、和与的]{1,10}(?:人口|人员|对象|[人户]|家庭|职工)[、和与])+[^，。；、和与的]{0,8}?(?:人口|人员|对象|残疾人|老年人|户|家庭|职工))"
    r"(?P<rest>(?!中|范围|成员)[^，。；、的]{4,}?)的?\Z"
)
#: Grades of several sorts of one thing: 三级、四级肢体或者视力残疾人.
_GRADED = re.compile(
    rf"对?(?P<grades>(?:{GRADE.pattern}(?:及?以上|[、和或至]))*{GRADE.pattern}(?:及?以上)?)(?P<sorts>[^、和或].+)"
)
#: Places with one predicate behind them: 仍在义务教育或者高中教育阶段就读.
_PLACED = re.compile("\\A仍?在[^，。；]*(?:或者?|、)[^，。；]*(?:就读|工作|居住|生活|从业)\\Z")
#: A household behind persons: 特困老年人、低保家庭中的失能老年人 are two sorts of persons.
_WITHIN = re.compile(
    r"(?P<one>[^，。；、]*(?:人|者|人员|老年人|儿童))[、和](?P<other>[^，。；、]{1,12}家庭)中的(?P<who>[^，。；、]+?)(?=免费|给予|发放|实施|每|，|\Z)"
)


#: A sum at the end of what is counted off.
_GIVEN = re.compile(r"\d[\d.]*\s?[万千百]?元(?:的[^，。；、]{0,8})?\Z")


def groups_of(words: str) -> Iterator[Group]:
    """The conditions of one phrase, each as its alternatives; a sum that is given for a case is none: 本科毕业生6万元."""
    for group in _groups_of(words):
        if demanded := tuple(item for item in group if not _GIVEN.search(item) or _limits(item)):
            yield demanded


def _groups_of(words: str) -> Iterator[Group]:
    words = _RULED.sub("", words)
    if sorts := _SORTS.match(words):
        yield tuple(_NEXT_SORT.split(sorts[0]))
        words = words[sorts.end() :]
    if within := _WITHIN.search(words):
        yield (within["one"], f"{within['other']}中的{within['who']}")
        words = words[: within.start()] + words[within.end() :]
    goes_on = _FOR_TIME.match(words) is not None
    shared = None if goes_on else _SHARED.match(words)
    if shared and (_limits(shared["rest"]) or _is_act(shared["rest"])):
        yield tuple(item for item in LIST.split(shared["persons"]) if item)
        words = shared["rest"]
    if not goes_on and (mixed := _MIXED.match(words)):
        yield (*(item for item in LIST.split(mixed["persons"]) if item), mixed["last"])
        words = words[mixed.end() :]
    for chunk in filter(None, _APART.split(words)):
        graded = _GRADED.match(chunk)
        if graded and LIST.search(graded["sorts"]):
            yield (graded["grades"],)
            chunk = graded["sorts"]
        yield from _alternatives(chunk)


def sorts_of(words: str) -> Group:
    """The sorts of things that are kept from something, each with what tells it: 无牌无证、来历不明的机具.

    None where there is but one, or a figure, an act or a further demand is on all of them: 生产企业、经销企业以经销为目的的.
    """
    each = tuple(filter(None, EACH_OF.split(words)))
    of_all = _ON_ALL.search(words) or any(map(_limits, each)) or (words.endswith("的") and WHO.search(each[0]))
    return () if len(each) < 2 or of_all else each


def _alternatives(chunk: str) -> Iterator[Group]:
    """The conditions of a stretch without 的: classes of persons and what is joined by 或 are alternatives of one."""
    if BY_SEX.search(chunk) or (_FOR_TIME.match(chunk) and _limits(chunk)):  # 连续照护失能老人、残疾人6个月以上
        yield (chunk,)
        return
    parts = chunk.split("、")
    apart = [part for part in parts if _limits(part) and not _EITHER.search(part)]
    if len(apart) < len(parts) and not all(map(WHO.search, parts)) and not attributes(chunk) & STATUSES:
        yield from ((part,) for part in apart)  # 距离3公里以上、乘坐校车或者班车的
        chunk = "、".join(part for part in parts if part not in apart)
    parted = [chunk] if _PLACED.match(chunk) else LIST.split(chunk)
    items = [item for each in parted if (item := _OTHERS.sub("", each)).strip() and says_something(item)]
    if not items or _OF_LIST.search(chunk):
        return
    if len(items) > 1 and all(map(GRADE.fullmatch, items[:-1])):  # 一级、二级重度残疾人
        yield (chunk,)
        return
    told = [attributes(item) for item in items]
    alike = any(names & other for i, names in enumerate(told) for other in told[:i])
    alike = alike or (len(items) > 1 and all(map(GRADE.fullmatch, items[1:])))
    sorts = len(items) > 1 and all(map(WHO.search, items))
    if len(items) > 1 and (alike or sorts or _EITHER.search(chunk) or _are_classes(told)):
        yield tuple(items)
    elif any(told) or any(map(_limits, items)) or (len(items) > 1 and all(map(_is_act, items))):
        yield from ((item,) for item in items)
    else:
        yield (chunk,)


def _are_classes(told: Sequence[frozenset[str]]) -> bool:
    """Whether items are classes of persons, rather than one of them what all have to be: 具有本市户籍、经评估为失能."""
    return any(names & STATUSES for names in told) and all(not names or names & STATUSES for names in told)


def _is_act(item: str) -> bool:
    return RECORD.regex.search(item) is not None or NEGATIVE.search(item) is not None


def says_something(item: str) -> bool:
    """Whether a condition is more than a name for anybody: 企业, 申请人."""
    if _NO_MATTER.match(item):
        return False
    return bool(attributes(item) or _limits(item) or GRADE.search(item) or content(item) or _is_act(item))


def demands_telling(item: str) -> bool:
    """Whether the grant hangs on a condition until it is told: on a circumstance, a limit, a record, a denial, a sort of thing.

    How a situation came about (因火灾) the asker tells in words of his own.
    """
    if attributes(item) or _limits(item) or GRADE.search(item) or _is_act(item) or HAS.search(item):
        return True
    if _DONE_FIRST.search(item):
        return True
    return PAPER.search(item) is not None or any(word.tag == "b" for word in content(item))


def inherited(before: Sequence[Group], own: Sequence[Group], *, whole: bool) -> tuple[Group, ...]:
    """The conditions of a further sum with those of the first on other matters, where it varies one or states but a case.

    A bare step takes the place of the first one's: 轻度失能老年人 … 重度的.
    """
    for steps in (DEGREE, GRADE, STARS.regex) if own and len(own) == len(own[0]) == 1 else ():
        step = steps.match(own[0][0])
        named = step[0] if step and step[0].removesuffix("级") == own[0][0].removesuffix("级") else ""
        if named and any(steps.search(item) for group in before for item in group):
            return tuple(tuple(steps.sub(named, item) for item in group) for group in before)
    taken = {matter for group in own for item in group for matter in matters(item)}
    varied = [group for group in before if any(matters(item) & taken for item in group)]
    return (*(group for group in before if group not in varied), *own) if varied or not whole else tuple(own)


def attributes(item: str) -> frozenset[str]:
    """The circumstances that a condition names."""
    return frozenset(
        {said.attribute for said in circumstances(plain(item))} | ({"毕业年限"} if _GRADUATED.search(item) else set())
    )


def matters(item: str) -> frozenset[str]:
    """What a condition is on: circumstances, ages, stretches of time, and the measures of its other limits."""
    folded = plain(item)
    found = set(attributes(item)) | ({"日期"} if DATE.search(folded) else set())
    for quantity in quantities(folded):
        if quantity.measure in ("年", "个月"):
            found.add(since(folded, quantity.span.start, quantity.span.end) or quantity.measure)
        else:
            found.add("年龄" if quantity.measure == "岁" else quantity.measure)
    return frozenset(found)


def _limits(item: str) -> bool:
    return bool(
        re.search(
            r"以上|以下|以内|之内|以前|之前|日前|内|满|不足|[低少高多大]于|超过|至少|达到|后|\d\s?[-—–~～至到]\s?\d", item
        )
    ) and bool(re.search(r"\d|[一二三四五六七八九十两半]", item))
