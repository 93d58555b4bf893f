"""Sentences and phrases of a clause, as spans: what a fact is read from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyqa.text.sentences import sentences
from policyqa.types import Span

_OPENING, _CLOSING = "（(“《〔[", "）)”》〕]"
#: What ends a phrase, and the brackets and quotes inside which nothing does. A comma between digits is no comma.
_MARKS = re.compile(r"[，；：;:\t\n。！？（(“《〔\[）)”》〕\]]|(?<!\d),|,(?!\d{3})")
#: The number that a clause or an item in it begins with: （十四）, 3．, 一、, 第三条.
MARKER = re.compile(
    r"\s*(?:第[〇零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?\s|[（(][一二三四五六七八九十百\d]{1,4}[）)]|\d{1,3}[．.、](?!\d)|[一二三四五六七八九十]{1,3}(?:、|是(?=[一-鿿])))?\s*"
)

_KIND_AS_NOUN = re.compile("(补助|补贴|奖励|资助)标准")
#: An item of a list that a sentence leads in.
LIST_ITEM = re.compile(r"\s*[（(][一二三四五六七八九十\d]{1,3}[）)]|\s*\d{1,2}[．.、](?!\d)")
#: Words in front of a case that are none of it.
_LEADING = re.compile(
    r"(?:由[^，。；、\d由]{0,8}?(?:财政|政府|基金)按照?|其中|一次性|将|把|对于|对|给予|凡是?|按照?|根据|以及|并|且|同时|另外|分别|如|若|则|获得|取得|达到(?!\d)|\s|[、“”])+(?=.)"
)
#: Words between a case and its sum: verbs of giving and who gives.
_TRAILING = re.compile(
    r"(?:(?:\A|(?<=.{2}))(?<![评为是获得定])(?:由?(?:中央|省|市|区县?|县|州|各级|同级|本级)级?(?:财政|人民政府|政府)|(?<=.{3})(?:省|市|区|县)级)"
    r"|分别|依次|按照?|给予|予以|发放|享受|(?<=.{3})(?:补助|补贴|奖励|资助)|的?标准为?|一次性|可以?|再|另|则|也|最高|为|是|额外|(?:提高|[上下]?调整?|降低|提)(?:到|至|为)"
    r"|达到?|进行|实行|维持|保持|[由从][^，。；\d由从]{0,12}\d[\d.]*[百千万]?元(?:/[^，。；\d]{1,6})?|每次|人民币|(?<![初高])中|的|者?均|[，：、\s“”])\Z"
)


def periods(text: str) -> list[Span]:
    """The sentences of ``text`` up to a full stop, line break or tab: ；does not end what 分别 refers to."""
    found: list[Span] = []
    start = 0
    for sentence in sentences(text):
        if not sentence.of(text).rstrip().endswith(("；", ";")) or "\n" in sentence.of(text):
            found += _cells(text, Span(start, sentence.end))
            start = sentence.end
    if start < len(text):
        found += _cells(text, Span(start, len(text)))
    return found


def period_at(text: str, at: int) -> Span | None:
    """The one of the :func:`periods` of ``text`` that holds a position; None where none does."""
    return next((period for period in periods(text) if period.start <= at < period.end), None)


def _cells(text: str, span: Span) -> Iterator[Span]:
    for cell in re.finditer(r"[^\t]+", span.of(text)):
        if cell[0].strip():
            yield Span(*cell.span()).shifted(span.start)


def phrases(text: str, span: Span) -> list[Span]:
    """The phrases of ``span``, in order, without the marks between them; none is broken inside brackets or quotes."""
    found: list[Span] = []
    start, depth = span.start, 0
    for mark in _MARKS.finditer(text, span.start, span.end):
        char = mark[0]
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth -= depth > 0
        elif not depth:
            if text[start : mark.start()].strip():
                found.append(Span(start, mark.start()))
            start = mark.end()
    if text[start : span.end].strip():
        found.append(Span(start, span.end))
    return found


def trim(text: str, span: Span) -> Span:
    """``span`` without a leading number, leading prepositions, and trailing words that only lead on to a sum."""
    words = span.of(text)
    while trailing := _TRAILING.search(words):
        words = words[: trailing.start()]
    marker = MARKER.match(words)
    start = marker.end() if marker else 0
    leading = _LEADING.match(words, start)
    start = leading.end() if leading else start
    return Span(span.start + start, span.start + len(words))


def with_kind(text: str, span: Span) -> str:
    """The trimmed words of ``span``, with the 补贴 that was taken for a verb where it is a noun: 护理补贴标准."""
    kind = _KIND_AS_NOUN.match(text, span.end)
    return span.of(text) + (kind[1] if kind else "")


def unmarked(words: str) -> str:
    """``words`` without the number that they begin with."""
    marker = MARKER.match(words)
    return words[marker.end() :] if marker else words
