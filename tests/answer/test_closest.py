"""Close statements are put in order by reading, by the real model."""

from policyqa.answer.choose import Candidate
from policyqa.answer.closest import CLOSE, read_closely
from policyqa.retrieve.mentions import Mentions
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import statements_of
from policyqa.types import Clause, Passage, Span

TEXT = (
    "养犬人应当自养犬之日起三十日内到公安派出所办理登记。每只犬每年缴纳管理费200元。遗失犬牌的，应当在十日内补办，工本费15元。"
)
CLAUSE = Clause("dogs", "第十二条", "article", Span(0, len(TEXT)), TEXT)
ASKED = "狗牌丢了补一个多少钱"
QUERY = Query(ASKED, ASKED, (), frozenset(), None, Mentions())


def candidates(*scores: float) -> list[Candidate]:
    statements = statements_of(CLAUSE)
    return [Candidate(score, score, CLAUSE, each) for score, each in zip(scores, statements, strict=True)]


def passage_of(candidate: Candidate) -> Passage:
    return Passage(candidate.clause.doc_id, candidate.clause.path, candidate.clause.span, candidate.clause.text)


def test_of_close_statements_the_one_that_answers_comes_first() -> None:
    found = read_closely(QUERY, candidates(2.0, 1.95, 1.9), passage_of, lambda _: False)
    assert found[0].statement.text.startswith("遗失犬牌")
    assert [each.score for each in found] == [2.0, 1.95, 1.9]  # scores stay in their places


def test_what_is_not_close_stays_where_it_is() -> None:
    before = candidates(2.0, 1.95, 1.95 - 2 * CLOSE)
    found = read_closely(QUERY, before, passage_of, lambda _: False)
    assert found[2] == before[2] and {each.statement for each in found[:2]} == {each.statement for each in before[:2]}


def test_one_that_stands_out_is_not_read() -> None:
    def unread(_: Candidate) -> Passage:
        raise AssertionError("read")

    assert read_closely(QUERY, [], unread, lambda _: False) == []
    before = candidates(3.0, 1.9, 1.8)
    assert read_closely(QUERY, before, unread, lambda _: False) == before


def test_what_another_region_says_does_not_overtake_the_one_that_is_named() -> None:
    before = candidates(2.0, 1.95, 1.9)
    assert read_closely(QUERY, before, passage_of, lambda each: each != before[0]) == before
