"""Questions over tables: filters over the cells of rows, then a list, a count, a sum, the largest, or the cells of one row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from policyqa.answer.by_number import by_number
from policyqa.answer.limits import limits_of
from policyqa.answer.measured import WHOLE_PLACE, compared, extreme, measure_named, ratio, sums
from policyqa.answer.pairs import OF_EACH, PAIR
from policyqa.answer.parts import Part, Source
from policyqa.answer.rows import BLANK, COUNTED_ROWS, YEAR, Asking, Picked, one_by_one, pick
from policyqa.answer.table_cells import (
    GIVEN,
    LARGEST,
    NAMED_BESIDE,
    NAMED_ROW,
    OF_TABLE,
    SMALLEST,
    TOTAL,
    columns_asked,
    name_of,
    of_place,
    of_row,
    row_named,
    told_of,
    years_asked,
)
from policyqa.facts.book import FactBook
from policyqa.facts.tables import Table, cell, two_by_two
from policyqa.retrieve.forms import form_of
from policyqa.retrieve.kinds import Kind, kinds_of
from policyqa.retrieve.mentions import ATTACHED, REGION_SUFFIX, Mentions, are_others, foreign_titles, is_of_text
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import folded
from policyqa.text.fold import fold
from policyqa.text.numerals import parse_numeral, to_chinese
from policyqa.text.places import parts_in
from policyqa.types import Clause, Document

LISTS = re.compile(
    r"哪些|哪几|有哪|都有|(?<!所)列|找[出全齐]|点名|几[个项家条]|多少[个项条]|是哪|哪一?个|全部|所有|[都全]给我|有没有[^，。？]+的[^，。？]{0,4}(?:项目|任务|指标)"
)
COUNTS = re.compile(r"(?:几|多少)([个项家条])(?P<of_others>[^，。？]{0,2}(?:局|部门|单位|区|县|街道|公司|企业))?")
COUNTED = re.compile(r"(?<![哪这那])(?:几|多少)[个项家条](?!属于|[由归是要在没已能])([一-鿿]{2})")
OF_THEM = re.compile(r"(?:几|多少)[个项家条].*其中")
#: In front of a question for some of the rows that were asked for before.
THEREOF = re.compile("[，。；？、,;?]其中")
SORTS = re.compile(r"(?:哪[几些]?|几|什么)(?:个?大)?(?:类|种类|类型)")
#: Asks whether texts agree: no table answers that.
AGREE = re.compile("一致|不一|一样|同一|对不上|打架|矛盾|出入")
#: The words by which the most, a sum or a list is asked for, which no table says.
OF_THE_ASKING = re.compile(
    rf"{LARGEST.pattern}|{SMALLEST.pattern}|{TOTAL.pattern}|全[市县区省]|20\d\d年|"
    r"哪[一几]?[个种类家项些处所条款年]?|谁|什么|(?:多少|几|[\d一二三四五六七八九十]+)[个项条家张名位户套支万元亿]*|超过|不到|每(?:平方米|[月年人户张个家])|[的是有要里中和与跟由归比]"
)
#: Asks what a thing includes, which is named by its last characters.
_INCLUDES = re.compile("([一-鿿]{4})(?:究竟|到底|都)?(?:包括|涵盖|包含)了?(?:哪|什么|啥)")
#: Asks for bodies, which stand in a column of the rows: 企业实施的是哪几家公司.
_BODIES = re.compile("哪[几些两二三四五]?[个家](?:公司|企业|单位|街道?办)")
#: Asks which one, for a stretch of time or a number of times, or what somebody can get or do at most.
WHICH = re.compile("哪|谁|什么|啥|第[一二三四五]|[前倒]|名")
OF_TIME = re.compile("(?:多少|几|多)(?P<unit>个?月|年|天|日|小时|分钟|次|岁|久)")
AT_MOST = re.compile("最[高多低少](?:能|可|只)")
#: A table of the document that is named.
A_TABLE = re.compile("(?:分解|分工|任务|项目|汇总|明细|一览)表|清单|台账")
#: So much of what a question says otherwise has to stand in the table.
SAID = 0.75
#: An answer lists this many rows by name; all are cited.
LISTED = 15
#: A stretch of a table's caption this long, found in a question, names the table.
CAPTION = 4


def over_table(query: Query, book: FactBook) -> list[Part]:
    """The answer that rows of a table give; nothing when the question is not of that sort or names what no table has."""
    asking = Asking.of(query.text)
    policies = [document.policy for document in book.documents.values()]
    if AGREE.search(asking.text) or foreign_titles(asking.text, policies):
        return []
    tables = [table for table in book.tables if _in_scope(table, query.mentions, book)]
    if is_of_text(query.asked):
        tables = [table for table in tables if not table.rows[0].path.startswith(ATTACHED)]
    tables.sort(key=lambda table: -_spoken_of(asking.text, table, query.mentions))
    if part := by_number(asking.plain, tables, book):
        return [part]
    if query.text != query.asked and (part := _row_of_follow_up(query.asked, asking, tables, book)):
        return [part]
    for table in () if GIVEN.search(asking.plain) else tables:
        if part := compared(asking.plain, table, one_by_one(asking, table), is_about=_says_little_else(asking, table)):
            return [part]
    names_one = OF_TABLE.search(asking.text) or TOTAL.search(asking.text)
    for table in tables if names_one else [table for table in tables if _is_about(asking, table)]:
        document = book.documents[table.rows[0].doc_id]
        if part := _of_some(asking, table, document, query.mentions) or _of_rows(asking, table, document, query.mentions):
            return [part]
    of_it = _first_row(Asking.of(query.asked), tables, book, naming=asking) if query.said else None
    part = of_it or _first_row(asking, tables, book)
    return [part] if part else []


def compared_rows(asked: str, told: Sequence[Part], book: FactBook) -> list[Part]:
    """How two rows of one table that were told are apart, by what the question compares them by; nothing for others."""
    rows = [part.sources[0].clause for part in told]
    table = book.table_of(rows[0]) if len({row.key for row in rows}) == len(rows) > 1 else None
    part = compared(Asking.of(asked).plain, table, rows) if table and all(book.table_of(row) is table for row in rows) else None
    return [part] if part and part.computed else []


def _row_of_follow_up(asked: str, whole: Asking, tables: Sequence[Table], book: FactBook) -> Part | None:
    """The cells of a row that a follow-up names, which asks nothing of the one before: 甲园又在哪.

    Where it asks nothing by itself (甲园呢), they are those that were asked for before.
    """
    own = Asking.of(asked)
    asks = form_of(own.plain) or kinds_of(own.plain) - {Kind.JUDGEMENT}
    return _first_row(own if asks else whole, tables, book, naming=own)


def _first_row(asking: Asking, tables: Sequence[Table], book: FactBook, *, naming: Asking | None = None) -> Part | None:
    """The cells asked of the first row that the question names, or another one that is ``naming`` it."""
    named = naming or asking
    for table in tables:
        if part := of_row(asking, named, table, book.documents):
            return ratio(asking.plain, table, [part.sources[0].clause]) or part
    return None


def _of_some(asking: Asking, table: Table, document: Document, mentions: Mentions) -> Part | None:
    """What is asked of rows, and of some of these: 三个项目一共要投多少？其中消防那个呢."""
    head, *rest = THEREOF.split(asking.text, maxsplit=1)
    if not rest or OF_THEM.search(asking.text) or (part := _of_rows(Asking.of(head), table, document, mentions)) is None:
        return None
    rows = tuple(source.clause for source in part.sources)
    some = pick(Asking.of(rest[0]), table, document, among=rows, by_words=True)
    if some is None or len(some.rows) == len(rows):
        return None
    return Part(f"{part.text.rstrip('。')}；其中{_listed(rest[0], table, some).text}", part.sources, computed=part.computed)


def _of_rows(asking: Asking, table: Table, document: Document, mentions: Mentions) -> Part | None:
    """What is asked of several rows: one that is named by its words is asked for its cells."""
    picked = _two(asking, table) or pick(asking, table, document, by_words=True)
    if picked is None or _quotes_another(asking, table, document):
        return None
    is_about = _is_about(asking, table) and ({*picked.columns} - {table.naming} or _compares(asking, table))
    if not (picked.one_by_one or is_about or OF_TABLE.search(asking.text)):
        return None
    by_name = not picked.one_by_one and picked.group is None and {*picked.columns} <= {table.naming}
    is_counted = (
        picked.by_cells and COUNTS.search(asking.plain) and not (len(picked.rows) == 1 and years_asked(asking.plain, table))
    )
    if by_name and not is_counted and (len(picked.rows) == 1 or row_named(asking.plain, table, picked.rows, NAMED_ROW)):
        return None
    fits = _spoken_of(asking.text, table, mentions, picked.columns) + 2 * (picked.one_by_one or bool(is_about))
    return _answer(asking.text, table, picked, fits) if fits else None


def _quotes_another(asking: Asking, table: Table, document: Document) -> bool:
    """Whether a question sets words in quotation marks, or asks what a thing includes, of which neither the table nor the
    title of its text speaks: 行政事业性收费包括哪些项目.
    """
    known = table.words | two_by_two(document.policy.title)
    named = [*asking.quoted, *_INCLUDES.findall(asking.unquoted)]
    return any(len(pairs := two_by_two(words)) > 1 and len(pairs & known) < SAID * len(pairs) for words in named)


def _is_about(asking: Asking, table: Table) -> bool:
    """Whether a question for several rows, or for the most, says hardly more than what the table says somewhere."""
    asks = LISTS.search(asking.text) or _most(asking) or _compares(asking, table)
    return bool(asks) and _says_little_else(asking, table)


def _says_little_else(asking: Asking, table: Table) -> bool:
    pairs = two_by_two(OF_THE_ASKING.sub("，", asking.figured))
    return bool(pairs) and len(pairs & table.words) >= SAID * len(pairs)


def _compares(asking: Asking, table: Table) -> bool:
    """Whether a question asks which has the most, a sum or all within a limit of what it names that rows are measured by."""
    measure = measure_named(asking.plain, table, 0)
    of_time = OF_TIME.search(asking.plain)
    if measure is None or (of_time and of_time["unit"][-1] not in f"{measure.name}{measure.unit}"):
        return False
    whole = table.total is not None and WHOLE_PLACE.search(asking.plain)
    most = _most(asking) and WHICH.search(asking.plain)
    return bool(most or whole or TOTAL.search(asking.plain) or limits_of(asking.figured))


def _most(asking: Asking) -> bool:
    """Whether a question asks for the most; what one can get at most is a rule's."""
    most = LARGEST.search(asking.plain) or SMALLEST.search(asking.plain)
    return most is not None and not AT_MOST.search(asking.plain)


