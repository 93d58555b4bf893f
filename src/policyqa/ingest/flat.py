"""Texts that lost their line breaks: what was a break is a blank now, among blanks that are only blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyqa.ingest.edits import Edit
from policyqa.ingest.markers import Marker, marker_of
from policyqa.ingest.wording import DATE, ORGAN
from policyqa.text.numerals import NUMERAL_CHARS, parse_numeral
from policyqa.text.patterns import DOCUMENT_NUMBER

#: From this length on a line with blanks in it may have lost its breaks.
FLAT_LINE = 160
#: With this share of blanks the letters are spaced out: the blanks are no breaks.
SPACED_SHARE = 0.2
BLANKS = re.compile(r"[ \u3000]+(?=\S)")
SENTENCE_END = re.compile(r"[。！？；][”’）)]?$")
#: Marks of a list behind a sentence's end, with nothing in between; so many of them in order make a list.
LISTS = tuple(
    re.compile(rf"(?<=[。！；：]){mark}")
    for mark in (
        rf"([{NUMERAL_CHARS}]{{1,3}})、",
        rf"[（(]([{NUMERAL_CHARS}]{{1,3}})[）)]",
        rf"第([{NUMERAL_CHARS}]{{1,7}})条[ \u3000]",
    )
)
LIST_LENGTH = 3
#: The indentation of a paragraph.
INDENT = re.compile(r"\u3000{2}| {6}")
#: A heading's words, and the shortest addressee or lead-in that a colon closes.
HEADING_LENGTH, LEAD_IN = 40, 8
#: How many numbers of a list may be missing before a higher one is taken for something else.
LOST = 3


def lost_breaks(text: str) -> Iterator[Edit]:
    """Line breaks that became blanks come back: before the next number of a list, between a heading and its text, behind a
    sentence's end, at a paragraph's indentation, and around a document's number or date. Those that became nothing come back
    before the numbers of a list.
    """
    for line in re.finditer(rf"[^\n\t]{{{FLAT_LINE},}}", text):
        if line[0].count(" ") > SPACED_SHARE * len(line[0]):
            continue
        yield from (Edit(line.start() + i, line.start() + i, "\n") for i in _run_together(line[0]))
        last: dict[str, int] = {}
        start = 0  # of the paragraph that is being read
        for blanks in BLANKS.finditer(line[0]):
            marker = marker_of(line[0][blanks.end() : blanks.end() + 40])
            if marker is not None and _goes_on(marker, last):
                last[marker.kind] = marker.number
            elif not (blanks.start() == 0 or _breaks(line[0], start, blanks)):
                continue
            start = blanks.end()
            yield Edit(line.start() + blanks.start(), line.start() + blanks.end(), "\n")


def _run_together(line: str) -> list[int]:
    """Where the parts of a text without any breaks begin: at numbers behind sentences that count on from one."""
    found: list[int] = []
    for listed in LISTS:
        starts = [(match.start(), parse_numeral(match[1])) for match in listed.finditer(line)]
        run: list[int] = []
        for start, number in starts:
            if number != len(run) + 1:
                found += run if len(run) >= LIST_LENGTH else []
                run = []
            if number == len(run) + 1:
                run.append(start)
        found += run if len(run) >= LIST_LENGTH else []
    return sorted(set(found))


def _goes_on(marker: Marker, last: dict[str, int]) -> bool:
    """Whether a marker behind a blank begins a list or counts on."""
    return marker.number == 1 or marker.kind == "条" or 0 <= marker.number - last.get(marker.kind, 0) <= LOST


def _breaks(line: str, start: int, blanks: re.Match[str]) -> bool:
    """Whether the paragraph from ``start`` ends at ``blanks``."""
    before = line[max(start, blanks.start() - 80) : blanks.start()]
    following = line[blanks.end() : blanks.end() + 80].split(" ")[0]
    if SENTENCE_END.search(before) or INDENT.search(blanks[0]):
        return True
    if before.endswith(("：", ":")):
        return len(before) >= LEAD_IN and len(following) >= LEAD_IN
    words = re.split("[ \u3000]", before)
    if any(DOCUMENT_NUMBER.regex.fullmatch(word) for word in (words[-1], following)):
        return True
    if re.fullmatch(DATE, before) or (ORGAN.fullmatch(words[-1]) and re.fullmatch(DATE, following)):
        return True
    marker = marker_of(before) if len(before) <= HEADING_LENGTH and blanks.start() - start <= HEADING_LENGTH else None
    return marker is not None and marker.kind != "条" and marker.end + 1 < len(before) and not re.search("[。；：]", before)
