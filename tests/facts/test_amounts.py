"""Sums, rates, counts, ranges and limits, in whatever writing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyqa.facts.amounts import QUANTITY, fold_number, quantities
from policyqa.facts.awards import AWARD, is_condition
from policyqa.text.patterns import Pattern


@pytest.mark.parametrize("each", [QUANTITY, AWARD], ids=lambda each: each.name)
def test_patterns_find_what_their_examples_say(each: Pattern) -> None:
    for text, expected in each.examples:
        found = each.regex.search(text)
        assert (found[0] if found else None) == expected, text


def told(text: str) -> list[tuple[float, str]]:
    return [(quantity.value, quantity.unit) for quantity in quantities(text)]


SUMS = [
    # what a sum is paid for
    ("每张床位给予10000元建设补助", 10000, "元/床"),
    ("改造按每户不超过2000元", 2000, "元/户"),
    ("按照每人每月225元进行补助", 225, "元/人·月"),
    ("按规定每月每人发放100元", 100, "元/人·月"),
    ("给予助餐点每人每天2元的补贴", 2, "元/人·天"),
    ("每生每年给予400元补助", 400, "元/生·年"),
    ("每名护理员每月补贴200元", 200, "元/人·月"),
    ("每个新增托位给予1万元的定额补助", 1, "万元/托位"),
    ("每个项目给予200万元", 200, "万元/项目"),
    ("每家给予20万元一次性补助", 20, "万元/家"),
    ("按每人次700元标准", 700, "元/人次"),
    ("每平方米补助200元", 200, "元/平方米"),
    ("每招用1人给予企业1000元", 1000, "元/人"),
    ("每签订一家机构，并按协议完成服务的，每年给予医院5万元", 5, "万元/家·年"),
    ("补贴120元/人·月", 120, "元/人·月"),
    ("补贴300元/人/月", 300, "元/人·月"),
    ("补贴2万元／床·年", 2, "万元/床·年"),
    # writings
    ("最高不超过10万元", 10, "万元"),
    ("奖励壹万元整", 10000, "元"),
    ("奖励五万元", 50000, "元"),
    ("奖励１．５万元", 1.5, "万元"),
    ("奖励10,000元", 10000, "元"),
    ("投入2.3亿元", 2.3, "亿元"),
    ("每户不超过 4000 元", 4000, "元/户"),
]


@pytest.mark.parametrize(("text", "value", "unit"), SUMS)
def test_a_sum_has_its_unit_and_what_it_is_paid_for(text: str, value: float, unit: str) -> None:
    assert told(text)[-1] == (value, unit)


COUNTS = [
    ("床位500张", [(500, "张")]),
    ("床位6.5万张", [(6.5, "万张")]),
    ("至少建成一所公办养老院", [(1, "所")]),
    ("人均用地0.3平方米", [(0.3, "平方米")]),
    ("建筑面积1500m2", [(1500, "平方米")]),
    ("年满80周岁", [(80, "岁")]),
    ("占百分之三十", [(30, "%")]),
    ("占三分之二", [(66.67, "%")]),
    ("减半征收", [(50, "%")]),
    ("过渡期两年", [(2, "年")]),
    ("三个月内办结", [(3, "个月")]),
    ("增长三倍", [(3, "倍")]),
    # no figures
    ("2025年1月5日印发", []),
    ("2022—2023年", []),
    ("给予一次性奖励", []),
    ("第二款和第3项", []),
    ("“十四五”时期", []),
    ("一级以上综合医院", []),
    ("多元化养老", []),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts_shares_ages_and_durations(text: str, expected: list[tuple[float, str]]) -> None:
    assert told(text) == expected


RANGES = [
    ("每年给予1.5—10万元的运营补助", 1.5, 10, "万元/年"),
    ("给予3000—30000元的一次性奖励", 3000, 30000, "元"),
    ("人均用地0.1-0.3平方米", 0.1, 0.3, "平方米"),
    ("5000元至1万元", 5000, 10000, "元"),
    ("5～10万元", 5, 10, "万元"),
    ("80—89周岁", 80, 89, "岁"),
    ("2到3所", 2, 3, "所"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), RANGES)
def test_a_range_has_both_ends(text: str, low: float, high: float, unit: str) -> None:
    (quantity,) = quantities(text)
    assert (quantity.value, quantity.upper, quantity.unit) == (low, high, unit)


BOUNDS = [
    ("每户不超过2000元", "不超过", "每户不超过2000元"),
    ("给予最高150万元的补助", "最高", "最高150万元"),
    ("最高不超过10万元", "最高不超过", "最高不超过10万元"),
    ("不低于60%", "不低于", "不低于60%"),
    ("达到90%以上", "以上", "90%以上"),
    ("至少建成1所", "至少", "至少建成1所"),
    ("五年内", "内", "五年内"),
    ("30余项", "余", "30余项"),
    ("每人2000元", "", "每人2000元"),
]


@pytest.mark.parametrize(("text", "bound", "phrase"), BOUNDS)
def test_limits_are_kept_in_the_words_of_the_text(text: str, bound: str, phrase: str) -> None:
    (quantity,) = quantities(text)
    assert (quantity.bound, quantity.phrase.of(text)) == (bound, phrase)


LISTS = [
    ("分别按照每人每月225元、150元、120元", [225, 150, 120], "元/人·月"),
    ("分别给予300、400、500元奖励", [300, 400, 500], "元"),
    ("特困人员每人每月500元、低保对象400元", [500, 400], "元/人·月"),
    ("最高10万元、5万元", [10, 5], "万元"),
]


@pytest.mark.parametrize(("text", "values", "unit"), LISTS)
def test_in_a_list_the_unit_is_said_once(text: str, values: list[float], unit: str) -> None:
    found = quantities(text)
    assert [quantity.value for quantity in found] == values
    assert {quantity.unit for quantity in found} == {unit}
    assert len({quantity.bound for quantity in found}) == 1


def test_a_second_sum_is_not_paid_for_the_same_without_a_list() -> None:
    assert told("每平方米补助500元，最高100万元") == [(500, "元/平方米"), (100, "万元")]
    assert told("每人每月300元，一次性奖励5000元") == [(300, "元/人·月"), (5000, "元")]


def test_a_list_mark_is_no_number() -> None:
    assert told("1、500元以下的") == [(500, "元")]


@pytest.mark.parametrize(
    "writing", ["1.5万元", "15000元", "１５０００元", "15,000 元", "壹万伍仟元", "一万五千元", "奖励1.5万元整"]
)
def test_equal_sums_fold_alike(writing: str) -> None:
    assert fold_number(writing) == (15000.0, "元")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("6.5万张", (65000, "张")),
        ("百分之三十", (30, "%")),
        ("30％", (30, "%")),
        ("1.5万", (15000, "")),
        ("8", (8, "")),
        ("没有", None),
    ],
)
def test_other_figures_fold_to_their_plain_unit(text: str, folded: tuple[float, str] | None) -> None:
    assert fold_number(text) == folded


CONDITIONS = [
    ("投资500万元以上的，给予10万元奖励", [500]),
    ("对家庭每月收入低于2000元的，每人补助300元", [2000]),
    ("对年收入5000元至1万元的家庭，每户补助1000元", [5000]),
    ("对留用率达到50%以上的见习单位，按每人2000元给予补贴", [50]),
    ("每户不超过2000元的标准予以补助", []),
    ("给予1.5万元以上的补助", []),
]


@pytest.mark.parametrize(("text", "thresholds"), CONDITIONS)
def test_a_threshold_is_no_award(text: str, thresholds: list[float]) -> None:
    assert [quantity.value for quantity in quantities(text) if is_condition(text, quantity)] == thresholds


@given(st.text(alphabet="0123456789.,、，。一二十百万元%每人月年至—不超过最高以上（）给予 　１２年", max_size=60))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    found = quantities(text)
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start
    for quantity in found:
        assert quantity.phrase.covers(quantity.span)
        assert quantity.span.of(text).strip()
        assert quantity.upper is None or quantity.upper > quantity.value
