"""How much of what sets one case apart from the others a question says: 五星 of 五星级、四星级养老机构."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from policyqa.text.fold import fold

#: A bracket of a measure, where a case begins with it.
_FIGURE = re.compile(r"(?:[年不未]?满|不足|不?超过|低于|高于)?\d")
TOKEN = re.compile(r"\d+(?:\.\d+)?|\S")
#: Numbers of one character, which tell a case only together with what they count.
_NUMERALS = frozenset("一二两三四五六七八九十")
#: Characters of small words, which stand in any sentence.
_SMALL_WORDS = frozenset("上下内外大多少一不没有无年月日天人个元每为在的及以了着过可能会要和与或是到从被给，、")


def apart(cases: Sequence[str]) -> list[list[str]]:
    """Each case as characters and whole numbers, without the noun behind its 的 when the cases differ before it.

    In 新建的托育机构…，改扩建的… the noun is that of both, though only one says it.
    """
    cases = [cases[0][lead_of(cases) :], *cases[1:]]
    nouns = nouns_of(cases)
    attributes = [
        next((case.removesuffix(noun).removesuffix("的") for noun in nouns if case.endswith(noun)), case) for case in cases
    ]
    chosen = attributes if all(attributes) and len(set(attributes)) == len(cases) else cases
    return [TOKEN.findall(fold(case)) for case in chosen]


def lead_of(cases: Sequence[str]) -> int:
    """How many characters lead from the first case to where the others begin, by the same verb or a bracket: they are of all.

    残疾学生就读高中的, 就读专科的; 连续工作满1年的, 满3年的; 资金由县财政承担, 村集体承担.
    """
    if len(cases) > 1 and all(map(_FIGURE.match, cases[1:])):
        first = _FIGURE.search(cases[0])
        return first.start() if first else 0
    if "由" in cases[0] and "由" not in "".join(cases[1:]) and {case[-2:] for case in cases} == {cases[0][-2:]}:
        return cases[0].find("由") + 1
    begins = {case[:2] for case in cases[1:]}
    return max(0, cases[0].find(begins.pop())) if len(begins) == 1 else 0


def nouns_of(cases: Iterable[str]) -> set[str]:
    """The nouns behind 的 in these cases, but for one that another case says in part only: it has a noun of its own.

    新认定的国家级孵化器, 省级孵化器.
    """
    cases = list(cases)
    nouns = {case.rpartition("的")[2] for case in cases if "的" in case}
    return {noun for noun in nouns if all(case.endswith(noun) for case in cases if noun and case.endswith(noun[-2:]))}


def said_of(case: Sequence[str], common: frozenset[str], asked: str) -> tuple[int, int]:
    """How much of what sets a case apart a question says, and how much next to it it leaves out.

    Counted in tokens and pairs of neighbours with one that is not ``common`` to all cases, a pair twice: 五星 in the question
    stands for 五星级养老机构.
    """
    counted = ["".join(case[i : i + 1 + (case[i] in _NUMERALS)]) for i in range(len(case))]  # 一 of 一个月 is none of 一星
    told = [has(asked, token) for token in counted]
    own = [token not in common for token in case]
    beside = [_beside_said(i, told, own) for i in range(len(case))]
    singles = [(1, told[i], beside[i]) for i in range(len(case)) if own[i]]
    twos = [
        (2, told[i] and told[i + 1] and has(asked, case[i] + case[i + 1]), beside[i] or beside[i + 1])
        for i in range(len(case) - 1)
        if own[i] or own[i + 1]
    ]
    weighed = singles + twos
    return sum(w for w, is_told, _ in weighed if is_told), sum(w for w, is_told, near in weighed if near and not is_told)


def says_word(case: Sequence[str], common: frozenset[str], asked: str) -> bool:
    """Whether a question says a number or two neighbouring characters of what sets a case apart, not single ones by chance."""
    if any(token.isdecimal() and token not in common and has(asked, token) for token in case):
        return True
    return any((one not in common or other not in common) and one + other in asked for one, other in pairwise(case))


def says_name(case: Sequence[str], common: frozenset[str], asked: str) -> bool:
    """Whether a question says a single character of what sets a case apart that names something: 锂, 民; not 大 or 上."""
    return any(token not in common and token not in _SMALL_WORDS and has(asked, token) for token in case)


def _beside_said(i: int, told: Sequence[bool], own: Sequence[bool]) -> bool:
    """Whether token ``i`` is unsaid and its own, and only such tokens stand between it and one that is said."""
    if told[i] or not own[i]:
        return False
    for step in (-1, 1):
        k = i
        while 0 <= k < len(told) and not told[k] and own[k]:
            k += step
        if 0 <= k < len(told) and told[k]:
            return True
    return False


def has(asked: str, words: str) -> bool:
    """Whether a question says ``words``; a number only as a whole."""
    return re.search(rf"(?<!\d){re.escape(words)}(?!\d)" if words.isdecimal() else re.escape(words), asked) is not None
