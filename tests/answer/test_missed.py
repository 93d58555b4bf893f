"""Amounts for an asker whose own figure misses what they hang on, over an invented text."""

from __future__ import annotations

import pytest
from judging import LEXICON

from policyqa.answer.cases import by_case
from policyqa.answer.computed import with_result
from policyqa.answer.missed import with_missed
from policyqa.answer.parts import Part, Source, is_faithful
from policyqa.ingest.corpus import parse
from policyqa.retrieve.query import understand
from policyqa.types import Question, Span

TEXT = parse(
    "bees",
    """枫林县养蜂补贴办法

第一条 对饲养满2年的养蜂合作社，按每人80元给予补贴。

第二条 经营面积30平方米以上的蜂产品门店，给予一次性补助2万元。

第三条 年满80周岁的养蜂人每月发放50元，年满90周岁的养蜂人每月发放100元。

第四条 对毕业一年内到合作社就业的毕业生，给予本科毕业生6000元、专科毕业生4000元的奖励。

第五条 对具有本县户籍的80-89周岁、90-99周岁、100周岁及以上养蜂人，分别按每人每月50元、100元、300元给予补贴。
""",
)

ASKED = [
    # a limit that the asker's figure misses: no sum is made, and the condition is told
    ("我们合作社养了1年，有40人，补多少钱？", "第一条", "但要求是“饲养满2年”，您说的没有达到。"),
    ("门店20平方米，能补多少钱？", "第二条", "但要求是“经营面积30平方米以上”，您说的没有达到。"),
    # also for the one case of several that is asked about
    ("本科毕业三年了去合作社，奖励多少钱？", "第四条", "但要求是“毕业一年内到合作社就业”，您说的超过了。"),
    # figures that do, and nothing told of them
    ("我们合作社养了3年，有40人，补多少钱？", "第一条", "80元×40人=3200元。"),
    ("门店50平方米，能补多少钱？", "第二条", "给予一次性补助2万元。"),
    ("门店补助多少钱？", "第二条", "给予一次性补助2万元。"),
    ("头一年、第二年各补多少钱？", "第一条", "按每人80元给予补贴。"),
    # one of several cases that does
    ("85岁的养蜂人每月多少钱？", "第三条", "每月发放50元。"),
    ("101岁的养蜂人每月补贴多少钱？", "第五条", "每月300元。"),
]


def told(question: str, path: str) -> Part:
    query = understand(Question(question), policies=[TEXT.policy], lexicon=LEXICON)
    clause = TEXT.clause(path)
    start = clause.text.index(" ") + 1
    source = Source(clause, Span(clause.span.start + start, clause.span.end))
    part = by_case(query, source) or Part(source.text, (source,))
    return missed if (missed := with_missed(query, part, lexicon=LEXICON)) is not part else with_result(query, part)


@pytest.mark.parametrize(("question", "path", "ends"), ASKED)
def test_no_sum_is_made_of_what_the_asker_misses(question: str, path: str, ends: str) -> None:
    part = told(question, path)
    assert part.text.strip().replace(" ", "").endswith(ends)
    assert is_faithful(part, {"bees": TEXT})
