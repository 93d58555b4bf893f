"""Which sum is for which case, and that nothing is paired where the text does not say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyqa.errors import CorpusError
from policyqa.facts.ladders import Ladders, shipped
from policyqa.facts.parallel import parallel

TABLES = [
    pytest.param(
        "对寄宿生，按照小学每生每年900元、初中每生每年1200元、高中每生每年1500元给予补助。",
        {"小学": 900, "初中": 1200, "高中": 1500},
        id="a stage of school keeps its name",
    ),
    pytest.param(
        "照料护理标准按照全自理、半护理、全护理分别为每人每月190元、480元、960元。",
        {"照料护理标准全自理": 190, "照料护理标准半护理": 480, "照料护理标准全护理": 960},
        id="a degree belongs to the first item as to the others",
    ),
    pytest.param(
        "五星级、四星级、三星级养老机构收住失能老年人的，分别按照每人每月225元、150元、120元进行补助；"
        "收住自理老年人的，分别按照每人每月80元、60元、40元进行补助。",
        {
            "五星级养老机构收住失能老年人": 225,
            "四星级养老机构收住失能老年人": 150,
            "三星级养老机构收住失能老年人": 120,
            "五星级养老机构收住自理老年人": 80,
            "四星级养老机构收住自理老年人": 60,
            "三星级养老机构收住自理老年人": 40,
        },
        id="the cases are said once for several lists",
    ),
    pytest.param(
        "给予本科及以上毕业生5万元、专科（高职）毕业生4万元、中职毕业生3万元的一次性入职奖励，共分3年，"
        "每年分别按照30%、30%、40%的比例发放。",
        {"本科及以上毕业生": 5, "专科（高职）毕业生": 4, "中职毕业生": 3},
        id="the case beside its sum, and instalments are no cases",
    ),
    pytest.param(
        "按照初级至高级技师分别给予每人每月300元、400元、500元、600元、700元的岗位补贴。",
        {"初级工": 300, "中级工": 400, "高级工": 500, "技师": 600, "高级技师": 700},
        id="a range on a ladder is filled in",
    ),
    pytest.param(
        "对养老服务国家、行业、地方标准制定中，在单位排名最靠前的本市企业，市级分别给予15万元、10万元、5万元奖励。",
        {"养老服务国家标准制定": 15, "养老服务行业标准制定": 10, "养老服务地方标准制定": 5},
        id="the list stands two phrases earlier",
    ),
    pytest.param(
        "农村家庭改造按每户不超过2000元，城镇家庭改造按每户不超过4000元的标准予以补助。",
        {"农村家庭改造": 2000, "城镇家庭改造": 4000},
        id="the case in front of its sum",
    ),
    pytest.param(
        "新建社区养老服务站市级给予最高60万元的一次性补助，提升改造的社区养老服务站市级给予最高30万元的一次性补助。",
        {"新建社区养老服务站": 60, "提升改造的社区养老服务站": 30},
        id="who gives is no part of the case",
    ),
    pytest.param(
        "在本市范围内新建的养老机构，每张床位给予10000元补助，通过租赁或改扩建的养老机构，每张床位给予5000元补助。",
        {"在本市范围内新建的养老机构": 10000, "通过租赁或改扩建的养老机构": 5000},
        id="the case in the phrase before",
    ),
    pytest.param(
        "对三级甲等医院打造基地的，每个项目给予200万元奖励；二级医院转型发展的，每个项目给予100万元奖励。",
        {"三级甲等医院打造基地": 200, "二级医院转型发展": 100},
        id="cases divided by a semicolon",
    ),
    pytest.param(
        "城乡社区养老服务设施覆盖率分别达到80%和70%以上。",
        {"城市社区养老服务设施覆盖率": 80, "农村社区养老服务设施覆盖率": 70},
        id="one word for two cases",
    ),
    pytest.param(
        "婴幼儿健康管理率和适龄儿童疫苗接种率分别达到98%和95%以上。",
        {"婴幼儿健康管理率": 98, "适龄儿童疫苗接种率": 95},
        id="two metrics",
    ),
    pytest.param(
        "80—89周岁的每人每月50元，90—99周岁的每人每月100元，100周岁以上的每人每月300元。",
        {"80—89周岁": 50, "90—99周岁": 100, "100周岁以上": 300},
        id="ages are cases",
    ),
    pytest.param(
        "特困人员每人每月500元、低保对象400元、低收入200元。",
        {"特困人员": 500, "低保对象": 400, "低收入": 200},
        id="a short table",
    ),
    pytest.param(
        "获得一、二、三等奖的，分别给予3000元、2000元、1000元奖励。",
        {"一等奖": 3000, "二等奖": 2000, "三等奖": 1000},
        id="a shared end",
    ),
    pytest.param(
        "对新建、改扩建养老机构分别给予每张床位1.2万元、6000元补助。",
        {"新建养老机构": 1.2, "改扩建养老机构": 6000},
        id="two items",
    ),
    pytest.param(
        "对城镇、农村低保老年人分别给予每人每月100元、80元。",
        {"城镇低保老年人": 100, "农村低保老年人": 80},
        id="items of one length",
    ),
    pytest.param(
        "轻度、中度、重度失能老年人分别按每人每月100、200、300元给予补贴。",
        {"轻度失能老年人": 100, "中度失能老年人": 200, "重度失能老年人": 300},
        id="the last item is the shortest that fits",
    ),
    pytest.param("给予5万元（国家级）、3万元（省级）一次性奖励。", {"国家级": 5, "省级": 3}, id="the case in brackets behind"),
    pytest.param(
        "投资500万元以上的，给予10万元奖励；投资1000万元以上的，给予20万元奖励。",
        {"投资500万元以上": 10, "投资1000万元以上": 20},
        id="thresholds are cases, not sums",
    ),
    pytest.param(
        "年营业收入首次突破1000万元、5000万元、1亿元的企业，分别给予10万元、50万元、100万元奖励。",
        {"年营业收入首次突破1000万元的企业": 10, "年营业收入首次突破5000万元的企业": 50, "年营业收入首次突破1亿元的企业": 100},
        id="a list of thresholds",
    ),
    pytest.param(
        "对入驻的大学生、退役军人、返乡农民工等三类人员，分别给予每人5000元、6000元、4000元。",
        {"入驻的大学生": 5000, "退役军人": 6000, "返乡农民工": 4000},
        id="an open list is closed by 等",
    ),
    pytest.param(
        "对新建社区食堂，一次性建设补助8万元，街道中心食堂12万元。",
        {"新建社区食堂": 8, "街道中心食堂": 12},
        id="the first case stands before its phrase",
    ),
    pytest.param(
        "新建标准茶园，连片面积20亩以上的，每亩补助600元；改造低产茶园的，每亩补助250元。",
        {"新建标准茶园，连片面积20亩以上": 600, "改造低产茶园": 250},
        id="a condition of the first case stays",
    ),
    pytest.param(
        "购买一级能效家电的，按照销售价格的20%给予补贴，二级能效的按照15%给予补贴。",
        {"购买一级能效家电": 20, "二级能效": 15},
        id="what a share is taken of is no case",
    ),
    pytest.param("低保对象按90%报销、低收入对象按70%报销。", {"低保对象": 90, "低收入对象": 70}, id="shares"),
]


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_every_case_has_its_own_amount(text: str, expected: dict[str, float]) -> None:
    pairs = parallel(text)
    assert {pair.case: pair.amount.value for pair in pairs} == expected
    for pair in pairs:
        assert pair.case_span.end <= len(text)
        assert pair.amount.span.of(text).strip("元万%")


NO_PAIRS = [
    pytest.param("按照初级至高级技师分别给予每人每月300元、400元、500元、600元的岗位补贴。", id="five steps, four sums"),
    pytest.param("五星级、四星级养老机构分别给予5万元、3万元、1万元奖励。", id="two cases, three sums"),
    pytest.param("按照医疗机构等级分别给予每个机构5万元、10万元、15万元的一次性奖励。", id="a basis that lists nothing"),
    pytest.param(
        "对医务和防疫工作者，按照风险程度等因素，分别给予每人每天300元、200元补助。", id="the basis stands in between"
    ),
    pytest.param("按投资额的30%给予补助，最高50万元。", id="a share and its cap"),
    pytest.param("一次性给予10万元建设补助，每年给予2万元运营补助。", id="two sums of no case"),
    pytest.param("每户不超过2000元。", id="one sum"),
    pytest.param("一级、二级残疾和三级、四级残疾分别按每人每月140元、90元发放。", id="two cases of two steps each"),
]


@pytest.mark.parametrize("text", NO_PAIRS)
def test_nothing_is_paired_on_a_guess(text: str) -> None:
    assert parallel(text) == []


def test_a_list_of_cases_goes_with_several_classes() -> None:
    text = "县级、市级医院新聘硕士、博士，分别给予3万元、5万元；省级及以上医院分别给予4万元、6万元。"
    assert [(pair.case, pair.amount.value) for pair in parallel(text)] == [
        ("县级、市级医院新聘硕士", 3),
        ("县级、市级医院新聘博士", 5),
        ("省级及以上医院新聘硕士", 4),
        ("省级及以上医院新聘博士", 6),
    ]


def test_the_place_of_a_case_is_told() -> None:
    text = "按照初级至高级技师分别给予每人每月300元、400元、500元、600元、700元的岗位补贴。"
    assert {pair.case_span.of(text) for pair in parallel(text)} == {"初级至高级技师"}


@given(st.text(alphabet="一二三级星国家省市、和，；。（）分别给予每人月12345元万%的至城乡低保对象", max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    for pair in parallel(text):
        assert pair.case
        assert pair.amount.span.end <= len(text)


def test_the_shipped_ladders_are_steps_of_different_words() -> None:
    for ladder in shipped().ladders:
        terms = [term for step in ladder.steps for term in step]
        assert len(terms) == len(set(terms)) >= 2, ladder.name


def test_a_ladder_is_read_in_both_directions() -> None:
    assert ("一星级", "二星级", "三星级") in shipped().between("一星级", "三星级")
    assert ("三星级", "二星级", "一星级") in shipped().between("三星级", "一星级")


def test_ladders_that_do_not_fit_are_refused_with_an_example(tmp_path: Path) -> None:
    path = tmp_path / "ladders.toml"
    path.write_text('[[ladder]]\nname = "星级"\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"ladders\.toml.*例如"):
        Ladders.load(path)


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        # a term that begins with one which was counted off before
        (
            "取得初级、高级、技师、高级技师等级的护理员，每人每月分别发放100元、200元、300元、400元。",
            ("初级", "高级", "技师", "高级技师"),
        ),
        ("本科及以上、专科、中职毕业生分别奖励4万元、3万元、2万元。", ("本科及以上", "专科", "中职")),
    ],
)
def test_where_the_items_of_a_list_begin_and_end(text: str, cases: tuple[str, ...]) -> None:
    pairs = parallel(text)
    assert [pair.case_span.of(text) for pair in pairs] == list(cases)
    assert not any("分别" in pair.case for pair in pairs)
