"""From lay wording to official wording: the shipped lexicon's structure, and what it finds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from policyqa.errors import CorpusError
from policyqa.settings import default_corpus
from policyqa.text.fold import fold
from policyqa.text.lexicon import FILE_NAME, Group, Lexicon

SHIPPED = Lexicon.of_corpus(default_corpus())
LONGEST = 12


def test_every_lay_word_stands_once() -> None:
    words = Counter(word for group in SHIPPED.groups for word in group.lay)
    assert [word for word, n in words.items() if n > 1] == []


def test_no_official_term_is_a_lay_word() -> None:
    """Hence no cycles, and looking up once is enough."""
    lay = {word for group in SHIPPED.groups for word in group.lay}
    assert sorted(lay & {term for group in SHIPPED.groups for term in group.official}) == []


def test_every_group_has_a_reason_of_its_own_and_distinct_terms() -> None:
    reasons = Counter(group.reason for group in SHIPPED.groups)
    assert all(reasons)
    assert reasons.most_common(1)[0][1] == 1
    assert [group.official for group in SHIPPED.groups if len(set(group.official)) < len(group.official)] == []


def test_every_word_is_short_and_written_plainly() -> None:
    words = [word for group in SHIPPED.groups for word in (*group.lay, *group.official)]
    assert [word for word in words if len(word) > LONGEST or fold(word) != word] == []
    assert [word for group in SHIPPED.groups for word in group.official if len(word) < 2] == []
    assert {word for word in words if len(word) < 2} == {"狗", "坟"}


WORDINGS = [
    ("老房子台阶太高想改一改", ["适老化改造", "居家适老化改造"]),
    ("卫生間裝扶手", ["适老化改造", "居家适老化改造"]),
    ("老年痴呆症怎么算", ["失智", "认知障碍"]),
    ("归卫健委还是归医保局", ["卫生健康委", "医疗保障局"]),
    ("市卫生健康委牵头什么", []),
    ("我家的狗没拴绳", ["犬只", "养犬", "束犬链", "牵引带", "犬绳"]),
    ("打的士从哪里上车", ["出租汽车", "巡游出租汽车"]),
    ("养老人才怎么培养", []),
    ("岗位补贴的标准", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "official"), WORDINGS)
def test_official_terms(text: str, official: list[str]) -> None:
    assert SHIPPED.official(text) == official


def small(*groups: tuple[list[str], list[str]]) -> Lexicon:
    return Lexicon(Group("r", tuple(official), tuple(lay)) for lay, official in groups)


def test_the_longest_word_wins_and_words_do_not_overlap() -> None:
    lexicon = small((["轮椅"], ["辅助器具"]), (["坐轮椅"], ["失能"]), (["椅子很"], ["家具"]))
    assert lexicon.official("坐轮椅的人") == ["失能"]
    assert lexicon.official("轮椅坏了") == ["辅助器具"]
    assert [wording.text for wording in lexicon.wordings("轮椅和坐轮椅")] == ["轮椅", "坐轮椅"]


def test_an_official_term_keeps_lay_words_inside_it_from_being_seen() -> None:
    lexicon = small((["补贴"], ["补助"]), (["岗补"], ["岗位补贴"]))
    assert lexicon.official("岗位补贴") == []
    assert lexicon.official("补贴") == ["补助"]


BORDERS = [
    ("邻居的狗很凶", ["犬只"]),
    ("门口卖热狗的摊子", []),
    ("去外地务工", ["就业"]),
    ("社区的服务工作", []),
    ("换证要多久", ["换发"]),
    ("双方交换证据", []),
    ("物业管理的规定", ["物业服务"]),
    ("长护险要交多少", ["长期护理保险"]),
]


@pytest.mark.parametrize(("text", "official"), BORDERS)
def test_no_word_is_made_of_parts_of_two_and_one_character_is_a_word_only_by_itself(text: str, official: list[str]) -> None:
    groups = (
        (["狗"], ["犬只"]),
        (["务工"], ["就业"]),
        (["换证"], ["换发"]),
        (["物业"], ["物业服务"]),
        (["长护险"], ["长期护理保险"]),
    )
    assert small(*groups).official(text) == official


def test_a_word_is_found_where_it_is_written() -> None:
    (found,) = small((["装扶手"], ["适老化改造"])).wordings("想 裝 扶手！")
    assert (found.text, found.span.start, found.span.end) == ("裝 扶手", 2, 6)


@pytest.mark.parametrize("text", ["想装个扶手", "装了几个扶手", "装一下扶手", "装扶手"])
def test_small_words_of_speech_do_not_part_a_lay_word(text: str) -> None:
    lexicon = Lexicon([Group("口语", ("居家适老化改造",), ("装扶手",))])
    [wording] = lexicon.wordings(text)
    assert wording.official == ("居家适老化改造",)
    assert wording.text == text[text.index("装") :]


def test_terms_come_once_in_the_order_of_the_words() -> None:
    lexicon = small((["甲词", "乙词"], ["一", "二"]), (["丙词"], ["三"]))
    assert lexicon.official("丙词乙词甲词") == ["三", "一", "二"]


def test_a_folder_without_a_lexicon_uses_the_shipped_one(tmp_path: Path) -> None:
    assert Lexicon.of_corpus(tmp_path).groups == SHIPPED.groups
    own = '[[group]]\nreason = "r"\nofficial = ["助餐"]\nlay = ["送饭"]\n'
    (tmp_path / FILE_NAME).write_text(own, encoding="utf-8")
    assert Lexicon.of_corpus(tmp_path).groups == (Group("r", ("助餐",), ("送饭",)),)


BROKEN = [
    "no toml at all",
    "[other]",
    "group = 3",
    '[[group]]\nreason = "r"\nlay = ["a"]',
    '[[group]]\nreason = "r"\nofficial = "助餐"\nlay = ["送饭"]',
    '[[group]]\nreason = "r"\nofficial = ["助餐"]\nlay = [1]',
]


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_file_is_named_with_an_example(tmp_path: Path, content: str) -> None:
    path = tmp_path / FILE_NAME
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"lexicon\.toml.*例如"):
        Lexicon.load(path)
