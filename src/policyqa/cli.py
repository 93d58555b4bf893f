"""The command line: it reads options, calls, and lays out. Standard output carries results, standard error everything else.

Exit status: 0; 2 for wrong usage; 1 with one line on standard error for anything else; 130 after Ctrl-C.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from policyqa import __version__, eval_cli, ledger_cli
from policyqa.contract import answer_line, clause_line, dump, read_questions
from policyqa.errors import DocumentError, OutputError, PolicyQAError, os_reason
from policyqa.ingest.corpus import read_all
from policyqa.progress import Bar
from policyqa.render import answer_view, document_tree, print_view
from policyqa.settings import Settings
from policyqa.usage import ChineseCommand, ChineseGroup, UsageError, usage_message

if TYPE_CHECKING:
    from policyqa.api import PolicyQA

#: What a shell reports for a program that Ctrl-C, or a reader that went away, ended: 128 + the signal's number.
INTERRUPTED, PIPE_CLOSED = 130, 141

app = typer.Typer(cls=ChineseGroup, add_completion=False, pretty_exceptions_enable=False)

Corpus = Annotated[Path | None, typer.Option("--corpus", metavar="文件夹", help="政策文件所在的文件夹；不写则用自带的文件")]


@dataclass
class Options:
    """What is said before the command's name."""

    debug: bool = False


def main() -> None:
    """Run the command line and exit."""
    for stream in (sys.stdout, sys.stderr):
        # Results are UTF-8 whatever the terminal's locale; what UTF-8 cannot hold becomes \udXXX, which JSON reads as it was.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    options = Options()
    status = _status(options)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        status = _pipe_closed()
    sys.exit(status)


def _status(options: Options) -> int:
    try:
        return app(standalone_mode=False, obj=options) or 0
    except UsageError as error:
        _complain(f"{usage_message(error)}。查看用法：policyqa --help")
        return 2
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        return _pipe_closed()
    except PolicyQAError as error:
        if options.debug:
            raise
        _complain(str(error))
    except Exception as error:
        if options.debug:
            raise
        _complain(f"意外的错误 {type(error).__name__}：{error}。查看详情：policyqa --debug …")
    return 1


def _complain(message: str) -> None:
    typer.echo(f"错误：{' '.join(message.split())}", err=True)


def _pipe_closed() -> int:
    # Python flushes standard output once more at exit, and would complain there.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"policyqa {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    debug: Annotated[bool, typer.Option("--debug", help="出错时显示完整的调用过程")] = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本")] = False,
) -> None:
    """依据政策文件回答问题，并注明出自哪一条、原文怎么写。"""
    context.obj.debug = debug


@app.command(cls=ChineseCommand)
def ingest(
    corpus: Corpus = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="全部重新建立，索引损坏时也用它")] = False,
) -> None:
    """读入文件并建立索引；只处理有变化的文件。"""
    with _opened(Settings.load(corpus=corpus), sync=False) as qa:
        with Bar("正在建立索引") as bar:
            report = qa.sync(progress=bar, rebuild=rebuild)
        _name_skipped(*report.skipped)
        documents = qa.documents()
        clauses = sum(len(document.clauses) for document in documents)
        changes = (
            f"新增 {len(report.added)}，更新 {len(report.changed)}，移除 {len(report.removed)}，未变 {len(report.unchanged)}"
        )
        typer.echo(f"已索引 {len(documents)} 份文件、{clauses} 条条款（{changes}）")


@app.command(cls=ChineseCommand)
def ask(
    question: Annotated[str, typer.Argument(metavar="问题", help="用平常的话写的问题", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="输出一行 JSON")] = False,
    doc: Annotated[list[str] | None, typer.Option("--doc", metavar="编号", help="只查这份文件，可写多次")] = None,
    region: Annotated[str | None, typer.Option("--region", metavar="地区", help="只查这个地区的文件")] = None,
    top_k: Annotated[int | None, typer.Option("--top-k", metavar="数量", min=1, max=100, help="检索多少条条款")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="也说明问题是怎样理解的")] = False,
    corpus: Corpus = None,
) -> None:
    """回答一个问题，注明依据的条款和原文。"""
    with _opened(Settings.load(corpus=corpus, top_k=top_k)) as qa:
        answer = qa.ask(question, doc_ids=doc or (), region=region)
    if as_json:
        typer.echo(dump(answer_line(answer)))
    else:
        print_view(answer_view(answer, explained=explain))


