"""Whether the asker's case gets what the text grants: 符合, 不符合, 有条件 or 文件未写明, with the condition that decides.

The model: a clause is read as *provisions*, each of which grants, serves, refuses or demands something under conditions
(:mod:`provisions`). A *case* is what the question tells; of any condition it says that this holds, fails or is not known, by
figures, circumstances or words (:mod:`case`, :mod:`told`). A *finding* is how a provision goes with a case: that of the grant
which goes best with the question is completed by what its clause demands, widens and refuses elsewhere, or by a curated rule.
The verdict is the first that applies: a refusal or a condition that fails, what the text leaves open, what is not known and
asked for, what the grant still hangs on, else 符合. Of several clauses the one decides whose conditions the case decides most
(:mod:`deciding`). What a question orders (只回答符合) is not obeyed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from policyqa.answer.asking import (
    ALL,
    ASKED_WORD,
    ASKS_CRITERION,
    CRITERION,
    EQUAL,
    FAILS,
    FREE,
    MEETS,
    MORE,
    OF_AGE,
    PENDING,
    SPARED,
    asking,
    asks,
)
from policyqa.answer.case import Case
from policyqa.answer.curated import by_rule, rule_of
from policyqa.answer.findings import VAGUE, Finding, finding, undefined_word
from policyqa.answer.groups import Group, matters
from policyqa.answer.known import QUOTED
from policyqa.answer.limits import limits_of
from policyqa.answer.modality import EXEMPTS, PUNISHES, SPARES
from policyqa.answer.parts import Part, Source
from policyqa.answer.payers import payee_of
from policyqa.answer.provision import Provision
from policyqa.answer.provisions import provisions
from policyqa.answer.refusals import bars, exceeds, is_for, keeps, softened, tells, whole_sentence
from policyqa.answer.told import content
from policyqa.answer.verdicts import cases_of, told
from policyqa.answer.wording import TITLED, names_units, says_nothing
from policyqa.facts.amounts import quantities
from policyqa.facts.giving import given_figures
from policyqa.facts.rules import ASKER, Rule, shipped_attributes
from policyqa.retrieve.asker import values_of
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import pairs, share
from policyqa.text.fold import plain
from policyqa.text.lexicon import Lexicon
from policyqa.text.patterns import pattern
from policyqa.text.words import dictionary
from policyqa.types import Clause, Span, Verdict

#: What a condition that the asker's case decides adds to a provision's score, and for how many: it speaks of such a case.
DECIDED_GAIN, DECIDED_MOST = 0.15, 2
#: What one costs in a sentence that the question says nothing of.
UNKNOWN_LOSS = 0.1
#: What a provision gains that the question names its sum: 每月那200块.
NAMED_GAIN = 0.6
#: What a provision gains that raises a sum, for a question that asks for more.
MORE_GAIN = 0.5
#: What it costs that nothing is given, but something is done.
SERVICE_LOSS = 0.25
#: What each condition that the case decides adds to the log-odds that the evidence answers.
DECIDED_ODDS = 1.1

PRICED = re.compile(r"费|元|价|低偿|有偿|无偿|资金|购买|补[助贴]")
PART = pattern(
    "给一部分",
    r"减半|半价|减按|减收|部分|一定比例|\d[\d.]*[%％]",
    reason="a part is waived or paid",
    examples=(("减半征收", "减半"), ("免征", None)),
)
RAISES = re.compile("上浮|提高|增加|增发|追加|额外|放宽|延长|另再")
#: What is granted otherwise to some, behind what is granted to all: 免费乘坐，但早高峰的按半价收费.
_LESS = re.compile(r"\s*但")
#: A demand on when to ask for something, which is only for what is granted before it.
_IN_TIME = re.compile("[前内]")
#: What a proviso demands: 在符合详细规划且不改变用地主体的条件下.
_PROVISO = re.compile("符合|前提|经")
_STANDARD = re.compile("标准|规定|要求")  # which nobody meets by speaking of it
_PROVIDED = re.compile("(?:符合|经|不)[^，。；]*?(?=的?(?:前提|条件|情况)下|\\Z)")
#: What a word means grants nothing to whoever does not ask if he is meant.
_DEFINES = re.compile("本[^，。；]{2,8}所称|用语的含义|是指")
_EQUALLY = re.compile("同等|相同|一视同仁|[同一]样")
#: Where the money comes from, and since when a text holds, is nobody's case.
_OF_TEXT = re.compile(
    "本[^，。；]{2,8}自[^，。；]*起(?:施行|执行|实施)|[^，。；]{0,12}(?:资金|经费)(?:优先|主要)?(?:使用|来源于|从)"
)
#: For whom something is done.
_FOR = re.compile(r"(?:对|为|向|给)[^，。；]{0,16}(?:人|家庭|儿童|幼儿|对象|职工|患者|妇女|学生)(?!员?配备|口)")
#: How something is asked for, decided and paid out, which grants nothing.
_PROCEDURE = re.compile("提出申请|材料|初审|审[核定批]|公示|[拨兑]付|汇总|上报|报送|台账|通报|约谈|列支|统筹|资金由")
#: What is handed in and when it is paid: nobody gets anything by that alone.
_PAPERS = re.compile("材料|申请[书表]|证明(?=[，。；、和]|\\Z)|计发|[拨兑]付|打入|列支")
_PEOPLE = re.compile(
    "老人|老年人|家庭|儿童|幼儿|残疾|居民|人员|对象|职工|患者|妇女|学生|毕业生|[^位]者|\\d岁|周岁|企业|机构|单位"
)
#: A sentence that may widen a limit which fails.
_RELAXES = re.compile("可以?适当(?:延长|放宽|提高|降低)")
#: A sentence that widens a limit for some: 医疗机构申请的，前款第（二）项人数要求放宽至6人.
_WIDENS = re.compile("(?P<who>[^，。；\\s]{2,40}?)(?:申请)?的，[^，。；]*?(?:放宽|延长|降低|提高)[至到](?P<limit>[^，。；]+)")
#: Those whom no other case names: 其他对象每日补助1餐.
_THE_REST = re.compile("其[他余]|一般")
#: Measures of what is asked for, not of who asks.
_ASKED_FOR = ("天", "日", "工作日", "个工作日", "小时", "元", "%")
#: Of several verdicts on one clause the first of these: each of them stands in the way.
WEAKEST: tuple[Verdict, ...] = ("不符合", "文件未写明", "有条件", "符合")


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict in words.

    ``decided`` counts the conditions that the asker's case decides: they tell that the text is about such a case. A ``silent``
    text does not name what it turns on for somebody who tells of his 户籍. A verdict is ``idle`` that demands
    something of which the case meets nothing: another text may be meant.
    """

    part: Part
    decided: int
    silent: bool = False
    idle: bool = False

    def sure(self, confidence: float) -> float:
        """The probability that the evidence answers, given that the case decides its conditions."""
        odds = math.log(max(confidence, 1e-6) / max(1 - confidence, 1e-6)) + DECIDED_ODDS * min(self.decided, 3)
        return 1 / (1 + math.exp(-odds))


