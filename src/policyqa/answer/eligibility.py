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

from policyqa.answer.conditions import CLASS, VAGUE, Arm, arms, demands, matters, refused
from policyqa.answer.curated import by_rule, is_for_others, rule_of
from policyqa.answer.holds import Case, any_holds
from policyqa.answer.parts import Part, Source
from policyqa.answer.verdicts import Finding, cases_of, told
from policyqa.answer.wording import TITLED, names_units, says_nothing
from policyqa.facts.amounts import quantities
from policyqa.facts.giving import KIND, given_figures
from policyqa.facts.payees import recipient
from policyqa.facts.phrases import periods
from policyqa.facts.rules import ASKER, Rule, shipped_attributes
from policyqa.ingest.markers import marker_of
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
UNMET_LOSS = 0.1
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

YES_NO = pattern(
    "是非问",
    r"(?<!差)([一-鿿])不\1(?!多)|([一-鿿]{2})不\2|能否|可否|是否|会否|有没有|有无|[吗嘛][？?。！!]*\Z|(?<![什怎多这那要])么[？?。！!]*\Z|"
    r"(?:不|没有?|不[行成]|吧)[？?！!。]*\Z|(?<![不许认])可[^，。？多几谁哪何什怎呢]{1,6}[？?]\Z|(?:必须|应该|应当)[给批发让补]|"
    r"\A(?:就|都|也|还)?能[领拿享申报免减][^，。？多少几]*[？?]?\Z",
    reason="is answered by yes or no",
    examples=(("我能领吗", "吗"), ("这钱给不给", "给不给"), ("岗位津贴可报？", "可报？"), ("补多少", None)),
)
OTHERWISE = pattern(
    "问别的",
    r"多少|(?<![一二三四五六七八九十百千好那这])几[个岁成块分项次张]|几(?=上限|成|倍)|[什怎][么样]|啥(?!都|时候都)|咋|谁|哪[个些家年里儿]|多[久大长高]|如何|分别|还是(?!能|可|不)|"
    r"[写规][明定了](?!的)|提到|写|牵头|配合|一样(?![的月拿领])|一致|一回事|区别|对得上(?!，)|[记算说]错|给[出完清]",
    reason="asks for a value, or what a text says",
    examples=(("能领多少", "多少"), ("两份文件一致吗", "一致"), ("能领吗", None)),
)
ALLOWS = pattern(
    "给、让、算",
    r"[能可准让许给补发领享拿报免减退缴交付批收管算够奖赔贴该轮]|支持|符合|合格|达标|放宽|[赶排用沾][得不]?[上到着不]|沾|行(?!业|政|动)|有[^，。？]{0,6}(?:的份|[补贴津助奖资优])|有没有份|"
    r"有(?:没有)?[我咱俺他她它]|[不还要]用|要不要|还要|必须|应当|买单|来得及|会(?!议|计|员|所|保)|包[不括含][^，。？]*[我咱他她爸妈]|在内|管",
    reason="somebody may, gets, is spared or counts",
    examples=(("给不给", "给"), ("轮得到不", "轮"), ("门开着吗", None)),
)
ASKS_CRITERION = pattern(
    "问条件本身",
    r"算不算|算得上|能不能算|算(?:够|符合|是|[^，。]{0,6}[吗的])|算“|符不符合|够不够|够[得不]上|够格|达标|哪些人?(?:算|符合)|什么(?:样的?)?(?:人)?(?:算|才算)",
    reason="asks whether a case counts under a condition, so that a text which does not spell it out leaves it open",
    examples=(("他算不算够条件的", "算不算"), ("能领吗", None)),
)
CRITERION = pattern(
    "问有没有某项要求",
    r"(?P<matter>[^，。？对在的有这那、]{2,4})(?:上|方面)?有(?:没有|没)?(?:什么|啥|具体)?(?:要求|限制|规定|门槛|上限|下限)|"
    r"有(?:没有|没)?(?P<matter4>[^，。？什啥具]{2,4})(?:要求|限制|门槛|上限|下限)[吗么没不？]|(?:限不限|分不分|看不看|卡不卡)(?P<matter2>[^，。？]{2,4})|"
    r"要不要(?P<matter3>[^，。？]{0,2}(?:户[口籍]|学历|年龄|证书?|合同|资质))",
    reason="asks whether something matters: where the text does not name it, it does not say",
    examples=(
        ("补助户籍有要求吗", "补助户籍有要求"),
        ("有没有年龄限制？", "有没有年龄限制？"),
        ("要不要本地户口", "要不要本地户口"),
        ("能领吗", None),
    ),
)
AGAIN = pattern(
    "再拿一份",
    r"再[^，。？]{0,8}?(?:报|拿|领|申请|享受|要|补)|还能(?:再)?(?:报|拿|领|申请|享受)|同时|一边[^，。]{1,20}一边|两(?:样|份|头|个|项|笔)[^，。]{0,3}都|重复|叠加|一起(?:拿|领|报)|又(?:拿|领|报)|已经?(?:拿|领|享受|补)",
    reason="asks for a second benefit beside one that is had",
    examples=(("这钱拿了还能不能再报建设补助", "再报"), ("能领吗", None)),
)
FAILS = pattern(
    "达不到标准",
    r"(?:不|没|未)(?:能|有|够)?(?:达标|符合(?![^，。？]{0,4}吗)|合格|达到|满足|通过)",
    reason="a proviso that something meets a standard fails when it is said not to",
    examples=(("国家标准不达标", "不达标"), ("符合标准吗", None)),
)
MEETS = pattern(
    "达到标准",
    r"(?:标准|要求|条件|验收|规划)[^，。；？不没未]{0,6}(?:都|全|也)?(?:符合|达标|达到|合格|满足|通过|对得上|过了)|(?<![不没未])(?:符合|达到|满足|通过)了?[^，。；？不没吗]{0,8}(?:标准|要求|验收|规划)(?=[，。；了的])",
    reason="a proviso that something meets a standard is met when it is said to",
    examples=(("国家标准都达标", "标准都达标"), ("标准没达到", None)),
)
_PROVISO = re.compile("符合|前提|经")
FREE = pattern(
    "问要不要钱",
    r"免费|不要钱|白[给拿领]|不掏钱|(?:要不要|用不用|要|用)(?:自己|个人)?(?:[出交掏花]钱|收费|付费)",
    reason="asks whether something costs money",
    examples=(("能不能免费领", "免费"), ("能领吗", None)),
)
PRICED = re.compile(r"费|元|价|低偿|有偿|无偿|资金|购买|补[助贴]")
ALL = pattern(
    "问全部",
    r"全包|全免|全额|全部(?:免|报|补|给|退)|(?:一分|分文)(?:钱)?(?:也|都)?不",
    reason="asks for the whole where a text may give a part",
    examples=(("行政事业性收费能不能全免", "全免"), ("能免吗", None)),
)
PART = pattern(
    "给一部分",
    r"减半|减按|减收|部分|一定比例|\d[\d.]*[%％]",
    reason="a part is waived or paid",
    examples=(("减半征收", "减半"), ("免征", None)),
)
MORE = pattern(
    "要更多",
    r"再(?:给|往上)?[加多涨提]|更[高多]|比[^，。]{1,6}[高多]|额外|多给|放宽|上浮",
    reason="asks for more than what all get, or for a limit to be widened",
    examples=(("能不能再加点", "再加"), ("能领吗", None)),
)
RAISES = re.compile("上浮|提高|增加|追加|额外|放宽|延长|另再")
#: Asks whether what is said before is so.
_TAG = re.compile("，(?=(?:是吧|对吧|是不是|对不对|对吗|行吗|行不|可以吗)[？。]*$)")
_ASKS_AGE = re.compile("岁数|年龄|年纪")
#: For whom something is done. What offices may decide is given to nobody.
_PEOPLE = re.compile("老人|老年人|家庭|儿童|幼儿|残疾|居民|人员|对象|职工|患者|妇女|学生|毕业生|[^位]者|\\d岁|周岁|企业|机构|单位")
_OFFICE_MAY = re.compile("[^，。；]{0,14}(?:人民政府|部门|机关)可以")
#: A rate or time without a figure, unless one is given beside it.
_RATE = re.compile("规定|一定")
#: A sentence that may widen a limit which fails.
_RELAXES = re.compile("可以?适当(?:延长|放宽|提高|降低)")
#: What has to have been done or obtained before: a paper, a procedure.
_PAPER = re.compile("(?:取得|持有?|具有|已经?|进行)[^，。；]*?(?:证|登记|备案|鉴定|认定|手续)")
#: Not done or not known yet.
PENDING = pattern(
    "还没有结果",
    r"(?:还|都|尚)[没未][^，。；？]{0,3}(?:办|下来|定|出来|判|认定|弄)|还不(?:知道|清楚|好说)|在等",
    reason="what is not done yet can still be done: it hangs on that",
    examples=(("责任书还没下来", "还没下来"), ("没有残疾证", None)),
)
OWNS = pattern(
    "自己办的",
    r"[开办][了的]|[招雇聘]|员工|职工|经营|承包|投资|当老板|申请下来",
    reason="who runs a facility asks for it, even where a person is named",
    examples=(("楼下开的托班", "开的"), ("我爸住养老院", None)),
)
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
    return _asks(query.asked) or CRITERION.regex.search(query.asked) is not None


