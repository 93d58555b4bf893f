"""The facts of a set of documents, extracted when they are first asked for and kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from policyqa.facts.conflicts import conflicts
from policyqa.facts.duties import covering, duties
from policyqa.facts.sums import sums
from policyqa.facts.tables import Table, tables
from policyqa.facts.targets import targets
from policyqa.types import Clause, Conflict, Document, Duty, Target


class Stated:
    """What one document states, as data: read once, whichever books it is in."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def duties(self) -> list[Duty]:
        """Its duties, in the order of its clauses."""
        return duties(self.document)

    @cached_property
    def tables(self) -> list[Table]:
        """Its tables."""
        return list(tables(self.document))

    @cached_property
    def targets(self) -> list[Target]:
        """Its targets."""
        return list(targets(self.document))


class FactBook:
    """What the clauses of these documents state, as data."""

    def __init__(self, documents: Mapping[str, Document], *, stated: Mapping[str, Stated] | None = None) -> None:
        """``stated`` is what has been read of them before."""
        self.documents = documents
        self._stated = stated or {doc_id: Stated(document) for doc_id, document in documents.items()}

    def within(self, doc_ids: Collection[str]) -> FactBook:
        """The book of those of its documents that are among ``doc_ids``."""
        documents = {doc_id: document for doc_id, document in self.documents.items() if doc_id in doc_ids}
        return FactBook(documents, stated=self._stated)

    def duties_of(self, clause: Clause) -> list[Duty]:
        """The duties that a clause states, or that its part's closing line states for it."""
        return covering(self._stated[clause.doc_id].duties, clause.path)

    def targets_in(self, clause: Clause) -> list[Target]:
        """The targets that stand in a clause, or in the clauses that are read together as one."""
        return [target for target in self._stated[clause.doc_id].targets if clause.span.covers(target.span)]

    @cached_property
    def duties(self) -> list[Duty]:
        """The duties of all documents, in the order of their ids and clauses."""
        return self.among(self.documents)

    def among(self, doc_ids: Iterable[str]) -> list[Duty]:
        """The duties of these documents."""
        return [duty for doc_id in doc_ids for duty in self._stated[doc_id].duties]

    @cached_property
    def tables(self) -> list[Table]:
        """The tables of all documents."""
        return [table for doc_id in self.documents for table in self._stated[doc_id].tables]

    def table_of(self, row: Clause) -> Table | None:
        """The table that a row stands in; None for any other clause."""
        return self._table_of.get(row.key)

    @cached_property
    def _table_of(self) -> dict[tuple[str, str], Table]:
        return {row.key: table for table in reversed(self.tables) for row in table.rows}  # of two tables the first

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """Where the documents disagree with each other or with themselves."""
        documents = list(self.documents.values())
        return conflicts(documents, targets=[*self.targets, *(figure for document in documents for figure in sums(document))])

    @cached_property
    def targets(self) -> list[Target]:
        """The targets of all documents."""
        return [target for doc_id in self.documents for target in self._stated[doc_id].targets]
