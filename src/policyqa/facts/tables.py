"""Tables as records: the rows of one table with their named columns, grouped as in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import log

from policyqa.facts.amounts import quantities
from policyqa.facts.responsibility import label_kind
from policyqa.facts.rows import rows_of
from policyqa.ingest.table_text import SERIALS, TOTALS, names_over
from policyqa.text.fold import fold
from policyqa.text.labels import split
from policyqa.types import Clause, Document, Span, TableRow

NUMBER = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?")
#: A column that names its row. The first of these, or else the column with the longest cells, is what a row is called by.
NAMING = re.compile("名称|事项|任务|内容|项目$|要素")
#: The columns that say what the figures of a line are in.
MEASURED_IN = ("单位", "计量单位")
#: The unit that a column's name gives, and a figure without one.
_UNIT_NAMED = re.compile(r"[（(]([^（）()\d]{1,5})[）)]\Z")
#: A unit of measure in brackets: 总投资（万元）, 培训（人次，当年）.
_UNIT_IN = re.compile("[（(]([一-鿿]{1,3})(?=[）)，,])")
#: The name of a column that counts things.
_NUMBER_OF = re.compile("[一-鿿]数量?\\Z")
_BARE = re.compile(r"((?:\d[\d,.]*\s?[—–\-~～至]\s?)?\d[\d,.]*)((?:[（(]不?含[）)])?(?:及?以[上下内])?)")
DUE = re.compile("时限|期限|时间|年度|年份|年限|周期|(?:预计|计划|拟)(?:交付|竣工|完工|完成|开工|投用|启用|建成)")
#: What an address or a name begins with: 湖东区柳湖路12号, but not 新建社区食堂, 新增市级基地.
PLACE = re.compile("(?!新[建增]|建[设成立]|改造|完成)[一-鿿]{1,5}?(?:新区|(?<!社)区|县|市|镇|街道)(?![级域])")
PLACES = re.compile("地点|地址|位置|所在|区域")
#: The kinds of column that name who is responsible.
UNIT_KINDS = ("lead", "joint", "cooperating")
#: Names of at most this many characters (一类, 第二级) only number the rows, where another column says what they are.
ORDINAL = 3
#: Values of at most this many characters tell sorts of rows apart, where a column has few of them.
SORT = 8
#: What a size inside a cell is the size of: 建筑面积 in 建筑面积约1500m2. So many rows have to tell one for it to be a measure.
_SIZE_OF, _SEVERAL = re.compile("(?<![一-鿿])([一-鿿]{2,6}?)(?:共计?|约|为|达到?|各)?\\s*\\Z"), 2
#: In front of what is built: 建设床位300张 tells of 床位.
_BUILT = re.compile(r"\A(?:建设|新建|建成)(?=[一-鿿]{2})")
#: In front of what is limited or given, and no size.
_LIMITS = re.compile("[每最不]")


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading row (养老领域), or all rows of a table without headings (``heading`` None)."""

    heading: Clause | None
    rows: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """What rows are measured by: a column of numbers, or a size that is told inside the cells of a column (建筑面积 1500m2).

    ``figures`` are the numbers of the rows as they are written, in ``unit``: so many (``scale``) of ``measured_in``, in which
    figures are compared (万元 are 10000元).
    """

    column: str
    name: str
    unit: str
    measured_in: str
    scale: float
    figures: Mapping[Span, str]

    @classmethod
    def make(cls, column: str, name: str, unit: str, figures: Mapping[Span, str]) -> Measure:
        """With the unit's scale."""
        one = next(iter(quantities(f"1{unit}")), None)
        return cls(column, name, unit, one.measure if one else "", one.folded[0] if one else 1.0, figures)

    def of(self, row: Clause) -> float | None:
        """The size of a row, if it has one, as it is compared."""
        figure = number(self.figures.get(row.span, ""))
        return None if figure is None else figure * self.scale


