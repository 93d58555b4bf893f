"""Statements of responsibility, as they close an item: who leads, who cooperates, by when.

Three forms, in brackets, on a line of their own, or at the end of a paragraph:

- labels: 责任单位：甲局、乙局; 牵头单位：甲局；配合单位：乙局；完成时限：2025年;
- verbs behind lists: 甲局牵头，乙局、丙局配合; 甲局、乙局等按职责分工负责，各区县政府落实;
- both: 责任单位：甲局牵头，乙局配合.

Units of a list without a mark are jointly responsible: all of them are ``lead``. (Offices often read the first as the leader,
but the text does not say so; it is believed only where the text does: 排在第一位的为牵头单位.) Where some lead, or are 负责
while others 落实 or 配合, the others are ``cooperating``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyqa.facts.deadlines import only_deadline
from policyqa.facts.unit_names import is_unit_list, unit_list

_WHO = "单位|部门|机构"
LABEL = re.compile(
    rf"(?P<lead>牵头(?:负责|责任)?(?:{_WHO})|主办(?:{_WHO})|主责(?:{_WHO}))"
    rf"|(?P<joint>(?:主要)?责任(?:{_WHO}|主体)|承办(?:{_WHO})|(?:组织)?实施(?:{_WHO}|主体)|主管(?:{_WHO})|负责(?:{_WHO})|落实(?:{_WHO}))"
    rf"|(?P<cooperating>(?:配合|协办|协同|参与|参加|协助|协作)(?:{_WHO}))"
    r"|(?P<deadline>(?:完成|办结|落实|建设|实施|起止)?(?:时限|时间|期限|年限|周期)(?:要求)?|时间节点|进度要求)"
    r"|(?P<task>(?:工作|重点|主要)?任务(?:内容|名称)?|(?:工作|任务|主要|重点|具体)(?:内容|事项|任务|举措|措施)|事项(?:名称)?|项目名称|要素名称|工作目标)"
    r"|(?P<other>责任(?:领导|人|处室|科室)|(?:分管|牵头|主管)领导|联系(?:人|电话|方式)|备注)"
)
#: A label where it opens a statement: with its colon, behind a bracket, a break or a stop.
_LABELLED = re.compile(rf"(?:^|(?<=[（(\[【〔。；;，,\n\s）)]))(?:{LABEL.pattern})[ ]*[：:]")
#: The verb at the end of a list, and the role it gives: checked in this order.
_SHARED = r"(?:(?:按照|按|依据|根据|依)?(?:各自)?(?:的)?职(?:责|能)(?:分工)?|分工|分别|共同|联合|具体)"
ROLES = (
    ("lead", re.compile(r"(?:共同|联合|总)?牵头(?:负责|落实|组织实施|组织|推进|实施)?$")),
    ("cooperating", re.compile(r"(?:分工|共同|积极|密切)?(?:配合|参与|参加|协助|协同|协办)(?:落实|推进|实施)?$")),
    ("joint", re.compile(rf"{_SHARED}*(?:负责)(?:落实|组织实施|实施|推进|指导|组织)?$")),
    ("carrying out", re.compile(rf"{_SHARED}*(?:抓好|做好|组织|推进|推动|贯彻)?(?:落实|组织实施|实施)$")),
)
_BRACKET = re.compile(r"[（(](?P<inner>(?:[^（）()\n]|[（(][^（）()\n]*[）)])*)[）)]")
#: Behind a closing bracket that ends an item: a stop, the end of the line, or the next item's mark.
_CLOSES = re.compile(r"[。；;]?\s*(?:$|\n|[（(]?[一二三四五六七八九十\d]+[）)、.．])|[。；;]")
FIRST_LEADS = re.compile(
    r"(?:排|列|名列|排名|标注)?(?:在)?(?:第一|首位|首个|最前|前面)[^，。；\n]{0,12}(?:为|是|系)(?:第一)?牵头(?:单位|部门)"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """Who is responsible, as one stretch of text (``start`` to ``end``) says. ``marked`` tells whether it says who leads."""

    start: int
    end: int
    lead: tuple[str, ...]
    cooperating: tuple[str, ...]
    deadline: str | None = None
    marked: bool = False


def statements(text: str) -> list[Statement]:
    """The statements of responsibility in a clause's text, in order, with offsets in it; a bracket's marks are left out."""
    found = list(_labelled(text))
    for bracket in _BRACKET.finditer(text):
        start, end = bracket.span("inner")
        if any(start < other.end and other.start < end for other in found) or not _CLOSES.match(text, bracket.end()):
            continue
        roles = _roles(bracket["inner"], default=None)
        if roles is not None and any(roles.values()):
            found.append(_statement(roles, start=start, end=end, deadline=only_deadline(bracket["inner"])))
    return sorted(found, key=lambda statement: statement.start)


def assigned(values: dict[str, str], *, start: int = 0, end: int = 0) -> Statement | None:
    """The statement that labels (or column names) with their values make; None when they name nobody."""
    roles: dict[str, list[str]] = {role: [] for role in ("lead", "joint", "carrying out", "cooperating")}
    for kind in ("lead", "joint", "cooperating"):
        if value := values.get(kind):
            for role, names in (_roles(value, default=kind) or {}).items():
                roles[role] += [name for name in names if name not in roles[role]]
    deadline = (values.get("deadline") or "").strip(" 。；;，/—-") or None
    return _statement(roles, start=start, end=end, deadline=deadline) if any(roles.values()) else None


def label_kind(name: str) -> str | None:
    """What a column of this name holds: lead, joint, cooperating, deadline, task, other; None for a name that is no label."""
    match = LABEL.fullmatch(re.sub(r"[\s：:]|[（(].*[）)]", "", name))
    return match.lastgroup if match else None


def _labelled(text: str) -> Iterator[Statement]:
    """Runs of labels with their values; a run ends with its bracket, or where something other than a label follows."""
    labels = list(_LABELLED.finditer(text))
    run: list[tuple[str, str]] = []
    start = end = 0
    for i, label in enumerate(labels):
        if not run:
            start = label.start()
        limit = labels[i + 1].start() if i + 1 < len(labels) else len(text)
        stop = _value_end(text, label.end(), limit)
        run.append((label.lastgroup or "", text[label.end() : stop]))
        end = stop
        if i + 1 < len(labels) and not re.search(r"[^\s。；;，,]", text[stop:limit]):
            continue
        values: dict[str, str] = {}
        for kind, value in run:
            values[kind] = f"{values[kind]}、{value}" if kind in values else value
        statement = assigned(values, start=start, end=end)
        if statement is not None:
            yield statement
        run = []


def _value_end(text: str, start: int, limit: int) -> int:
    """Where a label's value ends: at the bracket that closes around it, the line's or sentence's end, or the next label."""
    depth = 0
    for i in range(start, limit):
        if text[i] in "（(〔[":
            depth += 1
        elif text[i] in "）)〕]":
            depth -= 1
            if depth < 0:
                return i
        elif text[i] in "。\n" and depth == 0:
            return i
    return start + len(text[start:limit].rstrip(" ；;，,（("))


