"""Named regular expressions, each with its reason and its own examples, which the tests run.

::

    ARTICLE = pattern("条", r"第[一二三]+条", reason="…", examples=(("第三条 …", "第三条"), ("第三款", None)))
    ARTICLE.regex.match(line)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Every pattern by name: the tests walk it.
REGISTRY: dict[str, Pattern] = {}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression with a name. ``examples`` are texts with what ``regex.search`` finds there first, or None."""

    name: str
    regex: re.Pattern[str]
    reason: str
    examples: tuple[tuple[str, str | None], ...]


def pattern(name: str, regex: str, *, reason: str, examples: tuple[tuple[str, str | None], ...], flags: int = 0) -> Pattern:
    """A new pattern, compiled and registered.

    Raises:
        ValueError: the name is taken.
    """
    if name in REGISTRY:
        raise ValueError(f"a pattern named {name!r} exists already")
    REGISTRY[name] = Pattern(name, re.compile(regex, flags), reason, examples)
    return REGISTRY[name]


def shown(name: str, regex: str, examples: str, *, reason: str) -> Pattern:
    """A new pattern by two examples: ``[本市户籍]的老年人 | 户口在外省``, what it finds in brackets, then nothing."""
    found, other = examples.split(" | ")
    words = found[found.index("[") + 1 : found.index("]")]
    return pattern(name, regex, reason=reason, examples=((found.replace(f"[{words}]", words), words), (other, None)))


#: 发文字号. Brackets around the year are 〔〕 by rule (GB/T 9704-2012, 7.2.5) and anything in practice.
DOCUMENT_NUMBER = pattern(
    "发文字号",
    r"[\u4e00-\u9fa5]{2,12}[〔\[［（(【]\s*(?:19|20)\d{2}\s*[〕\]］）)】]\s*(?:第\s*)?\d{1,5}\s*号",
    reason="names an official document; the year's brackets come in every width and shape",
    examples=(
        ("根据甲政办发〔2023〕1号的要求", "根据甲政办发〔2023〕1号"),
        ("（国办发〔2020〕52号）", "国办发〔2020〕52号"),
        ("民函(2024) 5 号", "民函(2024) 5 号"),
        ("甲卫规［2021］第3号", "甲卫规［2021］第3号"),
        ("（2023）1号", None),
        ("2023年第1号", None),
    ),
)