@dataclass(frozen=True)
class Table:
    """A table of a document: its place (the attachment or part that it stands in), totals row if any, and groups."""

    place: Clause | None
    groups: tuple[Group, ...]
    total: Clause | None

    @cached_property
    def rows(self) -> tuple[Clause, ...]:
        """All rows with named cells, in order."""
        return tuple(row for group in self.groups for row in group.rows)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order, without the serial number's."""
        fullest_first = sorted(self.rows, key=lambda row: -len(row.cells))
        names = dict.fromkeys(name for row in fullest_first for name, _ in row.cells)
        return tuple(name for name in names if name not in SERIALS)

    @cached_property
    def naming(self) -> str:
        """The column that a row is called by: by its name, or else the first whose words tell all rows apart."""
        if named := next((name for name in self.columns if NAMING.search(name)), None):
            return named
        worded = [name for name in self.columns if name not in (*self.numeric, *self.unit_columns)] or self.columns
        values = {name: [cell(row, name) for row in self.rows] for name in worded}
        own = [name for name in worded if len(set(values[name])) == len(self.rows)]
        if not own:
            return max(worded, key=lambda name: len("".join(values[name])))
        return next((name for name in own if max(map(len, values[name])) > ORDINAL), own[0])

    @cached_property
    def names(self) -> dict[Span, frozenset[str]]:
        """The pairs of characters of each row's name, without the place that it begins with, unless that is all."""
        names = {row.span: cell(row, self.naming).rstrip("。；") for row in self.rows}
        return {span: two_by_two(PLACE.sub("", name, count=1) or name) for span, name in names.items()}

    @cached_property
    def words(self) -> frozenset[str]:
        """The pairs of characters that it says anywhere: in its caption, headings, names of columns and cells."""
        headings = [each.heading for each in (self.place, *(group.heading for group in self.groups)) if each]
        return frozenset().union(*map(two_by_two, (*headings, *self.columns, *(row.text for row in self.rows))))

    @cached_property
    def rarity(self) -> dict[str, float]:
        """How much a pair of characters tells a row's name from the others: -ln of the share of names that have it."""
        counts = Counter(pair for name in self.names.values() for pair in name)
        return {pair: log((len(self.names) + 1) / count) for pair, count in counts.items()}

    @cached_property
    def unit_columns(self) -> tuple[str, ...]:
        """The columns that name who is responsible."""
        return tuple(name for name in self.columns if label_kind(name) in UNIT_KINDS)

    @cached_property
    def sorts(self) -> dict[str, frozenset[str]]:
        """The values (folded) of each column where they are few, short, and no names, numbers, dates or units."""
        others = {self.naming, *self.unit_columns, *(name for name in self.columns if DUE.search(name) or PLACES.search(name))}
        return {name: frozenset() if name in others else self._sorts(name) for name in self.columns}

    def _sorts(self, column: str) -> frozenset[str]:
        values = frozenset(fold(value) for row in self.rows if (value := cell(row, column)))
        is_sort = all(1 < len(value) <= SORT and not value[0].isdigit() for value in values)
        return values if is_sort and len(values) <= len(self.rows) / 2 else frozenset()

    @cached_property
    def numeric(self) -> tuple[str, ...]:
        """The columns that hold nothing but numbers."""
        return tuple(
            name for name in self.columns if all(NUMBER.fullmatch(value) for row in self.rows if (value := cell(row, name)))
        )

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """What its rows are measured by: the columns of numbers, and the sizes of one name in other cells."""
        found: dict[tuple[str, str, str], dict[Span, str]] = {}
        for name in self.numeric:
            label, unit = labelled(name)
            found[name, label, unit] = {row.span: value for row in self.rows if (value := cell(row, name))}
        others = [name for name in self.columns if name not in (*self.numeric, *self.unit_columns) and not DUE.search(name)]
        for name in others:
            for row in self.rows:
                for label, figure, unit in _sizes(fold(cell(row, name))):
                    found.setdefault((name, _BUILT.sub("", label) or label, unit), {}).setdefault(row.span, figure)
        enough = min(_SEVERAL, len(self.rows))
        return tuple(Measure.make(*key, figures) for key, figures in found.items() if len(figures) >= enough)


def labelled(column: str) -> tuple[str, str]:
    """The name of a column without its brackets, and its unit: 总投资（万元）, 建设内容（床位/张）, 价格（元/吨）."""
    label, _, inside = fold(column).partition("(")
    what, _, unit = inside.rstrip(")").rpartition("/")
    if any(each.is_money for each in quantities(f"1{what}")):
        return label, f"{what}/{unit}"
    return what or label, unit


def _sizes(value: str) -> Iterator[tuple[str, str, str]]:
    """The sizes that a cell tells: their names, numbers and units."""
    for quantity in quantities(value):
        label = _SIZE_OF.search(value[: quantity.span.start])
        figure = NUMBER.match(value, quantity.span.start)
        if label and figure and quantity.upper is None and not _LIMITS.search(label[1]):
            yield label[1], figure[0], quantity.unit


