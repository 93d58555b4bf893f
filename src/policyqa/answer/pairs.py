"""Two things of one sort in one question, 职工和居民各缴多少: where an answer tells of one of them only, the other as well."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate

from policyqa.answer.choose import ALIKE, COMPARES, Candidate, is_of_form, likeness
from policyqa.answer.computed import DIFFERS
from policyqa.answer.parts import Part, Source
from policyqa.facts.rules import Value
from policyqa.retrieve.asker import values_of
from policyqa.retrieve.contrasts import years_of
from policyqa.retrieve.focus import RARE, FocusWord
from policyqa.retrieve.mentions import without_documents
from policyqa.retrieve.query import Query
from policyqa.text.fold import fold
from policyqa.text.words import dictionary

#: Two things that a question names side by side, or of which it asks by how much the one is more: 国家级比省级多奖多少.
_NAME = "[^和与跟同,，。;；:：、?？!！]"
_THAN = rf"比(?=[^,，。;；:：、?？!！]{{2,8}}(?:{DIFFERS.regex.pattern}))"
PAIR = re.compile(rf"(?P<one>{_NAME}{{2,12}})(?:[和与跟]|同(?![为样时一])|{_THAN})(?P<other>{_NAME}{{2,14}})")
#: … and two of whom each is told as one: 我俩一个念到本科一个念的职高.
ONE_AND_ONE = re.compile(rf"一[个位家](?P<one>{_NAME}{{2,8}}?)，?另?一[个位家](?P<other>{_NAME}{{2,8}})")
#: … and two of which the one was before and the other is now: 从三星升成四星了.
RISEN = re.compile(
    rf"从(?P<one>{_NAME}{{1,8}}?)(?:升|涨|提|变|改|转|评)[一-鿿]?(?:到|成|为)(?:了)?(?P<other>{_NAME}{{1,10}}?)(?=了|的|[,，。;；?？])"
)
#: … and two classes by their letters or numbers: A类和C类.
_OF_CLASS = "(?:[a-z甲乙丙丁戊一二三四五六七八九十]|\\d{1,2})"
CLASSES = re.compile(
    rf"(?P<one>{_OF_CLASS}(?P<kind>[类级档等]))家?[户庭]?[和与跟同](?P<other>{_OF_CLASS}(?P=kind))(?![和与跟同、])", re.I
)
#: Asks the same of each of them.
OF_EACH = re.compile("各|分别")
#: Words that ask how far the two are apart: each of them is asked for by itself without these.
APART = re.compile(f"{COMPARES.pattern}|{DIFFERS.regex.pattern}")
#: Asks what sets them apart: each of them is asked what it is.
TOLD_APART = re.compile("(?:到底|究竟)?(?:怎么|咋|如何)个?(?:区分|划分)")
#: A year, or the end of a five-year plan, for which a figure is asked, with what it names there; and from one to another.
TIME = re.compile('20\\d\\d年?(?:[底末]|年底)?|"?十[一二三四五]五"?(?:时期|期间)?的?期?末')
TIMED = re.compile(
    f"(?P<time>{TIME.pattern})的?(?:全[市省区县])?(?:目标|实际|现状|[底基]|起点|终点|指标)?[数值]?(?:[与和跟、到至](?={TIME.pattern}))?"
)
FROM_TO = re.compile("从[^，。？]{2,12}(?:到|至)|起点|终点")
#: How near it has to come to what was told, where it says nothing like it.
NEAR = 0.9
#: The words that a name turns on.
Names = Callable[[str], Sequence[FocusWord]]
#: Whether a statement speaks of something.
Says = Callable[[str], bool]


def lacking_of_pair(query: Query, told: Sequence[Part], names: Names) -> list[FocusWord]:
    """The words of the one of two things that ``told`` does not speak of.

    None where no such two are asked for, or both or neither are told of.
    """
    pair = _pair(fold(query.asked))
    if pair is None:
        return []
    if pair.re is CLASSES:
        return _lacking_class(pair, fold("".join(part.text for part in told)))
    one, other = names(pair["one"]), names(_other(pair))
    texts = {word.text for word in one} & {word.text for word in other}
    both = [[word for word in words if word.text not in texts] for words in (one, other)]
    said = " ".join(fold(source.text) for part in told for source in part.sources)
    lacking = [words for words in both if not any(word.match(said) == 1 for word in words)]
    return lacking[0] if len(lacking) == 1 and all(both) else []


def _lacking_class(pair: re.Match[str], said: str) -> list[FocusWord]:
    """The class of two that what was told does not name."""
    lacking = [name for name in (pair["one"], pair["other"]) if name.lower() not in said.lower()]
    return [FocusWord(lacking[0], RARE, ())] if len(lacking) == 1 else []


def lacking_side(query: Query, told: Sequence[Part]) -> Says | None:
    """What tells a statement on the one of two sides that ``told`` leaves out: 营利性 and 非营利性, of which it tells one.

    None where the question does not ask for both, or nothing or both are told.
    """
    if not any(each.search(query.asked) for each in (OF_EACH, COMPARES, DIFFERS.regex)):
        return None
    said = values_of(" ".join(source.text for part in told for source in part.sources))
    for name, wanted in values_of(query.asked).items():
        lacking = wanted - said.get(name, frozenset())
        if len(wanted) == 2 and len(lacking) == 1:
            return partial(_is_of, name, lacking)
    return None


def _is_of(name: str, side: frozenset[Value], text: str) -> bool:
    return values_of(text).get(name) == side


def _pair(asked: str) -> re.Match[str] | None:
    """Two things of each of which a question asks the same, or asks how they differ; two classes are asked about alike."""
    if classes := CLASSES.search(asked):
        return classes
    pair = ONE_AND_ONE.search(asked) or RISEN.search(asked) or PAIR.search(asked)
    asks = (OF_EACH, COMPARES, DIFFERS.regex)
    return pair if pair and any(each.search(asked, pair.start("other")) for each in asks) else None


def _other(pair: re.Match[str]) -> str:
    """The name of the second of two things: it ends where it is asked about, or is about as long as the first one's."""
    if pair.re is CLASSES:
        return pair["other"]
    asks = DIFFERS.regex if pair.string[pair.start("other") - 1] == "比" else OF_EACH
    if each := asks.search(pair["other"], 1):
        return pair["other"][: each.start()]
    ends = list(accumulate(len(word.text) for word in dictionary().cut(pair["other"])))
    return pair["other"][: min(ends, key=lambda end: abs(end - len(pair["one"])))]


