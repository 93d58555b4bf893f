"""What is indexed and looked up for a text."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from policyqa.text.segment import terms

CHARACTERS = [
    ("", []),
    ("补助", ["补", "助", "补助"]),
    ("助餐点", ["助", "餐", "点", "助餐", "餐点"]),
    ("每户2000元", ["每", "户", "每户", "2000", "元"]),
    ("6.5万张，占3.2%", ["6.5", "万", "张", "万张", "占", "3.2"]),
    ("发展“1+N”模式", ["发", "展", "发展", "1", "n", "模", "式", "模式"]),
    ("APP及5G", ["app", "及", "5g"]),
    ("。，！", []),
]

ALIKE = [
    ("補助２０００元", "补助2000元"),
    ("適老化 改造", "适老化改造"),
    ("ＡＰＰ", "app"),
]


@pytest.mark.parametrize(("text", "expected"), CHARACTERS)
def test_characters_pairs_and_numbers(text: str, expected: list[str]) -> None:
    assert terms(text, words=False) == expected


@pytest.mark.parametrize("words", [False, True])
@pytest.mark.parametrize(("written", "plain"), ALIKE)
def test_texts_that_fold_alike_have_the_same_terms(written: str, plain: str, words: bool) -> None:
    assert terms(written, words=words) == terms(plain, words=words)


def test_words_come_on_top() -> None:
    plain, with_words = terms("老年人补助", words=False), terms("老年人补助", words=True)
    assert with_words[: len(plain)] == plain
    assert with_words[len(plain) :] == ["老年", "老年人", "补助"]


def test_without_words_the_dictionary_stays_away_and_with_words_it_is_silent(tmp_path: Path) -> None:
    code = (
        "import sys; from policyqa.text.segment import terms\n"
        "terms('老年人', words=False); assert 'jieba' not in sys.modules\n"
        "terms('老年人', words=True); assert 'jieba' in sys.modules"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
