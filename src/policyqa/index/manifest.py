"""The manifest: one SQLite database that is the one truth of what is served.

It holds everything of a document, its vectors too, and changes by one transaction a document. The vector store is only a faster
way to search the vectors: rows that the manifest does not name are not served, and rows that are missing there (a lost folder,
another server) are put back from here without embedding anything again.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from policyqa.errors import ClauseIndexError, IndexBusy, IndexDamaged
from policyqa.index import lexical
from policyqa.index.contract import Vectors
from policyqa.index.late_interaction import TOKEN, Tokens
from policyqa.index.records import FORM, document_from_bytes, document_to_bytes
from policyqa.types import Document, Passage, Span

T = TypeVar("T")

#: The tokens of a clause are those of its passages, one behind the other.
#: ``first`` is the number of the document's first clause (numbers are unique in the index), ``size`` how many passages it has,
#: ``lengths`` its clauses' lengths in terms, uint32. The large columns come last: SQLite does not read past those it needs.
SCHEMA = f"""
CREATE TABLE document (
    number INTEGER PRIMARY KEY, doc_id TEXT UNIQUE, version TEXT UNIQUE, fingerprint TEXT, space TEXT,
    first INTEGER, size INTEGER, lengths BLOB, passages BLOB, content BLOB, vectors BLOB
);
CREATE TABLE tokens (clause INTEGER PRIMARY KEY, tokens BLOB);
CREATE TABLE identity (id TEXT);
{lexical.SCHEMA}
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is served of one document.

    ``version`` is a name of its own for each time it was put, ``space`` the model and dimension of its vectors; ``first``,
    ``size`` and ``lengths`` see the schema.
    """

    lengths: npt.NDArray[np.float32]
    doc_id: str
    version: str
    fingerprint: str
    space: str
    first: int
    size: int


class Manifest:
    """The database in ``folder``, created when it is missing. Not for several threads at once.

    Raises, in every method:
        IndexDamaged: the file is no such database.
        IndexBusy: another process holds it for more than ten seconds.
        ClauseIndexError: it cannot be read or written: permissions, a full disk.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written = 0
        with self._faults():
            self._connection = sqlite3.connect(
                folder / "manifest.sqlite3", timeout=10, isolation_level=None, check_same_thread=False
            )
            self._connection.execute("PRAGMA journal_mode = WAL")
            # FULL: the vector store deletes old rows as soon as a commit returns, so a commit has to survive a power cut.
            self._connection.execute("PRAGMA synchronous = FULL")
            if self._form() != FORM:
                self._create()
            self.identity: str = self._connection.execute("SELECT id FROM identity").fetchone()[0]

    def stamp(self) -> tuple[int, int]:
        """Changes when another connection has committed (first number) or this one has (second)."""
        with self._faults():
            return self._connection.execute("PRAGMA data_version").fetchone()[0], self._written

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What is read inside is of one moment, whatever other processes commit meanwhile."""
        with self._faults():
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            with self._faults():
                self._connection.execute("COMMIT")

    def entries(self) -> list[Entry]:
        """What is served, ordered by document id."""
        query = "SELECT lengths, doc_id, version, fingerprint, space, first, size FROM document ORDER BY doc_id"
        with self._faults():
            rows = self._connection.execute(query).fetchall()
        return [Entry(np.frombuffer(lengths, np.uint32).astype(np.float32), *rest) for lengths, *rest in rows]

    def document(self, entry: Entry) -> Document:
        """The document of an entry."""
        return self._read("content", entry, document_from_bytes)

    def passages(self, entry: Entry) -> list[tuple[str, Span]]:
        """Clause path and span of an entry's passages in order."""
        return self._read("passages", entry, lambda data: [(path, Span(start, end)) for path, start, end in json.loads(data)])

    def vectors(self, entry: Entry) -> Vectors:
        """The vectors of an entry, float32 of shape (passages, dimension)."""
        return self._read("vectors", entry, lambda data: np.frombuffer(data, np.float32).reshape(entry.size, -1))

    def tokens(self, clauses: Sequence[int]) -> dict[int, Tokens]:
        """The tokens of clauses, by number; those that have none are left out."""
        marks = ", ".join("?" * len(clauses))
        with self._faults():
            rows = self._connection.execute(f"SELECT clause, tokens FROM tokens WHERE clause IN ({marks})", clauses).fetchall()
        with self._decoding("tokens"):
            return {clause: np.frombuffer(data, TOKEN) for clause, data in rows}

    def replace(
        self,
        document: Document,
        passages: Sequence[Passage],
        vectors: Vectors,
        tokens: Sequence[Tokens] = (),
        *,
        fingerprint: str,
        version: str,
        space: str,
    ) -> None:
        """Serve this version of the document from now on, in one transaction.

        Lexically searched are the clauses that have passages, each under the context of its first one; the others are nothing
        but a heading, which stands in that context.
        """
        context: dict[str, str] = {}
        for passage in passages:
            context.setdefault(passage.clause, passage.context)
        places = json.dumps([(p.clause, p.span.start, p.span.end) for p in passages])
        with self._transaction():
            self._delete(document.policy.id)
            number, first = self._next_numbers()
            texts = {
                first + n: f"{context[clause.path]}\n{clause.text}"
                for n, clause in enumerate(document.clauses)
                if clause.path in context
            }
            found = lexical.write(self._connection, number, texts)
            self._write_tokens(first, document, passages, tokens)
            lengths = np.array([found.get(first + n, 0) for n in range(len(document.clauses))], np.uint32)
            self._connection.execute(
                f"INSERT INTO document VALUES ({', '.join('?' * 11)})",
                (
                    number,
                    document.policy.id,
                    version,
                    fingerprint,
                    space,
                    first,
                    len(passages),
                    lengths.tobytes(),
                    places.encode(),
                    document_to_bytes(document),
                    np.ascontiguousarray(vectors, np.float32).tobytes(),
                ),
            )

    def delete(self, doc_id: str) -> None:
        """Serve the document no longer, in one transaction."""
        with self._transaction():
            self._delete(doc_id)

    def scores(
        self, query: Sequence[str], *, place: npt.NDArray[np.intp], lengths: npt.NDArray[np.float32]
    ) -> npt.NDArray[np.float32]:
        """See :func:`policyqa.index.lexical.scores`."""
        with self._faults():
            return lexical.scores(self._connection, query, place=place, lengths=lengths)

    def frequencies(self, query: Sequence[str]) -> dict[str, int]:
        """See :func:`policyqa.index.lexical.frequencies`."""
        with self._faults():
            return lexical.frequencies(self._connection, query)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def _form(self) -> int:
        form: int = self._connection.execute("PRAGMA user_version").fetchone()[0]
        return form

    def _create(self) -> None:
        # Another process may be doing the same: whoever comes second finds it done.
        with self._transaction():
            if self._form() == FORM:
                return
            for (table,) in self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                self._connection.execute(f'DROP TABLE "{table}"')
            for statement in SCHEMA.split(";"):
                self._connection.execute(statement)
            self._connection.execute("INSERT INTO identity VALUES (?)", (uuid.uuid4().hex[:12],))
            self._connection.execute(f"PRAGMA user_version = {FORM}")

    def _read(self, column: str, entry: Entry, decode: Callable[[bytes], T]) -> T:
        with self._faults():
            query = f"SELECT {column} FROM document WHERE version = ?"
            row = self._connection.execute(query, (entry.version,)).fetchone()
        with self._decoding(column):
            return decode(row[0])

    @contextmanager
    def _decoding(self, what: str) -> Iterator[None]:
        try:
            yield
        except (ValueError, KeyError, TypeError) as error:
            raise IndexDamaged(self._folder, f"{what}: {error}") from error

    def _next_numbers(self) -> tuple[int, int]:
        row = self._connection.execute("SELECT max(number), max(first + length(lengths) / 4) FROM document").fetchone()
        return (row[0] or 0) + 1, row[1] or 0

    def _write_tokens(self, first: int, document: Document, passages: Sequence[Passage], tokens: Sequence[Tokens]) -> None:
        numbers = {clause.path: first + n for n, clause in enumerate(document.clauses)}
        rows: dict[int, bytes] = {}
        for passage, found in zip(passages, tokens, strict=bool(tokens)):
            number = numbers[passage.clause]
            rows[number] = rows.get(number, b"") + found.tobytes()
        self._connection.executemany("INSERT INTO tokens VALUES (?, ?)", rows.items())

    def _delete(self, doc_id: str) -> None:
        query = "SELECT number, first, first + length(lengths) / 4 FROM document WHERE doc_id = ?"
        row = self._connection.execute(query, (doc_id,)).fetchone()
        if row is not None:
            lexical.delete(self._connection, row[0])
            self._connection.execute("DELETE FROM tokens WHERE clause >= ? AND clause < ?", row[1:])
            self._connection.execute("DELETE FROM document WHERE number = ?", row[:1])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._faults():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
            self._written += 1

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise IndexBusy(self._folder) from error
            if "no such" in str(error):  # table or column
                raise IndexDamaged(self._folder, str(error)) from error
            raise ClauseIndexError(f"索引读写不了：{self._folder}（{error}）。请检查磁盘空间和文件夹的权限") from error
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(self._folder, str(error)) from error
