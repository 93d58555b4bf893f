"""A text and the table in its own annex that disagree: deadlines, units and figures of one task.

A row belongs to the clause of the body whose phrases its task repeats; phrases that nearly agree are compared: the deadline that
governs the phrase in the body with the row's, and the figures in both. Units are compared clause by clause, with all of its rows
together, because a row carries out a part of its clause. Rows of the annex' copies are compared as well, and stand beside the
annex' own when they disagree with the body in the same way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policyqa.facts.deadlines import deadlines, years_of
from policyqa.facts.duties import duties
from policyqa.facts.responsibility import label_kind, statements
from policyqa.facts.units import canonical
from policyqa.facts.wording import Letters, similarity
from policyqa.text.labels import cite_path
from policyqa.text.sentences import sentences
from policyqa.types import Clause, Conflict, ConflictSide, Document, Duty

KIND = "正文与附件"
#: Phrases below this similarity say different things; from the higher one on they say one thing, and their figures must agree.
_RELATED, _SAME = 0.75, 0.85
#: Shorter phrases (到2025年底, 提升服务能力) recur everywhere.
_LONG = 8
#: A row belongs to a clause that repeats this share of its task's letters.
_COVERED = 0.4
_PHRASE = re.compile(r"[^，,。；;：:\n\t]+")
#: A body that leaves the time open, against a row that sets a year.
_OPEN_TIME = re.compile("适时|择机")
_NUMBER = r"\d+(?:\.\d+)?|[一二两三四五六七八九十百千万]+"
_FIGURE = re.compile(
    rf"(?P<low>不低于|不少于|不超过|至少|最高|最多)?\s*(?P<value>{_NUMBER})\s*(?P<unit>万?(?:人次|人|名|个|所|家|张|处|户|元|亩|支|项|次)|[%％])"
    r"\s*(?P<bound>以上|以下|以内|左右)?"
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase of a clause: its letters, where it stands in the clause, and the deadline that governs it there."""

    clause: Clause
    text: str
    letters: str
    deadline: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A task of an annex, the body's clause that it carries out, and the phrases that agree (row's, body's)."""

    duty: Duty
    clause: Clause
    body: Clause
    pairs: tuple[tuple[_Phrase, _Phrase], ...]


@dataclass(frozen=True, slots=True)
class _Finding:
    """What one row disagrees with the body about; equal ``key`` and ``note`` make one conflict of several rows."""

    key: tuple[str, str]
    note: str
    body: ConflictSide
    row: ConflictSide


def annex_conflicts(documents: Sequence[Document]) -> list[Conflict]:
    """The conflicts between the body of each document and the tables in its annex and in copies of that."""
    found: list[Conflict] = []
    for document in documents:
        body = [clause for clause in document.clauses if clause.kind != "row" and not clause.path.startswith("附")]
        annexes = [document, *(other for other in documents if other.policy.copy_of == document.policy.id)]
        phrases = [phrase for clause in body for phrase in _phrases(clause, _said(clause))]
        rows = [row for annex in annexes for row in _rows(annex, phrases)]
        found += _merged(_findings(rows, region=document.policy.region))
    return found


def _said(clause: Clause) -> str:
    """A clause's text without its statement of responsibility."""
    first = next(iter(statements(clause.text)), None)
    return clause.text[: first.start] if first else clause.text


def _phrases(clause: Clause, text: str) -> Iterator[_Phrase]:
    """The phrases of ``text`` that are long enough to be told apart, each with the last deadline before its end in its sentence."""
    for sentence in sentences(text):
        said = sentence.of(text)
        due = deadlines(said)
        for match in _PHRASE.finditer(said):
            letters = Letters.of(match[0]).letters
            if len(letters) >= _LONG:
                before = [deadline.text for deadline in due if deadline.start < match.end()]
                yield _Phrase(clause, match[0].strip(), letters, before[-1] if before else None, said.strip())


def _rows(annex: Document, body: Sequence[_Phrase]) -> Iterator[_Row]:
    """The tasks of a document's tables that carry out a clause of the body."""
    clauses = {clause.path: clause for clause in annex.clauses if clause.kind == "row"}
    for duty in duties(annex):
        if (clause := clauses.get(duty.clause)) is None:
            continue
        task = "。".join(value for column, value in clause.cells if label_kind(column) in (None, "task") and not value.isdecimal())
        pairs = [pair for phrase in _phrases(clause, task) if (pair := _closest(phrase, body)) is not None]
        shares: dict[str, int] = defaultdict(int)
        for mine, other in pairs:
            shares[other.clause.path] += len(mine.letters)
        path = max(shares, key=lambda path: shares[path], default=None)
        if path is None or shares[path] < _COVERED * len(Letters.of(task).letters):
            continue
        own = tuple((mine, other) for mine, other in pairs if other.clause.path == path)
        yield _Row(duty, clause, own[0][1].clause, own)


