"""What a question tells of the case it is about: 我爸75岁，城里的，不是低保 → age 75, 城镇, no 低保.

General language only. What is said counts, what is denied counts as denied (不是低保也不算低收入), what is only asked about
(是不是低保才能申请) does not. Of two statements on one thing the later counts: a follow-up corrects what was said before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from policyqa.facts.rules import ASKER, Value
from policyqa.retrieve.circumstances import HOME, STATED
from policyqa.retrieve.durations import NUMBER, durations
from policyqa.retrieve.roles import asker_of
from policyqa.text.fold import plain
from policyqa.text.numerals import parse_numeral
from policyqa.text.patterns import pattern
from policyqa.text.sentences import phrases_of
from policyqa.types import Span

DENIED_BEFORE = pattern(
    "否认在前",
    r"(?:(?:(?<!是)|(?<=[要若]是))不(?:是|算|属于|在|够|吃|挂|享受|\Z)|(?<!有)(?:还)?没(?:有|啥|什么|办|挂|走|做|进|评上?|拿|考|领|享受|吃|签|纳入|列入|算|接?收住?)*|未(?:被|曾)?|并非|(?<!除)非(?=低|残|特)|(?<!有)无(?!障碍))"
    r"(?:过|到|什么|上|于|纳入|认定|列入|为|是|普惠|有)*(?:(?:跟|和|与|同)[^，。；]{1,8})?(?:低保|特困|五保|低收入|脱贫|贫困户?|残疾|失能|[^，。；、和或跟也但而的]{1,6}(?:[、和或跟]|也))*\Z",
    reason="what stands right behind a word of denial, or in the list behind it, is denied",
    examples=(
        ("家里不是", "不是"),
        ("没有低保、", "没有低保、"),
        ("也没啥", "没啥"),
        ("不属于低保", "不属于低保"),
        ("要是不", "不"),
        ("是不是", None),
        ("没人照顾的", None),
    ),
)
DENIED_BEHIND = pattern(
    "否认在后",
    r"\A(?:户|对象|家庭|人员|证|工|待遇|也|都|一[样个]|一直|又|早就?|现在|这些|的|[、和跟]?(?:低保|低收入|特困|五保|脱贫|贫困户?))*"
    r"(?:(?:还)?没(?!关系|问题|啥|残疾|失能|低保|特困|五保|低收入|[迁挪转])(?:有|办|评|拿|考|批|申请|认定|签)?|不(?:是|算)(?=[，。；？！了的啊呀]|\Z)|办不|批不|[沾挨够轮]不[上着到]|不[沾占]|(?:被)?取消)",
    reason="speech puts the denial behind: 低保没办下来",
    examples=(
        ("没办下来", "没办"),
        ("没迁过来", None),
        ("低收入这些都沾不上", "低收入这些都沾不上"),
        ("证一直没考过", "证一直没考"),
        ("能领吗", None),
    ),
)
ONLY_ASKED = pattern(
    "只是在问",
    r"(?:算不算|算得上|算是)[^，。；]{0,14}\Z|(?:是不是|是否|必须|非得|非要|一定|要求|需要|得是|要不要|(?<!还)是[^，。；]{1,10}还是)(?:要|得|是|有|为|属于)*\Z",
    reason="a condition that is asked about is not said of anybody: 是不是低保才能申请",
    examples=(("是不是", "是不是"), ("必须是", "必须是"), ("家里是", None)),
)
WANTED = pattern(
    "想要的",
    r"(?:申请|申办|想[吃办评]|办|评|认定|够|纳入|吃上?)[^，。；的了上过是]{0,2}\Z",
    reason="a class that is asked for is not had yet: 能申请低保吗",
    examples=(("能申请", "申请"), ("我家是", None)),
)
WANTED_BEHIND = pattern(
    "想要的在前",
    r"\A[^，。；有]{0,2}(?:能|可以?|给)?(?:不能|否)?(?:批|申请|办|评)[^，。；了过]{0,6}\Z",
    reason="a class that a question ends on: 低保能批吗",
    examples=(("能批吗", "能批吗"), ("批下来了", None)),
)
WELL_OFF = pattern(
    "不困难",
    r"(?:退休金|退休工资|养老金|工资)[^，。；一两三四五\d]{0,4}(?:[六七八九]千|[一二两三]万|[6-9]\d{3}|\d{5})|(?:退休金|养老金|收入|钱)(?:也|都|还|是)?(?:够|不低|不少|挺高|很高|可以)|不[缺差愁]钱|条件(?:还|也|都)?(?:不错|挺好|可以|较?好(?!转))|"
    r"不(?:算|是)?(?:困难|穷|低收入)|(?:普通|一般|平常)(?:人(?=[，。；]|\Z)|家庭|人家|老人|老百姓|工薪)|家境(?:一般|不错|还好|可以)",
    reason="who is not poor is in none of the classes of the poor: they are nested (特困 within 低保 within 低收入)",
    examples=(("退休金够花", "退休金够"), ("不算低收入", "不算低收入"), ("家里穷", None)),
)
REPORTED = pattern(
    "转述",
    r"(?:听[说讲]|网上说|[^，。；？我]{2}(?<!勘察|鉴定|检测|评估|医生|医院)说|听人讲|据说)[是给有要对凡着]*[^，。；？！]*|[^，。；？我]{2}说的[^，。；？！]{2,6}",
    reason="whom a benefit is said to be for is not what the asker says of himself",
    examples=(("听说给低保户发米", "听说给低保户发米"), ("我说过", None)),
)
NAMES_BENEFIT = pattern(
    "补助的名称",
    r"的?[^，。；？]{0,8}(?:补助|补贴|奖励|津贴|优惠|减免)",
    reason="words right in front of a benefit may only name it",
    examples=(("的10万元补助", "的10万元补助"), ("，想申请", None)),
)
#: The classes of the poor, with the value that says: not in it.
_NOT_POOR: Mapping[str, Value] = {"低保": False, "特困供养": "不是", "低收入": False, "脱贫": False}
#: What a choice is when its word is denied. Other choices are then not known.
_DENIED: Mapping[str, Value] = {"特困供养": "不是", "技能等级": "未取得"}
#: Who is not of one grade may be of another; who did not get one has none, unless he tells of another: 考了技师，没考高级技师.
_IS_NOT = re.compile("(?:不|并非)(?:是|算)?\\Z")
#: … which names no grade: 还没考下来.
_OF_NONE = re.compile("证|[下出]来")
#: Of two values the one that is left when the other is denied.
_OTHER: Mapping[Value, Value] = {"非营利性": "营利性", "营利性": "非营利性"}

AGE = pattern(
    "年龄",
    rf"(?P<near>快(?:满|到)?|不到|将近|差.{{0,4}}到?|还没到?|不满|马上)?(?:年满|满)?(?<![-~至到.\d])(?P<age>{NUMBER})(?P<more>多|来)?个?(?:周岁|岁)(?P<half>半)?(?!以[上下内])|"
    r"(?:爸|妈|爹|娘|爷|奶|姥|公|婆|母|父|亲|老人|老伴|老汉|老头|老太太?|大爷|大妈|大伯|叔|婶|姑|舅|姨|儿子|女儿|闺女|小子|[孩娃]子?|[哥姐弟妹孙]|媳妇|老公|我|他|她|今年|年纪|虚岁|周岁|都|已经?|刚|才|满|\A|，)"
    rf"子?(?:今年|都|已经?|也|现在|虚岁|实岁|刚刚?|才|年纪|是|满|过)*(?P<near2>快|马上|将近|不到|还没到?)?(?:满|过|到)?(?P<bare>\d{{2,3}}|[二三四五六七八九]?十[一二三四五六七八九]?|一百[零一二三四五六七八九十]*)"
    r"(?P<more2>多|来|出头|好几)?(?=[了啦]|[，。]|\Z|的人|高龄|身|一个人(?:住|过|在家|生活)|独自|独居|瘫|卧床)(?!了?(?:个|年|月|天|万|千|元|块|张|户))",
    reason="an age needs 岁, or stands bare behind a person: 我爸七十了",
    examples=(
        ("我妈78岁", "78岁"),
        ("我爸七十了", "爸七十"),
        ("孙子两岁半", "两岁半"),
        ("80岁以上的老人", None),
        ("第78号", None),
    ),
)
#: To be done with a school: 毕业, 念完本科, 出了校门.
_GRADUATES = "(?:毕[了的完]?业|[念读]完(?:了)?(?:大学|本科|大?专科?|高职|中[专职]|研究生|硕士|博士|书)|出了?校门)"
GRADUATED = pattern(
    "毕业时间",
    rf"(?P<zero>应届|刚刚?(?:从[^，。；]{{0,14}})?毕业|才毕业|今年(?:[^，。；]{{0,16}}){_GRADUATES}|毕业(?:没|不)(?:多久|几))|(?P<one>去年[^，。；]{{0,16}}{_GRADUATES})|(?P<two>前年[^，。；]{{0,16}}{_GRADUATES})|(?P<year>20\d\d)年[^，。；\d]{{0,10}}{_GRADUATES}",
    reason="graduated this year counts as 0 years ago, the year before last as two",
    examples=(("应届本科", "应届"), ("前年毕业", "前年毕业"), ("今年六月念完本科", "今年六月念完本科"), ("毕业五年", None)),
)
CHANGED_HOME = pattern(
    "换过机构",
    r"(?<!没)(?<!没有)(?<!从未)(?:换|跳)(?:了|过|槽|到)|(?:几|两|二|三|四|五)家[^，。；]{0,8}(?:加起来|一共|总共|合计|累计)|(?:加起来|累计|前后|断断续续|中间断)|又[到去换][^，。]{0,6}另",
    reason="time in several homes, or with breaks, is not time in one without a break",
    examples=(("换过三家", "换过"), ("没换过地方", None), ("在一家养老院", None)),
)
#: Behind one of these somebody tells of his present home, until he adds up.
_MOVED, _SUMMED = re.compile("[换跳转]到|现在|这家"), re.compile("加起来|一共|总共|合计|累计|前后")
STARS = pattern(
    "星级",
    r"(?P<stars>[一二两三四五1-5])(?:颗)?星(?!期)|(?P<none>(?:没|未|没有|还没|不)(?:是|评|参评|评过|评上|有|定)?(?:过|上)?星级?)",
    reason="stars of a home",
    examples=(("四星级养老院", "四星"), ("没评星级", "没评星级"), ("星期一", None)),
)
RETAINED = pattern(
    "留用率",
    rf"留[用下][率了]?[^，。；\d]{{0,8}}?(?:(?P<share>\d+(?:\.\d+)?)%|(?P<tenths>[一二三四五六七八九])成|(?P<half>一半))|"
    rf"(?P<all>{NUMBER})个?(?:人|名)?[^。；\d]{{0,12}}?留(?:用|下|住)?(?:了|下)?(?:来)?(?:了)?(?P<kept>{NUMBER})",
    reason="the share of trainees that are kept, said as such or by two numbers",
    examples=(("留用率为40%", "留用率为40%"), ("20个人留用了8", "20个人留用了8"), ("留用人数", None)),
)
_COUNTED = rf"(?P<count>{NUMBER})[家所个处](?!月)"
#: A count behind what is counted.
_BEHIND = rf"[^，。；\d]{{0,3}}?{_COUNTED.replace('count', 'behind')}"
HOMES = pattern(
    "养老机构家数",
    rf"(?P<only>[就只仅才]\w{{0,2}})?{_COUNTED}(?:连锁)?(?:{HOME})|(?:{HOME}){_BEHIND}(?!\w{{0,4}}(?:站|设施|点))|"
    rf"(?P<none>(?<!有)没有?(?:{HOME}))(?=[，。；])",
    reason="how many homes someone runs; a single one counts only when it is said to be the only one",
    examples=(("就两家养老院", "就两家养老院"), ("养老院开了4家", "养老院开了4家"), ("养老院", None)),
)
_POINT = (
    r"(?:城乡|连锁)?(?:社区|养老)?(?:社区|养老|日间|日照|服务|托老|居家)*"
    r"(?:站点|服务站|养老站|驿站|网点|设施|照料中心|日照中心)"
)
POINTS = pattern(
    "社区养老设施家数",
    rf"{_COUNTED}(?:{_POINT})|(?P<none>没(?:有)?(?:任何)?(?:社区){_POINT})|(?:社区)(?:{_POINT}){_BEHIND}",
    reason="how many community facilities someone runs; none when denied",
    examples=(("12家社区服务站", "12家社区服务站"), ("没有社区站点", "没有社区站点"), ("社区站点", None)),
)


Values = Mapping[str, frozenset[Value]]


@dataclass(frozen=True, slots=True)
class Said:
    """An attribute's value and the words that say it, as a span of the plain text."""

    attribute: str
    value: Value
    span: Span


