"""Question and passage read together (a cross-encoder, Nogueira & Cho 2019, "Passage Re-ranking with BERT").

What retrieval compares are two texts that were read apart; whether one says what the other asks, and where, is seen better by
reading both at once. That costs a run of the model over the passage, so that it is not done where the other signs are sure of
an answer. The weights are those of the retriever, with scales, biases and norms of its own, and a little beside them
(``eval/train_encoder.py``).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from policyqa.index.e5_encoder import Encoder, Floats, Places
from policyqa.index.e5_weights import READER, learned
from policyqa.index.embedding import as_passage, as_query
from policyqa.index.late_interaction import placed
from policyqa.retrieve.query import Query
from policyqa.types import Passage, Span

#: How many readings are kept: the parts of one question are weighed several times.
READINGS = 64
#: Where there is nothing to read: as unsure as for a passage on another matter.
UNREAD = -6.0


@dataclass(frozen=True, eq=False)
class Reading:
    """What reading tells, as logits: that the passage says what the question asks, and that each token is a part of that."""

    sure: float
    _tokens: Floats
    _places: Places

    def of(self, span: Span) -> float:
        """The mean of the tokens in a stretch of the passage's document; :data:`UNREAD` where none of it was read."""
        within = self._tokens[(self._places >= span.start) & (self._places < span.end)]
        return float(within.mean()) if len(within) else UNREAD


def read_together(query: Query, passage: Passage) -> Reading:
    """Read ``passage`` with a question, whose lay words stand with the official terms that the passage says.

    Over two sets that the reader had not learned from, it tells answered from silent questions in .868 and .912 of pairs with
    these, in .855 and .889 without. Safe to call from several threads.
    """
    return reading(query.glossed(passage.content), passage)


@lru_cache(maxsize=READINGS)
def reading(question: str, passage: Passage) -> Reading:
    """What reading a question as it is written with a passage tells; the last :data:`READINGS` are kept."""
    text = as_passage(passage.content)
    states, places = _encoder().read_both(as_query(question), text)
    sure = _head("c", np.concatenate([states[0], states.mean(axis=0)])[None])
    return Reading(float(sure[0]), _head("t", states), placed(places, passage.span, len(text) - len(passage.text)))


def _head(name: str, told: Floats) -> Floats:
    """A layer with 64 numbers and one that makes a logit of them: shape (n, m) to (n,)."""
    tensors = learned(READER)
    inner = _gelu(told @ tensors[f"{name}1.w"].T + tensors[f"{name}1.b"])
    return (inner @ tensors[f"{name}2.w"].T + tensors[f"{name}2.b"])[:, 0]


@cache
def _encoder() -> Encoder:
    return Encoder(READER)


_erf: Callable[[Floats], Floats] = np.vectorize(math.erf, otypes=[np.float32])


def _gelu(values: Floats) -> Floats:
    """Hendrycks & Gimpel 2016, "Gaussian Error Linear Units": each value times the share of a normal law below it."""
    return values * np.float32(0.5) * (1 + _erf(values / math.sqrt(2)))
