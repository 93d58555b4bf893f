"""When a named clause is the gold clause."""

import pytest

from policyqa.evaluate.matching import canonical, exactly, meets
from policyqa.evaluate.questions import GoldClause

QUOTE = "每户不超过2000元"


@pytest.mark.parametrize(
    ("gold", "named", "text", "expected"),
    [
        ("附件1/三/（十四）", "附件1/三/（十四）", "", True),
        ("附件1/三/（十四）", "附件1/三/(十四)", "", True),
        ("附件1/三/（十四）", "附件1/三/（十五）", "", False),
        ("附件1/三/（十四）", "附件2/三/（十四）", "", False),
        # above and below in a plan: only where the gold words stand in the text that was named
        ("附件1/三/（十四）", "附件1/三", "三、推进适老化改造", False),
        ("附件1/三/（十四）", "附件1/三", f"三、推进适老化改造（十四）{QUOTE}", True),
        ("附件1/三", "附件1/三/（十四）", "别的内容", False),
        ("附件1/三/（十四）", "附件1/三/（十四）/第一", "每户不超过 2000 元", True),
        # laws: the 条 counts for its 款 and the other way round; one 款 not for another
        ("第二章/第二十条", "第二章/第二十条/第二款/（一）", "", True),
        ("第二章/第二十条/第二款", "第二章/第二十条", "", True),
        ("第二章/第二十条/第二款", "第二章/第二十条/第一款", "", False),
        ("第二章/第二十条", "第二章", "第二章 总则", False),
        # the number of a 条 runs through the law
        ("第二十条", "第一编/第二章/第二节/第二十条", "", True),
        ("第二十条", "一/第二十条", "", True),
        ("第一百二十八条", "第128条", "", True),
        ("第一百二十八条", "第一百二十八条之一", "", False),
        ("附件1/第二条", "第二条", "", False),
    ],
)
def test_meets(gold: str, named: str, text: str, expected: bool) -> None:
    found = {"doc_id": "d", "clause": named, "text": text}
    assert meets(GoldClause("d", gold, QUOTE), found) is expected
    assert not meets(GoldClause("other", gold, QUOTE), found)


def test_gold_without_a_clause_is_met_by_its_document() -> None:
    assert meets(GoldClause("d", None), {"doc_id": "d", "clause": "三", "text": ""})


@pytest.mark.parametrize(
    ("gold", "named", "expected"),
    [
        ("附件1/三/（十四）", "附件1/三/（十四）", True),
        ("附件1/三/（十四）", "附件1/三/(十四)", True),
        ("附件1/三/（十四）", "附件1/三", False),
        ("第二十条", "第二章/第20条", True),
        ("第二十条", "第二十条/第一款", False),
    ],
)
def test_exactly(gold: str, named: str, expected: bool) -> None:
    assert exactly(GoldClause("d", gold), {"doc_id": "d", "clause": named, "text": ""}) is expected


def test_canonical_leaves_plans_alone() -> None:
    assert canonical("附件1/三/（十四）/10") == ("附件1", "三", "(十四)", "10")
    assert canonical("第一编/第三章/第二十条之一/第二款") == ("第20条之一", "第二款")
