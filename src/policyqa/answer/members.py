"""One of the figures that a sentence counts off: 其中养老机构168家、农村幸福院1280个、日间照料中心121家."""

from __future__ import annotations

import re

from policyqa.answer.choose import SEVERAL
from policyqa.answer.parts import Part, Source
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import terms_of

#: What is counted, and its figure at the end of a piece of the sentence.
_MEMBER = re.compile(
    r"(?:其中[:：]?|包括)?(?P<name>[^\d，、；：。]{2,20}?)(?:达到?|共?有|[为约占])*(?P<figure>\d[\d.,]*[万余多]*[^\d，、；。\s]{1,3})"
)
_PIECE = re.compile("[^，、；。：]+")
#: Fewer are not counted off; so much of a name the question has to say, and so much less of any other.
LEAST, NAMED, APART = 3, 0.6, 0.25


def by_member(query: Query, source: Source) -> Part | None:
    """The figure of the one thing that a question names, of several that the statement counts off; None where it names none."""
    if query.form is None or query.form.name not in ("数目", "比例") or SEVERAL.search(query.asked):
        return None
    pieces = (_MEMBER.fullmatch(piece.strip()) for piece in _PIECE.findall(source.text))
    members = [member for member in pieces if member and query.form.holds.search(member["figure"])]
    said = terms_of(query.asked).union(*map(terms_of, query.official))
    names = [terms_of(member["name"]) for member in members]
    shares = [len(said & name) / (len(name) or 1) for name in names]
    other, best = sorted(shares)[-2:] if len(members) >= LEAST else (0.0, 0.0)
    if best < NAMED or other > best - APART:
        return None
    member = members[shares.index(best)]
    return Part(f"{member['name']}：{member['figure']}。", (source,))
