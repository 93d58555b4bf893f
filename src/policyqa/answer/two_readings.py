"""Two readings that a question names, 是20%还是30%, 一份写15天一份写10天: where each of them is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from policyqa.answer.choose import Candidate, likeness
from policyqa.answer.parts import Part, Source
from policyqa.answer.rows import QUOTED
from policyqa.answer.wording import say
from policyqa.facts.amounts import quantities
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import coverage, statements_of
from policyqa.text.fold import fold
from policyqa.text.labels import cite_path
from policyqa.text.numerals import parse_numeral
from policyqa.text.patterns import pattern
from policyqa.types import Clause, Document

READ = pattern(
    "两种写法",
    r"还是|(?:(?:文件|份|处|个|版|里|边|上|有人|有的|有)[^，。？]{0,4}(?:写|说|定)[^。？]{1,16}){2}|(?:一[个份处](?:是|写)?20\d\d[^，。？]{0,4}){2}",
    reason="names two readings, of which a text bears one and another text or place the other",
    examples=(
        ("额度加20%还是30%", "还是"),
        ("一份文件写15天一份写10天", "份文件写15天一份写10天"),
        ("有说24年的有说25年的", "有说24年的有说25年的"),
        ("一个2023一个2025", "一个2023一个2025"),
        ("文件写15天吗", None),
    ),
)
#: A day of the calendar; from which month to which: 三到五月.
DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日号]")
_MONTH = "(\\d{1,2}|十[一二]?|[一二三四五六七八九])"
MONTHS = re.compile(f"(?<!\\d){_MONTH}月?份?[至到—–~-]{{1,2}}(?:次年)?{_MONTH}月(?!\\d)")
#: A year, in two digits where something is due in it: 要24年完还是25年底完.
YEAR, SHORT_YEAR = (
    re.compile(r"(?<!\d)20(\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(2\d)年(?=底|末|初|前|的|[^，。？]?完|到期|就[得要]|还是)"),
)
#: A share in tenths, as it is spoken: 六成, 七成半.
TENTHS = re.compile("([1-9一二两三四五六七八九])成(半?)(?![员本立功果年为长交品效绩分])")
#: Days of work and of the calendar are told apart by nobody who asks which number counts.
MEASURES = {"个工作日": "天", "日": "天"}
#: What a statement counts for that says the same in the same words as the other one.
ALIKE_GAIN = 1.0
#: What two documents gain before two places of one, and what a statement loses that bears both readings.
APART_GAIN, BOTH_LOSS = 0.5, 0.5
#: Says that the readings are those of two documents.
OF_TWO = re.compile("两[份个](?:文件|方案|通知|办法)|一[份个](?:文件|方案|通知|办法)?[^。？]{1,16}一[份个]")
#: How near to the best clause one has to be found that bears a reading.
NEAR = 0.5

#: What sort of thing a reading is, and which: ("%", 20.0), ("日期", "1月5日").
Reading = tuple[str, str | float]


def two_readings(query: Query, found: Found, documents: Mapping[str, Document]) -> list[Part]:
    """Where each of the two readings stands that the question names; nothing unless both stand, each in a statement of its own.

    Of several statements that bear them the two that fit the question and each other best.
    """
    named = readings_named(query.asked)
    if len(named) != 2 or not found.evidence:
        return []
    first, second = (_bearing(one, other, query, found) for one, other in (named, named[::-1]))
    both = [
        (
            a.score
            + b.score
            + ALIKE_GAIN * likeness(a.statement, b.statement)
            + APART_GAIN * (a.clause.doc_id != b.clause.doc_id),
            a,
            b,
        )
        for a in first
        for b in second
        if a.statement != b.statement and (a.clause.doc_id != b.clause.doc_id or not OF_TWO.search(query.asked))
    ]
    if not both:
        return []
    _, *told = max(both, key=lambda each: each[0])
    clauses = [each.clause for each in told]
    return [placed(Source(each.clause, each.statement.span), clauses, documents) for each in told]


def readings_named(asked: str) -> list[Reading]:
    """The two readings of one sort that a question names; nothing where it names more or fewer."""
    readings = list(dict.fromkeys(_readings(asked))) if READ.regex.search(asked) else []
    sorts = dict.fromkeys(sort for sort, _ in readings)
    pairs = [[each for each in readings if each[0] == sort] for sort in sorts]
    return next((pair for pair in pairs if len(pair) == 2), [])


def tells_apart(asked: str) -> bool:
    """Whether the two readings are words or days of the calendar, which hardly stand in two texts of another matter."""
    return any(sort in ("引文", "日期") for sort, _ in readings_named(asked))


def _readings(text: str) -> Iterator[Reading]:
    said = fold(text)
    yield from (("引文", words) for words in QUOTED.findall(said))
    yield from (("日期", f"{month}月{day}日") for month, day in DAY.findall(said))
    yield from (("日期", "-".join(f"{parse_numeral(month)}月" for month in ends)) for ends in MONTHS.findall(said))
    yield from ((MEASURES.get(each.measure, each.measure), each.folded[0]) for each in quantities(SHORT_YEAR.sub("", said)))
    yield from (("%", 10.0 * (parse_numeral(tenths) or 0) + 5.0 * bool(half)) for tenths, half in TENTHS.findall(said))
    yield from (("年份", f"20{year}") for year in (*YEAR.findall(said), *SHORT_YEAR.findall(said)))


def bears(text: str, reading: Reading) -> bool:
    """Whether a statement bears a reading."""
    sort, value = reading
    return str(value) in fold(text) if sort == "引文" else reading in set(_readings(text))


def _bearing(one: Reading, other: Reading, query: Query, found: Found) -> list[Candidate]:
    """The statements that bear ``one``, less fitting where they bear the ``other`` as well: 由15日减为10日."""
    least = NEAR * found.evidence[0].score
    return [
        Candidate(
            evidence.score + coverage(each, found.weights) - BOTH_LOSS * bears(each.text, other),
            evidence.score,
            evidence.clause,
            each,
        )
        for evidence in found.evidence
        if evidence.score >= least
        for each in statements_of(evidence.clause)
        if bears(each.text, one)
    ]


def placed(source: Source, clauses: Sequence[Clause], documents: Mapping[str, Document]) -> Part:
    """What a source says, with the document and the place where it stands among those of ``clauses``."""
    own = {clause.doc_id for clause in clauses}
    title = titled(documents[source.clause.doc_id], [documents[doc_id].policy.title for doc_id in own])
    return Part(f"{title}{cite_path(source.clause.path)}：{say(source.text, source.clause)}", (source,))


def titled(document: Document, titles: Sequence[str]) -> str:
    """A document as it is named beside others: by its title, and where another copy bears it too, by its kind."""
    policy = document.policy
    return f"《{policy.title}》" + (f"（{policy.copy}）" if policy.copy and titles.count(policy.title) > 1 else "")
