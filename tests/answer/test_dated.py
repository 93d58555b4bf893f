"""When something has to be done, by the time at the head of an earlier sentence of its paragraph."""

import pytest

from policyqa.answer.dated import with_date
from policyqa.answer.parts import Part, Source
from policyqa.types import Clause, Span

TEXT = "到2025年底，建成甲体系，制度更加完善。乙网络基本形成。力争“十四五”末丙站全覆盖。丁站都有人管。\n戊平台上线。"


@pytest.mark.parametrize(
    ("asked", "said", "told"),
    [
        ("乙网络何时形成？", "乙网络基本形成。", "到2025年底：乙网络基本形成。"),
        # it tells a time, is not asked when, stands behind another time or in another paragraph
        ("甲体系何时建成？", "到2025年底，建成甲体系，制度更加完善。", "到2025年底，建成甲体系，制度更加完善。"),
        ("乙网络谁来建？", "乙网络基本形成。", "乙网络基本形成。"),
        ("丁站哪年都有人管？", "丁站都有人管。", "丁站都有人管。"),
        ("戊平台什么时候上线？", "戊平台上线。", "戊平台上线。"),
    ],
)
def test_the_time_at_the_head_governs(asked: str, said: str, told: str) -> None:
    clause = Clause("d", "一", "item", Span(5, 5 + len(TEXT)), TEXT)
    start = TEXT.index(said)
    part = with_date(asked, Part(said, (Source(clause, Span(start, start + len(said)).shifted(5)),)))
    assert part.text == told
    assert [source.text for source in part.sources] == (["到2025年底，", said] if told != said else [said])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("八成覆盖哪年实现？", "从2024年起，利用三年时间，甲覆盖率达到80%。最后一年：2024年+3年-1年=2026年。"),
        ("甲覆盖率要达到多少？", "从2024年起，利用三年时间，甲覆盖率达到80%。"),
    ],
)
def test_the_last_of_so_many_years_follows_from_the_first(asked: str, told: str) -> None:
    text = "从2024年起，利用三年时间，甲覆盖率达到80%。"
    clause = Clause("d", "一", "item", Span(5, 5 + len(text)), text)
    assert with_date(asked, Part(text, (Source(clause, clause.span),))).text == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("己占比达到85%", "到2025年底：己占比达到85%"),
        ("庚站都有人管", "庚站都有人管"),  # in the sentence behind
    ],
)
def test_the_time_within_a_sentence_governs_what_is_behind_it_there(said: str, told: str) -> None:
    text = "实施甲行动，到2025年底，建成乙站，己占比达到85%。庚站都有人管。"
    clause = Clause("d", "一", "item", Span(5, 5 + len(text)), text)
    start = text.index(said)
    part = with_date("什么时点前？", Part(said, (Source(clause, Span(start, start + len(said)).shifted(5)),)))
    assert part.text == told
