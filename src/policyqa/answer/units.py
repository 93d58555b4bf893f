"""Who is responsible, for what, by when: answers from the duties that the clauses state."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from policyqa.answer.asked_act import act_of
from policyqa.answer.due import END, dues
from policyqa.answer.parts import Part, Source, is_faithful
from policyqa.answer.table_cells import cells_asked
from policyqa.answer.tables import OF_THEM
from policyqa.answer.wording import say
from policyqa.facts.book import FactBook
from policyqa.facts.duties import SHARED
from policyqa.facts.responsibility import statements as closings
from policyqa.facts.units import canonical, units_in
from policyqa.ingest.markers import marker_of
from policyqa.retrieve.focus import CLAUSE
from policyqa.retrieve.forms import UNIT
from policyqa.retrieve.hybrid import Found, named_in_quotes
from policyqa.retrieve.kinds import LEADING, WHICH_BODY, Kind
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import pairs, share, statements_of
from policyqa.text.fold import fold
from policyqa.text.numerals import to_chinese
from policyqa.text.patterns import pattern
from policyqa.text.words import dictionary
from policyqa.types import Clause, Document, Duty, Span

#: A duty's clause has to be among this many best clauses.
CLAUSES = 10
ASKS_TASKS = re.compile(
    r"哪些|哪[两二三][项件条块]|是哪件|的[那这]?[条项件](?:任务|工作|事)?是(?:啥|什么)|哪几|几[项个条处件回样]|多少[项条件处]|什么任务|啥任务|[干做管][些]?(?:什么|啥|哪些)|都有|都是|全部|所有|列|任务|工作|挑|捋|找出|逐条|[有啥么]关系"
)
#: By what tasks are counted, as the question has it: 被写进去几处.
COUNTER = re.compile("(?:几|多少)([处件])")
#: Which tasks, with no word for what the unit does in them: its own are meant.
TASKS = re.compile(
    r"(?:哪[些几]|几|什么|啥|多少)[项件个些]?(?:任务|工作|活|事|差事|职责)"
    r"|(?:任务|工作|活儿?|事|差事|职责)(?:一共|总共|都|还)?[有是](?:哪|几|什么|啥|多少)"
)
#: Where a unit has a part in something, whatever it does there: 一共露面几回, 沾边的全部任务, 摊了哪几件, 跟养老有啥关系.
TAKES_PART = re.compile(
    "露[面过]|出现|沾边|摊[上了]|出力|被?写进|点名|挂了?名|挂了哪|列为|作(?:为)?责任单位|有份|有没有(?:任务|事|活)|有[事活]做|[啥么]关系|都?[管干做](?:些|了)?(?:啥|什么|哪[些几])"
)
#: What is said not to count: 自己牵头的不算, 不是附表, 附件不管.
NOT_COUNTED = re.compile(
    "除了?[^，。；？（）()]{2,20}?(?:[之以]外|(?=，))|"
    "[（(，]?(?:[^，。；？（）()除]{2,10}(?:不算|别算|除外|不管|不看|[之以]外)|(?:不[是看要管]|别看)(?:附[件表]|正文|表))[）)]?"
)
#: How a part that was told names who sees to its matter.
UNITS_TOLD = re.compile("(?:责任|牵头|配合)单位|牵头|负责|[局委部办](?:、|和|$)")
#: Asks who holds an office or sits in a body: no task.
OFFICE = re.compile("(?:谁|(?:什么|啥)人)来?(?:当|担任|兼)|担任|组成|成员")
#: How a duty is told by when it has to be done.
DEADLINE = "完成时限"
OF_TEXT = re.compile("正文")
OF_TABLE = re.compile("分解表|分工表|任务表|台账|附表|[看那]张?表|表[里中上格]")
ASKS_UNIT = re.compile(rf"谁|哪[个些几家]{{0,2}}[^，。？]{{0,4}}(?:部门|单位|局)|{WHICH_BODY}")
#: What a unit does in a duty, and how it is asked for. 参与 is any of it.
ROLES = {
    "牵头": re.compile(f"牵头|带头|主[办责抓]|{LEADING}"),
    "负责": re.compile("负责|主管|分管|归.{1,12}管"),
    "配合": re.compile("配合|协[办助同]|配角|打下手|搭[把个]?手|陪着[干做]|跟着[干做]"),
    "参与": re.compile("参与|承担|涉及|有份|相关|被列[入为进][^，。？]*(?:的责任单位|责任单位[？?]?$)|挂了哪[两二三几]?[条项]"),
}
#: Asks for a unit's own tasks, with which is told who helps, where that is asked behind it.
OWN_TASKS = re.compile(f"(?:牵头|带头|主办|负责|{LEADING})的?[那这]?[条项件]?(?:任务|事|工作)?(?:[是有]哪|是(?:啥|什么))")
HELPERS = re.compile("[，。；](?:配合|搭手|协办|协助|帮忙)[^，。？]{0,6}(?:谁|哪)[^，。？]*")
#: Wants it confirmed that a unit is the one: that is asked of a task, and not of all of the unit's.
CONFIRMS = re.compile(
    "是(?:不是)?(?:牵头|责任|配合)(?:单位|部门)[吗么不]|没(?:看|记|说|弄|搞|写)?错|对[吧吗]|是吧|是不是|对不对|属实|准确吗"
)
#: An aggregation lists this many tasks in words; further ones are counted and cited.
LISTED = 12
#: So few are told with their units and deadlines.
FEW = 2
#: What a duty gains for each phrase of its sentence that the question sets in quotation marks: “一小” is not “一老一小”.
NAMED_GAIN = 0.5
#: What it gains for the act that is asked for (该谁维护), told by itself or beside it, and for the form of an answer.
ACT_GAIN, BESIDE_GAIN, FORM_GAIN = 0.4, 0.3, 0.2
#: … and for the head word of what is asked about: no work on a staff's training is a base for it.
HEAD_GAIN = 0.5
#: How near to the best clause the duty's has to come: further down, it is the duty of another matter, unless it does the act.
NEAR, NEAR_ACT = 0.75, 0.6
#: How much more of the question another sentence of its clause has to cover to be told instead.
MORE = 0.1
#: Copies of a task begin alike.
TASK_HEAD = 4
#: A body that is bound to something, or has it in charge.
BOUND = re.compile(rf"由[^，。；]{{2,40}}|(?:{UNIT.holds.pattern}|队)[^，。；]{{0,20}}(?:应当|负责|承担|负担|依法|按照)")
DEPARTMENT = re.compile("部门|哪[个些几]{0,2}局")
#: What is asked about, in front of who sees to it: 培训基地由谁牵头; and words that are none.
OBJECT = re.compile(r"([一-鿿]{2,12}?)(?:的?(?:建设|落实))?(?:[是由归该]|应该|应当|都)*(?:谁|哪|牵头|主管|什么部门)")
NO_HEAD = re.compile("部门|单位|机关|机构|工作|任务|[市省区县州旗]|[局委办]\\Z")
#: Asks for the seat of an office, and how texts tell it.
SEAT = pattern(
    "问办公室设在哪",
    r"(?:办公室|办事机构|专班|秘书处)[^，。？]{0,4}(?:[设挂放安落][^，。？]{0,3}(?:哪|谁|何处|什么)|在(?:哪|什么|何处))",
    reason="asks where an office has its seat, not who does a task",
    examples=(
        ("领导小组办公室挂在哪家？", "办公室挂在哪"),
        ("联席会办公室在哪", "办公室在哪"),
        ("办公室设在什么地方", "办公室设在什么"),
        ("养老院建在哪", None),
    ),
)
SEATED = re.compile("(?:设|挂靠?)在")
#: Tasks that go on and on, in a text's own words: 持续性工作, 长期任务.
ONGOING = re.compile("(?P<how>持续|长期)(?:性|推进)?的?(?:工作|任务)")
#: The year by whose end, or in which, tasks have to be done.
BY_YEAR = pattern(
    "某年要完成",
    rf"{END.regex.pattern}[^，。？]{{0,12}}?(?:完成|到期|[办做干]完|收[尾口]|结束|截止|交[卷账差]|[为是](?:时限|期限|限))",
    reason="asks for the tasks that are due in a year, or by its end",
    examples=(
        ("2025年底前市卫健委牵头要完成的有哪几项", "2025年底前市卫健委牵头要完成"),
        ("民政局牵头、2026年完成的任务", "2026年完成"),
        ("2024年到期的有几项", "2024年到期"),
        ("2024年市民政局牵头哪些任务", None),
    ),
)


def tasks_of_unit(query: Query, book: FactBook) -> list[Part]:
    """All duties of the one unit that the question names and whose tasks it asks for; none when it asks something else."""
    asked = NOT_COUNTED.sub("，", query.asked)
    named = units_in(asked)
    clauses = CLAUSE.findall(asked)
    said = next(("，".join(clauses[max(i - 1, 0) : i + 3]) for i, clause in enumerate(clauses) if units_in(clause)), "")
    own = HELPERS.sub("", asked) if OWN_TASKS.search(said) else asked
    takes_part = TAKES_PART.search(said) is not None
    roles = {role for role, words in ROLES.items() if words.search(own)}
    roles = roles or ({"参与"} if takes_part else {"牵头"} if TASKS.search(said) else set())
    if (
        len({canonical(name, region=None) for name, _ in named}) != 1
        or not roles
        or not ASKS_TASKS.search(said)
        or ASKS_UNIT.search(own)
        or CONFIRMS.search(asked)
        or OF_THEM.search(asked)
        or (len(query.mentions.doc_ids) > 1 and not (takes_part or any(words.search(asked) for words in ROLES.values())))
    ):
        return []
    documents = book.documents
    found = [duty for duty in book.among(_scope(query, documents)) if _has(duty, named[0][0], documents, roles)]
    if roles == {"牵头"}:
        ranked = [duty for duty in found if "牵头" in _text(duty, documents)]
        found, roles = ranked or found, roles if ranked else {"负责"}  # no text says that it leads
    if due := BY_YEAR.regex.search(asked):
        found = [duty for duty in found if dues(due[0])[0].admits(duty.deadline or "")]
    if ongoing := ONGOING.search(asked):
        found = [duty for duty in found if ongoing["how"] in (duty.deadline or "")]
    if OF_TABLE.search(asked) and (rows := [d for d in found if _source(d, documents).clause.kind == "row"]):
        found = rows
    found = [duty for duty in _once(_of_place(asked, found), documents) if is_faithful(_task(duty, documents), documents)]
    if not found:
        return []
    told, stated = (_told, _with_deadline) if len(found) <= FEW else (_name, _sources)
    listed = "；".join(f"{_number(duty)}{told(duty)}".rstrip("。") for duty in found[:LISTED])
    more = "，等" if len(found) > LISTED else ""
    sources = tuple(dict.fromkeys(source for duty in found for source in stated(duty, documents)))
    by = match[1] if (match := COUNTER.search(asked)) else "项"
    return [Part(f"{named[0][0]}{'、'.join(sorted(roles))}共{to_chinese(len(found))}{by}：{listed}{more}。", sources)]


def responsible(query: Query, found: Found, weights: Mapping[str, float], book: FactBook) -> Part | None:
    """Who is responsible for what the question is about; None when it does not ask, or no clause says.

    Every duty of the documents is weighed by how much of the question its task covers, how well its clause was found, and how
    it fits the way in which the question asks.
    """
    if SEAT.regex.search(query.asked):
        return _seat(found, weights, book.documents)
    if Kind.UNIT not in query.kinds or OFFICE.search(query.asked):
        return None
    every = [duty for duty in book.duties if duty.lead or duty.cooperating]
    regions = query.mentions.regions
    own = [duty for duty in every if book.documents[duty.doc_id].policy.region in regions]
    asked = NOT_COUNTED.sub("，", query.asked)
    ways = (_of_place(asked, duties) for duties in ([own, every] if own and len(own) < len(every) else [every]))
    return next((part for duties in ways if (part := _of_duties(query, found, weights, book, duties))), None)


def _of_place(asked: str, duties: Sequence[Duty]) -> Sequence[Duty]:
    """Those of the duties that stand where the question says: in the text itself, or in a table."""
    if OF_TEXT.search(asked):
        return [duty for duty in duties if not duty.clause.startswith("附件")] or duties
    return duties


def _of_duties(query: Query, found: Found, weights: Mapping[str, float], book: FactBook, duties: Sequence[Duty]) -> Part | None:
    """Who is responsible for what the question is about, by one of these duties."""
    doc_ids = {duty.doc_id for duty in duties}
    scores = {each.clause.key: each.score for each in found.evidence[:CLAUSES] if each.clause.doc_id in doc_ids}
    asking = _Asking.of(query)
    duty = max(
        duties,
        key=lambda duty: _covered(duty, weights) + scores.get(_item(duty), 0.0) + _fits(duty, asking, book.documents),
        default=None,
    )
    if (
        duty is None
        or not _is_near(duty, scores, does=_does(duty, asking))
        or _is_another_act(duty, asking, found, book.documents)
    ):
        return None
    if _is_outdone(duty, scores, weights, found, book):
        return None
    clause = _source(duty, book.documents).clause
    if _is_sentence(duty, clause):
        source = Source(clause, _around(duty, book.documents))
        return Part(say(source.span.of(book.documents[duty.doc_id].text), source.clause), (source,))
    sources = _with_deadline(duty, book.documents)
    told, computed = _told(duty), ""
    if clause.kind == "row" and (cells := cells_asked(query.asked, clause, book)):
        told, computed = f"{told.rstrip('。')}；{cells.text}。", cells.computed
        sources += [source for source in cells.sources if source.clause.key != clause.key]
    if (other := _copied(duty, book)) is not None:
        told, sources = f"{told}另一份文本写的是：{_units_told(other)}。", [*sources, _source(other, book.documents)]
    return Part(told, tuple(sources), computed=computed)


def duty_of(clause: Clause, book: FactBook) -> Part | None:
    """Who is responsible for what a clause says, as far as it or the closing line of its part tells."""
    duty = next((duty for duty in book.duties_of(clause) if duty.lead), None)
    return Part(_told(duty), tuple(_with_deadline(duty, book.documents))) if duty else None


def with_duty(query: Query, parts: list[Part], book: FactBook) -> list[Part]:
    """What was told, and who sees to it where that is asked as well and is not told yet: 建几家，谁牵头.

    Where nothing but that is asked, it comes first.
    """
    if Kind.UNIT not in query.kinds or query.value == "金额" or OFFICE.search(query.asked) or not parts:
        return parts
    only = query.form is not None and query.form.name == "单位"
    clause = next((source.clause for part in parts for source in part.sources), None)
    if clause is None or clause.kind == "row" or parts[0].verdict or not (only or (query.value and len(parts) == 1)):
        return parts
    told = any(UNITS_TOLD.search(part.text) for part in parts) or (
        only and any(units_in(part.text) or BOUND.search(part.text) for part in parts)
    )
    duty = None if told else duty_of(clause, book)
    if duty is None or not is_faithful(duty, book.documents):
        return parts
    return [duty, *parts] if only else [*parts, duty]


@dataclass(frozen=True, slots=True)
class _Asking:
    """How a question asks who: phrases in quotation marks, the act it asks for, whether it asks who leads and who helps."""

    quoted: tuple[str, ...]
    act: tuple[str, ...]
    both: bool
    department: bool
    head: str

    @classmethod
    def of(cls, query: Query) -> _Asking:
        asked = query.asked
        return cls(
            tuple(named_in_quotes(query)),
            act_of(asked),
            ROLES["配合"].search(asked) is not None,
            DEPARTMENT.search(asked) is not None,
            _head(asked) or _head(query.text),
        )


def _head(asked: str) -> str:
    """The head word of what is asked about, 基地 of 培训基地由谁牵头; empty where it is a place, a body or no noun."""
    match = OBJECT.search(asked)
    word = dictionary().cut(match[1])[-1] if match else None
    is_head = word is not None and word.tag[0] == "n" and word.tag != "ns" and len(word.text) > 1
    return word.text[-2:] if word and is_head and not NO_HEAD.search(word.text) else ""


def _fits(duty: Duty, asking: _Asking, documents: Mapping[str, Document]) -> float:
    """What a duty gains where its clause says what is asked about and its sentence does the act, and for who leads it."""
    gain = NAMED_GAIN * _names(duty, asking.quoted, documents)
    if asking.head and asking.head in fold(documents[duty.doc_id].clause(_item(duty)[1]).text):
        gain += HEAD_GAIN
    if _does(duty, asking):
        gain += ACT_GAIN
    elif any(act in fold(_around(duty, documents).of(documents[duty.doc_id].text)) for act in asking.act):
        gain += BESIDE_GAIN
    if asking.both and duty.cooperating:
        gain += FORM_GAIN
    if asking.department and all(lead.endswith(("政府", "管委会")) for lead in duty.lead):
        gain -= FORM_GAIN
    return gain


def _does(duty: Duty, asking: _Asking) -> bool:
    """Whether the words of a duty tell of the act that is asked for."""
    return any(act in fold(f"{duty.task} {duty.quote}") for act in asking.act)


def _is_near(duty: Duty, scores: Mapping[tuple[str, str], float], *, does: bool) -> bool:
    """Whether a duty's clause was found, and about as well as the best one: less so where it ``does`` what is asked for."""
    return scores.get(_item(duty), 0.0) >= (NEAR_ACT if does else NEAR) * max(scores.values(), default=1.0)


