"""What one search says on one question: a verdict, who is responsible, the amount for the case, or statements."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial
from itertools import pairwise

from policyqa.answer.adjusted import Way
from policyqa.answer.amendments import amendments
from policyqa.answer.asking import EQUAL, FREE, SPARED, asking, asks_functions
from policyqa.answer.brackets import admits
from policyqa.answer.cases import by_case, by_change, by_column
from policyqa.answer.choose import (
    SILENCE_LOSS,
    Candidate,
    choose,
    is_of_form,
    is_of_nth_class,
    is_of_other_year,
    ranked,
    speaking,
    states_value,
)
from policyqa.answer.claims import confirms_other, dates_otherwise, denied, wants_confirmed
from policyqa.answer.closest import read_closely
from policyqa.answer.computed import asks_payer, only_sum, with_result
from policyqa.answer.confidence import DOUBT, SURELY, Signs, confidence, is_of_year, odds_of, signs
from policyqa.answer.deciding import OWN_WORDS_LOSS, deciding
from policyqa.answer.defining import COUNTS
from policyqa.answer.duty_wording import DEADLINE
from policyqa.answer.eligibility import Judged, asks_eligibility, eligibility
from policyqa.answer.fines import by_fine
from policyqa.answer.instead import by_instead
from policyqa.answer.likened import by_likeness
from policyqa.answer.lists import header_of, whole_list, with_list
from policyqa.answer.members import by_member
from policyqa.answer.missed import with_missed
from policyqa.answer.narrowed import asks_each, of_own_case
from policyqa.answer.norms import by_norm
from policyqa.answer.parts import Part, Source, is_faithful, is_quoted, narrows, overlap
from policyqa.answer.payers import of_payer, of_rest, of_share
from policyqa.answer.reader import UNREAD, read_together
from policyqa.answer.recurring import recurs_otherwise
from policyqa.answer.refusals import refused_by
from policyqa.answer.renewed import amended, renewed
from policyqa.answer.sides import alike, is_said
from policyqa.answer.standards import with_standard
from policyqa.answer.steps import by_step
from policyqa.answer.table_cells import cell_asked
from policyqa.answer.units import ASKS_UNIT, responsible
from policyqa.answer.verdicts import UNSURE
from policyqa.answer.wording import say, says_nothing
from policyqa.answer.yearly import by_year
from policyqa.facts.amounts import quantities
from policyqa.facts.book import FactBook
from policyqa.facts.giving import KIND
from policyqa.facts.rules import Rule
from policyqa.ingest.passages import passages_of
from policyqa.retrieve.asker import values_of
from policyqa.retrieve.focus import CLAUSE, NOUNS, QUOTED, RARE, Focus, FocusWord
from policyqa.retrieve.forms import BESIDE as BESIDE_VALUES
from policyqa.retrieve.forms import PLAIN
from policyqa.retrieve.hybrid import Found, HybridRetriever
from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.mentions import foreign_places, foreign_roles, is_elsewhere, names_region, unheard_parts
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import spoken_of, statements_of
from policyqa.text.fold import fold
from policyqa.text.lexicon import Lexicon
from policyqa.text.words import dictionary
from policyqa.types import Clause, Document, Evidence, Passage, Policy, Span

#: Below this probability that the evidence answers, nothing is said. The weights are fitted to sides of equal weight; people
#: ask more often what the documents answer, so it lies a little below one half.
THRESHOLD = 0.46
#: The same where the other of two regions or documents surely answers: whoever compares them knows that both speak of it.
THRESHOLD_BESIDE = 0.3
#: Of how many searches the statements are kept.
SEARCHES = 8
#: How many passages of a clause with a duty are read at most.
PASSAGES = 4
#: How many of the best clauses are heard for a refusal of the case.
BESIDE_CLAUSES = 6
#: What a row says of who bears a cost.
BORNE = re.compile("出资|承担|负担|分担|配套|自筹|财政")
#: How near to the best clause that one has to come that states the value, where the best does not.
BESIDE = 0.6

#: From which logits on reading tells that a refusal answers, and how far ahead of the grant. Of the 70 cases in nineteen sets
#: whose clause refuses something beside what it grants, four more are refused, all rightly.
BARRED, BARRED_AHEAD = 1.0, 1.3

#: What a clause loses that is of another region than the one which is named: the search has weighed that once.
OF_OTHERS = 0.25

#: A word of this rarity that a grant does not speak of tells that it is on something else.
TELLING = RARE / 2

#: Asks for the units that a text names, whatever else it asks: 责任单位里排头的是谁？还有央行吗.
OF_UNITS = re.compile("(?:责任|牵头|配合|协办)单位")

#: Asks for a number, of some unit, at the end of a phrase: 规模是多少, 牌子管几年.
ASKS_NUMBER = re.compile("(?:多少|几(?P<unit>年|个月|天|次|岁))(?=[，。；？]|\\Z)")
#: Any number but a year.
NUMBER = re.compile(r"(?<!\d)(?!20\d\d年)\d|[一二三四五六七八九十百千万]+[个元张户人家所项次倍成%]")
#: What a text spares somebody, by its name: 免征契税.
_SPARED_OF = re.compile("(?:免征|免收|免缴|减征|减半征收)([一-鿿]{1,8}?[税费])")
#: What is left over for others, behind those who come first: …优先入住，空余床位向社会老年人提供.
_LEFT_OVER = re.compile(r"(?<=[，；。])(?P<rest>(?:空余|剩余|富余|其余|其他)[^，；。]+)")
#: Another way to meet what a text demands.
_OR_ELSE = re.compile("或|除外|放宽")

Scope = Collection[str] | None


class Direct:
    """Answers one question from what one search found, or leaves it."""

    def __init__(
        self,
        retriever: HybridRetriever,
        focus: Focus,
        *,
        lexicon: Lexicon,
        passage_chars: int,
        rules: Sequence[Rule] = (),
    ) -> None:
        self._retriever = retriever
        self._focus = focus
        self._lexicon, self.rules, self._passage_chars = lexicon, rules, passage_chars
        #: The statements that may answer, best first: they are looked at several times for one question.
        self.candidates = lru_cache(maxsize=SEARCHES)(self._candidates)
        self.signs = lru_cache(maxsize=SEARCHES)(self._signs)
        self._duty = lru_cache(maxsize=SEARCHES)(lambda query, found: responsible(query, found, found.weights, self.book(None)))
        self._books = lru_cache(maxsize=64)(FactBook(self.documents).within)
        self._amendments = cache(lambda: amendments(self.documents))

    @property
    def documents(self) -> dict[str, Document]:
        """The documents of the index, by id."""
        return self._retriever.documents

    @property
    def policies(self) -> list[Policy]:
        """The policies of these documents."""
        return [document.policy for document in self.documents.values()]

    def book(self, scope: Scope) -> FactBook:
        """The facts of the documents in ``scope``, of all for None."""
        return self._books(frozenset(self.documents if scope is None else scope))

    def answer(self, query: Query, found: Found, book: FactBook, *, sides: Sequence[Sequence[Candidate]] = ()) -> list[Part]:
        """What one search says: a verdict, who is responsible, the amount for the case, or the statements that answer.

        Of what a later text of ``book`` changes it says that. ``sides`` are what other sides may say of the matter.
        """
        query = self.as_read(query, found)
        parts = self._answer(query, found, book, sides=sides)
        return list({part.text: part for each in parts for part in self._amended(query, found, book, each)}.values())

    def _amended(self, query: Query, found: Found, book: FactBook, part: Part) -> list[Part]:
        """A part as the later texts of ``book`` that name its own have it."""
        own = {source.clause.doc_id for source in part.sources}
        known = [each for doc_id in own for each in self._amendments().get(doc_id, ()) if each.newer.doc_id in book.documents]
        policies = {doc_id: document.policy for doc_id, document in book.documents.items()}
        told = partial(self._told, whole=Kind.LIST in query.kinds)
        return amended(query, part, found.weights, known, policies, told) if known and len(own) == 1 else [part]

    def _told_of_row(self, query: Query, source: Source, *, whole: bool) -> Part:
        """A source in words: the one cell of a row that is asked for, or as for any other."""
        is_row = source.clause.kind == "row" and query.value is not None and not whole
        cell = cell_asked(query.asked, source.clause, self.book(None)) if is_row else None
        return cell if cell and is_of_form(cell.text, query) else self._told(query, source, whole=whole)

    def _told(self, query: Query, source: Source, *, whole: bool) -> Part:
        """A source in words: what it says of the case that is asked about, or all of it."""
        return self._of_case(query, source) or of_own_case(query, self.said(source, whole=whole))

    def _answer(self, query: Query, found: Found, book: FactBook, *, sides: Sequence[Sequence[Candidate]]) -> list[Part]:
        weights = found.weights
        sure = self.sure(query, found)
        judged = self._judged(query, found)
        if judged and (lacking := self._unspoken(query, judged)):
            if not all(word.match(self._retriever.spoken(query.mentions.places)) for word in lacking):
                return []
            judged = None
        recurring = query.asked if query.value == "金额" else asking(query.asked)
        if judged and recurs_otherwise(recurring, judged.part.text):
            judged = None  # 每年还有没有: a grant that is made once is another one
        if judged and query.value == "配比" and wants_confirmed(query.asked) and not is_of_form(judged.part.text, query):
            judged = None  # 全由市里出，对吧: who pays is what is claimed
        duty = self._duty(query, found) if book is self.book(None) else responsible(query, found, weights, book)
        of_units = OF_UNITS.search(query.asked) or Kind.JUDGEMENT not in query.kinds
        if judged and duty and (judged.part.text.startswith(UNSURE) or of_units or _is_open(judged)):
            judged = None  # 有没有乱收费，谁来管: who sees to it is told, and the rest is not
        if (judged.sure(sure) if judged else sure) < THRESHOLD:
            told = is_said(self.candidates(query, found), sides) or (bool(sides) and sure >= THRESHOLD_BESIDE)
            return self.chosen(query, found, sides=sides) if told else []
        if judged:  # 能不能领，领多少: the verdict, then what else is asked
            lacks = query.form is not None and not is_of_form(judged.part.text, query)
            # With the sum of his case told, those of others are not his.
            is_told = judged.part.verdict == "符合" and query.value == "金额" and not lacks
            others = [] if is_told or query.kinds <= {Kind.JUDGEMENT} else self.chosen(query, found)
            own = of_own_case(query, judged.part)
            own = self._reckoned(query, own) if own.verdict == "符合" and Kind.AMOUNT in query.kinds else own
            judged = replace(judged, part=own)
            also = [part for part in others if lacks or not overlap(part, judged.part) or narrows(part, judged.part)]
            return [judged.part, *(also or self._for_others(query, judged.part) or self._named_beside(query, judged.part))]
        if duty and is_faithful(duty, self.documents):
            has_time = query.form is not None and query.form.name == "时间" and DEADLINE in duty.text
            no_more = query.kinds == {Kind.UNIT} and not asks_functions(query.asked)
            others = [] if has_time or no_more else self.chosen(query, found, of_form=True)[:1]
            if query.value == "金额":
                return [*others, duty] if ASKS_UNIT.search(query.asked) else others or [duty]
            return [duty, *(part for part in others if not is_quoted(part, duty, self.documents))]
        return self.of_form(query, found, sides=sides)

    def as_read(self, query: Query, found: Found) -> Query:
        """The question without the form of answer that the best clause lacks, where reading tells that it surely answers.

        Then it was not asked for: 护理员配比 is no share of payers. A value that is plain to see has to be there. Where a unit
        is asked for beside a sum, reading tells of that.
        """
        may_drop = query.form is not None and query.value not in PLAIN and not {Kind.UNIT, Kind.AMOUNT} <= query.kinds
        may_drop = may_drop and not self._lacks_number(query, found)
        told = self.signs(query, found) if may_drop else None
        if told is None or not (told.valueless or told.formless):
            return query
        bare = replace(query, form=None)
        is_read = odds_of(self.signs(bare, found)) > -DOUBT and self.read(bare, found) > SURELY
        return bare if is_read else query

    def _lacks_number(self, query: Query, found: Found) -> bool:
        """Whether a question ends in how much or how many, and the best statement has no figure at all, or none of its unit."""
        asked = ASKS_NUMBER.search(query.asked)
        best = self.candidates(query, found)[:1] if asked else ()
        unit = asked["unit"] if asked else None
        if unit is None:
            return bool(best) and not any(NUMBER.search(fold(each.statement.text)) for each in best)
        return not any(figure.measure == unit for each in best for figure in quantities(each.statement.text))

    def sure(self, query: Query, found: Found) -> float:
        """The probability that the evidence answers; none where it lacks a value that is plain to see (每月几号, 电话)."""
        query = self.as_read(query, found)
        return self._sure(query, found, self.signs(query, found))

    def _sure(self, query: Query, found: Found, told: Signs) -> float:
        # A passage is of one region: that it does not answer for another one as well says nothing.
        regions = {policy.region for policy in self.policies if policy.region and names_region(query.text, policy.region)}
        read = partial(self.read, query, found) if len(regions) < 2 else None
        if told.valueless and query.value in PLAIN:
            return 0.0
        best = self.candidates(query, found)[:1]
        if (
            told.formless == told.missing == 0
            and (quoted := QUOTED.findall(query.asked))
            and all(phrase in fold(each.statement.text) for phrase in quoted for each in best)
        ):
            read = None  # what it sets in quotation marks stands there: no reading tells otherwise
        of_year = all(is_of_year(query, spoken_of(each.clause, self._title(each.clause))) for each in best)
        return confidence(told, read, of_year=of_year)

    def _title(self, clause: Clause) -> str:
        return self.documents[clause.doc_id].policy.title

    def read(self, query: Query, found: Found) -> float:
        """How surely the best statement answers when its passage is read together with the question, as a logit.

        Who sees to something is told at the end of a clause: what that says of it is read.
        """
        if Kind.UNIT in query.kinds and (duty := self._duty(query, found)):
            clause = duty.sources[0].clause
            whole = passages_of(self.documents[clause.doc_id], clause, max_chars=self._passage_chars)[:PASSAGES]
            return max((read_together(query, passage).sure for passage in whole), default=UNREAD)
        if not (candidates := self.candidates(query, found)):
            return UNREAD
        return read_together(query, self._passage_of(candidates[0])).sure

    def of_stretch(self, query: Query, source: Source) -> Callable[[Span], float]:
        """How surely stretches of a source's document are a part of what answers, as logits: the source's passage is read."""
        return read_together(query, self._passage(source.clause, source.span.start)).of

    def _passage_of(self, candidate: Candidate) -> Passage:
        return self._passage(candidate.clause, candidate.statement.span.start)

    def _passage(self, clause: Clause, start: int) -> Passage:
        """The passage of a clause in which a place of the document lies, or its beginning."""
        own = passages_of(self.documents[clause.doc_id], clause, max_chars=self._passage_chars)
        return next((each for each in own if each.span.end > start), own[-1])

    def lacking(self, query: Query, found: Found) -> str:
        """What the documents do not do, in words: state the value, speak of the matter, or just answer."""
        told = self.signs(query, found)
        if self._sure(query, found, told) >= THRESHOLD or (told.valueless and not told.unknown):
            return f"写{query.value or ''}"
        corpus, mentions = self._retriever.corpus, query.mentions
        nearest = "".join(each.clause.text for each in found.evidence[:1])
        places = foreign_places(query.asked, corpus, mentions.parts) or unheard_parts(mentions, nearest, corpus)
        if named := places or foreign_roles(query.asked, corpus):
            return f"提到“{named[0]}”"
        telling = [word for word in self.naming(query) if word.rarity >= RARE]
        unknown = [word for word in telling if not word.match(self._retriever.spoken(query.mentions.places))]
        return f"提到“{max(unknown, key=lambda word: word.rarity).text}”" if unknown else "写"

    def _signs(self, query: Query, found: Found) -> Signs:
        """What tells whether the evidence answers."""
        candidates, focus = self.candidates(query, found), self.naming(query)
        if candidates and (claim := denied(query.asked, told := candidates[0].statement.text)):
            words = tuple(map(counted, self._focus.words(claim)))
            if 2 * sum(word.match(fold(told)) for word in words) > len(words):  # what is asked behind it does not matter then
                focus = words
        has_duty = Kind.UNIT in query.kinds and self._duty(query, found) is not None
        return signs(
            query,
            found,
            candidates,
            focus=focus,
            policies=self.policies,
            corpus=self._retriever.corpus,
            here=self._retriever.spoken(query.mentions.places),
            strangers=self._retriever.strangers,
            has_duty=has_duty,
        )

    def naming(self, query: Query) -> tuple[FocusWord, ...]:
        """The words that the question turns on: what it sets in quotation marks and a document says, or else its focus.

        A region is where to look, not what for, unless nothing else is named, and so is a district that no text knows; words
        of a title name all that stands under it.
        """
        quoted = [fold(phrase.strip('"')) for phrase in QUOTED.findall(query.asked)]
        titles = [fold(policy.title) for policy in self.policies] if quoted else []
        own = [words for words in quoted if words in self._retriever.corpus and not any(words in title for title in titles)]
        if own:
            return tuple(counted(FocusWord(words, RARE, ())) for words in own)
        words = tuple(map(counted, self._focus.words(query.asked) or self._focus.words(query.text)))
        places = (*query.mentions.regions, *(part for part in query.mentions.parts if part not in self._retriever.corpus))
        return tuple(word for word in words if not any(word.text in place for place in places)) or words

    def _candidates(self, query: Query, found: Found) -> Sequence[Candidate]:
        stated = ranked(query, self._heard(query, found), found.weights, found.near)
        # Who sees to something is told from the duties, not from these; at another place the matter of before has another name.
        if query.place or Kind.UNIT in query.kinds:
            return stated
        return read_closely(query, stated, self._passage_of, lambda each: self._is_beyond(each.clause, query.mentions.regions))

    def _heard(self, query: Query, found: Found, *, loss: float = SILENCE_LOSS) -> list[Evidence]:
        """What was found in the regions that the question names, clauses lower that do not speak of what it turns on."""
        regions, strangers = query.mentions.regions, self._retriever.strangers
        places = query.mentions.places
        own = [e for e in found.evidence if not is_elsewhere(self.documents[e.clause.doc_id].policy, places, strangers)]
        if asks_payer(query.asked):  # what a project costs says nothing of who bears which part
            own = [each for each in own if each.clause.kind != "row" or BORNE.search(each.clause.text)]
        own = [replace(each, score=each.score - OF_OTHERS * self._is_beyond(each.clause, regions)) for each in own]
        return speaking(own or found.evidence, self.naming(query), self.documents, loss=loss)

    def _is_beyond(self, clause: Clause, regions: Sequence[str]) -> bool:
        """Whether a clause is of another region than those that the question names, such as the city around a district."""
        region = self.documents[clause.doc_id].policy.region
        return bool(regions) and region is not None and region not in regions

    def of_form(self, query: Query, found: Found, *, sides: Sequence[Sequence[Candidate]]) -> list[Part]:
        """The statements that answer, and where these lack the value asked for, a near one that has it."""
        parts = self.chosen(query, found, sides=sides)
        stated = (states_value(source.clause, source.text, query) for part in parts for source in part.sources)
        if query.value is None or any(stated):
            return parts
        stating = (
            part for part in (self.chosen(query, found, of_form=True) if parts else ()) if self.is_near(part, query, found)
        )
        return [part for part in stating if not any(is_of_other_year(query, source) for source in part.sources)][:1]

    def is_near(self, part: Part, query: Query, found: Found) -> bool:
        """Whether a part stands on a clause that fits about as well as the best one."""
        scores = {each.clause.key: each.score for each in self._heard(query, found)}
        return all(scores.get(source.clause.key, 0.0) >= BESIDE * max(scores.values()) for source in part.sources)

    def holds_value(self, part: Part, query: Query) -> bool:
        """Whether what a part stands on has the form of the value that is asked for."""
        return any(is_of_form(source.text, query) for source in part.sources)

    def _judged(self, query: Query, found: Found) -> Judged | None:
        """The verdict of the clause that fits the case best, of which a list is read together with its head."""
        if not asks_eligibility(query) or not found.evidence:
            return None
        heard = [
            replace(each, clause=whole_list(each.clause, self.documents[each.clause.doc_id]))
            for each in self._heard(query, found, loss=OWN_WORDS_LOSS)[:BESIDE_CLAUSES]
        ]

        def judge(clause: Clause) -> Judged | None:
            goals = [target.quote for target in self.book(None).targets_in(clause)]
            return eligibility(query, clause, found.weights, lexicon=self._lexicon, rules=self.rules, goals=goals)

        if norm := next(filter(None, (by_norm(query, each.clause) for each in heard)), None):
            return Judged(norm, 1)
        best, judged = deciding(heard, judge, query.text)
        candidates = self.candidates(query, found)[:1]
        if judged is None:  # the clause of the statement that is told without a verdict
            told_of = (each.clause for each in heard if any(_holds(each.clause, first.clause) for first in candidates))
            best, judged = next(((clause, own) for clause in told_of if (own := judge(clause)) and not own.idle), (best, None))
        if judged and judged.part.verdict == "符合" and _is_beside(judged.part.text, query.text):
            return None
        others = [each.clause for each in candidates if each.clause.key != best.key]
        told = confirms_other(query.asked, best.text, years=False)
        of_case = [part for each in candidates if (part := self._of_case(query, Source(each.clause, each.statement.span)))]
        told = told or any(confirms_other(query.asked, part.text, years=False) for part in of_case)
        told = told or any(dates_otherwise(query.asked, each.statement.text) for each in candidates)
        if told or any(confirms_other(query.asked, other.text) for other in others):
            return None  # 补50万，对吧：the text's own figure is the answer, whatever else it grants
        return self._or_barred(self._or_refused(judged, query, [each.clause for each in heard]), query)

    def _for_others(self, query: Query, judged: Part) -> list[Part]:
        """What a clause says for others than those it is for: 对营利性机构, where 非营利性 is wanted; 空余床位 behind 优先."""
        if judged.verdict not in ("不符合", "有条件") or len({source.clause.key for source in judged.sources}) != 1:
            return []
        clause = judged.sources[0].clause
        if judged.verdict == "有条件":
            rest = _LEFT_OVER.search(clause.text, clause.text.find("优先")) if "优先" in judged.text else None
            spans = [Span(*rest.span("rest")).shifted(clause.span.start)] if rest else []
        else:
            told, wanted = values_of(query.text), values_of(judged.text.partition("，您说")[0])
            spans = [
                each.span
                for each in statements_of(clause)
                for name, values in values_of(each.text).items()
                if len(values) == 1 and values & told.get(name, frozenset()) and values.isdisjoint(wanted.get(name, values))
            ]
        parts = [self.said(Source(clause, span), whole=False) for span in spans[:1]]
        return [part for part in parts if is_faithful(part, self.documents) and part.text.rstrip("。") not in judged.text]

    def _named_beside(self, query: Query, judged: Part) -> list[Part]:
        """The statement of the clause that holds what is asked to be spared, where the verdict does not name it: 登记费."""
        if (
            not SPARED.regex.search(query.asked)
            or len({source.clause.key for source in judged.sources}) != 1
            or judged.verdict != "符合"
        ):
            return []
        clause, said = judged.sources[0].clause, fold(judged.text)
        words = [word for word in self.naming(query) if word.is_noun and word.rarity >= TELLING and not word.match(said)]
        said_of = (each for each in statements_of(clause) if not says_nothing(each.text, clause))
        beside = [each for each in said_of if any(word.match(fold(each.text)) == 1 for word in words)]
        parts = [self.said(Source(clause, each.span), whole=False) for each in beside[:1]]
        return [part for part in parts if is_faithful(part, self.documents) and not overlap(part, judged)]

    def _unspoken(self, query: Query, judged: Judged) -> list[FocusWord]:
        """The words that a question turns on and a grant does not speak of, which tell that it is on something else.

        Things, where nothing that is told bears the grant out; whatever no document knows, where it is asked to pay less for
        that (停车收不收费); what a sum is asked for, or has to be done: 责任险补贴, 要审批吗.
        """
        if (
            judged.part.verdict != "符合"
            or EQUAL.regex.search(query.asked)
            or any(name in query.text for name in _SPARED_OF.findall(judged.part.text))
        ):
            return []
        clause = judged.part.sources[0].clause
        spoken = spoken_of(clause, self._title(clause))
        words = [word for word in self.naming(query) if word.rarity >= TELLING and not word.match(spoken)]
        spared = [
            each.regex.sub("", part[0])
            for part in CLAUSE.finditer(query.asked)
            for each in (FREE, SPARED)
            if each.regex.search(part[0])
        ]
        priced = [
            word for word in words if any(word.text in part for part in spared) and not word.match(self._retriever.corpus)
        ]
        named = [
            word
            for word in words
            if re.search(rf"[要需须]{re.escape(word.text)}|{re.escape(word.text)}(?:{KIND})", query.asked)
        ]
        sums = [word for word in _matters(query) if not word.match(spoken)]
        return [*sums, *(word for word in words if word in (*priced, *named) or (judged.bare and word.is_noun))]

    def _or_barred(self, judged: Judged | None, query: Query) -> Judged | None:
        """A verdict, unless reading tells that what its clause refuses answers, and rather than what it grants."""
        if judged is None or judged.granted is None or judged.part.verdict not in ("符合", "有条件"):
            return judged
        for refusal in judged.barring:
            span = refusal.sources[0].span
            grant = self.of_stretch(query, replace(refusal.sources[0], span=judged.granted))(judged.granted)
            if (read := self.of_stretch(query, refusal.sources[0])(span)) >= BARRED and read - grant >= BARRED_AHEAD:
                return replace(judged, part=refusal)
        return judged

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

    def chosen(
        self,
        query: Query,
        found: Found,
        *,
        of_form: bool = False,
        sides: Sequence[Sequence[Candidate]] = (),
        beside: Sequence[Part] = (),
    ) -> list[Part]:
        """The statements that answer, in words: the amount for the case, a list with its head.

        None that stands in what is told ``beside`` it.
        """
        known = [source for part in beside for source in part.sources]
        candidates = [each for each in self.candidates(query, found) if not any(map(each.lies_in, known))]
        sources = choose(query, alike(candidates, sides), found.weights, of_form=of_form)
        told = partial(self._told_of_row, whole=Kind.LIST in query.kinds)
        of_sources = (renewed(query, told(query, source), found.evidence, self.documents, told) for source in sources)
        parts = list({part.text: part for part in of_sources}.values())
        return [self._reckoned(query, part) for part in parts[:1]] + parts[1:]

    def _of_case(self, query: Query, source: Source) -> Part | None:
        """What a statement says of the payer, the case or the column of its table that is asked about."""
        if is_of_nth_class(source.text, query):
            return None
        of_case = partial(by_case, document=self.documents[source.clause.doc_id])
        of_parts = ((lambda asked, base, way=way: way(asked, base, of_case)) for way in (of_share, of_rest, by_likeness))
        of_some: Sequence[Way] = (partial(by_change, lexicon=self._lexicon), partial(by_instead, lexicon=self._lexicon))
        ways: Sequence[Way] = (of_payer, by_step, by_fine, *of_parts, *of_some, by_year, by_column, of_case, by_member)
        parts = (part for way in ways if (part := way(query, source)))
        return next((part for part in parts if not _loses(query, source, part)), None)

    def _reckoned(self, query: Query, part: Part) -> Part:
        """A part with the sum that the asker's figures, or a standard of its document, make of what it tells."""
        if (told := with_missed(query, part, lexicon=self._lexicon)) is not part:
            return told
        documents = {source.clause.doc_id for source in part.sources}
        return with_standard(query, with_result(query, part), self.documents[documents.pop()]) if len(documents) == 1 else part

    def said(self, source: Source, *, whole: bool) -> Part:
        """A stretch of text in the words of an answer; ``whole`` tells all of a list that it is an item of."""
        document = self.documents[source.clause.doc_id]
        own = Part(say(source.span.of(document.text), source.clause), (source, *header_of(source.clause, document)))
        return with_list(source, document, whole=whole) or own


