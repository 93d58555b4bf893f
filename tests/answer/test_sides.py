"""What is asked about each of several regions."""

import pytest

from policyqa.answer.sides import asked_of, sides_of
from policyqa.retrieve.mentions import mentions_of
from policyqa.types import Document, Policy

POLICIES = [Policy("a", "甲", region="云州市"), Policy("b", "乙", region="湖东区"), Policy("c", "丙", region="湖东区")]
DOCUMENTS = {policy.id: Document(policy, "", ()) for policy in POLICIES}

ASKED = [
    # a question, the side, and what is asked about it
    ("托位数，市里定的是多少，湖东区自己定的又是多少？", "湖东区", "托位数，湖东区自己定的又是多少？"),
    ("托位数，市里定的是多少，湖东区自己定的又是多少？", "云州市", "托位数，市里定的是多少"),
    ("云州市和湖东区2023年的任务各是多少？", "云州市", "云州市和的任务各是多少？"),
    ("助餐点，云州几个湖东几个", "湖东区", "助餐点，几个湖东几个"),
]


@pytest.mark.parametrize(("question", "side", "asked"), ASKED)
def test_each_side_is_asked_for_itself(question: str, side: str, asked: str) -> None:
    sides = sides_of(mentions_of(question, POLICIES), DOCUMENTS)
    assert sides == {"云州市": ("a",), "湖东区": ("b", "c")}
    assert asked_of(side, question, sides, POLICIES)[0] == asked


def test_one_region_is_no_side() -> None:
    assert sides_of(mentions_of("湖东区的任务", POLICIES), DOCUMENTS) == {}
