"""Whether what the asker has comes up to a norm of so much for every so many."""

import pytest

from policyqa.answer.norms import by_norm
from policyqa.retrieve.query import understand
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause, Question, Span

ROOMS = "新建小区按每百户不少于30平方米的标准配建活动用房。"
STAFF = "养老机构应当按照每10张床位不少于2名护理员的标准配备。"

NORMS = [
    (
        "新小区600户，留了150平活动用房，够不够标准？",
        ROOMS,
        "不符合",
        "600户÷100户×30平方米=180平方米，您说的是150平方米，差180平方米-150平方米=30平方米",
    ),
    ("小区四百户，活动用房配了一百二十平米，达标吗？", ROOMS, "符合", "400户÷100户×30平方米=120平方米，您说的是120平方米"),
    (
        "我们450户，活动用房有130㎡，够吗？",
        ROOMS,
        "不符合",
        "450户÷100户×30平方米=135平方米，您说的是130平方米，差135平方米-130平方米=5平方米",
    ),
    ("院里60张床位，10名护理员，够不够？", STAFF, "不符合", "60张床位÷10张床位×2名=12名，您说的是10名，差12名-10名=2名"),
    (
        "小区三百户，活动用房留了80平，够数不？差的话差几平？",
        ROOMS,
        "不符合",
        "300户÷100户×30平方米=90平方米，您说的是80平方米，差90平方米-80平方米=10平方米",
    ),
    # one figure alone, no such question, or no norm
    ("新小区600户，活动用房要配多少平米？", ROOMS, None, ""),
    ("新小区600户，活动用房够不够？", ROOMS, None, ""),
    ("新小区600户，留了150平活动用房，够不够标准？", "新建小区应当配建活动用房。", None, ""),
]


@pytest.mark.parametrize(("question", "text", "verdict", "equation"), NORMS)
def test_what_is_told_is_set_beside_the_norm(question: str, text: str, verdict: str | None, equation: str) -> None:
    clause = Clause("d", "一", "item", Span(0, len(text)), text)
    part = by_norm(understand(Question(question), policies=(), lexicon=Lexicon(())), clause)
    assert (part.verdict if part else None) == verdict
    assert part is None or part.computed == equation
