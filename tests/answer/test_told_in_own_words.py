"""What a question tells in its own words: records, opposites, marks, what cannot be done, and what of several is asked for."""

from __future__ import annotations

from functools import cache

import pytest
from judging import judged

from policyqa.ingest.corpus import parse
from policyqa.types import Document

RULES = """溪桥市小微主体扶持规定

溪政规〔2025〕6号

第一条 依法登记、并向商务部门备案的家政企业，收取的家政服务费免收管理费。

第二条 对自用厂房免征房产税；对经认定为科技型企业的，减半征收所得税。

第三条 年度考评优秀的示范园区，给予10万元奖励。

第四条 因地形等原因无法修建停车位的，免收停车位易地建设费。

第五条 外来资本设立的家政企业，享受与本地企业同等的补贴待遇。

第六条 老厂房在符合城市规划且不改变用地主体的条件下，可在三年内按原用途使用。

第七条 毕业一年内进入本市家政机构工作的，给予2万元奖励。

第八条 支持机关食堂、餐饮企业、物业企业等主体，就近提供助餐服务。

第九条 对连续在同一家政机构工作一年以上的，每月给予200元补贴。

第十条 将入户改造由困难家庭逐步拓展至普通家庭。

第十一条 对低保对象中的高龄、残疾老年人家庭实施入户改造，农村家庭按每户不超过1000元，城镇家庭按每户不超过3000元的标准予以补助。

第十二条 轻度失能老年人可以入托，但应当由家属签订告知书。
"""

CASES = [
    ("我们家政公司登记了，没去商务局那边备过案，管理费能免吗", "第一条", "不符合"),
    ("我们家政公司登记了，一直未到商务部门备案，管理费能免吗", "第一条", "不符合"),
    ("我们家政公司登记了，别的手续还没问，管理费能免吗", "第一条", "有条件"),
    ("我们厂房租给超市了，房产税能免吗", "第二条", "不符合"),
    ("我们园区年度考评只是合格，奖励能领吗", "第三条", "不符合"),
    ("我们园区年度考评优秀，是示范园区，奖励能领吗", "第三条", "符合"),
    ("地形太陡，停车位修不成，易地建设费能免吗", "第四条", "符合"),
    ("停车位我们没修，易地建设费能免吗", "第四条", "有条件"),
    ("香港来的外来资本设立的家政企业，补贴待遇能跟本地企业一样不", "第五条", "符合"),
    # who studied in another city works here, who works there does not
    ("我闺女今年在郑州念完大专，来溪桥一家家政机构上班，奖励能领吗", "第七条", "符合"),
    ("我闺女今年大专毕业，在郑州一家家政机构上班，溪桥这个奖励能领吗", "第七条", "不符合"),
    # another reason than the one that counts
    ("停车位嫌造价高没修，易地建设费能免吗", "第四条", "不符合"),
    # what is supported may be done
    ("我开了个小餐馆，想给老人做中午饭，政策让不让我干这个", "第八条", "符合"),
    ("我在两家家政公司各干了八个月，加起来一年多，补贴能领吗", "第九条", "不符合"),
    ("我在同一家家政公司干了两年了，补贴能领吗", "第九条", "符合"),
    ("我们是普通家庭，入户改造能排上吗", "第十条", "有条件"),
    # what is still to be done
    ("我爸轻度失能，能入托吗", "第十二条", "有条件"),
    # nobody doubts that 86 is 高龄, but whether 72 is the text has to say
    ("我奶奶86岁，农村的，吃低保，入户改造能补钱吗", "第十一条", "符合"),
    ("我爸72岁，城里的，吃低保，没残疾，入户改造能补钱吗", "第十一条", "文件未写明"),
    ("老厂房要过户给新公司，还能按原用途使用吗", "第六条", "不符合"),
    ("老厂房已经用到第五年了，还能按原用途使用吗", "第六条", "不符合"),
]


@cache
def documents() -> dict[str, Document]:
    return {"xi": parse("xi", RULES)}


@pytest.mark.parametrize(("question", "path", "verdict"), CASES)
def test_what_is_told_in_own_words_decides(question: str, path: str, verdict: str) -> None:
    part = judged(question, "xi", path, of=documents())
    assert part is not None
    assert part.verdict == verdict, part.text


def test_sums_for_cases_that_are_not_told_stand_side_by_side() -> None:
    part = judged("我奶奶86岁，吃低保，入户改造能补钱吗", "xi", "第十一条", of=documents())
    assert part is not None and part.verdict == "有条件"
    assert "1000元" in part.text and "3000元" in part.text
