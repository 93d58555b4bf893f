"""How sure an answer is. The weights are fitted elsewhere; here is tested what each sign means and which way it points."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from conftest import Search
from policyqa.answer.confidence import BIAS, RARE, WEIGHTS, Signs, confidence, rarest, signs, spoken_of
from policyqa.retrieve.focus import FocusWord
from policyqa.retrieve.hybrid import Found
from policyqa.types import Clause, Document, Span

FOCUS = (FocusWord("津贴", 8.0, ()), FocusWord("丧葬费", 14.0, ("殡葬补助",)))
MIDDLE = Signs(missing=4.0, unknown=4.0, covered=0.5, similarity=0.88, unnamed=0.0)

SPEAKS = [
    ("发放津贴和丧葬费", 0.0),
    ("发放津贴和殡葬补助", 0.0),  # by its official term
    ("发放津贴", RARE),  # no rarer than that
    ("发放丧葬费", 8.0),
    ("发放补助", RARE),
]


@pytest.mark.parametrize(("text", "rarity"), SPEAKS)
def test_the_rarest_word_that_a_text_does_not_speak_of(text: str, rarity: float) -> None:
    assert rarest(FOCUS, text) == rarity


def test_nothing_is_missing_of_nothing() -> None:
    assert rarest((), "发放补助") == 0.0


def test_a_logistic_model() -> None:
    at_zero = confidence(Signs(0.0, 0.0, 0.0, 0.0, 0.0))
    assert at_zero == pytest.approx(1 / (1 + math.exp(-BIAS)))
    odds = BIAS + sum(w * s for w, s in zip(WEIGHTS, (4.0, 4.0, 0.5, 0.88, 0.0), strict=True))
    assert confidence(MIDDLE) == pytest.approx(1 / (1 + math.exp(-odds)))


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ({"missing": 8.0}, {"missing": 0.0}),
        ({"unknown": 8.0}, {"unknown": 0.0}),
        ({"covered": 0.1}, {"covered": 0.9}),
        ({"similarity": 0.82}, {"similarity": 0.93}),
        ({"unnamed": 1.0}, {"unnamed": 0.0}),
    ],
)
def test_each_sign_points_its_way(worse: dict[str, float], better: dict[str, float]) -> None:
    assert confidence(replace(MIDDLE, **worse)) < confidence(replace(MIDDLE, **better))


def test_a_clause_speaks_with_its_title_and_headings() -> None:
    clause = Clause(
        "d", "一/1", "item", Span(0, 4), "每月１０元", "护理补贴", headings=("补贴标准",), cells=(("单位", "民政局"),)
    )
    assert spoken_of(clause, "甲市办法") == "甲市办法补贴标准护理补贴民政局每月10元"


def test_signs_of_a_question(search: Search, documents: dict[str, Document]) -> None:
    policies = {doc_id: document.policy for doc_id, document in documents.items()}
    corpus = "".join(document.text for document in documents.values())
    query, found, weights = search("高龄津贴每月多少钱？")
    known = signs(query, found, weights, focus=(FocusWord("高龄", 9.0, ()),), policies=policies, corpus=corpus)
    assert (known.missing, known.unknown, known.unnamed, known.similarity) == (0.0, 0.0, 0.0, 0.9)
    assert 0 < known.covered <= 1
    strange = signs(query, found, weights, focus=(FocusWord("丧葬费", 9.0, ()),), policies=policies, corpus=corpus)
    assert (strange.missing, strange.unknown) == (9.0, 9.0)
    nothing = signs(query, Found((), 0.0), weights, focus=(), policies=policies, corpus=corpus)
    assert nothing == Signs(0.0, 0.0, 0.0, 0.0, 1.0)
