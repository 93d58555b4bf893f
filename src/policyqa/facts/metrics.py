"""What the figures of a phrase measure: 养老机构护理型床位占比 of 不低于60%, 建成社区养老服务站 of 建成9个社区养老服务站."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policyqa.facts.amounts import Quantity
from policyqa.facts.phrases import unmarked
from policyqa.text.patterns import pattern

_COUNTED = re.compile(
    "[个所家张户名人位处套支床座亩台辆间栋条场吨种倍]|人次|公顷|公里|平方公里|个百分点"
)  # ages, durations, areas and money are none
_RATES = ("%", "‰")
BUILDS = pattern(
    "建设",
    r"(?:累计|再|试点|至少|改扩?建|回购|并|和|或|、)*(?:建成|新增|新建|建设|打造|培育|完成|建立|设立|设置|配备|配建|发展|改造|开设|"
    r"引进|创建|建有|拥有|组建|布局|推出|招募|实施|解决|培训|有)(?:（[^（）]{1,6}）|并?运营|或者?培育|以上|不少于|至少)*",
    reason="a count is a goal by the verb in front of it, which also counts for the figures listed behind",
    examples=(("全市建成床位1000张", "建成"), ("至少建成（运营）1所", "至少建成（运营）"), ("床位1000张", None)),
)
_LEADING = re.compile(
    r"^(?:[到至]?\s?20\d\d\s?年(?:\s?\d{1,2}\s?月)?[底末]?[之以]?前?|“?[一二三四五六七八九十]{2,3}五”?(?:末|期末|期间)"
    r"|全[市区县省镇州]|新区(?=[建实至到]|\d|$)|[我本][市区县省]|力争|确保|实现|努力|推动|推进|基本(?=实现|建成|完成)|再(?=建)"
    r"|进一步|其中|并|将|要|使|逐步|全面|同时|计划|预期|总体上?|[，：、\s]|累计(?=建))+"
)
_TRAILING = re.compile(
    r"(?:达到?|不低于|不少于|不超过|不高于|至少|(?:提高|提升|降低?|增加|增长)[到至]?|控制在|稳定在|保持在|超过|突破|力争|实现|将|均|为|至|到|在|"
    r"以上|的|约|年均|[，：\s])+\Z"
)
#: What there was until now: 占比由原50%提高至.
_BEFORE_NOW = re.compile(r"(?:由|从)(?:原来?|现在|目前)?的?\s?[\d.]+\s?[%％‰](?:以上)?\Z")
#: What is done, without on what: the phrase before says that (开展家庭成员照护培训，完成培训5000人次).
_BARE = re.compile(r"(?:完成|开展)?(?:培训|改造|建设|评估|签约|检查|服务)\Z")
_DONE_BEHIND = re.compile("全覆盖|达标|开设|完成|建立|成为|投入使用|投用|达到|配备")
#: Behind a share: whom it only qualifies (留用率达到50%以上的见习单位).
_RECIPIENT = re.compile("[^，。；]{0,12}的$|(?:以上|以下)?的[^，。；成达建开完用]{0,12}(?:单位|企业|机构|家庭)")
#: In front of what there was (由原50%提高至70%) and of what something is counted by (每推荐1名劳动者).
_NO_GOAL_BEFORE = re.compile(
    r"(?:[由从](?:原来?|现在|目前)?的?|每(?!年|月|季|个|所|村|区|县|镇|街|社|[百千万])[^，。；]{1,4})\Z"
)
#: A share without its subject, which the phrase before names: 推进公办养老院建设，护理型床位占比不低于70%.
_BARE_SHARE = re.compile(r"[^院构站所厅校园点店家村镇区县员人户]{0,5}(?:占比|比例|[^比效]率)\Z")
_BUILT = re.compile(r"\w{0,4}?(?:推进|推动|加快|加强|支持|实施|发展)(?P<what>[^，。；]{4,24}?)(?:建设|发展|改造|工作)+\Z")
_SHARE = re.compile("率|满意度|比|占|覆盖|达标|人口|公益金|收入|比重|[留用]")
_REACHES = re.compile("达|突破|每[千万百]")
#: Who is served, counted: 为400名老人提供照护.
_SERVED = re.compile("提供|配备|开展|实施")
_RATE_BY_CASE = re.compile(r"(?P<rate>[^\d]+(?:率|占比|比例))(?:分别)?(?:达到?|不低于|为)(?P<case>[一-鿿]{2,6})")
_CASE = 6
#: A verb that stands alone in front of its figure is no longer than this.
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the words in front of it and behind it that are read for its metric."""

    quantity: Quantity
    before: str
    behind: str


