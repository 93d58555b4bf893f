"""评测: the recorded runs with how sure their figures are, two of them beside each other, and a new one for administrators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import gradio as gr
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from policyqa.evaluate.metrics import ALL, BY_NAME, HEADLINES
from policyqa.evaluate.questions import EvalQuestion
from policyqa.evaluate.report.charts import bars, curve
from policyqa.evaluate.report.contents import named, shown, shown_change, shown_interval
from policyqa.evaluate.statistics import Difference
from policyqa.ui.feedback import Feedback
from policyqa.ui.library import Library
from policyqa.ui.markup import icon, joined, tag
from policyqa.ui.records import Run, by_kind, comparable, compared, questions_of, runs
from policyqa.ui.running import Progress, Runner

ALONE = "不比较"
#: Metrics drawn by kind of question, figures set large, questions listed, seconds between two looks at a run.
DRAWN, LARGE, LISTED, PAUSE = ("hit_1", "facts"), 6, 400, 0.5
WRONG = "密码不对。"
NO_RISK = "这份记录没有留下每题的把握程度，画不出风险–覆盖率曲线；重新运行一次评测就有。"


class Archive:
    """Where runs and question sets lie: under the state folder, in the working folder, and in a source checkout."""

    def __init__(self, library: Library) -> None:
        checkout = Path(__file__).parents[3] / "eval"
        self.own = library.qa.settings.home.expanduser() / "runs"
        self.folders = (self.own, Path("eval-runs"), checkout / "results")
        self.questions = (checkout / "questions", self.own)

    def runs(self) -> dict[str, Run]:
        """The runs by name, newest first."""
        return runs(self.folders)


def build(library: Library) -> None:
    """Lay the page out, inside the column that it is."""
    archive = Archive(library)
    found = archive.runs()
    first = next(iter(found), None)
    gr.HTML(_head(), js_on_load=None, apply_default_css=False)
    with gr.Column(elem_classes="form-card"), gr.Row(elem_id="runs"):
        chosen = gr.Dropdown(_choices(found), value=first, label="评测记录", elem_id="run")
        other = gr.Dropdown(_others(found, first), value=ALONE, label="与另一次比较（同一套题的）", elem_id="other")
    view = gr.HTML(_view(archive, first, ALONE), js_on_load=None, apply_default_css=False, elem_id="figures")

    def picked(name: str | None) -> tuple[Any, Markup]:
        return gr.update(choices=_others(archive.runs(), name), value=ALONE), _view(archive, name, ALONE)

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    chosen.change(picked, chosen, [other, view], **quiet)
    other.input(lambda name, beside: _view(archive, name, beside), [chosen, other], view, **quiet)
    _administration(library, archive, chosen)


def _administration(library: Library, archive: Archive, chosen: gr.Dropdown) -> None:
    """Starting a run and taking feedback along: behind the password, and not there at all when none is set."""
    if library.qa.settings.admin_password is None:
        gr.HTML(tag("p", "没有设置管理员密码，不能在网页上开始新的评测。", class_="page-words"), js_on_load=None)
        return
    runner, feedback = Runner(library.qa, archive.own), Feedback.under(library.qa.settings.home)
    gr.HTML(tag("h2", "管理"), js_on_load=None, apply_default_css=False)
    with gr.Column(elem_classes="form-card", elem_id="administration"):
        password = gr.Textbox(label="管理员密码", type="password", max_length=200, elem_id="password")
        file = gr.File(label="问题文件（JSONL）", file_types=[".jsonl"], elem_id="questions-file")
        with gr.Row():
            start, stop = gr.Button("开始评测", variant="primary", elem_id="start-run"), gr.Button("停止", elem_id="stop-run")
            export = gr.Button("导出意见", elem_id="export-feedback")
        state = gr.HTML("", js_on_load=None, apply_default_css=False, elem_id="run-state")
        taken = gr.File(label="意见", visible=False, interactive=False, elem_id="feedback-file")

    def started(word: str, path: str | None) -> Iterator[tuple[Any, ...]]:
        if not runner.admits(word):
            yield _told(WRONG), gr.skip()
        elif not path:
            yield _told("请先选择问题文件。"), gr.skip()
        else:
            yield from _watched(Progress(runner, Path(path)), archive)

    def stopped(word: str) -> Markup:
        if not runner.admits(word):
            return _told(WRONG)
        runner.stop()
        return _told("正在停止…")

    def exported(word: str) -> tuple[Any, ...]:
        if not runner.admits(word):
            return _told(WRONG), gr.skip()
        path = feedback.path.with_name("feedback.csv")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(feedback.as_csv())
        return _told(f"共 {len(feedback.entries())} 条意见。"), gr.update(value=str(path), visible=True)

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    start.click(started, [password, file], [state, chosen], concurrency_limit=2, **quiet)
    stop.click(stopped, password, state, **quiet)
    export.click(exported, password, [state, taken], **quiet)


def _watched(progress: Progress, archive: Archive) -> Iterator[tuple[Any, ...]]:
    """How far a run is, until it ends; then the choices with it among them."""
    while progress.running:
        yield _told("正在评测…", done=progress.done, total=progress.total), gr.skip()
        progress.wait(PAUSE)
    picked = gr.update(choices=_choices(archive.runs()), value=progress.name) if progress.name else gr.skip()
    yield _told(progress.failure or "评测完成。"), picked


def routes(library: Library) -> list[Route]:
    """Where the files of runs come from: ``runs/<name>/<file>``, only those that are a run's."""
    archive = Archive(library)

    def download(request: Request) -> Response:
        run = archive.runs().get(request.path_params["name"])
        file = request.path_params["file"]
        if run is None or file not in run.files:
            return PlainTextResponse("没有这个文件。", 404)
        saved = file if file.startswith(run.name) else f"{run.name}-{file}"
        return FileResponse(run.path / file if run.path.is_dir() else run.path, filename=saved)

    return [Route("/runs/{name}/{file}", download)]


