"""Where the items of a list begin and end: 对养老服务国家、行业、地方标准 lists 国家, 行业 and 地方, and goes on with 标准.

The marks between them bound the items in the middle. The first item's beginning and the last one's end are found by, in order:
known terms (``corpus/ladders.toml``), what the items have in common (…星级, …率), and the length of the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from policyqa.facts.ladders import shipped
from policyqa.facts.phrases import trim
from policyqa.types import Span

_MARK = "、"
_AND = re.compile("以及|或者|[和及与或](?![平谐]|以[上下内])")
#: A threshold that is an item: 首次突破1000万元、5000万元.
_FIGURE = re.compile(r"(?:\d[\d,.]*[-—~～至]+)?\d[\d,.]*[^\d、]{0,4}\Z")
#: Belongs to the figure in front: 100周岁及以上.
_LIMIT, _LIMITED = re.compile("及?以[上下内]"), re.compile("及?以[上下内]\\Z")
#: What closes an open list: 、返乡农民工等三类人员.
_ETC = re.compile("等(?![级次奖额于候])")
#: What leads a list in; one character between it and a term is the term's own: 按照全自理、半护理.
_DEGREE = re.compile("按照?(?=[一-鿿]\\Z)")
_BY = re.compile("按照?\\Z")
_OPENING, _CLOSING = "（(“《", "）)”》"


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The items of a list with their places; what stands in front of the first and behind the last item belongs to all."""

    items: tuple[tuple[str, Span], ...]
    tail: str
    front: str = ""


def enumeration(text: str, span: Span, count: int) -> Enumeration | None:
    """The list of exactly ``count`` items in a phrase, or None."""
    pieces = _pieces(text, span, count)
    if pieces is None:
        return _innermost(text, span, count)
    middle = [trim(text, piece) for piece in pieces[1:-1]]
    opening = trim(text, pieces[0])
    first = _first(text, opening, [*middle, pieces[-1]])
    last, tail = _last(text, trim(text, pieces[-1]), [first, *middle])
    items = [first, *middle, last]
    if not all(len(item) for item in items):
        return None
    front = _BY.sub("", text[opening.start : first.start])
    return Enumeration(tuple((item.of(text), item) for item in items), tail, front)


def _innermost(text: str, span: Span, count: int) -> Enumeration | None:
    """The last ``count`` items, known terms, of a phrase that lists more before: 一级、二级机构收住中度、重度失能老年人."""
    marks = [i for i in range(span.start, span.end) if text[i] == _MARK]
    found = enumeration(text, Span(marks[-count] + 1, span.end), count) if count <= len(marks) < 2 * count else None
    if found is None or not found.front or not all(item in shipped().terms for item, _ in found.items):
        return None
    front = text[span.start : found.items[0][1].start]
    if _AND.search(front):  # 一级、二级残疾和三级、四级残疾: two cases of two steps each
        return None
    return Enumeration(found.items, found.tail, front)


def _pieces(text: str, span: Span, count: int) -> list[Span] | None:
    """``count`` pieces between 、 and, for the last or the only two, 和."""
    cuts = [(i, i + 1) for i in range(span.start, span.end) if text[i] == _MARK and not _inside(text, span.start, i)]
    if len(cuts) == count - 2:
        start = cuts[-1][1] if cuts else span.start
        cuts += [
            found.span()
            for found in _AND.finditer(text, start + 1, span.end - 1)
            if not _inside(text, span.start, found.start())
        ][:1]
    if len(cuts) != count - 1 or count < 2:
        return None
    edges = [span.start, *(edge for cut in cuts for edge in cut), span.end]
    return [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _inside(text: str, start: int, i: int) -> bool:
    """Whether ``i`` is inside brackets that open behind ``start``."""
    before = text[start:i]
    return sum(map(before.count, _OPENING)) > sum(map(before.count, _CLOSING))


def _first(text: str, piece: Span, others: list[Span]) -> Span:
    words = piece.of(text)
    if (limit := _LIMITED.search(words)) and limit.start():
        return Span(_first(text, Span(piece.start, piece.start + limit.start()), others).start, piece.end)
    term = next((term for term in shipped().terms if words.endswith(term)), None)
    if term:
        start = len(words) - len(term)
        if start and all(other.of(text).startswith(words[:start]) for other in others):
            return piece  # 重度Ⅰ级、重度Ⅱ级: said of each
        degree = _DEGREE.search(words, 0, start)
        if degree and len(words) - degree.end() < max(len(other) for other in others):
            start = degree.end()
        return Span(piece.start + start, piece.end)
    if (figure := _FIGURE.search(words)) and others[-1].of(text)[:1].isdigit():
        return Span(piece.start + figure.start(), piece.end)
    longest = max(len(other) for other in others[:-1]) if len(others) > 1 else len(piece)
    return piece if len(piece) <= longest + 2 else Span(piece.end - longest, piece.end)


def _last(text: str, piece: Span, others: list[Span]) -> tuple[Span, str]:
    words = piece.of(text)
    if (etc := _ETC.search(words)) and etc.start():
        return Span(piece.start, piece.start + etc.start()), ""
    end = _last_end(words, [other.of(text) for other in others])
    end += len(limit[0]) if (limit := _LIMIT.match(words[end:])) else 0
    return Span(piece.start, piece.start + end), words[end:]


def _last_end(words: str, others: list[str]) -> int:
    """How many characters of ``words`` are the last item."""
    terms = [term for term in shipped().terms if words.startswith(term) and term not in others]
    if terms and any(other in shipped().terms for other in others):
        return len(max(terms, key=lambda term: len(_common_suffix([term, others[0]]))))
    suffix = _common_suffix(others)
    for length in range(min(len(suffix), 4 if len(others) > 1 else 2), 0, -1):
        at = words.find(suffix[-length:])
        if at > 0:
            return at + length
    if len(words) <= max(map(len, others)) + 1:
        return len(words)
    lengths = {len(other) for other in others}
    return lengths.pop() if len(lengths) == 1 and max(map(len, others)) <= 4 else len(words)


def _common_suffix(words: list[str]) -> str:
    """The longest ending that all of ``words`` have."""
    shortest = min(words, key=len)
    return next(shortest[i:] for i in range(len(shortest) + 1) if all(word.endswith(shortest[i:]) for word in words))
