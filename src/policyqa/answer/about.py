"""Questions about a document itself: its number, date, issuer and validity, quoted from where the document states them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policyqa.answer.parts import Part, Source
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.query import Query
from policyqa.types import Clause, Document, Policy, Span

#: What is asked of a document, by the field of its policy.
ASKS = {
    "number": re.compile(r"文号|发文字号|多少号文|几号文|哪个文件号"),
    "issued": re.compile(
        r"(?:印发|发布|发文|出台|下发|公布|成文|颁布)(?:的|于|在|是)*[^，。？]{0,6}(?:哪天|哪年|几号|什么时候|时间|日期|啥时候|何时)|(?:哪天|哪年|什么时候|啥时候|何时|几号)[^，。？]{0,6}(?:印发|发布|发文|出台|下发|公布|发的|颁布)"
    ),
    "issuer": re.compile(
        r"(?:谁|哪个(?:单位|部门|机关)|哪里)[^，。？]{0,4}(?:印发|发布|发文|出台|下发|发的)|发文机关|发布机构"
    ),
    "validity": re.compile(r"有效(?:吗|没|性|不)|还有效|失效|作废|废止|还(?:管用|能用|算数)"),
}
NAMES = {"number": "发文字号", "issued": "成文日期", "issuer": "发文机关", "validity": "有效性"}
#: Parts of a document in which it speaks of itself.
WHERE = ("印发通知", "题注", "前言", "落款")


def about_document(query: Query, found: Found, documents: Mapping[str, Document]) -> list[Part]:
    """What the question asks of a document itself; nothing when it asks of what it says, or the text does not tell."""
    fields = [field for field, asked in ASKS.items() if asked.search(query.asked)]
    if not fields or not found.evidence:
        return []
    doc_id = next((named for named in query.mentions.doc_ids if named in documents), found.evidence[0].clause.doc_id)
    document = documents[doc_id]
    told = [(field, source) for field in fields if (source := _stated(document, field)) is not None]
    if len(told) < len(fields):
        return []
    words = "；".join(f"{NAMES[field]}：{source.span.of(document.text)}" for field, source in told)
    return [Part(f"《{document.policy.title}》{words}。", tuple(dict.fromkeys(source for _, source in told)))]


def asks_unstated(query: Query, documents: Mapping[str, Document]) -> bool:
    """Whether the question asks of a document that it names what that does not state of itself."""
    fields = [field for field, asked in ASKS.items() if asked.search(query.asked)]
    named = [documents[doc_id] for doc_id in query.mentions.doc_ids if doc_id in documents]
    return bool(fields and named) and not any(_stated(document, field) for document in named for field in fields)


def _stated(document: Document, field: str) -> Source | None:
    """Where the document states a field of its policy."""
    for words in _written(document.policy, field):
        for clause in document.clauses:
            if clause.path.rpartition("/")[2] in WHERE and (match := re.search(words, clause.text)):
                return Source(clause, _span(clause, match))
    return None


def _span(clause: Clause, match: re.Match[str]) -> Span:
    return Span(*match.span()).shifted(clause.span.start)


def _written(policy: Policy, field: str) -> list[str]:
    """Patterns for the ways in which a field may be written."""
    value = getattr(policy, field)
    if value is None:
        return []
    if field != "issued":
        return [re.escape(str(value)) if field != "validity" else rf"(?<=有效性\t){re.escape(str(value))}"]
    year, month, day = value // 10000, value // 100 % 100, value % 100
    return [rf"{year} ?年 ?0?{month} ?月 ?0?{day} ?日", rf"{year}-0?{month}-0?{day}"]
