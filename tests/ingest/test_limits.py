"""Documents of an unusual size or shape take time in proportion to their length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from policyqa.errors import DocumentUnreadable
from policyqa.ingest.corpus import parse
from policyqa.ingest.passages import passages
from policyqa.text.numerals import to_chinese

#: Seconds that the slowest of these may take: ten times what it takes on a slow machine, a tenth of what a square would take.
PATIENCE = 20


def numbered(form: str, count: int) -> str:
    """``count`` lines with their number, Chinese or Arabic, in them."""
    return "\n".join(form.format(n=n, chinese=to_chinese(n), digit="一二三四五六七八九十"[n % 10]) for n in range(1, count + 1))


#: Each with the number of clauses that it has at least.
LARGE: dict[str, tuple[Callable[[], str], int]] = {
    "a line of a million characters": (lambda: "老年人补贴标准" * 150_000, 1),
    "sentences without a line break": (lambda: "老年人可以申请补贴。" * 30_000, 1),
    "letters spaced out": (lambda: "老 " * 100_000, 1),
    "ten thousand lines": (lambda: numbered("第{n}行内容。", 10_000), 10_000),
    "articles": (lambda: numbered("第{chinese}条 内容。", 5_000), 5_000),
    "bracketed numbers": (lambda: numbered("（{digit}）内容。", 5_000), 5_000),
    "attachments": (lambda: "附件\n申请应当真实。\n" * 5_000, 10_000),
    "rows": (lambda: "序号\t单位\n" + numbered("{n}\t某局", 5_000), 5_000),
    "rows of Markdown": (lambda: "| 序号 | 单位 |\n|---|---|\n" + numbered("| {n} | 某局 |", 5_000), 5_000),
    "a table in PDF text": (lambda: "序号 名称 数量\n" + numbered("{n}\n某街道综合\n服务中心\n3", 2_000), 2_000),
    "unclosed brackets": (lambda: "（" * 100_000, 1),
    "unclosed comments": (lambda: "<!--" * 100_000, 1),
    "nothing but tables of contents": (lambda: "目录\n" * 10_000, 1),
    "a heading's marks": (lambda: "# " * 100_000 + "甲", 1),
    "the same date": (lambda: "2024年1月1日\n" * 5_000, 1),
    "titles without an end": (lambda: "《" * 50_000 + "现将印发", 1),
}


@pytest.mark.parametrize(("make", "clauses"), LARGE.values(), ids=LARGE)
def test_large(make: Callable[[], str], clauses: int) -> None:
    start = time.perf_counter()
    document = parse("large", make())
    count = len(passages(document, max_chars=220))
    assert time.perf_counter() - start < PATIENCE
    assert len(document.clauses) >= clauses
    assert count


def test_deep_numbering() -> None:
    marks = ["第一编 甲", "第一分编 乙", "第一章 丙", "第一节 丁", "第一条 戊：", "（一）己：", "1.庚；", "2.辛。"]
    document = parse("deep", "\n".join(marks))
    assert document.clauses[-1].path == "第一编/第一分编/第一章/第一节/第一条"
    assert [clause.path.rpartition("/")[2] for clause in document.subclauses] == ["（一）", "1", "2"]


def test_nothing_but_chrome() -> None:
    with pytest.raises(DocumentUnreadable, match="没有正文"):
        parse("chrome", "打印\n关闭\n— 1 —\n首页 > 政策\n")
