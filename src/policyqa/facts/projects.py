"""One project with two dates: its years of construction in a list of projects, and the year by which a text has it finished."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyqa.facts.deadlines import deadlines, years_of
from policyqa.facts.wording import Letters
from policyqa.text.sentences import sentences
from policyqa.types import Clause, Conflict, ConflictSide, Document

KIND = "指标不一"
_NAME = re.compile(r"项目名称|项目")
_PERIOD = re.compile(r"(?:建设|实施|起止|项目)(?:起止)?(?:期限|年限|周期|时间)|起止年月")
#: What a list adds to the name by which a project is otherwise known.
_ADDED = re.compile(r"[（(][^（）()]*[）)]|(?:提升改造|改扩建|新建|扩建|改造|建设)*(?:项目|工程)$")
#: Shorter names (养老院) are not one project's.
_LONG = 6
_FINISHED = re.compile("建成|投入使用|投用|完工|竣工|投入运营|开业")


@dataclass(frozen=True, slots=True)
class _Project:
    name: str
    letters: str
    period: str
    last: int
    row: Clause


def project_conflicts(documents: Sequence[Document]) -> list[Conflict]:
    """A conflict for each text that wants a listed project finished in another year than the list does."""
    projects = [project for document in documents for project in _projects(document)]
    return [
        conflict
        for document in documents
        for clause in document.clauses
        if projects and clause.kind != "row" and _FINISHED.search(clause.text)
        for conflict in _clause_conflicts(clause, projects)
    ]


def _projects(document: Document) -> Iterator[_Project]:
    for clause in document.clauses:
        cells = dict(clause.cells)
        name = next((value for column, value in clause.cells if _NAME.fullmatch(column)), "")
        period = next((value for column, value in cells.items() if _PERIOD.fullmatch(column)), "")
        letters, years = Letters.of(_ADDED.sub("", name)).letters, years_of(period)
        if len(letters) >= _LONG and years:
            yield _Project(name, letters, period, years[-1], clause)


def _clause_conflicts(clause: Clause, projects: Sequence[_Project]) -> Iterator[Conflict]:
    for span in sentences(clause.text):
        sentence = span.of(clause.text).strip()
        letters = Letters.of(sentence).letters
        due = [due for due in deadlines(sentence) if due.year and _FINISHED.match(sentence[due.end :].lstrip("，,"))]
        for project in projects:
            if project.letters in letters and len(due) == 1 and due[0].year != project.last:
                row = ConflictSide(project.row.doc_id, project.row.path, project.row.text.strip().split("\n")[0].rstrip())
                text = ConflictSide(clause.doc_id, clause.path, sentence)
                note = f"{project.name}：项目清单的建设期限是{project.period}，另一处要求{due[0].text}建成"
                yield Conflict(KIND, (text, row), note)
