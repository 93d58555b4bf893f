"""When a clause that a system names is a gold clause.

Paths are compared by their labels, widths folded. Two further rules, because systems cut documents differently:

- The number of a 条 runs through the whole law: 第二章/第二十条, 第二十条 and 第20条 are one clause.
- A path above or below the gold path meets it when both lie within one 条 (the 款 of the gold 条, or the 条 of the gold 款),
  and elsewhere only when the gold quote stands in the named clause's text: the heading above a numbered item is not that
  item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TypedDict

from policyqa.evaluate.questions import EvalQuestion, GoldClause, GoldGroup
from policyqa.text.fold import fold
from policyqa.text.labels import split
from policyqa.text.numerals import parse_numeral

_ARTICLE = re.compile(r"第(?P<number>[^第条]+)条(?P<insert>之.+)?")
#: What stands above an article only groups it (第三章; 一 in an interpretation), save an attachment with articles of its own.
_ATTACHED = "附"


class Found(TypedDict):
    """What a citation and a retrieved clause have in common."""

    doc_id: str
    clause: str
    text: str


def meets(gold: GoldClause, found: Found) -> bool:
    """Whether ``found`` is the gold clause, by the rules above. Gold without a clause is met by anything in its document."""
    if gold.doc_id != found["doc_id"]:
        return False
    if gold.clause is None:
        return True
    wanted, named = canonical(gold.clause), canonical(found["clause"])
    if wanted == named:
        return True
    short, long = sorted((wanted, named), key=len)
    if long[: len(short)] != short:
        return False
    within_article = any(_ARTICLE.fullmatch(label) for label in short)
    return within_article or (bool(gold.quote) and compact(gold.quote) in compact(found["text"]))


def exactly(gold: GoldClause, found: Found) -> bool:
    """Whether ``found`` names the gold clause itself, none above or below it."""
    same = gold.clause is not None and canonical(gold.clause) == canonical(found["clause"])
    return same and gold.doc_id == found["doc_id"]


def met(groups: Sequence[GoldGroup], found: Sequence[Found]) -> int:
    """How many groups ``found`` meets."""
    return sum(any(meets(gold, one) for gold in group for one in found) for group in groups)


def right(question: EvalQuestion, found: Found) -> bool:
    """Whether ``found`` meets any gold clause of the question."""
    return any(meets(gold, found) for group in question.gold for gold in group)


@lru_cache(maxsize=8192)
def canonical(path: str) -> tuple[str, ...]:
    """The labels that identify a clause: those above a 条 left out, its number in digits."""
    labels = _labels(path)
    at = next((i for i, label in enumerate(labels) if _ARTICLE.fullmatch(label)), None)
    if at is None:
        return labels
    above = tuple(label for label in labels[:at] if label.startswith(_ATTACHED))
    return (*above, _article(labels[at]), *labels[at + 1 :])


@lru_cache(maxsize=8192)
def compact(text: str) -> str:
    """``text`` folded and without white space, as quotes are compared."""
    return "".join(fold(text).split())


def _labels(path: str) -> tuple[str, ...]:
    return tuple(compact(label) for label in split(path))


def _article(label: str) -> str:
    match = _ARTICLE.fullmatch(label)
    number = parse_numeral(match["number"]) if match else None
    return label if match is None or number is None else f"第{number}条{match['insert'] or ''}"
