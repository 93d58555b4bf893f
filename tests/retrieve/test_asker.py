"""What a question tells of the case it is about, and who it is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyqa.facts.rules import ASKER, Value, shipped_attributes
from policyqa.retrieve.asker import attributes_of, denied_of, stated
from policyqa.retrieve.circumstances import STATED
from policyqa.retrieve.durations import SINCE_EVENT, durations
from policyqa.retrieve.roles import asker_of
from policyqa.text.fold import plain

TOLD: list[tuple[str, dict[str, Value]]] = [
    # persons
    ("低保、低收入这些都沾不上", {"低保": False, "特困供养": "不是", "低收入": False, "脱贫": False}),
    ("省上的护理员比武拿了二等，有奖金没", {"竞赛三等奖以上": True, ASKER: "个人"}),
    ("省赛拿的二等奖", {"竞赛三等奖以上": True}),
    ("医院没照协议去服务", {"协议完成": False, ASKER: "医疗机构"}),
    ("我家前几年摘的穷帽", {"脱贫": True, ASKER: "个人"}),
    ("身子骨没啥毛病也没残疾", {"失能程度": "自理", "残疾": False}),
    ("公建民营的养老院", {ASKER: "养老机构"}),
    ("区自己搞的护理员比赛得了一等奖", {"竞赛三等奖以上": False, ASKER: "个人"}),
    ("我到这家养老院才8个月", {"同一机构从业年限": 0.667, ASKER: "个人"}),
    ("毕业才仨月", {"毕业年限": 0.25}),
    ("我爸75岁，城里的，领低保", {"年龄": 75, "城乡": "城镇", "低保": True, ASKER: "个人"}),
    ("我家老爷子八十三，身体还行", {"年龄": 83, ASKER: "个人"}),
    ("我姑妈82一个人住", {"年龄": 82, ASKER: "个人"}),
    ("我妈八十三了，户口在外省", {"年龄": 83, "户籍": "外地", ASKER: "个人"}),
    ("我们户口在外省，想申请补贴", {"户籍": "外地"}),
    ("户口也是这儿的", {"户籍": "本市"}),
    ("奶奶快八十岁了", {"年龄": 79.5, ASKER: "个人"}),
    ("孙子两岁半", {"年龄": 2.5, ASKER: "个人"}),
    ("我爸瘫在床上，散居五保", {"失能程度": "失能", "特困供养": "分散供养", ASKER: "个人"}),
    ("我们家二胎，本地户口", {"孩次": 2, "户籍": "本市", ASKER: "个人"}),
    ("我肢体二级，腿脚不便", {"残疾": True, "失能程度": "半失能", ASKER: "个人"}),
    # what is denied counts as denied
    (
        "我家不是低保也不是特困",
        {"低保": False, "特困供养": "不是", ASKER: "个人"},
    ),
    ("我爸没有残疾证", {"残疾": False, ASKER: "个人"}),
    ("我妈低保没办下来", {"低保": False, ASKER: "个人"}),
    ("我退休金够花", {"低保": False, "特困供养": "不是", "低收入": False, "脱贫": False, ASKER: "个人"}),
    ("我家是低保边缘户不是低保", {"低收入": True, "低保": False, ASKER: "个人"}),
    ("我家不算低收入", {"低保": False, "特困供养": "不是", "低收入": False, "脱贫": False, ASKER: "个人"}),
    # nor is what others say of the benefit
    ("听说给低保户发米，我家能领吗", {ASKER: "个人"}),
    (
        "公司把我裁了，研究生毕业，没再念书",
        {"离职": "非本人意愿", "学位": "硕士", "学历": "本科及以上", "在读": False, ASKER: "个人"},
    ),
    # of times in several homes no one is longer
    ("在一家养老院干了五个月护理，又到另一家干了九个月", {"同一机构从业年限": 0.75, "一线养老护理": True, ASKER: "养老机构"}),
    # what is only asked about is not told
    ("是不是低保才能申请", {}),
    ("必须是残疾人吗", {}),
    # nor is the name of a benefit, a limit or a year
    ("低保标准是多少", {}),
    ("高龄津贴多少钱", {}),
    ("80岁以上的老人有什么补贴", {ASKER: "个人"}),
    ("2023年发了多少", {}),
    # a later statement corrects an earlier one, of a case and its follow-up
    ("我妈75岁能领吗。那85岁呢", {"年龄": 85, ASKER: "个人"}),
    # those who work in care
    (
        "我大专毕业两年，在养老院做护理八个月了",
        {"学历": "专科", "毕业年限": 2, "同一机构从业年限": 0.667, "一线养老护理": True, ASKER: "个人"},
    ),
    ("护理员没考下来证", {"技能等级": "未取得", ASKER: "个人"}),
    # who is not of one grade, or did not get that as well, may have another
    ("我是护理员，不是高级工", {ASKER: "个人"}),
    ("护理员，初级工是三百吧。我啥证都没考", {"技能等级": "未取得", ASKER: "个人"}),
    ("护理员考了中级证的补多少。我还没考下来", {"技能等级": "未取得", ASKER: "个人"}),
    ("护理员的证考到顶了", {"技能等级": "高级技师", ASKER: "个人"}),
    ("护理员考了中级工，高级工没考", {"技能等级": "中级工", ASKER: "个人"}),
    ("我爸身子骨利落，吃饭穿衣都自己来", {"失能程度": "自理", ASKER: "个人"}),
    ("我在养老院当保安", {"一线养老护理": False, ASKER: "个人"}),
    # homes
    ("我们开了家民非养老院，评了四星", {"营利性质": "非营利性", "星级": 4, ASKER: "养老机构"}),
    ("我们养老院是租的房子，还没开业", {"建设方式": "租赁", "已运营": False, ASKER: "养老机构"}),
    ("见习单位20个人留用了8个", {"留用率": 40.0, ASKER: "见习单位"}),
    ("见习单位20个人只留了9个", {"留用率": 45.0, ASKER: "见习单位"}),
    ("我们养老院不是非营利的", {"营利性质": "营利性", ASKER: "养老机构"}),
    ("我们集团开了4家养老院", {"养老机构家数": 4, ASKER: "企业"}),
    ("养老院跟医院签了协议，医院能领吗", {"医养协议": True, ASKER: "医疗机构"}),
    ("干护理满一年，换了家养老院，现在这家才四个月", {"一线养老护理": True, "同一机构从业年限": 0.333, ASKER: "养老机构"}),
    ("", {}),
]


@pytest.mark.parametrize(("question", "told"), TOLD)
def test_what_is_told_of_the_case(question: str, told: dict[str, Value]) -> None:
    assert attributes_of(question) == told


WHO = [
    ("我开了家养老院，床位补多少", "养老机构"),
    ("我爸住养老院，能减免吗", "个人"),
    ("养老院返聘了个护士", "养老机构"),
    ("社区食堂能领补贴吗", "老年人助餐点"),
    ("村里办了个幸福院", "农村互助幸福院"),
    ("我们村的幸福院考评优秀，奖补有没有", "农村互助幸福院"),
    ("我们村的幸福院我爸能住进去吗", "个人"),
    ("卫生院跟2家养老院签了协议", "医疗机构"),
    ("我们托育园想申请示范", "托育机构"),
    ("三甲医院能不能拿奖励", "医疗机构"),
    ("应届毕业生进养老院有没有奖", "个人"),
    ("托育园每个孩子补多少", "托育机构"),
    ("补多少钱", None),
]


@pytest.mark.parametrize(("question", "asker"), WHO)
def test_who_a_question_is_about(question: str, asker: str | None) -> None:
    assert asker_of(plain(question)) == asker


LENGTHS = [
    ("毕业三年了", [("毕业年限", 3.0)]),
    ("在养老院干了一年零三个月", [("同一机构从业年限", 1.25)]),
    ("开业快两年", [("运营年限", 1.9)]),
    ("住了半年", [("居住年限", 0.5)]),
    ("满两年", [(None, 2.0)]),
    ("社保交了七个月，断了两个月", [("缴费年限", 0.583), ("中断", 0.167)]),
    ("合同签了三年", [("合同年限", 3.0)]),
    ("四个月前给他评过", [(SINCE_EVENT, 0.333)]),
    ("2023年年底", []),
    ("每年补多少，补几年", []),
]


@pytest.mark.parametrize(("text", "told"), LENGTHS)
def test_stretches_of_time(text: str, told: list[tuple[str | None, float]]) -> None:
    assert durations(plain(text)) == told


def test_choices_that_are_denied() -> None:
    assert denied_of("我们不是新建的，是租赁的") == {"建设方式": {"新建"}}
    assert denied_of("我们是新建的") == {}


def test_attributes_and_values_are_those_of_the_register() -> None:
    register = shipped_attributes()
    for each in STATED:
        values = register[each.attribute].values
        assert not values or each.value in (*values, "特困", "其他"), each


@given(st.text())
def test_anything_may_be_said(text: str) -> None:
    attributes_of(text)
    asker_of(plain(text))
    folded = plain(text)
    assert all(said.span.end <= len(folded) for said in stated(folded))
