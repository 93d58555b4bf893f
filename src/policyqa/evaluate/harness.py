"""From questions and answers to a report on disk."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from policyqa import __version__
from policyqa.errors import AnswersError, OutputError, os_reason
from policyqa.evaluate.compare import Comparison, compare
from policyqa.evaluate.metrics.base import Answered
from policyqa.evaluate.questions import EvalQuestion
from policyqa.evaluate.report.contents import Report, RunInfo, as_json
from policyqa.evaluate.report.markdown import markdown
from policyqa.evaluate.report.page import page
from policyqa.evaluate.runs import paired, read_answers
from policyqa.evaluate.scoring import Scores, score, summarise
from policyqa.settings import Settings

#: The files of a run's folder.
ANSWERS, PART, JSON, MARKDOWN, PAGE = "answers.jsonl", "answers.jsonl.part", "report.json", "report.md", "report.html"


def name_of(file: Path) -> str:
    """What a question or answers file is called: its stem, or its folder's name where every such file is called the same."""
    return file.resolve().parent.name if file.stem in ("questions", "answers") else file.stem


def run_key(system: str, questions: Path, settings: Settings) -> str:
    """What makes two runs one: the system, the program itself, the questions, the documents and how they are indexed."""
    package = Path(__file__).parents[1]
    files = [questions, *sorted(package.rglob("*.py")), *sorted(p for p in settings.corpus.glob("*") if p.is_file())]
    digests = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    parts = [system, settings.index_key(), settings.top_k, digests]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier run to compare with: how it was named, and its answers."""

    name: str
    answers: list[Answered]


def earlier(path: Path) -> Earlier:
    """The run in a folder, or in an answers file.

    Raises:
        AnswersError: the answers cannot be read.
    """
    return Earlier(str(path), read_answers(path / ANSWERS if path.is_dir() else path))


def evaluate(
    questions: Sequence[EvalQuestion],
    answers: Sequence[Answered],
    *,
    system: str,
    source: Path,
    against: Earlier | None = None,
    totals_only: bool = False,
) -> tuple[Report, Scores]:
    """The report on ``answers`` to the questions of the file ``source``, and the scores it is made from.

    With ``totals_only`` the report tells nothing of single questions.

    Raises:
        AnswersError: none of the earlier answers is to one of these questions.
    """
    pairs, missing = paired(questions, answers)
    scores = score(pairs)
    info = RunInfo(
        system=system,
        questions=name_of(source),
        digest=hashlib.sha256(source.read_bytes()).hexdigest()[:16],
        count=len(questions),
        missing=missing,
        version=__version__,
        against=against.name if against else None,
    )
    comparison = _against(questions, scores, against) if against else None
    return Report(info, summarise(scores), None if totals_only else scores, comparison), scores


def write(report: Report, folder: Path) -> None:
    """Write the report's JSON, Markdown and HTML.

    Raises:
        OutputError: a file cannot be written.
    """
    texts = {
        JSON: json.dumps(as_json(report), ensure_ascii=False, allow_nan=False, indent=1) + "\n",
        MARKDOWN: markdown(report),
        PAGE: page(report),
    }
    for name, text in texts.items():
        path = folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        except OSError as error:
            raise OutputError(path, os_reason(error)) from error


def close(folder: Path, *, keep: bool) -> None:
    """End a run: its answers get their name, or, unless they are to be kept, go."""
    part = folder / PART
    if keep:
        part.write_text("".join(part.read_text(encoding="utf-8").splitlines(keepends=True)[1:]), encoding="utf-8")
        part.replace(folder / ANSWERS)
    else:
        part.unlink(missing_ok=True)
        (folder / ANSWERS).unlink(missing_ok=True)


def _against(questions: Sequence[EvalQuestion], scores: Scores, against: Earlier) -> Comparison:
    pairs, missing = paired(questions, against.answers)
    if missing == len(questions):
        raise AnswersError(Path(against.name), "没有一条是对这些问题的答案")
    return compare(score(pairs), scores)
