"""What people say of answers: kept in one local SQLite file, which staff can export. No names, no addresses, numbers masked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from policyqa.errors import HomeUnwritable
from policyqa.ledger.export import csv_bytes
from policyqa.ledger.sheets import Column, Sheet
from policyqa.ui.masking import masked

#: The longest question, answer and comment that are kept, in characters, and the number of entries.
TEXT, ENTRIES = 2000, 100_000
_FIELDS = ("question", "answer", "vote", "reason", "comment")
_TITLES = ("时间", "问题", "回答", "评价", "原因", "说明")
_TABLE = f"CREATE TABLE IF NOT EXISTS feedback (at TEXT NOT NULL, {', '.join(f'{name} TEXT NOT NULL' for name in _FIELDS)})"
_VOTES = {"good": "有用", "bad": "没用"}


@dataclass(frozen=True, slots=True)
class Feedback:
    """The file in which feedback is kept, made when the first comes in."""

    path: Path

    @classmethod
    def under(cls, home: Path) -> Feedback:
        """The feedback of this state folder."""
        return cls(home.expanduser() / "feedback.sqlite3")

    def add(self, said: Any) -> bool:
        """Keep what a browser sent; False when it is no feedback, or when no more is taken.

        Raises:
            HomeUnwritable: the state folder cannot be written.
        """
        if not isinstance(said, dict) or said.get("vote") not in _VOTES:
            return False
        values = [masked(str(said.get(name) or "")[:TEXT]) for name in _FIELDS]
        with self._opened() as file, file:
            if file.execute("SELECT count(*) FROM feedback").fetchone()[0] >= ENTRIES:
                return False
            at = datetime.now(timezone.utc).astimezone().isoformat(timespec="seconds")
            file.execute("INSERT INTO feedback VALUES (?, ?, ?, ?, ?, ?)", (at, *values))
        return True

    def entries(self) -> list[tuple[str, ...]]:
        """All that was kept, oldest first: time, question, answer, vote, reason, comment."""
        if not self.path.is_file():
            return []
        with self._opened() as file:
            rows = file.execute(f"SELECT at, {', '.join(_FIELDS)} FROM feedback ORDER BY rowid").fetchall()
        return [(at, question, answer, _VOTES.get(vote, vote), *rest) for at, question, answer, vote, *rest in rows]

    def as_csv(self) -> bytes:
        """All that was kept as CSV for Excel."""
        columns = tuple(Column(title, 30) for title in _TITLES)
        entries = tuple(self.entries())
        return csv_bytes([Sheet("意见", columns, entries, ("",) * len(entries))])

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=10)) as file:
                file.execute(_TABLE)
                yield file
        except (OSError, sqlite3.OperationalError) as error:
            reason = error if isinstance(error, OSError) else OSError(str(error))
            raise HomeUnwritable(self.path.parent, reason) from error