def _is_another_act(duty: Duty, asking: _Asking, found: Found, documents: Mapping[str, Document]) -> bool:
    """Whether a clause beside the duty's tells of the act that is asked for, or of the words in quotation marks, and it not.

    The best clause, or one found about as well that binds a body to the act.
    """
    said = fold(_around(duty, documents).of(documents[duty.doc_id].text))
    best = found.evidence[0].clause
    named = [words for words in (*asking.act, *asking.quoted) if words in fold(best.text)]
    if any(words in said for words in (named or asking.act)):
        return False
    others = (each.clause for each in found.evidence if each.score >= NEAR * found.evidence[0].score)
    bound = (statement for clause in others for statement in statements_of(clause) if BOUND.search(statement.text))
    told = any(act in fold(statement.text) for statement in bound for act in asking.act)
    return told or (bool(named) and best.key != _item(duty))


def _is_outdone(
    duty: Duty, scores: Mapping[tuple[str, str], float], weights: Mapping[str, float], found: Found, book: FactBook
) -> bool:
    """Whether a sentence of the best clause binds a body and answers better: 由单位负责.

    One of a clause that states duties has to stand beside the duty's own.
    """
    best = found.evidence[0]
    around = _around(duty, book.documents)
    states = any(_item(other) == best.clause.key for other in book.among([best.clause.doc_id]))
    if states and (best.clause.key != _item(duty) or not _is_sentence(duty, best.clause)):
        return False
    beside = [each for each in statements_of(best.clause) if BOUND.search(each.text) and each.span != around]
    named = max((share(each.terms, weights) for each in beside), default=-1.0)
    if not states:
        return named + best.score > _covered(duty, weights) + scores[_item(duty)]
    own = next((share(each.terms, weights) for each in statements_of(best.clause) if each.span == around), 0.0)
    return named > own + MORE


