"""What opens a line: the marks of numbered parts, and the lines that head attachments."""

from __future__ import annotations

import pytest

from policyqa.ingest.markers import attachment_of, marker_of


@pytest.mark.parametrize(
    ("line", "kind", "number", "label"),
    [
        ("第三章　养老服务", "章", 3, "第三章"),
        ("第二分编 典型合同", "分编", 2, "第二分编"),
        ("第一百二十八条 有下列情形", "条", 128, "第一百二十八条"),
        ("第20条 公民", "条", 20, "第20条"),
        ("一、总体要求", "一、", 1, "一"),
        ("(十四) 完善评估", "（一）", 14, "（十四）"),
        ("（ 三 ）监督", "（一）", 3, "（三）"),
        ("10．增强能力", "1.", 10, "10"),
        ("３、推进", "1.", 3, "3"),
        ("1.2024年1月1日以后", "1.", 1, "1"),
        ("2．2023—2025年", "1.", 2, "2"),
        ("1.60周岁以上", "1.", 1, "1"),
        ("2.3岁以下", "1.", 2, "2"),
        ("1.80至89周岁", "1.", 1, "1"),
        ("3.9月底前", "1.", 3, "3"),
        ("1.200张床位以上", "1.", 1, "1"),
        ("1.2.1 托大班", "1.1", 1, "1.2.1"),
        ("(2)审核", "（1）", 2, "（2）"),
        ("3）公示", "1）", 3, "3）"),
        ("②卫健数据", "①", 2, "②"),
        ("二是强化监管", "一是", 2, "二是"),
        ("第一，抓紧", "第一，", 1, "第一"),
        ("Q3：怎么申请？", "问", 3, "Q3"),
        ("行动一：公办托育", "行动", 1, "行动一"),
        ("任务2 老年助餐", "任务", 2, "任务2"),
        ("## 第二节 管制", "节", 2, "第二节"),
    ],
)
def test_markers(line: str, kind: str, number: int, label: str) -> None:
    marker = marker_of(line)
    assert marker is not None
    assert (marker.kind, marker.number, marker.label) == (kind, number, label)


def test_articles_between_articles() -> None:
    marker = marker_of("第十七条之一 已满七十五周岁的人")
    assert marker is not None
    assert (marker.number, marker.extra, marker.label) == (17, 1, "第十七条之一")


@pytest.mark.parametrize(
    "line",
    [
        "第十条规定的条件",
        "第三十八条、第三十九条",
        "第十条第二款",
        "第三章的规定",
        "第三人有过错的",
        "1.5万元",
        "2024.3.1",
        "2024.12月底前",
        "1.500万元",
        "3.5‰",
        "（一家）养老院",
        "一万元",
        "三四十人",
        "2025年底前",
        "",
    ],
)
def test_no_markers(line: str) -> None:
    assert marker_of(line) is None


@pytest.mark.parametrize(
    ("line", "label", "words"),
    [
        ("附件", "附件", ""),
        ("附件 2", "附件2", ""),
        ("附件一", "附件1", ""),
        ("附件：申请表", "附件", "申请表"),
        ("附件3：申请表", "附件3", "申请表"),
        ("附表1 标准", "附表1", " 标准"),
        ("附录", "附录", ""),
        ("附：1.申请表", "附件", "1.申请表"),
    ],
)
def test_attachments(line: str, label: str, words: str) -> None:
    opened = attachment_of(line)
    assert opened is not None
    assert (opened[0], line[opened[1] :]) == (label, words)


@pytest.mark.parametrize("line", ["附件中的材料", "附件1所列项目", "附近的养老院", "附则：解释", "附2人名单"])
def test_no_attachments(line: str) -> None:
    assert attachment_of(line) is None
