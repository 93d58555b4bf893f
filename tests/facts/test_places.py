"""Whole documents of invented places: what a reader finds in them, and nothing else.

``places/*.txt`` are the documents, ``places/found/`` what they state, a line each, as somebody read it. After a change that is
right, ``POLICYQA_REGENERATE=1 pytest tests/facts/test_places.py`` writes the lists anew; read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from policyqa.facts.benefits import benefits
from policyqa.facts.book import FactBook
from policyqa.facts.duties import duties
from policyqa.facts.targets import targets
from policyqa.ingest.corpus import Catalogue, load, scan
from policyqa.types import Benefit, Conflict, Document, Duty, Target

PLACES = Path(__file__).with_name("places")


def _benefit(found: Benefit) -> str:
    sums = "；".join(f"{amount.case} {amount.value:g}{amount.unit}".strip() for amount in found.amounts)
    return f"{found.clause}｜{found.name}｜发给{found.payee or '（不明）'}｜{sums or '没有写金额'}"


def _duty(found: Duty) -> str:
    helpers = f"，配合：{'、'.join(found.cooperating)}" if found.cooperating else ""
    return f"{found.clause}｜{found.task[:40]}｜{'、'.join(found.lead)}{helpers}｜{found.deadline or '没有写时限'}"


def _target(found: Target) -> str:
    upper = f"—{found.upper:g}" if found.upper else ""
    return f"{found.clause}｜{found.metric}｜{found.value:g}{upper}{found.unit}｜{found.year or '没有写年份'}"


def _conflict(found: Conflict) -> str:
    return f"{found.kind}｜{'、'.join(f'{side.doc_id} {side.clause}' for side in found.sides)}｜{found.note}"


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    catalogue = Catalogue.load(PLACES)
    return {file.doc_id: load(file, catalogue=catalogue) for file in scan(PLACES)}


LEDGERS: dict[str, Callable[[dict[str, Document]], Iterable[str]]] = {
    "benefits": lambda read: (f"{doc_id} {_benefit(each)}" for doc_id in read for each in benefits(read[doc_id])),
    "duties": lambda read: (f"{doc_id} {_duty(each)}" for doc_id in read for each in duties(read[doc_id])),
    "targets": lambda read: (f"{doc_id} {_target(each)}" for doc_id in read for each in targets(read[doc_id])),
    "conflicts": lambda read: map(_conflict, FactBook(read).conflicts),
}


@pytest.mark.parametrize("name", LEDGERS)
def test_what_a_reader_finds_is_found_and_nothing_else(documents: dict[str, Document], name: str) -> None:
    found = list(LEDGERS[name](documents))
    path = PLACES / "found" / name
    if os.environ.get("POLICYQA_REGENERATE"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(found) + "\n", encoding="utf-8")
    assert found == path.read_text(encoding="utf-8").splitlines()


def test_quotes_are_to_the_letter(documents: dict[str, Document]) -> None:
    for document in documents.values():
        for each in (*benefits(document), *duties(document), *targets(document)):
            assert each.span.of(document.text) == each.quote
