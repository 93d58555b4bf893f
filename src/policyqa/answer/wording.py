"""How the official text is put into a short direct answer: a statement without its number, a table row as words."""

from __future__ import annotations

import re

from policyqa.facts.tables import in_unit
from policyqa.ingest.markers import marker_of
from policyqa.ingest.parts import is_responsibility
from policyqa.ingest.table_text import SERIALS, names_columns, names_over
from policyqa.text.orders import ORDERS
from policyqa.types import Clause

RESPONSIBLE_LINE = re.compile(r"[（(]?(?:责任|牵头|配合)(?:单位|部门)[：:]")
#: Parts of a document that begin with its title, and what tells a sentence or a row from a line of it.
TITLED = ("题注", "前言", "印发通知")
SENTENCE = re.compile("[，。：；）\\t]")
#: What joins a piece to the one before, marks it in a list or begins an answer to a question, and means nothing by itself.
LEADING = re.compile(r"^(?:答[：:])?[，；、。—–·•●◆■▪]*(?:(?:同时|此外|另外|其中|并|且|以及)[，,]?)?")

#: What makes a rule of a heading: that something ought to be, is changed, or how much of it: 录像保存时间调整为180日.
STATES = re.compile(
    r"应当?|必须|不得|不予|禁止|严禁|(?:调整|修改|变更|提高|降低|延长|缩短|改)[为到至]|不再|取消|"
    r"(?<![\d第“\"])\d[\d.]* ?(?:[%％‰]|万?元|亿元|个(?!方面|重点|环节)|[张家所户名人位]|日|天|周?岁|小时|平方米|公里|倍)"
)
#: Only says that a table follows.
ANNOUNCES = re.compile("如下(?:表)?(?:所示)?[：:]?$|见下表[：:]?$")


def say(text: str, clause: Clause) -> str:
    """The words of ``text``, a stretch of ``clause``, as a direct answer states them; no figure is touched."""
    if clause.kind == "row":
        return _row(text, clause)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    words = "".join(_cells(line, clause) if "\t" in line else _unmarked(line) for line in lines)
    words = LEADING.sub("", words).strip(" \t\u3000；;，,")
    return words if words.endswith(("。", "！", "？", "）", ")", "：", ":")) else f"{words}。"


def says_nothing(text: str, clause: Clause) -> bool:
    """Whether a statement tells nothing by itself: marks, a heading, title or caption, which only name the matter.

    A question tells nothing either. A clause that tells its reader how to answer is no rule for anybody: it is neither followed
    nor told as one.
    """
    words = _unmarked(text.strip()).rstrip("。")
    is_heading = bool(clause.heading) and words == clause.heading.rstrip("。") and len(clause.text) > len(text) + 2
    is_heading = is_heading and STATES.search(words) is None
    is_names = "\t" in words and clause.kind != "row" and names_columns(clause.text, text.strip("\n"))
    is_title = clause.path.rpartition("/")[2] in TITLED and not SENTENCE.search(words)
    is_words = any(char.isalnum() for char in words) and not words.endswith(("？", "?"))
    is_caption = "\t" in clause.text and ANNOUNCES.search(words) is not None
    return not is_words or is_heading or is_title or is_names or is_caption or ORDERS.regex.search(clause.text) is not None


def names_units(text: str) -> bool:
    """Whether a statement is a line or bracket that says who is responsible."""
    return RESPONSIBLE_LINE.match(text.strip()) is not None or is_responsibility(text.strip())


def _unmarked(line: str) -> str:
    marker = marker_of(line)
    return line[marker.end :].lstrip(" \t\u3000") if marker else line


def _cells(line: str, clause: Clause) -> str:
    """A line of a table without numbers, which is a part of its clause: its columns with their values."""
    cells = line.split("\t")
    names = names_over(clause.text, line)
    return (
        "；".join("：".join(in_unit(name, cell)) for name, cell in zip(names, cells, strict=True) if cell)
        if names
        else "，".join(cells)
    )


def _row(text: str, clause: Clause) -> str:
    """A table row in words: its columns with their values, or its cells one after the other."""
    if clause.cells:
        return (
            "；".join(
                "：".join(in_unit(name, value.rstrip("。；")))
                for name, value in clause.cells
                if value != "/" and name not in SERIALS
            )
            + "。"
        )
    return "，".join(cell for cell in re.split(r"[\t\n]+", text.strip()) if cell) + "。"
