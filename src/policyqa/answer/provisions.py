"""What a clause grants, refuses and demands: its provisions, each with the conditions that it hangs on.

"两年内未取得证书的每人每月补贴200元，两年后仍未取得证书的不再给予补贴" has two: one grants, one refuses. A condition is a group
of alternatives in the text's words (低保对象、低收入范围), of which one has to hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from policyqa.answer.groups import LIST, WHO, Group, groups_of, inherited, matters
from policyqa.answer.limits import limits_of
from policyqa.answer.modality import BY_RULES, ENCOURAGES, GRANTS, HEDGES, REFUSES
from policyqa.facts.amounts import quantities
from policyqa.facts.giving import given_figures
from policyqa.facts.phrases import MARKER, periods, phrases
from policyqa.ingest.markers import marker_of
from policyqa.text.fold import plain
from policyqa.types import Span

_DEFINES = re.compile("是指")
#: What a sentence is only headed by: 高龄津贴：, 答：.
_HEAD = re.compile(
    r"\s*(?:答|[^，。；：:\d（]{0,16}(?:补[贴助]|津贴|奖[励补]|救助|资助|待遇|优惠|减免|贷款|标准|条件|对象|范围|要求))[：:]"
)
#: Behind some that are named: that they are kept from something.
_KEPT_FROM = re.compile(
    rf"(?:，(?:以及|或者?|和)?[^，；。]*的[^，；。的]{{1,10}})*，(?:一律|均|都|也)?(?:{REFUSES.regex.pattern})"
)
_JOINS = re.compile("(?:以及|或者?|和)")
#: A phrase that tells for whom, by whom or when what the next one names is done.
_LEADS_ON = re.compile(r"\A(?:对|为|向|由|在|到|按|通过|结合|依托|将)[^，。；]*\Z|(?:的|后|时|中)\Z")
#: Who is responsible is no service.
_UNITS = re.compile("(?:责任|牵头|配合)(?:单位|部门)|职责分工")
#: One service beside another: 家庭医生签约和65岁及以上老年人健康管理服务.
_AND_SERVICE = re.compile(r"(?<=[约务理造访])[和及与](?=[^，。；]{2,})")
#: Cases counted off behind a colon, of which one is enough (下列人员) unless they are conditions; or what is given.
_COUNTED_OFF = re.compile(r"[：:]\s*(?=[（(]?(?:一|1)[）)、．.])")
_LEADS_LIST, _ANY_OF, _ALL_OF = re.compile("下列|以下|如下"), re.compile("之一|任一"), re.compile("条件|要求|同时|具备")
#: What an item demands as well, or instead.
_TOO, _OR = re.compile("，(?!但|或)(?:且|并且|其中)?"), re.compile("，或者?")
#: What leads a list of duties, of which none gives anything.
_DUTIES = re.compile("遵守|履行|义务(?!教育)")
_ITEM_MARK = re.compile(r"[；;。]?\s*(?:[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[．.、](?!\d))")
#: What other rules add to a list decides nothing.
_CATCH_ALL = re.compile("(?:其他|另有)(?:情[形况]|条件|规定|人员|费用)|规定的?其他")
#: Until when something has to be asked for: 应当在出院后6个月内提出申请.
_IN_TIME = re.compile("(?<=应当)[^，。；]{0,20}内|(?<=应)在[^，。；]{0,20}内|(?<=可)以?在[^，。；]{0,8}年内")
#: What is demanded, also behind a grant, and what is a duty that follows it.
_DEMAND = re.compile("应当|必须|须|应(?![急用邀对届收纳税])")
_MUST = re.compile(f"(?:还|且|并|均|都)?(?:{_DEMAND.pattern})(?:同时)?")
#: A limit behind a grant that is not on the grant itself: 给予3000元补贴，车辆价格不超过20万元.
_OF_ASKER = re.compile("(?!每)[^，。；]{0,6}(?:价格|单价|面积|年龄|[车房船]龄|排量|收入|人数|身高)(?:不|应|须|在|低|高|满)")
_DUTY = re.compile(
    "退|将|让|向|报|按|接受|配合|承担|主动|及时|依法(?:承担|追)|由|在[^，。；]*(?:工作日|日|天)内|对|给|提供|提交"
)
#: A sentence that says what who asks for something has to fulfil, and what one demands beside the one that grants.
_APPLIES = re.compile(
    "的，[^，。；]{0,6}(?:应当|必须|须)(?:取得|具有|具备|持有|符合|满|为|是|经)|(?:申请|申报|申领|享受|领取|举办|设立|承租|参加|成为)[^，。；]*的?，?(?:应当|必须|须|应)(?![将退向按对])|"
    r"(?:\A|(?<=[。；：\s]))[^，。；]{2,20}，?(?:应当?|必?须)(?:年?满|从事|具备|具有|取得|持有?|由[^，。；]{2,8}(?:陪同|陪护|担保|推荐)|经[^，。；]{2,}|[^，。；]{0,12}(?:满|不[低少高超]|\d[^，。；]{0,6}以[上下]))"
)
_DEMANDS = re.compile(
    r"(?:均|都|还|且)*(?:必?须|应当?|需)(?:同时|是)*(?:为|是|具有|具备|持有?|年?满|(?:累计|连续)|无|没有|未|已|由[^，。；]{1,8}陪同|(?:在|自)[^，。；]{1,20}[前内后](?=，|[^，。；]{0,6}(?:提[出交]|申请|办理|登记|备案)))[^，。；]*|(?<=对象)为[^，。；]*|(?:仅|只)(?:限|面向|适用)于?(?![^，。；]{0,4}[次处张个套只辆名份])[^，。；]{2,24}|"
    r"[^，。；]{2,}(?=(?:才|方)[可能](?:以|申[请领报]|享受|领取|参加|办理|进入))"
)
#: What somebody has to be or have, alone in its phrase: 有3年以上驾驶经历, 年龄不超过60周岁, 无犯罪记录.
_HAS_TO_BE = re.compile(
    "(?:有|具有|具备|持有?|取得|无|未|没有|年龄|身高|年?满|最近|近|[^，。；每]{0,6}(?:不[低少高超]|\\d[^，。；]{0,6}以[上下]))"
)
_NOT_ACTING = re.compile("\\s*(?:有|具有|具备|持有?|无|未|没有)[^，。；]{2,}\\Z")
#: Whose consent is demanded in some case: 租住房屋的须提交出租人同意书.
_CONSENT = re.compile(
    r"(?P<who>[^，。；：、]{2,20}的)，?(?:还|且)?(?:必?须|应当?|需要?)(?:同时)?(?P<what>(?:[取征]得|提交|提供|出具|经)[^，。；]{2,20}(?:同意|授权|许可)书?)"
)
#: Of whom alone something is demanded: 投靠父母的成年子女须.
_OF_SOME = re.compile(
    "(?:\\A|[，。；：\\s])(?P<who>(?!申[请报领]|享受|领取|符合)[^，。；：、\\s]{2,12}(?:的[^，。；：、的]{2,8}|(?:[人者户]|人员|对象|家庭|企业|机构)(?:申[请报])?的，))\\Z"
)
#: Words by which something is given, unless a word behind them gives more.
_WEAKLY = re.compile("参加|参照|按照?.*|(?:提供|配备)(?!免费).*|为.*")
#: What part or measure of a grant a further sum is on: 年度救助限额3万元.
_PART = re.compile(
    "(?:其中|且|年度|单[户次人]|每[^，。；]{1,4}|补[贴助]|奖励|救助|累计|享受)*(?:期限|次数|限额|额度|比例|金额|总额|标准|[^，。；]{0,4}(?:最[长高多]|不超过)为?)?"
)
#: The title of what is refused, which refuses nothing itself: 不予认定情形.
_TITLE_OF_REFUSAL = re.compile(r"[^，。；]*(?<!下列)(?<!以下)(?:情[形况]|事项)\Z")
_CUTS = re.compile("降低|扣减|核减|暂停")
#: Of whom a refusal does not hold: 原则上不再安置，但一级残疾人除外.
_EXCEPTION = re.compile(r"\A但(?:是)?(?P<who>.+)除外[。；]?\Z")
_ITEM_BUT = re.compile("，但是?(?P<who>[^；。]+)除外\\Z")
#: Of whom something is not demanded: 须年满25周岁，新就业人员除外.
_BUT_FOR = re.compile("，但?(?P<who>[^，。；]{2,30})(?:除外|不受此限)")
#: What is said of the grant, not of who gets it.
_OF_GRANT = re.compile(
    "(?:期限|次数|限额|额度|比例|金额|总额|标准|贷款|租期)(?:不|最|为|按|一般|原则上)|按[年季月日次](?:缴|交|收)[^的]*\\Z|共?分\\d|\\A每[人户年月][^，。；]{0,4}(?:不超过|最多|限)"
)
#: A case with its sum: 良好的6万元.
_CASE_SUM = re.compile(r"的\s?\d[\d.]*[百千万]?元\Z")
_NOUN = re.compile(r"的[^的，\d]{1,10}\Z")
_PURPOSE = re.compile(
    r"\A(?:鼓励|支持|引导|建立|完善|到20|20\d\d(?!年[^，。；]*(?:以后|以前|之后|之前)[^，。；]*的)|每个|各(?=[区县镇])|全市(?!范围)|实现|推进|推动|加强|放宽|开展|实施|采取|共分|每年)"
)
#: In front of a grant, who gives and what it is counted by are no conditions.
_AGENT = re.compile(
    r"(?:由)?(?:各?[省市区县级]+(?:级|财政|政府|人民政府)*|同级财政|每[^，。；]{1,8}|再|也|均|将|并|则|一次性|分别|(?:按|依据|根据)[^，。；]*|最高|[^，。；]{0,4}基金|[自从][^，。；]*起)*\Z"
)
#: What softens a rule, in front of its act.
_IN_PRINCIPLE = re.compile(r"(?:一般|原则上|暂时?|一律|均|也|都)\Z")
_PAYER = re.compile("[^，；]{0,6}由[^，；]*(?:财政|政府|基金)[^，；]*")
_PROVISO = re.compile("前提下|条件下|基础上|情况下|按照?[^，。；]*(?:规定|标准|要求)\\Z")
_WHEN = re.compile(r"\A(?:确因|因|如|若|经).*的\Z|\A确因")
_LIMIT = re.compile("不得|不(?:应)?(?:超过|低于|少于|高于)|至少")

Kind = Literal["grants", "serves", "refuses", "demands"]


@dataclass(frozen=True, slots=True)
class Provision:
    """One thing that a sentence says of somebody's claim. ``span`` runs from its first condition to its act.

    ``conditions`` are groups of alternatives in the text's words. What ``serves`` is done for people, though nothing is given.
    ``item`` is the case counted off that it is for, ``excepted`` of whom a refusal does not hold, ``hedge`` the words on which
    a grant still hangs. What is ``strict`` demands all of its conditions, which have to be told.
    """

    sentence: Span
    span: Span
    text: str
    conditions: tuple[Group, ...]
    kind: Kind
    hedge: str = ""
    item: str = ""
    excepted: str = ""
    strict: bool = False

    @property
    def refuses(self) -> bool:
        """Whether it keeps something from somebody."""
        return self.kind == "refuses"

    @property
    def given(self) -> str:
        """What stands behind the words that grant: 房产税 of 免征房产税."""
        text = self.text.removesuffix(self.item)
        acts = [*GRANTS.regex.finditer(text)]
        return text[acts[-1].end() :] if acts else ""

    @property
    def refused(self) -> tuple[str, str]:
        """Whom or what the words in front of a refusal name, and what is refused."""
        match = REFUSES.regex.search(self.text)
        if match is None:
            return "", self.text
        return re.split("[，；]", self.text[: match.start()])[-1], re.split("[，：；。]", self.text[match.end() :])[0]


@lru_cache(maxsize=2048)
def provisions(text: str) -> tuple[Provision, ...]:
    """The provisions of a clause, in order; 急诊抢救的除外 behind what is refused or cut excepts from it."""
    found: list[Provision] = []
    for sentence in sentences_of(text):
        if sentence.of(text).rstrip().endswith(("？", "?")):
            continue
        own = _of_sentence(text, sentence)
        if found and len(own) == 1 and own[0].refuses and own[0].text.rstrip("。").endswith("除外"):
            last = found[-1]
            if (last.refuses and "重复" not in last.text) or _CUTS.search(last.text):
                found[-1] = replace(last, kind="refuses", excepted=own[0].refused[0])
                own = []
        found += [*own, *_demanded(text, sentence)]
    return tuple(found)


def sentences_of(text: str) -> list[Span]:
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


def _of_sentence(text: str, sentence: Span) -> list[Provision]:
    head = _COUNTED_OFF.search(text, sentence.start, sentence.end)
    if head and _LEADS_LIST.search(text[sentence.start : head.start()]):
        return _of_list(text, sentence, head)
    parts = _phrases(text, sentence)
    runs = _runs(text, parts, sentence.end)
    if not runs and _APPLIES.search(text, sentence.start, sentence.end):
        return [_demanding(text, sentence, parts)]
    demands = [part for part in parts if _demands(part.of(text))]
    if (
        not runs and len(demands) > 1 and not _ends(text, parts[0].start, parts[-1].end)
    ):  # 年龄不超过60周岁，无犯罪记录: the answer to 什么条件
        return [_demanding(text, sentence, demands)]
    found: list[Provision] = []
    for run in runs or _services(text, parts):
        provision = _provision(text, sentence, run)
        if provision.refuses and _DEMANDS.search(provision.text) and _BUT_FOR.search(provision.text):
            continue  # it is a demand, with those of whom it is not demanded
        if found and not provision.refuses and given_figures(provision.text):
            apart = len(run) > 1 or _ends(text, found[-1].span.end, run[0].start)
            apart = apart or WHO.search(_before(provision.text)) is not None  # …老年人免收门票，学生减半收取
            provision = replace(provision, conditions=inherited(found[0].conditions, provision.conditions, whole=apart))
        exception = _EXCEPTION.match(provision.text.strip()) if found and found[-1].refuses else None
        if exception:
            whole = Span(found[-1].span.start, provision.span.end)
            found[-1] = replace(found[-1], span=whole, text=whole.of(text), excepted=exception["who"])
        else:
            found += _by_case(provision)
    return found


def _by_case(provision: Provision) -> list[Provision]:
    """A refusal of several cases (享受过的、购有商品房的，不纳入) as one for each; any other provision by itself."""
    before = provision.text[: match.start()] if (match := REFUSES.regex.search(provision.text)) else ""
    cases = [case for phrase in re.split("[，；]", before) if phrase for case in re.split("(?<=的)、", phrase)]
    joined = any(map(_JOINS.match, cases[1:]))
    cases = [_JOINS.sub("", case, count=1) if joined else case for case in cases]
    named = [case for case in cases if case.endswith("的") or (_is_some(case) if joined else WHO.search(case))]
    if not provision.refuses or len(named) < 2 or not (joined or all(case.endswith("的") for case in cases[:-1])):
        return [provision]
    return [replace(provision, conditions=(), item=case) for case in named]


def _is_some(words: str) -> bool:
    """Whether words name some of all: 享受过的, 近五年改造过的房屋, 公办机构."""
    return words.endswith("的") or WHO.search(words) is not None or _NOUN.search(words) is not None


def _phrases(text: str, sentence: Span) -> list[Span]:
    marker = MARKER.match(text, sentence.start, sentence.end)
    start = marker.end() if marker else sentence.start
    head = _HEAD.match(text, start, sentence.end)
    return phrases(text, Span(head.end() if head else start, sentence.end))


def _runs(text: str, parts: Sequence[Span], end: int) -> list[list[Span]]:
    """The phrases up to each one that acts; what trails the last belongs to it (共分3年)."""
    runs: list[list[Span]] = []
    run: list[Span] = []
    for part in parts:
        run.append(part)
        if not _acts(part.of(text), text[part.end : end]):
            continue
        cut = next((i for i in range(len(run) - 1, 0, -1) if _ends(text, run[i - 1].end, run[i].start)), 0)
        if cut and _DEFINES.search(text, run[0].start, run[cut - 1].end):  # 甲是指…；仅…的，不属于甲
            runs.append(run[:cut])
            run = run[cut:]
        apart = len(run) > 1 and bool(runs) and _ends(text, runs[-1][-1].end, run[0].start)
        if runs and not apart and not _opens(text, run):
            runs[-1] += run
        else:
            runs.append(run)
        run = []
    if runs:
        runs[-1] += run
    return runs


def _ends(text: str, start: int, end: int) -> bool:
    """Whether a semicolon stands between two stretches."""
    return re.search("[；;]", text[start:end]) is not None


def _of_list(text: str, sentence: Span, head: re.Match[str]) -> list[Provision]:
    """The provisions of what is counted off: one for each case, one that demands them all, or what each item gives itself."""
    words = text[sentence.start : head.start()]
    own = _of_sentence(text, Span(sentence.start, head.start()))[-1:]
    if not own:
        return []
    leads = replace(own[0], strict=False, sentence=sentence, span=Span(own[0].span.start, sentence.end))
    items = [span for span in _items(text, Span(head.end(), sentence.end)) if not _CATCH_ALL.search(span.of(text))]
    told = [span.of(text) for span in items]
    rules = any(_gives(item) or REFUSES.regex.search(item) for item in told)
    if rules and not (leads.refuses or _ANY_OF.search(words) or _ALL_OF.search(words)):
        given = [each for span in items for each in _of_sentence(text, span)]
        given = [each for each in given if each.kind != "serves" or not _DUTIES.search(words)]
        return [replace(each, sentence=sentence, conditions=leads.conditions + each.conditions) for each in given]
    if not _ANY_OF.search(words) and _ALL_OF.search(words):
        demanded = [part for item in told for part in _TOO.split(item)]
        return [replace(leads, text=leads.span.of(text), conditions=tuple(tuple(_OR.split(part)) for part in demanded))]
    return [
        replace(leads, text=f"{leads.text}：{item}", item=item, excepted=but["who"] if (but := _ITEM_BUT.search(item)) else "")
        for item in told
    ]


def _items(text: str, span: Span) -> Iterator[Span]:
    marks = [*_ITEM_MARK.finditer(text, span.start, span.end)]
    for mark, end in zip(marks, [*(mark.start() for mark in marks[1:]), span.end], strict=True):
        words = text[mark.end() : end].rstrip("；;。 \n")
        if words:
            yield Span(mark.end(), mark.end() + len(words))


def _demanding(text: str, sentence: Span, parts: list[Span]) -> Provision:
    """What a sentence grants by what it demands: 申请示范机构，应当运营满三年，床位不少于30张."""
    words = [part.of(text).strip() for part in parts]
    first = next((i for i, each in enumerate(words) if _DEMAND.search(each)), 0)
    own = [_DEMAND.split(words[first], maxsplit=1)[-1], *words[first + 1 :]]
    whole = Span(parts[0].start, parts[-1].end)
    groups = [
        group for each in own if len(each) > 2 and not _LEADS_LIST.search(each) for group in [*groups_of(each)] or [(each,)]
    ]
    return Provision(sentence, whole, whole.of(text), tuple(groups), "grants", strict=True)


def _demands(words: str) -> bool:
    """Whether a phrase is no more than what somebody has to be or have."""
    return _HAS_TO_BE.match(words.strip()) is not None and (
        bool(limits_of(plain(words))) or _NOT_ACTING.match(words) is not None
    )


def _demanded(text: str, sentence: Span) -> Iterator[Provision]:
    """What a sentence demands beside what it may grant: 申请家庭须为本区户籍; of some only: 租住的须经房主同意."""
    if len(parts := _phrases(text, sentence)) == 1 and _demands(words := parts[0].of(text)):  # 年龄不超过45周岁。
        yield Provision(sentence, parts[0], words, tuple(groups_of(words)) or ((words,),), "demands")
        return
    for match in _CONSENT.finditer(text, sentence.start, sentence.end):
        yield Provision(sentence, Span(*match.span()), match[0], ((match["what"],),), "demands", item=match["who"])
    for match in _DEMANDS.finditer(text, sentence.start, sentence.end):
        groups = [group for words in re.split("且|并且?", match[0]) if words for group in [*groups_of(words)] or [(words,)]]
        who = _OF_SOME.search(text[sentence.start : match.start()])
        but = _BUT_FOR.match(text, match.end())
        yield Provision(
            sentence,
            Span(*match.span()),
            match[0],
            tuple(groups),
            "demands",
            item=who["who"].rstrip("，") if who else "",
            excepted=but["who"] if but else "",
        )


def _services(text: str, parts: list[Span]) -> Iterator[list[Span]]:
    """What a sentence does for people without a word of giving (对独居老年人每周探访), each service by itself."""
    if not parts or _DEFINES.search(text, parts[0].start, parts[-1].end):
        yield from [parts] if parts else []
        return
    run: list[Span] = []
    for part in parts:
        joined = list(_AND_SERVICE.finditer(text, part.start, part.end))
        ends = [*(match.start() for match in joined), part.end]
        starts = [part.start, *(match.end() for match in joined)]
        for start, end in zip(starts, ends, strict=True):
            if _UNITS.search(text, start, end):
                continue
            run.append(Span(start, end))
            if not _LEADS_ON.search(run[-1].of(text)):
                yield run
                run = []
    if run:
        yield run


def _acts(words: str, rest: str) -> bool:
    """Whether a phrase grants or refuses; 支持…建设 does not when a sentence goes on to say what is given."""
    if REFUSES.regex.search(words):
        return _TITLE_OF_REFUSAL.match(words) is None
    if _OF_ASKER.match(words) and limits_of(plain(words)) and not GRANTS.regex.search(words):
        return False
    if (given_figures(words) and not _NOUN.search(words)) or _CASE_SUM.search(words):
        return True
    acts = [*GRANTS.regex.finditer(words)]
    if not acts or words.endswith("的") or (_is_some(words) and _KEPT_FROM.match(rest)):
        return False
    if all(_WEAKLY.fullmatch(match[0]) for match in acts) and _gives(rest.partition("；")[0]):
        return False  # 失业人员参加培训，取得证书的，给予补贴
    noun = _NOUN.search(words)
    if noun and acts[-1].start() < noun.start() and (GRANTS.regex.search(rest) or given_figures(rest)):
        return False  # 提供普惠托育服务的托育机构，每个…
    return not ((_PURPOSE.match(words) or _PROVISO.search(words)) and GRANTS.regex.search(rest))


def _gives(rest: str) -> bool:
    """Whether a sentence goes on to give something, with a word that does nothing else."""
    return any(not _WEAKLY.fullmatch(match[0]) for match in GRANTS.regex.finditer(rest)) or bool(given_figures(rest))


def _opens(text: str, parts: list[Span]) -> bool:
    """Whether ``parts`` begin a provision of their own: with a condition or a subject, or because they refuse."""
    words = [part.of(text) for part in parts]
    return any("的" in each for each in words[:-1]) or bool(REFUSES.regex.search(words[-1]) or _before(words[-1]))


def _provision(text: str, sentence: Span, parts: list[Span]) -> Provision:
    words = [part.of(text).strip() for part in parts]
    acting = next(
        (i for i, each in enumerate(words) if _acts(each, "".join(f"，{word}" for word in words[i + 1 :]))), len(words) - 1
    )
    stated = list(_conditions(words, acting))
    groups: list[Group] = []
    for _, each in stated:
        own = [*groups_of(each.removeprefix("或").removeprefix("者"))] or ([(each,)] if _WHEN.search(each) else [])
        if groups and own and each.startswith("或"):  # 一方为本区户籍，或者双方在本区居住满6个月的
            groups[-1] += own.pop(0)
        groups += own
    whole = "，".join(words)
    grants = any(_acts(each, "") for each in words) or ENCOURAGES.regex.search(whole) is not None
    if not grants:  # how often a service is done is no condition
        groups = [group for group in groups if any(matters(item) - {"次"} for item in group)]
    hedged = [i for i, each in enumerate(words) if HEDGES.regex.search(each)]
    first = min([acting, *hedged, *(i for i, _ in stated)])
    span = Span(parts[first].start, parts[-1].end)
    refuses = REFUSES.regex.search(words[acting]) is not None and _TITLE_OF_REFUSAL.match(words[acting]) is None
    encouraged = None if refuses or _gives(whole) else ENCOURAGES.regex.search(whole)
    hedge = HEDGES.regex.search(whole) or encouraged or BY_RULES.regex.search(whole)
    if refuses:  # each of several that are kept from something
        groups = [tuple(filter(None, re.split("、|或者?", group[0]))) if len(group) == 1 else group for group in groups]
    kind: Kind = "refuses" if refuses else "grants" if grants else "serves"
    return Provision(sentence, span, span.of(text), tuple(dict.fromkeys(groups)), kind, hedge[0] if hedge else "")


def _conditions(words: list[str], acting: int) -> Iterator[tuple[int, str]]:
    """The words in front of the grant that state conditions, with their phrases' places.

    These are all phrases but those that say what it is for, and the subject of the words that grant.
    """
    act = words[acting]
    subject = _before(act)
    if refused := REFUSES.regex.search(act):  # whom it keeps something from: 中断缴费超过3个月的，补缴后…，不予支付
        closed = max([i for i, each in enumerate(words[:acting]) if each.endswith("的")], default=-1)
        if not subject and closed < 0 and acting > 1 and all(map(_is_some, words[:acting])):
            closed = acting - 1
        before = [*enumerate(words[: closed + 1])] or ([(acting, subject)] if subject else [*enumerate(words[:acting])][-1:])
        yield from ((i, each) for i, each in before if not _PROVISO.search(each))
        for each in LIST.split(act[refused.end() :]):  # 禁止饲养肩高超过60厘米的犬
            if limits_of(plain(each)) and not given_figures(each):
                yield acting, each
        return
    for i, each in (*enumerate(words[:acting]), (acting, subject)):
        if each and not _PURPOSE.match(each) and not _PROVISO.search(each) and not _OF_GRANT.search(each):
            yield i, each
    if demand := _IN_TIME.search(act):
        yield acting, demand[0]
    for i, each in enumerate(words[acting + 1 :], acting + 1):
        if (must := _MUST.match(each)) and not _DUTY.match(each, must.end()):
            yield i, each[must.end() :]
        elif _OF_ASKER.match(each) and limits_of(plain(each)):
            yield i, each
    if (not subject or _PURPOSE.match(subject)) and ENCOURAGES.regex.match(act) and not _PROVISO.search(act):
        yield acting, ENCOURAGES.regex.sub("", act, count=1)
    limits = _LIMIT.search(act) and quantities(act) and not given_figures(act)
    if not GRANTS.regex.search(act) and (limits or not (REFUSES.regex.search(act) or given_figures(act))):
        yield acting, act  # a limit in the act itself is a condition (收费每月不得超过1800元), and whom a service is for


def _before(words: str) -> str:
    """What of an acting phrase stands before the words that act, unless it is only who acts."""
    acts = [found.start() for each in (REFUSES, GRANTS) if (found := each.regex.search(words))][:1]
    figures = [figure.phrase.start for figure in given_figures(words)]
    before = _IN_PRINCIPLE.sub("", _PAYER.sub("", words[: min([*acts, *figures])])) if acts or figures else ""
    return "" if _AGENT.fullmatch(before) or _PART.fullmatch(before) else before
