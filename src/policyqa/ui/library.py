"""The documents and what they state, as all pages need them: by id, with their regions and facts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from policyqa.api import PolicyQA
from policyqa.facts.book import FactBook
from policyqa.types import Document, Policy

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
