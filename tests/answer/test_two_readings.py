"""Two readings that a question names: where each of them stands."""

from __future__ import annotations

import pytest

from policyqa.answer.two_readings import bears, readings_named, tells_apart, two_readings
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.mentions import Mentions
from policyqa.retrieve.query import Query
from policyqa.types import Clause, Document, Evidence, Policy, Span

NAMED = [
    # a question, and the readings that it names
    ("渔船补助加20%还是30%", [("%", 20.0), ("%", 30.0)]),
    ("一份文件写审核15天，一份写10天，听哪个", [("天", 15.0), ("天", 10.0)]),
    ("要24年完还是25年底完", [("年份", "2025"), ("年份", "2024")]),
    ("有说24年的有说25年的，哪年完", [("年份", "2025"), ("年份", "2024")]),
    ("两份文件的年份咋不一样？一个2023一个2025", [("年份", "2023"), ("年份", "2025")]),
    ("到底是1月5号还是1月9号", [("日期", "1月5日"), ("日期", "1月9日")]),
    ("休渔期一份写三到五月，一份写九到十一月", [("日期", "3月-5月"), ("日期", "9月-11月")]),
    ("目录里写的是“海员”还是“船员”", [("引文", "海员"), ("引文", "船员")]),
    ("渔船保费到底补六成还是七成半", [("%", 60.0), ("%", 75.0)]),
    ("要建成1所还是三成员", []),
    ("渔船每艘补3000元还是按吨位算", []),
    ("15天能批下来吗", []),
    ("20%、30%还是40%", []),
]


@pytest.mark.parametrize(("question", "readings"), NAMED)
def test_readings(question: str, readings: list[tuple[str, str | float]]) -> None:
    assert sorted(map(str, readings_named(question))) == sorted(map(str, readings))


@pytest.mark.parametrize(
    ("question", "apart"),
    [("写的是“渔港”还是“港口”？", True), ("6月1号印的还是6月5号印的？", True), ("渔船更新补助上浮20%还是30%", False)],
)
def test_words_and_days_tell_texts_apart(question: str, apart: bool) -> None:
    assert tells_apart(question) is apart


def test_a_reading_is_borne_in_other_words() -> None:
    assert bears("应当在15个工作日内办结", ("天", 15.0))
    assert not bears("应当在115日内办结", ("天", 15.0))
    assert bears("休渔期为每年3月至5月", ("日期", "3月-5月"))


TEXTS = ("渔船更新补助在船价的基础上上浮20%。", "渔船更新补助上浮30%。", "渔港建设自筹不低于30%。", "渔船应当年检。")


@pytest.mark.parametrize(
    ("question", "told"),
    [("渔船更新补助上浮20%还是30%", TEXTS[:2]), ("渔船更新补助上浮两成还是三成", TEXTS[:2]), ("渔船补助上浮20%还是25%", ())],
)
def test_both_places_are_told(question: str, told: tuple[str, ...]) -> None:
    clauses = [Clause("a", f"第{i}条", "article", Span(0, len(text)), text) for i, text in enumerate(TEXTS, 1)]
    documents = {"a": Document(Policy("a", "渔业办法"), TEXTS[0], tuple(clauses))}
    query = Query(question, question, (), frozenset(), None, Mentions())
    found = Found(tuple(Evidence(clause, 1.0, clause.span) for clause in clauses), 0.0)
    parts = two_readings(query, found, documents)
    assert [part.sources[0].clause.text for part in parts] == list(told)
