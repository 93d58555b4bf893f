"""Whether what a text demands holds for the case that a question tells of: True, False, or None where that is not known.

Limits are compared with the asker's figures of the same measure that count the same thing, circumstances with the asker's own;
anything else holds only when the question says it in the same words. On ambiguity, None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from policyqa.answer.asking import asking
from policyqa.answer.limits import SINCE_EVENT, Limit, around, limits_of, measure, spoken
from policyqa.answer.told import NEGATIVE, Told, content
from policyqa.facts.amounts import Quantity, quantities
from policyqa.retrieve.asker import ASKER, REPORTED, STARS, Said, attributes_of, denied_choices, durations, stated
from policyqa.retrieve.circumstances import Value
from policyqa.retrieve.statements import pairs
from policyqa.text.fold import plain
from policyqa.text.lexicon import Lexicon
from policyqa.text.numerals import parse_numeral

#: Values in their order, lowest first: 大专以上 includes 本科.
ORDERED: dict[str, tuple[Value, ...]] = {
    "学历": ("其他", "中职", "专科", "本科及以上"),
    "技能等级": ("未取得", "初级工", "中级工", "高级工", "技师", "高级技师"),
    "医院等级": ("其他", "二级", "三级甲等"),
}
#: Values of which a text leaves open whether one includes the other: does 失能 cover 半失能?
_OPEN = {
    ("失能程度", "失能", "半失能"),
    ("失能程度", "半失能", "失能"),
    ("特困供养", "分散供养", "特困"),
    ("特困供养", "集中供养", "特困"),
    ("建设方式", "改扩建", "租赁"),  # rented rooms may be rebuilt
    ("建设方式", "提升改造", "租赁"),
}
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月(?:份|底)?)?(?:(?P<day>\d{1,2})[日号])?(?:\((?:含|不含)\))?(?P<side>以后|之后|以前|之前|起|后|前)?"
)
#: What is set in quotation marks is what others say: it is asked about, not told.
QUOTED = re.compile('[“"「]([^”"」]{2,12})[”"」]')
#: A grade: 四级. That of a hospital or of a skill is a circumstance of its own.
GRADE = re.compile("[一二三四五六七八九十A-Ea-e]级(?!甲|乙|医|综合|中医|及?以上|工)")
_DEGREES = ("轻度", "中度", "重度")
_GRADES = re.compile("([一二三四五六七八九十])级?(?:至|到|[-—~～])([一二三四五六七八九十])级")
#: What both of two people have to be, or one of them.
_OF_TWO = re.compile("(?P<each>双方|均|都)|一方|任一")
#: What a question asks about is not said: 算不算高龄.
_ASKED_ABOUT = re.compile(r"(?:算不算|算得上|是不是|是否|必须|要不要|符不符合)[^，。；？]{0,16}")
#: What a question says has to be waited for is no time that has passed.
_HAS_TO = re.compile("(?:必须|[还就]要|[要得])[再干]*[等满][^，。；？]{0,8}")
#: A limit up to the first age is on children, one from the last age on is on the old; who is grown up is no child.
_CHILD, _GROWN_UP, _OLD = 18, 25, 40


@dataclass(frozen=True)
class Case:
    """What a question tells of a case. ``text`` are its words, folded; ``official`` the official terms for its lay words.

    ``given`` are the sums that the text gives: a question that names one tells nothing of the case by it.
    """

    text: str
    official: tuple[str, ...]
    lexicon: Lexicon
    regions: tuple[str, ...] = ()
    given: frozenset[float] = frozenset()

    @cached_property
    def attributes(self) -> dict[str, Value]:
        """The circumstances, by the names of ``attributes.toml``."""
        told = attributes_of(self.text)
        if "户籍" not in told and self._registered_here:
            told["户籍"] = "外地" if re.search("不是[^，。；]{2,4}(?:户[口籍]|人)", self.text) else "本市"
        return told

    @cached_property
    def _registered_here(self) -> bool:
        """Whether the question says that somebody is registered in, or comes from, the region that it names."""
        names = "|".join(re.escape(region[:2]) for region in self.regions)
        return (
            bool(names)
            and re.search(
                rf"户[口籍][^，。；？外]{{0,4}}在(?:{names})|(?:{names})[市区县省]?(?:户[口籍]|人(?!社|才))", self.text
            )
            is not None
        )

    @cached_property
    def all_said(self) -> dict[str, set[Value]]:
        """All values that are told of each circumstance: of several people each may have his own."""
        found: dict[str, set[Value]] = {"户籍": {"本市"} if self._registered_here else set()}
        for said in stated(self.text):
            found.setdefault(said.attribute, set()).add(said.value)
        return found

    @cached_property
    def durations(self) -> list[tuple[str | None, float]]:
        """The stretches of time that are told, in years, with what they are counted from."""
        graduated = self.attributes.get("毕业年限")
        told = [(name, years) for name, years in durations(_HAS_TO.sub("，", self.text)) if name != "毕业年限"]
        return told if graduated is None else [*told, ("毕业年限", float(graduated))]

    @cached_property
    def figures(self) -> list[tuple[Quantity, str]]:
        """The other figures, with the words around each, in official terms too."""
        return [(quantity, self._around(quantity)) for quantity in quantities(self.spoken)]

    @cached_property
    def spoken(self) -> str:
        """The question with spoken measures in full."""
        return spoken(self.text)

    def _around(self, quantity: Quantity) -> str:
        near = around(self.spoken, quantity)
        return near + "".join(self.lexicon.official(near))

    @cached_property
    def told(self) -> Told:
        """What the question tells in words."""
        text = _ASKED_ABOUT.sub("，", REPORTED.regex.sub("，", QUOTED.sub("，", self.text)))
        return Told(text, text.replace(asking(self.text), ""), "。".join(self.official))

    def says(self, words: str) -> bool:
        """Whether the question says ``words``, in these or in lay words."""
        return self.told.tells(words) is True

    @cached_property
    def denied(self) -> dict[str, set[Value]]:
        """What a choice is said not to be, by attribute."""
        return denied_choices(self.text)


#: Circumstances that rules name for one sort of text; elsewhere the words themselves are compared.
_LOOSE = frozenset({"已运营", "考核达标", "医养协议", "协议完成", "普惠托育", "示范机构"})
#: Circumstances of facilities alone: 租 is said of flats as well.
_OF_FACILITIES = frozenset({"建设方式", "非财政资金举办", "内设医疗机构"})


def circumstances(folded: str) -> list[Said]:
    """The circumstances that a condition demands."""
    return [said for said in stated(folded) if said.attribute not in _LOOSE]


def holds(words: str, case: Case) -> bool | None:
    """Whether the condition in ``words`` (one alternative, verbatim) holds for ``case``."""
    folded = plain(words)
    if but := _BUT.search(folded):
        return _holds_but(but, case)
    found = (_limits_hold, _dates_hold, _circumstances_hold, _grades_hold)
    if _EVENT.search(folded):
        return _happened(folded, case)
    results = [result for each in found for result in each(folded, case)]
    if False in results:
        return False
    if None in results:
        return None
    if results:
        rest = _rest(folded)
        if case.told.tells(rest) is False:
            return False
        loose = any(limit.measure == "年" and not limit.matter for limit in limits_of(folded))
        return None if case.told.lacks(rest) or (loose and content(rest) and not case.told.touches(rest)) else True
    return case.told.tells(folded)


#: For whom a condition does not hold, or holds with another limit: 但因重病转让的除外, 但一线职工可以放宽至50周岁.
_BUT = re.compile("，但是?(?P<who>[^，。；]+?)(?:除外|可以?(?:适当)?(?:放宽|延长|提高|降低)[至到](?P<limit>[^，。；]+))")


def _holds_but(but: re.Match[str], case: Case) -> bool | None:
    """Whether a condition with an exception holds: who is excepted meets it, or has a limit of his own."""
    ruled = but.string[: but.start()]
    result = holds(ruled, case)
    if result is not False or not excepted(but["who"], case):
        return result
    if but["limit"] is None:
        return True
    figure = next(iter(quantities(ruled)), None)
    return None if figure is None else holds(ruled[: figure.span.start] + but["limit"] + ruled[figure.span.end :], case)


#: Something that did or did not happen within some time: 5年内未转让过房产, 一年内购买商品房.
_EVENT = re.compile(
    "(?:(?P<years>[一二两三四五六七八九十\\d]{1,3})年|(?P<months>[一二两三四五六七八九十\\d]{1,3})个月)[以之]?内(?=[^，。；]{0,3}(?:未|没有|无|已|曾|购买|[^，。；]{1,8}过))"
)
_LAST_YEARS = {"今年": 0.0, "刚": 0.0, "去年": 1.0, "前年": 2.0}


def _happened(folded: str, case: Case) -> bool | None:
    """Whether an event within some time, or that there was none, is told; when it was is compared where that is told."""
    event = _EVENT.search(folded)
    assert event is not None
    told = case.told.tells(folded[event.end() :])
    ago = [years for words, years in _LAST_YEARS.items() if words in case.text] or [years for _, years in case.durations]
    within = (parse_numeral(event["years"]) or 0) if event["years"] else (parse_numeral(event["months"]) or 0) / 12
    if told and len(ago) == 1 and not NEGATIVE.search(folded):
        return ago[0] <= within
    return told


#: An event from which time is counted: it is no condition that there was one.
_COUNTED_FROM = re.compile("[距自][^，。；]{1,20}之日")


def _rest(folded: str) -> str:
    """A condition without the circumstances and figures that it names, nor the event from which it counts."""
    folded = _COUNTED_FROM.sub(lambda event: " " * len(event[0]), folded)
    spans = [said.span for said in circumstances(folded)]
    spans += [quantity.phrase for quantity in quantities(folded)]
    return "".join(" " if any(span.start <= i < span.end for span in spans) else char for i, char in enumerate(folded))


def case_holds(item: str, case: Case) -> bool | None:
    """Whether a case counted off holds: all its phrases do, and none that it leaves out (但病情发生变化的除外)."""
    ruled, _, left_out = item.partition("但")
    if left_out.rstrip("；。").endswith("除外") and excepted(left_out, case):
        return False
    results = [holds(part, case) for part in ruled.split("，") if content(part) or quantities(part)]
    return False if False in results else None if None in results or not results else True


def excepted(words: str, case: Case) -> bool:
    """Whether a case is among those excepted: 一级、二级残疾人; 病情发生变化、经医院出具证明的."""
    return any(holds(part, case) for part in re.split("[、，]", words.rstrip("；。").removesuffix("除外")) if part)


def any_holds(group: Sequence[str], case: Case) -> bool | None:
    """Whether one of the alternatives holds; False only when none does.

    Of limits on one measure (3家以上或…10家以上) one that fails speaks for those that the question says nothing of.
    """
    results = [holds(item, case) for item in group]
    if True in results:
        return True
    bare = [item for item in group if not limits_of(plain(item)) and not stated(plain(item))]
    measures = [{limit.measure for limit in limits_of(plain(item))} for item in group if item not in bare]
    if False in results and measures and all(measures) and len(set().union(*measures)) == 1:
        return False
    return False if all(result is False for result in results) else None


# --- limits ----------------------------------------------------------------------------------------------------------


def _dates_hold(folded: str, case: Case) -> Iterator[bool | None]:
    """Whether the asker's only date lies on the side of a date that is demanded; this year counts as after any."""
    for demanded in _DATE.finditer(folded):
        if demanded["side"] is None:
            continue
        told = [_date(match) for match in _DATE.finditer(case.text)]
        after = demanded["side"] in ("以后", "之后", "起", "后")
        if len(told) == 1:
            yield (told[0] >= _date(demanded)) == after
        elif after and re.search("今年|[这上]个?月|刚", case.text):
            yield True
        else:
            yield None


