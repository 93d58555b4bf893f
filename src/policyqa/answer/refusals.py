"""Whether a text refuses just such a case: beside what it grants, or in a clause that does nothing but refuse."""

from __future__ import annotations

import re
from dataclasses import replace

from policyqa.answer.asking import AGAIN, asking
from policyqa.answer.case import Case
from policyqa.answer.compared import last_years
from policyqa.answer.findings import Finding, results_of
from policyqa.answer.groups import Group, sorts_of
from policyqa.answer.hours import has_hours, within
from policyqa.answer.limits import limits_of
from policyqa.answer.parts import Part, Source
from policyqa.answer.provision import Provision
from policyqa.answer.provisions import provisions
from policyqa.answer.told import HALF, NEGATIVE, SHARE, content
from policyqa.answer.verdicts import told
from policyqa.facts.phrases import period_at
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import pairs
from policyqa.text.fold import plain
from policyqa.text.lexicon import Lexicon
from policyqa.text.numerals import parse_numeral
from policyqa.text.sentences import phrases_of
from policyqa.types import Clause

#: For how long something is refused: 因违规收费被处罚的，两年内不享受.
_FOR_YEARS = re.compile(r"的，[^，。；]{0,8}?(?P<years>[一二两三四五\d]{1,2})年内")
#: What follows on something that stands before it: 骗取补贴的，…，申请人3年内不得申请.
_PUNISHED = re.compile(
    r"[且并在]*[^，。；的]{0,6}[一二两三四五六七八九十\d]{1,2}(?:年|个月)[以之]?内[^，。；的]{0,3}(?:不得|不予|不再)"
)
#: What is charged; the longest time for which something is given, and that somebody asks for more of it.
_CHARGES = re.compile("收费|收取|预收|押金|定金|定位金|[收交]")
#: What is no number of things: 五个月.
_TIME = "(?!多?半?(?:月|星期|礼拜|小时|钟头|[学课]时|季度|工作日|学[期年]|年头))"
_MORE = re.compile("再(?!见说)|另[外一]|又|还(?=[能给可])")
_LONGEST, _GOES_ON = re.compile("最长|累计"), re.compile("继续|接着|还能|还给|还发")
#: How something may not be done that is allowed: 应当经同意，且不得单独入户.
_HOW = re.compile("[且并]不得")
_FORBIDS = re.compile("不得|不兑|禁止|严禁")
#: How many everybody may have, or how often: 每户限养一只, 每年不超过3台. For a year alone the next one begins anew.
_COUNT = "[1-9]|[一两二三四五六]"
_OF = "[只个套辆名头处匹张台间份件次所册本]"
_EACH_ONE = re.compile(
    rf"(?:限|只能?|仅|免费|每[^，。；\d]{{1,6}}?(?:补[贴助]|享受|奖励|资助|领取?|申[请领]|发放|报销)|不超过|最多|不得超过)[^，。；\d]{{0,4}}?"
    rf"(?P<number>{_COUNT})(?P<of>{_OF})(?![以至]|[^，。；]*元)|(?P<limit>{_COUNT})(?P<unit>{_OF})为限"
)
#: How a refusal is softened: 原则上不得转让；确需转让的，应当退回补贴.
_UNLESS = re.compile("[；，](?:但是?)?(?:确需|确因|确有|因特殊)[^，。；]*，[^。；]*")
_TWICE = re.compile("重复|叠加|累加|同时|只能?[^，。；]{0,10}(?:一[方次种项个]|其中)")


def refused_by(query: Query, clause: Clause, *, lexicon: Lexicon) -> Part | None:
    """The refusal of a case that is granted elsewhere, where ``clause`` does nothing but refuse, just such a case."""
    case = Case(query.text, query.official, lexicon, query.mentions.regions)
    own = [each for each in provisions(clause.text) if each.kind != "demands"]
    if any(each.kind == "grants" for each in own):
        return None
    for each in own:
        if each.refuses and bars(each, clause, case) and is_asked(each, case) and not _TWICE.search(each.text):
            return told(Finding(each, barred=each), Source(clause, each.sentence.shifted(clause.span.start)), case)
    return None


