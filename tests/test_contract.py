"""The JSON lines: shapes to the letter, and every broken question line told by its number."""

import json
from pathlib import Path

import pytest

from policyqa.contract import answer_line, clause_line, dump, read_questions
from policyqa.errors import QuestionLineError, QuestionsError
from policyqa.types import Answer, Citation, Clause, ConflictNote, Document, Evidence, Policy, Question, Span

TEXT = "一、高龄津贴每月120元。"
CLAUSE = Clause("butie", "一", "item", Span(0, len(TEXT)), TEXT)
DOCUMENT = Document(Policy("butie", "甲市养老服务补贴办法", number="甲政办发〔2024〕3号"), TEXT, (CLAUSE,))
LABEL = "《甲市养老服务补贴办法》（甲政办发〔2024〕3号）第一部分"
ANSWER = Answer(
    "每月120元。[1]",
    refused=False,
    citations=(Citation("butie", "一", LABEL, TEXT, "每月120元", Span(6, 12)),),
    retrieved=(Evidence(CLAUSE, 0.51234567, CLAUSE.span),),
    conflicts=(ConflictNote("tuoyu", "二", "标准不同"),),
    latency_ms=12.345,
)


def test_answer_line_is_the_contract_to_the_letter() -> None:
    assert answer_line(ANSWER, id="q1") == {
        "id": "q1",
        "answer": "每月120元。[1]",
        "refused": False,
        "verdict": None,
        "citations": [{"doc_id": "butie", "clause": "一", "label": LABEL, "text": TEXT, "quote": "每月120元"}],
        "conflicts": [{"doc_id": "tuoyu", "clause": "二", "note": "标准不同"}],
        "retrieved": [{"doc_id": "butie", "clause": "一", "text": TEXT, "score": 0.512346}],
        "latency_ms": 12.3,
    }


def test_clause_line_is_the_contract_to_the_letter() -> None:
    assert clause_line(DOCUMENT, CLAUSE) == {
        "doc_id": "butie",
        "clause": "一",
        "label": LABEL,
        "text": TEXT,
        "start": 0,
        "end": len(TEXT),
        "parent": None,
    }


def test_a_line_is_one_line_of_readable_json() -> None:
    line = dump(answer_line(Answer("第一行\n第二行\x1b[31m", refused=True)))
    assert "\n" not in line and "\x1b" not in line and "第二行" in line
    assert json.loads(line)["answer"] == "第一行\n第二行\x1b[31m"


@pytest.mark.parametrize("id", ["q-1", "", "问题一", 7, 0, -3, 1.5, 10**30, "\ud800"])
def test_ids_are_echoed_as_given(tmp_path: Path, id: str | float) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps({"id": id, "question": "？"}), encoding="utf-8")
    [line] = read_questions(path)
    assert json.loads(dump(answer_line(ANSWER, id=line.id)))["id"] == id


def test_questions_are_read_in_order_with_their_history(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(
        '\ufeff{"id": 1, "question": "多少钱？", "history": ["高龄津贴谁能领？"], "gold": "别的字段"}\r\n'
        "\n"
        '{"id": 1, "question": "", "history": null}\n'
        '{"id": "2", "question": "一行里的\u2028不是换行"}',
        encoding="utf-8",
    )
    assert [(line.id, line.question) for line in read_questions(path)] == [
        (1, Question("多少钱？", history=("高龄津贴谁能领？",))),
        (1, Question("")),
        ("2", Question("一行里的\u2028不是换行")),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{不是 JSON", "不是 JSON"),
        ("[1, 2]", "应是 JSON 对象"),
        ('{"id": 2}', "缺少字段 question"),
        ('{"question": "？"}', "缺少字段 id"),
        ('{"id": null, "question": "？"}', "字段 id"),
        ('{"id": true, "question": "？"}', "字段 id"),
        ('{"id": NaN, "question": "？"}', "NaN"),
        ('{"id": 1e999, "question": "？"}', "字段 id"),
        ('{"id": 2, "question": 3}', "字段 question"),
        ('{"id": 2, "question": "？", "history": "一句"}', "字段 history"),
        ('{"id": 2, "question": "？", "history": [1]}', "字段 history"),
        ("[" * 100_000, "嵌套太深"),
    ],
)
def test_a_broken_line_is_told_by_its_number(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(f'{{"id": 1, "question": "好的"}}\n\n{line}\n', encoding="utf-8")
    with pytest.raises(QuestionLineError, match=f"第 3 行.*{reason}") as caught:
        read_questions(path)
    assert caught.value.line == 3


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "读不了"), (b"", "没有问题"), (b"\n \n", "没有问题"), ("问题".encode("gb18030"), "UTF-8")],
)
def test_a_file_that_cannot_be_used(tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / "questions.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(QuestionsError, match=reason):
        read_questions(path)
