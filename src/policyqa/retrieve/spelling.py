"""Words that are written by their sound, put right: 补帖 for 补贴, 护里员 for 护理员, yanglao for 养老.

A noisy channel over a lattice of words (Kernighan, Church and Gale 1990; Viterbi search): a stretch of the question may stand
for a word of the documents that sounds the same, tones aside, at the cost of a slip. Whichever reading is the most probable is
taken, so what is written right stays as it is, and so does what could be anything.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cached_property, lru_cache

from policyqa.text.words import dictionary

#: -ln p of a slip in one character: about one in three thousand. At 7 the development questions have words changed that were
#: right, at 8 none, at 10 one slip of eleven is missed.
SLIP = 8.0
#: No word has a lower -ln p than this, so a stretch that is as probable as a slip for such a word need not be looked into.
COMMONEST = 5.0
#: The longest and shortest word that a slip is sought for, in syllables.
LONGEST, SHORTEST = 4, 2
#: The longest words that are read, in characters.
WORD = 8
#: How many occurrences of a sound are looked at for the word that is meant.
OCCURRENCES = 200
_LATIN = re.compile(r"(?<![a-z0-9])[a-z]{4,24}(?![a-z0-9])")
#: What stands by itself, whatever it sounds like: a choice (贴不贴), a number that is asked for (打几折), how much is done
#: (各补多少 is no 各部).
_ASKED = (
    r"(?P<{0}>[\u4e00-\u9fff])不(?P={0})|[各又该只共另每][\u4e00-\u9fff](?=多少|几|什么|啥)|"
    r"几[次回折成年天日月个岁周号点块元百千万份张家户所名位项条级档层顿]"
)
#: Words of asking: no slip is meant for them, 罚多少 is no 发多少.
_ASKING = re.compile("多少|几|什么|啥|怎|咋|谁|哪")
_CHINESE = re.compile(rf"(?P<kept>{_ASKED.format('chosen')})|(?:(?!{_ASKED.format('next')})[\u4e00-\u9fff])+")


class Spelling:
    """Reads questions in the words of the documents."""

    def __init__(self, text: str, names: Iterable[str]) -> None:
        """``text`` is what the documents say, ``names`` are words that count as such though no dictionary has them; folded."""
        self._text = text
        self._names = frozenset(name for name in names if not _ASKING.search(name))
        self._cost = lru_cache(maxsize=4096)(self._cost_of)

    def corrected(self, text: str) -> str:
        """``text`` (folded) with words put right; every other character as it was."""
        text = _LATIN.sub(lambda run: self._spelt(run[0]) or run[0], text)
        return _CHINESE.sub(lambda run: run[0] if run["kept"] else self._read(run[0]), text)

    @cached_property
    def _sounds(self) -> str:
        """The text with a character for the syllable in place of every character that has one."""
        return dictionary().sounds(self._text)

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        """The names by their sound. A part of a name is no word: 领公积 of 领公积金."""
        named: dict[str, list[str]] = {}
        names = sorted(self._names)
        for name, sound in zip(names, dictionary().sounds("\n".join(names)).split("\n"), strict=False):  # no names, one blank
            named.setdefault(sound, []).append(name)
        return named

    def _read(self, run: str) -> str:
        """The most probable reading of a run of Chinese characters."""
        pieces = {run[i:j] for i in range(len(run)) for j in range(i + 1, min(i + WORD, len(run)) + 1)}
        words = dictionary().known(pieces) | (pieces & self._names)
        best: list[tuple[float, str, int]] = [(0.0, "", 0)] * (len(run) + 1)
        for start in range(len(run) - 1, -1, -1):
            literal = self._literal(run[start : start + LONGEST], words)
            readings = [(self._cost(run[start:end]), run[start:end], end) for end in self._ends(run, start, words)]
            for end in range(start + SHORTEST, min(start + LONGEST, len(run)) + 1):
                piece = run[start:end]
                if piece not in words and literal[end - start] > SLIP + COMMONEST and (meant := self._meant(piece)):
                    slips = sum(a != b for a, b in zip(piece, meant, strict=True))
                    readings.append((self._cost(meant) + slips * SLIP, meant, end))
            best[start] = min((cost + best[end][0], word, end) for cost, word, end in readings)
        read, start = [], 0
        while start < len(run):
            _, word, start = best[start]
            read.append(word)
        return "".join(read)

    def _ends(self, run: str, start: int, words: Collection[str]) -> list[int]:
        """Where the words end that begin at ``start``; a single character is a word."""
        return [end for end in range(start + 1, min(start + WORD, len(run)) + 1) if end == start + 1 or run[start:end] in words]

    def _literal(self, piece: str, words: Collection[str]) -> list[float]:
        """-ln p of the beginnings of ``piece`` as they are written, by their length."""
        costs = [0.0] + [math.inf] * len(piece)
        for start in range(len(piece)):
            for end in self._ends(piece, start, words):
                costs[end] = min(costs[end], costs[start] + self._cost(piece[start:end]))
        return costs

    def _meant(self, piece: str) -> str | None:
        """The word of the documents that ``piece`` sounds like; None when it stands there itself, or there is none."""
        if piece in self._text:
            return None
        return self._heard(dictionary().sounds(piece))

    @lru_cache(maxsize=4096)  # noqa: B019 - as long-lived as the index
    def _heard(self, sound: str) -> str | None:
        found: Counter[str] = Counter()
        at = self._sounds.find(sound)
        while at >= 0 and found.total() < OCCURRENCES:
            found[self._text[at : at + len(sound)]] += 1
            at = self._sounds.find(sound, at + 1)
        found.update(self._named.get(sound, ()))
        words = [word for word, _ in found.most_common() if word in self._names or dictionary().lookup(word).get(word)]
        return words[0] if words else None

    def _spelt(self, letters: str) -> str | None:
        """The word that is written in pinyin without tones."""
        for syllables in dictionary().spelt(letters):
            if len(syllables) >= SHORTEST and (word := self._heard(syllables)):
                return word
        return None

    def _cost_of(self, word: str) -> float:
        """-ln p of a word, half in general Chinese, half in the documents."""
        said = self._text.count(word) + (word in self._names) if len(word) > 1 else 0
        own = said / max(len(self._text) + len(self._names), 1)
        return -math.log(0.5 * dictionary().probability(word) + 0.5 * own)
