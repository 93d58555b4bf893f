"""The cities of the country, by ``cities.toml``: whoever names one that is not the document's tells of another place."""

from __future__ import annotations

import re
from functools import cache

from policyqa.text.shipped import shipped_tables

FILE_NAME = "cities.toml"


def cities_in(text: str) -> list[str]:
    """The cities that ``text`` names, in short; 咸宁路 is a street."""
    return _cities().findall(text)


@cache
def _cities() -> re.Pattern[str]:
    names = shipped_tables(FILE_NAME)["cities"]
    return re.compile(f"(?:{'|'.join(map(re.escape, names))})(?![东西南北中]?[路街道镇村里园])")
