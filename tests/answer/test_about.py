"""Questions about documents themselves."""

from __future__ import annotations

import pytest

from conftest import Search
from policyqa.answer.about import about_document
from policyqa.answer.parts import is_faithful
from policyqa.ingest.corpus import parse
from policyqa.types import Document

NOTICE = "《云州市人民政府关于做好残疾人两项补贴工作的通知》"

TOLD = [
    ("残疾人两项补贴工作的通知是哪天印发的？", f"{NOTICE}成文日期：2023年4月18日。"),
    ("残疾人两项补贴工作的通知文号是什么？", f"{NOTICE}发文字号：云政发〔2023〕8号。"),
    ("残疾人两项补贴工作的通知的文号和印发时间？", f"{NOTICE}发文字号：云政发〔2023〕8号；成文日期：2023年4月18日。"),
    # what the text does not tell of itself
    ("湖东区居家养老服务提升行动方案是什么时候印发的？", None),
    ("残疾人两项补贴工作的通知还有效吗？", None),
    ("残疾人两项补贴工作的通知的文号和有效性？", None),
    # what a document says, not what it is
    ("高龄津贴什么时候发放？", None),
    ("残疾人补贴每月多少钱？", None),
]


@pytest.mark.parametrize(("question", "told"), TOLD)
def test_about_a_document(question: str, told: str | None, search: Search, documents: dict[str, Document]) -> None:
    query, found, _ = search(question)
    parts = about_document(query, found, documents)
    assert [part.text for part in parts] == ([told] if told else [])
    assert all(is_faithful(part, documents) for part in parts)


def test_validity_is_quoted_from_the_table_on_top(search: Search) -> None:
    """The metadata table that government sites put above a text."""
    document = parse("page", "发文机关\t丙市人民政府\n有效性\t有效\n\n丙市助餐办法\n\n一、助餐点由街道建设。\n")
    if document.policy.validity is None:
        pytest.fail(f"the table is not read: {document.policy}")
    query, found, _ = search("丙市助餐办法还有效吗？")
    evidence = type(found.evidence[0])(document.clauses[0], 1.0, document.clauses[0].span)
    (part,) = about_document(query, type(found)((evidence,), 0.9), {"page": document})
    assert part.text == "《丙市助餐办法》有效性：有效。"


def test_the_day_of_printing_is_told_beside_that_of_signing(search: Search) -> None:
    end = "丙市人民政府办公室2024年3月8日印发\n"
    document = parse(
        "signed", f"丙市助餐办法\n\n各区政府：\n现印发给你们。\n丙市人民政府\n2024年3月1日\n\n一、建设助餐点。\n\n{end}"
    )
    query, found, _ = search("助餐办法哪天印发的，头尾好像不一样？")
    evidence = type(found.evidence[0])(document.clauses[0], 1.0, document.clauses[0].span)
    (part,) = about_document(query, type(found)((evidence,), 0.9), {"signed": document})
    assert part.text == "《丙市助餐办法》成文日期：2024年3月1日；印发日期：2024年3月8日。"
    assert is_faithful(part, {"signed": document})


RULES = (
    "丙市老年助餐条例\n\n第一条 为了方便老年人就餐，促进助餐服务发展，根据《丙省养老服务条例》，结合本市实际，制定本条例。\n"
    "第二条 助餐点由街道办事处建设，根据需要配备人员，制定菜谱。\n"
)
ORIGINS = ["丙市助餐条例的目的是什么？", "为什么要制定助餐条例？", "助餐条例是根据哪部条例定的？"]


@pytest.mark.parametrize("question", ORIGINS)
def test_the_opening_tells_why_a_document_was_made(question: str, search: Search) -> None:
    document = parse("rules", RULES)
    query, found, _ = search(question)
    evidence = type(found.evidence[0])(document.clauses[-1], 1.0, document.clauses[-1].span)
    (part,) = about_document(query, type(found)((evidence,), 0.9), {"rules": document})
    assert part.text.startswith("为了方便老年人就餐") and part.sources[0].clause.path == "第一条"
    assert is_faithful(part, {"rules": document})


def test_annexes_are_listed(search: Search) -> None:
    body, listed = "丙市助餐办法\n\n一、助餐点由街道建设。\n\n", "附件：1．助餐点名单\n2．补贴申请表\n\n"
    annexes = "附件1\n\n助餐点名单\n\n一、东街助餐点。\n\n附件2\n\n补贴申请表\n\n一、姓名。\n"
    document = parse("annexed", f"{body}{listed}{annexes}")
    assert "附件说明" in [clause.path for clause in document.clauses]
    query, found, _ = search("助餐办法带了几个附件，都叫啥")
    evidence = type(found.evidence[0])(document.clauses[0], 1.0, document.clauses[0].span)
    (part,) = about_document(query, type(found)((evidence,), 0.9), {"annexed": document})
    assert part.text == "附件：1．助餐点名单；2．补贴申请表。"


@pytest.mark.parametrize(
    "question", ["附件1的补贴摘自哪些文件", "附件1那些补贴是从哪几个文件里摘的？文号给下", "补贴政策的出处是什么"]
)
def test_where_policies_are_drawn_from(question: str, search: Search) -> None:
    body, annex = "丙市助餐办法\n\n一、助餐点由街道建设。\n\n", "附件1\n\n补贴政策\n\n一、助餐点补贴5000元。\n\n"
    document = parse("drawn", f"{body}{annex}以上政策摘自《丙市食堂补贴办法》（丙政办发〔2021〕7号）等。\n")
    query, found, _ = search(question)
    evidence = type(found.evidence[0])(document.clauses[0], 1.0, document.clauses[0].span)
    (part,) = about_document(query, type(found)((evidence,), 0.9), {"drawn": document})
    assert part.text == "以上政策摘自《丙市食堂补贴办法》（丙政办发〔2021〕7号）等。"
