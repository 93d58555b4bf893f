"""``policyqa eval`` through the real command."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from policyqa.cli import main


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]

ROWS = [
    {
        "id": "a", "kind": "amount", "question": "高龄津贴每月发多少钱？", "answerable": True, "facts": ["120元"],
        "gold": [[{"doc_id": "butie", "clause": "二/（一）", "quote": "高龄津贴每人每月发放120元"}]],
    },
    {
        "id": "b", "kind": "duty", "question": "托育机构备案由谁牵头？", "answerable": True, "facts": ["区卫生健康局"],
        "gold": [[{"doc_id": "tuoyu", "clause": "二", "quote": "区卫生健康局牵头建立托育机构备案制度"}]],
    },
    {"id": "c", "kind": "unanswerable", "question": "怎么考飞行员执照？", "answerable": False},
]  # fmt: skip


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("questions") / "small.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def run(
    corpus: Path,
    questions: Path,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Run:
    """Runs the command in this process, which has imported everything already."""
    monkeypatch.setenv("POLICYQA_HOME", str(home))
    monkeypatch.setenv("POLICYQA_CORPUS", str(corpus))
    monkeypatch.chdir(tmp_path)

    def call(*options: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["policyqa", "eval", str(questions), *map(str, options)])
        with pytest.raises(SystemExit) as ended:
            main()
        return Done(int(ended.value.code or 0), *capfd.readouterr())

    return call


def test_a_run_its_report_and_its_comparison(run: Run, tmp_path: Path) -> None:
    first = run("--system", "lexical")
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("lexical，small（3 题）")
    assert "首条引用命中" in first.stdout
    folder = tmp_path / "eval-runs" / "small-lexical"
    assert {path.name for path in folder.iterdir()} == {"answers.jsonl", "report.json", "report.md", "report.html"}
    assert [json.loads(line)["id"] for line in (folder / "answers.jsonl").read_text(encoding="utf-8").splitlines()] == list(
        "abc"
    )
    second = run("--answers", folder / "answers.jsonl", "--against", folder, "--out", folder.parent / "again")
    assert second.returncode == 0, second.stderr
    assert f"与 {folder} 相比" in second.stdout
    assert (folder.parent / "again" / "report.md").read_text(encoding="utf-8").count("+0.0 点") > 10


def test_totals_only_leaves_no_answers(run: Run, tmp_path: Path) -> None:
    done = run("--system", "lexical", "--totals-only", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"report.json", "report.md", "report.html"}
    assert not any("高龄津贴" in path.read_text(encoding="utf-8") for path in tmp_path.iterdir())


def test_the_gate(run: Run, tmp_path: Path) -> None:
    right = [
        {"id": "a", "answer": "120元", "citations": [{"doc_id": "butie", "clause": "二/（一）"}]},
        {"id": "b", "answer": "区卫生健康局", "citations": [{"doc_id": "tuoyu", "clause": "二"}]},
        {"id": "c", "answer": "文件没有写", "refused": True},
    ]
    answers, record = tmp_path / "answers.jsonl", tmp_path / "record.json"
    answers.write_text("\n".join(map(json.dumps, right)), encoding="utf-8")
    options = ("--answers", answers, "--out", tmp_path / "out")
    assert run(*options, "--record", record).returncode == 0
    assert run(*options, "--gate", record).returncode == 0
    record.write_text(record.read_text(encoding="utf-8").replace('"c"', '"x"'), encoding="utf-8")
    done = run(*options, "--gate", record)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("错误：与记录") and "不是这些问题" in done.stderr


@pytest.mark.parametrize(
    ("options", "status", "complaint"),
    [
        (["--system", "rag"], 2, "没有“rag”，可用的是 policyqa、lexical"),
        (["--format", "csv"], 2, "没有“csv”，可用的是 law、ncp、policyqa"),
        (["--depth", "5"], 2, "--depth"),
        (["--answers", "none.jsonl"], 1, "没有这个文件"),
        (["--against", "none"], 1, "没有这个文件"),
        (["--gate", "none.json"], 1, "没有这个文件"),
        (["--corpus", "nowhere"], 1, "找不到文件夹"),
    ],
)
def test_wrong_usage(run: Run, tmp_path: Path, options: list[str], status: int, complaint: str) -> None:
    done = run(*options)
    assert done.returncode == status
    assert complaint in done.stderr.splitlines()[-1]
    assert not (tmp_path / "eval-runs").exists(), "told before anything was answered"
