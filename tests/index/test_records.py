"""A stored document is the document, to the letter."""

import pytest

from policyqa.index.records import document_from_bytes, document_to_bytes
from policyqa.ingest.corpus import Catalogue, load, scan
from policyqa.settings import default_corpus
from policyqa.types import Clause, Document, Policy, SourceMap, Span

CORPUS = default_corpus()


@pytest.mark.parametrize("doc_id", [file.doc_id for file in scan(CORPUS)])
def test_a_real_document_comes_back_as_it_was(doc_id: str) -> None:
    file = next(file for file in scan(CORPUS) if file.doc_id == doc_id)
    document = load(file, catalogue=Catalogue.load(CORPUS))
    assert document.clauses
    assert document_from_bytes(document_to_bytes(document)) == document


def test_every_field_comes_back() -> None:
    clause = Clause("a", "附件/1", "row", Span(0, 2), "说法不同的文字", "标题", "附件", ("一", "二"), (("列", "值"), ("", "")))
    below = Clause("a", "附件/1/（一）", "项", Span(1, 2), "\u2028", parent="附件/1")
    document = Document(
        Policy("a", "题", "甲〔1〕2号", "机关", 20240101, 20240102, 20240103, "甲市", "有效", "网页", "b", "c"),
        "甲\u2028😀\ud800",
        (clause,),
        (below,),
        SourceMap((0, 1), (5, 9)),
    )
    assert document_from_bytes(document_to_bytes(document)) == document