def _two(asking: Asking, table: Table) -> Picked | None:
    """The two rows that a question names side by side, with the value that each is asked for: 甲养老院跟乙中心各投多少."""
    pair = PAIR.search(asking.plain)
    if pair is None or not OF_EACH.search(asking.plain, pair.start("other")):
        return None
    rows = [row_named(name, table, of_place(name, table), NAMED_BESIDE) for name in (pair["one"], pair["other"])]
    both = tuple(row for row in rows if row)
    return Picked(both, (table.naming,), one_by_one=True) if len(set(both)) == len(rows) else None


def _answer(asked: str, table: Table, picked: Picked, fits: int) -> Part | None:
    if LARGEST.search(asked) or SMALLEST.search(asked):
        return extreme(asked, table, picked.rows)
    total = sums(asked, table, picked)
    of_each = len(picked.rows) in map(parse_numeral, COUNTED_ROWS.findall(asked)) and OF_EACH.search(asked)  # 两个项目分别在哪
    counted = (LISTS.search(asked) or of_each or picked.one_by_one) and _is_list(asked, table, picked, fits)
    if not counted:
        return total
    listed = _sorts(asked, table) or _listed(asked, table, picked)
    if total is None:
        return listed
    of_these = set(total.sources) <= set(listed.sources)  # whose names are told
    text = f"{listed.text.rstrip('。')}；{total.text.rpartition('，')[2] if of_these else total.text}"
    return Part(text, (*total.sources, *listed.sources), computed=total.computed) if COUNTS.search(asked) else total


