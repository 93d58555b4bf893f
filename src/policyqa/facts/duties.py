"""Who has to do what by when: the duties that the clauses of a document state.

They stand in the columns of a table, in closing statements (责任单位：…, …按职责分工负责) and in running text. A duty's clause
is the one that holds its quote. Conventions:

- the units of a list without a mark are jointly responsible: all are ``lead`` (see :mod:`policyqa.facts.responsibility`);
- units are as written, but for a shared ending (丁新区及各开发区管委会); :func:`policyqa.facts.units.canonical` tells the names
  of one body;
- a 责任分工 line that closes a part gives one duty for each item of the part: its clause is the line's, its task begins with
  the item's label, and :func:`covering` finds it for the item;
- a table row's quote is the row; a merged cell's value, which stands in a row above, is in ``lead`` but not in the quote;
- the deadline is the row's or the statement's own, or the only one that the item's text states.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from policyqa.facts.deadlines import only_deadline
from policyqa.facts.predicates import responsibilities
from policyqa.facts.responsibility import FIRST_LEADS, Statement, assigned, label_kind, statements
from policyqa.facts.rows import rows_of
from policyqa.ingest.markers import marker_of
from policyqa.text.labels import join, parent, split
from policyqa.types import Clause, Document, Duty, Span

SHARED = "责任分工"
#: Parts that only introduce, announce or sign a text.
_NO_DUTIES = frozenset({"印发通知", "落款", "附件说明", "目录", "题注"})
_FIRST_PHRASE = re.compile(r"[^。；;\n]+")
#: A task taken from running text is cut behind the phrase that reaches this many characters: the length of a long heading.
_TASK_LENGTH = 40
#: For whom, when or where something is done, which says no task without the phrase behind it.
_ONLY_LEADS = re.compile(r"(?:^|，)(?:[对凡为按依参根][^，]*|[^，]*(?:的|时|后|中|方面|期间|基础上|情况下))$")
#: A task that says nothing without its item's heading: 修订完善, but not 养老工作.
_BARE_TASK = re.compile(r".{0,4}(?<!工作)")


def duties(document: Document) -> list[Duty]:
    """The duties that the clauses of ``document`` state, in the order of their clauses."""
    first_leads = FIRST_LEADS.search(document.text) is not None
    found: list[Duty] = []
    rows = rows_of(document)
    for clause in document.clauses:
        if split(clause.path)[-1] in _NO_DUTIES:
            continue
        for row in rows.get(clause.path, ()):
            found += _of_row(row, first_leads=first_leads)
        if clause.kind == "row":
            continue
        if split(clause.path)[-1] == SHARED:
            found += _of_part(clause, document, first_leads=first_leads)
        else:
            found += _of_text(clause, first_leads=first_leads)
    return found


def covering(duties: Iterable[Duty], path: str) -> list[Duty]:
    """The duties that a clause is subject to: those it states, and those that its part's 责任分工 line states for it."""
    shared, mark = join(parent(path) or "", SHARED), _mark(path)
    return [duty for duty in duties if duty.clause == path or (duty.clause == shared and duty.task.startswith(mark))]


def _of_row(clause: Clause, *, first_leads: bool) -> Iterator[Duty]:
    """The duty of a table row whose columns name who is responsible."""
    values: dict[str, str] = {}
    for name, value in clause.cells:
        if (kind := label_kind(name)) and value.strip("/—-－ "):
            values.setdefault(kind, value)
    row = assigned(values)
    if row is None:
        return
    deadline = row.deadline or only_deadline(" ".join(value for name, value in clause.cells if label_kind(name) != "deadline"))
    lead, cooperating = _ranked(row, first_leads=first_leads)
    yield _duty(clause, Span(0, len(clause.text)), _row_task(clause), lead, cooperating, deadline)


