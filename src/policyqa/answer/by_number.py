"""The row of a table that a question names by its number alone, or that there is none: 清单里第25号项目."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policyqa.answer.parts import Part, Source
from policyqa.answer.rows import group_named
from policyqa.answer.table_cells import cells_asked, name_of
from policyqa.answer.wording import say
from policyqa.facts.book import FactBook
from policyqa.facts.tables import Table
from policyqa.text.labels import split
from policyqa.text.numerals import parse_numeral, to_chinese
from policyqa.text.patterns import pattern
from policyqa.types import Clause

_NUMBER = "[一二三四五六七八九十]+|\\d+"
BY_NUMBER = pattern(
    "表里第几号",
    rf"第?(?P<first>{_NUMBER})号项目|第(?P<second>{_NUMBER})个?项目|清单[^，。？\d]{{0,10}}第(?P<third>{_NUMBER})[号项个行]",
    reason="names a row of a list by its number",
    examples=(
        ("清单里养老领域第25号项目投多少", "清单里养老领域第25号"),
        ("第三个项目在哪", "第三个项目"),
        ("重大项目清单的第7项是啥", "清单的第7项"),
        ("要建三个项目", None),
        ("第27项由谁牵头", None),
    ),
)


def by_number(asked: str, tables: Sequence[Table], book: FactBook) -> Part | None:
    """The row of that number in the first of these tables that numbers its rows, or in the group of it that is named.

    With the last of its rows where there are not so many; None where several groups have the number, or none is named.
    """
    match = BY_NUMBER.regex.search(asked)
    number = parse_numeral(next(filter(None, match.groups()))) if match else None
    for table in tables if number else ():
        group = group_named(asked, table.groups)
        rows = {row: own for row in (group.rows if group else table.rows) if (own := _number(row))}
        found = [row for row, own in rows.items() if own == number]
        if len(found) == 1:
            if cells := cells_asked(asked, found[0], book):
                return replace(cells, text=f"{name_of(found[0], table)}，{cells.text.rstrip('。')}。")
            return Part(say(found[0].text, found[0]), (Source(found[0], found[0].span),))
        if rows and not found and (group or len(table.groups) == 1) and len(set(rows.values())) == len(rows):
            last = max(rows, key=rows.__getitem__)
            heading = group.heading.heading if group and group.heading else "表里"
            told = f"{heading}共{to_chinese(len(rows))}个，没有您问的这一号；最后一个是{rows[last]}、{name_of(last, table)}。"
            return Part(told, (Source(last, last.span),))
        if found:
            return None
    return None


def _number(row: Clause) -> int | None:
    """The number that a row has in its table, by its path."""
    label = split(row.path)[-1]
    return int(label) if label.isdecimal() else None
