"""The words that a question turns on, and which texts speak of them."""

from pathlib import Path

import pytest

from policyqa.errors import CorpusError
from policyqa.retrieve.focus import FILE_NAME, Focus, FocusWord, words_of_asking
from policyqa.text.lexicon import Group, Lexicon

ASKING = ("多少", "多少钱", "谁", "什么", "想问一下", "标准", "负责", "能不能")
FOCUS = Focus(Lexicon([Group("口语", ("居家适老化改造",), ("装扶手",))]), ASKING)

QUESTIONS = [
    # a question, and the words it turns on
    ("高龄津贴每月多少钱？", {"高龄", "津贴"}),
    ("我妈八十三了，高龄津贴能领多少？", {"高龄", "津贴"}),
    ("高齡津貼多少？", {"高龄", "津贴"}),
    ("公积金能不能取？", {"公积金"}),
    ("92岁老人高龄津贴多少？", {"高龄", "津贴"}),  # who is so old is the case, not the matter
    ("老人用餐补多少？", {"老人", "用餐"}),
    ("92岁老人补多少？", {"老人"}),
    # a clause that asks but names nothing is about the one before it
    ("丧葬费，多少钱？", {"丧葬费"}),
    ("丧葬费的标准是多少，谁负责？", {"丧葬费"}),
    # only words of asking, numbers and names of persons
    ("多少钱？", set()),
    ("张伟能不能领？", set()),
    ("居家适老化改造补多少？", {"居家适老化改造"}),  # an official term that general Chinese does not know
    ("听老人说居家适老化改造，想问一下，标准？", {"居家适老化改造"}),  # in a scene it counts, the others describe
    ("2025是多少？", set()),
    ("", set()),
    ("？！", set()),
]


@pytest.mark.parametrize(("question", "words"), QUESTIONS)
def test_what_a_question_turns_on(question: str, words: set[str]) -> None:
    assert {word.text for word in FOCUS.words(question)} == words


def test_a_lay_word_stands_for_its_official_term() -> None:
    (word,) = (word for word in FOCUS.words("想问一下，装扶手补多少？") if word.others)
    assert word.others == ("居家适老化改造", "装扶手")


def test_a_text_may_say_a_lay_word_like_it() -> None:
    focus = Focus(Lexicon([Group("口语", ("出租汽车",), ("出租车", "的士"))]), ASKING)
    (word,) = focus.words("的士起步价多少钱？")[:1]
    assert word.match("出租车起步价8元") == 1.0


def test_a_term_in_quotation_marks_is_what_its_clause_names() -> None:
    words = {word.text: word.is_noun for word in FOCUS.words("电视上说的“公积金”是指啥")}
    assert words["公积金"]
    assert not words["电视"]
    assert all(word.is_noun for word in FOCUS.words("电视上说的公积金是指啥") if word.text in words)


def test_the_scene_counts_less_than_the_question() -> None:
    (asked,), (alone,), (scene,) = map(FOCUS.words, ("公积金能不能取？", "公积金，多少钱？", "听说过，公积金，多少钱？"))
    assert asked.text == alone.text == scene.text == "公积金"
    assert scene.rarity < alone.rarity == asked.rarity  # one clause alone in front of what is asked names the matter


SPEAKS = [
    # a word, a text, how surely the text speaks of it
    ("津贴", "发放高龄津贴", 1.0),
    ("社工", "引进社会工作者", 0.6),  # the two characters with one or two between
    ("社工", "社区养老服务人员做工", 0.0),
    ("津贴", "发放补贴", 0.0),
    ("助学金", "发放助学贷款", 0.35),  # one of its two pairs, at .7
    ("助学金", "发放奖金", 0.0),
    ("胎", "第二孩", 0.0),
]


@pytest.mark.parametrize(("word", "text", "surely"), SPEAKS)
def test_how_surely_a_text_speaks_of_a_word(word: str, text: str, surely: float) -> None:
    assert FocusWord(word, 10.0, ()).match(text) == pytest.approx(surely)


@pytest.mark.parametrize(
    ("text", "surely"),
    [
        ("给予社会保险补贴", 1.0),
        ("社会保险费全额补贴", 1.0),
        ("社会保险经办机构按月核定、拨付补贴", 0.0),
        ("给予交通补贴", 0.0),
    ],
)
def test_a_compound_may_be_written_apart(text: str, surely: float) -> None:
    focus = Focus(Lexicon([Group("简称", ("社保补贴",), ("社保补助",))]), ASKING)
    (word,) = (word for word in focus.words("社保补贴怎么申请？") if word.text == "社保补贴")
    assert (word.match(text) == 1.0) is (surely == 1.0)


def test_what_is_asked_before_the_last_question_is_its_scene() -> None:
    before, last = sorted(FOCUS.words("公积金能不能取？契税交不交？"), key=lambda word: word.text == "契税")
    assert (before.text, last.text) == ("公积金", "契税")
    assert last.is_noun and not before.is_noun  # no document need know it
    assert before.rarity == pytest.approx(0.5 * FOCUS.words("公积金能不能取？")[0].rarity)


def test_what_a_machine_took_for_a_noun_is_missed_by_no_document() -> None:
    found = {word.text: word.is_noun for word in FOCUS.words("挑出来的火化费多少？")}
    assert found["挑出来"] is False
    assert found["火化"] is True


def test_words_of_asking_lie_beside_the_documents_or_in_the_package(tmp_path: Path) -> None:
    lexicon = Lexicon([])
    assert [word.text for word in Focus(lexicon, words_of_asking(tmp_path)).words("丧葬费多少钱？")] == ["丧葬费"]
    (tmp_path / FILE_NAME).write_text('[[group]]\nwords = ["丧葬费"]\n', encoding="utf-8")
    assert Focus(lexicon, words_of_asking(tmp_path)).words("丧葬费多少钱？") == ()
    (tmp_path / FILE_NAME).write_text("[[group]]\nword = 1\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=FILE_NAME):
        Focus(lexicon, words_of_asking(tmp_path))
