"""Targets out of invented plans and out of the shipped corpus: what is to be reached by when, and what is no target."""

from __future__ import annotations

import pytest

from policyqa.facts.metrics import BUILDS
from policyqa.facts.targets import BACKGROUND, GOAL, NO_TARGET, targets
from policyqa.facts.years import YEAR, anchors, year_of_title
from policyqa.ingest.corpus import Catalogue, load, parse, scan
from policyqa.settings import default_corpus
from policyqa.text.patterns import Pattern
from policyqa.types import Target


@pytest.mark.parametrize("each", [YEAR, BACKGROUND, NO_TARGET, GOAL, BUILDS], ids=lambda each: each.name)
def test_patterns_find_what_their_examples_say(each: Pattern) -> None:
    for text, expected in each.examples:
        found = each.regex.search(text)
        assert (found[0] if found else None) == expected, text


PLAN = """丙市“十四五”养老托育服务规划

一、发展基础

截至2020年底，全市共有养老机构96家，城乡社区养老服务设施覆盖率分别达到85%和60%。

二、发展目标

到2025年，全市城乡社区日间照料设施覆盖率分别达到100%和80%以上，每千名老年人拥有养老床位35张，护理型床位占比不低于55%。新增普惠托位3000个，\
示范性托育机构12家。力争到2027年，每千人口拥有3岁以下婴幼儿托位数达到5个。预计到2030年，老年人口占比达到30%。

三、重点任务

（一）补齐短板。2023—2025年，每年新建社区食堂20个，改造提升乡镇敬老院8所、农村幸福院50个。新建住宅小区按每百户不低于20平方米的标准配建养老用房。

（二）培养人才。到2024年底前每个县区至少打造1个实训基地。开展家庭照护者培训，2024—2025年，完成培训5000人次。对养老机构每张床位给予1万元补助。

（三）医养结合。从2024年起，利用三年时间，实现街道养老中心覆盖率达到80%。全市90%以上的医院成为老年友善医疗机构。打造3～5家康养基地。

（四）督导检查。每月至少开展1次检查，60岁以上老年人健康管理三年内全面加强。福利彩票公益金55%以上用于养老。
"""

EXPECTED = [
    ("二", "城市社区日间照料设施覆盖率", 100, "%", 2025),
    ("二", "农村社区日间照料设施覆盖率", 80, "%", 2025),
    ("二", "每千名老年人拥有养老床位", 35, "张", 2025),
    ("二", "护理型床位占比", 55, "%", 2025),
    ("二", "新增普惠托位", 3000, "个", 2025),
    ("二", "新增示范性托育机构", 12, "家", 2025),
    ("二", "每千人口拥有3岁以下婴幼儿托位数", 5, "个", 2027),
    ("三/（一）", "每年新建社区食堂", 20, "个", 2025),
    ("三/（一）", "改造提升乡镇敬老院", 8, "所", 2025),
    ("三/（一）", "改造农村幸福院", 50, "个", 2025),
    ("三/（二）", "每个县区打造实训基地", 1, "个", 2024),
    ("三/（二）", "家庭照护者培训", 5000, "人次", 2025),
    ("三/（三）", "街道养老中心覆盖率", 80, "%", 2026),
    ("三/（三）", "医院成为老年友善医疗机构", 90, "%", 2026),
    ("三/（三）", "打造康养基地", 3, "家", 2026),
    ("三/（四）", "福利彩票公益金用于养老", 55, "%", None),
]


def row(target: Target) -> tuple[str, str, float, str, int | None]:
    return (target.clause, target.metric, target.value, target.unit, target.year)


def test_the_ledger_of_an_invented_plan() -> None:
    found = targets(parse("bing", PLAN))
    assert [row(target) for target in found] == EXPECTED
    assert {target.upper for target in found if target.metric == "打造康养基地"} == {5}


def test_quotes_are_to_the_letter_and_carry_the_year_where_it_stands_in_front() -> None:
    document = parse("bing", PLAN)
    for target in targets(document):
        assert target.span.of(document.text) == target.quote
        assert f"{target.value:g}" in target.quote
    by_metric = {target.metric: target.quote for target in targets(document)}
    assert by_metric["新增普惠托位"] == "新增普惠托位3000个"
    assert by_metric["每千人口拥有3岁以下婴幼儿托位数"] == "力争到2027年，每千人口拥有3岁以下婴幼儿托位数达到5个"


