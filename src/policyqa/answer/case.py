"""Whether what a text demands holds for the case that a question tells of: True, False, or None where that is not known.

Limits are compared with the asker's figures of the same measure that count the same thing, circumstances with the asker's own;
anything else holds only when the question says it in the same words. On ambiguity, None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from policyqa.answer.asking import asking
from policyqa.answer.limits import Limit, around, limits_of, measure, ranks_hold, spoken
from policyqa.answer.told import RECORD, Told, content
from policyqa.facts.amounts import Quantity, quantities
from policyqa.facts.rules import ASKER, Value
from policyqa.retrieve.asker import REPORTED, STARS, Said, attributes_of, denied_of, stated, values_of
from policyqa.retrieve.durations import SINCE_EVENT, durations
from policyqa.retrieve.statements import pairs
from policyqa.text.fold import plain
from policyqa.text.lexicon import Lexicon
from policyqa.text.numerals import parse_numeral
from policyqa.text.places import cities_in
from policyqa.text.sentences import phrases_of

#: Values in their order, lowest first: 大专以上 includes 本科.
ORDERED: dict[str, tuple[Value, ...]] = {
    "学历": ("其他", "小学", "初中", "高中", "中职", "专科", "本科及以上"),
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
#: Circumstances that rules name for one sort of text; elsewhere the words themselves are compared.
_LOOSE = frozenset({"已运营", "考核达标", "医养协议", "协议完成", "普惠托育", "示范机构"})
#: Circumstances of facilities alone: 租 is said of flats and of things as well.
_FACILITY = re.compile("机构|院|站|中心|设施|托育|床位|服务点|助餐点|[新改扩]建")
_OF_FACILITIES = frozenset({"建设方式", "非财政资金举办", "内设医疗机构"})
DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月(?:份|底)?)?(?:(?P<day>\d{1,2})[日号])?(?:\((?:含|不含)\))?(?P<side>以后|之后|以前|之前|起|后|前)?"
)
#: What is set in quotation marks is what others say: it is asked about, not told.
QUOTED = re.compile('[“"「]([^”"」]{2,12})[”"」]')
#: A grade: 四级. That of a hospital or of a skill is a circumstance of its own.
GRADE = re.compile("[一二三四五六七八九十A-Ea-e]级(?!甲|乙|医|综合|中医|及?以上|工)")
_DEGREES = ("轻度", "中度", "重度", "完全")
_DEGREE = re.compile("轻度|中度|重度|完全(?=失能)")
#: The grades of the disabled that count as 重度.
_SEVERE = frozenset({"一级", "二级"})
_GRADES = re.compile("([一二三四五六七八九十])级?(?:至|到|[-—~～])([一二三四五六七八九十])级")
#: What both of two people have to be, or one of them; and that the other of them is not.
_OF_TWO = re.compile("(?P<each>双方|均|都)|一方|任一")
_NOT_BOTH = re.compile("[^，。；？]{1,4}(?:就|也)?不是(?=[，。；？]|的|\\Z)|外地")
#: The region that a condition on residence names: 具有柳浦区户籍.
_REGION = re.compile("(?<!非)(?:[具拥]?有|为|是|\\A)([一-鿿]{2,3}?)[市区县](?=户籍)")
#: What has to be of the region: 进入本市养老服务机构.
_OF_HERE = re.compile("[本我][市区县州省](?!户[籍口]|级|[境辖行])的?(?P<what>[^，。；]{2,12})")
#: To live in the region, for however long.
_LIVES = re.compile("(?<!实际)(?<!长期)在(?:本|[一-鿿]{2})[市区县](?:内|范围内|行政区域内)?(?:居住|生活)(?!满|\\d)")
_NOT_FROM = re.compile("不是[^，。；]{2,4}(?:户[口籍]|人)")
#: What joins the conditions of one case: 持有居住证、在本市缴纳社会保险满24个月.
_PARTS = re.compile("，|(?<=..)、(?=(?:持有?|具有|在|与|已|未|无|从事|经|连续|累计)[^、，]{3,})")
#: What a question asks about is not said: 算不算高龄.
_ASKED_ABOUT = re.compile(
    r"(?:(?<!还)是(?=[^，。；？]{1,8}还是)|算不算|算得上|是不是|是否|必须|要不要|符不符合)[^，。；？]{0,16}"
)
#: What a question says has to be waited for is no time that has passed.
_HAS_TO = re.compile("(?:必须|[还就]要|[要得])[再干]*[等满][^，。；？]{0,8}")
#: For whom a condition does not hold, or holds with another limit: 但因重病转让的除外, 但一线职工可以放宽至50周岁.
_BUT = re.compile("，但是?(?P<who>[^，。；]+?)(?:除外|可以?(?:适当)?(?:放宽|延长|提高|降低)[至到](?P<limit>[^，。；]+))")
#: What is demanded of women and of men: 女年满40周岁、男年满50周岁.
BY_SEX = re.compile("(?=[^，。；]*女性?(?P<女>[^，。；、男女]+))(?=[^，。；]*男性?(?P<男>[^，。；、男女]+))")
_WOMAN, _MAN = (
    re.compile("女|妈|娘|奶|姥姥|婆|阿姨|姑|婶|姐|妹|媳妇|妻|嫂|她"),
    re.compile("男|爸|爹|爷|公公|叔|伯|舅|哥|弟|老公|丈夫|儿子|他"),
)
#: The year of what somebody has: 2009年盖的房.
_IN_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年(?![^，。；？]{0,8}毕业|[^，。；？]{0,4}出?生)[^，。；？\d]{1,6}的")
#: Something that did or did not happen within some time: 5年内未转让过房产.
_EVENT = re.compile(
    r"(?:[一二两三四五六七八九十\d]{1,3}个?[年月])[以之]?内(?=[^，。；]{0,3}(?:未|没有|无|已|曾|购买|[^，。；]{1,8}过))"
)
LAST_YEARS = {"今年": 0.0, "刚": 0.0, "去年": 1.0, "前年": 2.0}
#: An event from which time is counted: it is no condition that there was one.
_COUNTED_FROM = re.compile("[距自][^，。；]{1,20}之日")
#: Units of short times, and how many of them a month has.
_DAYS, _MONTH = frozenset({"天", "日"}), 30
#: By which firms and other bodies are counted.
_BODIES = frozenset({"家", "户", "所"})
#: What is counted from an event of its own.
_PAID_IN = ("毕业年限", "缴费年限", "合同年限", "中断")


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
            told["户籍"] = "外地" if _NOT_FROM.search(self.text) else "本市"
        elif "户籍" not in told and self.is_from(sorted(self._other_cities)):
            told["户籍"] = "外地"
        return told

    @cached_property
    def _other_cities(self) -> set[str]:
        """The cities that are told of beside the regions that the question names."""
        return {city for city in cities_in(self.text) if not any(city in region for region in self.regions)}

    def is_elsewhere(self, words: str) -> bool:
        """Whether what a condition demands of the region is told of with another city: 去渭南一家养老院."""
        here = _OF_HERE.search(plain(words)) if self._other_cities else None
        if here is None:
            return False
        other = [part for part in phrases_of(self.text) if any(city in part for city in self._other_cities)]
        return any(
            set(pairs(part)) & set(pairs(here["what"])) or replace(self.told, text=part).touches(here["what"]) for part in other
        )

    def rules_out(self, words: str) -> bool:
        """Whether what is told is another than what a condition demands: another city, a lower rank or mark, the opposite."""
        return self.is_elsewhere(words) or self.told.opposes(words) or False in ranks_hold(plain(words), self.text)

    @cached_property
    def _registered_here(self) -> bool:
        """Whether the question says that somebody is registered in, or comes from, the region that it names."""
        return self.is_from(self.regions)

    def is_from(self, regions: Sequence[str]) -> bool:
        """Whether the question says that somebody is registered in, or comes from, one of ``regions``."""
        names = "|".join(re.escape(region[:2]) for region in regions)
        here = (
            rf"户[口籍][^，。；？外不]{{0,4}}在(?:{names})|"
            rf"(?:{names})[市区县省]?(?:本地|市区|城[里镇区]|农村|老)*(?:户[口籍]|籍|落[了的]?户|人(?!社|才))"
        )
        return bool(names) and re.search(here, self.text) is not None

    @cached_property
    def lives_here(self) -> bool:
        """Whether the question says that somebody lives or works in the region that it names."""
        names = "|".join(re.escape(region[:2]) for region in self.regions)
        return (
            bool(names) and re.search(rf"(?<!不)(?:在|住)(?:{names})|(?:{names})[市区县]?(?:的|这边|人)", self.text) is not None
        )

    @cached_property
    def residences(self) -> set[Value]:
        """Where people are said to be registered: each of several may be elsewhere."""
        here: set[Value] = {"本市"} if self._registered_here and not _NOT_FROM.search(self.text) else set()
        return here | values_of(self.text).get("户籍", frozenset())

    @cached_property
    def sex(self) -> str | None:
        """男 or 女, where only one is told of."""
        woman, man = _WOMAN.search(self.text), _MAN.search(self.text)
        return None if bool(woman) == bool(man) else "女" if woman else "男"

    @cached_property
    def durations(self) -> list[tuple[str | None, float]]:
        """The stretches of time that are told, in years, with what they are counted from."""
        graduated = self.attributes.get("毕业年限")
        told = [(name, years) for name, years in durations(_HAS_TO.sub("，", self.text)) if name != "毕业年限"]
        told = told or [(None, date.today().year - int(each["year"])) for each in _IN_YEAR.finditer(self.text)]
        return told if graduated is None else [*told, ("毕业年限", float(graduated))]

    @cached_property
    def figures(self) -> list[tuple[Quantity, str]]:
        """The other figures, with the words around each, in official terms too."""
        near = [(quantity, around(self.spoken, quantity)) for quantity in quantities(self.spoken)]
        return [(quantity, words + "".join(self.lexicon.official(words))) for quantity, words in near]

    @cached_property
    def spoken(self) -> str:
        """The question with spoken measures in full."""
        return spoken(self.text)

    @cached_property
    def told(self) -> Told:
        """What the question tells in words."""
        text = _ASKED_ABOUT.sub("，", REPORTED.regex.sub("，", QUOTED.sub("，", self.text)))
        return Told(text, text.replace(asking(self.text), ""), "。".join(self.official))

    def meets(self, words: str) -> bool | None:
        """Whether the condition in ``words`` (one alternative, verbatim) holds."""
        folded = plain(words)
        if but := _BUT.search(folded):
            return self._meets_but(but)
        if by_sex := BY_SEX.search(folded):
            return None if self.sex is None else self.meets(by_sex[self.sex])
        if self.lives_here and (elsewhere := _LIVES.search(folded)):
            rest = folded.replace(elsewhere[0], "")
            return self.meets(rest) if content(rest) or quantities(rest) else True
        if self.is_elsewhere(folded):
            return False
        if event := _EVENT.search(folded):
            return self.told.tells(folded[event.end() :])
        figures, states = self._compared(folded)
        if False in figures + states or not figures + states:
            return False if figures + states else self.told.tells(folded)
        if None in figures + states:
            said = {each.attribute for each in circumstances(folded)}
            loosely = "户籍" not in said and not self.leaves_open(folded)
            return True if None not in figures and loosely and self.told.tells(folded) else None
        rest = _rest(folded)
        if self.told.tells(rest) is False:
            return False
        loose = any(limit.measure == "年" and not limit.matter for limit in limits_of(folded))
        return None if self.told.lacks(rest) or (loose and content(rest) and not self.told.touches(rest)) else True

    def _compared(self, folded: str) -> tuple[list[bool | None], list[bool | None]]:
        """How the figures, and the circumstances, that a condition names go with the case."""
        figures = [each for check in (_limits_hold, _dates_hold, _grades_hold) for each in check(folded, self)]
        return figures + list(ranks_hold(folded, self.text)), list(_circumstances_hold(folded, self))

    def measures(self, words: str) -> bool:
        """Whether a condition names a figure or a circumstance that is compared, rather than words."""
        return any(self._compared(plain(words)))

    def leaves_open(self, words: str) -> str:
        """The word of a condition that does not say if it includes what is told: 失能, of somebody 半失能; empty without."""
        folded = plain(words)
        named = [said for said in circumstances(folded) if said.attribute == "失能程度"]
        open_ = [each for each in named if (each.attribute, each.value, self.attributes.get(each.attribute)) in _OPEN]
        return open_[0].span.of(folded) if open_ else ""

    def counts(self, words: str) -> bool:
        """Whether a condition names a figure or a date that is compared."""
        return any(each is not None for each in self._compared(plain(words))[0])

    def lacks(self, words: str) -> bool:
        """Whether the question has to tell more for a case that it tells of: a figure, a circumstance or a paper.

        How it came about (在工作时间和工作岗位，突发疾病) is told in words of one's own.
        """
        return RECORD.regex.search(words) is not None or any(None in each for each in self._compared(plain(words)))

    def _meets_but(self, but: re.Match[str]) -> bool | None:
        """Whether a condition with an exception holds: who is excepted meets it, or has a limit of his own."""
        ruled = but.string[: but.start()]
        result = self.meets(ruled)
        if result is not False or not self.is_among(but["who"]):
            return None if result is False and self.told.opposes(ruled) else result
        return True if but["limit"] is None else self.meets_instead(ruled, but["limit"])

    def meets_instead(self, words: str, limit: str) -> bool | None:
        """Whether a condition holds with another limit than its own."""
        folded = plain(words)
        figure = next((each for each in quantities(folded) if each.measure in plain(limit)), None)
        if figure is None:
            return None
        widened = limit if figure.upper is None else f"{figure.value:g}至{limit}"
        return self.meets(folded[: figure.span.start] + widened + folded[figure.span.end :])

    def meets_each(self, item: str) -> list[tuple[str, bool | None]]:
        """Whether the phrases of a case counted off hold; whom it leaves out (但病情发生变化的除外) it does not hold for."""
        ruled, _, left_out = item.partition("但")
        if left_out.rstrip("；。").endswith("除外") and self.is_among(left_out):
            return [(item, False)]
        return [(part, self.meets(part)) for part in _PARTS.split(ruled) if content(part) or quantities(part)]

    def is_among(self, words: str) -> bool:
        """Whether the case is one of those named: 一级、二级残疾人; 病情发生变化、经医院出具证明的."""
        parts = filter(None, re.split("[、，]", words.rstrip("；。").removesuffix("除外")))
        return any(part == self.attributes.get(ASKER) or self.meets(part) for part in parts)

    def meets_any(self, group: Sequence[str]) -> bool | None:
        """Whether one of the alternatives holds; False only when none does.

        Of limits on one measure (3家以上或…10家以上) one that fails speaks for those that the question says nothing of.
        """
        results = [self.meets(item) for item in group]
        if True in results:
            return True
        bare = [item for item in group if not limits_of(plain(item)) and not values_of(item)]
        measures = [
            {limit.matter if limit.measure == "年" else limit.measure for limit in limits_of(plain(item))}
            for item in group
            if item not in bare
        ]
        if False in results and measures and all(measures) and len(set().union(*measures)) == 1:
            return False
        return False if all(result is False for result in results) else None


def last_years(text: str) -> list[float]:
    """How many years ago something is said to have been."""
    return [years for words, years in LAST_YEARS.items() if words in text]


def circumstances(folded: str) -> list[Said]:
    """The circumstances that a condition demands."""
    facility = _FACILITY.search(folded) is not None
    return [
        said for said in stated(folded) if said.attribute not in _LOOSE and (facility or said.attribute not in _OF_FACILITIES)
    ]


def _rest(folded: str) -> str:
    """A condition without the circumstances and figures that it names, nor the event from which it counts."""
    folded = _COUNTED_FROM.sub(lambda event: " " * len(event[0]), folded)
    spans = [said.span for said in circumstances(folded)] + [quantity.phrase for quantity in quantities(folded)]
    return "".join(" " if any(span.start <= i < span.end for span in spans) else char for i, char in enumerate(folded))


# --- dates, grades, limits -------------------------------------------------------------------------------------------


def _dates_hold(folded: str, case: Case) -> Iterator[bool | None]:
    """Whether the asker's only date lies on the side of a date that is demanded; this year counts as after any."""
    for demanded in DATE.finditer(folded):
        if demanded["side"] is None:
            continue
        told = [_date(match) for match in DATE.finditer(case.text)]
        limit, after = _date(demanded), demanded["side"] in ("以后", "之后", "起", "后")
        if len(told) == 1 and told[0] == limit[: len(told[0])]:
            yield True if len(told[0]) == len(limit) and demanded["side"] != "前" else None
        elif len(told) == 1:
            yield (told[0] > limit) == after
        else:
            yield True if after and re.search("今年|[这上]个?月|刚", case.text) else None


