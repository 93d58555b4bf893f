"""Question and passage read together, by the real model."""

import pytest

from policyqa.answer.reader import UNREAD, read_together
from policyqa.retrieve.query import Query, understand
from policyqa.text.lexicon import Lexicon
from policyqa.types import Passage, Question, Span

CARE = (
    "云河市养老服务补贴办法\n第六条 补贴标准\n"
    "对收住失能老年人的养老机构，按每张床位每年1200元给予运营补贴，由市、区财政各承担一半。"
)
DOGS = (
    "南屏县养犬管理规定\n第三章 登记\n"
    "第十二条 在重点管理区养犬的，每户限养一只，养犬人应当自养犬之日起三十日内到公安派出所办理登记。"
)


def asked(question: str) -> Query:
    return understand(Question(question), policies=[], lexicon=Lexicon([]))


def reads(question: str, passage: str) -> float:
    return read_together(asked(question), Passage("doc", "一", Span(0, len(passage)), passage)).sure


@pytest.mark.parametrize(
    ("passage", "said", "unsaid"),
    [
        (CARE, "养老院收了瘫痪在床的老人，一张床一年能补多少？", "养老院的运营补贴在哪个网址上申请？"),
        (CARE, "运营补贴的钱市里区里怎么分？", "养老院申请运营补贴要有几个护理员？"),
        (CARE, "养老院收了瘫痪在床的老人，一张床一年能补多少？", "高龄津贴一个月多少钱？"),
        (DOGS, "狗抱回来多久之内得去登记？", "没上牌的狗会被罚多少？"),
        (DOGS, "城里一家能养几条狗？", "办狗证收多少钱？"),
    ],
)
def test_what_a_passage_says_reads_surer_than_what_it_leaves_unsaid(passage: str, said: str, unsaid: str) -> None:
    assert reads(said, passage) > reads(unsaid, passage) + 1


def test_a_question_reads_surer_in_its_own_passage() -> None:
    assert reads("狗抱回来多久之内得去登记？", DOGS) > reads("狗抱回来多久之内得去登记？", CARE) + 1


@pytest.mark.parametrize("question", ["", "\0", "\ud800", "多少钱？" * 500])
def test_any_question_can_be_read(question: str) -> None:
    assert reads(question, CARE) < 1


def test_a_long_passage_is_read_as_far_as_it_fits() -> None:
    assert reads("狗抱回来多久之内得去登记？", DOGS + "养犬人应当携犬登记。" * 300) > -6


LICENCE = (
    "第十二条 养犬人应当自养犬之日起三十日内到公安派出所办理登记。每只犬每年缴纳管理费200元。"
    "遗失犬牌的，应当在十日内补办，工本费15元。"
)


@pytest.mark.parametrize(
    ("question", "told"),
    [("养条狗一年要交多少钱", "每只犬"), ("狗牌丢了补一个多少钱", "遗失犬牌"), ("狗抱回来多久内得去登记", "第十二条")],
)
def test_the_statement_that_answers_is_told_within_a_passage(question: str, told: str) -> None:
    """Places are those in the document: the passage stands at 100 there, and is read under a title."""
    passage = Passage("doc", "一", Span(100, 100 + len(LICENCE)), LICENCE, "南屏县养犬管理规定")
    ends = [place + 1 for place, character in enumerate(LICENCE) if character == "。"]
    statements = [Span(100 + start, 100 + end) for start, end in zip([0, *ends], ends, strict=False)]
    best = max(statements, key=read_together(asked(question), passage).of)
    assert Span(best.start - 100, best.end - 100).of(LICENCE).startswith(told)


def test_what_was_not_read_is_as_unsure_as_another_matter() -> None:
    passage = Passage("doc", "一", Span(0, len(LICENCE)), LICENCE)
    assert read_together(asked("养条狗一年要交多少钱"), passage).of(Span(5000, 5010)) == UNREAD
