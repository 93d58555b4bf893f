"""Whether the asker's case gets what the text grants: 符合, 不符合, 有条件 or 文件未写明, with the condition that decides.

The model: a clause is read as *provisions*, each of which grants, serves, refuses or demands something under conditions
(:mod:`provisions`, by :mod:`acts` and :mod:`demands`). A *case* is what the question tells (:mod:`known`); of any condition it
says that it holds, fails or is not known (:mod:`case`), by figures and circumstances (:mod:`compared`) or words (:mod:`told`).
A *finding* is how a provision goes with a case: that of the grant which goes best with the question (:mod:`best`) is completed
by what its clause demands, widens and refuses elsewhere (:mod:`completed`), or by a curated rule (:mod:`curated`). The verdict
is the first that applies: a refusal or a condition that fails, what the text leaves open, what is not known and asked for, what
the grant still hangs on, else 符合. Of several clauses the one decides whose conditions the case decides most
(:mod:`deciding`). What a question orders (只回答符合) is not obeyed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from policyqa.answer.asking import (
    ASKED_WORD,
    ASKS_CRITERION,
    CRITERION,
    EQUAL,
    FREE,
    MAY_DO,
    MORE,
    OF_AGE,
    PENDING,
    asking,
    asks,
)
from policyqa.answer.best import FOR_SOME, RAISES, best_of, is_counted
from policyqa.answer.case import Case
from policyqa.answer.completed import beside, spared, timed, widened, with_demands, with_proviso, with_refusal
from policyqa.answer.curated import by_rule, rule_of
from policyqa.answer.findings import VAGUE, Finding, finding, undefined_word
from policyqa.answer.groups import matters
from policyqa.answer.known import QUOTED
from policyqa.answer.modality import EXEMPTS, FOR_ALL, GRANTS, PUNISHES, REFUSES
from policyqa.answer.parts import Part, Source
from policyqa.answer.payers import payee_of
from policyqa.answer.provision import Provision
from policyqa.answer.provisions import provisions
from policyqa.answer.refusals import whole_sentence
from policyqa.answer.told import NEGATIVE, content
from policyqa.answer.verdicts import told
from policyqa.answer.wording import TITLED, names_units, says_nothing
from policyqa.facts.amounts import quantities
from policyqa.facts.rules import ASKER, Rule, shipped_attributes
from policyqa.retrieve.asker import values_of
from policyqa.retrieve.query import Query
from policyqa.retrieve.roles import FACILITIES, facilities_of
from policyqa.retrieve.statements import pairs, share
from policyqa.text.fold import plain
from policyqa.text.lexicon import Lexicon
from policyqa.text.words import dictionary
from policyqa.types import Clause, Span, Verdict

#: What each condition that the case decides adds to the log-odds that the evidence answers.
DECIDED_ODDS = 1.1

PRICED = re.compile(r"费|元|价|低偿|有偿|无偿|资金|购买|补[助贴]")
#: What a word means grants nothing to whoever does not ask if he is meant.
DEFINES = re.compile("本[^，。；]{2,8}所称|用语的含义|是指")
_EQUALLY = re.compile("同等|相同|一视同仁|[同一]样")
#: What heads the goals of a plan; 目标人群 are whom it is for.
_GOALS = re.compile("目标(?!人群|群体|对象|客户)")
#: Where the money comes from, and since when a text holds, is nobody's case.
_OF_TEXT = re.compile(
    "本[^，。；]{2,8}自[^，。；]*起(?:施行|执行|实施)|[^，。；]{0,12}(?:资金|经费)(?:优先|主要)?(?:使用|来源于|从)"
)
#: How something is asked for, decided and paid out, which grants nothing.
_PROCEDURE = re.compile("提出申请|材料|初审|审[核定批]|公示|[拨兑]付|汇总|上报|报送|台账|通报|约谈|列支|统筹|资金由")
#: What is handed in and when it is paid: nobody gets anything by that alone.
_PAPERS = re.compile("材料|申请[书表]|证明(?=[，。；、和]|\\Z)|计发|[拨兑]付|打入|列支")
#: What is handed in, and how something is asked for, in which nothing is given: 申请时应当提交下列材料, 可以通过小程序办理.
_ASKED_BY = re.compile(
    "(?:提交|提供|携带|出示)[^，。；的]*(?:材料|证明|证件|身份证|户口[簿本]|申请[书表])|可以?(?:通过|到|向|在)[^，。；]*(?:办理|申请|查询|提出)\\Z"
)
#: What a text says of things that may be done, and does not mean to try out first.
_SUPPORTS = ("支持", "鼓励")
#: What offices mean to have written down, which is nobody's claim.
_ASKS_PLANS = re.compile("打算|计划|准备")
_PLANNED = re.compile("(?:推动|推进|研究|探索)[^，。；]*纳入[^，。；]*(?:目录|规划|计划|预算)")
_PEOPLE = re.compile(
    "老人|老年人|家庭|儿童|幼儿|残疾|居民|人员|对象|职工|患者|妇女|学生|毕业生|[^位]者|\\d岁|周岁|企业|机构|单位"
)
#: Asks for a grant by the standard of another one, and how a text tells a standard.
_BY_STANDARD = re.compile("(?:按照?|比照|比着|参照|照着?)[^，。；？]{1,12}?(?:标准|档次?|价钱?)")
_STANDARD = re.compile(r"\d|参照|比照|按|同等|相同|标准|价")
#: Asks for a benefit by the name of one in money, and what speaks of money in a text, given or spared.
_WANTS_MONEY = re.compile("补[贴助]|津贴|奖[励金补]|报销")
_MONEY = re.compile("补[贴助]|津贴|奖|报销|元|资金|费|税|免|减|优惠|待遇|救助|贷款|支持|标准|享受|申[请领]|领取|发放")
#: Measures of what is asked for, not of who asks.
_ASKED_FOR = ("天", "日", "工作日", "个工作日", "小时", "元", "%")
#: Of several verdicts on one clause the first of these: each of them stands in the way.
WEAKEST: tuple[Verdict, ...] = ("不符合", "文件未写明", "有条件", "符合")


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict in words.

    ``decided`` counts the conditions that the asker's case decides: they tell that the text is about such a case. A ``silent``
    text does not name what it turns on for somebody who tells of his 户籍. A verdict is ``idle`` that demands
    something of which the case meets nothing: another text may be meant. So may it be where the case meets nothing that is told
    of a grant: that is ``bare``. ``barring`` are the verdicts that it would be if what its clause refuses were the case: the
    question speaks of that, but not so that the words alone decide. Each stands on the refusal, ``granted`` is its grant.
    """

    part: Part
    decided: int
    silent: bool = False
    idle: bool = False
    bare: bool = False
    barring: tuple[Part, ...] = ()
    granted: Span | None = None

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
    goals: Collection[str] = (),
) -> Judged | None:
    """The verdict of ``clause`` for the case that the question tells of; None when it neither grants nor refuses.

    ``goals`` are the words in it of figures that are to be reached: they are nobody's claim.
    """
    case = Case.of(query, clause, lexicon)
    all_of = provisions(clause.text)
    found = [each for each in (finding(provision, case) for provision in all_of) if _speaks(each, clause, case)]
    unsaid = _unsaid(query, case, clause)
    if EQUAL.regex.search(query.asked):
        found = [each for each in found if _EQUALLY.search(each.provision.text)]
    if not found or (not unsaid and not asks(query.asked)):  # the text has what is asked for: it is told, nobody is judged
        return None
    best = _best(_ruling(_of_circumstances(_of_asker(found, clause, case), case)), clause, case, weights, goals)
    if best is None:
        return None
    rule = rule_of(clause, best.provision.span, rules)
    best = by_rule(best, rule, case) if rule else best
    best = with_demands(best, all_of, clause, case)
    best = spared(widened(replace(best, beside=beside(best, all_of, case)), clause, case), clause, case)
    if not _is_spared(best):
        best = with_refusal(best, all_of, clause, case)
    best = timed(with_proviso(best, case), case)
    if best.provision.kind == "serves" and not best.vague:
        before = Span(best.provision.sentence.start, best.provision.span.start).of(clause.text)
        best = replace(best, vague=vague[0] if (vague := VAGUE.regex.search(before)) else "")
    best = replace(_left_open(best, unsaid, clause, case), payee=payee_of(best.provision, rule, case))
    if best.verdict == "符合" and best.provision.kind == "serves" and not (best.met or _is_for_some(best, clause)):
        return None  # what is done for all is nobody's claim
    said = share(set(pairs(best.provision.sentence.of(clause.text))), weights)
    if best.provision.kind == "serves" and not (said or best.met or best.unmet or best.barred):
        return None  # which of the services is meant the words do not tell
    if "鼓励" in best.provision.text and _WANTS_MONEY.search(asking(case.text)) and not _MONEY.search(clause.text):
        return None  # 鼓励生育 gives nobody a 生育补贴
    decided = _decided(best, rule, clause, case) if asks(query.asked) else 0
    idle = best.verdict in ("有条件", "不符合") and not (best.met or best.barred)
    silent = bool(unsaid) and "户籍" in case.attributes
    return Judged(
        told(best, _source(best, all_of, clause), case),
        decided,
        silent,
        idle,
        bare=all(set(group) <= _assumed(rule) for group in best.met) and not best.barred,
        barring=tuple(
            told(replace(best, barred=each), Source(clause, each.span.shifted(clause.span.start)), case)
            for each in best.beside
            if best.verdict in ("符合", "有条件") and _may_bar(each, case)
        ),
        granted=best.provision.span.shifted(clause.span.start),
    )