def _is_sentence(duty: Duty, clause: Clause) -> bool:
    """Whether a duty is stated in running text, which says best who does what, and what else there is to it."""
    start = duty.span.start - clause.span.start
    closing = duty.clause.endswith(f"/{SHARED}") or any(each.start <= start < each.end for each in closings(clause.text))
    return clause.kind != "row" and not closing


def _seat(found: Found, weights: Mapping[str, float], documents: Mapping[str, Document]) -> Part | None:
    """The statement that tells where an office has its seat: 办公室设在市民政局."""
    told = [
        (evidence.score + share(statement.terms, weights), Source(evidence.clause, statement.span))
        for evidence in found.evidence
        for statement in statements_of(evidence.clause)
        if SEATED.search(statement.text)
    ]
    if not told:
        return None
    source = max(told, key=lambda each: each[0])[1]
    return Part(say(source.span.of(documents[source.clause.doc_id].text), source.clause), (source,))


def _copied(duty: Duty, book: FactBook) -> Duty | None:
    """The same duty in the other copy of its document, where that names other units."""
    copies = {document.policy.id: document.policy.copy_of for document in book.documents.values()}
    alike = (
        other
        for other in book.duties
        if other.clause == duty.clause
        and other.task[:TASK_HEAD] == duty.task[:TASK_HEAD]
        and (copies[other.doc_id] == duty.doc_id or copies[duty.doc_id] == other.doc_id)
    )
    return next((o for o in alike if set(o.cooperating + o.lead) != set(duty.cooperating + duty.lead)), None)


