"""The documents and what they state, as all pages need them: by id, with their regions and facts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from policyqa.api import PolicyQA
from policyqa.facts.book import FactBook
from policyqa.types import Clause, Document, Policy, Span

#: Made questions whose answers are remembered.
KEPT = 5000


class Library:
    """What a :class:`PolicyQA` serves."""

    def __init__(self, qa: PolicyQA) -> None:
        self.qa = qa
        #: The answer to a question that was made here, not by a person, in a region (None: in any), or None without one: the
        #: same questions are made again and again.
        self.answer = lru_cache(maxsize=KEPT)(self._answer)

    def _answer(self, question: str, region: str | None) -> str | None:
        answer = self.qa.ask(question, region=region)
        return None if answer.refused else answer.text

    @property
    def book(self) -> FactBook:
        """The facts of all documents."""
        return self.qa.ledgers.book

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents by id."""
        return self.book.documents

    @property
    def policies(self) -> list[Policy]:
        """What the documents are, by id."""
        return [document.policy for document in self.documents.values()]

    @property
    def regions(self) -> list[str]:
        """The regions that documents are of: those with most documents first."""
        found = [policy.region for policy in self.policies if policy.region]
        return sorted(set(found), key=lambda region: (-found.count(region), region))


def unit_of(document: Document, path: str) -> Clause | None:
    """The listed clause with this path, or the one that holds the subclause with this path; None when there is neither."""
    clauses = {clause.path: clause for clause in document.clauses}
    if path in clauses:
        return clauses[path]
    part = next((clause for clause in document.subclauses if clause.path == path), None)
    return holder(document, part.span) if part else None


def holder(document: Document, span: Span) -> Clause | None:
    """The listed clause that ``span`` begins in."""
    return next((clause for clause in document.clauses if clause.span.start <= span.start < clause.span.end), None)
