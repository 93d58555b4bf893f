"""Ledgers: what the filters let pass of two invented documents, and how much the shipped ones state."""

from collections import Counter
from functools import cache

import pytest

from policyqa.errors import UnknownDocument, UnknownRegion
from policyqa.ingest.corpus import parse, read_all
from policyqa.ledger.filters import Filters, Role
from policyqa.ledger.ledgers import Ledgers, Name
from policyqa.settings import default_corpus

CITY = """甲市养老服务三年行动方案

甲政办发〔2024〕3号

一、主要目标

到2026年，养老机构护理型床位占比不低于60%，每千名老年人拥有养老床位35张。

二、重点任务

（一）建设社区食堂。2024—2026年，每年新建社区食堂20个。（责任单位：市民政局、市商务局）

（二）发放高龄津贴。具有甲市户籍、年满80周岁的老年人，每人每月发放高龄津贴120元。（市财政局牵头，民政局、市卫健委配合，2025年6月底前完成）

（三）培训护理员。每年培训护理员500人次。（责任单位：市卫生健康委；完成时限：“十四五”末）
"""

DISTRICT = """乙区养老托育服务通知

一、区民政局牵头建立托育机构备案制度，2025年12月底前完成。

二、到2026年，养老机构护理型床位占比不低于55%。
"""

#: Which records pass: by ledger and filter, the places of the records, in order.
CHOSEN: tuple[tuple[Name, Filters, list[str]], ...] = (
    ("duties", Filters(), ["city 二/（一）", "city 二/（二）", "city 二/（三）", "district 一"]),
    ("duties", Filters(unit="民政局"), ["city 二/（一）", "city 二/（二）", "district 一"]),
    ("duties", Filters(unit="市民政局"), ["city 二/（一）", "city 二/（二）"]),
    ("duties", Filters(unit="甲市民政局"), ["city 二/（一）", "city 二/（二）"]),
    ("duties", Filters(unit="乙区民政局"), ["district 一"]),
    ("duties", Filters(unit="卫健委"), ["city 二/（二）", "city 二/（三）"]),
    ("duties", Filters(unit="市卫生健康委员会"), ["city 二/（二）", "city 二/（三）"]),
    ("duties", Filters(unit="市民政局", role="牵头"), ["city 二/（一）"]),
    ("duties", Filters(unit="市民政局", role="配合"), ["city 二/（二）"]),
    ("duties", Filters(role="配合"), ["city 二/（二）"]),
    ("duties", Filters(unit="水务局"), []),
    ("duties", Filters(doc_ids=("district",)), ["district 一"]),
    ("duties", Filters(region="乙区"), ["district 一"]),
    ("duties", Filters(year=2024), ["city 二/（一）"]),
    ("duties", Filters(year=2025), ["city 二/（一）", "city 二/（二）", "city 二/（三）", "district 一"]),
    ("duties", Filters(keyword="食堂"), ["city 二/（一）"]),
    ("duties", Filters(keyword="重點任務 津贴"), ["city 二/（二）"]),
    ("duties", Filters(keyword="食堂 津贴"), []),
    ("benefits", Filters(), ["city 二/（二）"]),
    ("benefits", Filters(unit="财政局"), ["city 二/（二）"]),
    ("benefits", Filters(unit="商务局"), []),
    ("targets", Filters(), ["city 一", "city 一", "city 二/（一）", "city 二/（三）", "district 二"]),
    ("targets", Filters(region="甲市", year=2026), ["city 一", "city 一", "city 二/（一）"]),
    ("targets", Filters(unit="商务局"), ["city 二/（一）"]),
    ("conflicts", Filters(), ["city 一"]),
    ("conflicts", Filters(doc_ids=("district",), keyword="护理型床位"), ["city 一"]),
    ("conflicts", Filters(year=2024), []),
    ("tables", Filters(), []),
)


@pytest.fixture(scope="module")
def ledgers() -> Ledgers:
    documents = {
        "city": parse("city", CITY, known={"region": "甲市"}),
        "district": parse("district", DISTRICT, known={"region": "乙区"}),
    }
    return Ledgers(documents.values())


@pytest.mark.parametrize(("name", "filters", "expected"), CHOSEN)
def test_what_the_filters_let_pass(name: Name, filters: Filters, expected: list[str], ledgers: Ledgers) -> None:
    found = ledgers.records(name, filters)
    sides = [record.sides[0] if hasattr(record, "sides") else record for record in found]
    assert [f"{side.doc_id} {side.clause}" for side in sides] == expected
    assert [len(sheet.rows) for sheet in ledgers.sheets(name, filters)] == [len(expected)]


def test_documents_and_regions_that_are_not_there(ledgers: Ledgers) -> None:
    with pytest.raises(UnknownDocument, match="city、district"):
        ledgers.duties(Filters(doc_ids=("丙",)))
    with pytest.raises(UnknownRegion, match="乙区、甲市"):
        ledgers.targets(Filters(region="丙县"))


