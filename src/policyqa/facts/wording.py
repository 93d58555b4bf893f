"""How two wordings differ, whatever their punctuation, blanks, widths and script."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Opcodes

from policyqa.text.fold import fold_aligned

#: What counts when wordings are compared; % tells 60% from 60, and the point 1.5 from 15.
_LETTER = re.compile(r"[\w%·]|(?<=\d)\.(?=\d)")
_NUMBER_BEFORE, _NUMBER_BEHIND = re.compile(r"[\d.]+\Z"), re.compile(r"[\d.]+%?|%")
#: Changes with fewer equal letters between them than this are one: 失能智老人 against 失能失智人员.
_JOINED = 2
#: Letters shown around a word that one side does not have at all.
_AROUND = 4


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a text as they are compared, and where each stands in it."""

    text: str
    letters: str
    origins: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Letters:
        """The letters of ``text``."""
        folded, origins = fold_aligned(text)
        kept = [match.start() for match in _LETTER.finditer(folded)]
        return cls(text, "".join(folded[k] for k in kept), tuple(origins[k] for k in kept))

    def source(self, start: int, end: int) -> str:
        """The stretch of the text from which the letters ``[start, end)`` come."""
        return self.text[self.origins[start] : self.origins[end - 1] + 1] if start < end else ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that differ, as each side writes them, and their offsets in each side's text.

    ``at_edge`` marks words that only one side has, before or behind all the rest.
    """

    first: str
    second: str
    first_at: tuple[int, int]
    second_at: tuple[int, int]
    at_edge: bool = False

    def __str__(self) -> str:
        return f"“{self.first}”与“{self.second}”"


def similarity(first: str, second: str, *, at_least: float = 0.0) -> float:
    """How much of two letter strings is common, 0 to 1 (1 - Indel distance / total length); 0 when below ``at_least``."""
    return Indel.normalized_similarity(first, second, score_cutoff=at_least)


def differences(first: str, second: str) -> list[Difference]:
    """The differing words of two texts in order, each with letters around it where one side lacks them."""
    a, b = Letters.of(first), Letters.of(second)
    if a.letters == b.letters:
        return []
    return [_difference(a, b, *_whole_number(a.letters, *change)) for change in _changes(Indel.opcodes(a.letters, b.letters))]


def _changes(opcodes: Opcodes) -> list[tuple[int, int, int, int]]:
    """The changed stretches, near ones joined."""
    changes: list[tuple[int, int, int, int]] = []
    for op in opcodes:
        if op.tag == "equal":
            continue
        if changes and op.src_start - changes[-1][1] < _JOINED and op.dest_start - changes[-1][3] < _JOINED:
            changes[-1] = (changes[-1][0], op.src_end, changes[-1][2], op.dest_end)
        else:
            changes.append((op.src_start, op.src_end, op.dest_start, op.dest_end))
    return changes


def _whole_number(letters: str, start: int, end: int, other_start: int, other_end: int) -> tuple[int, int, int, int]:
    """A change with the rest of the number it lies in: 1800 against 1600, not 8 against 6."""
    before = _NUMBER_BEFORE.search(letters[:start])
    after = _NUMBER_BEHIND.match(letters, end)
    left, right = (len(before[0]) if before else 0), (len(after[0]) if after else 0)
    return start - left, end + right, other_start - left, other_end + right


def _difference(a: Letters, b: Letters, start: int, end: int, other_start: int, other_end: int) -> Difference:
    one_sided = start == end or other_start == other_end
    edge = one_sided and (start == other_start == 0 or (end == len(a.letters) and other_end == len(b.letters)))
    if one_sided:
        before = min(_AROUND, start, other_start)
        after = min(_AROUND, len(a.letters) - end, len(b.letters) - other_end)
        start, end, other_start, other_end = start - before, end + after, other_start - before, other_end + after
    return Difference(
        a.source(start, end), b.source(other_start, other_end), _at(a, start, end), _at(b, other_start, other_end), edge
    )


def _at(side: Letters, start: int, end: int) -> tuple[int, int]:
    """The offsets in the side's text of the letters ``[start, end)``."""
    if start == end:
        at = side.origins[start] if start < len(side.origins) else len(side.text)
        return at, at
    return side.origins[start], side.origins[end - 1] + 1
