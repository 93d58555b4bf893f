"""Two things of one sort in one question: what is said of the other one is found."""

from __future__ import annotations

import pytest

from policyqa.answer.choose import Candidate
from policyqa.answer.pairs import each_of_pair, each_of_times, lacking_of_pair, lacking_side, like_told
from policyqa.answer.parts import Part, Source
from policyqa.retrieve.focus import Focus, FocusWord
from policyqa.retrieve.forms import form_of
from policyqa.retrieve.kinds import kinds_of
from policyqa.retrieve.mentions import Mentions
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import statements_of
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause, Span

FOCUS = Focus(Lexicon(()), ())
TEXTS = ("渔船每艘每年补助3000元。", "网箱每口每年补助200元。", "休渔期为每年5月至8月。")
OTHERS = [
    # a question, and what is said of the one that the first statement does not speak of
    ("渔船和网箱每年各补多少钱", TEXTS[1]),
    ("渔船跟网箱的补助有什么不同", TEXTS[1]),
    ("渔船和码头每年各补多少钱", None),  # nothing is said of it
    ("渔船和网箱的补助找谁领", None),  # not asked of each
    ("渔船的差别补助和网箱的补助找谁领", None),  # 差别 is a part of a name
    ("渔船每年补多少钱", None),
]


@pytest.mark.parametrize(("question", "other"), OTHERS)
def test_the_other_of_two_things(question: str, other: str | None) -> None:
    clauses = [Clause("a", str(i), "item", Span(0, len(text)), text) for i, text in enumerate(TEXTS)]
    candidates = [Candidate(1.0, 1.0, clause, statements_of(clause)[0]) for clause in clauses]
    told = Part(TEXTS[0], (Source(clauses[0], clauses[0].span),))
    query = Query(question, question, (), kinds_of(question), form_of(question), Mentions())
    lacking = lacking_of_pair(query, [told], FOCUS.words)
    source = like_told(query, lambda text: _speaks(text, lacking), candidates, [told]) if lacking else None
    assert (source.text if source else None) == other


def _speaks(text: str, words: list[FocusWord]) -> bool:
    return any(word.match(text) == 1 for word in words)


SIDES = [
    # a question, what is told, another statement, and whether that one is lacking
    ("赚钱的和不赚钱的养老院用地有啥区别", "营利性机构用地有偿出让。", "非营利性机构用地依法划拨。", True),
    ("瘫在床上的和啥都能自己干的各补多少", "收住失能老年人每月150元。", "收住自理老年人每月60元。", True),
    ("瘫在床上的和啥都能自己干的各补多少", "收住失能老年人每月150元。", "收住半失能老年人每月120元。", False),
    ("赚钱的养老院用地有啥区别", "营利性机构用地有偿出让。", "非营利性机构用地依法划拨。", False),  # asks of one
]


@pytest.mark.parametrize(("question", "told", "other", "is_lacking"), SIDES)
def test_the_other_side_is_lacking(question: str, told: str, other: str, is_lacking: bool) -> None:
    clause = Clause("a", "一", "item", Span(0, len(told)), told)
    query = Query(question, question, (), kinds_of(question), form_of(question), Mentions())
    speaks = lacking_side(query, [Part(told, (Source(clause, clause.span),))])
    assert bool(speaks and speaks(other)) is is_lacking


EACH = [
    # a question, and what it asks of each of two things
    ("同样是新建，避风渔港和海水网箱上限差多少万", ("同样是新建，避风渔港上限多少万", "同样是新建，海水网箱上限多少万")),
    ("渔船补助，木船跟钢质渔船各是多少", ("渔船补助，木船各是多少", "渔船补助，钢质渔船各是多少")),
    ("渔民的参保率和船员的参保率是一个数吗", ("渔民的参保率多少吗", "船员的参保率多少吗")),
    ("渔民的钢船比木船多补多少", ("渔民的钢船多少", "木船多少")),
    ("渔港从三级升成二级了，比原来多补多少", ("渔港从三级了，比原来多少", "渔港从二级了，比原来多少")),
    ("渔船和网箱的补助找谁领", None),
]


@pytest.mark.parametrize(("question", "asked"), EACH)
def test_each_of_two_things_is_asked_for(question: str, asked: tuple[str, str] | None) -> None:
    assert each_of_pair(question) == asked


TIMES = [
    (
        '每千人床位"十三五"末的实际数与2025年目标分别是多少？',
        ("每千人床位十三五末的实际数与是多少？", "每千人床位2025年目标是多少？"),
    ),
    ("床位从2022年到2027年要净增多少张？", ("床位从2022年到要多少张？", "床位从2027年要多少张？")),
    ("床位2025年要到多少张？", None),
    ("2022年、2025年、2027年的床位各是多少？", None),
    ("2022年评上的养老院，2025年还要复评吗？", None),
]


@pytest.mark.parametrize(("asked", "each"), TIMES)
def test_one_figure_for_two_times(asked: str, each: tuple[str, str] | None) -> None:
    assert each_of_times(asked) == each
