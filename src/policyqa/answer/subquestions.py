"""Several questions in one: "地怎么拿、房产税交不交、床位补多少？" is three, each about what stands before them all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policyqa.answer.asking import ASKED_WORD, is_found_out
from policyqa.answer.computed import DIFFERS, WORKED_OUT
from policyqa.answer.recurring import EVERY, recurs_otherwise, without_recurring
from policyqa.retrieve.forms import VALUES, form_of
from policyqa.retrieve.kinds import PATTERNS, Kind, kinds_of
from policyqa.retrieve.query import LIKEWISE
from policyqa.text.numerals import parse_numeral

#: At most this many questions are answered at once: each costs a search.
MOST = 6
#: What ends one question and begins the next whatever they say.
SENTENCE = re.compile(r"[^。？?；;]+[。？?；;]?")
CLAUSE = re.compile(r"([^，。！？；、：,!?;:\n]+)([，。！？；、：,!?;:\n]?)")
#: Matters counted off in front of one asking that is for each of them: 助餐、助浴、助医，分别补多少.
FOR_EACH = re.compile(
    r"(?P<scene>.*[，。；：])?(?P<matters>[^，。；：、？！]+(?:、[^，。；：、？！]+)+?(?:，(?:以及|还有)[^，。；：、？！]+?)?)(?:，|(?=分别|各))"
    r"(?P<asks>[^，。；：、]{0,8}?(?:分别|各)[^，、]*(?:、[^，、]{2,}(?:什么|啥|谁|哪.?|多少|几.?|怎么.))?)(?P<more>，[^、]*)?"
)
#: What stands between matters that are counted off.
BETWEEN = re.compile("，?(?:以及|还有)|、|[及和](?=20\\d\\d年)")
#: … and between the last two of them.
LAST_TWO = re.compile("(?<=[^，。、]{4})及(?!其)(?=[^，。、]{4})")
#: That each of several is asked for, said of one: 大的念初中，一年各补多少.
EACH = re.compile("(?:各自?|分别)(?=[有补给奖发领几是归由在]|多少)")
#: Points back at the matters that were counted off.
POINTS_BACK = re.compile("[这那以]上?[两二三四五几][样项个种件](?:事儿?|里头?|当中)?")
#: The last of what is counted off is asked for by itself: 除了申请表、证件还要啥，初审和评估各限几天.
ASKED_LAST = re.compile("(?:什么|啥|谁|哪[一两二三四五几些]?[个家项处里儿]?|多少)$")
#: Two matters with one ending in front of the asking for each: 打针期限和上证期限分别是多久.
FOR_BOTH = re.compile(
    r"(?P<scene>.*[，。；：])?(?P<one>[^，。；：、？！]+(?P<head>[一-鿿]{2}))[和跟与及](?P<other>[^，。；：、？！]+(?P=head))"
    r"，?(?P<asks>(?:分别|各)[^、，]*)"
)
#: Two matters joined by 以及: 甲总量以及乙数量的预计各是多少.
AS_WELL_AS = re.compile(
    r"(?P<scene>.*[，。；：])?(?P<one>[^，。；：、？！]{3,}?)以及(?P<other>[^，。；：、？！各]{3,}?)(?P<asks>(?:分别|各)[^，。；：、？]*(?:多少|几)[^，。；：、？]{0,4})"
)
#: Two matters in quotation marks with one asking for each: “建成率”“使用率”的目标值分别是多少.
QUOTED_BOTH = re.compile(
    r"(?P<scene>.*[，。；：])?(?P<lead>[^，。；：？\"]{0,12})\"(?P<one>[^\"]{2,20})\"[、和跟与及]?\"(?P<other>[^\"]{2,20})\"(?P<asks>[^，。？]*(?:分别|各)[^，。？]*)"
)
#: Matters counted off of all of which one thing is asked: 洗澡、教家里人照护这些政府有没有安排.
FOR_THESE = re.compile(
    r"(?P<scene>.*[，。；：])?(?P<matters>[^，。；：、？！]+(?:、[^，。；：、？！]+)+?)(?:这些(?!地方|单位|部门|机构|人|[里处])|这[几两三]?[样项件])(?:里头?)?"
    r"(?P<asks>[^，、]{0,10}?(?:有没有|管不管|能不能|可不可以|给不给|[咋怎]|如何|[打计][算划]|什么|啥(?!时候)|多少)[^，、]*)(?P<more>，[^、]*)?"
)
#: Taxes or fees counted off, of each of which one yes or no is asked: 增值税、契税免不免.
FOR_ALIKE = re.compile(
    r"(?P<scene>.*[，。；：])?(?P<lead>[一-鿿]{1,12}的)?(?P<matters>(?:[一-鿿]{1,8}[税费][、和跟])+[一-鿿]{1,8}[税费])"
    r"(?P<asks>[^，。；、]{0,3}?(?P<act>[免减交缴收征退])不(?P=act))(?P<more>，.*)?"
)
#: Matters counted off that somebody wants told, with no word that asks: 建设补助上限、每年运营补助区间，一并报.
REPORTED = re.compile(
    r"(?P<scene>.*[，。；：])?(?P<matters>[^，。；：、？！]+(?:、[^，。；：、？！]+)+?)(?:，|(?=这?[两三四]个(?:数字?|率|指标|比例)))"
    r"(?:(?:请|麻烦)?(?:一并|一起|一块儿?|全都?|都)(?:给我)?(?:报|列|说|讲|写|答|要)[^，。]{0,4}"
    r"|这?[两三四]个(?:数字?|率|指标|比例)(?:[，]?(?:给我|一起|一并|一块儿?|都)*(?:报|列|说|要)[^，。]{0,4})?)"
)
#: … behind a word of telling: 请给出甲人数、乙比例及丙目标.
LISTED = re.compile(
    r"(?P<scene>.*[，。；：])?(?:请|麻烦|帮忙?)?(?:给出|列出|列明|说明|写出|报出|报一?下|查一?下|告诉我)"
    r"(?P<matters>[^，。；：、？！]+(?:、[^，。；：、？！]+)+)"
)
#: Matters counted off behind the announcement of figures: 医院口两个数：康复科设置比例、友善机构占比.
ANNOUNCED = re.compile(
    r"(?P<scene>[^:：？]*(?:[两二三四五几]个?(?:数字?|指标|比例|率|时间|日期)|指标|[报列查捋](?:一下|给我|来|一捋)?)[^:：？，]{0,4})[:：]"
    r"(?P<matters>[^，。；：、？！]+(?:、[^，。；：、？！]+)+)(?P<when>，[^，。；：、？！]{2,10})?"
)
#: Two matters by a joining word, and that a figure of each is wanted: 新增床位跟家庭床位两个数，报我.
BOTH_FIGURES = re.compile(
    r"(?P<scene>.*[，。；：])?(?P<one>[^，。；：、？！和跟与]{2,20})[和跟与](?P<other>[^，。；：、？！]{2,14}?)这?两个?(?:数字?|指标|比例|率)(?:，?[报给说列][^，。]{0,4})?"
)
#: Matters told one by one, and how many they are with one asking for each: 想设医务室，另外想跟医院签约，这两样各有啥钱.
OF_TOLD = re.compile(
    r"(?P<told>.+)，(?:这|那|以上)?(?P<count>[两二三四])[样项个种笔件头](?P<asks>[^，。；：？！]{0,6}?(?:各|分别)[^，。]*)"
)
#: … in sentences of their own: 我爸想改厕所；我侄女要去养老院上班。这两头，国家各给多少？
OF_SENTENCES = re.compile(
    r"(?P<told>.+)[。；;](?:这|那|以上)(?P<count>[两二三四])[样项个种笔件头宗](?:事儿?|人)?[，,]?(?P<asks>[^，。；？！]{0,8}?(?:各|分别)[^，。；？]*)[？?]?"
)
#: … of which one yes or no is asked: 想装个能喊救命的，再租个轮椅，大夫最好能来，这几样管不管.
OF_WANTED = re.compile(
    r"(?P<told>.+)，(?:这|那|以上)(?P<count>[几两二三四])[样项个种件](?P<asks>[^，。；：？！]{0,6}?(?:管不管|有没有|能不能|给不给|可不可以)[^，。]*)"
)
WANTS = re.compile("想|要(?!是)|最好|希望|打算")
#: Words that count questions off or lead over to the next one.
LEADS_OVER = re.compile(
    r"^(?:另外|还有|再就是|此外|再问一?下?|[一二三四]是|[一二三]来[问是]?|第[一二三四](?=个|，)|[一二三四](?=[，,、]|$))[，,、]?"
)
#: Turns to another matter.
TURNS = re.compile("另外|此外|再问一?下?|还想问")
#: Words that ask wherever they stand: 市里啥态度, 打几折, 给清还是分着给. Others (牵头, 标准) name what is asked for, and ask
#: only in the last clause before the question mark: 协会牵头起草了标准，奖多少.
ASKING = re.compile(
    r"什么|啥|几|哪|怎|咋|还是|多[少大长高久远]|谁|何时|如何|吗|是否|[能可]否|有没有|是真是假|真的?假的?|([一-鿿])不\1|(?:能|可以|会|要)[^，。？不没]{1,5}不$"
)
#: The same words where they tell something: 我们几个, 教家里人怎么照护, 啥证都没考, 啥事没有, 十几年; but not 办好几天放款.
TELLING = re.compile(
    r"(?:教(?![育师委室练学材])|指导|想学)[^，。？]{0,12}?(?:怎么|咋|如何|怎样)(?=[^，。？]{2})|"
    r"想[^，。？]{0,12}几[个位名]|[招请雇聘收]了(?:十?几|好几)[个位名](?=[一-鿿])|(?:去年|前年|以前|之前|原来|本来)还是(?![今明现])|(?:[我你他她咱]们?|(?<![办批审])好|[十这那隔没过前]|(?<![得要该能会又还共])有|没[^，。]{1,2})几[个十百年天次]?|(?<![给补奖发拿领是])几十|(?:什么|啥|哪)[^，。]{0,3}[都也]|(?:什么|啥)[^，。？没]{1,3}没有?(?=[，。；]|\Z)|没(?:什么|啥)|哪怕|几[年个天月]再说"
)
#: How many there are at a time: 十三五末站点有几个, where 家里有几个 tells of some.
_COUNTED_THEN = re.compile("(?:20\\d\\d|十[一二三四五]五|目前|眼下|现在|当时|截至|全[市省区县])[^，。？]*有几[个家所张处座]")
#: Parts of one matter, of which the first stands behind the asking: 讲不讲防病、防摔跤、解心宽这类课.
_PARTS_OF_ONE = re.compile("、[^，。；？]+(?:这类|这些|这种|之类|等)")
#: Counts off the question behind it, which is one of its own whatever it names: 二是每年建几个, 二来能贷几年.
COUNTED = re.compile("^(?:[一二三四]是|[一二三]来|第[一二三四](?=个|，))")
#: A time for which a value is told.
TIME = re.compile("20\\d\\d年|(?<!\\d)[23]\\d年|十[一二三四五]五|[四五六七]普")
#: A place in a text or table by its number, at the end of a matter.
_NUMBERED = re.compile(r"第?(?:\d+|[一二三四五六七八九十]+)(?:号|行|项|条)$")
#: One value at two times, each of which is asked for: 托位2020年底的底数和2025年的目标各是多少.
_TIME = rf'"?(?:{TIME.pattern})"?'
BOTH_TIMES = re.compile(
    rf"(?P<matter>(?!.*{_TIME}.*{_TIME}.*{_TIME})[^。？]{{3,}}?)(?P<one>{_TIME}[^，。；？和与及、]{{0,8}})[和与及、](?P<other>{_TIME}[^，。；？]{{0,8}}?)"
    r"(?:各|分别)(?P<asks>(?:是|为|有|达到?)*(?:多少|几)[^，。；？]{0,4})"
)
#: Counts the questions that follow.
ANNOUNCES = re.compile(r"[两二三四几]个?(?:件事|件|个?问题|个?事|条|点|问)")
#: The other of two that are asked about, and a further condition of the one before.
ALTERNATIVE, JOINS = re.compile("还是(?![不没])"), re.compile("但(?:是|又)?|且|并且|而且|同时")
#: A clause with fewer characters leans on its neighbour.
SHORT = 4
#: The first question of a sentence with so many characters stands for itself whatever it names.
LONG = 8
#: Asks which of some, where more of them are counted off behind: 哪几个街道、乡镇有任务.
_OF_WHICH = re.compile("哪[几些]?[个家][一-鿿]{2,5}$")
#: The last of several of each of which one thing is asked: 比例甲市、乙区各多少.
_OF_EACH = re.compile("[^，。；？]{1,8}?(?:各|分别)[^，。；？]{0,6}(?:多少|几|什么|啥|谁|哪)")
#: Who sees to a thing is told with what else is asked of it, and so is until when and who pays behind that: 谁牵头、何时完成.
OF_UNIT = ("配比", "时间")
#: How a text tells until when or how soon; 每月 is no date.
_DATED = re.compile(r"20\d\d ?年|\d ?个?(?:工作日|[日天月年])(?:之?[内前后]|[底末起])|[年月季]度?[底末]")
#: Asks for a ceiling, beside what is given, and how a text tells one.
_CEILED = re.compile("最[高多]|不(?:得)?超过|上限|封顶")
CEILING = re.compile("封顶|上限|限额|最[多高](?:能|可以|可|给|补|报|领|拿|到|奖)*(?:多少|几)")

#: Asks whether something is given.
_GIVEN_OR_NOT = re.compile(
    "([补给发奖贴])(?:[^，。？]{0,2})不\\1|(?:给|有)?[补贴奖发][^，。？]{0,3}[不吗没]\\Z|有没有(?:钱|补贴|补助|奖|好处|优惠)"
)
#: Asks for a value of the same form once more, of another time or case: 以后每年又给多少; not for a sum of them.
AFRESH = re.compile("^(?!.*(?:一共|总共|合计|加起来|算下来)).*(?:又|再|以后|之后|后每|的每)")


@dataclass(frozen=True, slots=True)
class Asked:
    """One of several questions, and the ``scene`` that is set for it: what stands before them all, or the first of them.

    One that stands ``apart`` is turned to: 另外…. One that ``goes_on`` names nothing, but asks another value of the matter of
    the one before it: 每月补多少，补几年.
    """

    text: str
    scene: str = ""
    goes_on: bool = False
    apart: bool = False


def subquestions(question: str, *, names: Callable[[str], bool]) -> list[Asked]:
    """The questions that ``question`` holds, in order, at most ``MOST``; the question alone when it is one.

    ``names`` tells whether a clause names something of its own to ask about. A clause that asks but names nothing belongs to
    the one before it: 每月补多少，补几年. What asks only for a word of the text (算空巢不？能装吗) is none of its own. One that
    only tells something belongs to the question behind it in its sentence, and sets the scene for all in front of the first
    and behind the last of a sentence.
    """
    if each_of := _of_sentences(question):
        return each_of
    scene: list[str] = []
    asked: list[Asked] = []
    counted = False
    for sentence in SENTENCE.findall(question):
        first = len(asked)
        setting, matters, asked_of_each, more = _for_each(sentence.rstrip("。？?；;"))
        if matters and (numbered := _NUMBERED.search(matters[0])):  # 58号文22行、23行: each in that text
            matters = [f"{matters[0][: numbered.start()]}{each}" if _NUMBERED.fullmatch(each) else each for each in matters]
        if matters and (any if asked_of_each.startswith("，") else all)(
            names(each) or TIME.match(each) or _NUMBERED.search(each) for each in matters
        ):
            scene += setting
            asked += [
                Asked(EACH.sub("", f"{matter}{asked_of_each}"), before if TIME.match(matter) else "")  # …及2025年目标值
                for before, matter in pairwise(("", *matters))
            ]
            sentence = more
        told: list[str] = []
        context, led = "", False
        is_set = bool(scene)
        tells = sentence.endswith("。") and "？" in question
        for clause, asks, is_counted in _clauses(sentence, goes_on=bool(asked), counted=counted):
            text, led = "，".join([*told, clause]), led or is_counted
            if tells or not asks or not (asked or _asks(clause, goes_on=False, last=True) or names(text)):
                (told if asked or (is_set and not tells) else scene).append(clause)
                continue
            whole = (len(asked) == first and len(sentence) > LONG) or led
            own = names(text) or (bool(asked) and _asks_anew(text, asked[-1].text))
            leans = bool(asked) and (len(clause) < SHORT or not own)
            if len(asked) > first and _belongs_before(clause):
                asked[-1] = replace(asked[-1], text=f"{asked[-1].text}，{text}")
                told, led = [], False
                continue
            is_result = bool(asked) and leans and WORKED_OUT.search(clause) is not None  # 按啥比例补、算下来多少
            if asked and (_is_difference(clause, asked) or (leans and not whole)):
                if not is_result and _asks_other(text, asked[-1].text):
                    scene_of_last = asked[-1].scene if len(asked[-1].text) < LONG else ""
                    before = without_recurring(asked[-1].text) if recurs_otherwise(asked[-1].text, text) else asked[-1].text
                    asked.append(Asked(text, "，".join(filter(None, (scene_of_last, before))), goes_on=True))
                else:
                    asked[-1] = replace(asked[-1], text=f"{asked[-1].text}，{text}")
            else:
                context = "，".join(told) if len(asked) == first else context
                before = "" if len(asked) == first else context or ("" if scene else asked[first].text)
                asked.append(Asked(text, before, apart=TURNS.match(sentence) is not None and len(asked) == first))
            told, led = [], False
        scene += told
        counted = bool(asked) and sentence.endswith(("；", ";"))
    if len(asked) < 2 or (len(asked) == 2 and _leads_to(*asked)):
        return [Asked(question)]
    lead = "，".join(clause for clause in scene if names(clause) or not ANNOUNCES.search(clause))
    scenes = [each.scene or (asked[0].text if i and not (lead or each.apart) else "") for i, each in enumerate(asked)]
    return [replace(each, scene="，".join(filter(None, (lead, own)))) for each, own in zip(asked[:MOST], scenes, strict=False)]


def _for_each(sentence: str) -> tuple[list[str], list[str], str, str]:
    """The scene, the matters, the one asking for each of them, and what is asked more; no matters in other sentences."""
    if both := BOTH_TIMES.fullmatch(sentence):
        return [], [f"{both['matter']}{both[name]}" for name in ("one", "other")], both["asks"], ""
    if (each := FOR_EACH.fullmatch(sentence)) and not ASKED_LAST.search(each["matters"]):
        return _setting(each), BETWEEN.split(each["matters"]), POINTS_BACK.sub("", each["asks"]), each["more"] or ""
    if (each := FOR_THESE.fullmatch(sentence)) and not ASKING.search(each["matters"]):
        return _setting(each), each["matters"].split("、"), each["asks"], each["more"] or ""
    if alike := FOR_ALIKE.fullmatch(sentence):
        matters = [f"{alike['lead'] or ''}{matter}" for matter in re.split("[、和跟]", alike["matters"])]
        return _setting(alike), matters, alike["asks"], alike["more"] or ""
    if both := QUOTED_BOTH.fullmatch(sentence):
        names = [f"{both['lead']}“{both[name]}”" for name in ("one", "other")]
        return _setting(both), names, both["asks"], ""
    if both := FOR_BOTH.fullmatch(sentence) or AS_WELL_AS.fullmatch(sentence):
        return _setting(both), [both["one"], both["other"]], both["asks"], ""
    if (each := ANNOUNCED.fullmatch(sentence)) and not ASKING.search(each["matters"]):
        return _setting(each), each["matters"].split("、"), f"是多少{each['when'] or ''}", ""
    if both := BOTH_FIGURES.fullmatch(sentence):
        return _setting(both), [both["one"], both["other"]], "是多少", ""
    reported = REPORTED.fullmatch(sentence) or LISTED.fullmatch(sentence)
    if reported and not ASKING.search(reported["matters"]):
        *matters, last = BETWEEN.split(reported["matters"])
        return _setting(reported), [*matters, *LAST_TWO.split(last)], "", ""
    if each := OF_TOLD.fullmatch(sentence):
        told = [LEADS_OVER.sub("", clause) for clause in each["told"].split("，")]
        count = parse_numeral(each["count"]) or 0
        return told[:-count], told[-count:] if len(told) >= count else [], f"，{each['asks']}", ""
    if each := OF_WANTED.fullmatch(sentence):
        told = each["told"].split("，")
        counted = parse_numeral(each["count"]) or len(told) + 1  # 这几样: from the first that is wanted on
        wanted = next((i for i, clause in enumerate(told) if WANTS.search(clause)), len(told))
        first = len(told) - counted if counted <= len(told) else wanted
        return told[:first], told[first:] if len(told) - first > 1 else [], f"，{each['asks']}", ""
    return [], [], "", ""


def _of_sentences(question: str) -> list[Asked]:
    """The one asking at the end for each of the matters told in the sentences before it; nothing where they are not as many."""
    match = OF_SENTENCES.fullmatch(question)
    told = [each.strip() for each in re.split("[。；;]", match["told"]) if each.strip()] if match else []
    if (
        match is None
        or len(told) != parse_numeral(match["count"])
        or any(ASKING.search(TELLING.sub("", each)) for each in told)
    ):
        return []
    return [Asked(f"{each}，{EACH.sub('', match['asks'])}") for each in told[:MOST]]


def _setting(match: re.Match[str]) -> list[str]:
    """The scene that stands in front of several matters."""
    return [match["scene"].strip("，。；：")] if match["scene"] else []


def _leads_to(first: Asked, second: Asked) -> bool:
    """Whether the first of two questions is whether a word of the text fits, and the second what comes of it.

    A value that a whole sentence asks for is a matter of its own.
    """
    form = form_of(second.text)
    apart = second.apart or (form is not None and form.name in VALUES and "，" in second.text)
    return ASKED_WORD.regex.search(first.text) is not None and not apart


def _belongs_before(clause: str) -> bool:
    """Whether a clause goes on with the question before it: …超过4亿元、但申请不到1000万元的项目; 还是有人来."""
    return ALTERNATIVE.match(clause) is not None or (JOINS.match(clause) is not None and not ASKING.search(clause))


def _is_difference(clause: str, asked: Sequence[Asked]) -> bool:
    """Whether a question behind two others asks for nothing but the difference of what these ask: 五年要多出来多少."""
    return len(asked) > 1 and DIFFERS.regex.search(clause) is not None and len(clause) <= LONG + SHORT


def _asks_other(text: str, before: str) -> bool:
    """Whether ``text`` asks for another value than the question ``before`` it.

    What is asked beside a yes or no or a list, 能不能领，领多少, is told with it, and so is who sees to it.
    """
    form, other = form_of(text), form_of(before)
    if DIFFERS.regex.search(text) and form and other and (form.name == other.name or form.name == "数目"):
        return False  # the difference of what is told
    if form is None or form.name == "单位":
        return False
    if other is None:
        return not kinds_of(before) & {Kind.JUDGEMENT, Kind.LIST}
    if form.name == other.name:
        capped = CEILING.search(text) is not None and CEILING.search(before) is None
        again = AFRESH.search(text) is not None or recurs_otherwise(before, text)
        return capped or (form.name == "金额" and again)
    return other.name != "单位" or form.name not in OF_UNIT


def _asks_anew(text: str, before: str) -> bool:
    """Whether ``text`` asks for another time what is asked ``before`` it for one, or only it asks whether something is given.

    十三五末是几个，2025年要到几个; 要不要交增值税，政府补不补钱.
    """
    times, others = (set(TIME.findall(each)) for each in (text, before))
    return bool(times and others and times.isdisjoint(others)) or (
        _GIVEN_OR_NOT.search(text) is not None and kinds_of(before) == {Kind.JUDGEMENT} and not _GIVEN_OR_NOT.search(before)
    )


def is_told(text: str, told: str) -> bool:
    """Whether what was ``told`` on the question before holds what ``text`` goes on to ask of it: 建几家，哪年底."""
    form = form_of(text)
    name = form.name if form else ""
    again = form is not None and name == "金额" and form.holds.search(told) and all(EVERY.regex.search(e) for e in (text, told))
    return bool(again or (name == "时间" and _DATED.search(told)) or (CEILING.search(text) and _CEILED.search(told)))


def _clauses(sentence: str, *, goes_on: bool, counted: bool) -> Iterator[tuple[str, bool, bool]]:
    """The clauses of a sentence, whether each asks, and is counted off; what announces one with a colon only names its matter.

    One ``counted`` off behind others with a semicolon asks by itself: 岗补多少；竞赛奖金区间.
    """
    counted_off = ""
    clauses = CLAUSE.findall(sentence.rstrip("；;"))
    for (text, stop), (behind, _) in pairwise((*clauses, ("", ""))):
        if stop == "、" and (
            _PARTS_OF_ONE.match(sentence, sentence.find(text) + len(text))
            or (_OF_EACH.match(behind) and not ASKING.search(text))
            or (_OF_WHICH.search(text) and not ASKING.search(behind))
            or (_restricts(behind) and not ASKING.search(text))
            or (not _asks(text, goes_on=goes_on, last=False) and form_of(text) is None)
        ):
            counted_off += f"{text.strip()}、"  # 增值税、契税免不免: both are asked about
            continue
        whole, counted_off = f"{counted_off}{text.strip()}", ""
        if clause := LEADS_OVER.sub("", whole):
            last = "？" not in sentence or stop == "？"
            leads = clause.endswith("呢") and stop == "，" and _asks(behind, goes_on=False, last=True)  # 线下呢，给不给教
            names = leads or stop in ("：", ":") or is_found_out(clause, behind)
            asks = not names and _asks(clause, goes_on=goes_on, last=last)
            goes_on |= asks
            yield clause, asks or stop == "？" or (counted and not stop), COUNTED.match(whole) is not None


def _restricts(clause: str) -> bool:
    """Whether a clause only says which ones the one behind it asks for: 甲局牵头、没写年份的，共几项."""
    return clause.endswith("的") and not ASKING.search(clause)


def _asks(clause: str, *, goes_on: bool, last: bool) -> bool:
    """Whether a clause asks something; behind another question 房产税呢 does as well."""
    if _restricts(clause):
        return False
    said = clause if _COUNTED_THEN.search(clause) else TELLING.sub("", clause)
    if ASKING.search(said) or (goes_on and LIKEWISE.search(clause)):
        return True
    return last and any(kind.regex.search(said) for kind in PATTERNS.values())