YEARS = [
    ("到2025年底，覆盖率达到90%", [2025]),
    ("2024—2026年，再建设156个", [2026]),
    ("从2024年起，利用三年时间", [2026]),
    ("力争“十四五”末达到1%", [2025]),
    ("“十五五”期间新增5所", [2030]),
    ("2022年，建成1.5万张；到2025年，建成3万张", [2022, 2025]),
    ("根据甲政办发〔2021〕47号", []),
    ("落实《甲市2023年养老工作方案》", []),
    ("自2024年1月1日起施行", []),
]


@pytest.mark.parametrize(("text", "years"), YEARS)
def test_the_year_that_a_figure_is_for(text: str, years: list[int]) -> None:
    assert [year for _, year in anchors(text)] == years


def test_an_annual_plan_gives_its_year_to_figures_without_one() -> None:
    text = "甲区2024年养老服务工作要点\n\n一、主要任务\n\n1.新建6个助餐点，新增床位150张。\n\n2.2025年，养老床位达到500张。\n"
    assert [(t.metric, t.year) for t in targets(parse("jia", text))] == [
        ("新建助餐点", 2024),
        ("新增床位", 2024),
        ("养老床位", 2025),
    ]
    assert year_of_title("甲市2023—2025年行动计划") is None
    assert year_of_title("甲市养老服务条例") is None


def test_the_nearest_heading_tells_what_is_background_and_what_a_goal() -> None:
    parts = "（一）基本情况。建成养老床位3000张。\n\n（二）行动目标。到2026年，建成养老床位5000张。\n"
    found = targets(parse("jia", f"甲区养老服务行动方案\n\n一、基本情况和行动目标\n\n{parts}"))
    assert [(target.value, target.year) for target in found] == [(5000, 2026)]


def test_a_notice_sets_figures_for_a_year_that_stands_right_before_them() -> None:
    text = "甲区养老服务通知\n\n一、到2026年，护理型床位占比不低于55%。\n"
    assert [(t.metric, t.value, t.year, t.quote) for t in targets(parse("jia", text))] == [
        ("护理型床位占比", 55, 2026, "到2026年，护理型床位占比不低于55%")
    ]


def test_a_share_without_its_subject_takes_that_of_the_phrase_before() -> None:
    text = "甲市养老方案\n\n一、持续推进县区示范性养老院建设，护理型床位占比由原50%提高至70%。到2026年，培训护理员500人次。\n"
    assert [(t.metric, t.value) for t in targets(parse("jia", text))] == [
        ("县区示范性养老院护理型床位占比", 70),
        ("培训护理员", 500),
    ]


def test_the_column_of_deadlines_gives_the_year() -> None:
    text = (
        "任务分解表\n\n| 牵头单位 | 序号 | 任务内容 | 完成时限 |\n| --- | --- | --- | --- |\n"
        "| 市民政局 | 1 | 护理型床位占比达到70%。 | 2026年 |\n| 市民政局 | 2 | 培育社会组织20家。 | 持续性工作 |\n"
    )
    assert [(t.value, t.year) for t in targets(parse("biao", text))] == [(70, 2026), (20, None)]


def test_the_sizes_of_projects_are_no_targets() -> None:
    text = "重大项目清单\n\n| 序号 | 项目名称 | 建设内容 |\n| --- | --- | --- |\n| 1 | 甲养老院 | 建设床位300张 |\n"
    assert targets(parse("xiangmu", text)) == []


def test_laws_state_norms_and_news_state_facts() -> None:
    law = "甲市养老条例\n\n第一条 新建小区养老用房比例达到百分之一，每个社区至少建成1所养老机构。\n"
    news = "甲市复工消息\n\n全市规上企业复工率达到95%，新增就业1200人。\n"
    assert targets(parse("law", law)) == targets(parse("news", news)) == []