def _covered(duty: Duty, weights: Mapping[str, float]) -> float:
    """The share of the question's weight that a duty's task and words cover."""
    return share(_terms(duty), weights)


def _names(duty: Duty, quoted: Sequence[str], documents: Mapping[str, Document]) -> int:
    """How many of the phrases that the question sets in quotation marks stand in the sentence of a duty."""
    if not quoted:
        return 0
    document = documents[duty.doc_id]
    text, title = fold(_around(duty, documents).of(document.text)), fold(document.policy.title)
    return sum(phrase in text and phrase not in title for phrase in quoted)


def _around(duty: Duty, documents: Mapping[str, Document]) -> Span:
    """The sentence that states a duty."""
    statements = statements_of(documents[duty.doc_id].clause(duty.clause))
    return next((statement.span for statement in statements if statement.span.covers(duty.span)), duty.span)


@lru_cache(maxsize=20_000)
def _terms(duty: Duty) -> frozenset[str]:
    return frozenset(pairs(f"{duty.task} {duty.quote}"))


def _item(duty: Duty) -> tuple[str, str]:
    """The clause that a duty is about: its own, or for a part's closing line the item that its task begins with."""
    if not duty.clause.endswith(f"/{SHARED}"):
        return (duty.doc_id, duty.clause)
    marker = marker_of(duty.task)
    return (duty.doc_id, f"{duty.clause.rpartition('/')[0]}/{marker.label}" if marker else duty.clause)


