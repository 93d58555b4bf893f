"""What the payer pays who is asked about, and shares of what stands before."""

import pytest

from policyqa.answer.cases import by_change
from policyqa.answer.parts import Part, Source
from policyqa.answer.payers import of_payer
from policyqa.retrieve.query import understand
from policyqa.retrieve.statements import statements_of
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause, Question, Span

FUND = "护工互助金按每人每年120元筹集，其中个人缴纳50元、单位缴纳60元、财政补助10元；个人部分从工资中代扣。"
TEST = "鉴定费用每人次500元。鉴定结论为达标的，由申请人承担30%、基金承担70%。"
LIMITED = "费用每人次最高500元。结论为达标的，由申请人承担30%、基金承担70%。"
ONE = "由财政承担500元。"
SHARE = "助浴补贴标准为：中度失能每人每月100元，重度失能每人每月200元。城镇居民按前款相应标准的80%享受。"


def _part(text: str, question: str, number: int = 0) -> tuple[Part | None, Part | None]:
    clause = Clause("d", "一", "item", Span(7, 7 + len(text)), text)
    query = understand(Question(question), policies=[], lexicon=Lexicon([]))
    source = Source(clause, statements_of(clause)[number].span)
    return of_payer(query, source), by_change(query, source)


@pytest.mark.parametrize(
    ("text", "number", "question", "told"),
    [
        (FUND, 0, "单位那头一年要掏多少？", "护工互助金按每人每年120元筹集，其中单位缴纳60元。"),
        (FUND, 0, "护工自己一年交多少钱？", "护工互助金按每人每年120元筹集，其中个人缴纳50元。"),
        (FUND, 0, "政府出多少？", "护工互助金按每人每年120元筹集，其中财政补助10元。"),
        (FUND, 0, "一共筹多少？", None),
        (FUND, 0, "个人和单位各交多少？", None),
        (TEST, 1, "鉴定费自己要掏多少？", "鉴定结论为达标的，由申请人承担30%：500元×30%=150元。"),
        (LIMITED, 1, "费用自己要掏多少？", "结论为达标的，由申请人承担30%。"),
        (ONE, 0, "财政要出多少？", None),
    ],
)
def test_the_part_of_one_payer(text: str, number: int, question: str, told: str | None) -> None:
    part, _ = _part(text, question, number)
    assert (part.text if part else None) == told


@pytest.mark.parametrize(
    ("number", "question", "told"),
    [
        (
            1,
            "城镇的重度失能老人助浴补贴多少钱？",
            "重度失能：每人每月200元。城镇居民按前款相应标准的80%享受：200元×80%=160元。",
        ),
        (
            1,
            "城镇居民助浴补贴多少钱？",
            "中度失能：每人每月100元；重度失能：每人每月200元。城镇居民按前款相应标准的80%享受。",
        ),
        (0, "城镇居民助浴补贴多少钱？", None),
    ],
)
def test_a_share_of_what_stands_before(number: int, question: str, told: str | None) -> None:
    _, part = _part(SHARE, question, number)
    assert (part.text if part else None) == told
