"""The form in which two texts are compared: width, script, case, dashes, quotes, brackets and blanks no longer matter.

In order:

1. compatibility forms (NFKC) in lower case: １２ → 12, （ → (, ㎡ → m2, Ⅱ → ii;
2. one mark for each family: dashes and waves → -, quotes → " and ', brackets of every shape → ( ), 〈 → 《, middle dots → ·;
3. invisible characters go; blanks and newlines go next to a Chinese character or mark and are one space between Latin words;
4. traditional → simplified (OpenCC t2s), for runs of Chinese characters that are written in traditional script.

Step 4 looks at a run first because t2s harms simplified text: 乾县 would become 干县. A run is traditional when it holds a
character that simplified text does not use: one outside GB 2312, or one of the few in GB 2312 that only names and classical
words keep. Within such a run 著, 乾 and 藉 follow OpenCC's phrases.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

_FAMILIES = (
    ("-", "‐‑‒–—―−﹘﹣－~～〜∼"),
    ('"', "“”„‟〝〞「」『』"),
    ("'", "‘’‚‛`´′"),
    ("(", "（〔〖【［[{｛"),
    (")", "）〕〗】］]}｝"),
    ("《", "〈«"),
    ("》", "〉»"),
    ("·", "・•‧∙"),
)
_MARKS = {variant: mark for mark, variants in _FAMILIES for variant in variants}

_BLANKS = re.compile(" +")
_CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
_LINES = re.compile(r"\s*\n\s*")
#: Not those of numbers, times and addresses: 3,000 and 1:4.
_ASCII_STOP = re.compile(r"(?<![!-~])[,?!;:]|[,?!;:](?![!-~])")
#: Where whoever writes as people talk sets a blank or dots for a stop; a blank beside a short word is a slip.
_PAUSE = re.compile(r"(?<=[\u4e00-\u9fff]{4})[ \u3000]+(?=[\u4e00-\u9fff]{4})|…+|\.{3,}")
_STOPS = dict(zip(",?!;:", "，？！；：", strict=True))
_TRADITIONAL_IN_GB2312 = re.compile("[後於麽夥徵]")


#: Texts up to this length, such as clauses, cells and titles, are folded once and remembered.
SHORT = 1024


def fold(s: str) -> str:
    """``s`` as it is compared. Folding twice changes nothing more. The length may change: see :func:`fold_aligned`."""
    return _remembered(s) if len(s) <= SHORT else _as_compared(s)


def _as_compared(s: str) -> str:
    text = s.translate(_FOLDED)
    return _simplified(_BLANKS.sub(lambda blanks: " " * _keeps(text, blanks), text) if " " in text else text)


_remembered = lru_cache(maxsize=32_768)(_as_compared)


def has_chinese(s: str) -> bool:
    """Whether ``s`` holds a Chinese character."""
    return _CHINESE.search(s) is not None


def plain(s: str) -> str:
    """``s`` folded, with the stops and commas of Chinese text: what patterns for questions are written for.

    Whoever asks may write 多少錢? or １０月, break lines or leave blanks for stops, and paste half of a surrogate pair, which
    goes.
    """
    lines = _PAUSE.sub("，", _LINES.sub("，", s.encode("utf-8", "ignore").decode("utf-8").strip()))
    return _ASCII_STOP.sub(lambda stop: _STOPS[stop[0]], fold(lines))


def fold_aligned(s: str) -> tuple[str, list[int]]:
    """``s`` folded, and for every character of the folded text the index in ``s`` of the character it comes from."""
    text, origins = s.translate(_FOLDED), [i for i, char in enumerate(s) for _ in _fold_char(char)]
    dropped = {k for blanks in _BLANKS.finditer(text) for k in range(blanks.start() + _keeps(text, blanks), blanks.end())}
    if dropped:
        text = "".join(char for k, char in enumerate(text) if k not in dropped)
        origins = [origin for k, origin in enumerate(origins) if k not in dropped]
    return _simplified(text), origins


@cache
def _fold_char(char: str) -> str:
    """Steps 1 and 2 for one character: mostly one character, several for ㎡ or ⑴, none for an invisible one."""
    if char.isspace():
        return " "
    if unicodedata.category(char) in ("Cc", "Cf") or char == "\ufe0f":
        return ""
    if char in _MARKS:  # before NFKC, which takes some of these marks apart
        return _MARKS[char]
    return "".join(_MARKS.get(c, c) for c in unicodedata.normalize("NFKC", char).lower())


class _Folded(dict[int, int | str]):
    """The characters, each by its code and folded when it is first met, as :meth:`str.translate` wants them."""

    def __missing__(self, code: int) -> int | str:
        folded = _fold_char(chr(code))
        self[code] = ord(folded) if len(folded) == 1 else folded  # from code to code it goes faster
        return self[code]


_FOLDED = _Folded()


def _keeps(text: str, blanks: re.Match[str]) -> bool:
    """Whether one of these blanks stays: between two ASCII characters."""
    before, after = text[: blanks.start()][-1:], text[blanks.end() :][:1]
    return bool(before and after) and before.isascii() and after.isascii()


def _simplified(text: str) -> str:
    """``text`` with its runs of Chinese characters in simplified script, each of the same length."""
    return _CHINESE.sub(lambda run: _run_simplified(run[0]), text) if _is_traditional(text) else text


def _run_simplified(run: str) -> str:
    """A run of Chinese characters in simplified script, of the same length."""
    if not _is_traditional(run):
        return run
    simplified: str = _converter().convert(run)
    if len(simplified) != len(run):  # offsets must stay: character by character then
        simplified = "".join(_converter().convert(char)[:1] for char in run)
    return simplified


def _is_traditional(run: str) -> bool:
    if _TRADITIONAL_IN_GB2312.search(run):
        return True
    try:
        run.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


@cache
def _converter() -> OpenCC:
    """Created with the first traditional text: most processes never need it."""
    return OpenCC("t2s")
