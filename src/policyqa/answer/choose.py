"""Choosing the statements that answer: the best one, then those that add what the question still lacks."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from policyqa.answer.asking import asks_functions
from policyqa.answer.brackets import admits, of_other_ages
from policyqa.answer.claims import confirmed
from policyqa.answer.classes import is_of_class
from policyqa.answer.defining import COUNTS, DEFINES, defines_term, is_slogan, marks_of, says_what, spells_out, term_of
from policyqa.answer.extent import CHARACTERS, is_echo, to_the_end, with_brackets, with_else, with_items, with_lead, with_rest
from policyqa.answer.fines import fined, suits_fined
from policyqa.answer.parts import Source
from policyqa.answer.payers import payer_asked, shares_of
from policyqa.answer.recurring import recurs_otherwise, subsidises
from policyqa.answer.suited import differs
from policyqa.answer.wording import names_units, says_nothing
from policyqa.facts.amounts import quantities
from policyqa.facts.phrases import period_at
from policyqa.facts.tables import in_unit, measured
from policyqa.index.late_interaction import Nearness
from policyqa.ingest.table_text import names_over
from policyqa.retrieve.asker import values_of
from policyqa.retrieve.contrasts import OF_A_YEAR, OFFICE, contrasts, lacks_year, years_of
from policyqa.retrieve.focus import RARE, FocusWord, rarest
from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.query import Query, earlier
from policyqa.retrieve.statements import Statement, coverage, pairs, spoken_of, statements_of, years_told
from policyqa.text.fold import fold
from policyqa.types import Clause, Document, Evidence, Span

#: What a line of a table loses for saying less of the question's own words than another: official terms for these may stand
#: in the line beside.
LINE_LOSS = 1.0
#: What a row gains that a question names by its first cell, over the prose beside the table.
ROW_GAIN = 0.3
#: How many of the best clauses are heard for the words that the question turns on, and what it costs one not to speak of the
#: rarest of them.
LOOKED_AT, SILENCE_LOSS = 6, 0.7

#: How many clauses answers are taken from, of those for a value more: the best ones may be about the matter without it.
CLAUSES, VALUE_CLAUSES = 4, 6
#: How far below the best one a clause may score.
CLAUSE_SHARE = 0.45
#: What covering the whole question, having the form of an answer, and the value that is asked for, adds to a statement's clause
#: score. A line that names units has the form of one for 谁, and says nothing of the matter.
COVERAGE_GAIN, FORM_GAIN, VALUE_GAIN = 1.0, 0.3, 0.7
#: What having it adds where the matter was told before, and only a value of it is asked for: 这笔钱市里出几成.
VALUE_GAIN_BEHIND = 1.2
#: What one gains that is on the class which a question names (C类, 五级), and one loses that is on others of the sort.
CLASS_GAIN = 0.4
#: What a statement loses for each unit by which it is farther from the question, token by token, than the nearest of all, and
#: for its length, by the logarithm of its characters, of which so many are few: long ones have more words to come near by. Of
#: 1,734 questions with gold among them, in fifteen sets, 1,379 have it first without both, 1,457 with 3.0, 1,463 with this.
FAR_LOSS, LENGTH_LOSS, SHORT = 5.0, 0.1, 8
#: How near another statement of its clause has to come to be told for one that was told before.
NEAR = 0.8
#: What the words of earlier turns count there for a statement: they have found its clause.
SAID_SHARE = 0.5
#: What a statement gains that says what something is (是指) where that is asked; it may stand in any clause that was found.
DEFINES_GAIN = 0.8
#: What one gains that spells out what a term counts, where its parts are asked for: others merely use the term.
SPELT_OUT_GAIN = 1.5
#: … and one that states what the office of a body is there for, where that is asked: 主要职责为.
FUNCTIONS_GAIN = 1.5
_FUNCTIONS = re.compile("职责(?:任务)?(?:是|为|包括|：|:)")
#: Asks into which sorts something falls, how a sentence tells several, and how many it has to tell.
_ASKS_SORTS = re.compile("(?:哪[几些两二三四五六七八]?|几|分[成为])(?:个?大)?[类种](?![人老机])")
_SORTS_TOLD, SORTS = re.compile("(?:\\A|[：；，])[^，。；：]{2,10}类(?=[，：])"), 2
#: What a statement loses that names another thing of a sort than the question does: 重度 where 中度 is asked for.
CONTRAST_LOSS = 0.3
#: What one loses besides that is on other years than the one asked for, where another one of its clause is on that; on an
#: office over or under the one that is asked for.
YEAR_LOSS, OFFICE_LOSS = 0.4, 1.0
#: What giving once costs where what is given every month is asked for, or the other way round: another sum. So much where one
#: that gives as is asked covers this share of what it covers of the question; else it costs what another thing of a sort does.
RECURS_LOSS, AS_MUCH = 2.0, 0.6
#: What one gains that states both of two sides which the question compares: 对非营利性养老机构免征，对营利性养老机构减半.
BOTH_GAIN = 0.4
#: What one gains whose bracket holds the asker's figure, and one beside it loses whose does not: 90—99周岁 for 93岁.
BRACKET_GAIN = 0.25
#: What one loses that is on other ages than the asker's, and one gains with a ceiling where that is asked for.
OTHER_AGES_LOSS, CEILING_GAIN = 0.6, 0.2
ASKS_CEILING = re.compile("封顶|上限|顶格|限额|最[高多](?!的)|不超过")
#: A ceiling, but for one on the whole of what a clause gives: 单个机构补助总额不超过80万元.
CAPPED = re.compile(r"(?<!总额)(?<!累计)(?<!合计)(?:不(?:得)?超过|最[高多]|上限|封顶)[^，。；\d]{0,10}\d")
#: What one gains that tells the part of the payer who is asked about.
PAYER_GAIN = 0.3
#: What words that only the headings say count: a sentence speaks of the matter that it stands under.
CONTEXT_SHARE = 0.7
#: A further statement has to cover this share of the question that the ones before do not.
NEW_SHARE = 0.12
#: So much where a single value is asked for: it has been told already.
NEW_SHARE_OF_ONE = 0.3
SEVERAL = re.compile(r"各|分别|还有|另外|[？?].*[？?]")
EACH = re.compile("各|分别|(?:多少|几).*[，、](?:.*?)(?:多少|几)|谁.*[，、].*谁")
#: Asks how two things of one clause differ: the statement on each of them is told.
COMPARES = re.compile(
    r"不同|不一样|一样[吗不么]|(?:同|是)一个?(?:数|价|标准)|相同|区[别分]|差[别异]|vs|相比|哪[个边家一种].{0,4}(?:高|多|划算|低|少)"
)
#: From here on two statements of a clause say the same of two things.
ALIKE = 0.25
#: One from another clause has to score this share of the first.
FURTHER_SHARE = 0.75
#: How a clause begins that tells how much is given, within so many characters.
STANDARD, LEAD = re.compile("(?<!筹资)(?<!缴费)标准|按照?[^，。；]{2,14}确定"), 24
#: Says that something is given.
GIVES = re.compile("给予|发放|享受|可以申请|予以")
#: A statement on one of several classes that are told by number; who is of which stands elsewhere, so that all are told.
NTH_CLASS = re.compile("第[一二三四五六](?:类|档|种情形)")
#: An answer to 有没有 and 能不能 alone tells nothing to who asks how much.
_REPLY = re.compile(r"\s*答[：:]\s*(?:有的?|没有|无|能|不能|可以|不可以|不行|是的?|不是|需要|不需要|会|不会)[。；，]?\s*")
#: So many blank characters may stand between two clauses.
BLANK = 4
#: At most this many statements.
STATEMENTS = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that may answer, with its clause, how well that was found, and how well the statement itself fits."""

    score: float
    found: float
    clause: Clause
    statement: Statement

    def lies_in(self, source: Source) -> bool:
        """Whether the statement stands in a stretch that is told."""
        own, span = self.statement.span, source.span
        return self.clause.key == source.clause.key and span.start <= own.start < span.end


