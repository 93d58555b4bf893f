"""How the figures, dates, grades and circumstances that a condition names go with what a question tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyqa.answer.known import Known
from policyqa.answer.limits import Limit, limits_of, measure, ranks_hold
from policyqa.facts.amounts import quantities
from policyqa.facts.rules import Value
from policyqa.retrieve.asker import STARS, Said, denied_of, stated
from policyqa.retrieve.durations import SINCE, SINCE_EVENT
from policyqa.retrieve.statements import pairs
from policyqa.text.numerals import parse_numeral
from policyqa.types import Span

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
#: The attribute of town and country.
_PLACE = "城乡"
#: Circumstances of facilities alone: 租 is said of flats and of things as well.
_FACILITY = re.compile("机构|院|站|中心|设施|托育|床位|服务点|助餐点|[新改扩]建")
_OF_FACILITIES = frozenset({"建设方式", "非财政资金举办", "内设医疗机构"})
#: Behind ways of doing something, of which any will do: 通过新建、改造等方式.
_BY_WAYS = re.compile("[^，。；]{0,12}等(?:多种)?(?:方式|形式|途径|办法)")
DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)年底?(?:(?P<month>\d{1,2})月(?:份|底)?)?(?:(?P<day>\d{1,2})[日号])?(?:\((?:含|不含)\))?(?P<side>以后|之后|以前|之前|起|后|前)?"
)
#: A grade: 四级. That of a hospital or of a skill is a circumstance of its own.
GRADE = re.compile("[一二三四五六七八九十A-Ea-e]级(?!甲|乙|医|综合|中医|及?以上|工)")
_DEGREES = ("轻度", "中度", "重度", "完全")
DEGREE = re.compile("轻度|中度|重度|完全(?=失能)")
#: The grades of the disabled that count as 重度.
_SEVERE = frozenset({"一级", "二级"})
_GRADES = re.compile("([一二三四五六七八九十])级?(?:至|到|[-—~～])([一二三四五六七八九十])级")
#: What both of two people have to be, or one of them; and that the other of them is not.
_OF_TWO = re.compile("(?P<each>双方|均|都)|一方|任一")
_NOT_BOTH = re.compile("[^，。；？]{1,4}(?:就|也)?不是(?=[，。；？]|的|\\Z)|外地")
#: Behind a number: it counts heads. 六个小娃娃.
_HEADS = re.compile("(?:[大小]|失能|高龄)?(?:娃|孩|宝宝|幼儿|老人|老年人|学生)")
#: The region that a condition on residence names: 具有柳浦区户籍.
_REGION = re.compile("(?<!非)(?:[具拥]?有|为|是|\\A)([一-鿿]{2,3}?)[市区县](?=户籍)")
LAST_YEARS = {"今年": 0.0, "刚": 0.0, "去年": 1.0, "前年": 2.0}
#: An event from which time is counted: it is no condition that there was one.
_COUNTED_FROM = re.compile("[距自][^，。；]{1,20}之日")
#: Units of short times, and how many of them a month has.
_DAYS, _MONTH = frozenset({"天", "日"}), 30
#: By which firms and other bodies are counted.
_BODIES = frozenset({"家", "户", "所"})
#: What is counted from an event of its own.
_PAID_IN = ("毕业年限", "缴费年限", "合同年限", "中断")


def compared(folded: str, known: Known) -> tuple[list[bool | None], list[bool | None]]:
    """How the figures, and the circumstances, that a condition names go with the case."""
    figures = [each for check in (_limits_hold, _dates_hold, _grades_hold) for each in check(folded, known)]
    return figures + list(ranks_hold(folded, known.text)), list(_circumstances_hold(folded, known))


def left_open(folded: str, known: Known) -> str:
    """The word of a condition that does not say if it includes what is told: 失能, of somebody 半失能; empty without."""
    name = "失能程度"
    named = [said for said in circumstances(folded) if said.attribute == name]
    return next((said.span.of(folded) for said in named if (name, said.value, known.attributes.get(name)) in _OPEN), "")


def last_years(text: str) -> list[float]:
    """How many years ago something is said to have been."""
    told = [years for words, years in LAST_YEARS.items() if words in text]
    return [years for years in told if years] or told  # 前年拿的，今年来申请


def circumstances(folded: str) -> list[Said]:
    """The circumstances that a condition demands; neither town nor country where it names both."""
    facility = _FACILITY.search(folded) is not None
    named = stated(folded)
    both = len({said.value for said in named if said.attribute == _PLACE}) > 1  # 农村集体经济面向城市居民
    return [
        said
        for said in named
        if said.attribute not in _LOOSE
        and (facility or said.attribute not in _OF_FACILITIES)
        and not (both and said.attribute == _PLACE)
        and not folded.endswith("疑似", 0, said.span.start)
        and not _BY_WAYS.match(folded, said.span.end)
    ]


def rest_of(folded: str) -> str:
    """A condition without the circumstances, figures and grades that it names, nor the event from which it counts."""
    folded = _COUNTED_FROM.sub(lambda event: " " * len(event[0]), folded)
    spans = [said.span for said in circumstances(folded)] + [quantity.phrase for quantity in quantities(folded)]
    spans += [Span(*grade.span()) for grade in GRADE.finditer(folded)]
    return "".join(" " if any(span.start <= i < span.end for span in spans) else char for i, char in enumerate(folded))


def _dates_hold(folded: str, known: Known) -> Iterator[bool | None]:
    """Whether the asker's only date lies on the side of a date that is demanded; this year counts as after any."""
    for demanded in DATE.finditer(folded):
        if demanded["side"] is None:
            continue
        told = [_date(match) for match in DATE.finditer(known.text)]
        limit, after = _date(demanded), demanded["side"] in ("以后", "之后", "起", "后")
        if len(told) == 1 and told[0] == limit[: len(told[0])]:
            yield True if len(told[0]) == len(limit) and demanded["side"] != "前" else None
        elif len(told) == 1:
            yield (told[0] > limit) == after
        else:
            yield True if after and re.search("今年|[这上]个?月|刚", known.text) else None


