"""What a clause says that a question names by nothing but its place: 58号文第三部分第（五）条讲什么."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policyqa.answer.parts import Part, Source
from policyqa.answer.wording import say
from policyqa.facts.tables import two_by_two
from policyqa.retrieve.mentions import references, without_documents
from policyqa.retrieve.query import Query
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
#: How the number of a row ends.
ROWS = ("行", "项", "号")


def cited(query: Query, documents: Mapping[str, Document]) -> list[Part]:
    """The words of the one clause that the question names by its labels; nothing where it names a matter, or several fit.

    Of several rows (22行、23行) the words of each.
    """
    asked = fold(query.asked)
    rows = [span for span, _ in references(asked) if span.of(asked).endswith(ROWS)]
    alone = [_without(asked, [other for other in rows if other is not span]) for span in rows] if len(rows) > 1 else [asked]
    told = [part for each in alone for part in _cited(query, each, documents)]
    return told if len(told) == len(alone) else []


def _without(asked: str, spans: Sequence[Span]) -> str:
    return "".join("，" if any(span.start <= i < span.end for span in spans) else char for i, char in enumerate(asked))


def _cited(query: Query, asked: str, documents: Mapping[str, Document]) -> list[Part]:
    named = references(asked)
    asks = ASKS.regex.search(asked)
    if not named or asks is None:
        return []
    rest = _without(asked, [*(span for span, _ in named), Span(*asks.span())])
    said = two_by_two(without_documents(rest).replace("附表", "，"))
    ids = [doc_id for doc_id in query.mentions.doc_ids if doc_id in documents] or list(documents)
    ids = [doc_id for doc_id in ids if documents[doc_id].policy.copy_of not in ids]
    labels = [each for span, each in named if not span.of(asked).endswith(PARAGRAPH)]  # a paragraph is told with its article
    found = [
        (document, clause)
        for document in map(documents.__getitem__, ids)
        if len(said & two_by_two(document.policy.title)) >= TITLED * len(said)
        for clause in document.clauses
        if labels and _is_at(clause, labels) and not (clause.kind == "row" and ARTICLE in asked)
    ]
    found = [
        each for each in found if not each[1].path.startswith(ATTACHED)
    ] or found  # 第三条 is none of an annex, where there is one
    return [_told(*found[0])] if len(found) == 1 else []


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
