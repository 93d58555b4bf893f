"""What is said on each of several questions in one: by itself, beside what is told on the others, or that nothing is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from policyqa.answer.choose import is_of_form
from policyqa.answer.dated import with_date
from policyqa.answer.direct import THRESHOLD, Direct, Scope
from policyqa.answer.extent import with_else
from policyqa.answer.parts import Part, Source, is_faithful, is_quoted, not_told, repeats
from policyqa.answer.recurring import recurs_otherwise
from policyqa.answer.referring import said_of
from policyqa.answer.side_by_side import scene_of, understood
from policyqa.answer.sides import of_region
from policyqa.answer.subquestions import Asked, is_told
from policyqa.answer.table_cells import cells_asked
from policyqa.answer.units import duty_of, with_count
from policyqa.retrieve.flows import GIVEN, asked_flow
from policyqa.retrieve.focus import Focus
from policyqa.retrieve.forms import AMOUNT, BARE, BESIDE, FURTHER, MONEY, form_of
from policyqa.retrieve.hybrid import Found, HybridRetriever
from policyqa.retrieve.kinds import Kind, kinds_of
from policyqa.retrieve.mentions import names_region, regions_named, without_documents
from policyqa.retrieve.query import LIKEWISE, OF_TIME, Query, leans
from policyqa.retrieve.statements import spoken_of, statements_of
from policyqa.text.fold import fold

#: What the whole question's score of a clause counts for each of several questions in it.
WHOLE_SHARE = 0.35
#: How sure it has to be that several questions are answered: on average, or that one of them is.
SURE, SURE_OF_ONE = 0.5, 0.88
#: How sure it has to be of one whose neighbours are answered, from the documents that answer these, of a value there, and
#: of one that names no thing and asks no value.
SURE_BESIDE, SURE_OF_VALUE, SURE_OF_ANY = 0.25, 0.15, 0.4
#: How sure it has to be that what answers one best is what was told on its neighbours, for it to be answered by that.
SURE_TOLD = 0.8
#: Of so much of what it names something has to speak to be told for it, where what fits best was told on another question.
SPOKEN = 0.35
#: A question with fewer characters that names nothing leans on its scene: 市里奖多少.
LEANS = 6
#: Asks for the part of one who pays, of what is told: 市上担多少.
_PAYS = re.compile("[掏出担摊配拿][^，。？]{0,3}(?:多少|几)")
#: Values that the clauses which were told of are asked for first.
GOES_ON = BESIDE | {"比例"}

#: What one of several questions is answered, and what is said of the other of two things in it.
OfOne = Callable[[Query, Found, Scope], list[Part]]
OfOther = Callable[[Query, Found, Sequence[Part]], list[Part]]


class Several:
    """Answers several questions of one text."""

    def __init__(self, retriever: HybridRetriever, focus: Focus, direct: Direct, *, of_one: OfOne, of_other: OfOther) -> None:
        self._retriever = retriever
        self._focus = focus
        self._direct = direct
        self._documents = retriever.documents
        self._of_one = of_one
        self._of_other = of_other

    def told(self, query: Query, asked: Sequence[Asked], found: Found, scope: Scope) -> list[Part]:
        """The first part of the answer to each of several questions, and which of them the documents do not answer.

        What is surely said comes first. Nothing where these are not surely answered.
        """
        before = scene_of(query)
        told: list[Part] = []
        answers: list[tuple[Query, Found, list[Part], bool]] = []
        sure: list[tuple[float, bool]] = []
        one, regions = query, None
        for each in asked if len(asked) > 1 else []:
            one = replace(self._asked(each, before, None if one is query else one), said=query.said)
            regions = one.mentions.regions if regions is None else regions  # what the first names, and none further on
            if len(regions) == 1 and not one.mentions.regions and not one.mentions.doc_ids:
                one = replace(one, mentions=replace(one.mentions, regions=regions))
            if told and (said_of_units := with_count(told[-1].text, each.text)) != told[-1].text:
                told[-1] = replace(told[-1], text=said_of_units)
                answers[-1][2][-1:] = told[-1:]
                continue
            if told and (cells := self._cells(each.text, told[-1])):
                told += cells
                answers.append((one, found, cells, True))
                continue
            if (
                each.goes_on
                and told
                and (is_told(each.text, told[-1].text) or (not _PAYS.search(each.text) and self._holds_all(one, told[-1])))
            ):
                continue
            if told and each.goes_on and (dated := self._dated(each.text, told[-1])):
                told[-1] = dated
                answers[-1][2][-1:] = told[-1:]
                continue
            if named := self._by_number(one, told):
                told += named
                answers.append((one, found, named, True))
                sure.append((1.0, True))
                continue
            own = self._in_named(one, each, scope) or self._retriever.search(one, doc_ids=scope)
            by_itself = None
            if alone := self._by_itself(each, asked, one, before):
                other = self._retriever.search(alone, doc_ids=scope)
                sure_alone = self._direct.sure(alone, other)
                of_other = sure_alone >= THRESHOLD and self._names_other_region(each)
                if of_other or sure_alone > self._direct.sure(one, own):
                    one, own = alone, other
                else:
                    by_itself = (alone, other)
            weighed = _weighed(own, found)
            goes_on = each.goes_on and told and one.form and one.form.name in GOES_ON
            parts = self._going_on(one, own, told) if goes_on else self._of_one(one, weighed, scope)
            said = [part for part in parts if is_faithful(part, self._documents)]
            known = [any(repeats(part, other, self._documents) for other in told) for part in said[:1]]
            apart = self._apart(one, weighed, said[0], told) if any(known) else []
            if any(known) and by_itself and not apart:
                apart = self._anew(*by_itself, said[0], told, scope)
            if (
                not apart
                and any(known)
                and (Kind.JUDGEMENT in one.kinds or one.value is not None)
                and each.scene
                and not (each.goes_on or (leans(each.text) and "，" not in each.text))  # 他要是考上技师，每月再给几百
            ):
                bare = replace(understood(self._retriever, each.text, before), said=one.said, mentions=one.mentions)
                apart = self._anew(bare, self._retriever.search(bare, doc_ids=scope), said[0], told, scope)
            new = self._first(one, said) if said and not any(known) else apart or self._more(one, said, told)
            new += self._of_other(one, weighed, new) if new else []
            told += new
            heard = bool(new) or bool(said and self._is_told_by(one, said[0]))
            answers.append((one, weighed, new, heard))
            sure += [] if new and not said else [(self._direct.sure(one, own), bool(said))]
        if not told or not self._surely(sure, whole=self._direct.sure(query, found)):
            return []
        answers = [(one, near, new, heard or self._was_told(one, near, told)) for one, near, new, heard in answers]
        surely = [part for _, _, new, heard in answers if heard for part in new]
        silent = [(one, near) for one, near, _, heard in answers if not heard]
        others = [self._by_number(one, told) or self._among(one, near, told) for one, near in silent]
        unsaid = [one for (one, _), new in zip(silent, others, strict=True) if not new]
        lacking = [one for one in unsaid if not (one.form and any(self._direct.holds_value(part, one) for part in told))]
        return [*surely, *(part for new in others for part in new), *(not_told(one.asked) for one in lacking)]

    def referred(self, query: Query, found: Found) -> list[Part]:
        """What is surely said of the matter of one question, and what another clause says of that by its number: who pays."""
        matter = replace(query, form=None, kinds=frozenset())
        if query.form is None or query.form.name not in FURTHER or self._direct.sure(matter, found) < THRESHOLD:
            return []
        said = [
            self._direct.said(Source(each.clause, each.statement.span), whole=False)
            for each in self._direct.candidates(matter, found)[:1]
        ]
        return [*further, *said] if (further := self._by_number(query, said)) else []

    def _in_named(self, query: Query, each: Asked, scope: Scope) -> Found | None:
        """What the texts that are named in one of several questions, or before it, say on it; None where they surely do not."""
        named = [doc_id for doc_id in query.mentions.doc_ids if scope is None or doc_id in scope]
        if not named or without_documents(f"{each.scene}，{each.text}") == f"{each.scene}，{each.text}":
            return None
        if regions_named(each.text, self._direct.policies):
            return None
        own = self._retriever.search(query, doc_ids=named)
        return own if self._direct.sure(query, own) >= THRESHOLD else None

    def _by_itself(self, each: Asked, asked: Sequence[Asked], one: Query, before: str) -> Query | None:
        """One of several questions without the one before it; None where it leans on that or names nothing of its own."""
        told = next((each.scene.removesuffix(other.text) for other in asked if each.scene.endswith(other.text)), None)
        if told is None and each != asked[0] and each.scene and "，" in each.text:
            told = ""  # 我二姨在养老院见习，能领多少, behind 我在托儿所: it sets a scene of its own
        if told is None or each.goes_on or leans(each.text) or not self._focus.words(each.text):
            return None
        alone = understood(self._retriever, each.text, "。".join(filter(None, (before, told.strip("，")))))
        return replace(alone, said=one.said, mentions=one.mentions)

    def _names_other_region(self, each: Asked) -> bool:
        """Whether one of several questions names another region than those before it: 西咸建几个？市里一年给多少."""
        own, before = (set(regions_named(text, self._direct.policies)) for text in (each.text, each.scene))
        return bool(own) and bool(before) and own.isdisjoint(before)

    def _apart(self, query: Query, found: Found, same: Part, told: Sequence[Part]) -> list[Part]:
        """What is said on a question beside what was ``told`` on the others, where this speaks more of what it names.

        Of 几天开会，公示多久 both fit best what is said of the meeting; but that speaks of no 公示, and the next sentence does.
        What is given once is none of what is asked for every year.
        """
        least = self._spoken(query, same)
        others = self._direct.chosen(query, found, of_form=query.form is not None, beside=told) if least < 1.0 else []
        new = self._untold(others, told)[:1]
        near = [part for part in new if is_faithful(part, self._documents) and self._direct.is_near(part, query, found)]
        return [part for part in near if self._spoken(query, part) > max(least, SPOKEN)]

    def _anew(self, query: Query, found: Found, same: Part, told: Sequence[Part], scope: Scope) -> list[Part]:
        """What is said on a question by itself, where with the one before it, or its scene, only the ``same`` was said as on
        that.

        Of 配多大的养老机构？新小区的设施盖好后移交给谁 the scene of the first leads to what is built, not to whom it goes.
        """
        things = [word for word in self._focus.words(query.asked) if word.is_noun]
        if not things or self._direct.sure(query, found) < THRESHOLD:
            return []
        said = [part for part in self._of_one(query, found, scope) if is_faithful(part, self._documents)][:1]
        least = max(self._spoken(query, same), SPOKEN)
        own = query.value is not None and "，" in query.asked  # it sets a scene of its own: 他要是考上技师，每月再给几百
        new = self._untold(said, told)
        return [part for part in new if self._spoken(query, part) > least or (own and self._spoken(query, part) == least)]

    def _untold(self, parts: Sequence[Part], told: Sequence[Part]) -> list[Part]:
        """The parts that repeat nothing which was ``told``."""
        return [part for part in parts if not any(repeats(part, other, self._documents) for other in told)]

    def _is_told_by(self, query: Query, part: Part) -> bool:
        """Whether a part that was told on another question tells what this one asks: its value, or most of what it names."""
        if query.form is not None:
            return query.value is None or self._direct.holds_value(part, query)
        return self._spoken(query, part) >= SPOKEN

    def _holds_all(self, query: Query, part: Part) -> bool:
        """Whether a part that was told on the question before speaks of all that this one names, and tells its value."""
        things = self._focus.words(query.asked)
        told = fold(part.text)
        return bool(things and query.form) and is_of_form(told, query) and all(word.match(told) == 1 for word in things)

    def _spoken(self, query: Query, part: Part) -> float:
        """How much of what a question names a part speaks of; nothing of a sum that is given otherwise."""
        things = self._focus.words(query.asked)
        text = fold("".join(source.text for source in part.sources))
        total = sum(word.rarity for word in things)
        if recurs_otherwise(query.asked, fold(part.text)):
            return 0.0
        return sum(word.rarity * word.match(text) for word in things) / total if total else 1.0

    def _more(self, query: Query, said: Sequence[Part], told: Sequence[Part]) -> list[Part]:
        """What the clauses already quoted say beside; where what was ``said`` states the value, only of a thing named."""
        if said and query.value == "数目" and self._holds_all(query, said[0]):
            return []
        has_value = bool(said and query.value) and self._direct.holds_value(said[0], query)
        things = self._focus.words(query.asked)
        beside = self._beside(query, told)
        return [part for part in beside if not has_value or any(word.match(fold(part.text)) == 1 for word in things)][:1]

    def _first(self, query: Query, said: Sequence[Part]) -> list[Part]:
        """The first part that is said, and where it lacks the value asked for, the first that has it: 退不退、退几成.

        What each of several regions says is one.
        """
        first, *others = said
        if self._names_its_region(first):
            return [first, *(part for part in others if self._names_its_region(part))]
        lacks = query.value is not None and not self._direct.holds_value(first, query)
        return [first, *[part for part in others if lacks and self._direct.holds_value(part, query)][:1]]

    def _names_its_region(self, part: Part) -> bool:
        """Whether a part says of which region it is, beside those of others."""
        regions = {self._documents[source.clause.doc_id].policy.region for source in part.sources}
        return any(region and part.text.startswith(f"{region}：") for region in regions)

    def _was_told(self, query: Query, found: Found, told: Sequence[Part]) -> bool:
        """Whether the statement that surely answers a question best is one ``told`` on others, and has the value asked for."""
        best = next(iter(self._direct.candidates(query, found)), None)
        parts = [part for part in told if best and any(map(best.lies_in, part.sources))]
        held = query.value is None or any(self._direct.holds_value(part, query) for part in parts)
        return bool(parts) and held and self._direct.sure(query, found) >= SURE_TOLD

    def _among(self, query: Query, found: Found, told: Sequence[Part]) -> list[Part]:
        """What the clauses that answer its neighbours say on a question, or else their documents, or those of its own region.

        Whoever asks several things asks them of one text. Only what speaks of a thing that the question names counts.
        """
        clauses = {source.clause.key for part in told for source in part.sources}
        here = [region for region in query.mentions.regions if names_region(query.asked, region)]
        doc_ids = {doc_id for doc_id, _ in clauses}.union(*(of_region(region, self._documents) for region in here))
        if without_documents(query.asked) != query.asked and query.mentions.doc_ids:  # 58号文的平台架构
            doc_ids = doc_ids & set(query.mentions.doc_ids) or set(query.mentions.doc_ids)
            clauses = {key for key in clauses if key[0] in doc_ids}
        words = self._focus.words(query.asked)  # not those of its scene, which stand in what its neighbours are told
        named, of_form = any(word.is_noun for word in words), query.form is not None
        for evidence in (
            [each for each in found.evidence if each.clause.key in clauses],
            [each for each in found.evidence if each.clause.doc_id in doc_ids],
        ):
            near = replace(found, evidence=tuple(evidence))
            first = bool(evidence and query.value) and evidence[0] is found.evidence[0]  # of its neighbours and its own best
            sure = 1.0 if first else self._direct.sure(query, near)
            if sure < (SURE_OF_VALUE if query.value else SURE_BESIDE):
                continue
            unnamed = not named and (of_form or sure >= SURE_OF_ANY)
            for said_by in (
                partial(self._direct.of_form, sides=()),
                partial(self._direct.chosen, of_form=of_form),
                partial(self._direct.chosen, of_form=of_form, beside=told),
            ):
                fit = [
                    part
                    for part in self._untold(said_by(query, near), told)
                    if not of_form or self._direct.holds_value(part, query)
                ]
                spoken = [part for part in fit if unnamed or any(word.match(fold(part.text)) for word in words)]
                if parts := [part for part in spoken if is_faithful(part, self._documents)]:
                    return parts[:1]
        return []

    def _surely(self, parts: Sequence[tuple[float, bool]], *, whole: float) -> bool:
        """Whether several questions are surely answered: those that are said to be, or where the whole is not, all of them."""
        counted = [sure for sure, said in parts if said or whole < THRESHOLD]
        return bool(counted) and (sum(counted) >= SURE * len(counted) or max(counted) >= SURE_OF_ONE)

    def _asked(self, each: Asked, before: str, other: Query | None) -> Query:
        """The query for one of several questions, a very short one together with its scene.

        乙呢 asks for what the ``other`` before it does, or else the turn before.
        """
        if each.scene and len(each.text) < LEANS and not self._focus.words(each.text):
            one = understood(self._retriever, f"{each.scene}，{each.text}", before)
            return replace(one, kinds=kinds_of(each.text), form=form) if (form := form_of(each.text)) else one
        of_other_time = OF_TIME.search(each.text) and without_documents(each.scene) == each.scene
        scene = OF_TIME.sub("", each.scene) if of_other_time else each.scene
        one = understood(self._retriever, each.text, "。".join(filter(None, (before, scene))))
        if BARE.search(each.text) and MONEY.search(each.scene):  # 贴钱的事？分别多少
            one = replace(one, kinds=one.kinds - {Kind.NUMBER} | {Kind.AMOUNT}, form=AMOUNT)
        asks = form_of(each.text) or kinds_of(each.text)
        return replace(one, kinds=other.kinds, form=other.form) if other and LIKEWISE.search(each.text) and not asks else one

    def _going_on(self, query: Query, own: Found, told: Sequence[Part]) -> list[Part]:
        """Another value of the matter that was ``told`` of, from the clauses quoted or else from others of their documents."""
        doc_ids = {source.clause.doc_id for part in told for source in part.sources}
        parts = [part for part in self._direct.chosen(query, own, of_form=True) if part.sources[0].clause.doc_id in doc_ids]
        return self._beside(query, told)[:1] or [part for part in parts if self._direct.is_near(part, query, own)][:1]

    def _dated(self, asked: str, told: Part) -> Part | None:
        """What was ``told`` with its time, where nothing but that is asked for behind it: …达到几成，哪年."""
        if self._focus.words(asked):
            return None
        dated = with_date(asked, told)
        return dated if dated.text != told.text else None

    def _cells(self, asked: str, told: Part) -> list[Part]:
        """The cells of the only row ``told`` that a further question asks for, naming nothing else: 在哪里、多少床."""
        rows = {source.clause for source in told.sources}
        row = rows.pop() if len(rows) == 1 else None
        if row is None or row.kind != "row" or told.computed or asked_flow(asked) is GIVEN:
            return []
        spoken = fold(f"{row.text} {' '.join(column for column, _ in row.cells)}")
        cells = cells_asked(asked, row, self._direct.book(None))
        if cells is None or cells.text in told.text or not all(word.match(spoken) for word in self._focus.words(asked)):
            return []
        return [replace(cells, text=f"{cells.text}。")]

    def _beside(self, query: Query, told: Sequence[Part]) -> list[Part]:
        """The statements of the clauses already quoted that have the form which a further question asks for: 这钱怎么分摊.

        Only clauses that speak of the things which the question names.
        """
        if query.form and query.form.name == "单位":
            return self._duties_of(query, told)
        if query.value is None and (query.form is None or query.form.name not in FURTHER):
            return []
        things = [word for word in self._direct.naming(query) if word.is_noun and word.match(self._retriever.corpus)]
        clauses = [
            clause
            for clause in dict.fromkeys(source.clause for part in told for source in part.sources)
            if not things or any(word.match(spoken_of(clause, self._documents[clause.doc_id].policy.title)) for word in things)
        ]
        beside = [
            Source(clause, with_else(clause, each.span))
            for clause in clauses
            for each in statements_of(clause)
            if is_of_form(each.text, query)
        ]
        parts = [self._direct.said(source, whole=False) for source in beside]
        return [part for part in parts if not any(is_quoted(part, other, self._documents) for other in told)]

    def _by_number(self, query: Query, told: Sequence[Part]) -> list[Part]:
        """What other clauses say of those ``told`` of, naming them by number, on who pays, for how long or how often."""
        if query.form is None or query.form.name not in FURTHER:
            return []
        stated = (source for part in told for source in part.sources)
        sources = (each for source in stated for each in said_of(source, self._documents[source.clause.doc_id], query))
        parts = (self._direct.said(source, whole=False) for source in sources)
        return [part for part in parts if is_faithful(part, self._documents)][:1]

    def _duties_of(self, query: Query, told: Sequence[Part]) -> list[Part]:
        """Who sees to what was ``told``, for a question that names no other thing: 管这摊的是哪几个局."""
        if any(word.match(self._retriever.corpus) for word in self._focus.words(query.asked)):
            return []
        book = self._direct.book(None)
        clauses = dict.fromkeys(s.clause for part in reversed(told) for s in part.sources if s.clause.kind != "row")
        return [duty for clause in clauses if (duty := duty_of(clause, book))]


def _weighed(found: Found, whole: Found) -> Found:
    """What was found for one of several questions, clauses that the ``whole`` question found before others."""
    scores = {each.clause.key: each.score for each in whole.evidence}
    evidence = [replace(each, score=each.score + WHOLE_SHARE * scores.get(each.clause.key, 0.0)) for each in found.evidence]
    return replace(found, evidence=tuple(sorted(evidence, key=lambda each: -each.score)))
