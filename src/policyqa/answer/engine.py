"""The query engine: question → evidence → direct answer with citations, or a refusal that names the nearest clauses."""

from __future__ import annotations

import time
from collections.abc import Collection
from functools import cached_property
from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.base.response.schema import RESPONSE_TYPE, Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeWithScore, QueryBundle

from policyqa.answer.about import about_document
from policyqa.answer.cases import by_case
from policyqa.answer.choose import choose
from policyqa.answer.confidence import Signs, confidence, signs
from policyqa.answer.disagreements import ASKS, disagreements, notes
from policyqa.answer.parts import Part, Source, is_faithful, written
from policyqa.answer.subquestions import subquestions
from policyqa.answer.tables import over_table
from policyqa.answer.units import responsible, tasks_of_unit
from policyqa.answer.wording import say
from policyqa.facts.book import FactBook
from policyqa.index.contract import ClauseIndex
from policyqa.retrieve.focus import Focus
from policyqa.retrieve.hybrid import Found, HybridRetriever
from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.query import Query
from policyqa.settings import Settings
from policyqa.text.fold import fold
from policyqa.text.labels import cite
from policyqa.text.lexicon import Lexicon
from policyqa.types import Answer, Question

#: Below this probability that the evidence answers, the answer is a refusal.
THRESHOLD = 0.5
#: How many of the nearest clauses a refusal names.
NEAREST = 3
EMPTY = "请写下您想问的问题，例如：适老化改造补多少钱？"


class PolicyQueryEngine(BaseQueryEngine):
    """Answers questions about the documents of an index. Also a LlamaIndex query engine."""

    def __init__(self, index: ClauseIndex, embedding: BaseEmbedding, settings: Settings) -> None:
        super().__init__(callback_manager=CallbackManager())
        lexicon = Lexicon.of_corpus(settings.corpus)
        self._focus = Focus.of_corpus(settings.corpus, lexicon)
        self.retriever = HybridRetriever(index, embedding, lexicon=lexicon, top_k=settings.top_k)
        self._book = FactBook(self.retriever.documents)

    def answer(self, question: Question) -> Answer:
        """The answer to ``question``; never an error for anything that a user may write."""
        started = time.perf_counter()
        if not any(char.isalnum() for char in question.text):
            return Answer(EMPTY, refused=True, latency_ms=_since(started))
        query = self.retriever.understand(question)
        doc_ids = self.retriever.scope(question)
        found = self.retriever.search(query, doc_ids=doc_ids)
        parts = [part for part in self._parts(query, found, doc_ids) if is_faithful(part, self.retriever.documents)]
        if not parts:
            return self._refusal(found, started)
        text, citations = written(parts, self.retriever.documents)
        asks_difference = ASKS.search(query.text) is not None
        cited = [(citation.doc_id, citation.clause) for citation in citations]
        return Answer(
            text,
            refused=False,
            citations=citations,
            retrieved=found.evidence,
            conflicts=notes(self._book.conflicts, cited) if asks_difference else (),
            latency_ms=_since(started),
        )

    def _parts(self, query: Query, found: Found, doc_ids: Collection[str] | None) -> list[Part]:
        """What is said on each question that is asked, for each region that is named; nothing where the text is silent."""
        documents = self.retriever.documents
        if tasks := tasks_of_unit(query, self._book, documents):
            return tasks
        if told := about_document(query, found, documents) or over_table(query, self._book.tables):
            return [told]
        if ASKS.search(query.text) and (
            differing := disagreements(query, found, self.retriever.weights(query), self._book.conflicts, documents)
        ):
            return differing
        asked = subquestions(query.text, names=lambda clause: bool(self._focus.words(clause)))
        if len(asked) > 1:
            parts = [part for text in asked for part in self._searched(text, doc_ids)[:1]]
            if parts:
                return list(dict.fromkeys(parts))
        by_region = [part for region in query.mentions.regions for part in self._of_region(query, region, doc_ids)]
        return by_region if len(query.mentions.regions) > 1 and by_region else self._direct(query, found)

    def _searched(self, text: str, doc_ids: Collection[str] | None) -> list[Part]:
        query = self.retriever.understand(Question(text))
        return self._direct(query, self.retriever.search(query, doc_ids=doc_ids))

    def _of_region(self, query: Query, region: str, doc_ids: Collection[str] | None) -> list[Part]:
        """What the documents of one region say, named by it."""
        own = self.retriever.scope(Question("", region=region)) or []
        within = [doc_id for doc_id in own if doc_ids is None or doc_id in doc_ids]
        parts = self._direct(query, self.retriever.search(query, doc_ids=within))[:1]
        return [Part(f"{region}：{part.text}", part.sources) for part in parts]

    def _direct(self, query: Query, found: Found) -> list[Part]:
        """What one search says: who is responsible, the amount for the case, or the statements that answer."""
        weights = self.retriever.weights(query)
        if confidence(self._signs(query, found, weights)) < THRESHOLD:
            return []
        chosen = choose(query, found.evidence, weights)
        parts = list(dict.fromkeys(by_case(query, source) or self._said(source) for source in chosen))
        if duty := responsible(query, found, weights, self._book, self.retriever.documents):
            return [duty, *(part for part in parts[:1] if query.kinds != {Kind.UNIT})]
        return parts

    def _said(self, source: Source) -> Part:
        text = source.span.of(self.retriever.documents[source.clause.doc_id].text)
        return Part(say(text, source.clause), (source,))

    def signs(self, question: Question, *, without: Collection[tuple[str, str]] = ()) -> Signs:
        """What tells whether the documents answer ``question``; ``without`` leaves out clauses."""
        query = self.retriever.understand(question)
        found = self.retriever.search(query, doc_ids=self.retriever.scope(question), without=without)
        return self._signs(query, found, self.retriever.weights(query))

    def _signs(self, query: Query, found: Found, weights: dict[str, float]) -> Signs:
        focus = self._focus.words(query.asked) or self._focus.words(query.text)
        policies = {doc_id: document.policy for doc_id, document in self.retriever.documents.items()}
        return signs(query, found, weights, focus=focus, policies=policies, corpus=self._corpus)

    @cached_property
    def _corpus(self) -> str:
        return fold("\n".join(document.text for document in self.retriever.documents.values()))

    def _refusal(self, found: Found, started: float) -> Answer:
        """文件没有写, with the nearest clauses named as such."""
        nearest = [
            cite(self.retriever.documents[evidence.clause.doc_id].policy, evidence.clause.path)
            for evidence in found.evidence[:NEAREST]
        ]
        named = f"最接近的条款是：{'；'.join(nearest)}。" if nearest else ""
        return Answer(f"文件没有写。{named}", refused=True, retrieved=found.evidence, latency_ms=_since(started))

    # --- LlamaIndex --------------------------------------------------------------------------------------------------

    def _query(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        answer = self.answer(Question(query_bundle.query_str))
        nodes = [NodeWithScore(node=self.retriever.node(evidence), score=evidence.score) for evidence in answer.retrieved]
        return Response(answer.text, source_nodes=nodes, metadata={"refused": answer.refused})

    async def _aquery(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        return self._query(query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}

    def _get_prompts(self) -> dict[str, Any]:
        return {}

    def _update_prompts(self, prompts: dict[str, Any]) -> None:
        """There are no prompts: answers are taken from the text, not written by a model."""


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)