def _view(archive: Archive, name: str | None, beside: str | None) -> Markup:
    found = archive.runs()
    run, before = found.get(name or ""), found.get(beside or "")
    if run is None:
        return tag("p", "还没有评测记录。用 policyqa eval 运行一次评测，结果会出现在这里。", class_="card failed")
    questions = questions_of(run, archive.questions)
    changes = compared(before, run) if before else {}
    return joined(
        _large(run, before, changes),
        _drawn(run, questions),
        tag("h2", "全部指标"),
        _all(run, before, changes),
        _listed(run, before, questions),
        tag("h2", "下载"),
        tag(
            "p",
            (tag("a", icon("down"), file, class_="tool", href=f"runs/{run.name}/{file}", download=True) for file in run.files),
        ),
    )


def _large(run: Run, before: Run | None, changes: Mapping[str, Difference]) -> Markup:
    names = [name for name in HEADLINES if name in run.totals][:LARGE]
    return tag("div", (_figure(run, before, name, changes) for name in names), class_="headlines")


def _figure(run: Run, before: Run | None, name: str, changes: Mapping[str, Difference]) -> Markup:
    metric, one = BY_NAME[name], run.totals[name]
    return tag(
        "div",
        tag("p", metric.title, class_="headline-name"),
        tag("p", shown(metric, one.value), class_="headline-value"),
        tag("p", f"95% 区间 {shown_interval(metric, one)}，{one.n} 题", class_="headline-words"),
        tag("p", _change(run, before, name, changes), class_="headline-change") if before else None,
        class_="card headline",
    )


def _change(run: Run, before: Run | None, name: str, changes: Mapping[str, Difference]) -> str:
    """The difference in words: how much, and whether it is more than chance would give."""
    if before is None or name not in before.totals:
        return ""
    by = run.totals[name].value - before.totals[name].value
    words = f"比 {before.name} {shown_change(BY_NAME[name], by)}"
    if name not in changes:
        return words
    return f"{words}（{'差别明显' if changes[name].p < 0.05 else '差别不明显'}，p = {changes[name].p:.3f}）"


def _drawn(run: Run, questions: Sequence[EvalQuestion]) -> Markup:
    charts = [
        Markup(bars([(named(kind), one) for kind, one in rows], title=f"{BY_NAME[name].title}（按题型）"))
        for name in DRAWN
        if len(rows := by_kind(run, questions, name)) > 1
    ]
    if run.risk:
        charts.append(Markup(curve(run.risk, title=f"风险–覆盖率（AURC {run.risk.area:.3f}）")))
    lacking = None if run.risk else tag("p", NO_RISK, class_="chart-words")
    return joined(tag("div", charts, class_="charts drawn") if charts else None, lacking)


