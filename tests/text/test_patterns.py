"""Every named pattern finds what its own examples say."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest

import policyqa
from policyqa.text.patterns import REGISTRY, Pattern, pattern

for room in ("text", "ingest", "facts", "retrieve", "answer"):
    for module in pkgutil.iter_modules([f"{path}/{room}" for path in policyqa.__path__], f"policyqa.{room}."):
        import_module(module.name)


@pytest.mark.parametrize("each", REGISTRY.values(), ids=REGISTRY.keys())
def test_examples(each: Pattern) -> None:
    for text, expected in each.examples:
        found = each.regex.search(text)
        assert (found[0] if found else None) == expected, text


@pytest.mark.parametrize("each", REGISTRY.values(), ids=REGISTRY.keys())
def test_says_why_and_shows_both_sides(each: Pattern) -> None:
    assert each.reason
    assert any(expected is None for _, expected in each.examples)
    assert any(expected is not None for _, expected in each.examples)


def test_names_are_unique() -> None:
    taken = next(iter(REGISTRY))
    with pytest.raises(ValueError, match=taken):
        pattern(taken, "x", reason="x", examples=())
