"""A question with what a right answer to it is, whatever file it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyqa.contract import QuestionId
from policyqa.types import Question, Verdict


@dataclass(frozen=True, slots=True)
class GoldClause:
    """A clause that answers. ``clause`` is None where only the document is known; ``quote`` may be empty."""

    doc_id: str
    clause: str | None
    quote: str = ""


#: Any one of a group's clauses meets it: the same statement in several places.
GoldGroup = tuple[GoldClause, ...]


@dataclass(frozen=True, slots=True)
class EvalQuestion:
    """One question of a set. What its file does not tell is empty or None, and metrics that need it leave the question out.

    Every group of ``gold`` has to be met. ``refusal_open`` marks questions that may be refused or answered alike.
    """

    id: QuestionId
    question: Question
    kind: str = ""
    role: str = ""
    answerable: bool | None = None
    gold: tuple[GoldGroup, ...] = ()
    facts: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    verdict: Verdict | None = None
    reference: str | None = None
    note: str = ""

    @property
    def refusal_open(self) -> bool:
        """Whether refusing is neither right nor wrong: a clause deals with the matter but leaves the point open."""
        return self.answerable is True and self.verdict == "文件未写明"

    @property
    def clause_gold(self) -> tuple[GoldGroup, ...]:
        """The groups whose clauses are known."""
        return tuple(group for group in self.gold if all(entry.clause is not None for entry in group))

    @property
    def documents(self) -> Iterator[str]:
        """Ids of the gold documents, each once, in order."""
        return iter(dict.fromkeys(entry.doc_id for group in self.gold for entry in group))
