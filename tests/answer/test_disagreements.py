"""Where texts disagree: both readings, when it is asked which is right."""

from __future__ import annotations

import pytest

from conftest import Search
from policyqa.answer.disagreements import disagreements, notes
from policyqa.answer.parts import is_faithful
from policyqa.facts.book import FactBook
from policyqa.ingest.corpus import parse
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.mentions import Mentions
from policyqa.retrieve.query import Query
from policyqa.types import Evidence

TOLD = [
    # a question, and what each reading says
    ("社区食堂到底是2025年底建成还是2026年建成？", ("到2025年底", "2026年")),
    ("社区食堂建成时间正文和附件一致吗？", ("到2025年底", "2026年")),
    ("每千人口托位数湖东区和云州市一样吗？", ("5个", "4.6个")),
    # it is not asked whether texts agree, or they do
    ("社区食堂什么时候建成？", ()),
    ("高龄津贴的写法一致吗？", ()),
    ("天气预报前后矛盾吗？", ()),
    # which of two units it is, the duty tells
    ("社区食堂是市民政局牵头还是市商务局牵头？", ()),
    # which of two pays is no question of two readings
    ("社区食堂的钱是市里出还是区里出？", ()),
    ("社区食堂建成后是政府掏钱还是个人掏？", ()),
]


@pytest.mark.parametrize(("question", "readings"), TOLD)
def test_both_readings(question: str, readings: tuple[str, ...], search: Search, book: FactBook) -> None:
    parts = disagreements(*search(question), book)
    assert bool(parts) is bool(readings)
    for part in parts[:1]:
        assert all(reading in part.text for reading in readings)
        assert len(part.sources) == 2
    assert all(is_faithful(part, book.documents) for part in parts)


def test_the_matter_that_is_asked_about_comes_alone(search: Search, book: FactBook) -> None:
    """The same two clauses differ in their deadline and in their units."""
    (when,) = disagreements(*search("社区食堂建成的完成时限，正文和附件怎么不一样？"), book)
    assert "2026年" in when.text
    (who,) = disagreements(*search("社区食堂的责任单位，正文和附件怎么不一样？"), book)
    assert "市财政局" in who.text


def test_documents_are_named_by_their_titles(search: Search, book: FactBook) -> None:
    """An id tells a reader nothing; a copy's kind only where two copies bear one title."""
    (part,) = disagreements(*search("每千人口托位数湖东区和云州市一样吗？"), book)
    assert "《湖东区居家养老服务提升行动方案》" in part.text
    assert "hudong-2024" not in part.text


NOTED = [
    (("yunzhou-2024-12", "二/（五）"), {"二/（五）", "附件1/1"}),
    (("yunzhou-2024-12", "附件1/1"), {"二/（五）", "附件1/1"}),
    (("hudong-2024", "一/4"), {"一/4", "二/（六）"}),
    (("yunzhou-2024-12", "一/（一）"), set()),
    (("yunzhou-2024-12", "二"), set()),
]


@pytest.mark.parametrize(("cited", "paths"), NOTED)
def test_a_cited_clause_is_noted_with_what_it_disagrees_with(cited: tuple[str, str], paths: set[str], book: FactBook) -> None:
    assert {note.clause for note in notes(book.conflicts, [cited])} == paths


PLACES = ["一、到2025年底，更新渔船3400艘。\n", "二、渔船应当年检。\n", "三、更新渔船3400艘，10月底前完成。\n"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("更新渔船3400艘哪天完成，我手上两处不一样", [0, 2]),
        ("更新渔船哪天完成，我手上两处不一样", []),
        ("更新渔船3400艘哪天完成", []),
    ],
)
def test_two_places_that_state_a_particular_figure(question: str, told: list[int]) -> None:
    document = parse("a", "丙市渔业办法\n\n" + "".join(PLACES))
    clauses = [clause for clause in document.clauses if clause.text.strip() in map(str.strip, PLACES)]
    query = Query(question, question, (), frozenset(), None, Mentions())
    found = Found(tuple(Evidence(clause, 1.0, clause.span) for clause in clauses), 0.0)
    parts = disagreements(query, found, {}, FactBook({"a": document}))
    assert [part.sources[0].clause for part in parts] == [clauses[i] for i in told]
