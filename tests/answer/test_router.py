"""Which route answers, over the real index of an invented city."""

from __future__ import annotations

import pytest

from policyqa.api import PolicyQA
from policyqa.index.e5_encoder import Encoder, Floats, Places

ROUTES = [
    # a question, and how the answer of its route begins or what marks it
    ("市民政局牵头哪些任务？", "市民政局牵头共二项："),
    ("云政发〔2023〕8号是哪天印发的？", "《云州市人民政府关于做好残疾人两项补贴工作的通知》成文日期："),
    ("重点项目里总投资最大的是哪个？", "云州市老年公寓项目，总投资9600万元"),
    ("社区食堂是2025年还是2026年建成？", "写法不一："),
    ("湖东区每千人口托位数要达到多少？", "到2025年，每千人口托位数达到5个"),
    ("湖东区和云州市的每千人口托位数各要达到多少？", "区：到2025年"),
    ("适老化改造谁负责？", "实施居家适老化改造——责任单位：区民政局、区残联"),
    ("我82岁，有云州户口，能领高龄津贴吗？", "符合："),
    ("三星级养老院每月补多少？", "三星级：每人每月90元"),
    ("残疾人补贴有哪些情形停发？", "有下列情形之一的，停发补贴：户籍迁出本市的；残疾人证被注销的"),
    # what several rows make together, the same of another region, tasks with their deadlines
    ("湖东区有几个重点项目，总投资合计多少？", "总投资合计：3200万元+760万元=3960万元"),
    ("湖东区有哪些重点项目？总投资各多少？", "总投资：3200万元；湖东区颐养中心项目，总投资：760万元"),
    ("每千人口托位数要达到多少？湖东区呢？", "湖东区：到2025年，每千人口托位数达到5个"),
    ("每千人口托位数要达到多少？湖东区呢？", "云州市：到2025年，每千人口托位数达到4.6个"),
    ("市财政局配合哪些任务，时限？", "2026年"),
    ("托位里普惠的占比要达到多少，哪年？", "2025年"),
    ("骗取补助资金怎么处理？", "骗取补助资金的，由县民政局追回已发放的资金"),
]


@pytest.mark.parametrize(("question", "begins"), ROUTES)
def test_routes(question: str, begins: str, qa: PolicyQA) -> None:
    answer = qa.ask(question)
    assert begins in answer.text, answer.text


def test_a_document_that_is_named_answers_for_itself(qa: PolicyQA) -> None:
    assert not qa.ask("三星级养老院每月补多少？").refused
    assert qa.ask("云政发〔2023〕8号给三星级养老院每月补多少？").refused


def test_several_questions_are_answered_one_by_one(qa: PolicyQA) -> None:
    answer = qa.ask("湖东区助浴点要设几个？参与助老服务的社会组织奖励多少钱？")
    assert "10个" in answer.text
    assert "2万元" in answer.text
    assert {citation.clause for citation in answer.citations} == {"一/2", "一/3"}


def test_each_of_several_questions_is_answered_from_its_rows(qa: PolicyQA) -> None:
    answer = qa.ask("湖东区福利院改造项目建在哪条路？云州市老年公寓项目总投资多少？")
    assert "柳湖路" in answer.text
    assert "9600万元" in answer.text


def test_a_row_goes_on_to_be_asked_for_its_cells(qa: PolicyQA) -> None:
    answer = qa.ask("湖东区福利院改造项目建在哪条路？总投资多少，床位几张？")
    assert "柳湖路" in answer.text and "总投资：" in answer.text, answer.text
    assert len({citation.clause for citation in answer.citations}) == 1, answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("重点项目里总投资最大的是哪个？三星级养老院每月补多少？", ("9600万元", "90元")),
        ("残疾人补贴有哪些情形停发，还有重点项目里总投资最大的是哪个？", ("户籍迁出", "9600万元")),
    ],
)
def test_what_is_looked_up_for_one_of_several_leaves_none_out(question: str, told: tuple[str, ...], qa: PolicyQA) -> None:
    text = qa.ask(question).text
    assert all(each in text for each in told), text


def test_what_is_not_answered_of_several_questions_is_named(qa: PolicyQA) -> None:
    answer = qa.ask("湖东区助浴点要设几个？驾照换证要多少天？")
    assert not answer.refused
    assert "10个" in answer.text
    assert answer.text.endswith("关于“驾照换证要多少天”，文件里没有找到。")


@pytest.mark.parametrize(
    "question", ["到2025年底全市建多少个社区食堂？谁牵头？", "到2025年底全市建多少个社区食堂？这摊子归哪个局管？"]
)
def test_who_sees_to_what_is_told_beside_it(question: str, qa: PolicyQA) -> None:
    text = qa.ask(question).text
    assert "150个" in text
    assert "市民政局" in text


def test_leading_that_is_told_asks_for_nobody(qa: PolicyQA) -> None:
    assert "责任单位" not in qa.ask("协会牵头办了培训的，每个托位补多少？").text


def test_the_row_of_another_place_is_told_for_no_other(qa: PolicyQA) -> None:
    before = ["湖东区颐养中心项目总投资多少万元？"]
    assert "1850.5" in qa.ask("松原那个呢？", history=before).text
    assert "760" not in qa.ask("柏林那个呢？", history=before).text


@pytest.mark.parametrize(
    ("asked", "told", "not_told"),
    [
        ("松原县中心敬老院那个又在哪，多少床？", ("城关镇", "120"), "3200"),
        ("那湖东区颐养中心的呢？", ("760",), "3200"),
        ("这个区的颐养中心项目床位多少？", ("80",), "3200"),
    ],
)
def test_a_follow_up_names_a_row_of_its_own(asked: str, told: tuple[str, ...], not_told: str, qa: PolicyQA) -> None:
    text = qa.ask(asked, history=["湖东区福利院改造项目总投资多少万元？"]).text
    assert all(each in text for each in told)
    assert not_told not in text


def test_two_rows_named_by_their_places_alone(qa: PolicyQA) -> None:
    text = qa.ask("重点项目里福利院的和颐养中心的，床位、总投资分别报一下").text
    assert all(figure in text for figure in ("200", "3200", "80", "760"))


def test_an_earlier_turn_is_no_question_of_its_own(qa: PolicyQA) -> None:
    answer = qa.ask("非独生子女呢？", history=["独生子女的父母住院，护理假有几天？"])
    assert "七日" in answer.text
    assert len(answer.citations) == 1


def test_the_verdict_comes_first_and_then_what_else_is_asked(qa: PolicyQA) -> None:
    answer = qa.ask("我82岁，有云州户口，能不能领高龄津贴，谁负责发？")
    assert answer.verdict == "符合"
    assert answer.text.startswith("符合：")


def test_a_question_on_several_regions_is_embedded_once(qa: PolicyQA, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    read = Encoder.read

    def counted(self: Encoder, text: str) -> tuple[Floats, Places]:
        asked.append(text)
        return read(self, text)

    monkeypatch.setattr(Encoder, "read", counted)
    answer = qa.ask("湖东区和云州市的高龄津贴标准各是多少？")
    assert "120元" in answer.text
    assert len(asked) == 1


def test_a_row_without_the_day_that_is_asked_for_does_not_answer(qa: PolicyQA) -> None:
    assert qa.ask("云州市老年公寓项目的总投资是多少？").text.startswith("云州市老年公寓项目")
    assert qa.ask("云州市老年公寓项目几号开始报名？").refused
