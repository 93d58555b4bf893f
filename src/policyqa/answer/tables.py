"""Questions over tables: which row is largest, which rows and how many, what they sum up to, and the cells asked of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher

from policyqa.answer.computed import DIFFERS
from policyqa.answer.parts import Part, Source
from policyqa.answer.rows import (
    BLANK,
    PLACE_ENDING,
    YEAR,
    Asking,
    Picked,
    groups_named,
    pick,
)
from policyqa.answer.wording import say
from policyqa.facts.book import FactBook
from policyqa.facts.tables import DUE, NUMBER, PLACE, PLACES, Table, cell, in_unit, number, two_by_two, unit_of
from policyqa.retrieve.kinds import Kind, kinds_of
from policyqa.retrieve.mentions import REGION_SUFFIX, Mentions, foreign_titles
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import folded
from policyqa.text.fold import fold
from policyqa.text.numerals import to_chinese
from policyqa.types import Clause, Document, Span

LARGEST = re.compile(r"最大|最贵|最长|最[高多](?!能?(?:补|给|奖|领|拿|报|享|发|贴|一次|不))")
SMALLEST = re.compile(r"最小|最便宜|最短|最[低少](?!能?(?:补|给|奖|领|拿|报|要|得|应))")
TOTAL = re.compile(r"合计|总计|一共|总共|加起来|合起来|共计|加在?一[起块]|总的|全部加")
LISTS = re.compile(r"哪些|哪几|有哪|都有|(?<!所)列|找出|几[个项家条]|多少[个项条]|是哪|哪一?个|全部|所有|[都全]给我")
#: Words for a table as a whole, or for what its rows are.
OF_TABLE = re.compile(r"表|清单|项目|任务|台账|名单|指标|专栏|附件|投(?![诉票标保])")
EACH = re.compile("各|分别")
MONEY = re.compile("钱|投|资|费|款")
COUNTS = re.compile(r"几[个项家条]|多少[个项家条]")
COUNTED = re.compile(r"(?<!哪)(?:几|多少)[个项家条](?!属于|[由归是要在没已能])([一-鿿]{2})")
OF_THEM = re.compile(r"(?:几|多少)[个项家条].*其中")
SORTS = re.compile(r"(?:哪[几些]?|几|什么)(?:个?大)?(?:类|种类|类型)")
#: Asks whether texts agree: no table answers that.
AGREE = re.compile("一致|不一|一样|同一|对不上|打架|矛盾|出入")
#: One of so many, for so much of another: 单张床位的投资.
PER_ONE = re.compile("单[张个位户]|每[一]?[张个位户]|平均")
#: What is asked for in other words than the column's.
ASKED_BY = {Kind.PLACE: PLACES, Kind.TIME: DUE, Kind.AMOUNT: re.compile("投资|资金|金额")}
#: Which size is asked for is told by the word in the cell.
SIZES = re.compile("面积|床|托位|户数")
HOW_LARGE = re.compile("多大|规模")
SIZED = re.compile("规模|面积")
#: Asks what is given or fined: a rule tells that, no row.
GIVEN = re.compile("[补奖贴领罚]|报销")
#: The marks of what is asked for, and of one more thing.
ASKS, AND = re.compile("多少|几|哪|多大|谁|什么|还是"), re.compile("[和跟与及、]")
#: A question of its own, and what tells a sort beside its stem: 约束性, 约束还是预期.
ENDS, SORT = re.compile("[？?]"), "性类型的"
#: An answer lists this many rows by name; all are cited.
LISTED = 15
#: How much of a column's name a question has to say, and of a row's for its cells to be told: less
#: where it names the table or a cell too. And how far ahead of other rows it has to be.
NAMED, HALF, NAMED_ROW, NAMED_BESIDE, AHEAD = 0.3, 0.5, 0.5, 0.25, 1.4
#: So many characters of a row's name, from its start, are its short form: 商运普康.
HEAD = 4
#: Two years, whose difference may be asked for.
PAIR = 2
#: A stretch of a table's caption this long, found in a question, names the table.
CAPTION = 4


def over_table(query: Query, book: FactBook) -> list[Part]:
    """The answer that rows of a table give; nothing when the question is not of that sort or names what no table has."""
    asking = Asking.of(query.text)
    policies = [document.policy for document in book.documents.values()]
    if AGREE.search(asking.text) or foreign_titles(asking.text, policies):
        return []
    tables = [table for table in book.tables if _in_scope(table, query.mentions, book)]
    tables.sort(key=lambda table: -_spoken_of(asking.text, table, query.mentions))
    for table in tables if OF_TABLE.search(asking.text) else ():
        picked = pick(asking, table, book.documents[table.rows[0].doc_id])
        if picked and not (picked.rows == table.rows and _row_named(asking.plain, table, table.rows, NAMED_ROW)):
            fits = _spoken_of(asking.text, table, query.mentions, picked.columns)
            if fits and (part := _answer(asking.text, table, picked, fits)):
                return [part]
    return next(([part] for table in tables if (part := _of_row(asking, table, book.documents))), [])


def cells_asked(question: str, row: Clause, book: FactBook) -> Part | None:
    """The cells of a table's row that a question asks for besides its units and deadline; None when it asks for none."""
    table = next((t for t in book.tables if any(r.key == row.key for r in t.rows)), None)
    if table is None:
        return None
    asked = Asking.of(question).plain
    columns = [c for c in _asked(asked, table, [row]) if c not in table.unit_columns and not DUE.search(c)]
    return _cells(asked, row, [*_years(asked, table), *columns], table, book.documents[row.doc_id])


