"""From what was found to what is said: the route that fits the question, each only where the text bears it out.

In order: all tasks of a unit; a document's own number and date; a table as a whole; texts that disagree; figures to be reached;
several questions at once; several regions; and, for what is left, one direct answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from policyqa.answer.about import about_document, asks_unstated
from policyqa.answer.cases import by_case
from policyqa.answer.choose import Candidate, choose, is_of_form, ranked, speaking
from policyqa.answer.computed import confirms_other, with_result
from policyqa.answer.confidence import Signs, confidence, signs
from policyqa.answer.disagreements import disagreements
from policyqa.answer.eligibility import Judged, asks_eligibility, eligibility
from policyqa.answer.goals import goals
from policyqa.answer.lists import header_of, whole_list, with_list
from policyqa.answer.parts import Part, Source, is_faithful, overlap, repeats
from policyqa.answer.subquestions import Asked, subquestions
from policyqa.answer.tables import over_table
from policyqa.answer.units import ASKS_UNIT, responsible, tasks_of_unit
from policyqa.answer.wording import say
from policyqa.facts.book import FactBook
from policyqa.facts.rules import Rule
from policyqa.retrieve.focus import RARE, Focus, FocusWord
from policyqa.retrieve.forms import SUM, form_of, further_of
from policyqa.retrieve.hybrid import Found, HybridRetriever
from policyqa.retrieve.kinds import Kind, kinds_of
from policyqa.retrieve.mentions import foreign_places
from policyqa.retrieve.query import Query, leans
from policyqa.retrieve.statements import statements_of
from policyqa.text.lexicon import Lexicon
from policyqa.types import Document, Question

#: Below this probability that the evidence answers, nothing is said. The weights are fitted to sides of equal weight; people
#: ask more often what the documents answer, so it lies a little below one half.
THRESHOLD = 0.45

#: What the whole question's score of a clause counts for each of several questions in it.
WHOLE_SHARE = 0.35
#: How near to the best clause one of another region has to come to be told beside it.
NEAR = 0.85
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

    def book(self, scope: Scope) -> FactBook:
        """The facts of the documents in ``scope``, of all for None."""
        return self._books(frozenset(self.documents if scope is None else scope))

    def parts(self, query: Query, found: Found, scope: Scope) -> list[Part]:
        """What is said on ``query``, in order; nothing where the text is silent. Every figure stands in a quoted source."""
        if not query.mentions.regions and foreign_places(query.asked, self._retriever.corpus):
            return []
        if asks_unstated(query, self.documents) or self._leaves(query):
            return []
        book = self.book(scope)
        weights = found.weights
        routes: tuple[Callable[[], list[Part]], ...] = (
            lambda: tasks_of_unit(query, book),
            lambda: about_document(query, found, book.documents),
            lambda: over_table(query, book),
            lambda: disagreements(query, found, weights, book),
            lambda: self._of_each(query, found, scope) if self._sides(query) else [],
            lambda: self._of_subquestions(query, found, scope),
            lambda: goals(query, found, weights, book),
            lambda: self._of_each(query, found, scope),
            lambda: self._direct(query, found, book),
        )
        for route in routes:
            if parts := [part for part in dict.fromkeys(route()) if is_faithful(part, self.documents)]:
                return parts
        return []

    def _leaves(self, query: Query) -> bool:
        """Whether a question that was taken to go on from the one before names only things no document knows: 股票怎么买."""
        if query.text == query.asked or leans(query.asked):
            return False
        things = [word for word in self._focus.words(query.asked) if word.is_noun or len(word.text) > 2]
        return bool(things) and not any(word.match(self._retriever.corpus) for word in things)

    def sure(self, query: Query, found: Found) -> float:
        """The probability that the evidence answers."""
        return confidence(self.signs(query, found))

    def lacking(self, query: Query, found: Found) -> str:
        """What the documents do not do, in words: state the value, speak of the matter, or just answer."""
        told = self.signs(query, found)
        if confidence(told) >= THRESHOLD or (told.valueless and not told.unknown):
            return f"写{query.value or ''}"
        if places := foreign_places(query.asked, self._retriever.corpus):
            return f"提到“{places[0]}”"
        telling = [word for word in self._naming(query) if word.rarity >= RARE]
        unknown = [word for word in telling if not word.match(self._retriever.corpus)]
        return f"提到“{max(unknown, key=lambda word: word.rarity).text}”" if unknown else "写"

    def signs(self, query: Query, found: Found) -> Signs:
        """What tells whether the evidence answers."""
        policies = [document.policy for document in self.documents.values()]
        candidates, focus = self._ranked(query, found), self._naming(query)
        return signs(query, found, candidates, focus=focus, policies=policies, corpus=self._retriever.corpus)

    def _naming(self, query: Query) -> tuple[FocusWord, ...]:
        """The words that the question turns on. A region is where to look, not what for, unless nothing else is named."""
        words = self._focus.words(query.asked) or self._focus.words(query.text)
        return tuple(word for word in words if not any(word.text in region for region in query.mentions.regions)) or words

    def _of_subquestions(self, query: Query, found: Found, scope: Scope) -> list[Part]:
        """The first part of the answer to each of several questions; nothing where not two of them are answered."""
        asked = subquestions(query.asked, names=lambda clause: bool(self._focus.words(clause)))
        before = query.text.removesuffix(query.asked)
        told: list[Part] = []
        for each in asked if len(asked) > 1 else []:
            one = self._understood(each, before)
            said = self._of_one(one, found, scope)
            new = [part for part in said if not any(repeats(part, other, self.documents) for other in told)]
            told += (new or self._beside(one, told))[:1]
        return told if len(told) > 1 else []

    def _of_one(self, query: Query, whole: Found, scope: Scope) -> list[Part]:
        """What one of several questions is answered, from clauses that the ``whole`` question found rather than from others."""
        own, book = self._retriever.search(query, doc_ids=scope), self.book(scope)
        scores = {each.clause.key: each.score for each in whole.evidence}
        evidence = [replace(each, score=each.score + WHOLE_SHARE * scores.get(each.clause.key, 0.0)) for each in own.evidence]
        found = replace(own, evidence=tuple(sorted(evidence, key=lambda each: -each.score)))
        return goals(query, found, found.weights, book) or self._direct(query, found, book)

    def _beside(self, query: Query, told: Sequence[Part]) -> list[Part]:
        """The statements of the clauses already quoted that have the value which a further question asks for: 这钱怎么分摊."""
        if query.value is None:
            return []
        clauses = dict.fromkeys(source.clause for part in told for source in part.sources)
        beside = [
            Source(clause, each.span) for clause in clauses for each in statements_of(clause) if is_of_form(each.text, query)
        ]
        parts = [self._said(source, whole=False) for source in beside]
        return [part for part in parts if not any(repeats(part, other, self.documents) for other in told)]

    def _understood(self, each: Asked, before: str) -> Query:
        """The query for one of several questions, about what is told before it."""
        if not (before or each.scene):
            return self._retriever.understand(Question(each.text))
        query = self._retriever.understand(Question(f"{before}{each.scene}。{each.text}"))
        kinds = kinds_of(each.text)
        return replace(
            query, asked=each.text, kinds=kinds or query.kinds, form=form_of(each.text) or (None if kinds else query.form)
        )

    def _of_each(self, query: Query, found: Found, scope: Scope) -> list[Part]:
        """What each of several regions or documents says, named by it: of those named, or of all that state the value."""
        named = self._sides(query)
        sides = named or {region: self._of_region(region) for region in self._regions_found(query, found)}
        if len(sides) < 2:
            return []
        parts: list[Part] = []
        told, each = 0, max(1, len(query.kinds & {Kind.AMOUNT, Kind.UNIT}))  # 多少钱，归谁管: a part for each
        for side, doc_ids in sides.items():
            within = [doc_id for doc_id in doc_ids if scope is None or doc_id in scope]
            own, book = self._retriever.search(query, doc_ids=within), self.book(within)
            said = goals(query, own, own.weights, book) or self._direct(query, own, book)
            parts += [
                Part(f"{'' if i else f'{side}：'}{part.text}", part.sources, part.verdict) for i, part in enumerate(said[:each])
            ]
            told += bool(said)
        return parts if named or told > 1 else []

    def _sides(self, query: Query) -> dict[str, list[str]]:
        """The regions and documents that a question names, with the documents of each; none where it names only one.

        A document stands for its region; a copy is no side of its own.
        """
        named = [self.documents[doc_id].policy for doc_id in query.mentions.doc_ids if doc_id in self.documents]
        own = [policy for policy in named if policy.copy_of not in query.mentions.doc_ids]
        sides = {f"《{policy.title}》": [policy.id] for policy in own}
        taken = {policy.region for policy in own}
        sides |= {region: self._of_region(region) for region in query.mentions.regions if region not in taken}
        return sides if len(sides) > 1 else {}

    def _regions_found(self, query: Query, found: Found) -> tuple[str, ...]:
        """The regions whose clauses fit about as well as the best one, when a value is asked for without naming any."""
        if query.value is None or query.mentions.doc_ids or query.mentions.regions:
            return ()
        near = [each for each in found.evidence if each.score >= NEAR * found.evidence[0].score]
        regions = dict.fromkeys(self.documents[each.clause.doc_id].policy.region for each in near)
        return tuple(region for region in regions if region)

    def _of_region(self, region: str) -> list[str]:
        return self._retriever.scope(Question("", region=region)) or []

    def _direct(self, query: Query, found: Found, book: FactBook) -> list[Part]:
        """What one search says: a verdict, who is responsible, the amount for the case, or the statements that answer."""
        weights = found.weights
        sure = self.sure(query, found)
        judged = self._judged(query, found)
        if (judged.sure(sure) if judged else sure) < THRESHOLD:
            return []
        if judged:  # 能不能领，领多少: the verdict, then what else is asked
            others = [] if query.kinds <= {Kind.JUDGEMENT} else self._chosen(query, found)
            return [judged.part, *(part for part in others if not overlap(part, judged.part))]
        duty = responsible(query, found, weights, book)
        if duty and is_faithful(duty, self.documents):
            others = self._chosen(query, found, of_form=True)[:1] if query.kinds != {Kind.UNIT} else []
            if query.value == "金额":
                return [*others, duty] if ASKS_UNIT.search(query.asked) else others or [duty]
            return [duty, *(part for part in others if not repeats(part, duty, self.documents))]
        if not (further := further_of(query.asked)):
            return self._of_form(query, found)
        parts = self._of_form(replace(query, form=SUM), found)
        told = [self._beside(replace(query, form=form), parts)[:1] for form in further]
        return list(dict.fromkeys([*parts, *(part for each in told for part in each)]))

    def _of_form(self, query: Query, found: Found) -> list[Part]:
        """The statements that answer, and where these lack the value asked for, a near one that has it."""
        parts = self._chosen(query, found)
        if query.value is None or any(self._holds_value(part, query) for part in parts):
            return parts
        return (
            [part for part in self._chosen(query, found, of_form=True) if self._near(part, query, found)][:1] if parts else []
        )

    def _near(self, part: Part, query: Query, found: Found) -> bool:
        """Whether a part stands on a clause that fits about as well as the best one."""
        scores = {each.clause.key: each.score for each in speaking(found.evidence, self._naming(query), self.documents)}
        return all(scores.get(source.clause.key, 0.0) >= BESIDE * max(scores.values()) for source in part.sources)

    def _holds_value(self, part: Part, query: Query) -> bool:
        return any(is_of_form(source.span.of(self.documents[source.clause.doc_id].text), query) for source in part.sources)

    def _ranked(self, query: Query, found: Found) -> list[Candidate]:
        """The statements that may answer, best first."""
        heard = speaking(found.evidence, self._naming(query), self.documents)
        return ranked(query, heard, found.weights)

    def _judged(self, query: Query, found: Found) -> Judged | None:
        """The verdict of the best clause, of which a list is read together with its head."""
        if not asks_eligibility(query) or not found.evidence:
            return None
        best = speaking(found.evidence, self._naming(query), self.documents)[0].clause
        clause = whole_list(best, self.documents[best.doc_id])
        if confirms_other(query.asked, clause.text):
            return None  # 补50万，对吧：the text's own figure is the answer, whatever else it grants
        return eligibility(query, clause, found.weights, lexicon=self._lexicon, rules=self._rules)

    def _chosen(self, query: Query, found: Found, *, of_form: bool = False) -> list[Part]:
        """The statements that answer, in words: the amount for the case, a list with its head."""
        sources = choose(query, self._ranked(query, found), found.weights, of_form=of_form)
        whole = Kind.LIST in query.kinds
        parts = list(dict.fromkeys(by_case(query, source) or self._said(source, whole=whole) for source in sources))
        return [with_result(query, part) for part in parts[:1]] + parts[1:]

    def _said(self, source: Source, *, whole: bool) -> Part:
        document = self.documents[source.clause.doc_id]
        own = Part(say(source.span.of(document.text), source.clause), (source, *header_of(source.clause, document)))
        return with_list(source, document, whole=whole) or own
