"""What a later text of the region says in the place of an earlier one, statement by statement.

A text changes an earlier one of its region that it names by title or 文号, or all of them where it says so
(此前规定与本通知不一致的，以本通知为准). Which of its statements stands in the place of which earlier one is told by their
words: the earlier one that has most of them, each weighed by how rare it is there. Nothing stands in the place of what is said
to stay as it is, and what adds a case (新增, 纳入范围) changes none.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from policyqa.answer.wording import names_units, says_nothing
from policyqa.retrieve.statements import Statement, statements_of, terms_of
from policyqa.text.fold import fold
from policyqa.text.labels import split
from policyqa.text.patterns import pattern
from policyqa.text.words import dictionary
from policyqa.types import Clause, Document, Policy

PREVAILS = pattern(
    "以后文为准",
    r"不一致的?，?(?:均|一律)?以本[^，。；与]{1,6}为准",
    reason="says that a text holds before others",
    examples=(
        ("与本通知不一致的，以本通知为准", "不一致的，以本通知为准"),
        ("年龄以户口簿为准", None),
    ),
)
OF_ALL = pattern(
    "此前规定",
    rf"(?:此前|以前|原有|过去)[^，。；《]{{0,12}}与本[^，。；]{{1,6}}{PREVAILS.regex.pattern}",
    reason="holds before all earlier texts of the region, whether or not it names them",
    examples=(
        ("此前规定与本通知不一致的，以本通知为准", "此前规定与本通知不一致的，以本通知为准"),
        ("《办法》与本通知不一致的，以本通知为准", None),
    ),
)
CHANGES = pattern(
    "有变动",
    r"(?:调整|修改|变更|提高|提升|降低|延长|缩短|压减|压缩|放宽|扩大|增加|减少|降|改|减|统一)(?:后)?[为到至]|不再|取消|停止执行",
    reason="says that something is otherwise than before",
    examples=(
        ("申报时间由每年3月调整为每年4月", "调整为"),
        ("公示时间由7日压减至5日", "压减至"),
        ("普通床位不再给予建设补贴", "不再"),
        ("每人每月补贴60元", None),
    ),
)
#: Leaves a thing as it is, or adds one beside it.
STAYS = re.compile("不变|不作调整|暂不调整|仍|继续|新增|增设|纳入[^，。；]{0,10}范围|范围扩大|扩大到|扩面")
#: A title from its 关于 on: it is quoted without the names of those who issued it.
_ABOUT = re.compile("关于.+")
#: How much of a statement's words the earlier one has to say: where it says that something has changed, and where it does not.
CHANGED, SAID = 0.3, 0.45
#: … or of the words in front of what says so: 监控录像保存时间调整为180日.
OF_SUBJECT, LEAST = 0.7, 2
#: What words count that only the headings over the earlier one say, and what it counts that it states what is changed.
HEADING_SHARE, STATED = 0.5, 0.3
#: What was before, and the figures in it: 由每年3月至5月调整为每年9月至11月, 由不超过6个月延长为不超过12个月.
_BEFORE = re.compile(r"由(?P<before>[^，。；由]{1,20}?)(?:统一|相应|分别)?(?:[一-鿿]{1,2})[为到至](?=[^，。；]{0,8}\d)")
_FIGURE = re.compile(r"\d[\d.]*[^\d，。；至到—-]{0,3}")
#: An article; what states more than a name; whom something is ended for, of whose words the earlier text has to say so many.
_ARTICLE = re.compile("第[一二三四五六七八九十百]+条")
_STATES = re.compile(r"[，：；].*\S|\d")
_ENDED = re.compile("(?P<whom>[^，。；]+)，?(?:不再|取消|停止)")
_ALIKE = 0.6
#: A statement with fewer terms names a matter and says nothing of it: （三）高龄津贴。
_SHORT = 4


@dataclass(frozen=True)
class Known:
    """A statement of a clause; ``terms`` are its own, those of the headings over it and of what it leans on."""

    clause: Clause
    statement: Statement

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms of the statement and of what stands over and before it."""
        return self.statement.terms | self.statement.context | self.statement.lead

    @cached_property
    def before(self) -> list[str]:
        """The figures that the statement says to have held before."""
        return _before(self.statement.text)


@dataclass(frozen=True, slots=True)
class Amendment:
    """A statement of a later text and the one of an earlier text in whose place it stands."""

    newer: Clause
    statement: Statement
    older: Clause
    replaced: Statement

    @property
    def is_partial(self) -> bool:
        """Whether the later statement leaves a part of it as it is: 三类提高到6万元，四类仍按《办法》执行."""
        return STAYS.search(self.statement.text) is not None

    @property
    def is_named(self) -> bool:
        """Whether the later statement names the article that it changes."""
        return _names_article(self.statement.text, self.older)

    @property
    def states_before(self) -> bool:
        """Whether the later statement tells what held before: 由2元调整为3元."""
        return bool(_before(self.statement.text))


def amendments(documents: Mapping[str, Document]) -> dict[str, list[Amendment]]:
    """What is said in the place of the statements of each document, by its id."""
    found: dict[str, list[Amendment]] = defaultdict(list)
    for newer in documents.values():
        for older in documents.values():
            if amends(newer, older):
                found[older.policy.id] += _between(newer, older)
    return dict(found)


