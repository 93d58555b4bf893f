"""职责台账: who has to do what by when, filtered, sorted, drawn, and taken along as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

import gradio as gr
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from policyqa.errors import PolicyQAError
from policyqa.facts.units import Units
from policyqa.ledger.export import csv_bytes, xlsx_bytes
from policyqa.ledger.filters import ROLES, Filters, years
from policyqa.types import Duty
from policyqa.ui.library import Library
from policyqa.ui.links import chip
from policyqa.ui.markup import icon, joined, tag

ALL_UNITS, ALL_ROLES, ALL_DOCUMENTS, ALL_YEARS = "全部单位", "牵头或配合", "全部文件", "全部时限"
#: Units drawn, and rows shown at once.
DRAWN, ROWS = 8, 300
#: A click on a bar filters by what it stands for.
ON_LOAD = """
element.addEventListener('click', (event) => {
  const {unit, year} = event.target.closest('.bar-name')?.dataset ?? {};
  if (unit || year) trigger('select', {unit: unit ?? '', year: year ?? ''});
});
"""
COLUMNS = ("任务", "牵头（责任）单位", "配合单位", "完成时限", "条款")
TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}


def build(library: Library) -> None:
    """Lay the page out, inside the column that it is."""
    duties = library.qa.duties()
    gr.HTML(_head(), js_on_load=None, apply_default_css=False)
    titles = [(policy.title, policy.id) for policy in library.policies]
    named = sorted({year for duty in duties for year in years(duty)})
    with gr.Column(elem_classes="form-card"), gr.Row(elem_id="filters"):
        unit = gr.Dropdown([ALL_UNITS, *_counted(library, duties)], value=ALL_UNITS, label="单位", allow_custom_value=True)
        role = gr.Dropdown([ALL_ROLES, *ROLES], value=ALL_ROLES, label="角色")
        doc = gr.Dropdown([(ALL_DOCUMENTS, ""), *titles], value="", label="文件")
        year = gr.Dropdown([ALL_YEARS, *(f"{year}年" for year in named)], value=ALL_YEARS, label="完成时限")
        keyword = gr.Textbox(label="关键词", placeholder="几个词用空格隔开", max_length=60)
        button = gr.Button("筛选", variant="primary")
    inputs = [unit, role, doc, year, keyword]
    table = gr.HTML(shown(library, Filters()), js_on_load=ON_LOAD, apply_default_css=False, elem_id="ledger")

    def filtered(unit: str | None, role: str, doc: str, year: str, keyword: str) -> Markup:
        return shown(library, _filters(unit, role, doc, year, keyword))

    def picked(event: gr.EventData) -> tuple[Any, Any]:
        return event.unit or gr.skip(), event.year or gr.skip()

    table.select(picked, None, [unit, year], show_progress="hidden", api_visibility="private")
    changes = [unit.change, role.change, doc.change, year.change, keyword.submit, button.click]
    gr.on(changes, filtered, inputs, table, show_progress="hidden", api_visibility="private", trigger_mode="always_last")


def shown(library: Library, filters: Filters) -> Markup:
    """The duties that pass: how many, drawn by unit and by year, and as a table with its files."""
    try:
        duties = library.qa.duties(filters)
    except PolicyQAError as error:
        return tag("p", str(error), class_="card failed", role="alert")
    if not duties:
        return tag("p", "没有符合这些条件的任务。可以少选几个条件再试。", class_="card failed", role="status")
    return joined(
        tag(
            "div",
            tag("p", f"共 {len(duties)} 项任务", role="status", class_="counted"),
            (_file(kind, words, filters) for kind, words in (("xlsx", "导出 Excel"), ("csv", "导出 CSV"))),
            tag("button", icon("print"), tag("span", "打印"), type="button", class_="tool", data_act="print"),
            class_="ledger-tools",
        ),
        tag("div", _by_unit(library, duties, filters), _by_year(duties), class_="charts"),
        _table(library, duties),
    )


def routes(library: Library) -> list[Route]:
    """Where the files come from: ``export/duties.xlsx`` and ``.csv``, with the filters as the query."""

    def export(request: Request) -> Response:
        asked, kind = request.query_params, request.path_params["kind"]
        if kind not in TYPES:
            return PlainTextResponse("没有这种文件。", 404)
        wanted = _filters(*(asked.get(name, "")[:60] for name in ("unit", "role", "doc", "year", "keyword")))
        try:
            sheets = library.qa.ledgers.sheets("duties", wanted)
        except PolicyQAError as error:
            return PlainTextResponse(str(error), 404)
        data = xlsx_bytes(sheets) if kind == "xlsx" else csv_bytes(sheets)
        name = f"filename=\"duties.{kind}\"; filename*=UTF-8''{quote('职责台账')}.{kind}"
        return Response(data, media_type=TYPES[kind], headers={"Content-Disposition": f"attachment; {name}"})

    return [Route("/export/duties.{kind}", export)]


def _filters(unit: str | None, role: str, doc: str, year: str, keyword: str) -> Filters:
    return Filters(
        unit="" if not unit or unit == ALL_UNITS else unit[:60],
        role=next((known for known in ROLES if known == role), None),
        doc_ids=(doc,) if doc else (),
        year=int(digits) if (digits := year.removesuffix("年")).isdecimal() else None,
        keyword=keyword[:60],
    )


def _file(kind: str, words: str, filters: Filters) -> Markup:
    fields = {
        "unit": filters.unit,
        "role": filters.role or "",
        "doc": "".join(filters.doc_ids),
        "year": str(filters.year or ""),
        "keyword": filters.keyword,
    }
    query = urlencode({name: value for name, value in fields.items() if value})
    return tag("a", icon("down"), tag("span", words), class_="tool", href=f"export/duties.{kind}?{query}", download=True)


def _counted(library: Library, duties: Sequence[Duty], *, role: str | None = None) -> dict[str, int]:
    """How many duties each unit has, by the one name that stands for its names; most first."""
    units = Units.of_corpus(library.qa.settings.corpus)
    counts: Counter[str] = Counter()
    for duty in duties:
        region = library.documents[duty.doc_id].policy.region
        names = duty.lead if role == "牵头" else duty.cooperating if role == "配合" else (*duty.lead, *duty.cooperating)
        counts.update({units.canonical(name, region=region) for name in names})
    return dict(counts.most_common())


def _by_unit(library: Library, duties: Sequence[Duty], filters: Filters) -> Markup:
    counts = list(_counted(library, duties, role=filters.role).items())[:DRAWN]
    most = max((count for _, count in counts), default=1)
    return _chart("任务最多的单位", (_bar(name, count, most, data_unit=name) for name, count in counts), "bars")


def _by_year(duties: Sequence[Duty]) -> Markup | None:
    """A timeline: how many duties each year has to see through, where today is on it, and how many have no year."""
    counts = Counter(year for duty in duties for year in years(duty))
    if not counts:
        return None
    most, today = max(counts.values()), date.today().year
    rows = [
        _bar(f"{year}年", counts[year], most, note=_when(year, today), data_year=f"{year}年")
        for year in range(min(counts), max(counts) + 1)
    ]
    lasting = sum(not years(duty) for duty in duties)
    words = tag("p", f"另有 {lasting} 项没有写明年份，或者是长期工作。", class_="chart-words") if lasting else None
    return _chart("完成时限", rows, "bars timeline", words)


def _when(year: int, today: int) -> str:
    return "已过" if year < today else "今年" if year == today else ""


def _chart(title: str, bars: Iterable[Markup], kind: str, words: Markup | None = None) -> Markup:
    return tag("figure", tag("figcaption", title), tag("ol", bars), words, class_=f"card {kind}")


def _bar(name: str, count: int, most: int, *, note: str = "", **wanted: str) -> Markup:
    """A bar with its name, a button that filters by it."""
    words = (tag("span", name), tag("small", note) if note else None)
    width = f"width: {100 * count / most:.0f}%"
    return tag(
        "li",
        tag("button", words, type="button", class_="bar-name", title=f"只看{name}的", **wanted),
        tag("span", tag("span", style=width), class_="bar-track", aria_hidden="true"),
        tag("span", f"{count} 项", class_="bar-count"),
    )


def _table(library: Library, duties: Sequence[Duty]) -> Markup:
    heads = (
        tag("th", tag("button", title, type="button", data_sort=str(place)), scope="col", aria_sort="none")
        for place, title in enumerate(COLUMNS)
    )
    rows = (_row(library, duty) for duty in duties[:ROWS])
    more = f"这里列出前 {ROWS} 项，其余请导出查看。" if len(duties) > ROWS else None
    return joined(
        tag(
            "div",
            tag(
                "table",
                tag("caption", "职责台账，点列名可以排序", class_="for-readers"),
                tag("thead", tag("tr", heads)),
                tag("tbody", rows),
                class_="ledger",
            ),
            class_="wide",
            tabindex="0",
            role="region",
            aria_label="职责台账",
        ),
        tag("p", more) if more else None,
    )


def _row(library: Library, duty: Duty) -> Markup:
    policy = library.documents[duty.doc_id].policy
    cells = (duty.task, "、".join(duty.lead), "、".join(duty.cooperating), duty.deadline or "")
    texts = [
        tag("td", cell or "—", data_label=name, class_=None if cell else "none")
        for name, cell in zip(COLUMNS, cells, strict=False)
    ]
    return tag("tr", texts, tag("td", chip(policy, duty.clause, span=duty.span), data_label=COLUMNS[-1]))


def _head() -> Markup:
    words = "谁牵头、谁配合、什么时候完成。可以按单位、角色、文件、时限和关键词筛选，点条款看原文，结果可以导出。"
    return joined(tag("h1", "职责台账"), tag("p", words, class_="page-words"))
