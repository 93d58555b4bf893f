"""The cells of one row of a table that a question asks for: which row it names, and which columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policyqa.answer.computed import DIFFERS
from policyqa.answer.parts import Part, Source
from policyqa.answer.rows import PLACE_ENDING, YEAR, Asking, of_bracket, pick, said_at
from policyqa.answer.wording import say
from policyqa.facts.book import FactBook
from policyqa.facts.tables import (
    DUE,
    MEASURED_IN,
    NUMBER,
    PLACE,
    PLACES,
    Table,
    cell,
    in_unit,
    labelled,
    number,
    two_by_two,
    unit_of,
)
from policyqa.retrieve.kinds import Kind, kinds_of
from policyqa.text.fold import fold
from policyqa.text.numerals import to_chinese
from policyqa.text.words import dictionary
from policyqa.types import Clause, Document, Span

TOTAL = re.compile(r"合计|总计|一共|总共|加起来|合起来|共计|加在?一[起块]|总的|全部加|小计|[全都]算上|相加|加总|之和|总和|总数")
LARGEST = re.compile(
    r"最大|最贵|最长|最[高多](?!能?(?:补|给|奖|领|拿|报|享|发|贴|一次|不))|第[二三四五2-5][大贵长高多]|[排居列]名?第[一二三四五1-5](?!个)|前[两二三四五六七八九十\d]+[名大]|居首|榜首|头名"
)
SMALLEST = re.compile(
    r"垫底|倒数|[排居列]名?(?:在?最后|末)|末位|最末|最小|最便宜|最短|最省|最[低少](?!能?(?:补|给|奖|领|拿|报|要|得|应))|第[二三四五2-5][小短低少]"
)
EACH = re.compile("各|分别")
#: Words for a table as a whole, or for what its rows are.
OF_TABLE = re.compile(r"表|清单|项目|任务|台账|名单|指标|专栏|附件|投(?![诉票标保])")
#: What is asked for in other words than the column's.
ASKED_BY = {Kind.PLACE: PLACES, Kind.TIME: DUE, Kind.AMOUNT: re.compile("投资|资金|金额")}
#: Which size is asked for is told by the word in the cell.
SIZES = re.compile("面积|床|托位|户数")
#: How many people there is room for is told by beds and places.
ROOM_FOR, PLACES_FOR = (
    re.compile("(?:[收住招]|容纳|接[收纳]|[放装]下)[^，。？]{0,3}(?:多少|几)[个名位]?(?:人|娃|孩|老|学|小)"),
    ["床", "托位", "学位"],
)
HOW_LARGE = re.compile("多大|规模")
SIZED = re.compile("规模|面积")
#: Whether something is built anew, in other words than the cells'.
NEW_OR_OLD = re.compile("新[建盖起修][^，。？]{0,4}还是|还是[^，。？]{0,4}新[建盖起修]")
#: Asks what is given or fined, or comes of a figure: a rule tells that, no row.
GIVEN = re.compile("[补奖贴领罚]|报销|折[算合]|换算")
#: The marks of what is asked for, and of one more thing.
ASKS, AND = re.compile("多少|几|哪|多大|谁|什么|啥|还是"), re.compile("[和跟与及、]")
#: Asks for a figure, or for a thing.
FIGURE, THING = re.compile("多少|几|多[大高长久]"), re.compile("什么|啥|谁|哪(?!一?年)")
#: A question of its own, and what tells a sort beside its stem: 约束性, 约束还是预期.
ENDS, SORT = re.compile("[？?]"), "性类型的"
#: How much of a column's name a question has to say, and of a row's for its cells to be told: less
#: where it names the table or a cell too. And how far ahead of other rows it has to be.
HALF, NAMED_ROW, NAMED_BESIDE, AHEAD = 0.5, 0.5, 0.25, 1.4
#: So many characters of a row's name, from its start, are its short form: 商运普康.
HEAD = 4
#: Two years, whose difference may be asked for.
PAIR = 2
#: From one year to another: 2024年到2026年, 2024—2026年.
SPAN = re.compile(r"(?P<first>20\d\d)年?(?:到|至|[—–~～-]+)(?P<last>20\d\d)年")
#: The year in which something is the most.
WHICH_YEAR = re.compile("哪一?年")
#: What a level of government is called, and in columns: 市里 (市级), 区里头 (区级).
LEVEL = re.compile("([省市区县镇])(?:里[头面]?|上)(?:这一?级)?")
#: What years are counted up in, or shares: nothing that their sum tells.
NO_SUM = re.compile("[%率比]|累计|总[数量]|余额|存量")


def cells_asked(question: str, row: Clause, book: FactBook) -> Part | None:
    """The cells of a table's row that a question asks for besides its units and deadline; None when it asks for none."""
    if (table := book.table_of(row)) is None:
        return None
    asked = LEVEL.sub(r"\1级", Asking.of(question).plain)
    columns = [c for c in columns_asked(asked, table, [row]) if c not in table.unit_columns and not DUE.search(c)]
    return _cells(asked, row, [*years_asked(asked, table), *columns], table, book.documents[row.doc_id])


