"""Responsibility stated in running text: 甲局牵头负责“一老”工作, 由甲局会同乙局制定, 办公室设在甲局.

The subject must be a list of bodies and nothing else: 消费者反映的…部门负责, 生产者对…负责 and 直接负责的人员 give no duty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyqa.facts.enumerations import enumeration
from policyqa.facts.unit_names import NO_NAME, STRICT_END, unit_list
from policyqa.facts.units import shipped
from policyqa.text.patterns import pattern
from policyqa.types import Span

#: What stands between a subject and its verb: 分别依照各自职责，应当按照职责分工, 在各自的职责范围内.
_ADVERBS = re.compile(
    r"(?:(?:应当?|要|须|分别|具体|共同|统一|依法|统筹|主要|总体|同时|联合|：)"
    r"|(?:依照|按照|根据|依据|按|在)[^，。；：、]{0,14}(?:职责|规定|分工|权限|范围)[^，。；：、]{0,6}，?)+\Z"
)
VERB = pattern(
    "负责",
    r"牵头(?:负责|组织实施|组织|制定|抓好|落实)?(?!的|作用|抓总|单位|部门|人|负责|领导|、)"
    r"|负责(?!人|同志|任|制|的|并|处室|领导|单位|部门|、)|会同(?!时)|主管(?!部门|人员|机关|单位|机构|领导|税务|的|地|登记)|承担(?!的)"
    r"|做好(?!的)|(?P<ought>应当|(?<![一-鿿])应(?![急用对答届付收聘])|须|(?<=[府委局会门厅部])要(?![求素件点闻么]))"
    r"|(?:积极|密切)?(?P<helps>配合|协助)(?:[一-鿿]{2,12}?)?(?:做好|开展|实施|完成|抓好|落实)(?!的)"
    r"|(?P<passive>审核|审批|受理|认定|评定|发放|拨付|制定|拟订|组织实施|公布)(?!的)",
    reason="the verbs that give a body its task; 负责人 and 发挥牵头作用 give none, 审核 only where 由 names who does it",
    examples=(
        ("市民政局牵头负责养老工作", "牵头负责"),
        ("由市民政局会同有关部门制定", "会同"),
        ("各区县政府要将养老服务列入预算", "要"),
        ("由乡镇人民政府审核、确认", "审核"),
        ("市医保局配合做好信息比对", "配合做好"),
        ("县级以上政府按照职责分工，负责本行政区域内的工作", "负责"),
        ("主要负责人", None),
        ("直接负责的主管人员", None),
        ("发挥牵头作用", None),
    ),
)
TEAM = pattern(
    "牵头的专班",
    r"以(?P<units>[^，。；：（(\s]{2,40}?)(?:共同)?(?:牵头|为主)(?:负责)?的(?P<task>[^，。；：（(\s]{2,30})",
    reason="a team is named by the bodies that lead it",
    examples=(
        ("成立以市民政局、市卫健委牵头负责的养老专班", "以市民政局、市卫健委牵头负责的养老专班"),
        ("由市民政局牵头负责养老工作", None),
    ),
)
OFFICE = pattern(
    "办公室设在",
    r"(?P<task>[^，。；：\s]{0,20}(?:办公室|秘书处|专班))(?:日常工作)?设在(?P<units>[^，。；：（(\s]{2,30})",
    reason="where a joint office sits, that body does its work",
    examples=(
        ("联席会议办公室设在市发改委，由甲、乙组成", "联席会议办公室设在市发改委"),
        ("办公室负责日常工作", None),
    ),
)
_PHRASE_BEFORE = re.compile(r"(?:[^，,。；;：:\n\t“”（）()]|[（(][^（）()\d]{1,6}[）)])*\Z")
#: The number that a phrase may begin with.
_NUMBER = re.compile(
    r"\s*(?:第[〇零一二三四五六七八九十百千]+条\s*|[（(][一二三四五六七八九十\d]+[）)]|\d+[．.、]|[一二三四五六七八九十]+(?:、|是))?\s*"
)
#: Help with whatever there is to do names no task.
_ANY_WORK = re.compile("(?:有关|相关|各项)?工作")
#: A report of what was done sets no task.
_DONE = re.compile("(?<!为)了")
#: Bodies that pay: 由养老机构承担 is the home's liability, no duty.
_PUBLIC = re.compile(r"(?:局|厅|委|部门|政府|管委会)$")
_BY = re.compile(r"(?:由|(?<!可)以)(?!上|下|及|来)")
#: A centre of a city, county or district is a body, others are facilities: 市公积金管理中心, but not 区域养老服务中心.
_OFFICIAL_CENTRE = re.compile(
    r"(?:[省市县州旗]|区(?!域))(?!级)[^，。；、]{2,14}(?:管理|保障|担保|服务|鉴定|评估|救助)[^，。；、]{0,4}中心"
)
#: Whose office it is: 申请人户籍所在地的乡镇人民政府.
_WHERE = re.compile(r"^(?:其|申请人|老年人|本人)?(?:的?(?:户籍|实际居住|经常居住|居住|住所|工作单位))?(?:所在)?地的?(?=.{2})")
#: The body that the phrase before names: 民政部门是养老服务的行政主管部门，负责….
_IS = re.compile(r"(?:^|[，。；：\n\s])(?P<units>[^，。；：\n\s]{2,60}?)[是为][^，。；：\n]{2,40}(?:部门|机构)，\Z")
#: Who helps, behind who leads.
_HELPED = re.compile(r"，(?P<units>[^，。；\n]{2,80}?)(?:积极|共同|密切)?(?:配合|参与|协助)(?=[，。；）)\n]|$)")
#: Phrases in front of what is to be done: 根据当地经济发展水平，制定….
_ADVERBIAL = re.compile(
    r"(?:依法)?(?:根据|按照|依照|结合|综合考虑|围绕)[^，]*\Z|[在自对][^，]*(?:[起内上中下时后前的]|情况|方面)\Z|(?:通过|利用|依托|采取)[^，]*(?:方式|形式|渠道|平台|途径)\Z"
)
_MOST_ADVERBIALS = 3
#: What says no task without the phrase before or behind it: 给予指导, 制定规划, 给予资金补助.
_BARE, _GIVES = 4, re.compile("给予|予以")
_PREDICATE_STOP = re.compile(r"[，,。；;\n\t（(]|$")
#: A task is told by the words in front of 由 up to about the length of a long heading.
_TITLE_LENGTH = 40
#: Behind 会同 the helpers run up to the verb.
_HELPERS = re.compile(
    r"[^，。；\n]*?(?:(?<!总)局|厅|委|委员会|协会|(?<!跨)部门|政府(?![一-鿿]{2,10}部门)|管委会|单位|机构|办公室|残联|妇联|总工会|中心|联合会"
    r"|(?:总局|银行)(?![一-鿿]{2,12}?[局委厅部](?:[、和与]|$)))(?:等部门|等单位|(?![、和与及等]))"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A responsibility in running text, with the offsets of the words that state it; ``task`` may be short or empty."""

    start: int
    end: int
    lead: tuple[str, ...]
    cooperating: tuple[str, ...]
    task: str


