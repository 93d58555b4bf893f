"""One figure of several that a sentence counts off."""

from __future__ import annotations

import pytest

from policyqa.answer.members import by_member
from policyqa.answer.parts import Source
from policyqa.retrieve.forms import form_of
from policyqa.retrieve.kinds import kinds_of
from policyqa.retrieve.mentions import Mentions
from policyqa.retrieve.query import Query
from policyqa.types import Clause, Span

PORTS = "全市有各类渔业设施620个，其中渔港31个、避风锚地12个、冷库205个、加工厂88家。"
RATES = "渔船保险覆盖率达到95%，船员持证率达到98%以上，渔港监控覆盖率不低于90%。"

ONE_OF = [
    # a sentence, a question, and the one figure that is told
    (PORTS, "其中避风锚地有几个", "避风锚地：12个。"),
    (PORTS, "加工厂有多少家", "加工厂：88家。"),
    (PORTS, "渔业设施一共多少个", None),
    (PORTS, "渔港和冷库各有多少个", None),
    (PORTS, "冷库归谁管", None),
    (RATES, "船员持证率要到百分之几", "船员持证率：98%以上。"),
    (RATES, "覆盖率要达到多少", None),  # of two things
    ("渔港31个、冷库205个。", "冷库有多少个", None),  # two are told together
]


@pytest.mark.parametrize(("text", "question", "told"), ONE_OF)
def test_one_of_several_figures(text: str, question: str, told: str | None) -> None:
    clause = Clause("a", "一", "item", Span(0, len(text)), text)
    query = Query(question, question, (), kinds_of(question), form_of(question), Mentions())
    part = by_member(query, Source(clause, clause.span))
    assert (part.text if part else None) == told