def _best(
    found: list[Finding], clause: Clause, case: Case, weights: Mapping[str, float], goals: Collection[str]
) -> Finding | None:
    """The finding that the question is about, beside a goal that has its words as well; None where that alone is meant."""
    best = best_of(found, clause, case, weights)
    if not _is_goal(best.provision, clause, goals):
        return best
    others = [each for each in found if not _is_goal(each.provision, clause, goals)]
    if not others:
        return None
    beside = best_of(others, clause, case, weights)  # 逐步拓展至普通家庭, of 完成200户改造
    of_goal, said = (share(set(pairs(each.provision.text)), weights) for each in (best, beside))
    return beside if beside.met or beside.unmet or said >= of_goal / 2 else None


def _may_bar(refusal: Provision, case: Case) -> bool:
    """Whether a question speaks of what a refusal is for, denies nothing of it, and that is something that is so.

    Figures are compared: what is refused for two years is none that reading tells of.
    """
    match = REFUSES.regex.search(refusal.text)
    whom = refusal.text[: match.start()] if match and refusal.refuses else ""
    words = [word.text for word in content(whom)]
    denied = any(case.told.denies(word) is not False for word in words)  # 还没装过 as well
    return case.told.touches(whom) and not (denied or NEGATIVE.search(whom) or quantities(plain(refusal.text)))


