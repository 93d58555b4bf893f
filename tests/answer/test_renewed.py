"""A figure, or an article, is told as another text of the region has changed it since, for the case that is asked about."""

import pytest

from policyqa.answer.cases import by_case
from policyqa.answer.parts import Part, Source
from policyqa.answer.renewed import renewed
from policyqa.ingest.corpus import parse
from policyqa.retrieve.query import Query, understand
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause, Document, Evidence, Question

OLD = "临川市民政局关于2024年补贴标准的通知\n\n第一条 护理补贴标准为：一级残疾人每人每月120元，二级残疾人每人每月90元。"
NEW = "临川市民政局关于提高补贴标准的通知\n\n第一条 护理补贴标准，一级残疾人由每人每月120元提高到150元；二级残疾人标准不变。"
REPLACED = (
    "临川市民政局关于调整补贴的通知\n\n第一条 《临川市民政局关于2024年补贴标准的通知》第一条规定的标准调整为：\n"
    "一级残疾人每人每月200元，二级残疾人每人每月140元。"
)
OTHER = NEW.replace("临川市", "乙市")


def _clause(document: Document) -> Clause:
    return next(clause for clause in document.clauses if "残疾人" in clause.text)


def _told(query: Query, source: Source) -> Part:
    return by_case(query, source) or Part(source.text, (source,))


@pytest.mark.parametrize(
    ("newer", "question", "told"),
    [
        (NEW, "一级残疾人护理补贴每月多少钱？", "一级残疾人由每人每月120元提高到150元"),
        (NEW, "二级残疾人护理补贴每月多少钱？", "二级残疾人：每人每月90元。"),
        (NEW, "一级残疾人护理补贴以前每月是多少钱？", "一级残疾人：每人每月120元。"),
        (REPLACED, "二级残疾人护理补贴每月多少钱？", "二级残疾人：每人每月140元。"),
        (REPLACED.replace("》第一条", "》第二条"), "二级残疾人护理补贴每月多少钱？", "二级残疾人：每人每月90元。"),
        (OTHER, "一级残疾人护理补贴每月多少钱？", "一级残疾人：每人每月120元。"),
    ],
)
def test_the_figure_of_now(newer: str, question: str, told: str) -> None:
    documents = {"old": parse("old", OLD), "new": parse("new", newer)}
    query = understand(Question(question), policies=[], lexicon=Lexicon([]))
    first = _clause(documents["old"])
    evidence = [Evidence(clause, 1.0, clause.span) for clause in map(_clause, documents.values())]
    part = renewed(query, _told(query, Source(first, first.span)), evidence, documents, _told)
    assert told in part.text
