"""Charts as inline SVG, without scripts or outside files. Widths and heights are in pixels of the drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from policyqa.evaluate.risk import RiskCoverage
from policyqa.evaluate.scoring import Histogram
from policyqa.evaluate.statistics import Figure

WIDTH = 460
_LABEL, _ROW, _TOP = 120, 24, 8
_PLOT = 200


def bars(rows: Sequence[tuple[str, Figure]], *, title: str) -> str:
    """Horizontal bars of shares with their 95 % intervals."""
    width = WIDTH - _LABEL - 60
    parts: list[str] = []
    for i, (name, figure) in enumerate(rows):
        y = _TOP + i * _ROW
        low, value, high = (_LABEL + width * x for x in (figure.low, figure.value, figure.high))
        tip = f"{name}：{figure.value:.1%}（95% 区间 {figure.low:.1%}–{figure.high:.1%}，{figure.n} 题）"
        parts.append(
            f"<g><title>{escape(tip)}</title>{_text(_LABEL - 6, y + 15, name, anchor='end')}"
            f'<rect class="bar" x="{_LABEL}" y="{y + 4}" width="{value - _LABEL:.1f}" height="14"/>'
            f'<path class="whisker" d="M{low:.1f} {y + 11}H{high:.1f}M{low:.1f} {y + 7}v8M{high:.1f} {y + 7}v8"/>'
            f"{_text(WIDTH - 4, y + 15, f'{figure.value:.1%}', anchor='end')}</g>"
        )
    return _svg("".join(parts), height=_TOP * 2 + _ROW * len(rows), title=title)


def flows(rows: Sequence[tuple[str, tuple[int, int]]], *, title: str) -> str:
    """Gains to the right, losses to the left of a middle line, in questions."""
    most = max((max(flow) for _, flow in rows), default=0) or 1
    half = (WIDTH - _LABEL - 40) / 2
    middle = _LABEL + 20 + half
    parts = [f'<path class="axis" d="M{middle} {_TOP}V{_TOP + _ROW * len(rows)}"/>']
    for i, (name, (gained, lost)) in enumerate(rows):
        y = _TOP + i * _ROW
        right, left = (half - 24) * gained / most, (half - 24) * lost / most
        parts.append(_text(_LABEL - 6, y + 15, name, anchor="end"))
        if lost:
            parts.append(f'<rect class="loss" x="{middle - left:.1f}" y="{y + 4}" width="{left:.1f}" height="14"/>')
            parts.append(_text(middle - left - 4, y + 15, f"−{lost}", anchor="end"))
        if gained:
            parts.append(f'<rect class="gain" x="{middle}" y="{y + 4}" width="{right:.1f}" height="14"/>')
            parts.append(_text(middle + right + 4, y + 15, f"+{gained}"))
    return _svg("".join(parts), height=_TOP * 2 + _ROW * len(rows), title=title)


def curve(risk: RiskCoverage, *, title: str) -> str:
    """Risk over coverage, with the point where the run itself stands."""
    top = max([0.05, risk.answered.risk, *(point.risk for point in risk.points)]) * 1.1
    x, y = _scale(1.0), _scale(top)
    points = " ".join(f"{_x(x, p.coverage):.1f},{_y(y, p.risk):.1f}" for p in risk.points)
    here = risk.answered
    tip = f"本次运行：回答了 {here.coverage:.1%} 的问题，其中 {here.risk:.1%} 首条不对"
    content = (
        f"{_axes('覆盖率（作答的比例）', '风险', [(s, f'{s:.0%}') for s in (0, 0.25, 0.5, 0.75, 1)], top)}"
        f'<polyline class="line" points="{points}"/>'
        f'<g><title>{escape(tip)}</title><circle class="here" r="5" '
        f'cx="{_x(x, here.coverage):.1f}" cy="{_y(y, here.risk):.1f}"/></g>'
    )
    return _svg(content, height=_PLOT + 56, title=title)


def histogram(found: Histogram, *, title: str) -> str:
    """Counts of latencies in milliseconds."""
    most, last = max(found.counts), found.edges[-1]
    x, y = _scale(last), _scale(most)
    rects = "".join(
        f"<g><title>{left:.0f}–{right:.0f} 毫秒：{count} 题</title>"
        f'<rect class="bar" x="{_x(x, left):.1f}" y="{_y(y, count):.1f}" '
        f'width="{max(1.0, _x(x, right) - _x(x, left) - 1):.1f}" height="{_PLOT + _TOP - _y(y, count):.1f}"/></g>'
        for left, right, count in zip(found.edges, found.edges[1:], found.counts, strict=False)
    )
    ticks = [(share, f"{share * last:.0f}") for share in (0, 0.25, 0.5, 0.75, 1)]
    return _svg(f"{_axes('毫秒', '题数', ticks, most, percent=False)}{rects}", height=_PLOT + 56, title=title)


def _scale(top: float) -> float:
    return 1 / top if top else 1.0


def _x(scale: float, value: float) -> float:
    return 60 + (WIDTH - 80) * value * scale


def _y(scale: float, value: float) -> float:
    return _TOP + _PLOT * (1 - value * scale)


def _axes(x_title: str, y_title: str, ticks: Sequence[tuple[float, str]], top: float, *, percent: bool = True) -> str:
    def lines() -> Iterator[str]:
        bottom = _TOP + _PLOT
        yield f'<path class="axis" d="M60 {_TOP}V{bottom}H{WIDTH - 20}"/>'
        for share, label in ticks:
            yield _text(60 + (WIDTH - 80) * share, bottom + 16, label, anchor="middle")
        for share in (0, 0.5, 1):
            label = f"{top * share:.0%}" if percent else f"{top * share:.0f}"
            yield _text(54, bottom - _PLOT * share + 4, label, anchor="end")
        yield _text(60 + (WIDTH - 80) / 2, bottom + 38, x_title, anchor="middle")
        middle = _TOP + _PLOT / 2
        yield f'<text transform="rotate(-90 14 {middle})" x="14" y="{middle}" text-anchor="middle">{escape(y_title)}</text>'

    return "".join(lines())


def _text(x: float, y: float, text: str, *, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(content: str, *, height: float, title: str) -> str:
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        f'aria-label="{escape(title)}">{content}</svg></figure>'
    )
