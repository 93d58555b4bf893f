"""Targets: which figure is to be reached by when, read from plans and notices.

Precise rather than exhaustive. A figure is a target when its phrase names what it measures and a goal (达到, 不低于, 建成 …).
Background (截至, 已建成, “十三五”末), forecasts (预计), sums that are paid, standards (按每百户20平方米的标准), ages and
durations are none. Laws have norms, not targets: articles are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policyqa.facts.amounts import Quantity, quantities
from policyqa.facts.metrics import by_case, clean, figures, metric_of
from policyqa.facts.parallel import parallel
from policyqa.facts.phrases import periods, phrases, unmarked
from policyqa.facts.rows import rows_of
from policyqa.facts.years import anchors, year_of_title
from policyqa.text.patterns import pattern
from policyqa.types import Clause, Document, Span, Target

_SKIPPED_PARTS = ("印发通知", "落款", "目录", "附件说明", "责任分工", "来源", "题注")
_SKIPPED_KINDS = ("编", "章", "节", "条", "attachment")
#: Titles of documents whose figures are goals even where no word says so.
_PLAN = re.compile("方案|规划|计划|纲要|意见|行动|任务|目标|要点|清单|部署|措施|分工|分解")
_BACKGROUND_HEADING = re.compile("背景|(?:发展|工作|现实|建设)基础|现状|形势|成效|回顾|趋势|存在的?问题|基本情况|成绩")
_GOALS_HEADING = re.compile("目标|任务|指标")
_GOAL_COLUMN = re.compile("任务|目标|措施|时限|指标|内容和要求")
_DUE_COLUMN = re.compile("时限|期限|时间|年度")
BACKGROUND = pattern(
    "现状和预测",
    r"截至|截止|目前|现有|已[经建有达实完成累形]|共有|普查|预计|预测|数据显示|同比|环比|比上年|较上年|以来|“?十三五”?[时末期]|增长了|"
    r"登记在册",
    reason="what there is, was, or is expected is not to be reached",
    examples=(
        ("截至2020年底，全市共有养老机构96家", "截至"),
        ("预计到2025年，人口达到300万人", "预计"),
        ("到2025年，达到60%", None),
    ),
)
NO_TARGET = pattern(
    "非目标数字",
    r"征收|(?:补助|补贴|奖励|资助)(?![^，。；]{0,6}率)|给予|标准|按照?(?!计划|时)|基础上|缴费|[利费]率|罚|投资额|费用|价格|由[^，。；]{2,20}(?:承担|负担)",
    reason="sums that are paid, standards to build by, and terms of loans are no targets",
    examples=(("新建小区每百户不低于20平方米的标准", "标准"), ("担保费率降至1%", "费率"), ("覆盖率达到90%", None)),
)
GOAL = pattern(
    "目标用语",
    r"达到?|不低于|不少于|不超过|不高于|至少|提高|提升|增[加至长]|降[低至]|控制在|超过|突破|实现|力争|确保|覆盖|占|建成|新增|新建|建设|"
    r"打造|培育|完成|建立|设立|设置|配备|配建|发展|改造|开设|引进|创建|建有|拥有|组建|布局|培训|解决|用于|成为|全部|有一|比例|为(?=\d)",
    reason="a figure is a goal when a verb makes it one",
    examples=(("覆盖率达到90%", "覆盖"), ("建成8个中心", "建成"), ("60岁的老年人", None)),
)
_AHEAD = re.compile("力争|确保|到20|至少")
#: Tables of metrics: the column that names them, those of goals for a year, and what stands in their cells.
_METRIC_COLUMN = re.compile("指标(?!属性|类型|性质|值)")
_GOAL_OF_YEAR = re.compile(r"(?P<year>20\d\d)\s?年?[^基现实完]{0,4}(?:目标|指标|规划|值|任务|$)")
_VALUE = re.compile(r"[≥＞>≤＜<]?\s?(?:不低于|不少于|不超过|达到)?\s?\d+(?:\.\d+)?\s?[^\d\s，。；]{0,5}(?:以上|以下|左右)?")
_ONE_BY_ONE = re.compile("分别|依次")
#: Cheap test before a sentence is read: a number that is not just a year, or a spelt-out count.
_HAS_FIGURE = re.compile(r"\d(?!\d)(?!\s*年)|[一两二三四五六七八九十][个所家张名支户]|分之|半")
_IS_YEAR = re.compile(r"\s*(?:力争|确保)?(?:[到至从自]?\s?20\d\d|“?[一二三四五六七八九十]{2,3}五”?)[^，]{0,8}")
_SHORTEST, _LONGEST = 3, 60


def targets(document: Document) -> list[Target]:
    """The targets of a document in order, each quoted to the letter."""
    rows = rows_of(document)
    return [target for clause in document.clauses for target in _of_clause(document, clause, rows.get(clause.path, ()))]


def _of_clause(document: Document, clause: Clause, rows: Sequence[Clause]) -> Iterator[Target]:
    if measured := [target for row in rows for target in _of_row(row, document.policy.region)]:
        yield from measured
        return
    if clause.kind in _SKIPPED_KINDS or clause.path.rpartition("/")[2] in _SKIPPED_PARTS or not _HAS_FIGURE.search(clause.text):
        return
    if _is_background(clause):
        return
    reader = _Reader(document, clause)
    for paragraph in re.finditer(r"[^\n\t]+", clause.text):
        if _HAS_FIGURE.search(paragraph[0]):
            yield from reader.read(Span(*paragraph.span()))


def _is_background(clause: Clause) -> bool:
    """Whether a clause tells how things are, by the nearest heading that says: （一）基本情况 within 一、基本情况和行动目标."""
    for heading in (clause.heading, *reversed(clause.headings)):
        background, goals = (words.search(heading) is not None for words in (_BACKGROUND_HEADING, _GOALS_HEADING))
        if background != goals:
            return background
    return False


def _of_row(row: Clause, region: str | None) -> Iterator[Target]:
    """The goals of a row in a table of metrics: | 指标 | 2020年基数 | 2025年目标 |, one for each year to come."""
    metric = next((value for name, value in row.cells if _METRIC_COLUMN.search(name)), "")
    told = re.search(r"[（(](?:单位[：:])?([^（()）]{1,6})[）)]\s*\Z", metric)
    unit = told[1] if told else next((value for name, value in row.cells if name == "单位"), "")
    for name, value in row.cells if metric else ():
        year, figure = _GOAL_OF_YEAR.search(name), re.search(r"\d+(?:\.\d+)?", value)
        if year is None or figure is None or not _VALUE.fullmatch(value.strip()):
            continue
        own = re.sub(r"^[^\d]*[\d.]+|以上|以下|左右", "", value.strip())
        yield Target(
            doc_id=row.doc_id,
            clause=row.path,
            metric=metric[: told.start()].strip() if told else metric,
            value=float(figure[0]),
            unit=own or unit,
            year=int(year["year"]),
            region=region,
            quote=row.text,
            span=row.span,
        )


class _Reader:
    """Reads the paragraphs of one clause."""

    def __init__(self, document: Document, clause: Clause) -> None:
        self.clause = clause
        self.text = clause.text
        self.region = document.policy.region
        self._is_plan = bool(_PLAN.search(document.policy.title))
        self._default = _due(clause) or year_of_title(document.policy.title)

    def read(self, paragraph: Span) -> Iterator[Target]:
        """The targets of one paragraph, whose years carry on to its end."""
        words = paragraph.of(self.text)
        years = [(start + paragraph.start, year) for start, year in anchors(words)]
        for period in periods(words):
            if _HAS_FIGURE.search(period.of(words)) and not BACKGROUND.regex.search(period.of(words)):
                yield from self._sentence(period.shifted(paragraph.start), years)

    def _sentence(self, sentence: Span, years: list[tuple[int, int]]) -> Iterator[Target]:
        words = sentence.of(self.text)
        found = [quantity.shifted(sentence.start) for quantity in quantities(words) if not self._is_size(quantity)]
        cases = _cases(words, sentence.start)
        verb, before = "", [""]
        for part in phrases(self.text, sentence):
            inside = [quantity for quantity in found if part.covers(quantity.span)]
            year = next((year for start, year in reversed(years) if inside and start < inside[0].span.start), None)
            if not inside or not self._counts(part.of(self.text), year, verb, dated=_IS_YEAR.fullmatch(before[-1]) is not None):
                verb = verb if _IS_YEAR.fullmatch(part.of(self.text)) else ""
                before.append(unmarked(part.of(self.text)))
                continue
            quote, topic = self._quote(part, before[-1]), next((b for b in reversed(before) if not _IS_YEAR.fullmatch(b)), "")
            told = list(figures(part.of(self.text), inside, part.start))
            shared = by_case(told)
            metrics = [(cases[quantity.span], quantity) for quantity in inside if quantity.span in cases and not shared]
            if not metrics:
                for figure in shared or told:
                    metric, verb = metric_of(figure, verb, topic)
                    metrics.append((metric, figure.quantity))
            for metric, quantity in metrics:
                if _SHORTEST <= len(metric) <= _LONGEST:
                    yield self._target(metric, quantity, year or self._default, quote)
            before.append(unmarked(part.of(self.text)))

    def _is_size(self, quantity: Quantity) -> bool:
        """Whether a count is the size of a project, in a row of a table that has no column for tasks or goals."""
        names = "".join(name for name, _ in self.clause.cells)
        return self.clause.kind == "row" and quantity.measure not in ("%", "‰") and not _GOAL_COLUMN.search(names)

    def _counts(self, words: str, year: int | None, verb: str, *, dated: bool) -> bool:
        """Whether figures of a phrase can be goals: in a plan, or with a goal for a year to come (``dated``: right before)."""
        if NO_TARGET.regex.search(words) or not (verb or GOAL.regex.search(words)):
            return False
        return self._is_plan or (year is not None and (dated or bool(_AHEAD.search(words))))

    def _quote(self, part: Span, before: str) -> Span:
        """The phrase, with the year in front of it where that is a phrase of its own: 到2025年，覆盖率达到90%."""
        words = part.of(self.text)
        start = part.start + len(words) - len(unmarked(words))
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


def _due(clause: Clause) -> int | None:
    """The year in the row's column of deadlines, if it is one."""
    years = {int(year) for name, cell in clause.cells if _DUE_COLUMN.search(name) for year in re.findall(r"20\d\d", cell)}
    return years.pop() if len(years) == 1 else None


def _cases(words: str, offset: int) -> dict[Span, str]:
    """Metrics of figures that a sentence lists one by one, by the figures' spans: 城乡…覆盖率分别达到80%和70%以上."""
    if not _ONE_BY_ONE.search(words):
        return {}
    return {pair.amount.span.shifted(offset): clean(pair.case) for pair in parallel(words) if not pair.amount.is_money}