def _grades_hold(folded: str, case: Case) -> Iterator[bool | None]:
    """Whether a degree or grade that is demanded is one of those told, or within its range: 中度以上, 七级至十级."""
    if degrees := [_DEGREES.index(degree) for degree in re.findall("轻度|中度|重度", folded)]:
        own = [_DEGREES.index(degree) for degree in re.findall("轻度|中度|重度", case.text)]
        reached = own and (own[0] in degrees or ("度以上" in folded and own[0] > min(degrees)))
        yield bool(reached) if own else True if GRADE.search(case.text) else None
    folded = _GRADES.sub(lambda ends: "、".join(f"{grade}级" for grade in _between(ends[1], ends[2])), folded)
    demanded, told = set(GRADE.findall(folded)), set(GRADE.findall(case.text))
    if demanded and told:
        yield bool(demanded & told)


def _between(first: str, last: str) -> str:
    grades = "一二三四五六七八九十"
    return grades[grades.index(first) : grades.index(last) + 1]


def _date(match: re.Match[str]) -> tuple[int, int, int]:
    return int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)


def misses(limit: Limit, case: Case) -> str:
    """How the asker's figure misses a limit, in words; empty when it does not."""
    values = [value for value in _values(limit, case) if value is not None]
    if not values or limit.admits(values[0]):
        return ""
    return "没有达到" if limit.low is not None and values[0] <= limit.low else "超过了"


