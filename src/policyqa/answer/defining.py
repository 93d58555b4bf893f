"""What a text says something to be, to hold, or to count: X是指…, X包括…, 同步规划、同步建设、同步验收 for 三同步."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import pairs, share
from policyqa.text.fold import fold
from policyqa.text.numerals import parse_numeral

DEFINES = re.compile("是指|系指|即指|指的是|认定为")
#: Asks for all that something holds, and how a text tells that.
HOLDS = (
    (re.compile("包[括含]|哪几[项类样种]"), re.compile("包括")),
    (re.compile("职责"), re.compile("职责[是为]")),
    (re.compile("由哪|组成|构成"), re.compile("由[^，。；]{2,40}组成")),
)
#: How many characters a term to be defined has at most, and how much of the question's weight it has to carry.
TERM, DEFINED = 20, 0.2
#: One that may begin with the number one: 一户.
SHORTEST = 2
#: A term that counts what it stands for; its text names each by the same word: 四同步, 同步规划、同步建设、同步验收、同步交付.
#: In quotation marks the word may be short, and its number be asked for: 几个“同步”，是哪几个; 三个“办”.
COUNTS = re.compile('([三四五六七八九])个?([一-鿿]{2})|([几三四五六七八九])个?"([一-鿿]{1,3})"')
#: A slogan that begins with its number, and that all it stands for is asked for: "九服务"具体是哪九项.
_NUMBERED = re.compile(
    '"(?P<slogan>[三四五六七八九][一-鿿]{1,4})"[^,。?]{0,4}(?:具体|分别|都|各)?(?:[是有指]|包括)(?:的是)?哪'
    '|(?P<again>(?P<count>[三四五六七八九])[一-鿿]{1,4}?)"?(?:具体|分别|都|各)?(?:[是有指]|包括)(?:的是)?哪(?P=count)[个项家种类样]'
)
#: So many are some.
SOME = 3
#: The term that a question wants explained: 总说“长期失能”, 养狗说的重点管理区是哪些地方.
_QUOTED = re.compile(f'"([^"]{{2,{TERM}}})"')
#: A class by its letter: 鉴定成C级是什么意思.
_CLASS = re.compile("(?:(?<![a-z])[a-h]|[甲乙丙丁])[类级档]")
_SPOKEN_OF = re.compile("[说讲写提]的(?:那个)?([一-鿿]{3,10}?)(?:到底|究竟|具体)?(?:[是指]|包括)(?:的是)?(?:哪|什么|啥)")


def term_of(query: Query) -> str | None:
    """The term that a question wants explained, in its own words; None where it names none."""
    asked = fold(query.asked)
    quoted = _QUOTED.findall(asked) if Kind.DEFINITION in query.kinds else []
    if len(quoted) != 1 and (spoken := _SPOKEN_OF.search(asked)):
        return spoken[1]
    classes = _CLASS.findall(asked) if Kind.DEFINITION in query.kinds else []
    named = quoted if len(quoted) == 1 else classes
    return named[0] if len(named) == 1 else None


def defines_term(text: str, term: str) -> bool:
    """Whether a text says what a term means: 长期失能，是指…, 城市建成区为重点管理区."""
    return _defining(term).search(fold(text)) is not None


@lru_cache(maxsize=64)
def _defining(term: str) -> re.Pattern[str]:
    name = re.escape(term[1:] if len(term) == SHORTEST and term[0] in "一每" else term)  # “一户”: 户，是指…
    return re.compile(rf'{name}"?[^,。;]{{0,8}},?(?:{DEFINES.pattern}|包括)|[为叫]"?{name}"?(?=[,。;)]|\Z)')


def is_slogan(asked: str) -> bool:
    """Whether a question wants what a slogan in quotation marks counts: other statements do not answer it."""
    return any(match[4] for match in COUNTS.finditer(fold(asked))) or _NUMBERED.search(fold(asked)) is not None


def spells_out(text: str, asked: str) -> bool:
    """Whether a statement names each of what a term of the question counts: 同步规划、同步建设、同步验收 for 三同步."""
    named = _NUMBERED.search(fold(asked))
    if named:
        slogan = named["slogan"] or named["again"]
        items = rf"(?:[^,。;、]+、){{{(parse_numeral(slogan[0]) or SOME) - 1}}}[^,。;、]+{slogan[:2]}"  # 市、区、镇、村四级
        spelt = re.search(rf'{items}|{slogan}"?(?:[^,。;]{{0,6}}[(:]|[即指是]|包括)', fold(text)) is not None
        return spelt or fold(text).count(slogan[1:]) >= (parse_numeral(slogan[0]) or SOME)
    return any(
        text.count(match[2]) >= (parse_numeral(match[1]) or 0)
        if match[2]
        else _row_of(match[4], parse_numeral(match[3]) or SOME).search(fold(text))
        for match in COUNTS.finditer(fold(asked))
    )


@lru_cache(maxsize=64)
def _row_of(word: str, count: int) -> re.Pattern[str]:
    """So many things in a row that each begin or end with a word: "马上办""网上办""就近办"."""
    mark = r'["、,和与及]+'
    one, other = (rf"{word}[一-鿿]{{1,6}}", rf"[一-鿿]{{1,6}}{word}")
    return re.compile("|".join(rf"(?:{each}{mark}){{{count - 1}}}{each}" for each in (one, other)))


def says_what(text: str, query: Query, weights: Mapping[str, float]) -> bool:
    """Whether a statement says what something is that the question names, or all that it holds.

    What stands before 是指 or 包括 has to cover enough of the question.
    """
    marks = marks_of(query)
    found = marks.search(text) if marks else None
    return found is not None and share(pairs(text[max(0, found.start() - TERM) : found.start()]), weights) >= DEFINED


def marks_of(query: Query) -> re.Pattern[str] | None:
    """How a text says what the question asks something to be, or to hold."""
    holds = next((marks for asks, marks in HOLDS if asks.search(query.asked)), None)
    return holds or (DEFINES if Kind.DEFINITION in query.kinds else None)
