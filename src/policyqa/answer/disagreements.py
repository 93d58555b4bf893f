"""Texts that disagree: when a question asks which is right, or whether two texts say the same, both readings are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policyqa.answer.choose import is_of_form
from policyqa.answer.parts import FIGURE, Part, Source
from policyqa.answer.sides import sides_of
from policyqa.answer.two_readings import bears, placed, readings_named, titled
from policyqa.answer.wording import names_units, says_nothing
from policyqa.facts.book import FactBook
from policyqa.facts.figures import ACROSS, LATER
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import coverage, share, statements_of, terms_of
from policyqa.text.labels import cite_path, split
from policyqa.text.patterns import pattern
from policyqa.types import Conflict, ConflictNote, ConflictSide, Document, Span

ASKS = pattern(
    "问哪个对",
    r"一样|一致|不一(?![定会])|矛盾|冲突|出入|对不上|打架|哪[个份](?:对|准|算数|为准)|以哪|相比|差别|区别|不同|有的(?:写|说)|"
    r"(?:正文|文件|版本|附件).{0,16}同一|还是(?=.{0,12}[？?]|.{0,8}年)|怎么.{0,6}又|前后|正文.{0,12}(?:表|附件)|措辞|一[版份个].{0,14}一[版份个](?:写|是)|到底(?:咋|怎么)写",
    reason="asks whether two texts, or two places of one, say the same, or which of two readings counts",
    examples=(
        ("两份文件写的一样吗", "一样"),
        ("是2025年还是2026年？", "还是"),
        ("表里和正文对不上", "对不上"),
        ("房子改成养老院要办什么手续", None),
    ),
)
#: Asks which of two pays, not which of two readings counts.
PAYS = re.compile(
    "(?:[省市县区镇乡]|里|级|政府|财政|国家|单位|个人|自己)[^，。？]{0,4}还是[^，。？]{0,8}[出给掏付拿担](?=[^，。？]{0,4}(?:[？?]|\\Z))"
)
#: At most this many disagreements are told.
MOST = 2
#: Says that texts disagree: then what each says is shown, also where no conflict is known.
DISAGREE = re.compile(
    "一致|不一|对不上|打架|矛盾|冲突|出入|哪[个份](?:对|准|算数)|以哪|有的(?:写|说)|(?:正文|文件|版本|附件).{0,16}(?:同一|不同|一样)"
)
#: Names two texts that are to be compared: 甲方案和乙通知, 两份文件, 几个文件.
NAMED_SIDES = re.compile(
    r"(?:文件|方案|规划|表|通知|问答|办法|条例|正文|附件|号文?)[^，。？]{0,6}(?:和|跟|与|同|、)[^，。？]{1,20}"
    r"(?:文件|方案|规划|表|通知|问答|办法|条例|版本|正文|附件|\d+号)|[两三几各][份个种]?(?:文件|处|版本|材料|说法|口径)"
)
#: Names the running text and the table of one document, which are to be compared.
TEXT_AND_TABLE = re.compile("正文[^。？]{0,20}(?:表|附件)|(?:表|附件)[^。？]{0,20}正文")
#: Asks what has changed: an older and a newer text say it.
CHANGED = re.compile(
    r"(?:20\d\d年|\d月|调整|修[改订])[^，。？]{0,6}前后|(?:有何|有什么|有啥|如何|怎么|咋)[变调改](?:化|动|整|了)"
)
#: What sorts of things differ: how a question asks for them, and how a conflict tells of them.
SORTS = {
    "单位": (re.compile("单位|部门|部委|牵头|配合|谁|哪家"), re.compile("单位|部门")),
    "时间": (re.compile("时间|时限|期限|限期|哪年|20\\d\\d年?底?(?:还是|完)|何时|什么时候"), re.compile("时限|20\\d\\d年")),
    "数": (re.compile("占比|比例|率|多少|几[张个所家]|标准|金额|数"), re.compile("指标|替代|地区|\\d%")),
}
#: What a conflict gains that is on the sort of thing asked for, and one on another loses.
SORT_GAIN = 0.3
#: A longer quote of a side is left to the citation.
SHORT = 50
#: So much of a clause tells what a conflict in it is about.
LONG = 200
#: A figure so particular that it names the matter: 3400户; no year.
PARTICULAR = re.compile(r"(?<![\d.])(?!20\d\d)\d{3,}(?![\d.])")
#: When a document was issued, as notes tell it: no side quotes that.
ISSUED = re.compile(r"（[^（）]*〔\d+〕[^（）]*）")
#: What words that stand only around a conflict count; and the kind that is none within one region.
CONTEXT_SHARE, BETWEEN_REGIONS = 0.5, "地区差异"
#: How near to the best side another one has to come, how many are told, and what the form of the answer counts.
NEAR, SIDES, FORM_GAIN = 0.7, 3, 0.3
#: How much of the question a disagreement has to be about; so much in its own words, where it names its matter: one between
#: units names the heading that they stand under.
COVERED, OWN = 0.4, 0.2


def disagreements(query: Query, found: Found, weights: Mapping[str, float], book: FactBook) -> list[Part]:
    """What the texts say differently about the matter of the question; nothing when it does not ask, or they agree."""
    if not (ASKS.regex.search(query.text) or CHANGED.search(query.asked)) or PAYS.search(query.asked):
        return []
    ranks = {evidence.clause.key: evidence.score for evidence in found.evidence}
    conflicts = book.conflicts
    if OF_TWO_UNITS.search(query.asked) and not compares_texts(query.asked):  # its own duty tells which
        of_units = (each for each in conflicts if SORTS["单位"][1].search(each.note))
        conflicts = [each for each in of_units if not _OF_HEADING.match(each.note)]
    scored = [(score, conflict) for conflict in conflicts if (score := _score(conflict, query, ranks, weights, book)) > 0]
    scored.sort(key=lambda pair: -pair[0])
    told = [conflict for score, conflict in scored[:MOST] if score >= 0.9 * scored[0][0]]
    parts = [_told(conflict, book.documents) for conflict in told]
    differ = (DISAGREE.search(query.asked) and NAMED_SIDES.search(query.asked)) or TEXT_AND_TABLE.search(query.asked)
    asked = (differ or CHANGED.search(query.asked)) and Kind.UNIT not in query.kinds
    if parts or not asked or sides_of(query.mentions, book.documents):
        return parts
    return _side_by_side(query, found, weights, book.documents)


def notes(conflicts: Sequence[Conflict], cited: Sequence[tuple[str, str]]) -> tuple[ConflictNote, ...]:
    """For the clauses that are cited: the other sides of the conflicts that they stand in."""
    found: dict[ConflictNote, None] = {}
    for conflict in conflicts:
        sides = [(side.doc_id, side.clause) for side in conflict.sides]
        if any(_covers(side, clause) for side in sides for clause in cited):
            for side in sides:
                found[ConflictNote(*side, conflict.note)] = None
    return tuple(found)


def _covers(side: tuple[str, str], clause: tuple[str, str]) -> bool:
    return side[0] == clause[0] and (side[1] == clause[1] or clause[1].startswith(f"{side[1]}/"))


def _score(
    conflict: Conflict, query: Query, ranks: Mapping[tuple[str, str], float], weights: Mapping[str, float], book: FactBook
) -> float:
    """How well a conflict fits: what it covers of the question, and how well its sides were found; 0 when neither suffices.

    One that is told by its own label (第30项) need not be told by words; one on another sort of thing than asked counts less.
    """
    documents = book.documents
    regions = query.mentions.regions or [document.policy.region for document in documents.values()]
    if conflict.kind == BETWEEN_REGIONS and any(documents[side.doc_id].policy.region not in regions for side in conflict.sides):
        return 0.0
    clauses = [documents[side.doc_id].clause(side.clause) for side in conflict.sides]
    own = terms_of(" ".join((conflict.note, *(side.quote for side in conflict.sides))))
    around = terms_of(" ".join(clause.text[:LONG] for clause in clauses)) - own
    covered, context = share(own, weights), share(around, weights)
    best = max((ranks.get(clause.key, 0.0) for clause in clauses), default=0.0)
    labelled = bool(ranks) and best == max(ranks.values()) and any(split(c.path)[-1] in query.mentions.labels for c in clauses)
    of_heading = SORTS["单位"][1].search(conflict.note) is not None
    told = covered + (context if DISAGREE.search(query.asked) and (covered >= OWN or of_heading) else 0.0)
    if not best or (told < COVERED and not labelled) or not _is_asked(conflict, query, documents):
        return 0.0
    asked = {sort for sort, words in SORTS.items() if words[0].search(query.asked)}
    differs = {sort for sort, words in SORTS.items() if words[1].search(f"{conflict.kind} {conflict.note}")}
    if differs == {"单位"} and "单位" not in asked and not compares_texts(query.asked):
        return 0.0  # 两家的床位一样不: two things are compared, and no units
    return (
        covered + CONTEXT_SHARE * context + best + (SORT_GAIN if asked & differs else -SORT_GAIN if asked and differs else 0.0)
    )


def are_disagreements(parts: Sequence[Part]) -> bool:
    """Whether what is told is that texts disagree."""
    return any(part.text.startswith((DIFFERENT, *LEADS.values())) for part in parts)


def compares_texts(asked: str) -> bool:
    """Whether a question asks of texts, or of places of one, whether they say the same."""
    return any(words.search(asked) for words in (DISAGREE, NAMED_SIDES, TEXT_AND_TABLE, CHANGED))


def _is_asked(conflict: Conflict, query: Query, documents: Mapping[str, Document]) -> bool:
    """Whether a conflict is between the texts that a question compares, of the value and of the readings that it names."""
    sides = sides_of(query.mentions, documents)
    doc_ids = {side.doc_id for side in conflict.sides}
    if sides and sum(not doc_ids.isdisjoint(own) for own in sides.values()) < 2:
        return False
    told = " ".join((ISSUED.sub("", conflict.note), *(side.quote for side in conflict.sides)))
    if query.value and query.form and not (query.form.holds.search(conflict.note) or SORTS["单位"][0].search(query.asked)):
        return False
    texts = [documents[side.doc_id].clause(side.clause).text for side in conflict.sides]
    named = all(figure in text for figure in PARTICULAR.findall(query.asked) for text in texts)
    return named and all(bears(told, each) for each in readings_named(query.asked))


#: Asks which of two units it is.
OF_TWO_UNITS = re.compile(
    "(?:牵头|负责|管|主[办管抓])还是|还是[^，。？]{1,10}(?:牵头|负责|管|[局委办]|主[办管抓])|(?:[局委办]|民政|财政|教育|人社|住建|发改)还是"
)
#: What a conflict is on that is between the units of a whole heading and those of the tasks under it.
_OF_HEADING = re.compile("[^：]*：“[^”]*”的责任单位")
#: How a disagreement is introduced that is none of two copies or places of one text.
LEADS, DIFFERENT = {ACROSS: "各地规定不同", LATER: "后来的文件有调整"}, "写法不一"


def _told(conflict: Conflict, documents: Mapping[str, Document]) -> Part:
    sources = [_source(side, documents[side.doc_id]) for side in conflict.sides]
    titles = [documents[side.doc_id].policy.title for side in {side.doc_id: side for side in conflict.sides}.values()]
    note = ISSUED.sub("", conflict.note)
    lead = LEADS.get(conflict.kind, DIFFERENT)
    sides = "；".join(
        f"{titled(documents[side.doc_id], titles)}{cite_path(side.clause)}{_written(side.quote)}" for side in conflict.sides
    )
    return Part(f"{lead}：{note}。{sides}。", (*sources, *_of_figures(note, sources, documents)))


def _of_figures(note: str, sources: Sequence[Source], documents: Mapping[str, Document]) -> list[Source]:
    """The statements of the same clauses that hold the figures of a note which the quotes lack: 到2025年，…"""
    quoted = "".join(source.span.of(documents[source.clause.doc_id].text) for source in sources)
    missing = [figure for figure in FIGURE.findall(note) if figure not in quoted]
    found = [
        next((Source(s.clause, each.span) for s in sources for each in statements_of(s.clause) if figure in each.text), None)
        for figure in missing
    ]
    return [source for source in dict.fromkeys(found) if source]


def _written(quote: str) -> str:
    """What a side writes; a long one would bury the difference, which the note tells."""
    words = re.sub(r"\s+", " ", quote).strip()
    return f"写“{words}”" if len(words) <= SHORT else ""


def _source(side: ConflictSide, document: Document) -> Source:
    clause = document.clause(side.clause)
    start = document.text.find(side.quote, clause.span.start, clause.span.end)
    return Source(clause, clause.span if start < 0 else Span(start, start + len(side.quote)))


def _side_by_side(query: Query, found: Found, weights: Mapping[str, float], documents: Mapping[str, Document]) -> list[Part]:
    """What each of the documents says on the matter, where several were found to speak of it about as well.

    Of a figure so particular that it names the matter (3400户) each clause that states it: two places may disagree. Of a
    document's text and its table what each says.
    """
    figures = PARTICULAR.findall(query.asked)
    best: dict[tuple[str, ...], tuple[float, Source]] = {}
    for evidence in found.evidence:
        for statement in statements_of(evidence.clause):
            if says_nothing(statement.text, evidence.clause) or names_units(statement.text):
                continue
            if not all(figure in statement.text for figure in figures):
                continue
            score = evidence.score + coverage(statement, weights) + FORM_GAIN * is_of_form(statement.text, query)
            row = str(evidence.clause.kind == "row") if TEXT_AND_TABLE.search(query.asked) else ""
            side = evidence.clause.key if figures else (evidence.clause.doc_id, row)
            if score > best.get(side, (0.0,))[0]:
                best[side] = (score, Source(evidence.clause, statement.span))
    sides = sorted(best.values(), key=lambda each: -each[0])
    told = [source for score, source in sides if score >= NEAR * sides[0][0]][:SIDES]
    clauses = [source.clause for source in told]
    return [placed(source, clauses, documents) for source in told] if len(told) > 1 else []
