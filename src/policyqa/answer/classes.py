"""Classes by letters and numbers: a statement on B类家庭 or 七级至十级 tells nothing of C类 and of 五级."""

from __future__ import annotations

import re
from functools import lru_cache

from policyqa.text.fold import fold
from policyqa.text.numerals import parse_numeral

_SORT = "[类级档等]"
#: Letters that classes go by, in their order; numbers are written in words or figures.
_LETTERS, _STEMS = "abcdefgh", "甲乙丙丁戊己庚辛"
_MARK = rf"(?:(?<![a-z])[{_LETTERS}]|[{_STEMS}]|(?<![\d.一二三四五六七八九十百第])(?:\d|1\d|十?[一二三四五六七八九]|十))"
#: One class, or a range of them: 一级至六级, 一至四级. What is 以上 or 以下 one names others by their order.
_CLASS = re.compile(
    rf"(?P<first>{_MARK})(?:(?P<sort>{_SORT})?[至到—~-](?P<last>{_MARK}))?(?P<sort2>{_SORT})(?![及以之]|[一-鿿]?(?:及?以[上下内]))"
)


def is_of_class(asked: str, text: str) -> bool | None:
    """Whether a text is on the class that a question names; None where one of them names none of the sort."""
    wanted = {(sort, low) for sort, low, high in _classes(asked) if low == high}
    stated = _classes(text) if wanted else frozenset()
    sorts = {sort for sort, _ in wanted} & {sort for sort, _, _ in stated}
    if not sorts:
        return None
    return any(sort == own and low <= place <= high for sort, place in wanted for own, low, high in stated)


@lru_cache(maxsize=20_000)
def _classes(text: str) -> frozenset[tuple[str, int, int]]:
    """The classes that a text names: their sort with what they go by, and the first and last place in its order."""
    found = set()
    for match in _CLASS.finditer(fold(text)):
        script, low = _place(match["first"])
        other, high = _place(match["last"] or match["first"])
        if script == other and match["sort"] in (None, match["sort2"]):
            found.add((script + match["sort2"], low, high))
    return frozenset(found)


def _place(mark: str) -> tuple[str, int]:
    for letters in (_LETTERS, _STEMS):
        if mark in letters:
            return letters[0], letters.index(mark)
    return "一", int(parse_numeral(mark) or 0)