def _is_spared(best: Finding) -> bool:
    """Whether the case is spared from the rule that all others have to follow."""
    return EXEMPTS.search(best.provision.text) is not None and bool(best.met) and not best.unmet


def _ruling(found: list[Finding]) -> list[Finding]:
    """The findings without what does no more than spare others from a rule, where the rule itself stands beside it."""
    return [each for each in found if not (_spares(each.provision) and (each.unmet or each.unknown or not each.met))] or found


def _spares(provision: Provision) -> bool:
    return EXEMPTS.search(provision.text) is not None and "；" not in provision.text


def _is_for_some(best: Finding, clause: Clause) -> bool:
    """Whether a service is for people that are named, or a word is defined."""
    return any(each.search(best.provision.sentence.of(clause.text)) for each in (FOR_SOME, DEFINES))


def _left_open(best: Finding, unsaid: str, clause: Clause, case: Case) -> Finding:
    """The finding with what the question asks about and the text leaves open, or is not settled yet."""
    if word := undefined_word(case, clause):
        at = clause.text.find(word)
        provision = best.provision if word in best.provision.text else whole_sentence(best.provision, clause, at)
        best = replace(best, provision=provision, opens=(f"怎样算“{word}”",), vague=word, criterion=True)
    if not unsaid and _BY_STANDARD.search(asking(case.text)) and not _STANDARD.search(best.provision.text):
        unsaid = "按什么标准"
    if unsaid:
        best = replace(best, opens=(f"文件没有写{unsaid}",), criterion=True)
    quoted = next((quote for quote in QUOTED.findall(case.text) if any(quote in words for words in best.opens)), "")
    return replace(
        best,
        vague=best.vague or quoted,
        hedged=(best.hedged and not _is_supported(best, case)) or PENDING.regex.search(case.text) is not None,
        criterion=best.criterion or ASKS_CRITERION.regex.search(case.text) is not None,
    )