def asks_eligibility(query: Query) -> bool:
    """Whether a question asks if somebody may have or do something, or what that demands."""
    return asks(query.asked) or CRITERION.regex.search(query.asked) is not None


def verdict_of(parts: Sequence[Part]) -> Verdict | None:
    """The verdict of a whole answer: the weakest that its parts give on the clause which is judged first."""
    judged = [part for part in parts if part.verdict]
    given = {part.verdict for part in judged if part.sources[0].clause.key == judged[0].sources[0].clause.key}
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
    all_of = provisions(clause.text)
    found = [each for each in (finding(provision, case) for provision in all_of) if _speaks(each, clause, case)]
    unsaid = _unsaid(query, case, clause)
    if EQUAL.regex.search(query.asked):
        found = [each for each in found if _EQUALLY.search(each.provision.text)]
    if not found or (not unsaid and not asks(query.asked)):  # the text has what is asked for: it is told, nobody is judged
        return None
    best = _best(found, clause, case, weights)
    rule = rule_of(clause, best.provision.span, rules)
    best = by_rule(best, rule, case) if rule else best
    best = _with_demands(best, all_of, clause, case)
    best = _widened(replace(best, beside=_beside(best, all_of, case)), clause, case)
    if not _is_spared(best):
        best = _with_refusal(best, all_of, clause, case)
    best = _with_proviso(best, case)
    if best.provision.kind == "serves" and not best.vague:
        before = Span(best.provision.sentence.start, best.provision.span.start).of(clause.text)
        best = replace(best, vague=vague[0] if (vague := VAGUE.regex.search(before)) else "")
    best = replace(_left_open(best, unsaid, clause, case), payee=payee_of(best.provision, rule, case))
    if best.verdict == "符合" and best.provision.kind == "serves" and not (best.met or _is_for_some(best, clause)):
        return None  # what is done for all is nobody's claim
    decided = _decided(best, rule, clause, case) if asks(query.asked) else 0
    idle = best.verdict in ("有条件", "不符合") and not (best.met or best.barred)
    silent = bool(unsaid) and "户籍" in case.attributes
    return Judged(told(best, _source(best, all_of, clause), case), decided, silent, idle)


