"""Which phrase of a sentence gives or refuses something, and which of the others state conditions of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyqa.answer.groups import LIST, WHO
from policyqa.answer.limits import limits_of
from policyqa.answer.modality import ENCOURAGES, FOR_ALL, GRANTS, REFUSES
from policyqa.facts.amounts import quantities
from policyqa.facts.giving import KIND, given_figures
from policyqa.text.fold import plain

DEFINES = re.compile("是指")
#: Behind some that are named: that they are kept from something.
_KEPT_FROM = re.compile(
    rf"(?:，(?:以及|或者?|和)?[^，；。]*的[^，；。的]{{1,10}})*，(?:一律|均|都|也)?(?:{REFUSES.regex.pattern})"
)
#: Until when something has to be asked for: 应当在出院后6个月内提出申请.
_IN_TIME = re.compile("(?<=应当)[^，。；]{0,20}内|(?<=应)在[^，。；]{0,20}内|(?<=可)以?在[^，。；]{0,8}年内")
#: What is demanded, also behind a grant, and what is a duty that follows it.
DEMAND = re.compile("应当|必须|须|应(?![急用邀对届收纳税])")
_MUST = re.compile(f"(?:还|且|并|均|都)?(?:{DEMAND.pattern})(?:同时)?")
#: A limit behind a grant that is not on the grant itself: 给予3000元补贴，车辆价格不超过20万元.
_OF_ASKER = re.compile("(?!每)[^，。；]{0,6}(?:价格|单价|面积|年龄|[车房船]龄|排量|收入|人数|身高)(?:不|应|须|在|低|高|满)")
_DUTY = re.compile(
    "退|将|让|向|报|按|接受|配合|承担|主动|及时|依法(?:承担|追)|由|在[^，。；]*(?:工作日|日|天)内|对|给|提供|提交"
)
#: What those get whom no other case names: 其他老年人每日补助1餐.
THE_REST = re.compile(rf"其[他余][^，。；]*(?:{KIND})[^，。；]*\d")
#: Words by which something is given, unless a word behind them gives more.
_WEAKLY = re.compile("参加|参照|按照?.*|(?:提供|配备)(?!免费).*|为.*")
#: What part or measure of a grant a further sum is on: 年度救助限额3万元.
PART = re.compile(
    "(?:其中|且|年度|单[户次人]|每[^，。；]{1,4}|补[贴助]|奖励|救助|累计|享受)*(?:期限|次数|限额|额度|比例|金额|总额|标准|[^，。；]{0,4}(?:最[长高多]|不超过)为?)?"
)
#: The title of what is refused, which refuses nothing itself: 不予认定情形.
_TITLE_OF_REFUSAL = re.compile(r"[^，。；]*(?<!下列)(?<!以下)(?:情[形况]|事项)\Z")
#: What is said of the grant, not of who gets it.
_OF_GRANT = re.compile(
    "(?:期限|次数|限额|额度|比例|金额|总额|标准|贷款|租期)(?:不|最|为|按|一般|原则上)|按[年季月日次](?:缴|交|收)[^的]*\\Z|共?分\\d|\\A[按自从][^，。；]*(?:计算|起算)\\Z|\\A每[人户年月][^，。；]{0,4}(?:不超过|最多|限)"
)
_NOUN = re.compile(r"的[^的，\d]{1,10}\Z")
_PURPOSE = re.compile(
    r"\A(?:鼓励|支持|引导|建立|完善|到20|20\d\d(?!年[^，。；]*[前后起][^，。；]*的)|每个|各(?=[区县镇])|全市(?!范围)|实现|推进|推动|加强|放宽|开展|实施|采取|共分|每年)"
)
#: In front of a grant, who gives and what it is counted by are no conditions.
_AGENT = re.compile(
    r"(?:由)?(?:各?[省市区县级]+(?:级|财政|政府|人民政府)*|同级财政|每[^，。；]{1,8}|再|也|均|将|并|则|一次性|分别|(?:按|依据|根据)[^，。；]*|最高|[^，。；]{0,4}基金|[自从][^，。；]*起)*\Z"
)
#: What softens a rule, in front of its act.
_IN_PRINCIPLE = re.compile(r"(?:一般|原则上|暂时?|一律|均|也|都)\Z")
_PAYER = re.compile("[^，；]{0,6}由[^，；]*(?:财政|政府|基金)[^，；]*")
PROVISO = re.compile("前提下|条件下|基础上|情况下|按照?[^，。；]*(?:规定|标准|要求)\\Z")
_LIMIT = re.compile("不得|不(?:应)?(?:超过|低于|少于|高于)|至少")


def is_some(words: str) -> bool:
    """Whether words name some of all: 享受过的, 近五年改造过的房屋, 公办机构."""
    return words.endswith("的") or WHO.search(words) is not None or _NOUN.search(words) is not None


def refuses(words: str) -> bool:
    """Whether a phrase keeps something from somebody, rather than being the title of what is refused."""
    return REFUSES.regex.search(words) is not None and _TITLE_OF_REFUSAL.match(words) is None


def acts(words: str, rest: str) -> bool:
    """Whether a phrase grants or refuses; 支持…建设 does not when a sentence goes on to say what is given."""
    if REFUSES.regex.search(words):
        return refuses(words)
    if _OF_ASKER.match(words) and limits_of(plain(words)) and not GRANTS.regex.search(words):
        return False
    if (given_figures(words) and not _NOUN.search(words)) or THE_REST.match(words):
        return True
    giving = [*GRANTS.regex.finditer(words)]
    if not giving or words.endswith("的") or (is_some(words) and _KEPT_FROM.match(rest)):
        return False
    if all(_WEAKLY.fullmatch(match[0]) for match in giving) and gives(rest.partition("；")[0]):
        return False  # 失业人员参加培训，取得证书的，给予补贴
    noun = _NOUN.search(words)
    if noun and giving[-1].start() < noun.start() and (GRANTS.regex.search(rest) or given_figures(rest)):
        return False  # 提供普惠托育服务的托育机构，每个…
    if FOR_ALL.search(words):
        return True
    return not ((_PURPOSE.match(words) or PROVISO.search(words)) and GRANTS.regex.search(rest))


def gives(rest: str) -> bool:
    """Whether a sentence goes on to give something, with a word that does nothing else."""
    return any(not _WEAKLY.fullmatch(match[0]) for match in GRANTS.regex.finditer(rest)) or bool(given_figures(rest))


#: A limit that all have to keep, in front of what is forbidden besides: 收托人数不得超过5人，不得设在地下室. No case of it.
_LIMIT_BESIDE = re.compile(r"不得?(?:超过|高于|低于|少于)[^，。；]*(?<!的)\Z")
#: A facility that turns away those who are told in front of it: 需要监护的老年人，养老机构不予接收.
_TURNS_AWAY = re.compile("[一-鿿]{0,8}(?:中心|机构|[院园站点校])(?:不予|不得|不再|不)(?:接[收待纳]|收[住治托]|招收|录取)")


def conditions(words: list[str], acting: int) -> Iterator[tuple[int, str]]:
    """The words in front of the grant that state conditions, with their phrases' places.

    These are all phrases but those that say what it is for, and the subject of the words that grant.
    """
    act = words[acting]
    subject = "" if acting and _TURNS_AWAY.match(act) else subject_of(act)
    if refused := REFUSES.regex.search(act):  # whom it keeps something from: 中断缴费超过3个月的，补缴后…，不予支付
        closed = max([i for i, each in enumerate(words[:acting]) if each.endswith("的")], default=-1)
        if not subject and closed < 0 and acting > 1 and all(map(is_some, words[:acting])):
            closed = acting - 1
        before = [*enumerate(words[: closed + 1])] or ([(acting, subject)] if subject else [*enumerate(words[:acting])][-1:])
        yield from ((i, each) for i, each in before if not (PROVISO.search(each) or _LIMIT_BESIDE.search(each)))
        for each in LIST.split(act[refused.end() :]):  # 禁止饲养肩高超过60厘米的犬
            if limits_of(plain(each)) and not given_figures(each):
                yield acting, each
        return
    for i, each in (*enumerate(words[:acting]), (acting, subject)):
        if each and not _PURPOSE.match(each) and not PROVISO.search(each) and not _OF_GRANT.search(each):
            yield i, each
    if demand := _IN_TIME.search(act):
        yield acting, demand[0]
    for i, each in enumerate(words[acting + 1 :], acting + 1):
        if (must := _MUST.match(each)) and not _DUTY.match(each, must.end()):
            yield i, each[must.end() :]
        elif _OF_ASKER.match(each) and limits_of(plain(each)):
            yield i, each
    if (not subject or _PURPOSE.match(subject)) and ENCOURAGES.regex.match(act) and not PROVISO.search(act):
        yield acting, ENCOURAGES.regex.sub("", act, count=1)
    limits = _LIMIT.search(act) and quantities(act) and not given_figures(act)
    if not GRANTS.regex.search(act) and (limits or not (REFUSES.regex.search(act) or given_figures(act))):
        yield acting, act  # a limit in the act itself is a condition (收费每月不得超过1800元), and whom a service is for


def subject_of(words: str) -> str:
    """What of an acting phrase stands before the words that act, unless it is only who acts."""
    verbs = [found.start() for each in (REFUSES, GRANTS) if (found := each.regex.search(words))][:1]
    figures = [figure.phrase.start for figure in given_figures(words)]
    before = _IN_PRINCIPLE.sub("", _PAYER.sub("", words[: min([*verbs, *figures])])) if verbs or figures else ""
    return "" if _AGENT.fullmatch(before) or PART.fullmatch(before) else before
