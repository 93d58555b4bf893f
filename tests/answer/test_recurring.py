"""Money that is given once, and money that is given again and again."""

import pytest

from policyqa.answer.recurring import AWARD, EVERY, ONCE, recurs_otherwise, subsidises
from policyqa.text.patterns import Pattern


@pytest.mark.parametrize("each", [ONCE, EVERY, AWARD], ids=lambda each: each.name)
def test_examples(each: Pattern) -> None:
    for text, found in each.examples:
        match = each.regex.search(text)
        assert (match[0] if match else None) == found


@pytest.mark.parametrize(
    ("asked", "text", "otherwise"),
    [
        ("开起来以后每年给多少", "新建的给予最高40万元的一次性补助。", True),
        ("盖起来能补多少", "对已运营的每年给予2万元运营补助。", True),
        ("头一回给多少", "给予一次性奖励5万元。", False),
        ("一年折多少", "一次性补助按每服役1年4500元计发。", False),
        ("补多少", "给予一次性补助5万元。", False),
        ("一次性给还是每年给，多少", "每年给予2万元。", False),
        ("是按年给吗，封顶多少", "给予一次性补助10万元。", False),
    ],
)
def test_what_recurs_otherwise(asked: str, text: str, otherwise: bool) -> None:
    assert recurs_otherwise(asked, text) is otherwise


@pytest.mark.parametrize(
    ("asked", "text", "otherwise"),
    [
        ("评上了能奖几万", "每张床位给予5000元补助。", True),
        ("评上了能奖几万", "给予一次性奖励5万元。", False),
        ("奖补多少", "以奖代补，每家补助2万元。", False),
        ("奖励补贴多少", "每张床位给予5000元补助。", False),
        ("能补几万", "给予一次性奖励5万元。", False),
    ],
)
def test_subsidies_are_no_award(asked: str, text: str, otherwise: bool) -> None:
    assert subsidises(asked, text) is otherwise
