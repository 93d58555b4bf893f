"""Whether a text refuses just such a case: in the sentence that grants, or in a clause that does nothing but refuse."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyqa.answer.asking import AGAIN
from policyqa.answer.conditions import REFUSES, Arm, arms, periods_of, refused
from policyqa.answer.holds import Case, any_holds, case_holds, excepted
from policyqa.answer.parts import Part, Source
from policyqa.answer.told import content
from policyqa.answer.verdicts import Finding, told
from policyqa.retrieve.query import Query
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause

_TWICE = re.compile("重复|叠加|只能[^，。；]*一次")


def refused_by(query: Query, clause: Clause, *, lexicon: Lexicon) -> Part | None:
    """The refusal of a case that is granted elsewhere, where ``clause`` does nothing but refuse, just such a case."""
    case = Case(query.text, query.official, lexicon, query.mentions.regions)
    own = [(span, arm) for span in periods_of(clause.text) for arm in arms(clause.text, span)]
    if not own or any(arm.grants and not arm.refuses for _, arm in own):
        return None
    for span, arm in own:
        if arm.refuses and excludes(arm, case) and _is_asked(arm, case) and not _TWICE.search(arm.text):
            return told(Finding(arm, refusal=arm), Source(clause, span.shifted(clause.span.start)), case)
    return None


def _is_asked(arm: Arm, case: Case) -> bool:
    """Whether what an arm refuses is what is asked for, or is not named (各类补贴)."""
    what = _refused_thing(arm.text)
    return not content(what) or case.told.touches(what)


def _refused_thing(text: str) -> str:
    """What the words of an arm refuse; of one that keeps something, all of it."""
    match = REFUSES.regex.search(text)
    return re.split("[，：；。]", text[match.end() :])[0] if match else text


def refuses(arm: Arm, case: Case) -> bool:
    """Whether an arm refuses this very case: its conditions hold, or it has none and is asked about."""
    if _TWICE.search(arm.text) and (AGAIN.regex.search(case.text) or "已" not in arm.text):
        return AGAIN.regex.search(case.text) is not None
    if arm.spares and excepted(arm.spares, case):
        return False
    if arm.groups or arm.listed:
        listed = not arm.listed or any(case_holds(item, case) for item in arm.listed)
        return listed and all(any_holds(group, case) for group in arm.groups)
    forbids = re.search("不得|禁止|严禁|不予", arm.text) is not None and _is_asked(arm, case)
    return forbids or any(map(case.says, refused(arm.text)))


def refusal_of(own: Sequence[Arm], case: Case) -> Arm | None:
    """The arm of a sentence that refuses this very case, unless what is asked for is what the sentence goes on to keep."""
    return next(
        (
            arm
            for i, arm in enumerate(own)
            if arm.refuses and refuses(arm, case) and not any(_keeps(other, arm, case) for other in own[i + 1 :])
        ),
        None,
    )


def _keeps(other: Arm, arm: Arm, case: Case) -> bool:
    """Whether an arm behind a refusal keeps just what is asked for: 不再享受运营补贴，但建设补贴不受影响."""
    if other.refuses or not other.text.lstrip().startswith("但"):
        return False
    kept, lost = ({word.text for word in content(_refused_thing(each.text))} for each in (other, arm))
    return any(map(case.told.touches, kept - lost)) and not any(map(case.told.touches, lost - kept))


def excludes(arm: Arm, case: Case) -> bool:
    """Whether an arm names this case among those whom it refuses."""
    named = any(map(case.says, refused(arm.text))) and not arm.groups
    return refuses(arm, case) and (named or bool(arm.groups or arm.listed))