def _in_scope(table: Table, mentions: Mentions, book: FactBook) -> bool:
    """Whether a table is of a document and a region that the question names, if it names any, or speaks of that region."""
    if not table.rows or (mentions.doc_ids and table.rows[0].doc_id not in mentions.doc_ids):
        return False
    own = book.documents[table.rows[0].doc_id].policy.region
    names = [REGION_SUFFIX.sub("", region) for region in mentions.regions]
    return not names or own is None or own in mentions.regions or any(name in row.text for name in names for row in table.rows)


def _answer(asked: str, table: Table, picked: Picked, fits: int) -> Part | None:
    if LARGEST.search(asked) or SMALLEST.search(asked):
        return _extreme(asked, table, picked.rows)
    sums = _sums(asked, table, picked)
    counted = LISTS.search(asked) and _is_list(asked, table, picked, fits)
    if not counted:
        return sums
    listed = _sorts(asked, table) or _listed(asked, table, picked)
    if sums is None:
        return listed
    return Part(f"{listed.text.rstrip('。')}；{sums.text}", (*sums.sources, *listed.sources)) if COUNTS.search(asked) else sums


def _is_list(asked: str, table: Table, picked: Picked, fits: int) -> bool:
    """Whether the rows are what is asked for: named by their cells, or as those of a group or of the table: 几个项目."""
    if picked.by_cells:
        return fits > 1 and _counts_rows(asked, table, picked)
    noun = table.naming[:2]
    near = re.search(rf"{noun}[^，。？]{{0,6}}(?:几|多少|哪)[个项家些]|(?:几|多少|哪)[个项家些][^，。？]{{0,6}}{noun}", asked)
    return bool(near and picked.group) or (
        _captioned(asked, table) and bool(near or SORTS.search(asked) or COUNTS.search(asked))
    )


def _counts_rows(asked: str, table: Table, picked: Picked) -> bool:
    """Whether what is counted (多少个社区养老站) is what the table, or one of the rows, speaks of."""
    counted = COUNTED.search(asked)
    said = [table.place.heading if table.place else "", *table.columns, *map(folded, picked.rows)]
    return counted is None or OF_TABLE.search(counted[1]) is not None or any(counted[1] in fold(text) for text in said)


def _listed(asked: str, table: Table, picked: Picked) -> Part:
    """The rows by name with the cells asked of each, and how many they are where that is asked."""
    rows = picked.rows
    columns = [c for c in _asked(asked, table, rows) if c not in picked.columns or len({cell(row, c) for row in rows}) > 1]
    parts = OF_THEM.search(asked) is not None
    columns = [] if parts else columns  # a count of some of them is no request for their cells
    told = "；".join(
        "，".join((_name(row, table), *("：".join(_told(row, c)) for c in columns if not BLANK.fullmatch(cell(row, c)))))
        for row in rows[:LISTED]
    )
    count = f"共{to_chinese(len(rows))}项：" if COUNTS.search(asked) else ""
    if count and parts:
        count = f"共{to_chinese(len(table.rows))}项，其中{to_chinese(len(rows))}项："
    more = "，等" if len(rows) > LISTED else ""
    last = table.rows[-1:] if count and parts else ()  # whose number tells how many they are
    return Part(f"{count}{told}{more}。", tuple(Source(row, row.span) for row in dict.fromkeys((*rows, *last))))