def attributes_of(text: str) -> dict[str, Value]:
    """What ``text`` says of the person, household or institution that it asks about, by the names of ``attributes.toml``.

    What is not said is left out. ``主体类型`` tells who asks. Of several ages in one turn none is taken: whose is it?
    特困供养 is 特困 where it is not said where someone is kept.
    """
    folded = plain(text)
    found: dict[str, Value] = {}
    told = REPORTED.regex.sub(lambda words: "，" * len(words[0]), folded)
    if WELL_OFF.regex.search(folded):
        found |= _NOT_POOR
    # What only names the benefit (能领新建的10万元补助) yields to what is said of the case.
    for said in sorted(stated(told), key=lambda said: NAMES_BENEFIT.regex.match(folded, said.span.end) is None):
        grade = said.value == _DENIED["技能等级"] and not _OF_NONE.search(said.span.of(folded))
        if not (grade and said.attribute in found) and not (
            said.value == "特困" and found.get(said.attribute, "不是") != "不是"
        ):
            found[said.attribute] = said.value
    if found.get("低收入") is False:  # the widest of the classes
        found = {**_NOT_POOR, **{name: value for name, value in found.items() if value is not False or name not in _NOT_POOR}}
    found |= dict(_numbers(folded))
    if "年龄" in found:
        found.pop("高龄", None)  # what age counts is for the text to say
    if (asker := asker_of(folded)) is not None:
        found[ASKER] = asker
    if found.get("特困供养") == "特困" and asker not in (None, "个人"):
        found["特困供养"] = "集中供养"  # kept by a facility, or at home, is what the words mean
    elif found.get("特困供养") == "特困" and re.search("家里|在家|老房|老屋|自己住|我家", folded):
        found["特困供养"] = "分散供养"
    return found


