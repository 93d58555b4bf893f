"""Whether several benefits are given at once, where a question adds them up: 两项相加就是三十分, 不累计."""

from __future__ import annotations

from collections.abc import Sequence

from policyqa.answer.asking import AGAIN
from policyqa.answer.parts import Part, Source
from policyqa.answer.wording import say
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import statements_of
from policyqa.text.patterns import pattern

AT_ONCE = pattern(
    "能不能都拿",
    r"(?:不|不得|不予|可以?)(?:重复|叠加|累[计加])|同时(?:享受|申[领请]|领取)|就高|择[一高]|[按取][^，。；]{0,6}[最较]高[^，。；]{0,4}[一的]|"
    r"只能?(?:享受|领取?|申[领请]|选择?)[^，。；]{0,6}[一1][项种次份个]",
    reason="says that of several benefits all are given, or one only",
    examples=(
        ("同时符合两项以上条件的，按照最高一项加分，不累计", "按照最高一"),
        ("与育儿补贴可以同时享受", "同时享受"),
        ("最高一次性补助150万元", None),
        ("应当同时符合下列条件", None),
    ),
)


def with_adding_up(query: Query, parts: Sequence[Part]) -> list[Part]:
    """``parts`` with what their clauses say on having several benefits at once, where the question asks for that."""
    if AGAIN.regex.search(query.asked) is None or any(AT_ONCE.regex.search(part.text) for part in parts):
        return list(parts)
    clauses = dict.fromkeys(source.clause for part in parts for source in part.sources if source.clause.kind != "row")
    said = [(clause, each) for clause in clauses for each in statements_of(clause) if AT_ONCE.regex.search(each.text)]
    return [*parts, *(Part(say(each.text, clause), (Source(clause, each.span),)) for clause, each in said[:1])]
