"""``policyqa duties``, ``benefits``, ``targets``, ``conflicts``, ``tables``: the ledgers, filtered, shown or exported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from policyqa.contract import RecordLine, dump, record_line
from policyqa.errors import DocumentError
from policyqa.facts.rules import Value
from policyqa.ingest.corpus import read_all
from policyqa.ledger.entitlements import NO, YES, entitlement_line, entitlements, value_of
from policyqa.ledger.export import csv_bytes, write, xlsx_bytes
from policyqa.ledger.filters import ROLES, Filters
from policyqa.ledger.ledgers import Ledgers, Name
from policyqa.ledger.sheets import Sheet, verdict_sheet
from policyqa.render import print_view, sheet_view
from policyqa.settings import Settings

Corpus = Annotated[Path | None, typer.Option("--corpus", metavar="文件夹", help="政策文件所在的文件夹；不写则用自带的文件")]
Unit = Annotated[str, typer.Option("--unit", metavar="单位", help="只列这个单位的，全称简称都行", show_default=False)]
Doc = Annotated[list[str] | None, typer.Option("--doc", metavar="编号", help="只列这份文件的，可写多次")]
Region = Annotated[str, typer.Option("--region", metavar="地区", help="只列这个地区的", show_default=False)]
Year = Annotated[int | None, typer.Option("--year", metavar="年份", help="只列这一年的", min=1900, max=2200)]
Keyword = Annotated[
    str, typer.Option("--keyword", metavar="词", help="只列写到这个词的；几个词用空格隔开，要都写到", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="每条记录输出一行 JSON")]
Xlsx = Annotated[Path | None, typer.Option("--xlsx", metavar="文件", help="写成 Excel 文件，已有的会被替换")]
Csv = Annotated[Path | None, typer.Option("--csv", metavar="文件", help="写成 Excel 能直接打开的 CSV 文件，已有的会被替换")]


def duties(
    unit: Unit = "",
    role: Annotated[str | None, typer.Option("--role", metavar="角色", help=f"单位的角色：{'、'.join(ROLES)}")] = None,
    doc: Doc = None,
    region: Region = "",
    year: Year = None,
    keyword: Keyword = "",
    corpus: Corpus = None,
    as_json: AsJson = False,
    xlsx: Xlsx = None,
    csv: Csv = None,
) -> None:
    """列出职责：什么任务、谁牵头、谁配合、什么时候完成。"""
    chosen = next((known for known in ROLES if known == role), None)
    if role and not chosen:
        raise typer.BadParameter(f"没有“{role}”，可用的是 {'、'.join(ROLES)}", param_hint="--role")
    filters = Filters(unit=unit, role=chosen, doc_ids=tuple(doc or ()), region=region, year=year, keyword=keyword)
    _show("duties", filters, corpus=corpus, as_json=as_json, xlsx=xlsx, csv=csv)


def benefits(
    case: Annotated[
        list[str] | None,
        typer.Option("--case", metavar="情况=值", help="知道的情况，可写多次，例如 年龄=85、低保=是：逐项判断能不能享受"),
    ] = None,
    unit: Unit = "",
    doc: Doc = None,
    region: Region = "",
    year: Year = None,
    keyword: Keyword = "",
    corpus: Corpus = None,
    as_json: AsJson = False,
    xlsx: Xlsx = None,
    csv: Csv = None,
) -> None:
    """列出补贴和优惠：发给谁、多少、什么条件；写明情况时逐项判断能不能享受。"""
    filters = Filters(unit=unit, doc_ids=tuple(doc or ()), region=region, year=year, keyword=keyword)
    if not case:
        _show("benefits", filters, corpus=corpus, as_json=as_json, xlsx=xlsx, csv=csv)
        return
    ledgers = _ledgers(corpus)
    known = {name: value for name, value in (_known(said, ledgers) for said in case)}
    found = entitlements(ledgers, known, filters)
    sheets = [verdict_sheet({one.benefit: one.result for one in found}, ledgers.policies)]
    _print([entitlement_line(one) for one in found], sheets, as_json=as_json, xlsx=xlsx, csv=csv)


def _known(said: str, ledgers: Ledgers) -> tuple[str, Value]:
    """What ``--case`` says: an attribute of the register and its value."""
    name, _, text = said.partition("=")
    attribute = ledgers.register.get(name.strip())
    if attribute is None:
        raise typer.BadParameter(f"没有“{name}”，可用的是 {'、'.join(ledgers.register)}", param_hint="--case")
    value = value_of(attribute, text.strip())
    if value is None:
        options = {"flag": f"{YES}、{NO}", "choice": "、".join(attribute.values), "number": "数字"}[attribute.kind]
        raise typer.BadParameter(f"“{said}”看不懂，{name.strip()}可写 {options}", param_hint="--case")
    return attribute.name, value


def _ledger(name: Name, help: str) -> Callable[..., None]:
    """The command of a ledger whose records have no roles."""

    def show(
        unit: Unit = "",
        doc: Doc = None,
        region: Region = "",
        year: Year = None,
        keyword: Keyword = "",
        corpus: Corpus = None,
        as_json: AsJson = False,
        xlsx: Xlsx = None,
        csv: Csv = None,
    ) -> None:
        filters = Filters(unit=unit, doc_ids=tuple(doc or ()), region=region, year=year, keyword=keyword)
        _show(name, filters, corpus=corpus, as_json=as_json, xlsx=xlsx, csv=csv)

    show.__name__, show.__doc__ = name, help
    return show


COMMANDS: tuple[Callable[..., None], ...] = (
    duties,
    benefits,
    _ledger("targets", "列出目标：什么指标、到哪一年、达到多少。"),
    _ledger("conflicts", "列出文件之间、正文和附件之间不一致的地方。"),
    _ledger("tables", "列出表格里的各行，例如项目清单。"),
)


def _show(name: Name, filters: Filters, *, corpus: Path | None, as_json: bool, xlsx: Path | None, csv: Path | None) -> None:
    """Print the records that pass; with a file to write, write them there instead."""
    ledgers = _ledgers(corpus)
    lines = [record_line(record) for record in ledgers.records(name, filters)]
    sheets = ledgers.sheets(name, filters) if xlsx or csv or not as_json else []
    _print(lines, sheets, as_json=as_json, xlsx=xlsx, csv=csv)


def _ledgers(corpus: Path | None) -> Ledgers:
    folder = Settings.load(corpus=corpus).corpus
    return Ledgers.of_corpus(read_all(folder, skipped=_name_skipped), folder)


def _print(lines: Sequence[RecordLine], sheets: Sequence[Sheet], *, as_json: bool, xlsx: Path | None, csv: Path | None) -> None:
    """Print records as lines or as tables; with a file to write, write them there instead."""
    if xlsx:
        write(xlsx, xlsx_bytes(sheets))
    if csv:
        write(csv, csv_bytes(sheets))
    for file in filter(None, (xlsx, csv)):
        typer.echo(f"已写入 {len(lines)} 条：{file}", err=True)
    if as_json:
        for line in lines:
            typer.echo(dump(line))
    elif not (xlsx or csv):
        print_view(sheet_view(sheets), tabular=True)


def _name_skipped(error: DocumentError) -> None:
    typer.echo(f"警告：{error}", err=True)
