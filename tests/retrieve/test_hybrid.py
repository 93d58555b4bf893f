"""Which clause comes first: one that can be the answer before one that shares more words with the question."""

from pathlib import Path

import pytest

from policyqa.api import PolicyQA
from policyqa.settings import Settings

TEXT = """甲山市养老服务若干规定

第一条 本市支持社区食堂发展，社区食堂可以由养老机构、餐饮企业开办，社区食堂应当方便老年人就餐。

第二条 开办社区食堂的，给予6万元补助。

第三条 三星级养老机构每月补助90元，由民政部门发放。

第四条 五星级养老机构每月补助150元，由民政部门发放。

第五条 街道应当推广时间银行，鼓励时间银行跨区兑换。

第六条 时间银行，是指志愿者把服务时间存起来、以后兑换服务的制度。

第七条 社区食堂服务员参加技能培训的，社区食堂服务员可以获得培训补助，标准由人社部门另定。

第八条 餐饮服务员连续工作满三年的，一次性发给8000元。
"""

FIRST = [
    # a sum is asked for, and the clause that speaks most of the matter has none
    ("社区食堂开办补多少钱？", "第二条"),
    # of two clauses of one sort the one for these stars
    ("五星级养老机构每月补多少钱？", "第四条"),
    ("三星级养老机构每月补多少钱？", "第三条"),
    # the meaning is asked, and the word stands more often elsewhere
    ("时间银行是什么意思？", "第六条"),
    # the matter is named by its sum
    ("我在食堂当服务员，那八千块能拿吗？", "第八条"),
]


@pytest.fixture(scope="module")
def qa(tmp_path_factory: pytest.TempPathFactory) -> PolicyQA:
    folder: Path = tmp_path_factory.mktemp("rules")
    (folder / "rules.txt").write_text(TEXT, encoding="utf-8")
    return PolicyQA(Settings.load(corpus=folder, home=tmp_path_factory.mktemp("rules-home")))


@pytest.mark.parametrize(("question", "clause"), FIRST)
def test_what_can_be_the_answer_comes_first(qa: PolicyQA, question: str, clause: str) -> None:
    assert qa.ask(question).retrieved[0].clause.path == clause