def _in_scope(table: Table, mentions: Mentions, book: FactBook) -> bool:
    """Whether a table is of a document and a region that the question names, if it names any, or speaks of that region.

    One whose rows lie in districts has to have one of those that are named.
    """
    if not table.rows or (mentions.doc_ids and table.rows[0].doc_id not in mentions.doc_ids):
        return False
    own = book.documents[table.rows[0].doc_id].policy.region
    if own and mentions.parts and are_others(parts_in("\n".join(row.text for row in table.rows), own), mentions.parts):
        return False
    names = [REGION_SUFFIX.sub("", region) for region in mentions.regions]
    return not names or own is None or own in mentions.regions or any(name in row.text for name in names for row in table.rows)


def _is_list(asked: str, table: Table, picked: Picked, fits: int) -> bool:
    """Whether the rows are what is asked for: named by their cells, or as those of a group or of the table: 几个项目."""
    if picked.by_cells:
        return fits > 1 and _counts_rows(asked, table, picked)
    noun = re.escape(table.naming[:2])
    near = re.search(rf"{noun}[^，。？]{{0,6}}(?:几|多少|哪)[个项家些]|(?:几|多少|哪)[个项家些][^，。？]{{0,6}}{noun}", asked)
    return bool(near and picked.group) or (
        _captioned(asked, table) and bool(near or SORTS.search(asked) or COUNTS.search(asked))
    )


