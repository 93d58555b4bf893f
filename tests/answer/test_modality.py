"""What a rule permits, forbids, waives, limits and demands: the verdict on the act that is asked about, over invented rules."""

from __future__ import annotations

from functools import cache

import pytest
from judging import judged

from policyqa.ingest.corpus import parse
from policyqa.types import Document

POOLS = """寅市公共场馆使用管理办法

寅政规〔2025〕4号

第一条 游泳馆内禁止身高低于1.2米的儿童单独下水。游泳教练持证上岗的，不受前款限制。

第二条 不满14周岁的人不得单独使用健身器械。

第三条 场馆门票每人20元。65周岁以上老年人免收门票，学生减半收取。

第四条 每户限办1张家庭卡。

第五条 携带宠物入馆的，应当征得场馆管理人同意。

第六条 无人机在场馆上空飞行的，应当经公安机关批准。

第七条 场地可以用于社区公益活动，不得用于商业促销。

第八条 企业团体不在优惠范围。

第九条 入馆人员应当遵守下列规定：
（一）不得携带超过5公斤的物品；
（二）不得在馆内吸烟；
（三）不满10周岁的儿童须由家长陪同。

第十条 退役军人预约场地的，不受提前3日的限制。

第十一条 已有其他场馆会员资格的，不能申请年卡。

第十二条 教练员须年满20周岁，并且从业满2年。

第十三条 场馆不收取老年人的存包费。

第十四条 商户不得占用通道，不得在22时后播放音乐。
"""

FLATS = """卯市公共租赁住房规则

第一条 承租人不得转租。承租人家庭成员可以共同居住。

第二条 租金按季缴纳，低保家庭减半缴纳，特困人员免缴。

第三条 承租人家庭应当符合下列条件：
（一）人均住房面积不超过15平方米；
（二）无自有住房。
一户限租一套。

第四条 养宠物的，不得饲养体重超过20公斤的犬只。

第五条 单身申请人须年满30周岁。带未成年子女的单亲家庭须提供抚养证明。

第六条 房屋装修须经出租单位同意。

第七条 引进的高层次人才可以优先选房。

第八条 本规则施行前已经入住的家庭，不受第三条面积的限制。

第九条 本科毕业生可以直接申请；投靠父母的成年子女须未婚且无业。合租申请须登记备案满2年，并且缴纳社保满1年。

第十条 承租人擅自改建的，处3000元以下罚款，5年内不得申请。
"""


@cache
def documents() -> dict[str, Document]:
    return {"yin": parse("yin", POOLS), "mao": parse("mao", FLATS)}


CASES = [
    # question, document, clause, verdict, words of the answer
    # what is forbidden by a measure, and whoever does not have it
    ("我儿子13岁，能一个人用健身器械吗？", "yin", "第二条", "不符合", "不满14周岁"),
    ("我儿子15岁，能一个人用健身器械吗？", "yin", "第二条", "符合", "不满14周岁"),
    ("带一袋8公斤的东西进去可以吗？", "yin", "第九条", "不符合", "超过5公斤"),
    ("家里的狗25公斤，能养吗？", "mao", "第四条", "不符合", "超过20公斤"),
    ("家里的狗8公斤，能养吗？", "mao", "第四条", "符合", "超过20公斤"),
    ("在馆内能不能吸烟？", "yin", "第九条", "不符合", "吸烟"),
    # what is waived: in whole, by half, or not charged
    ("我70岁，门票能免吗？", "yin", "第三条", "符合", "免收门票"),
    ("我是学生，门票能少交一半吗？", "yin", "第三条", "符合", "减半"),
    ("我是学生，门票能全免吗？", "yin", "第三条", "不符合", "减半"),
    ("我爸妈这样的老年人，存包费是不是不用交？", "yin", "第十三条", "符合", "不收取"),
    ("我家低保，租金能减一点吗？", "mao", "第二条", "符合", "减半"),
    ("我是特困人员，租金可以不交吗？", "mao", "第二条", "符合", "免缴"),
    # one for each
    ("已经有一张家庭卡了，能再办一张吗？", "yin", "第四条", "不符合", "限办1张"),
    ("我们家想再租一套，行不行？", "mao", "第三条", "不符合", "限租一套"),
    # consent and permission
    ("我想带猫进馆，让进吗？", "yin", "第五条", "有条件", "征得场馆管理人同意"),
    ("在场馆上空飞无人机，可以吗？", "yin", "第六条", "有条件", "经公安机关批准"),
    ("房子想装修一下，允许吗？", "mao", "第六条", "有条件", "经出租单位同意"),
    # what is allowed and what is not, side by side
    ("场地借来办社区公益活动，可以吗？", "yin", "第七条", "符合", "社区公益活动"),
    ("场地借来搞商业促销，可以吗？", "yin", "第七条", "不符合", "商业促销"),
    ("租来的房子能转租给别人吗？", "mao", "第一条", "不符合", "不得转租"),
    ("家庭成员能跟我一起住吗？", "mao", "第一条", "符合", "共同居住"),
    # whom a rule leaves out, or does not bind
    ("我们是企业团体，能享受优惠吗？", "yin", "第八条", "不符合", "企业团体"),
    ("我是退役军人，想约明天的场地，可以吗？", "yin", "第十条", "符合", "不受提前3日的限制"),
    ("我已经是别的场馆会员，会员资格还在，年卡能申请吗？", "yin", "第十一条", "不符合", "不能申请"),
    # what is demanded of all, and of some only
    ("我25岁，当了三年教练，能做教练员吗？", "yin", "第十二条", "符合", "年满20周岁"),
    ("我18岁，能做教练员吗？", "yin", "第十二条", "不符合", "年满20周岁"),
    ("我单身，28岁，能申请吗？", "mao", "第五条", "不符合", "年满30周岁"),
    ("我本科毕业，能直接申请吗？", "mao", "第九条", "符合", "直接申请"),
    ("我们几个合租，备案才一年，能申请吗？", "mao", "第九条", "不符合", "满2年"),
    # a class that the text does not measure
    ("我副教授，按高层次人才算吗？能优先选房吗？", "mao", "第七条", "文件未写明", "高层次"),
]


@pytest.mark.parametrize(("question", "doc_id", "path", "verdict", "words"), CASES)
def test_the_verdict_is_that_of_the_rule_on_the_act(question: str, doc_id: str, path: str, verdict: str, words: str) -> None:
    part = judged(question, doc_id, path, of=documents())
    assert part is not None
    assert (part.verdict, words in part.text) == (verdict, True), part.text


def test_a_penalty_grants_nothing() -> None:
    assert judged("墙能自己改建一下吗？", "mao", "第十条", of=documents()) is None


TABLE = """辰市三年计划

一、指标

表1 主要指标

指标\t单位\t2024年\t2027年
电动公交车占比\t%\t60\t100
"""


def test_a_cell_of_a_table_is_nobodys_grant() -> None:
    found = parse("chen", TABLE)
    paths = [clause.path for clause in found.clauses if "\t" in clause.text]
    parts = [judged("公交车能全换成电动的吗？", "chen", path, of={"chen": found}) for path in paths]
    assert paths
    assert not any(parts)