def _asks(text: str) -> bool:
    """Whether one of the phrases of a question asks if somebody may have or do something."""
    return any(map(_asks_phrase, re.split("[，。；？！ ]", _TAG.sub("", text))))


def _asks_phrase(words: str) -> bool:
    asked = YES_NO.regex.search(f"{words}？") if words else None
    return asked is not None and ALLOWS.regex.search(words) is not None and not OTHERWISE.regex.search(words)


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
    case = Case(query.text, query.official, lexicon, query.mentions.regions)
    sentences = list(_sentences(clause, weights, case, rules))
    if not sentences:
        return None
    best = max(sentences, key=lambda sentence: sentence.score)
    missing = _missing(case, best.clause)
    if not missing and not _asks(query.asked):  # the text has what is asked for: it is told, nobody is judged
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
    asking = {term: weights.get(term, 0.0) for term in pairs(_asking(case.text))}
    for span in _periods(clause.text):
        own = tuple(arms(clause.text, span))
        silent = says_nothing(span.of(clause.text), clause) and not any(arm.refuses for arm in own)
        if silent or names_units(span.of(clause.text)) or clause.path.rpartition("/")[2] in TITLED:
            continue
        if not any(arm.grants for arm in own) and not _PEOPLE.search(span.of(clause.text)):
            continue
        rule = rule_of(clause, span, rules)
        if not own or (all(arm.refuses and not (arm.groups or arm.listed) and not _refuses(arm, case) for arm in own)):
            continue
        said = set(pairs(span.of(clause.text)))
        covered = share(said, weights) + ASKING_SHARE * share(said, asking)
        gain = _gain(span.of(clause.text), own, case) + CURATED_GAIN * bool(rule and rule.groups)
        gain -= SERVICE_LOSS * (not any(arm.grants for arm in own) or _OFFICE_MAY.match(span.of(clause.text)) is not None)
        gain -= FOREIGN_LOSS * bool(rule and is_for_others(rule, case))
        yield _Sentence(clause, span, own, covered + gain)