def _closest(phrase: _Phrase, body: Sequence[_Phrase]) -> tuple[_Phrase, _Phrase] | None:
    best, closest = _RELATED, None
    for other in body:
        score = similarity(phrase.letters, other.letters, at_least=best)
        if score > best or (score == best and closest is None):
            best, closest = score, other
    return (phrase, closest) if closest is not None else None


def _findings(rows: Sequence[_Row], *, region: str | None) -> Iterator[_Finding]:
    for row in rows:
        yield from _deadline_findings(row)
        yield from _figure_findings(row)
    for doc_id in dict.fromkeys(row.duty.doc_id for row in rows):
        by_clause: dict[str, list[_Row]] = defaultdict(list)
        for row in rows:
            if row.duty.doc_id == doc_id:
                by_clause[row.body.path].append(row)
        for group in by_clause.values():
            yield from _unit_findings(group, region=region)


def _deadline_findings(row: _Row) -> Iterator[_Finding]:
    """A year in the row's deadline that is not the one by which the body sets the same goal."""
    deadline = row.duty.deadline
    years = years_of(deadline or "")
    if not deadline or not (years or "持续" in deadline or "长期" in deadline):
        return
    for mine, other in row.pairs:
        if similarity(mine.letters, other.letters) < _SAME:
            continue
        due = years_of(other.deadline or "")
        opened = _OPEN_TIME.search(other.text)
        if due and due[-1:] != years[-1:]:
            note = f"“{other.text}”：正文写明{other.deadline}，附件的完成时限是{deadline}"
        elif opened and not due and years:
            note = f"“{other.text}”：正文没有定下时间（“{opened[0]}”），附件的完成时限是{deadline}"
        else:
            continue
        yield _finding("时限", note, row, other.sentence)


def _figure_findings(row: _Row) -> Iterator[_Finding]:
    """Figures that differ between phrases which otherwise agree."""
    for mine, other in row.pairs:
        first, second = _figures(other.text), _figures(mine.text)
        if len(first) == len(second) and first != second and similarity(mine.letters, other.letters) >= _SAME:
            a, b = next((x, y) for x, y in zip(first, second, strict=True) if x != y)
            yield _finding("数字", f"正文写“{a}”，附件写“{b}”", row, other.sentence)


def _figures(text: str) -> list[str]:
    text = re.sub(r"(?:19|20)\d{2}\s*[—–-]?\s*(?:20\d{2})?\s*年", "", text)
    return ["".join(part or "" for part in match.group("low", "value", "unit", "bound")) for match in _FIGURE.finditer(text)]


def _unit_findings(rows: Sequence[_Row], *, region: str | None) -> Iterator[_Finding]:
    """Units that the clause names and none of its rows does, and units that a row names and the clause does not.

    A list that the body leaves open with 等 is not contradicted by more units.
    """
    stated = list(statements(rows[0].body.text))
    if len(stated) != 1:
        return
    quote = rows[0].body.text[stated[0].start : stated[0].end]
    in_body = {canonical(name, region=region): name for name in (*stated[0].lead, *stated[0].cooperating)}
    in_rows = [{canonical(name, region=region): name for name in (*row.duty.lead, *row.duty.cooperating)} for row in rows]
    named = {key for units in in_rows for key in units}
    missing = [name for key, name in in_body.items() if key not in named and not _collective(name)]
    extra = [[name for key, name in units.items() if key not in in_body] for units in in_rows]
    if "等" in quote and not missing:
        return
    others = sorted({name for names in extra for name in names})
    said = [f"正文列有{'、'.join(missing)}，附件对应的各项没有"] if missing else []
    said += [f"附件另有{'、'.join(others)}，正文没有"] if others else []
    for row, names in zip(rows, extra, strict=True):
        if said and (missing or names):
            yield _finding("单位", f"责任单位：{'；'.join(said)}", row, quote)


def _collective(name: str) -> bool:
    """Whether a name stands for all bodies of a kind; an annex for departments leaves them out."""
    return name.startswith("各") or name.endswith(("管委会", "相关部门", "有关部门"))


def _finding(aspect: str, note: str, row: _Row, quote: str) -> _Finding:
    return _Finding(
        (aspect, row.body.path),
        note,
        ConflictSide(row.body.doc_id, row.body.path, quote),
        ConflictSide(row.duty.doc_id, row.duty.clause, row.duty.quote),
    )


def _merged(findings: Iterable[_Finding]) -> list[Conflict]:
    """One conflict for findings that say the same of one clause, with every row as a side."""
    groups: dict[tuple[tuple[str, str], str], list[_Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.key, finding.note].append(finding)
    return [
        Conflict(KIND, (group[0].body, *dict.fromkeys(finding.row for finding in group)), f"{cite_path(group[0].body.clause)}：{note}")
        for (_, note), group in groups.items()
    ]
