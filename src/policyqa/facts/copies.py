"""Copies of one text that differ: which documents are copies, which of their clauses correspond, and what differs in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from policyqa.facts.responsibility import label_kind
from policyqa.facts.unit_names import unit_list
from policyqa.facts.units import canonical
from policyqa.facts.wording import Difference, Letters, differences, similarity
from policyqa.text.sentences import sentences
from policyqa.types import Clause, Conflict, ConflictSide, Document, Policy

KIND = "副本差异"
#: Clauses with one path are compared when this much of their letters is common; below, the numbering of one side has slipped.
_SAME_CLAUSE = 0.6
#: Without a common path only clauses that nearly agree are taken for one.
_SAME_WORDS = 0.9
#: Two texts that do not say that they are copies are, when this share of the shorter one's sentences stands in the other.
_SHARED = 0.6
_FEW = 3
#: Sentences below this many letters (一、总体要求) are in every document.
_LONG = 12
#: More differences than this in one clause are another version of it, not a slip in copying.
_MOST = 6
_EMPTY = "（空）"


def copy_conflicts(documents: Sequence[Document]) -> list[Conflict]:
    """A conflict for each pair of corresponding clauses that differ, of each pair of copies."""
    return [conflict for first, second in copies(documents) for conflict in _pair_conflicts(first, second)]


def copies(documents: Sequence[Document]) -> list[tuple[Document, Document]]:
    """The pairs of documents that are copies of one text, or of a part of it; the one copied first, where that is known."""
    known = {document.policy.id: document for document in documents}
    declared = [(known[origin], document) for document in documents if (origin := document.policy.copy_of or "") in known]
    told = {frozenset((first.policy.id, second.policy.id)) for first, second in declared}
    shingles = {document.policy.id: _sentences(document) for document in documents}
    found = [
        (first, second)
        for first, second in combinations(documents, 2)
        if frozenset((first.policy.id, second.policy.id)) not in told
        and _may_be_one(first.policy, second.policy)
        and _share(shingles[first.policy.id], shingles[second.policy.id]) >= _SHARED
    ]
    return declared + found


def _may_be_one(first: Policy, second: Policy) -> bool:
    """Whether nothing that is known of two policies says that they are two: another number, date or region."""
    told = ((first.number, second.number), (first.issued, second.issued), (first.region, second.region))
    return all(a is None or b is None or a == b for a, b in told)


def _sentences(document: Document) -> frozenset[str]:
    """The long sentences of a text without marks and blanks: quicker than folding, and enough to tell a copy."""
    found = (re.sub(r"\W+", "", sentence) for sentence in re.split(r"[。；\n]", document.text))
    return frozenset(letters for letters in found if len(letters) >= _LONG)


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of the shorter text's sentences that stand in the other; 0 for a text of fewer than ``_FEW``."""
    fewer = min(len(first), len(second))
    return len(first & second) / fewer if fewer >= _FEW else 0.0


def _pair_conflicts(first: Document, second: Document) -> Iterator[Conflict]:
    region = first.policy.region or second.policy.region
    for a, b in corresponding(first, second):
        notes, spots = _row_notes(a, b, region) if a.cells and b.cells else _text_notes(a, b)
        if notes and len(spots or notes) <= _MOST:
            yield Conflict(
                KIND,
                (_side(a, [spot.first_at for spot in spots]), _side(b, [spot.second_at for spot in spots])),
                f"同一条的两份文本不同：{'；'.join(notes)}",
            )


def corresponding(first: Document, second: Document) -> list[tuple[Clause, Clause]]:
    """The clauses of two copies that are one, by path or, where the paths differ, by their words."""
    by_path = {clause.path: (clause, Letters.of(_content(clause)).letters) for clause in first.clauses}
    pairs: list[tuple[Clause, Clause]] = []
    lost: list[tuple[Clause, str]] = []
    for clause in second.clauses:
        letters = Letters.of(_content(clause)).letters
        same = by_path.get(clause.path)
        if same and similarity(same[1], letters, at_least=_SAME_CLAUSE):
            pairs.append((same[0], clause))
            del by_path[clause.path]
        else:
            lost.append((clause, letters))
    for clause, letters in lost:
        scored = [(similarity(other, letters, at_least=_SAME_WORDS), path) for path, (_, other) in by_path.items()]
        score, path = max(scored, default=(0.0, ""))
        if score and len(letters) >= _LONG:
            pairs.append((by_path.pop(path)[0], clause))
    return pairs


def _content(clause: Clause) -> str:
    """What of a clause is compared: the cells of a row, for a page's dirt may cling to its line; else its text."""
    return " ".join(value for _, value in clause.cells) if clause.cells else clause.text


def _row_notes(a: Clause, b: Clause, region: str | None) -> tuple[list[str], list[Difference]]:
    """How two rows differ, column by column: whole cells of units and deadlines, words of the others."""
    first, second = dict(a.cells), dict(b.cells)
    notes: list[str] = []
    for column in dict.fromkeys([*first, *second]):
        mine, other = first.get(column, ""), second.get(column, "")
        kind = label_kind(column)
        if Letters.of(mine).letters == Letters.of(other).letters:
            continue
        if kind in ("lead", "joint", "cooperating"):
            if note := _unit_note(mine, other, region):
                notes.append(f"{column}{note}")
        elif kind == "deadline" or not mine or not other:
            notes.append(f"{column}“{mine or _EMPTY}”与“{other or _EMPTY}”")
        else:
            notes += [f"{column}{difference}" for difference in differences(mine, other)]
    return notes, []


def _unit_note(mine: str, other: str, region: str | None) -> str | None:
    """The units that only one cell names; None when they are the same, or one cell is a torn piece of the other."""
    sides = []
    for cell in (mine, other):
        sides.append({canonical(name, region=region): name for name in unit_list(cell, labelled=True)})
    only = [[name for key, name in sides[k].items() if key not in sides[1 - k]] for k in (0, 1)]
    if not any(only) or (len(sides[0]) == len(sides[1]) == 1 and (mine in other or other in mine)):
        return None
    return f"“{'、'.join(only[0]) or _EMPTY}”与“{'、'.join(only[1]) or _EMPTY}”"


def _text_notes(a: Clause, b: Clause) -> tuple[list[str], list[Difference]]:
    """How two texts differ inside; what one has in front of or behind the other is a matter of where it was cut out."""
    found = [difference for difference in differences(a.text, b.text) if not difference.at_edge]
    return [str(difference) for difference in found], found


def _side(clause: Clause, spots: Sequence[tuple[int, int]]) -> ConflictSide:
    """A clause as a side: the sentences that hold its differing words, or a row's line."""
    text = clause.text
    if spots:
        at = [span for span in sentences(text) if any(span.start <= end and start < span.end for start, end in spots)]
        text = text[at[0].start : at[-1].end] if at else text
    else:
        text = text.strip().split("\n")[0]
    return ConflictSide(clause.doc_id, clause.path, re.sub(r"^\s+|\s+$", "", text))
