"""The rows of a table that a question means, by what it names of their cells: a unit, a place, a year, a sort, a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from policyqa.facts.responsibility import label_kind
from policyqa.facts.tables import DUE, PLACE, PLACES, Group, Table, cell, number, two_by_two
from policyqa.facts.unit_names import unit_list
from policyqa.facts.units import canonical, units_in
from policyqa.retrieve.mentions import YEAR_OF_DOCUMENT
from policyqa.retrieve.statements import folded
from policyqa.text.fold import fold
from policyqa.text.words import dictionary
from policyqa.types import Clause, Document

#: What a question sets aside: 不限养老, 而不是区民政局, 教育局之外.
SET_ASIDE = re.compile(r"(?:不限|而?不是|不含|不算|不包括|除了?)[^，。？、；,?;也的]{1,12}|[^，。？、；,?;]{1,10}(?:之外|以外)")
YEAR = re.compile(r"20\d\d")
SHORT_YEAR = re.compile(r"(?<![\d.])(2\d)(?=年(?!内|来|间|级|多))")
#: The year of a document, which is none of a row: 2023年1号文.
OF_DOCUMENT = re.compile(rf"20\d\d年?\D{{0,3}}\d+号|{YEAR_OF_DOCUMENT.pattern}")
#: The ending of a place that a question leaves out.
PLACE_ENDING = re.compile("(?:新区|区|县|市|镇|街道)$")
#: A number with its measure, and what a question says of it in front and behind.
MEASURED = re.compile(
    r"(?P<least>达到|不少于|不低于|至少|超过|大于|高于)?(?P<most>不到|不足|少于|低于|不超过)?(?:了)?"
    r"(?P<number>\d+(?:\.\d+)?)(?P<measure>张|平方米|m2|人|户|万元|亩|部|套)(?P<more>及?以上)?(?P<less>及?以[下内])?"
)
#: Asks for the rows in which a column is left blank, and how tables write that.
WITHOUT = "(?:没有?|无|不填|未[写列填])(?:写|列|填)?"
BLANK = re.compile(r"[\s/／—-]*")
#: Which columns the roles of units are in.
ROLES = {"lead": re.compile("牵头|主办"), "cooperating": re.compile("配合|协办|协助")}
#: A body that acts, by an ending that the register does not know: 由街办组织.
UNIT_SAID = re.compile(r"(?:由|归|被)([一-鿿]{1,4}?(?:办|委|局|院|公司|中心))")


@dataclass(frozen=True, slots=True)
class Picked:
    """The rows that a question means, the columns by whose cells, and the group when it names one."""

    rows: tuple[Clause, ...]
    columns: tuple[str, ...] = ()
    group: Group | None = None

    @property
    def by_cells(self) -> bool:
        """Whether the question names cells, and not only the table or a group of it."""
        return bool(self.columns)


@dataclass(frozen=True)
class Asking:
    """A question as tables are asked: its words, without what it sets aside, and that."""

    text: str
    plain: str
    aside: str

    @classmethod
    def of(cls, question: str) -> Asking:
        """Folded, and short years made whole: 25年 → 2025年."""
        text = SHORT_YEAR.sub(r"20\1", fold(question))
        return cls(text, SET_ASIDE.sub("，", text), "，".join(SET_ASIDE.findall(text)))

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The bodies that it names."""
        return tuple(unit for unit, _ in units_in(self.plain))

    @cached_property
    def without_units(self) -> str:
        """What it says but for bodies: the place in the name of one is no place of a row."""
        said = self.plain
        for unit in self.units:
            said = re.sub(rf"[^由或和与、，,是的归]{{0,6}}{re.escape(unit)}", "，", said)
        return said

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The places that it names, without 市, 区 and the like."""
        words = dictionary().cut(self.plain)
        return tuple(PLACE_ENDING.sub("", word.text) for word in words if word.tag == "ns" and len(word.text) > 1)


def pick(asking: Asking, table: Table, document: Document) -> Picked | None:
    """The rows that a question means: all that it names of their cells holds; None when it names what no row has."""
    named = group_named(asking.plain, table.groups)
    rows = named.rows if named else table.rows
    columns: list[str] = []
    for by in (_by_unit, _by_place, _by_year, _by_sort, _by_number, _by_blank):
        found = by(asking, table, document)
        if found is None:
            continue
        kept = tuple(row for row in rows if found[1](row))
        if not kept:
            return None
        rows, columns = kept, [*columns, *found[0]]
    if asking.aside and (left := tuple(row for row in rows if not _aside(asking, row, table))):
        columns += [table.naming] if len(left) < len(rows) else []
        rows = left
    return None if _names_another(asking, table, rows, document) else Picked(rows, tuple(columns), named)


#: The columns that a question names cells of, and whether a row has one of these.
_Test = tuple[list[str], Callable[[Clause], bool]]


def _by_unit(asking: Asking, table: Table, document: Document) -> _Test | None:
    named = [*asking.units, *UNIT_SAID.findall(asking.plain)]
    asked = [kind for kind, role in ROLES.items() if role.search(asking.plain)]
    columns = [c for c in table.unit_columns if label_kind(c) in asked] or list(table.unit_columns)
    region = document.policy.region

    def has(row: Clause) -> bool:
        units = [unit for column in columns for unit in unit_list(cell(row, column), labelled=True)]
        return any(_one_body(unit, name, region) for unit in units for name in named)

    return (columns, has) if named and columns else None


def _one_body(unit: str, name: str, region: str | None) -> bool:
    return canonical(unit, region=region) == canonical(name, region=region) or fold(unit).endswith(fold(name))


def _by_place(asking: Asking, table: Table, document: Document) -> _Test | None:
    said = asking.without_units
    columns = [column for column in table.columns if PLACES.search(column) or column == table.naming]

    def has(row: Clause) -> bool:
        return any(place in said for column in columns for place in _places(cell(row, column), document.policy.region))

    places = [column for column in columns if column != table.naming] or columns
    return (places, has) if any(map(has, table.rows)) else None


def _places(value: str, region: str | None) -> Iterator[str]:
    """The place that a cell begins with, in full and without its ending, unless it is the document's own region."""
    if (match := PLACE.match(fold(value))) and match[0] != region:
        short = PLACE_ENDING.sub("", match[0])
        yield from (match[0], short) if len(short) > 1 else (match[0],)


