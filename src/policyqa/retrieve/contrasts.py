"""Where a question and a text speak of different things of one sort: it asks for two stars, the text lists five to three.

Such a text is about the matter, yet does not answer. The sorts are the ladders and choices of ``ladders.toml``, and years.
"""

from __future__ import annotations

import re
from functools import cache

from policyqa.facts.ladders import shipped
from policyqa.text.fold import fold

#: Sorts of which one word means many things (地方 is no standard), or of which one holds the others (市级 for all).
_LOOSE = frozenset({"层级", "标准层次", "新八级工", "职称"})
#: Words that stand for steps which are not written out.
_RANGE = re.compile(r"以上|以下|以内|至|各级")
_YEAR = re.compile(r"20\d\d")


def contrasts(question: str, text: str) -> list[str]:
    """The sorts of which ``question`` names one thing and ``text`` only others; a range stands for all that it may hold."""
    asked, said = fold(question), fold(text)
    found = [
        name
        for name, words, options in _sorts()
        if (wanted := {options[word] for word in words.findall(asked)})
        and (written := {options[word] for word in words.findall(said)})
        and not wanted & written
    ]
    if _RANGE.search(said):
        found = [name for name in found if name in _choices()]
    years, told = set(_YEAR.findall(asked)), set(_YEAR.findall(said))
    return [*found, "年份"] if years and told and not years & told and not _between(years, told) else found


def shares(question: str, text: str) -> list[str]:
    """The sorts of which question and text name the same thing."""
    asked, said = fold(question), fold(text)
    return [
        name
        for name, words, options in _sorts()
        if {options[word] for word in words.findall(asked)} & {options[word] for word in words.findall(said)}
    ]


def _between(years: set[str], told: set[str]) -> bool:
    """Whether the text tells a stretch of years that holds those asked for: 2023—2027."""
    return len(told) > 1 and all(min(told) <= year <= max(told) for year in years)


@cache
def _sorts() -> tuple[tuple[str, re.Pattern[str], dict[str, int]], ...]:
    """The sorts: name, a pattern that finds their words (longest first), and which option each word is."""
    ladders = shipped()
    sorts = []
    for ladder in (*ladders.ladders, *ladders.choices):
        if ladder.name not in _LOOSE:
            options = {fold(word): number for number, step in enumerate(ladder.steps) for word in step}
            words = re.compile("|".join(map(re.escape, sorted(options, key=len, reverse=True))))
            sorts.append((ladder.name, words, options))
    return tuple(sorts)


@cache
def _choices() -> frozenset[str]:
    return frozenset(choice.name for choice in shipped().choices)
