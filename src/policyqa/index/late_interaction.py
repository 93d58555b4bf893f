"""Late interaction (Khattab & Zaharia 2020, "ColBERT"): each token of the question beside the nearest token of a clause.

One vector for a passage tells what it is about; the states of its tokens tell what it says. They are kept in 96 numbers of 8
bits each, by one matrix learned from which clauses answer which questions (``eval/train_encoder.py``). The mean of all
states and the length of each are taken off first: they tell no texts apart.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from policyqa.index.e5_encoder import MARK, Floats, Places
from policyqa.index.e5_weights import RETRIEVER, learned
from policyqa.types import Span

DIMENSION = 96
UNIT = 127
#: A token: where it begins in its document, :data:`MARK` for what a passage is read under, and its vector, of length
#: :data:`UNIT`.
TOKEN = np.dtype([("place", "<i4"), ("vector", "i1", (DIMENSION,))])
#: The tokens of a text, of :data:`TOKEN`, shape (tokens,).
Tokens = npt.NDArray[np.void]
#: A clause by its document and path.
Key = tuple[str, str]

#: Tokens that are the model's, not the text's: what begins the text and marks its side (``query`` ``:``), and what ends it.
MARKS, ENDS = 3, 1


def tokens(states: Floats, places: Places) -> Tokens:
    """The tokens of a text from their states, of shape (n, 384), the model's own marks included, and places."""
    mean, matrix = _learned()
    own = text_tokens(len(states))
    moved = np.asarray((unit(states[own]) - mean) @ matrix, np.float32)
    found = np.empty(len(moved), TOKEN)
    found["place"], found["vector"] = places[own], np.rint(unit(moved) * UNIT)
    return found


def text_tokens(count: int) -> slice:
    """Which of so many tokens are the text's own: its end where it has none."""
    return slice(MARKS, count - ENDS) if count > MARKS + ENDS else slice(count - ENDS, count)


def placed(places: Places, span: Span, above: int) -> Places:
    """Places in a passage that is read under so many characters as places in its document, at ``span``."""
    return np.where(places >= above, places - above + span.start, MARK).astype(np.int32)


def unit(vectors: Floats) -> Floats:
    """Each vector at length 1; those of length 0 as they are."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Floats = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled


class Nearness:
    """How near clauses, and stretches of them, come to a question. Safe to ask from several threads.

    That is the mean over the question's tokens of the cosine with the nearest token there: at most 1.
    """

    def __init__(
        self, question: Tokens | None = None, clauses: Mapping[Key, Tokens] | None = None, weights: Floats | None = None
    ) -> None:
        """The ``clauses`` are told by document and path; ``weights`` are those of the question's tokens in the mean.

        Nothing comes near no question.
        """
        self._told: dict[tuple[Key, Span], float] = {}
        self.clauses: dict[Key, float] = {}
        if question is None or not clauses:
            return
        joined = np.concatenate([*clauses.values()])
        self._cosines, self._places = _cosines(question, joined), joined["place"]
        self._weights = np.ones(len(question), np.float32) if weights is None else weights
        self._documents = np.repeat([doc_id for doc_id, _ in clauses], [len(each) for each in clauses.values()])
        ends = np.cumsum([len(each) for each in clauses.values()]).tolist()
        self._rows = {key: slice(start, end) for key, start, end in zip(clauses, [0, *ends], ends, strict=False)}
        self.clauses = {key: self._mean(self._cosines[rows]) for key, rows in self._rows.items()}

    def of(self, key: Key, span: Span) -> float:
        """How near a stretch of the clause's document comes, with what the clause stands under; 0 where it is not known."""
        if key not in self.clauses:
            return 0.0
        at = key, span
        if at not in self._told:
            within = (self._places >= span.start) & (self._places < span.end) & (self._documents == key[0])
            within[self._rows[key]] |= self._places[self._rows[key]] == MARK
            self._told[at] = self._mean(self._cosines[within])
        return self._told[at]

    def _mean(self, cosines: Floats) -> float:
        """The mean over the question's tokens of the highest cosine, of shape (tokens, tokens of the question)."""
        return float(np.average(cosines.max(axis=0), weights=self._weights)) if len(cosines) else 0.0


def _cosines(question: Tokens, others: Tokens) -> Floats:
    """The cosine of each of the others with each token of the question: shape (others, tokens of the question)."""
    cosines: Floats = others["vector"].astype(np.float32) @ question["vector"].T.astype(np.float32) / np.float32(UNIT**2)
    return cosines


def _learned() -> tuple[Floats, Floats]:
    """The mean of all states at unit length, and the matrix from a state to a token: shapes (384,) and (384, DIMENSION)."""
    tensors = learned(RETRIEVER)
    return tensors["late.mean"], tensors["late.matrix"]