def _roles(text: str, *, default: str | None) -> dict[str, list[str]] | None:
    """The units of ``text`` by role. Lists without a verb have the ``default`` role; without one they make it no statement."""
    roles: dict[str, list[str]] = {role: [] for role in ("lead", "joint", "carrying out", "cooperating")}
    pending = ""
    for segment in _segments(text):
        role, names = _role(segment)
        pending = f"{pending}，{names}" if pending else names
        if role is None:
            if default is None and not is_unit_list(names):
                pending = ""  # 不再列出, 下同
            continue
        if default is None and not all(is_unit_list(part) for part in pending.split("会同", 1)):
            return None
        _assign(roles, role, pending)
        pending = ""
    if pending and default is not None:
        _assign(roles, default, pending)
    return roles


def _segments(text: str) -> list[str]:
    """``text`` cut at ，；。 and blanks outside brackets."""
    pieces, depth = [""], 0
    for char in text:
        depth += (char in "（(〔[") - (char in "）)〕]")
        if char in "，,；;。\n" and depth <= 0:
            pieces.append("")
        else:
            pieces[-1] += char
    return [piece.strip() for piece in pieces if piece.strip()]


def _role(segment: str) -> tuple[str | None, str]:
    """The role that a segment's verb gives to the units in front of it, and those units."""
    for role, verb in ROLES:
        if match := verb.search(segment):
            return role, segment[: match.start()].removeprefix("由").removeprefix("以上由")
    return None, segment.removeprefix("由")


def _assign(roles: dict[str, list[str]], role: str, names: str) -> None:
    """Give the units of a list their role; 会同 and a mark behind a name (（牵头）) say more of some of them."""
    head, joins, helpers = names.partition("会同")
    for name in unit_list(helpers, labelled=True) if joins else ():
        roles["cooperating"].append(name)
    leaders = [match[1] for match in re.finditer(r"(?:^|[、，,])([^、，,（(]+)[（(]牵头(?:单位|部门)?[）)]", head)]
    for name in unit_list(head, labelled=True):
        target = "lead" if name in leaders else role
        if not any(name in others for others in roles.values()):
            roles[target].append(name)


def _statement(roles: dict[str, list[str]], *, start: int, end: int, deadline: str | None = None) -> Statement:
    ranked = [roles["lead"], roles["joint"], roles["carrying out"]]
    lead = next((units for units in ranked if units), [])
    others = [name for units in ranked if units is not lead for name in units] + roles["cooperating"]
    return Statement(start, end, tuple(lead), tuple(dict.fromkeys(others)), deadline, bool(roles["lead"]))