def _limits_hold(folded: str, case: Case) -> Iterator[bool | None]:
    for limit in limits_of(folded):
        values = {value for value in _values(limit, case) if value is not None}
        results = {limit.admits(value) for value in values}
        yield results.pop() if len(results) == 1 else None


#: What is counted from an event of its own.
_PAID_IN = ("毕业年限", "缴费年限", "合同年限", "中断")


def _values(limit: Limit, case: Case) -> Iterator[float | None]:
    """The asker's figures that the limit may be on."""
    if limit.measure == "年" and limit.matter == SINCE_EVENT:
        since = [years for name, years in case.durations if name not in _PAID_IN]
        since = since or [ago for words, ago in _LAST_YEARS.items() if words in case.text]
        yield since[0] if len(since) == 1 else None
    elif limit.measure == "年":
        own = {name: years for name, years in case.durations}
        if limit.matter in own:
            yield own[limit.matter]
        elif None in own:
            yield own[None]
        elif not limit.matter and len(others := [years for name, years in own.items() if name not in _PAID_IN]) == 1:
            yield others[0]
    elif limit.measure == "岁":
        age = case.attributes.get("年龄")
        if isinstance(age, int | float) and not _of_others(limit, age):
            yield float(age)
    elif limit.measure == "%" and "留用" in limit.matter:
        share = case.attributes.get("留用率")
        yield float(share) if isinstance(share, int | float) else None
    else:
        same = [(quantity, near) for quantity, near in case.figures if measure(case.spoken, quantity) == limit.measure]
        same = [(quantity, near) for quantity, near in same if quantity.folded[0] not in case.given]
        wanted = set(pairs(limit.matter))
        people = [each for each in case.figures if limit.measure == "人" and each[0].measure == "个"]  # 2个博士
        about = [quantity for quantity, near in (*same, *people) if wanted & set(pairs(near))]
        for quantity in about or ([each for each, _ in same] if len(same) == 1 else []):
            yield quantity.folded[0]


