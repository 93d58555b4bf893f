"""How one answer looks: the direct words, the verdict, what it stands on, and what a refusal can still tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from policyqa.ledger.places import unit_of
from policyqa.types import Answer, Citation, Clause, Policy
from policyqa.ui.differences import differences_view
from policyqa.ui.library import Library
from policyqa.ui.links import chip
from policyqa.ui.markup import icon, joined, tag
from policyqa.ui.quotes import beginning, quoted

#: A verdict's drawing and the words that say it without colour.
VERDICTS = {
    "符合": ("yes", "符合条件"),
    "不符合": ("no", "不符合条件"),
    "有条件": ("maybe", "要看条件"),
    "文件未写明": ("blank", "文件没有写明"),
}
_REFERENCE = re.compile(r"\[(\d+)\]")
#: A statement ends with its references, …每人每月120元。[1], or with its line.
_STATEMENT = re.compile(r".+?(?:。(?:\[\d+\])+|$)", re.MULTILINE)
#: A semicolon between points, not one inside of a quotation.
_POINT_END = re.compile("；(?![^“]*”)")
#: How a list ends that is longer than what it names: 甲；乙；等。
_AND_SO_ON = re.compile("等[。，]?(?:$|\\[)")
#: What makes no difference between the words of a list and those of a quote: signs and blanks.
_SIGN = re.compile(r"\W+")
#: Citations shown at once, below an answer or behind a statement; further ones unfold.
SHOWN = 4
#: Characters shown of a clause that comes near.
NEAR_CHARS = 46
#: A list of this many points is set as one.
POINTS = 4
REASONS = ("答非所问", "条款引错了", "金额或时间不对", "看不懂", "其他")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with what came of it; ``answer`` is None while it is looked for. ``units`` can be asked about a refusal."""

    question: str
    answer: Answer | None = None
    units: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    failure: str | None = None
    number: int = field(default=1, compare=False)


def turn_view(turn: Turn, library: Library) -> Markup:
    """One question and its answer."""
    return tag(
        "article",
        tag("h2", tag("span", "您问：", class_="for-readers"), turn.question, class_="asked"),
        _outcome(turn, library),
        class_="turn",
        id=f"turn-{turn.number}",
        aria_label=f"第{turn.number}个问题",
    )


def _outcome(turn: Turn, library: Library) -> Markup:
    if turn.failure:
        return tag("div", tag("p", turn.failure), ask_button(turn.question, words="再问一次"), class_="card failed")
    if turn.answer is None:
        return tag("div", tag("p", "正在翻查文件…"), class_="card pending")
    policies = {policy.id: policy for policy in library.policies}
    body = _refusal(turn, turn.answer, policies) if turn.answer.refused else _answered(turn.answer, library, policies)
    kind = "refused" if turn.answer.refused else "answered"
    return tag("div", body, _understood(turn.answer.understood), _actions(turn), class_=f"card {kind}")


def _answered(answer: Answer, library: Library, policies: dict[str, Policy]) -> Markup:
    return joined(
        verdict_badge(answer.verdict) if answer.verdict else None,
        tag("div", direct(answer.text, answer.citations, policies), class_="direct"),
        _sources(answer.citations, library, policies),
        differences_view(answer.conflicts, library),
    )


def verdict_badge(verdict: str, *, words: str | None = None) -> Markup:
    """The verdict as a sign with words, its usual ones or these."""
    drawing, usual = VERDICTS[verdict]
    words = words or usual
    return tag("p", icon(drawing), tag("span", "结论：", class_="for-readers"), words, class_=f"verdict verdict-{drawing}")


def direct(text: str, citations: Sequence[Citation], policies: dict[str, Policy]) -> Markup:
    """The answer's own words: a paragraph a statement, long enumerations as lists, each [1] a link to what it stands on."""
    blocks: list[Markup] = []
    for statement in _STATEMENT.findall(text):
        lead, colon, rest = statement.partition("：")
        points = [point for point in _POINT_END.split(rest) if point.strip()]
        if colon and len(points) >= POINTS:
            told = [_referenced(point, citations, policies) for point in _own_references(points, citations)]
            ends = told.pop() if _AND_SO_ON.match(points[-1]) else None
            blocks += [tag("p", _referenced(lead + colon, citations, policies)), tag("ul", (tag("li", one) for one in told))]
            blocks += [tag("p", ends)] if ends else []
        else:
            blocks.append(tag("p", _referenced(statement, citations, policies)))
    return joined(blocks)


def _own_references(points: Sequence[str], citations: Sequence[Citation]) -> list[str]:
    """The points of a list, each with the references behind the last one whose quotes hold its words.

    Of references that are no single point's a few are kept at the end: all are found below, among the sources.
    """
    left = [number for number in map(int, _REFERENCE.findall(points[-1])) if 0 < number <= len(citations)]
    told: list[str] = []
    for point in (*points[:-1], _REFERENCE.sub("", points[-1])):
        words = _SIGN.sub("", point)
        own = [number for number in left if words in _SIGN.sub("", citations[number - 1].quote)]
        left = [number for number in left if number not in own]
        told.append(point + _references(own))
    return [*told[:-1], told[-1] + _references(left)]


