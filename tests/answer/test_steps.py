"""Sums that rise step by step, over an invented text."""

from __future__ import annotations

import pytest
from judging import LEXICON

from policyqa.answer.parts import Source, is_faithful
from policyqa.answer.steps import STEP, by_step
from policyqa.ingest.corpus import parse
from policyqa.retrieve.query import understand
from policyqa.types import Question, Span

TEXT = parse(
    "wells",
    """松溪县补助办法

第一条 护理员在本县连续工作满2年的，每年发放工龄补贴1200元，每增加1年增发300元，最高不超过3000元。

第二条 机井深度在50米以内的每眼8000元，超过50米的每增加1米增加150元。

第三条 灌溉面积100亩的补助2万元，每增加50亩增加5000元。

第四条 家庭人口三人以内的每户2000元，每增加一人增发500元。
""",
)

ASKED = [
    ("护理员干了5年，一年补多少钱？", "第一条", "5年-2年=3年，1200元+3年×300元=2100元"),
    ("护理员干了二十年，一年补多少钱？", "第一条", "超过上限，按3000元算"),
    ("七十米的井赔多少钱？", "第二条", "70米-50米=20米，8000元+20米×150元=11000元（1.1万元）"),
    ("灌200亩地补多少钱？", "第三条", "200亩-100亩=100亩，20000元+100亩÷50亩×5000元=30000元（3万元）"),
    ("家里五个人补多少钱？", "第四条", "5人-3人=2人，2000元+2人×500元=3000元"),
    # between two steps, below the base, or without a number nothing is made
    ("灌220亩地补多少钱？", "第三条", ""),
    ("四十米的井赔多少钱？", "第二条", ""),
    ("护理员的工龄补贴一年多少钱？", "第一条", ""),
]


@pytest.mark.parametrize(("text", "found"), STEP.examples)
def test_examples(text: str, found: str | None) -> None:
    match = STEP.regex.search(text)
    assert (match[0] if match else None) == found


@pytest.mark.parametrize(("question", "path", "equation"), ASKED)
def test_what_is_given_above_the_base(question: str, path: str, equation: str) -> None:
    query = understand(Question(question), policies=[TEXT.policy], lexicon=LEXICON)
    clause = TEXT.clause(path)
    source = Source(clause, Span(clause.span.start + clause.text.index(" ") + 1, clause.span.end))
    part = by_step(query, source)
    assert (part.computed if part else "") == equation
    assert part is None or is_faithful(part, {"wells": TEXT})
