"""Clauses as LlamaIndex nodes, through a real pipeline."""

from __future__ import annotations

import subprocess
import sys

from llama_index.core import Document as LlamaDocument
from llama_index.core.ingestion import DocstoreStrategy, IngestionPipeline
from llama_index.core.schema import MetadataMode, NodeRelationship
from llama_index.core.storage.docstore import SimpleDocumentStore

from policyqa.ingest.corpus import parse
from policyqa.ingest.nodes import ClauseNodeParser
from policyqa.ingest.passages import passages

TEXT = """甲市养老服务补贴办法

甲政办发〔2024〕3号

一、补贴标准

（一）高龄津贴每人每月发放120元。

（二）护理补贴每人每月发放300元。
"""
FILE = LlamaDocument(text=TEXT, metadata={"file_name": "butie.txt"}, doc_id="1")
LAW = LlamaDocument(text="第一条 甲。\n第二条 乙。\n乙之二。", doc_id="law")


def test_a_node_is_a_passage() -> None:
    nodes = IngestionPipeline(transformations=[ClauseNodeParser()]).run(documents=[FILE, LAW])
    expected = [*passages(parse("butie", TEXT), max_chars=220), *passages(parse("law", LAW.text), max_chars=220)]
    assert [node.get_content(MetadataMode.EMBED) for node in nodes] == [passage.content for passage in expected]
    assert [node.get_content(MetadataMode.NONE) for node in nodes] == [passage.text for passage in expected]


def test_metadata_tell_where_a_node_stands() -> None:
    node = ClauseNodeParser()([FILE])[-1]
    assert node.metadata == {
        "doc_id": "butie",
        "clause": "一/（二）",
        "label": "《甲市养老服务补贴办法》（甲政办发〔2024〕3号）第一部分（二）",
        "title": "甲市养老服务补贴办法",
        "start": 50,
        "end": 68,
        "context": "甲市养老服务补贴办法\n一、补贴标准",
    }
    assert parse("butie", TEXT).text[50:68] == node.get_content(MetadataMode.NONE) == "（二）护理补贴每人每月发放300元。"
    assert node.get_content(MetadataMode.LLM).startswith("《甲市养老服务补贴办法》（甲政办发〔2024〕3号）第一部分（二）\n")


def test_neighbours_and_source() -> None:
    nodes = ClauseNodeParser()([FILE, LAW])
    assert [node.ref_doc_id for node in nodes] == ["1"] * 3 + ["law"] * 2
    assert NodeRelationship.PREVIOUS not in nodes[0].relationships
    assert nodes[1].prev_node is not None
    assert nodes[1].prev_node.node_id == nodes[0].node_id
    assert nodes[2].next_node is None  # the next node is of another document


def test_size_and_empty_documents() -> None:
    long = LlamaDocument(text="一、任务\n" + "推进养老服务工作。" * 40, metadata={"doc_id": "long"})
    assert len(ClauseNodeParser(max_chars=100)([long])) > len(ClauseNodeParser()([long])) > 1
    assert ClauseNodeParser()([LlamaDocument(text=" \n")]) == []


def test_a_pipeline_with_a_docstore_does_nothing_twice() -> None:
    pipeline = IngestionPipeline(
        transformations=[ClauseNodeParser()],
        docstore=SimpleDocumentStore(),
        docstore_strategy=DocstoreStrategy.DUPLICATES_ONLY,
    )
    first = pipeline.run(documents=[FILE, LAW])
    assert len(first) == 5
    assert pipeline.run(documents=[FILE, LAW]) == []
    changed = LlamaDocument(text=LAW.text.replace("甲", "丙"), doc_id="law")
    again = pipeline.run(documents=[FILE, changed])
    assert {node.metadata["doc_id"] for node in again} == {"law"}
    assert again[1].node_id == first[4].node_id  # the article that did not change keeps its id


def test_reading_documents_does_not_load_llama_index() -> None:
    code = "import sys, policyqa.ingest.corpus, policyqa.ingest.passages; sys.exit('llama_index' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