def choose(
    query: Query, candidates: Sequence[Candidate], weights: Mapping[str, float], *, of_form: bool = False
) -> list[Source]:
    """The stretches that answer ``query``, best first, of :func:`ranked` candidates; with ``of_form`` those with the value."""
    if of_form:
        candidates = [each for each in candidates if states_value(each.clause, each.statement.text, query)]
    held = _held(candidates[0].clause, query.text) if candidates and query.value else {}
    candidates = [each for each in candidates if held.get(each.statement, 0) >= 0]
    chosen: list[Source] = []
    missing = {term: weights.get(term, 0.0) for term in pairs(query.asked)} if query.said else dict(weights)
    total = sum(weights.values()) or 1.0
    length = 0
    several_asked, compares = EACH.search(query.asked) is not None, COMPARES.search(query.asked) is not None
    several = query.form is None or Kind.LIST in query.kinds or SEVERAL.search(query.text) is not None
    for each in candidates:
        clause, statement = each.clause, each.statement
        gain = sum(weight for term, weight in missing.items() if term in statement.terms) / total
        elsewhere = bool(chosen) and clause is not chosen[0].clause and each.score < FURTHER_SHARE * candidates[0].score
        compared = compares and clause is candidates[0].clause and likeness(statement, candidates[0].statement) >= ALIKE
        least = 0.0 if compared else NEW_SHARE if several else NEW_SHARE_OF_ONE
        lacks = bool(chosen) and query.value and not several and not states_value(clause, statement.text, query)
        lacks = lacks and clause is not chosen[0].clause and states_value(chosen[0].clause, candidates[0].statement.text, query)
        other = not compares and _is_of_another(query, statement, candidates[0].statement)
        if chosen and (gain < least or elsewhere or lacks or other or length + len(statement.text) > CHARACTERS):
            continue
        span = with_rest(clause, statement, weights) if is_echo(statement, weights) else with_lead(clause, statement)
        whole = several_asked or is_of_nth_class(statement.text, query) or _FUNCTIONS.search(statement.text) is not None
        span = to_the_end(clause, span) if whole else with_else(clause, with_brackets(query, clause, span))
        span = with_items(clause, span) if Kind.LIST in query.kinds else span
        span = _with_sorts(clause, span) if _ASKS_SORTS.search(query.asked) else span
        chosen.append(Source(clause, span))
        length += len(span)
        missing = {term: weight for term, weight in missing.items() if term not in statement.terms}
        if len(chosen) == STATEMENTS:
            break
    return chosen


