"""The facts of a set of documents, extracted when they are first asked for and kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from policyqa.facts.conflicts import conflicts
from policyqa.facts.duties import covering, duties
from policyqa.facts.sums import sums
from policyqa.facts.tables import Table, tables
from policyqa.facts.targets import targets
from policyqa.types import Clause, Conflict, Document, Duty, Target


class FactBook:
    """What the clauses of these documents state, as data."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents
        self._duties: dict[str, list[Duty]] = {}

    def duties_of(self, clause: Clause) -> list[Duty]:
        """The duties that a clause states, or that its part's closing line states for it."""
        return covering(self._duties_in(clause.doc_id), clause.path)

    @cached_property
    def duties(self) -> list[Duty]:
        """The duties of all documents, in the order of their ids and clauses."""
        return [duty for doc_id in self.documents for duty in self._duties_in(doc_id)]

    def among(self, doc_ids: Iterable[str]) -> list[Duty]:
        """The duties of these documents."""
        return [duty for doc_id in doc_ids for duty in self._duties_in(doc_id)]

    @cached_property
    def tables(self) -> list[Table]:
        """The tables of all documents."""
        return [table for document in self.documents.values() for table in tables(document)]

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """Where the documents disagree with each other or with themselves."""
        documents = list(self.documents.values())
        return conflicts(documents, targets=[*self.targets, *(figure for document in documents for figure in sums(document))])

    @cached_property
    def targets(self) -> list[Target]:
        """The targets of all documents."""
        return [target for document in self.documents.values() for target in targets(document)]

    def _duties_in(self, doc_id: str) -> list[Duty]:
        if doc_id not in self._duties:
            self._duties[doc_id] = duties(self.documents[doc_id])
        return self._duties[doc_id]
