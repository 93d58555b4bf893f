"""What a question wants confirmed, or takes for granted: 一次性补50万，对吧. What a text says otherwise is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyqa.answer.limits import spoken
from policyqa.facts.amounts import Quantity, quantities
from policyqa.retrieve.contrasts import lacks_year, years_of
from policyqa.text.fold import fold
from policyqa.text.patterns import pattern
from policyqa.text.sentences import phrases_of

CONFIRMS = pattern(
    "求证",
    r"(?:对|是|没错)(?:吗|吧|不|么|嘛)(?:[？?。]|\Z)|是不是|对不对|没(?:记|说|弄|搞|看)?(?:错|毛病|问题)[吧吗]|哪[里儿]?(?:有?错|不对|有误)|错在哪|[更纠]正(?:我|一下|这个?说法)|请(?:你|您)?(?:帮忙?)?(?:确认|核[对实])|属实(?:吗|不|么|[？?])",
    reason="wants something confirmed",
    examples=(
        ("补50万，对吧？", "对吧？"),
        ("一年两次，没记错吧", "没记错吧"),
        ("这话错在哪", "错在哪"),
        ("请更正我的说法", "更正我"),
        ("补多少钱", None),
    ),
)
#: In front of what is taken for granted: 既然规定要占八成，请评价.
#: A share that is paid is none of another matter: 报销100%, 占比60%.
_TAKEN, _PAID = (
    re.compile("既然|(?:就|帮我|给我)(?:按|照|这么|这样)?[^，。？]{0,6}[写抄填报记]|就(?:按|照|这么|这样)[^，。？]{0,6}[发回]"),
    re.compile("[补奖贴报]|资助|给予|支付|承担"),
)
#: Measures of figures that are confirmed or put right.
_MEASURES = frozenset({"元", "%", "倍", "张", "天", "个月", "年"})
#: A sum as it is spoken: 90万.
_SPOKEN = re.compile(r"(?<=\d)([万亿])(?![元个人张平名户所家亩千])")
#: A sum that is given or charged, without its unit: 最高补4000.
_CLAIMED = re.compile(r"((?:[补给奖领贴发罚收]|封顶|最[高多])了?\d{3,})(?=[，。；？！]|(?:对|是)[吗吧不么嘛]|\Z)")

#: A sum that is told but roughly: 那两万多的奖励.
_ROUGH = re.compile("[一二两三四五六七八九十百千万\\d.]+(?:多|来|出头|左右|上下)[百千万]?(?:块钱?|元)?(?![岁个天年月人张])")


def wants_confirmed(asked: str) -> bool:
    """Whether a question wants something confirmed, or takes it for granted."""
    return CONFIRMS.regex.search(asked) is not None or _TAKEN.search(asked) is not None


def in_yuan(said: str) -> str:
    """What is said, with the unit behind sums that are told without: 补50万."""
    return _SPOKEN.sub(r"\1元", said)


def confirmed(asked: str) -> list[Quantity]:
    """The figures that a question wants confirmed, or takes for granted."""
    return _claimed(asked) if wants_confirmed(asked) else []


def _claimed(said: str) -> list[Quantity]:
    figures = quantities(_CLAIMED.sub(r"\1元", in_yuan(spoken(_ROUGH.sub("", said)))))
    return [each for each in figures if each.measure in _MEASURES]


def confirms_other(asked: str, text: str, *, years: bool = True) -> bool:
    """Whether a question wants a figure confirmed that ``text`` does not state, though it states others of its measure.

    Without ``years`` these are what the asker has behind him: 刚满一年.
    """
    return _is_other([each for each in confirmed(asked) if years or each.measure != "年"], text)


def dates_otherwise(asked: str, text: str) -> bool:
    """Whether a question wants a year confirmed where ``text`` tells others: 2025年底要全部达标，对吧."""
    return wants_confirmed(asked) and bool(years_of(fold(text))) and lacks_year(asked, text)


def _is_other(claimed: Sequence[Quantity], text: str) -> bool:
    stated = {(each.measure, value) for each in quantities(text) for value in each.folded[:2] if value is not None}
    measures = {measure for measure, _ in stated}
    return any(each.measure in measures and (each.measure, each.folded[0]) not in stated for each in claimed)


def denied(asked: str, text: str) -> str:
    """The first phrase of ``asked`` with a figure to be confirmed that ``text`` states otherwise; empty for none."""
    claims = phrases_of(asked) if confirmed(asked) else []
    other = [claim for claim in claims if _is_other(_claimed(claim), text)]
    return next((each for each in other if _PAID.search(text) or not (_PAID.search(each) and "%" in spoken(each))), "")
