"""Whether the asker's case gets what the text grants: 符合, 不符合, 有条件 or 文件未写明, with the condition that decides.

The sentence of the best clause that grants or refuses something like what is asked is read: its curated rule, where there is
one, else the conditions that its words state. A condition that fails decides, then what the text leaves open, then what is not
known of the case (and is asked for), then what the grant still hangs on. What a question orders (只回答符合) is not obeyed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policyqa.answer.asking import (
    ALL,
    ASKS_AGE,
    ASKS_CRITERION,
    CRITERION,
    FAILS,
    FREE,
    MEETS,
    MORE,
    OF_AGE,
    OWNS,
    asking,
    asks,
)
from policyqa.answer.conditions import Arm, arms, demands, periods_of, refused
from policyqa.answer.curated import by_rule, is_for_others, rule_of
from policyqa.answer.findings import of_arm, undefined_word
from policyqa.answer.groups import groups_of, matters
from policyqa.answer.holds import QUOTED, Case, any_holds, excepted
from policyqa.answer.parts import Part, Source
from policyqa.answer.refusals import excludes, refusal_of, refuses
from policyqa.answer.verdicts import Finding, cases_of, told
from policyqa.answer.wording import TITLED, names_units, says_nothing
from policyqa.facts.amounts import quantities
from policyqa.facts.giving import KIND, given_figures
from policyqa.facts.payees import recipient
from policyqa.facts.phrases import periods
from policyqa.facts.rules import ASKER, Rule, shipped_attributes
from policyqa.retrieve.asker import stated
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import pairs, share
from policyqa.text.fold import plain
from policyqa.text.lexicon import Lexicon
from policyqa.text.patterns import pattern
from policyqa.text.words import dictionary
from policyqa.types import Clause, Span, Verdict

#: What a condition that the asker's case decides adds to a sentence's score, and for how many: it speaks of such a case.
DECIDED_GAIN, DECIDED_MOST = 0.15, 2
#: What a sum that the question names adds, and that the sentence refuses just such a case.
NAMED_GAIN, REFUSED_GAIN = 0.3, 0.8
#: What it costs that a condition fails: of two sentences of a clause the one that fits is meant.
UNMET_LOSS = 0.3
#: What covering the phrase that asks adds: the rest of a question only sets the scene.
ASKING_SHARE = 0.5
#: What a condition costs an arm of a sentence that the question says nothing of.
UNKNOWN_LOSS = 0.1
#: What an arm gains that raises a sum or widens a limit, for a question that asks for more.
MORE_GAIN = 0.5
#: What a sentence gains that a curated rule quotes: it is known to grant.
CURATED_GAIN = 0.3
#: What it costs that a sentence gives nothing, but says what is done.
SERVICE_LOSS = 0.25
#: What it costs that a sentence only refuses, and not this case.
IDLE_LOSS = 0.3
#: What it costs that such a rule is for a facility of another sort.
FOREIGN_LOSS = 0.4
#: What each such condition, or the sum that it gives, adds to the log-odds that the evidence answers.
DECIDED_ODDS = 1.1

_PROVISO = re.compile("符合|前提|经")
PRICED = re.compile(r"费|元|价|低偿|有偿|无偿|资金|购买|补[助贴]")
PART = pattern(
    "给一部分",
    r"减半|减按|减收|部分|一定比例|\d[\d.]*[%％]",
    reason="a part is waived or paid",
    examples=(("减半征收", "减半"), ("免征", None)),
)
RAISES = re.compile("上浮|提高|增加|追加|额外|放宽|延长|另再")
#: For whom something is done. What offices may decide is given to nobody.
_PEOPLE = re.compile(
    "老人|老年人|家庭|儿童|幼儿|残疾|居民|人员|对象|职工|患者|妇女|学生|毕业生|[^位]者|\\d岁|周岁|企业|机构|单位"
)
_FOR = re.compile(r"(?:对|为|向|给)[^，。；]{0,16}(?:人|家庭|儿童|幼儿|对象|职工|患者|妇女|学生)(?!员?配备|口)")
_OFFICE_MAY = re.compile("[^，。；]{0,14}(?:人民政府|部门|机关)可以")
#: Who is named first: a person, or a body.
_SOMEBODY = re.compile(
    "(?P<body>(?:机构|企业|(?<!工作)(?<!用人)单位)(?!在?[职岗]?(?:职工|员工|人员))|组织|中心|医院|养老院|食堂|助餐点)|毕业生|人员|老年人|军人|农民工|残疾人|职工|家庭|儿童"
)
#: A sentence that may widen a limit which fails.
_RELAXES = re.compile("可以?适当(?:延长|放宽|提高|降低)")
#: Measures of what is asked for, not of who asks.
_ASKED_FOR = ("天", "日", "工作日", "个工作日", "小时", "元", "%")
_PERSON, _PUBLIC = ("个人", "家庭"), ("机构", "单位")


#: Of several verdicts on one clause the first of these: each of them stands in the way.
WEAKEST: tuple[Verdict, ...] = ("不符合", "文件未写明", "有条件", "符合")


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict in words.

    ``decided`` counts the conditions that the asker's case decides: they tell that the text is about such a case.
    """

    part: Part
    decided: int

    def sure(self, confidence: float) -> float:
        """The probability that the evidence answers, given that the case decides its conditions."""
        odds = math.log(max(confidence, 1e-6) / max(1 - confidence, 1e-6)) + DECIDED_ODDS * min(self.decided, 3)
        return 1 / (1 + math.exp(-odds))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a clause that grants or refuses, and how it goes with the case."""

    clause: Clause
    span: Span
    arms: tuple[Arm, ...]
    score: float


def asks_eligibility(query: Query) -> bool:
    """Whether a question asks if somebody may have or do something, or what that demands."""
    return asks(query.asked) or CRITERION.regex.search(query.asked) is not None


def verdict_of(parts: Sequence[Part]) -> Verdict | None:
    """The verdict of a whole answer: the one that its parts give, of several on one clause the weakest, else None."""
    judged = [part for part in parts if part.verdict]
    given = {part.verdict for part in judged}
    clauses = {part.sources[0].clause.key for part in judged}
    if len(given) > 1 and len(clauses) > 1:
        return None
    return next((verdict for verdict in WEAKEST if verdict in given), None)


def eligibility(
    query: Query,
    clause: Clause,
    weights: Mapping[str, float],
    *,
    lexicon: Lexicon,
    rules: Sequence[Rule],
) -> Judged | None:
    """The verdict of ``clause`` for the case that the question tells of; None when it neither grants nor refuses."""
    given = frozenset(figure.folded[0] for figure in given_figures(clause.text))
    case = Case(query.text, query.official, lexicon, query.mentions.regions, given)
    sentences = list(_sentences(clause, weights, case, rules))
    if not sentences:
        return None
    best = max(sentences, key=lambda sentence: sentence.score)
    missing = _missing(case, best.clause)
    if not missing and not asks(query.asked):  # the text has what is asked for: it is told, nobody is judged
        return None
    finding = _read(best, case, weights)
    rule = rule_of(best.clause, finding.arm.span, rules)
    finding = by_rule(finding, rule, case) if rule else finding
    if ALL.regex.search(case.text) and PART.regex.search(finding.arm.text) and not ALL.regex.search(finding.arm.text):
        finding = replace(finding, refusal=finding.arm)
    if finding.hedged and _PROVISO.search(finding.arm.hedge):
        if FAILS.regex.search(case.text):
            finding = replace(finding, unmet=((finding.arm.hedge,),))
        elif MEETS.regex.search(case.text):
            finding = replace(finding, hedged=False, met=(*finding.met, (finding.arm.hedge,)))
    finding = _beyond(finding, best, case)
    if word := undefined_word(case, best.clause):
        finding = replace(finding, opens=(f"怎样算“{word}”",), vague=word, criterion=True)
    if unsaid := missing or _unsaid(query, case, best.clause):
        finding = replace(finding, opens=(f"文件没有写{unsaid}",), criterion=True)
    finding = replace(
        finding,
        arm=_with_met(finding, best),
        others=_others(finding.arm, best, rule, case),
        vague=finding.vague or _quotes(case, finding.opens),
        criterion=finding.criterion or ASKS_CRITERION.regex.search(case.text) is not None,
    )
    source = Source(best.clause, best.span.shifted(best.clause.span.start))
    return Judged(told(finding, source, case), 0 if missing else _decided(finding, rule, best, case))


def _decided(finding: Finding, rule: Rule | None, best: _Sentence, case: Case) -> int:
    """How much of the case the sentence decides."""
    assumed = {condition.text for group in (rule.groups if rule else ()) for condition in group if condition.attribute == ASKER}
    if not finding.arm.grants:
        return 0
    listed = set(finding.arm.listed)
    decided = sum(not set(group) <= assumed | listed for group in (*finding.met, *finding.unmet)) + bool(finding.refusal)
    return max(decided, _touched(best, case)) + _names_sum(best.span.of(best.clause.text), case)


def _sentences(clause: Clause, weights: Mapping[str, float], case: Case, rules: Sequence[Rule]) -> Iterator[_Sentence]:
    if clause.kind == "row":  # a task for offices: it gives nobody a claim
        return
    phrase = {term: weights.get(term, 0.0) for term in pairs(asking(case.text))}
    for span in periods_of(clause.text):
        own = tuple(arms(clause.text, span))
        silent = says_nothing(span.of(clause.text), clause) and not any(arm.refuses for arm in own)
        if silent or names_units(span.of(clause.text)) or clause.path.rpartition("/")[2] in TITLED:
            continue
        if not any(arm.grants for arm in own) and not _PEOPLE.search(span.of(clause.text)):
            continue
        rule = rule_of(clause, span, rules)
        if not own or (all(arm.refuses and not (arm.groups or arm.listed) and not refuses(arm, case) for arm in own)):
            continue
        said = set(pairs(span.of(clause.text)))
        covered = share(said, weights) + ASKING_SHARE * share(said, phrase)
        gain = _gain(span.of(clause.text), own, case) + CURATED_GAIN * bool(rule and rule.groups)
        gain -= _idle(own, span.of(clause.text))
        gain -= FOREIGN_LOSS * bool(rule and is_for_others(rule, case))
        yield _Sentence(clause, span, own, covered + gain)


def _idle(own: Sequence[Arm], sentence: str) -> float:
    """What it costs that a sentence gives nothing: less where it tells what is done for whom."""
    if any(arm.grants for arm in own):
        return SERVICE_LOSS * (_OFFICE_MAY.match(sentence) is not None)
    return SERVICE_LOSS if _FOR.search(sentence) is None else SERVICE_LOSS / 3


def _gain(sentence: str, own: Sequence[Arm], case: Case) -> float:
    """What speaks for a sentence: it decides the case, gives a sum that the question names, or refuses just this."""
    results = [[any_holds(group, case) for group in arm.groups] for arm in own]
    decided = max(sum(result is not None for result in groups) for groups in results)
    fails = all(False in groups for groups in results)
    refused = any(arm.refuses and refuses(arm, case) for arm in own)
    named = NAMED_GAIN * (_names_sum(sentence, case) or bool(MORE.regex.search(case.text) and RAISES.search(sentence)))
    named += NAMED_GAIN * (ASKS_AGE.search(case.text) is not None and "岁" in sentence)
    named -= IDLE_LOSS * (not refused and all(arm.refuses for arm in own))
    return DECIDED_GAIN * min(decided, DECIDED_MOST) + named + REFUSED_GAIN * refused - UNMET_LOSS * fails


def _names_sum(sentence: str, case: Case) -> bool:
    """Whether the question names a sum that the sentence gives: 每月那200块, 那二十万."""
    said = {float(number) for number in re.findall(r"\d+", case.text)}
    said |= {value for quantity in quantities(case.text) for value in (quantity.value, quantity.folded[0])}
    return any(figure.value in said for figure in given_figures(sentence))


def _read(sentence: _Sentence, case: Case, weights: Mapping[str, float]) -> Finding:
    """What the words of a sentence say of the case: by its arm that goes best with it."""
    more = MORE.regex.search(case.text) is not None
    if spared := next((arm for arm in sentence.arms if arm.spares and excepted(arm.spares, case)), None):
        return Finding(spared, met=((spared.spares,),))
    refusal = refusal_of(sentence.arms, case)
    granting = [arm for arm in sentence.arms if not arm.refuses]
    findings = [of_arm(arm, case, weights) for arm in granting]
    findings = findings or [_turned(of_arm(arm, case, weights)) for arm in sentence.arms]
    age = ASKS_AGE.search(case.text) is not None
    about = max(findings, key=lambda finding: _about(finding, weights, more=more, age=age))
    cases = [finding for finding in findings if finding is about or _beside(finding.arm, about.arm)]
    if more and RAISES.search(about.arm.text):
        cases = [about]
    best = max(cases, key=lambda finding: (not finding.unmet, len(finding.met), _about(finding, weights, more=more, age=age)))
    alike = [other.arm for other in cases if not other.unmet and len(other.met) == len(best.met)]
    if len(alike) > 1 and all(given_figures(arm.text) for arm in alike):  # 农村…2000元，城镇…4000元, and neither is said
        span = Span(alike[0].span.start, alike[-1].span.end)
        best = replace(best, arm=replace(best.arm, span=span, text=span.of(sentence.clause.text)))
    left = [
        (words,)
        for arm in sentence.arms
        if arm.refuses and not arm.groups
        for words in refused(arm.text)
        if words.endswith("的")
    ]
    if left and not best.unmet and not refusal:  # 不合格的不予补贴
        best = replace(best, unknown=(*best.unknown, *left))
    listed = cases_of(sentence.clause, best.arm.span)
    if len(listed) > 1 and not best.unmet and all(any_holds((pair.case,), case) is False for pair in listed):
        best = replace(best, unmet=(tuple(pair.case for pair in listed),))
    return replace(best, refusal=refusal)


def _turned(finding: Finding) -> Finding:
    """How a case goes with an arm that only refuses: what it does not fulfil speaks for it."""
    return replace(finding, met=finding.unmet, unmet=())


def _touched(sentence: _Sentence, case: Case) -> int:
    """How many circumstances that the question tells of the sentence speaks of."""
    return len({said.attribute for said in stated(plain(sentence.span.of(sentence.clause.text)))} & case.attributes.keys())


def _with_met(finding: Finding, sentence: _Sentence) -> Arm:
    """The arm from the phrase on that first states a condition which is met."""
    text, arm = sentence.clause.text, finding.arm
    floor = max([other.span.end for other in sentence.arms if other.span.end <= arm.span.start], default=sentence.span.start)
    starts = [text.find(words, floor, arm.span.start) for group in finding.met for words in group]
    first = min([start for start in starts if start >= 0], default=arm.span.start)
    span = Span(max(floor, *(text.rfind(mark, floor, first) + 1 for mark in "，；：")), arm.span.end)
    return arm if first == arm.span.start else replace(arm, span=span, text=span.of(text))


def _beside(one: Arm, other: Arm) -> bool:
    """Whether two arms are cases of one benefit: both give sums, or their conditions are on the same matter."""
    ones, others = ({matter for group in arm.groups for item in group for matter in matters(item)} for arm in (one, other))
    return bool(ones & others) or bool(given_figures(one.text) and given_figures(other.text))


def _quotes(case: Case, opens: Sequence[str]) -> str:
    """What the question sets in quotation marks of that which the text leaves open."""
    quoted = QUOTED.findall(case.text)
    return next((quote for quote in quoted for words in opens if quote in words or words.strip("怎样算“”") in quote), "")


def _beyond(finding: Finding, sentence: _Sentence, case: Case) -> Finding:
    """The finding with what other sentences of the clause demand, or leave to be widened."""
    text = sentence.clause.text
    stated_here = [item for group in finding.arm.groups for item in group]
    beside = [span.of(text) for span in periods(text)]
    spoken = [
        each for each in beside if each == sentence.span.of(text) or not given_figures(each)
    ]  # another benefit has its own
    for words in (part for each in demands("".join(spoken)) for part in re.split("且|并且?", each) if part):
        if any(words in item or item in words for item in stated_here):
            continue
        for group in [*groups_of(words)] or [(words,)]:
            result = any_holds(group, case)
            finding = replace(
                finding,
                met=(*finding.met, group) if result else finding.met,
                unmet=(*finding.unmet, group) if result is False else finding.unmet,
                unknown=(*finding.unknown, group) if result is None else finding.unknown,
            )
    excluded = next(
        (
            arm
            for span in periods_of(text)
            if (arm := refusal_of(arms(text, span), case)) and not finding.refusal and excludes(arm, case)
        ),
        None,
    )
    if excluded:
        return replace(finding, refusal=excluded)
    relaxed = _RELAXES.search(text, finding.arm.span.end)
    if relaxed and finding.unmet and not finding.refusal:
        span = next(span for span in periods(text) if span.covers(Span(*relaxed.span())))
        return replace(finding, unmet=(), vague=relaxed[0], arm=replace(finding.arm, span=span, text=span.of(text)))
    return finding


def _about(finding: Finding, weights: Mapping[str, float], *, more: bool, age: bool) -> float:
    """How much a question is about an arm: what it covers of it, less for conditions that the question says nothing of."""
    raised = MORE_GAIN * bool(more and RAISES.search(finding.arm.text))
    raised += NAMED_GAIN * (age and "岁" in finding.arm.text)
    return share(set(pairs(finding.arm.text)), weights) - UNKNOWN_LOSS * len(finding.unknown) + raised


def _unsaid(query: Query, case: Case, clause: Clause) -> str:
    """What the question turns on and a clause does not have at all: a figure in a unit (休满15天), a price, 户籍."""
    if FREE.regex.search(asking(case.text)) and not PRICED.search(clause.text):
        return "要不要钱"
    if case.attributes.get("户籍") == "外地" and not re.search("户[籍口]|本[市地区县]", clause.text):
        return "对户籍有没有要求"
    if OF_AGE.search(asking(case.text)) and not re.search("岁|年龄", clause.text):
        return "对年龄有没有要求"
    units = [quantity.measure for quantity in quantities(asking(query.asked)) if quantity.measure in _ASKED_FOR]
    known = {quantity.measure for quantity in quantities(clause.text)}
    return next((f"几{unit}" for unit in units if unit not in known), "")


def _missing(case: Case, clause: Clause) -> str:
    """What a question asks the demands on (户籍有要求吗), where a clause has neither its word nor a condition on it."""
    asked = CRITERION.regex.search(case.text)
    if asked is None:
        return ""
    words = plain(next(group for group in asked.groups() if group))
    matter = ([word.text for word in dictionary().cut(words) if len(word.text) > 1] or [words])[-1]
    known = matters(clause.text) if matter in shipped_attributes() else (plain(clause.text), *matters(clause.text))
    return "" if any(matter in text for text in known) else f"对{matter}有没有要求"


def _others(arm: Arm, sentence: _Sentence, rule: Rule | None, case: Case) -> str:
    """Who gets the money, when a resident asks for himself for what goes to a facility or a body; else nothing."""
    if case.attributes.get(ASKER) not in _PERSON or OWNS.regex.search(case.text):
        return ""
    if not (given_figures(arm.text) or re.search(KIND, arm.text)):
        return ""
    first = _SOMEBODY.search(arm.text)  # 毕业生创办企业的: theirs, not the enterprise's
    named = re.search("(?:\\A|[，；])(?:对|向|为)", arm.text) or (first and first["body"])
    who = recipient(arm.text) if named else None
    payee = rule.payee if rule is not None else who.payee if who else None
    return payee if payee in _PUBLIC else ""
