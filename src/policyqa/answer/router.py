"""From what was found to what is said: the route that fits the question, each only where the text bears it out.

In order: all tasks of a unit; a document's own number and date; a table as a whole; texts that disagree; figures to be reached;
several questions at once; several regions; and, for what is left, one direct answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from policyqa.answer.about import about_document, asks_unstated
from policyqa.answer.cases import by_case, by_change, by_column
from policyqa.answer.choose import SILENCE_LOSS, Candidate, choose, is_of_form, ranked, speaking
from policyqa.answer.computed import confirms_other, with_difference, with_result
from policyqa.answer.confidence import Signs, confidence, signs
from policyqa.answer.deciding import OWN_WORDS_LOSS, deciding
from policyqa.answer.disagreements import disagreements
from policyqa.answer.eligibility import Judged, asks_eligibility, eligibility
from policyqa.answer.goals import goals
from policyqa.answer.lists import header_of, whole_list, with_list
from policyqa.answer.parts import Part, Source, is_faithful, is_quoted, narrows, not_told, overlap, repeats
from policyqa.answer.payers import of_payer
from policyqa.answer.refusals import refused_by
from policyqa.answer.sides import alike, asked_of, is_said, named_in, of_region, sides_of
from policyqa.answer.standards import with_standard
from policyqa.answer.subquestions import LIKEWISE, Asked, subquestions
from policyqa.answer.tables import over_table
from policyqa.answer.units import ASKS_UNIT, responsible, tasks_of_unit
from policyqa.answer.wording import say
from policyqa.facts.book import FactBook
from policyqa.facts.rules import Rule
from policyqa.retrieve.flows import flows_otherwise
from policyqa.retrieve.focus import RARE, Focus, FocusWord
from policyqa.retrieve.forms import FURTHER, PLAIN
from policyqa.retrieve.hybrid import QUOTED, Found, HybridRetriever
from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.mentions import Mentions, foreign_places
from policyqa.retrieve.query import Query, leans
from policyqa.retrieve.statements import spoken_of, statements_of
from policyqa.text.fold import fold, has_chinese
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause, Document, Evidence, Policy, Question

#: Below this probability that the evidence answers, nothing is said. The weights are fitted to sides of equal weight; people
#: ask more often what the documents answer, so it lies a little below one half.
THRESHOLD = 0.46

#: What the whole question's score of a clause counts for each of several questions in it.
WHOLE_SHARE = 0.35
#: How sure it has to be that several questions are answered: on average, or that one of them is.
SURE, SURE_OF_ONE = 0.5, 0.88
#: How sure it has to be of one whose neighbours are answered, from the documents that answer these.
SURE_BESIDE = 0.25
#: A question with fewer characters that names nothing leans on its scene: 市里奖多少.
LEANS = 6
#: How near to the best clause one of another region has to come to be told beside it.
NEAR = 0.85
#: How many of the best clauses are heard for a refusal of the case.
BESIDE_CLAUSES = 6
#: How near to it the clause has to come that states the value, where the best does not.
BESIDE = 0.75

Scope = Collection[str] | None


class Router:
    """Chooses what is said on a question."""

    def __init__(self, retriever: HybridRetriever, focus: Focus, *, lexicon: Lexicon, rules: Sequence[Rule] = ()) -> None:
        self._retriever = retriever
        self._focus = focus
        self._lexicon, self._rules = lexicon, rules
        self._books = lru_cache(maxsize=64)(FactBook(self.documents).within)

    @property
    def documents(self) -> dict[str, Document]:
        """The documents of the index, by id."""
        return self._retriever.documents

    @property
    def _policies(self) -> list[Policy]:
        return [document.policy for document in self.documents.values()]

    def book(self, scope: Scope) -> FactBook:
        """The facts of the documents in ``scope``, of all for None."""
        return self._books(frozenset(self.documents if scope is None else scope))

    def parts(self, query: Query, found: Found, scope: Scope) -> list[Part]:
        """What is said on ``query``, in order; nothing where the text is silent. Every figure stands in a quoted source."""
        if not query.mentions.regions and foreign_places(query.asked, self._retriever.corpus):
            return []
        if not has_chinese(query.asked) or asks_unstated(query, self.documents) or self._leaves(query):
            return []
        book = self.book(scope)
        weights = found.weights
        routes: tuple[Callable[[], list[Part]], ...] = (
            lambda: tasks_of_unit(query, book),
            lambda: about_document(query, found, book.documents),
            lambda: [part for part in over_table(query, book) if self._tells(part, query)],
            lambda: disagreements(query, found, weights, book),
            lambda: self._of_each(query, found, scope) if self._compares(query) else [],
            lambda: self._of_subquestions(query, found, scope),
            lambda: goals(query, found, weights, book),
            lambda: self._of_each(query, found, scope),
            lambda: self._direct(query, found, book),
        )
        for route in routes:
            if parts := [part for part in dict.fromkeys(route()) if is_faithful(part, self.documents)]:
                return with_difference(query.asked, parts)
        return []

    def _leaves(self, query: Query) -> bool:
        """Whether a question that was taken to go on from the one before names only things no document knows: 股票怎么买."""
        if query.text == query.asked or leans(query.asked):
            return False
        things = [word for word in self._focus.words(query.asked) if word.is_noun or len(word.text) > 2]
        return bool(things) and not any(word.match(self._retriever.corpus) for word in things)

    def sure(self, query: Query, found: Found) -> float:
        """The probability that the evidence answers."""
        return _sure(query, self.signs(query, found))

    def lacking(self, query: Query, found: Found) -> str:
        """What the documents do not do, in words: state the value, speak of the matter, or just answer."""
        told = self.signs(query, found)
        if _sure(query, told) >= THRESHOLD or (told.valueless and not told.unknown):
            return f"写{query.value or ''}"
        if places := foreign_places(query.asked, self._retriever.corpus):
            return f"提到“{places[0]}”"
        telling = [word for word in self._naming(query) if word.rarity >= RARE]
        unknown = [word for word in telling if not word.match(self._retriever.corpus)]
        return f"提到“{max(unknown, key=lambda word: word.rarity).text}”" if unknown else "写"

    def signs(self, query: Query, found: Found) -> Signs:
        """What tells whether the evidence answers."""
        candidates, focus = self._ranked(query, found), self._naming(query)
        has_duty = responsible(query, found, found.weights, self.book(None)) is not None
        return signs(
            query,
            found,
            candidates,
            focus=focus,
            policies=self._policies,
            corpus=self._retriever.corpus,
            strangers=self._retriever.strangers,
            has_duty=has_duty,
        )

    def _naming(self, query: Query) -> tuple[FocusWord, ...]:
        """The words that the question turns on: what it sets in quotation marks and a document says, or else its focus.

        A region is where to look, not what for, unless nothing else is named; words of a title name all that stands under it.
        """
        quoted = [fold(phrase.strip('"')) for phrase in QUOTED.findall(query.asked)]
        titles = [fold(policy.title) for policy in self._policies] if quoted else []
        own = [words for words in quoted if words in self._retriever.corpus and not any(words in title for title in titles)]
        if own:
            return tuple(FocusWord(words, RARE, ()) for words in own)
        words = self._focus.words(query.asked) or self._focus.words(query.text)
        return tuple(word for word in words if not any(word.text in region for region in query.mentions.regions)) or words

    def _of_subquestions(self, query: Query, found: Found, scope: Scope) -> list[Part]:
        """The first part of the answer to each of several questions, and which of them the documents do not answer.

        Nothing where these are not surely answered.
        """
        asked = self._parted(query)
        before = _before(query)
        told: list[Part] = []
        answers: list[tuple[Query, Found, list[Part], bool]] = []
        sure: list[tuple[float, bool]] = []
        one = query
        for each in asked if len(asked) > 1 else []:
            one = self._asked(each, before, one)
            own = self._retriever.search(one, doc_ids=scope)
            weighed = _weighed(own, found)
            parts = self._going_on(one, own, told) if each.goes_on and told else self._of_one(one, weighed, scope)
            said = [part for part in parts if is_faithful(part, self.documents)]
            new = [part for part in said if not any(repeats(part, other, self.documents) for other in told)]
            new = (new or self._beside(one, told))[:1]
            told += new
            answers.append((one, weighed, new, bool(said or new)))
            sure += [] if new and not said else [(self.sure(one, own), bool(said))]
        if not told or not self._surely(sure, whole=self.sure(query, found)):
            return []
        said_of = [new if heard else self._among(one, near, told) for one, near, new, heard in answers]
        silent = [one for (one, _, _, heard), new in zip(answers, said_of, strict=True) if not (heard or new)]
        lacking = [one for one in silent if not (one.form and any(self._holds_value(part, one) for part in told))]
        return [*(part for new in said_of for part in new), *(not_told(one.asked) for one in lacking)]

    def _among(self, query: Query, found: Found, told: Sequence[Part]) -> list[Part]:
        """What the clauses that answer its neighbours say on a question, or else their documents.

        Whoever asks several things asks them of one text. Only what speaks of a thing that the question names counts.
        """
        clauses = {source.clause.key for part in told for source in part.sources}
        doc_ids = {doc_id for doc_id, _ in clauses}
        things = self._naming(query)
        for evidence in (
            [each for each in found.evidence if each.clause.key in clauses],
            [each for each in found.evidence if each.clause.doc_id in doc_ids],
        ):
            near = replace(found, evidence=tuple(evidence))
            said = self._of_form(query, near, sides=()) if self.sure(query, near) >= SURE_BESIDE else []
            new = [part for part in said if not any(repeats(part, other, self.documents) for other in told)]
            fit = [part for part in new if query.form is None or self._holds_value(part, query)]
            spoken = [part for part in fit if not things or any(word.match(fold(part.text)) for word in things)]
            if parts := [part for part in spoken if is_faithful(part, self.documents)]:
                return parts[:1]
        return []

    def _surely(self, parts: Sequence[tuple[float, bool]], *, whole: float) -> bool:
        """Whether several questions are surely answered: those that are said to be, or where the whole is not, all of them."""
        counted = [sure for sure, said in parts if said or whole < THRESHOLD]
        return bool(counted) and (sum(counted) >= SURE * len(counted) or max(counted) >= SURE_OF_ONE)

    def _asked(self, each: Asked, before: str, other: Query) -> Query:
        """The query for one of several questions, a very short one together with its scene.

        乙呢 asks for what the ``other`` before it does.
        """
        if each.scene and len(each.text) < LEANS and not self._focus.words(each.text):
            return self._understood(f"{each.scene}，{each.text}", before)
        one = self._understood(each.text, "。".join(filter(None, (before, each.scene))))
        return replace(one, kinds=other.kinds, form=other.form) if LIKEWISE.search(each.text) else one

    def _of_one(self, query: Query, found: Found, scope: Scope) -> list[Part]:
        """What one of several questions is answered."""
        book = self.book(scope)
        return goals(query, found, found.weights, book) or self._direct(query, found, book)

    def _going_on(self, query: Query, own: Found, told: Sequence[Part]) -> list[Part]:
        """Another value of the matter that was ``told`` of, from the clauses quoted or else from others of their documents."""
        doc_ids = {source.clause.doc_id for part in told for source in part.sources}
        parts = [part for part in self._chosen(query, own, of_form=True) if part.sources[0].clause.doc_id in doc_ids]
        return self._beside(query, told)[:1] or [part for part in parts if self._near(part, query, own)][:1]

    def _beside(self, query: Query, told: Sequence[Part]) -> list[Part]:
        """The statements of the clauses already quoted that have the form which a further question asks for: 这钱怎么分摊.

        Only clauses that speak of the things which the question names.
        """
        if query.value is None and (query.form is None or query.form.name not in FURTHER):
            return []
        things = [word for word in self._naming(query) if word.is_noun and word.match(self._retriever.corpus)]
        clauses = [
            clause
            for clause in dict.fromkeys(source.clause for part in told for source in part.sources)
            if not things or any(word.match(spoken_of(clause, self.documents[clause.doc_id].policy.title)) for word in things)
        ]
        beside = [
            Source(clause, each.span) for clause in clauses for each in statements_of(clause) if is_of_form(each.text, query)
        ]
        parts = [self._said(source, whole=False) for source in beside]
        return [part for part in parts if not any(is_quoted(part, other, self.documents) for other in told)]

    def _compares(self, query: Query) -> bool:
        """Whether a question asks the same of several regions or documents, rather than each question of its own."""
        sides = sides_of(query.mentions, self.documents)
        named = [named_in(each.text, sides, self._policies) for each in self._parted(query)] if sides else []
        return bool(sides) and (max(map(len, named)) > 1 or len(set().union(*named)) < 2)

    def _parted(self, query: Query) -> list[Asked]:
        return subquestions(query.asked, names=lambda clause: bool(self._focus.words(clause)))

    def _understood(self, asked: str, before: str) -> Query:
        """The query for a part of a question, about what is told ``before`` it."""
        own = self._retriever.understand(Question(asked))
        if not before:
            return own
        query = self._retriever.understand(Question(f"{before}。{asked}"))
        return replace(
            query,
            asked=own.asked,
            kinds=own.kinds or query.kinds,
            form=own.form or (None if own.kinds else query.form),
            mentions=replace(query.mentions, regions=own.mentions.regions or query.mentions.regions),
        )

    def _of_each(self, query: Query, found: Found, scope: Scope) -> list[Part]:
        """What each of several regions or documents says, named by it: of those named, or of all that state the value."""
        named = sides_of(query.mentions, self.documents)
        sides = named or {region: of_region(region, self.documents) for region in self._regions_found(query, found)}
        if len(sides) < 2:
            return []
        parts: list[Part] = []
        #  多少钱，归谁管: a part for each; where no form is asked for, as 有何不同, what comes next as well
        told, each = 0, max(1 if query.form else 2, len(query.kinds & {Kind.AMOUNT, Kind.UNIT}))
        asked = {side: self._of_side(query, side, named) if named else query for side in sides}
        within = {side: [each for each in doc_ids if scope is None or each in scope] for side, doc_ids in sides.items()}
        found_of = {side: self._retriever.search(one, doc_ids=within[side]) for side, one in asked.items()}
        told_of = {
            side: self._ranked(one, found_of[side])
            for side, one in asked.items()
            if named and self.sure(one, found_of[side]) >= THRESHOLD
        }
        for side, one in asked.items():
            own, book = found_of[side], self.book(within[side])
            others = [candidates for other, candidates in told_of.items() if other != side]
            said = goals(one, own, own.weights, book) or self._direct(one, own, book, sides=others)
            parts += [replace(part, text=f"{'' if i else f'{side}：'}{part.text}") for i, part in enumerate(said[:each])]
            told += bool(said)
            parts += [] if said or not named else [not_told(side)]
        return parts if told > (not named) else []

    def _of_side(self, query: Query, side: str, sides: Mapping[str, Sequence[str]]) -> Query:
        """``query`` about one of the ``sides`` that it names, without what it asks about the others."""
        asked, is_all = asked_of(side, query.asked, sides, self._policies)
        one = replace(query, asked=asked) if is_all else self._understood(asked, _before(query))  # embedded once
        mentions = Mentions(
            tuple(doc_id for doc_id in sides[side] if doc_id in query.mentions.doc_ids),
            tuple(dict.fromkeys(self.documents[doc_id].policy.region or "" for doc_id in sides[side])),
            one.mentions.labels,
        )
        return replace(one, kinds=one.kinds | query.kinds, form=one.form or query.form, mentions=mentions)

    def _regions_found(self, query: Query, found: Found) -> tuple[str, ...]:
        """The regions whose clauses fit about as well as the best one, when a value is asked for without naming any."""
        if query.value is None or query.mentions.doc_ids or query.mentions.regions:
            return ()
        near = [each for each in found.evidence if each.score >= NEAR * found.evidence[0].score]
        regions = dict.fromkeys(self.documents[each.clause.doc_id].policy.region for each in near)
        return tuple(region for region in regions if region)

    def _direct(self, query: Query, found: Found, book: FactBook, *, sides: Sequence[Sequence[Candidate]] = ()) -> list[Part]:
        """What one search says: a verdict, who is responsible, the amount for the case, or the statements that answer.

        ``sides`` are what other sides may say of the matter.
        """
        weights = found.weights
        sure = self.sure(query, found)
        judged = self._judged(query, found)
        if (judged.sure(sure) if judged else sure) < THRESHOLD:
            return self._chosen(query, found, sides=sides) if is_said(self._ranked(query, found), sides) else []
        if judged:  # 能不能领，领多少: the verdict, then what else is asked
            others = [] if query.kinds <= {Kind.JUDGEMENT} else self._chosen(query, found)
            return [judged.part, *(part for part in others if not overlap(part, judged.part) or narrows(part, judged.part))]
        duty = responsible(query, found, weights, book)
        if duty and is_faithful(duty, self.documents):
            others = self._chosen(query, found, of_form=True)[:1] if query.kinds != {Kind.UNIT} else []
            if query.value == "金额":
                return [*others, duty] if ASKS_UNIT.search(query.asked) else others or [duty]
            return [duty, *(part for part in others if not is_quoted(part, duty, self.documents))]
        return self._of_form(query, found, sides=sides)

    def _of_form(self, query: Query, found: Found, *, sides: Sequence[Sequence[Candidate]]) -> list[Part]:
        """The statements that answer, and where these lack the value asked for, a near one that has it."""
        parts = self._chosen(query, found, sides=sides)
        if query.value is None or any(self._holds_value(part, query) for part in parts):
            return parts
        return (
            [part for part in self._chosen(query, found, of_form=True) if self._near(part, query, found)][:1] if parts else []
        )

    def _near(self, part: Part, query: Query, found: Found) -> bool:
        """Whether a part stands on a clause that fits about as well as the best one."""
        scores = {each.clause.key: each.score for each in self._heard(query, found)}
        return all(scores.get(source.clause.key, 0.0) >= BESIDE * max(scores.values()) for source in part.sources)

    def _tells(self, part: Part, query: Query) -> bool:
        """Whether a part of a table may tell what is asked for: a value plain to see, money of the way that is asked for."""
        if flows_otherwise(query.asked, fold(part.text)):
            return False
        return query.value not in PLAIN or self._holds_value(part, query)

    def _holds_value(self, part: Part, query: Query) -> bool:
        return any(is_of_form(source.span.of(self.documents[source.clause.doc_id].text), query) for source in part.sources)

    def _ranked(self, query: Query, found: Found) -> list[Candidate]:
        """The statements that may answer, best first."""
        return ranked(query, self._heard(query, found), found.weights)

    def _heard(self, query: Query, found: Found, *, loss: float = SILENCE_LOSS) -> list[Evidence]:
        """What was found, clauses lower that do not speak of what the question turns on."""
        return speaking(found.evidence, self._naming(query), self.documents, loss=loss)

    def _judged(self, query: Query, found: Found) -> Judged | None:
        """The verdict of the clause that fits the case best, of which a list is read together with its head."""
        if not asks_eligibility(query) or not found.evidence:
            return None
        heard = [
            replace(each, clause=whole_list(each.clause, self.documents[each.clause.doc_id]))
            for each in self._heard(query, found, loss=OWN_WORDS_LOSS)[:BESIDE_CLAUSES]
        ]

        def judge(clause: Clause) -> Judged | None:
            return eligibility(query, clause, found.weights, lexicon=self._lexicon, rules=self._rules)

        best, judged = deciding(heard, judge, query.text)
        others = [each.clause for each in self._ranked(query, found)[:1] if each.clause.key != best.key]
        told = confirms_other(query.asked, best.text, years=False)
        if told or any(confirms_other(query.asked, other.text) for other in others):
            return None  # 补50万，对吧：the text's own figure is the answer, whatever else it grants
        return self._or_refused(judged, query, [each.clause for each in heard])

    def _or_refused(self, judged: Judged | None, query: Query, others: Sequence[Clause]) -> Judged | None:
        """A verdict, unless another clause of its document refuses just such a case."""
        if judged is None or judged.part.verdict in (None, "不符合"):
            return judged
        doc_id = judged.part.sources[0].clause.doc_id
        own = {source.clause.key for source in judged.part.sources}
        near = [each for each in dict.fromkeys(others) if each.doc_id == doc_id and each.key not in own]
        refusals = (refused_by(query, clause, lexicon=self._lexicon) for clause in near if clause.kind != "row")
        refusal = next(filter(None, refusals), None)
        return judged if refusal is None else replace(judged, part=refusal)

    def _chosen(
        self, query: Query, found: Found, *, of_form: bool = False, sides: Sequence[Sequence[Candidate]] = ()
    ) -> list[Part]:
        """The statements that answer, in words: the amount for the case, a list with its head."""
        sources = choose(query, alike(self._ranked(query, found), sides), found.weights, of_form=of_form)
        whole = Kind.LIST in query.kinds
        parts = list(dict.fromkeys(_of_case(query, source) or self._said(source, whole=whole) for source in sources))
        return [self._reckoned(query, part) for part in parts[:1]] + parts[1:]

    def _reckoned(self, query: Query, part: Part) -> Part:
        """A part with the sum that the asker's figures, or a standard of its document, make of what it tells."""
        documents = {source.clause.doc_id for source in part.sources}
        return with_standard(query, with_result(query, part), self.documents[documents.pop()]) if len(documents) == 1 else part

    def _said(self, source: Source, *, whole: bool) -> Part:
        document = self.documents[source.clause.doc_id]
        own = Part(say(source.span.of(document.text), source.clause), (source, *header_of(source.clause, document)))
        return with_list(source, document, whole=whole) or own


def _weighed(found: Found, whole: Found) -> Found:
    """What was found for one of several questions, clauses that the ``whole`` question found before others."""
    scores = {each.clause.key: each.score for each in whole.evidence}
    evidence = [replace(each, score=each.score + WHOLE_SHARE * scores.get(each.clause.key, 0.0)) for each in found.evidence]
    return replace(found, evidence=tuple(sorted(evidence, key=lambda each: -each.score)))


def _before(query: Query) -> str:
    """What was said before the question itself, as far as it leans on it."""
    return query.text.removesuffix(query.asked).rstrip("。")


def _sure(query: Query, told: Signs) -> float:
    """The probability that the evidence answers; none where it lacks a value that is plain to see (每月几号, 电话)."""
    return 0.0 if told.valueless and query.value in PLAIN else confidence(told)


def _of_case(query: Query, source: Source) -> Part | None:
    """What a statement says of the payer, the case or the column of its table that is asked about."""
    ways = (of_payer, by_change, by_column, by_case)
    return next((part for way in ways if (part := way(query, source))), None)
