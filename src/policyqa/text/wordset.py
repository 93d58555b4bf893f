"""Many words sought in a text at once.

A pattern of thousands of alternatives tries them one after the other at every character, and takes a tenth of a second to
compile; here each character leads to the few lengths that words beginning with it have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class WordSet:
    """A set of words."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(filter(None, words))
        lengths: dict[str, set[int]] = {}
        for word in self.words:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: sorted(own, reverse=True) for first, own in lengths.items()}

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where words stand in ``text``, start and end: all of them, those that begin at one place the longest first."""
        for start, first in enumerate(text):
            for length in self._lengths.get(first, ()):
                if start + length <= len(text) and text[start : start + length] in self.words:
                    yield start, start + length

    def pieces(self, text: str) -> Iterator[tuple[str, bool]]:
        """``text`` in pieces, each with whether it is a word: from the left the longest, and what lies between."""
        end = 0
        for start, stop in self.places(text):
            if start < end:
                continue
            if end < start:
                yield text[end:start], False
            yield text[start:stop], True
            end = stop
        if end < len(text):
            yield text[end:], False
