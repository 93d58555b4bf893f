"""The default clause index: the manifest for the truth and the words, Chroma for the vectors.

Every row in Chroma belongs to a *version*, a new name each time a document is put. A put writes the new version's rows, which
no search takes; then one transaction of the manifest makes that version the served one; then the old rows go. Whatever point a
process dies at, what the manifest names is complete in Chroma, and the rest is deleted by the next repair.

A reader in another process looks before and after each search whether the manifest has changed, and if so searches again.
Embedded Chroma is made for one process. While another one holds it, or after one died writing it, a search compares the query
with every vector of the manifest instead: as right, but slower. Several busy processes are better off with a server.
"""

from __future__ import annotations

import hashlib
import threading
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np

from policyqa.errors import IndexDamaged
from policyqa.index.contract import ClauseIndex, Hit, Vectors
from policyqa.index.late_interaction import Tokens
from policyqa.index.manifest import Entry, Manifest
from policyqa.index.snapshot import Snapshot
from policyqa.index.vectors import ChromaVectors, VectorsUnusable
from policyqa.types import Document, Passage

T = TypeVar("T")

#: How often a search is done over while another process changes the index, before what was found last is good enough.
ATTEMPTS = 5


class ChromaClauseIndex(ClauseIndex):
    """The index in ``folder``, for the vectors of one embedding ``model``; ``chroma_url`` puts these on a Chroma server.

    Raises, in every method:
        IndexDamaged: the files do not open, or the vectors are another model's.
        IndexBusy: another process holds the manifest for more than ten seconds.
        ClauseIndexError: the Chroma server does not answer, or the files cannot be read or written.
    """

    def __init__(self, folder: Path, *, model: str, chroma_url: str | None = None) -> None:
        self._folder = folder
        self._model = hashlib.sha256(model.encode()).hexdigest()[:8]
        self._lock = threading.RLock()
        self._manifest = Manifest(folder)
        self._vectors = ChromaVectors(folder / "chroma", url=chroma_url, name=f"policyqa-{self._manifest.identity}")
        self._seen: Snapshot | None = None

    def versions(self) -> dict[str, str]:
        """The fingerprint of what is served, by document id."""
        return self._consistent(lambda seen: {entry.doc_id: entry.fingerprint for entry in seen.entries})

    def documents(self) -> list[Document]:
        """The documents that are served, ordered by id."""
        return self._consistent(lambda seen: [seen.document(entry) for entry in seen.entries])

    def put(
        self,
        document: Document,
        passages: Sequence[Passage],
        vectors: Vectors,
        fingerprint: str,
        *,
        tokens: Sequence[Tokens] = (),
    ) -> None:
        """Serve ``document`` instead of what was served under its id."""
        if vectors.ndim != 2 or len(vectors) != len(passages):
            raise ValueError(f"vectors must have shape ({len(passages)}, dimension), got {vectors.shape}")
        version, space = uuid.uuid4().hex, self._space(vectors.shape[1])
        with self._lock, self._damage():
            old = self._snapshot().by_id.get(document.policy.id)
            if len(vectors):
                self._vectors.upsert(space, version, vectors)
            self._manifest.replace(document, passages, vectors, tokens, fingerprint=fingerprint, version=version, space=space)
            self._delete_rows(old)

    def remove(self, doc_id: str) -> None:
        """Serve the document no longer."""
        with self._lock, self._damage():
            old = self._snapshot().by_id.get(doc_id)
            self._manifest.delete(doc_id)
            self._delete_rows(old)

    def search_dense(self, vector: Sequence[float], *, k: int, doc_ids: Collection[str] | None = None) -> list[Hit]:
        """The ``k`` passages closest to a query vector."""
        space = self._space(len(vector))

        def search(seen: Snapshot) -> list[Hit]:
            embedded = [entry for entry in seen.entries if entry.size]
            if embedded and not any(entry.space == space for entry in embedded):
                raise IndexDamaged(self._folder, "其中的向量是用另一个模型算的")
            chosen = [entry for entry in seen.among(doc_ids) if entry.size and entry.space == space]
            rows = self._nearest(space, vector, k, chosen, filtered=doc_ids is not None)
            hits = [seen.passage_hit(*row) for row in rows]
            return sorted(hits, key=lambda hit: (-hit.score, hit.doc_id, hit.span))[:k]

        return self._consistent(search)

    def search_lexical(self, terms: Sequence[str], *, k: int, doc_ids: Collection[str] | None = None) -> list[Hit]:
        """The ``k`` clauses with the highest BM25 scores."""

        def search(seen: Snapshot) -> list[Hit]:
            scores = self._manifest.scores(terms, place=seen.place, lengths=seen.lengths)
            if doc_ids is not None:
                scores[~seen.mask(doc_ids)] = 0
            best = np.argsort(-scores, kind="stable")[:k]
            return [seen.clause_hit(int(position), float(scores[position])) for position in best if scores[position] > 0]

        return self._consistent(search)

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many clauses each of ``terms`` stands."""
        with self._lock:
            return self._manifest.frequencies(terms)

    def tokens(self, clauses: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Tokens]:
        """The tokens of clauses, by document id and path."""
        wanted = list(clauses)

        def read(seen: Snapshot) -> dict[tuple[str, str], Tokens]:
            numbers = {number: key for key in wanted if (number := seen.number(*key)) is not None}
            return {numbers[number]: found for number, found in self._manifest.tokens(list(numbers)).items()}

        return self._consistent(read)

    def repair(self) -> None:
        """Delete the rows that no served document owns, and put back those that are missing."""
        with self._lock:
            try:
                self._reconcile()
            except VectorsUnusable:
                with self._damage(), self._vectors.renewed():
                    self._reconcile()

    def close(self) -> None:
        """Let go of files and connections."""
        with self._lock:
            self._vectors.disconnect()
            self._manifest.close()

    def _space(self, dimension: int) -> str:
        return f"{self._model}-{dimension}"

    def _snapshot(self) -> Snapshot:
        """What is served now."""
        seen = self._seen
        if seen is None or seen.stamp != self._manifest.stamp():
            seen = self._seen = Snapshot(self._manifest, before=seen)
        return seen

    def _consistent(self, search: Callable[[Snapshot], T]) -> T:
        """The result of a search during which nothing changed."""
        with self._lock:
            for _ in range(ATTEMPTS):
                with self._manifest.reading():
                    seen = self._snapshot()
                    result = search(seen)
                if self._manifest.stamp() == seen.stamp:
                    break
            return result

    def _nearest(
        self, space: str, vector: Sequence[float], k: int, entries: Sequence[Entry], *, filtered: bool
    ) -> list[tuple[str, int, float]]:
        """At least the ``k`` closest rows of these entries, or all that there are."""
        if k < 1 or not entries:
            return []
        try:
            return self._found(space, vector, k, entries, filtered=filtered)
        except VectorsUnusable:
            return self._compared(vector, entries)

    def _found(
        self, space: str, vector: Sequence[float], k: int, entries: Sequence[Entry], *, filtered: bool
    ) -> list[tuple[str, int, float]]:
        """By Chroma."""
        versions = {entry.version for entry in entries}
        wanted = min(k, sum(entry.size for entry in entries))
        if not filtered:
            # Rows of other versions are only there while a document is being put: a search without a filter, ten times as
            # fast, finds enough of the served ones but then. Twice as many, so that of equal scores the same ones are cut off.
            rows = [row for row in self._vectors.search(space, vector, k=2 * k) if row[0] in versions]
            if len(rows) >= wanted:
                return rows
        rows = self._vectors.search(space, vector, k=2 * k, versions=versions)
        if len(rows) < wanted:
            raise VectorsUnusable("rows are missing")
        return rows

    def _compared(self, vector: Sequence[float], entries: Sequence[Entry]) -> list[tuple[str, int, float]]:
        """All rows, by comparing each vector of the manifest."""
        query = np.asarray(vector, np.float32)
        rows: list[tuple[str, int, float]] = []
        for entry in entries:
            vectors = self._manifest.vectors(entry)
            lengths = np.linalg.norm(vectors, axis=1) * np.linalg.norm(query)
            scores = np.divide(vectors @ query, lengths, out=np.zeros(len(vectors), np.float32), where=lengths > 0)
            rows.extend((entry.version, number, float(score)) for number, score in enumerate(scores))
        return rows

    def _delete_rows(self, entry: Entry | None) -> None:
        if entry is not None and entry.size:
            self._vectors.delete(entry.space, [entry.version])

    def _reconcile(self) -> None:
        entries = [entry for entry in self._snapshot().entries if entry.size]
        used = {entry.space for entry in entries}
        for space in self._vectors.spaces():
            if space not in used:
                self._vectors.drop(space)
        for space in used:
            served = {entry.version: entry for entry in entries if entry.space == space}
            found = self._vectors.versions(space)
            self._vectors.delete(space, [version for version in found if version not in served])
            for version, entry in served.items():
                if found[version] != entry.size:
                    self._vectors.upsert(space, version, self._manifest.vectors(entry))

    @contextmanager
    def _damage(self) -> Iterator[None]:
        try:
            yield
        except VectorsUnusable as error:
            raise IndexDamaged(self._folder, str(error)) from error
