"""A multiple of a standard is told with what the document says that the standard is, where it says it once."""

import pytest

from policyqa.answer.parts import Part, Source
from policyqa.answer.standards import with_standard
from policyqa.ingest.corpus import parse
from policyqa.retrieve.query import understand
from policyqa.text.lexicon import Lexicon
from policyqa.types import Document, Question

STANDARD = "城市低保标准为每人每月800元。"
RELIEF = "临时救助每人次不超过城市低保标准的2倍。"
EACH = "临时救助按人口数，每人不超过城市低保标准的2倍，最高4000元。"


def document(*articles: str) -> Document:
    """A document with these articles."""
    return parse(
        "relief", "甲市救助办法\n\n" + "\n\n".join(f"第{n}条 {text}" for n, text in zip("一二三", articles, strict=False))
    )


@pytest.mark.parametrize(
    ("articles", "question", "told"),
    [
        ((STANDARD, RELIEF), "临时救助一次给多少钱？", f"{RELIEF}折合：800元×2=1600元。"),
        ((STANDARD, EACH), "一家三口最多能领多少钱？", f"{EACH}折合：超过上限，按4000元算。"),
        # not asked for a sum, not stated, or stated twice
        ((STANDARD, RELIEF), "临时救助怎么申请？", RELIEF),
        ((RELIEF,), "临时救助一次给多少钱？", RELIEF),
        ((STANDARD, "城市低保标准为每人每月900元。", RELIEF), "临时救助一次给多少钱？", RELIEF),
    ],
)
def test_a_multiple_of_a_standard(articles: tuple[str, ...], question: str, told: str) -> None:
    text = document(*articles)
    clause = next(clause for clause in text.clauses if articles[-1] in clause.text)
    part = Part(articles[-1], (Source(clause, clause.span),))
    said = with_standard(understand(Question(question), policies=(), lexicon=Lexicon(())), part, text)
    assert said.text.replace("。折合", "折合") == told.replace("。折合", "折合")
