"""How answers look: what differs between texts, long lists, references."""

from typing import Any

import pytest

from policyqa.types import Answer, Citation, Clause, ConflictNote, Document, Span
from policyqa.ui.answers import Turn, turn_view
from policyqa.ui.differences import marked
from policyqa.ui.library import Library
from policyqa.ui.quotes import quoted


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


def cited(document: Document, clause: str, quote: str) -> Citation:
    start = document.text.index(quote)
    return Citation(document.policy.id, clause, clause, quote, quote, Span(start, start + len(quote)))


def test_points_of_a_list_lead_to_the_clauses_that_they_are_from(site: Any) -> None:
    document = next(d for d in site.qa.documents() if d.policy.id == "butie")
    high, care = (cited(document, f"二/（{n}）", f"{name}每人每月发放") for n, name in (("一", "高龄津贴"), ("二", "护理补贴")))
    answer = Answer("共六项：高龄津贴；护理补贴；甲；乙；等。[1][2]", refused=False, citations=(high, care))
    points = shown(site, answer).split("<li>")
    assert [f'"chip-number" aria-hidden="true">{n}<' in points[n] for n in (1, 2)] == [True, True]
    assert "乙</li></ul><p>等。</p>" in points[4]


def test_references_that_are_no_single_points_do_not_heap_up(site: Any) -> None:
    document = next(d for d in site.qa.documents() if d.policy.id == "butie")
    many = tuple(cited(document, "二/（一）", quote) for quote in ("高龄津贴", "高龄", "津贴", "每人", "每月", "发放"))
    html = shown(site, Answer("共六项：甲；乙；丙；丁。[1][2][3][4][5][6]", refused=False, citations=many))
    assert html.count('class="reference"') == 4


def test_what_is_quoted_from_one_clause_stands_below_one_chip(site: Any) -> None:
    document = next(d for d in site.qa.documents() if d.policy.id == "butie")
    quotes = ("高龄津贴每人每月发放", "津贴", "120元")
    html = shown(site, Answer("有。", refused=False, citations=tuple(cited(document, "二/（一）", q) for q in quotes)))
    assert html.count('class="chip"') == 1
    assert html.count("<blockquote>") == 2


@pytest.mark.parametrize(
    ("at", "html"),
    [
        ((0, 9), '<dt>牵头</dt><dd data-above="民政局"></dd>|<dt>序号</dt><dd>17</dd>|<dt>任务</dt><dd>建幸福院</dd>'),
        ((4, 8), "<blockquote>建幸福院</blockquote>"),
    ],
)
def test_a_row_is_quoted_by_its_columns(at: tuple[int, int], html: str) -> None:
    text = "\t17\t建幸福院"
    row = Clause(
        "x", "附件/17", "row", Span(0, len(text)), text, cells=(("牵头", "民政局"), ("序号", "17"), ("任务", "建幸福院"))
    )
    made = str(quoted(row, Span(*at), text[slice(*at)]))
    assert [part for part in html.split("|") if part not in made] == []