def test_the_cells_of_a_duty(ledgers: Ledgers) -> None:
    [sheet] = ledgers.sheets("duties", Filters(keyword="津贴"))
    assert dict(zip([column.title for column in sheet.columns], sheet.rows[0], strict=True)) == {
        "文件编号": "city",
        "条款": "《甲市养老服务三年行动方案》（甲政办发〔2024〕3号）第二部分（二）",
        "条款路径": "二/（二）",
        "任务": "发放高龄津贴",
        "牵头（责任）单位": "市财政局",
        "配合单位": "民政局、市卫健委",
        "完成时限": "2025年6月底前",
        "地区": "甲市",
        "原文": "市财政局牵头，民政局、市卫健委配合，2025年6月底前完成",
    }


def test_figures_are_numbers(ledgers: Ledgers) -> None:
    [targets] = ledgers.sheets("targets", Filters(doc_ids=("district",)))
    assert targets.rows[0][3:8] == ("养老机构护理型床位占比", 55, None, "%", 2026)
    [benefits] = ledgers.sheets("benefits")
    assert "120元/人·月" in benefits.rows[0]


# --- the shipped documents -----------------------------------------------------------------------------------------


@cache
def shipped() -> Ledgers:
    return Ledgers.of_corpus(read_all(default_corpus(), skipped=lambda error: pytest.fail(str(error))), default_corpus())


#: How many records the documents have. xian-2023-1: 25 tasks of its parts 三 and 四, 35 measures of 附件1 and one rule to be
#: made, 27 projects, 4 elements, 5 + 3 more in its text; xian-2024-58: 23 items with three more in their text, and 38 rows.
COUNTS: dict[Name, dict[str, int]] = {
    "duties": {"xian-2023-1": 100, "xian-2024-58": 64, "xian-2024-58-annex": 38, "xixian-1l1x": 4, "xixian-2023": 15},
    "targets": {"xian-2023-1": 41, "xian-2024-58": 28, "xian-2024-58-annex": 14, "xixian-1l1x": 37, "xixian-2023": 30},
    "benefits": {"xian-2023-1": 48, "xian-2024-58": 2, "xixian-1l1x": 2, "xixian-2023": 2},
    "tables": {"xian-2023-1": 31, "xian-2024-58": 38, "xian-2024-58-annex": 38},
}
KINDS = {"引用不一": 1, "后文替代": 2, "地区差异": 6, "正文与附件": 16, "副本差异": 14, "指标不一": 1}

#: How many duties a unit has in a document: to be counted in its rows or items.
UNITS: tuple[tuple[str, Role | None, str, int], ...] = (
    ("市民政局", "牵头", "xian-2024-58-annex", 23),
    ("民政部门", "牵头", "xian-2024-58-annex", 23),
    ("市卫健委", "牵头", "xian-2024-58-annex", 4),
    ("财政局", "牵头", "xian-2024-58-annex", 1),
    ("财政局", "配合", "xian-2024-58-annex", 7),
    ("新区基层工作部", None, "xixian-2023", 15),
    ("妇联", None, "xian-2023-1", 3),
    ("临潼区民政局", None, "xian-2023-1", 7),
)


@pytest.mark.parametrize("name", COUNTS)
def test_how_much_the_shipped_documents_state(name: Name) -> None:
    assert Counter(record.doc_id for record in shipped().records(name)) == COUNTS[name]  # type: ignore[union-attr]


def test_the_shipped_documents_disagree() -> None:
    assert Counter(conflict.kind for conflict in shipped().conflicts()) == KINDS


@pytest.mark.parametrize(("unit", "role", "doc_id", "count"), UNITS)
def test_duties_of_units_of_the_shipped_documents(unit: str, role: Role | None, doc_id: str, count: int) -> None:
    assert len(shipped().duties(Filters(unit=unit, role=role, doc_ids=(doc_id,)))) == count


def test_every_item_of_the_plans_has_its_duty() -> None:
    paths = {(duty.doc_id, duty.clause) for duty in shipped().duties()}
    items = [
        clause.key
        for document in shipped().book.documents.values()
        for clause in document.clauses
        if "责任单位：" in clause.text
    ]
    assert len(items) == 40 and paths.issuperset(items)


def test_every_quote_is_in_its_clause() -> None:
    for name in COUNTS:
        for record in shipped().records(name):
            document = shipped().book.documents[record.doc_id]  # type: ignore[union-attr]
            clause = next(c for c in (*document.clauses, *document.subclauses) if c.path == record.clause)  # type: ignore[union-attr]
            assert record.quote in clause.text  # type: ignore[union-attr]


def test_tables_have_their_columns_and_numbers() -> None:
    projects, elements, tasks = shipped().sheets("tables")
    assert [len(sheet.rows) for sheet in (projects, elements, tasks)] == [27, 4, 38 + 38]
    titles = [column.title for column in tasks.columns]
    assert titles[4:8] == ["牵头单位", "任务内容", "完成时限", "配合单位"]  # as in the text
    assert "总投资（万元）" in [column.title for column in projects.columns]
    invested = [column.title for column in projects.columns].index("总投资（万元）")
    # The list's own total, which is no row of the ledger.
    assert sum(float(row[invested] or 0) for row in projects.rows) == pytest.approx(282167.91)