def of_row(asking: Asking, naming: Asking, table: Table, documents: Mapping[str, Document]) -> Part | None:
    """The cells ``asking`` wants of the one row that is named by the words of ``naming``, in a table of figures."""
    asked = LEVEL.sub(r"\1级", asking.plain)
    figures = table.numeric or any(YEAR.match(column) for column in table.columns) or _has_values(table)
    judged = Kind.JUDGEMENT in kinds_of(asking.text)
    picked = pick(naming, table, documents[table.rows[0].doc_id]) if figures and not judged else None
    if picked is None:
        return None
    if row := of_bracket(asking, table, picked):
        return Part(say(row.text, row), (Source(row, row.span),))
    pointed = picked.by_cells or OF_TABLE.search(asked) is not None
    row = row_named(naming.plain, table, picked.rows, NAMED_BESIDE if pointed else NAMED_ROW)
    if row is None or GIVEN.search(asked):
        return None
    named = [*years_asked(asked, table), *_columns_said(asked, table)] or _alone_named(asked, table, row)
    several = max(1, len(ASKS.findall(asked)), len(ENDS.findall(asked))) + len(AND.findall(asked))
    also = columns_asked(asked, table, [row]) if len(named) < several else ()
    columns = list(dict.fromkeys((*named, *also)))
    columns += [c for c in table.unit_columns if columns and Kind.UNIT in kinds_of(asked) and c not in columns]
    if not columns or all(column in table.unit_columns for column in columns):
        return None
    figures_only = all(column in table.numeric or YEAR.match(column) for column in columns)
    if several > len(columns) or (
        figures_only and not FIGURE.search(asked) and THING.search(asked)
    ):  # more is asked than was understood
        return Part(say(row.text, row), (Source(row, row.span),))
    return _told_with_name(asked, row, columns, table, documents[row.doc_id])


def cell_asked(question: str, row: Clause, book: FactBook) -> Part | None:
    """The one cell of a row that a question asks for by words of its column's name; None for several, or none."""
    table = book.table_of(row)
    asked = LEVEL.sub(r"\1级", Asking.of(question).plain)
    several = len(ASKS.findall(asked)) > 1 or EACH.search(asked) or DIFFERS.regex.search(asked) or "、" in asked
    if table is None or several or not FIGURE.search(asked) or GIVEN.search(asked):
        return None
    named = _columns_said(asked, table) or _alone_named(asked, table, row)
    return _told_with_name(asked, row, named, table, book.documents[row.doc_id]) if len(named) == 1 else None


def _told_with_name(asked: str, row: Clause, columns: Sequence[str], table: Table, document: Document) -> Part | None:
    """Cells in words, with what names their row in front."""
    cells = _cells(asked, row, columns, table, document)
    return cells and Part(f"{name_of(row, table)}，{cells.text}。", cells.sources, computed=cells.computed)


def _values_of(table: Table) -> list[str]:
    """The columns of what a table says of its rows: not their names, and not who sees to them."""
    return [column for column in table.columns if column != table.naming and column not in table.unit_columns]


def _columns_said(asked: str, table: Table) -> list[str]:
    """The columns of values whose names a question says by half."""
    return [column for column in _values_of(table) if share_said(asked, column) >= HALF]


def _alone_named(asked: str, table: Table, row: Clause) -> list[str]:
    """The one column of which a question says words that no other column's name and no cell of the row has: 中央预算内."""
    columns = _values_of(table)
    cells = "".join(value for _, value in row.cells)
    pairs = {column: {pair for pair in two_by_two(column) if pair in asked and pair not in cells} for column in columns}
    found = [
        column
        for column, own in pairs.items()
        if own - set().union(*(two_by_two(other) for other in columns if other != column))
    ]
    return found if len(found) == 1 else []


