"""What is paid in the shares that a question names: 哪些补助由市和区县五五分担. All of it, by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from policyqa.answer.duty_wording import in_scope
from policyqa.answer.parts import Part, Source
from policyqa.answer.wording import say
from policyqa.facts.rules import Rule, stated
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import Statement, statements_of
from policyqa.text.fold import fold
from policyqa.text.numerals import parse_numeral, to_chinese
from policyqa.text.patterns import pattern
from policyqa.types import Clause, Document

_HALVES = "对半|(?:各|一家)(?:出|掏|担|承担|负担|拿)?一半"
_PAIR = re.compile(r"([一二三四五六七八九\d])[:∶比]?([一二三四五六七八九\d])")
_BORNE = rf"(?:{_HALVES}|{_PAIR.pattern}(?:的?比例?)?)(?:开|来?分担?|分摊|承担|负担|出|掏)"
_WHICH = "(?:哪些|哪几[项个样种])"
ASKS = pattern(
    "按比例分担的有哪些",
    rf"{_BORNE}[^。？]{{0,14}}?{_WHICH}|{_WHICH}[^，。？]{{0,16}}?{_BORNE}",
    reason="names the shares of those who pay and asks for all that is paid so",
    examples=(
        ("由市和区县五五分担的补助有哪些", "五五分担的补助有哪些"),
        ("哪几项钱是市和区对半出的", "哪几项钱是市和区对半出"),
        ("哪些补贴是两级财政四六分担", "哪些补贴是两级财政四六分担"),
        ("按6:4分担的有哪些项目", "6:4分担的有哪些"),
        ("运营补贴由谁五五分担", None),
    ),
)
#: A sentence that says who bears which share.
SHARED = re.compile(r"(?P<one>\d+)[:∶](?P<other>\d+)[^，。；]{0,6}(?:承担|分担|负担|分摊|配套)")


def shared_by(query: Query, rules: Sequence[Rule], documents: Mapping[str, Document]) -> list[Part]:
    """What is paid in the shares that the question names, each once; nothing where it asks for no such, or nothing is."""
    asks = ASKS.regex.search(query.asked)
    if asks is None:
        return []
    pair = _PAIR.search(asks[0])
    wanted = sorted(parse_numeral(each) or 0 for each in pair.groups()) if pair else [5, 5]
    benefits = [(rule.name, benefit) for rule, benefit in stated(rules, documents)]
    found: dict[str, Source] = {}
    for clause in (clause for doc_id in in_scope(query.mentions, documents) for clause in documents[doc_id].clauses):
        begin = clause.span.start
        for statement, shares in _shared(clause):
            names = [
                name
                for name, each in benefits
                if (each.doc_id, each.clause) == clause.key and begin <= each.span.start < statement.span.end
            ]
            begin = statement.span.end
            if shares[0] * wanted[1] == shares[1] * wanted[0]:
                found.setdefault("、".join(names) or _title(clause, statement), Source(clause, statement.span))
    if not found:
        return []
    return [Part(f"共{to_chinese(len(found))}项：{'；'.join(found)}。", tuple(found.values()))]


def _shared(clause: Clause) -> Iterator[tuple[Statement, list[int]]]:
    """The statements of a clause that say who bears which share, each with the shares, the smaller one first."""
    if SHARED.search(fold(clause.text)):
        for statement in statements_of(clause):
            if match := SHARED.search(fold(statement.text)):
                yield statement, sorted((int(match["one"]), int(match["other"])))


def _title(clause: Clause, statement: Statement) -> str:
    """What a clause without curated benefits is about: its heading, or else its first words."""
    return clause.heading or say(next(iter(statements_of(clause)), statement).text, clause).rstrip("。；")
