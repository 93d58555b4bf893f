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


#: Texts up to this length, such as cells and titles, are folded once and remembered.
SHORT = 256


def fold(s: str) -> str:
    """``s`` as it is compared. Folding twice changes nothing more. The length may change: see :func:`fold_aligned`."""
    return _folded(s) if len(s) <= SHORT else fold_aligned(s)[0]


@lru_cache(maxsize=32_768)
def _folded(s: str) -> str:
    if _CHINESE.fullmatch(s) and not _is_traditional(s):
        return s  # as nearly all of the 18,000 words of the lists are
    return fold_aligned(s)[0]


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
    chars: list[str] = []
    origins: list[int] = []
    for i, char in enumerate(s):
        for folded in _fold_char(char):
            chars.append(folded)
            origins.append(i)
    text = "".join(chars)
    dropped = [k for blanks in _BLANKS.finditer(text) for k in _superfluous(text, blanks)]
    if dropped:
        gone = set(dropped)
        text = "".join(char for k, char in enumerate(text) if k not in gone)
        origins = [origin for k, origin in enumerate(origins) if k not in gone]
    return _CHINESE.sub(lambda run: _simplified(run[0]), text), origins


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


def _superfluous(text: str, blanks: re.Match[str]) -> range:
    """Offsets of the blanks to drop: all but one between two ASCII characters, else all."""
    before, after = text[: blanks.start()][-1:], text[blanks.end() :][:1]
    keep = bool(before and after) and before.isascii() and after.isascii()
    return range(blanks.start() + keep, blanks.end())


def _simplified(run: str) -> str:
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