def responsibilities(text: str) -> Iterator[Sentence]:
    """The responsibilities that ``text`` states in running words, in order of their kinds and places."""
    for named in (OFFICE, TEAM):
        for match in named.regex.finditer(text):
            if lead := _subject(match["units"]):
                start = _phrase_start(text, match.start())
                for units, task in _shared_out(lead, text[start : match.start()], match["task"]):
                    yield Sentence(start, match.end(), units, (), task)
    position = 0
    for verb in VERB.regex.finditer(text):
        sentence = _sentence(text, verb) if verb.start() >= position else None
        if sentence is not None:
            yield sentence
            position = sentence.end


def _sentence(text: str, verb: re.Match[str]) -> Sentence | None:
    """What the bodies in front of ``verb`` have to do, or None when no bodies stand there."""
    adverbs = _ADVERBS.search(text, max(verb.start() - 40, 0), verb.start())
    subject_end = adverbs.start() if adverbs else verb.start()
    if adverbs and text[subject_end - 1 : subject_end] == "，" and re.match("按|依|在", adverbs[0]):
        subject_end -= 1  # 教育、财政等部门，按照各自职责做好
    start = _phrase_start(text, subject_end)
    phrase = text[start:subject_end]
    by = next(reversed(list(_BY.finditer(phrase))), None)
    before, subject = (phrase[: by.start()], phrase[by.end() :]) if by else ("", phrase)
    lead = _subject(subject)
    if not phrase.strip() and (named := _IS.search(text, max(start - 120, 0), start)):
        lead, start = _subject(named["units"]), named.start("units")
    if not lead or lead == ("政府",) or before.startswith(("经", "未经")):
        return None
    if (verb["passive"] and by is None) or (verb["ought"] and _goes_before_verb(text, verb.end())):
        return None
    end, predicate, cooperating = _predicate(text, verb)
    if cooperating is None or predicate.endswith("的") or _DONE.search(predicate):
        return None
    shared = adverbs is not None and re.search("职责|分工", adverbs[0]) and verb[0] == "负责"
    if by is None and len(predicate) < 2 and not shared:
        return None
    if verb[0] == "承担" and (by is None or not all(_PUBLIC.search(name) for name in lead)):
        return None
    predicate = verb["passive"] + predicate if verb["passive"] else predicate
    start += _number_length(phrase)
    if verb["helps"] and _ANY_WORK.fullmatch(predicate):
        return None
    if verb["helps"]:
        lead, cooperating = (), (*lead, *cooperating)
    return Sentence(start, end, lead, cooperating, _task(text, start, before, predicate, passive=by is not None))


