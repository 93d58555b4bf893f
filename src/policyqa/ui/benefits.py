"""我能享受什么: a short form, and for every benefit whether one gets it, why, how much, and where it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import gradio as gr
from gradio.components import Component
from markupsafe import Markup

from policyqa.facts.rules import ASKER, Attribute
from policyqa.ledger.sheets import amount_text
from policyqa.ui.answers import verdict_badge
from policyqa.ui.entitlements import ORDER, Entitlement, asked_of, attributes, entitlements
from policyqa.ui.library import Library
from policyqa.ui.links import chip
from policyqa.ui.markup import icon, joined, tag

MYSELF, FAMILY, BODY = "我自己", "父母或家里人", "机构或单位"
#: The asker that people who ask for themselves or for their family are.
PERSON = "个人"
UNKNOWN, YES, NO = "不清楚", "是", "不是"
TITLES = {"符合": "符合", "有条件": "可能符合：还需确认", "文件未写明": "文件没有写明条件", "不符合": "不符合"}
PRIVATE = "这里填的内容只用来当场判断，不会保存。"


def build(library: Library) -> None:
    """Lay the page out, inside the column that it is."""
    gr.HTML(_head(), js_on_load=None, apply_default_css=False)
    register = attributes(library)
    bodies = [value for value in register[ASKER].values if value not in (PERSON, "家庭")] if ASKER in register else []
    with gr.Column(elem_classes="form-card"):
        who = gr.Radio([MYSELF, FAMILY, *([BODY] if bodies else [])], value=FAMILY, label="给谁查？", elem_id="who")
        body = gr.Radio(bodies, label="是哪一类机构或单位？", visible=False, elem_id="body")
        shown = asked_of(library, PERSON)
        fields = {name: _field(one, visible=name in shown) for name, one in register.items() if name != ASKER}
        button = gr.Button("查一查", variant="primary", elem_id="check")
    found = gr.HTML("", js_on_load=None, apply_default_css=False, elem_id="entitled")

    def turned(who: str, body: str | None) -> list[Any]:
        wanted = asked_of(library, asker) if (asker := _asker(who, body)) else set()
        return [gr.update(visible=who == BODY), *(gr.update(visible=name in wanted) for name in fields)]

    def checked(who: str, body: str | None, *values: object) -> Markup:
        asker = _asker(who, body)
        if not asker:
            return tag("p", "请先选择是哪一类机构或单位。", class_="card failed", role="alert")
        wanted = asked_of(library, asker)
        case = {name: value for name, value in zip(fields, values, strict=True) if name in wanted}
        return results(entitlements(library, {ASKER: asker, **_known(register, case)}), library)

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    gr.on([who.change, body.change], turned, [who, body], [body, *fields.values()], **quiet)
    button.click(checked, [who, body, *fields.values()], found, **quiet).then(None, js="() => policyqa.checked()")


def results(found: list[Entitlement], library: Library) -> Markup:
    """All benefits by verdict; what is not met is folded away, and each says why."""
    if not found:
        return tag("p", "所收录的文件没有整理出可以逐条判断的待遇，请到“问政策”里提问。", class_="card failed")
    groups = {verdict: [one for one in found if one.result.verdict == verdict] for verdict in ORDER}
    counted = "，".join(f"{TITLES[verdict].partition('：')[0]} {len(ones)} 项" for verdict, ones in groups.items() if ones)
    sections = [_group(verdict, ones, library) for verdict, ones in groups.items() if ones]
    tools = tag("button", icon("print"), tag("span", "打印这一页"), type="button", class_="tool", data_act="print")
    return joined(
        tag("h2", "查询结果", tabindex="-1", id="entitled-title"), tag("p", counted, tools, class_="counted"), sections
    )


def _group(verdict: str, ones: list[Entitlement], library: Library) -> Markup:
    cards = tag("ul", (tag("li", _card(one, library)) for one in ones), class_="cards")
    if verdict == "不符合":
        summary = tag("summary", f"不符合的 {len(ones)} 项，看看为什么")
        return tag("section", tag("details", summary, cards), class_="entitled-group")
    return tag("section", tag("h3", f"{TITLES[verdict]}（{len(ones)} 项）"), cards, class_="entitled-group")


def _card(one: Entitlement, library: Library) -> Markup:
    benefit, result = one.benefit, one.result
    amounts = "；".join(amount_text(amount) for amount in result.amounts)
    rows = [
        ("给多少", f"{one.rule.frequency or ''} {amounts}".strip()),
        ("发给", benefit.payee or ""),
        ("因为", _because(one)),
        ("已满足", "、".join(result.met)),
        ("还需确认", " ".join(result.questions)),
        ("没有写明", "；".join(result.open)),
        ("其他限制", "；".join(one.rule.restrictions)),
        ("不能同享", "、".join(one.rule.exclusive_with)),
        ("责任单位", "、".join(one.units)),
    ]
    policy = library.documents[benefit.doc_id].policy
    return tag(
        "article",
        tag("h4", benefit.name),
        verdict_badge(result.verdict),
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
    return joined(
        tag("h1", "我能享受什么"),
        tag(
            "p",
            "回答几个问题，看看哪些补贴、奖励、减免用得上。不清楚的可以不选，结果里会告诉您还要确认什么。",
            class_="page-words",
        ),
        tag("p", PRIVATE, class_="page-words private"),
    )


def _field(attribute: Attribute, *, visible: bool) -> Component:
    """The control that asks for an attribute."""
    if attribute.kind == "number":
        return gr.Number(label=attribute.question, value=None, minimum=0, visible=visible, elem_classes="field")
    options = [UNKNOWN, YES, NO] if attribute.kind == "flag" else [UNKNOWN, *attribute.values]
    return gr.Radio(options, value=UNKNOWN, label=attribute.question, visible=visible, elem_classes="field")


def _asker(who: str, body: str | None) -> str | None:
    return body if who == BODY else PERSON


def _known(register: Mapping[str, Attribute], case: Mapping[str, object]) -> dict[str, bool | int | float | str]:
    """What was filled in, as the rules read it; what is not clear is left out."""
    known: dict[str, bool | int | float | str] = {}
    for name, value in case.items():
        kind = register[name].kind
        if kind == "flag" and value in (YES, NO):
            known[name] = value == YES
        elif kind == "number" and isinstance(value, int | float):
            known[name] = value
        elif kind == "choice" and value in register[name].values:
            known[name] = str(value)
    return known
