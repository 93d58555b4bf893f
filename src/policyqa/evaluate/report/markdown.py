"""The report in Markdown, short enough for a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from policyqa.evaluate.compare import Change, Comparison
from policyqa.evaluate.metrics import ALL, HEADLINES
from policyqa.evaluate.report.contents import (
    DIVISIONS,
    Report,
    headlines,
    named,
    shown,
    shown_change,
    shown_interval,
)
from policyqa.evaluate.scoring import Summary

#: Questions that a list of gains or losses names before it only counts them.
LISTED = 40


def markdown(report: Report) -> str:
    """The whole report: totals, divisions by headline metric, verdicts, and the comparison where there is one."""
    run = report.run
    parts = [f"# 评测：{run.system}，{run.questions}（{run.count} 题）"]
    if run.missing:
        parts.append(f"{run.missing} 题没有答案，按空答案计。")
    if report.comparison:
        parts.append(comparison_markdown(report.comparison, against=run.against or "", ids=report.scores is not None))
    parts += ["## 总体", _totals(report.summary)]
    for by, title in DIVISIONS.items():
        if by in report.summary.groups:
            parts += [f"## 按{title}", _division(report.summary, by)]
    if report.summary.verdicts:
        parts += ["## 结论", _verdicts(report.summary.verdicts)]
    return "\n\n".join(parts) + "\n"


def comparison_markdown(comparison: Comparison, *, against: str, ids: bool) -> str:
    """What changed against an earlier run. A change is marked when chance would bring it in fewer than one case in twenty."""
    rows = [
        [
            change.metric.title,
            shown(change.metric, change.before),
            shown(change.metric, change.after),
            f"{shown_change(change.metric, change.difference.value)}{_mark(change)}",
            f"{shown_change(change.metric, change.difference.low)} … {shown_change(change.metric, change.difference.high)}",
            f"{change.difference.p:.3f}",
            f"{len(change.gained)} / {len(change.lost)}",
        ]
        for change in comparison.changes
    ]
    head = ["指标", "之前", "现在", "变化", "95% 区间", "p", "变好 / 变坏（题）"]
    parts = [f"## 与 {_cell(against)} 相比", _table(head, rows), "**▲ ▼**：差异显著（随机化检验 p < 0.05）。"]
    if ids:
        parts += [
            _moves(change)
            for change in comparison.changes
            if change.metric.name in HEADLINES and (change.gained or change.lost)
        ]
    return "\n\n".join(parts)


def _mark(change: Change) -> str:
    if change.difference.p >= 0.05:
        return ""
    return " **▲**" if change.difference.value > 0 else " **▼**"


def _moves(change: Change) -> str:
    return f"- {change.metric.title}：变好 {_listed(change.gained)}；变坏 {_listed(change.lost)}"


def _listed(ids: Sequence[object]) -> str:
    if not ids:
        return "无"
    named_ids = "、".join(f"`{_cell(str(i))}`" for i in ids[:LISTED])
    return named_ids if len(ids) <= LISTED else f"{named_ids} 等 {len(ids)} 题"


def _totals(summary: Summary) -> str:
    rows = [
        [metric.title, shown(metric, figure.value), shown_interval(metric, figure), str(figure.n)]
        for metric in ALL
        if (figure := summary.totals.get(metric.name))
    ]
    return _table(["指标", "数值", "95% 区间", "题数"], rows)


def _division(summary: Summary, by: str) -> str:
    metrics = headlines(summary)
    rows = [
        [
            named(name),
            str(summary.sizes[by][name]),
            *(shown(m, figures[m.name].value) if m.name in figures else "" for m in metrics),
        ]
        for name, figures in summary.groups[by].items()
    ]
    return _table([DIVISIONS[by], "题数", *(metric.title for metric in metrics)], rows)


def _verdicts(confusion: dict[str, dict[str, int]]) -> str:
    said = sorted({name for counts in confusion.values() for name in counts})
    rows = [[gold, *(str(counts.get(name, 0)) for name in said)] for gold, counts in confusion.items()]
    return _table(["标准结论 \\ 给出的结论", *said], rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
