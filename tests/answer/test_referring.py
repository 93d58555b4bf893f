"""Clauses that others name by their numbers."""

import pytest

from policyqa.answer.parts import Source
from policyqa.answer.referring import said_of
from policyqa.ingest.corpus import parse
from policyqa.retrieve.query import understand
from policyqa.text.lexicon import Lexicon
from policyqa.types import Question

PLAN = """梅川县敬老助餐方案

一、补贴项目

（一）就餐补贴。80周岁以上老年人每餐补贴3元。

（二）送餐补贴。送餐上门的，每单补贴2元。

（三）建设补贴。新建助餐点的，每个补贴5万元。

二、资金保障

（一）资金来源。第一部分第（一）项、第（三）项所列资金由县财政承担；第一部分第（二）项所列资金由乡镇财政承担。

（二）其他资金。《旧办法》第一条所列资金由福利基金承担。
"""
LAW = """# 梅川县法律援助规定

第一条 下列事项给予补贴：

（一）代写文书每件120元；

（二）值班每日200元；

（三）调解每件300元；

（四）鉴定每次500元。

第二条 第一条第（一）项至第（三）项所列补贴由市财政承担；第（四）项所列补贴由县财政承担。
"""


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        (PLAN, "每餐补贴3元", "由县财政承担"),
        (PLAN, "每单补贴2元", "由乡镇财政承担"),
        (PLAN, "每个补贴5万元", "由县财政承担"),
        # an item of a range, and one behind it in the same article
        (LAW, "（二）值班每日200元；", "由市财政承担"),
        (LAW, "（四）鉴定每次500元。", "由县财政承担"),
    ],
)
def test_who_pays_is_told_by_the_number(text: str, words: str, told: str) -> None:
    document = parse("plan", text)
    at = document.text.index(words)
    clause = next(each for each in document.clauses if each.span.start <= at < each.span.end)
    source = Source(clause, type(clause.span)(at, at + len(words)))
    query = understand(Question("这笔钱由谁承担？"), policies=[document.policy], lexicon=Lexicon([]))
    found = [each.text for each in said_of(source, document, query)]
    assert found and all(told in each for each in found)


def test_a_clause_of_another_document_is_not_meant() -> None:
    document = parse("plan", PLAN)
    query = understand(Question("这笔钱由谁承担？"), policies=[document.policy], lexicon=Lexicon([]))
    clause = document.clause("一/（一）")
    assert not any("福利基金" in each.text for each in said_of(Source(clause, clause.span), document, query))
