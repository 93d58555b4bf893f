"""Which bodies make up another, and how many they are: 联席会议成员单位由市发改委、市民政局…组成."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policyqa.answer.parts import Part, Source
from policyqa.answer.tasks import LEVEL
from policyqa.answer.units import SEAT
from policyqa.answer.wording import say
from policyqa.facts.phrases import periods
from policyqa.facts.unit_names import unit_list
from policyqa.facts.units import units_in
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import share, statements_of, terms_of
from policyqa.text.fold import fold
from policyqa.text.numerals import to_chinese
from policyqa.text.patterns import pattern
from policyqa.types import Document

ASKS_MEMBERS = pattern(
    "问成员单位",
    r"成员(?:单位|部门)?[^，。？里]{0,6}(?:哪[些几]|几[个家]|多少|是谁|都?有谁|名单)|(?:哪[些几]|几|多少)[个家]?(?:是)?成员(?:单位|部门)?|由(?:哪[些几][个家]?|谁)[^，。？]{0,6}组成",
    reason="asks which bodies make up another, or how many",
    examples=(
        ("联席会议有哪些成员单位", "哪些成员单位"),
        ("成员单位总共多少家", "成员单位总共多少"),
        ("领导小组由哪些部门组成", "由哪些部门组成"),
        ("成员单位里谁管托育", None),
        ("家庭成员怎么算", None),
    ),
)
ASKS_WHETHER = pattern(
    "问是不是成员",
    r"(?:是不是|是否(?:为|是)?|算不算|在不在|属不属于|有没有|是)[^，。？]{0,10}(?:成员(?:单位|名单)?|联席会议?(?:里|之列)?)|(?:联席会议?|领导小组|专班|成员单位|名单)里?[^，。？]{0,4}有没有",
    reason="asks whether a body is among those that make up another",
    examples=(
        ("它是不是联席会议成员单位", "是不是联席会议成员单位"),
        ("联席会议里有没有市国资委", "联席会议里有没有"),
        ("有没有补贴", None),
    ),
)
MADE_UP = pattern(
    "由…组成",
    r"(?:成员|组成)(?:单位|部门)?(?:由|包括|为|有)(?P<whom>[^。；]+)|由(?P<of>[^。；]+?)(?:等[^，。；]{0,6})?(?:共同)?组成",
    reason="tells which bodies make up another",
    examples=(
        ("成员单位由市发改委、市民政局组成", "成员单位由市发改委、市民政局组成"),
        ("领导小组由市民政局、市财政局组成", "由市民政局、市财政局组成"),
        ("各成员单位按职责分工负责", None),
    ),
)
#: Asks whether somebody or something is among what a text names.
AMONG = re.compile(
    "(?P<who>[一-鿿]{2,8}?(?:街办|街道办?|镇|区|县|新城|局|委|院|园|站|村|社区))(?:也|都)?(?:在不在|算不算在|包不包括|有没有份|在里头?[吗没不])"
)
#: Fewer bodies are no list; and what of a body takes part.
FEWEST, _OF_BODY = 3, re.compile("(?:等)?(?:相关|有关)(?:人员|负责同志|负责人)\\Z|组成\\Z")


def membership(query: Query, found: Found, documents: Mapping[str, Document]) -> list[Part]:
    """The bodies that make up the one that a question asks about, counted; nothing where no clause found lists them.

    Only clauses of the regions that the question names count, and the sentence that speaks most of it.
    """
    whether = ASKS_WHETHER.regex.search(query.asked) is not None
    named = dict.fromkeys(LEVEL.sub("", unit) for unit, _ in units_in(query.text)) if whether else {}
    if SEAT.regex.search(query.text) or (len(named) != 1 and ASKS_MEMBERS.regex.search(query.asked) is None):
        return []
    regions = query.mentions.regions
    own = [e.clause for e in found.evidence if not regions or documents[e.clause.doc_id].policy.region in regions]
    listed = [
        (share(terms_of(text), found.weights), units, Source(clause, span.shifted(clause.span.start)))
        for clause in own
        for span in periods(clause.text)
        if len(units := _members(text := span.of(clause.text))) >= FEWEST
    ]
    if not listed:
        return []
    _, units, source = max(listed, key=lambda each: each[0])
    for name in named if len(named) == 1 else ():
        is_one = any(unit.endswith(name) for unit in units)
        return [Part(f"{name}{'是' if is_one else '不在'}成员单位{'之一' if is_one else '名单里'}。", (source,))]
    return [Part(f"成员单位共{to_chinese(len(units))}家：{'、'.join(units)}。", (source,))]


def with_named(asked: str, parts: Sequence[Part]) -> list[Part]:
    """``parts`` with where their clauses name what a question asks to be among something: 丙街办在不在里头."""
    asks = AMONG.search(asked)
    if asks is None or not parts or any(asks["who"] in part.text for part in parts):
        return list(parts)
    clauses = dict.fromkeys(source.clause for part in parts for source in part.sources)
    named = ((clause, each) for clause in clauses for each in statements_of(clause) if asks["who"] in fold(each.text))
    return [*parts, *(Part(say(each.text, clause), (Source(clause, each.span),)) for clause, each in [*named][:1])]


def _members(text: str) -> list[str]:
    """The bodies that a sentence says make up another."""
    made_up = MADE_UP.regex.search(text)
    words = _OF_BODY.sub("", made_up["whom"] or made_up["of"]) if made_up else ""
    return [_OF_BODY.sub("", unit) for unit in unit_list(words, labelled=True)]