def amends(newer: Document, older: Document) -> bool:
    """Whether a document changes another one: an earlier one of its region that it names, or holds before with all others."""
    new, old = newer.policy, older.policy
    is_later = new.issued is None or old.issued is None or new.issued > old.issued
    if (
        new.id == old.id
        or not new.region
        or new.region != old.region
        or not is_later
        or new.id in (old.copy_of, old.implements)
    ):
        return False
    of_all = None not in (new.issued, old.issued) and OF_ALL.regex.search(_unbroken(newer.text)) is not None
    return of_all or _names(_folded(newer.text), old)


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    """A document's text, folded: it is set beside each other one of its region."""
    return fold(text)


@lru_cache(maxsize=256)
def _unbroken(text: str) -> str:
    """A document's text without blanks and line breaks."""
    return re.sub(r"\s", "", text)


def _names(text: str, policy: Policy) -> bool:
    """Whether a folded text names a document."""
    title, number = fold(policy.title), fold(policy.number or "")
    about = _ABOUT.search(title)
    return f"《{title}》" in text or (about is not None and f"《{about[0]}》" in text) or bool(number and number in text)


def _between(newer: Document, older: Document) -> Iterator[Amendment]:
    """The statements of ``newer`` that stand in the place of one of ``older``: of the one there that has most of its words."""
    told = [Known(clause, each) for clause in newer.clauses for each in statements_of(clause) if _is_said(each, clause)]
    known = [Known(clause, each) for clause in older.clauses for each in statements_of(clause)]
    counts = Counter(term for each in known for term in each.terms)
    weights = {term: math.log1p(len(known) / (1 + counts[term])) for each in told for term in each.statement.terms}
    shared = [[_shared(each, other, weights) for other in known] for each in told]
    for each, row in zip(told, shared, strict=True):
        most = max(row, default=0.0)
        total = sum(weights[term] for term in each.statement.terms)
        place = row.index(most) if row else 0
        if change := CHANGES.regex.search(each.statement.text):
            subject = [word.text for word in dictionary().cut(each.statement.text[: change.start()]) if len(word.text) > 1]
            own = sum(word in known[place].statement.text for word in subject) if known else 0
            named = own >= max(OF_SUBJECT * len(subject), LEAST)
            fits = (most >= CHANGED * total or named) and _ends_the_like(each.statement, known[place])
        else:
            nearest = most >= max(other[place] for other in shared) if row else False
            fits = nearest and most >= SAID * total and _prevails(newer, known[place].clause) and _tells(each.statement)
        if fits:
            yield Amendment(each.clause, each.statement, known[place].clause, known[place].statement)


def _shared(newer: Known, older: Known, weights: Mapping[str, float]) -> float:
    """The weight of the terms of a later statement that an earlier one has, more where this states what is changed, or stands
    in the article that is named: 取消《细则》第九条关于占比的限制.
    """
    terms = newer.statement.terms
    own = sum(weights[term] for term in terms & older.statement.terms)
    over = sum(weights[term] for term in terms & older.terms - older.statement.terms)
    stated = bool(newer.before) and all(figure in fold(older.statement.text) for figure in newer.before)
    named = CHANGES.regex.search(newer.statement.text) is not None and _names_article(newer.statement.text, older.clause)
    return own + HEADING_SHARE * over + STATED * (stated + named) * sum(weights[term] for term in terms)


def _names_article(text: str, older: Clause) -> bool:
    """Whether a text names the article that a clause is, or stands in."""
    return not set(_ARTICLE.findall(text)).isdisjoint(split(older.path))


def _prevails(newer: Document, older: Clause) -> bool:
    """Whether a document holds before a clause: 《规定》第九条与本办法不一致的，以本办法为准 is on that article."""
    for match in PREVAILS.regex.finditer(_unbroken(newer.text)):
        articles = _ARTICLE.findall(re.split("[。；：]", match.string[: match.start()])[-1].partition("》")[2])
        if not articles or set(articles) & set(split(older.path)):
            return True
    return False


def _tells(statement: Statement) -> bool:
    """Whether a statement that does not speak of a change states something: no name, no heading, nothing that stays."""
    return _STATES.search(statement.text) is not None and STAYS.search(statement.text) is None


def _ends_the_like(statement: Statement, older: Known) -> bool:
    """Whether what a statement ends is what the earlier one speaks of, where it ends something: 普通床位不再给予建设补贴.

    Who already goes to school 不再发放入托补贴 is a case of its own.
    """
    match = _ENDED.search(statement.text)
    terms = terms_of(match["whom"]) if match else frozenset()
    return len(terms & older.terms) >= _ALIKE * len(terms)


def _before(text: str) -> list[str]:
    """The figures that a statement says to have held before."""
    return [figure for match in _BEFORE.finditer(fold(text)) for figure in _FIGURE.findall(match["before"])]


def _is_said(statement: Statement, clause: Clause) -> bool:
    """Whether a statement says something: it is no row of a table, and no bare heading."""
    is_row = clause.kind == "row" or "\t" in statement.text
    says = _before(statement.text) or not (says_nothing(statement.text, clause) or names_units(statement.text))
    return bool(says) and not is_row and len(statement.terms) >= _SHORT
