"""Baselines that only search: no understanding of the question, no refusal; the best clause's best passage is the answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

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
        documents = {document.policy.id: document for document in index.documents()}

        def system(question: Question) -> AnswerLine:
            began = time.perf_counter()
            answer = answered(distinct(search(question))[: settings.top_k], documents)
            return {**answer_line(answer), "latency_ms": round((time.perf_counter() - began) * 1e3, 1)}

        return system

    return opener


def distinct(hits: Sequence[Hit]) -> list[Hit]:
    """The best hit of each clause, best first."""
    best: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        best.setdefault((hit.doc_id, hit.clause), hit)
    return list(best.values())


def answered(hits: Sequence[Hit], documents: dict[str, Document]) -> Answer:
    """The first hit's text as the answer, its clause as the citation; refused only when nothing was found."""
    clauses = {clause.key: clause for document in documents.values() for clause in document.clauses}
    retrieved = tuple(Evidence(clauses[hit.doc_id, hit.clause], hit.score, hit.span) for hit in hits)
    if not retrieved:
        return Answer("", refused=True)
    first = retrieved[0]
    document = documents[first.clause.doc_id]
    quote = first.span.of(document.text)
    label = cite(document.policy, first.clause.path)
    citation = Citation(first.clause.doc_id, first.clause.path, label, first.clause.text, quote, first.span)
    return Answer(quote, refused=False, citations=(citation,), retrieved=retrieved)
