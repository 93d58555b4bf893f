"""Of fines for a person and for a body the one of whoever is asked about."""

import pytest

from policyqa.answer.fines import by_fine, fined, suits_fined
from policyqa.answer.parts import Source
from policyqa.retrieve.query import Query, understand
from policyqa.retrieve.statements import statements_of
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause, Question, Span

EACH = "拒不改正的，对个人处100元以上300元以下罚款，对单位处1000元以上3000元以下罚款。"
APART = "个人未按照规定投放的，责令改正；拒不改正的，处50元以上罚款。单位未按照规定投放的，处5000元以下罚款。"


def _query(question: str) -> Query:
    return understand(Question(question), policies=[], lexicon=Lexicon([]))


FINED = [
    ("我没报信息，会罚我多少？", "个人"),
    ("某公司没报信息，罚多少？", "单位"),
    ("对个人罚多少？我们是公司的", "个人"),
    ("个人和单位各罚多少？", ""),
    ("我能领多少？", ""),
]


@pytest.mark.parametrize(("question", "who"), FINED)
def test_who_is_fined(question: str, who: str) -> None:
    assert fined(_query(question)) == who


TOLD = [
    ("我没报信息，会罚我多少？", "拒不改正的，对个人处100元以上300元以下罚款。"),
    ("某公司没报信息，罚多少？", "拒不改正的，对单位处1000元以上3000元以下罚款。"),
    ("个人和单位各罚多少？", None),
]


@pytest.mark.parametrize(("question", "told"), TOLD)
def test_the_fine_of_the_one_that_is_asked_about(question: str, told: str | None) -> None:
    clause = Clause("d", "一", "item", Span(0, len(EACH)), EACH)
    part = by_fine(_query(question), Source(clause, clause.span))
    assert (part.text if part else None) == told


def test_a_sentence_says_whom_its_fine_is_for() -> None:
    clause = Clause("d", "一", "item", Span(5, 5 + len(APART)), APART)
    fines = [Source(clause, each.span) for each in statements_of(clause) if "罚款" in each.text]
    assert [suits_fined("单位", source) for source in fines] == [-1, 1]
