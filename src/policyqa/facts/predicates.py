"""Responsibility stated in running text: 甲局牵头负责“一老”工作, 由甲局会同乙局制定, 办公室设在甲局.

The subject must be a list of bodies and nothing else: 消费者反映的…部门负责, 生产者对…负责 and 直接负责的人员 give no duty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyqa.facts.unit_names import NO_NAME, STRICT_END, unit_list
from policyqa.facts.units import shipped
from policyqa.text.patterns import pattern

#: What stands between a subject and its verb: 分别依照各自职责，应当按照职责分工, 在各自的职责范围内.
_ADVERBS = re.compile(
    r"(?:(?:应当?|要|须|分别|具体|共同|统一|依法|统筹|主要|总体|同时|联合)"
    r"|(?:依照|按照|根据|依据|按|在)[^，。；：、]{0,14}(?:职责|规定|分工|权限|范围)[^，。；：、]{0,6}，?)+\Z"
)
VERB = pattern(
    "负责",
    r"牵头(?:负责|组织实施|组织|制定|抓好|落实)?(?!的|作用|抓总|单位|部门|人|负责|领导|、)"
    r"|负责(?!人|同志|任|制|的|并|处室|领导|单位|部门|、)|会同(?!时)|主管(?!部门|人员|机关|单位|机构|领导|税务|的|地|登记)|承担(?!的)",
    reason="the verbs that give a body its task; 负责人, 负责的 and 发挥牵头作用 give none",
    examples=(
        ("市民政局牵头负责养老工作", "牵头负责"),
        ("由市民政局会同有关部门制定", "会同"),
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
#: A report of what was done sets no task.
_DONE = re.compile("(?<!为)了")
#: Bodies that pay: 由养老机构承担 is the home's liability, no duty.
_PUBLIC = re.compile(r"(?:局|厅|委|部门|政府|管委会)$")
_BY = re.compile(r"(?:由|以)(?!上|下|及|来)")
_PREDICATE_STOP = re.compile(r"[，,。；;\n\t（(]|$")
#: A task is told by the words in front of 由 up to about the length of a long heading.
_TITLE_LENGTH = 40
#: Behind 会同 the helpers run up to the verb.
_HELPERS = re.compile(
    r"[^，。；\n]*?(?:(?<!总)局|厅|委|委员会|(?<!跨)部门|政府(?![一-鿿]{2,10}部门)|管委会|单位|机构|办公室|残联|妇联|总工会|中心|联合会"
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
                yield Sentence(start, match.end(), lead, (), text[start : match.start()] + match["task"])
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
    start = _phrase_start(text, subject_end)
    phrase = text[start:subject_end]
    by = next(reversed(list(_BY.finditer(phrase))), None)
    before, subject = (phrase[: by.start()], phrase[by.end() :]) if by else ("", phrase)
    lead = _subject(subject)
    if not lead or lead == ("政府",) or before.startswith(("经", "未经")):
        return None
    end = _predicate_end(text, verb.end())
    predicate = text[verb.end() : end]
    cooperating: tuple[str, ...] = ()
    if verb[0] == "会同" or predicate.startswith("会同"):
        cooperating, predicate = _helpers(predicate.removeprefix("会同"))
        if not cooperating:
            return None
        if predicate.startswith(("根据", "按照", "依照", "在", "对")):
            longer = _predicate_end(text, end + 1)
            predicate, end = predicate + text[end:longer], longer
    if predicate.endswith("的") or _DONE.search(predicate) or (by is None and len(predicate) < 2):
        return None
    if verb[0] == "承担" and (by is None or not all(_PUBLIC.search(name) for name in lead)):
        return None
    start += _number_length(phrase)
    return Sentence(start, end, lead, cooperating, _task(text, start, before, predicate, passive=by is not None))


def _predicate_end(text: str, start: int) -> int:
    stop = _PREDICATE_STOP.search(text, min(start, len(text)))
    return stop.start() if stop else len(text)


def _phrase_start(text: str, end: int) -> int:
    """Where the phrase begins that ends at ``end``."""
    found = _PHRASE_BEFORE.search(text, max(end - 80, 0), end)
    return found.start() if found else end


def _subject(words: str) -> tuple[str, ...]:
    """The bodies that ``words`` are, or none when they are anything else."""
    words = words[_number_length(words) :].strip(" \u3000").removeprefix("其中").removeprefix("原则上")
    if not 2 <= len(words) <= 60 or NO_NAME.search(words):
        return ()
    names = unit_list(words)
    strict = all(STRICT_END.search(name) or shipped().knows(name) for name in names)
    return names if names and strict and all(len(name) <= 30 for name in names) and _covers(names, words) else ()


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
        return predicate
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
