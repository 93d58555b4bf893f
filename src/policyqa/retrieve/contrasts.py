"""Where a question and a text speak of different things of one sort: it asks for two stars, the text lists five to three.

Such a text is about the matter, yet does not answer. The sorts are the ladders and choices of ``ladders.toml``, and years.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from policyqa.facts.ladders import shipped
from policyqa.retrieve.kinds import PATTERNS, Kind
from policyqa.text.fold import fold

#: Sorts of which one word means many things (地方 is no standard), or of which one holds the others (市级 for all).
_LOOSE = frozenset({"层级", "标准层次", "新八级工", "职称"})
#: A follow-up that asks of nothing but a step: 国家级的那一档呢, 行业的呢.
_POINTED_AT = re.compile("^(?:那么?|要是|换成|如果是?)?\0级?(?:的|那)[^，。？]{0,6}呢?[？?]?$")
#: Words that stand for steps which are not written out; 16周岁以下 and 80至89 are of figures.
_RANGE = re.compile(r"(?<![岁年月天日元人户个张家所位名次米亩吨时%])以[上下内]|(?<!\d)至(?!\d)|各级|中小学")
#: The sort of what is now and what is to be.
PRESENT = "现状"
#: Asks how many there are (sums are as they stand), and a sentence that only tells what is to be reached.
_PRESENT = re.compile(r"(?:现在|目前|眼下|实际|现有|截至|截止到?20\d\d|去年|上年|前年)[^,。?]*(?:多少|几)")
_REACHED = re.compile(r"截至|截止|已|现有|目前|累计|占全市|普查|同比")
_GOAL = re.compile(r"到20\d\d年|力争|达到|不低于|不少于|以上|新建|建成|建设|试点|完成时限")
#: The sort of offices of one name, and one above or below another: 总召集人, 副主任.
OFFICE = "职务"
_RANKED = re.compile("[总副]([一-鿿]{1,4}?[人长任员])")
#: What a question says it is not about: 中度，不是重度; 像二级医院那样.
_NOT = re.compile(r"(?:不是|不算|并非|不到|没到|除了)[^,。?;)、]{1,8}|像[^,。?]{1,10}(?:那样|那种|一样|似的)")
#: In front of a step that is only pointed at: 最重那一级. A follow-up begins so as well: 那一星的呢.
_POINTED = "(?<![一-鿿][那这哪每同](?=一))"
#: A year, and no sum or count: 留成2000万元, 共2025张.
_YEAR = re.compile(r"(?<![\d.])20\d\d(?!\d|\s?(?:[万亿元块张名户米次份亩%多余]|个(?!人)|平方))")
#: The end of a five-year plan is a year: 十三五末 is 2020.
_END_OF_PLAN = re.compile('十([一二三四五])五["”]?(?:时期|规划|期间)?的?(?:期?末|完|结束|收官|期满)')
#: The year of something that the asker did or has, not of the value that is asked for: 2003年盖的, 2024年12月20号生的.
_OF_ASKER = re.compile(
    r"20\d\d年?(?:\d{1,2}月?)?(?:\d{1,2}[日号])?[底初]?"
    r"(?:[盖建修买生办领来]|出生|毕业|结婚|离婚|退休|退伍|入职|参加|落户|下岗|失业)[^,。?;]{0,3}的"
)
#: Values that are stated for a year: without the one that is asked for they are those of another. A sum holds until changed.
OF_A_YEAR = ("数目", "比例")
#: A stretch of years: 2023—2027年.
_YEARS = re.compile(r"(20\d\d)年?(?:[-—–~至到]|--)+(20\d\d)")


def contrasts(question: str, text: str) -> list[str]:
    """The sorts of which ``question`` names one thing and ``text`` only others; a range stands for all that it may hold."""
    asked, said = _NOT.sub("", fold(question)), fold(text)
    wanted, written = _named(asked), _named(said)
    found = [name for name, options in wanted.items() if name in written and not options & written[name]]
    if _RANGE.search(said):
        found = [name for name in found if name in _choices()]
    if years_of(said) and lacks_year(asked, said):
        found.append("年份")
    offices = {*_RANKED.findall(asked), *_RANKED.findall(said)}
    if any((ranks := _ranks(asked, office)) and (own := _ranks(said, office)) and not ranks & own for office in offices):
        found.append(OFFICE)
    if (
        _PRESENT.search(asked)
        and not PATTERNS[Kind.AMOUNT].regex.search(asked)
        and _GOAL.search(said)
        and not _REACHED.search(said)
    ):
        found.append(PRESENT)
    return found


def _ranks(text: str, office: str) -> set[str]:
    """The ranks in which ``text`` names an office: 总 over others of its name, 副 under them, or an empty string."""
    return {"总" if rank == "一把手" else rank for rank in re.findall(f"(一把手|[总副]?){office}", text)}


def lacks_year(question: str, text: str) -> bool:
    """Whether ``question`` names years of which ``text`` names none, alone or within a stretch."""
    years, said = years_of(_OF_ASKER.sub("", question)), fold(text)
    return bool(years) and not years & years_of(said) and not _between(years, said)


def years_of(text: str) -> set[str]:
    """The years that ``text`` (folded) names, by a number or as the end of a five-year plan."""
    ends = (2005 + 5 * "一二三四五".index(plan) + 5 for plan in _END_OF_PLAN.findall(text))
    return {*_YEAR.findall(text), *map(str, ends)}


def shares(question: str, text: str) -> list[str]:
    """The sorts of which question and text name the same thing."""
    asked, said = _named(fold(question)), _named(fold(text))
    return [name for name, options in asked.items() if options & said.get(name, frozenset())]


def without_steps(turn: str, asked: str) -> str:
    """An earlier turn without the steps of those ladders on which a follow-up names another one: 中度, where 重度 is asked."""
    ladders = {ladder.name for ladder in shipped().ladders}
    for name, words, _ in _sorts():
        turn = words.sub("", turn) if name in ladders and words.search(asked) else turn
    for words in _loose():
        turn = words.sub("", turn) if _POINTED_AT.search(words.sub("\0", asked)) else turn
    return turn


def _between(years: set[str], said: str) -> bool:
    """Whether the text tells a stretch of years that holds one of those asked for."""
    return any(first <= year <= last for first, last in _YEARS.findall(said) for year in years)


@lru_cache(maxsize=20_000)
def _named(text: str) -> dict[str, frozenset[int]]:
    """Which options of which sorts ``text`` (folded) names."""
    found = {name: frozenset(options[word] for word in words.findall(text)) for name, words, options in _sorts()}
    return {name: options for name, options in found.items() if options}


@cache
def _sorts() -> tuple[tuple[str, re.Pattern[str], dict[str, int]], ...]:
    """The sorts: name, a pattern that finds their words (longest first), and which option each word is."""
    ladders = shipped()
    sorts = []
    for ladder in (*ladders.ladders, *ladders.choices):
        if ladder.name not in _LOOSE:
            options = {fold(word): number for number, step in enumerate(ladder.steps) for word in step}
            words = re.compile(f"{_POINTED}(?:{'|'.join(map(re.escape, sorted(options, key=len, reverse=True)))})")
            sorts.append((ladder.name, words, options))
    return tuple(sorts)


@cache
def _loose() -> tuple[re.Pattern[str], ...]:
    """Patterns for the steps of sorts of which one word means many things."""
    words = ([fold(word) for step in ladder.steps for word in step] for ladder in shipped().ladders if ladder.name in _LOOSE)
    return tuple(re.compile("|".join(map(re.escape, sorted(own, key=len, reverse=True)))) for own in words)


@cache
def _choices() -> frozenset[str]:
    return frozenset(choice.name for choice in shipped().choices)