def _has_values(table: Table) -> bool:
    """Whether a table of no tasks has a column of figures with their units: 72％, 5个工作日."""
    others = () if table.unit_columns else [column for column in table.columns if column != table.naming]
    return any(all(cell(row, column)[:1].isdecimal() for row in table.rows) for column in others)


def _cells(asked: str, row: Clause, columns: Sequence[str], table: Table, document: Document) -> Part | None:
    """Cells in words with their columns, their sum or how far two are apart; the line that names years is quoted."""
    told = [column for column in dict.fromkeys(columns) if cell(row, column)]
    years = [column for column in told if YEAR.match(column)]
    if WHICH_YEAR.search(asked) and len(years) > 1 and (LARGEST.search(asked) or SMALLEST.search(asked)):
        best = (min if SMALLEST.search(asked) else max)(number(cell(row, column)) or 0 for column in years)
        told = [column for column in years if number(cell(row, column)) == best]
    text, equation = "；".join("：".join(told_of(row, column)) for column in told), ""
    several = (len(years) > max(PAIR, len(YEAR.findall(asked))) or SPAN.search(asked)) and not WHICH_YEAR.search(asked)
    alike = years or [column for column in told if column in table.numeric]
    if (TOTAL.search(asked) or (several and not EACH.search(asked))) and (equation := _sum(row, years)):
        text = f"{'、'.join(labelled(column)[0] for column in years)}合计：{equation}"
    elif len(alike) == len(told) == PAIR and DIFFERS.regex.search(asked) and (equation := _difference(row, alike)):
        text = f"{text}；相差：{equation}"
    header = [_header(row, years[0], document)] if years else []
    return Part(text, (Source(row, row.span), *(source for source in header if source)), computed=equation) if text else None


def _sum(row: Clause, columns: Sequence[str]) -> str:
    """What several cells of a row make, as an equation; empty where they are not bare numbers of one unit that add up."""
    values, units = [cell(row, column) for column in columns], {labelled(column)[1] for column in columns}
    if len(values) < PAIR or len(units) > 1 or NO_SUM.search(fold("".join(value for _, value in row.cells))):
        return ""
    if not all(map(NUMBER.fullmatch, values)):
        return ""
    return f"{'+'.join(values)}={sum(number(value) or 0 for value in values):.10g}{_unit(row, columns[0])}"


def _difference(row: Clause, columns: Sequence[str]) -> str:
    """How far two cells of a row are apart, as an equation; empty where they are no numbers of one unit."""
    values = [number(cell(row, column)) for column in columns]
    if None in values or len({labelled(column)[1] for column in columns}) > 1:
        return ""
    low, high = sorted(value for value in values if value is not None)
    return f"{high:.10g}-{low:.10g}={high - low:.10g}{_unit(row, columns[0]).replace('%', '个百分点')}"


def _unit(row: Clause, column: str) -> str:
    """The unit of a cell: what the row states or its name has in brackets, the column's, or what stands behind the figure."""
    named = (unit_named(value) for _, value in row.cells if not value[:1].isdecimal())
    return fold(unit_of(row.cells) or next(filter(None, named), "") or labelled(column)[1] or NUMBER.sub("", cell(row, column)))


def _header(row: Clause, column: str, document: Document) -> Source | None:
    """The line above a row that names a column."""
    at = document.text.rfind(column, 0, row.span.start)
    clause = next((c for c in document.clauses if c.span.start <= at < c.span.end), None)
    if clause is None:
        return None
    start, end = document.text.rfind("\n", 0, at) + 1, document.text.find("\n", at)
    return Source(clause, Span(max(start, clause.span.start), min(end, clause.span.end)))


def row_named(asked: str, table: Table, rows: Sequence[Clause], enough: float) -> Clause | None:
    """The one of these rows whose name the question says, by the pairs of characters that few names have; None in doubt."""
    names, rarity = table.names, table.rarity
    whole = [row for row in rows if not names[row.span] and len(name := fold(cell(row, table.naming))) > 1 and name in asked]
    if len(whole) == 1:  # D类 has no two characters of its own
        return whole[0]
    said = {row.span: sum(rarity[pair] for pair in names[row.span] if pair in asked) for row in rows}
    best, *others = sorted(rows, key=lambda row: -said[row.span])
    share = said[best.span] / (sum(rarity[pair] for pair in names[best.span]) or 1.0)
    place = PLACE.match(name_of(best, table))
    here = place is None or PLACE_ENDING.sub("", place[0]) in asked
    alone = all(said[best.span] >= AHEAD * said[row.span] for row in others[:1])
    return best if (share >= enough or _is_called(best, table, asked)) and here and alone else None


