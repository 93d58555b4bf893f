"""Which records of a ledger are wanted, and how a record is told to be one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from policyqa.errors import UnknownDocument, UnknownRegion
from policyqa.facts.book import FactBook
from policyqa.facts.deadlines import years_of
from policyqa.facts.units import Units
from policyqa.facts.years import anchors
from policyqa.text.fold import fold
from policyqa.types import Benefit, Clause, Conflict, Document, Duty, TableRow, Target

Record = Duty | Benefit | Target | Conflict | TableRow
Role = Literal["牵头", "配合"]
ROLES: tuple[Role, ...] = ("牵头", "配合")

_RANGE = re.compile(r"(20\d\d)\s*年?\s*[-–—―~～－至到]+\s*(20\d\d)")


@dataclass(frozen=True, slots=True)
class Filters:
    """What is wanted; a field that is empty lets everything pass.

    ``unit`` is a body by any of its names, ``role`` its part in a duty: who is jointly responsible leads, too. ``year`` is the
    year of a target, one that a duty's deadline names or runs through, or one that the words of another record name.
    ``keyword`` is words, all of which have to be in the record or in the headings above it.
    """

    unit: str = ""
    role: Role | None = None
    doc_ids: tuple[str, ...] = ()
    region: str = ""
    year: int | None = None
    keyword: str = ""


ALL = Filters()


def check_scope(documents: Iterable[Document], doc_ids: Sequence[str], region: str | None) -> None:
    """Raise unless there are documents of these ids and of this region.

    Raises:
        ScopeError: no document has one of the ids, or none is of the region.
    """
    policies = [document.policy for document in documents]
    known = [policy.id for policy in policies]
    for doc_id in doc_ids:
        if doc_id not in known:
            raise UnknownDocument(doc_id, known=known)
    regions = sorted({policy.region for policy in policies if policy.region})
    if region and region not in regions:
        raise UnknownRegion(region, known=regions)


def places(record: Record) -> list[tuple[str, str]]:
    """The clauses that a record stands in, as (doc_id, path): one, or one a side of a conflict."""
    sides = record.sides if isinstance(record, Conflict) else (record,)
    return [(side.doc_id, side.clause) for side in sides]


def words(record: Record) -> str:
    """All that a record says."""
    match record:
        case Duty():
            said = [record.task, *record.lead, *record.cooperating, record.deadline or "", record.quote]
        case Benefit():
            cases = [amount.case for amount in record.amounts]
            said = [record.name, record.payee or "", *cases, *record.conditions, record.quote]
        case Target():
            said = [record.metric, record.quote]
        case Conflict():
            said = [record.kind, record.note, *(side.quote for side in record.sides)]
        case TableRow():
            said = [record.table, record.group, *(str(value) for _, value in record.cells), record.quote]
    return "\n".join(said)


def years(record: Record) -> frozenset[int]:
    """The years that a record is for; those inside a range are counted."""
    if isinstance(record, Target):
        return frozenset({record.year} if record.year else ())
    text = (record.deadline or "") if isinstance(record, Duty) else words(record)
    named = {*years_of(text), *(year for _, year in anchors(text))}
    for first, last in _RANGE.findall(text):
        named |= set(range(int(first), int(last) + 1))
    return frozenset(named)


class Wanted:
    """Tells whether a record is wanted."""

    def __init__(self, filters: Filters, book: FactBook, units: Units) -> None:
        """A test of records of ``book``'s documents; ``units`` tells the names of one body."""
        self._filters = filters
        self._book = book
        self._units = units
        self._unit = filters.unit.strip()
        self._known = units.knows(self._unit)
        self._keywords = [fold(word) for word in filters.keyword.split()]

    def __call__(self, record: Record) -> bool:
        """Whether every filter lets ``record`` pass."""
        wanted = self._filters
        return (
            (not wanted.doc_ids or any(doc_id in wanted.doc_ids for doc_id, _ in places(record)))
            and (not wanted.region or any(self._region(doc_id) == wanted.region for doc_id, _ in places(record)))
            and (wanted.year is None or wanted.year in years(record))
            and self._has_unit(record)
            and self._has_keywords(record)
        )

    def _region(self, doc_id: str) -> str | None:
        return self._book.documents[doc_id].policy.region

    def _has_unit(self, record: Record) -> bool:
        """Whether the unit has its role in a duty; is responsible for, or named by, any other record."""
        role = self._filters.role
        if isinstance(record, Duty):
            names = [*(record.lead if role != "配合" else ()), *(record.cooperating if role != "牵头" else ())]
            return any(self._is_unit(name, record.doc_id) for name in names) if self._unit else bool(names)
        if not self._unit:
            return True
        if any(self._is_unit(name, places(record)[0][0]) for name, _ in self._units.units_in(words(record))):
            return True
        return not isinstance(record, Conflict) and any(self._is_responsible(*place) for place in places(record))

    def _is_responsible(self, doc_id: str, path: str) -> bool:
        clause = self._clause(doc_id, path)
        duties = self._book.duties_of(clause) if clause else []
        return any(self._is_unit(name, doc_id) for duty in duties for name in (*duty.lead, *duty.cooperating))

    def _is_unit(self, name: str, doc_id: str) -> bool:
        """Whether ``name`` is the unit.

        Without a region nothing tells whose 民政局 is meant: any is. A unit that the register does not know is looked for as
        it was written.
        """
        region = self._region(doc_id)
        mine, other = (self._units.canonical(unit, region=region) for unit in (self._unit, name))
        if mine == other or (region is None and other.endswith(mine)):
            return True
        return not self._known and fold(self._unit) in fold(name)

    def _has_keywords(self, record: Record) -> bool:
        if not self._keywords:
            return True
        clauses = [clause for place in places(record) if (clause := self._clause(*place))]
        headings = [heading for clause in clauses for heading in (*clause.headings, clause.heading)]
        said = fold("\n".join([words(record), *headings]))
        return all(word in said for word in self._keywords)

    def _clause(self, doc_id: str, path: str) -> Clause | None:
        """The clause of a record, or for a part of an article the article."""
        clauses = _by_path(self._book.documents[doc_id])
        while path and path not in clauses:
            path = path.rpartition("/")[0]
        return clauses.get(path)


def _by_path(document: Document) -> Mapping[str, Clause]:
    return {clause.path: clause for clause in document.clauses}
