"""One document cited under two titles: 《关于…的意见》 here, 《关于…的实施意见》 there, with the same 发文字号."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyqa.facts.wording import Letters, similarity
from policyqa.text.patterns import pattern
from policyqa.types import Conflict, ConflictSide, Document

KIND = "引用不一"
#: Less alike than this, two titles are those of two texts that one document issued, not two wordings of one title.
_ALIKE = 0.7
CITATION = pattern(
    "引用的文件",
    r"《(?P<title>[^《》\n]{4,80}(?:《[^《》\n]*》[^《》\n]*)?)》\s*[（(](?P<number>[一-鿿]{2,12}\s*[〔\[［（(【]\s*(?:19|20)\d{2}\s*[〕\]］）)】]\s*\d{1,5}\s*号)[）)]",
    reason="a title with its 发文字号 in brackets names a document beyond doubt",
    examples=(
        ("按照《关于促进托育服务的意见》（国办发〔2020〕52号）", "《关于促进托育服务的意见》（国办发〔2020〕52号）"),
        ("《老年人权益保障法》（修订）", None),
    ),
)


@dataclass(frozen=True, slots=True)
class _Citation:
    title: str
    key: str
    side: ConflictSide


def reference_conflicts(documents: Sequence[Document]) -> list[Conflict]:
    """A conflict for each document that is cited under titles of different wording."""
    by_number: dict[str, list[_Citation]] = defaultdict(list)
    for document in documents:
        for number, citation in _citations(document):
            by_number[number].append(citation)
    return [conflict for number, cited in by_number.items() for conflict in _differing(number, cited)]


def _citations(document: Document) -> Iterator[tuple[str, _Citation]]:
    for clause in document.clauses:
        for match in CITATION.regex.finditer(clause.text):
            if not re.search("印发|转发|发布", match["title"]):  # the title of the notice, not of the text it issues
                side = ConflictSide(clause.doc_id, clause.path, match[0])
                yield Letters.of(match["number"]).letters, _Citation(match["title"], _key(match["title"]), side)


def _key(title: str) -> str:
    """A title as it is compared: without the issuer's name, which may stand in front of the quotation."""
    letters = Letters.of(title).letters
    return letters[letters.find("关于") :] if "关于" in letters else letters


def _differing(number: str, cited: Sequence[_Citation]) -> Iterator[Conflict]:
    first = cited[0]
    told = {first.key}
    for other in cited[1:]:
        if other.key not in told and similarity(first.key, other.key) >= _ALIKE:
            told.add(other.key)
            note = f"同一文件（{_number(first.side.quote)}）的名称写法不同：《{first.title}》与《{other.title}》"
            yield Conflict(KIND, (first.side, other.side), note)


def _number(quote: str) -> str:
    return quote.rpartition("》")[2].strip(" （）()")