def _is_spared(best: Finding) -> bool:
    """Whether the case is spared from the rule that all others have to follow."""
    return EXEMPTS.search(best.provision.text) is not None and bool(best.met) and not best.unmet


def _is_for_some(best: Finding, clause: Clause) -> bool:
    """Whether a service is for people that are named, or a word is defined."""
    return any(each.search(best.provision.sentence.of(clause.text)) for each in (_FOR, _DEFINES))


def _left_open(best: Finding, unsaid: str, clause: Clause, case: Case) -> Finding:
    """The finding with what the question asks about and the text leaves open, or is not settled yet."""
    if word := undefined_word(case, clause):
        provision = (
            best.provision if word in best.provision.text else whole_sentence(best.provision, clause, clause.text.find(word))
        )
        best = replace(best, provision=provision, opens=(f"怎样算“{word}”",), vague=word, criterion=True)
    if unsaid:
        best = replace(best, opens=(f"文件没有写{unsaid}",), criterion=True)
    quoted = next((quote for quote in QUOTED.findall(case.text) if any(quote in words for words in best.opens)), "")
    return replace(
        best,
        vague=best.vague or quoted,
        hedged=best.hedged or PENDING.regex.search(case.text) is not None,
        criterion=best.criterion or ASKS_CRITERION.regex.search(case.text) is not None,
    )


def _speaks(found: Finding, clause: Clause, case: Case) -> bool:
    """Whether a provision is for somebody, or the case decides it: no title, no line of units, no task for offices."""
    provision = found.provision
    sentence = provision.sentence.of(clause.text)
    cell = "\t" in clause.text[max(0, provision.sentence.start - 1) : provision.sentence.end + 1]
    if (
        clause.kind == "row"
        or cell
        or provision.kind == "demands"
        or names_units(sentence)
        or PUNISHES.search(sentence)
        or _OF_TEXT.match(sentence)
    ):
        return False
    asks_word = ASKS_CRITERION.regex.search(case.text) or ASKED_WORD.regex.search(case.text)
    if _DEFINES.search(provision.text) and not (asks_word or found.met or found.unmet):
        return False
    if clause.path.rpartition("/")[2] in TITLED or (says_nothing(sentence, clause) and not provision.refuses):
        return False
    if _is_counted(found, case):
        return True
    if provision.kind != "serves":
        told = found.met or found.unmet or given_figures(provision.text)
        return bool(told) or _PAPERS.search(provision.text) is None
    return _PEOPLE.search(sentence) is not None and not _PROCEDURE.search(provision.text)


def _is_counted(found: Finding, case: Case) -> bool:
    """Whether a figure or a date decides one of the conditions of a provision."""
    return any(map(case.counts, (item for group in (*found.met, *found.unmet) for item in group)))