def _date(match: re.Match[str]) -> tuple[int, ...]:
    """Year, month and day, as far as they are said."""
    return tuple(int(part) for part in match.group("year", "month", "day") if part)


def _grades_hold(folded: str, case: Case) -> Iterator[bool | None]:
    """Whether a degree or grade that is demanded is one of those told, or within its range: 中度以上, 七级至十级."""
    grades = set(GRADE.findall(case.text))
    if degrees := [_DEGREES.index(degree) for degree in _DEGREE.findall(folded)]:
        own = [_DEGREES.index(degree) for degree in _DEGREE.findall(case.text)]
        reached = own and (own[0] in degrees or ("度以上" in folded and own[0] > min(degrees)))
        severe = not grades or "残" not in folded or "重度" not in folded or bool(grades & _SEVERE)
        yield bool(reached) if own else severe if grades else None
    folded = _GRADES.sub(lambda ends: "、".join(f"{grade}级" for grade in _between(ends[1], ends[2])), folded)
    demanded = set(GRADE.findall(folded))
    if demanded and grades:
        yield bool(demanded & grades)


def _between(first: str, last: str) -> str:
    grades = "一二三四五六七八九十"
    return grades[grades.index(first) : grades.index(last) + 1]


def misses(limit: Limit, case: Case) -> str:
    """How the asker's figure misses a limit, in words; empty when it does not."""
    values = [value for value in _values(limit, case) if value is not None]
    if not values or limit.admits(values[0]):
        return ""
    return "没有达到" if limit.low is not None and values[0] <= limit.low else "超过了"