def _with_sorts(clause: Clause, span: Span) -> Span:
    """A stretch with the whole sentence that it lies in, where that tells several sorts one by one: 甲类，…；乙类，….

    What follows it, such as closing brackets, is none of these.
    """
    start = clause.span.start
    period = period_at(clause.text, span.start - start)
    if period is None or len(_SORTS_TOLD.findall(period.of(clause.text))) < SORTS:
        return span
    lines = [each.span for each in statements_of(clause) if period.shifted(start).covers(each.span)]
    return Span(lines[0].start, lines[-1].end) if lines else span


def _is_of_another(query: Query, statement: Statement, first: Statement) -> bool:
    """Whether a further statement is on another thing of a sort than the question names, and the first one on that."""
    sorts = set(contrasts(query.asked, statement.text))
    return bool(sorts.difference(contrasts(query.asked, first.text)))


def is_of_other_year(query: Query, source: Source) -> bool:
    """Whether a stretch tells the value of other years than the one that a question asks for: 2022年不少于1.5万张."""
    if query.value not in OF_A_YEAR or not (years := years_of(query.asked)):
        return False
    told = [(each.text, own) for each, own in years_told(source.clause).items() if source.span.covers(each.span)]
    return bool(told) and all(own and not years & own and lacks_year(query.asked, text) for text, own in told)


def speaking(
    evidence: Sequence[Evidence], focus: Iterable[FocusWord], documents: Mapping[str, Document], *, loss: float = SILENCE_LOSS
) -> list[Evidence]:
    """The best clauses, those lower by ``loss`` that do not speak of the rarest word that the question turns on."""

    def silence(clause: Clause) -> float:
        return rarest(focus, spoken_of(clause, documents[clause.doc_id].policy.title)) / RARE

    heard = [replace(each, score=each.score - loss * silence(each.clause)) for each in evidence[:LOOKED_AT]]
    return [*sorted(heard, key=lambda each: -each.score), *evidence[LOOKED_AT:]]