def _periods(text: str) -> list[Span]:
    """The sentences of a clause, one that leads a list with its items."""
    found: list[Span] = []
    leads = False
    for span in periods(text):
        if leads and marker_of(span.of(text).lstrip()):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
            leads = span.of(text).rstrip().endswith(("：", ":"))
    return found


def _asking(text: str) -> str:
    """The phrase of a question that asks for something, its last one by default."""
    phrases = [words for words in re.split("[，。；？！]", text) if words]
    asking = [words for words in phrases if _asks_phrase(words)]
    return (asking or phrases or [""])[-1]


def _gain(sentence: str, own: Sequence[Arm], case: Case) -> float:
    """What speaks for a sentence: it decides the case, gives a sum that the question names, or refuses just this."""
    results = [[any_holds(group, case) for group in arm.groups] for arm in own]
    decided = max(sum(result is not None for result in groups) for groups in results)
    fails = all(False in groups for groups in results)
    refused = any(arm.refuses and _refuses(arm, case) for arm in own)
    named = NAMED_GAIN * (_names_sum(sentence, case) or bool(MORE.regex.search(case.text) and RAISES.search(sentence)))
    named += NAMED_GAIN * (_ASKS_AGE.search(case.text) is not None and "岁" in sentence)
    named -= IDLE_LOSS * (not refused and all(arm.refuses for arm in own))
    return DECIDED_GAIN * min(decided, DECIDED_MOST) + named + REFUSED_GAIN * refused - UNMET_LOSS * fails


def _names_sum(sentence: str, case: Case) -> bool:
    """Whether the question names a sum that the sentence gives: 每月那200块, 那二十万."""
    said = {float(number) for number in re.findall(r"\d+", case.text)}
    said |= {value for quantity in quantities(case.text) for value in (quantity.value, quantity.folded[0])}
    return any(figure.value in said for figure in given_figures(sentence))