def _best(found: Sequence[Finding], clause: Clause, case: Case, weights: Mapping[str, float]) -> Finding:
    """The provision that the question is about: of the cases of one benefit the one that fits."""
    granting = [each for each in found if not each.provision.refuses]
    if not granting:  # what no refusal is for
        free = all(each.unmet for each in found)
        left = [() if free else each.unknown or ((each.provision.item or each.provision.text,),) for each in found]
        granting = [replace(each, met=each.unmet, unmet=(), unknown=open_) for each, open_ in zip(found, left, strict=True)]
    if SPARED.regex.search(case.text):  # asked to be spared, what spares comes first
        granting = [each for each in granting if SPARES.regex.search(each.provision.text)] or granting
    scores = {id(each): _score(each, clause, case, weights) for each in granting}
    first = max(granting, key=lambda each: scores[id(each)])
    beside = [each for each in granting if each.provision.sentence == first.provision.sentence]
    given = {id(each): {word.text for word in content(each.provision.given) if word.tag[:1] not in "va"} for each in beside}
    shared_by_all = set.intersection(*given.values())
    named = {key: words - shared_by_all for key, words in given.items()}
    if any(word in case.text for words in named.values() for word in words):  # of several things that which is named
        beside = [each for each in beside if not named[id(each)] or any(word in case.text for word in named[id(each)])]
    about = max(beside, key=lambda each: scores[id(each)] - UNKNOWN_LOSS * len(each.unknown))
    if MORE.regex.search(case.text) and RAISES.search(about.provision.text):
        return about
    holding = [each for each in beside if each.met and not each.unmet and each.provision.kind == about.provision.kind]
    if about.unmet and holding:
        # 迁出户籍的，待遇不变；异地居住满一年的，按60%支付: the rule for others says nothing of this case
        about = max(holding, key=lambda each: scores[id(each)])
    cases = [each for each in beside if each is about or _are_cases(each.provision, about.provision)]
    cases = [each for each in cases if _names_sum(each.provision, case)] or cases
    shared = set.intersection(*(set(each.provision.conditions) for each in cases))
    if about.provision.item:  # of cases counted off the one that is told decides, or the one most like it
        likeness = {id(each): share(set(pairs(each.provision.item)), weights) for each in cases}
        best = max(cases, key=lambda each: (bool(each.met) and not each.unmet + each.unknown, likeness[id(each)]))
    else:
        rank = {id(each): (_named(set(each.met) - shared), not each.unmet and len(set(each.met) - shared)) for each in cases}
        beside_it = {id(each): sum(case.meets(item) is False for group in each.met for item in group) for each in cases}
        best = max(cases, key=lambda each: (*rank[id(each)], -beside_it[id(each)], scores[id(each)]))
    if best.unmet:  # nobody's case but that of all others
        best = next((each for each in cases if not each.unmet and _THE_REST.match(each.provision.text)), best)
    alike = [each for each in cases if not each.unmet and len(each.met) == len(best.met)]
    if len(alike) > 1 and not set(best.met) - shared and all(given_figures(each.provision.text) for each in alike):
        #  农村…2000元，城镇…4000元, and neither is said
        span = Span(alike[0].provision.span.start, alike[-1].provision.span.end)
        best = replace(best, provision=replace(best.provision, span=span, text=span.of(clause.text)))
    own = tuple(group for group in best.provision.conditions if group not in shared)
    if len(cases) > len(alike) and own and not best.opens and not set(best.met) & set(own):  # a case that nothing tells of
        best = replace(best, unknown=tuple(dict.fromkeys((*best.unknown, *own))))
    if best.unmet and best.provision.item:  # none of the cases counted off
        return replace(best, unmet=(tuple(each.provision.item for each in cases if each.provision.item),))
    listed = cases_of(clause, best.provision.span)
    if len(listed) > 1 and not best.unmet and all(case.meets(pair.case) is False for pair in listed):
        best = replace(best, unmet=(tuple(pair.case for pair in listed),))
    return best


def _named(met: Collection[Group]) -> int:
    """How many conditions say which case it is, rather than how much is demanded: 本科毕业生 in 本科毕业生，35周岁以下."""
    return sum(not any(limits_of(plain(item)) for item in group) for group in met)


def _names_sum(provision: Provision, case: Case) -> bool:
    """Whether the question names a sum that a provision gives: 每月那200块."""
    said = {float(number) for number in re.findall(r"\d+", case.text)} | {each.folded[0] for each in quantities(case.spoken)}
    return any(figure.folded[0] in said for figure in given_figures(provision.text) if figure.is_money)


def _are_cases(one: Provision, other: Provision) -> bool:
    """Whether two provisions are cases of one benefit: counted off, with sums, or with conditions on the same matter."""
    ones, others = (
        {matter for group in each.conditions for item in group for matter in matters(item)} for each in (one, other)
    )
    both_give = bool(given_figures(one.text) and given_figures(other.text))
    return bool(one.item and other.item) or bool(ones & others) or both_give or _THE_REST.match(one.text) is not None


