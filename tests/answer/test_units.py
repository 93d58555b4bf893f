"""Who is responsible for what, by when, in the documents of an invented city."""

from dataclasses import replace

import pytest

from conftest import Search
from policyqa.answer.asked_act import act_of
from policyqa.answer.units import responsible, with_count
from policyqa.facts.book import FactBook
from policyqa.ingest.corpus import parse
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.query import understand
from policyqa.retrieve.statements import pairs
from policyqa.text.lexicon import Lexicon
from policyqa.types import Document, Evidence, Question

RESPONSIBLE = [
    ("社区食堂归谁管？", "建设社区食堂——责任单位：市民政局、市市场监管局；完成时限：到2025年底。"),
    (
        "培训护理员由哪个单位牵头？",
        "培训养老护理员8000人次——牵头单位：市人力资源社会保障局；配合单位：市教育局；完成时限：2026年。",
    ),
    ("助浴服务由谁负责？", "开展助浴服务——责任单位：区民政局。"),
    # the duties of the region that is named, though another one's fit as well
    ("湖东区提高托育水平由谁负责？", "提高托育水平——责任单位：区卫生健康局；完成时限：到2025年。"),
    ("高龄津贴每月多少钱？", None),
    ("谁能享受高龄津贴？", None),
    # more of the row than its units
    (
        "松原县中心敬老院项目由谁实施，建在哪里？",
        "松原县中心敬老院项目——责任单位：松原县民政局；建设地点：松原县城关镇。",
    ),
    # what running text says is told as it says it
    ("养老服务工作由哪个部门主管？", "市、区县民政部门主管本行政区域内的养老服务工作。"),
]


@pytest.mark.parametrize(("question", "told"), RESPONSIBLE)
def test_who_is_responsible(question: str, told: str | None, search: Search, book: FactBook) -> None:
    query, found, weights = search(question)
    part = responsible(query, found, weights, book)
    assert (part.text if part else None) == told


def test_a_deadline_of_the_item_is_quoted_too(search: Search, book: FactBook, documents: dict[str, Document]) -> None:
    query, found, weights = search("社区食堂归谁管？")
    part = responsible(query, found, weights, book)
    assert part is not None
    quotes = [source.span.of(documents[source.clause.doc_id].text) for source in part.sources]
    assert any("责任单位：市民政局" in quote for quote in quotes)
    assert any("到2025年底" in quote for quote in quotes)


LAW = (
    "丙市残疾人保障办法\n\n第一条 市残联应当建立残疾人康复服务档案。\n"
    "第二条 残疾职工因工作需要购置辅助器具的，购置费用由所在单位负责。\n"
    "第三条 区民政部门应当建立护理补贴发放台账。\n"
)


def test_a_sentence_that_binds_a_body_stands_before_the_duty_of_another_clause(search: Search) -> None:
    document = parse("law", LAW)
    query, found, weights = search("职工购置辅助器具的费用由谁负责？")
    evidence = tuple(
        type(found.evidence[0])(document.clause(path), score, document.clause(path).span)
        for path, score in (("第二条", 1.2), ("第三条", 1.0))
    )
    book = FactBook({"law": document})
    assert any(duty.clause == "第三条" for duty in book.duties)
    assert responsible(query, replace(found, evidence=evidence), weights, book) is None
    assert responsible(query, replace(found, evidence=evidence[1:]), weights, book) is not None


def test_a_body_that_no_register_knows_is_told_by_its_own_sentence() -> None:
    text = "甲市通知\n\n一、职责分工\n\n市民政局负责食堂资格核准;市财政局负责资金拨付;市消防救援大队负责食堂消防安全指导。\n"
    document = parse("notice", text)
    query = understand(Question("食堂消防安全谁指导？"), policies=[], lexicon=Lexicon([]))
    weights = dict.fromkeys(pairs(query.text), 1.0)
    clause = document.clause("一")
    found = Found((Evidence(clause, 1.0, clause.span),), standing=0.02)
    part = responsible(query, found, weights, FactBook({"notice": document}))
    assert part is not None and part.text == "市消防救援大队负责食堂消防安全指导。"


def test_a_duty_that_says_what_is_asked_about_stands_before_one_that_says_more_words() -> None:
    text = (
        "乙市方案\n\n一、加强护理人才培养，开展护理服务人员培训。\n责任单位：市人社局\n\n"
        "二、加快设施建设，支持人才培训基地。\n责任单位：市教育局\n"
    )
    document = parse("plan", text)
    query = understand(Question("护理服务人员培训基地由谁牵头？"), policies=[], lexicon=Lexicon([]))
    evidence = tuple(Evidence(document.clause(path), 1.0, document.clause(path).span) for path in ("一", "二"))
    found = Found(evidence, standing=0.02)
    part = responsible(query, found, dict.fromkeys(pairs(query.text), 1.0), FactBook({"plan": document}))
    assert part is not None and "市教育局" in part.text


