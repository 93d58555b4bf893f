"""The sets that are learned from: every quote lies in its clause, and half of the questions are answered by no document."""

import json
from pathlib import Path
from typing import Any

import pytest
from test_questions import SIMILAR, documents, folded, pairs, read

ROOT = Path(__file__).resolve().parents[2]
LEARN, ELSEWHERE, CORPUS = ROOT / "eval" / "learn", ROOT / "eval" / "elsewhere", ROOT / "corpus"


def folder_of(name: str) -> Path:
    return next((folder for folder in (LEARN / name, ELSEWHERE / name) if folder.is_dir()), CORPUS)


@pytest.fixture(scope="module", params=sorted(path.stem for path in LEARN.glob("*.jsonl")))
def twins(request: pytest.FixtureRequest) -> tuple[Path, list[dict[str, Any]]]:
    path = LEARN / f"{request.param}.jsonl"
    return folder_of(request.param), [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_quote_lies_in_its_clause(twins: tuple[Path, list[dict[str, Any]]]) -> None:
    folder, entries = twins
    clauses = {c.key: folded(c.text) for document in documents(folder) for c in (*document.clauses, *document.subclauses)}
    quotes = [(entry["id"], quote) for entry in entries for group in entry["gold"] for quote in group]
    assert [i for i, quote in quotes if folded(quote["quote"]) not in clauses.get((quote["doc_id"], quote["clause"]), "")] == []


def test_as_many_questions_are_answered_as_not(twins: tuple[Path, list[dict[str, Any]]]) -> None:
    _, entries = twins
    assert all(set(entry) == {"id", "kind", "question", "answerable", "gold"} for entry in entries)
    assert all(bool(entry["gold"]) == entry["answerable"] for entry in entries)
    assert len({entry["id"] for entry in entries}) == len({entry["question"] for entry in entries}) == len(entries)
    assert abs(sum(entry["answerable"] for entry in entries) / len(entries) - 0.5) < 0.05


def test_none_is_nearly_a_question_of_test(twins: tuple[Path, list[dict[str, Any]]]) -> None:
    folder, entries = twins
    test = [pairs(entry) for entry in read("test")] if folder == CORPUS else []
    own = [(entry["id"], pairs({**entry, "history": []})) for entry in entries]
    assert [i for i, a in own if any(len(a & b) > SIMILAR * len(a | b) for b in test)] == []
