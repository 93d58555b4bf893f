"""What a numeral is worth, and what is no numeral."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyqa.text.numerals import parse_numeral, to_chinese

VALUES = [
    # plain
    ("一", 1),
    ("十", 10),
    ("十二", 12),
    ("二十", 20),
    ("九十九", 99),
    ("一百", 100),
    ("一百零三", 103),
    ("一百一十", 110),
    ("二百一十七", 217),
    ("九百九十九", 999),
    ("一千二百六十", 1260),
    ("一千零五", 1005),
    ("一千零一十", 1010),
    ("九千九百九十九", 9999),
    # beyond
    ("一万", 10_000),
    ("十万五千", 105_000),
    ("三万零六十", 30_060),
    ("一百二十万", 1_200_000),
    ("一亿", 100_000_000),
    ("十四亿零五百万", 1_405_000_000),
    ("九十九亿零一十万", 9_900_100_000),
    ("一万亿", 1_000_000_000_000),
    # spoken and written variants
    ("两", 2),
    ("两百", 200),
    ("两千两百", 2200),
    ("一十二", 12),
    ("一百十二", 112),
    ("一百〇三", 103),
    ("一百○三", 103),
    ("零", 0),
    # strings of digits
    ("二〇二三", 2023),
    ("二○二三", 2023),
    ("二零二三", 2023),
    ("二0二三", 2023),
    ("一九九八", 1998),
    ("二〇", 20),
    # Arabic
    ("12", 12),
    ("１２", 12),
    ("007", 7),
    # financial and traditional
    ("壹拾贰", 12),
    ("叁佰肆拾伍", 345),
    ("貳萬", 20_000),
    ("兩億", 200_000_000),
    # enclosed in one character
    ("①", 1),
    ("⑳", 20),
    ("㉑", 21),
    ("㊿", 50),
    ("⑴", 1),
    ("⒛", 20),
    ("㈠", 1),
    ("㊉", 10),
    ("❶", 1),
    ("⓪", 0),
]

NO_NUMERALS = [
    ("", "nothing"),
    ("第九百九十九条", "more than a numeral"),
    ("（三）", "more than a numeral"),
    ("十二个", "more than a numeral"),
    ("一百二", "120 in speech, 102 by its letters"),
    ("一万五", "15000 in speech"),
    ("三四", "three or four"),
    ("两十", "nobody writes so"),
    ("十百", "nobody writes so"),
    ("一百百", "nobody writes so"),
    ("一千五十", "a 零 is missing"),
    ("百", "a unit without its count"),
    ("1.5", "not whole"),
    ("1二3", "mixed"),
    ("3万", "mixed: an amount, not a label"),
    ("10²", "an exponent"),
    ("½", "a fraction"),
    ("-3", "a sign"),
    ("9" * 5000, "too long"),
    ("万" * 5000, "too long"),
    ("一万万亿", "too large"),
]


@pytest.mark.parametrize(("written", "value"), VALUES)
def test_values(written: str, value: int) -> None:
    assert parse_numeral(written) == value


@pytest.mark.parametrize(("written", "why"), NO_NUMERALS)
def test_no_numerals(written: str, why: str) -> None:
    assert parse_numeral(written) is None, why


def test_every_article_number_comes_back() -> None:
    for n in range(1, 10_000):
        assert parse_numeral(to_chinese(n)) == n


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_every_number_comes_back(n: int) -> None:
    assert parse_numeral(to_chinese(n)) == n
    assert parse_numeral(str(n)) == n


@given(st.text(alphabet="零〇一二两三九十百千万亿0１①第. ", max_size=8))
def test_never_fails(written: str) -> None:
    value = parse_numeral(written)
    assert value is None or value >= 0


def test_out_of_range() -> None:
    with pytest.raises(ValueError, match="10"):
        to_chinese(-1)
    with pytest.raises(ValueError, match="10"):
        to_chinese(10**16)
