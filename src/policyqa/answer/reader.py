"""Question and passage read together (a cross-encoder, Nogueira & Cho 2019, "Passage Re-ranking with BERT").

What retrieval compares are two texts that were read apart; whether one says what the other asks is seen better by reading both
at once. That costs a run of the model over the passage, so that it is done only where the other signs leave doubt. The weights
are those of the retriever, with scales, biases and norms of its own (``eval/train_encoder.py``).
"""

from __future__ import annotations

import math
from functools import cache, lru_cache

import numpy as np

from policyqa.index.e5_encoder import Encoder, Floats
from policyqa.index.e5_weights import READER, learned
from policyqa.index.embedding import as_passage, as_query

#: How many readings are kept: the parts of one question are weighed several times.
READINGS = 64
#: Where there is nothing to read: as unsure as for a passage on another matter.
UNREAD = -6.0


@lru_cache(maxsize=READINGS)
def reads(question: str, passage: str) -> float:
    """How surely ``passage`` says what ``question`` asks, as a logit. Safe to call from several threads."""
    states = _encoder().states_of_both(as_query(question), as_passage(passage))
    told, tensors = np.concatenate([states[0], states.mean(axis=0)]), learned(READER)
    return float(tensors["c2.w"][0] @ _gelu(tensors["c1.w"] @ told + tensors["c1.b"]) + tensors["c2.b"][0])


@cache
def _encoder() -> Encoder:
    return Encoder(READER)


def _gelu(values: Floats) -> Floats:
    """Hendrycks & Gimpel 2016, "Gaussian Error Linear Units": each value times the share of a normal law below it."""
    return values * np.array([0.5 * (1 + math.erf(value / math.sqrt(2))) for value in values], np.float32)
