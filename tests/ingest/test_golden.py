"""The clause trees of the five shipped documents, checked by eye against the sources and kept in ``golden/``.

``pytest --regenerate-golden`` writes them anew: read the difference line by line before you commit it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from policyqa.ingest.corpus import Catalogue, load, scan
from policyqa.text.numerals import to_chinese
from policyqa.types import Clause, Document

CORPUS = Path(__file__).parents[2] / "corpus"
GOLDEN = Path(__file__).parent / "golden"
DOCUMENTS = {file.doc_id: load(file, catalogue=Catalogue.load(CORPUS)) for file in scan(CORPUS)}
PLAN, BASIC, ANNEX = DOCUMENTS["xian-2023-1"], DOCUMENTS["xian-2024-58"], DOCUMENTS["xian-2024-58-annex"]


@pytest.mark.parametrize("doc_id", DOCUMENTS)
def test_tree(doc_id: str, tree: Callable[[Document], str], request: pytest.FixtureRequest) -> None:
    path, found = GOLDEN / f"{doc_id}.txt", tree(DOCUMENTS[doc_id])
    if request.config.getoption("--regenerate-golden"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def below(document: Document, pattern: str) -> list[Clause]:
    return [clause for clause in document.clauses if re.fullmatch(pattern, clause.path)]


def cell(clause: Clause, name: str) -> str:
    return dict(clause.cells).get(name, "")


@pytest.mark.parametrize(
    ("document", "pattern", "numbers"),
    [
        (PLAN, r"[三四]/(?:（.+）/)?(\d+)", [str(n) for n in range(1, 26)]),  # 25 tasks
        (PLAN, r"附件2/一/(\d+)", [str(n) for n in range(1, 25)]),  # 24 + 3 projects
        (PLAN, r"附件2/二/(\d+)", ["1", "2", "3"]),
        (PLAN, r"附件3/(\d+)", ["1", "2", "3"]),
        (PLAN, r"附件4/(.)", ["一", "二", "三", "四"]),
        (PLAN, r"附件1/(.)/责任分工", list("一二三四五六七")),
        (ANNEX, r"附件/(\d+)", [str(n) for n in range(1, 39)]),
        (BASIC, r"附件/(\d+)", [str(n) for n in range(1, 39)]),
        (DOCUMENTS["xixian-2023"], r"二/（.）/(\d+)", [str(n) for n in range(1, 16)]),
    ],
)
def test_numbers_are_whole(document: Document, pattern: str, numbers: list[str]) -> None:
    assert [re.fullmatch(pattern, clause.path)[1] for clause in below(document, pattern)] == numbers


@pytest.mark.parametrize(
    ("document", "pattern", "count"),
    [(PLAN, r"附件1/.+/(（.+）)", 35), (BASIC, r".+/(（.+）)", 23)],
    ids=["35 policies", "23 measures"],
)
def test_bracketed_numbers_run_through_the_parts(document: Document, pattern: str, count: int) -> None:
    expected = [f"（{to_chinese(number)}）" for number in range(1, count + 1)]
    assert [clause.path.rpartition("/")[2] for clause in below(document, pattern)] == expected


@pytest.mark.parametrize("column", ["总投资（万元）", "拟申请中央预算内投资（万元）"])
def test_projects_add_up_to_their_totals(column: str) -> None:
    """The sums that the source prints are a proof of the table that no reader of it made."""
    groups = below(PLAN, "附件2/[一二]")
    for group in groups:
        rows = below(PLAN, rf"{group.path}/\d+")
        assert sum(float(cell(row, column)) for row in rows) == pytest.approx(float(cell(group, column)))
    (total,) = below(PLAN, "附件2/总计")
    assert sum(float(cell(group, column)) for group in groups) == pytest.approx(float(cell(total, column)))


def test_every_project_has_all_its_columns() -> None:
    rows = below(PLAN, r"附件2/./\d+")
    assert {tuple(name for name, _ in row.cells) for row in rows} == {
        (
            "序号",
            "项目名称",
            "项目类型",
            "建设期限",
            "建设地点",
            "建设内容和规模",
            "总投资（万元）",
            "拟申请中央预算内投资（万元）",
            "组织实施单位",
        )
    }
    assert {cell(row, "项目类型") for row in rows} == {"新建", "改扩建", "消防安全改造"}


def test_both_copies_of_the_annex_name_the_same_lead_unit_and_deadline() -> None:
    """One copy cut the cell 市委组织部 in two and moved row 30 sideways; the other wrapped names inside their cells."""
    for name in ("序号", "牵头单位", "完成时限"):
        pairs = [
            (cell(one, name), cell(other, name))
            for one, other in zip(below(BASIC, r"附件/\d+"), below(ANNEX, r"附件/\d+"), strict=True)
        ]
        different = [pair for pair in pairs if pair[0] != pair[1]]
        assert different == ([("", "持续性工作")] if name == "完成时限" else [])  # the web page lacks row 1's deadline


def test_task_and_responsible_unit_are_one_clause() -> None:
    tasks = below(DOCUMENTS["xixian-2023"], r"二/（.）/\d+")
    assert all(task.text.split("\n")[-1].startswith("责任单位：") for task in tasks)