def _row_task(clause: Clause) -> str:
    """The cells of the task and of what is done for it, or else the longest cell that is neither number, unit nor deadline."""
    tasks = [value for name, value in clause.cells if label_kind(name) == "task"]
    others = [value for name, value in clause.cells if label_kind(name) is None and not value.isdecimal()]
    return "：".join(tasks) or max(others, key=len, default=clause.heading)


def _of_part(clause: Clause, document: Document, *, first_leads: bool) -> Iterator[Duty]:
    """A duty for each item of the part that a 责任分工 line closes."""
    above = parent(clause.path)
    items = [other for other in document.clauses if other.parent == above and other.kind == "item"]
    for statement in statements(clause.text):
        lead, cooperating = _ranked(statement, first_leads=first_leads)
        span = Span(statement.start, statement.end)
        for item in items:
            task = f"{_mark(item.path)}{_title(item)}"
            yield _duty(clause, span, task, lead, cooperating, statement.deadline or only_deadline(item.text))
        if not items:
            yield _duty(clause, span, clause.headings[-1] if clause.headings else "", lead, cooperating, statement.deadline)


def _mark(path: str) -> str:
    """An item's label as it stands before its words: （十四）, 3．"""
    label = path.rpartition("/")[2]
    return label if label.endswith("）") else f"{label}．"


def _of_text(clause: Clause, *, first_leads: bool) -> Iterator[Duty]:
    """The duties of a clause in words: its closing statements, then its running text."""
    closing = statements(clause.text)
    position = 0
    for statement in closing:
        said = clause.text[position : statement.start]
        task = _title(clause) if len(closing) == 1 else _first_phrase(said) or _title(clause)
        lead, cooperating = _ranked(statement, first_leads=first_leads)
        deadline = statement.deadline or only_deadline(said)
        yield _duty(clause, Span(statement.start, statement.end), task, lead, cooperating, deadline)
        position = statement.end
    for sentence in responsibilities(clause.text):
        if any(sentence.start < other.end and other.start < sentence.end for other in closing):
            continue
        heading = clause.heading if clause.kind == "条" else _title(clause)
        task = f"{heading}：{sentence.task}" if _BARE_TASK.fullmatch(sentence.task) else sentence.task
        span = Span(sentence.start, sentence.end)
        deadline = only_deadline(_sentence_of(clause.text, span))
        yield _duty(clause, span, task.strip("："), sentence.lead, sentence.cooperating, deadline)


def _sentence_of(text: str, span: Span) -> str:
    """The sentence around ``span``: what goes before it and after it up to the nearest stops."""
    return re.split("[。；;\n]", text[: span.start])[-1] + re.split("[。；;\n]", text[span.start :])[0]


def _ranked(statement: Statement, *, first_leads: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lead and cooperating units; where the document says that the first of a list leads, it does."""
    if first_leads and not statement.marked:
        return statement.lead[:1], statement.lead[1:] + statement.cooperating
    return statement.lead, statement.cooperating


def _duty(clause: Clause, span: Span, task: str, lead: Sequence[str], cooperating: Sequence[str], deadline: str | None) -> Duty:
    return Duty(
        doc_id=clause.doc_id,
        clause=clause.path,
        task=task.strip(),
        lead=tuple(lead),
        cooperating=tuple(cooperating),
        deadline=deadline,
        quote=span.of(clause.text),
        span=span.shifted(clause.span.start),
    )


def _title(clause: Clause) -> str:
    """A clause's heading, or what its text begins with."""
    return clause.heading or _first_phrase(clause.text)


def _first_phrase(text: str) -> str:
    """The first phrase of a text without its number: up to the comma behind which it is long enough for a title."""
    text = text.lstrip("）)。；; \n\u3000")
    marker = marker_of(text)
    found = _FIRST_PHRASE.match(text[marker.end if marker else 0 :].strip())
    if found is None:
        return ""
    title, *more = found[0].split("，")
    for phrase in more:
        if len(title) + len(phrase) >= _TASK_LENGTH and not _ONLY_LEADS.search(title):
            break
        title += f"，{phrase}"
    return title.strip(" 、，（(")
