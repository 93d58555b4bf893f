"""Recorded evaluation runs, whichever of the two forms they were written in: a record of figures, or a run's folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from policyqa.errors import PolicyQAError
from policyqa.evaluate import adapters
from policyqa.evaluate.harness import ANSWERS, JSON, PAGE
from policyqa.evaluate.metrics import BY_NAME, HEADLINES
from policyqa.evaluate.questions import EvalQuestion
from policyqa.evaluate.risk import Point, RiskCoverage
from policyqa.evaluate.runs import read_answers
from policyqa.evaluate.statistics import Difference, Figure, difference, figure

#: The files of a run that may be taken along.
FILES = (JSON, "report.md", PAGE, ANSWERS)
Values = Mapping[str, list[float | None]]


@dataclass(frozen=True)
class Run:
    """One run: what was run, its figures, and, where they were kept, each question's values by metric."""

    name: str
    path: Path
    system: str
    set: str
    digest: str
    count: int
    totals: Mapping[str, Figure]
    questions: Mapping[str, Values] = field(default_factory=dict)
    groups: Mapping[str, Mapping[str, Mapping[str, Figure]]] = field(default_factory=dict)
    risk: RiskCoverage | None = None

    @property
    def title(self) -> str:
        """What the run is called."""
        return f"{self.name}（{self.system}，{'' if self.set == self.name else f'{self.set} '}{self.count} 题）"

    @property
    def files(self) -> list[str]:
        """Names of what may be taken along."""
        return [name for name in FILES if (self.path / name).is_file()] if self.path.is_dir() else [self.path.name]

    def answers(self) -> dict[str, str]:
        """What was answered, by question id; empty where it was not kept."""
        if not (self.path / ANSWERS).is_file():
            return {}
        try:
            return {str(line["id"]): line["answer"] for line in read_answers(self.path / ANSWERS)}
        except PolicyQAError:
            return {}


def runs(folders: Iterable[Path]) -> dict[str, Run]:
    """The runs in these folders by name: those that tell of single questions first, then the newest."""
    files = [file for folder in folders for file in (*folder.glob("*.json"), *folder.glob(f"*/{JSON}")) if file.is_file()]
    found: dict[str, Run] = {}
    for file in sorted(files, key=lambda file: (-file.stat().st_mtime, file.name)):
        name = file.parent.name if file.name == JSON else file.stem
        if name not in found and (run := _read(file, name)):
            found[name] = run
    return dict(sorted(found.items(), key=lambda named: not named[1].questions))


def comparable(found: Mapping[str, Run], run: Run | None) -> dict[str, Run]:
    """The other runs over the very questions of ``run``."""
    return {name: other for name, other in found.items() if run and name != run.name and other.digest == run.digest}


def compared(before: Run, after: Run) -> dict[str, Difference]:
    """How ``after`` differs from ``before``, metric by metric, where both kept the values of the same questions."""
    ids = list(after.questions)
    if not ids or sorted(ids) != sorted(before.questions):
        return {}
    found: dict[str, Difference] = {}
    for name in HEADLINES:
        columns = [_columns(run.questions, ids, name) for run in (before, after)]
        change = difference(BY_NAME[name], *columns) if all(columns) else None
        if change:
            found[name] = change
    return found


def by_kind(run: Run, questions: Sequence[EvalQuestion], name: str) -> list[tuple[str, Figure]]:
    """A metric's figure for each kind of question."""
    if name in (kinds := run.groups.get("kind", {})) or kinds:
        return [(kind, figures[name]) for kind, figures in kinds.items() if name in figures]
    found: list[tuple[str, Figure]] = []
    for kind in dict.fromkeys(question.kind for question in questions):
        ids = [str(q.id) for q in questions if q.kind == kind and str(q.id) in run.questions]
        columns = _columns(run.questions, ids, name)
        made = figure(BY_NAME[name], columns) if ids and columns else None
        if made:
            found.append((kind, made))
    return found


def questions_of(run: Run, folders: Iterable[Path]) -> list[EvalQuestion]:
    """The questions of a run that kept single ones, where their very file is at hand; none of runs that tell only totals."""
    for folder in folders if run.questions else ():
        file = folder / f"{run.set}.jsonl"
        if file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest().startswith(run.digest):
            try:
                return adapters.read(file)
            except PolicyQAError:
                return []
    return []


def _read(file: Path, name: str) -> Run | None:
    try:
        fields = json.loads(file.read_text(encoding="utf-8"))
        info = fields["run"]
        return Run(
            name=name,
            path=file.parent if file.name == JSON else file,
            system=str(info["system"]),
            set=str(info["questions"]),
            digest=str(info["digest"]),
            count=int(info["count"]),
            totals=_figures(fields["totals"]),
            questions=_questions(fields.get("questions") or {}),
            groups={
                by: {kind: _figures(group["figures"]) for kind, group in groups.items()}
                for by, groups in (fields.get("groups") or {}).items()
            },
            risk=_risk(fields.get("risk_coverage")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _figures(fields: Mapping[str, Any]) -> dict[str, Figure]:
    return {
        name: Figure(**given) if isinstance(given, dict) else Figure(*given)
        for name, given in fields.items()
        if name in BY_NAME
    }


def _questions(fields: Any) -> dict[str, Values]:
    """The values of single questions: lists by metric in a record, one number by metric in a report."""
    if isinstance(fields, dict):
        return fields
    return {str(one["id"]): {name: [value] for name, value in one["scores"].items()} for one in fields}


def _risk(fields: Mapping[str, Any] | None) -> RiskCoverage | None:
    if not fields:
        return None
    points = tuple(Point(**point) for point in fields["points"])
    return RiskCoverage(points, float(fields["area"]), Point(**fields["answered"]))


def _columns(questions: Mapping[str, Values], ids: Sequence[str], name: str) -> list[np.ndarray[Any, Any]]:
    """The values of these questions, a column for each that the metric has; none where the run does not tell them."""
    count = len(BY_NAME[name].columns)
    rows = [questions[id].get(name) or [None] * count for id in ids]
    if not rows or any(len(row) != count for row in rows) or all(value is None for row in rows for value in row):
        return []
    return [np.array([np.nan if row[i] is None else row[i] for row in rows], dtype=float) for i in range(count)]