@lru_cache(maxsize=1024)
def denied_of(text: str) -> Values:
    """What a text says that the case is not, by attribute: 不算新建, 不是低保."""
    folded = plain(text)
    found: dict[str, frozenset[Value]] = {}
    for each in STATED:
        chosen = isinstance(each.value, str) and each.attribute not in _DENIED
        if chosen and any(_is_denied(folded, match) for match in each.words.regex.finditer(folded)):
            found[each.attribute] = found.get(each.attribute, frozenset()) | {each.value}
    return found | {name: frozenset({True}) for name, value in attributes_of(text).items() if value is False}


@lru_cache(maxsize=20_000)
def values_of(text: str) -> Values:
    """The circumstances that a text states in words, by attribute, all values of each."""
    found: dict[str, frozenset[Value]] = {}
    for each in stated(plain(text)):
        found[each.attribute] = found.get(each.attribute, frozenset()) | {each.value}
    return found


@lru_cache(maxsize=20_000)
def stated(folded: str) -> tuple[Said, ...]:
    """The circumstances that a plain text states in words, in their order, denied ones with the value of a denial.

    Of two that overlap the first counts: 街道比赛第一名 is a prize in a small contest. What stands in brackets explains the one
    in front of them: 技师（高级技师下面一档）.
    """
    found: list[Said] = []
    for each in STATED:
        for match in each.words.regex.finditer(folded):
            value = _as_meant(each.attribute, each.value, folded, match)
            if value is not None:
                found.append(Said(each.attribute, value, Span(*match.span())))
    found.sort(key=lambda said: said.span)
    return tuple(
        said
        for i, said in enumerate(found)
        if not any(
            other.attribute == said.attribute and (said.span.start < other.span.end or _explains(said, other, folded))
            for other in found[:i]
        )
    )


