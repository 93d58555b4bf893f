"""From the wording of residents to the wording of officials: 装扶手 is 适老化改造, 老年痴呆 is 认知障碍.

The data is ``lexicon.toml``: groups of lay words with the official terms they stand for and the reason in one line. A lexicon
adds terms to a question, it never replaces any.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policyqa.errors import CorpusError
from policyqa.settings import default_corpus
from policyqa.text.fold import fold, fold_aligned
from policyqa.text.words import dictionary
from policyqa.text.wordset import WordSet
from policyqa.types import Span

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE_NAME = "lexicon.toml"
#: Words of speech that stand between a verb and what it is done to, and mean nothing there: 装个扶手, 申请了一下补贴.
SMALL = re.compile("(?<=[一-鿿])(?:[了过着]?[一两几]?[个些点下把俩]|[了过着])(?=[一-鿿])")
#: A word of so many characters is hardly ever made by chance, whatever the dictionary cuts: 长护险 in 长护|险要交多少.
SURE = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Lay words that stand for the same official terms, and why."""

    reason: str
    official: tuple[str, ...]
    lay: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A lay word found in a text: what is written there, where, the official terms it stands for, and the lay words like it."""

    text: str
    span: Span
    official: tuple[str, ...]
    alike: tuple[str, ...] = ()


class Lexicon:
    """Lay words with their official terms, matched on folded text, the longest first."""

    def __init__(self, groups: Iterable[Group]) -> None:
        """A lexicon of these groups. Of a lay word that two groups hold, the later group's meaning counts.

        ``words`` are all its words, lay and official, folded.
        """
        self.groups = tuple(groups)
        # Official terms stand for nothing themselves, but keep a lay word from being seen inside them.
        self._meanings: dict[str, Group | None] = {fold(term): None for group in self.groups for term in group.official}
        self._meanings |= {fold(word): group for group in self.groups for word in group.lay}
        self._set = WordSet(self._meanings)
        self.words = self._set.words

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """The lexicon in a TOML file.

        Raises:
            CorpusError: the file cannot be read, or a group is not made of ``reason``, ``official`` and ``lay``.
        """
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))["group"]
            return cls([_group(table) for table in tables])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CorpusError(
                f"词表无法使用：{path}（{error}）。每组应写成 [[group]]，含 reason、official 和 lay，"
                '例如 reason = "口语与书面语"、official = ["助餐"]、lay = ["送饭"]'
            ) from error

    @classmethod
    def of_corpus(cls, folder: Path) -> Lexicon:
        """The lexicon that lies beside the documents of ``folder``, or else the shipped one."""
        own = folder / FILE_NAME
        return cls.load(own if own.is_file() else default_corpus() / FILE_NAME)

    def official(self, text: str) -> list[str]:
        """The official terms that lay words in ``text`` stand for, in the order of the words, each once."""
        return official_terms(self.wordings(text))

    def wordings(self, text: str) -> list[Wording]:
        """The lay words in ``text``, in order; none lies inside a longer known word or overlaps one.

        Small words of speech do not part a lay word: 装个扶手 and 装了几个扶手 are 装扶手.
        """
        folded, origins = fold_aligned(text)
        found = self._found(text, folded, origins)
        small = {i for match in SMALL.finditer(folded) for i in range(match.start(), match.end())}
        if small:
            kept = [i for i in range(len(folded)) if i not in small]
            thinned = self._found(text, "".join(folded[i] for i in kept), [origins[i] for i in kept])
            found += [word for word in thinned if all(_apart(word.span, other.span) for other in found)]
        return sorted(found, key=lambda wording: wording.span)

    def _found(self, text: str, folded: str, origins: Sequence[int]) -> list[Wording]:
        taken = bytearray(len(folded))
        found: list[Wording] = []
        for start, end in self._known(folded):
            if any(taken[start:end]) or not _is_word(folded, start, end):
                continue
            taken[start:end] = b"\x01" * (end - start)
            if group := self._meanings[folded[start:end]]:
                span = Span(origins[start], origins[end - 1] + 1)
                found.append(Wording(span.of(text), span, group.official, group.lay))
        return found

    def _known(self, folded: str) -> list[tuple[int, int]]:
        """Where words of the lexicon stand, the longest first."""
        return sorted(self._set.places(folded), key=lambda place: (place[0] - place[1], place[0]))


def official_terms(wordings: Iterable[Wording]) -> list[str]:
    """The official terms that lay words stand for, in the order of the words, each once."""
    return list(dict.fromkeys(term for wording in wordings for term in wording.official))


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether what stands there can be a word: two characters are none that are parts of two words, as 务工 in 服务|工作.

    A single character has to be a word of its own: 狗 in 我家的狗, not in 热狗.
    """
    if end - start >= SURE:
        return True
    borders = {word.start for word in dictionary().cut(text)} | {len(text)}
    return {start, end} <= borders or (end - start > 1 and borders.isdisjoint(range(start + 1, end)))


def _apart(one: Span, other: Span) -> bool:
    return one.end <= other.start or other.end <= one.start


def _group(table: Mapping[str, Any]) -> Group:
    if table.keys() != {"reason", "official", "lay"}:
        raise KeyError(f"reason, official, lay ≠ {', '.join(table)}")
    for key in ("official", "lay"):
        if not isinstance(table[key], list) or not all(isinstance(word, str) and word for word in table[key]):
            raise TypeError(f"{key} = {table[key]!r}")
    return Group(str(table["reason"]), tuple(table["official"]), tuple(table["lay"]))