def _refuses(arm: Arm, case: Case) -> bool:
    """Whether an arm refuses this very case: its conditions hold, or it has none and is asked about."""
    if "重复" in arm.text and AGAIN.regex.search(case.text):
        return True
    if arm.groups or arm.listed:
        return all(any_holds(group, case) for group in arm.groups) and (not arm.listed or any_holds(arm.listed, case) is True)
    if re.search("重复|叠加|一次", arm.text):
        return AGAIN.regex.search(case.text) is not None
    return re.search("不得|禁止|严禁|不予", arm.text) is not None or any(map(case.says, refused(arm.text)))


def _excludes(arm: Arm, case: Case) -> bool:
    """Whether an arm names this case among those whom it refuses."""
    named = any(map(case.says, refused(arm.text))) and not arm.groups
    return _refuses(arm, case) and (named or bool(arm.groups))


def _read(sentence: _Sentence, case: Case, weights: Mapping[str, float]) -> Finding:
    """What the words of a sentence say of the case: by its arm that goes best with it."""
    more = MORE.regex.search(case.text) is not None
    refusal = next((arm for arm in sentence.arms if arm.refuses and _refuses(arm, case)), None)
    granting = [arm for arm in sentence.arms if not arm.refuses]
    findings = [_of_arm(arm, case, weights) for arm in granting or sentence.arms]
    about = max(findings, key=lambda finding: _about(finding, weights, more=more))
    cases = [finding for finding in findings if finding is about or _beside(finding.arm, about.arm)]
    if more and RAISES.search(about.arm.text):
        cases = [about]
    best = max(cases, key=lambda finding: (not finding.unmet, len(finding.met), _about(finding, weights, more=more)))
    alike = [other.arm for other in cases if not other.unmet and len(other.met) == len(best.met)]
    if len(alike) > 1 and all(given_figures(arm.text) for arm in alike):  # 农村…2000元，城镇…4000元, and neither is said
        span = Span(alike[0].span.start, alike[-1].span.end)
        best = replace(best, arm=replace(best.arm, span=span, text=span.of(sentence.clause.text)))
    left = [(words,) for arm in sentence.arms if arm.refuses and not arm.groups for words in refused(arm.text) if words.endswith("的")]
    if left and not best.unmet and not refusal:  # 不合格的不予补贴
        best = replace(best, unknown=(*best.unknown, *left))
    listed = cases_of(sentence.clause, best.arm.span)
    if len(listed) > 1 and not best.unmet and all(any_holds((pair.case,), case) is False for pair in listed):
        best = replace(best, unmet=(tuple(pair.case for pair in listed),))
    return replace(best, refusal=refusal)


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


def _of_arm(arm: Arm, case: Case, weights: Mapping[str, float]) -> Finding:
    results = [(group, any_holds(group, case)) for group in arm.groups]
    if arm.listed:
        results.append(_of_list(arm.listed, case, weights))
    unknown = [group for group, holds in results if holds is None]
    undefined = [group for group in unknown if all(_undefined(item) for item in group if any_holds((item,), case) is None)]
    unknown = [group for group in unknown if group not in undefined]
    text = _said_by(arm, results)
    classes = dict.fromkeys(match[0] for match in CLASS.regex.finditer(text) if not _is_told(match[0], case))
    vague = VAGUE.regex.search(text)
    return Finding(
        arm,
        met=tuple(group for group, holds in results if holds),
        unmet=tuple(group for group, holds in results if holds is False),
        unknown=tuple(unknown),
        questions=tuple(dict.fromkeys(question for group in unknown for question in _questions(group))),
        opens=tuple(f"怎样算“{words}”" for words in classes if _matters(words, results, undefined, case)),
        vague=vague[0] if vague and not (_RATE.match(vague[0]) and given_figures(results[-1][0][0] if arm.listed else text)) else "",
        hedged=bool(arm.hedge),
    )


def _said_by(arm: Arm, results: Sequence[tuple[tuple[str, ...], bool | None]]) -> str:
    """The words of an arm that are about the case: of cases counted off only its own."""
    if not arm.listed:
        return arm.text
    return arm.text.partition(arm.listed[0])[0] + "；".join(results[-1][0])


def _matters(
    words: str,
    results: Sequence[tuple[tuple[str, ...], bool | None]],
    undefined: Sequence[tuple[str, ...]],
    case: Case,
) -> bool:
    """Whether it matters that a class is not defined: it is asked about, or no alternative beside it is enough."""
    beside = [(group, holds) for group, holds in results if len(group) > 1 and any(words in item for item in group)]
    if any(holds for _, holds in beside):
        return False
    return not beside or words in case.text or any(group in undefined for group, _ in beside)


