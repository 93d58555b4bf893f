"""What the rows of a table are measured by, compared and added up: which is the largest or second, what several make."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyqa.answer.parts import Part, Source
from policyqa.answer.rows import COUNTED_ROWS, YEAR, Picked, groups_named, said_at
from policyqa.answer.table_cells import (
    EACH,
    LARGEST,
    NO_SUM,
    SMALLEST,
    TOTAL,
    columns_asked,
    name_of,
    share_said,
    told_of,
    unit_named,
)
from policyqa.facts.tables import NUMBER, Measure, Table, in_unit, number, two_by_two, unit_of
from policyqa.ingest.table_text import TOTALS
from policyqa.text.fold import fold
from policyqa.text.numerals import parse_numeral, to_chinese
from policyqa.types import Clause

#: Says of nothing that it is the largest: any measure may be meant.
OF_NONE = re.compile("[大小名列居首末尾前后]|倒数|垫底")
#: Asks of what kind something is: the columns in front of its name tell that.
WHICH_KIND = re.compile("[哪什][一么]?[种类]")
#: The place that is asked for, from the top: 第二大, 前三名, 最大的三个.
RANK = re.compile(r"第(?P<nth>[二三四五2-5])|(?:前|最.的)(?P<first>[两二三四五六七八九十]|\d+)[名大个项家]")
#: Asks the same of another group: 养老的总投资多少，托育呢.
_LIKEWISE = re.compile(r"呢[？?。]*\Z")
MONEY = re.compile("钱|投|资|费|款|盘子|造价|花销|花(?=了?(?:多少|几))")
#: Asks for another measure as well: 面积各多少.
_ALSO = re.compile("[^,，。?？]{0,3}(?:各|分别|是?多少|多大)")
#: A place as a whole, whose sum a table may state.
WHOLE_PLACE = re.compile("全[省市州县区盟旗镇乡]")
#: Asks for the sum of all beside that of each group.
WHOLE = re.compile(f"全[省市州县区盟旗镇乡表]|(?:{TOTAL.pattern})(?![^，。；？]{{0,4}}(?:各|分别))")
#: Which of the rows that are named has more or less, and by how much.
COMPARED = re.compile(
    r"(?:哪一?[个处家所项座边]|谁)[^，。？；]{0,8}?(?:(?P<less>(?<!多)少|小|低|便宜|短)|多(?!少)|大|高|贵|长)|(?:[多少大小高低贵差]|便宜)[一-鿿]{0,3}?(?:多少|几)"
)
_APART = re.compile("(?:[多少大小高低贵差]|便宜)[一-鿿]{0,3}?(?:多少|几)")
#: One of so many, for so much of another: 单张床位的投资.
PER_ONE = re.compile("(?:平均)?(?:单|每一?|(?<=平均)一)(?P<unit>[张个位户]|平方?米)|平均")
_MEAN = "平均"
#: One measure as a share of another: 中央资金占总投资比例最高, 拟申请的占其总投资的百分之几; or by another: 总投资除以床位数.
SHARE_OF = re.compile("占(?!地)|除以")
_PER_CENT = re.compile("比例|百分|几成|占比")
#: A group that is named as one of all: 连托育全算上.
_WITH = re.compile("连[^，。；？]{1,8}[算加]")
_SENTENCE, _PHRASE = re.compile("[。；？;?]"), re.compile("[。；？;?，,、]")
#: Asks for a figure; what the name of a sum begins with: 总投资.
HOW_MUCH, WHOLE_SUM = re.compile("(?:多少|几)(?![个项条家])"), "总"
#: More figures than this are not added up one by one, and the rows of so many not named.
ADDED, NAMED = 30, 15


def extreme(asked: str, table: Table, rows: Sequence[Clause]) -> Part | None:
    """The rows with the largest or smallest figure, or the next ones: of what the question names, or of each column."""
    if LARGEST.search(asked) and SMALLEST.search(asked):  # 最高和最低的各是哪个
        both = [extreme(words.sub("，", asked), table, rows) for words in (SMALLEST, LARGEST)]
        told = [part for part in both if part and not part.computed]
        sources = tuple(dict.fromkeys(source for part in told for source in part.sources))
        return Part("".join(part.text for part in told), sources) if len(told) == len(both) else None
    share = ratio(asked, table, rows)
    if share or (_MEAN in asked and not any(_MEAN in measure.name for measure in table.measures)):
        return share  # a mean that nothing makes up is told by no whole
    at = SMALLEST.search(asked) or LARGEST.search(asked)
    only = table.measures[0] if len(table.measures) == 1 else None
    nearest = measure_named(asked, table, at.start() if at else 0) or _spent(asked, table) or only
    of_all = [each for each in table.measures if each.column in table.numeric and at and OF_NONE.search(at[0])]
    measures = [nearest] if nearest else of_all
    chosen = [(measure, row) for measure in measures for row in _ranked(asked, measure, rows)]
    before = table.columns[: table.columns.index(table.naming)]
    sizes, kinds = {each.column for each in table.measures}, [c for c in before if table.sorts[c] and WHICH_KIND.search(asked)]
    beside = [c for c in (*kinds, *columns_asked(asked, table, rows)) if c not in sizes] if nearest else []
    text = "；".join(
        "，".join((name_of(row, table), _best_told(row, measure, table), *("：".join(told_of(row, c)) for c in beside)))
        for measure, row in chosen
    )
    return Part(f"{text}。", tuple(dict.fromkeys(Source(row, row.span) for _, row in chosen))) if chosen else None


def compared(asked: str, table: Table, rows: Sequence[Clause], *, is_about: bool = False) -> Part | None:
    """What rows that are named have of the measures by which a question compares them, and how far two of them are apart.

    The only measure of a table need not be named where the question ``is_about`` the table and nothing else.
    """
    at = COMPARED.search(asked)
    only = table.measures[0] if is_about and len(table.measures) == 1 else None
    spent = _spent_on(asked, at, table) if at else None
    measure = (spent or measure_named(asked, table, at.start()) or _spent(asked, table) or only) if at else None
    if at is None or measure is None or len(rows) < 2 or any(measure.of(row) is None for row in rows):
        return None
    others = [each for each in table.measures if each.column != measure.column and said_at(asked, each, table)]
    named = [each for each in others if spent is None or re.search(rf"{each.name[-2:]}{_ALSO.pattern}", asked)]
    order = sorted(rows, key=lambda row: measure.of(row) or 0, reverse=not at["less"])
    text, equation = "；".join("，".join(_measures_told(row, (measure, *named), table)) for row in order), ""
    high, *_, low = sorted(order, key=lambda row: -(measure.of(row) or 0))
    figures = [measure.figures[row.span] for row in (high, low)]
    own = two_by_two(measure.name) - set().union(*(two_by_two(each.name) for each in named))
    is_meant = bool(spent) or not named or any(pair in asked for pair in own)  # 水价 is neither 基本水价 nor 综合水价
    if len(rows) == 2 and is_meant and _APART.search(asked) and all(map(NUMBER.fullmatch, figures)):
        apart = (number(figures[0]) or 0) - (number(figures[1]) or 0)
        equation = f"{'-'.join(f'{figure}{measure.unit}' for figure in figures)}={apart:.10g}{measure.unit}"
        text += f"；相差：{equation}"
    return Part(f"{text}。", tuple(Source(row, row.span) for row in order), computed=equation)


def _measures_told(row: Clause, measures: Sequence[Measure], table: Table) -> list[str]:
    """The name of a row and the cells with its measures, each once."""
    return [name_of(row, table), *dict.fromkeys(_best_told(row, measure, table) for measure in measures)]


def _best_told(row: Clause, measure: Measure, table: Table) -> str:
    return ("" if measure.column in table.numeric else "：").join(told_of(row, measure.column))


def _ranked(asked: str, measure: Measure, rows: Sequence[Clause]) -> list[Clause]:
    """The rows with the first figure, with the one at the place that is asked for, or with those up to it."""
    values = {row.span: value for row in rows if (value := measure.of(row)) is not None}
    order = sorted(set(values.values()), reverse=SMALLEST.search(asked) is None)
    rank = RANK.search(asked)
    last = int(parse_numeral(rank["nth"] or rank["first"]) or 1) if rank else 1
    wanted = order[last - 1 : last] if rank and rank["nth"] else order[:last]
    return sorted((row for row in rows if values.get(row.span) in wanted), key=lambda row: wanted.index(values[row.span]))


def measure_named(asked: str, table: Table, at: int) -> Measure | None:
    """The measure that the question names, by words that no other has, the nearest to a place in it and most of it said.

    Where it names none, the column of sums, if there is one: 合计.
    """
    places = {measure: said for measure in table.measures if (said := said_at(asked, measure, table))}
    pairs = {measure: two_by_two(measure.name) for measure in places}

    def order(measure: Measure) -> tuple[bool, int, float]:
        others = set().union(*(words for other, words in pairs.items() if other is not measure))
        own = any(pair in asked for pair in pairs[measure] - others)
        return not own, min(abs(each - at) for each in places[measure]), -share_said(asked, measure.name)

    summed = next((measure for measure in table.measures if TOTALS.fullmatch(measure.name)), None)
    return min(places, key=order, default=summed)


def ratio(asked: str, table: Table, rows: Sequence[Clause]) -> Part | None:
    """The row with the largest or smallest share of one measure in another, 单张床位的投资, or that of the only row."""
    if (measures := _of_ratio(asked, table)) is None:
        return None
    above, below = measures
    figures = [tuple(number(measure.figures.get(row.span, "")) for measure in measures) for row in rows]
    pairs = [(a / b, row) for (a, b), row in zip(figures, rows, strict=True) if a is not None and b]
    best = (min if SMALLEST.search(asked) else max)((value for value, _ in pairs), default=None)
    row = next((row for value, row in pairs if value == best), None)
    if row is None or best is None:
        return None
    told = "÷".join(f"{each.figures[row.span]}{each.unit}" for each in measures)
    of_one_unit = above.unit == below.unit or _PER_CENT.search(asked) is not None
    equation = f"{told}={best * 100:.4g}%" if of_one_unit else f"{told}={best:.4g}{above.unit}"
    return Part(f"{name_of(row, table)}，{equation}。", (Source(row, row.span),), computed=equation)


def _of_ratio(asked: str, table: Table) -> tuple[Measure, Measure] | None:
    """The measure above and the one below the line: 单张床位的投资, 甲占乙, 甲除以乙; None where no two are named so."""
    if share := SHARE_OF.search(asked):
        above = measure_named(asked[: share.start()], table, share.start())
        below = measure_named(asked[share.end() :], table, 0)
        return (above, below) if above and below and above is not below else None
    if (per := PER_ONE.search(asked)) is None:
        return None
    behind = {measure: said_at(asked[per.end() :], measure, table) for measure in table.measures}
    named = sorted((measure for measure, places in behind.items() if places), key=lambda measure: min(behind[measure]))
    counted = next((each for each in table.measures if each.unit == per["unit"]), None)
    before = measure_named(asked[: per.start()], table, per.start()) or counted
    if len(named) < 2 and before:
        named = [before, *(named or filter(None, [_spent(asked, table)]))]
    below, above = (
        sorted(named, key=lambda each: each.measured_in == "元") if len(named) == 2 else (None, None)
    )  # money by beds
    return (above, below) if above and below and above is not below else None


def sums(asked: str, table: Table, picked: Picked) -> Part | None:
    """The sums that the table states of the groups that the question names or of all, or what the rows that it names make."""
    several = [group for group in groups_named(asked, table.groups) if group.heading]
    if len(several) > 1 and MONEY.search(asked) and (EACH.search(asked) or _LIKEWISE.search(asked)):
        whole = [table.total] if table.total and WHOLE.search(asked) and EACH.search(asked) else []
        return _stated(table, [*whole, *(group.heading for group in several)])
    total = TOTAL.search(asked) or (WHOLE_PLACE.search(asked) if table.total else None) or _summed(asked, table, picked)
    if total is None:
        return None
    if (both := _each_summed(asked, table, picked)) is not None:
        return both
    marks = TOTAL if TOTAL.search(asked) else re.compile(re.escape(total[0]))
    places = [
        (each, mark.start()) for each in _SENTENCE.split(asked) for mark in marks.finditer(each)
    ]  # 共几个？床位合起来多少
    named = ((each, measure_named(each, table, at)) for each, at in places)
    sentence, measure = next((each for each in named if each[1]), (places[0][0], None))
    if picked.by_cells or (measure and measure.column not in table.numeric):  # no row of sums states it
        return _added(asked, table, picked.rows, measure or _spent(asked, table))
    if measure is None and not (MONEY.search(asked) and all(map(MONEY.search, table.numeric))):
        return None
    of_year = [measure] if measure and YEAR.match(measure.column) else []
    stated = _stated(table, [picked.group.heading if picked.group and not _WITH.search(sentence) else table.total], of_year)
    return stated or _added(asked, table, picked.rows, measure or _spent(asked, table))


def _each_summed(asked: str, table: Table, picked: Picked) -> Part | None:
    """What the rows make of each of several measures whose sums are asked for one by one: 床位合计、总投资合计."""
    totals = [(each, total.start()) for each in _PHRASE.split(asked) if (total := TOTAL.search(each))]
    measures = dict.fromkeys(measure_named(each, table, at) for each, at in totals)
    if not picked.by_cells or not 1 < len(measures) == len(totals):
        return None
    told = [part for measure in measures if (part := _added(asked, table, picked.rows, measure))]
    if len(told) < len(totals):
        return None
    sums = "；".join(part.text.rpartition("，")[2].rstrip("。") for part in told)
    names, computed = told[0].text.rpartition("，")[0], sums.partition("：")[2]
    return Part(f"{names}，{sums}。", told[0].sources, computed=computed)


def _summed(asked: str, table: Table, picked: Picked) -> re.Match[str] | None:
    """Where a question asks what several rows make in the name of a sum (总投资) or by their number (五个项目投资多少).

    None where it says words of the names of some of them: one row may be meant.
    """
    if len(picked.rows) < 2 or EACH.search(asked) or PER_ONE.search(asked):
        return None
    common = two_by_two("，".join([*table.columns, *(group.heading.heading for group in table.groups if group.heading)]))
    names = [table.names[row.span] - common for row in picked.rows]
    if any(pair in asked for pair in set().union(*names) - names[0].intersection(*names)):
        return None
    if len(picked.rows) in map(parse_numeral, COUNTED_ROWS.findall(asked)):
        return HOW_MUCH.search(asked)
    named = (each.name for each in table.measures if each.name[0] == WHOLE_SUM)
    found = (re.search(f"{re.escape(name)}[^，。；？]{{0,4}}{HOW_MUCH.pattern}", asked) for name in named)
    return next(filter(None, found), None) if picked.by_cells or picked.group else None


def _spent(asked: str, table: Table) -> Measure | None:
    """The first column of sums, where a question asks for money in other words than the column's."""
    return next((each for each in table.measures if each.measured_in == "元"), None) if MONEY.search(asked) else None


