"""Answers in a terminal: what documents say is shown as it is, never obeyed."""

import io

from rich.console import Console

from policyqa.render import answer_view, document_tree, print_view
from policyqa.types import Answer, Citation, Clause, Document, Policy, Span


def shown(answer: Answer, *, terminal: bool = False) -> str:
    out = io.StringIO()
    print_view(answer_view(answer), console=Console(file=out, force_terminal=terminal, width=40, highlight=False))
    return out.getvalue()


def cited(quote: str) -> Answer:
    citation = Citation("butie", "一/（一）", "《办法》第一部分（一）", quote, quote, Span(0, len(quote)))
    return Answer("可以申请。[1]", refused=False, citations=(citation,))


def test_answer_then_label_path_and_quote() -> None:
    assert shown(cited("年满80周岁的老年人可以申请。")).splitlines() == [
        "可以申请。[1]",
        "",
        "依据",
        "[1] 《办法》第一部分（一）",
        "    butie  一/（一）",
        "    “年满80周岁的老年人可以申请。”",
    ]


def test_text_is_not_read_as_markup() -> None:
    assert "“[bold]见附件[/bold][link=http://x]”" in shown(cited("[bold]见附件[/bold][link=http://x]"))


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert "\x1b[2J" not in shown(cited("清屏\x1b[2J\x07\x9b31m"), terminal=True)


def test_a_pipe_gets_plain_unwrapped_lines() -> None:
    long = "老年人" * 60
    assert f"“{long}”" in shown(cited(long))
    assert "\x1b" not in shown(cited(long))


def test_tree_follows_the_parents() -> None:
    clauses = tuple(
        Clause("d", path, "item", Span(0, 2), text, parent=path.rpartition("/")[0] or None)
        for path, text in [("一", "一、对象"), ("一/（一）", "（一）[dim]老人"), ("二", "二、标准")]
    )
    out = io.StringIO()
    print_view(document_tree(Document(Policy("d", "办法"), "", clauses)), console=Console(file=out, width=60))
    assert [line.strip() for line in out.getvalue().splitlines()] == [
        "d  办法",
        "├── 一  一、对象",
        "│   └── （一）  （一）[dim]老人",
        "└── 二  二、标准",
    ]
