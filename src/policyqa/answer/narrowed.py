"""A statement told without what it says of other cases and other measures than the one that is asked about.

Of 本科毕业生5万元、专科毕业生4万元 who has a 本科 is told the first; of a row of targets the one that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from policyqa.answer.claims import CONFIRMS
from policyqa.answer.parts import Part, Source
from policyqa.answer.suited import suited
from policyqa.answer.wording import say
from policyqa.facts.amounts import quantities
from policyqa.facts.parallel import parallel
from policyqa.retrieve.query import LIKEWISE, Query
from policyqa.retrieve.statements import pairs
from policyqa.types import Span

#: What stands between cases that are counted off one behind the other.
_BETWEEN = re.compile("[、，；和及]*")
#: Asks the same of two things: 翻修、新盖各给多少. Years and instalments are worked out one by one.
_OF_EACH = re.compile("[^，。？、]{2,10}(?<![年月期次笔批])[、和跟与](?!的)[^，。？、]{2,10}(?:各|分别)(?!自)")
#: Asks for more than one value.
_SEVERAL = re.compile("各|分别|哪些|都(?=[有是]?(?:多少|几|哪|什么|啥)|[报列给说])|还有|另外|[及和跟与、]")
#: By how much the logit of one value, read with the question, has to be above that of the next. Of 36 questions for one value
#: in five sets that the reader had not learned from, 17 had one that was, and 16 of these ask for it.
SURER = 2.0
#: How much of the words of a value a question has to say, and of the next one at most.
SAID, UNSAID = 0.8, 0.4
_NUMBER = re.compile(r"\d+(?:\.\d+)?[个家所张处名项支]?")
#: A lead of at most so many characters is told with each of the values behind it, unless it is a case of its own.
LEAD, _CASE = 24, re.compile(r"\A对|的，?\Z")
#: What a sum comes to at the most, behind it: 单个项目补助总额不超过200万元.
_CEILING = re.compile(
    "(?:单个|每[户家人个]|补[助贴]|奖励|[全每]?年|累计|总额|合计|项目|金额|机构)*(?:最[高多]|不(?:得)?超过|封顶)"
)
#: A condition is no value; what ends a statement.
_CONDITION, _ENDS = re.compile("的[，；。]?\\Z"), re.compile("[；。]\\Z")
#: A phrase of a statement, which the reader learns to tell as well (``eval/train_encoder.py``); an item of what is counted off.
PHRASE, _ITEM = re.compile("[^，；。]+[，；。]?"), re.compile("[^，；。、]+[，；。、]?")
_YEAR = re.compile(r"20\d\d年?底?")
_CELL = re.compile("(?<=[；，])(?=[一-鿿]{2,8}：)")
#: In what unit a number is asked for, and units in which bodies are counted.
_UNIT_ASKED, _BODIES = re.compile("(?:多少|几)(?P<unit>[家所处座名人张户支])"), "家所处座"
_ASKS, _LABEL = re.compile("多少|几|多大|多高"), re.compile("[一-鿿]{2,8}：")


def asks_each(query: Query) -> bool:
    """Whether a question asks the same of each of two things, and not of two regions: 翻修、新盖各给多少."""
    return _OF_EACH.search(query.asked) is not None and len(query.mentions.regions) < 2


def of_own_case(query: Query, part: Part) -> Part:
    """``part`` without the cases of its statement that are not the asker's, where what he tells says which are."""
    if part.computed or not part.sources or asks_each(query):
        return part
    source = part.sources[0]
    text, stated = source.clause.text, source.span.shifted(-source.clause.span.start)
    listed = [pair for pair in parallel(text) if pair.amount.is_money and stated.covers(pair.amount.span)]
    own = suited([pair.case for pair in listed], query) if len(listed) > 1 else []
    spans = [Span(pair.case_span.start, pair.amount.span.end) for pair in listed]
    in_a_row = all(one.end <= other.start and _BETWEEN.fullmatch(text[one.end : other.start]) for one, other in pairwise(spans))
    if not 0 < len(own) < len(listed) or not in_a_row:
        return part
    every, kept = Span(spans[0].start, spans[-1].end).of(text), "、".join(spans[place].of(text) for place in own)
    return replace(part, text=part.text.replace(every, kept))


def of_own_value(query: Query, part: Part, read: Callable[[Source], Callable[[Span], float]]) -> Part:
    """``part`` without the values of its statement, or of the cells of its row, that a question for one value does not ask for.

    ``read`` tells how surely stretches of a source's document are what answers: one value has to come plainly first.
    """
    if part.computed or part.verdict or len(part.sources) != 1 or not _asks_for_one(query):
        return part
    source = part.sources[0]
    if source.clause.kind == "row":
        cells = [_narrowed(query, cell, source, read) if _label(cell) else cell for cell in _CELL.split(part.text)]
        return replace(part, text="".join(cells))
    told = say(source.text, source.clause)
    region = part.text.removesuffix(told)
    if not part.text.endswith(told) or (region and not region.endswith("：")):
        return part  # it is told by case
    return replace(part, text=f"{region}{_narrowed(query, told, source, read)}")


