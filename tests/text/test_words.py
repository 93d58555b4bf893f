"""Words of general Chinese: how texts are cut, and where the dictionary lies."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyqa.text.words import FILE_NAME, Dictionary, dictionary

CUT = [
    ("高龄津贴每月多少钱", "高龄 津贴 每月 多少 钱"),
    ("研究生命起源", "研究 生命 起源"),  # not 研究生: the product of the words' probabilities counts
    ("谁来补贴a1", "谁 来 补贴 a 1"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "words"), CUT)
def test_cut(text: str, words: str) -> None:
    assert [word.text for word in dictionary().cut(text)] == words.split()


@given(st.text(max_size=40))
def test_words_add_up_to_the_text(text: str) -> None:
    found = dictionary().cut(text)
    assert "".join(word.text for word in found) == text
    assert [word.start for word in found] == [len("".join(w.text for w in found[:i])) for i in range(len(found))]


def test_rarity_is_the_negative_logarithm_of_the_probability() -> None:
    words = dictionary()
    common, rare, unknown = (words.cut(text)[0] for text in ("的", "钱", "\U00020000"))
    assert words.rarity(common) < words.rarity(rare) < words.rarity(unknown)
    assert words.rarity(rare) - words.rarity(common) == pytest.approx(math.log(common.frequency / rare.frequency))


def test_the_database_is_built_once(tmp_path: Path) -> None:
    first = Dictionary.in_folder(tmp_path / "cache").cut("高龄津贴")
    path = tmp_path / "cache" / FILE_NAME
    built = path.stat().st_mtime_ns
    assert Dictionary.in_folder(tmp_path / "cache").cut("高龄津贴") == first == dictionary().cut("高龄津贴")
    assert path.stat().st_mtime_ns == built
    assert [each.name for each in path.parent.iterdir()] == [FILE_NAME]


def test_without_a_usable_folder_it_is_built_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert Dictionary.in_folder(tmp_path / "file").cut("高龄津贴") == dictionary().cut("高龄津贴")


def test_a_damaged_database_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"damaged" * 1000)
    assert Dictionary.in_folder(tmp_path).cut("高龄津贴") == dictionary().cut("高龄津贴")
