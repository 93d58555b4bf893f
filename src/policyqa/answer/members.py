"""One of the figures that a sentence counts off: 其中养老机构168家、农村幸福院1280个、日间照料中心121家."""

from __future__ import annotations

import re

from policyqa.answer.parts import Part, Source
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import terms_of

#: What is counted, and its figure at the end of a piece of the sentence.
_MEMBER = re.compile(
    r"(?:其中[:：]?|包括)?(?P<name>[^\d，、；：。]{2,20}?)(?:达到?|共?有|[为约占])*(?P<figure>\d[\d.,]*[万余多]*[^\d，、；。\s]{1,3})"
)
_PIECE = re.compile("[^，、；。：]+")
#: Fewer are not counted off; so much of a name the question has to say.
LEAST, NAMED = 3, 0.75


def by_member(query: Query, source: Source) -> Part | None:
    """The figure of the one thing that a question names, of several that the statement counts off; None where it names none."""
    if query.form is None or query.form.name not in ("数目", "比例"):
        return None
    pieces = (_MEMBER.fullmatch(piece.strip()) for piece in _PIECE.findall(source.text))
    members = [member for member in pieces if member and query.form.holds.search(member["figure"])]
    said = terms_of(query.asked)
    shares = [len(said & terms_of(member["name"])) / (len(terms_of(member["name"])) or 1) for member in members]
    named = [member for member, share in zip(members, shares, strict=True) if share >= NAMED]
    return Part(f"{named[0]['name']}：{named[0]['figure']}。", (source,)) if len(members) >= LEAST and len(named) == 1 else None
