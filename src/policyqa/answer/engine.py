"""The query engine: question → evidence → direct answer with citations, or a refusal that names the nearest clauses."""

from __future__ import annotations

import time
from functools import cached_property
from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.base.response.schema import RESPONSE_TYPE, Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeWithScore, QueryBundle

from policyqa.answer.choose import Chosen, choose
from policyqa.answer.confidence import Signs, confidence, signs
from policyqa.answer.wording import say
from policyqa.index.contract import ClauseIndex
from policyqa.retrieve.focus import Focus
from policyqa.retrieve.hybrid import Found, HybridRetriever
from policyqa.retrieve.query import Query
from policyqa.settings import Settings
from policyqa.text.fold import fold
from policyqa.text.labels import cite
from policyqa.text.lexicon import Lexicon
from policyqa.types import Answer, Citation, Question, Span

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

    def answer(self, question: Question) -> Answer:
        """The answer to ``question``; never an error for anything that a user may write."""
        started = time.perf_counter()
        if not any(char.isalnum() for char in question.text):
            return Answer(EMPTY, refused=True, latency_ms=_since(started))
        query = self.retriever.understand(question)
        doc_ids = self.retriever.scope(question)
        found = self.retriever.search(query, doc_ids=doc_ids)
        weights = self.retriever.weights(query)
        chosen = choose(query, found.evidence, weights)
        if not chosen or confidence(self._signs(query, found, weights)) < THRESHOLD:
            return self._refusal(found, started)
        return Answer(
            text="".join(f"{say(self._text(c), c.clause)}[{i}]" for i, c in enumerate(chosen, start=1)),
            refused=False,
            citations=tuple(self._citation(c) for c in chosen),
            retrieved=found.evidence,
            latency_ms=_since(started),
        )

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

    def _text(self, chosen: Chosen) -> str:
        return chosen.span.of(self.retriever.documents[chosen.clause.doc_id].text)

    def _citation(self, chosen: Chosen) -> Citation:
        document = self.retriever.documents[chosen.clause.doc_id]
        text = self._text(chosen)
        start = chosen.span.start + len(text) - len(text.lstrip())
        span = Span(start, start + len(text.strip()))
        narrowest = document.narrowest(span) or chosen.clause
        return Citation(
            doc_id=document.policy.id,
            clause=narrowest.path,
            label=cite(document.policy, narrowest.path),
            text=chosen.clause.text,
            quote=span.of(document.text),
            span=span,
        )

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