def _all(run: Run, before: Run | None, changes: Mapping[str, Difference]) -> Markup:
    head = ["指标", "数值", "95% 区间", "题数", *([f"比 {before.name}"] if before else []), "含义"]
    rows = [
        [
            metric.title,
            shown(metric, one.value),
            shown_interval(metric, one),
            str(one.n),
            *([_change(run, before, metric.name, changes).removeprefix(f"比 {before.name} ")] if before else []),
            metric.note,
        ]
        for metric in ALL
        if (one := run.totals.get(metric.name))
    ]
    return _table(head, rows, "全部指标")


def _listed(run: Run, before: Run | None, questions: Sequence[EvalQuestion]) -> Markup | None:
    """Question by question: what was right, and what changed against the other run."""
    if not run.questions:
        return None
    metrics = [BY_NAME[name] for name in (*HEADLINES[:1], "facts", "refusal_balanced") if name in run.totals]
    asked = {str(question.id): question for question in questions}
    answers = run.answers()
    head = ["题号", "题型", "问题", *(metric.title for metric in metrics), *(["变化"] if before else [])]
    rows = []
    for id, values in list(run.questions.items())[:LISTED]:
        question = asked.get(id)
        words = question.question.text if question else ""
        answer = f"\n答：{answers[id]}" if id in answers else ""
        moved = [_moved(before.questions.get(id, {}), values)] if before else []
        marks = [_mark(values.get(metric.name)) for metric in metrics]
        rows.append([id, named(question.kind) if question else "", f"{words}{answer}", *marks, *moved])
    return tag(
        "details",
        tag("summary", f"逐题查看（{len(run.questions)} 题）"),
        _table(head, rows, "逐题结果"),
        class_="listed",
    )


def _mark(values: Sequence[float | None] | None) -> str:
    known = [value for value in values or () if value is not None]
    if not known:
        return "—"
    return "✓ 对" if min(known) >= 1 else "✗ 错" if max(known) <= 0 else f"{sum(known) / len(known):.2f}"


def _moved(before: Mapping[str, list[float | None]], after: Mapping[str, list[float | None]]) -> str:
    """Whether the question got better or worse, over the metrics that tell right from wrong."""
    by = [
        (a or 0) - (b or 0)
        for name in HEADLINES
        for b, a in zip(before.get(name) or (), after.get(name) or (), strict=False)
        if a is not None and b is not None
    ]
    return "" if not any(by) else "↑ 变好" if sum(by) > 0 else "↓ 变坏"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> Markup:
    heads = (
        tag("th", tag("button", title, type="button", data_sort=str(i)), scope="col", aria_sort="none")
        for i, title in enumerate(head)
    )
    body = (tag("tr", (tag("td", cell, data_label=title) for title, cell in zip(head, row, strict=True))) for row in rows)
    inner = (tag("caption", caption, class_="for-readers"), tag("thead", tag("tr", heads)), tag("tbody", body))
    table = tag("table", inner, class_="ledger")
    return tag("div", table, class_="wide", tabindex="0", role="region", aria_label=caption)


def _told(words: str, *, done: int = 0, total: int = 0) -> Markup:
    bar = tag("progress", value=done, max=total, aria_label="进度") if total else None
    counted = f"{words} {done}/{total}" if total else words
    return tag("div", tag("p", counted), bar, role="status", class_="run-state")


def _choices(found: Mapping[str, Run]) -> list[tuple[str, str]]:
    return [(run.title, name) for name, run in found.items()]


def _others(found: Mapping[str, Run], name: str | None) -> list[str | tuple[str, str]]:
    return [ALONE, *_choices(comparable(found, found.get(name or "")))]


def _head() -> Markup:
    words = "用带标准答案的问题检验回答得对不对。每个数字都带 95% 区间；两次评测可以逐题比较。"
    return joined(tag("h1", "评测"), tag("p", words, class_="page-words"))
