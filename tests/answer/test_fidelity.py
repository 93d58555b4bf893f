"""No number leaves that does not stand in a cited quote, whatever the sums of the text are."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hashing import HashEmbedding
from test_questions import ASKED as CITY

from policyqa.answer.cases import by_case
from policyqa.answer.engine import PolicyQueryEngine
from policyqa.answer.parts import FIGURE, Source, is_faithful
from policyqa.api import PolicyQA
from policyqa.contract import answer_line
from policyqa.evaluate.metrics.base import Answered
from policyqa.evaluate.metrics.numeric_fidelity import numeric_fidelity
from policyqa.evaluate.questions import EvalQuestion
from policyqa.index.build import sync
from policyqa.index.open import open_index
from policyqa.ingest.corpus import parse
from policyqa.retrieve.query import understand
from policyqa.settings import Settings
from policyqa.text.fold import fold
from policyqa.text.lexicon import Lexicon
from policyqa.types import Answer, Question

UNITS = ("元", "万元", "%", "张", "天", "人次", "平方米")
FIGURES = ("{n}", "{n}.{d}", "{n},000", "{n}—{m}", "{n}0000", "1{n}0")
SENTENCES = (
    "新建的每张床位给予{a}补助，改扩建的每张床位给予{b}补助，租赁的每张床位给予{c}补助。",
    "对收住自理、半失能、失能老年人的，分别按每人每月{a}、{b}、{c}给予补贴。",
    "年满80周岁的每人每月发放{a}，年满90周岁的每人每月发放{b}，年满100周岁的每人每月发放{c}。",
    "五星级、四星级、三星级养老机构分别给予{a}、{b}、{c}一次性奖励，最高不超过{a}。",
    "每户不超过{a}，其中市级承担{b}，区级承担{c}。",
)
ASKED = (
    "补贴多少钱？",
    "改扩建的补多少？",
    "失能老人每月补多少？",
    "四星级奖励多少钱？",
    "90岁每月发多少钱？",
    "我能领吗，多少钱？",
)


def sentences(seed: int) -> list[str]:
    """Sentences with sums that are drawn at random, some of them parts of others."""
    draw = random.Random(seed)

    def figure() -> str:
        n = draw.randint(1, 99)
        return draw.choice(FIGURES).format(n=n, d=draw.randint(1, 9), m=n + draw.randint(1, 9))

    units = ["元", *draw.choices(UNITS, k=len(SENTENCES) - 1)]
    return [
        sentence.format(**{name: figure() + unit for name in "abc"}) for sentence, unit in zip(SENTENCES, units, strict=True)
    ]


@pytest.mark.parametrize("seed", range(20))
def test_the_amount_for_a_case_is_one_of_the_text(seed: int) -> None:
    numbered = (f"{n}、{sentence}" for n, sentence in zip("一二三四五", sentences(seed), strict=True))
    document = parse("d", "\n\n".join(["甲市办法", *numbered]))
    told = 0
    for clause in document.clauses[1:]:
        for asked in ASKED:
            part = by_case(understand(Question(asked), policies=[], lexicon=Lexicon([])), Source(clause, clause.span))
            if part is not None:
                told += 1
                assert is_faithful(part, {"d": document})
                assert set(FIGURE.findall(fold(part.text))) <= set(FIGURE.findall(fold(clause.text)))
    assert told


def unfaithful(answer: Answer, question: str, history: tuple[str, ...] = ()) -> bool:
    """Whether some number of the answer stands neither in what it cites nor in an equation that follows from it."""
    return numeric_fidelity(EvalQuestion("q", Question(question, history)), Answered(**answer_line(answer, id="q"))) == 0


@pytest.mark.parametrize("seed", range(3))
def test_answers_over_generated_documents(seed: int, tmp_path: Path) -> None:
    """Through the real engine: understanding, retrieval, routes, composition."""
    numbered = [f"第{n}条 {sentence}" for n, sentence in zip("一二三四五", sentences(seed), strict=True)]
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "d.txt").write_text("\n\n".join(["甲市养老补贴办法", *numbered]), encoding="utf-8")
    qa = PolicyQA(Settings.load(corpus=tmp_path / "corpus", home=tmp_path / "home"))
    answers = {asked: qa.ask(asked) for asked in ASKED}
    assert any(not answer.refused for answer in answers.values())
    assert [asked for asked, answer in answers.items() if unfaithful(answer, asked)] == []


def test_answers_over_the_city(qa: PolicyQA) -> None:
    asked = [(*history, question) for *history, question in (each.question.split("|") for each in CITY)]
    answers = {turns: qa.ask(turns[-1], history=turns[:-1]) for turns in asked}
    assert [turns for turns, answer in answers.items() if unfaithful(answer, turns[-1], turns[:-1])] == []


def test_answers_over_the_shipped_documents(tmp_path: Path) -> None:
    """All development questions: not what is answered, only that nothing is made up, however poor the search."""
    lines = Path(__file__).parents[2].joinpath("eval/questions/dev.jsonl").read_text(encoding="utf-8").splitlines()
    settings, embedding = Settings.load(home=tmp_path), HashEmbedding()
    index = open_index(settings)
    sync(index, settings, embedding)
    engine = PolicyQueryEngine(index, embedding, settings)
    made_up = []
    for line in map(json.loads, lines):
        question, history = line["question"], tuple(line["history"])
        answer = engine.answer(Question(question, history))
        if unfaithful(answer, question, history):
            made_up.append((line["id"], answer.text))
    index.close()
    assert made_up == []
