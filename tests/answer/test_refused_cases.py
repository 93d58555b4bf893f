"""Whom a text leaves out, and what is no demand (headings, questions, definitions), over an invented text."""

from __future__ import annotations

from functools import cache

import pytest
from judging import judged

from policyqa.ingest.corpus import parse
from policyqa.types import Document

RULES = """芦浦市居民福利规定

第一条 本市户籍的老年人家庭可以申请家电更新补贴。已列入拆除计划的房屋，以及近三年内已领取过家电补贴的家庭，不纳入补贴范围。

第二条 重度残疾人护理补贴：将16周岁以下的三级听力残疾儿童纳入补贴范围，每人每月90元。

第三条 邻里照料补助仅限重度失能人员，每日补助20元。照料员应当年满18周岁。

第四条 在本市企业工作满一年的毕业生，给予安家奖励2万元。年龄不超过40周岁。

第五条 补贴购买的设备原则上3年内不得出售；确需出售的，应当退回补贴款。

第六条 电采暖用户是指以电锅炉为全屋供暖的居民用户；仅以电热毯取暖的，不属于电采暖用户。

第七条 问：有没有取消资格的？
答：在本市初中连续就读满2年的，可以报考公办高中。

第八条 失能人员户籍迁出本市的，待遇不变；在外地居住满一年的，按60%支付。

第九条 对连续照护失能老年人、残疾人8个月以上的照护者，每年提供10天短期托养服务。

第十条 在本市新建的托育机构，每个托位给予补助5000元。

第十一条 申请人年龄未满18周岁的，不予批准，但无父母的孤儿除外。

第十二条 市级创业园应当符合：场地面积不少于2000平方米，入驻实体20户以上。
"""


@cache
def rules() -> dict[str, Document]:
    return {"lupu": parse("lupu", RULES)}


@pytest.mark.parametrize(
    ("question", "path", "verdict"),
    [
        ("我家是本市户口的老人，前年领过一次家电补贴，现在还能申请更新补贴吗？", "第一条", "不符合"),
        ("女儿9岁，听力三级残疾，护理补贴能领吗？", "第二条", "符合"),
        ("我妈评的是中度失能，邻里照料的补助能拿吗？", "第三条", "不符合"),
        ("我46岁，刚毕业，在本市企业干满一年了，安家奖励能领吗？", "第四条", "不符合"),
        ("领补贴买的设备用了一年，能不能卖掉？", "第五条", "有条件"),
        ("我家就铺了电热毯取暖，能算电采暖用户吗？", "第六条", "不符合"),
        ("我家用电锅炉全屋供暖，能按电采暖用户算吗？", "第六条", "符合"),
        ("孩子初中在这边就读了一年，能报考公办高中吗？", "第七条", "不符合"),
        ("我爸户口在本市没动过，在外地住了两年，失能，待遇能给吗？", "第八条", "符合"),
        ("我司新建了一家托育机构，托位补助能批吗？", "第十条", "符合"),
        ("园区有2500平米，入驻35家实体，够不够市级创业园？", "第十二条", "符合"),
    ],
)
def test_verdict(question: str, path: str, verdict: str) -> None:
    part = judged(question, "lupu", path, of=rules())
    assert part is not None
    assert part.verdict == verdict, part.text


def test_indefinite_count_asks_whether() -> None:
    """能不能让我歇几天 asks for no number of days."""
    part = judged("我照护失能的婆婆4个月了，能不能把她送去歇几天？", "lupu", "第九条", of=rules())
    assert part is not None
    assert part.verdict != "符合"
