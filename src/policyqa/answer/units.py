"""Who is responsible for what, by when: answers from the duties that the clauses state."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from policyqa.answer.asked_act import TO_WHOM, act_of
from policyqa.answer.asking import asks_functions
from policyqa.answer.duty_wording import NOT_COUNTED, ROLES, in_words, item_of, of_place, source_of, units_told, with_deadline
from policyqa.answer.parts import Part, Source, is_faithful
from policyqa.answer.table_cells import cells_asked
from policyqa.answer.wording import names_units, say
from policyqa.facts.book import FactBook
from policyqa.facts.duties import SHARED
from policyqa.facts.responsibility import statements as closings
from policyqa.facts.units import units_in
from policyqa.retrieve.forms import UNIT
from policyqa.retrieve.hybrid import Found, named_in_quotes
from policyqa.retrieve.kinds import WHICH_BODY, Kind
from policyqa.retrieve.query import LIKEWISE, Query
from policyqa.retrieve.statements import pairs, share, statements_of
from policyqa.text.fold import fold
from policyqa.text.labels import cite_path
from policyqa.text.numerals import to_chinese
from policyqa.text.patterns import pattern
from policyqa.text.words import dictionary
from policyqa.types import Clause, Document, Duty, Span

#: A duty's clause has to be among this many best clauses.
CLAUSES = 10
#: How a part that was told names who sees to its matter.
UNITS_TOLD = re.compile("(?:责任|牵头|配合)单位|牵头|负责|[局委部办](?:、|和|$)")
#: Asks who holds an office or sits in a body: no task.
OFFICE = re.compile("(?:谁|(?:什么|啥)人)来?(?:当|担任|兼)|担任|组成|成员")
ASKS_UNIT = re.compile(rf"谁|哪(?!几?[项条件处样]的)[个些几家]{{0,2}}[^，。？]{{0,4}}(?:部门|单位|局)|{WHICH_BODY}")
#: What a duty gains for each phrase of its sentence that the question sets in quotation marks: “一小” is not “一老一小”.
NAMED_GAIN = 0.5
#: What it gains for the act that is asked for (该谁维护), told by itself or beside it, and for the form of an answer.
ACT_GAIN, BESIDE_GAIN, FORM_GAIN = 0.4, 0.3, 0.2
#: … and for the head word of what is asked about: no work on a staff's training is a base for it.
HEAD_GAIN = 0.5
#: … and for all of it, where it has so many characters.
THING_GAIN, THING = 0.4, 4
#: How near to the best clause the duty's has to come: further down, it is the duty of another matter, unless it does the act.
NEAR, NEAR_ACT = 0.75, 0.6
#: How much more of the question another sentence of its clause has to cover to be told instead.
MORE = 0.1
#: Two tasks that have a sentence of so many characters in common are one.
SAME_TASK, _SENTENCES = 12, re.compile("[。；;]")
#: Copies of a task begin alike.
TASK_HEAD = 4
#: A body that is bound to something, or has it in charge: 聘请第三方机构提供上门照护.
BOUND = re.compile(
    rf"由[^，。；]{{2,40}}|将[^，。；]{{2,40}}报[^，。；]{{2,}}|(?:聘请|委托)[^，。；]{{2,20}}(?:提供|开展|承担)|发挥[^，。；]{{2,30}}作用|(?:{UNIT.holds.pattern}|队)[^，。；]{{0,20}}(?:应当|负责|承担|负担|依法|按照)"
)
DEPARTMENT = re.compile("部门|哪[个些几]{0,2}局")
#: What is asked about, in front of who sees to it: 培训基地由谁牵头; and words that are none.
OBJECT = re.compile(r"([一-鿿]{2,12}?)(?:的?(?:建设|落实))?(?:[是由归该]|应该|应当|都)*(?:谁|哪|牵头|主管|什么部门)")
NO_HEAD = re.compile("部门|单位|机关|机构|工作|任务|[市省区县州旗]|[局委办]\\Z")
#: Asks the same of another matter: 托育呢, 小的那块又是谁.
_AS_BEFORE = re.compile(rf"{LIKEWISE.pattern}|又[是归由该](?:谁|哪)")
#: Asks how many units there are, of a level.
COUNTS_UNITS = re.compile(
    "(?:几|多少)[个家]?(?:(?P<level>[省市区县])[级直])?(?:牵头|配合|协办|责任)(?:单位|部门)"
    "|(?:牵头|配合|协办|责任)(?:单位|部门)(?:一共|总共|共|都)?[有是列]?了?(?:几|多少)[个家]"
    "|(?:牵头|配合|协办)的(?:[^，。？几]{0,8}，?)(?:一共|总共|共|都)(?:有|是)?(?:几|多少)[个家]"
    "|(?:部门|单位)(?:一共|总共|共)(?:有|是)?(?:几|多少)[个家]"
    "|(?:一共|总共|共)列了?(?:几|多少)[个家](?![^，。？]{0,3}(?:牵头|配合|协办|责任))"
)
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


def responsible(query: Query, found: Found, weights: Mapping[str, float], book: FactBook) -> Part | None:
    """Who is responsible for what the question is about; None when it does not ask, or no clause says.

    Every duty of the documents is weighed by how much of the question its task covers, how well its clause was found, and how
    it fits the way in which the question asks.
    """
    if SEAT.regex.search(query.asked):
        return _seat(found, weights, book.documents)
    if TO_WHOM.search(query.asked) and (told := _bound(act_of(query.asked), found, book.documents)):
        return told
    if Kind.UNIT not in query.kinds or OFFICE.search(query.asked) or asks_functions(query.asked):
        return None
    every = [duty for duty in book.duties if duty.lead or duty.cooperating]
    regions = query.mentions.regions
    own = [duty for duty in every if duty.doc_id in query.mentions.doc_ids]
    own = own or [duty for duty in every if book.documents[duty.doc_id].policy.region in regions]
    asked = NOT_COUNTED.sub("，", query.asked)
    ways = (of_place(asked, duties) for duties in ([own, every] if own and len(own) < len(every) else [every]))
    return next((part for duties in ways if (part := _of_duties(query, found, weights, book, duties))), None)


def _of_duties(query: Query, found: Found, weights: Mapping[str, float], book: FactBook, duties: Sequence[Duty]) -> Part | None:
    """Who is responsible for what the question is about, by one of these duties."""
    weights = _of_this_matter(query, weights)
    doc_ids = {duty.doc_id for duty in duties}
    scores = {each.clause.key: each.score for each in found.evidence[:CLAUSES] if each.clause.doc_id in doc_ids}
    asking = _Asking.of(query)
    found_as = {duty: _covered(duty, weights) + scores.get(item_of(duty), 0.0) for duty in duties}
    least = max(found_as.values(), default=0.0) - FORM_GAIN - asking.most  # whatever fits one below, another is better
    likely = (duty for duty in duties if found_as[duty] >= least)
    duty = max(likely, key=lambda duty: found_as[duty] + _fits(duty, asking, book.documents), default=None)
    if duty is None or not _is_near(duty, scores, does=_does(duty, asking)):
        return None
    bound = _bound(asking.act, found, book.documents)
    if _tells_no_act(duty, asking, found, book.documents, is_bound=bound is not None):
        return bound
    if _is_outdone(duty, scores, weights, found, book):
        return None
    clause = source_of(duty, book.documents).clause
    if _is_sentence(duty, clause):
        source = Source(clause, _around(duty, book.documents))
        return Part(say(source.span.of(book.documents[duty.doc_id].text), source.clause), (source,))
    sources = with_deadline(duty, book.documents)
    told, computed = with_count(in_words(duty), query.asked), ""
    if clause.kind == "row" and (cells := cells_asked(query.asked, clause, book)):
        told, computed = f"{told.rstrip('。')}；{cells.text}。", cells.computed
        sources += [source for source in cells.sources if source.clause.key != clause.key]
    if (other := _copied(duty, book)) is not None:
        told, sources = f"{told}另一份文本写的是：{units_told(other)}。", [*sources, source_of(other, book.documents)]
    elif (other := _twin(duty, query.asked, book)) is not None:
        told, sources = (
            f"{told}{cite_path(other.clause)}写的是：{units_told(other)}。",
            [*sources, source_of(other, book.documents)],
        )
    return Part(told, tuple(sources), computed=computed)


def _twin(duty: Duty, asked: str, book: FactBook) -> Duty | None:
    """Another task of the same text with the very sentence that is asked about, which others lead."""
    terms = set(pairs(asked))
    own = max(_SENTENCES.split(duty.task), key=lambda sentence: len(terms & set(pairs(sentence))))
    if len(own) < SAME_TASK:
        return None
    others = (other for other in book.among([duty.doc_id]) if other.lead and not set(other.lead) & set(duty.lead))
    return next((other for other in others if own in book.documents[other.doc_id].clause(item_of(other)[1]).text), None)


def with_count(told: str, asked: str) -> str:
    """What is ``told`` of units with how many lead or help, or how many of a level, where that is asked."""
    count = COUNTS_UNITS.search(asked)
    role = "配合" if count and re.search("配合|协办", count[0]) else "牵头|责任"
    listed = re.search(f"(?P<role>{role})单位：(?P<units>[^；。]+)", told) if count else None
    if count is None or listed is None:
        return told
    level, units = count["level"] or "", listed["units"].split("、")
    own = [unit for unit in units if unit.startswith(level)]
    whole = f"共{to_chinese(len(own))}家" if len(own) == len(units) else f"（其中{level}级{to_chinese(len(own))}家）"
    return told.replace(listed[0], f"{listed['role']}单位{whole}：{listed['units']}") if own else told


def _of_this_matter(query: Query, weights: Mapping[str, float]) -> Mapping[str, float]:
    """The weights of the question's terms: of a follow-up that puts another matter in place of the first, its own."""
    own = set(pairs(query.asked))
    if query.text == query.asked or not _AS_BEFORE.search(query.asked) or not own & weights.keys():
        return weights
    return {term: weight for term, weight in weights.items() if term in own}


