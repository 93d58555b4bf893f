"""Whether several benefits are given at once is told where a question adds them up."""

import pytest

from policyqa.answer.adding_up import with_adding_up
from policyqa.answer.parts import Part, Source
from policyqa.retrieve.forms import form_of
from policyqa.retrieve.kinds import kinds_of
from policyqa.retrieve.mentions import Mentions
from policyqa.retrieve.query import Query
from policyqa.types import Clause, Span

GIVEN = "获奖船员每人奖励五千元，优秀船员每人奖励三千元。"
ONE_ONLY = "同一人获两项称号的，按照最高一项发给，不累计。"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("两个称号加起来奖八千，没错吧", True),
        ("两项奖励能领双份吗", True),
        ("获奖船员奖多少", False),
    ],
)
def test_what_bars_adding_up(question: str, *, told: bool) -> None:
    text = GIVEN + ONE_ONLY
    clause = Clause("a", "一", "item", Span(0, len(text)), text)
    query = Query(question, question, (), kinds_of(question), form_of(question), Mentions())
    parts = with_adding_up(query, [Part(GIVEN, (Source(clause, Span(0, len(GIVEN))),))])
    assert ("不累计" in "".join(part.text for part in parts)) is told
