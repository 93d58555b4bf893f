"""The shipped metadata says nothing that the documents do not say."""

from __future__ import annotations

import dataclasses
import sys
from typing import Any

import pytest

from policyqa.settings import default_corpus
from policyqa.text.fold import fold
from policyqa.types import Policy

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CORPUS = default_corpus()
ENTRIES: dict[str, dict[str, Any]] = tomllib.loads((CORPUS / "policies.toml").read_text(encoding="utf-8"))

#: What is judged from the whole document or from outside it, not read off the page.
JUDGED = {"region", "copy", "copy_of", "implements"}


def text_of(doc_id: str) -> str:
    """The folded text of a document; a copy is a copy of the other's attachment, whose facts stand in the other."""
    sources = [doc_id, *ENTRIES[doc_id].get("copy_of", "").split()]
    return fold("\n".join((CORPUS / f"{source}.txt").read_text(encoding="utf-8") for source in sources))


def written(date: int) -> list[str]:
    year, month, day = date // 10_000, date // 100 % 100, date % 100
    return [f"{year}年{month}月{day}日", f"{year}-{month:02}-{day:02}"]


def test_every_document_has_an_entry() -> None:
    assert sorted(ENTRIES) == sorted(path.stem for path in CORPUS.glob("*.txt"))


@pytest.mark.parametrize("doc_id", ENTRIES)
def test_entries_are_policies(doc_id: str) -> None:
    policy = Policy(id=doc_id, **ENTRIES[doc_id])
    for field in dataclasses.fields(policy):
        value = getattr(policy, field.name)
        expected = int if field.name in ("issued", "published", "effective") else str
        assert value is None or isinstance(value, expected), field.name


FACTS = [(doc_id, key) for doc_id, entry in ENTRIES.items() for key in entry if key not in JUDGED]


@pytest.mark.parametrize(("doc_id", "key"), FACTS)
def test_facts_stand_in_the_document(doc_id: str, key: str) -> None:
    value = ENTRIES[doc_id][key]
    forms = written(value) if isinstance(value, int) else [fold(value)]
    assert any(form in text_of(doc_id) for form in forms)


@pytest.mark.parametrize("key", ["copy_of", "implements"])
def test_relations_name_other_documents(key: str) -> None:
    named = {doc_id: entry[key] for doc_id, entry in ENTRIES.items() if key in entry}
    assert all(other in ENTRIES and other != doc_id for doc_id, other in named.items())


def test_who_implements_a_policy_cites_it() -> None:
    for doc_id, entry in ENTRIES.items():
        if "implements" in entry:
            assert fold(ENTRIES[entry["implements"]]["number"]) in text_of(doc_id)
