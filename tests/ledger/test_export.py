"""Sheets as files, read back: CSV as Excel would open it, XLSX with openpyxl; nothing a document says becomes a formula."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from policyqa.errors import OutputError
from policyqa.ledger.export import csv_bytes, write, xlsx_bytes
from policyqa.ledger.sheets import Cell, Column, Sheet


def sheet(*cells: Cell, title: str = "职责") -> Sheet:
    return Sheet(title, (Column("条款", 40), Column("任务", 20)), tuple(("一/1", cell) for cell in cells), ("",) * len(cells))


def read_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_xlsx(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


#: What a document may hold, what CSV and XLSX hold of it. Numbers are no text: a negative one stays a number.
CELLS: tuple[tuple[Cell, str, Cell], ...] = (
    ("建设养老院", "建设养老院", "建设养老院"),
    ("=1+1", "'=1+1", "=1+1"),
    ('=HYPERLINK("http://a.example","看")', "'=HYPERLINK(\"http://a.example\",\"看\")", '=HYPERLINK("http://a.example","看")'),
    ("+86 29 1234", "'+86 29 1234", "+86 29 1234"),
    ("-5%", "'-5%", "-5%"),
    ("@SUM(A1)", "'@SUM(A1)", "@SUM(A1)"),
    ("＝1+1", "'＝1+1", "＝1+1"),
    ("\t=1+1", "'\t=1+1", "\t=1+1"),
    ("甲局，\"乙局\"\n丙局", "甲局，\"乙局\"\n丙局", "甲局，\"乙局\"\n丙局"),
    ("铃\x07声\ud800", "铃声", "铃声"),
    (-3, "-3", -3),
    (4.8, "4.8", 4.8),
    (None, "", None),
)  # fmt: skip


@pytest.mark.parametrize(("cell", "in_csv", "in_xlsx"), CELLS)
def test_cells(cell: Cell, in_csv: str, in_xlsx: Cell) -> None:
    assert read_csv(csv_bytes([sheet(cell)]))[1] == ["一/1", in_csv]
    found = read_xlsx(xlsx_bytes([sheet(cell)])).worksheets[0]["B2"]
    assert found.value == in_xlsx
    assert found.data_type != "f"


def test_a_guarded_cell_stays_text_when_edited() -> None:
    page = read_xlsx(xlsx_bytes([sheet("=1+1", "好")])).worksheets[0]
    assert [page[place].quotePrefix for place in ("B2", "B3")] == [True, False]


def test_a_cell_longer_than_excel_takes_is_cut() -> None:
    found = read_xlsx(xlsx_bytes([sheet("长" * 40000)])).worksheets[0]["B2"].value
    assert len(found) == 32767 and found.endswith("…")


def test_layout_of_a_workbook() -> None:
    page = read_xlsx(xlsx_bytes([sheet("建设养老院", "新增床位")])).worksheets[0]
    assert [cell.value for cell in page[1]] == ["条款", "任务"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B3"
    assert page.column_dimensions["A"].width == 40
    assert page["B2"].alignment.wrap_text and page["A1"].font.bold


def test_no_record_leaves_the_header() -> None:
    assert read_csv(csv_bytes([sheet()])) == [["条款", "任务"]]
    page = read_xlsx(xlsx_bytes([sheet()])).worksheets[0]
    assert page.max_row == 1 and page.freeze_panes == "A2"


def test_tables_of_different_columns() -> None:
    other = Sheet("项目", (Column("条款", 40), Column("总投资", 10)), (("附件/1", 450.5),), ("",))
    assert read_csv(csv_bytes([sheet("建设"), other])) == [
        ["条款", "任务", "总投资"],
        ["一/1", "建设", ""],
        ["附件/1", "", "450.5"],
    ]
    assert read_xlsx(xlsx_bytes([sheet("建设"), other])).sheetnames == ["职责", "项目"]


def test_names_of_worksheets_are_such_as_excel_takes() -> None:
    titles = ["重点任务[2023/2024]：分解表", "重点任务20232024：分解表", "很长的名字" * 10, "很长的名字" * 10, "/"]
    names = read_xlsx(xlsx_bytes([sheet(title=title) for title in titles])).sheetnames
    assert names[:2] == ["重点任务20232024：分解表", "重点任务20232024：分解表（2）"]
    assert all(len(name) <= 31 for name in names) and len(set(names)) == 5 and names[4] == "表格"


class TestWriting:
    def test_over_a_file_that_is_there_and_through_a_link(self, tmp_path: Path) -> None:
        file, link = tmp_path / "台账.csv", tmp_path / "link.csv"
        file.write_text("以前的", encoding="utf-8")
        link.symlink_to(file)
        write(link, b"new")
        assert file.read_bytes() == b"new" and link.is_symlink()
        assert sorted(path.name for path in tmp_path.iterdir()) == ["link.csv", "台账.csv"]

    @pytest.mark.parametrize(("place", "reason"), [("", "这是一个文件夹"), ("没有/台账.xlsx", "没有这个文件或文件夹")])
    def test_a_place_that_cannot_be_written(self, place: str, reason: str, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match=reason):
            write(tmp_path / place, b"new")

    def test_a_full_disk_leaves_the_old_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = tmp_path / "台账.csv"
        file.write_bytes(b"old")

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "write_bytes", full)
        with pytest.raises(OutputError, match="磁盘已满"):
            write(file, b"new")
        assert file.read_bytes() == b"old" and list(tmp_path.iterdir()) == [file]
