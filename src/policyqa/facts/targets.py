"""Targets: which figure is to be reached by when, read from plans and notices.

Precise rather than exhaustive. A figure is a target when its phrase names what it measures and a goal (达到, 不低于, 建成, 新增 …).
Background (截至, 已建成, “十三五”末), forecasts (预计), sums that are paid, standards (按每百户20平方米的标准), ages and durations are
none. Laws have norms, not targets: articles are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyqa.facts.amounts import Quantity, quantities
from policyqa.facts.parallel import parallel
from policyqa.facts.phrases import MARKER, periods, phrases
from policyqa.facts.years import anchors, year_of_title
from policyqa.text.patterns import pattern
from policyqa.types import Clause, Document, Span, Target

_SKIPPED_PARTS = ("印发通知", "落款", "目录", "附件说明", "责任分工", "来源", "题注")
_SKIPPED_KINDS = ("编", "章", "节", "条", "attachment")
#: Titles of documents whose figures are goals even where no word says so.
_ONE_BY_ONE = re.compile("分别|依次")
_PLAN = re.compile("方案|规划|计划|纲要|意见|行动|任务|目标|要点|清单|部署|措施|分工|分解")
_BACKGROUND_HEADING = re.compile("背景|(?:发展|工作|现实|建设)基础|现状|形势|成效|回顾|趋势|存在的?问题|基本情况|成绩")
_BACKGROUND = re.compile(
    r"截至|截止|目前|现有|已[经建有达实完成累形]|共有|普查|预计|预测|数据显示|同比|环比|比上年|较上年|以来|“?十三五”?[时末期]|增长了|登记在册"
)
_NO_TARGET = re.compile(r"征收|补助|补贴|奖励|给予|资助|标准|按照?(?!计划|时)|基础上|缴费|[利费]率|罚|投资额|费用|价格|由[^，。；]{2,20}(?:承担|负担)")
#: Cheap test before a sentence is read: a number that is not just a year, or a spelt-out count.
_HAS_FIGURE = re.compile(r"\d(?!\d)(?!\s*年)|[一两二三四五六七八九十][个所家张名支户]|分之|半")
_COUNTED = frozenset(
    ["个", "所", "家", "张", "户", "名", "人", "人次", "位", "处", "套", "支", "床", "座", "亩", "公顷", "公里", "平方公里", "台", "辆", "间", "栋", "条", "场", "吨", "种", "万人", "倍", "个百分点"]
)
GOAL = pattern(
    "目标用语",
    r"达到?|不低于|不少于|不超过|不高于|至少|提高|提升|增[加至长]|降[低至]|控制在|超过|突破|实现|力争|确保|覆盖|占|建成|新增|新建|建设|"
    r"打造|培育|完成|建立|设立|设置|配备|配建|发展|改造|开设|引进|创建|建有|拥有|组建|布局|培训|解决|用于|成为|全部|有一|比例|[率重]\b",
    reason="a figure is a goal when a verb makes it one",
    examples=(("覆盖率达到90%", "达到"), ("建成8个中心", "建成"), ("60岁的老年人", None)),
)
_BUILDS = re.compile(
    r"(?:累计|再|试点|至少|改扩?建|回购|并|和|或|、)*(?:建成|新增|新建|建设|打造|培育|完成|建立|设立|设置|配备|配建|发展|改造|开设|引进|创建|"
    r"建有|拥有|组建|布局|推出|招募|实施|解决|有)(?:（[^（）]{1,6}）|并?运营|或者?培育|以上|不少于|至少)*"
)
_LEADING = re.compile(
    r"^(?:[到至]?\s?20\d\d\s?年(?:\s?\d{1,2}\s?月)?[底末]?[之以]?前?|“?[一二三四五六七八九十]{2,3}五”?(?:末|期末|期间)|全[市区县省镇州]|新区(?=[建实至到]|\d|$)|我[市区县省]|本[市区县省]|力争|确保|实现|努力|推动|推进|基本(?=实现|建成|完成)|再(?=建)|"
    r"进一步|其中|并|将|要|使|逐步|全面|同时|计划|预期|总体上?|[，：、\s]|累计(?=建))+"
)
_TRAILING = re.compile(
    r"(?:达到?|不低于|不少于|不超过|不高于|至少|提高[到至]|提升[到至]|增[加长][到至]?|降低?[到至]|控制在|稳定在|保持在|超过|突破|力争|实现|将|均|为|至|到|在|以上|的|约|年均|，|：|\s)+\Z"
)
#: A verb that stands alone in front of its figure is no longer than this.
_SHORT = 4
#: What is done, without on what: the phrase before says that (开展家庭成员照护培训，完成培训5000人次).
_BARE = re.compile("(?:完成|开展)?(?:培训|改造|建设|评估|签约|检查|服务)\\Z")
_DONE_BEHIND = re.compile("全覆盖|达标|开设|完成|建立|成为|投入使用|投用|达到|配备")
_RECIPIENT = re.compile("(?:以上|以下)?的[^，。；]{0,12}(?:单位|企业|机构|家庭)")
_IS_YEAR = re.compile(r"\s*(?:[到至从自]?\s?20\d\d|“?[一二三四五六七八九十]{2,3}五”?)[^，]{0,8}")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with the phrase that it stands in and the words that are read for its metric."""

    quantity: Quantity
    before: str
    behind: str


