"""The ledgers of a set of documents: records filtered, as nouns and laid out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

from policyqa.facts.book import FactBook
from policyqa.facts.rules import Attribute, Rule, ledger, load_attributes, load_rules, shipped_attributes
from policyqa.facts.tables import records
from policyqa.facts.units import Units, shipped
from policyqa.ledger.filters import ALL, Filters, Record, Wanted, check_scope
from policyqa.ledger.sheets import Policies, Sheet, benefit_sheet, conflict_sheet, duty_sheet, table_sheets, target_sheet
from policyqa.types import Benefit, Conflict, Document, Duty, TableRow, Target

Name = Literal["duties", "benefits", "targets", "conflicts", "tables"]
_Record = TypeVar("_Record", Duty, Benefit, Target, Conflict, TableRow)


class Ledgers:
    """What these documents state as data. Facts are extracted when they are first asked for, and kept."""

    def __init__(
        self,
        documents: Iterable[Document],
        *,
        rules: Sequence[Rule] = (),
        register: Mapping[str, Attribute] | None = None,
        units: Units | None = None,
    ) -> None:
        """Ledgers of ``documents`` with curated benefits (``rules``).

        ``register`` is what there may be to know of a case, ``units`` are the bodies: the shipped ones where none are given.
        """
        self.book = FactBook({document.policy.id: document for document in documents})
        self.rules = rules
        self.register = shipped_attributes() if register is None else register
        self._units = units or shipped()
        self.policies: Policies = {doc_id: document.policy for doc_id, document in self.book.documents.items()}

    @classmethod
    def of_corpus(cls, documents: Iterable[Document], folder: Path) -> Ledgers:
        """Ledgers of the documents of ``folder``, with what is curated beside them.

        Raises:
            CorpusError: a curated file cannot be used.
        """
        return cls(documents, rules=load_rules(folder), register=load_attributes(folder), units=Units.of_corpus(folder))

    def duties(self, filters: Filters = ALL) -> list[Duty]:
        """Who has to do what by when.

        Raises, like all of these:
            ScopeError: no document has one of the ids of ``filters``, or none is of the region.
        """
        return self._chosen(self.book.duties, filters)

    def benefits(self, filters: Filters = ALL) -> list[Benefit]:
        """What is paid, waived or granted, curated before extracted."""
        return self._chosen(self._benefits, filters)

    def targets(self, filters: Filters = ALL) -> list[Target]:
        """Which figures are to be reached."""
        return self._chosen(self.book.targets, filters)

    def conflicts(self, filters: Filters = ALL) -> list[Conflict]:
        """Where the documents disagree with each other or with themselves."""
        return self._chosen(self.book.conflicts, filters)

    def tables(self, filters: Filters = ALL) -> list[TableRow]:
        """The rows of all tables with named columns."""
        return self._chosen([row for table in self.book.tables for row in records(table)], filters)

    def records(self, name: Name, filters: Filters = ALL) -> Sequence[Record]:
        """The records of a ledger by its name."""
        match name:
            case "duties":
                return self.duties(filters)
            case "benefits":
                return self.benefits(filters)
            case "targets":
                return self.targets(filters)
            case "conflicts":
                return self.conflicts(filters)
            case "tables":
                return self.tables(filters)

    def sheets(self, name: Name, filters: Filters = ALL) -> list[Sheet]:
        """The records of a ledger laid out: one sheet, or one for each table."""
        match name:
            case "duties":
                return [duty_sheet(self.duties(filters), self.policies)]
            case "benefits":
                return [benefit_sheet(self.benefits(filters), self.policies)]
            case "targets":
                return [target_sheet(self.targets(filters), self.policies)]
            case "conflicts":
                return [conflict_sheet(self.conflicts(filters), self.policies)]
            case "tables":
                return table_sheets(self.tables(filters), self.policies)

    def _chosen(self, found: Sequence[_Record], filters: Filters) -> list[_Record]:
        check_scope(self.book.documents.values(), filters.doc_ids, filters.region)
        wanted = Wanted(filters, self.book, self._units)
        return [record for record in found if wanted(record)]

    @cached_property
    def _benefits(self) -> list[Benefit]:
        return ledger(self.book.documents.values(), self.rules)
