"""What can be evaluated: policyqa itself, and baselines that everything above them has to earn its place against."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from llama_index.core.base.embeddings.base import BaseEmbedding

from policyqa.answer.engine import PolicyQueryEngine
from policyqa.contract import answer_line
from policyqa.errors import DocumentError
from policyqa.evaluate.runs import Progress, System
from policyqa.evaluate.systems.searches import dense, hybrid, lexical, searching
from policyqa.evaluate.systems.stock import stock
from policyqa.index.build import sync
from policyqa.index.contract import ClauseIndex
from policyqa.index.embedding import load_embedding
from policyqa.index.open import open_index
from policyqa.settings import Settings

#: Makes a system over what an index serves ready to answer. How many clauses it retrieves is ``settings.top_k``.
Opener = Callable[[ClauseIndex, BaseEmbedding, Settings, Progress], System]


def policyqa(index: ClauseIndex, embedding: BaseEmbedding, settings: Settings, progress: Progress) -> System:
    """Ours."""
    engine = PolicyQueryEngine(index, embedding, settings)
    return lambda question: answer_line(engine.answer(question))


SYSTEMS: dict[str, Opener] = {
    "policyqa": policyqa,
    "lexical": searching(lexical),
    "dense": searching(dense),
    "hybrid": searching(hybrid),
    "llamaindex": stock,
}


@contextmanager
def opened(name: str, settings: Settings, *, progress: Progress) -> Iterator[tuple[System, list[DocumentError]]]:
    """A system of :data:`SYSTEMS` over the settings' corpus folder, its index brought up to date; and what was skipped there.

    Raises:
        CorpusError, ClauseIndexError, SettingsError: as ``policyqa.index`` raises them.
    """
    embedding = load_embedding(settings.embedding)
    with open_index(settings) as index:
        skipped = sync(index, settings, embedding, progress=progress).skipped
        yield SYSTEMS[name](index, embedding, settings, progress), skipped
