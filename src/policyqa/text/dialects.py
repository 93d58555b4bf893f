"""Words of dialects and chats in standard Chinese: 幾錢 is 多少钱, 唔識郁 is 不会动. The data is ``dialects.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from policyqa.text.shipped import shipped_tables

#: A pattern for words, and what each is in standard Chinese.
Words = tuple[re.Pattern[str], Mapping[str, str]]
FILE_NAME = "dialects.toml"


def standard(text: str) -> str:
    """``text`` (folded) in standard Chinese. Words with another meaning elsewhere count only beside a mark of the dialect."""
    marks, plain, marked = _tables()
    words, said = marked if marks.search(text) else plain
    return words.sub(lambda word: said[word[0]], text)


@cache
def _tables() -> tuple[re.Pattern[str], Words, Words]:
    """A mark of the dialect; the words that count anywhere, and those that count beside such a mark."""
    tables = shipped_tables(FILE_NAME)
    return re.compile("|".join(tables["marks"])), _words(tables["words"]), _words({**tables["words"], **tables["marked"]})


def _words(said: Mapping[str, str]) -> Words:
    """A pattern for the words, longest first, and what each is in standard Chinese."""
    return re.compile("|".join(map(re.escape, sorted(said, key=len, reverse=True)))), said