def _limits_hold(folded: str, case: Case) -> Iterator[bool | None]:
    for limit in limits_of(folded):
        results = {limit.admits(value) for value in _values(limit, case) if value is not None}
        yield results.pop() if len(results) == 1 else None


def _values(limit: Limit, case: Case) -> Iterator[float | None]:
    """The asker's figures that the limit may be on."""
    if limit.measure == "年" and limit.matter == SINCE_EVENT:
        since = [years for name, years in case.durations if name not in _PAID_IN] or last_years(case.text)
        yield since[0] if len(since) == 1 else None
    elif limit.measure == "年":
        own = {name: years for name, years in case.durations}
        if limit.matter in own or (None in own and limit.matter not in _PAID_IN):
            yield own.get(limit.matter, own.get(None))
        elif not limit.matter and len(others := [years for name, years in own.items() if name not in _PAID_IN]) == 1:
            yield others[0]
    elif limit.measure in _DAYS and not any(quantity.measure in _DAYS for quantity, _ in case.figures):
        since = [years for name, years in case.durations if name not in _PAID_IN]
        yield round(since[0] * 12 * _MONTH) if len(since) == 1 else None
    elif limit.measure == "岁":
        age = case.attributes.get("年龄")
        yield float(age) if isinstance(age, int | float) else None
    elif limit.measure == "%" and "留用" in limit.matter:
        share = case.attributes.get("留用率")
        yield float(share) if isinstance(share, int | float) else None
    else:
        alike = next((units for units in (_DAYS, _BODIES) if limit.measure in units), {limit.measure})
        same = [(quantity, near) for quantity, near in case.figures if measure(case.spoken, quantity) in alike]
        same = [(quantity, near) for quantity, near in same if quantity.folded[0] not in case.given]
        wanted = set(pairs(limit.matter))
        people = [each for each in case.figures if limit.measure == "人" and each[0].measure == "个"]  # 2个博士
        about = [quantity for quantity, near in (*same, *people) if wanted & set(pairs(near))]
        for quantity in about or ([each for each, _ in same] if len(same) == 1 else []):
            yield quantity.folded[0]


