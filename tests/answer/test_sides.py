"""What is asked about each of several regions."""

import pytest

from policyqa.answer.choose import Candidate
from policyqa.answer.sides import alike, asked_of, is_said, of_matter, once_a_table, sides_of, told_apart
from policyqa.ingest.corpus import parse
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.mentions import Mentions, mentions_of
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import statements_of
from policyqa.types import Clause, Document, Evidence, Policy, Span

POLICIES = [Policy("a", "甲", region="云州市"), Policy("b", "乙", region="湖东区"), Policy("c", "丙", region="湖东区")]
DOCUMENTS = {policy.id: Document(policy, "", ()) for policy in POLICIES}

ASKED = [
    # a question, the side, and what is asked about it
    ("托位数，市里定的是多少，湖东区自己定的又是多少？", "湖东区", "托位数，湖东区自己定的又是多少？"),
    ("托位数，市里定的是多少，湖东区自己定的又是多少？", "云州市", "托位数，市里定的是多少"),
    ("云州市和湖东区2023年的任务各是多少？", "云州市", "云州市和的任务各是多少？"),
    ("助餐点，云州几个湖东几个", "湖东区", "助餐点，几个湖东几个"),
    ("助餐点，市里和湖东各几个", "湖东区", "助餐点，和湖东各几个"),
    # what asks nothing is said for both
    ("湖东新建养老中心，市里给几万，区里再给几万？", "云州市", "新建养老中心，市里给几万"),
    ("托位占比，2025年市与区各是多少？", "云州市", "托位占比，2025年市与各是多少？"),
    # another thing of each
    ("湖东的以奖代补跟市里的运营补助分别是多少", "湖东区", "湖东的以奖代补分别是多少"),
    ("湖东的以奖代补跟市里的运营补助分别是多少", "云州市", "市里的运营补助分别是多少"),
]


@pytest.mark.parametrize(("question", "side", "asked"), ASKED)
def test_each_side_is_asked_for_itself(question: str, side: str, asked: str) -> None:
    sides = sides_of(mentions_of(question, POLICIES), DOCUMENTS)
    assert sides == {"云州市": ("a",), "湖东区": ("b", "c")}
    assert asked_of(side, question, sides, POLICIES)[0] == asked


def test_documents_are_where_to_look() -> None:
    """Their names and years are no part of what is asked of each, nor do they weigh."""
    plans = [Policy("a", "甲", number="甲政发〔2022〕1号", issued=20220105), Policy("b", "乙", number="甲政发〔2024〕8号")]
    question = "托位占比，2022年1号文和2024年8号文各定了多少？"
    sides = sides_of(mentions_of(question, plans), {plan.id: Document(plan, "", ()) for plan in plans})
    assert asked_of("《甲》", question, sides, plans)[0] == "托位占比，和各定了多少？"
    query = Query(question, question, (), frozenset(), None, Mentions())
    assert set(of_matter({"托位": 2.0, "号文": 3.0}, query)) == {"托位"}


def test_one_region_is_no_side() -> None:
    assert sides_of(mentions_of("湖东区的任务", POLICIES), DOCUMENTS) == {}


@pytest.mark.parametrize(
    ("question", "apart"),
    [
        ("河湖长制工作联席会议多久开一次？", False),  # both titles have these words
        ("云政发〔2024〕3号和4号河湖长制工作方案怎么说？", True),
        ("云州市河湖长制工作方案和湖东区河湖长制工作要点有何不同？", True),
    ],
)
def test_what_two_titles_share_names_neither(question: str, apart: bool) -> None:
    policies = [Policy("a", "云州市河湖长制工作方案"), Policy("b", "湖东区河湖长制工作要点")]
    sides = {f"《{policy.title}》": (policy.id,) for policy in policies}
    assert told_apart(question, sides, {policy.id: Document(policy, "", ()) for policy in policies}) is apart


def candidates(*statements: str) -> list[Candidate]:
    """The statements of a clause as one side's candidates, each a little less fitting than the one before."""
    clause = next(
        each for each in parse("side", f"甲市方案\n\n一、任务\n{''.join(statements)}\n").clauses if each.heading == "任务"
    )
    said = [each for each in statements_of(clause) if each.text.strip() in statements]
    return [Candidate(2.0 - 0.2 * place, 1.0, clause, each) for place, each in enumerate(said)]


def test_two_sides_say_the_same_in_like_words() -> None:
    city = candidates("家庭改造按每户最高4000元补助。", "改造后由街道验收。")
    district = candidates("改造任务由各街道按年度分解。", "改造对象扩大到独居老人，每户最高补助5000元。")
    assert alike(district, [city])[0].statement.text == "改造对象扩大到独居老人，每户最高补助5000元。"
    assert [each.statement for each in alike(city, [])] == [each.statement for each in city]


def test_what_another_side_says_in_so_many_words_is_said() -> None:
    city = candidates("本市地方留成的公益金百分之五十以上应当用于支持养老服务。")
    assert is_said(candidates("地方留成的公益金百分之五十五以上应当用于养老服务。"), [city])
    assert not is_said(candidates("改造任务由各街道按年度分解。"), [city])
    assert not is_said(city, [])


def test_rows_of_one_table_leave_room_for_other_clauses() -> None:
    places = [("附件/1", "row"), ("附件/2", "row"), ("二", "item"), ("附件2/1", "row"), ("二/1", "item")]
    clauses = [Clause("a", path, "row" if kind == "row" else "item", Span(0, 1), "甲") for path, kind in places]
    found = once_a_table(Found(tuple(Evidence(clause, 1.0, clause.span) for clause in clauses), standing=0.0))
    assert [each.clause.path for each in found.evidence] == ["附件/1", "二", "附件2/1", "二/1"]
