"""Two things of one sort in one question, 职工和居民各缴多少: where an answer tells of one of them only, the other as well."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from policyqa.answer.choose import ALIKE, COMPARES, Candidate, is_of_form, likeness
from policyqa.answer.computed import DIFFERS
from policyqa.answer.parts import Part, Source
from policyqa.retrieve.focus import FocusWord
from policyqa.retrieve.query import Query
from policyqa.text.fold import fold
from policyqa.text.words import dictionary

#: Two things that a question names side by side.
_NAME = "[^和与跟同,，。;；:：、?？!！]"
PAIR = re.compile(rf"(?P<one>{_NAME}{{2,12}})[和与跟同](?P<other>{_NAME}{{2,14}})")
#: Asks the same of each of them.
OF_EACH = re.compile("各|分别")
#: Words that ask how far the two are apart: each of them is asked for by itself without these.
APART = re.compile(rf"(?:{COMPARES.pattern}|{DIFFERS.regex.pattern})(?!一样)")
#: How near it has to come to what was told, where it says nothing like it.
NEAR = 0.9
#: The words that a name turns on.
Names = Callable[[str], Sequence[FocusWord]]


def lacking_of_pair(query: Query, told: Sequence[Part], names: Names) -> list[FocusWord]:
    """The words of the one of two things that ``told`` does not speak of.

    None where no such two are asked for, or both or neither are told of.
    """
    pair = _pair(fold(query.asked))
    if pair is None:
        return []
    one, other = (names(pair[name]) for name in ("one", "other"))
    both = [[word for word in own if word.text not in {each.text for each in beside}] for own, beside in ((one, other), (other, one))]
    said = " ".join(fold(source.text) for part in told for source in part.sources)
    lacking = [words for words in both if not any(word.match(said) == 1 for word in words)]
    return lacking[0] if len(lacking) == 1 and all(both) else []


def _pair(asked: str) -> re.Match[str] | None:
    """Two things of each of which a question asks the same, or asks how they differ."""
    pair = PAIR.search(asked)
    asks = (OF_EACH, COMPARES, DIFFERS.regex)
    return pair if pair and any(each.search(asked, pair.start("other")) for each in asks) else None


def each_of_pair(asked: str) -> tuple[str, str] | None:
    """The question for each of two things that ``asked`` compares; None where it does not.

    The second one's name ends where it is asked of each, or else is about as long as the first one's.
    """
    pair = _pair(asked)
    if pair is None:
        return None
    each = OF_EACH.search(pair["other"])
    ends = [0]
    for word in dictionary().cut(pair["other"][: each.start()] if each else pair["other"]):
        ends.append(ends[-1] + len(word.text))
    end = ends[-1] if each else min(ends[1:], key=lambda end: abs(end - len(pair["one"])))
    behind = asked[pair.start("other") + end :]
    before = asked[: pair.start("one")]
    one, other = (f"{before}{name}{behind}" for name in (pair["one"], pair["other"][:end]))
    return APART.sub("多少", one), APART.sub("多少", other)


def like_told(query: Query, words: Sequence[FocusWord], candidates: Sequence[Candidate], told: Sequence[Part]) -> Source | None:
    """The statement on what ``words`` name that says of it the like of what was told; None where nothing does."""
    keys = {source.clause.key for part in told for source in part.sources}
    first = next((each for each in candidates if each.clause.key in keys), None)
    for each in candidates if first else ():
        speaks = any(word.match(fold(each.statement.text)) == 1 for word in words)
        fits = query.form is None or is_of_form(each.statement.text, query)
        if not (first and speaks and fits):
            continue
        if each.score >= NEAR * first.score or likeness(each.statement, first.statement) >= ALIKE:
            return Source(each.clause, each.statement.span)
    return None
