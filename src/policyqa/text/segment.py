"""Terms of the lexical index and of queries: characters, pairs of characters, Latin words and numbers, and dictionary words.

Measured, the dictionary does not pay: BM25 over articles of Chinese laws, lay questions (160 questions, 4,074 articles),
gives nDCG@10 .495 with characters and pairs, .475 with jieba's words added, .490 with its words of three characters or more
added; over passages of notices (215 questions, 1,756 passages) it gives .953 in all three cases. The dictionary costs a second
and 60 MB at the start of a process.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import platformdirs

from policyqa.text.fold import fold

_RUN = re.compile(r"(?P<chinese>[\u3400-\u4dbf\u4e00-\u9fff〇\U00020000-\U000323af]+)|[a-z0-9]+(?:\.[0-9]+)*")


def terms(text: str, *, words: bool) -> list[str]:
    """The terms of ``text`` in order, with repetitions; the same for texts that fold alike.

    Of each run of Chinese characters: every character and every pair of neighbours; Latin words and numbers (6.5) whole. With
    ``words`` also the dictionary words of two characters or more, long ones together with the words inside them; without, the
    dictionary is never loaded.
    """
    found: list[str] = []
    for run in _RUN.finditer(fold(text)):
        if run["chinese"] is None:
            found.append(run[0])
            continue
        found.extend(run[0])
        found.extend(a + b for a, b in pairwise(run[0]))
        if words:
            found.extend(_words(run[0]))
    return found


def _words(run: str) -> Iterator[str]:
    # No HMM: the words it makes up depend on their neighbours, so that a question and its clause would be cut differently.
    return (word for word in _tokenizer().cut_for_search(run, HMM=False) if len(word) > 1)


@cache
def _tokenizer() -> Any:
    """The segmenter with its dictionary, loaded when the first word is asked for."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its old escapes and its use of pkg_resources
        import jieba  # type: ignore[import-untyped]  # noqa: PLC0415 - a second, with the dictionary

    jieba.setLogLevel(logging.CRITICAL)  # it reports its loading on standard error
    tokenizer = jieba.Tokenizer()
    # The cache is unmarshalled as it is found: not from the shared temporary folder, where anyone can put one.
    tokenizer.tmp_dir = platformdirs.user_cache_dir("policyqa", appauthor=False)
    with suppress(OSError):  # without a cache it only takes longer
        Path(tokenizer.tmp_dir).mkdir(parents=True, exist_ok=True)
    tokenizer.initialize()
    return tokenizer
