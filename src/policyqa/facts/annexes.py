"""A text and the table in its own annex that disagree: deadlines, units and figures of one task.

A row belongs to the clause of the body whose phrases its task repeats. Phrases that nearly agree are compared: the deadline
that governs the phrase in the body with the row's, and the figures in both. Units are compared clause by clause, with all of
its rows together, because a row carries out a part of its clause. Rows of the annex' copies are compared as well, and stand
beside the annex' own when they disagree with the body in the same way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import partial_ratio

from policyqa.facts.deadlines import Deadline, deadlines, end_of
from policyqa.facts.duties import duties
from policyqa.facts.responsibility import Statement, label_kind, statements
from policyqa.facts.rows import rows_of
from policyqa.facts.units import canonical
from policyqa.facts.wording import Letters, similarity
from policyqa.text.labels import cite_path
from policyqa.text.sentences import sentences
from policyqa.types import Clause, Conflict, ConflictSide, Document, Duty, Span

KIND = "正文与附件"
#: A phrase repeats another when this much of the shorter one is in the longer one; as whole phrases from ``_SAME`` on they say
#: one thing, and their deadlines and figures must agree.
_RELATED, _SAME = 0.8, 0.85
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
    """A task of an annex, the body's clause it carries out (None if unknown), and the phrases that agree (row's, body's).

    ``near`` is the path of the clause that it is most like, whether or not it carries it out.
    """

    duty: Duty
    clause: Clause
    body: Clause | None
    pairs: tuple[tuple[_Phrase, _Phrase], ...]
    near: str = ""


@dataclass(frozen=True, slots=True)
class _Finding:
    """What one row disagrees with the body about; findings of one ``key`` make one conflict of several rows."""

    key: tuple[str, ...]
    note: str
    body: ConflictSide
    row: ConflictSide


def annex_conflicts(documents: Sequence[Document]) -> list[Conflict]:
    """The conflicts between the body of each document and the tables in its annex and in copies of that."""
    found: list[Conflict] = []
    for document in documents:
        annexes = [document, *(other for other in documents if other.policy.copy_of == document.policy.id)]
        tasks = [task for annex in annexes for task in _row_duties(annex)]
        if tasks:
            body = [clause for clause in document.clauses if clause.kind != "row" and not clause.path.startswith("附")]
            phrases = [phrase for clause in body for phrase in _phrases(clause, _said(clause))]
            rows = [_row(duty, row, phrases) for duty, row in tasks]
            found += _merged(_findings(rows, region=document.policy.region))
    return found


def _said(clause: Clause) -> str:
    """A clause's text without its statements of responsibility."""
    text = clause.text
    for statement in reversed(statements(text)):
        text = text[: statement.start] + "。" + text[statement.end :]
    return text


def _phrases(clause: Clause, text: str) -> Iterator[_Phrase]:
    """The phrases of ``text`` that are long enough to be told apart, with the deadline that comes last before their end.

    Without one, or with that of a plan (“十四五”期间), it is the deadline that the clause states with its units.
    """
    stated = next((statement.deadline for statement in statements(clause.text) if statement.deadline), None)
    for sentence in sentences(text):
        said = sentence.of(text)
        due = deadlines(said)
        for place in _goals(said, due):
            letters = Letters.of(place.of(_without(said, due))).letters
            if len(letters) >= _LONG:
                before = [deadline.text for deadline in due if deadline.start < place.end]
                due_by = before[-1] if before and (not stated or re.search(r"\d", before[-1])) else stated
                yield _Phrase(clause, place.of(said).strip(), letters, due_by, said.strip())


def _goals(said: str, due: Sequence[Deadline]) -> Iterator[Span]:
    """The phrases of a sentence, and the goals of one that lists several: 建成县级服务中心1个、乡镇托育点8个."""
    for match in _PHRASE.finditer(_without(said, due)):
        yield Span(*match.span())
        listed = list(re.finditer("[^、]+", match[0]))
        if len(listed) > 1 and all(re.search(r"\d", goal[0]) for goal in listed):
            yield from (Span(*goal.span()).shifted(match.start()) for goal in listed)


