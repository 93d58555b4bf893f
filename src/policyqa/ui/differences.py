"""Texts that disagree, beside each other, with the words marked in which they differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from markupsafe import Markup

from policyqa.ledger.places import unit_of
from policyqa.text.fold import plain
from policyqa.types import ConflictNote, Span
from policyqa.ui.library import Library
from policyqa.ui.links import chip
from policyqa.ui.markup import icon, joined, tag

_QUOTED = re.compile("“([^”]+)”")
#: What is compared as one: a number with its sign, a word of letters, blanks, anything else character by character.
_TOKEN = re.compile(r"\d+(?:\.\d+)?%?|[A-Za-z]+|\s+|.", re.DOTALL)
#: Characters shown around a wording that differs, and of a text in which there is none to be found.
AROUND, BEGINNING = 30, 90
#: From this likeness on two texts are wordings of one sentence, so that what differs between them tells something.
ALIKE = 0.5


def differences_view(conflicts: Sequence[ConflictNote], library: Library) -> Markup | None:
    """The texts that say something else: what differs, and what each of them says."""
    if not conflicts:
        return None
    notes: dict[str, list[ConflictNote]] = {}
    for conflict in conflicts:
        notes.setdefault(conflict.note, []).append(conflict)
    told = (tag("div", tag("p", note), _beside(note, sides, library)) for note, sides in notes.items())
    return tag("section", tag("h3", icon("differ"), "文件之间写法不一"), told, class_="differences")


def marked(text: str, others: Sequence[str]) -> list[tuple[str, bool]]:
    """``text`` in pieces, each with whether it differs from the one of ``others`` that is most like it.

    Width, script and blanks make no difference. Nothing is marked when no other text is a wording of the same.
    """
    tokens = _TOKEN.findall(text)
    keys = [plain(token) for token in tokens]
    compared = [
        SequenceMatcher(None, keys, [plain(token) for token in _TOKEN.findall(other)], autojunk=False) for other in others
    ]
    alike = [one for one in compared if one.ratio() >= ALIKE and any(op != "equal" for op, *_ in one.get_opcodes())]
    if not alike:
        return [(text, False)]
    pieces: list[tuple[str, bool]] = []
    for op, low, high, _, _ in max(alike, key=SequenceMatcher.ratio).get_opcodes():
        run = "".join(tokens[low:high])
        if run:
            pieces.append((run, op != "equal" and not run.isspace()))
    return pieces


def _beside(note: str, sides: Sequence[ConflictNote], library: Library) -> Markup:
    said = [_said(side, library) for side in sides]
    items = (
        _side(side, text, [other for other in said if other != text], library) for side, text in zip(sides, said, strict=True)
    )
    return tag("ul", items, class_="beside")


def _side(side: ConflictNote, text: str, others: Sequence[str], library: Library) -> Markup:
    """One of the texts: its clause, and what it says around the words that differ."""
    document = library.documents[side.doc_id]
    clause = unit_of(document, side.clause)
    start = clause.text.find(text) if clause and text else -1
    span = Span(clause.span.start + start, clause.span.start + start + len(text)) if clause and start >= 0 else None
    pieces = marked(text, others)
    if not any(differs for _, differs in pieces):
        pieces = _named(text, side.note)
    quote = tag("blockquote", _shortened(pieces)) if text else None
    return tag("li", chip(document.policy, side.clause, span=span), quote)


def _said(side: ConflictNote, library: Library) -> str:
    """What the side says: the words that the conflict quotes, or else its clause."""
    for conflict in library.book.conflicts:
        for known in conflict.sides if conflict.note == side.note else ():
            if (known.doc_id, known.clause) == (side.doc_id, side.clause):
                return known.quote
    clause = unit_of(library.documents[side.doc_id], side.clause)
    return clause.text if clause else ""


def _named(text: str, note: str) -> list[tuple[str, bool]]:
    """``text`` with the longest wording marked that the note quotes from it: 一所以上 holds 一所 as well."""
    quoted = [words for words in _QUOTED.findall(note)[-2:] if words in text and words != text]
    if not quoted:
        return [(text, False)]
    before, words, behind = text.partition(max(quoted, key=len))
    return [(before, False), (words, True), (behind, False)]


def _shortened(pieces: Sequence[tuple[str, bool]]) -> Markup:
    """The pieces, with what is long and the same cut down to what stands around a difference."""
    shown: list[Markup | str] = []
    last = len(pieces) - 1
    for place, (words, differs) in enumerate(pieces):
        words = re.sub(r"\s+", " ", words)
        if differs:
            shown.append(tag("em", words))
        elif last == 0:
            shown.append(words if len(words) <= BEGINNING else f"{words[:BEGINNING]}…")
        else:
            head, tail = (AROUND if place else 0), (AROUND if place < last else 0)
            fits = len(words) <= head + tail
            shown.append(words if fits else f"{words[:head]}…{words[len(words) - tail :]}")
    return joined(shown)