def _matters(query: Query) -> Iterator[FocusWord]:
    """What a sum is asked for by a noun in front of it, in its words or official ones: 责任险 of 责任险补贴."""
    words = dictionary().cut(query.asked)
    for word, kind in pairwise(words):
        if word.tag.startswith(NOUNS) and len(word.text) > 2 and re.fullmatch(KIND, kind.text):
            others = tuple(fold(term) for term in query.official if set(term) & set(word.text))
            yield FocusWord(word.text, RARE, others)


def _holds(whole: Clause, clause: Clause) -> bool:
    """Whether a clause, or a list that was read with its head, holds another."""
    return whole.doc_id == clause.doc_id and whole.span.start <= clause.span.start < whole.span.end


def _is_open(judged: Judged) -> bool:
    """Whether a verdict hangs on conditions of which the case tells none."""
    return judged.part.verdict == "有条件" and not judged.decided


def _is_beside(text: str, asked: str) -> bool:
    """Whether a text is on the bracket beside the one that holds the asker's figure, and names no way around it."""
    return admits(text, asked) is False and not _OR_ELSE.search(text)


def _loses(query: Query, source: Source, part: Part) -> bool:
    """Whether the case in a statement leaves out what is asked for beside it: 每月上门不少于8次的，每床每月200元 for 几次.

    Or one of two things of which each is asked for, 翻修、新盖各给多少, by another name than the text's.
    """
    beside = query.form is not None and query.form.name in BESIDE_VALUES
    leaves_one = asks_each(query) and not part.computed and only_sum(part.text) is not None and only_sum(source.text) is None
    return leaves_one or (beside and is_of_form(source.text, query) and not is_of_form(part.text, query))


def counted(word: FocusWord) -> FocusWord:
    """The word, which a text may say by what it counts: 四同步 by 同步规划、同步建设、同步验收、同步交付."""
    match = COUNTS.fullmatch(word.text)
    return replace(word, others=(*word.others, match[2])) if match and match[2] else word