def bars(provision: Provision, clause: Clause, case: Case) -> bool | None:
    """Whether a refusal is for just this case: its conditions are told, or what it forbids is what is asked for.

    None where it is, if only that was within the years for which it refuses.
    """
    if provision.excepted and case.is_among(provision.excepted):
        return False
    if provision.excepted and case.may_be_among(provision.excepted) and all(holds for _, holds in results_of(provision, case)):
        return None  # 病情加重 may be 病情发生重大变化, of which it does not hold
    if _TWICE.search(provision.text) and (AGAIN.regex.search(case.text) or "已" not in provision.text):
        return AGAIN.regex.search(case.text) is not None
    if has_hours(provision.text) and provision.text.endswith("除外"):  # 每日7时至9时除外
        return within(provision.text, case.spoken) is True
    if _EACH_ONE.search(provision.text):
        return beyond(provision.text, case)
    who, what = provision.refused
    told = results_of(provision, case)
    if provision.kept and told:
        return _is_lost(provision, case) and all(holds and any(map(case.meets, group)) for group, holds in told)
    if _HOW.search(provision.text) and not is_asked(provision, case):
        return False
    is_act = _forbids(provision)
    measured = [(group, holds) for group, holds in told if holds is not None and any(map(case.measures, group))]
    if any(is_act or group[0] in what for group, _ in measured):  # 不得由不满16周岁的人牵领
        return all(holds for _, holds in measured) and False not in [holds for _, holds in told]
    if not any(holds for _, holds in told) and _PUNISHED.match(provision.text):
        return False
    if is_act and max(map(case.told.speaks, sorts_of(what) or (what,))) >= SHARE:
        return True
    if not told:
        return case.told.speaks(who + what) >= SHARE
    barred = all(
        holds is not False and any(_is_told(item, group, holds, provision, clause, case) for item in group)
        for group, holds in told
    )
    years = _FOR_YEARS.search(provision.text)
    if not barred or years is None:
        return barred
    matter = "，".join((who, *(item for group, _ in told for item in group)))
    about = [phrase for phrase in phrases_of(case.text) if replace(case.told, text=phrase).touches(matter)]
    ago = [*last_years("，".join(about)), *(length for _, length in case.durations)]
    return min(ago) <= (parse_numeral(years["years"]) or 0) if ago else None


def _is_lost(provision: Provision, case: Case) -> bool:
    """Whether what is refused is what is asked for, rather than what is kept beside it."""
    kept, lost = ({*pairs(each), *(word.text for word in content(each))} for each in (provision.kept, provision.refused[1]))
    return any(map(case.told.mentions, lost - kept)) and not any(map(case.told.mentions, kept - lost))


def softened(barred: Finding, clause: Clause) -> Finding:
    """A refusal that its own sentence softens hangs on that: 原则上不得转让；确需转让的，应当退回补贴."""
    refusal = barred.barred
    unless = _UNLESS.search(clause.text, refusal.sentence.start, refusal.sentence.end) if refusal else None
    if refusal is None or unless is None:
        return barred
    whole = whole_sentence(refusal, clause, refusal.span.start)
    return replace(barred, barred=None, provision=whole, unmet=(), unknown=((unless[0].strip("；，"),),))


def whole_sentence(provision: Provision, clause: Clause, at: int) -> Provision:
    """A provision told by the whole sentence at a place of its clause."""
    span = period_at(clause.text, at) or provision.sentence
    return replace(provision, sentence=span, span=span, text=span.of(clause.text))


def _forbids(provision: Provision) -> bool:
    """Whether a refusal forbids an act, rather than leaving somebody out."""
    return _FORBIDS.search(provision.text) is not None and "的，" not in provision.text


def is_for(provision: Provision) -> bool:
    """Whether a refusal leaves somebody out, rather than forbidding an act, or giving twice."""
    once = _TWICE.search(provision.text) or _EACH_ONE.search(provision.text)
    return bool(provision.item or provision.conditions) and not _forbids(provision) and not once


