"""Baselines that only search: no understanding of the question, no refusal; the best clause's best passage is the answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from llama_index.core.base.embeddings.base import BaseEmbedding

from policyqa.contract import AnswerLine, answer_line
from policyqa.evaluate.runs import Progress, System
from policyqa.index.contract import ClauseIndex, Hit
from policyqa.settings import Settings
from policyqa.text.labels import cite
from policyqa.text.segment import terms
from policyqa.types import Answer, Citation, Document, Evidence, Question

#: The constant of the paper on reciprocal rank fusion.
RRF_K = 60
#: Hits of which distinct clauses are taken: several passages of one clause are several hits.
DEPTH = 100

#: Question → hits, best first.
Search = Callable[[Question], Sequence[Hit]]


def lexical(index: ClauseIndex, embedding: BaseEmbedding) -> Search:
    """BM25 over whole clauses."""
    return lambda question: index.search_lexical(terms(question.text, words=False), k=DEPTH, doc_ids=question.doc_ids or None)


def dense(index: ClauseIndex, embedding: BaseEmbedding) -> Search:
    """Nearest passages by the embedding."""
    return lambda question: index.search_dense(
        embedding.get_query_embedding(question.text), k=DEPTH, doc_ids=question.doc_ids or None
    )


def hybrid(index: ClauseIndex, embedding: BaseEmbedding) -> Search:
    """Both, fused by reciprocal rank: Σ 1 / (60 + rank) (Cormack, Clarke & Büttcher 2009)."""
    searches = (lexical(index, embedding), dense(index, embedding))

    def search(question: Question) -> list[Hit]:
        scores: dict[tuple[str, str], float] = {}
        found: dict[tuple[str, str], Hit] = {}
        for hits in map(distinct, (search(question) for search in searches)):
            for rank, hit in enumerate(hits, start=1):
                key = (hit.doc_id, hit.clause)
                scores[key] = scores.get(key, 0.0) + 1 / (RRF_K + rank)
                found[key] = hit  # that of the dense search, the later one, knows the passage
        best = sorted(scores, key=lambda key: (-scores[key], key))
        return [Hit(*key, found[key].span, scores[key]) for key in best]

    return search


def searching(
    make: Callable[[ClauseIndex, BaseEmbedding], Search],
) -> Callable[[ClauseIndex, BaseEmbedding, Settings, Progress], System]:
    """A system that answers with the best hit of a search."""

    def opener(index: ClauseIndex, embedding: BaseEmbedding, settings: Settings, progress: Progress) -> System:
        search = make(index, embedding)
        library = Library(index.documents())

        def system(question: Question) -> AnswerLine:
            began = time.perf_counter()
            retrieved = library.evidence(search(question))[: settings.top_k]
            quotes = [library.cited(evidence) for evidence in retrieved[:1]]
            answer = Answer(
                "".join(quote.quote for quote in quotes), not quotes, citations=tuple(quotes), retrieved=tuple(retrieved)
            )
            return answer_line(replace(answer, latency_ms=(time.perf_counter() - began) * 1e3))

        return system

    return opener


class Library:
    """The documents of an index, for turning hits into what answers are made of."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = {document.policy.id: document for document in documents}
        self._clauses = {clause.key: clause for document in documents for clause in document.clauses}

    def evidence(self, hits: Sequence[Hit]) -> list[Evidence]:
        """The clauses of the hits, best first, each once."""
        return [Evidence(self._clauses[hit.doc_id, hit.clause], hit.score, hit.span) for hit in distinct(hits)]

    def cited(self, evidence: Evidence) -> Citation:
        """A citation that quotes the evidence's span."""
        clause = evidence.clause
        document = self.documents[clause.doc_id]
        label = cite(document.policy, clause.path)
        return Citation(clause.doc_id, clause.path, label, clause.text, evidence.span.of(document.text), evidence.span)


def distinct(hits: Sequence[Hit]) -> list[Hit]:
    """The best hit of each clause, best first."""
    best: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        best.setdefault((hit.doc_id, hit.clause), hit)
    return list(best.values())
