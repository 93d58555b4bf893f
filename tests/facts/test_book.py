"""The facts of several documents: each is read once, whichever of them are asked for."""

from policyqa.facts.book import FactBook
from policyqa.ingest.corpus import parse

NOTICE = """{city}养老服务工作通知

一、到2025年，养老床位达到{beds}张。（责任单位：市民政局）

二、到2025年，助餐点达到90个。（责任单位：市商务局）
"""
DOCUMENTS = {
    doc_id: parse(doc_id, NOTICE.format(city=city, beds=beds))
    for doc_id, city, beds in (("a", "甲市", 500), ("b", "乙市", 800))
}


def test_a_book_within_a_book_reads_nothing_anew() -> None:
    book = FactBook(DOCUMENTS)
    one = book.within({"b", "elsewhere"})
    assert list(one.documents) == ["b"]
    assert {duty.doc_id for duty in one.duties} == {"b"}
    assert {target.value for target in one.targets} == {800.0, 90.0}
    assert all(any(duty is known for known in book.duties) for duty in one.duties)
    assert all(any(target is known for known in book.targets) for target in one.targets)