def targets(document: Document) -> list[Target]:
    """The targets of a document in order, each quoted to the letter."""
    return [target for clause in document.clauses for target in _of_clause(document, clause)]


def _of_clause(document: Document, clause: Clause) -> Iterator[Target]:
    if clause.kind in _SKIPPED_KINDS or clause.path.rpartition("/")[2] in _SKIPPED_PARTS:
        return
    if any(_BACKGROUND_HEADING.search(heading) for heading in (*clause.headings, clause.heading)):
        return
    if not _HAS_FIGURE.search(clause.text):
        return
    due = {int(year) for name, cell in clause.cells if re.search("时限|期限|时间|年度", name) for year in re.findall(r"20\d\d", cell)}
    default = due.pop() if len(due) == 1 else year_of_title(document.policy.title)
    reader = _Reader(document, clause, default)
    for paragraph in re.finditer(r"[^\n\t]+", clause.text):
        if _HAS_FIGURE.search(paragraph[0]):
            yield from reader.read(Span(*paragraph.span()))


class _Reader:
    """Reads the paragraphs of one clause."""

    def __init__(self, document: Document, clause: Clause, default: int | None) -> None:
        self.clause = clause
        self.text = clause.text
        self.region = document.policy.region
        self._default = default
        self._is_plan = bool(_PLAN.search(document.policy.title))

    def read(self, paragraph: Span) -> Iterator[Target]:
        """The targets of one paragraph, whose years carry on to its end."""
        words = paragraph.of(self.text)
        years = [(start + paragraph.start, end + paragraph.start, year) for start, end, year in anchors(words)]
        for period in periods(words):
            sentence = period.shifted(paragraph.start)
            if not _HAS_FIGURE.search(period.of(words)) or _BACKGROUND.search(period.of(words)):
                continue
            yield from self._sentence(sentence, years)

    def _sentence(self, sentence: Span, years: list[tuple[int, int, int]]) -> Iterator[Target]:
        words = sentence.of(self.text)
        cases = {pair.amount.span: pair.case for pair in parallel(words) if not pair.amount.is_money} if _ONE_BY_ONE.search(words) else {}
        found = [quantity.shifted(sentence.start) for quantity in quantities(words)]
        verb, before = "", [""]
        for part in phrases(self.text, sentence):
            inside = [quantity for quantity in found if part.covers(quantity.span) and not self._is_size(quantity)]
            year = next((year for start, _, year in reversed(years) if inside and start < inside[0].span.start), None)
            if not inside or _NO_TARGET.search(part.of(self.text)) or not self._counts(part, year, verb):
                verb = verb if _IS_YEAR.fullmatch(part.of(self.text)) else ""
                before.append(part.of(self.text))
                continue
            quote = self._quote(part, before[-1])
            topic = next((words for words in reversed(before) if not _IS_YEAR.fullmatch(words)), "")
            year = self._default if year is None else year
            paired = [(cases[span], q) for q in inside if (span := q.span.shifted(-sentence.start)) in cases]
            yield from (self._target(_clean(case), quantity, year, quote) for case, quantity in paired)
            for figure in _figures(part.of(self.text), inside if not paired else [], part.start):
                metric, verb = _metric(figure, verb, topic)
                if 2 < len(metric) <= _LONGEST:
                    yield self._target(metric, figure.quantity, year, quote)
            before.append(part.of(self.text))

    def _is_size(self, quantity: Quantity) -> bool:
        """Whether a count is the size of a project in a table row whose columns are not known."""
        return self.clause.kind == "row" and not self.clause.cells and quantity.measure not in ("%", "‰")

    def _counts(self, part: Span, year: int | None, verb: str) -> bool:
        """Whether figures of the phrase can be goals: in a plan, or with a goal for a year to come."""
        words = part.of(self.text)
        return bool(verb or GOAL.regex.search(words)) and (self._is_plan or (year is not None and bool(re.search("力争|确保|到20|至少", words))))

    def _quote(self, part: Span, before: str) -> Span:
        """The phrase, with the year in front of it where that is a phrase of its own: 到2025年，覆盖率达到90%."""
        words = part.of(self.text)
        start = part.start + len(words) - len(_unmarked(words))
        if _IS_YEAR.fullmatch(before):
            start = self.text.rindex(before.strip(), 0, part.start)
        return Span(start, part.start + len(words.rstrip()))

    def _target(self, metric: str, quantity: Quantity, year: int | None, quote: Span) -> Target:
        return Target(
            doc_id=self.clause.doc_id,
            clause=self.clause.path,
            metric=metric,
            value=quantity.value,
            unit=quantity.unit,
            year=year,
            region=self.region,
            quote=quote.of(self.text),
            span=quote.shifted(self.clause.span.start),
            upper=quantity.upper,
        )


