"""Words written by their sound are put right; what is written right, or could be anything, stays."""

import pytest

from policyqa.facts.units import shipped
from policyqa.retrieve.spelling import Spelling

TEXT = (
    "对取得证书的护理员给予岗位补贴，每人每月补贴200元。低保对象、失能老年人家庭实施适老化改造，安装扶手。"
    "城镇家庭每户报销不超过4000元。由市民政局牵头，市财政局配合。养老机构收住失能老年人的给予补贴。托育园普惠托位。"
) * 3
SPELLING = Spelling(TEXT, ["临江", "临江新区", "低保户", "失能"])

PUT_RIGHT = [
    ("护里员的岗位补帖是多少", "护理员的岗位补贴是多少"),
    ("底保户能不能报消", "低保户能不能报销"),
    ("城真老房子装扶收", "城镇老房子装扶手"),
    ("yanglao机构收shineng老人，每月butie多少", "养老机构收失能老人，每月补贴多少"),
    ("临姜新区哪家牵投", "临江新区哪家牵头"),
]
LEFT = [
    "护理员的岗位补贴是多少",
    "临江的养老院归谁管？",
    "我妈是低保户，能不能报销",
    "How much is the subsidy?",
    "the yanglaoxyz index",
    "上海到北京的高铁票",
    "𠮷野家2024年开了3家",
    "",
    "。。。？？",
]


@pytest.mark.parametrize(("written", "meant"), PUT_RIGHT)
def test_a_word_written_by_its_sound_is_put_right(written: str, meant: str) -> None:
    assert SPELLING.corrected(written) == meant


@pytest.mark.parametrize("text", LEFT)
def test_what_is_written_right_stays(text: str) -> None:
    assert SPELLING.corrected(text) == text


#: A choice and a number asked for sound like other words, and two words like one in which every character is another.
LIKE_OTHERS = Spelling("严厉打击骗保。给予补贴，公开发布，结果显示合格，设置窗口。各部门支付。" * 3, [])


@pytest.mark.parametrize(
    "text", ["药费能打几折", "这补助贴不贴给租房的", "到底罚不罚", "能不能先试一年", "这两样各补多少", "每人只付几成"]
)
def test_what_only_sounds_like_another_word_stays(text: str) -> None:
    assert LIKE_OTHERS.corrected(text) == text


@pytest.mark.parametrize("text", [written for written, _ in PUT_RIGHT])
def test_what_was_put_right_stays(text: str) -> None:
    once = SPELLING.corrected(text)
    assert SPELLING.corrected(once) == once


def test_a_word_that_the_documents_do_not_hold_is_never_put_in() -> None:
    assert Spelling("高龄津贴每月发放。", []).corrected("护里员的补帖") == "护里员的补帖"


@pytest.mark.parametrize("text", ["他自己那间房", "请再递一次材料"])
def test_a_part_of_a_name_is_no_word_that_is_meant(text: str) -> None:
    """建房 of 农村建房 for 间房, 第一次 of 第一次犯 for 递一次."""
    assert Spelling("高龄津贴每月发放。" * 3, ["农村建房", "第一次犯"]).corrected(text) == text


def test_a_body_that_the_register_knows_is_no_slip_for_others() -> None:
    said = "自规定施行之日起，局属单位自规范建设。资金由局里安排。"
    assert Spelling(said, shipped().names).corrected("资规局牵头哪些任务") == "资规局牵头哪些任务"
