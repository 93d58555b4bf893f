"""A run: all questions of a set put to a system, each answer kept as it comes, so that an interrupted run goes on."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from policyqa.contract import AnswerLine
from policyqa.errors import AnswersError, OutputError, os_reason
from policyqa.evaluate.metrics.base import Answered
from policyqa.evaluate.questions import EvalQuestion
from policyqa.types import Question

#: Anything that answers: the line's ``id`` is filled in by the run.
System = Callable[[Question], AnswerLine]

#: Told how far the work is: (done, total).
Progress = Callable[[int, int], None]


def answer_all(
    questions: Sequence[EvalQuestion], system: System, *, part: Path, key: str, progress: Progress
) -> list[Answered]:
    """All answers, in order. ``part`` holds ``key`` in its first line and an answer in each further one.

    What ``part`` already holds under the same key is not asked again; under another key it belongs to another run and is
    dropped.

    Raises:
        OutputError: ``part`` cannot be written.
    """
    answers = _kept(part, key)[: len(questions)]
    head = [json.dumps({"run": key}), *map(_dumped, answers)]
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        # Written anew: the last line may be torn.
        part.write_text("".join(f"{line}\n" for line in head), encoding="utf-8", errors="backslashreplace", newline="\n")
        with part.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            for question in questions[len(answers) :]:
                line: Answered = {**system(question.question), "id": question.id}  # type: ignore[typeddict-item]
                answers.append(line)
                file.write(f"{_dumped(line)}\n")
                file.flush()
                progress(len(answers), len(questions))
    except OSError as error:
        raise OutputError(part, os_reason(error)) from error
    return answers


def write_answers(path: Path, answers: Sequence[Answered]) -> None:
    """Write an answers file in the ``batch`` format.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        path.write_text(
            "".join(f"{_dumped(line)}\n" for line in answers), encoding="utf-8", errors="backslashreplace", newline="\n"
        )
    except OSError as error:
        raise OutputError(path, os_reason(error)) from error


def read_answers(path: Path) -> list[Answered]:
    """The answers of a ``batch`` file, whoever wrote it: only ``id`` and ``answer`` have to be there.

    Raises:
        AnswersError: the file cannot be read, or a line is not an answer.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = os_reason(error) if isinstance(error, OSError) else "不是 UTF-8 编码"
        raise AnswersError(path, reason) from error
    answers: list[Answered] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            answers.append(_answered(json.loads(line)))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise AnswersError(path, f"第 {number} 行不是有效的答案：{error}") from error
    return answers


def paired(questions: Sequence[EvalQuestion], answers: Sequence[Answered]) -> tuple[list[tuple[EvalQuestion, Answered]], int]:
    """Each question with its answer, and how many have none: these count as empty answers.

    Answers are found by ``id`` (7 and "7" are one), repeated ids by their order.
    """
    waiting: dict[str, list[Answered]] = {}
    for line in reversed(answers):
        waiting.setdefault(str(line["id"]), []).append(line)
    pairs: list[tuple[EvalQuestion, Answered]] = []
    missing = 0
    for question in questions:
        found = waiting.get(str(question.id))
        missing += not found
        pairs.append((question, found.pop() if found else _answered({"id": question.id, "answer": ""})))
    return pairs, missing


def _kept(part: Path, key: str) -> list[Answered]:
    """The whole answers of an unfinished run of this key."""
    if not part.is_file():
        return []
    head, *lines = part.read_text(encoding="utf-8", errors="replace").split("\n")
    answers: list[Answered] = []
    try:
        if json.loads(head) != {"run": key}:
            return []
        answers.extend(_answered(json.loads(line)) for line in lines if line)
    except ValueError:  # the head, or the last line when the writer died in it; what stands before is whole
        pass
    return answers


def _answered(fields: dict[str, Any]) -> Answered:
    """An answer line with what may be left out filled in."""
    if not isinstance(fields["answer"], str):
        raise TypeError("字段 answer 应是字符串")
    line: Answered = {
        "id": fields["id"],
        "answer": fields["answer"],
        "refused": bool(fields.get("refused", False)),
        "verdict": fields.get("verdict"),
        "citations": [
            {
                "doc_id": c["doc_id"],
                "clause": c["clause"],
                "label": c.get("label") or "",
                "text": c.get("text") or "",
                "quote": c.get("quote") or "",
            }
            for c in fields.get("citations") or ()
        ],
        "conflicts": list(fields.get("conflicts") or ()),
        "retrieved": [
            {"doc_id": r["doc_id"], "clause": r["clause"], "text": r.get("text") or "", "score": float(r.get("score") or 0.0)}
            for r in fields.get("retrieved") or ()
        ],
        "latency_ms": float(fields.get("latency_ms") or 0.0),
    }
    if fields.get("confidence") is not None:
        line["confidence"] = float(fields["confidence"])
    return line


def _dumped(line: Answered) -> str:
    return json.dumps(line, ensure_ascii=False, allow_nan=False)
