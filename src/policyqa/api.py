"""policyqa as a library: one object that keeps a folder of documents indexed and answers questions about it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Collection, Sequence

from policyqa.answer.confidence import Signs
from policyqa.answer.engine import PolicyQueryEngine
from policyqa.errors import IndexDamaged
from policyqa.index.build import Progress, SyncReport, sync
from policyqa.index.contract import ClauseIndex
from policyqa.index.embedding import load_embedding
from policyqa.index.lock import writing
from policyqa.index.open import open_index
from policyqa.ledger.filters import ALL, Filters, check_scope
from policyqa.ledger.ledgers import Ledgers
from policyqa.settings import Settings
from policyqa.types import Answer, Benefit, Conflict, Document, Duty, Question, Target


class PolicyQA:
    """Answers questions about the documents of one folder, with cited clauses.

    The index is built, or brought up to date, before the first question; a long-running program calls :meth:`sync` when
    documents changed since. Safe to use from several threads.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings.load()
        self._lock = threading.RLock()
        self._embedding = load_embedding(self.settings.embedding)
        self._index: ClauseIndex | None = None
        self._engine: PolicyQueryEngine | None = None
        self._ledgers: Ledgers | None = None

    def sync(self, *, progress: Progress | None = None, rebuild: bool = False) -> SyncReport:
        """Bring the index up to date with the folder; with ``rebuild``, embed everything again, also over a damaged index.

        Raises:
            CorpusError: the folder is missing or holds no document that can be used.
            IndexBusy: another process is writing the index.
            IndexDamaged: the index does not open, and ``rebuild`` was not asked for.
        """
        with self._lock:
            try:
                return self._synced(progress, rebuild)
            except IndexDamaged:
                if not rebuild:
                    raise
            self.close()
            folder = self.settings.index_dir()
            with writing(folder):
                shutil.rmtree(folder)
                return self._synced(progress, rebuild)

    @property
    def engine(self) -> PolicyQueryEngine:
        """The engine behind :meth:`ask` for LlamaIndex programs: a query engine, with a retriever of whole clauses."""
        return self._ready()[1]

    def documents(self) -> list[Document]:
        """The documents that questions are answered from, by id."""
        return self._ready()[0].documents()

    def ask(self, text: str, *, history: Sequence[str] = (), doc_ids: Sequence[str] = (), region: str | None = None) -> Answer:
        """The answer to a question in the user's own words, or an honest refusal.

        ``history`` are the earlier user turns, oldest first; ``doc_ids`` and ``region`` limit what is searched.

        Raises:
            ScopeError: no document has one of the ids, or none is of the region.
            PolicyQAError: what :meth:`sync` raises, on the first call.
        """
        index, engine = self._ready()
        if doc_ids or region:
            check_scope(index.documents(), doc_ids, region)
        return engine.answer(Question(text, tuple(history), tuple(doc_ids), region))

    @property
    def ledgers(self) -> Ledgers:
        """What the documents state as data, as records and laid out for a page or a file."""
        index, _ = self._ready()
        with self._lock:
            if self._ledgers is None:
                self._ledgers = Ledgers.of_corpus(index.documents(), self.settings.corpus)
            return self._ledgers

    def duties(self, filters: Filters = ALL) -> list[Duty]:
        """Who has to do what by when.

        Raises, like the other ledgers:
            ScopeError: no document has one of the ids of ``filters``, or none is of the region.
            PolicyQAError: what :meth:`sync` raises, on the first call.
        """
        return self.ledgers.duties(filters)

    def benefits(self, filters: Filters = ALL) -> list[Benefit]:
        """What is paid, waived or granted: curated rules first, then what is extracted."""
        return self.ledgers.benefits(filters)

    def targets(self, filters: Filters = ALL) -> list[Target]:
        """Which figures are to be reached by when."""
        return self.ledgers.targets(filters)

    def conflicts(self, filters: Filters = ALL) -> list[Conflict]:
        """Where the documents disagree with each other or with themselves."""
        return self.ledgers.conflicts(filters)

    def signs(self, question: Question, *, without: Collection[tuple[str, str]] = ()) -> Signs:
        """What tells whether the documents answer, for calibrating refusals (``eval/calibrate.py``)."""
        return self._ready()[1].signs(question, without=without)

    def reading(self, question: Question) -> float:
        """How surely the statement that would be told answers when it is read together with the question, as a logit."""
        return self._ready()[1].reading(question)

    def close(self) -> None:
        """Let go of the index files; the next call opens them again."""
        with self._lock:
            if self._index is not None:
                self._index.close()
            self._index = self._engine = self._ledgers = None

    def _ready(self) -> tuple[ClauseIndex, PolicyQueryEngine]:
        with self._lock:
            if self._index is None or self._engine is None:
                self.sync()
            assert self._index is not None and self._engine is not None
            return self._index, self._engine

    def _synced(self, progress: Progress | None, rebuild: bool) -> SyncReport:
        self._index = self._index or open_index(self.settings)
        report = sync(self._index, self.settings, self._embedding, progress=progress, rebuild=rebuild)
        self._engine = PolicyQueryEngine(self._index, self._embedding, self.settings)
        self._ledgers = None
        return report
