"""What a report holds, whatever it is written as, and how its values are worded."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from policyqa.evaluate.compare import Change, Comparison
from policyqa.evaluate.metrics import ALL, BY_NAME, HEADLINES
from policyqa.evaluate.metrics.base import Metric
from policyqa.evaluate.risk import Point, RiskCoverage
from policyqa.evaluate.scoring import Scores, Summary
from policyqa.evaluate.statistics import Figure

#: Raised when a program that reads the JSON would have to change.
SCHEMA = "policyqa-eval/1"

#: What divides the questions, as reports call it.
DIVISIONS = {"kind": "题型", "role": "提问人", "document": "文件"}
#: Kinds and roles of our own question sets; other sets' are shown as they are.
NAMES = {
    "amount": "金额", "eligibility": "资格", "duty": "职责", "target": "目标", "table": "表格", "definition": "定义",
    "multi": "多条款", "compare": "比较", "followup": "追问", "noisy": "不规范输入", "conflict": "文件不一致",
    "adversarial": "误导", "unanswerable": "文件未写", "resident": "居民", "clerk": "基层工作人员", "evaluator": "评测人员",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What was run: the system, the question set's name and its file's digest, its questions, those without an answer."""

    system: str
    questions: str
    digest: str
    count: int
    missing: int
    version: str
    against: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All of a report. ``scores`` is None where only totals may be told."""

    run: RunInfo
    summary: Summary
    scores: Scores | None
    comparison: Comparison | None = None


def as_json(report: Report) -> dict[str, Any]:
    """The report as JSON values; ``eval/README.md`` describes the schema."""
    summary = report.summary
    fields: dict[str, Any] = {
        "schema": SCHEMA,
        "run": asdict(report.run),
        "totals": _figures(summary.totals),
        "groups": {
            by: {name: {"count": summary.sizes[by][name], "figures": _figures(figures)} for name, figures in groups.items()}
            for by, groups in summary.groups.items()
        },
        "verdicts": summary.verdicts,
        "risk_coverage": risk_fields(summary.risk_coverage),
        "latency_ms": asdict(summary.latency) if summary.latency else None,
    }
    if report.comparison:
        fields["comparison"] = [_change(change, ids=report.scores is not None) for change in report.comparison.changes]
    if report.scores:
        fields["questions"] = [question_scores(report.scores, i) for i in range(len(report.scores.pairs))]
    return fields


def risk_fields(curve: RiskCoverage | None) -> dict[str, Any] | None:
    """A risk–coverage curve as JSON values; None without one."""
    if curve is None:
        return None
    return {
        "area": round(curve.area, 6),
        "answered": _point(curve.answered),
        "points": [_point(point) for point in curve.points],
    }


def question_scores(scores: Scores, index: int) -> dict[str, Any]:
    """One question's id, kind, role and the values of the metrics that apply to it."""
    question, _ = scores.pairs[index]
    values = {metric.name: scores.of(metric, index) for metric in ALL}
    given = {name: round(value, 6) for name, value in values.items() if value is not None}
    return {"id": question.id, "kind": question.kind, "role": question.role, "scores": given}


def headlines(summary: Summary) -> list[Metric]:
    """The headline metrics that the question set allows."""
    return [BY_NAME[name] for name in HEADLINES if name in summary.totals]


def shown(metric: Metric, value: float) -> str:
    """A value as it is read: 84.2%, 53.1 毫秒, 88 字."""
    if metric.unit == "比例":
        return f"{value:.1%}"
    return f"{value:.1f} {metric.unit}" if metric.unit == "毫秒" else f"{value:.0f} {metric.unit}"


def shown_change(metric: Metric, value: float) -> str:
    """A difference as it is read: +1.6 点 (percentage points), -3.0 毫秒."""
    return f"{value * 100:+.1f} 点" if metric.unit == "比例" else f"{value:+.1f} {metric.unit}"


def shown_interval(metric: Metric, figure: Figure) -> str:
    """The 95 % interval: 78.9%–89.2%."""
    return f"{shown(metric, figure.low)}–{shown(metric, figure.high)}"


def named(name: str) -> str:
    """A kind or a role in Chinese, where it is one of ours."""
    return NAMES.get(name, name)


def _figures(figures: dict[str, Figure]) -> dict[str, Any]:
    return {
        name: {"value": round(f.value, 6), "low": round(f.low, 6), "high": round(f.high, 6), "n": f.n}
        for name, f in figures.items()
    }


def _point(point: Point) -> dict[str, float]:
    return {name: round(value, 6) for name, value in asdict(point).items()}


def _change(change: Change, *, ids: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "metric": change.metric.name,
        "before": round(change.before, 6),
        "after": round(change.after, 6),
        "difference": {name: round(value, 6) for name, value in asdict(change.difference).items()},
        "gained": len(change.gained),
        "lost": len(change.lost),
    }
    return fields | ({"gained_ids": list(change.gained), "lost_ids": list(change.lost)} if ids else {})
