"""Classes of a clause by what its document says of them elsewhere."""

from pathlib import Path

import pytest

from policyqa.answer.cases import by_case
from policyqa.answer.parts import Source
from policyqa.ingest.corpus import load, scan
from policyqa.retrieve.query import understand
from policyqa.text.lexicon import Lexicon
from policyqa.types import Document, Question

TEXT = """青岭市托育补助办法

一、收费
托育园全日托保育费，小芽班（6—12个月）、小苗班（12—24个月）、小树班（24—36个月）分别不高于每月2500元、2100元、1700元。
二、补助
按收托人数，小芽班、小苗班、小树班分别按每人每月450元、350元、250元补助。
"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    (tmp_path / "qingling.txt").write_text(TEXT, encoding="utf-8")
    return load(scan(tmp_path)[0])


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("收了个8个月大的娃，每月补助多少？", "小芽班：每人每月450元。"),
        ("收了个两岁零三个月的娃，每月补助多少？", "小树班：每人每月250元。"),
        ("收了个一岁半的娃，每月补助多少？", "小苗班：每人每月350元。"),
        ("小苗班每月补助多少？", "小苗班：每人每月350元。"),
        # a child of none of the classes is told all
        ("收了个四岁的娃，每月补助多少？", "小芽班：每人每月450元；小苗班：每人每月350元；小树班：每人每月250元。"),
    ],
)
def test_the_class_that_the_age_falls_into(question: str, told: str, document: Document) -> None:
    clause = next(each for each in document.clauses if "450元" in each.text)
    query = understand(Question(question), policies=[], lexicon=Lexicon([]))
    part = by_case(query, Source(clause, clause.span), document)
    assert part is not None
    assert part.text == told
    assert all("个月" in source.text for source in part.sources[1:])
