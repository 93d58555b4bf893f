"""All tasks of one unit, in the documents of an invented city."""

from dataclasses import replace

import pytest

from conftest import Search
from policyqa.answer.parts import is_faithful
from policyqa.answer.tasks import _kind_of, leaders, tasks_of_unit
from policyqa.facts.book import FactBook
from policyqa.ingest.corpus import parse
from policyqa.retrieve.mentions import Mentions
from policyqa.types import Document

PENSION = "2、建立高龄津贴制度，按月发放到人——牵头单位：市民政局；配合单位：市财政局；完成时限：2024年。"

TASKS = [
    (
        "市民政局牵头哪些任务？",
        "市民政局牵头共二项：1、建成150个社区食堂，为老年人提供助餐服务——牵头单位：市民政局；配合单位：市市场监管局、市财政局；完成时限：2026年；"
        "2、建立高龄津贴制度，按月发放到人——牵头单位：市民政局；配合单位：市财政局；完成时限：2024年。",
    ),
    (
        "市财政局配合哪几项工作？",
        "市财政局配合共二项：1、建成150个社区食堂，为老年人提供助餐服务——牵头单位：市民政局；配合单位：市市场监管局、市财政局；完成时限：2026年；"
        "2、建立高龄津贴制度，按月发放到人——牵头单位：市民政局；配合单位：市财政局；完成时限：2024年。",
    ),
    ("湖东区残联负责哪些工作？", "湖东区残联负责共一项：1、实施居家适老化改造——责任单位：区民政局、区残联。"),
    ("区残联负责哪些工作？", "区残联负责共一项：1、实施居家适老化改造——责任单位：区民政局、区残联。"),
    ("区残联负责的那条是啥，配合单位写谁", "区残联负责共一项：1、实施居家适老化改造——责任单位：区民政局、区残联。"),
    # those due in a year, or by its end
    ("2024年底前市民政局牵头要完成的有哪几项", f"市民政局牵头共一项：{PENSION}"),
    ("市民政局牵头的，2024年完成的任务有哪些", f"市民政局牵头共一项：{PENSION}"),
    ("市民政局2024年底前要干完的活都有啥", f"市民政局牵头共一项：{PENSION}"),
    ("以2024年为时限且由市民政局牵头的，共几条？", f"市民政局牵头共一项：{PENSION}"),
    ("2024年要交卷的里面，市民政局牵头的有哪些", f"市民政局牵头共一项：{PENSION}"),
    ("市民政局牵头的活，2023年底前要完成的有哪些", None),
    # what it does there in other words, wherever it takes part, and what is not counted
    (
        "市教育局在分工表里给别人打下手的有几条？",
        "市教育局配合共一项：4、培训养老护理员8000人次——牵头单位：市人力资源社会保障局；配合单位：市教育局；完成时限：2026年。",
    ),
    (
        "市教育局在分工表里一共露面几处？",
        "市教育局参与共一处：4、培训养老护理员8000人次——牵头单位：市人力资源社会保障局；配合单位：市教育局；完成时限：2026年。",
    ),
    (
        "教育口摊上了哪几件，不看正文，看表",
        "教育口参与共一件：4、培训养老护理员8000人次——牵头单位：市人力资源社会保障局；配合单位：市教育局；完成时限：2026年。",
    ),
    # whatever it does there, where nothing but tasks is asked for
    (
        "市教育局挂在哪两条上？",
        "市教育局参与共二项：加强人才培养——责任单位：市人力资源社会保障局、市教育局；完成时限：到2026年底前；4、培训养老护理员8000人次——牵头单位：市人力资源社会保障局；配合单位：市教育局；完成时限：2026年。",
    ),
    (
        "教育口要报台账：市教育局的条目，一条别漏",
        "市教育局参与共一项：4、培训养老护理员8000人次——牵头单位：市人力资源社会保障局；配合单位：市教育局；完成时限：2026年。",
    ),
    (
        "市教育局在几个文件的分工表里都干了啥？",
        "市教育局参与共一项：4、培训养老护理员8000人次——牵头单位：市人力资源社会保障局；配合单位：市教育局；完成时限：2026年。",
    ),
    ("市教育局给护理员定了哪几条纪律", None),
    ("市教育局哪一条管社区食堂", None),
    ("2024年3月底前市民政局牵头要完成的任务有哪些", None),
    ("市民政局牵头的持续性工作有哪些", None),
    # jointly responsible: no text says that it leads
    ("区残联牵头哪些任务？", "区残联负责共一项：1、实施居家适老化改造——责任单位：区民政局、区残联。"),
    ("湖东区残联是哪些任务的责任单位？", "湖东区残联负责共一项：1、实施居家适老化改造——责任单位：区民政局、区残联。"),
    # other questions that name a unit
    ("哪个部门牵头建社区食堂？", None),
    ("社区食堂是不是市民政局牵头？", None),
    ("市民政局和市财政局负责哪些任务？", None),
    ("市民政局在哪里？", None),
    ("有哪些任务？", None),
    # one task is asked about, though a unit is named and others are asked for
    ("社区食堂的任务里，市财政局是牵头单位吗？", None),
    ("护理员培训归哪几家管？市教育局之外", None),
]