def _is_told(words: str, group: Group, holds: bool | None, provision: Provision, clause: Clause, case: Case) -> bool:
    """Whether the question tells what a refusal is for, by the words too that the rest of its clause does not have.

    One of several alternatives has to have such words: 家庭托育点 beside 托管班 in a clause on 托育.
    """
    holds = case.meets(words) if len(group) > 1 else holds
    if holds and case.measures(words):
        return True
    rest = clause.text.replace(provision.item or provision.text, "")
    own = _apart_from(rest, words)
    if holds:
        figures = re.findall(r"\d+", plain(words))
        whole = figures and all(each in case.text for each in figures) and case.told.speaks(provision.text) >= SHARE
        if len(group) == 1 and (provision.text not in clause.text or whole):  # one of a list, or all of it is said
            return True
        if words == provision.refused[0] and (_forbids(provision) or not own) and not is_asked(provision, case):
            return False  # 经营证不得转让, of one that was lost
        return case.told.speaks(own) >= HALF or _is_sort(words, rest, case) if own else len(group) == 1
    counted = any(limit.measure != "年" for limit in limits_of(plain(words)))
    if counted or case.told.tells(words) is False or not case.told.has_had(words):
        return False
    return any(_is_sort(each, rest, case) for each in sorts_of(words) or (words,))


def _is_sort(words: str, rest: str, case: Case) -> bool:
    """Whether the question tells one of the sorts that are kept from something: by 无人居住 that of 无人居住的空置房."""
    told_by, _, noun = words.rpartition("的")
    if told_by and noun and NEGATIVE.search(told_by) and case.meets(told_by):
        return True
    return not NEGATIVE.search(words) and case.told.speaks(_apart_from(rest, words)) >= SHARE


def _apart_from(rest: str, words: str) -> str:
    """The content of ``words`` that the ``rest`` of their clause does not have."""
    return "，".join(word.text for word in content(words) if word.text not in rest)


def beyond(text: str, case: Case) -> bool:
    """Whether the case asks for one more than everybody may have: 第四台, or 再 where one is had already."""
    for each in _EACH_ONE.finditer(text):
        most, of = parse_numeral(each["number"] or each["limit"]) or 0, each["of"] or each["unit"]
        asked = [
            parse_numeral(told) or 0
            for told in re.findall(f"(?:第|要|想)?({_COUNT}|俩){of}{_TIME}", case.text.replace("俩", "二"))
        ]
        more = _MORE.search(case.text)
        had = more is not None and (re.search("过|已经?|刚", case.text) is not None or (most == 1 and more[0] != "还"))
        anew = "年" in each[0] and re.search("去年|前年|往年", case.text)
        if max(asked, default=0) > most or (had and not anew and max(asked, default=1) >= most):
            return True
    return False


def exceeds(text: str, case: Case) -> bool:
    """Whether the case goes beyond what a text allows to charge (收费不超过160元), how long (最长24个月) or often it gives."""
    if beyond(text, case):
        return True
    for phrase in re.split("[，。；：]", plain(text)):
        for limit in limits_of(phrase):
            charges = _CHARGES.search(phrase) and _CHARGES.search(asking(case.text))
            ends = limit.measure == "年" and _LONGEST.search(phrase) and _GOES_ON.search(case.text)
            if limit.high is None or not (charges or ends):
                continue
            near = [each.folded[0] for each, words in case.figures if each.measure == limit.measure and _CHARGES.search(words)]
            told = [years for _, years in case.durations] if limit.measure == "年" else near
            if any(value > limit.high or (ends and value == limit.high) for value in told):
                return True
    return False


def is_asked(provision: Provision, case: Case) -> bool:
    """Whether what is refused is what is asked for, or is not named (各类补贴)."""
    what = provision.refused[1]
    return not content(what) or case.told.touches(what)


def keeps(other: Provision, provision: Provision, case: Case) -> bool:
    """Whether a provision behind a refusal keeps just what is asked for: 不再享受运营补贴，但建设补贴不受影响."""
    if other.refuses or not other.text.lstrip().startswith("但"):
        return False
    kept, lost = ({word.text for word in content(each.refused[1])} for each in (other, provision))
    return any(map(case.told.touches, kept - lost)) and not any(map(case.told.touches, lost - kept))
