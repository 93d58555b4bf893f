"""What is the same when texts are compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyqa.settings import default_corpus
from policyqa.text.fold import fold, fold_aligned, plain

SAME = [
    # width and case
    ("２０２５年，ＡＰＰ", "2025年,app"),
    ("面积1500㎡", "面积1500m2"),
    ("第①项", "第1项"),
    # marks
    ("1.5—10万元", "1.5-10万元"),
    ("2～3岁", "2-3岁"),
    ("2022–2023", "2022-2023"),
    ("市政办发〔2023〕1号", "市政办发(2023)1号"),
    ("市政办发［2023］1号", "市政办发(2023)1号"),
    ("市政办发【2023】1号", "市政办发(2023)1号"),
    ("“一老一小”", '"一老一小"'),
    ("「一老一小」", '"一老一小"'),
    ("关于印发〈方案〉的通知", "关于印发《方案》的通知"),
    # blanks
    ("2023年 1月 5日", "2023年1月5日"),
    ("附件 1", "附件1"),
    ("(一) 制定", "(一)制定"),
    ("养老\n托育", "养老托育"),
    ("  one   two　", "one two"),
    ("养老\u200b托育\ufeff", "养老托育"),
    # traditional script
    ("老房子臺階太高，殘疾證", "老房子台阶太高,残疾证"),
    ("家裡有兩個老人，歸誰管？", "家里有两个老人,归谁管?"),
    ("長期護理保險", "长期护理保险"),
    ("以後", "以后"),
    ("乾淨", "干净"),
    ("精神慰藉", "精神慰藉"),
    ("顯著", "显著"),
]

UNHARMED = [
    "乾县",
    "乾隆",
    "著名",
    "显著",
    "执著",
    "著作权",
    "土著",
    "精神慰藉",
    "狼藉",
    "瞭望",
    "覆盖",
    "答复",
    "皇后",
    "朱镕基",
]


@pytest.mark.parametrize(("written", "folded"), SAME)
def test_same(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize("written", UNHARMED)
def test_simplified_text_is_unharmed(written: str) -> None:
    assert fold(f"在{written}的") == f"在{written}的"


@pytest.mark.parametrize("path", sorted(default_corpus().glob("*.txt")), ids=lambda path: path.stem)
def test_no_chinese_character_of_the_corpus_changes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    chinese = [char for char in text if "\u4e00" <= char <= "\u9fff"]
    assert [char for char in fold(text) if "\u4e00" <= char <= "\u9fff"] == chinese


def test_folded_characters_are_found_in_the_original() -> None:
    written = "補助 ２０００ 元㎡"
    folded, origins = fold_aligned(written)
    assert folded == "补助2000元m2"
    assert origins == [0, 1, 3, 4, 5, 6, 8, 9, 9]
    start = folded.index("2000元")
    assert written[origins[start] : origins[start + 4] + 1] == "２０００ 元"


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("　 \n—“「〔後著裡1aＡ㎡⑴"))))
def test_folding_twice_changes_nothing_more(written: str) -> None:
    folded, origins = fold_aligned(written)
    assert fold(folded) == folded
    assert len(origins) == len(folded)
    assert origins == sorted(origins)


PAUSES = [
    ("我爸走路不稳了 政府给不给发拐杖", "我爸走路不稳了，政府给不给发拐杖"),
    ("等了两个月……这钱找谁要", "等了两个月，这钱找谁要"),
    ("护理 补贴 每月多少", "护理补贴每月多少"),
    ("2025年 1月", "2025年1月"),
]


@pytest.mark.parametrize(("written", "meant"), PAUSES)
def test_a_blank_between_phrases_and_dots_are_pauses(written: str, meant: str) -> None:
    assert plain(written) == meant