def _predicate(text: str, verb: re.Match[str]) -> tuple[int, str, tuple[str, ...] | None]:
    """Where the predicate behind ``verb`` ends, its words, and who helps: None when 会同 names nobody."""
    end = _predicate_end(text, verb.end())
    predicate = text[verb.end() : end]
    if not predicate.strip() and text.startswith("，会同", end):  # 由甲局牵头，会同乙局制定
        begin, end = end + 1, _predicate_end(text, end + 1)
        predicate = text[begin:end]
    cooperating: tuple[str, ...] = ()
    together = verb[0] == "会同" or predicate.startswith("会同")
    if together:
        cooperating, predicate = _helpers(predicate.removeprefix("会同"))
        if not cooperating:
            return end, predicate, None
    last = predicate
    for _ in range(_MOST_ADVERBIALS):
        goes_on = _ADVERBIAL.match(last) or (not last and together) or (verb["ought"] and not together and len(last) <= _BARE)
        if text[end : end + 1] not in ("，", ",") or not goes_on:
            break
        begin, stop = end + 1, _predicate_end(text, end + 1)
        if "应当" in text[begin:stop]:
            break  # the next body's task
        last, end = text[begin:stop].strip(), stop
        predicate = f"{predicate}，{last}" if predicate and not together else last
    if (helped := _HELPED.match(text, end)) and verb[0].startswith("牵头"):  # 由甲局牵头，乙局、丙局配合
        cooperating, end = (*cooperating, *unit_list(helped["units"])), helped.end()
    return end, predicate, cooperating


def _goes_before_verb(text: str, end: int) -> bool:
    """Whether 应当 only stands before the verb that gives the task: 应当会同, 应当按照职责负责."""
    return any(
        verb.start() == end or ((adverbs := _ADVERBS.search(text, end, verb.start())) and adverbs.start() == end)
        for verb in VERB.regex.finditer(text, end, min(len(text), end + 40))
        if not verb["passive"]
    )


def _shared_out(lead: tuple[str, ...], before: str, task: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Who leads which team: with 分别 the bodies and the teams go together, one by one."""
    teams = enumeration(task, Span(0, len(task)), len(lead)) if "分别" in before and len(lead) > 1 else None
    if teams is None:
        yield lead, before + task
        return
    for unit, (name, _) in zip(lead, teams.items, strict=True):
        yield (unit,), before.replace("分别", "") + name + teams.tail


def _predicate_end(text: str, start: int) -> int:
    stop = _PREDICATE_STOP.search(text, min(start, len(text)))
    return stop.start() if stop else len(text)


def _phrase_start(text: str, end: int) -> int:
    """Where the phrase begins that ends at ``end``."""
    found = _PHRASE_BEFORE.search(text, max(end - 160, 0), end)
    return found.start() if found else end


def _subject(words: str) -> tuple[str, ...]:
    """The bodies that ``words`` are, or none when they are anything else."""
    words = _WHERE.sub("", words[_number_length(words) :].strip(" \u3000").removeprefix("其中").removeprefix("原则上"))
    if not 2 <= len(words) <= 120 or NO_NAME.search(words):
        return ()
    names = unit_list(words)
    strict = all(_is_public(name) for name in names)
    short = all(len(name) <= 30 or "、" in name for name in names)
    return names if names and strict and short and _covers(names, words) else ()


def _is_public(name: str) -> bool:
    """Whether a name is that of a public body: 乡镇人民政府（街道办事处）, 各乡镇, 县残联."""
    plain = re.sub(r"[（(][^（）()]*[）)]\Z", "", name)
    return (
        bool(STRICT_END.search(plain) or _OFFICIAL_CENTRE.fullmatch(plain)) or name.startswith("各") or shipped().knows(plain)
    )


def _covers(names: tuple[str, ...], words: str) -> bool:
    """Whether the names are all of ``words`` but for what links them."""
    return len(re.sub(r"[、和与及等，,\s]|以及|(?:有关|相关)?(?:部门|单位)$", "", words)) <= sum(map(len, names))


def _helpers(predicate: str) -> tuple[tuple[str, ...], str]:
    """The bodies behind 会同, and what is left of the predicate."""
    found = _HELPERS.match(predicate)
    return (unit_list(found[0]), predicate[found.end() :]) if found else ((), predicate)


def _task(text: str, start: int, before: str, predicate: str, *, passive: bool) -> str:
    """What is to be done: the object, and for 由…负责 the words in front of 由."""
    predicate = predicate.strip(" \u3000")
    if not passive:
        said = _said_before(text, start) if len(predicate) <= _BARE or _GIVES.match(predicate) else ""
        return f"{said}：{predicate}" if said.endswith(("的", "后", "时")) else predicate
    before = before[_number_length(before) :].strip() or _said_before(text, start)
    return f"{before}{'：' if before and predicate else ''}{predicate}"


def _said_before(text: str, end: int) -> str:
    """The last phrases of the sentence in front of ``end``, as many as make a title."""
    phrases = re.split(r"[。；;\n\t：:]|[）)]\s", text[:end])[-1].rstrip("，, ").split("，")
    said = ""
    for phrase in reversed(phrases):
        if said and len(said) + len(phrase) > _TITLE_LENGTH:
            break
        said = f"{phrase}，{said}" if said else phrase
    return said[_number_length(said) :]


def _number_length(text: str) -> int:
    number = _NUMBER.match(text)
    return number.end() if number else 0
