"""One thing among several that a sentence counts: 建成各类设施2406个，其中养老机构168家、服务站805个、农村幸福院1280个."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from policyqa.answer.choose import SEVERAL
from policyqa.answer.parts import FIGURE, Part, Source
from policyqa.retrieve.query import Query
from policyqa.text.fold import fold

#: So many things with a figure each are a list.
LEAST = 3
#: So many characters of a thing have to be named, and so many more of it than of any other, or of what stands before the list.
NAMED, MORE = 4, 2
#: What the list is of in time: 到2025年，.
_PERIOD = re.compile(r"(?:到|截至)?(?:20\d\d年[底末初]?|[“\"]?十[一二三四五]五[”\"]?[^，。；]{0,2})，")
_LIST = re.compile(r"[^，。；：]*、[^，。；：]*")


def of_counted(query: Query, source: Source) -> Part | None:
    """The figure of the one thing that is asked for; None where the sentence counts no such, or several are asked for."""
    if query.value != "数目" or SEVERAL.search(query.asked):
        return None
    text, asked = source.text, fold(query.asked)
    for counted in _LIST.finditer(text):
        things = counted[0].split("、")
        if len(things) < LEAST or not all(len(FIGURE.findall(fold(each))) == 1 for each in things):
            continue
        said = [_in_common(asked, each) for each in (*things, text[: counted.start()])]
        best = max(said[:-1])
        if best >= NAMED and sum(each > best - MORE for each in said) == 1:
            period = _PERIOD.search(text, 0, counted.start())
            return Part(f"{period[0] if period else ''}{things[said.index(best)].removeprefix('其中')}。", (source,))
    return None


def _in_common(asked: str, thing: str) -> int:
    """How long a stretch of words the question has in common with the name of a thing."""
    name = FIGURE.sub("，", fold(thing))
    return SequenceMatcher(None, asked, name, autojunk=False).find_longest_match().size