def ranked(query: Query, evidence: Sequence[Evidence], weights: Mapping[str, float], near: Nearness) -> list[Candidate]:
    """Statements of the best clauses, best first; lines that name units only where these are asked for.

    ``near`` tells how near they come to the question. What a follow-up was told before is no answer where it goes on to ask
    something else.
    """
    found = _candidates(query, evidence, weights)
    nearness = [near.of(each.clause.key, each.statement.span) for each in found]
    nearest = max(nearness, default=0.0)
    losses = [
        FAR_LOSS * (nearest - own) + LENGTH_LOSS * math.log(max(len(each.statement.text.strip()) / SHORT, 1.0))
        for each, own in zip(found, nearness, strict=True)
    ]
    weighed = [replace(each, score=each.score - loss) for each, loss in zip(found, losses, strict=True)]
    return sorted(weighed, key=lambda candidate: -candidate.score)


def _candidates(query: Query, evidence: Sequence[Evidence], weights: Mapping[str, float]) -> Sequence[Candidate]:
    """Statements of the best clauses by what they say, but what a follow-up was told before."""
    said = earlier(query)
    if said is None:
        return _scored(query, evidence, weights)
    before, own = set(pairs(said.text)), set(pairs(query.asked))
    shares = {term: SAID_SHARE if term in before - own else 1.0 for term in weights}
    found = _scored(query, evidence, {term: weight * shares[term] for term, weight in weights.items()})
    of_said = {term: weight for term, weight in weights.items() if term in before}
    told = max(_scored(said, evidence, of_said), key=lambda each: each.score, default=None)
    new = {term: weight for term, weight in weights.items() if term not in before}
    return _untold(query, found, told.statement, new) if told else found


def _untold(query: Query, found: Sequence[Candidate], told: Statement, new: Mapping[str, float]) -> Sequence[Candidate]:
    """The candidates, in place of the one that was ``told`` before the best other one of its clause that comes near.

    Not where none says more of the ``new`` words than it does: 国家标准15万元、地方标准5万元 tells both.
    Nor where none says any, but it has the form that is asked for now.
    """
    most = max((coverage(each.statement, new) for each in found), default=0.0)
    again = next((each for each in found if each.statement == told), None)
    beside = [each for each in found if again and each.clause is again.clause and each is not again]
    other = max(beside, key=lambda each: each.score, default=None)
    tells_both = most <= coverage(told, new) and (most > 0 or (query.form is not None and is_of_form(told.text, query)))
    if again is None or other is None or other.score < again.score - NEAR or tells_both:
        return found
    score = max(again.score, other.score)
    return [replace(each, score=score) if each is other else each for each in found if each is not again]