def names_of_pair(asked: str) -> tuple[str, str] | None:
    """The names of the two things that ``asked`` compares; None where it does not."""
    pair = _pair(fold(asked))
    return (pair["one"], _other(pair)) if pair else None


def each_of_pair(asked: str) -> tuple[str, str] | None:
    """The question for each of two things that ``asked`` compares; None where it does not."""
    asked = TOLD_APART.sub("是什么", asked)
    pair = _pair(asked)
    if pair is None:
        return None
    other = _other(pair)
    before, behind = asked[: pair.start("one")], asked[pair.start("other") + len(other) :]
    return APART.sub("多少", f"{before}{pair['one']}{behind}"), APART.sub("多少", f"{before}{other}{behind}")


def each_of_times(asked: str) -> tuple[str, str] | None:
    """The question for each of two times for which ``asked`` wants one figure; None where it names other than two.

    十三五末的实际数与2025年目标分别是多少 asks for what was and for what is to be.
    """
    years = set().union(*(years_of(match[0]) for match in TIME.finditer(without_documents(asked))))
    if len(years) != 2 or not any(each.search(asked) for each in (OF_EACH, COMPARES, DIFFERS.regex, FROM_TO)):
        return None
    one, other = sorted(years)
    said = APART.sub("多少", OF_EACH.sub("", asked))
    return _of_year(said, one, but=other), _of_year(said, other, but=one)


def _of_year(asked: str, year: str, *, but: str) -> str:
    """``asked`` of one year, without what it says of another one, and without quotation marks around its own."""
    own = TIMED.sub(lambda match: "" if but in years_of(match["time"]) else match[0], asked)
    return TIME.sub(lambda match: match[0].replace('"', ""), own) if year in years_of(own) else f"{year}年{own}"


def like_told(query: Query, speaks: Says, candidates: Sequence[Candidate], told: Sequence[Part]) -> Source | None:
    """The statement that ``speaks`` of the other one and says of it the like of what was told; None where nothing does."""
    keys = {source.clause.key for part in told for source in part.sources}
    first = next((each for each in candidates if each.clause.key in keys), None)
    for each in candidates if first else ():
        fits = query.form is None or is_of_form(each.statement.text, query)
        if not (first and fits and speaks(each.statement.text)):
            continue
        if each.score >= NEAR * first.score or likeness(each.statement, first.statement) >= ALIKE:
            return Source(each.clause, each.statement.span)
    return None
