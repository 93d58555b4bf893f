"""Runs go on where they stopped; answers of other systems are read as they are."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policyqa.errors import AnswersError, OutputError
from policyqa.evaluate.runs import answer_all, paired, read_answers, write_answers
from policyqa.types import Question

Make = Callable[..., Any]


class Parrot:
    """A system that repeats the question, and fails after some."""

    def __init__(self, line: Make, *, until: int = 100) -> None:
        self.line, self.left, self.asked = line, until, list[str]()

    def __call__(self, question: Question) -> Any:
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        self.asked.append(question.text)
        return self.line(question.text)


@pytest.fixture
def questions(question: Make) -> list[Any]:
    return [question(id=i, question=text) for i, text in enumerate("甲乙丙丁")]


def run(questions: list[Any], system: Any, part: Path, *, key: str = "k") -> list[Any]:
    return answer_all(questions, system, part=part, key=key, progress=lambda done, total: None)


def test_an_interrupted_run_goes_on(questions: list[Any], line: Make, tmp_path: Path) -> None:
    part = tmp_path / "run" / "answers.part"
    with pytest.raises(KeyboardInterrupt):
        run(questions, Parrot(line, until=2), part)
    assert len(part.read_text(encoding="utf-8").splitlines()) == 3
    again = Parrot(line)
    found = run(questions, again, part)
    assert again.asked == ["丙", "丁"]
    assert [(one["id"], one["answer"]) for one in found] == [(0, "甲"), (1, "乙"), (2, "丙"), (3, "丁")]


@pytest.mark.parametrize("torn", ['{"id": 1, "answ', '{"id": 1, "answer": "\u4e59'])
def test_a_torn_last_line_is_asked_again(questions: list[Any], line: Make, tmp_path: Path, torn: str) -> None:
    part = tmp_path / "answers.part"
    with pytest.raises(KeyboardInterrupt):
        run(questions, Parrot(line, until=1), part)
    part.write_bytes(part.read_bytes() + torn.encode()[:-1])
    again = Parrot(line)
    run(questions, again, part)
    assert again.asked == ["乙", "丙", "丁"]


def test_another_run_does_not_go_on(questions: list[Any], line: Make, tmp_path: Path) -> None:
    part = tmp_path / "answers.part"
    run(questions, Parrot(line), part)
    again = Parrot(line)
    run(questions, again, part, key="other")
    assert len(again.asked) == 4


def test_a_place_that_cannot_be_written(questions: list[Any], line: Make, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError):
        run(questions, Parrot(line), tmp_path / "file" / "answers.part")


def test_answers_that_hold_little_are_read(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    rows = [
        {"id": 1, "answer": "是"},
        {"id": "b", "answer": "", "refused": True, "citations": [{"doc_id": "d", "clause": "一"}], "confidence": 0.5},
    ]
    path.write_text("\n\n".join(map(json.dumps, rows)), encoding="utf-8")
    first, second = read_answers(path)
    assert (first["refused"], first["citations"], first["retrieved"], first["verdict"]) == (False, [], [], None)
    assert second["citations"] == [{"doc_id": "d", "clause": "一", "label": "", "text": "", "quote": ""}]
    assert second["confidence"] == 0.5
    write_answers(tmp_path / "copy.jsonl", [first, second])
    assert read_answers(tmp_path / "copy.jsonl") == [first, second]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "第 1 行"),
        ('{"id": 1, "answer": "是"}\n{"id": 2}', "第 2 行"),
        ('{"id": 1, "answer": 3}', "应是字符串"),
        ('{"id": 1, "answer": "", "citations": [{"clause": "一"}]}', "doc_id"),
        ("[]", "第 1 行"),
    ],
)
def test_broken_answers_are_told(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "answers.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AnswersError, match=complaint):
        read_answers(path)


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match="没有这个文件"):
        read_answers(tmp_path / "answers.jsonl")


def test_answers_are_paired_by_id_in_any_order(question: Make, line: Make) -> None:
    questions = [question(id=i) for i in (1, "b", "b", 4)]
    answers = [line("二", id="b"), line("一", id="1"), line("三", id="b"), line("多", id="x")]
    pairs, missing = paired(questions, answers)
    assert [one["answer"] for _, one in pairs] == ["一", "二", "三", ""]
    assert missing == 1
    assert pairs[-1][1]["refused"] is False
