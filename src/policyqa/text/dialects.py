"""Words of dialects and chats in standard Chinese: 幾錢 is 多少钱, 唔識郁 is 不会动. The data is ``dialects.toml``."""

from __future__ import annotations

import re
import sys
from functools import cache

from policyqa.settings import default_corpus

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE_NAME = "dialects.toml"


def standard(text: str) -> str:
    """``text`` (folded) in standard Chinese. Words with another meaning elsewhere count only beside a mark of the dialect."""
    marks, words, marked = _tables()
    said = {**words, **marked} if marks.search(text) else words
    return _any_of(tuple(said)).sub(lambda word: said[word[0]], text)


@cache
def _tables() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    tables = tomllib.loads((default_corpus() / FILE_NAME).read_text(encoding="utf-8"))
    return re.compile("|".join(tables["marks"])), tables["words"], tables["marked"]


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
