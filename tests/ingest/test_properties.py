"""What holds of every document: nothing is lost, nothing is twice, everything knows where it stands in its source.

Plans, laws and tables are generated with their true structure known, then soiled as extraction soils them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from policyqa.errors import DocumentUnreadable
from policyqa.ingest.corpus import parse
from policyqa.ingest.passages import passages
from policyqa.ingest.repair import repair
from policyqa.ingest.source import read as read_source
from policyqa.text.numerals import to_chinese
from policyqa.types import Document

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))
#: What repair writes in the place of what it reads: a number misread, and every kind of blank.
CORRECTIONS = {"一": "－-—–", "第": "笫"}
quick = settings(
    max_examples=60,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def check(source: str, document: Document) -> None:
    """The properties that every document has."""
    text, clauses = document.text, document.clauses
    assert "\n".join(clause.text for clause in clauses) == text
    assert all(clause.span.of(text) == clause.text and clause.text for clause in (*clauses, *document.subclauses))
    places = [clause.path for clause in (*clauses, *document.subclauses)]
    assert len(set(places)) == len(places)
    for clause in (*clauses, *document.subclauses):
        assert clause.parent is None or (clause.parent in places and clause.path.startswith(f"{clause.parent}/"))
    by_path = {clause.path: clause for clause in (*clauses, *document.subclauses)}
    assert all(by_path[sub.parent].span.covers(sub.span) for sub in document.subclauses if sub.parent)
    for index, char in enumerate(text):
        before = source[document.source_map.position(index)]
        assert before == char or char.isspace() or before in CORRECTIONS.get(char, ""), (index, char, before)
    _check_passages(document)


def _check_passages(document: Document) -> None:
    """Passages hold all words of their clauses, in order, and none is empty."""
    words: dict[str, str] = {}
    for passage in passages(document, max_chars=100):
        assert passage.text == passage.span.of(document.text)
        assert passage.text.strip()
        words[passage.clause] = words.get(passage.clause, "") + passage.text
    for clause in document.clauses:
        assert clause.path not in words or _bare(words[clause.path]) == _bare(clause.text)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _letters(text: str) -> Counter[str]:
    return Counter(re.findall(r"[一-鿿\d]", text))


# --- the corpus ------------------------------------------------------------------------------------------------------

#: All that repair may take out of the shipped documents: page numbers, and what the web page sets around its text.
CHROME = {
    "xian-2023-1": "9" + "序号项目名称项目类型建设期限建设地点建设内容和规模总投资万元拟申请中央预算内投资万元组织实施单位" * 2,
    "xian-2024-58": """字体大中小打印保存相关报道
        我市出台方案推进基本养老服务体系建设到2025年底城市嵌入式养老服务网络全面覆盖
        专家解读西安市推进基本养老服务体系建设实施方案西安市推进基本养老服务体系建设实施方案政策解读
        图解西安市人民政府办公厅关于印发推进基本养老服务体系建设实施方案的通知
        市政办发202458号扫一扫在手机打开当前页""",
}


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_shipped_documents(path: Path) -> None:
    source = read_source(path)
    document = parse(path.stem, source)
    check(source, document)
    assert _letters(source) - _letters(document.text) == _letters(CHROME.get(path.stem, ""))
    assert _letters(document.text) <= _letters(source)


# --- words -----------------------------------------------------------------------------------------------------------

PHRASES = (
    "老年人", "养老服务机构", "可以申请", "护理补贴", "每人每月100元", "应当备案", "社区", "区县政府", "按照规定", "给予补助",
    "不低于60%", "（街道）", "“一老一小”", "2025年底前", "建立健全", "标准统一、制度并轨", "医养结合", "对象", "经评估", "失能",
)  # fmt: skip
TITLES = (
    "总体要求",
    "重点任务",
    "保障措施",
    "补贴对象",
    "补贴标准",
    "申请程序",
    "资金来源",
    "监督管理",
    "组织领导",
    "服务清单",
)
sentence = st.lists(st.sampled_from(PHRASES), min_size=3, max_size=9).map(
    lambda words: "，".join("".join(words[i : i + 3]) for i in range(0, len(words), 3)) + "。"
)
paragraph = st.lists(sentence, min_size=1, max_size=4).map("".join)
title = st.lists(st.sampled_from(TITLES), min_size=1, max_size=2, unique=True).map("和".join)


@dataclass
class Part:
    """A part as the generator made it: its path, its mark as it is printed, and its paragraphs (the first behind the mark)."""

    path: str
    mark: str
    paragraphs: list[str]


@dataclass
class Made:
    """A generated document: its leading lines and its parts in order."""

    leading: list[str]
    parts: list[Part] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        return [
            *self.leading,
            *(line for part in self.parts for line in [part.mark + part.paragraphs[0], *part.paragraphs[1:]]),
        ]


# --- dirt ------------------------------------------------------------------------------------------------------------


def wrap(lines: list[str], width: int, *, gap: str) -> str:
    """The lines cut at ``width`` columns, the first of each earlier (its indentation was lost); no line begins with a comma."""
    cut: list[str] = []
    for line in lines:
        start, filled = 0, 4
        for i, char in enumerate(line):
            filled += 1 if char.isascii() else 2
            if filled > width and char not in "，。；：、）”":
                cut.append(line[start:i])
                start, filled = i, 2
        cut.append(line[start:])
    return gap.join(cut)


def paged(text: str, *, header: str) -> str:
    """A page number and a running header behind every twentieth line."""
    lines = text.split("\n")
    pages = [lines[i : i + 20] for i in range(0, len(lines), 20)]
    return "\n".join("\n".join([*page, f"— {n} —", header]) for n, page in enumerate(pages, start=1))


@st.composite
def soiled(draw: st.DrawFn, lines: list[str], *, forms: str = "plain spaced web crlf pdf") -> str:
    """A text as it comes out of a word processor, a web page or a PDF."""
    form = draw(st.sampled_from(forms.split()))
    if form == "spaced":
        return "\n\n".join(lines) + "\n"
    if form == "crlf":
        return "\r\n".join(lines)
    if form == "web":
        return "\n".join(
            ["首页 > 政策文件", "【字体：大 中 小】", *(f"　　{line}" for line in lines), "打印 关闭", "上一篇：无"]
        )
    if form == "pdf" and sum(map(len, lines)) > 600:
        text = wrap(lines, draw(st.integers(52, 70)), gap=draw(st.sampled_from(["\n", "\n\n"])))
        return paged(text, header="甲市人民政府公报") if draw(st.booleans()) else text
    return "\n".join(lines)


def check_parts(source: str, made: Made) -> None:
    document = parse("made", source)
    check(source, document)
    found = [clause for clause in document.clauses if clause.path != "前言"]
    assert [clause.path for clause in found] == [part.path for part in made.parts]
    for clause, part in zip(found, made.parts, strict=True):
        assert _bare(clause.text) == _bare(part.mark + "".join(part.paragraphs))


# --- plans -----------------------------------------------------------------------------------------------------------

#: The marks of each level: how a number is printed, and the label it gives.
LEVELS = (
    (lambda n: f"{to_chinese(n)}、", lambda n: to_chinese(n)),
    (lambda n: f"（{to_chinese(n)}）", lambda n: f"（{to_chinese(n)}）"),
    (lambda n: f"{n}．", lambda n: str(n)),
    (lambda n: f"（{n}）", lambda n: f"（{n}）"),
    (lambda n: chr(0x2460 + n - 1), lambda n: chr(0x2460 + n - 1)),
)


@st.composite
def plans(draw: st.DrawFn) -> Made:
    """A plan of up to five levels, some of whose levels are numbered through all parts, and some left out."""
    levels = [0, *sorted(draw(st.sets(st.integers(1, 4), max_size=3)))]
    through = {level for level in levels[1:] if draw(st.booleans())}
    counts: Counter[int] = Counter()
    made = Made(["甲市养老服务工作实施方案", f"为推进养老服务，制定本方案。{draw(sentence)}"])

    def grow(depth: int, parent: str) -> None:
        level = levels[depth]
        if level not in through:
            counts[level] = 0
        for _ in range(draw(st.integers(2, 4))):
            counts[level] += 1
            if counts[level] > 20:
                return
            mark, label = (form(counts[level]) for form in LEVELS[level])
            path = f"{parent}/{label}" if parent else label
            heading = draw(title)
            text = draw(st.lists(paragraph, min_size=0, max_size=2))
            if not text or draw(st.booleans()):
                made.parts.append(Part(path, mark, [heading, *text]))
            else:
                made.parts.append(Part(path, mark, [f"{heading}。{text[0]}", *text[1:]]))
            if depth + 1 < len(levels) and draw(st.integers(0, 2)):
                grow(depth + 1, path)

    grow(0, "")
    return made


@quick
@given(st.data())
def test_plans(data: st.DataObject) -> None:
    made = data.draw(plans())
    check_parts(data.draw(soiled(made.lines)), made)


# --- laws ------------------------------------------------------------------------------------------------------------

#: How a paragraph of an article may begin: like a heading, though it is none.
OPENINGS = ("", "第三人有过错的，", "第二款规定的期限，", "第十条规定的补贴，", "前款所称机构，", "第一章规定的原则，")


@st.composite
def laws(draw: st.DrawFn) -> tuple[Made, list[str]]:
    """A law with chapters, sections and articles (some 之一), and the paths of its 款 and 项."""
    made, below = Made(["甲市养老服务条例", "2024年1月10日甲市人民代表大会常务委员会第三次会议通过"]), []
    number, extra = draw(st.sampled_from([0, 98, 127])), 0
    for chapter in range(1, draw(st.integers(1, 3)) + 1):
        path = f"第{to_chinese(chapter)}章"
        made.parts.append(Part(path, f"{path}　", [draw(title)]))
        for section in range(1, draw(st.sampled_from([0, 0, 2])) + 1) or [0]:
            parent = f"{path}/第{to_chinese(section)}节" if section else path
            if section:
                made.parts.append(Part(parent, f"第{to_chinese(section)}节　", [draw(title)]))
            for _ in range(draw(st.integers(1, 4))):
                again = number > 0 and draw(st.integers(0, 4)) == 0
                number, extra = (number, extra + 1) if again else (number + 1, 0)
                label = f"第{to_chinese(number)}条" + (f"之{to_chinese(extra)}" if extra else "")
                made.parts.append(Part(f"{parent}/{label}", f"{label}　", _article(draw, f"{parent}/{label}", below)))
    return made, below


def _article(draw: st.DrawFn, path: str, below: list[str]) -> list[str]:
    """The paragraphs of an article; the paths of its 款 and 项 go to ``below``."""
    paragraphs: list[str] = []
    clauses = draw(st.integers(1, 3))
    for clause in range(1, clauses + 1):
        parent = f"{path}/第{to_chinese(clause)}款" if clauses > 1 else path
        below += [parent] if clauses > 1 else []
        items = draw(st.sampled_from([0, 0, 2, 3]))
        opening = draw(st.sampled_from(OPENINGS)) if clause > 1 else ""
        paragraphs.append(opening + (f"{draw(sentence)[:-1]}，包括下列情形：" if items else draw(sentence)))
        for item in range(1, items + 1):
            below.append(f"{parent}/（{to_chinese(item)}）")
            paragraphs.append(f"（{to_chinese(item)}）{draw(sentence)[:-1]}{'；' if item < items else '。'}")
    return paragraphs


@st.composite
def misprinted(draw: st.DrawFn, lines: list[str]) -> list[str]:
    """Lines with what scanning does to articles' numbers, and with the marks of Markdown."""
    how = draw(st.sampled_from(["", "torn", "笫", "spaces", "markdown"]))
    if how == "torn":
        return [re.sub(r"^(第.+?)(条|章)", r"\1 \2", line) for line in lines]
    if how == "笫":
        return [re.sub(r"^第(?=.+条)", "笫", line) for line in lines]
    if how == "spaces":
        return [line.replace("　", "  ") for line in lines]
    if how == "markdown":
        return ["# " + lines[0], *(f"## {line}" if re.match(r"第.+章　", line) else line for line in lines[1:])]
    return lines