def figures(words: str, found: Sequence[Quantity], offset: int) -> Iterator[Figure]:
    """The figures of the phrase ``words`` that can be targets, each with the words up to the next one of a list.

    ``offset`` is where the phrase stands in the text that ``found`` was read from.
    """
    usable = [quantity for quantity in found if _is_usable(words, quantity, offset)]
    for i, quantity in enumerate(usable):
        start, end = quantity.phrase.start - offset, quantity.phrase.end - offset
        begin = usable[i - 1].phrase.end - offset if i else 0
        stop = usable[i + 1].phrase.start - offset if i + 1 < len(usable) else len(words)
        if i:
            mark = words.find("、", begin, start)
            if mark < 0:
                continue
            begin = mark + 1
        if i + 1 < len(usable) and (mark := words.rfind("、", end, stop)) >= 0:
            stop = mark
        yield Figure(quantity, words[begin : quantity.span.start - offset], words[end:stop])


def by_case(found: list[Figure]) -> list[Figure]:
    """Figures of one rate for several cases, each with the rate: 覆盖率分别达到城市100%、农村70%. None of other figures."""
    shared = _RATE_BY_CASE.fullmatch(found[0].before) if len(found) > 1 else None
    if shared is None or any(figure.behind.strip() or not 1 < len(figure.before.strip()) <= _CASE for figure in found[1:]):
        return []
    cases = [shared["case"], *(figure.before.strip() for figure in found[1:])]
    return [replace(figure, before=case + clean(shared["rate"])) for case, figure in zip(cases, found, strict=True)]


def _is_usable(words: str, quantity: Quantity, offset: int) -> bool:
    before, behind = words[: quantity.span.start - offset], words[quantity.phrase.end - offset :]
    if not (quantity.measure in _RATES or _COUNTED.fullmatch(quantity.measure)) or _RECIPIENT.match(behind):
        return False
    quoted = before.count("“") > before.count("”")  # “八个方面重点工作”
    return not quoted and not _NO_GOAL_BEFORE.search(words[: quantity.phrase.start - offset])


def metric_of(figure: Figure, verb: str, before: str) -> tuple[str, str]:
    """What a figure measures ("" when that is unclear), and the verb that later figures of the sentence share.

    建成A 1所，B 2所 gives 建成B for the second. ``before`` is the phrase before: it says what a bare 完成培训 is about.
    """
    lead = clean(figure.before)
    behind = re.sub(r"^(?:的|以上的?|左右的?|及以上)+|[（(][^（）()]*[)）]\Z|[。；]\s*\Z", "", figure.behind).strip()
    if figure.quantity.measure in _RATES:
        if _BARE_SHARE.match(lead) and (built := _BUILT.match(clean(before))):
            lead = built["what"] + lead
        return (lead + _predicate(behind) if _SHARE.search(lead) or _predicate(behind) else ""), verb
    builds = list(BUILDS.regex.finditer(lead))
    own = re.sub("至少|不少于", "", builds[-1][0]) if builds else ""
    lead = re.sub("至少|不少于", "", lead)
    if behind and lead and lead.endswith(own) and own:
        return lead + behind, own
    if behind and lead:
        return (lead + behind if len(lead) <= _SHORT else ""), verb
    if behind and (verb or _DONE_BEHIND.search(behind)):
        return verb + behind, verb
    if _SERVED.search(behind) and figure.before.rstrip().endswith("为"):
        return f"为{behind}", own
    if _BARE.fullmatch(lead):
        return clean(re.sub("^(?:开展|实施|推进|加强|组织)", "", clean(before))), own
    if lead and (own or verb or figure.quantity.bound or _REACHES.search(figure.before)):
        return (lead if own or "每" in lead else verb + lead), own or verb
    return "", verb


def clean(words: str) -> str:
    """``words`` without their number, year, place and the words that only lead on to a figure."""
    return _BEFORE_NOW.sub("", _TRAILING.sub("", _LEADING.sub("", unmarked(words))))


def _predicate(behind: str) -> str:
    """What follows a share that stands in front of its noun or its verb: 80%以上的医院成为…, 100%建立绿色通道, 100%全覆盖."""
    return behind if re.match(r"[一-鿿]", behind) and not re.match("[的和及与且并或、]", behind) else ""
