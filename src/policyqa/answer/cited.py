"""What a clause says that a question names by nothing but its place: 58号文第三部分第（五）条讲什么."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policyqa.answer.parts import Part, Source
from policyqa.answer.wording import say
from policyqa.facts.tables import two_by_two
from policyqa.retrieve.mentions import references, without_documents
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import above
from policyqa.text.fold import fold
from policyqa.text.labels import split
from policyqa.text.patterns import pattern
from policyqa.types import Clause, Document, Span

ASKS = pattern(
    "问条款内容",
    r"(?:[讲说写]|规定|要求|提到|内容)(?:了|的|是|都|些)*(?:什么|啥|哪些)(?:内容|东西|事)?|(?:内容|原文|全文)(?=[？?。]?\Z)",
    reason="asks what a place in a text says",
    examples=(
        ("第二十条讲什么", "讲什么"),
        ("第3条规定了哪些内容", "规定了哪些内容"),
        ("第七条的原文", "原文"),
        ("第七条怎么罚", None),
    ),
)
#: So much of a clause with those below it is told as a whole; so much of what is said besides has to be a title.
WHOLE, TITLED = 800, 0.75
#: A paragraph, which is no clause of its own; an article, which is no row; and what the path of an annex begins with.
PARAGRAPH, ARTICLE, ATTACHED = "款", "条", "附"
#: How the number of a row ends, and what a table is called.
ROWS, TABLE = ("行", "项", "号"), re.compile("分解表|分工表|任务表|清单|附表|台账")


def cited(query: Query, documents: Mapping[str, Document]) -> list[Part]:
    """The words of the one clause that the question names by its labels; nothing where it names a matter, or several fit.

    Of several rows of a table (附表22行、23行) the words of each, whatever is asked of them.
    """
    asked = fold(query.asked)
    named = references(asked)
    rows = [labels for span, labels in named if span.of(asked).endswith(ROWS)]
    if len(rows) > 1 and (table := TABLE.search(asked)):
        return _of_rows(rows, table[0], _named(query, documents))
    asks = ASKS.regex.search(asked)
    if not named or asks is None:
        return []
    covered = [*(span for span, _ in named), Span(*asks.span())]
    rest = "".join("，" if any(span.start <= i < span.end for span in covered) else char for i, char in enumerate(asked))
    said = two_by_two(without_documents(rest).replace("附表", "，"))
    labels = [each for span, each in named if not span.of(asked).endswith(PARAGRAPH)]  # a paragraph is told with its article
    found = [
        (document, clause)
        for document in _named(query, documents)
        if len(said & two_by_two(document.policy.title)) >= TITLED * len(said)
        for clause in document.clauses
        if labels and _is_at(clause, labels) and not (clause.kind == "row" and ARTICLE in asked)
    ]
    found = [
        each for each in found if not each[1].path.startswith(ATTACHED)
    ] or found  # 第三条 is none of an annex, where there is one
    return [_told(*found[0])] if len(found) == 1 else []


def _named(query: Query, documents: Mapping[str, Document]) -> list[Document]:
    """The documents that a question names, or all, without copies of one of these."""
    named = {doc_id: documents[doc_id] for doc_id in query.mentions.doc_ids if doc_id in documents} or documents
    return [document for document in named.values() if document.policy.copy_of not in named]


def _of_rows(rows: Sequence[tuple[str, ...]], table: str, documents: Sequence[Document]) -> list[Part]:
    """The words of each of several rows, by their labels, of tables of a name; nothing where one of them is not just there."""
    told = []
    for labels in rows:
        found = [
            (document, clause)
            for document in documents
            for clause in document.clauses
            if clause.kind == "row" and split(clause.path)[-1] in labels
        ]
        called = [each for each in found if table in above(each[1], each[0].policy.title)] or found
        if len(called) != 1:
            return []
        told.append(_told(*called[0]))
    return told


def _told(document: Document, clause: Clause) -> Part:
    """A clause in words with those below it, or by itself where they are many."""
    below = [other for other in document.clauses if other.path.startswith(f"{clause.path}/")]
    text = "".join(say(each.text, each) for each in (clause, *below))
    sources = tuple(Source(each, each.span) for each in (clause, *below))
    return Part(text, sources) if len(text) <= WHOLE else Part(say(clause.text, clause), sources[:1])


def _is_at(clause: Clause, named: Sequence[tuple[str, ...]]) -> bool:
    """Whether each label is one of a clause's path, in any order, and one of them its own."""
    path = split(clause.path)
    return all(any(label in path for label in labels) for labels in named) and any(path[-1] in labels for labels in named)
