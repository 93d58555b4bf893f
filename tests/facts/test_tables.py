"""Tables as records, from documents that were never seen."""

from policyqa.facts.tables import records, tables
from policyqa.ingest.corpus import parse
from policyqa.types import TableRow

LIST = """甲市重点项目清单

附件

序号\t项目名称\t建设期限\t总投资（万元）\t责任单位
总计\t\t\t1500.5\t
一、养老领域\t\t\t1000\t
1\t甲区养老院建设项目\t2022—2023\t600\t甲区民政局
2\t乙区养老院建设项目\t2023\t400\t乙区民政局
二、托育领域\t\t\t500.5\t
1\t丙区托育中心项目\t2024\t500.5\t丙区卫健局
"""


def rows() -> list[TableRow]:
    return [row for table in tables(parse("list", LIST)) for row in records(table)]


def test_rows_have_named_columns_and_typed_values() -> None:
    assert [(row.clause, dict(row.cells)["项目名称"], dict(row.cells)["总投资（万元）"]) for row in rows()] == [
        ("附件/一/1", "甲区养老院建设项目", 600.0),
        ("附件/一/2", "乙区养老院建设项目", 400.0),
        ("附件/二/1", "丙区托育中心项目", 500.5),
    ]
    assert [dict(row.cells)["建设期限"] for row in rows()] == ["2022—2023", "2023", "2024"]


def test_a_total_is_no_row() -> None:
    [table] = tables(parse("list", LIST))
    assert table.total is not None and table.total.path == "附件/总计"
