"""Which units see to a part of a text: 税费优惠那一部分由哪些部门落实, 居家社区那四项任务的责任单位汇总一下."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policyqa.answer.duty_wording import in_scope, item_of, sources_of
from policyqa.answer.parts import Part
from policyqa.answer.wording import say
from policyqa.facts.book import FactBook
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.mentions import without_documents
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import pairs, share, terms_of
from policyqa.text.numerals import parse_numeral, to_chinese
from policyqa.text.patterns import pattern
from policyqa.types import Clause, Duty

_NUMBER = "[一二三四五六七八九十]+|\\d+"
OF_PART = pattern(
    "一部分里的任务",
    rf"(?:[那这的]|最[后前])(?:一|几)?(?:大?部分|章(?!程)|节|板块|大块)|第(?P<place>{_NUMBER})(?:大?部分|章|节|板块|大块)|"
    rf"那(?P<count>{_NUMBER})[条项](?:任务|工作|政策|措施)",
    reason="names a part of a text and not one of its tasks",
    examples=(
        ("税费优惠那部分由谁落实", "那部分"),
        ("养老设施那四项任务背后是谁", "那四项任务"),
        ("监管的最后一大块", "最后一大块"),
        ("第二部分几个部门分工", "第二部分"),
        ("哪部分老人能领", None),
        ("养老这块谁管", None),
    ),
)
#: How many tasks a part is said to have, elsewhere in the question: 供给那一章的四条.
_COUNT = re.compile(rf"(?P<count>{_NUMBER})[条项](?!规定)")
#: What the heading of a part counts beside those above it, what it counts that a part has as many tasks as is said, and how
#: much of the question's weight the headings have to say.
ABOVE_SHARE, COUNT_GAIN, NAMED = 0.3, 0.2, 0.12
#: Wants departments told, with no word that asks for them.
_GATHERED = re.compile("(?:部门|单位)[^，。？]{0,4}(?:汇总|合并|归拢|归总|列|凑)")
#: Asks for the departments of one level: 市级部门.
_OF_LEVEL = re.compile("(?P<level>[省市区县])[级直](?:各?有关)?(?:部门|单位)")


@dataclass(frozen=True, slots=True)
class _PartOfText:
    """A part with a heading, and the tasks that stand below it."""

    clause: Clause
    duties: tuple[Duty, ...]

    @property
    def tasks(self) -> int:
        return len({(item_of(duty), duty.task) for duty in self.duties})


def units_of_part(query: Query, found: Found, weights: Mapping[str, float], book: FactBook) -> list[Part]:
    """The units that lead any task of the part which the question names; nothing where it names no part, or asks not who."""
    asks = OF_PART.regex.search(query.asked)
    if asks is None or not (Kind.UNIT in query.kinds or _GATHERED.search(query.asked)):
        return []
    asked = {*pairs(without_documents(query.asked)), *(term for word in query.official for term in pairs(word))}
    weights = {term: weight for term, weight in weights.items() if term in asked}
    parts = list(_parts(query, book))
    place = parse_numeral(asks["place"]) if asks["place"] else None
    placed = [each for each in parts if place == _place(each.clause)] if place else []
    parts = placed or parts
    whole = [each for each in placed if query.mentions.doc_ids and "/" not in each.clause.path]  # 58号文第五部分 says it all
    said = asks["count"] or ((match := _COUNT.search(query.asked)) and match["count"])
    count = parse_numeral(said) if said else None
    scores = {each.clause.key: each.score for each in found.evidence}
    best = max(scores.values(), default=1.0)

    def fit(each: _PartOfText) -> float:
        named = share(terms_of(each.clause.heading), weights) + ABOVE_SHARE * share(
            terms_of(" ".join(each.clause.headings)), weights
        )
        near = max((scores.get(item_of(duty), 0.0) for duty in each.duties), default=0.0) / best
        return named + ABOVE_SHARE * near + COUNT_GAIN * (count == each.tasks)

    part = max(parts, key=fit, default=None)
    if part and fit(part) < NAMED:
        part = whole[0] if len(whole) == 1 else None
    if part is None:
        return []
    level = _OF_LEVEL.search(query.asked)
    leads = dict.fromkeys(unit for duty in part.duties for unit in duty.lead if not level or unit.startswith(level["level"]))
    sources = tuple(dict.fromkeys(source for duty in part.duties for source in sources_of(duty, book.documents)))
    heading = say(part.clause.heading, part.clause).rstrip("。")
    told = f"{heading}——责任单位共{to_chinese(len(leads))}家：{'、'.join(leads)}。"
    return [Part(told, sources)] if leads else []


def _parts(query: Query, book: FactBook) -> Iterator[_PartOfText]:
    """The parts, of the texts that the question may be about, that have a heading and tasks below it."""
    for doc_id in in_scope(query.mentions, book.documents):
        duties = [duty for duty in book.among([doc_id]) if duty.lead]
        for clause in book.documents[doc_id].clauses:
            below = tuple(duty for duty in duties if duty.clause.startswith(f"{clause.path}/"))
            if below and clause.heading and clause.kind not in ("row", "attachment"):
                yield _PartOfText(clause, below)


def _place(clause: Clause) -> int | None:
    """The number of a part among its siblings; None for one without."""
    return parse_numeral(clause.path.rpartition("/")[2].strip("（）()"))
