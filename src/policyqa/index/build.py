"""Bringing an index up to date with a folder of documents.

LlamaIndex's ``IngestionPipeline`` is not used: it does not notice that only the splitter changed, its document store would be a
second truth beside the manifest, and removals are not its job. Its embedding interface is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding

from policyqa.errors import CorpusEmpty, DocumentError, DocumentUnreadable
from policyqa.index.contract import ClauseIndex, Vectors
from policyqa.index.embedding import read_passages
from policyqa.index.late_interaction import Tokens
from policyqa.index.lock import writing
from policyqa.ingest.corpus import Catalogue, SourceFile, load, scan
from policyqa.ingest.passages import passages
from policyqa.settings import Settings
from policyqa.types import Document, Passage

#: Told how far the work is: (done, total), in passages.
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class SyncReport:
    """What became of each document, by id; ``skipped`` are the errors of those that cannot be used."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[DocumentError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Work:
    """A document that has to be embedded."""

    document: Document
    passages: list[Passage]
    fingerprint: str


def sync(
    index: ClauseIndex,
    settings: Settings,
    embedding: BaseEmbedding,
    *,
    progress: Progress | None = None,
    rebuild: bool = False,
) -> SyncReport:
    """Make ``index`` serve what the settings' corpus folder holds; with ``rebuild``, embed unchanged documents again too.

    Each document is replaced as a whole as soon as it is embedded; until then, and if the work is interrupted, its earlier
    content is served. Documents that can no longer be used are served no longer, and are named in the report.

    Raises:
        CorpusError: the folder is missing or holds no document that can be used; the index stays as it is.
        IndexBusy: another process is writing the index.
    """
    with writing(settings.index_dir()):
        index.repair()
        served = index.versions()
        report = SyncReport()
        works = _changed(settings, {} if rebuild else served, report)
        for work in works:
            doc_id = work.document.policy.id
            (report.changed if doc_id in served else report.added).append(doc_id)
        _embed(index, embedding, works, progress or (lambda done, total: None))
        kept = {*report.added, *report.changed, *report.unchanged}
        for doc_id in served.keys() - kept:
            index.remove(doc_id)
            report.removed.append(doc_id)
        report.removed.sort()
    return report


def fingerprint(file: SourceFile, settings: Settings, catalogue: Catalogue) -> str:
    """A hash of all that decides how a file is indexed: its bytes, how they are cut and embedded, its catalogue entry."""
    parts = [file.digest, settings.index_key(), catalogue.entry(file.doc_id)]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:32]


def _changed(settings: Settings, served: dict[str, str], report: SyncReport) -> list[_Work]:
    """The documents that are not served as they are now; the others are told to ``report``."""
    files = scan(settings.corpus)
    catalogue = Catalogue.load(settings.corpus)
    works: list[_Work] = []
    for file in files:
        current = fingerprint(file, settings, catalogue)
        if served.get(file.doc_id) == current:
            report.unchanged.append(file.doc_id)
            continue
        try:
            works.append(_prepared(file, settings, catalogue, current))
        except DocumentError as error:
            report.skipped.append(error)
    if len(report.skipped) == len(files):
        raise CorpusEmpty(settings.corpus, skipped=len(files))
    return works


def _prepared(file: SourceFile, settings: Settings, catalogue: Catalogue, current: str) -> _Work:
    if not _encodable(file.doc_id):
        raise DocumentUnreadable(file.path, "文件名不是有效的 UTF-8，请改名，例如 通知.txt")
    try:
        document = load(file, catalogue=catalogue)
        return _Work(document, passages(document, max_chars=settings.passage_chars), current)
    except DocumentError:
        raise
    except Exception as error:  # a fault of a parser on one document must not take the others down
        raise DocumentUnreadable(file.path, f"解析出错（{type(error).__name__}：{error}），已跳过") from error


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _embed(index: ClauseIndex, embedding: BaseEmbedding, works: Sequence[_Work], progress: Progress) -> None:
    total = sum(len(work.passages) for work in works)
    done = 0
    for work in works:
        vectors: list[Vectors] = []
        tokens: list[Tokens] = []
        for start in range(0, len(work.passages), embedding.embed_batch_size):
            batch = work.passages[start : start + embedding.embed_batch_size]
            read, of_batch = read_passages(embedding, batch)
            vectors.append(np.array(read, np.float32))
            tokens += of_batch
            done += len(batch)
            progress(done, total)
        index.put(work.document, work.passages, _stacked(vectors), work.fingerprint, tokens=tokens)


def _stacked(batches: list[Vectors]) -> Vectors:
    return np.concatenate(batches) if batches else np.zeros((0, 0), np.float32)