def _sorts(asked: str, table: Table) -> Part | None:
    """The sorts of rows that a column tells apart: 哪几类."""
    column = next((c for c in table.columns if re.search("类", c)), None)
    if column is None or not SORTS.search(asked):
        return None
    first: dict[str, Clause] = {}
    for row in table.rows:
        first.setdefault(cell(row, column), row)
    sorts = [sort for sort in first if sort]
    return Part(f"{column}：{'、'.join(sorts)}。", tuple(Source(row, row.span) for row in first.values()))


def _extreme(asked: str, table: Table, rows: Sequence[Clause]) -> Part | None:
    """The rows with the largest or smallest value: of the column or measure that the question names, or of each column."""
    if ratio := _ratio(asked, table, rows):
        return ratio
    if measure := _measure(asked, table, rows):
        column, pattern = measure
        best = _best(asked, rows, lambda row: _figure(cell(row, column), pattern))
        chosen = [(column, row) for row in best]
    else:
        named = _column(asked, table.numeric)
        columns = [named] if named else table.numeric
        chosen = [(name, row) for name in columns for row in _best(asked, rows, lambda row, n=name: number(cell(row, n)))]  # type: ignore[misc]
    text = "；".join(f"{_name(row, table)}，{''.join(_told(row, name))}" for name, row in chosen)
    return Part(f"{text}。", tuple(dict.fromkeys(Source(row, row.span) for _, row in chosen))) if chosen else None


def _best(asked: str, rows: Sequence[Clause], value_of: Callable[[Clause], float | None]) -> list[Clause]:
    values = [(value, row) for row in rows if (value := value_of(row)) is not None]
    best = (min if SMALLEST.search(asked) else max)((value for value, _ in values), default=None)
    return [row for value, row in values if value == best]


def _measure(asked: str, table: Table, rows: Sequence[Clause]) -> tuple[str, re.Pattern[str]] | None:
    """The column whose cells give a number for the word in front of 最: 建筑面积 53670m2."""
    match = re.search(r"([一-鿿]{2,6}?)(?:是|的)?最", asked)
    for size in range(len(match[1]), 1, -1) if match else ():
        pattern = re.compile(rf"{match[1][-size:]}\D{{0,3}}?(\d+(?:\.\d+)?)")  # type: ignore[index]
        for column in table.columns:
            if column not in table.numeric and sum(bool(pattern.search(fold(cell(r, column)))) for r in rows) > len(rows) / 2:
                return column, pattern
    return None


def _figure(value: str, pattern: re.Pattern[str]) -> float | None:
    match = pattern.search(fold(value))
    return float(match[1]) if match else None


def _ratio(asked: str, table: Table, rows: Sequence[Clause]) -> Part | None:
    """The row with the largest or smallest share of one column in another: 单张床位的投资."""
    named = [name for name in table.numeric if any(pair in asked for pair in two_by_two(name))]
    per = PER_ONE.search(asked)
    if per is None or len(named) != 2:
        return None
    below, above = sorted(named, key=lambda name: _place_of(asked[per.end() :], name))
    pairs = [(a / b, row) for row in rows if (a := number(cell(row, above))) is not None and (b := number(cell(row, below)))]
    best = (min if SMALLEST.search(asked) else max)((value for value, _ in pairs), default=None)
    row = next((row for value, row in pairs if value == best), None)
    if row is None or best is None:
        return None
    equation = f"{cell(row, above)}{_unit(above)}÷{cell(row, below)}{_unit(below)}={best:.4g}{_unit(above)}"
    return Part(f"{_name(row, table)}，{equation}。", (Source(row, row.span),), computed=equation)


def _place_of(text: str, name: str) -> int:
    return min((at for pair in two_by_two(name) if (at := text.find(pair)) >= 0), default=len(text))


def _unit(column: str) -> str:
    """The unit in a column's name: 总投资（万元）, 建设内容（床位/张）."""
    match = re.search(r"\((?:[^()]*/)?([^()/]+)\)", fold(column))
    return match[1] if match else ""


def _sums(asked: str, table: Table, picked: Picked) -> Part | None:
    """The sums that the table itself states: of the groups that the question names, or of all."""
    several = [group for group in groups_named(asked, table.groups) if group.heading]
    if EACH.search(asked) and len(several) > 1 and MONEY.search(asked):
        return _stated(table, [group.heading for group in several])
    if not TOTAL.search(asked) or picked.by_cells or not (_column(asked, table.numeric) or _asks_money(asked, table)):
        return None
    return _stated(table, [picked.group.heading if picked.group else table.total])


