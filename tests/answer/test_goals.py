"""Figures to be reached: the target that is asked for, in each region that is meant."""

from __future__ import annotations

import pytest

from conftest import Search
from policyqa.answer.goals import goals
from policyqa.answer.parts import is_faithful
from policyqa.facts.book import FactBook

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