def duty_of(clause: Clause, book: FactBook) -> Part | None:
    """Who is responsible for what a clause says, as far as it or the closing line of its part tells."""
    duty = next((duty for duty in book.duties_of(clause) if duty.lead), None)
    return Part(in_words(duty), tuple(with_deadline(duty, book.documents))) if duty else None


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
    thing: str

    @classmethod
    def of(cls, query: Query) -> _Asking:
        """What ``query`` asks."""
        asked = query.asked
        return cls(
            tuple(named_in_quotes(query)),
            act_of(asked),
            ROLES["配合"].search(asked) is not None,
            DEPARTMENT.search(asked) is not None,
            _head(asked) or _head(query.text),
            _thing(asked),
        )

    @property
    def most(self) -> float:
        """The most that a duty can gain by fitting it."""
        return NAMED_GAIN * len(self.quoted) + HEAD_GAIN + THING_GAIN + ACT_GAIN + FORM_GAIN


def _thing(asked: str) -> str:
    """What is asked about, as long as it is told in so many words: 家庭托育点 of 家庭托育点归谁管."""
    match = OBJECT.search(asked)
    thing = re.split("(?<=[件案表文知法定])里", match[1])[-1] if match else ""  # 那份文件里家庭托育点
    return thing if len(thing) >= THING else ""