def _asks_money(asked: str, table: Table) -> bool:
    """Whether a sum is asked for by how it is spent, over a table of such: 合计要投多少."""
    return MONEY.search(asked) is not None and all(map(MONEY.search, table.numeric))


def _stated(table: Table, headings: Sequence[Clause | None]) -> Part | None:
    """Rows of sums in words."""
    told: list[str] = []
    for heading in headings:
        figures = NUMBER.findall(heading.text) if heading else []
        if heading is None or len(figures) != len(table.numeric):
            return None
        sums = "；".join("".join(in_unit(name, figure)) for name, figure in zip(table.numeric, figures, strict=True))
        told.append(f"{heading.heading or '总计'}：{sums}".replace("\t", " "))
    return Part(f"{'；'.join(told)}。", tuple(Source(heading, heading.span) for heading in headings if heading))


def _of_row(asking: Asking, table: Table, documents: Mapping[str, Document]) -> Part | None:
    """The cells asked of the one row that the question names, in a table of figures."""
    asked = asking.plain
    figures = table.numeric or any(YEAR.match(column) for column in table.columns)
    judged = Kind.JUDGEMENT in kinds_of(asking.text) or GIVEN.search(asked) is not None
    picked = pick(asking, table, documents[table.rows[0].doc_id]) if figures and not judged else None
    if picked is None:
        return None
    pointed = picked.by_cells or OF_TABLE.search(asked) is not None
    row = _row_named(asked, table, picked.rows, NAMED_BESIDE if pointed else NAMED_ROW)
    if row is None:
        return None
    own = [c for c in table.columns if c != table.naming and c not in table.unit_columns]
    named = [*_years(asked, table), *(c for c in own if _share(asked, c) >= HALF)]
    several = max(1, len(ASKS.findall(asked)), len(ENDS.findall(asked))) + len(AND.findall(asked))
    also = _asked(asked, table, [row]) if len(named) < several else ()
    columns = list(dict.fromkeys((*named, *also)))
    columns += [c for c in table.unit_columns if columns and Kind.UNIT in kinds_of(asked) and c not in columns]
    if not columns or all(column in table.unit_columns for column in columns):
        return None
    if several > len(columns):  # more is asked than was understood
        return Part(say(row.text, row), (Source(row, row.span),))
    cells = _cells(asked, row, columns, table, documents[row.doc_id])
    return cells and Part(f"{_name(row, table)}，{cells.text}。", cells.sources, computed=cells.computed)


def _cells(asked: str, row: Clause, columns: Sequence[str], table: Table, document: Document) -> Part | None:
    """Cells in words with their columns, or the sum of those of several years; the line that names the columns is quoted."""
    told = [column for column in dict.fromkeys(columns) if cell(row, column)]
    years = [column for column in told if YEAR.match(column)]
    text, equation = "；".join("：".join(_told(row, column)) for column in told), ""
    if len(years) > 1 and TOTAL.search(asked) and all(NUMBER.fullmatch(cell(row, column)) for column in years):
        values = [cell(row, column) for column in years]
        equation = f"{'+'.join(values)}={sum(map(float, values)):.10g}{_unit(_name(row, table))}"
        text = f"{'、'.join(years)}合计：{equation}"
    elif len(years) == len(told) == PAIR and DIFFERS.regex.search(asked) and all(number(cell(row, year)) for year in years):
        low, high = sorted(number(cell(row, year)) or 0 for year in years)
        unit = fold(unit_of(row.cells) or _unit(_name(row, table))).replace("%", "个百分点")
        equation = f"{high:.10g}-{low:.10g}={high - low:.10g}{unit}"
        text = f"{text}；相差：{equation}"
    header = [_header(row, years[0], document)] if years else []
    return Part(text, (Source(row, row.span), *(source for source in header if source)), computed=equation) if text else None


def _header(row: Clause, column: str, document: Document) -> Source | None:
    """The line above a row that names a column."""
    at = document.text.rfind(column, 0, row.span.start)
    clause = next((c for c in document.clauses if c.span.start <= at < c.span.end), None)
    if clause is None:
        return None
    start, end = document.text.rfind("\n", 0, at) + 1, document.text.find("\n", at)
    return Source(clause, Span(max(start, clause.span.start), min(end, clause.span.end)))


