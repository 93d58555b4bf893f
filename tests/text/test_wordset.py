"""Many words sought in a text at once."""

import pytest

from policyqa.text.wordset import WordSet

WORDS = WordSet(["养老", "养老机构", "机构", "多少", ""])


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("养老机构补多少", [(0, 4), (0, 2), (2, 4), (5, 7)]),
        ("问养老", [(1, 3)]),  # a longer word does not reach beyond the end
        ("", []),
    ],
)
def test_places(text: str, places: list[tuple[int, int]]) -> None:
    assert list(WORDS.places(text)) == places


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("养老机构补多少", [("养老机构", True), ("补", False), ("多少", True)]),
        ("我问养老", [("我问", False), ("养老", True)]),
        ("没有", [("没有", False)]),
        ("", []),
    ],
)
def test_pieces(text: str, pieces: list[tuple[str, bool]]) -> None:
    assert list(WORDS.pieces(text)) == pieces
    assert "".join(piece for piece, _ in pieces) == text
