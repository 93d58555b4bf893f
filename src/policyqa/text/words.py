"""Words of general Chinese with their frequency and part of speech: jieba's dictionary, looked up in place.

jieba itself reads its whole dictionary into memory, which costs a second and 60 MB in every process. A question has a dozen
words, so the dictionary is put into a small database in the user's cache once, and only the question's words are read.
"""

from __future__ import annotations

import math
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import platformdirs

#: The longest words that are looked up, in characters.
LONGEST = 8


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place, frequency in general Chinese (0 when unknown) and part of speech (ICTCLAS tag, x unknown)."""

    text: str
    start: int
    frequency: int
    tag: str


class Dictionary:
    """jieba's dictionary as a database file: words are cut and weighed without loading it."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._lock = threading.Lock()
        self._total: int = self._connection.execute("SELECT sum(frequency) FROM word").fetchone()[0]

    def cut(self, text: str) -> list[Word]:
        """The words of ``text``: the segmentation of highest unigram probability (the dynamic programme of jieba without HMM)."""
        known = self._lookup(text)
        best: list[tuple[float, int]] = [(0.0, 0)] * (len(text) + 1)
        for start in range(len(text) - 1, -1, -1):
            ends = range(start + 1, min(start + LONGEST, len(text)) + 1)
            pieces = [
                (end, known.get(text[start:end], (0, "x"))[0]) for end in ends if end == start + 1 or text[start:end] in known
            ]
            best[start] = max((math.log(max(count, 1) / self._total) + best[end][0], end) for end, count in pieces)
        words: list[Word] = []
        start = 0
        while start < len(text):
            end = best[start][1]
            words.append(Word(text[start:end], start, *known.get(text[start:end], (0, "x"))))
            start = end
        return words

    def rarity(self, word: Word) -> float:
        """-ln p of the word in general Chinese: 6 for a very common word, 12 for a rare one, 18 for an unknown one."""
        return math.log(self._total / max(word.frequency, 1))

    def _lookup(self, text: str) -> dict[str, tuple[int, str]]:
        pieces = {text[i:j] for i in range(len(text)) for j in range(i + 1, min(i + LONGEST, len(text)) + 1)}
        marks = ",".join("?" * len(pieces))
        with self._lock:
            rows = self._connection.execute(f"SELECT word, frequency, tag FROM word WHERE word IN ({marks})", tuple(pieces))
            return {word: (frequency, tag) for word, frequency, tag in rows}


@cache
def dictionary() -> Dictionary:
    """The dictionary, built from jieba's word list when it is first used on this machine (about a second)."""
    folder = Path(platformdirs.user_cache_dir("policyqa", appauthor=False))
    path = folder / "words-1.sqlite"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        building = folder / f"words-{os.getpid()}.building"
        building.unlink(missing_ok=True)
        with closing(sqlite3.connect(building)) as connection, connection:
            connection.execute("CREATE TABLE word (word TEXT PRIMARY KEY, frequency INTEGER, tag TEXT) WITHOUT ROWID")
            connection.executemany("INSERT OR REPLACE INTO word VALUES (?, ?, ?)", _word_list())
        building.replace(path)
    return Dictionary(path)


def _word_list() -> Iterator[tuple[str, int, str]]:
    spec = find_spec("jieba")  # found, not imported: importing it is slow and warns
    assert spec is not None and spec.origin is not None
    with (Path(spec.origin).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, *tag = line.split()
            yield word.lower(), int(frequency), tag[0] if tag else "x"