def _figures(words: str, found: list[Quantity], offset: int) -> Iterator[_Figure]:
    """The figures of a phrase that can be targets, each with the words around it up to the next one of a list."""
    usable = [
        q for q in found if q.measure in _COUNTED or (q.measure in ("%", "‰") and not _RECIPIENT.match(words[q.phrase.end - offset :]))
    ]
    usable = [q for q in usable if words[: q.span.start - offset].count("“") <= words[: q.span.start - offset].count("”")]
    usable = [q for q in usable if not re.search("[由从](?:原来?|现在|目前)?的?\\Z", words[: q.phrase.start - offset])]
    for i, quantity in enumerate(usable):
        start, end = quantity.phrase.start - offset, quantity.phrase.end - offset
        begin = usable[i - 1].phrase.end - offset if i else 0
        stop = usable[i + 1].phrase.start - offset if i + 1 < len(usable) else len(words)
        if i and (mark := words.find("、", begin, start)) >= 0:
            begin = mark + 1
        elif i:
            continue
        if i + 1 < len(usable) and (mark := words.rfind("、", end, stop)) >= 0:
            stop = mark
        yield _Figure(quantity, words[begin : quantity.span.start - offset], words[end:stop])


def _metric(figure: _Figure, verb: str, before: str) -> tuple[str, str]:
    """What a figure measures, and the verb that later figures of the sentence share: 建成A 1所，B 2所 gives 建成B.

    ``before`` is the phrase before: it says what a bare 完成培训 is about.
    """
    lead = _clean(figure.before)
    behind = re.sub(r"^(?:的|以上的?|左右的?|及以上)+|[（(][^（）()]*[)）]\Z|[。；]\s*\Z", "", figure.behind).strip()
    if figure.quantity.measure in ("%", "‰"):
        return (lead + _predicate(behind), verb) if _is_share(lead, behind) else ("", verb)
    builds = list(_BUILDS.finditer(lead))
    own = re.sub("至少|不少于", "", builds[-1][0]) if builds else ""
    lead = re.sub("至少|不少于", "", lead)
    if behind and lead.endswith(own) and own:
        return lead + behind, own
    if behind and lead:
        return (lead + behind if len(lead) <= _SHORT else ""), verb
    if behind and (verb or _DONE_BEHIND.search(behind)):
        return verb + behind, verb
    if _BARE.fullmatch(lead):
        return _clean(re.sub("^(?:开展|实施|推进|加强|组织)", "", _clean(before))), own
    if lead and (own or verb or figure.quantity.bound or re.search("达|突破|每[千万百]", figure.before)):
        return (lead if own or "每" in lead else verb + lead), own or verb
    return "", verb


def _is_share(lead: str, behind: str) -> bool:
    return bool(re.search("率|比|占|覆盖|达标|人口|公益金|收入|比重|[留用]", lead) or _predicate(behind))


def _predicate(behind: str) -> str:
    """What follows a share that stands in front of its noun or its verb: 80%以上的医院成为…, 100%建立绿色通道, 100%全覆盖."""
    return behind if re.match(r"[一-鿿]", behind) and not re.match("[的和及与、]", behind) else ""


def _clean(case: str) -> str:
    return _TRAILING.sub("", _LEADING.sub("", _unmarked(case)))


def _unmarked(words: str) -> str:
    marker = MARKER.match(words)
    return words[marker.end() :] if marker else words