def _explains(said: Said, other: Said, folded: str) -> bool:
    """Whether what is said stands in brackets behind another on the same thing."""
    between = folded[other.span.end : said.span.start]
    return between.rfind("(") > between.rfind(")")


def _as_meant(attribute: str, value: Value, text: str, match: re.Match[str]) -> Value | None:
    """The value that the words mean where they stand; None when they are only asked about, or denied without saying what is."""
    before, behind = text[_phrase_start(text, match) : match.start()], text[match.end() :]
    if ONLY_ASKED.regex.search(before) or (before.endswith("只有") and "才" in behind):
        return None
    asked = phrases_of(behind)[0]
    wanted = WANTED.regex.search(before) or WANTED_BEHIND.regex.search(asked)
    if wanted and value is True and re.search("[吗么]|能|可以|[给批]不[给批]", before + asked):
        return None
    if value is False or value == _DENIED.get(attribute) or not _is_denied(text, match):
        return value
    if attribute == "技能等级" and _IS_NOT.search(before):
        return None
    return False if value is True else _OTHER.get(value, _DENIED.get(attribute))


def _is_denied(text: str, match: re.Match[str]) -> bool:
    before, behind = text[_phrase_start(text, match) : match.start()], text[match.end() :]
    return bool(DENIED_BEFORE.regex.search(before) or DENIED_BEHIND.regex.search(behind))


