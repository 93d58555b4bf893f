"""The stock LlamaIndex pipeline as a baseline: SentenceSplitter, Chroma, the same embedder, the top chunk as the answer.

Everything is left at its defaults (chunks of 1,024 tokens, 200 overlapping); the texts are those that policyqa repaired.
Chunks know no clauses: each stands for those of which it holds a part, the one that fills most of it first. The chunks are
embedded anew for every run and kept in memory only.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import chromadb
from chromadb.config import Settings as ChromaSettings
from llama_index.core import StorageContext, VectorStoreIndex
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import BaseNode, TextNode
from llama_index.core.schema import Document as LlamaDocument

from policyqa.contract import AnswerLine, answer_line
from policyqa.errors import SettingsError
from policyqa.evaluate.runs import Progress, System
from policyqa.evaluate.systems.searches import Library
from policyqa.index.contract import ClauseIndex, Hit
from policyqa.settings import Settings
from policyqa.types import Answer, Clause, Document, Question, Span

if TYPE_CHECKING:
    from llama_index.vector_stores.chroma import ChromaVectorStore

#: Chunks between two steps of the progress bar.
BATCH = 16


def stock(index: ClauseIndex, embedding: BaseEmbedding, settings: Settings, progress: Progress) -> System:
    """The pipeline over the documents of ``index``, of which nothing else is used.

    Raises:
        SettingsError: LlamaIndex's Chroma store, from the extra ``eval``, is not installed.
    """
    library = Library(index.documents())
    retriever = _retriever(library.documents, embedding, settings.top_k, progress)

    def system(question: Question) -> AnswerLine:
        began = time.perf_counter()
        found = retriever.retrieve(question.text)
        chunks = [_hits(node.node, library.documents, node.score or 0.0) for node in found]
        citations = [library.cited(evidence) for hits in chunks[:1] for evidence in library.evidence(hits)]
        retrieved = library.evidence([hit for hits in chunks for hit in hits])[: settings.top_k]
        text = found[0].node.get_content() if found else ""
        answer = Answer(text, refused=not found, citations=tuple(citations), retrieved=tuple(retrieved))
        return answer_line(replace(answer, latency_ms=(time.perf_counter() - began) * 1e3))

    return system


def _retriever(documents: dict[str, Document], embedding: BaseEmbedding, top_k: int, progress: Progress) -> BaseRetriever:
    texts = [LlamaDocument(text=document.text, metadata={"doc_id": doc_id}) for doc_id, document in documents.items()]
    nodes = SentenceSplitter().get_nodes_from_documents(texts)
    index = VectorStoreIndex([], storage_context=StorageContext.from_defaults(vector_store=_store()), embed_model=embedding)
    for start in range(0, len(nodes), BATCH):
        index.insert_nodes(nodes[start : start + BATCH])
        progress(min(start + BATCH, len(nodes)), len(nodes))
    return index.as_retriever(similarity_top_k=top_k)


def _store() -> ChromaVectorStore:
    try:
        from llama_index.vector_stores.chroma import ChromaVectorStore  # noqa: PLC0415 - only this baseline needs the package
    except ImportError as error:
        raise SettingsError("基线 llamaindex 需要另外安装：pip install 'policyqa[eval]'") from error
    client = chromadb.EphemeralClient(ChromaSettings(anonymized_telemetry=False))
    return ChromaVectorStore(chroma_collection=client.create_collection(f"stock-{uuid.uuid4().hex}"))


def _hits(node: BaseNode, documents: dict[str, Document], score: float) -> list[Hit]:
    """The clauses of which a chunk holds a part, the one that fills most of it first."""
    assert isinstance(node, TextNode) and node.start_char_idx is not None and node.end_char_idx is not None
    chunk = Span(node.start_char_idx, node.end_char_idx)
    clauses = documents[node.metadata["doc_id"]].clauses
    hits = [Hit(clause.doc_id, clause.path, _common(clause, chunk), score) for clause in clauses]
    return sorted((hit for hit in hits if len(hit.span)), key=lambda hit: -len(hit.span))


def _common(clause: Clause, chunk: Span) -> Span:
    start = max(clause.span.start, chunk.start)
    return Span(start, max(start, min(clause.span.end, chunk.end)))
