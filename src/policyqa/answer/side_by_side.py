"""What each of several regions or documents says, side by side: of those named, or of all that state the value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import combinations, takewhile

from policyqa.answer.direct import THRESHOLD, Direct, Scope
from policyqa.answer.disagreements import ASKS as COMPARED
from policyqa.answer.goals import goals
from policyqa.answer.parts import Part, not_told
from policyqa.answer.sides import asked_of, named_in, of_matter, of_region, once_a_table, sides_of, told_apart
from policyqa.answer.subquestions import Asked
from policyqa.retrieve.hybrid import Found, HybridRetriever
from policyqa.retrieve.kinds import OPEN, Kind
from policyqa.retrieve.mentions import Mentions, without_documents, without_region
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import pairs
from policyqa.types import Question

#: Questions that end in so many characters alike ask the same of each side.
ALIKE = 4
#: How near to the best clause one of another region has to come to be told beside it.
NEAR = 0.5


class SideBySide:
    """Asks the same of each side."""

    def __init__(self, retriever: HybridRetriever, direct: Direct) -> None:
        self._retriever = retriever
        self._direct = direct
        self._documents = retriever.documents

    def compares(self, query: Query, asked: Sequence[Asked]) -> bool:
        """Whether a question asks the same of several regions or documents, rather than each question of its own."""
        sides = sides_of(query.mentions, self._documents)
        named = [named_in(each.text, sides, self._direct.policies) for each in asked] if sides else []
        if len(named) > 1 and not told_apart(query.asked, sides, self._documents):
            return False
        if not sides or max(map(len, named)) > 1 or len(set().union(*named)) < 2:
            return bool(sides)
        first, *others = asked
        if _of_matters_apart([reduce(without_region, sides, without_documents(each.text)) for each in asked]):
            return False
        return all(each.goes_on or _ending(each.text) == _ending(first.text) for each in others)

    def told(self, query: Query, found: Found, scope: Scope) -> list[Part]:
        """What each of several regions or documents says, named by it: of those named, or of all that state the value."""
        named = sides_of(query.mentions, self._documents)
        sides = named or {region: of_region(region, self._documents) for region in self._regions_found(query, found)}
        if len(sides) < 2:
            return []
        parts: list[Part] = []
        #  多少钱，归谁管: a part for each; where no form is asked for, as 有何不同, what comes next as well
        told, each = 0, max(1 if query.form else 2, len(query.kinds & {Kind.AMOUNT, Kind.UNIT}))
        asked = {side: self._of_side(query, side, named) if named else query for side in sides}
        within = {side: [each for each in doc_ids if scope is None or each in scope] for side, doc_ids in sides.items()}
        found_of = {side: once_a_table(self._retriever.search(one, doc_ids=within[side])) for side, one in asked.items()}
        found_of = {side: replace(own, weights=of_matter(own.weights, query)) for side, own in found_of.items()}
        told_of = {
            side: self._direct.candidates(one, found_of[side])
            for side, one in asked.items()
            if named and self._direct.sure(one, found_of[side]) >= THRESHOLD
        }
        for side, one in asked.items():
            own, book = found_of[side], self._direct.book(within[side])
            others = [candidates for other, candidates in told_of.items() if other != side]
            said = goals(one, own, own.weights, book) or self._direct.answer(one, own, book, sides=others)
            parts += [replace(part, text=f"{'' if i else f'{side}：'}{part.text}") for i, part in enumerate(said[:each])]
            told += bool(said)
            parts += [] if said or not named else [not_told(side)]
        return parts if told > (not named) else []

    def _of_side(self, query: Query, side: str, sides: Mapping[str, Sequence[str]]) -> Query:
        """``query`` about one of the ``sides`` that it names, without what it asks about the others."""
        asked, is_all = asked_of(side, query.asked, sides, self._direct.policies)
        one = replace(query, asked=asked) if is_all else understood(self._retriever, asked, scene_of(query))  # embedded once
        mentions = Mentions(
            tuple(doc_id for doc_id in sides[side] if doc_id in query.mentions.doc_ids),
            tuple(dict.fromkeys(region for doc_id in sides[side] if (region := self._documents[doc_id].policy.region))),
            one.mentions.labels,
        )
        return replace(one, kinds=one.kinds | query.kinds, form=one.form or query.form, mentions=mentions)

    def _regions_found(self, query: Query, found: Found) -> tuple[str, ...]:
        """The regions whose clauses fit about as well as the best one, when a value is asked for without naming any."""
        if query.value is None or query.mentions.doc_ids or query.mentions.regions:
            return ()
        near = [each for each in found.evidence if each.score >= NEAR * found.evidence[0].score]
        regions = dict.fromkeys(self._documents[each.clause.doc_id].policy.region for each in near)
        return tuple(region for region in regions if region)


def _ending(text: str) -> str:
    """How a question ends, but for that it asks once more, and whether it is the same: 又怎么提，口径变没变."""
    clauses = text.replace("又", "").split("，")
    return next((each for each in reversed(clauses) if not COMPARED.regex.search(each)), text)[-ALIKE:]


def _of_matters_apart(asked: Sequence[str]) -> bool:
    """Whether questions that end alike are on matters with nothing in common: 拓展的服务名称是什么, 平台架构是什么."""
    backwards = zip(*(reversed(text) for text in asked), strict=False)
    ending = sum(1 for _ in takewhile(lambda chars: len(set(chars)) == 1, backwards))
    matters = [set(pairs(text[: len(text) - ending])) for text in asked]
    return all(matters) and all(one.isdisjoint(other) for one, other in combinations(matters, 2))


def understood(retriever: HybridRetriever, asked: str, before: str) -> Query:
    """The query for a part of a question, about what is told ``before`` it."""
    own = retriever.understand(Question(asked))
    if not before:
        return own
    query = retriever.understand(Question(f"{before}。{asked}"))
    opens = OPEN.search(asked) is not None and own.form is None  # 与什么融合互认, behind 试点多少张
    of_before = replace(query.mentions, regions=own.mentions.regions or query.mentions.regions)
    mentions = own.mentions if own.mentions.doc_ids else of_before
    return replace(
        query,
        asked=own.asked,
        kinds=own.kinds or (frozenset() if opens else query.kinds),
        form=own.form or (None if own.kinds or opens else query.form),
        mentions=mentions,
    )


def scene_of(query: Query) -> str:
    """What was said before the question itself, as far as it leans on it."""
    return query.text.removesuffix(query.asked).rstrip("。")