@quick
@given(st.data())
def test_laws(data: st.DataObject) -> None:
    made, below = data.draw(laws())
    source = data.draw(soiled(data.draw(misprinted(made.lines)), forms="plain spaced web crlf"))
    document = parse("law", source)
    check(source, document)
    assert [clause.path for clause in document.clauses] == ["题注", *(part.path for part in made.parts)]
    assert [clause.path for clause in document.subclauses] == below


@quick
@given(st.data())
def test_laws_in_pages(data: st.DataObject) -> None:
    """Articles are told apart on pages too; where a paragraph ends with a full line, its 款 cannot be."""
    made, _ = data.draw(laws())
    source = data.draw(soiled(data.draw(misprinted(made.lines)), forms="pdf"))
    document = parse("law", source)
    check(source, document)
    assert [clause.path for clause in document.clauses] == ["题注", *(part.path for part in made.parts)]


# --- tables ----------------------------------------------------------------------------------------------------------

UNITS = ("市民政局", "市财政局", "市卫生健康委", "市人社局")
cell = st.sampled_from(["开展养老服务试点", "完善补贴制度，按月发放。", "建设信息平台", "加强培训、督查", "推进医养结合"])


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Rows of lead unit (merged downwards), serial number, task, deadline (may be empty) and cooperating unit."""
    count = draw(st.integers(2, 9))
    return [
        [
            draw(st.sampled_from(UNITS)) if i == 0 or draw(st.booleans()) else "",
            str(i + 1),
            draw(cell),
            draw(st.sampled_from(["2025年", "持续性工作", ""])),
            draw(st.sampled_from(UNITS)),
        ]
        for i in range(count)
    ]


NAMES = ["牵头单位", "序号", "任务内容", "完成时限", "配合单位"]


def as_tabs(rows: list[list[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def as_markdown(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---|---|---|---|---|", *lines[1:]])


def as_bars(rows: list[list[str]]) -> str:
    """A cell a line, as browsers copy a table: a row without the merged cell in front has an empty one behind."""
    padded = [row if row[0] else [*row[1:], ""] for row in rows]
    return "\n".join("\n".join([*(f"{value} |".strip() for value in row), "|"]) for row in padded)


def as_lines(rows: list[list[str]]) -> str:
    return "\n".join("\n".join(row) for row in rows)


@quick
@given(rows=tables(), form=st.sampled_from([as_tabs, as_markdown, as_bars]), behind=st.booleans())
def test_tables(rows: list[list[str]], form: object, behind: bool) -> None:
    assert callable(form)
    source = "附件\n\n重点任务分解表\n\n" + form([NAMES, *rows]) + ("\n备注：本表由市民政局解释。" if behind else "")
    document = parse("table", source)
    check(source, document)
    found = [clause for clause in document.clauses if clause.kind == "row"]
    lead = ""
    for clause, row in zip(found, rows, strict=True):
        lead = row[0] or lead
        expected = zip(NAMES, [lead, *row[1:]], strict=True)
        assert clause.path == f"附件/{row[1]}"
        assert clause.cells == tuple((name, value) for name, value in expected if value)
    assert (document.clauses[-1].path == "附件/备注") is behind


@quick
@given(rows=tables())
def test_tables_of_single_lines(rows: list[list[str]]) -> None:
    """Cells without any mark are a table when 序号 comes first and every cell is there."""
    full = [[row[1], row[2], row[3] or "/", row[4]] for row in rows]
    document = parse("table", "附表1 重点任务\n" + as_lines([NAMES[1:], *full]))
    check("附表1 重点任务\n" + as_lines([NAMES[1:], *full]), document)
    found = [clause for clause in document.clauses if clause.kind == "row"]
    assert [clause.path for clause in found] == [f"附表1/{row[0]}" for row in full]
    assert [clause.cells for clause in found] == [tuple(zip(NAMES[1:], row, strict=True)) for row in full]


# --- anything --------------------------------------------------------------------------------------------------------

SCRAPS = [
    *(
        "一、",
        "（一）",
        "1．",
        "第一条",
        "第三章",
        "①",
        "一是",
        "1.1",
        "1 范围",
        "# ",
        "## ",
        "> ",
        "**",
        "【条件】",
        "问：",
        "答：",
        "Q1：",
    ),
    *(
        "附件1",
        "附件：",
        "附表",
        "序号\t名称",
        "1\t甲",
        "合计\t3",
        "| a | b |",
        "---",
        "|",
        "- 3 -",
        "3",
        "目录",
        "注：",
        "相关链接",
    ),
    *(
        "甲市民政局",
        "2024年1月1日",
        "责任单位：",
        "（市民政局负责）",
        "特此通知。",
        "抄送：",
        "以上政策摘自",
        "第56号",
        "甲市人民政府令",
    ),
    *("现将《办法》印发给你们", "《办法》", "<!--", "-->", "老年人", "。", "；", "，", " ", "\t", "　　", "\ufeff", "\u200b"),
]
scraps = st.sampled_from(SCRAPS)
lines = st.lists(st.lists(scraps, min_size=1, max_size=4).map("".join), min_size=1, max_size=30)


@settings(max_examples=200, deadline=None)
@given(lines)
def test_whatever_comes(made: list[str]) -> None:
    source = "\n".join(made)
    try:
        document = parse("scraps", source)
    except DocumentUnreadable:
        return
    check(source, document)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_repair_of_any_text_keeps_its_map(source: str) -> None:
    text = repair(source)
    assert len(text.origins) == len(text.text)
    assert list(text.origins) == sorted(text.origins)
    assert repair(text.text).text.count("\n") <= text.text.count("\n")
