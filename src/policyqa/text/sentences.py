"""Sentences of a policy text, as spans that partition it.

A sentence ends

- after a run of ``。！？；!?;`` with the quotes and brackets that close right behind it. An ASCII mark inside ``a?b=1`` does
  not count, and ``.`` never does: it stands in numbers and list marks far more often than at an end;
- at a newline, which belongs to the sentence it ends, with the blank lines behind it. A lead-in ``有下列情形之一的：`` and each
  of its list items on lines of their own are therefore one sentence each.

Inside a pair of quotes or brackets nothing ends, so that （责任单位：甲局；乙局） stays whole, with two exceptions: a quoted
passage longer than ``_LONG_PAIR`` characters has sentences of its own; and when ``。！？`` stands right before the closing
mark, that mark ends the sentence (GB/T 15834-2011: the stop is inside when the quotation is complete) unless the sentence
visibly goes on, with a comma or a 的. Pairs are matched within one line; a mark without its partner protects nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from policyqa.types import Span

#: Opening and closing marks by family: widths are mixed in real files, so （ may be closed by ).
_OPENING = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "（": "）",
    "(": "）",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "[": "]",
}
_CLOSING = {**{closing: closing for closing in _OPENING.values()}, ")": "）"}
#: A title may hold a question mark and goes on as a noun: it never ends a sentence.
_TITLE_MARKS = "》〉"
#: What shows that the outer sentence goes on behind a closing mark.
_GOES_ON = re.compile(r"[，、；：。！？,;:!?的地等或和与及之]")
#: Longer quotations are whole passages (the new wording of an article, say): about two sentences of a law.
_LONG_PAIR = 120

_STOP = re.compile(r"(?:[。！？；]|[!?;](?![A-Za-z0-9_=&%/#]))+")
_LINE = re.compile(r"[^\n]*(?:\n(?:[^\S\n]*\n)*|\Z)")
_PHRASE = re.compile("[，。；？！]")
_BLANKS = re.compile(r"\s*")


def sentences(text: str) -> list[Span]:
    """The sentences of ``text`` in order: non-empty spans that add up to ``text``. An empty text has none."""
    spans: list[Span] = []
    start = 0
    for end in _ends(text):
        if text[start:end].strip():
            spans.append(Span(start, end))
            start = end
    if start < len(text):  # only blanks are left: they belong to what stands before them
        start = spans.pop().start if spans else 0
        spans.append(Span(start, len(text)))
    return spans


def phrases_of(text: str) -> list[str]:
    """The phrases of a folded question between its commas and stops, without these; empty where two marks meet."""
    return _PHRASE.split(text)


def _ends(text: str) -> Iterator[int]:
    """Offsets where a sentence ends, ascending; the last is the end of ``text``."""
    for line in _LINE.finditer(text):
        depth = _depth(line[0])
        for stop in _STOP.finditer(line[0]):
            end = _end_behind(line[0], stop, depth)
            if end is not None:
                yield line.start() + end
        yield line.end()


def _end_behind(line: str, stop: re.Match[str], depth: list[int]) -> int | None:
    """Where the sentence that ``stop`` closes ends within ``line``, or None when it does not end there."""
    end = stop.end()
    while end < len(line) and (line[end] in _CLOSING or (line[end] == '"' and depth[end + 1] < depth[end])):
        end += 1
    if depth[end]:
        return None
    if depth[stop.start()] and (stop[0][-1] in "；;" or line[end - 1] in _TITLE_MARKS or _GOES_ON.match(line, end)):
        return None
    blanks = _BLANKS.match(line, end)
    return blanks.end() if blanks else end


def _depth(line: str) -> list[int]:
    """For each offset ``0 … len(line)``, how many protecting pairs are open there."""
    steps = [0] * (len(line) + 1)
    for start, end in _pairs(line):
        steps[start + 1] += 1
        steps[end + 1] -= 1
    return list(accumulate(steps))


def _pairs(line: str) -> Iterator[tuple[int, int]]:
    """Offsets of the marks that open and close a pair that protects."""
    opened: list[tuple[str, int]] = []
    for i, char in enumerate(line):
        closing = char if char == '"' else _CLOSING.get(char)  # the ASCII quote opens and closes alike
        partner = _partner(opened, closing, i) if closing else None
        if partner is not None:
            yield opened[partner][1], i
            del opened[partner:]
        elif char == '"' or char in _OPENING:
            opened.append((_OPENING.get(char, char), i))


def _partner(opened: list[tuple[str, int]], closing: str, end: int) -> int | None:
    """Which of the open marks the one at ``end`` closes: the last of its family, if it is near enough to protect."""
    for k in reversed(range(len(opened))):
        mark, start = opened[k]
        if end - start > _LONG_PAIR:
            return None
        if mark == closing:
            return k
    return None
