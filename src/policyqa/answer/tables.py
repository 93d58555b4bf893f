"""Questions over whole tables: the largest, the smallest, all rows with a value, and the sums that the table gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from policyqa.answer.parts import Part, Source
from policyqa.facts.book import FactBook
from policyqa.facts.tables import NUMBER, Group, Table, cell, number
from policyqa.retrieve.query import Query
from policyqa.text.fold import fold
from policyqa.text.numerals import to_chinese
from policyqa.types import Clause

LARGEST = re.compile(r"最大|最贵|最长|最[高多](?!能?(?:补|给|奖|领|拿|报|享|发|贴|一次|不))")
SMALLEST = re.compile(r"最小|最便宜|最短|最[低少](?!能?(?:补|给|奖|领|拿|报|要|得|应))")
TOTAL = re.compile(r"合计|总计|一共|总共|加起来|共计|加在一起|总的|全部加")
LISTS = re.compile(r"哪些|哪几|有哪|都有|列|找出|几[个项家]|多少[个项]|是哪|哪一?个|全部|所有")
#: Words for a table as a whole, or for what its rows are.
OF_TABLE = re.compile(r"表|清单|项目|任务|台账|名单")
EACH = re.compile("各|分别")
MONEY = re.compile("钱|投|资|费|款")
COUNTS = re.compile(r"几[个项家]|多少[个项家]")
DUE = re.compile("时限|期限|时间|年度|年份")
YEAR = re.compile(r"20\d\d")
PLACES = re.compile("地点|地址|位置|所在|区域")
#: What an address begins with: 湖东区柳湖路12号.
PLACE = re.compile("[一-鿿]{1,5}?(?:新区|区|县|市|镇|街道)")
#: An answer lists this many rows by name; all are cited.
LISTED = 15
#: Of so many rows the columns are told that the question names.
FEW = 3
#: How much of a column's name a question has to say.
NAMED = 0.3


def over_table(query: Query, book: FactBook) -> list[Part]:
    """The answer that takes the rows of a table together; nothing when the question is not of that sort or fits no table."""
    asked = fold(query.text)
    if not OF_TABLE.search(asked):
        return []
    if LARGEST.search(asked) or SMALLEST.search(asked):
        answers = [_extreme]
    else:
        answers = [
            a for a, fits in ((_sums, EACH), (_sum, TOTAL), (_with_value, LISTS), (_of_group, LISTS)) if fits.search(asked)
        ]
    tables = sorted(book.tables, key=lambda table: -_spoken_of(asked, table))
    return next(([part] for answer in answers for table in tables if (part := answer(asked, table))), [])


def _extreme(asked: str, table: Table) -> Part | None:
    """The rows with the largest or smallest value: of the column that the question names, or of each where it names none."""
    if not _spoken_of(asked, table):
        return None
    column = _column(asked, table.numeric)
    chosen = [(name, row) for name in ([column] if column else table.numeric) for row in _best(asked, table, name)]
    text = "；".join(f"{cell(row, table.naming)}，{name}{cell(row, name)}" for name, row in chosen)
    return Part(f"{text}。", tuple(dict.fromkeys(Source(row, row.span) for _, row in chosen))) if chosen else None


def _best(asked: str, table: Table, column: str) -> list[Clause]:
    values = [(value, row) for row in _rows(asked, table) if (value := number(cell(row, column))) is not None]
    best = (min if SMALLEST.search(asked) else max)((value for value, _ in values), default=None)
    return [row for value, row in values if value == best]


def _sum(asked: str, table: Table) -> Part | None:
    """The sums that the table itself states: of the group that the question names, or of all."""
    if not _spoken_of(asked, table) or _column(asked, table.numeric) is None:
        return None
    group = _group(asked, table.groups)
    stated = group.heading if group else table.total
    told = _stated(stated, table) if stated else None
    return Part(f"{told}。", (Source(stated, stated.span),)) if stated and told else None


def _stated(heading: Clause, table: Table) -> str | None:
    """A row of sums in words."""
    figures = NUMBER.findall(heading.text)
    if len(figures) != len(table.numeric):
        return None
    told = "；".join(f"{name}{figure}" for name, figure in zip(table.numeric, figures, strict=True))
    return f"{heading.heading or '总计'}：{told}".replace("\t", " ")


def _sums(asked: str, table: Table) -> Part | None:
    """The sums that the table states for each of several groups that the question names, where it asks for money."""
    named = [group for group in _named(asked, table.groups) if group.heading]
    told = [_stated(group.heading, table) for group in named if group.heading]
    if len(named) < 2 or None in told or not _spoken_of(asked, table) or not MONEY.search(asked):
        return None
    text = "；".join(each for each in told if each)
    return Part(f"{text}。", tuple(Source(group.heading, group.heading.span) for group in named if group.heading))


def _of_group(asked: str, table: Table) -> Part | None:
    """The rows of the one group that the question names, where it asks which or how many rows there are: 几个项目."""
    group = _group(asked, table.groups)
    noun = table.naming[:2]
    if group is None or not re.search(
        rf"{noun}[^，。？]{{0,6}}(?:几|多少|哪)[个项家些]|(?:几|多少|哪)[个项家些][^，。？]{{0,6}}{noun}", asked
    ):
        return None
    listed = "；".join(cell(row, table.naming) for row in group.rows[:LISTED])
    more = "；等" if len(group.rows) > LISTED else ""
    return Part(f"共{to_chinese(len(group.rows))}项：{listed}{more}。", tuple(Source(row, row.span) for row in group.rows))


def _with_value(asked: str, table: Table) -> Part | None:
    """The rows that have a value which the question names: a unit, a year in a column of deadlines."""
    for column in table.columns:
        if column == table.naming or column in table.numeric:
            continue
        rows = [row for row in _rows(asked, table) if _names(asked, column, cell(row, column))]
        if not rows or _spoken_of(asked, table, column) < 2:
            continue
        asks = [name for name in table.columns if name not in (column, table.naming) and fold(name) in asked]
        if asks and len(rows) <= FEW:
            told = "；".join(
                f"{cell(row, table.naming).rstrip('。；')}，{name}：{cell(row, name)}" for row in rows for name in asks
            )
            return Part(f"{told}。", tuple(Source(row, row.span) for row in rows))
        count = f"共{to_chinese(len(rows))}项：" if COUNTS.search(asked) else ""
        listed = "；".join(f"{cell(row, table.naming).rstrip('。；')}" for row in rows[:LISTED])
        more = "；等" if len(rows) > LISTED else ""
        return Part(f"{count}{listed}{more}。", tuple(Source(row, row.span) for row in rows))
    return None


def _names(asked: str, column: str, value: str) -> bool:
    """Whether the question names the value: the year that a deadline ends in, the place that an address begins with."""
    if DUE.search(column):
        years = YEAR.findall(value)
        return bool(years) and years[-1] in YEAR.findall(asked)
    if PLACES.search(column) and (place := PLACE.match(fold(value))) and place[0] in asked:
        return True
    return 2 <= len(value) <= 20 and fold(value) in asked


def _rows(asked: str, table: Table) -> Sequence[Clause]:
    group = _group(asked, table.groups)
    return group.rows if group else table.rows


def _group(asked: str, groups: Sequence[Group]) -> Group | None:
    """The one group whose heading the question names by words that no other heading has."""
    named = _named(asked, groups)
    return named[0] if len(named) == 1 else None


def _named(asked: str, groups: Sequence[Group]) -> list[Group]:
    """The groups whose headings the question names by words that no other heading has."""
    words = {id(group): _pairs(group.heading.heading if group.heading else "") for group in groups}
    return [
        group
        for group in groups
        if any(pair in asked for pair in words[id(group)] - set().union(*(w for k, w in words.items() if k != id(group))))
    ]


def _column(asked: str, columns: Sequence[str]) -> str | None:
    """The column whose name the question says most of."""
    said = {name: sum(pair in asked for pair in _pairs(name)) for name in columns}
    shares = {name: said[name] / max(len(_pairs(name)), 1) for name in columns}
    best = max(shares, key=lambda name: shares[name], default=None)
    return best if best is not None and (shares[best] >= NAMED or said[best] >= 2) else None


def _spoken_of(asked: str, table: Table, column: str = "") -> int:
    """How many names of the table the question says words of: caption, naming column, group headings, and ``column``."""
    headings = [group.heading.heading for group in table.groups if group.heading]
    names = [table.place.heading if table.place else "", table.naming, *headings, column]
    return sum(any(pair in asked for pair in _pairs(name)) for name in names)


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    words = re.sub(r"[^一-鿿]", " ", fold(text))
    return frozenset(word[i : i + 2] for word in words.split() for i in range(len(word) - 1))
