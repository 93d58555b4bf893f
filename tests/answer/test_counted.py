"""One thing among several that a sentence counts."""

import pytest

from policyqa.answer.counted import of_counted
from policyqa.answer.parts import Source
from policyqa.retrieve.query import understand
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause, Question, Span

BUILT = "“十三五”末，全县建成文化场所420个，其中农家书屋236个、乡镇文化站18个、社区图书馆95个、流动书车71辆。"
GOALS = "到2027年，改造公共厕所300座、农贸市场12个，新建口袋公园40个、街心球场25个、社区驿站60个。"

ASKED = [
    (BUILT, "其中社区图书馆占了多少个？", "“十三五”末，社区图书馆95个。"),
    (BUILT, "农家书屋有几个？", "“十三五”末，农家书屋236个。"),
    (GOALS, "口袋公园要新建几个？", "到2027年，新建口袋公园40个。"),
    # all of them, or several, or none of them
    (BUILT, "建成的文化场所有多少个？", None),
    (BUILT, "农家书屋、社区图书馆各有多少个？", None),
    (BUILT, "戏台有几个？", None),
    # two things are no list
    (GOALS, "农贸市场改造几个？", None),
    # no number is asked for
    (BUILT, "社区图书馆归谁管？", None),
]


@pytest.mark.parametrize(("text", "question", "told"), ASKED)
def test_one_thing_among_several(text: str, question: str, told: str | None) -> None:
    query = understand(Question(question), policies=[], lexicon=Lexicon([]))
    clause = Clause("town-plan", "一", "item", Span(0, len(text)), text)
    part = of_counted(query, Source(clause, clause.span))
    assert (part and part.text) == told
