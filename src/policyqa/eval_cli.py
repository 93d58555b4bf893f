"""``policyqa eval``: a question file in, figures and reports out."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policyqa.progress import Bar
from policyqa.render import print_view
from policyqa.settings import Settings

if TYPE_CHECKING:
    from policyqa.evaluate.metrics.base import Answered
    from policyqa.evaluate.questions import EvalQuestion

#: The keys of ``systems.SYSTEMS`` and ``adapters.FORMATS``, named here because importing those rooms takes seconds.
SYSTEMS = ("policyqa", "lexical", "dense", "hybrid", "llamaindex")
FORMATS = ("law", "ncp", "policyqa")

#: Where runs go that are not told where: a folder a run.
RUNS = Path("eval-runs")


def evaluate(
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS.jsonl", help="带标准答案的问题文件")],
    corpus: Annotated[Path | None, typer.Option(metavar="文件夹", help="政策文件所在的文件夹；不写则用自带的文件")] = None,
    answers: Annotated[Path | None, typer.Option(metavar="文件", help="只给这个答案文件打分，可以是别的系统写的")] = None,
    out: Annotated[Path | None, typer.Option(metavar="文件夹", help="结果放在哪里；不写则放在 eval-runs 里")] = None,
    system: Annotated[str, typer.Option(metavar="系统", help=f"评测哪个系统：{'、'.join(SYSTEMS)}")] = SYSTEMS[0],
    format: Annotated[
        str | None, typer.Option(metavar="格式", help=f"问题文件的格式：{'、'.join(FORMATS)}；不写则自己识别")
    ] = None,
    depth: Annotated[int, typer.Option(metavar="数量", min=10, max=100, help="检索多少条条款；要看召回@20 就写 20")] = 10,
    against: Annotated[Path | None, typer.Option(metavar="结果", help="与以前的结果文件夹或答案文件逐题比较")] = None,
    totals_only: Annotated[bool, typer.Option("--totals-only", help="只留总数，不留单题的内容；用于测试集")] = False,
    gate: Annotated[Path | None, typer.Option(metavar="记录", help="主要指标比记录明显下降时，以状态 1 结束")] = None,
    record: Annotated[Path | None, typer.Option(metavar="记录", help="把指标记录成一个小文件，供 --gate 使用")] = None,
) -> None:
    """用带标准答案的问题评测，给出指标和报告；中断后再运行会接着答。"""
    _known(system, SYSTEMS, "--system")
    _known(format or FORMATS[0], FORMATS, "--format")
    # numpy takes a moment to import, and no other command needs it at its start
    from policyqa.evaluate import adapters, harness, runs  # noqa: PLC0415
    from policyqa.evaluate import gate as gates  # noqa: PLC0415
    from policyqa.evaluate.report import terminal  # noqa: PLC0415

    # All that can be wrong with what is given is told before anything is answered.
    asked = adapters.read(questions, format=format)
    earlier = harness.earlier(against) if against else None
    recorded = gates.recorded(gate) if gate else None
    name = harness.name_of(answers) if answers else system
    folder = out or RUNS / f"{harness.name_of(questions)}-{name}"
    if answers:
        answered = runs.read_answers(answers)
    else:
        answered = _answered(asked, questions, system, Settings.load(corpus=corpus, top_k=depth), folder)
    report, scores = harness.evaluate(asked, answered, system=name, source=questions, against=earlier, totals_only=totals_only)
    harness.write(report, folder)
    if not answers:
        harness.close(folder, keep=not totals_only)
    print_view(terminal.view(report))
    typer.echo(f"报告：{folder / harness.PAGE}", err=True)
    if record:
        gates.record(report, scores, record)
    if recorded:
        gates.hold(scores, recorded)


def _answered(questions: list[EvalQuestion], source: Path, system: str, settings: Settings, folder: Path) -> list[Answered]:
    """The system's answers; those of an interrupted run are not asked again."""
    from policyqa.evaluate import harness, runs  # noqa: PLC0415 - numpy: other commands do without
    from policyqa.evaluate.systems import opened  # noqa: PLC0415 - the index and the embedder take seconds

    key = harness.run_key(system, source, settings)
    with ExitStack() as stack:
        with Bar("正在建立索引") as bar:
            answer, skipped = stack.enter_context(opened(system, settings, progress=bar))
        for error in skipped:
            typer.echo(f"警告：{error}", err=True)
        with Bar("正在回答") as bar:
            return runs.answer_all(questions, answer, part=folder / harness.PART, key=key, progress=bar)


def _known(value: str, known: tuple[str, ...], option: str) -> None:
    if value not in known:
        raise typer.BadParameter(f"没有“{value}”，可用的是 {'、'.join(known)}", param_hint=option)