def _text(duty: Duty, documents: Mapping[str, Document]) -> str:
    """The words of a duty, of a row with the names of its columns, which may stand in the table above it."""
    clause = _source(duty, documents).clause
    above = clause.text if "\t" in duty.quote and clause.kind != "row" else ""
    return duty.quote + above + "".join(name for name, _ in clause.cells)


def _told(duty: Duty) -> str:
    """A duty in words: 牵头单位, 配合单位, 完成时限, as far as the text states them."""
    told = [f"{duty.task.rstrip('。；')}——{_units_told(duty)}"] if duty.lead else [duty.task]
    if duty.deadline:
        told.append(f"{DEADLINE}：{duty.deadline}")
    return "；".join(told) + "。"


def _units_told(duty: Duty) -> str:
    lead = f"{'牵头单位' if duty.cooperating else '责任单位'}：{'、'.join(duty.lead)}"
    return f"{lead}；配合单位：{'、'.join(duty.cooperating)}" if duty.cooperating else lead


def _source(duty: Duty, documents: Mapping[str, Document]) -> Source:
    document = documents[duty.doc_id]
    return Source(document.clause(duty.clause), duty.span)


def _sources(duty: Duty, documents: Mapping[str, Document]) -> list[Source]:
    """Where a duty is stated, and the head of the item that a part's closing line states it for."""
    own, (doc_id, path) = _source(duty, documents), _item(duty)
    if path == duty.clause:
        return [own]
    item = documents[doc_id].clause(path)
    return [own, Source(item, statements_of(item)[0].span)]


