"""What every index of clauses can do, whatever it is stored in. ``tests/index/test_contract.py`` holds every backend to it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from types import TracebackType

import numpy as np
import numpy.typing as npt

from policyqa.index.late_interaction import Tokens
from policyqa.types import Document, Passage, Span

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that a search found: where it matched (``span`` of the document's text) and how well (higher is better)."""

    doc_id: str
    clause: str
    span: Span
    score: float


class ClauseIndex(ABC):
    """The searchable content of a set of documents, replaced one whole document at a time.

    A document is served from the moment its :meth:`put` returns, and what was served before until then: a process that dies
    in between leaves the earlier content in place. Reading is safe from several threads and processes at any time; writing
    (:meth:`put`, :meth:`remove`, :meth:`repair`) takes one writer at a time, which ``policyqa.index.lock`` sees to.

    Wherever ``doc_ids`` is given, only these documents are scored: None means all, an empty collection none; ids that are not
    served are passed over.
    """

    @abstractmethod
    def versions(self) -> dict[str, str]:
        """The fingerprint of what is served, by document id."""

    @abstractmethod
    def documents(self) -> list[Document]:
        """The documents that are served, ordered by id, as they were put: no file is read again."""

    @abstractmethod
    def put(
        self,
        document: Document,
        passages: Sequence[Passage],
        vectors: Vectors,
        fingerprint: str,
        *,
        tokens: Sequence[Tokens] = (),
    ) -> None:
        """Serve ``document`` instead of what was served under its id.

        ``vectors`` is float32 of shape (number of passages, dimension), row for row; ``tokens`` are those of each passage, none
        when the model has none.
        """

    @abstractmethod
    def remove(self, doc_id: str) -> None:
        """Serve the document no longer; nothing happens when it is not served."""

    @abstractmethod
    def search_dense(self, vector: Sequence[float], *, k: int, doc_ids: Collection[str] | None = None) -> list[Hit]:
        """The ``k`` passages closest to a query vector, best first; ``score`` is cosine similarity.

        Several passages of one clause are several hits. Equal scores are ordered by document id and place.
        """

    @abstractmethod
    def search_lexical(self, terms: Sequence[str], *, k: int, doc_ids: Collection[str] | None = None) -> list[Hit]:
        """The ``k`` clauses with the highest BM25 scores above zero, best first; ``span`` is the whole clause.

        ``terms`` are those of ``policyqa.text.segment.terms(question, words=False)``; a term that is given twice counts twice.
        Term statistics are those of all documents whatever ``doc_ids`` says: a clause scores the same under any filter.
        """

    @abstractmethod
    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many clauses each of ``terms`` stands; terms that stand in none are left out."""

    @abstractmethod
    def tokens(self, clauses: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Tokens]:
        """The tokens of clauses, by document id and path; those that have none are left out."""

    @abstractmethod
    def repair(self) -> None:
        """Delete what interrupted writes left behind and put back what is missing of the served documents."""

    @abstractmethod
    def close(self) -> None:
        """Let go of files and connections."""

    def __enter__(self) -> ClauseIndex:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