# --- the shipped corpus ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def corpus() -> list[Target]:
    folder = default_corpus()
    catalogue = Catalogue.load(folder)
    return [target for file in scan(folder) for target in targets(load(file, catalogue=catalogue))]


IN_CORPUS = [
    ("xian-2023-1", "二", "每千人口拥有3岁以下婴幼儿托位", 4.8, "个", 2025, "西安市"),
    ("xian-2023-1", "二", "建成养老床位", 1.5, "万张", 2022, "西安市"),
    ("xian-2023-1", "二", "建成普惠托育服务机构", 100, "所", 2025, "西安市"),
    ("xian-2023-1", "三/（二）/4", "公办养老机构床位数达到本辖区老年人口", 1, "%", 2025, "西安市"),
    ("xian-2023-1", "四/21", "每年用于养老服务设施建设用地", 300, "亩", 2025, "西安市"),
    ("xian-2024-58", "三/（五）", "街道（镇）综合养老服务中心覆盖率", 80, "%", 2026, "西安市"),
    ("xian-2024-58", "三/（四）", "区县（开发区）公办示范性养老院护理型床位占比", 70, "%", None, "西安市"),
    ("xian-2024-58-annex", "附件/2", "区县(开发区)公办示范性养老院护理型床位占比", 70, "%", 2025, "西安市"),
    ("xixian-1l1x", "一", "每千人口拥有3岁以下婴幼儿托位", 4.6, "个", 2025, "西咸新区"),
    ("xixian-1l1x", "一", "建成托位", 1532, "个", 2023, "西咸新区"),
    ("xixian-2023", "一", "新增养老床位", 150, "张", 2023, "西咸新区"),
    ("xixian-2023", "二/（二）/6", "新建老年人助餐示范点", 6, "个", 2023, "西咸新区"),
    ("xixian-2023", "三/（二）", "福利彩票公益金用于养老服务体系建设", 60, "%", 2023, "西咸新区"),
]


@pytest.mark.parametrize("expected", IN_CORPUS, ids=[f"{entry[0]} {entry[2]}" for entry in IN_CORPUS])
def test_targets_of_the_corpus(corpus: list[Target], expected: tuple[str, str, str, float, str, int | None, str]) -> None:
    rows = {(t.doc_id, t.clause, t.metric, t.value, t.unit, t.year, t.region) for t in corpus}
    assert expected in rows


def test_background_of_the_corpus_is_no_target(corpus: list[Target]) -> None:
    assert not [target for target in corpus if target.clause.startswith("一/") and target.doc_id == "xian-2023-1"]
    assert not [target for target in corpus if "元" in target.unit]


def test_a_table_of_metrics_states_goals_by_column() -> None:
    text = (
        "甲市规划\n\n附件\n\n主要指标表\n\n序号\t指标名称\t2020年基数\t2023年目标\t2025年目标\t指标属性\n"
        "1\t养老机构护理型床位占比（%）\t45\t52\t≥60\t约束性\n2\t每千名老年人拥有养老床位（张）\t31\t36\t42\t预期性\n"
    )
    assert [(t.metric, t.value, t.unit, t.year) for t in targets(parse("table", text))] == [
        ("养老机构护理型床位占比", 52, "%", 2023),
        ("养老机构护理型床位占比", 60, "%", 2025),
        ("每千名老年人拥有养老床位", 36, "张", 2023),
        ("每千名老年人拥有养老床位", 42, "张", 2025),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "到2025年，社区养老设施覆盖率分别达到城市100%、农村70%。",
            [("城市社区养老设施覆盖率", 100), ("农村社区养老设施覆盖率", 70)],
        ),
        ("到2025年，困难老年人服务补贴覆盖率达到100%。", [("困难老年人服务补贴覆盖率", 100)]),
        ("2025年，为400名特殊困难老人提供限时免费的上门照护。", [("为特殊困难老人提供限时免费的上门照护", 400)]),
    ],
)
def test_what_a_rate_or_a_count_is_of(sentence: str, expected: list[tuple[str, float]]) -> None:
    found = targets(parse("plan", f"甲市养老服务行动方案\n\n一、目标\n\n{sentence}\n"))
    assert [(target.metric, target.value) for target in found] == expected
