"""Which bodies make up another, and how many they are."""

import pytest

from policyqa.answer.membership import membership
from policyqa.ingest.corpus import parse
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.query import understand
from policyqa.retrieve.statements import terms_of
from policyqa.text.lexicon import Lexicon
from policyqa.types import Evidence, Question

TEXT = """松坳市养老服务工作方案

一、组织机构

（一）联席会议成员单位由市民政局、市财政局、市妇联、市总工会、人行松坳分行营管部组成。联席会议办公室设在市民政局，由市民政局、市财政局、市教育局相关人员组成。

（二）各成员单位按职责分工负责。
"""


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("联席会议成员单位一共多少家？", "成员单位共五家：市民政局、市财政局、市妇联、市总工会、人行松坳分行营管部。"),
        ("联席会议有哪些成员单位？", "成员单位共五家：市民政局、市财政局、市妇联、市总工会、人行松坳分行营管部。"),
        ("联席会议办公室由哪些单位组成？", "成员单位共三家：市民政局、市财政局、市教育局。"),
        # whether somebody is of it
        ("市妇联是不是联席会议成员单位？", "妇联是成员单位之一。"),
        ("联席会议成员单位里有没有市气象局？", "气象局不在成员单位名单里。"),
        ("成员单位里哪家管托育？", None),
        ("北湾市联席会议有哪些成员单位？", None),
    ],
)
def test_bodies_that_make_up_another(asked: str, told: str | None) -> None:
    document, other = parse("t", TEXT), parse("b", "北湾市养老方案\n\n一、建立联席会议。\n")
    documents = {"t": document, "b": other}
    policies = [each.policy for each in documents.values()]
    query = understand(Question(asked), policies=policies, lexicon=Lexicon(()))
    weights = dict.fromkeys(terms_of(asked), 1.0)
    found = Found(tuple(Evidence(clause, 1.0, clause.span) for clause in document.clauses), 0.3, weights)
    assert [part.text for part in membership(query, found, documents)] == ([told] if told else [])