def _without(said: str, due: Sequence[Deadline]) -> str:
    """A sentence with blanks for its deadlines, which are compared by themselves."""
    for deadline in due:
        said = said[: deadline.start] + " " * (deadline.end - deadline.start) + said[deadline.end :]
    return said


def _row_duties(annex: Document) -> list[tuple[Duty, Clause]]:
    """The duties that the rows of tables state, each with its row."""
    rows = {row.span: row for rows in rows_of(annex).values() for row in rows}
    return [(duty, rows[duty.span]) for duty in duties(annex) if duty.span in rows] if rows else []


def _row(duty: Duty, clause: Clause, body: Sequence[_Phrase]) -> _Row:
    """A task of a table, with the clause of the body that it carries out."""
    task = "。".join(value for column, value in clause.cells if label_kind(column) in (None, "task") and not value.isdecimal())
    pairs = [pair for phrase in _phrases(clause, task) if (pair := _closest(phrase, body)) is not None]
    shares: dict[str, int] = defaultdict(int)
    for mine, other in pairs:
        shares[other.clause.path] += len(mine.letters)
    path = max(shares, key=lambda path: shares[path], default=None)
    if path is None or shares[path] < _COVERED * len(Letters.of(task).letters):
        letters = Letters.of(task).letters
        nearest = max(body, key=lambda other: partial_ratio(letters, other.letters), default=None)
        return _Row(duty, clause, None, (), nearest.clause.path if nearest else "")
    own = tuple((mine, other) for mine, other in pairs if other.clause.path == path)
    return _Row(duty, clause, own[0][1].clause, own)


def _closest(phrase: _Phrase, body: Sequence[_Phrase]) -> tuple[_Phrase, _Phrase] | None:
    """The phrase of the body that ``phrase`` repeats; of several, the one that is most like it as a whole."""
    related = [other for other in body if partial_ratio(phrase.letters, other.letters, score_cutoff=100 * _RELATED)]
    closest = max(related, key=lambda other: similarity(phrase.letters, other.letters), default=None)
    return (phrase, closest) if closest is not None else None


def _findings(rows: Sequence[_Row], *, region: str | None) -> Iterator[_Finding]:
    for row in rows:
        yield from _deadline_findings(row)
        yield from _figure_findings(row)
    for doc_id in dict.fromkeys(row.duty.doc_id for row in rows):
        annex = [row for row in rows if row.duty.doc_id == doc_id]
        for path in dict.fromkeys(row.body.path for row in annex if row.body):
            group = [row for row in annex if row.body and row.body.path == path]
            loose = [row for row in annex if row.body is None and row.near == path]
            yield from _unit_findings(group, loose, region=region)


def _deadline_findings(row: _Row) -> Iterator[_Finding]:
    """A year in the row's deadline that is not the one by which the body sets the same goal: once for each body deadline."""
    deadline = row.duty.deadline
    end = end_of(deadline or "")
    if not deadline or not (end or "持续" in deadline or "长期" in deadline):
        return
    told: set[str | None] = set()
    for mine, other in sorted(row.pairs, key=lambda pair: -len(pair[0].letters)):
        due = end_of(other.deadline or "")
        opened = _OPEN_TIME.search(other.text)
        if other.deadline in told or similarity(mine.letters, other.letters) < _SAME:
            continue
        if due and (end is None or due[0] != end[0] or (due[1] != end[1] and due[1] and end[1])):
            note = f"{_quoted(other.text)}正文写明{other.deadline}，附件的完成时限是{deadline}"
        elif opened and not due and end:
            note = f"{_quoted(other.text)}正文没有定下时间（{_quoted(opened[0])}），附件的完成时限是{deadline}"
        else:
            continue
        told.add(other.deadline)
        yield _finding(note, note, row, other)


def _figure_findings(row: _Row) -> Iterator[_Finding]:
    """Figures that differ between phrases which otherwise agree."""
    for mine, other in row.pairs:
        first, second = _figures(other.text), _figures(mine.text)
        if len(first) == len(second) and first != second and similarity(mine.letters, other.letters) >= _SAME:
            a, b = next((x, y) for x, y in zip(first, second, strict=True) if x != y)
            note = f"{_quoted(other.text)}正文写“{a}”，附件写“{b}”"
            yield _finding(note, note, row, other)


