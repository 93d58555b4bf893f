"""The cities of the country, by ``cities.toml``: whoever names one that is not the document's tells of another place.

The table has the old names of places as well, which old people go on using.
"""

from __future__ import annotations

import re
from functools import cache

from policyqa.text.shipped import shipped_tables
from policyqa.text.words import dictionary

FILE_NAME = "cities.toml"


def cities_in(text: str) -> list[str]:
    """The cities that ``text`` names, in short; 咸宁路 is a street."""
    return _cities().findall(text)


def in_new_names(text: str) -> str:
    """``text`` with places by their names of now: 户县 is 鄠邑区, but not in 每户县里补多少."""
    renamed: dict[str, str] = shipped_tables(FILE_NAME)["renamed"]
    if not any(old in text for old in renamed):
        return text
    return "".join(renamed.get(word.text, word.text) for word in dictionary().cut(text))


@cache
def _cities() -> re.Pattern[str]:
    names = shipped_tables(FILE_NAME)["cities"]
    return re.compile(f"(?:{'|'.join(map(re.escape, names))})(?![东西南北中]?[路街道镇村里园])")
