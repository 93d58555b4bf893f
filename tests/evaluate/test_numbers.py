"""Facts are found whatever their numbers are written like, and never inside longer numbers."""

import pytest

from policyqa.evaluate.numbers import contains, numbers


@pytest.mark.parametrize(
    ("fact", "answer"),
    [
        ("2000元", "每户补２０００元"),
        ("2000元", "每户补二千元"),
        ("2000元", "每户补贰仟元"),
        ("2000元", "每户补两千元。"),
        ("2000元", "每户补0.2万元"),
        ("2000元", "每户补2,000元"),
        ("2000元", "每户补2千元"),
        ("10万元", "一次性补助100000元"),
        ("150万元", "最高一百五十万元"),
        ("60%", "达到百分之六十以上"),
        ("60%", "达到 60％ 以上"),
        ("5∶5", "市区两级按 5:5 分担"),
        ("5∶5", "市区两级按5：5分担"),
        ("1.5—2.5万元", "每人1.5～2.5万元"),
        ("1.5—2.5万元", "每人1.5万元至2.5万元"),
        ("1.5—2.5万元", "每人15000元-25000元"),
        ("3000—30000元", "3000至30000元"),
        ("2025年", "2023年至2025年"),
        ("2023年", "2023年至2025年"),
        ("2025年底", "二〇二五年底前"),
        ("1000平方米以下", "1000㎡以下"),
        ("4500", "总投资4500万元"),
        ("14171.48", "面积14171.48平方米"),
        ("1次", "每年一次"),
        ("市民政局", "由 市民 政局牵头"),
        ("优先、低偿入住", "可以优先、低償入住"),
        ("市政办发〔2024〕58号", "即市政办发[2024]58号"),
    ],
)
def test_found(fact: str, answer: str) -> None:
    assert contains(answer, fact)


@pytest.mark.parametrize(
    ("fact", "answer"),
    [
        ("50元", "每人150元"),
        ("50元", "每人50.5元"),
        ("2000元", "每户12000元"),
        ("1万元", "每户1.1万元"),
        ("1万元", "每户11万元"),
        ("60%", "60元"),
        ("60元", "60%"),
        ("3年", "二〇二三年"),
        ("4500元", "4500万元"),
        ("4500", "14500万元"),
        ("1次", "一次性补助"),
        ("400名", "1,400名"),
        ("1.2人", "11.2人"),
        ("45003600", "4500 3600"),
        ("市民政局", "民政局"),
    ],
)
def test_not_found(fact: str, answer: str) -> None:
    assert not contains(answer, fact)


def test_values_and_faces() -> None:
    found = numbers("建设300 张床位，投资1.5—2万元，达到六成、百分之八，共两处")
    assert [(float(n.value), float(n.face)) for n in found] == [
        (300, 300), (15000, 1.5), (20000, 2), (6, 6), (8, 8), (2, 2),
    ]  # fmt: skip
    assert [n.plain for n in found] == [False, False, False, True, False, True]
    assert [n.percent for n in found] == [False, False, False, False, True, False]


@pytest.mark.parametrize(("text", "value"), [("120千瓦", 120), ("3千米", 3), ("5千克", 5), ("2千元", 2000), ("2千人", 2000)])
def test_a_unit_that_begins_with_a_thousand_multiplies_nothing(text: str, value: int) -> None:
    assert numbers(text)[0].value == value