@pytest.mark.parametrize(("question", "told"), TASKS)
def test_all_tasks_of_a_unit(question: str, told: str | None, search: Search, book: FactBook) -> None:
    parts = tasks_of_unit(search(question)[0], book)
    assert [part.text for part in parts] == ([told] if told else [])


LED = [
    # what another leads, of what is due in a year
    (
        "2026年到期的任务里，哪些不是市民政局牵头？",
        "不由市民政局牵头的共一项：4、培训养老护理员8000人次——牵头单位：市人力资源社会保障局；配合单位：市教育局；完成时限：2026年。",
    ),
    ("市民政局牵头的，2026年到期的任务有哪些？", "市民政局牵头共一项：1、建成150个社区食堂"),
]


@pytest.mark.parametrize(("question", "begins"), LED)
def test_tasks_that_a_unit_does_not_lead(question: str, begins: str, search: Search, book: FactBook) -> None:
    (part,) = tasks_of_unit(search(question)[0], book)
    assert part.text.startswith(begins)


LEADERS = [
    ("分工表里一共有几家牵头单位？", "牵头单位共三家：市民政局、市卫生健康委、市人力资源社会保障局。"),
    ("分工表除市民政局外还有几家牵头单位？", "除市民政局外，牵头单位共二家：市卫生健康委、市人力资源社会保障局。"),
    ("12号文的分工表里配合单位有哪些？", "配合单位共四家：市市场监管局、市财政局、市发展改革委、市教育局。"),
    # of one matter that is who leads it, and without a table or a text no list is meant
    ("分工表里社区食堂的牵头单位有哪些？", None),
    ("牵头单位有哪些？", None),
]


@pytest.mark.parametrize(("question", "told"), LEADERS)
def test_the_units_that_lead_or_help_at_all(question: str, told: str | None, search: Search, book: FactBook) -> None:
    assert [part.text for part in leaders(search(question)[0], book)] == ([told] if told else [])


def test_what_a_unit_leads_and_helps_with_are_counted_each(search: Search, book: FactBook) -> None:
    told = [part.text[:9] for part in tasks_of_unit(search("市民政局牵头几项、配合几项？")[0], book)]
    assert told == ["市民政局牵头共二项"]
    told = [part.text for part in tasks_of_unit(search("市教育局牵头几项、配合几项？")[0], book)]
    assert len(told) == 1 and told[0].startswith("市教育局配合共"), told


def test_a_market_is_no_level() -> None:
    assert _kind_of("市监局") == _kind_of("市市场监管局") == "市场监管局"


def test_tasks_are_of_the_searched_documents_only(search: Search, documents: dict[str, Document]) -> None:
    query = search("12号文里市民政局牵头哪些任务？")[0]
    assert tasks_of_unit(query, FactBook(documents))
    assert not tasks_of_unit(query, FactBook({"hudong-2024": documents["hudong-2024"]}))


def test_a_figure_at_the_start_of_a_task_does_not_merge_with_its_number(search: Search) -> None:
    table = "任务表\n\n附件\n\n牵头单位\t序号\t任务内容\t完成时限\n市民政局\t3\t2025年底培训500人次。\t2025年\n"
    document = parse("t", table)
    query = replace(search("市民政局牵头哪些任务？")[0], mentions=Mentions())
    (part,) = tasks_of_unit(query, FactBook({"t": document}))
    assert part.text == "市民政局牵头共一项：3、2025年底培训500人次——责任单位：市民政局；完成时限：2025年。"
    assert is_faithful(part, {"t": document})


def test_a_longer_name_that_the_duties_know_goes_before_a_body_of_the_register(search: Search) -> None:
    built = "（一）建设食堂。\n责任单位：新区财政金融局、新区城建交通局。\n"
    text = f"甲新区方案\n\n一、任务\n\n{built}（二）培训护工。\n责任单位：新区社会事业局。\n"
    document = parse("t", text)
    query = replace(search("财政金融局担了一条，哪条？")[0], mentions=Mentions())
    (part,) = tasks_of_unit(query, FactBook({"t": document}))
    assert "建设食堂" in part.text
    assert "培训护工" not in part.text


def test_a_unit_that_no_register_knows_is_found_by_its_name_among_the_duties(search: Search) -> None:
    row = "1\t排查消防隐患\t区消防救援大队\t区民政局\t2024年\n2\t安装烟感\t区民政局\t区消防救援大队\t2025年\n"
    document = parse("t", f"松坳区养老服务任务表\n\n附件\n\n序号\t任务\t牵头单位\t配合单位\t完成时限\n{row}")
    query = replace(search("区消防救援大队在表里有几项？牵头哪项、配合哪项")[0], mentions=Mentions())
    leads, helps = tasks_of_unit(query, FactBook({"t": document}))
    assert leads.text.startswith("消防救援大队牵头共一项：1、排查消防隐患")
    assert helps.text.startswith("消防救援大队配合共一项：2、安装烟感")