def _score(each: Finding, clause: Clause, case: Case, weights: Mapping[str, float]) -> float:
    """How much a question is about a provision: what it covers of the question, and what the case decides of it."""
    provision = each.provision
    sentence = provision.sentence.of(clause.text)
    score = share(set(pairs(provision.item or provision.text)), weights) + share(set(pairs(sentence)), weights)
    score += DECIDED_GAIN * min(len(each.met) + len(each.unmet), DECIDED_MOST)
    more = MORE.regex.search(case.text) is not None  # than the sum that it names
    score += NAMED_GAIN * (_names_sum(provision, case) and not more)
    score += MORE_GAIN * (more and RAISES.search(provision.text) is not None)
    serves = provision.kind == "serves" and not _is_counted(each, case)
    return score - SERVICE_LOSS * serves / (3 if _FOR.search(sentence) else 1)


def _with_demands(best: Finding, all_of: Sequence[Provision], clause: Clause, case: Case) -> Finding:
    """The finding with what other sentences demand: another benefit has its own."""
    known = [item for group in best.provision.conditions for item in group]
    for demand in (each for each in all_of if each.kind == "demands"):
        elsewhere = demand.sentence != best.provision.sentence and given_figures(demand.sentence.of(clause.text))
        of_other = elsewhere and given_figures(best.provision.text)
        if of_other or any(demand.text in item or item in demand.text for item in known):
            continue
        if (demand.item and not case.is_among(demand.item)) or (demand.excepted and case.is_among(demand.excepted)):
            continue
        if _IN_TIME.search(demand.text) and demand.sentence.start < best.provision.sentence.start:
            continue
        also = finding(replace(demand, item=""), case)
        also_unknown = tuple(group for group in demand.conditions if case.meets_any(group) is None)
        ruled = matters(demand.item)  # 16周岁以上不满18周岁的须经监护人同意, where 18 years are demanded of all
        unmet = tuple(group for group in best.unmet if not any(matters(item) & ruled for item in group))
        best = replace(best, met=best.met + also.met, unmet=unmet + also.unmet, unknown=best.unknown + also_unknown)
    relaxed = _RELAXES.search(clause.text, best.provision.span.end)
    if relaxed and best.unmet:
        return replace(best, unmet=(), vague=relaxed[0], provision=whole_sentence(best.provision, clause, relaxed.start()))
    return best


def _widened(best: Finding, clause: Clause, case: Case) -> Finding:
    """The finding with limits that fail, unless the clause widens them for such a case: 医疗机构申请的，人数要求放宽至6人."""
    for wider in _WIDENS.finditer(clause.text):
        met = [group for group in best.unmet if any(case.meets_instead(item, wider["limit"]) for item in group)]
        among = case.is_among(wider["who"])
        alike = {pair for group in met for item in group for pair in pairs(item)} & set(pairs(wider["who"]))
        if met and (among or alike):  # some of the same people: whether he is one of them is left open
            unmet = tuple(group for group in best.unmet if group not in met)
            hangs = () if among else ((wider["who"],),)
            beside = (replace(best.provision, text=wider[0]), *best.beside)
            best = replace(best, unmet=unmet, unknown=(*best.unknown, *hangs), beside=beside)
    return best


def _with_refusal(best: Finding, all_of: Sequence[Provision], clause: Clause, case: Case) -> Finding:
    """The finding with what refuses just this case, whatever else grants it; who is spared from a refusal meets it."""
    barring: list[tuple[tuple[bool, float], Finding]] = []
    for i, each in enumerate(all_of):
        if not each.refuses:
            continue
        if each.excepted and case.is_among(each.excepted):
            return replace(best, provision=each, met=((each.excepted,),), unmet=(), unknown=(), questions=(), hedged=False)
        barred = bars(each, clause, case)
        if barred is None:
            best = replace(best, unknown=(*best.unknown, (each.text,)), beside=(each, *best.beside))
        if not barred:
            continue
        kept = next((other for other in all_of[i + 1 :] if keeps(other, each, case)), None)
        told_most = (is_for(each), case.told.speaks(each.item or each.text))
        barring.append((told_most, replace(best, barred=each) if kept is None else Finding(kept)))
    if barring:  # of several refusals the one of which most is told
        return softened(max(barring, key=lambda each: each[0])[1], clause)
    if over := next((each for each in all_of if each.kind != "demands" and exceeds(each.text, case)), None):
        return replace(best, barred=over)
    if ALL.regex.search(case.text) and PART.regex.search(best.provision.text) and not ALL.regex.search(best.provision.text):
        return replace(best, barred=best.provision)
    return best


