"""Records laid out in columns, the same for a terminal, a web page and a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from policyqa.facts.rules import Evaluation
from policyqa.text.labels import cite
from policyqa.types import Amount, Benefit, Conflict, Duty, Policy, TableRow, Target

#: What a cell holds; None for an empty one.
Cell = str | int | float | None
Policies = Mapping[str, Policy]

SOURCES = {"curated": "人工整理", "extracted": "自动提取"}
_Placed = TypeVar("_Placed", bound=Duty | Benefit | Target | TableRow)


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``width`` is Excel's, where a Chinese character takes two; ``share`` is of a terminal's, 0 hides it there."""

    title: str
    width: int
    share: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A ledger laid out: cells by row and column. ``headings`` say what each row stands under, empty where the row tells."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    headings: tuple[str, ...]


_PATH = Column("条款路径", 20, share=3)
_BEFORE = (Column("文件编号", 18), Column("条款", 40), _PATH)
_BEHIND = (Column("地区", 12), Column("原文", 70))


def duty_sheet(duties: Sequence[Duty], policies: Policies) -> Sheet:
    """Duties: task, units, deadline. Who is jointly responsible stands with those who lead."""
    columns = (Column("任务", 46, 6), Column("牵头（责任）单位", 36, 5), Column("配合单位", 30, 4), Column("完成时限", 16, 3))
    return _sheet(
        "职责",
        columns,
        duties,
        policies,
        lambda d: (d.task, "、".join(d.lead), "、".join(d.cooperating), d.deadline),
    )


def benefit_sheet(benefits: Sequence[Benefit], policies: Policies) -> Sheet:
    """Benefits: name, who gets it, sums by case, conditions, and whether a person has checked them."""
    columns = (Column("名称", 28, 4), Column("发给", 8, 2), Column("标准", 42, 6), Column("条件", 50, 4), Column("来源", 10))
    return _sheet(
        "补贴和优惠",
        columns,
        benefits,
        policies,
        lambda b: (b.name, b.payee, "\n".join(map(amount_text, b.amounts)), "；".join(b.conditions), SOURCES[b.source]),
    )


def verdict_sheet(verdicts: Mapping[Benefit, Evaluation], policies: Policies) -> Sheet:
    """Benefits judged for a case: the verdict, the sums it may get, what it does not meet, and what is to be asked."""
    columns = (
        Column("结论", 12, 2),
        Column("名称", 28, 4),
        Column("标准", 42, 5),
        Column("不满足", 40, 4),
        Column("还要确认", 40, 4),
    )

    def cells(benefit: Benefit) -> tuple[Cell, ...]:
        told = verdicts[benefit]
        asked = "\n".join(told.questions)
        return (told.verdict, benefit.name, "\n".join(map(amount_text, told.amounts)), "；".join(told.unmet), asked)

    return _sheet("享受资格", columns, list(verdicts), policies, cells)


def target_sheet(targets: Sequence[Target], policies: Policies) -> Sheet:
    """Targets: metric, value (of a range the lower one), the range's upper value, unit, year."""
    columns = (Column("指标", 50, 8), Column("数值", 8, 2), Column("上限", 8, 2), Column("单位", 8, 2), Column("年份", 8, 2))
    return _sheet("目标", columns, targets, policies, lambda t: (t.metric, _whole(t.value), _whole(t.upper), t.unit, t.year))


def conflict_sheet(conflicts: Sequence[Conflict], policies: Policies) -> Sheet:
    """Conflicts: kind, what differs, where, and the words of each side in the same order."""
    columns = (Column("类别", 12, 2), Column("差异", 60, 6), Column("条款", 50, 5), Column("原文", 90))
    rows = [
        (
            conflict.kind,
            conflict.note,
            "\n".join(cite(policies[side.doc_id], side.clause) for side in conflict.sides),
            "\n".join(f"{side.doc_id}：{side.quote}" for side in conflict.sides),
        )
        for conflict in conflicts
    ]
    return Sheet("不一致", columns, tuple(rows), ("",) * len(rows))


def table_sheets(rows: Sequence[TableRow], policies: Policies) -> list[Sheet]:
    """A sheet for each table, with the table's own columns; tables of one name and columns share theirs."""
    sheets = []
    for (title, *names), group in groupby(rows, key=lambda row: (row.table or row.doc_id, *(name for name, _ in row.cells))):
        records = list(group)
        widths = [_width([record.cells[k][1] for record in records]) for k in range(len(names))]
        columns = [Column(name, width, share=2) for name, width in zip(names, widths, strict=True)]
        sheets.append(_sheet(title, (Column("分组", 14), *columns), records, policies, _table_cells))
    return sheets or [_sheet("表格", (), rows, policies, _table_cells)]


def amount_text(amount: Amount) -> str:
    """A sum in words: 农村家庭：不超过2000元/户."""
    case = f"{amount.case}：" if amount.case else ""
    return f"{case}{amount.bound}{amount.value:.10g}{amount.unit}"


def _sheet(
    title: str,
    columns: Sequence[Column],
    records: Sequence[_Placed],
    policies: Policies,
    cells: Callable[[_Placed], tuple[Cell, ...]],
) -> Sheet:
    """The records with where they stand in front of their own cells, and region and quote behind."""
    rows = tuple(
        (*_where(record, policies), *cells(record), policies[record.doc_id].region, record.quote) for record in records
    )
    headings = tuple(f"{record.doc_id}  {cite(policies[record.doc_id], '')}" for record in records)
    return Sheet(title, (*_BEFORE, *columns, *_BEHIND), rows, headings)


def _where(record: Duty | Benefit | Target | TableRow, policies: Policies) -> tuple[Cell, ...]:
    return (record.doc_id, cite(policies[record.doc_id], record.clause), record.clause)


def _table_cells(row: TableRow) -> tuple[Cell, ...]:
    return (row.group, *(_whole(value) if isinstance(value, float) else value for _, value in row.cells))


def _width(values: Sequence[str | float]) -> int:
    """Wide enough for the cells of a column, within reason: longer ones wrap."""
    return min(max(10, max(2 * len(str(value)) for value in values)), 50)


def _whole(value: float | None) -> int | float | None:
    """Whole numbers without a point."""
    return int(value) if value is not None and value.is_integer() else value
