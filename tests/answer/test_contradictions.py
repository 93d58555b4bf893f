"""What is told contradicts a condition, or meets it, without its words: kin, cities, assets, lengths."""

from __future__ import annotations

from functools import cache

import pytest
from judging import judged

from policyqa.ingest.corpus import parse
from policyqa.types import Document

RULES = """梨川市居住和照护扶助办法

梨政规〔2025〕6号

第一条 在本市注册的企业吸纳失业人员的，每人给予1000元补贴。

第二条 租用商铺创业的，给予租金补贴，每年3000元。租用亲属自有房屋的，不予补贴。

第三条 有下列情形之一的，不得申请住房救助：
（一）家庭拥有机动车的；
（二）三年内出售、赠与自有住房的。

第四条 连续照护重度失能老年人6个月以上的家庭照护者，每年可以享受10天喘息服务。

第五条 与老年人共同居住的近亲属，可以代为申请护理补贴。

第六条 非营利性养老机构用电，可以享受居民电价。

第七条 学龄前儿童和在校学生暂不纳入护理保险。

第八条 具有本市户籍且符合下列情形之一的老年人，免费安装扶手：
（一）特困老年人；
（二）年满70周岁的独居老年人。

第九条 申请人应当提交身份证明、诊断证明。护理补贴自批准之月起计发。
"""


@cache
def _documents() -> dict[str, Document]:
    return {"lichuan-2025": parse("lichuan-2025", RULES)}


@pytest.mark.parametrize(
    ("question", "path", "verdict"),
    [
        ("我公司注册在宁波，在梨川招了失业的人，这补贴能领吗", "第一条", "不符合"),
        ("我公司就在梨川注册的，招了两个失业的，这补贴能领吗", "第一条", "符合"),
        ("门面是我舅舅自家的，租给我开店，租金补贴能申请吗", "第二条", "不符合"),
        ("门面是外人的，租来开店，租金补贴能申请吗", "第二条", "符合"),
        ("家里有台小货车，住房救助能申请吗", "第三条", "不符合"),
        ("我妈重度失能，我照护了三个多月，能不能享受喘息服务", "第四条", "不符合"),
        ("我妈重度失能，我照护了八个多月，能不能享受喘息服务", "第四条", "符合"),
        ("我是他外甥，跟他住一块儿，代他申请护理补贴，算不算近亲属", "第五条", "文件未写明"),
        ("我们养老院是要挣钱的，用电能不能享受居民电价", "第六条", "不符合"),
        ("材料上看不出是营利还是非营利的养老院，用电能享受居民电价吗", "第六条", "有条件"),
        ("孩子念大二，能不能纳入护理保险", "第七条", "不符合"),
        ("我奶奶73，梨川户口，一个人住，扶手能免费装吗", "第八条", "符合"),
        ("我爸脑梗了，护理补贴能领吗", "第九条", None),
    ],
)
def test_verdicts_without_the_words_of_the_text(question: str, path: str, verdict: str | None) -> None:
    part = judged(question, "lichuan-2025", path, of=_documents())
    assert (part and part.verdict) == verdict, part and part.text