def _scored(query: Query, evidence: Sequence[Evidence], weights: Mapping[str, float]) -> list[Candidate]:
    """Statements of the best clauses with their scores."""
    found: list[Candidate] = []
    evidence = _with_standards(query, evidence) if query.value == "金额" else evidence
    best = evidence[0].score if evidence else 0.0
    slogan = Kind.LIST in query.kinds and is_slogan(query.asked)
    term = term_of(query)
    defines = query.value is None and bool(slogan or term or marks_of(query) or COUNTS.search(fold(query.asked)))
    payer = payer_asked(query.asked)
    functions = asks_functions(query.asked)
    own = {each: weights[each] for each in pairs(query.text) if each in weights}
    measures = {each.measure for each in confirmed(query.asked)}
    compared = [(name, wanted) for name, wanted in values_of(query.asked).items() if len(wanted) > 1]
    years = years_of(query.asked) if query.value else set()
    who = fined(query)
    capped = query.value == "金额" and ASKS_CEILING.search(query.asked) is not None
    value_gain = VALUE_GAIN_BEHIND if query.text != query.asked else VALUE_GAIN
    form_gain = value_gain if query.value else FORM_GAIN
    for place, item in enumerate(evidence):
        likely = place < (VALUE_CLAUSES if query.value or measures else CLAUSES) and item.score >= CLAUSE_SHARE * best
        if not likely and not defines:
            continue
        for_case = query.value == "金额" and Kind.JUDGEMENT not in query.kinds
        held = _held(item.clause, query.text) if for_case else {}
        is_row = item.clause.kind == "row"
        lines = [] if is_row else [each for each in statements_of(item.clause) if "\t" in each.text]
        most = max((coverage(each, own, context_share=0.0) for each in lines), default=0.0) if len(lines) > 1 else 0.0
        named = _named_rows(item.clause, lines, query.asked) if len(lines) > 1 else set()
        told = years_told(item.clause) if years else {}
        of_year = any(years & each for each in told.values())
        for statement in statements_of(item.clause):
            if says_nothing(statement.text, item.clause) or (
                _REPLY.fullmatch(statement.text) and Kind.JUDGEMENT not in query.kinds
            ):
                continue
            if names_units(statement.text) and Kind.UNIT not in query.kinds:
                continue
            is_term = defines and term is not None and defines_term(statement.text, term)
            spelt_out = is_term or (defines and Kind.LIST in query.kinds and spells_out(statement.text, query.asked))
            says = spelt_out or (defines and says_what(statement.text, query, weights))
            if (not likely and not says) or (slogan and not spelt_out):
                continue
            fits = is_of_form(statement.text, query) or (
                statement in lines and states_value(item.clause, statement.text, query)
            )
            fits = fits or (bool(measures) and _states(statement.text, measures))
            covered = coverage(statement, weights, context_share=CONTEXT_SHARE, with_lead=True)
            score = item.score + COVERAGE_GAIN * covered
            score += ROW_GAIN * (statement in named)
            score -= LINE_LOSS * (most - coverage(statement, own, context_share=0.0)) if most else 0.0
            score += SPELT_OUT_GAIN if spelt_out else DEFINES_GAIN if says else form_gain * fits
            found_as = best if spelt_out else item.score  # it is what the clause that uses the term speaks of
            score += BOTH_GAIN * any(wanted <= values_of(statement.text).get(name, frozenset()) for name, wanted in compared)
            score += FUNCTIONS_GAIN * (functions and _FUNCTIONS.search(statement.text) is not None)
            score += PAYER_GAIN * (payer in shares_of(statement.text) if payer else False)
            score += BRACKET_GAIN * held.get(statement, 0)
            score -= OTHER_AGES_LOSS * (for_case and of_other_ages(statement.text, query.text))
            score += CEILING_GAIN * (capped and CAPPED.search(statement.text) is not None)
            score += CLASS_GAIN * _of_class(query, statement.text)
            apart = contrasts(query.asked, statement.text)
            goes_on = query.value in OF_A_YEAR and of_year and not years_of(fold(statement.text))
            of_other_year = goes_on and bool(told[statement]) and not years & told[statement]  # by what stands in front
            score -= CONTRAST_LOSS * (bool(apart) or of_other_year or differs(query, statement.text))
            score -= YEAR_LOSS * (of_year and (of_other_year or "年份" in apart)) + OFFICE_LOSS * (OFFICE in apart)
            score += CONTRAST_LOSS * suits_fined(who, Source(item.clause, statement.span))
            score -= CONTRAST_LOSS * (query.value == "金额" and subsidises(query.asked, statement.text))
            found.append(Candidate(score, found_as, item.clause, statement))
    gives = query.value == "金额" or (query.value is None and Kind.JUDGEMENT in query.kinds)  # 每年还给不给
    return _by_recurrence(query, found, weights) if gives else found


def _by_recurrence(query: Query, found: list[Candidate], weights: Mapping[str, float]) -> list[Candidate]:
    """The candidates, those lower that are given otherwise than is asked, once or again and again."""
    otherwise = {each for each in found if recurs_otherwise(query.asked, each.statement.text)}
    if not otherwise:
        return found
    covered = {each: coverage(each.statement, weights, context_share=CONTEXT_SHARE, with_lead=True) for each in found}
    most = max(
        (covered[each] for each in found if each not in otherwise and is_of_form(each.statement.text, query)), default=0.0
    )
    losses = {each: RECURS_LOSS if most >= AS_MUCH * covered[each] else CONTRAST_LOSS for each in otherwise}
    return [replace(each, score=each.score - losses.get(each, 0.0)) for each in found]


