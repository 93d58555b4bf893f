"""Latency: median and 95th percentile of an answer's wall time in milliseconds. Answers that do not tell it are left out."""

from __future__ import annotations

from policyqa.evaluate.metrics.base import Answered, Metric, quantile
from policyqa.evaluate.questions import EvalQuestion


def latency(question: EvalQuestion, line: Answered) -> float | None:
    """Milliseconds of one answer."""
    return line["latency_ms"] or None


P50 = Metric("latency_p50", "用时中位数", "一半的回答在这个时间以内", (latency,), quantile(0.5), unit="毫秒", better="低")
P95 = Metric("latency_p95", "用时 95% 分位", "95% 的回答在这个时间以内", (latency,), quantile(0.95), unit="毫秒", better="低")
