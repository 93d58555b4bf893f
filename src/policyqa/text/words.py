"""Words of general Chinese with their frequency and part of speech, and how characters sound, looked up in place.

The words are those of jieba's dictionary, the sounds pypinyin's.

Both packages read their whole dictionaries into memory, which costs a second and 60 MB each in every process. A question has a
dozen words, so the dictionaries are put into a small database in the user's cache once, and only the question's words are
read. Where the cache cannot be written, the database is built in memory instead, once a process.
"""

from __future__ import annotations

import json
import math
import sqlite3
import threading
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import platformdirs

#: The longest words that are looked up, in characters.
LONGEST = 8
FILE_NAME = "words-3.sqlite"
#: How many cuts are kept: a question and its clauses are each cut several times on the way to an answer.
CUTS = 16
#: Syllables are written as one character each, from here on: a private use area of Unicode.
FIRST_SYLLABLE = 0xE000


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place, frequency in general Chinese (0 when unknown) and part of speech (ICTCLAS tag, x unknown)."""

    text: str
    start: int
    frequency: int
    tag: str


class Dictionary:
    """jieba's dictionary as a database file: words are cut and weighed without loading it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._sounds: dict[int, str] = {}
        self.cut = lru_cache(maxsize=CUTS)(self._cut)
        self._total: int = connection.execute("SELECT sum(frequency) FROM word").fetchone()[0]

    @classmethod
    def in_folder(cls, folder: Path) -> Dictionary:
        """The dictionary whose database lies in ``folder``, put there first when it is missing (about a second).

        In a folder that cannot be used it is built in memory.
        """
        path = folder / FILE_NAME
        try:
            if not path.is_file():
                folder.mkdir(parents=True, exist_ok=True)
                with TemporaryDirectory(dir=folder) as building:  # another process may be building as well
                    _filled(str(Path(building) / FILE_NAME)).close()
                    (Path(building) / FILE_NAME).replace(path)
            return cls(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False))
        except (OSError, sqlite3.Error):
            return cls(_filled(":memory:"))

    def _cut(self, text: str) -> tuple[Word, ...]:
        """The words of ``text``: its most probable cut, by unigrams (the dynamic programme of jieba without HMM)."""
        known = self.lookup(text)
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
        return tuple(words)

    def rarity(self, word: Word) -> float:
        """-ln p of the word in general Chinese: 6 for a very common word, 12 for a rare one, 18 for an unknown one."""
        return math.log(self._total / max(word.frequency, 1))

    def probability(self, word: str) -> float:
        """p of the word in general Chinese, as if seen once when it is unknown."""
        return max(self.lookup(word).get(word, (0, "x"))[0], 1) / self._total

    def sounds(self, text: str) -> str:
        """``text`` with every Chinese character's most common syllable, tones aside, in its place: a sign for each syllable."""
        if unread := {character for character in text if ord(character) not in self._sounds}:
            with self._lock:
                rows = self._connection.execute(
                    "SELECT character, sign FROM sound WHERE character IN (SELECT value FROM json_each(?))",
                    (json.dumps([*unread]),),
                ).fetchall()
            self._sounds |= {ord(character): character for character in unread}
            self._sounds |= {ord(character): sign for character, sign in rows}
        return text.translate(self._sounds)

    def spelt(self, letters: str) -> Iterator[str]:
        """The readings of ``letters`` as syllables (yanglao: yang lao), written like :meth:`sounds`, long ones first."""
        if not letters:
            yield ""
        for end in range(min(len(letters), 6), 0, -1):
            if sign := self._signs.get(letters[:end]):
                yield from (sign + rest for rest in self.spelt(letters[end:]))

    @cached_property
    def _signs(self) -> dict[str, str]:
        with self._lock:
            return dict(self._connection.execute("SELECT syllable, sign FROM syllable").fetchall())

    def lookup(self, text: str) -> dict[str, tuple[int, str]]:
        """The words that stand anywhere in ``text``, with frequency and part of speech."""
        return self._rows({text[i:j] for i in range(len(text)) for j in range(i + 1, min(i + LONGEST, len(text)) + 1)})

    def known(self, words: Collection[str]) -> set[str]:
        """Which of these are words."""
        return self._rows(words).keys() & words

    def _rows(self, pieces: Collection[str]) -> dict[str, tuple[int, str]]:
        with self._lock:  # as JSON they are one parameter, however many, and may hold half a surrogate pair
            rows = self._connection.execute(
                "SELECT word, frequency, tag FROM word WHERE word IN (SELECT value FROM json_each(?))", (json.dumps([*pieces]),)
            )
            return {word: (frequency, tag) for word, frequency, tag in rows}


@cache
def dictionary() -> Dictionary:
    """The dictionary in the user's cache folder."""
    return Dictionary.in_folder(Path(platformdirs.user_cache_dir("policyqa", appauthor=False)))


def _filled(database: str) -> sqlite3.Connection:
    connection = sqlite3.connect(database, check_same_thread=False)
    with connection:
        connection.execute("CREATE TABLE word (word TEXT PRIMARY KEY, frequency INTEGER, tag TEXT) WITHOUT ROWID")
        connection.executemany("INSERT OR REPLACE INTO word VALUES (?, ?, ?)", _word_list())
        sounds = dict(_sounds())
        signs = {syllable: chr(FIRST_SYLLABLE + i) for i, syllable in enumerate(sorted(set(sounds.values())))}
        connection.execute("CREATE TABLE syllable (syllable TEXT PRIMARY KEY, sign TEXT) WITHOUT ROWID")
        connection.executemany("INSERT INTO syllable VALUES (?, ?)", signs.items())
        connection.execute("CREATE TABLE sound (character TEXT PRIMARY KEY, sign TEXT) WITHOUT ROWID")
        connection.executemany("INSERT INTO sound VALUES (?, ?)", ((char, signs[heard]) for char, heard in sounds.items()))
    return connection


def _word_list() -> Iterator[tuple[str, int, str]]:
    spec = find_spec("jieba")  # found, not imported: importing it is slow and warns
    assert spec is not None and spec.origin is not None
    with (Path(spec.origin).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, *tag = line.split()
            yield word.lower(), int(frequency), tag[0] if tag else "x"


def _sounds() -> Iterator[tuple[str, str]]:
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 - most of a second, when the database is built

    for code, readings in pinyin_dict.items():
        first = unicodedata.normalize("NFD", readings.partition(",")[0]).replace("u\u0308", "v")
        if syllable := "".join(letter for letter in first if letter.isascii() and letter.isalpha()):
            yield chr(code), syllable