def _of_class(query: Query, text: str) -> int:
    """1 for a text on the class that a question names, or else the turns and questions before it, -1 for one on others."""
    told = is_of_class(query.asked, text)
    told = is_of_class(query.text, text) if told is None else told
    return 0 if told is None else 1 if told else -1


def _named_rows(clause: Clause, lines: Sequence[Statement], asked: str) -> set[Statement]:
    """The row of a table that a question names by what its first cell alone says in the clause; nothing for several."""
    found = set()
    for line in lines:
        rest = clause.text.replace(line.text, "\n", 1)
        first = next((cell for cell in line.text.strip("\n").split("\t") if not cell.isdecimal()), "")
        if any(term in asked and term not in rest for term in pairs(first)):
            found.add(line)
    return found if len(found) == 1 else set()


def _with_standards(query: Query, evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """The evidence, where a clause that gives something without a sum is followed in its part by the one with its standards.

    That one stands in for it: （四）…给予补贴。（五）补贴标准：一孩2000元.
    """
    holds = query.form.holds if query.form else STANDARD
    stated = [each for each in evidence if STANDARD.search(each.clause.text[:LEAD]) and holds.search(each.clause.text)]
    told: dict[tuple[str, str], Evidence] = {}
    for each in evidence[:CLAUSES]:
        lacks = GIVES.search(each.clause.text) and not holds.search(each.clause.text)
        behind = [replace(other, score=each.score) for other in stated if lacks and _is_next(other.clause, each.clause)]
        for one in (*behind, each):
            told.setdefault(one.clause.key, one)
    return [*told.values(), *(each for each in evidence[CLAUSES:] if each.clause.key not in told)]


def _is_next(clause: Clause, other: Clause) -> bool:
    """Whether a clause stands right behind another one of its part."""
    parts = {(each.doc_id, each.path.rpartition("/")[0]) for each in (clause, other)}
    return len(parts) == 1 and 0 <= clause.span.start - other.span.end <= BLANK


def _held(clause: Clause, asked: str) -> dict[Statement, int]:
    """1 for the statements of a clause with a bracket that holds the asker's figure, -1 for those beside it that do not.

    A limit alone is a condition.
    """
    texts = {each: _in_units(clause, each.text.strip("\n")) for each in statements_of(clause)}
    told = {each: holds for each, text in texts.items() if (holds := admits(text, asked)) is not None}
    return {each: 1 if holds else -1 for each, holds in told.items()} if len(set(told.values())) > 1 else {}


def _in_units(clause: Clause, line: str) -> str:
    """A line of a table with the units that the names of its columns give; any other text as it is."""
    names = names_over(clause.text, line) if "\t" in line and clause.kind != "row" else ()
    return "\t".join(in_unit(name, cell)[1] for name, cell in zip(names, line.split("\t"), strict=True)) if names else line


def is_of_form(text: str, query: Query) -> bool:
    """Whether a statement has the form of the answer: a sum for how much, 是指 for what something is."""
    if query.form is not None:
        return query.form.holds.search(text) is not None
    return Kind.DEFINITION in query.kinds and DEFINES.search(text) is not None


def states_value(clause: Clause, text: str, query: Query) -> bool:
    """Whether a stretch of a clause has the form of the answer, a row of a table with the units that its columns name."""
    return is_of_form(text, query) or ("\t" in text and is_of_form(measured(clause, text), query))


def is_of_nth_class(text: str, query: Query) -> bool:
    """Whether a text tells of classes by their numbers, of which the question says none."""
    return NTH_CLASS.search(text) is not None and NTH_CLASS.search(query.text) is None


def _states(text: str, measures: Set[str]) -> bool:
    """Whether a statement has a figure of one of these measures, which may be the right one for the asker's."""
    return any(each.measure in measures for each in quantities(text))


def likeness(one: Statement, other: Statement) -> float:
    """The share (0…1) of their terms that two statements have in common."""
    return len(one.terms & other.terms) / (len(one.terms | other.terms) or 1)
