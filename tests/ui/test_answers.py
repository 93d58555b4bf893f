"""How answers look: what differs between texts, long lists, references."""

from typing import Any

import pytest

from policyqa.types import Answer, ConflictNote
from policyqa.ui.answers import Turn, turn_view
from policyqa.ui.differences import marked
from policyqa.ui.library import Library


def shown(site: Any, answer: Answer) -> str:
    return str(turn_view(Turn("问题", answer), Library(site.qa)))


def test_texts_that_differ_stand_beside_each_other_with_their_words_marked(site: Any) -> None:
    note = "津贴的数额：一处写“120元”，一处写“300元”"
    sides = tuple(ConflictNote("butie", path, note) for path in ("二/（一）", "二/（二）"))
    html = shown(site, Answer("写法不一。", refused=False, conflicts=sides))
    assert html.count('class="beside"') == 1
    assert "每人每月发放<em>120</em>元" in html
    assert "每人每月发放<em>300</em>元" in html


def test_a_long_enumeration_is_a_list(site: Any) -> None:
    html = shown(site, Answer("共四项：甲；乙；丙；丁。", refused=False))
    assert html.count("<li>") == 4
    assert "<li>丁。</li>" in html


def test_every_statement_is_a_paragraph_and_quotations_stay_whole(site: Any) -> None:
    html = shown(site, Answer("每月120元。[1]由市民政局发放。[2][3]另有规定。", refused=False))
    assert html.count("<p>") == 3
    assert "<ul>" not in shown(site, Answer("写法不一：一处写“甲；乙；丙；丁”。", refused=False))


@pytest.mark.parametrize(
    ("text", "other", "words"),
    [
        ("不低于55%", "不低于60%", ["55%"]),
        ("托位4.8个", "托位4.6个", ["4.8"]),
        ("建有一所以上养老院", "建有一所养老院", ["以上"]),
        ("到2025年底, 建成（试点）", "到2025年底，建成(试点)", []),
        ("按职责分工负责", "2024年完成", []),
        ("完全一样", "完全一样", []),
    ],
)
def test_the_words_that_differ_are_marked(text: str, other: str, words: list[str]) -> None:
    pieces = marked(text, [other])
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, differs in pieces if differs] == words


def test_a_reference_without_its_citation_stays_text(site: Any) -> None:
    assert "[7]" in shown(site, Answer("每月120元。[7]", refused=False))


def test_a_verdict_is_told_in_words(site: Any) -> None:
    assert "不符合条件" in shown(site, Answer("不能领。", refused=False, verdict="不符合"))