def _of_others(limit: Limit, age: float) -> bool:
    """Whether a limit on age is on people of another generation than the one who is told of."""
    children = limit.high is not None and limit.high <= _CHILD
    return (children and age > _GROWN_UP) or (limit.low is not None and limit.low >= _OLD and age <= _CHILD)


# --- circumstances ---------------------------------------------------------------------------------------------------


def _circumstances_hold(folded: str, case: Case) -> Iterator[bool | None]:
    if stars := [parse_numeral(match["stars"] or "") for match in STARS.regex.finditer(folded)]:
        own = case.attributes.get("星级")
        if isinstance(own, int | float):
            more = re.search(r"星级?[^，。；]{0,2}以上", folded) is not None
            yield own in stars or (more and own >= min(star or 0 for star in stars))
        else:
            yield None
    by_attribute: dict[str, list[Said]] = {}
    person = case.attributes.get(ASKER) == "个人"
    for each in circumstances(folded):
        if person and each.attribute in _OF_FACILITIES:
            continue
        by_attribute.setdefault(each.attribute, []).append(each)
    for attribute, said in by_attribute.items():
        own = case.attributes.get(attribute)
        demanded = {each.value for each in said}
        if attribute == "户籍" and (of_two := _OF_TWO.search(folded)):
            yield _of_both(demanded, case.all_said[attribute], each=of_two["each"] is not None)
        elif own is None and demanded <= case.denied.get(attribute, set()):
            yield False
        else:
            yield None if own is None else _fits(attribute, demanded, own, folded[said[-1].span.end :])


def _of_both(demanded: set[Value], told: set[Value], *, each: bool) -> bool | None:
    """Whether both, or one, of two people are as demanded; of whom not everything is told, None."""
    if not each:
        return True if demanded & told else None
    return False if told - demanded else None


def _fits(attribute: str, demanded: set[Value], own: Value, behind: str) -> bool | None:
    """Whether a circumstance is one of those demanded, or beyond it: 大专以上, 初级至高级技师."""
    if own in demanded:
        return True
    if attribute == "特困供养" and "特困" in demanded and own != "不是":
        return True
    if any((attribute, wanted, own) in _OPEN for wanted in demanded):
        return None
    order = ORDERED.get(attribute, ())
    if own in order and all(value in order for value in demanded):
        place, places = order.index(own), sorted(order.index(value) for value in demanded)
        if re.match(r"[^，。；]{0,6}以上", behind):
            return place >= places[0]
        return len(places) > 1 and places[0] <= place <= places[-1]
    return False
