"""Who names a district asks of its city: another district's project is none of his, nor is the plan of a zone beside it."""

import pytest

from policyqa.answer.asking import asks
from policyqa.api import PolicyQA
from policyqa.settings import Settings

CITY = """铜陵市养老服务体系建设实施方案

铜政办〔2024〕8号

一、主要任务

（一）发展助餐服务。支持餐饮企业就近就便提供老年助餐服务，开展农村邻里互助老年助餐试点。（责任单位：市民政局）

（二）支持机构建设。新建的养老机构每张床位给予8000元一次性建设补助。（责任单位：市财政局）

（三）补齐短板。2024年重点推进铜官区、枞阳县认知障碍机构建设。（责任单位：市卫生健康委）

（四）发展托育服务。到2026年，每个区县至少建成2所公办托育机构。（责任单位：市卫生健康委）

附件

养老服务重点项目表

序号\t项目名称\t建设地点\t床位数（张）\t总投资（万元）
1\t铜官区养老院建设项目\t铜官区\t300\t4600
2\t枞阳县养老院建设项目\t枞阳县\t200\t2100
"""
ZONE = """东湖新区养老服务提升行动方案

东管发〔2024〕3号

一、主要任务

（一）办好老年食堂。为落实铜陵市方案，新建6个老年人助餐示范点，着力解决老人吃饭难问题。（责任单位：新区民生局）
"""


@pytest.fixture(scope="module")
def qa(tmp_path_factory: pytest.TempPathFactory) -> PolicyQA:
    folder = tmp_path_factory.mktemp("districts")
    for name, text in (("city", CITY), ("zone", ZONE)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return PolicyQA(Settings.load(corpus=folder, home=tmp_path_factory.mktemp("districts-home")))


@pytest.mark.parametrize("place", ["枞阳", "枞阳县", "义安区", "铜陵市义安区"])
def test_what_a_zone_plans_is_not_told_in_a_district(place: str, qa: PolicyQA) -> None:
    question = "要新建几个老年人助餐示范点？"
    assert "6个" in qa.ask(f"我住东湖新区，{question}").text
    assert not any(citation.doc_id == "zone" for citation in qa.ask(f"我住{place}，{question}").citations)


def test_a_sum_of_the_city_is_told_in_a_district_that_it_does_not_name(qa: PolicyQA) -> None:
    assert "8000元" in qa.ask("我在义安区新盖养老院，一张床补多少？").text


@pytest.mark.parametrize(
    "question", ["义安区养老院建设项目总投资多少？", "义安区有几个养老院项目？", "义安的养老院项目有哪些？"]
)
def test_another_districts_projects_are_not_told(question: str, qa: PolicyQA) -> None:
    answer = qa.ask(question)
    assert answer.refused
    assert "文件没有提到“义安区”" in answer.text


@pytest.mark.parametrize("place", ["枞阳县", "义安区", "铜官区"])
def test_what_holds_of_every_district_holds_of_one(place: str, qa: PolicyQA) -> None:
    assert "2所公办托育机构" in qa.ask(f"我们{place}到哪一年能有公家办的托儿所？").text


def test_its_own_projects_are(qa: PolicyQA) -> None:
    assert "2100" in qa.ask("枞阳养老院建设项目总投资多少？").text


@pytest.mark.parametrize("question", ["村里有没有给老人做饭的地方？", "区里有没有教人带娃的班？"])
def test_whether_there_is_a_thing_is_no_question_of_entitlement(question: str) -> None:
    assert not asks(question)
    assert asks(f"{question}能不能给我妈报上？")
