"""A figure, or an article, is told as another text of the region has changed it since, for the case that is asked about."""

from dataclasses import replace

import pytest

from policyqa.answer.amendments import amendments
from policyqa.answer.cases import by_case
from policyqa.answer.parts import Part, Source
from policyqa.answer.renewed import amended, renewed
from policyqa.ingest.corpus import parse
from policyqa.retrieve.query import Query, understand
from policyqa.retrieve.statements import pairs, statements_of
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


BEFORE = (
    "临川市养老机构补贴办法\n\n第一条　公建民营机构的运营补贴按民办机构标准的60%执行。\n"
    "第二条　机构类补贴每年5月1日至5月31日集中申报，由民政局在20个工作日内完成审核。\n"
    "第三条　高龄津贴：80周岁至89周岁每人每月50元，90周岁以上每人每月100元。\n\n2022年5月10日\n"
)
SINCE = (
    "关于调整养老机构补贴有关事项的通知\n\n临川市民政局：\n　　现就《临川市养老机构补贴办法》有关事项通知如下。\n\n"
    "一、公建民营机构的运营补贴不再打折，与民办机构执行同一标准。\n"
    "二、机构类补贴集中申报时间由每年5月调整为每年9月1日至9月20日。\n"
    "三、高龄津贴，90周岁以上提高到每人每月180元，其他不变。\n"
    "四、与本通知不一致的，以本通知为准。\n\n2025年6月3日\n"
)
HELD, HOLDS = "60%", "不再打折"


@pytest.mark.parametrize(
    ("asked", "stands_on", "told", "untold"),
    [
        ("公建民营机构的运营补贴打几折？", HELD, [HOLDS], [HELD]),
        ("公建民营机构的运营补贴还是按六折，对不对？", HELD, [HOLDS], [HELD]),
        ("公建民营机构的运营补贴有人说打折有人说不打，以哪个为准？", HELD, [HOLDS, "此前《临川市", HELD], []),
        ("公建民营机构的运营补贴调整前后有什么变化？", HELD, [HOLDS, HELD], []),
        ("公建民营机构的运营补贴以前是多少？", HELD, [HELD], [HOLDS]),
        ("2023年公建民营机构的运营补贴是多少？", HELD, [HELD], [HOLDS]),
        ("临川市养老机构补贴办法里公建民营机构的运营补贴打几折？", HELD, [HELD, "后来《关于", HOLDS], []),
        ("机构类补贴什么时候集中申报？", "5月31日", ["9月20日"], ["5月31日"]),
        ("机构类补贴审核要多少个工作日？", "5月31日", ["20个工作日"], ["9月20日"]),  # of that the later text says nothing
        ("82岁的高龄津贴每月多少？", "50元", ["50元"], ["180元"]),  # the later text is on others
    ],
)
def test_what_a_later_text_says_in_its_place(asked: str, stands_on: str, told: list[str], untold: list[str]) -> None:
    documents = {"old": parse("old", BEFORE), "new": parse("new", SINCE)}
    policies = {doc_id: replace(document.policy, region="临川市") for doc_id, document in documents.items()}
    documents = {doc_id: replace(document, policy=policies[doc_id]) for doc_id, document in documents.items()}
    query = understand(Question(asked), policies=list(policies.values()), lexicon=Lexicon([]))
    first = next(clause for clause in documents["old"].clauses if stands_on in clause.text)
    span = next(each.span for each in statements_of(first) if stands_on in each.text)
    weights = dict.fromkeys(pairs(query.text), 1.0)
    known = amendments(documents)["old"]
    parts = amended(query, _told(query, Source(first, span)), weights, known, policies, _told)
    text = "".join(part.text for part in parts)
    assert all(words in text for words in told), text
    assert not any(words in text for words in untold), text


def test_a_verdict_that_nothing_has_changed_stays() -> None:
    same = SINCE.replace(
        "90周岁以上提高到每人每月180元，其他不变", "标准调整为：80周岁至89周岁每人每月50元，90周岁以上每人每月180元"
    )
    documents = {"old": parse("old", BEFORE), "new": parse("new", same)}
    policies = {doc_id: document.policy for doc_id, document in documents.items()}
    documents = {k: replace(document, policy=replace(document.policy, region="临川市")) for k, document in documents.items()}
    query = understand(Question("85岁每月能领50元高龄津贴吗？"), policies=[], lexicon=Lexicon([]))
    first = next(clause for clause in documents["old"].clauses if "高龄津贴" in clause.text)
    part = Part("符合：80周岁至89周岁每人每月50元。", (Source(first, first.span),), "符合")
    weights = dict.fromkeys(pairs(query.text), 1.0)
    parts = amended(query, part, weights, amendments(documents)["old"], policies, _told)
    assert parts[0] is part
