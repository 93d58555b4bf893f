"""The facts of a set of documents, extracted when they are first asked for and kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from policyqa.facts.duties import covering, duties
from policyqa.types import Clause, Document, Duty


class FactBook:
    """What the clauses of these documents state, as data."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._duties: dict[str, list[Duty]] = {}

    def duties_of(self, clause: Clause) -> list[Duty]:
        """The duties that a clause states, or that its part's closing line states for it."""
        return covering(self._duties_in(clause.doc_id), clause.path)

    @cached_property
    def duties(self) -> list[Duty]:
        """The duties of all documents, in the order of their ids and clauses."""
        return [duty for doc_id in self._documents for duty in self._duties_in(doc_id)]

    def among(self, doc_ids: Iterable[str]) -> list[Duty]:
        """The duties of these documents."""
        return [duty for doc_id in doc_ids for duty in self._duties_in(doc_id)]

    def _duties_in(self, doc_id: str) -> list[Duty]:
        if doc_id not in self._duties:
            self._duties[doc_id] = duties(self._documents[doc_id])
        return self._duties[doc_id]
