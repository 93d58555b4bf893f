"""The whole of several sums: what is asked for each of them, and what they make together."""

import pytest

from policyqa.answer.parts import Part
from policyqa.answer.summed import Addend, addends, total, with_share, with_sum
from policyqa.api import PolicyQA

ADDENDS = [
    # things counted off, with what is said of all of them in front
    (
        "一个集团，下面一家三甲打造基地、两家二级医院转型，奖励总共多少？",
        [("下面一家三甲打造基地，奖励多少", 1, "一个集团，下面"), ("两家二级医院转型，奖励多少", 2, "一个集团，下面")],
    ),
    ("新建1个站，另外两个老站翻新，三个加起来补多少", [("新建1个站，补多少", 1, ""), ("另外两个老站翻新，补多少", 2, "")]),
    (
        "三星院，失能5个、半失能3个，补助合一块该报多少？",
        [("失能5个，补助该报多少", 5, "三星院"), ("半失能3个，补助该报多少", 3, "三星院")],
    ),
    # what the first tells in front of its circumstance is said of all
    (
        "五星院收了失能12、自理20，补助一共多少？",
        [("五星院收了失能12，补助多少", 12, "五星院收了"), ("自理20，补助多少", 20, "五星院收了")],
    ),
    # … or in front of its count
    (
        "三星院里住着6个失能的、8个能自理的，补助一共多少？",
        [("三星院里住着6个失能的，补助多少", 6, "三星院里住着"), ("8个能自理的，补助多少", 8, "三星院里住着")],
    ),
    (
        "三星院，失能老人5个，半失能6个，一年补助合计多少？",
        [("失能老人5个，一年补助多少", 5, "三星院"), ("半失能6个，一年补助多少", 6, "三星院")],
    ),
    ("三星院，失能5个自理8个，一共补多少？", [("失能5个，补多少", 5, "三星院"), ("自理8个，补多少", 8, "三星院")]),
    # … or told apart by a circumstance
    (
        "两个娃，男娃是高职，女娃是中职，都进了养老院，奖励一共多少？",
        [("男娃是高职，奖励多少", 1, "两个娃，都进了养老院"), ("女娃是中职，奖励多少", 1, "两个娃，都进了养老院")],
    ),
    # one thing, however many there are of it, and no whole
    ("新建30张床，一共补多少？", []),
    ("一家三甲、两家二级，各奖多少？", []),
    ("总共补多少？", []),
]


@pytest.mark.parametrize(("asked", "expected"), ADDENDS)
def test_what_is_added_up_is_asked_for_one_by_one(asked: str, expected: list[tuple[str, float, str]]) -> None:
    assert [(each.asked, each.count, each.scene) for each in addends(asked)] == expected


TOTALS = [
    (["一级：200万元。", "二级：100万元。"], [1, 2], "合计：200万元+100万元×2=400万元。"),
    (["失能：每人每月150元。", "自理：每人每月60元。"], [5, 10], "每月合计：150元×5+60元×10=1350元。"),
    (["新建：最高60万元。", "改造：最高30万元。"], [1, 2], "合计：60万元+30万元×2=120万元（上限）。"),
    # sums by the month and once make no whole, nor does a list of them
    (["失能：每人每月150元。", "奖励：一次性2000元。"], [1, 1], None),
    # … nor what is paid by the bed, where homes are counted
    (["新建：每张床位10000元。", "改建：每张床位5000元。"], [1, 2], None),
    (["一级：200元。", "二级：100元。"], [1, None], None),
    (["一级200元、二级100元。", "三级：50元。"], [1, 1], None),
]


@pytest.mark.parametrize(("texts", "counts", "told"), TOTALS)
def test_sums_of_one_kind_make_a_whole(texts: list[str], counts: list[float | None], told: str | None) -> None:
    parts = [Part(text, ()) for text in texts]
    part = total("一共多少", [Addend("", count) for count in counts], parts)
    assert (part.text if part else None) == told


def test_the_whole_of_two_cases_over_a_real_index(qa: PolicyQA) -> None:
    text = qa.ask("三星级养老院收了失能老人，四星级的院也收了失能老人，两家一共10个和5个？").text
    assert "合计" not in text  # whose are the ten?
    answer = qa.ask("新建了20个托位，另外改扩建了10个托位，建设补助总共多少？")
    assert "9000元×20个=180000元" in answer.text
    assert answer.text.rpartition("合计：")[2].startswith("18万元+4.5万元=22.5万元")


FIGURES = [
    (
        "国家的、市里的再加上另建的，三样合计多少个？",
        "在110个国家项目、90个市级项目之外，再建156个站。",
        "110个+90个+156个=356个",
    ),
    ("两类一共多少张？", "护理型300张，普通型200张。", "300张+200张=500张"),
    # as many as are added up, of one unit
    ("两样合计多少个？", "在110个国家项目、90个市级项目之外，再建156个站。", ""),
    ("两样合计多少？", "建110个站，培训90人。", ""),
    ("各多少个？", "护理型300张，普通型200张。", ""),
]


@pytest.mark.parametrize(("asked", "text", "equation"), FIGURES)
def test_figures_of_one_statement_are_added_up(asked: str, text: str, equation: str) -> None:
    (part,) = with_sum(asked, [Part(text, ())])
    assert part.computed == equation


SHARES = [
    (["床位500张。", "护理型占比不低于70%。"], "至少应有多少张？", "护理型占比不低于70%。按此：500张×70%=350张。"),
    (["床位505张。", "护理型占比不低于70%。"], "至少应有多少张？", "护理型占比不低于70%。"),  # no whole bed
    (["床位500张、餐位90张。", "护理型占比不低于70%。"], "至少应有多少张？", "护理型占比不低于70%。"),
    (["床位500张。", "护理型占比不低于70%。"], "床位多少张？", "护理型占比不低于70%。"),
]


@pytest.mark.parametrize(("texts", "asked", "last"), SHARES)
def test_a_share_of_what_another_part_counts(texts: list[str], asked: str, last: str) -> None:
    assert with_share(asked, [Part(text, ()) for text in texts])[-1].text == last
