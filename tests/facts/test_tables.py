"""Tables as records, from documents that were never seen."""

import pytest

from policyqa.facts.duties import duties
from policyqa.facts.tables import in_unit, records, tables
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


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("总投资（万元）", "600", ("总投资", "600万元")),
        ("年用水量（立方米）", "180—240（含）", ("年用水量", "180—240立方米（含）")),
        ("年用水量（立方米）", "240以上", ("年用水量", "240立方米以上")),
        ("备注（说明）", "600", ("备注（说明）", "600")),
    ],
)
def test_a_figure_has_the_unit_of_its_column(name: str, value: str, said: tuple[str, str]) -> None:
    assert in_unit(name, value) == said


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


#: One 序号 and one task over two measures: on lines of their own, and as extracted from a PDF, on one line.
MERGED = """甲市任务分工表

附件

序号\t重点任务\t具体举措\t牵头单位\t配合单位\t完成时限
1\t完善清单\t发布基本养老服务清单\t市民政局\t市财政局\t2022年
2\t建设食堂\t每个街道建成1个中心食堂\t市民政局\t市商务局\t2024年
\t\t制定食堂补助办法\t市财政局\t市民政局\t2023年
3\t强化支撑\t培训护理员\t市人社局\t市教育局\t持续推进
"""
ON_ONE_LINE = MERGED.replace("2024年\n\t\t制定", "2024年\t制定")


@pytest.mark.parametrize("text", [MERGED, ON_ONE_LINE], ids=["lines of their own", "one line"])
def test_a_number_over_two_lines_is_two_rows(text: str) -> None:
    document = parse("merged", text)
    assert [(duty.clause, duty.task, duty.lead, duty.cooperating, duty.deadline) for duty in duties(document)] == [
        ("附件/1", "完善清单：发布基本养老服务清单", ("市民政局",), ("市财政局",), "2022年"),
        ("附件/2", "建设食堂：每个街道建成1个中心食堂", ("市民政局",), ("市商务局",), "2024年"),
        ("附件/2", "建设食堂：制定食堂补助办法", ("市财政局",), ("市民政局",), "2023年"),
        ("附件/3", "强化支撑：培训护理员", ("市人社局",), ("市教育局",), "持续推进"),
    ]
    for duty in duties(document):
        assert duty.span.of(document.text) == duty.quote
    found = [row for table in tables(document) for row in records(table)]
    assert [row.quote.split("\t")[-1] for row in found] == ["2022年", "2024年", "2023年", "持续推进"]


def test_a_table_without_numbers_is_one_of_the_clause_that_it_stands_in() -> None:
    text = "甲县救助细则\n\n一、救助标准\n\n| 对象 | 自理 | 失能 |\n| --- | --- | --- |\n| 特困人员 | 1200元 | 2000元 |\n"
    [table] = tables(parse("county", text))
    (row,) = records(table)
    assert (row.clause, row.table, dict(row.cells)) == (
        "一", "救助标准", {"对象": "特困人员", "自理": "1200元", "失能": "2000元"},
    )  # fmt: skip


SIZED = """甲市学校清单

附件

序号\t项目名称\t建设规模\t总投资（万元）\t单价（元/平方米）\t内容（床位/张）
1\t东校区\t建筑面积约1500m2，学位300个\t600\t4000\t10
2\t西校区\t建筑面积 2,100.5m2，新增学位240个\t840\t4100\t20
3\t南校区\t改造运动场\t90\t\t5
"""


def test_what_rows_are_measured_by_are_columns_of_numbers_and_sizes_inside_cells() -> None:
    [table] = tables(parse("sized", SIZED))
    assert [(each.name, each.unit, [each.of(row) for row in table.rows]) for each in table.measures] == [
        ("总投资", "万元", [6_000_000.0, 8_400_000.0, 900_000.0]),
        ("单价", "元/平方米", [4000.0, 4100.0, None]),
        ("床位", "张", [10.0, 20.0, 5.0]),
        ("建筑面积", "平方米", [1500.0, 2100.5, None]),
    ]
