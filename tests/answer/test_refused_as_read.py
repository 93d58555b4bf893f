"""A refusal in words that the question does not use decides where reading tells that it is what answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyqa.api import PolicyQA
from policyqa.settings import Settings

TEXT = """云溪县居家改造办法

云溪政规〔2025〕9号

第一条 对低保家庭中的老年人住宅实施无障碍改造，每户补助不超过3000元。已列入征收拆迁范围的房屋不予改造。

第二条 县民政局负责组织改造，乡镇人民政府受理申请。
"""


@pytest.fixture(scope="module")
def qa(tmp_path_factory: pytest.TempPathFactory) -> PolicyQA:
    folder: Path = tmp_path_factory.mktemp("rules")
    (folder / "rules.txt").write_text(TEXT, encoding="utf-8")
    return PolicyQA(Settings.load(corpus=folder, home=tmp_path_factory.mktemp("rules-home")))


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("我们那片老房子划进拆迁红线了，家里是低保，我妈腿脚不灵，想改卫生间，行吗", "不符合"),
        ("家里是低保，我妈腿脚不灵，房子不拆，想改卫生间，行吗", "有条件"),
    ],
)
def test_verdict(question: str, verdict: str, qa: PolicyQA) -> None:
    answer = qa.ask(question)
    assert answer.verdict == verdict, answer.text
