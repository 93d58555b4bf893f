"""我能享受什么: a short form, and for every benefit whether one gets it, why, how much, and where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import gradio as gr
from markupsafe import Markup

from policyqa.errors import PolicyQAError
from policyqa.facts.rules import ASKER, Attribute
from policyqa.ledger.entitlements import NO, ORDER, YES, Entitlement, Topic, entitlements, topics, value_of
from policyqa.ledger.filters import Filters
from policyqa.ledger.sheets import amount_text
from policyqa.ui.answers import verdict_badge
from policyqa.ui.library import Library
from policyqa.ui.links import chip
from policyqa.ui.markup import icon, joined, tag

MYSELF, FAMILY, BODY = "我自己", "父母或家里人", "机构或单位"
#: The asker that people who ask for themselves or for their family are, and others who are residents.
PERSON, RESIDENTS = "个人", ("个人", "家庭")
UNKNOWN = "不清楚"
ANYWHERE = "不限"
MAYBE = "可能符合，还需确认"
TITLES = {"符合": "符合", "有条件": MAYBE, "文件未写明": "文件没有写明条件", "不符合": "不符合"}
PRIVATE = "这里填的内容只用来当场判断，不会保存。"
#: What names of fields that ask for an attribute begin with, and the longest thing that is typed.
CASE, TYPED = "case-", 60
ON_LOAD = "policyqa.fill(element, server);"


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was filled in: who asks (None: an institution that was not chosen), where and what about, what is known."""

    asker: str | None
    filters: Filters
    known: Mapping[str, bool | int | float | str]


def build(library: Library) -> None:
    """Lay the page out, inside the column that it is."""
    gr.HTML(_head(), js_on_load=None, apply_default_css=False)

    def asked(data: Any) -> Markup:
        return _topics(library, filled(data, library))

    def judged(data: Any) -> Markup:
        return results(filled(data, library), library)

    gr.HTML(
        joined(form(library), tag("section", id="entitled", aria_label="查询结果")),
        elem_id="entitlement",
        js_on_load=ON_LOAD,
        apply_default_css=False,
        server_functions=[asked, judged],
    )


def form(library: Library) -> Markup:
    """The form: who asks and where, which the browser sends to have the rest of it asked, and what decides."""
    bodies = _bodies(library)
    regions = library.regions
    begun = filled({}, library)
    return tag(
        "form",
        tag(
            "div",
            _choice("who", "给谁查？", [MYSELF, FAMILY, *([BODY] if bodies else [])], chosen=FAMILY),
            _choice("body", "是哪一类机构或单位？", bodies, id="body") if bodies else None,
            _choice("region", "在哪个地区？", [ANYWHERE, *regions], chosen=ANYWHERE) if len(regions) > 1 else None,
            _typed("keyword", "只想了解哪一方面？（不填就都查）", type="text", maxlength=TYPED),
            class_="decides",
        ),
        tag("div", _topics(library, begun), class_="topics"),
        tag("button", "查一查", type="submit", id="check"),
        id="case",
        class_="form-card",
        autocomplete="off",
    )


def filled(data: Any, library: Library) -> Filled:
    """A form that a browser sent; what it sends may be anything."""
    fields = {str(name): str(value)[:TYPED] for name, value in data.items()} if isinstance(data, dict) else {}
    body = fields.get("body")
    asker = PERSON if fields.get("who") != BODY else body if body in _bodies(library) else None
    region = fields.get("region", "")
    filters = Filters(region=region if region in library.regions else "", keyword=fields.get("keyword", "").strip())
    register = library.qa.ledgers.register
    known = {
        name: value
        for name, attribute in register.items()
        if (value := value_of(attribute, fields.get(f"{CASE}{name}", ""))) is not None
    }
    return Filled(asker, filters, known)


def results(case: Filled, library: Library) -> Markup:
    """All benefits by verdict; what is not met is folded away, and each says why."""
    if not case.asker:
        return tag("p", "请先选择是哪一类机构或单位。", class_="card failed", role="alert")
    try:
        wanted = {
            attribute.name for topic in topics(library.qa.ledgers, case.asker, case.filters) for attribute in topic.attributes
        }
        known = {name: value for name, value in case.known.items() if name in wanted}
        found = entitlements(library.qa.ledgers, {ASKER: case.asker, **known}, case.filters)
    except PolicyQAError as error:
        return tag("p", str(error), class_="card failed", role="alert")
    if not found:
        words = "没有整理出这方面可以逐条判断的待遇。可以换个词、不限地区再查，或者到“问政策”里提问。"
        return tag("p", words, class_="card failed", role="alert")
    own = [one for one in found if not one.foreign]
    groups = {verdict: [one for one in own if one.result.verdict == verdict] for verdict in ORDER}
    counted = "，".join(f"{TITLES[verdict].partition('，')[0]} {len(ones)} 项" for verdict, ones in groups.items() if ones)
    tools = tag("button", icon("print"), tag("span", "打印或存成文件"), type="button", class_="tool", data_act="print")
    return joined(
        tag("h2", "查询结果", tabindex="-1", id="entitled-title"),
        tag("p", _facts(case, known), class_="facts"),
        tag("p", counted or "没有发给您这类申请人的。", tools, class_="counted"),
        wider(case.filters.region, library),
        (_group(verdict, ones, library) for verdict, ones in groups.items() if ones),
        _folded("发给别的申请人", [one for one in found if one.foreign], library),
    )


def _facts(case: Filled, known: Mapping[str, bool | int | float | str]) -> str:
    """What was judged by, so that a printed page can be understood: who, where, what is known; and when."""
    told = [case.asker or "", case.filters.region, case.filters.keyword]
    told += [f"{name}：{YES if value is True else NO if value is False else value}" for name, value in known.items()]
    return f"按这些情况判断：{'；'.join(filter(None, told))}。查询日期：{date.today():%Y年%m月%d日}"


