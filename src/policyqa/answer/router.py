"""From what was found to what is said: the route that fits the question, each only where the text bears it out.

In order: all tasks of a unit; a document's own number and date; texts that disagree; a table as a whole; figures to be reached;
several questions at once; several regions; and, for what is left, one direct answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import astuple, replace
from functools import partial
from itertools import pairwise

from policyqa.answer.about import about_document, asks_unstated
from policyqa.answer.adding_up import with_adding_up
from policyqa.answer.busiest import busiest
from policyqa.answer.choose import COMPARES
from policyqa.answer.cited import cited
from policyqa.answer.computed import DIFFERS, with_difference, with_result
from policyqa.answer.dated import with_date
from policyqa.answer.defining import DEFINES
from policyqa.answer.direct import THRESHOLD, Direct, Scope
from policyqa.answer.disagreements import are_disagreements, compares_texts, disagreements
from policyqa.answer.entitled import entitled
from policyqa.answer.forbidden import forbidden
from policyqa.answer.goals import goals
from policyqa.answer.goals_of_value import goals_of_value
from policyqa.answer.membership import membership, with_named
from policyqa.answer.narrowed import of_own_value
from policyqa.answer.pairs import each_of_pair, each_of_times, lacking_of_pair, lacking_side, like_told, names_of_pair
from policyqa.answer.parts import Part, is_faithful, narrows, once, repeats, tells_more
from policyqa.answer.payers import of_told_sum
from policyqa.answer.premises import with_premise
from policyqa.answer.several import Several
from policyqa.answer.shared_by import shared_by
from policyqa.answer.side_by_side import SideBySide, scene_of, understood
from policyqa.answer.sides import of_matter, sides_of
from policyqa.answer.subquestions import subquestions
from policyqa.answer.summed import addends, total, with_share, with_sum, with_total
from policyqa.answer.tables import compared_rows, over_table
from policyqa.answer.tasks import OF_TABLE, leaders, tasks_of_unit
from policyqa.answer.two_readings import OF_TWO, tells_apart, two_readings
from policyqa.answer.units import with_duty
from policyqa.answer.units_of_part import units_of_part
from policyqa.facts.book import FactBook
from policyqa.retrieve.asker import values_of
from policyqa.retrieve.contrasts import years_of
from policyqa.retrieve.flows import flows_otherwise
from policyqa.retrieve.focus import QUOTED, Focus
from policyqa.retrieve.forms import PLAIN
from policyqa.retrieve.hybrid import Found, HybridRetriever
from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.mentions import foreign_places, foreign_roles, regions_named, without_documents
from policyqa.retrieve.query import Query, leans
from policyqa.text.fold import fold, has_chinese
from policyqa.text.places import names_of_parts

#: Who leads or helps is asked of the matter before it, and names none: 配合单位有谁.
OF_ROLES = re.compile("(?:责任|牵头|主办|配合|协办)(?:单位|部门)")


#: A small place, which no dictionary knows.
SMALL_PLACE = re.compile("[一-鿿]{2,4}?(?:镇|街道|街办|乡|社区|村)(?=[那这的几有])")
#: How sure it has to be that a question is answered which names no matter in words that the dictionary knows as such.
SURE_OF_NO_NAME = 0.9
#: Says something of every part of a city.
_EVERY = re.compile("[每各]个?(?:区县|县区|县|区|镇|街道|乡)")
#: Asks the same of another place: 谁牵头？甲新区的呢？
_OTHER_REGION = re.compile(r"(?P<one>[^？?]{4,}[？?，])(?P<other>[^，。？?]{2,10}?)的?呢[？?。]*")
#: Asks for more of each of what is listed: 是哪两个，各投多少.
OF_ROWS = re.compile("(?:都|又)?(?:各|分别)")


class Router:
    """Chooses what is said on a question."""

    def __init__(self, retriever: HybridRetriever, focus: Focus, direct: Direct) -> None:
        self._retriever = retriever
        self._focus = focus
        self._direct = direct
        self._documents = retriever.documents
        self._sides = SideBySide(retriever, direct)
        self._several = Several(retriever, focus, direct, of_one=self._of_one, of_other=self._of_other)

    def parts(self, query: Query, found: Found, scope: Scope) -> list[Part]:
        """What is said on ``query``, in order; nothing where the text is silent. Every figure stands in a quoted source."""
        return self._parts(query, found, scope) or self._of_every_district(query, scope)

    def _parts(self, query: Query, found: Found, scope: Scope) -> list[Part]:
        if of_both := self._of_both(query, scope):
            query, found = of_both, self._retriever.search(of_both, doc_ids=scope)
        if not query.mentions.regions and foreign_places(query.asked, self._retriever.corpus, query.mentions.parts):
            return []
        if told := entitled(query, self._direct.rules, self._direct.book(scope).documents, self._focus.words):
            return [part for part in told if is_faithful(part, self._documents)]
        if (
            (self._names_nothing(query) and self._direct.sure(query, found) < SURE_OF_NO_NAME)
            or asks_unstated(query, self._documents)
            or self._leaves(query)
        ):
            return []
        if summed := self._of_sum(query, scope):
            return summed
        asked = subquestions(query.asked, names=self._names)
        book = self._direct.book(scope)
        of_part = self._first_of(
            query, [lambda: busiest(query, book), lambda: units_of_part(query, found, found.weights, book)]
        )
        whole = of_part or self._looked_up(query, found, book)
        of_texts = are_disagreements(whole) and compares_texts(query.asked)  # 写的是一所还是一所以上？两份一致吗
        if len(asked) > 1 and not (of_part or of_texts) and not self._sides.compares(query, asked):
            each = self._several.told(query, asked, found, scope)
            more = each and (not whole or (tells_more(each, whole) and not _adds_up(whole, each, self._direct.book(scope))))
            if more and not (whole and any(OF_ROWS.match(one.text) for one in asked[1:])):
                of_all = without_documents(asked[0].text) != asked[0].text  # 58号文还要再建几个: of that alone
                named = query.mentions if of_all else replace(query.mentions, doc_ids=())
                return self._finished(replace(query, mentions=named), found, each, scope, several=True)
        return self._routed(query, found, scope, whole=whole)

    def _of_every_district(self, query: Query, scope: Scope) -> list[Part]:
        """What the text says of every district, where it is asked of one: 每个区县至少建成1所."""
        parts = query.mentions.parts
        names = [name for region in query.mentions.regions for name, full in names_of_parts(region).items() if full in parts]
        if not names:
            return []
        longest_first = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        one = understood(self._retriever, re.sub(longest_first, "每个区县", query.asked), scene_of(query))
        one = replace(one, mentions=replace(query.mentions, parts=()))
        told = self._parts(one, self._retriever.search(one, doc_ids=scope), scope)
        return told if all(any(_EVERY.search(source.text) for source in part.sources) for part in told) else []

    def _of_both(self, query: Query, scope: Scope) -> Query | None:
        """The query for two regions, of which a question names only the other: 谁牵头？甲新区呢？ None for any other."""
        asks = _OTHER_REGION.fullmatch(query.asked)
        policies = self._direct.policies
        if asks is None or regions_named(asks["one"], policies) or not (other := regions_named(asks["other"], policies)):
            return None
        one = understood(self._retriever, asks["one"], scene_of(query))
        elsewhere = [
            doc_id
            for doc_id, document in self._documents.items()
            if document.policy.region not in (None, *other) and (scope is None or doc_id in scope)
        ]
        own = self._retriever.search(one, doc_ids=elsewhere).evidence if elsewhere else ()
        if not own:
            return None
        region = self._documents[own[0].clause.doc_id].policy.region or ""
        return replace(one, mentions=replace(one.mentions, regions=(region, *other)))

    def _routed(self, query: Query, found: Found, scope: Scope, *, whole: Sequence[Part]) -> list[Part]:
        """What is said on one question, by the first route that says something."""
        book = self._direct.book(scope)
        routes: tuple[Callable[[], Sequence[Part]], ...] = (
            lambda: whole,
            lambda: self._several.referred(query, found),
            lambda: self._sides.told(query, found, scope) if sides_of(query.mentions, self._documents) else [],
            lambda: [with_result(query, part) for part in goals(query, found, found.weights, book)],
            lambda: self._sides.told(query, found, scope),
            lambda: self._direct.answer(query, found, book),
        )
        parts = self._first_of(query, routes)
        if parts:
            read = partial(self._direct.of_stretch, query)
            return self._finished(query, found, [of_own_value(query, part, read) for part in parts], scope)
        return self._of_pair(query, scope) or [part for part in forbidden(query, found) if is_faithful(part, self._documents)]

    def _looked_up(self, query: Query, found: Found, book: FactBook) -> list[Part]:
        """What is looked up: a unit's tasks, a clause by its place, a document's number, disagreements, readings, tables."""
        routes: tuple[Callable[[], Sequence[Part]], ...] = (
            lambda: leaders(query, book) or tasks_of_unit(query, book),
            lambda: membership(query, found, book.documents),
            lambda: goals_of_value(query, book),
            lambda: shared_by(query, self._direct.rules, book.documents),
            lambda: cited(query, book.documents),
            lambda: about_document(query, found, book.documents),
            lambda: self._of_readings(query, found, book) if OF_TWO.search(query.asked) else [],
            lambda: disagreements(query, found, of_matter(found.weights, query), book),
            lambda: [] if OF_TWO.search(query.asked) else self._of_readings(query, found, book),
            lambda: self._of_table(query, book),
        )
        return self._first_of(query, routes)

    def _first_of(self, query: Query, routes: Sequence[Callable[[], Sequence[Part]]]) -> list[Part]:
        """The parts of the first route that says something of the question's place, each once and with figures quoted."""
        for route in routes:
            said = (part for part in once(route()) if _is_of(query.place, part))
            if parts := [part for part in said if is_faithful(part, self._documents)]:
                return parts
        return []

    def _finished(self, query: Query, found: Found, parts: list[Part], scope: Scope, *, several: bool = False) -> list[Part]:
        """The parts with who sees to it, the other of two things and their difference, as far as the question asks for it.

        Of ``several`` questions the one that asks who was answered by itself.
        """
        if self._is_of_others(parts, query.mentions.doc_ids):
            parts = self._of_named(query, found, scope)
        if not parts:
            return []
        with_units = parts if several else with_duty(query, parts, self._direct.book(scope))
        right = with_premise(query, found, with_units, self._documents)
        whole = [with_date(query.asked, part) for part in once([*right, *self._of_other(query, found, parts)])]
        whole = [*whole[:1], *(of_told_sum(query.asked, part, before) for before, part in pairwise(whole))]
        told = with_share(query.asked, with_sum(query.asked, with_difference(query.asked, whole)))
        told = with_named(query.asked, with_adding_up(query, with_total(query, told)))
        return (self._of_pair(query, scope) if self._lacks(query, told) else []) or told

    def _is_of_others(self, parts: Sequence[Part], named: Sequence[str]) -> bool:
        """Whether all that is told stands in other documents than those named: of these it is asked what they say."""
        return bool(named) and not any(source.clause.doc_id in named for part in parts for source in part.sources)

    def _of_named(self, query: Query, found: Found, scope: Scope) -> list[Part]:
        """What the documents that the question names say: another one may hold its year or figure, which these deny."""
        here = without_documents(query.asked) != query.asked  # and not an earlier question
        named = [each for each in found.evidence if here and each.clause.doc_id in query.mentions.doc_ids]
        near = replace(found, evidence=tuple(named))
        if not named or self._direct.sure(query, near) < THRESHOLD:
            return []
        parts = [
            part for part in self._direct.answer(query, near, self._direct.book(scope)) if is_faithful(part, self._documents)
        ]
        return [] if self._is_of_others(parts, query.mentions.doc_ids) else parts

    def _lacks(self, query: Query, told: Sequence[Part]) -> bool:
        """Whether what was told lacks one of two things that the question compares, or their difference."""
        undone = DIFFERS.regex.search(query.asked) is not None and not any(part.computed for part in told)
        undone |= query.value is not None and each_of_times(query.asked) is not None and not _tells_both_times(query, told)
        apart = Kind.DEFINITION in query.kinds and names_of_pair(query.asked) is not None
        undone |= apart and not any(DEFINES.search(part.text) for part in told)
        of_value = query.value is not None and Kind.JUDGEMENT not in query.kinds
        return undone or (
            (of_value or COMPARES.search(query.asked) is not None) and bool(lacking_of_pair(query, told, self._focus.words))
        )

    def _of_pair(self, query: Query, scope: Scope) -> list[Part]:
        """What is said of each of two things that the question compares, with their difference where it asks for it.

        Nothing unless something else is surely said of each.
        """
        each = None if sides_of(query.mentions, self._documents) else each_of_times(query.asked) or each_of_pair(query.asked)
        told: list[Part] = []
        book = self._direct.book(scope)
        for asked in each or ():
            one = understood(self._retriever, asked, scene_of(query))
            one = replace(one, kinds=query.kinds, form=query.form or one.form, mentions=query.mentions)
            own = self._retriever.search(one, doc_ids=scope)
            parts = goals(one, own, own.weights, book) or self._direct.answer(one, own, book)
            said = [part for part in parts if is_faithful(part, self._documents)][:1]
            if (
                not said
                or self._direct.sure(one, own) < THRESHOLD
                or any(repeats(said[0], part, self._documents) for part in told)
            ):
                return []
            told = [*(part for part in told if not narrows(part, said[0])), *said]
        return compared_rows(query.asked, told, book) or with_difference(query.asked, told)

    def _of_sum(self, query: Query, scope: Scope) -> list[Part]:
        """What is given for each of several things and what that makes together; nothing unless a sum is sure for each."""
        each = addends(query.asked) if Kind.AMOUNT in query.kinds else []
        told: list[Part] = []
        for addend in each:
            one = understood(self._retriever, addend.asked, "。".join(filter(None, (scene_of(query), addend.scene))))
            one = replace(one, mentions=query.mentions)
            own = self._retriever.search(one, doc_ids=scope)
            if self._direct.sure(one, own) < THRESHOLD:
                return []
            parts = self._direct.answer(one, own, self._direct.book(scope))
            told += [part for part in parts if is_faithful(part, self._documents)][:1]
        apart = len({part.text.partition("。")[0] for part in told}) == len(each) > 0
        whole = total(query.asked, each, told) if apart else None
        return [*told, whole] if whole else []

    def _of_readings(self, query: Query, found: Found, book: FactBook) -> list[Part]:
        """Where each of two readings stands that the question names; of figures only if the evidence surely answers."""
        told = two_readings(query, found, book.documents)
        return told if told and (tells_apart(query.asked) or self._direct.sure(query, found) >= THRESHOLD) else []

    def _of_table(self, query: Query, book: FactBook) -> list[Part]:
        compares_shares = query.value == "比例" and bool(sides_of(query.mentions, self._documents))  # 全市和甲区谁定得高
        if compares_shares or foreign_roles(query.text, self._retriever.corpus):
            return []
        return [part for part in over_table(query, book) if self._tells(part, query)]

    def _of_other(self, query: Query, found: Found, parts: Sequence[Part]) -> list[Part]:
        """What is said of the other of two things where the ``parts`` speak of one only."""
        words = lacking_of_pair(query, parts, self._focus.words)
        speaks = (lambda text: any(word.match(fold(text)) == 1 for word in words)) if words else lacking_side(query, parts)
        if speaks is None or sides_of(query.mentions, self._documents):
            return []
        other = like_told(query, speaks, self._direct.candidates(query, found), parts)
        said = [self._direct.said(other, whole=False)] if other else []
        return [part for part in said if is_faithful(part, self._documents)]

    def _names(self, clause: str) -> bool:
        """Whether a clause names something of its own to ask about, if only a small place: 丙镇那个几张床."""
        places = (match[0] for match in SMALL_PLACE.finditer(clause))
        return bool(self._focus.words(OF_ROLES.sub("", clause))) or any(place in self._retriever.corpus for place in places)

    def _names_nothing(self, query: Query) -> bool:
        """Whether a question that goes on from none names no matter, document, region or place in one: 你是谁, 讲个笑话."""
        if not has_chinese(query.asked):
            return True
        goes_on = query.text != query.asked
        quotes = any(place.search(query.asked) for place in (QUOTED, OF_TABLE))
        return not (goes_on or quotes or query.official or any(astuple(query.mentions)) or self._direct.naming(query))

    def _leaves(self, query: Query) -> bool:
        """Whether a question that was taken to go on from the one before names only things no document knows: 股票怎么买."""
        if query.text == query.asked or leans(query.asked):
            return False
        things = [word for word in self._focus.words(query.asked) if word.is_noun or len(word.text) > 2]
        if values_of(query.asked):  # 念了个职高: his case, not another matter
            return False
        return bool(things) and not any(word.match(self._retriever.corpus) for word in things)

    def _of_one(self, query: Query, found: Found, scope: Scope) -> list[Part]:
        """What one of several questions is answered."""
        book = self._direct.book(scope)
        listed = self._looked_up(query, found, book)
        return listed or goals(query, found, found.weights, book) or self._direct.answer(query, found, book)

    def _tells(self, part: Part, query: Query) -> bool:
        """Whether a part of a table may tell what is asked for: a value plain to see, money of the way that is asked for."""
        if flows_otherwise(query.asked, fold(part.text)):
            return False
        return query.value not in PLAIN or self._direct.holds_value(part, query)


def _is_of(place: str, part: Part) -> bool:
    """Whether a part speaks of the place that a follow-up put in that of the question before: 碑林那家呢."""
    return not place or any(place in source.text for source in part.sources)


def _tells_both_times(query: Query, told: Sequence[Part]) -> bool:
    """Whether what was told names both of the years for which a figure is asked."""
    said = fold("".join(part.text for part in told))
    return years_of(without_documents(query.asked)) <= years_of(said)


def _adds_up(whole: Sequence[Part], each: Sequence[Part], book: FactBook) -> bool:
    """Whether one answer tells rows of a table, and several tell no more than its sums: 哪些项目，总投资各多少.

    Where it adds the rows up itself (几个项目，总投资合计多少) others of the table add nothing either.
    """
    own = [source.clause for part in whole for source in part.sources]
    table = book.table_of(own[0]) if own else None
    if table is None or not all(row in table.rows for row in own):
        return False
    told = [
        table.total,
        *(group.heading for group in table.groups),
        *(table.rows if any(part.computed for part in whole) else own),
    ]
    return all(source.clause in told for part in each for source in part.sources)
