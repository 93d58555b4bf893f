"""Statements add up to their clause, and are scored by what they cover of a question."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyqa.retrieve.statements import coverage, defines, pairs, statements_of
from policyqa.types import Clause, Span

LINES = st.text(alphabet="补贴每月100元，。；！？\n （）“”\t甲乙", max_size=80)


def clause(text: str, **others: object) -> Clause:
    return Clause("d", "一/（一）", "item", Span(40, 40 + len(text)), text, **others)  # type: ignore[arg-type]


@given(LINES)
def test_statements_are_the_clause_but_for_blanks(text: str) -> None:
    statements = statements_of(clause(text))
    assert "".join("".join(s.text.split()) for s in statements) == "".join(text.split())
    assert all(s.text.strip() for s in statements)
    assert all(s.text == s.span.of("　" * 40 + text) for s in statements)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(statements))


CUT = [
    (
        "（一）高龄津贴。年满80周岁的，每月发放100元；年满90周岁的，每月发放200元。",
        ["（一）高龄津贴。", "年满80周岁的，每月发放100元；", "年满90周岁的，每月发放200元。"],
    ),
    ("建设托育园。（责任单位：区卫健局；区教育局）", ["建设托育园。", "（责任单位：区卫健局；区教育局）"]),
    ("有下列情形之一的：\n1.超过80周岁；\n2.失能。", ["有下列情形之一的：\n", "1.超过80周岁；\n", "2.失能。"]),
]


@pytest.mark.parametrize(("text", "said"), CUT)
def test_sentences(text: str, said: list[str]) -> None:
    assert [statement.text for statement in statements_of(clause(text))] == said


def test_a_row_is_one_statement() -> None:
    text = "3\t河东托育园\t新建。40个托位；\t800"
    row = Clause("d", "附件/3", "row", Span(0, len(text)), text)
    assert [statement.text for statement in statements_of(row)] == [text]


def test_terms_are_pairs_words_and_numbers() -> None:
    assert pairs("补贴100元 APP") == ["补贴", "100", "app"]


def test_coverage_worked_by_hand() -> None:
    text = "每床补助1万元。"
    statement = statements_of(clause(text, heading="养老床位"))[0]
    weights = {"补助": 3.0, "床位": 2.0, "托育": 5.0}
    # 补助 stands in the statement, 床位 only in the heading, 托育 nowhere
    assert coverage(statement, weights) == pytest.approx((3.0 + 0.5 * 2.0) / 10.0)
    assert coverage(statement, weights, context_share=0) == pytest.approx(0.3)
    assert coverage(statement, {}) == 0.0


def test_the_part_of_a_sentence_in_front_counts_as_a_heading_where_it_is_wanted() -> None:
    first, second, next_line = statements_of(clause("托位2025年4个；2027年5个；\n另建托位。"))
    weights = {"托位": 2.0, "2027": 2.0}
    assert coverage(second, weights) == pytest.approx(0.5)
    assert coverage(second, weights, with_lead=True) == pytest.approx(0.75)
    assert "托位" in second.lead
    assert not first.lead
    assert not next_line.lead


DEFINING = [
    # a sentence, what is asked about, whether it says what that is
    ("时间银行，是指志愿者把服务时间存起来的制度。", "时间银行是个啥", True),
    ("（三）认知障碍照护专区是指为失智老人设的区域。", "认知障碍照护专区是什么意思", True),
    ("街道应当办好时间银行。", "时间银行是个啥", False),
    ("养老机构，是指提供集中居住的机构。", "时间银行是个啥", False),
]


@pytest.mark.parametrize(("text", "question", "does"), DEFINING)
def test_what_defines(text: str, question: str, does: bool) -> None:
    assert defines(text, pairs(question)) is does
