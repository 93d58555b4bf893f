"""Whether what a text demands holds for the case that a question tells of: True, False, or None where that is not known.

Limits are compared with the asker's figures of the same measure that count the same thing, circumstances with the asker's own;
anything else holds only when the question says it in the same words. On ambiguity, None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from policyqa.facts.amounts import Quantity, quantities
from policyqa.retrieve.asker import REPORTED, STARS, Said, attributes_of, denied_choices, durations, since, stated
from policyqa.retrieve.circumstances import Value
from policyqa.retrieve.statements import pairs
from policyqa.text.fold import plain
from policyqa.text.lexicon import Lexicon
from policyqa.text.numerals import parse_numeral
from policyqa.text.words import dictionary

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
_AT_LEAST = re.compile(r"以上|不(?:得|应)?(?:少|低|小)于|满|至少|达到?\Z|起\Z|[超大高多]过?于?")
_AT_MOST = re.compile(
    r"以下|以内|之内|内\Z|不(?:得|应)?[超高多大]|不足|不满|未满|(?<!不)(?<!不得)(?<!不应)[低少小]于|最多|最高|至多"
)
_STRICT = re.compile(r"不满|未满|不足|(?<!不)(?<!不得)(?<!不应)(?:[低少小高多大]于|超过)")
#: Behind a stretch of time: until then, or after it.
_UNTIL, _AFTER = re.compile(r"[^，。；]{0,5}(?:期内|内)"), re.compile(r"后(?!勤)")
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月(?:份|底)?)?(?:(?P<day>\d{1,2})[日号])?(?:\((?:含|不含)\))?(?P<side>以后|之后|以前|之前|起|后|前)?"
)
#: What is set in quotation marks is what others say: it is asked about, not told.
QUOTED = re.compile('[“"「]([^”"」]{2,12})[”"」]')
#: A grade: 四级. That of a hospital or of a skill is a circumstance of its own.
GRADE = re.compile("[一二三四五六七八九十]级(?!甲|乙|医|综合|中医|及?以上|工)")
#: What both of two people have to be, or one of them.
_OF_TWO = re.compile("(?P<each>双方|均|都)|一方|任一")
#: Measures that tell by themselves what is measured: floors, beds.
_TELLING = ("平方米", "张", "小时")
_PEOPLE = re.compile("人|老人|老年人|孩子|幼儿|娃|护理员|员工|职工|学生")
_PER_UNIT = re.compile(r"每|人均")
#: What a question asks about is not said: 算不算高龄.
_ASKED_ABOUT = re.compile(r"(?:算不算|算得上|是不是|是否|必须|要不要|符不符合)[^，。；？]{0,16}")
#: Verbs and nouns that name no matter.
_EMPTY = ("进行", "要求", "情况", "有关", "相关", "具有", "属于")
_NOT = r"(?:(?<!有)没有?|未|(?<!是)不(?!少|低|超|高|大|满|足|得))"
#: How much of a condition's words a question has to say for it to be said.
SAID_SHARE, NAMED_SHARE = 0.6, 0.5
#: A limit up to the first age is on children, one from the last age on is on the old; who is grown up is no child.
_CHILD, _GROWN_UP, _OLD = 18, 25, 40


@dataclass(frozen=True, slots=True)
class Limit:
    """What a figure has to be: from ``low`` to ``high``; ``strict`` excludes the ends. ``matter`` is what is counted."""

    measure: str
    matter: str
    low: float | None
    high: float | None
    strict: bool

    def admits(self, value: float) -> bool:
        """Whether ``value`` lies within."""
        if self.low is not None and (value < self.low or (self.strict and value == self.low)):
            return False
        if self.high is None:
            return True
        # A whole number of years lasts until the next: who is 89½ is within 80—89.
        whole = int(value) if self.low is not None and self.measure == "岁" else value
        return whole < self.high or (whole == self.high and not self.strict)


@dataclass(frozen=True)
class Case:
    """What a question tells of a case. ``text`` are its words, folded; ``official`` the official terms for its lay words."""

    text: str
    official: tuple[str, ...]
    lexicon: Lexicon
    regions: tuple[str, ...] = ()

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
        told = [(name, years) for name, years in durations(self.text) if name != "毕业年限"]
        return told if graduated is None else [*told, ("毕业年限", float(graduated))]

    @cached_property
    def figures(self) -> list[tuple[Quantity, str]]:
        """The other figures, with the words around each, in official terms too."""
        return [(quantity, self._around(quantity)) for quantity in quantities(self.spoken)]

    @cached_property
    def spoken(self) -> str:
        """The question with spoken measures in full."""
        return _spoken(self.text)

    def _around(self, quantity: Quantity) -> str:
        near = _around(self.spoken, quantity)
        return near + "".join(self.lexicon.official(near))

    @cached_property
    def _told(self) -> str:
        return _ASKED_ABOUT.sub("，", REPORTED.regex.sub("，", QUOTED.sub("，", self.text))) + "。" + "。".join(self.official)

    def says(self, words: str) -> bool:
        """Whether the question says ``words``, in these or in lay words."""
        told = set(pairs(self._told))
        wanted, named = set(pairs(words)), _named(words)
        said = bool(wanted) and len(wanted & told) >= SAID_SHARE * len(wanted)
        return said or (bool(named) and sum(word in self._told for word in named) >= NAMED_SHARE * len(named))

    def denies(self, words: str) -> bool:
        """Whether the question denies what ``words`` name: 没备案, 没拿到合格证."""
        told = re.sub(r"([一-鿿])不\1", r"\1", self.text)  # 能不能 denies nothing
        return any(re.search(rf"{_NOT}[^，。；？]{{0,3}}{re.escape(word)}", told) for word in _named(words))

    @cached_property
    def denied(self) -> dict[str, set[Value]]:
        """What a choice is said not to be, by attribute."""
        return denied_choices(self.text)


def _named(words: str) -> list[str]:
    """The nouns and verbs of two characters and more in ``words``."""
    named = [word for word in dictionary().cut(words) if len(word.text) > 1 and word.tag[:1] in "nv" and word.tag != "nr"]
    return [word.text for word in named if word.text not in _EMPTY]


def holds(words: str, case: Case) -> bool | None:
    """Whether the condition in ``words`` (one alternative, verbatim) holds for ``case``."""
    folded = plain(words)
    found = (_limits_hold, _dates_hold, _circumstances_hold, _grades_hold)
    results = [result for each in found for result in each(folded, case)]
    if False in results:
        return False
    if results:
        return None if None in results else True
    if re.search(_NOT, folded):
        return True if case.denies(folded) else None
    return False if case.denies(folded) else True if case.says(words) else None


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


def limits_of(folded: str) -> list[Limit]:
    """The limits that a folded condition sets."""
    found = [limit for quantity in quantities(folded) if (limit := _limit(folded, quantity)) is not None]
    if "应届" in folded:
        found.append(Limit("年", "毕业年限", None, 0.0, False))
    if "百岁" in folded:
        found.append(Limit("岁", "", 100.0, None, False))
    return found


def _limit(text: str, quantity: Quantity) -> Limit | None:
    value, upper, measure = quantity.value, quantity.upper, _measure(text, quantity)
    matter = _around(text, quantity)
    if measure == "平方米" and _PER_UNIT.search(matter):
        return None
    if measure in ("年", "个月", "月"):
        scale = 1.0 if measure == "年" else 1 / 12
        value, upper, measure = value * scale, None if upper is None else upper * scale, "年"
        matter = since(text, quantity.span.start, quantity.span.end) or ""
    if upper is not None:
        return Limit(measure, matter, value, upper, strict=False)
    behind = text[quantity.span.end : quantity.span.end + 8]
    bound = quantity.bound or text[max(0, quantity.span.start - 2) : quantity.span.start]
    strict = _STRICT.search(bound) is not None
    if _AT_MOST.search(bound) or (measure == "年" and _UNTIL.match(behind)):
        return Limit(measure, matter, None, value, strict)
    if _AT_LEAST.search(bound):
        return Limit(measure, matter, value, None, strict)
    return Limit(measure, matter, value, None, strict=True) if measure == "年" and _AFTER.match(behind) else None


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
    """Whether a grade that is demanded is one of those told."""
    demanded, told = set(GRADE.findall(folded)), set(GRADE.findall(case.text))
    if demanded and told:
        yield bool(demanded & told)


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


def _values(limit: Limit, case: Case) -> Iterator[float | None]:
    """The asker's figures that the limit may be on."""
    if limit.measure == "年":
        own = {name: years for name, years in case.durations}
        if limit.matter in own:
            yield own[limit.matter]
        elif limit.matter and None in own:
            yield own[None]
        elif not limit.matter and len(others := [years for name, years in own.items() if name != "毕业年限"]) == 1:
            yield others[0]
    elif limit.measure == "岁":
        age = case.attributes.get("年龄")
        if isinstance(age, int | float) and not _of_others(limit, age):
            yield float(age)
    elif limit.measure == "%" and "留用" in limit.matter:
        share = case.attributes.get("留用率")
        yield float(share) if isinstance(share, int | float) else None
    else:
        same = [(quantity, near) for quantity, near in case.figures if _measure(case.spoken, quantity) == limit.measure]
        wanted = set(pairs(limit.matter))
        for quantity, near in same:
            alone = limit.measure in _TELLING and len(same) == 1
            if alone or wanted & set(pairs(near)):
                yield quantity.folded[0]


