"""Questions about a document itself: its number, date, issuer, validity and origin, quoted from where it states them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policyqa.answer.parts import Part, Source
from policyqa.answer.wording import say
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import statements_of
from policyqa.text.patterns import pattern
from policyqa.types import Clause, Document, Policy, Span

#: What is asked of a document, by the field of its policy.
ASKS = {
    "number": re.compile(r"文号|发文字号|多少号文|几号文|哪个文件号"),
    "issued": re.compile(
        r"(?:落款|署名|印发|成文|发文|发布|通知)[^，。？]{0,6}(?:日期|日子)|(?:印发|发布|发文|出台|下发|公布|成文|颁布)(?:的|于|在|是)*[^，。？]{0,6}(?:哪天|哪年|几号|什么时候|时间|日期|啥时候|何时)|(?:哪天|哪年|什么时候|啥时候|何时|几号)(?!底?之?以?前)[^，。？]{0,6}(?:印发|发布|发文|出台|下发|公布|发的|颁布)"
    ),
    "issuer": re.compile(
        r"(?:谁|哪个(?:单位|部门|机关)|哪里)[^，。？牵]{0,4}(?:印发|发布|发文|出台|下发|发的)|发文机关|发布机构"
    ),
    "validity": re.compile(r"有效(?:吗|没|性|不)|还有效|失效|作废|废止|还(?:管用|能用|算数)"),
}
NAMES = {"number": "发文字号", "issued": "成文日期", "issuer": "发文机关", "validity": "有效性"}
_DOCUMENT = r"(?:条例|办法|方案|意见|规定|文件|通知|细则|法|号文)"
ORIGIN = pattern(
    "问文件的由来",
    rf"{_DOCUMENT}[^。？]{{0,14}}(?:目的|初衷|图个?(?:什么|啥)|(?:根据|依据|按照?|贯彻|落实)[^，。？]{{0,8}}(?:哪|什么|啥)[^，。？]{{0,4}}(?:文件?|法|条例|规定|精神))"
    rf"|(?:为(?:了|的是)?(?:什么|啥)要?|图个?(?:什么|啥)才?)(?:制定|出台|定|发|搞|立)[^，。？]{{0,16}}{_DOCUMENT}",
    reason="asks what a document was made for, or on what it rests: its opening tells both",
    examples=(
        ("这个办法的目的是什么", "办法的目的"),
        ("这份方案是贯彻上面哪份文件", "方案是贯彻上面哪份文件"),
        ("7号文落实的是省里哪份文件", "号文落实的是省里哪份文件"),
        ("为什么要制定这部条例", "为什么要制定这部条例"),
        ("补贴按什么规定发", None),
    ),
)
#: Asks for what a document lists of itself, and the clause that lists it: its annexes, the papers that it is drawn from.
LISTED = {
    "附件说明": re.compile(
        r"(?:[几哪]|多少|什么|啥)[个些份]*附件|附件[^，。？]{0,3}(?:[有是叫](?:什么|啥|哪|几|多少)|名称|清单有)"
    ),
    "来源": re.compile(
        r"(?:摘自|出自|摘录自|来自|源自|(?:来源|出处)[是为在]?)[^，。？]{0,4}(?:哪|什么|啥)|(?:来源|出处)(?:是|在|$|[？?])"
        r"|从(?:哪|什么|啥)[^，。？]{0,8}(?:文件|方案|通知|办法|文|里)[^，。？]{0,3}(?:摘|抄|来)"
    ),
}
#: The day on which a document was printed, at its very end: not the one under which it was signed.
PRINTED = re.compile(r"20\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日(?= ?印发)")
#: How an opening tells them: 为了…，根据…，制定本条例; 为贯彻落实…精神，结合我区实际.
MADE = re.compile(r"(?:为了?|根据|按照|贯彻|落实)[^。]{6,240}(?:制定|结合|现就|现将|提出|精神)")
#: Parts of a document in which it speaks of itself.
WHERE = ("印发通知", "题注", "前言", "落款")
OPENING = ("前言", "第一条", "印发通知")


def about_document(query: Query, found: Found, documents: Mapping[str, Document]) -> list[Part]:
    """What the question asks of a document itself; nothing when it asks of what it says, or the text does not tell."""
    if ORIGIN.regex.search(query.asked) and found.evidence:
        return _origin(_meant(query, found, documents))
    for path, asked in LISTED.items():
        if asked.search(query.asked) and found.evidence and (listed := _listed(_meant(query, found, documents), path)):
            return listed
    fields = _fields(query)
    if not fields or not found.evidence:
        return []
    document = _meant(query, found, documents)
    told = [(field, source) for field in fields if (source := _stated(document, field)) is not None]
    if len(told) < len(fields):
        return []
    issued = next((source for field, source in told if field == "issued"), None)
    printed = [("印发日期", day) for day in _printed(document, issued)] if issued else []
    names = [*((NAMES[field], source) for field, source in told), *printed]
    words = "；".join(f"{name}：{source.span.of(document.text)}" for name, source in names)
    return [Part(f"《{document.policy.title}》{words}。", tuple(dict.fromkeys(source for _, source in names)))]


def asks_unstated(query: Query, documents: Mapping[str, Document]) -> bool:
    """Whether the question asks of a document that it names what that does not state of itself."""
    fields = [] if ORIGIN.regex.search(query.asked) else _fields(query)
    named = [documents[doc_id] for doc_id in query.mentions.doc_ids if doc_id in documents]
    return bool(fields and named) and not any(_stated(document, field) for document in named for field in fields)


def _fields(query: Query) -> list[str]:
    """What the question asks of a document itself."""
    return [field for field, asked in ASKS.items() if asked.search(query.asked)]


def _meant(query: Query, found: Found, documents: Mapping[str, Document]) -> Document:
    """The document that a question names, or else the first that was found; of the region that it names, if any."""
    named = [doc_id for doc_id in query.mentions.doc_ids if doc_id in documents]
    ids = list(dict.fromkeys([*named, *(each.clause.doc_id for each in found.evidence)]))
    regions = {region: place for place, region in enumerate(query.mentions.regions)}
    near = [doc_id for doc_id in ids if documents[doc_id].policy.region in regions]
    near.sort(key=lambda doc_id: regions.get(documents[doc_id].policy.region or "", 0))  # 乙区的方案依据市里哪份文件
    return documents[(near or ids)[0]]


def _origin(document: Document) -> list[Part]:
    """The first sentence in the opening of a document that tells why it was made."""
    opening = [clause for name in OPENING for clause in document.clauses if clause.path.rpartition("/")[2] == name]
    told = [(each, clause) for clause in opening for each in statements_of(clause) if MADE.search(each.text)]
    return [Part(say(each.text, clause), (Source(clause, each.span),)) for each, clause in told[:1]]


def _listed(document: Document, name: str) -> list[Part]:
    """What a document lists of itself in the clause of this name."""
    listed = [clause for clause in document.clauses if clause.path.rpartition("/")[2] == name]
    told = [("；".join(filter(None, map(str.strip, clause.text.split("\n")))), clause) for clause in listed]
    return [Part(f"{text.rstrip('。')}。", (Source(clause, clause.span),)) for text, clause in told[:1]]


def _stated(document: Document, field: str) -> Source | None:
    """Where the document states a field of its policy."""
    for words in _written(document.policy, field):
        for clause in document.clauses:
            if _is_frame(clause) and (match := re.search(words, clause.text)):
                return Source(clause, _span(clause, match))
    return None


def _printed(document: Document, issued: Source) -> list[Source]:
    """The day of printing, where it is another one than that of signing."""
    frame = filter(_is_frame, document.clauses)
    days = (Source(clause, _span(clause, match)) for clause in frame for match in PRINTED.finditer(clause.text))
    return [day for day in days if day.text != issued.text][:1]


def _is_frame(clause: Clause) -> bool:
    """Whether a document speaks of itself in a clause."""
    return clause.path.rpartition("/")[2] in WHERE


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
