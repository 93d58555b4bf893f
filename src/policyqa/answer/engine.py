"""The query engine: question → evidence → direct answer with citations, or a refusal that names the nearest clauses."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.base.response.schema import RESPONSE_TYPE, Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeWithScore, QueryBundle

from policyqa.answer.confidence import Signs
from policyqa.answer.direct import Direct
from policyqa.answer.disagreements import ASKS, notes
from policyqa.answer.eligibility import asks_eligibility, verdict_of
from policyqa.answer.parts import written
from policyqa.answer.router import Router
from policyqa.facts.rules import load_rules
from policyqa.index.contract import ClauseIndex
from policyqa.retrieve.focus import Focus, words_of_asking
from policyqa.retrieve.hybrid import Found, HybridRetriever
from policyqa.retrieve.query import Query
from policyqa.retrieve.readings import readings
from policyqa.settings import Settings
from policyqa.text.labels import cite, parent
from policyqa.text.lexicon import Lexicon
from policyqa.types import Answer, Citation, Clause, ConflictNote, Evidence, Question

#: How many of the nearest clauses a refusal names.
NEAREST = 3
EMPTY = "请写下您想问的问题，例如：适老化改造补多少钱？"


class PolicyQueryEngine(BaseQueryEngine):
    """Answers questions about the documents of an index. Also a LlamaIndex query engine."""

    def __init__(self, index: ClauseIndex, embedding: BaseEmbedding, settings: Settings) -> None:
        super().__init__(callback_manager=CallbackManager())
        lexicon = Lexicon.of_corpus(settings.corpus)
        asking = words_of_asking(settings.corpus)
        self.retriever = HybridRetriever(index, embedding, lexicon=lexicon, asking=asking, top_k=settings.top_k)
        focus = Focus(lexicon, asking)
        self._direct = Direct(
            self.retriever,
            focus,
            lexicon=lexicon,
            passage_chars=settings.passage_chars,
            rules=load_rules(settings.corpus),
        )
        self._router = Router(self.retriever, focus, self._direct)

    def answer(self, question: Question) -> Answer:
        """The answer to ``question``; never an error for anything that a user may write."""
        started = time.perf_counter()
        if not any(char.isalnum() for char in question.text):
            return Answer(EMPTY, refused=True, latency_ms=_since(started))
        query = self.retriever.understand(question)
        doc_ids = self.retriever.scope(question)
        found = self.retriever.search(query, doc_ids=doc_ids)
        parts = self._router.parts(query, found, doc_ids)
        understood = readings(query, question.text)
        if not parts:
            return replace(self._refusal(query, found), understood=understood, latency_ms=_since(started))
        text, citations = written(parts, self.retriever.documents)
        return Answer(
            text,
            refused=False,
            citations=citations,
            retrieved=self._with_cited(found.evidence, citations),
            verdict=verdict_of(parts),
            conflicts=self._conflicts(query, citations, doc_ids),
            understood=understood,
            latency_ms=_since(started),
        )

    def _with_cited(self, evidence: Sequence[Evidence], citations: Sequence[Citation]) -> tuple[Evidence, ...]:
        """The evidence of the question's own search, all but its best giving way, last first, to what is cited from elsewhere.

        Rows of a table and parts of a question are looked up by themselves; what an answer stands on was found.
        """
        if not evidence:
            return ()
        keys = {each.clause.key for each in evidence}
        cited = {unit.key: Evidence(unit, evidence[-1].score, each.span) for each in citations if (unit := self._unit(each))}
        others = [each for each in evidence[1:] if each.clause.key not in cited]
        missing = [each for key, each in cited.items() if key not in keys][: len(others)]
        leaving = {each.clause.key for each in others[len(others) - len(missing) :]}
        return (*(each for each in evidence if each.clause.key not in leaving), *missing)

    def _unit(self, citation: Citation) -> Clause | None:
        """The clause that is searched for what is cited: itself, or the one above it (第三条 for its 第二款)."""
        path: str | None = citation.clause
        while path and (citation.doc_id, path) not in self.retriever.clauses:
            path = parent(path)
        return self.retriever.clauses[citation.doc_id, path] if path else None

    def _conflicts(
        self, query: Query, citations: Sequence[Citation], doc_ids: Collection[str] | None
    ) -> tuple[ConflictNote, ...]:
        """The other sides of the conflicts that cited clauses stand in, where the question asks whether texts agree."""
        if not ASKS.regex.search(query.text):
            return ()
        cited = [(citation.doc_id, citation.clause) for citation in citations]
        return notes(self._direct.book(doc_ids).conflicts, cited)

    def signs(self, question: Question, *, without: Collection[tuple[str, str]] = ()) -> Signs:
        """What tells whether the documents answer ``question``; ``without`` leaves out clauses."""
        query = self.retriever.understand(question)
        found = self.retriever.search(query, doc_ids=self.retriever.scope(question), without=without)
        return self._direct.signs(query, found)

    def reading(self, question: Question) -> float:
        """How surely the statement that would be told answers when it is read together with the question, as a logit."""
        query = self.retriever.understand(question)
        return self._direct.read(query, self.retriever.search(query, doc_ids=self.retriever.scope(question)))

    def _refusal(self, query: Query, found: Found) -> Answer:
        """文件没有写, as far as can be told what, with the nearest clauses named as such."""
        nearest: dict[str, list[str]] = {}
        for evidence in found.evidence[:NEAREST]:
            nearest.setdefault(evidence.clause.doc_id, []).append(evidence.clause.path)
        cited = [cite(self.retriever.documents[doc_id].policy, *paths) for doc_id, paths in nearest.items()]
        named = f"最接近的条款是：{'；'.join(cited)}。" if cited else ""
        return Answer(
            f"文件没有{self._direct.lacking(query, found)}。{named}",
            refused=True,
            retrieved=found.evidence,
            verdict="文件未写明" if asks_eligibility(query) else None,
        )

    # --- LlamaIndex --------------------------------------------------------------------------------------------------

    def _query(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        answer = self.answer(Question(query_bundle.query_str))
        nodes = [NodeWithScore(node=self.retriever.node(evidence), score=evidence.score) for evidence in answer.retrieved]
        return Response(answer.text, source_nodes=nodes, metadata={"refused": answer.refused, "verdict": answer.verdict})

    async def _aquery(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}

    def _get_prompts(self) -> dict[str, Any]:
        return {}

    def _update_prompts(self, prompts: dict[str, Any]) -> None:
        """There are no prompts: answers are taken from the text, not written by a model."""


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)