def _with_deadline(duty: Duty, documents: Mapping[str, Document]) -> list[Source]:
    """Where a duty is stated, with the sentence of its item that tells its deadline."""
    sources, item = _sources(duty, documents), documents[duty.doc_id].clause(_item(duty)[1])
    if duty.deadline and duty.deadline not in duty.quote:
        sources += [Source(item, s.span) for s in statements_of(item) if duty.deadline in s.text][:1]
    return sources


def _has(duty: Duty, unit: str, documents: Mapping[str, Document], roles: set[str]) -> bool:
    region = documents[duty.doc_id].policy.region
    names = [*(duty.lead if roles & {"牵头", "负责", "参与"} else ()), *(duty.cooperating if roles & {"配合", "参与"} else ())]
    return canonical(unit, region=region) in {canonical(name, region=region) for name in names}


def _scope(query: Query, documents: Mapping[str, Document]) -> list[str]:
    """Those of the documents that the question names, those of its regions, or all."""
    if query.mentions.doc_ids:
        return [doc_id for doc_id in query.mentions.doc_ids if doc_id in documents]
    regions = query.mentions.regions
    return [doc_id for doc_id, document in documents.items() if not regions or document.policy.region in regions]


def _once(duties: Sequence[Duty], documents: Mapping[str, Document]) -> list[Duty]:
    """The duties without those that a copy of their document repeats."""
    copies = {document.policy.id: document.policy.copy_of for document in documents.values()}
    paths = {(duty.doc_id, duty.clause) for duty in duties}
    return [duty for duty in duties if (copies.get(duty.doc_id), duty.clause) not in paths]


def _task(duty: Duty, documents: Mapping[str, Document]) -> Part:
    return Part(f"{_number(duty)}{_name(duty)}", tuple(_sources(duty, documents)))


def _name(duty: Duty) -> str:
    return duty.task.rstrip("。；")


def _number(duty: Duty) -> str:
    """A table row's number before its task, so that a clerk finds it."""
    label = duty.clause.rpartition("/")[2]
    return f"{label}、" if label.isdecimal() else ""