def _spent_on(asked: str, at: re.Match[str], table: Table) -> Measure | None:
    """The column of sums, where money is compared in other words than its name's: 花的钱差多少."""
    behind = re.split("[,;.?，。；？]", asked[: at.start()])[-1] + at[0]
    spent = _spent(behind, table)
    return spent if spent and not any(said_at(behind, measure, table) for measure in table.measures) else None


def _added(asked: str, table: Table, rows: Sequence[Clause], measure: Measure | None) -> Part | None:
    """What the figures of some rows make: nothing where one has none, or where they are not as many as the question says."""
    said = {parse_numeral(count) for count in COUNTED_ROWS.findall(asked)}
    figures = [measure.figures.get(row.span, "") for row in rows] if measure else []
    if measure is None or not 1 < len(rows) <= ADDED or not all(figures) or said - {len(rows)} or PER_ONE.search(asked):
        return None
    if any(NO_SUM.search(fold(name)) for name in (measure.name, measure.unit, *(name_of(row, table) for row in rows))):
        return None
    if len({unit_of(row.cells) or unit_named(name_of(row, table)) for row in rows}) > 1:
        return None
    result = sum(number(figure) or 0 for figure in figures)
    equation = f"{'+'.join(f'{figure}{measure.unit}' for figure in figures)}={result:.10g}{measure.unit}"
    names = "、".join(name_of(row, table) for row in rows) if len(rows) <= NAMED else f"{to_chinese(len(rows))}项"
    return Part(f"{names}，{measure.name}合计：{equation}。", tuple(Source(row, row.span) for row in rows), computed=equation)


def _stated(table: Table, headings: Sequence[Clause | None], measures: Sequence[Measure] = ()) -> Part | None:
    """Rows of sums in words, or only the sums of some ``measures``."""
    columns = [measure.column for measure in measures] or table.numeric
    told: list[str] = []
    for heading in headings:
        figures = NUMBER.findall(heading.text) if heading else []
        if heading is None or len(figures) != len(table.numeric):
            return None
        sums = dict(zip(table.numeric, figures, strict=True))
        said = "；".join("".join(in_unit(column, sums[column])) for column in columns)
        told.append(f"{heading.heading or '总计'}：{said}".replace("\t", " "))
    return Part(f"{'；'.join(told)}。", tuple(Source(heading, heading.span) for heading in headings if heading))
