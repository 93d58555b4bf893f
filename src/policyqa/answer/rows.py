"""The rows of a table that a question means, by what it names of their cells: a unit, a place, a year, a sort, a number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby

from policyqa.answer.brackets import fitting
from policyqa.answer.due import dues
from policyqa.answer.limits import Limit, limits_of, spoken
from policyqa.facts.amounts import Quantity, quantities
from policyqa.facts.responsibility import label_kind
from policyqa.facts.tables import DUE, PLACE, PLACES, Group, Measure, Table, cell, labelled, two_by_two
from policyqa.facts.unit_names import unit_list
from policyqa.facts.units import canonical, units_in
from policyqa.retrieve.mentions import YEAR_OF_DOCUMENT
from policyqa.retrieve.statements import folded
from policyqa.text.fold import fold, plain
from policyqa.text.numerals import parse_numeral
from policyqa.text.words import Word, dictionary
from policyqa.types import Clause, Document, Span

#: What a question sets aside: 不限养老, 而不是区民政局, 教育局之外, 既非新建又非租赁.
SET_ASIDE = re.compile(
    r"(?:撇开|抛开|刨[去掉]|除去|去掉|不限|而?不是|[既又也并]非|[既又也]不是|不含|不算|不包括|除了?)[^，。？、；,?;也的]{1,12}|[^，。？、；,?;]{1,10}(?:之外|以外)"
)
YEAR = re.compile(r"20\d\d")
SHORT_YEAR = re.compile(r"(?<![\d.])(2\d)(?=年(?!内|来|间|级|多))")
#: The year of a document, which is none of a row: 2023年1号文.
OF_DOCUMENT = re.compile(rf"20\d\d年?\D{{0,3}}\d+号|{YEAR_OF_DOCUMENT.pattern}")
#: Asks for what is begun in a year, not done.
BEGINS = re.compile("开工|动工|开建|开始|启动")
#: The ending of a place that a question leaves out.
PLACE_ENDING = re.compile("(?:新区|区|县|市|镇|街道)$")
#: What colloquial limits are called in texts.
UNDER = re.compile("不到|没到|达不到")
_OVER, _OVER_ONE = re.compile("[上过](亿|千万|百万)(?![张个平户])"), {"亿": "1亿", "千万": "1000万", "百万": "100万"}
#: Asks for the rows in which a column is left blank, and how tables write that.
WITHOUT = "(?:没有?|无|不填?|未)(?:写|列|填|标|注|设|定|安排|明确|指定|指派|确定|需要?|要)?[了过]?(?:任何)?"
#: … behind the name of the column: 配合单位空着, 配合单位一栏为“/”.
BLANK_BEHIND = (
    '"?(?:那?一?[栏列格项])?[里中]?(?:[都也只]|就)*(?:是|为|还|[写填画打][着了的是]*)?(?:一?[个道条杠]?)'
    '(?:空[着白的缺]?|没有?[填写列]|未[填写列]|[斜横短][杠线]|"?[/—]+"?)'
)
BLANK = re.compile(r"[\s/／—-]*")
QUOTED = re.compile('"([^"]{2,12})"')
#: Units of sizes: a limit on one of these which no row tells can't be kept.
SIZED = frozenset({"元", "张", "平方米", "亩", "户"})
#: How much of a column's name a question has to say.
NAMED = 0.3
#: So many rows: 三个街道, 4个项目.
COUNTED_ROWS = re.compile(r"(?<![第前\d])([两二三四五六七八九十]|\d{1,2})[个项家](?![月点])")
#: How some of the rows are asked for, which is no beginning of a name: 哪个街道中心, 三个街道中心.
ASKED = re.compile(r"(?:哪一?|多少|几|[两二三四五六七八九十]|\d{1,2})[个项家种些]")
#: Asks for a place, whose kind is no part of a name: 各在哪个街道.
_WHICH_PLACE = re.compile("哪一?[个些](?:街道|镇街|乡镇|镇|区县|区|县|地方)(?=[，。？?]|\\Z)")
#: Sets a row aside by its name, and how long a stretch of that has to be said.
_BUT, _SAID_OF_NAME = re.compile("(?:撇开|抛开|刨[去掉]|除去|去掉)(?P<name>[^，。？、；]{2,14})"), 3
#: The last digit of a bracket, a number, and what a figure is of, in a question.
_END = re.compile("\\d(?!.*\\d)")
_NUMBER = re.compile("\\d+(?:\\.\\d+)?")
_FIGURE_OF = re.compile("[\\d十百千万](?:立方米|千瓦时|马力|公斤|吨|亩|度)(?:的)?([一-鿿])")
#: What something costs to build, as people say it.
_SPENT = re.compile("花的?钱|花费|造价|砸的?钱|投的?钱")
#: A size is named this near to its figure.
_NEAR = 4
#: Joins what is named one by one: 红旗、洪庆和纺织城, 甲比乙.
_JOINED, _PHRASE = re.compile("[、和与跟及]|以及|(?<!占)比(?![例率重较])"), re.compile("[，。；？！,;?]")
#: Which columns the roles of units are in.
ROLES = {"lead": re.compile("牵头|主办"), "cooperating": re.compile("配合|协办|协助")}
#: A body that acts, by an ending that the register does not know, or by its class: 由街办组织, 企业自己实施.
_CLASS = "政府部门|机关|企业"
UNIT_SAID = re.compile(
    rf"(?:由|归|被)(?P<by>[一-鿿]{{1,4}}?(?:办|委|局|院|公司|中心)|{_CLASS})"
    rf"|(?P<self>街办|街道办|镇政府|公司|{_CLASS})(?:自己|自个儿?|自行|亲自|直接|(?:组织)?实施)"
)
#: How the bodies of a class are called.
CLASSES = {
    "企业": ("公司", "企业", "集团", "厂"),
    **dict.fromkeys(("政府部门", "机关"), ("局", "委", "委员会", "办", "政府", "管委会")),
    **dict.fromkeys(("街办", "街道办", "街道办事处"), ("街办", "街道办", "街道办事处")),
}


@dataclass(frozen=True, slots=True)
class Picked:
    """The rows that a question means, the columns by whose cells, the group when it names one, and whether each by itself."""

    rows: tuple[Clause, ...]
    columns: tuple[str, ...] = ()
    group: Group | None = None
    one_by_one: bool = False

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
        """Folded, short years made whole (25年 → 2025年) and spending called as tables call it: 花钱最省 → 投资最省."""
        text = _SPENT.sub("投资", SHORT_YEAR.sub(r"20\1", fold(question)))
        return cls(text, SET_ASIDE.sub("，", text), "，".join(SET_ASIDE.findall(text)))

    @cached_property
    def quoted(self) -> tuple[str, ...]:
        """What it puts into quotes."""
        return tuple(QUOTED.findall(self.plain))

    @cached_property
    def unquoted(self) -> str:
        """What it says without that."""
        return QUOTED.sub("，", self.plain)

    @cached_property
    def figured(self) -> str:
        """What it says, with spoken figures in full: 一千万 is 10000000元."""
        over = _OVER.sub(lambda match: f"{_OVER_ONE[match[1]]}元以上", plain(self.plain))
        return spoken(UNDER.sub("不足", over))

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


def pick(
    asking: Asking, table: Table, document: Document, *, among: Sequence[Clause] = (), by_words: bool = False
) -> Picked | None:
    """The rows that a question means: all that it names of their cells holds; None when it names what no row has.

    These are ``among`` some rows where these were asked for before; ``by_words`` lets words of the names of some rows count
    as well: 消防改造项目.
    """
    if by_words and (rows := one_by_one(asking, table)):
        return Picked(rows, (table.naming,), one_by_one=True)
    named = group_named(asking.plain, table.groups)
    rows = tuple(among) or (named.rows if named else table.rows)
    columns: list[str] = []
    counted = {parse_numeral(count) for count in COUNTED_ROWS.findall(asking.plain)}
    for by in (_by_unit, _by_place, _by_year, _by_sort, _by_number, _by_blank, _by_quote, _by_words):
        is_left_out = by is _by_words and (not by_words or len(rows) in counted)  # 五个养老项目 are these five
        found = None if is_left_out else by(asking, table, document)
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
    named = [*asking.units, *(match["by"] or match["self"] for match in UNIT_SAID.finditer(asking.plain))]
    asked = [kind for kind, role in ROLES.items() if role.search(asking.plain)]
    columns = [c for c in table.unit_columns if label_kind(c) in asked] or list(table.unit_columns)
    region = document.policy.region

    def units_of(row: Clause) -> set[str]:
        return {unit for column in columns for unit in unit_list(cell(row, column), labelled=True)}

    units = set().union(*map(units_of, table.rows))
    named = named or [unit for unit in units if fold(unit) in asking.plain]
    meant = set().union(*(_meant(name, units, asking.plain, region) for name in named))
    return (columns, lambda row: not meant.isdisjoint(units_of(row))) if named and columns else None


def _meant(name: str, units: set[str], said: str, region: str | None) -> set[str]:
    """The bodies that a name stands for, those of the place that is said where it is a place of some: 灞桥民政局."""
    of_name = canonical(name, region=region)
    ends = CLASSES.get(name, (fold(name),))
    same = {unit for unit in units if canonical(unit, region=region) == of_name or fold(unit).endswith(ends)}
    return {unit for unit in same if any(place in said for place in _places(unit, region))} or same


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
    """Rows due in a year: the last one of the cell, or begun in it. A year of a column or a document is none of a row."""
    said = OF_DOCUMENT.sub("", asking.figured)
    for each in reversed(quantities(said)):  # 2000立方米 is no year
        said = said if each.measure == "年" else said[: each.span.start] + "，" + said[each.span.end :]
    asked = [due for due in dues(said) if str(due.year) not in "".join(table.columns)]
    columns = [column for column in table.columns if DUE.search(column)]
    begins = BEGINS.search(said)

    def has(row: Clause) -> bool:
        told = [cell(row, column) for column in columns]
        return any(
            due.admits(YEAR.findall(each)[0] if begins and YEAR.search(each) else each) for due in asked for each in told
        )

    return (columns, has) if asked else None


def _by_sort(asking: Asking, table: Table, document: Document) -> _Test | None:
    """Rows of a sort that a column tells apart, or of none of those that are set aside."""
    for column, sorts in table.sorts.items():
        named = {sort for sort in sorts if sort in asking.unquoted}
        named = {sort for sort in named if not any(sort in other and sort != other for other in named)}
        aside = {sort for sort in sorts if sort in asking.aside}
        if wanted := named or (sorts - aside if aside else set()):
            return [column], lambda row, c=column, w=wanted: fold(cell(row, c)) in w
    return None


def _by_number(asking: Asking, table: Table, document: Document) -> _Test | None:
    """Rows whose size is within the limits that the question sets, or just what it says: 总投资超过1000万元, 500张的."""
    limits = limits_of(asking.figured)
    exact = [each for each in quantities(asking.figured) if each.upper is None and not _counts(each, asking.figured, table)]
    wanted = limits or [Limit(each.measure, "", each.folded[0], each.folded[0], strict=False) for each in exact]
    by_measure = {limit.measure: _sized(asking.plain, table, limit.measure) for limit in wanted}
    held = [limit for limit in wanted if by_measure[limit.measure]]
    if limits and any(limit.measure in SIZED and limit not in held for limit in wanted):
        return [], lambda row: False

    def has(row: Clause) -> bool:
        fits = [
            any((value := measure.of(row)) is not None and limit.admits(value) for measure in by_measure[limit.measure])
            for limit in held
        ]
        return all(fits) if limits else any(fits)

    return (list(dict.fromkeys(each.column for limit in held for each in by_measure[limit.measure])), has) if held else None


def _counts(quantity: Quantity, said: str, table: Table) -> bool:
    """Whether a figure counts rows (两个项目) or asks for a rate (多少钱一张), and is no size of theirs (80个摊位)."""
    around = said[max(0, quantity.span.start - _NEAR) : quantity.span.end + _NEAR]
    sizes = (each.name[-2:] for each in table.measures if each.measured_in == quantity.measure)
    is_rate = said[quantity.span.start] == "一"
    return is_rate or (quantity.measure in ("个", "项", "家") and not any(name in around for name in sizes))


def _sized(asked: str, table: Table, unit: str) -> list[Measure]:
    """What the rows are measured by in a unit: what the question names, or all of the first column with it."""
    measures = [each for each in table.measures if each.measured_in == unit]
    named = [each for each in measures if said_at(asked, each, table)]
    return named or [each for each in measures if each.column == measures[0].column]


def said_at(asked: str, measure: Measure, table: Table) -> list[int]:
    """Where a question names what rows are measured by: by the ending of its name, or by words that no other column has.

    By its unit where no other has that: 多少套房.
    """
    name = measure.name
    if YEAR.match(name):
        return [match.start() for match in re.finditer(name[:4], asked)]
    alone = measure.unit and all(other is measure or other.unit != measure.unit for other in table.measures)
    if alone and (counted := re.search(f"(?:多少|几){re.escape(measure.unit)}", asked)):
        return [counted.start()]
    if measure.column not in table.numeric:
        ends = (name[-size:] for size in range(len(name), 1, -1))
        end = next((end for end in (*ends, measure.unit + name[0]) if end in asked), "")  # 多少张床
        end = end or (name[0] if re.search(f"{name[0]}(?:数|位数?)?(?:最|[多少]的|各?多少)", asked) else "")  # 床最少
        return [match.start() for match in re.finditer(re.escape(end), asked)] if end else []
    pairs = two_by_two(name)
    said = [pair for pair in pairs if pair in asked]
    own = pairs - set().union(*(two_by_two(other.name) for other in table.measures if other is not measure))
    enough = len(said) >= max(NAMED * len(pairs), 1) or any(pair in own for pair in said)
    return [match.start() for pair in said for match in re.finditer(pair, asked)] if enough else []


def of_bracket(asking: Asking, table: Table, picked: Picked) -> Clause | None:
    """The row of a tariff whose bracket (192—276立方米) holds the figure that the question tells; None where columns disagree.

    What the table is about is said by what stands behind the figure (240方水) or by a cell (60马力的拖拉机).
    """
    found: set[Clause] = set()
    numbers, things = set(_NUMBER.findall(asking.figured)), {of[1] for of in _FIGURE_OF.finditer(asking.figured)}
    for column in table.columns:
        unit = labelled(column)[1]
        cases = [fold(cell(row, column)) for row in picked.rows]
        ends = Counter(end for case in cases for end in _NUMBER.findall(case))
        if any(ends[told] > 1 for told in numbers):
            return None  # where two brackets meet it is a matter of words
        about = f"{column}{table.place.heading if table.place else ''}"
        if picked.by_cells or any(thing in about for thing in things):
            held = fitting([_with_unit(case, unit) for case in cases], asking.figured)
            found |= {picked.rows[place] for places in held or () for place in places}
    return found.pop() if len(found) == 1 else None


def _with_unit(case: str, unit: str) -> str:
    """A cell with the unit of its column behind its last figure."""
    end = _END.search(case)
    return f"{case[: end.end()]}{unit}{case[end.end() :]}" if end else case


def _by_blank(asking: Asking, table: Table, document: Document) -> _Test | None:
    columns = [
        column
        for column in table.columns
        if (name := fold(column)) in asking.text
        and re.search(f"{WITHOUT}{re.escape(name)}|{re.escape(name)}{BLANK_BEHIND}", asking.text)
    ]
    return (columns, lambda row: all(BLANK.fullmatch(cell(row, c)) for c in columns)) if columns else None


def _by_quote(asking: Asking, table: Table, document: Document) -> _Test | None:
    """Rows with the words in their names that the question quotes (名字里带“改扩建”), or as a cell: 类型写“改扩建”."""
    columns = [c for c in table.columns if c != table.naming and fold(c)[-2:] in asking.plain]
    cells = [(c, words) for c in columns for words in asking.quoted if any(fold(cell(row, c)) == words for row in table.rows)]
    if cells:
        return [c for c, _ in cells], lambda row: all(fold(cell(row, c)) == words for c, words in cells)
    said = [words for words in asking.quoted if any(words in fold(cell(row, table.naming)) for row in table.rows)]
    return ([table.naming], lambda row: all(words in fold(cell(row, table.naming)) for words in said)) if said else None


def _by_words(asking: Asking, table: Table, document: Document) -> _Test | None:
    """Rows with all the nouns in their names that the question says and that only some names have: 消防改造项目."""
    caption = table.place.heading if table.place else ""
    headings = (group.heading.heading for group in table.groups if group.heading)
    known = fold("，".join((document.policy.title, caption, *headings, *table.columns)))
    asked = ASKED.sub("，", _WHICH_PLACE.sub("，", asking.without_units))
    names = {row.span: fold(cell(row, table.naming)) for row in table.rows}
    own = [
        w for w in _nouns(asked) if len(w.text) > 1 and w.text not in known and any(w.text in name for name in names.values())
    ]
    said = [_whole(word, asked, names.values()) for word in own]
    # 消防项目 names cells, 何寨的服务中心 may name one row
    column = re.escape(fold(table.naming[:2]))
    named = any(word in asking.plain and re.search(f"{re.escape(word)}[一-鿿]{{0,4}}{column}", asking.plain) for word in said)
    return ([table.naming] if named else [], lambda row: all(word in names[row.span] for word in said)) if said else None


def _nouns(asked: str) -> Iterator[Word]:
    """The nouns of a question, and what the dictionary takes apart character by character: 普惠托育."""
    words = dictionary().cut(asked)
    yield from (word for word in words if word.tag[0] == "n" and word.tag != "ns")
    for is_single, run in groupby(words, key=lambda word: len(word.text) == 1 and word.text >= "一"):
        if is_single and len(chars := list(run)) > 1:
            yield replace(chars[0], text="".join(char.text for char in chars))


def _whole(word: Word, asked: str, names: Collection[str]) -> str:
    """A word with what stands before it in the question, as far as some name has that too: 综合养老服务中心, not 中心 alone."""
    start, end = word.start, word.start + len(word.text)
    while start and any(asked[start - 1 : end] in name for name in names):
        start -= 1
    return asked[start:end]


def one_by_one(asking: Asking, table: Table) -> tuple[Clause, ...]:
    """The rows that a question names one by one in short (红旗、洪庆、纺织城三个街道), each by words that only its name has."""
    names = {row.span: fold(cell(row, table.naming)) for row in table.rows}
    for phrase in _PHRASE.split(asking.without_units):
        pieces = [piece.removesuffix("的") for piece in _JOINED.split(phrase)]
        found = [_one(piece, table.rows, names, at_end=piece is pieces[0]) for piece in pieces]
        if len(pieces) > 1 and None not in found and len(set(found)) == len(pieces):
            return tuple(row for row in found if row)
    return ()


def _one(piece: str, rows: Sequence[Clause], names: Mapping[Span, str], *, at_end: bool) -> Clause | None:
    """The one row whose name has the beginning of ``piece``, or of the first its end, as long a stretch as any name has."""
    for size in range(len(piece), 1, -1):
        head = (piece[:size],) if 2 * size >= len(piece) or not at_end else ()  # 公办 says too little of 公办养老院床位数
        for stretch in (piece[-size:], *head) if at_end else head:
            if of := [row for row in rows if stretch in names[row.span]]:
                return of[0] if len(of) == 1 else None
    return None


def _aside(asking: Asking, row: Clause, table: Table) -> bool:
    """Whether a row is of a unit that the question sets aside, in the way it names it: 而不是区民政局.

    In the column of the role that the question names (不是民政局牵头) any of several units counts.
    """
    name = fold(cell(row, table.naming))
    if any(
        SequenceMatcher(None, but["name"], name, autojunk=False).find_longest_match().size >= _SAID_OF_NAME
        for but in _BUT.finditer(asking.aside)
    ):
        return True
    units = [unit for unit, _ in units_in(asking.aside)]
    if role := [column for column in table.unit_columns if fold(column)[:2] in asking.text]:
        own = [unit for column in role for unit, _ in units_in(cell(row, column))]
        return any(name.endswith(unit) or unit.endswith(name) for name in own for unit in units)
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
