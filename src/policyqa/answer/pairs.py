"""Two things of one sort in one question, 职工和居民各缴多少: where an answer tells of one of them only, the other as well."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyqa.answer.choose import ALIKE, COMPARES, Candidate, is_of_form, likeness
from policyqa.answer.parts import Part, Source
from policyqa.retrieve.query import Query
from policyqa.text.fold import fold
from policyqa.text.words import dictionary

#: Two things that a question names side by side.
_NAME = "[^和与跟同,，。;；:：、?？!！]"
PAIR = re.compile(rf"(?P<one>{_NAME}{{2,12}})[和与跟同](?P<other>{_NAME}{{2,14}})")
#: Asks the same of each of them.
OF_EACH = re.compile("各|分别")
#: How near it has to come to what was told, where it says nothing like it.
NEAR = 0.9
#: Tags of words that tell things apart, and of those that do where two acts are named: 初审和评估.
TELLING, ACTS = ("n", "vn", "b", "j"), "v"


def lacking_of_pair(query: Query, told: Sequence[Part]) -> set[str]:
    """The words of the one of two things that ``told`` does not speak of.

    None where no such two are asked for, or both or neither are told of.
    """
    asked = fold(query.asked)
    pair = PAIR.search(asked)
    if pair is None or not any(asks.search(asked, pair.start("other")) for asks in (OF_EACH, COMPARES)):
        return set()
    both = _apart(pair["one"], pair["other"])
    said = " ".join(fold(source.text) for part in told for source in part.sources)
    lacking = [words for words in both if not any(word in said for word in words)]
    return lacking[0] if len(lacking) == 1 and all(both) else set()


def like_told(query: Query, words: set[str], candidates: Sequence[Candidate], told: Sequence[Part]) -> Source | None:
    """The statement on what ``words`` name that says of it the like of what was told; None where nothing does."""
    keys = {source.clause.key for part in told for source in part.sources}
    first = next((each for each in candidates if each.clause.key in keys), None)
    for each in candidates if first else ():
        speaks = any(word in fold(each.statement.text) for word in words)
        fits = query.form is None or is_of_form(each.statement.text, query)
        if not (first and speaks and fits):
            continue
        if each.score >= NEAR * first.score or likeness(each.statement, first.statement) >= ALIKE:
            return Source(each.clause, each.statement.span)
    return None


def _apart(one: str, other: str) -> tuple[set[str], set[str]]:
    """The words of each of two things that the other's name does not hold."""
    words = [[word for word in dictionary().cut(name) if len(word.text) > 1] for name in (one, other)]
    told = [{word.text for word in name if word.tag.startswith(TELLING)} for name in words]
    if not all(told):
        told = [{word.text for word in name if word.tag.startswith((*TELLING, ACTS))} for name in words]
    return told[0] - told[1], told[1] - told[0]