def _counts_rows(asked: str, table: Table, picked: Picked) -> bool:
    """Whether what is counted (多少个社区养老站) is what the table, or one of the rows, speaks of, and no size of theirs."""
    counted = COUNTED.search(asked)
    if counted and any(counted[1] in measure.name for measure in table.measures):
        return False
    said = [table.place.heading if table.place else "", *table.columns, *map(folded, picked.rows)]
    return counted is None or OF_TABLE.search(counted[1]) is not None or any(counted[1] in fold(text) for text in said)


def _listed(asked: str, table: Table, picked: Picked) -> Part:
    """The rows by name with the cells asked of each, and how many they are where that is asked."""
    rows = picked.rows
    sizes = {measure.column for measure in table.measures}
    told_by = {c for c in picked.columns if c not in sizes and len(rows) > 1 == len({cell(row, c) for row in rows})}
    columns = [column for column in columns_asked(asked, table, rows) if column not in told_by]
    if _BODIES.search(asked):
        columns = list(dict.fromkeys((*columns, *table.unit_columns[:1])))
    parts = OF_THEM.search(asked) is not None
    columns = [] if parts else columns  # a count of some of them is no request for their cells
    if len({name_of(row, table) for row in rows}) < len(rows):  # what tells rows of one name apart
        columns = [*(c for c in table.columns if len({cell(row, c) for row in rows}) == len(rows))][:1] + columns
    told = "；".join(
        "，".join((name_of(row, table), *("：".join(told_of(row, c)) for c in columns if not BLANK.fullmatch(cell(row, c)))))
        for row in rows[:LISTED]
    )
    counts = COUNTS.search(asked)
    by = "项" if counts is None or counts["of_others"] else counts[1]  # 哪几个局 counts no rows
    count = f"共{_so_many(rows, by)}：" if counts else ""
    if count and parts:
        count = f"共{_so_many(table.rows, by)}，其中{_so_many(rows, by)}："
    more = "，等" if len(rows) > LISTED else ""
    last = table.rows[-1:] if count and parts else ()  # whose number tells how many they are
    return Part(f"{count}{told}{more}。", tuple(Source(row, row.span) for row in dict.fromkeys((*rows, *last))))


def _so_many(rows: Sequence[Clause], by: str) -> str:
    return f"{'两' if len(rows) == 2 and by != '项' else to_chinese(len(rows))}{by}"


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


def _spoken_of(asked: str, table: Table, mentions: Mentions, columns: Sequence[str] = ()) -> int:
    """How many names of the table the question says words of: caption, naming column, group headings, years, ``columns``."""
    headings = [group.heading.heading for group in table.groups if group.heading]
    names = [table.place.heading if table.place else "", table.naming, *headings, "".join(columns)]
    of_document = bool(mentions.doc_ids) and A_TABLE.search(asked) is not None
    named = of_document + 2 * (table.place is not None and table.place.path in mentions.labels) + _captioned(asked, table)
    years = any(YEAR.match(column) and column in asked for column in table.columns)
    return named + years + sum(any(pair in asked for pair in two_by_two(name)) for name in names)


def _captioned(asked: str, table: Table) -> bool:
    """Whether the question names the table by a stretch of its caption."""
    caption = fold(table.place.heading) if table.place else ""
    match = SequenceMatcher(None, asked, caption, autojunk=False).find_longest_match()
    return match.size >= CAPTION and match.b + match.size == len(caption)
