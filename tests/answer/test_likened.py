"""Amounts that a text likens to those of another case."""

import pytest

from policyqa.answer.cases import by_case
from policyqa.answer.likened import by_likeness
from policyqa.answer.parts import Source
from policyqa.retrieve.query import understand
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause, Question, Span

ORPHANS = "集中养育孤儿每人每月1900元，社会散居孤儿每人每月1300元。事实无人抚养儿童参照社会散居孤儿标准执行。"
BEDS = (
    "新建的养老机构每张床位给予8000元补助，改扩建的养老机构每张床位给予3000元补助。"
    "社区照护床位建设补助可参照改扩建养老机构补助执行。"
)

LIKENED = [
    (ORPHANS, "事实无人抚养儿童每月多少钱？", "事实无人抚养儿童参照社会散居孤儿标准执行。社会散居孤儿：每人每月1300元。"),
    (
        BEDS,
        "社区照护床位一张补多少钱",
        "社区照护床位建设补助可参照改扩建养老机构补助执行。改扩建的养老机构：每张床位给予3000元。",
    ),
    (ORPHANS, "集中养育孤儿每月多少钱？", None),
    (BEDS, "新建养老机构一张床补多少钱", None),
]


@pytest.mark.parametrize(("text", "question", "told"), LIKENED)
def test_an_amount_is_told_of_the_case_that_is_likened(text: str, question: str, told: str | None) -> None:
    clause = Clause("jia", "一", "item", Span(0, len(text)), text)
    query = understand(Question(question), policies=[], lexicon=Lexicon([]))
    part = by_likeness(query, Source(clause, clause.span), by_case)
    assert (part.text if part else None) == told
