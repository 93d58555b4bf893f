"""The figures of a report in a terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from policyqa.evaluate.compare import Comparison
from policyqa.evaluate.metrics import ALL
from policyqa.evaluate.report.contents import Report, shown, shown_change, shown_interval


def view(report: Report) -> RenderableType:
    """Totals with their intervals, and what changed where there is a comparison."""
    run = report.run
    parts: list[RenderableType] = [Text(f"{run.system}，{run.questions}（{run.count} 题）", style="bold")]
    if run.missing:
        parts.append(Text(f"{run.missing} 题没有答案，按空答案计", style="yellow"))
    table = _table("指标", "数值", "95% 区间", "题数")
    for metric in ALL:
        if figure := report.summary.totals.get(metric.name):
            table.add_row(metric.title, shown(metric, figure.value), shown_interval(metric, figure), str(figure.n))
    parts.append(table)
    if report.comparison:
        parts += [Text(f"与 {run.against} 相比", style="bold"), _changes(report.comparison)]
    return Group(*parts)


def _changes(comparison: Comparison) -> Table:
    table = _table("指标", "之前", "现在", "变化", "p", "变好 / 变坏")
    for change in comparison.changes:
        metric = change.metric
        table.add_row(
            metric.title,
            shown(metric, change.before),
            shown(metric, change.after),
            shown_change(metric, change.difference.value),
            f"{change.difference.p:.3f}",
            f"{len(change.gained)} / {len(change.lost)}",
        )
    return table


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column(first, no_wrap=True)
    for name in others:
        table.add_column(name, justify="right", no_wrap=True)
    return table