def _of_others(limit: Limit, age: float) -> bool:
    """Whether a limit on age is on people of another generation than the one who is told of."""
    children = limit.high is not None and limit.high <= _CHILD
    return (children and age > _GROWN_UP) or (limit.low is not None and limit.low >= _OLD and age <= _CHILD)


def _measure(text: str, quantity: Quantity) -> str:
    """What is counted: 个, 名 and 位 in front of people are 人."""
    people = quantity.measure in ("名", "位") or (quantity.measure == "个" and _PEOPLE.match(text, quantity.span.end))
    return "人" if people else quantity.measure


def _around(text: str, quantity: Quantity) -> str:
    """The words around a figure that tell what it counts, without the figure."""
    before = re.split("[，。；、？！]|或者?", text[: quantity.span.start])[-1][-12:]
    behind = re.split("[，。；、？！]|或者?", text[quantity.span.end :])[0][:8]
    return f"{before}，{behind}"


def _spoken(text: str) -> str:
    """Spoken measures in full: 800平 is 800平方米, 五十张床 50张."""
    text = re.sub(r"(\d|[一二两三四五六七八九十百])个(?:小时|钟头)", r"\1小时", text)
    return re.sub(r"(\d|[十百千两])个?平(?:米)?(?!方)", r"\1平方米", text)


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
    for each in stated(folded):
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