ACTS = [
    ("路灯坏了该谁来修", "维修"),
    ("来查我家底的是哪个单位", "核查"),
    ("食堂卫生由哪个部门盯着", "监管"),
    ("平时维护是哪个单位的事", "维护"),
    ("这个数由哪家说了算", "核定"),
    ("名单由谁制定", "制定"),
    ("食堂归谁管", None),
    ("培训基地由谁牵头", None),
    ("到底该找哪个负责", None),
]


@pytest.mark.parametrize(("question", "act"), ACTS)
def test_the_act_that_is_asked_for(question: str, act: str | None) -> None:
    assert act in act_of(question) if act else act_of(question) == ()


@pytest.mark.parametrize(
    ("question", "told"),
    [("联席会议办公室平时负责啥", False), ("联席会议办公室设在哪", True), ("联席会议办公室由谁负责", True)],
)
def test_what_an_office_is_there_for_is_told_by_no_unit(question: str, told: bool) -> None:
    document = parse("plan", "甲市方案\n\n一、联席会议办公室设在市发改委。主要职责为：做好联络工作。\n")
    query = understand(Question(question), policies=[], lexicon=Lexicon([]))
    clause = document.clause("一")
    found = Found((Evidence(clause, 1.0, clause.span),), standing=0.02)
    part = responsible(query, found, dict.fromkeys(pairs(query.text), 1.0), FactBook({"plan": document}))
    assert (part is not None) is told


SHARED_OUT = [
    ("公寓的设备坏了谁来修？", "市城管局"),
    ("谁来查入住的人的财产？", "市民政局"),
    ("公寓的租金谁在盯着？", "市发改委"),
]


@pytest.mark.parametrize(("question", "unit"), SHARED_OUT)
def test_of_duties_side_by_side_the_one_that_does_the_act(question: str, unit: str) -> None:
    text = (
        "丁市办法\n\n第一条 市住建局负责公寓的统筹，市民政局负责财产状况核对，市发改委负责租金监测，市城管局负责设备维修。\n"
        "第二条 公寓的租金按月缴纳。\n"
    )
    document = parse("rules", text)
    query = understand(Question(question), policies=[], lexicon=Lexicon([]))
    clause = document.clause("第一条")
    found = Found((Evidence(clause, 1.0, clause.span),), standing=0.02)
    part = responsible(query, found, dict.fromkeys(pairs(query.text), 1.0), FactBook({"rules": document}))
    assert part is not None and f"{unit}负责" in part.text


def test_the_sentence_that_binds_a_body_to_the_act_is_told_before_a_general_duty() -> None:
    text = "丁市办法\n\n第一条 市住建局负责统筹公寓的改造。\n第二条 擅自改造公寓的，由区城管执法部门责令停止施工，限期改正。\n"
    document = parse("rules", text)
    query = understand(Question("公寓擅自改造，找谁叫停？"), policies=[], lexicon=Lexicon([]))
    evidence = [
        Evidence(document.clause(path), score, document.clause(path).span) for path, score in (("第一条", 1.0), ("第二条", 0.9))
    ]
    weights = dict.fromkeys(pairs(query.text), 1.0)
    book = FactBook({"rules": document})
    told = [responsible(query, Found(tuple(evidence[:n]), standing=0.02), weights, book) for n in (2, 1)]
    assert [part.text for part in told if part] == [
        "擅自改造公寓的，由区城管执法部门责令停止施工，限期改正。",
        "市住建局负责统筹公寓的改造。",
    ]


@pytest.mark.parametrize(("name", "counts"), [("市公积金管理中心", True), ("区域养老服务中心", False), ("养老服务中心", False)])
def test_a_centre_of_a_city_has_duties(name: str, counts: bool) -> None:
    document = parse("x", f"一、分工\n\n{name}负责缴存信息比对。\n")
    assert bool(FactBook({"x": document}).duties) == counts


COUNTED = [
    ("配合单位一共几家？", "甲——牵头单位：市民政局；配合单位共二家：市财政局、区残联。"),
    ("列了多少家市级配合单位？", "甲——牵头单位：市民政局；配合单位（其中市级一家）：市财政局、区残联。"),
    ("配合单位是谁？", "甲——牵头单位：市民政局；配合单位：市财政局、区残联。"),
]


@pytest.mark.parametrize(("asked", "told"), COUNTED)
def test_units_are_counted_where_that_is_asked(asked: str, told: str) -> None:
    assert with_count("甲——牵头单位：市民政局；配合单位：市财政局、区残联。", asked) == told


def test_a_task_that_two_rows_give_to_two_units_is_told_of_both() -> None:
    text = (
        "甲市方案\n\n一、编制专项规划。健全居住区配套设施工作推进机制。\n责任单位：市规划局\n\n"
        "二、健全居住区配套设施工作推进机制。设施建成后移交。\n责任单位：市住建局\n"
    )
    document = parse("plan", text)
    query = understand(Question("居住区配套设施工作推进机制由谁负责？"), policies=[], lexicon=Lexicon([]))
    evidence = tuple(Evidence(document.clause(path), 1.0, document.clause(path).span) for path in ("一", "二"))
    book = FactBook({"plan": document})
    part = responsible(query, Found(evidence, standing=0.02), dict.fromkeys(pairs(query.text), 1.0), book)
    assert part is not None and "市规划局" in part.text and "市住建局" in part.text
