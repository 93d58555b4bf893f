"""The clauses of policy texts for users of LlamaIndex: a node parser that cuts where officials cite.

::

    pipeline = IngestionPipeline(transformations=[ClauseNodeParser(), embedding])
    nodes = pipeline.run(documents=SimpleDirectoryReader("corpus").load_data())

This module is imported only by those who use it, so that reading documents does not load LlamaIndex.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from llama_index.core.node_parser import NodeParser
from llama_index.core.schema import BaseNode, MetadataMode, NodeRelationship, RelatedNodeInfo, TextNode
from pydantic import Field

from policyqa.ingest.corpus import parse
from policyqa.ingest.passages import passages
from policyqa.text.labels import cite
from policyqa.types import Document, Passage

#: What a node is embedded and shown to a language model under; the rest of its metadata tells where it stands.
CONTEXT = "context"


class ClauseNodeParser(NodeParser):
    """Documents → one node a passage, which lies in one clause, is cut between sentences, and carries its headings.

    A node's metadata are ``doc_id``, ``clause`` (the path), ``label`` (as it is cited), ``title``, ``start`` and ``end`` (in
    the document's repaired text) and ``context``; ``get_content(MetadataMode.EMBED)`` is context and text. Ids follow from
    the document, the place and the words, so that a pipeline with a docstore embeds nothing twice.
    """

    max_chars: int = Field(default=220, ge=60, le=2000, description="About how many characters a passage has at most.")
    include_prev_next_rel: bool = Field(default=True, description="Whether nodes name their neighbours.")

    @classmethod
    def class_name(cls) -> str:
        """The name under which LlamaIndex stores the component."""
        return "ClauseNodeParser"

    def _parse_nodes(self, nodes: Sequence[BaseNode], show_progress: bool = False, **kwargs: Any) -> list[BaseNode]:
        return [passage for node in nodes for passage in self._nodes_of(node)]

    def _nodes_of(self, source: BaseNode) -> Iterable[BaseNode]:
        """The nodes of one LlamaIndex document; none of one without text."""
        text = source.get_content(metadata_mode=MetadataMode.NONE)
        if not text.strip():
            return
        document = parse(_doc_id(source), text)
        for passage in passages(document, max_chars=self.max_chars):
            node = _node(document, passage)
            node.relationships[NodeRelationship.SOURCE] = source.as_related_node_info()
            yield node

    def _postprocess_parsed_nodes(self, nodes: list[BaseNode], parent_doc_map: dict[str, Any]) -> list[BaseNode]:
        """Link neighbours. The places that LlamaIndex would look up in the source are known already, in the repaired text."""
        for before, node in pairwise(nodes) if self.include_prev_next_rel else ():
            if before.metadata["doc_id"] == node.metadata["doc_id"]:
                before.relationships[NodeRelationship.NEXT] = RelatedNodeInfo(node_id=node.node_id)
                node.relationships[NodeRelationship.PREVIOUS] = RelatedNodeInfo(node_id=before.node_id)
        return nodes


def _doc_id(source: BaseNode) -> str:
    """The document's id: the one in its metadata, else the stem of its file's name, else LlamaIndex' own."""
    told = source.metadata.get("doc_id") or Path(source.metadata.get("file_name") or "").stem
    return str(told or source.node_id)


def _node(document: Document, passage: Passage) -> TextNode:
    metadata = {
        "doc_id": passage.doc_id,
        "clause": passage.clause,
        "label": cite(document.policy, passage.clause),
        "title": document.policy.title,
        "start": passage.span.start,
        "end": passage.span.end,
        CONTEXT: passage.context,
    }
    hidden = [key for key in metadata if key != CONTEXT]
    place = "\0".join((passage.doc_id, passage.clause, str(passage.span.start), passage.content))
    return TextNode(
        id_=hashlib.sha256(place.encode()).hexdigest()[:32],
        text=passage.text,
        metadata=metadata,
        excluded_embed_metadata_keys=hidden,
        excluded_llm_metadata_keys=[key for key in hidden if key != "label"],
        metadata_template="{value}",
        text_template="{metadata_str}\n{content}",
        start_char_idx=passage.span.start,
        end_char_idx=passage.span.end,
    )
