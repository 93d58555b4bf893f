"""How answers look: what differs between texts, long lists, references."""

from typing import Any

from policyqa.types import Answer, ConflictNote
from policyqa.ui.answers import Turn, turn_view
from policyqa.ui.library import Library


def shown(site: Any, answer: Answer) -> str:
    return str(turn_view(Turn("问题", answer), Library(site.qa)))


def test_texts_that_differ_stand_beside_each_other_with_their_words_marked(site: Any) -> None:
    note = "津贴的数额：一处写“120元”，一处写“300元”"
    sides = tuple(ConflictNote("butie", path, note) for path in ("二/（一）", "二/（二）"))
    html = shown(site, Answer("写法不一。", refused=False, conflicts=sides))
    assert html.count('class="beside"') == 1
    assert "每人每月发放<em>120元</em>" in html
    assert "每人每月发放<em>300元</em>" in html


def test_a_long_enumeration_is_a_list(site: Any) -> None:
    html = shown(site, Answer("共四项：甲；乙；丙；丁。", refused=False))
    assert html.count("<li>") == 4
    assert "<li>丁。</li>" in html


def test_a_reference_without_its_citation_stays_text(site: Any) -> None:
    assert "[7]" in shown(site, Answer("每月120元。[7]", refused=False))


def test_a_verdict_is_told_in_words(site: Any) -> None:
    assert "不符合条件" in shown(site, Answer("不能领。", refused=False, verdict="不符合"))