def _of_list(items: Sequence[str], case: Case, weights: Mapping[str, float]) -> tuple[tuple[str, ...], bool | None]:
    """The case of those counted off that the question is about, and whether it holds.

    One that is told without a word against it holds, unless it asks for a paper that is not told, or something is still pending.
    """
    results = [(item, None if _lacks_paper(item, case) else any_holds((item,), case)) for item in items]
    if all(result is False for _, result in results):
        return tuple(items), False
    item, result = max(results, key=lambda each: (each[1] is True, share(set(pairs(each[0])), weights), each[1] is None))
    if result is None and share(set(pairs(item)), weights) and not _PAPER.search(item) and not PENDING.regex.search(case.text):
        result = True
    return (item,), result


def _lacks_paper(item: str, case: Case) -> bool:
    """Whether an item asks for a paper that the question does not speak of."""
    papers = re.findall(r"(?:取得|持有?|具有|领取)[^，。；、]*?([一-鿿]{2}证)(?!明)", item)
    return bool(papers) and not any(paper in case.text for paper in papers)


def _undefined(item: str) -> bool:
    return CLASS.regex.search(item) is not None


def _is_told(words: str, case: Case) -> bool:
    meets = words.startswith("符合") and MEETS.regex.search(case.text) is not None
    return meets or (case.attributes.get("特殊困难") is True and "困难" in words)


def _quotes(case: Case, opens: Sequence[str]) -> str:
    """What the question sets in quotation marks of that which the text leaves open."""
    quoted = re.findall("[“「《'\"]([^”」》'\"]{2,12})[”」》'\"]", case.text)
    return next((quote for quote in quoted for words in opens if quote in words or words.strip("怎样算“”") in quote), "")


def _beyond(finding: Finding, sentence: _Sentence, case: Case) -> Finding:
    """The finding with what other sentences of the clause demand, or leave to be widened."""
    text = sentence.clause.text
    for words in (part for each in demands(text) for part in re.split("且|并且?", each) if part):
        if any(words in item for group in finding.arm.groups for item in group):
            continue
        result = any_holds((words,), case)
        groups = {True: finding.met, False: finding.unmet, None: finding.unknown}
        field = {True: "met", False: "unmet", None: "unknown"}[result]
        finding = replace(finding, **{field: (*groups[result], (words,))})
    excluded = next(
        (arm for span in periods(text) for arm in arms(text, span) if arm.refuses and not finding.refusal and _excludes(arm, case)), None
    )
    if excluded:
        return replace(finding, refusal=excluded)
    relaxed = _RELAXES.search(text, finding.arm.span.end)
    if relaxed and finding.unmet and not finding.refusal:
        span = next(span for span in periods(text) if span.covers(Span(*relaxed.span())))
        return replace(finding, unmet=(), vague=relaxed[0], arm=replace(finding.arm, span=span, text=span.of(text)))
    return finding


def _questions(group: tuple[str, ...]) -> Iterator[str]:
    """The questions that ask for what a condition hangs on."""
    register = shipped_attributes()
    names = [name for item in group for name in matters(item)]
    yield from (register[name].question for name in names if name in register)


def _about(finding: Finding, weights: Mapping[str, float], *, more: bool) -> float:
    """How much a question is about an arm: what it covers of it, less for conditions that the question says nothing of."""
    raised = MORE_GAIN * bool(more and RAISES.search(finding.arm.text))
    return share(set(pairs(finding.arm.text)), weights) - UNKNOWN_LOSS * len(finding.unknown) + raised


def _unsaid(query: Query, case: Case, clause: Clause) -> str:
    """What the question turns on and a clause does not have at all: a figure in a unit (休满15天), a price, 户籍."""
    if FREE.regex.search(_asking(case.text)) and not PRICED.search(clause.text):
        return "要不要钱"
    if case.attributes.get("户籍") == "外地" and not re.search("户[籍口]|本[市地区县]", clause.text):
        return "对户籍有没有要求"
    units = [quantity.measure for quantity in quantities(_asking(query.asked)) if quantity.measure in _ASKED_FOR]
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
    who = recipient(arm.text) if re.search("对|给予|向|为", arm.text) else None
    payee = rule.payee if rule is not None else who.payee if who else None
    return payee if payee in _PUBLIC else ""
