"""What a text says of one of its clauses elsewhere, by the number of that: 第十条所列支出由市财政承担60%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyqa.answer.choose import is_of_form
from policyqa.answer.parts import Source
from policyqa.ingest.markers import marker_of
from policyqa.retrieve.mentions import references
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import Statement, statements_of
from policyqa.text.fold import fold
from policyqa.text.labels import split
from policyqa.types import Clause, Document, Span

#: What parts what is said of one clause from what is said of the next: 第5项按3∶7分担，第9项各承担一半.
_NEXT = re.compile("[，；](?=第)")
#: What stands between the steps of one reference (第六条第（一）项), and between the ends of a range (第（一）项至第（三）项).
_STEP, _RANGE = re.compile("[项款]?第?"), re.compile("[项条款问]?[至到—-]+(?:第|问题)?")
#: Another document is named in front of its clause: 《办法》第九条.
_OF_OTHER = re.compile('[》"”][^，。；]{0,2}$')

#: The forms that one label may be written in, and a reference from the outermost of its labels to the innermost.
_Label = tuple[str, ...]
_Chain = tuple[_Label, ...]


def said_of(source: Source, document: Document, query: Query) -> Iterator[Source]:
    """Where other clauses name that of ``source`` by its number and say what ``query`` asks for, by its form."""
    clause = source.clause
    if query.form is None:
        return
    for other in document.clauses:
        if other.kind != "row" and ("第" in other.text or "问题" in other.text) and not _of_one(clause, other):
            above: _Chain = ()
            for statement in statements_of(other):
                for span in _stretches(statement):
                    text = span.of(statement.text)
                    named, above = _named(text, above)
                    if is_of_form(text, query) and any(_names(chain, source) for chain in named):
                        yield Source(other, span.shifted(statement.span.start))


def _of_one(clause: Clause, other: Clause) -> bool:
    """Whether one is the other, or lies in it."""
    return f"{clause.path}/".startswith(f"{other.path}/") or f"{other.path}/".startswith(f"{clause.path}/")


def _stretches(statement: Statement) -> Iterator[Span]:
    """The statement in parts, of which each but the first begins with the clause that it is about."""
    start = 0
    for match in _NEXT.finditer(statement.text):
        if references(fold(statement.text[start : match.start()])):
            yield Span(start, match.start())
            start = match.end()
    yield Span(start, len(statement.text))


def _named(text: str, above: _Chain) -> tuple[list[_Chain], _Chain]:
    """The references of a stretch of text to clauses of its own document, and the last, in which a further one may stand.

    第十七条第（一）项至第（三）项由市财政承担；第（四）项由县财政承担: the last is 第十七条第（四）项.
    """
    text = fold(text)
    chains: list[_Chain] = []
    before: Span | None = None
    for span, label in sorted(references(text)):
        if _OF_OTHER.search(text[: span.start]):
            above, before = (), None
            continue
        between = text[before.end : span.start] if before else None
        if text[span.end - 1] == "款" and between is not None:
            before = span  # 第一款: its 项 are numbered through the whole 条
        elif between is not None and _STEP.fullmatch(between) and not _is_item(chains[-1][-1]) and not label[0].endswith("条"):
            chains[-1] = (*chains[-1], label)
            before = span
        else:
            parents = tuple(each for each in (chains[-1] if chains else above) if not _is_item(each)) if _is_item(label) else ()
            if between is not None and chains and _RANGE.fullmatch(between):
                chains += [(*chains[-1][:-1], each) for each in _between(chains[-1][-1], label)]
            chains.append((*parents, label))
            before = span
    return chains, chains[-1] if chains else above


def _is_item(label: _Label) -> bool:
    """Whether a label is that of a numbered item, which stands in a part or an article."""
    return label[0].isdecimal()


def _between(first: _Label, last: _Label) -> Iterator[_Label]:
    """The labels between two of one kind: of 第六条至第九条 those of 第七条 and 第八条."""
    low, high = (next((int(each) for each in label if each.isdecimal()), 0) for label in (first, last))
    for number in range(low + 1, high):
        yield next(label for _, label in references(f"第{number}{'项' if _is_item(first) else '条'}"))


def _names(chain: _Chain, source: Source) -> bool:
    """Whether a reference names the clause of ``source``, or of its items the one that is told."""
    path = split(source.clause.path)
    own = {*path, *(f"第{label}条" for label in path)}  # a notice has sections for articles: 一、 is its 第一条
    innermost = {path[-1], f"第{path[-1]}条"}
    *parents, last = chain
    if not all(own & set(label) for label in parents):
        return False
    if innermost & set(last):
        return True
    item = marker_of(source.text.strip())
    return bool(parents and innermost & set(parents[-1])) and (item is None or item.label in last)