def wider(region: str, library: Library) -> Markup | None:
    """That a region's documents carry out those of another one, whose benefits may be to be had as well."""
    issued = {policy.id: policy.region for policy in library.policies}
    above = dict.fromkeys(issued.get(policy.implements or "") for policy in library.policies if policy.region == region)
    names = "、".join(name for name in above if name and name != region)
    if not region or not names:
        return None
    words = f"这里只查了{region}的文件。它们落实的是{names}的文件，{names}的规定可能也适用，可以改选“{ANYWHERE}”再查一次。"
    return tag("p", icon("maybe"), tag("span", words), class_="wider")


def _group(verdict: str, ones: Sequence[Entitlement], library: Library) -> Markup | None:
    if verdict == "不符合":
        return _folded("不符合", ones, library)
    return tag("section", tag("h3", f"{TITLES[verdict]}（{len(ones)} 项）"), _cards(ones, library), class_="entitled-group")


def _folded(title: str, ones: Sequence[Entitlement], library: Library) -> Markup | None:
    if not ones:
        return None
    summary = tag("summary", f"{title}的 {len(ones)} 项，看看为什么")
    return tag("section", tag("details", summary, _cards(ones, library)), class_="entitled-group folded")


def _cards(ones: Iterable[Entitlement], library: Library) -> Markup:
    return tag("ul", (tag("li", _card(one, library)) for one in ones), class_="cards")


def _card(one: Entitlement, library: Library) -> Markup:
    benefit, result = one.benefit, one.result
    amounts = "；".join(amount_text(amount) for amount in result.amounts)
    rows: list[tuple[str, Markup | str]] = [
        ("给多少", f"{one.rule.frequency or ''} {amounts}".strip()),
        ("发给", benefit.payee or ""),
        ("因为", _because(one)),
        ("已满足", "、".join(result.met)),
        ("还需确认", tag("ul", (tag("li", question) for question in result.questions)) if result.questions else ""),
        ("没有写明", "；".join(result.open)),
        ("其他限制", "；".join(one.rule.restrictions)),
        ("不能同享", "、".join(one.rule.exclusive_with)),
        ("责任单位", "、".join(one.units)),
    ]
    policy = library.documents[benefit.doc_id].policy
    return tag(
        "article",
        tag("h4", benefit.name),
        verdict_badge(result.verdict, words=MAYBE if result.verdict == "有条件" else None),
        tag("dl", (tag("div", tag("dt", name), tag("dd", value)) for name, value in rows if value)),
        tag("blockquote", " ".join(benefit.quote.split())),
        chip(policy, benefit.clause, span=benefit.span),
        class_="card entitled",
    )


def _because(one: Entitlement) -> str:
    """Why not: what the text demands and the case does not have."""
    if not one.result.unmet:
        return ""
    own = [words for words in one.result.unmet if words.startswith("这一项")]
    return "；".join([*own, *(f"要求“{words}”" for words in one.result.unmet if words not in own)])


def _head() -> Markup:
    words = "回答几个问题，看看哪些补贴、奖励、减免用得上。不清楚的可以不选，结果里会告诉您还要确认什么。"
    return joined(
        tag("h1", "我能享受什么"), tag("p", words, class_="page-words"), tag("p", PRIVATE, class_="page-words private")
    )


# --- the form --------------------------------------------------------------------------------------------------------


def _topics(library: Library, case: Filled) -> Markup:
    """The questions that decide, by what they decide about: the first of these unfolded."""
    if not case.asker:
        return joined()
    try:
        found = topics(library.qa.ledgers, case.asker, case.filters)
    except PolicyQAError as error:
        return tag("p", str(error), class_="failed", role="alert")
    if not found:
        return tag("p", "不用再填别的，直接点“查一查”。")
    words = "下面的问题按待遇分组，只答与您有关的就行。" if len(found) > 1 else None
    return joined(tag("p", words) if words else None, (_topic(topic, place == 0) for place, topic in enumerate(found)))


def _topic(topic: Topic, unfolded: bool) -> Markup:
    named = "、".join(topic.benefits[:2]) + (f"等 {len(topic.benefits)} 项" if len(topic.benefits) > 2 else "")
    fields = tag("div", map(_field, topic.attributes), class_="fields")
    summary = tag("summary", tag("span", named), tag("small", f"{len(topic.attributes)} 个问题"))
    return tag("details", summary, fields, class_="topic", open=unfolded)


def _field(attribute: Attribute) -> Markup:
    """The control that asks for an attribute."""
    name = f"{CASE}{attribute.name}"
    if attribute.kind == "number":
        return _typed(name, attribute.question, type="number", min="0", inputmode="decimal", step="any")
    options = (YES, NO) if attribute.kind == "flag" else attribute.values
    return _choice(name, attribute.question, [UNKNOWN, *options], chosen=UNKNOWN)


def _choice(name: str, question: str, options: Sequence[str], *, chosen: str | None = None, id: str | None = None) -> Markup:
    buttons = (
        tag("label", tag("input", type="radio", name=name, value=option, checked=option == chosen), tag("span", option))
        for option in options
    )
    return tag("fieldset", tag("legend", question), tag("div", buttons, class_="options"), id=id)


def _typed(name: str, question: str, **attributes: str | int) -> Markup:
    return tag("label", tag("span", question), tag("input", name=name, **attributes), class_="typed")


def _bodies(library: Library) -> list[str]:
    """The kinds of institutions that may ask."""
    register = library.qa.ledgers.register
    return [value for value in register[ASKER].values if value not in RESIDENTS] if ASKER in register else []