def _date(match: re.Match[str]) -> tuple[int, ...]:
    """Year, month and day, as far as they are said."""
    return tuple(int(part) for part in match.group("year", "month", "day") if part)


def _grades_hold(folded: str, known: Known) -> Iterator[bool | None]:
    """Whether a degree or grade that is demanded is one of those told, or within its range: 中度以上, 七级至十级."""
    grades = set(GRADE.findall(known.text))
    if degrees := [_DEGREES.index(degree) for degree in DEGREE.findall(folded)]:
        own = [_DEGREES.index(degree) for degree in DEGREE.findall(known.text)]
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


def misses(limit: Limit, known: Known) -> str:
    """How the asker's figure misses a limit, in words; empty when it does not."""
    values = _values(limit, known)
    if not values or limit.admits(values[0]):
        return ""
    return "没有达到" if limit.low is not None and values[0] <= limit.low else "超过了"


def _limits_hold(folded: str, known: Known) -> Iterator[bool | None]:
    for limit in limits_of(folded):
        values = _values(limit, known)
        if not values and limit.measure == "年" and limit.matter == SINCE_EVENT:  # 签订合同之日起12个月内
            values = _single([years for name, years in known.durations if name in SINCE and SINCE[name].regex.search(folded)])
        results = set(map(limit.admits, values))
        yield results.pop() if len(results) == 1 else None


def _values(limit: Limit, known: Known) -> list[float]:
    """The asker's figures that the limit may be on."""
    running = [years for name, years in known.durations if name not in _PAID_IN]
    if limit.measure == "年" and limit.matter == SINCE_EVENT:
        return _single(running or last_years(known.text))
    if limit.measure == "年":
        own = dict(known.durations)
        if limit.matter in own or (None in own and limit.matter not in _PAID_IN):
            return [own[limit.matter if limit.matter in own else None]]
        return [] if limit.matter else _single([years for name, years in own.items() if name not in _PAID_IN])
    if limit.measure in _DAYS and not any(quantity.measure in _DAYS for quantity, _ in known.figures):
        return [round(years * 12 * _MONTH) for years in _single(running)]
    if limit.measure == "岁" or (limit.measure == "%" and "留用" in limit.matter):
        told = known.attributes.get("年龄" if limit.measure == "岁" else "留用率")
        return [float(told)] if isinstance(told, int | float) else []
    alike = next((units for units in (_DAYS, _BODIES) if limit.measure in units), {limit.measure})
    same = [(quantity, near) for quantity, near in known.figures if measure(known.spoken, quantity) in alike]
    same = [(quantity, near) for quantity, near in same if quantity.folded[0] not in known.given]
    wanted = set(pairs(limit.matter))
    people = [each for each in known.figures if limit.measure == "人" and each[0].measure == "个"]  # 2个博士
    about = [quantity.folded[0] for quantity, near in (*same, *people) if wanted & set(pairs(near))]
    same += [each for each in people if _HEADS.match(known.spoken[each[0].span.end :])]
    return about or _single([quantity.folded[0] for quantity, _ in same])


def _single(values: list[float]) -> list[float]:
    return values if len(values) == 1 else []


def _circumstances_hold(folded: str, known: Known) -> Iterator[bool | None]:
    if stars := [parse_numeral(match["stars"] or "") for match in STARS.regex.finditer(folded)]:
        own = known.attributes.get("星级")
        more = re.search(r"星级?[^，。；]{0,2}以上", folded) is not None
        yield own in stars or (more and own >= min(star or 0 for star in stars)) if isinstance(own, int | float) else None
    by_attribute: dict[str, list[Said]] = {}
    for each in circumstances(folded):
        by_attribute.setdefault(each.attribute, []).append(each)
    for attribute, said in by_attribute.items():
        own = known.attributes.get(attribute)
        demanded = {each.value for each in said}
        if attribute == "户籍" and (of_two := _OF_TWO.search(folded)):
            yield _of_both(demanded, known, each=of_two["each"] is not None)
        elif attribute == "户籍" and known.is_from(_REGION.findall(folded)):
            yield True
        elif attribute == "户籍" and "居住证" in folded and not re.search("[居暂]住证", known.text):
            yield None if own == "外地" else False if own else None  # who is from elsewhere may have none
        elif own is None:
            yield False if demanded <= denied_of(known.text).get(attribute, frozenset()) else None
        else:
            yield _fits(attribute, demanded, own, folded[said[-1].span.end :])


def _of_both(demanded: set[Value], known: Known, *, each: bool) -> bool | None:
    """Whether both, or one, of two people are as demanded; of whom not everything is told, None."""
    if not each:
        return True if demanded & known.residences else None
    return False if known.residences - demanded or _NOT_BOTH.search(known.text) else None


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
