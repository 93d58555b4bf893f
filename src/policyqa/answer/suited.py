"""Cases by the asker's circumstances: 翻修，不是新建 means 提升改造, 能吃能走 means 自理, 没考证 means 未取得证书.

What an asker tells in lay words, and what he says that he is not, parts cases that share no word with the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from policyqa.facts.ladders import shipped
from policyqa.retrieve.asker import Values, denied_of, stated, values_of
from policyqa.retrieve.query import Query
from policyqa.text.fold import plain

#: Words that stand for steps of a ladder which are not written out.
_RANGE = re.compile("至|到|以上|以下|及|[-—–~～]")
#: In front of the last of several things that a text counts off.
_LISTED = ("、", "和", "或", "及", "与")


def suited(cases: Sequence[str], query: Query) -> list[int]:
    """The places of ``cases`` that fit what ``query`` tells; all of them where it tells nothing that parts them.

    What a follow-up tells itself parts them before what was told in earlier turns.
    """
    every = list(range(len(cases)))
    written = [values_of(case) for case in cases]
    kept = _fitting(every, written, values_of(query.asked))
    kept = kept if len(kept) < len(cases) else _fitting(every, written, values_of(query.text))
    denied = denied_of(query.text)
    left = [i for i in kept if not any(own <= denied.get(name, frozenset()) for name, own in written[i].items())]
    return left or kept


def _fitting(places: Sequence[int], written: Sequence[Values], said: Values) -> list[int]:
    kept = list(places)
    for name, wanted in said.items():
        own = {i: written[i].get(name, frozenset()) for i in kept}
        if len(set(filter(None, own.values()))) > 1:
            kept = [i for i in kept if own[i] & wanted] or kept
    return kept


def differs(query: Query, text: str) -> bool:
    """Whether a text states only other circumstances of a sort than the question tells: 未取得证书 where 中级 is told."""
    written = _alone(text)
    said, denied = {**values_of(query.text), **values_of(query.asked)}, denied_of(query.text)
    return any(
        (name in said and not own & said[name] and not (said[name] <= _steps() and _RANGE.search(text)))
        or own <= denied.get(name, frozenset())
        for name, own in written.items()
    )


@cache
def _steps() -> frozenset[str]:
    return frozenset(word for ladder in shipped().ladders for step in ladder.steps for word in step)


@lru_cache(maxsize=20_000)
def _alone(text: str) -> Values:
    """The circumstances that a text states, but for sorts of which it counts off several: 国家、行业、地方标准."""
    folded = plain(text)
    listed = {each.attribute for each in stated(folded) if folded[: each.span.start].endswith(_LISTED)}
    return {name: own for name, own in values_of(text).items() if name not in listed}
