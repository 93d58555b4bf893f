"""Text that remembers where it came from: edits are applied, and every character keeps its place in the source."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from policyqa.types import SourceMap


class Edit(NamedTuple):
    """Replace the characters ``[start, end)`` of a text by ``new``."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class TracedText:
    """A text and, for each of its characters, the index of the source character that it stands for.

    ``origins`` has ``len(text)`` ascending entries. ``source`` is the text as it was read.
    """

    text: str
    source: str
    origins: array[int]

    @classmethod
    def of(cls, source: str) -> TracedText:
        """A source text before any edit."""
        return cls(source, source, array("l", range(len(source))))

    def edited(self, edits: Iterable[Edit]) -> TracedText:
        """The text after ``edits``, which must not overlap; their order does not matter.

        A replacement's characters take the origins of the characters they replace, one for one; what is longer than the
        replaced stretch shares the origin of its last character (or of the character before an insertion).
        """
        pieces: list[str] = []
        origins: array[int] = array("l")
        position = 0
        for start, end, new in sorted(edits):
            if start < position:
                raise ValueError(f"edits overlap at character {start}")
            pieces += (self.text[position:start], new)
            origins.extend(self.origins[position:start])
            last = self.origins[max(end - 1, 0)] if self.origins else 0
            origins.extend(self.origins[start + i] if start + i < end else last for i in range(len(new)))
            position = end
        pieces.append(self.text[position:])
        origins.extend(self.origins[position:])
        return TracedText("".join(pieces), self.source, origins)

    def removed_before(self, index: int) -> str:
        """What repair took out of the source directly before character ``index``: indentation, Markdown marks, chrome."""
        before = self.origins[index - 1] + 1 if index else 0
        return self.source[before : self.origins[index]] if index < len(self.origins) else self.source[before:]

    def source_map(self) -> SourceMap:
        """The origins as runs of consecutive characters."""
        starts = [i for i, origin in enumerate(self.origins) if i == 0 or origin != self.origins[i - 1] + 1]
        return SourceMap(tuple(starts), tuple(self.origins[i] for i in starts))
