"""Late interaction (Khattab & Zaharia 2020, "ColBERT"): each token of the question beside the nearest token of a clause.

One vector for a passage tells what it is about; the states of its tokens tell what it says. They are kept in 96 numbers of 8
bits each, by one matrix learned from which clauses answer which questions (``eval/train_encoder.py``). The mean of all
states and the length of each are taken off first: they tell no texts apart.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from policyqa.index.e5_weights import RETRIEVER, learned

Floats = npt.NDArray[np.float32]
#: The tokens of a text: int8 of shape (tokens, :data:`DIMENSION`), each of length :data:`UNIT`.
Tokens = npt.NDArray[np.int8]

DIMENSION = 96
UNIT = 127
#: Tokens that are the model's, not the text's: what begins the text and marks its side (``query`` ``:``), and what ends it.
MARKS, ENDS = 3, 1


def tokens(states: Floats) -> Tokens:
    """The tokens of a text from their states, of shape (n, 384), the model's own marks included."""
    mean, matrix = _learned()
    moved = np.asarray((unit(text_states(states)) - mean) @ matrix, np.float32)
    return np.rint(unit(moved) * UNIT).astype(np.int8)


def text_states(states: Floats) -> Floats:
    """The states of a text's own tokens, or of its end where it has none."""
    return states[MARKS:-ENDS] if len(states) > MARKS + ENDS else states[-ENDS:]


def unit(vectors: Floats) -> Floats:
    """Each vector at length 1; those of length 0 as they are."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Floats = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled


def nearest(question: Tokens, clauses: Sequence[Tokens]) -> Floats:
    """How near each token of the question comes to each clause: cosines of shape (clauses, tokens of the question)."""
    if not clauses:
        return np.zeros((0, len(question)), np.float32)
    starts = np.cumsum([0, *(len(clause) for clause in clauses[:-1])])
    cosines = np.concatenate(clauses).astype(np.float32) @ question.T.astype(np.float32) / UNIT**2
    found: Floats = np.maximum.reduceat(cosines, starts, axis=0)
    return found


def _learned() -> tuple[Floats, Floats]:
    """The mean of all states at unit length, and the matrix from a state to a token: shapes (384,) and (384, DIMENSION)."""
    tensors = learned(RETRIEVER)
    return tensors["late.mean"], tensors["late.matrix"]