def _row_named(asked: str, table: Table, rows: Sequence[Clause], enough: float) -> Clause | None:
    """The one of these rows whose name the question says, by the pairs of characters that few names have; None in doubt."""
    names, rarity = table.names, table.rarity
    said = {row.span: sum(rarity[pair] for pair in names[row.span] if pair in asked) for row in rows}
    best, *others = sorted(rows, key=lambda row: -said[row.span])
    share = said[best.span] / (sum(rarity[pair] for pair in names[best.span]) or 1.0)
    place = PLACE.match(_name(best, table))
    here = place is None or PLACE_ENDING.sub("", place[0]) in asked
    alone = all(said[best.span] >= AHEAD * said[row.span] for row in others[:1])
    return best if (share >= enough or _is_called(best, table, asked)) and here and alone else None


def _is_called(row: Clause, table: Table, asked: str) -> bool:
    """Whether a question says the beginning of a row's name, which no other name has."""
    heads = Counter(PLACE.sub("", _name(each, table), count=1)[:HEAD] for each in table.rows)
    head = PLACE.sub("", _name(row, table), count=1)[:HEAD]
    return len(head) == HEAD and heads[head] == 1 and head in asked


def _years(asked: str, table: Table) -> list[str]:
    """The columns for a year that the question names, or all such where it asks for several years together: 三年一共."""
    of_year = [column for column in table.columns if YEAR.match(column)]
    named = [column for column in of_year if YEAR.findall(column)[0] in asked]
    if not named and TOTAL.search(asked) and re.search(f"[{to_chinese(len(of_year))}{len(of_year)}]年", asked):
        return of_year
    words = [column for column in named if any(pair in asked for pair in two_by_two(column))]
    return words or named


def _asked(asked: str, table: Table, rows: Sequence[Clause]) -> list[str]:
    """The columns whose cells are asked for: by words of their names, by the kind of thing, or by the size in their cells."""
    kinds = kinds_of(asked)
    sizes = SIZES.findall(asked)

    def fits(column: str) -> bool:
        if _asked_of(asked, column) or any(kind in kinds and words.search(column) for kind, words in ASKED_BY.items()):
            return True
        if Kind.UNIT in kinds and column in table.unit_columns:
            return True
        if sum((sort.rstrip(SORT) or sort) in asked for sort in table.sorts[column]) > 1:  # 新建还是改造
            return True
        if HOW_LARGE.search(asked) and SIZED.search(column):
            return True
        return any(size in fold(cell(row, column)) for size in sizes for row in rows if column != table.naming)

    return [column for column in table.columns if column != table.naming and fits(column)]


def _asked_of(asked: str, column: str) -> bool:
    """Whether a column's name, without the unit in brackets, is said and asked of: 总投资各多少."""
    name = re.sub(r"\(.*\)", "", fold(column))
    return (
        len(name) > 1
        and re.search(rf"{re.escape(name)}[^，。？一-鿿]{{0,2}}(?:各|分别|是?多少|是?[几哪什]|[、和])", asked) is not None
    )


def _column(asked: str, columns: Sequence[str]) -> str | None:
    """The column whose name the question says most of."""
    shares = {name: _share(asked, name) for name in columns}
    best = max(shares, key=lambda name: shares[name], default=None)
    return best if best is not None and _said(asked, best) else None


def _said(asked: str, name: str) -> bool:
    return _share(asked, name) >= NAMED or sum(pair in asked for pair in two_by_two(name)) >= 2


def _share(asked: str, name: str) -> float:
    pairs = two_by_two(name)
    return sum(pair in asked for pair in pairs) / max(len(pairs), 1)


def _spoken_of(asked: str, table: Table, mentions: Mentions, columns: Sequence[str] = ()) -> int:
    """How many names of the table the question says words of: caption, naming column, group headings, and ``columns``."""
    headings = [group.heading.heading for group in table.groups if group.heading]
    names = [table.place.heading if table.place else "", table.naming, *headings, "".join(columns)]
    named = 2 * (table.place is not None and table.place.path in mentions.labels) + _captioned(asked, table)
    return named + sum(any(pair in asked for pair in two_by_two(name)) for name in names)


def _captioned(asked: str, table: Table) -> bool:
    """Whether the question names the table by a stretch of its caption."""
    caption = fold(table.place.heading) if table.place else ""
    match = SequenceMatcher(None, asked, caption, autojunk=False).find_longest_match()
    return match.size >= CAPTION and match.b + match.size == len(caption)


def _name(row: Clause, table: Table) -> str:
    unit = unit_of(row.cells)
    return cell(row, table.naming).rstrip("。；") + (f"（{unit}）" if unit else "")


def _told(row: Clause, column: str) -> tuple[str, str]:
    """A column's name and its cell in words."""
    return in_unit(column, cell(row, column).rstrip("。；"))
