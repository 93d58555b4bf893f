"""Ways of giving that answer for no other: what is given once and what every year, awards and subsidies."""

from __future__ import annotations

import re

from policyqa.text.patterns import pattern

ONCE = pattern(
    "给一次",
    r"一次性|一次最[多高]|[头第][一]?[回次]|一把|(?:[建盖修]|开办|开张)(?:起来|好|成|的?时候?)?[^，。；、？的]{0,4}(?:补|给|奖)",
    reason="asks for what is given once, for building or beginning something, or says that it is",
    examples=(("盖起来能补多少", "盖起来能补"), ("给予一次性补助", "一次性"), ("每年给多少", None)),
)
EVERY = pattern(
    "一再给",
    r"每[^，。；]{0,4}[年月季天日]|按[年月季天]|([年月天日])\1|一(?:年|个月|天)(?=[又再还能可]{0,2}[补给奖发领拿贴])",
    reason="asks for what is given year by year, month by month or day by day, or says that it is",
    examples=(
        ("以后每年又给多少", "每年"),
        ("月月给的钱有多少", "月月"),
        ("开起来一年又给多少", "一年"),
        ("每服役1年补助4500元", "每服役1年"),
        ("一次性补助", None),
    ),
)
AWARD = pattern(
    "奖",
    r"(?<![得获])奖(?![学项状])",
    reason="asks for what is given for merit, or says that it is; 补 is said of that too, but nobody calls a subsidy an award",
    examples=(("评上了能奖几万", "奖"), ("给予一次性奖励", "奖"), ("能补几万", None), ("得奖的项目补几万", None)),
)
_SUBSIDY = re.compile("补[助贴]")
#: Asks in which of these ways something is given: 是按年给吗, 一次性给还是每年给.
_WHICH_WAY = re.compile(
    "是(?:不是)?(?:按[年月季天日]|每[年月季天日]|一次性)[^，。？]*[吗吧么不]|[^，。？]*还是[^，。？]*(?:按[年月季天日]|每[年月季天日]|一次性)[^，。？]*"
)


def subsidises(asked: str, text: str) -> bool:
    """Whether an award is asked for and a text tells of subsidies alone."""
    asks_award, has_award = (AWARD.regex.search(each) is not None for each in (asked, text))
    return asks_award and not has_award and _SUBSIDY.search(asked) is None and _SUBSIDY.search(text) is not None


def without_recurring(asked: str) -> str:
    """``asked`` without the words for giving once, or again and again."""
    return EVERY.regex.sub("", ONCE.regex.sub("", asked))


def recurs_otherwise(asked: str, text: str) -> bool:
    """Whether the one only speaks of what is given once, the other only of what is given again and again."""
    (once, every), (said_once, said_every) = (
        (ONCE.regex.search(each) is not None, EVERY.regex.search(each) is not None)
        for each in (_WHICH_WAY.sub("", asked), text)
    )
    return (once and not every and said_every and not said_once) or (every and not once and said_once and not said_every)