def of_place(asked: str, table: Table) -> Sequence[Clause]:
    """The rows whose names begin with a place that is said, all where none is."""
    begun = {row.span: PLACE.match(name_of(row, table)) for row in table.rows}
    here = [row for row in table.rows if (place := begun[row.span]) and PLACE_ENDING.sub("", place[0]) in asked]
    return here or table.rows


def _is_called(row: Clause, table: Table, asked: str) -> bool:
    """Whether a question says the beginning of a row's name, which no other name has; of a proper name less is enough."""
    beginnings = [PLACE.sub("", name_of(each, table), count=1) for each in table.rows]
    own = PLACE.sub("", name_of(row, table), count=1)
    size = HEAD if dictionary().lookup(own[:2]).get(own[:2]) else HEAD - 1
    return len(own) >= size and own[:size] in asked and sum(each.startswith(own[:size]) for each in beginnings) == 1


def years_asked(asked: str, table: Table) -> list[str]:
    """The columns for a year that the question names, or all such where it asks for several years together: 三年一共."""
    of_year = [column for column in table.columns if YEAR.match(column)]
    named = [column for column in of_year if YEAR.findall(column)[0] in asked]
    if (span := SPAN.search(asked)) and not DIFFERS.regex.search(asked):
        return [column for column in of_year if span["first"] <= YEAR.findall(column)[0] <= span["last"]]
    together = re.search(f"[{to_chinese(len(of_year))}{len(of_year)}]年(?!级)", asked) or WHICH_YEAR.search(asked)
    if not named and len(of_year) > 1 and together:
        return of_year
    words = [column for column in named if any(pair in asked for pair in two_by_two(column))]
    return words or named


def columns_asked(asked: str, table: Table, rows: Sequence[Clause]) -> list[str]:
    """The columns whose cells are asked for: by words of their names, by the kind of thing, or by the size in their cells."""
    kinds = kinds_of(asked)
    sizes = SIZES.findall(asked) + PLACES_FOR * bool(ROOM_FOR.search(asked))
    named = {each.column for each in table.measures if each.column in table.numeric and said_at(asked, each, table)}
    asked_by = {kind: words for kind, words in ASKED_BY.items() if kind is not Kind.AMOUNT or not named}

    def fits(column: str) -> bool:
        if column in named or _asked_of(asked, column):
            return True
        if any(kind in kinds and words.search(column) for kind, words in asked_by.items()):
            return True
        if Kind.UNIT in kinds and column in table.unit_columns:
            return True
        if sum((sort.rstrip(SORT) or sort) in asked for sort in table.sorts[column]) > 1:  # 新建还是改造
            return True
        if NEW_OR_OLD.search(asked) and any("新建" in sort for sort in table.sorts[column]):
            return True
        if HOW_LARGE.search(asked) and SIZED.search(column):
            return True
        return any(size in fold(cell(row, column)) for size in sizes for row in rows if column != table.naming)

    return [column for column in table.columns if column not in (table.naming, *MEASURED_IN) and fits(column)]


def _asked_of(asked: str, column: str) -> bool:
    """Whether a column's name, without the unit in brackets, is said and asked of: 总投资各多少."""
    name = re.sub(r"\(.*\)", "", fold(column))
    return (
        len(name) > 1
        and re.search(rf"{re.escape(name)}[^，。？一-鿿]{{0,2}}(?:各|分别|是?多少|是?[几哪什]|[、和])", asked) is not None
    )


def share_said(asked: str, name: str) -> float:
    """The share of a name's pairs of characters that a question says."""
    pairs = two_by_two(name)
    return sum(pair in asked for pair in pairs) / max(len(pairs), 1)


def name_of(row: Clause, table: Table) -> str:
    """What a row is called, with the unit of its figures."""
    unit = unit_of(row.cells)
    return cell(row, table.naming).rstrip("。；") + (f"（{unit}）" if unit else "")


def told_of(row: Clause, column: str) -> tuple[str, str]:
    """A column's name and its cell in words."""
    return in_unit(column, cell(row, column).rstrip("。；"))


def unit_named(name: str) -> str:
    """The unit in brackets behind a name: 总投资（万元）, 建设内容（床位/张）; a stage is none: 养老院（一期）."""
    found = re.findall(r"\((?:[^()]*/)?([^()/,\d一二三四五六七八九十][^()/,]*)(?:,[^()]*)?\)", fold(name))
    return found[-1] if found else ""
