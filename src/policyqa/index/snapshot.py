"""What was served at one moment, as the searches need it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from policyqa.index.contract import Hit
from policyqa.index.manifest import Entry, Manifest
from policyqa.types import Document, Span


class Snapshot:
    """The entries of the manifest at one moment; documents and passages are read when they are asked for, and kept.

    To be used inside :meth:`Manifest.reading` of that same moment, as long as :attr:`stamp` is the manifest's.

    The *row* of all clauses is ordered by document id and then as in the document, whatever order documents were put in.
    """

    def __init__(self, manifest: Manifest, *, before: Snapshot | None = None) -> None:
        self.stamp = manifest.stamp()
        self.entries = manifest.entries()
        self.by_id = {entry.doc_id: entry for entry in self.entries}
        self._by_version = {entry.version: entry for entry in self.entries}
        self._manifest = manifest
        self._documents: dict[str, Document] = {}
        self._passages: dict[str, list[tuple[str, Span]]] = {}
        self._positions: dict[str, dict[str, int]] = {}
        if before is not None:
            self._documents = {version: read for version, read in before._documents.items() if version in self._by_version}
            self._passages = {version: read for version, read in before._passages.items() if version in self._by_version}

    def among(self, doc_ids: Collection[str] | None) -> list[Entry]:
        """The entries of these documents, of all for None."""
        return self.entries if doc_ids is None else [entry for entry in self.entries if entry.doc_id in doc_ids]

    def document(self, entry: Entry) -> Document:
        """The document of an entry."""
        if entry.version not in self._documents:
            self._documents[entry.version] = self._manifest.document(entry)
        return self._documents[entry.version]

    def passage_hit(self, version: str, number: int, score: float) -> Hit:
        """The hit of a passage, by version and number."""
        entry = self._by_version[version]
        if version not in self._passages:
            self._passages[version] = self._manifest.passages(entry)
        clause, span = self._passages[version][number]
        return Hit(entry.doc_id, clause, span, score)

    def clause_hit(self, position: int, score: float) -> Hit:
        """The hit of a clause, by its position in the row of all clauses."""
        n = bisect_right(self._starts, position) - 1
        entry = self.entries[n]
        clause = self.document(entry).clauses[position - self._starts[n]]
        return Hit(entry.doc_id, clause.path, clause.span, score)

    def number(self, doc_id: str, path: str) -> int | None:
        """The number of a clause in the manifest, None when it is not served."""
        entry = self.by_id.get(doc_id)
        if entry is None:
            return None
        if doc_id not in self._positions:
            self._positions[doc_id] = {clause.path: n for n, clause in enumerate(self.document(entry).clauses)}
        position = self._positions[doc_id].get(path)
        return None if position is None else entry.first + position

    def mask(self, doc_ids: Collection[str]) -> npt.NDArray[np.bool_]:
        """Which of the row of all clauses belong to these documents."""
        return np.repeat([entry.doc_id in doc_ids for entry in self.entries], np.diff(self._starts)).astype(bool)

    @cached_property
    def lengths(self) -> npt.NDArray[np.float32]:
        """The row of all clauses' lengths in terms."""
        return np.concatenate([np.zeros(0, np.float32), *(entry.lengths for entry in self.entries)])

    @cached_property
    def place(self) -> npt.NDArray[np.intp]:
        """The position in the row of all clauses, by clause number."""
        place = np.zeros(max((entry.first + len(entry.lengths) for entry in self.entries), default=0), np.intp)
        for entry, start in zip(self.entries, self._starts[:-1], strict=True):
            place[entry.first : entry.first + len(entry.lengths)] = start + np.arange(len(entry.lengths))
        return place

    @cached_property
    def _starts(self) -> list[int]:
        """Where each document's clauses begin in the row of all clauses, and where the last one's end."""
        return [*accumulate((len(entry.lengths) for entry in self.entries), initial=0)]