def _beside(best: Finding, all_of: Sequence[Provision], case: Case) -> tuple[Provision, ...]:
    """Whom the sentences from the grant to the next one leave out or give less, unless he is known not to be among them."""
    found: list[Provision] = []
    for each in all_of:
        if best.provision.refuses or each.sentence.start < best.provision.sentence.start or each.kind == "demands":
            continue
        if each.sentence != best.provision.sentence and given_figures(each.text):
            break
        less = each.span.start > best.provision.span.start and _LESS.match(each.text) is not None
        if ((each.refuses and is_for(each)) or less) and False not in [holds for _, holds in tells(each, case)]:
            found.append(each)
    return tuple(found)


def _with_proviso(best: Finding, case: Case) -> Finding:
    """The finding with a standard that is said to be met or missed."""
    hedge = best.provision.hedge
    if not best.hedged or not _PROVISO.search(hedge):
        return best
    demanded = _PROVIDED.search(hedge)
    parts = [part for part in re.split("且|并|和", demanded[0]) if content(part)] if demanded else []
    holds = {part: case.meets(part) for part in parts}
    if failing := [part for part, held in holds.items() if held is False]:
        return replace(best, unmet=((failing[0],),))
    if FAILS.regex.search(case.text):
        return replace(best, unmet=((hedge,),))
    met = (parts and all(holds.values()) and not _STANDARD.search(hedge)) or MEETS.regex.search(case.text)
    return replace(best, hedged=False, met=(*best.met, (hedge,))) if met else best


def _source(best: Finding, all_of: Sequence[Provision], clause: Clause) -> Source:
    """The sentence that decides: the one that refuses, or demands what fails, or else grants."""
    if best.barred:
        sentence = best.barred.sentence
    else:
        failed = best.unmet[0][0] if best.unmet else ""
        own = best.provision.sentence
        found = [each.sentence for each in all_of if failed in each.sentence.of(clause.text)]
        sentence = own if failed in own.of(clause.text) or not found else found[0]
    return Source(clause, sentence.shifted(clause.span.start))


def _decided(best: Finding, rule: Rule | None, clause: Clause, case: Case) -> int:
    """How much of the case the sentence decides: by its conditions, or by the circumstances that both tell."""
    if best.provision.kind == "serves":
        return sum(any(map(case.measures, group)) for group in best.unmet)
    assumed = {condition.text for group in (rule.groups if rule else ()) for condition in group if condition.attribute == ASKER}
    decided = sum(not set(group) <= assumed | {best.provision.item} for group in (*best.met, *best.unmet))
    decided += 2 * (bool(best.barred) or _is_spared(best))
    decided += bool(MORE.regex.search(case.text) and RAISES.search(best.provision.text))
    both = values_of(best.provision.sentence.of(clause.text)).keys() & case.attributes.keys()
    return max(decided, len(both))


def _unsaid(query: Query, case: Case, clause: Clause) -> str:
    """What the question turns on and a clause does not have at all: a figure in a unit (休满15天), a price, 户籍."""
    text = plain(clause.text)
    if asked := CRITERION.regex.search(case.text):
        words = plain(next(group for group in asked.groups() if group))
        matter = ([word.text for word in dictionary().cut(words) if len(word.text) > 1] or [words])[-1]
        known = matters(clause.text) if matter in shipped_attributes() else (text, *matters(clause.text))
        if not any(matter in each for each in known):
            return f"对{matter}有没有要求"
    if FREE.regex.search(asking(case.text)) and not PRICED.search(text):
        return "要不要钱"
    if case.attributes.get("户籍") == "外地" and not re.search("户[籍口]|居住证|[本我][市地区县]", text):
        return "对户籍有没有要求"
    if OF_AGE.search(asking(case.text)) and not re.search("岁|年龄", text):
        return "对年龄有没有要求"
    units = [quantity.measure for quantity in quantities(asking(query.asked)) if quantity.measure in _ASKED_FOR]
    known_units = {quantity.measure for quantity in quantities(clause.text)}
    return next((f"几{unit}" for unit in units if unit not in known_units), "")
