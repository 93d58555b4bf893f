"""A figure that a question takes for granted in front of what it asks, put right: 每年不少于500亩，这500亩由谁落实."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from policyqa.answer.claims import in_yuan
from policyqa.answer.limits import spoken
from policyqa.answer.parts import Part, Source, repeats
from policyqa.answer.subquestions import ASKING
from policyqa.answer.wording import say
from policyqa.facts.amounts import Quantity, quantities
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import pairs, share, statements_of
from policyqa.text.patterns import pattern
from policyqa.text.sentences import phrases_of
from policyqa.types import Clause, Document

#: Says what a text is held to say, and no case of the asker's own.
HELD = pattern(
    "当作规定说",
    r"按(?:照)?(?:规定|文件|政策|方案)|规定|文件[里上]?[写说]?|方案|号文|应(?:在|当|该)|要求|部署|封顶|最[高多低少]|不(?:少|低|得|超)|至少|"
    r"全[市省区县]|只(?:试点|建|有)|十[一二三四五]五|(?:人家|别人|听|同事|网上|有人)[^，。]{0,4}[说讲]|既然",
    reason="a figure is held to be the text's, and none of the asker's own",
    examples=(
        ("按规定每户封顶2000元", "按规定"),
        ("每年养老设施用地不少于500亩", "不少"),
        ("我租了栋600平的楼", None),
    ),
)
#: How much of the weight of what is taken for granted a statement has to say, and how far down it may have been found.
SAID, CLAUSES = 0.5, 4
_SENTENCE = re.compile("[^。；？！]+[。；？！]?")


def with_premise(query: Query, found: Found, told: Sequence[Part], documents: Mapping[str, Document]) -> list[Part]:
    """What was ``told``, and before it what a text says in place of a figure that the question takes for granted.

    Only where a statement says most of the same with another figure of the measure, and none of those found has that figure.
    """
    clauses = [each.clause for each in found.evidence[:CLAUSES]]
    for claim, figures in _claims(query.asked):
        words = set(pairs(claim))
        weights = {term: weight for term, weight in found.weights.items() if term in words}
        measures = {each.measure for each in figures}
        if any(each.measure in measures for part in told for each in quantities(part.text)):
            continue  # what is told puts it right
        source = _otherwise(weights, figures, clauses)
        part = Part(say(source.text, source.clause), (source,)) if source else None
        if part and not any(repeats(part, other, documents) for other in told):
            return [part, *told]
    return list(told)


def _claims(asked: str) -> Iterator[tuple[str, list[Quantity]]]:
    """What a question takes for granted, with its figures: what stands in a sentence up to a figure, and asks nothing."""
    for sentence in _SENTENCE.findall(asked):
        phrases = phrases_of(sentence)
        for place, phrase in enumerate(phrases):
            claim = "，".join(phrases[: place + 1])
            if ASKING.search(phrase):
                break
            if HELD.regex.search(claim) and (figures := quantities(in_yuan(spoken(phrase)))):
                yield claim, figures


def _otherwise(weights: Mapping[str, float], figures: Sequence[Quantity], clauses: Sequence[Clause]) -> Source | None:
    """The shortest statement that says what is claimed with another figure; None where one has the figure."""
    claimed = {(each.measure, each.folded[0]) for each in figures}
    sources: list[Source] = []
    for clause in clauses:
        for statement in statements_of(clause):
            stated = {(each.measure, value) for each in quantities(statement.text) for value in each.folded[:2]}
            if stated & claimed:
                return None
            if {measure for measure, _ in stated} & {measure for measure, _ in claimed}:
                sources += [Source(clause, statement.span)] if share(statement.terms, weights) >= SAID else []
    return min(sources, key=lambda source: len(source.text), default=None)
