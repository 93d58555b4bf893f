"""The verdict on a question for which retrieval found the one clause."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from policyqa.answer.eligibility import eligibility
from policyqa.answer.lists import whole_list
from policyqa.answer.parts import Part, is_faithful
from policyqa.facts.book import FactBook
from policyqa.facts.rules import Rule
from policyqa.retrieve.query import understand
from policyqa.retrieve.statements import pairs
from policyqa.settings import default_corpus
from policyqa.text.lexicon import Lexicon
from policyqa.types import Document, Question

LEXICON = Lexicon.of_corpus(default_corpus())


def judged(
    question: str,
    doc_id: str,
    path: str,
    *,
    of: Mapping[str, Document],
    rules: tuple[Rule, ...] = (),
    history: tuple[str, ...] = (),
) -> Part | None:
    """The verdict on a question for which retrieval found the one clause."""
    document = of[doc_id]
    clause = next(clause for clause in document.clauses if clause.path == path)
    query = understand(Question(question, history), policies=[document.policy], lexicon=LEXICON)
    counts = Counter(term for clause in document.clauses for term in set(pairs(clause.text)))
    total = len(document.clauses)
    weights = {term: math.log(1 + (total - counts[term] + 0.5) / (counts[term] + 0.5)) for term in pairs(query.text)}
    clause = whole_list(clause, document)
    goals = [target.quote for target in FactBook({doc_id: document}).targets_in(clause)]
    verdict = eligibility(query, clause, weights, lexicon=LEXICON, rules=rules, goals=goals)
    if verdict is None:
        return None
    assert is_faithful(verdict.part, of), verdict.part.text
    return verdict.part
