"""Short documents as text blocks, and clause trees as text that a person can check by eye."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest

from policyqa.ingest.corpus import parse
from policyqa.types import Clause, Document

#: How much of a clause's beginning and end a line shows, in characters.
SHOWN = 20


def read_text(text: str) -> Document:
    return parse("text", dedent(text).strip("\n"))


def tree_of(document: Document) -> str:
    return "\n".join(line for clause in document.clauses for line in _lines(clause)) + "\n"


def _lines(clause: Clause) -> list[str]:
    line = f"{clause.path}  {clause.kind}  {clause.span.start}..{clause.span.end}  {_shown(clause.text)}"
    return [line, *(f"    {name} = {_shown(value)}" for name, value in clause.cells)]


def _shown(text: str) -> str:
    text = text.replace("\n", "⏎").replace("\t", "⇥")
    return text if len(text) <= 2 * SHOWN else f"{text[:SHOWN]} … {text[-SHOWN:]}"


@pytest.fixture(scope="session")
def read() -> Callable[[str], Document]:
    """The document of an indented text block."""
    return read_text


@pytest.fixture(scope="session")
def paths() -> Callable[[str], list[str]]:
    """The clauses' paths of an indented text block, in order."""
    return lambda text: [clause.path for clause in read_text(text).clauses]


@pytest.fixture(scope="session")
def tree() -> Callable[[Document], str]:
    """A document's clauses, one a line: path, kind, span, beginning and end of the text; below it a row's cells."""
    return tree_of
