"""Figures to be reached: the target that is asked for, in each region that is meant."""

from __future__ import annotations

import pytest

from conftest import Search
from policyqa.answer.goals import goals
from policyqa.answer.parts import is_faithful
from policyqa.facts.book import FactBook
from policyqa.ingest.corpus import parse
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.query import understand
from policyqa.retrieve.statements import pairs
from policyqa.text.lexicon import Lexicon
from policyqa.types import Evidence, Question

CITY, DISTRICT = "每千人口托位数达到4.6个", "每千人口托位数达到5个"

TOLD = [
    # one region, or each of those that have such a target
    ("云州市每千人口托位数要达到多少个？", [CITY]),
    ("湖东区每千人口托位数要达到多少个？", [DISTRICT]),
    ("每千人口托位数目标是多少？", [DISTRICT, CITY]),
    ("湖东区和云州市的每千人口托位数各是多少个？", [DISTRICT, CITY]),
    ("2025年每千人口托位数要达到多少个？", [DISTRICT, CITY]),
    # the form of the answer tells rates and numbers apart
    ("普惠托位占比要达到多少？", ["普惠托位占比达到65%"]),
    ("要建成多少个社区食堂？", ["150个社区食堂"]),
    # another year, another metric, no figure asked for
    ("2030年每千人口托位数要达到多少个？", []),
    ("每千名老人养老床位数要达到多少张？", []),
    ("提高托育水平归谁管？", []),
    ("高龄津贴多少钱？", []),
]


@pytest.mark.parametrize(("question", "told"), TOLD)
def test_targets(question: str, told: list[str], search: Search, book: FactBook) -> None:
    query, found, weights = search(question)
    parts = goals(query, found, weights, book)
    said = sorted(part.text for part in parts)
    assert len(said) == len(told), said
    assert all(any(words in text for text in said) for words in told), said
    assert all(is_faithful(part, book.documents) for part in parts)


def test_regions_are_named_where_several_are_told(search: Search, book: FactBook) -> None:
    query, found, weights = search("每千人口托位数目标是多少？")
    assert {part.text.partition("：")[0] for part in goals(query, found, weights, book)} == {"湖东区", "云州市"}
    query, found, weights = search("湖东区每千人口托位数要达到多少个？")
    assert [part.text.startswith("到2025年") for part in goals(query, found, weights, book)] == [True]


def plan(name: str, month: int, share: int) -> str:
    head = f"乙市养老服务{name}方案\n\n乙政发〔2024〕{month}号\n\n一、目标\n\n（一）到2026年，助浴点覆盖率达到{share}%。"
    return f"{head}\n\n乙市人民政府\n2024年{month}月1日\n"


def test_of_two_texts_of_a_region_the_later_figure_is_told_first_and_the_earlier_one_beside_it() -> None:
    documents = {name: parse(name, plan(name, month, share)) for name, month, share in (("行动", 3, 80), ("提升", 9, 90))}
    query = understand(
        Question("2026年助浴点覆盖率要到多少？"), policies=[each.policy for each in documents.values()], lexicon=Lexicon([])
    )
    clauses = [clause for document in documents.values() for clause in document.clauses if "覆盖率" in clause.text]
    found = Found(tuple(Evidence(clause, 1.0, clause.span) for clause in clauses), standing=0.1)
    later, earlier = goals(query, found, dict.fromkeys(pairs(query.text), 1.0), FactBook(documents))
    assert later.text == "《乙市养老服务提升方案》：到2026年，助浴点覆盖率达到90%。"
    assert earlier.text == "此前《乙市养老服务行动方案》：到2026年，助浴点覆盖率达到80%。"