def cell(row: Clause, column: str) -> str:
    """The value of a row in a column, empty without one."""
    return next((value for name, value in row.cells if name == column), "")


def unit_of(cells: Iterable[tuple[str, str]]) -> str:
    """The unit that a line states in a column of its own: | 停车泊位 | 个 | 6000 |; empty where that column names a body."""
    unit = next((cell for name, cell in cells if name in MEASURED_IN), "")
    return unit if quantities(f"1{unit}") else ""


def in_unit(name: str, value: str) -> tuple[str, str]:
    """The name of a column and its value, with the unit from its brackets behind a bare figure or range: 总投资, 4500万元."""
    unit = _UNIT_NAMED.search(name)
    bare = _BARE.fullmatch(value)
    if unit is None or bare is None or not quantities(f"1{unit[1]}"):
        return name, value
    return name[: unit.start()], f"{bare[1]}{labelled(name)[1]}{bare[2]}"


def measured(clause: Clause, line: str = "") -> str:
    """The numbers of a row, each with the unit in brackets that its column names, or else another cell: 4500万元, 8个.

    So those of a ``line`` of a table without numbers, which is a clause as a whole. A column that is called a number of things
    counts them: 摊位数.
    """
    cells = line.strip("\n").split("\t")
    named = clause.cells or tuple(zip(names_over(clause.text, "\t".join(cells)), cells, strict=False))
    beside = _UNIT_IN.findall(clause.text) if clause.cells else []
    return " ".join(
        f"{value}{(_UNIT_IN.findall(name) or beside or ['个' if _NUMBER_OF.search(name) else ''])[0]}"
        for name, value in named
        if name not in SERIALS and value[:1].isdecimal()
    )


@lru_cache(maxsize=4096)
def two_by_two(text: str) -> frozenset[str]:
    """The pairs of neighbouring Chinese characters of ``text``."""
    words = re.sub(r"[^一-鿿]", " ", fold(text))
    return frozenset(word[i : i + 2] for word in words.split() for i in range(len(word) - 1))


def number(value: str) -> float | None:
    """The first number of a cell."""
    match = NUMBER.search(value)
    return float(match[0].replace(",", "")) if match else None


def tables(document: Document) -> Iterator[Table]:
    """The tables of ``document`` whose rows have named cells."""
    by_path = {clause.path: clause for clause in document.clauses}
    places: dict[str, dict[str, list[Clause]]] = {}
    totals: dict[str, Clause] = {}
    rows = rows_of(document)
    for clause in document.clauses:
        is_total = clause.kind == "row" and TOTALS.fullmatch(split(clause.path)[-1])
        if is_total and clause.parent == _place(clause, by_path):
            totals[clause.parent or ""] = clause
        for row in rows.get(clause.path, ()):
            if TOTALS.fullmatch(row.cells[0][1]):
                totals[_place(row, by_path)] = replace(row, heading=row.cells[0][1])
            else:
                places.setdefault(_place(row, by_path), {}).setdefault(row.parent or "", []).append(row)
    for place, groups in places.items():
        yield Table(
            place=by_path.get(place),
            groups=tuple(Group(by_path.get(path) if path != place else None, tuple(rows)) for path, rows in groups.items()),
            total=totals.get(place),
        )


def records(table: Table) -> Iterator[TableRow]:
    """The rows of ``table`` with their columns in the table's order; cells of numeric columns are numbers."""
    numeric = set(table.numeric)
    for group in table.groups:
        for row in group.rows:
            yield TableRow(
                doc_id=row.doc_id,
                clause=row.path,
                table=table.place.heading if table.place else "",
                group=group.heading.heading if group.heading else "",
                cells=tuple((name, _typed(cell(row, name), numeric=name in numeric)) for name in table.columns),
                quote=row.text.strip(),
            )


def _typed(value: str, *, numeric: bool) -> str | float:
    figure = number(value) if numeric else None
    return value if figure is None else figure


def _place(row: Clause, by_path: dict[str, Clause]) -> str:
    """The path of what a table stands in: above the rows, and above the heading row that groups them."""
    parent = row.parent or ""
    above = by_path.get(parent)
    is_group = above is not None and "\t" in above.text.split("\n")[0] and above.kind == "item"
    return "/".join(split(parent)[:-1]) if is_group else parent
