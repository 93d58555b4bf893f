"""Several questions in one: "地怎么拿、房产税交不交、床位补多少？" is three, each about what stands before them all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policyqa.retrieve.kinds import PATTERNS

#: At most this many questions are answered at once: each costs a search.
MOST = 4
#: What ends one question and begins the next whatever they say.
SENTENCE = re.compile(r"[^？?；;]+[？?；;]?")
CLAUSE = re.compile(r"[^，。！？；、：,!?;:\n]+")
#: Matters counted off in front of one asking that is for each of them: 助餐、助浴、助医，分别补多少.
FOR_EACH = re.compile(
    r"(?P<scene>.*[，。；：])?(?P<matters>[^，。；：、？！]+(?:、[^，。；：、？！]+)+?)(?:，|(?=分别|各))"
    r"(?P<asks>[^，。；：、]{0,8}?(?:分别|各)[^、]*)"
)
#: Words that count questions off or lead over to the next one.
LEADS_OVER = re.compile(
    r"^(?:另外|还有|再就是|此外|再问一?下?|[一二三四]是|第[一二三四](?=个|，)|[一二三四](?=[，,、]))[，,、]?"
)
#: A clause with fewer characters leans on its neighbour.
SHORT = 4
#: The first question of a sentence, with so many characters, stands for itself whatever it names.
LONG = 8
#: Asks of another matter what was asked before: 房产税呢.
LIKEWISE = re.compile(r"呢$")


@dataclass(frozen=True, slots=True)
class Asked:
    """One of several questions, and the ``scene`` that is set for it: what stands before them all, or the first of them."""

    text: str
    scene: str = ""


def subquestions(question: str, *, names: Callable[[str], bool]) -> list[Asked]:
    """The questions that ``question`` holds, in order, at most ``MOST``; the question alone when it is one.

    ``names`` tells whether a clause names something of its own to ask about. A clause that asks but names nothing belongs to
    the one before it: 每月补多少，补几年. One that only tells something belongs to the question behind it in its sentence, and
    sets the scene for all in front of the first.
    """
    scene: list[str] = []
    asked: list[str] = []
    for sentence in SENTENCE.findall(question):
        if (each := FOR_EACH.fullmatch(sentence.rstrip("？?；;"))) and all(map(names, each["matters"].split("、"))):
            scene += [each["scene"].strip("，。；：")] if each["scene"] else []
            asked += [f"{matter}{each['asks']}" for matter in each["matters"].split("、")]
            continue
        told: list[str] = []
        first = len(asked)
        for clause in _clauses(sentence):
            if not _asks(clause, goes_on=bool(asked)):
                (told if asked else scene).append(clause)
                continue
            text = "，".join([*told, clause])
            whole = len(asked) == first and len(text) >= LONG
            if asked and not whole and (len(clause) < SHORT or not names(text)):
                asked[-1] += f"，{text}"
            else:
                asked.append(text)
            told = []
        if told:
            asked[-1] = "，".join([asked[-1], *told])
    if len(asked) < 2:
        return [Asked(question)]
    lead = "，".join(scene)
    return [Asked(text, lead or (asked[0] if i else "")) for i, text in enumerate(asked[:MOST])]


def _asks(clause: str, *, goes_on: bool) -> bool:
    """Whether a clause asks something; behind another question 房产税呢 does as well."""
    return any(kind.regex.search(clause) for kind in PATTERNS.values()) or (goes_on and LIKEWISE.search(clause) is not None)


def _clauses(sentence: str) -> Iterator[str]:
    for match in CLAUSE.finditer(sentence):
        if clause := LEADS_OVER.sub("", match[0].strip()):
            yield clause
