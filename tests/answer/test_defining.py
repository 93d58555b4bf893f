"""What a term means and what a slogan counts: the statement that spells it out."""

from __future__ import annotations

import pytest

from policyqa.answer.defining import defines_term, spells_out, term_of
from policyqa.retrieve.forms import form_of
from policyqa.retrieve.kinds import kinds_of
from policyqa.retrieve.mentions import Mentions
from policyqa.retrieve.query import Query

SPELT_OUT = [
    # a statement, a question, and whether the statement names each of what the question counts
    ("坚持统一规划、统一采购、统一配送。", "校服采购要做到三个“统一”，是哪三个", True),
    ("推行“马上报”“网上报”“就近报”。", "船只登记讲的三个“报”都是啥", True),
    ("公示、公开、公告收费标准。", "收费几个“公”，是哪几个", True),
    ("依托“五社联动”机制建队伍。", "“五社联动”，五社指哪五个？", False),
    ("开展“五社联动”（社区、社会组织等）。", "“五社联动”，五社指哪五个？", True),
    ("完善市、区、镇、村四级网络。", "“四级”网络是哪四级？", True),
    ("规划、建设和验收同步推进。", "几个“同步”，是哪几个", False),
    ("坚持统一采购，由学校统一发放。", "校服采购要做到三个“统一”，是哪三个", False),
    ("清塘、清网、清船三项工作。", "渔港三清工作怎么做", False),  # a count of words without marks wants two characters
]


@pytest.mark.parametrize(("text", "question", "is_so"), SPELT_OUT)
def test_a_slogan_is_spelt_out(text: str, question: str, is_so: bool) -> None:
    assert spells_out(text, question) is is_so


TERMS = [
    # a question, the term that it wants explained, a statement, and whether that explains it
    ("“近海渔船”是什么意思", "近海渔船", "本办法所称近海渔船，是指主机功率不足44千瓦的渔船。", True),
    ("“近海渔船”是什么意思", "近海渔船", "近海渔船休渔期间领取补助，休渔期是指5月至8月。", False),
    ("养鸽子说的限养区是哪些地方", "限养区", "环城路以内为限养区，其他地方为一般区。", True),
    ("养鸽子说的限养区是哪些地方", "限养区", "在限养区饲养的，责令改正。", False),
    ("“船员家属”到底指哪些人", "船员家属", "本规定所称的船员家属，包括船员的配偶、子女。", True),
    ("批泊位时“一船”咋认定", "一船", "船，是指登记在同一船主名下的渔船。", True),
    ("批泊位时“一船”咋认定", "一船", "渔民一船只能有一处泊位。", False),
    ("“近海渔船”每年补多少", None, "", False),
    ("限养区归谁管", None, "", False),
]


@pytest.mark.parametrize(("question", "term", "text", "is_so"), TERMS)
def test_a_term_is_explained(question: str, term: str | None, text: str, is_so: bool) -> None:
    query = Query(question, question, (), kinds_of(question), form_of(question), Mentions())
    assert term_of(query) == term
    assert term is None or defines_term(text, term) is is_so
