"""Real laws and regulations, where they are at hand: every 第X条 is one clause with its true number, below its chapter.

They are no part of the project. ``SAMPLES`` names the folder that holds ``samples/`` and ``bench/``; by default ``../shared``.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from policyqa.ingest.corpus import parse
from policyqa.ingest.source import read
from policyqa.types import Document

SHARED = Path(os.environ.get("SAMPLES", Path(__file__).parents[3] / "shared"))
LAWS = [path for folder in ("samples/regulations", "bench/law_dev/docs") for path in sorted((SHARED / folder).glob("*.md"))]
N = "〇零一二三四五六七八九十百千"
#: An article as these files print it: at a line's start, or behind a sentence where line breaks were lost.
ARTICLE = re.compile(rf"(?:^[ \t　]*|(?<=[。；：）]) )第([{N}]+)条(?:之([{N}]+))?(?=[ \u2002\u3000])", re.M)
CHAPTER = re.compile(rf"^#* *第([{N}]+)(编|分编|章|节)[ \u2002\u3000]", re.M)

pytestmark = pytest.mark.skipif(not LAWS, reason="the sample laws are not at hand")


@pytest.fixture(params=LAWS, ids=lambda path: path.stem, scope="module")
def law(request: pytest.FixtureRequest) -> tuple[str, Document]:
    source = read(request.param)
    return source, parse(request.param.stem, source)


def test_every_article_is_one_clause(law: tuple[str, Document]) -> None:
    source, document = law
    printed = [f"第{match[1]}条" + (f"之{match[2]}" if match[2] else "") for match in ARTICLE.finditer(source)]
    assert [clause.path.rpartition("/")[2] for clause in document.clauses if clause.kind == "条"] == printed


def test_chapters_are_parents(law: tuple[str, Document]) -> None:
    source, document = law
    printed = [f"第{match[1]}{match[2]}" for match in CHAPTER.finditer(source)]
    assert [clause.path.rpartition("/")[2] for clause in document.clauses if clause.kind in {"编", "章", "节"}] == printed
    last = ""
    for clause in document.clauses:
        if clause.kind in {"编", "章", "节", "section"}:
            last = clause.path
        elif clause.kind == "条" and printed and last:
            assert clause.parent is not None
            assert clause.parent.startswith(last)


def test_nothing_is_lost(law: tuple[str, Document]) -> None:
    source, document = law
    text = re.sub(r"<!--.*?-->|[#*>\s]", "", source)
    assert re.sub(r"[*>\s]", "", "".join(clause.text for clause in document.clauses)) == text
