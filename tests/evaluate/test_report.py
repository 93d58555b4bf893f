"""Reports say what was scored, in Chinese, and everything in them is escaped."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from policyqa.evaluate import harness
from policyqa.evaluate.report.contents import SCHEMA, Report, as_json
from policyqa.evaluate.report.markdown import markdown
from policyqa.evaluate.report.page import page
from policyqa.evaluate.report.questions import marked
from policyqa.evaluate.runs import write_answers

Make = Callable[..., Any]

EVIL = '<script>alert("&")</script>|`'


class Parts(HTMLParser):
    """Collects tags, addresses and text; fails on tags that do not close."""

    VOID = ("meta", "input", "br")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def made(question: Make, line: Make, tmp_path: Path) -> Callable[..., Report]:
    """A report on six questions of two kinds, one of them hostile, against an earlier run that knew less."""

    def make(**options: Any) -> Report:
        gold = (("d 一",),)
        asked = [
            question(gold, id=f"q{i}", kind="amount", role="clerk", facts=("2000元",), question=EVIL) for i in range(3)
        ] + [question(id=f"u{i}", kind="unanswerable", role="resident", answerable=False, note=EVIL) for i in range(3)]
        said = [line(f"补2000元{EVIL}", cited=[f"d 一 {EVIL}补2000元"], retrieved=["d 一"], id=f"q{i}") for i in range(3)]
        said += [line("文件没有写", refused=True, retrieved=["d 一"], id=f"u{i}") for i in range(3)]
        source = tmp_path / "dev.jsonl"
        source.write_text("{}", encoding="utf-8")
        earlier = tmp_path / "earlier"
        earlier.mkdir(exist_ok=True)
        before = [line("不知道", id=f"q{i}") for i in range(3)] + said[3:]
        write_answers(earlier / harness.ANSWERS, before)
        report, _ = harness.evaluate(asked, said, system=EVIL, source=source, against=harness.earlier(earlier), **options)
        return report

    return make


def test_json_schema_is_stable(made: Callable[..., Report]) -> None:
    fields = json.loads(json.dumps(as_json(made()), allow_nan=False))
    assert list(fields) == [
        "schema", "run", "totals", "groups", "verdicts", "risk_coverage", "latency_ms", "comparison", "questions",
    ]  # fmt: skip
    assert fields["schema"] == SCHEMA == "policyqa-eval/1"
    assert list(fields["run"]) == ["system", "questions", "digest", "count", "missing", "version", "against"]
    assert fields["totals"]["hit_1"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": 3}
    assert fields["groups"]["kind"]["amount"]["count"] == 3
    assert fields["groups"]["kind"]["unanswerable"]["figures"]["refusal_recall"]["value"] == 1.0
    assert list(fields["risk_coverage"]) == ["area", "answered", "points"]
    [hit] = [change for change in fields["comparison"] if change["metric"] == "hit_1"]
    assert (hit["before"], hit["after"], hit["gained_ids"]) == (0, 1, ["q0", "q1", "q2"])
    assert fields["questions"][0]["id"] == "q0"
    assert fields["questions"][0]["scores"]["facts"] == 1.0


def test_totals_only_tells_nothing_of_single_questions(made: Callable[..., Report]) -> None:
    report = made(totals_only=True)
    texts = (json.dumps(as_json(report)), markdown(report), page(report))
    assert not any(re.search(r"\b[qu][0-2]\b", text) for text in texts)
    assert "questions" not in as_json(report)
    assert "<details" not in texts[2]


def test_markdown_for_a_pull_request(made: Callable[..., Report]) -> None:
    text = markdown(made())
    assert "| 首条引用命中 | 0.0% | 100.0% | +100.0 点" in text
    assert "| 金额 | 3 | 100.0% |" in text
    assert "- 首条引用命中：变好 `q0`、`q1`、`q2`；变坏 无" in text
    widths = {
        row.replace("\\|", "").count("|") for row in text.partition("## 总体")[2].partition("## ")[0].splitlines() if "|" in row
    }
    assert widths == {5}


def test_page_needs_nothing_else_and_escapes_everything(made: Callable[..., Report]) -> None:
    text = page(made())
    parts = Parts()
    parts.feed(text)
    assert parts.open == []
    assert parts.addresses == []
    assert "http" not in text.replace("http-equiv", "")
    assert parts.tags.count("script") == 1
    assert EVIL not in text and "&lt;script&gt;" in text
    assert parts.tags.count("svg") >= 4
    assert text.count("<details data-kind") == 6


def test_quote_is_highlighted_once() -> None:
    assert marked("甲<乙>甲", "甲") == "<mark>甲</mark>&lt;乙&gt;甲"
    assert marked("甲<乙>", "丙") == marked("甲<乙>", "") == "甲&lt;乙&gt;"


def test_all_three_are_written(made: Callable[..., Report], tmp_path: Path) -> None:
    harness.write(made(), tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"report.json", "report.md", "report.html"}


@pytest.mark.parametrize(("path", "name"), [("eval/questions/dev.jsonl", "dev"), ("bench/law_dev/questions.jsonl", "law_dev")])
def test_a_question_file_is_named_so_that_runs_do_not_mix(path: str, name: str) -> None:
    assert harness.name_of(Path(path)) == name
