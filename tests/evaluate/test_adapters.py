"""Question files of every format."""

import json
from pathlib import Path
from typing import Any

import pytest

from policyqa.errors import QuestionLineError
from policyqa.evaluate.adapters import FORMATS, read
from policyqa.evaluate.questions import GoldClause

ROOT = Path(__file__).parents[2]


def write(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")
    return path


def test_own_format(tmp_path: Path) -> None:
    row = {
        "id": "d-1", "kind": "amount", "role": "clerk", "question": "补多少？", "history": ["适老化改造"], "answerable": True,
        "gold": [[{"doc_id": "a", "clause": "一", "quote": "2000元"}, {"doc_id": "b", "clause": "二", "quote": "2000元"}]],
        "facts": ["2000元", {"fact": "6000元", "computed": "3 × 2000元"}], "forbidden": ["4000元"], "verdict": "有条件",
        "note": "n",
    }  # fmt: skip
    [found] = read(write(tmp_path, row))
    assert (found.id, found.kind, found.role, found.note) == ("d-1", "amount", "clerk", "n")
    assert (found.question.text, found.question.history) == ("补多少？", ("适老化改造",))
    assert found.gold == ((GoldClause("a", "一", "2000元"), GoldClause("b", "二", "2000元")),)
    assert (found.facts, found.forbidden, found.verdict) == (("2000元", "6000元"), ("4000元",), "有条件")
    assert list(found.documents) == ["a", "b"]
    assert not found.refusal_open


def test_a_plain_question_file_is_of_our_format(tmp_path: Path) -> None:
    [found] = read(write(tmp_path, {"id": 7, "question": "？"}))
    assert (found.id, found.gold, found.answerable) == (7, (), None)


def test_law_format(tmp_path: Path) -> None:
    gold = [{"doc": "某法", "article": "第四十六条", "text": "…"}, {"doc": "某法", "article": "第四十七条", "text": "…"}]
    [found] = read(write(tmp_path, {"id": "1", "question": "？", "gold": gold, "reference": "…"}))
    assert found.gold == ((GoldClause("某法", "第四十六条"),), (GoldClause("某法", "第四十七条"),))
    assert found.clause_gold == found.gold
    assert (found.answerable, found.reference) == (True, None)


def test_ncp_format(tmp_path: Path) -> None:
    [found] = read(write(tmp_path, {"id": "1", "question": "？", "gold_doc": "abc", "reference": " 一句话。\n"}))
    assert found.gold == ((GoldClause("abc", None),),)
    assert (found.clause_gold, found.reference) == ((), "一句话。")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ({"id": 1, "question": "？", "gold": [[{"clause": "一"}]]}, "缺少字段 doc_id"),
        ({"id": 1, "question": "？", "gold": 3}, "标准答案的字段形式不对"),
        ({"id": 1, "question": "？", "verdict": "可以"}, "却是 可以"),
        ({"id": 1, "question": "？", "gold_doc": "a"}, "缺少字段 reference"),
        ({"id": 1, "question": "？", "facts": [{"computed": "…"}]}, "缺少字段 fact"),
    ],
)
def test_broken_gold_names_its_line(tmp_path: Path, row: dict[str, Any], complaint: str) -> None:
    good = {"id": 0, "question": "？"} | ({"gold_doc": "a", "reference": "b"} if "gold_doc" in row else {})
    with pytest.raises(QuestionLineError, match=r"第 2 行") as caught:
        read(write(tmp_path, good, row))
    assert complaint in str(caught.value)


def test_the_format_can_be_told(tmp_path: Path) -> None:
    path = write(tmp_path, {"id": 1, "question": "？", "gold_doc": "a", "reference": "b"})
    assert read(path, format="policyqa")[0].reference == "b"
    with pytest.raises(QuestionLineError):
        read(path, format="law")


def test_the_development_set_reads_whole() -> None:
    found = read(ROOT / "eval" / "questions" / "dev.jsonl")
    assert all(question.answerable is not None and question.kind and question.role for question in found)
    assert sum(question.refusal_open for question in found) > 0


@pytest.mark.parametrize(("name", "format"), [("law_dev", "law"), ("ncp_dev", "ncp")])
def test_outside_benchmarks_are_recognised(name: str, format: str) -> None:
    path = ROOT.parent / "shared" / "bench" / name / "questions.jsonl"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    fields = json.loads(path.read_text(encoding="utf-8").partition("\n")[0])
    assert next(name for name, adapter in FORMATS.items() if adapter.fits(fields)) == format
    assert all(question.gold for question in read(path))
