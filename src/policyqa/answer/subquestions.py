"""Several questions in one: "地怎么拿、房产税交不交、床位补多少？" is three, each about what stands before them all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from policyqa.retrieve.kinds import PATTERNS

#: At most this many questions are answered at once: each costs a search.
MOST = 4
CLAUSE = re.compile(r"[^，。！？；、：,!?;:\n]+")
#: Matters counted off in front of one asking that is for each of them: 助餐、助浴、助医，分别补多少.
FOR_EACH = re.compile(
    r"(?P<scene>.*[，。；：])?(?P<matters>[^，。；：、？！]+(?:、[^，。；：、？！]+)+?)(?:，|(?=分别|各))"
    r"(?P<asks>[^，。；：、]{0,8}?(?:分别|各)[^、]*)"
)
#: A clause with fewer characters leans on its neighbour.
SHORT = 4
#: Asks of another matter what was asked before: 房产税呢.
LIKEWISE = re.compile(r"呢$")


@dataclass(frozen=True, slots=True)
class Asked:
    """One of several questions, and the ``first`` of them when nothing else sets the scene: 新建补多少？运营呢？"""

    text: str
    first: str = ""


def subquestions(question: str, *, names: Callable[[str], bool]) -> list[Asked]:
    """The questions that ``question`` holds, each with the words that set the scene for all; the question alone when it is one.

    ``names`` tells whether a clause names something of its own to ask about. A clause that asks but names nothing belongs to
    the one before it: 每月补多少，补几年.
    """
    if each := FOR_EACH.fullmatch(question):
        matters = each["matters"].split("、")
        if all(names(matter) for matter in matters):
            return [Asked(f"{each['scene'] or ''}{matter}，{each['asks']}") for matter in matters[:MOST]]
    clauses = [match[0].strip() for match in CLAUSE.finditer(question)]
    scene: list[str] = []
    asked: list[str] = []
    for clause in clauses:
        asks = any(kind.regex.search(clause) for kind in PATTERNS.values()) or (asked and LIKEWISE.search(clause))
        if asks and len(clause) >= SHORT and names(clause):
            asked.append(clause)
        elif asked:
            asked[-1] += f"，{clause}"
        else:
            scene.append(clause)
    if len(asked) < 2:
        return [Asked(question)]
    if lead := "，".join(scene):
        return [Asked(f"{lead}，{clause}") for clause in asked[:MOST]]
    return [Asked(asked[0]), *(Asked(clause, first=asked[0]) for clause in asked[1:MOST])]