def _phrase_start(text: str, match: re.Match[str]) -> int:
    return max(text.rfind(mark, 0, match.start()) for mark in "，。；？！") + 1


def _numbers(folded: str) -> Iterator[tuple[str, Value]]:
    ages = [age for match in AGE.regex.finditer(folded.rpartition("。")[2] or folded) if (age := _age(match)) is not None]
    ages = ages or [age for match in AGE.regex.finditer(folded) if (age := _age(match)) is not None][-1:]
    if len(set(ages)) == 1:
        yield "年龄", ages[0]
    lengths = durations(folded)
    at_work = [("同一机构从业年限", years) for name, years in lengths if name == "同一机构从业年限"]
    if CHANGED_HOME.regex.search(folded):  # only the time in the present home counts; of several no one is longer
        moves = [(phrases_of(folded[: moved.start()])[-1], folded[moved.end() :]) for moved in _MOVED.finditer(folded)]
        behind = [durations(_SUMMED.split(after)[0]) or durations(before) for before, after in moves]  # 后八个月换到另一家
        present = [("同一机构从业年限", each[0][1]) for each in behind if each and each[0][0] != "毕业年限"]
        at_work = present[-1:] or sorted(at_work[1:] and at_work)[-1:]
    yield from (*at_work, *((name, years) for name, years in lengths if name == "毕业年限"))
    for match in GRADUATED.regex.finditer(folded):
        told = date.today().year - int(match["year"] or 0)
        yield "毕业年限", 0 if match["zero"] else 1 if match["one"] else 2 if match["two"] else told
    for match in STARS.regex.finditer(folded):
        yield "星级", 0 if match["none"] else parse_numeral(match["stars"]) or 0
    for match in RETAINED.regex.finditer(folded):
        yield "留用率", _share(match)
    for match in HOMES.regex.finditer(folded):
        count = _count(match)
        if count is not None and (count != 1 or match["only"]):
            yield "养老机构家数", count
            if match["only"]:  # that is all there is
                yield "社区养老设施家数", 0
    for match in POINTS.regex.finditer(folded):
        count = _count(match)
        if count is not None:
            yield "社区养老设施家数", count


def _count(match: re.Match[str]) -> int | None:
    return 0 if match["none"] else parse_numeral(match["count"] or match["behind"])


def _share(match: re.Match[str]) -> float:
    """A share in percent, by what is said of it."""
    if match["tenths"]:
        return 10.0 * (parse_numeral(match["tenths"]) or 0)
    if match["half"]:
        return 50.0
    if match["share"]:
        return float(match["share"])
    return round(100 * (parse_numeral(match["kept"]) or 0) / max(parse_numeral(match["all"]) or 1, 1), 1)


def _age(match: re.Match[str]) -> float | None:
    age = parse_numeral(match["age"] or match["bare"])
    if age is None or age > 130:
        return None
    shift = 0.5 * bool(match["half"] or match["more"] or match["more2"]) - 0.5 * bool(match["near"] or match["near2"])
    return age + shift