def _by_year(asking: Asking, table: Table, document: Document) -> _Test | None:
    """Rows due in a year: the last one of the cell. A year in the name of a column or document is none of a row."""
    years = [year for year in YEAR.findall(OF_DOCUMENT.sub("", asking.plain)) if year not in "".join(table.columns)]
    columns = [column for column in table.columns if DUE.search(column)]

    def has(row: Clause) -> bool:
        return any((told := YEAR.findall(cell(row, column))) and told[-1] in years for column in columns)

    return (columns, has) if years else None


def _by_sort(asking: Asking, table: Table, document: Document) -> _Test | None:
    """Rows of a sort that a column tells apart, or of none of those that are set aside."""
    for column, sorts in table.sorts.items():
        named = {sort for sort in sorts if sort in asking.plain}
        named = {sort for sort in named if not any(sort in other and sort != other for other in named)}
        aside = {sort for sort in sorts if sort in asking.aside}
        if wanted := named or (sorts - aside if aside else set()):
            return [column], lambda row, c=column, w=wanted: fold(cell(row, c)) in w
    return None


def _by_number(asking: Asking, table: Table, document: Document) -> _Test | None:
    """Rows with a number of the same measure that is as the question says: 达到500张."""
    match = MEASURED.search(asking.plain)
    if match is None:
        return None
    wanted, measure = float(match["number"]), match["measure"]
    columns = [c for c in table.columns if any(_measured(row, c, measure) is not None for row in table.rows)]

    def has(row: Clause) -> bool:
        values = [value for column in columns if (value := _measured(row, column, measure)) is not None]
        if match["least"] or match["more"]:
            return any(value >= wanted for value in values)
        if match["most"] or match["less"]:
            return any(value <= wanted for value in values)
        return wanted in values

    return (columns, has) if columns else None


def _measured(row: Clause, column: str, measure: str) -> float | None:
    """The number of a measure in a cell, or the cell of a column with that measure in its name."""
    value = fold(cell(row, column))
    if match := re.search(rf"(\d+(?:\.\d+)?)\s?{measure}", value):
        return float(match[1])
    return number(value) if measure in re.sub(r"^[^(]*", "", fold(column)) else None


def _by_blank(asking: Asking, table: Table, document: Document) -> _Test | None:
    columns = [column for column in table.columns if re.search(WITHOUT + re.escape(fold(column)), asking.text)]
    return (columns, lambda row: all(BLANK.fullmatch(cell(row, c)) for c in columns)) if columns else None


def _aside(asking: Asking, row: Clause, table: Table) -> bool:
    """Whether a row is of a unit that the question sets aside, in the way it names it: 而不是区民政局."""
    units = [unit for unit, _ in units_in(asking.aside)]
    own = [cell(row, column) for column in table.unit_columns]
    return any(value and value[-3:] == unit[-3:] for value in own for unit in units)


def _names_another(asking: Asking, table: Table, rows: Sequence[Clause], document: Document) -> bool:
    """Whether the question names a place that neither these rows nor their document speak of."""
    if not asking.places:
        return False
    caption = table.place.heading if table.place else ""
    said = [*map(fold, (document.policy.title, document.policy.region or "", caption)), *map(folded, rows)]
    return not all(any(place in text for text in said) for place in asking.places)


def group_named(asked: str, groups: Sequence[Group]) -> Group | None:
    """The one group whose heading the question names by words that no other heading has."""
    named = groups_named(asked, groups)
    return named[0] if len(named) == 1 else None


def groups_named(asked: str, groups: Sequence[Group]) -> list[Group]:
    """The groups whose headings the question names by words that no other heading has."""
    words = {id(group): two_by_two(group.heading.heading if group.heading else "") for group in groups}
    return [
        group
        for group in groups
        if any(pair in asked for pair in words[id(group)] - set().union(*(w for k, w in words.items() if k != id(group))))
    ]
