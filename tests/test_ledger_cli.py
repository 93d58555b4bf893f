"""The ledger commands through the real command: lines of the contract, tables, files, errors."""

import csv
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from rich.cells import cell_len

Run = Callable[..., "subprocess.CompletedProcess[str]"]

#: What the README and the plan of the house promise of each line, in this order.
KEYS = {
    "duties": ["doc_id", "clause", "task", "lead", "cooperating", "deadline", "quote"],
    "benefits": ["doc_id", "clause", "name", "payee", "amounts", "conditions", "quote", "source"],
    "targets": ["doc_id", "clause", "metric", "value", "unit", "year", "region", "quote"],
    "conflicts": ["kind", "sides", "note"],
    "tables": ["doc_id", "clause", "table", "group", "cells", "quote"],
}


@pytest.fixture(scope="module")
def run(policyqa: str, tmp_path_factory: pytest.TempPathFactory) -> Run:
    home = tmp_path_factory.mktemp("home")

    def call(*arguments: object, columns: int = 80) -> "subprocess.CompletedProcess[str]":
        environment = {**os.environ, "POLICYQA_HOME": str(home), "COLUMNS": str(columns)}
        command = [policyqa, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, timeout=60)

    return call


def output(done: "subprocess.CompletedProcess[str]") -> str:
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("name", KEYS)
def test_lines_of_the_contract(name: str, run: Run) -> None:
    lines = [json.loads(line) for line in output(run(name, "--json")).splitlines()]
    assert lines and all(list(line) == KEYS[name] for line in lines)
    for line in lines:
        assert all(list(amount) == ["case", "value", "unit"] for amount in line.get("amounts", ()))
        assert all(list(side) == ["doc_id", "clause", "quote"] for side in line.get("sides", ()))


def test_one_duty_to_the_letter(run: Run, corpus: Path) -> None:
    [line] = output(run("duties", "--json", "--unit", "财政局", "--corpus", corpus)).splitlines()
    assert json.loads(line) == {
        "doc_id": "butie",
        "clause": "二/（二）",
        "task": "护理补贴每人每月发放300元",
        "lead": ["市财政局"],
        "cooperating": [],
        "deadline": None,
        "quote": "由市财政局承担",
    }


@pytest.mark.parametrize(("name", "columns", "count"), [("duties", 80, 221), ("benefits", 120, 54), ("conflicts", 80, 40)])
def test_a_table_keeps_within_the_terminal(name: str, columns: int, count: int, run: Run) -> None:
    shown = output(run(name, columns=columns)).splitlines()
    assert max(cell_len(line.rstrip()) for line in shown) <= columns
    assert shown[-1] == f"共 {count} 条"


def test_nothing_found(run: Run, corpus: Path, tmp_path: Path) -> None:
    assert output(run("duties", "--keyword", "高铁", "--corpus", corpus)) == "没有符合条件的记录\n"
    assert output(run("duties", "--keyword", "高铁", "--json", "--corpus", corpus)) == ""
    done = run("tables", "--xlsx", tmp_path / "空.xlsx", "--corpus", corpus)
    assert done.returncode == 0 and "已写入 0 条" in done.stderr
    assert openpyxl.load_workbook(tmp_path / "空.xlsx").worksheets[0].max_row == 1


def test_files_hold_every_record(run: Run, tmp_path: Path) -> None:
    book, table = tmp_path / "职责.xlsx", tmp_path / "职责.csv"
    book.write_text("以前的", encoding="utf-8")
    done = run("duties", "--doc", "xian-2024-58-annex", "--xlsx", book, "--csv", table)
    assert done.returncode == 0 and done.stdout == ""
    assert [line.split("：")[0] for line in done.stderr.splitlines()] == ["已写入 38 条", "已写入 38 条"]
    page = openpyxl.load_workbook(book).worksheets[0]
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert page.max_row - 1 == len(rows) == 38
    assert rows[15]["条款"] == "《市级各部门重点任务分解表》（市政办发〔2024〕58号）附件第16项"
    assert [rows[15][title] for title in ("牵头（责任）单位", "完成时限")] == ["市民政局", "2025年"]
    assert [cell.value for cell in page[17]] == [value or None for value in rows[15].values()]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["职责.csv", "职责.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "status", "complaint"),
    [
        (["--role", "主办"], 2, "可用的是 牵头、配合"),
        (["--year", "去年"], 2, "--year 的值应是整数"),
        (["--doc", "没有"], 1, "没有编号为“没有”的文件"),
        (["--region", "火星"], 1, "没有“火星”的文件"),
        (
            ["--csv", "没有/职责.csv"],
            1,
            "写不了结果文件：没有/职责.csv（没有这个文件或文件夹）。请换一个可写的位置，例如 ./职责.csv",
        ),
        (["--xlsx", "."], 1, "写不了结果文件"),
        (["--corpus", "没有"], 1, "找不到文件夹"),
    ],
)
def test_errors(arguments: list[str], status: int, complaint: str, run: Run) -> None:
    done = run("duties", *arguments)
    assert (done.returncode, done.stdout) == (status, "")
    [line] = done.stderr.splitlines()
    assert complaint in line


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no such device here")
def test_a_file_may_be_a_pipe(run: Run, corpus: Path) -> None:
    done = run("duties", "--csv", "/dev/stdout", "--corpus", corpus)
    assert done.returncode == 0 and done.stdout.startswith("\ufeff文件编号,条款,")


def test_a_ledger_needs_neither_index_nor_model(policyqa: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    environment = {**os.environ, "POLICYQA_HOME": str(home)}
    subprocess.run([policyqa, "duties", "--json"], capture_output=True, env=environment, timeout=60, check=True)
    assert not home.exists()


def test_a_case_is_judged_benefit_by_benefit(run: Run) -> None:
    lines = [
        json.loads(line) for line in output(run("benefits", "--json", "--case", "年龄=45", "--case", "低保=不是")).splitlines()
    ]
    assert lines and all(list(line) == [*KEYS["benefits"], "verdict", "unmet", "ask"] for line in lines)
    told = list(dict.fromkeys(line["verdict"] for line in lines))
    assert told == [verdict for verdict in ("符合", "有条件", "文件未写明", "不符合") if verdict in told]
    assert all(line["unmet"] for line in lines if line["verdict"] == "不符合")
    assert "还要确认" in output(run("benefits", "--case", "年龄=85", columns=160))


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("岁数=85", "没有“岁数”，可用的是"),
        ("年龄=老", "年龄可写 数字"),
        ("低保=也许", "低保可写 是、不是"),
        ("户籍", "户籍可写 本市、外地"),
    ],
)
def test_a_case_that_cannot_be_read(run: Run, case: str, told: str) -> None:
    done = run("benefits", "--case", case)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
