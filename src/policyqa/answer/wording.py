"""How the official text is put into a short direct answer: a statement without its number, a table row as words."""

from __future__ import annotations

import re

from policyqa.ingest.markers import marker_of
from policyqa.ingest.parts import is_responsibility
from policyqa.ingest.table_text import SERIAL
from policyqa.types import Clause

RESPONSIBLE_LINE = re.compile(r"[（(]?(?:责任|牵头|配合)(?:单位|部门)[：:]")
#: What joins a piece to the piece before it and means nothing at the start of an answer.
LEADING = re.compile(r"^[，；、。]*(?:(?:同时|此外|另外|其中|并|且|以及)[，,]?)?")


def say(text: str, clause: Clause) -> str:
    """The words of ``text``, a stretch of ``clause``, as a direct answer states them; no figure is touched."""
    if clause.kind == "row":
        return _row(text, clause)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    words = "".join(_unmarked(line) for line in lines)
    words = LEADING.sub("", words).strip(" \t\u3000；;，,")
    return words if words.endswith(("。", "！", "？", "）", ")", "：")) else f"{words}。"


def is_heading(text: str, clause: Clause) -> bool:
    """Whether a statement is only the clause's heading: it names the matter and says nothing of it."""
    words = _unmarked(text.strip()).rstrip("。")
    return bool(clause.heading) and words == clause.heading.rstrip("。") and len(clause.text) > len(text) + 2


def names_units(text: str) -> bool:
    """Whether a statement is a line or bracket that says who is responsible."""
    return RESPONSIBLE_LINE.match(text.strip()) is not None or is_responsibility(text.strip())


def _unmarked(line: str) -> str:
    marker = marker_of(line)
    return line[marker.end :].lstrip(" \t\u3000") if marker else line


def _row(text: str, clause: Clause) -> str:
    """A table row in words: its columns with their values, or its cells one after the other."""
    if clause.cells:
        return (
            "；".join(f"{name}：{value.rstrip('。；')}" for name, value in clause.cells if value != "/" and name != SERIAL)
            + "。"
        )
    return "，".join(cell for cell in re.split(r"[\t\n]+", text.strip()) if cell) + "。"
