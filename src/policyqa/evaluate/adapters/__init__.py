"""Question files of several formats, read as :class:`~policyqa.evaluate.questions.EvalQuestion`. One format a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from policyqa.contract import QuestionLine, read_questions
from policyqa.errors import QuestionLineError
from policyqa.evaluate.adapters import law, ncp, own
from policyqa.evaluate.questions import EvalQuestion


class Adapter(Protocol):
    """One format. ``convert`` raises KeyError, TypeError, ValueError or AttributeError over fields of the wrong form."""

    def fits(self, fields: dict[str, Any]) -> bool:
        """Whether a line with these fields is of this format."""

    def convert(self, line: QuestionLine, fields: dict[str, Any]) -> EvalQuestion:
        """The question with its gold."""


#: Tried in this order; the last fits any question line.
FORMATS: dict[str, Adapter] = {"law": law, "ncp": ncp, "policyqa": own}


def read(path: Path, *, format: str | None = None) -> list[EvalQuestion]:
    """All questions of a file, in order. Without ``format`` (a key of :data:`FORMATS`), the first line tells which it is.

    Raises:
        QuestionsError: the file cannot be read or holds no question.
        QuestionLineError: a line is not a question of the format.
    """
    lines = read_questions(path)
    rows = list(_rows(path))
    adapter = FORMATS[format] if format else next(a for a in FORMATS.values() if a.fits(rows[0][1]))
    return [
        _convert(adapter, line, path=path, number=number, fields=fields)
        for line, (number, fields) in zip(lines, rows, strict=True)
    ]


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line number and all fields of every question; :func:`read_questions` has made sure that they are objects."""
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), start=1):
        if line.strip():
            yield number, json.loads(line)


def _convert(adapter: Adapter, line: QuestionLine, *, path: Path, number: int, fields: dict[str, Any]) -> EvalQuestion:
    try:
        return adapter.convert(line, fields)
    except KeyError as error:
        raise QuestionLineError(path, number, f"缺少字段 {error.args[0]}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise QuestionLineError(path, number, f"标准答案的字段形式不对（{error}）") from error
