"""What a text says that is nobody's claim: a goal of a plan, and what it grants for another act than the one asked about."""

from __future__ import annotations

import pytest
from judging import judged

from policyqa.api import PolicyQA
from policyqa.ingest.corpus import parse
from policyqa.settings import Settings

PLAN = """青洲市养老托育服务发展方案

青政发〔2025〕8号

一、发展目标

到2027年，每千人口拥有3岁以下婴幼儿托位4.8个，特殊困难老年人月探访率达到100%，老年人幸福安康。

二、主要任务

（一）扩大供给。到2027年，全市建成普惠托育服务机构40所。为独居老年人每周上门探访1次。

（二）落实优惠。对养老机构建设免征行政事业性收费。养老机构对老年人免费开放活动室。

（三）改造家庭。将适老化改造由困难家庭逐步拓展至普通家庭，2027年完成2000户家庭改造。

（四）发展助餐。建设社区食堂30个。

（五）培养人才。支持职业院校开设老年服务专业。

（六）医养结合。对养老机构内增设医务室的，每家给予20万元补助。残疾老年人低偿入住公办养老机构。

（七）加强监管。对机构的安全每季度检查1次。
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> PolicyQA:
    folder = tmp_path_factory.mktemp("plan")
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    return PolicyQA(Settings.load(corpus=folder, home=tmp_path_factory.mktemp("plan-home")))


@pytest.mark.parametrize(
    ("question", "path", "verdict"),
    [
        ("孩子两岁，送普惠的托育园交费能便宜点吗", "一", None),
        ("老人能过得幸福吗", "一", None),
        ("孩子两岁，送普惠托育园能便宜点吗", "二/（一）", None),
        ("我妈独居，能上门来探访吗", "二/（一）", "符合"),
    ],
)
def test_a_goal_is_nobodys_claim(question: str, path: str, verdict: str | None) -> None:
    part = judged(question, "plan", path, of={"plan": parse("plan", PLAN)})
    assert (part and part.verdict) == verdict, part


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("去养老院看望老人停车收不收费", "文件未写明"),
        ("我们新建养老院，行政事业性收费能免吗", "符合"),
        ("养老机构增设医务室要审批吗", "文件未写明"),
        ("我们养老机构增设医务室，能领补助吗", "符合"),
        ("我爸有残疾证，住公办养老机构免费吗", "不符合"),
    ],
)
def test_what_is_granted_for_another_act_is_no_verdict(question: str, verdict: str, plan: PolicyQA) -> None:
    answer = plan.ask(question)
    assert answer.verdict == verdict, answer.text