def _references(numbers: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in numbers[:SHOWN])


def _referenced(text: str, citations: Sequence[Citation], policies: dict[str, Policy]) -> list[Markup | str]:
    parts: list[Markup | str] = []
    for position, piece in enumerate(_REFERENCE.split(text)):
        number = int(piece) if position % 2 else 0
        if 0 < number <= len(citations):
            cited = citations[number - 1]
            label = chip(policies[cited.doc_id], cited.clause, span=cited.span, numbers=[number])
            parts.append(tag("sup", label, class_="reference"))
        else:
            parts.append(piece if position % 2 == 0 else f"[{piece}]")
    return parts


def _sources(citations: Sequence[Citation], library: Library, policies: dict[str, Policy]) -> Markup | None:
    """What an answer stands on, clause by clause: the clause, and everything that is quoted from it."""
    clauses: dict[tuple[str, str], list[int]] = {}
    for number, cited in enumerate(citations, start=1):
        clauses.setdefault((cited.doc_id, cited.clause), []).append(number)
    if not clauses:
        return None
    items = [_source([(n, citations[n - 1]) for n in numbers], library, policies) for numbers in clauses.values()]
    rest = items[SHOWN:]
    more = tag("details", tag("summary", f"还有 {len(rest)} 处依据"), tag("ol", rest), class_="more") if rest else None
    return tag("section", tag("h3", "依据原文"), tag("ol", items[:SHOWN]), more, class_="sources")


def _source(quotes: Sequence[tuple[int, Citation]], library: Library, policies: dict[str, Policy]) -> Markup:
    """One clause with its quotes, those left out that another one holds."""
    first = quotes[0][1]
    clause = unit_of(library.documents[first.doc_id], first.clause)
    said = {one.quote: one for _, one in quotes}
    told = [one for quote, one in said.items() if not any(quote in other for other in said if other != quote)]
    return tag(
        "li",
        chip(policies[first.doc_id], first.clause, span=first.span, numbers=[number for number, _ in quotes]),
        (quoted(clause, one.span, one.quote) for one in told),
    )


def _refusal(turn: Turn, answer: Answer, policies: dict[str, Policy]) -> Markup:
    """No answer: said plainly, with the clauses that come nearest and who could know."""
    nearest = answer.retrieved[:3]
    words = answer.text.partition("。")[0] + "。" if nearest else answer.text
    chips = (
        tag("li", chip(policies[found.clause.doc_id], found.clause.path), tag("p", _near(found.clause), class_="near"))
        for found in nearest
    )
    asked = turn.units
    return joined(
        tag("p", icon("blank"), words, class_="refusal"),
        tag("p", "现有的文件里找不到能回答这个问题的内容，所以不作回答，以免误导您。", class_="why"),
        tag("section", tag("h3", "最接近的条款"), tag("ul", chips), class_="sources nearest") if nearest else None,
        tag("p", icon("unit"), tag("span", f"可以问问这些单位：{'、'.join(asked)}"), class_="units") if asked else None,
    )


def _near(clause: Clause) -> str:
    """What a clause is about, without having to open it."""
    words = " ".join(beginning(clause).split())
    return words if len(words) <= NEAR_CHARS else f"{words[:NEAR_CHARS]}…"


def _understood(understood: Sequence[tuple[str, str]]) -> Markup | None:
    told = [tag("div", tag("dt", name), tag("dd", value)) for name, value in understood]
    return tag("details", tag("summary", "问题是怎样理解的"), tag("dl", told), class_="understood") if told else None


def _actions(turn: Turn) -> Markup:
    def action(act: str, drawing: str, words: str) -> Markup:
        return tag("button", icon(drawing), tag("span", words), type="button", class_="tool", data_act=act)

    reasons = (tag("option", reason, value=reason) for reason in REASONS)
    return joined(
        tag(
            "div",
            action("speak", "speak", "朗读"),
            action("print", "print", "打印"),
            action("copy", "copy", "复制"),
            action("good", "good", "有用"),
            action("bad", "bad", "没用"),
            class_="tools",
            role="group",
            aria_label="对这个回答",
        ),
        tag(
            "form",
            tag("label", "哪里不好？", tag("select", reasons, name="reason")),
            tag("label", "补充说明（可不填，请不要写姓名、证件号码）", tag("input", name="comment", maxlength=300)),
            tag("button", "提交意见", type="submit", class_="tool"),
            class_="reason",
            hidden=True,
        ),
        tag("p", class_="thanks", role="status"),
    )


def follow_ups_view(questions: Sequence[str]) -> Markup:
    """What one could ask next."""
    if not questions:
        return joined()
    buttons = (tag("li", ask_button(question)) for question in questions)
    return tag("div", tag("h3", "接着问"), tag("ul", buttons), class_="follow-ups")


def ask_button(question: str, *, words: str | None = None) -> Markup:
    """A button that asks a question; one with ``words`` of its own asks again what failed, after what was asked before."""
    return tag("button", words or question, type="button", class_="example", data_ask=question, data_again=bool(words))
