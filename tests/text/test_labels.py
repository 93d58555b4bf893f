"""How an official would cite a clause."""

from __future__ import annotations

import pytest

from policyqa.text.labels import cite, cite_path, join, parent, split
from policyqa.types import Policy

PLAN = Policy(id="plan", title="甲市养老服务实施方案", number="甲政办发〔2023〕1号")

CITED = [
    # plans and notices
    ("三", "第三部分"),
    ("十二", "第十二部分"),
    ("三/（四）", "第三部分（四）"),
    ("三/行动二/（四）", "第三部分行动二（四）"),
    ("三/（四）/10", "第三部分（四）第10项"),
    ("三/（四）/10/（2）", "第三部分（四）第10项（2）"),
    ("三/（四）/10/（2）/①", "第三部分（四）第10项（2）①"),
    ("二/3.2", "第二部分第3.2项"),
    ("分级/5.1/5.1.2", "分级第5.1.2项"),
    ("总则/适用范围", "总则“适用范围”"),
    ("第一章/适用范围", "第一章适用范围"),
    ("附件4/前言", "附件4前言"),
    ("（一）", "（一）"),
    ("7", "第7项"),
    ("一/第二", "第一部分第二点"),
    ("一/二是", "第一部分第二点"),
    # attachments and tables
    ("附件1", "附件1"),
    ("附件1/三/（十四）", "附件1第三部分（十四）"),
    ("附件2/一/16", "附件2第一部分第16项"),
    ("附件/30", "附件第30项"),
    ("附表/4", "附表第4项"),
    # unnumbered parts
    ("前言", "前言"),
    ("印发通知", "印发通知"),
    ("附件1/落款", "附件1落款"),
    ("附件1/来源", "附件1来源"),
    ("附件2/总计", "附件2总计"),
    ("附件1/三/责任分工", "附件1第三部分责任分工"),
    # laws
    ("第三章", "第三章"),
    ("第一编/第三章/第一节", "第一编第三章第一节"),
    ("第二十条", "第二十条"),
    ("第三章/第二十条", "第二十条"),
    ("第一编/第三章/第一节/第二十条之一", "第二十条之一"),
    ("第三章/第二十条/第二款", "第二十条第二款"),
    ("第三章/第二十条/第二款/（一）", "第二十条第二款第（一）项"),
    ("第二十条/（一）/3", "第二十条第（一）项第3目"),
    ("附件1/第三章/第二十条/（一）", "附件1第二十条第（一）项"),
    ("第9条/第2款", "第9条第2款"),
    # the document as a whole
    ("", ""),
]


@pytest.mark.parametrize(("path", "label"), CITED)
def test_paths(path: str, label: str) -> None:
    assert cite_path(path) == label
    assert cite(PLAN, path) == f"《甲市养老服务实施方案》（甲政办发〔2023〕1号）{label}"


TITLES = [
    (Policy(id="a", title="甲市养老服务条例"), "《甲市养老服务条例》第三条"),
    (Policy(id="a", title="《甲市养老服务条例》"), "《甲市养老服务条例》第三条"),
    (Policy(id="a", title="关于印发《甲市养老规划》的通知"), "《关于印发《甲市养老规划》的通知》第三条"),
    (Policy(id="a", title="甲市养老服务条例", number="第5号"), "《甲市养老服务条例》（第5号）第三条"),
]


@pytest.mark.parametrize(("policy", "label"), TITLES)
def test_titles(policy: Policy, label: str) -> None:
    assert cite(policy, "第三条") == label


def test_the_document_of_several_clauses_is_named_once() -> None:
    assert cite(PLAN, "三/（四）", "附件1/2") == "《甲市养老服务实施方案》（甲政办发〔2023〕1号）第三部分（四）、附件1第2项"


def test_paths_come_apart_and_together() -> None:
    assert split("三/（四）/10") == ["三", "（四）", "10"]
    assert split("") == []
    assert join("三", "（四）", "10") == "三/（四）/10"
    assert join("", "前言") == "前言"
    assert join("附件1/三", "（十四）") == "附件1/三/（十四）"
    assert parent("三/（四）/10") == "三/（四）"
    assert parent("三") is None
