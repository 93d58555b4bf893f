"""How sure an answer is. The weights are fitted elsewhere; here is tested what each sign means and which way it points."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import astuple, replace

import pytest

from conftest import Search
from policyqa.answer.choose import ranked
from policyqa.answer.confidence import AMONG_FEW, BIAS, NOTHING, WEIGHTS, Signs, confidence, signs
from policyqa.facts.tables import measured
from policyqa.index.late_interaction import Nearness
from policyqa.retrieve.focus import RARE, FocusWord, rarest
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.statements import spoken_of
from policyqa.types import Clause, Document, Span

FOCUS = (FocusWord("津贴", 8.0, ()), FocusWord("丧葬费", 14.0, ("殡葬补助",)))
MIDDLE = Signs(0.4, 0.02, 0.2, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.4)

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


def _odds(signs: Signs) -> float:
    return BIAS + sum(weight * sign for weight, sign in zip(WEIGHTS, astuple(signs), strict=True))


def test_a_logistic_model() -> None:
    assert confidence(MIDDLE) == pytest.approx(1 / (1 + math.exp(-_odds(MIDDLE))))


def test_question_and_statement_are_read_together_only_in_doubt() -> None:
    told: list[float] = []

    def reading(value: float) -> Callable[[], float]:
        return lambda: told.append(value) or value

    unsure = replace(MIDDLE, ahead=MIDDLE.ahead - _odds(MIDDLE) / WEIGHTS[0])
    assert confidence(unsure) == pytest.approx(0.5)
    assert confidence(unsure, reading(-6.0)) < 0.3 < 0.7 < confidence(unsure, reading(6.0))
    assert told == [-6.0, 6.0]
    assert confidence(NOTHING, reading(6.0)) == confidence(NOTHING)
    assert told == [-6.0, 6.0]
    # but for a value that is plainly missing, sure reading outweighs the other signs
    assert (
        confidence(replace(NOTHING, valueless=0.0), reading(6.0))
        > 0.5
        > confidence(replace(NOTHING, valueless=0.0), reading(3.0))
    )


def test_nothing_found_is_no_answer() -> None:
    assert confidence(NOTHING) < 0.01


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ({"ahead": 0.1}, {"ahead": 0.8}),
        ({"standing": 0.0}, {"standing": 0.05}),
        ({"missing": 1.0}, {"missing": 0.0}),
        ({"unknown": 1.0}, {"unknown": 0.0}),
        ({"valueless": 1.0}, {"valueless": 0.0}),
        ({"elsewhere": 1.0}, {"elsewhere": 0.0}),
        ({"formless": 1.0}, {"formless": 0.0}),
        ({"contrasts": 1.0}, {"contrasts": 0.0}),
        ({"asks_who": 0.0}, {"asks_who": 1.0}),
        ({"matched": 1.0}, {"matched": 3.0}),
    ],
)
def test_each_sign_points_its_way(worse: dict[str, float], better: dict[str, float]) -> None:
    assert confidence(replace(MIDDLE, **worse)) < confidence(replace(MIDDLE, **better))


def test_a_clause_speaks_with_its_title_and_headings() -> None:
    clause = Clause(
        "d", "一/1", "item", Span(0, 4), "每月１０元", "护理补贴", headings=("补贴标准",), cells=(("单位", "民政局"),)
    )
    spoken = spoken_of(clause, "甲市办法")
    assert all(words in spoken for words in ("甲市办法", "补贴标准", "护理补贴", "单位", "民政局", "每月10元"))


# A question about the invented city, the word it turns on, and what its signs are.
SIGNS = [
    ("高龄津贴每月多少钱？", FocusWord("高龄", 9.0, ()), {"missing": 0.0, "unknown": 0.0, "valueless": 0.0, "contrasts": 0.0}),
    ("高龄津贴每月多少钱？", FocusWord("丧葬费", 9.0, ()), {"missing": 0.0, "unknown": 0.9}),
    ("高龄津贴每月多少钱？", FocusWord("停发", 5.0, (), is_noun=False), {"unknown": 0.0}),
    ("高龄津贴的电话是多少？", FocusWord("高龄", 9.0, ()), {"valueless": 1.0}),
    ("二星级养老机构收住失能老年人补多少钱？", FocusWord("养老机构", 9.0, ()), {"contrasts": 1.0}),
    ("三星级养老机构收住失能老年人补多少钱？", FocusWord("养老机构", 9.0, ()), {"contrasts": 0.0}),
    ("社区食堂2030年建成多少个？", FocusWord("社区食堂", 9.0, ()), {"contrasts": 1.0}),
    ("社区食堂要建成多少个？", FocusWord("社区食堂", 9.0, ()), {"contrasts": 0.0}),
    ("《云州市老年人优待证办法》里高龄津贴是多少钱？", FocusWord("高龄", 9.0, ()), {"contrasts": 1.0}),
    ("高龄津贴归哪个部门管？", FocusWord("高龄", 9.0, ()), {"asks_who": 1.0}),
]


def test_the_numbers_of_a_row_have_the_units_over_or_beside_them() -> None:
    cells = (("序号", "3"), ("任务", "新增助餐点（个）"), ("2024年", "10"), ("投资（万元）", "300"))
    row = Clause("d", "附件/3", "row", Span(0, 20), "3\t新增助餐点（个）\t10\t300", cells=cells)
    assert measured(row) == "10个 300万元"


def test_the_numbers_of_a_line_of_a_table_without_numbers() -> None:
    text = "一览表\n站点\t水泵（台）\t批准床位数\t备注\n东站\t8\t120\t无"
    assert measured(Clause("d", "附件1", "attachment", Span(0, len(text)), text), "东站\t8\t120\t无\n") == "8台 120个"


@pytest.mark.parametrize(("question", "word", "expected"), SIGNS)
def test_signs(
    search: Search, documents: dict[str, Document], question: str, word: FocusWord, expected: dict[str, float]
) -> None:
    policies = [document.policy for document in documents.values()]
    corpus = "".join(document.text for document in documents.values())
    query, found, weights = search(question)
    told = signs(
        query,
        found,
        ranked(query, found.evidence, weights, Nearness()),
        focus=(word,),
        policies=policies,
        corpus=corpus,
        here=corpus,
    )
    assert {name: pytest.approx(getattr(told, name)) for name in expected} == expected


def test_a_clause_is_ahead_of_others_where_there_are_enough(search: Search, documents: dict[str, Document]) -> None:
    query, found, weights = search("高龄津贴每月多少钱？")
    scores = (2.0, 1.0, 0.8, 0.6, 0.4, *[0.1] * 5)
    evidence = tuple(replace(each, score=score) for each, score in zip(found.evidence, scores, strict=True))
    policies = [document.policy for document in documents.values()]

    def ahead(among: int) -> float:
        some = Found(evidence[:among], 0.0)
        told = ranked(query, evidence, weights, Nearness())
        assert told[0].clause is evidence[0].clause
        return signs(query, some, told, focus=(), policies=policies, corpus="", here="").ahead

    assert ahead(10) == pytest.approx(2.0 - (1.0 + 0.8 + 0.6 + 0.4) / 4)
    assert ahead(5) == AMONG_FEW


def test_no_candidate_gives_no_sign(search: Search) -> None:
    query, _, _ = search("高龄津贴每月多少钱？")
    assert signs(query, Found((), 0.0), [], focus=(), policies=(), corpus="", here="") == NOTHING