def _narrowed(query: Query, text: str, source: Source, read: Callable[[Source], Callable[[Span], float]]) -> str:
    """A statement, or a cell, with the one value that is asked for; as it is where none plainly is."""
    values = _values(query, text)
    spans = [_place(each[0], source) for each in values]
    if len(values) < 2 or None in spans:
        return text
    if len(anew := _named_anew(query, values)) == 1:
        return _alone(text, values, anew[0])
    if query.value == "数目" and (said := _said_by_name(query, values)) is not None:
        return _alone(text, values, said)
    if len(counted := _counted_alike(query, values)) == 1:
        return _alone(text, values, counted[0])
    of_stretch = read(source)
    logits = [of_stretch(span) for span in spans if span]
    second, first = sorted(logits)[-2:]
    own = logits.index(first)
    plain = first >= 0 and first - second >= SURER and not _CONDITION.search(values[own][0])
    return _alone(text, values, own) if plain else text


def _named_anew(query: Query, values: Sequence[re.Match[str]]) -> list[int]:
    """The values that say what a follow-up names in place of what the turn before did: 托位 of 床位1.5万张，新增托位2万个."""
    if query.text == query.asked or not LIKEWISE.search(query.asked):
        return []
    before = f"{query.text.removesuffix(query.asked)}，{'，'.join(query.mentions.regions)}"
    new = set(pairs(query.asked)) - set(pairs(before))
    return [place for place, value in enumerate(values) if new & set(pairs(value[0]))]


def _said_by_name(query: Query, values: Sequence[re.Match[str]]) -> int | None:
    """The only value whose words a question says, as good as all of them: 9个社区养老服务站."""
    asked, words = set(pairs(query.asked)), [set(pairs(_NUMBER.sub("", value[0]))) for value in values]
    said = [len(own & asked) / len(own) if own else 0.0 for own in words]
    *_, second, first = sorted((0.0, *said))
    return said.index(first) if first >= SAID and second <= UNSAID else None


def _counted_alike(query: Query, values: Sequence[re.Match[str]]) -> list[int]:
    """The values that count what the question does, by its unit or one like it: 393所, where 多少家 is asked."""
    asked = _UNIT_ASKED.search(query.asked)
    alike = (_BODIES if asked["unit"] in _BODIES else asked["unit"]) if asked else ""
    units = [{figure.measure for figure in quantities(value[0])} for value in values]
    return [place for place, own in enumerate(units) if own & set(alike)]


def _asks_for_one(query: Query) -> bool:
    several = _SEVERAL.search(query.asked) or len(_ASKS.findall(query.asked)) > 1
    return query.value is not None and not several and CONFIRMS.regex.search(query.asked) is None


def _values(query: Query, text: str) -> list[re.Match[str]]:
    """The phrases of a text that hold a figure of the form which is asked for; what is counted may be told item by item."""
    holds = query.form.holds if query.form else _ASKS
    phrases = (_ITEM if query.value == "数目" else PHRASE).finditer(text)
    return [each for each in phrases if quantities(_YEAR.sub("", each[0])) and holds.search(each[0])]


def _alone(text: str, values: Sequence[re.Match[str]], own: int) -> str:
    """One of the values of a text, with what leads them all, what stands between it and the one before, and its ceiling."""
    value, lead, is_last = values[own][0], text[: values[0].start()], own == len(values) - 1
    if own:
        between = text[values[own - 1].end() : values[own].start()]
        lead = "" if len(lead) > LEAD or _CASE.search(lead) else lead
        lead += _label(values[0][0]) + between[max(between.rfind(mark) for mark in "；。") + 1 :]
    if not is_last and not _ENDS.search(value) and _CEILING.match(values[own + 1][0]):
        value += values[own + 1][0]
    behind = text[values[-1].end() :] if is_last else ""
    told = f"{lead}{value if behind else value.rstrip('，；。、')}{behind}".rstrip("，；。")
    return told + (text[-1] if text[-1] in "，；" else "。")


def _place(phrase: str, source: Source) -> Span | None:
    """Where a phrase of what is told stands in the document, without the name of its column; None where it does not."""
    words = phrase.removeprefix(_label(phrase)).rstrip("，；。、")
    start = source.text.find(words)
    return Span(start, start + len(words)).shifted(source.span.start) if words and start >= 0 else None


def _label(phrase: str) -> str:
    """The name of its column in front of a cell of a row."""
    label = _LABEL.match(phrase)
    return label[0] if label else ""