def _figures(text: str) -> list[str]:
    text = re.sub(r"(?:19|20)\d{2}\s*[—–-]?\s*(?:20\d{2})?\s*年", "", text)
    return ["".join(part or "" for part in match.group("low", "value", "unit", "bound")) for match in _FIGURE.finditer(text)]


def _unit_findings(rows: Sequence[_Row], loose: Sequence[_Row], *, region: str | None) -> Iterator[_Finding]:
    """Units that the clause names and none of its rows does, and units that a row names and the clause does not.

    A list that the body leaves open with 等 is not contradicted by more units. A unit in a ``loose`` row, which may carry out
    the clause, is not missed.
    """
    body = rows[0].body
    stated = statements(body.text) if body else []
    if len(stated) != 1 or body is None:
        return
    quote = body.text[stated[0].start : stated[0].end]
    in_body = _units(stated[0], region)
    in_rows = [_whole(_units(row.duty, region), in_body) for row in rows]
    named = {key for units in (*in_rows, *(_units(row.duty, region) for row in loose)) for key in units}
    missing = [name for key, name in in_body.items() if key not in named and not _collective(name)]
    extra = [[name for key, name in units.items() if key not in in_body] for units in in_rows]
    if "等" in quote and not missing:
        return
    others = list(dict.fromkeys(name for names in extra for name in names))
    said = [f"正文列有{'、'.join(missing)}，附件对应的各项没有"] if missing else []
    said += [f"附件另有{'、'.join(others)}，正文没有"] if others else []
    for row, names in zip(rows, extra, strict=True):
        if said and (names or not others):
            keys = sorted(key for units in in_rows for key in units if key not in in_body)
            about = f"{_quoted(body.heading)}的" if body.heading else ""
            note = f"{about}责任单位：{'；'.join(said)}"
            finding = _finding(f"单位：{'、'.join(missing)}：{'、'.join(keys)}", note, row, quote)
            yield replace(finding, row=replace(finding.row, quote=_unit_cells(row.clause)))


def _unit_cells(row: Clause) -> str:
    """What of a row's text names units, and what stands between; all of it where merged cells name them."""
    cells = [value for column, value in row.cells if label_kind(column) in ("lead", "joint", "cooperating")]
    places = [(start, start + len(value)) for value in cells if (start := row.text.find(value)) >= 0]
    return row.text[min(places)[0] : max(end for _, end in places)] if places else row.text


def _units(stated: Statement | Duty, region: str | None) -> dict[str, str]:
    """The units of a statement as written, by what they stand for."""
    return {canonical(name, region=region): name for name in (*stated.lead, *stated.cooperating)}


def _whole(units: dict[str, str], others: dict[str, str]) -> dict[str, str]:
    """``units`` with a piece of a torn cell (市委) counted as each of the ``others`` that it may be torn from (市委组织部)."""
    whole: dict[str, str] = {}
    for key, name in units.items():
        torn_from = [other for other, written in others.items() if name.endswith("委") and written.startswith(name)]
        whole |= dict.fromkeys(torn_from or [key], name)
    return whole


def _collective(name: str) -> bool:
    """Whether a name stands for all bodies of a kind; an annex for departments leaves them out."""
    return name.startswith("各") or name.endswith(("管委会", "相关部门", "有关部门"))


def _quoted(text: str) -> str:
    """``text`` in quotes, its own quotes in single ones (GB/T 15834)."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def _finding(about: str, note: str, row: _Row, said: _Phrase | str) -> _Finding:
    body = row.body or row.clause
    quote = said if isinstance(said, str) else said.sentence
    return _Finding(
        (about, body.path),
        note,
        ConflictSide(body.doc_id, body.path, quote),
        ConflictSide(row.duty.doc_id, row.duty.clause, row.duty.quote),
    )


def _merged(findings: Iterable[_Finding]) -> list[Conflict]:
    """One conflict for findings that say the same of one clause, with every row as a side."""
    groups: dict[tuple[str, ...], list[_Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.key].append(finding)
    return [
        Conflict(
            KIND,
            (group[0].body, *dict.fromkeys(finding.row for finding in group)),
            f"{cite_path(group[0].body.clause)}：{group[0].note}",
        )
        for group in groups.values()
    ]