# --- circumstances ---------------------------------------------------------------------------------------------------


def _circumstances_hold(folded: str, case: Case) -> Iterator[bool | None]:
    if stars := [parse_numeral(match["stars"] or "") for match in STARS.regex.finditer(folded)]:
        own = case.attributes.get("星级")
        more = re.search(r"星级?[^，。；]{0,2}以上", folded) is not None
        yield own in stars or (more and own >= min(star or 0 for star in stars)) if isinstance(own, int | float) else None
    by_attribute: dict[str, list[Said]] = {}
    for each in circumstances(folded):
        by_attribute.setdefault(each.attribute, []).append(each)
    for attribute, said in by_attribute.items():
        own = case.attributes.get(attribute)
        demanded = {each.value for each in said}
        if attribute == "户籍" and (of_two := _OF_TWO.search(folded)):
            yield _of_both(demanded, case, each=of_two["each"] is not None)
        elif attribute == "户籍" and case.is_from(_REGION.findall(folded)):
            yield True
        elif attribute == "户籍" and "居住证" in folded and not re.search("[居暂]住证", case.text):
            yield None if own == "外地" else False if own else None  # who is from elsewhere may have none
        elif own is None:
            yield False if demanded <= denied_of(case.text).get(attribute, frozenset()) else None
        else:
            yield _fits(attribute, demanded, own, folded[said[-1].span.end :])


def _of_both(demanded: set[Value], case: Case, *, each: bool) -> bool | None:
    """Whether both, or one, of two people are as demanded; of whom not everything is told, None."""
    if not each:
        return True if demanded & case.residences else None
    return False if case.residences - demanded or _NOT_BOTH.search(case.text) else None


def _fits(attribute: str, demanded: set[Value], own: Value, behind: str) -> bool | None:
    """Whether a circumstance is one of those demanded, or beyond it: 大专以上, 初级至高级技师."""
    if own in demanded or (attribute == "特困供养" and "特困" in demanded and own != "不是"):
        return True
    if any((attribute, wanted, own) in _OPEN for wanted in demanded):
        return None
    order = ORDERED.get(attribute, ())
    if own not in order or not all(value in order for value in demanded):
        return False
    place, places = order.index(own), sorted(order.index(value) for value in demanded)
    if re.match(r"[^，。；]{0,6}以上", behind):
        return place >= places[0]
    return len(places) > 1 and places[0] <= place <= places[-1]