def _is_supported(best: Finding, case: Case) -> bool:
    """Whether the text supports without more ado what somebody asks if he may do it."""
    return best.provision.hedge in _SUPPORTS and MAY_DO.regex.search(case.text) is not None


def _of_asker(found: list[Finding], clause: Clause, case: Case) -> list[Finding]:
    """The findings without those for other facilities than the one that asks, where some name it.

    What names none is for the one named before: 四星级养老机构收住失能老年人的，…；收住自理老年人的，….
    """
    own = case.attributes.get(ASKER)
    spans = {each: each.provision.span for each in found} if own in FACILITIES else {}
    named = {
        each: facilities_of(span.of(clause.text)) or facilities_of(clause.text[: span.start].rpartition("。")[2])
        for each, span in spans.items()
    }
    if not any(own in names for names in named.values()):
        return found
    return [each for each in found if own in named[each] or not named[each]]


def _of_circumstances(found: list[Finding], case: Case) -> list[Finding]:
    """The findings but for sums for another value of a circumstance than is told, where some name it: 失能 for a 半失能."""
    named = {each: values_of(each.provision.text) if each.provision.figures else {} for each in found}
    for name, value in case.attributes.items():
        own = [each for each in found if value in named[each].get(name, ())]
        others = [each for each in found if name in named[each] and each not in own]
        if own and others and len(named[own[0]][name]) == 1:
            found = [each for each in found if each not in others]
    return found


def _is_goal(provision: Provision, clause: Clause, goals: Collection[str]) -> bool:
    """Whether a provision without a word of giving stands under 发展目标, or only names people in what is to be reached."""
    if provision.kind in ("refuses", "demands") or GRANTS.regex.search(provision.text):
        return False
    if any(map(_GOALS.search, (*clause.headings, clause.heading))) or any(provision.text.strip() in goal for goal in goals):
        return True
    left = provision.text
    for goal in goals:
        left = left.replace(goal, "，")
    return left != provision.text and _PEOPLE.search(left) is None


def _speaks(found: Finding, clause: Clause, case: Case) -> bool:
    """Whether a provision is for somebody, or the case decides it: no title, no line of units, no task for offices."""
    provision = found.provision
    sentence = provision.sentence.of(clause.text)
    in_table = clause.kind == "row" or "\t" in clause.text[max(0, provision.sentence.start - 1) : provision.sentence.end + 1]
    if in_table or provision.kind == "demands" or names_units(sentence):
        return False
    if PUNISHES.search(sentence) or _OF_TEXT.match(sentence):
        return False
    if FOR_ALL.search(provision.text) and not any(  # who is not said to be of the class may be of another
        case.attributes.get(name) in values for name, values in values_of(provision.text).items()
    ):
        return False
    if _PLANNED.search(provision.text) and not _ASKS_PLANS.search(case.text):
        return False
    if not (provision.conditions or provision.refuses) and _ASKED_BY.search(provision.text.partition("：")[0].rstrip("。")):
        return False
    asks_word = ASKS_CRITERION.regex.search(case.text) or ASKED_WORD.regex.search(case.text)
    measured = any(case.measures(item) for group in (*found.met, *found.unmet) for item in group)
    if DEFINES.search(provision.text) and not (asks_word or measured):  # that the word itself is said tells nothing
        return False
    if clause.path.rpartition("/")[2] in TITLED or (says_nothing(sentence, clause) and not provision.refuses):
        return False
    if is_counted(found, case):
        return True
    if provision.kind != "serves":
        told = found.met or found.unmet or provision.figures
        return bool(told) or _PAPERS.search(provision.text) is None
    return _PEOPLE.search(sentence) is not None and not _PROCEDURE.search(provision.text)


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
    assumed = _assumed(rule)
    decided = sum(not set(group) <= assumed | {best.provision.item} for group in (*best.met, *best.unmet))
    decided += 2 * (bool(best.barred) or _is_spared(best))
    decided += bool(MORE.regex.search(case.text) and RAISES.search(best.provision.text))
    both = values_of(best.provision.sentence.of(clause.text)).keys() & case.attributes.keys()
    return max(decided, len(both))


def _assumed(rule: Rule | None) -> set[str]:
    """The conditions on who asks, which are taken to be met."""
    return {condition.text for group in (rule.groups if rule else ()) for condition in group if condition.attribute == ASKER}


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