@app.command(cls=ChineseCommand)
def batch(
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS.jsonl", help="问题文件，每行一个 JSON 对象")],
    answers: Annotated[Path, typer.Argument(metavar="ANSWERS.jsonl", help="答案文件；全部答完之前写在 ANSWERS.jsonl.part 里")],
    corpus: Corpus = None,
) -> None:
    """回答一个文件里的所有问题。"""
    if answers.resolve() == questions.resolve():
        raise typer.BadParameter("答案文件和问题文件是同一个文件", param_hint="ANSWERS.jsonl")
    lines = read_questions(questions)
    with _answers_file(answers) as write, _opened(Settings.load(corpus=corpus)) as qa, Bar("正在回答") as bar:
        for done, line in enumerate(lines, start=1):
            answer = qa.ask(line.question.text, history=line.question.history)
            write(dump(answer_line(answer, id=line.id)))
            bar(done, len(lines))


@app.command(cls=ChineseCommand)
def clauses(
    corpus: Corpus = None,
    as_json: Annotated[bool, typer.Option("--json", help="每条条款输出一行 JSON")] = False,
) -> None:
    """列出文件里的所有条款。"""
    for document in read_all(Settings.load(corpus=corpus).corpus, skipped=_name_skipped):
        if as_json:
            for clause in document.clauses:
                typer.echo(dump(clause_line(document, clause)))
        else:
            print_view(document_tree(document))


@app.command(cls=ChineseCommand)
def serve(
    host: Annotated[str, typer.Option("--host", metavar="地址", help="监听的地址；0.0.0.0 让其他电脑也能访问")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="端口", min=1, max=65535, help="监听的端口")] = 7860,
    corpus: Corpus = None,
) -> None:
    """打开网页界面。"""
    from policyqa.ui.app import launch  # noqa: PLC0415 - gradio takes seconds to import, and only this command needs it

    with _opened(Settings.load(corpus=corpus)) as qa:
        launch(qa, ready=lambda url: typer.echo(f"网页地址：{url}（按 Ctrl-C 停止）"), host=host, port=port)


for _ledger in ledger_cli.COMMANDS:
    app.command(cls=ChineseCommand)(_ledger)
app.command("eval", cls=ChineseCommand)(eval_cli.evaluate)


@contextmanager
def _opened(settings: Settings, *, sync: bool = True) -> Iterator[PolicyQA]:
    """A PolicyQA whose index, with ``sync``, is up to date; building it shows a progress bar."""
    gc.disable()  # nothing that modules make is garbage: looking for it takes a fifth of the time that loading them does
    from policyqa.api import PolicyQA  # noqa: PLC0415 - the index and the embedder take a second to import

    gc.freeze()
    gc.enable()
    qa = PolicyQA(settings)
    try:
        if sync:
            with Bar("正在建立索引") as bar:
                report = qa.sync(progress=bar)
            _name_skipped(*report.skipped)
        yield qa
    finally:
        qa.close()


def _name_skipped(*errors: DocumentError) -> None:
    for error in errors:
        typer.echo(f"警告：{error}", err=True)


@contextmanager
def _answers_file(path: Path) -> Iterator[Callable[[str], None]]:
    """Write lines to ``path.part``, each at once, and rename it to ``path`` when all are written.

    So what was answered before a crash is kept, and a half file never looks like a whole one. Pipes and devices are written
    directly.
    """
    target = path.resolve()
    direct = target.exists() and not target.is_file() and not target.is_dir()
    part = target if direct else target.with_name(f"{target.name}.part")
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, str(target))
        file = part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise OutputError(path, os_reason(error)) from error
    try:
        with file:
            yield lambda line: _write_line(file, line)
    except BaseException:
        if not direct and part.stat().st_size == 0:
            part.unlink()
        raise
    if not direct:
        part.replace(target)


def _write_line(file: TextIO, line: str) -> None:
    file.write(f"{line}\n")
    file.flush()