def _head(asked: str) -> str:
    """The head word of what is asked about, 基地 of 培训基地由谁牵头; empty where it is a place, a body or no noun."""
    match = OBJECT.search(asked)
    word = dictionary().cut(match[1])[-1] if match else None
    is_head = word is not None and word.tag[0] == "n" and word.tag != "ns" and len(word.text) > 1
    return word.text[-2:] if word and is_head and not NO_HEAD.search(word.text) else ""


def _fits(duty: Duty, asking: _Asking, documents: Mapping[str, Document]) -> float:
    """What a duty gains where its clause says what is asked about and its sentence does the act, and for who leads it."""
    gain = NAMED_GAIN * _names(duty, asking.quoted, documents)
    item = fold(documents[duty.doc_id].clause(item_of(duty)[1]).text) if asking.head or asking.thing else ""
    gain += HEAD_GAIN * bool(asking.head and asking.head in item)
    gain += THING_GAIN * bool(asking.thing and asking.thing in item)
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
    return scores.get(item_of(duty), 0.0) >= (NEAR_ACT if does else NEAR) * max(scores.values(), default=1.0)


def _tells_no_act(duty: Duty, asking: _Asking, found: Found, documents: Mapping[str, Document], *, is_bound: bool) -> bool:
    """Whether a clause beside the duty's tells of the act that is asked for, or of the words in quotation marks, and it not.

    The best clause, or where somebody ``is_bound`` to the act, the one that says so.
    """
    said = fold(_around(duty, documents).of(documents[duty.doc_id].text))
    best = found.evidence[0].clause
    named = [words for words in (*asking.act, *asking.quoted) if words in fold(best.text)]
    if any(words in said for words in (named or asking.act)):
        return False
    return is_bound or (bool(named) and best.key != item_of(duty))


def _bound(acts: Sequence[str], found: Found, documents: Mapping[str, Document]) -> Part | None:
    """The statement that binds a body to the act that is asked for, in the best clause or one found about as well.

    Of several the one that comes nearest to the question.
    """
    if not acts:
        return None
    near = (
        each.clause for each in found.evidence if each.score >= NEAR_ACT * found.evidence[0].score and each.clause.kind != "row"
    )
    stated = (
        Source(clause, each.span)
        for clause in near
        for each in statements_of(clause)
        if BOUND.search(each.text) and not names_units(each.text)
    )
    told = (source for source in stated if any(act in fold(source.text) for act in acts))
    source = max(told, key=lambda each: found.near.of(each.clause.key, each.span), default=None)
    return Part(say(source.span.of(documents[source.clause.doc_id].text), source.clause), (source,)) if source else None


def _is_outdone(
    duty: Duty, scores: Mapping[tuple[str, str], float], weights: Mapping[str, float], found: Found, book: FactBook
) -> bool:
    """Whether a sentence of the best clause binds a body and answers better: 由单位负责.

    One of a clause that states duties has to stand beside the duty's own.
    """
    best = found.evidence[0]
    around = _around(duty, book.documents)
    states = any(item_of(other) == best.clause.key for other in book.among([best.clause.doc_id]))
    if states and (best.clause.key != item_of(duty) or not _is_sentence(duty, best.clause)):
        return False
    beside = [each for each in statements_of(best.clause) if BOUND.search(each.text) and each.span != around]
    named = max((share(each.terms, weights) for each in beside), default=-1.0)
    if not states:
        return named + best.score > _covered(duty, weights) + scores[item_of(duty)]
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
