"""The report as one HTML page that needs nothing else: figures, charts, and every question to unfold. Everything is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib import resources

from policyqa.evaluate.compare import Comparison
from policyqa.evaluate.metrics import ALL, BY_NAME
from policyqa.evaluate.report.charts import bars, curve, flows, histogram
from policyqa.evaluate.report.contents import (
    DIVISIONS,
    Report,
    headlines,
    named,
    shown,
    shown_change,
    shown_interval,
)
from policyqa.evaluate.report.questions import questions
from policyqa.evaluate.scoring import Summary

#: Metrics whose shares by kind are drawn, of those that the question set allows.
DRAWN = ("hit_1", "facts", "recall_10", "refusal_balanced", "document_hit_1", "rouge_l")
MOVES_DRAWN = ("hit_1", "facts", "recall_10", "rouge_l")


def page(report: Report) -> str:
    """The whole page."""
    run, summary = report.run, report.summary
    title = f"评测：{run.system}，{run.questions}（{run.count} 题）"
    body = [f"<h1>{escape(title)}</h1>"]
    if run.missing:
        body.append(f"<p>{run.missing} 题没有答案，按空答案计。</p>")
    if report.comparison:
        body.append(_comparison(report.comparison, against=run.against or ""))
    body += ["<h2>总体</h2>", _totals(summary), _charts(summary)]
    body += [_division(summary, by) for by in DIVISIONS if by in summary.groups]
    if summary.verdicts:
        body.append(_verdicts(summary.verdicts))
    if report.scores:
        body.append(questions(report.scores, report.comparison))
    files = resources.files("policyqa.evaluate.report")
    style, script = (files.joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style></head>\n'
        f"<body>{''.join(body)}<script>{script}</script></body></html>\n"
    )


def _totals(summary: Summary) -> str:
    rows = [
        [m.title, shown(m, figure.value), shown_interval(m, figure), str(figure.n), m.note]
        for m in ALL
        if (figure := summary.totals.get(m.name))
    ]
    return _table(["指标", "数值", "95% 区间", "题数", "含义"], rows, note=4)


def _division(summary: Summary, by: str) -> str:
    metrics = headlines(summary)
    rows = [
        [named(name), str(summary.sizes[by][name]), *(shown(m, f[m.name].value) if m.name in f else "" for m in metrics)]
        for name, f in summary.groups[by].items()
    ]
    head = [DIVISIONS[by], "题数", *(metric.title for metric in metrics)]
    return f"<h2>按{DIVISIONS[by]}</h2>{_table(head, rows)}"


def _charts(summary: Summary) -> str:
    charts = [chart for name in DRAWN if (chart := _by_kind(summary, name))]
    if not charts:
        shares = [(m.title, summary.totals[m.name]) for m in headlines(summary) if m.unit == "比例"]
        charts.append(bars(shares, title="主要指标"))
    if summary.risk_coverage:
        charts.append(curve(summary.risk_coverage, title=f"风险–覆盖率（AURC {summary.risk_coverage.area:.3f}）"))
    if summary.latency:
        charts.append(histogram(summary.latency, title="用时分布"))
    return f'<div class="charts">{"".join(charts)}</div>'


def _by_kind(summary: Summary, name: str) -> str | None:
    kinds = summary.groups.get("kind", {})
    rows = [(named(kind), figures[name]) for kind, figures in kinds.items() if name in figures]
    return bars(rows, title=f"{BY_NAME[name].title}（按题型）") if len(rows) > 1 else None


def _comparison(comparison: Comparison, *, against: str) -> str:
    rows = [
        [
            c.metric.title,
            shown(c.metric, c.before),
            shown(c.metric, c.after),
            shown_change(c.metric, c.difference.value),
            f"{shown_change(c.metric, c.difference.low)} … {shown_change(c.metric, c.difference.high)}",
            f"{c.difference.p:.3f}",
            f"{len(c.gained)} / {len(c.lost)}",
        ]
        for c in comparison.changes
    ]
    head = ["指标", "之前", "现在", "变化", "95% 区间", "p", "变好 / 变坏（题）"]
    drawn = [c.metric for c in comparison.changes if c.metric.name in MOVES_DRAWN and (c.gained or c.lost)]
    charts = [
        flows(
            [(named(kind) or "全部", flow) for kind, flow in comparison.flows[m.name].items() if any(flow)],
            title=f"{m.title}：变好与变坏",
        )
        for m in drawn
    ]
    return f'<h2>与 {escape(against)} 相比</h2>{_table(head, rows)}<div class="charts">{"".join(charts)}</div>'


def _verdicts(confusion: dict[str, dict[str, int]]) -> str:
    said = sorted({name for counts in confusion.values() for name in counts})
    rows = [[gold, *(str(counts.get(name, 0)) for name in said)] for gold, counts in confusion.items()]
    return f"<h2>结论</h2>{_table(['标准结论 ＼ 给出的结论', *said], rows)}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], *, note: int | None = None) -> str:
    heading = "".join(f"<th{_note(i, note)}>{escape(name)}</th>" for i, name in enumerate(head))
    lines = ("".join(f"<td{_note(i, note)}>{escape(cell)}</td>" for i, cell in enumerate(row)) for row in rows)
    body = "".join(f"<tr>{cells}</tr>" for cells in lines)
    return f'<div class="wide"><table><thead><tr>{heading}</tr></thead><tbody>{body}</tbody></table></div>'


def _note(column: int, note: int | None) -> str:
    return ' class="note"' if column == note else ""
