"""All tasks of one unit: what it leads, what it helps with, or wherever it takes part."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from policyqa.answer.dated import ASKS_WHEN
from policyqa.answer.due import END, dues
from policyqa.answer.duty_wording import (
    DEADLINE,
    NOT_COUNTED,
    ROLES,
    in_scope,
    in_words,
    of_place,
    source_of,
    sources_of,
    with_deadline,
)
from policyqa.answer.parts import Part, is_faithful
from policyqa.answer.tables import OF_THEM
from policyqa.answer.units import ASKS_UNIT
from policyqa.facts.book import FactBook
from policyqa.facts.units import canonical, units_in
from policyqa.retrieve.focus import CLAUSE
from policyqa.retrieve.kinds import LEADING
from policyqa.retrieve.mentions import OF_TEXT, without_documents
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import above
from policyqa.text.numerals import to_chinese
from policyqa.text.patterns import pattern
from policyqa.text.words import dictionary
from policyqa.types import Document, Duty

ASKS_TASKS = re.compile(
    r"哪些|哪[两二三][项件条块]|是哪件|的[那这]?[条项件](?:任务|工作|事)?是(?:啥|什么)|哪几|几[项个条处件回样]|多少[项条件处]|(?:什么|啥)(?:任务|职责|差事|工作)|(?:[干做管]|参与|参加|牵头|配合|协助|承担|负责)[些]?(?:什么|啥|哪些)|都有|都是|全部|所有|列|任务|工作|挑|捋|找出|逐条|[有啥么]关系"
)
#: By what tasks are counted, as the question has it: 被写进去几处.
COUNTER = re.compile("(?:几|多少)([处件个次])(?!文件|方案|部门|单位)")
#: Which tasks, with no word for what the unit does in them: its own are meant.
TASKS = re.compile(
    r"(?:哪[些几]|几|什么|啥|多少)[项件个些]?(?:任务|工作|活|事|差事|职责)"
    r"|(?:任务|工作|活儿?|事|差事|职责)(?:一共|总共|都|还)?[有是](?:哪|几|什么|啥|多少)"
)
#: Where a unit has a part in something, whatever it does there: 一共露面几回, 沾边的全部任务, 摊了哪几件, 跟养老有啥关系.
TAKES_PART = re.compile(
    "在[^，。？]{2,12}里(?:一共|总共)?有几[处条项]|露[面过]|出现|[写提点]到|沾边|挂了?(?:我们|咱们?|[它他])|摊[上了]|出力|被?写进|点名|挂了?名|挂了哪|列为|被?列[入进]|作(?:为)?责任单位|有份|有没有(?:任务|事|活)|有[事活]做|[啥么]关系|都?[管干做](?:些|了)?(?:啥|什么|哪[些几])"
)
#: Counts a unit's tasks, or wants all of them, in whatever words: 担了哪一条, 安了几样, 条目有哪些, 任务盘点, 一条别漏.
WHICH_TASKS = re.compile(
    "(?:哪|几|多少)[一两二三四五几些]?[项条件样桩处]|(?:任务|工作|事项|条目|职责)[^，。？]{0,4}(?:哪|几|多少|啥|什么|盘点|清单)|[条项件]别漏"
)
#: Words for tasks, and for where they are written down, which name no matter.
NO_MATTER = re.compile(
    "领导|重点|内容|任务|工作|事项|条目|条款|职责|责任|部门|单位|分工|分解|名单|全文|正文|附[件表]|文件|方案|行动|计划|盘点|对[表账]|台账|从头(?:翻?到|至)尾|干[嘛吗]"
)
#: Asks for a unit's own tasks, with which is told who helps, where that is asked behind it.
OWN_TASKS = re.compile(f"(?:牵头|带头|主办|负责|{LEADING})的?[那这]?[条项件]?(?:任务|事|工作)?(?:[是有]哪|是(?:啥|什么))")
HELPERS = re.compile("[，。；](?:配合|搭手|协办|协助|帮忙)[^，。？]{0,6}(?:谁|哪(?![几些]?[项条件样]))[^，。？]*")
#: Counts what a unit leads and what it helps with, each by itself.
BY_ROLE = re.compile("(?:牵头|主[办责抓])[^，。？]{0,5}(?:几|多少|哪)[^。？]*(?:配合|协办)[^，。？]{0,5}(?:几|多少|哪)")
_IN_ALL = re.compile("一共|总共|合计|共(?=几|有|是|多少)")
#: Wants units told: 请据此说明托育的牵头单位.
TELL_UNITS = re.compile(
    "(?:说明|写[出明]|指出|给出|列出)[^，。？]{0,16}(?:(?:牵头|责任|配合|统筹)(?:单位|部门)|依据|理由|分工)"
)
#: Wants it confirmed that a unit is the one: that is asked of a task, and not of all of the unit's.
CONFIRMS = re.compile(
    "是(?:不是)?(?:牵头|责任|配合)(?:单位|部门)[吗么不]|没(?:看|记|说|弄|搞|写)?错|对[吧吗]|是吧|是不是|对不对|属实|准确吗"
)
#: An aggregation lists this many tasks in words; further ones are counted and cited.
LISTED = 16
#: So few are told with their units and deadlines.
FEW = 2
OF_TABLE = re.compile("(?:任务)?分解表里?|分工表里?|任务表里?|台账|附表|[看那]张?表|表[里中上格]")
#: What a table is called, which tells it from others.
_TITLE = re.compile("分解表|分工表|任务表")
#: A name of a unit that the register does not know has so many characters.
NAME = 4
#: In front of the name of a unit; 市场监管局 has none.
LEVEL = re.compile("^(?:新区|[省市区县州旗])(?!场)")
#: Tasks that go on and on, in a text's own words: 持续性工作, 长期任务.
ONGOING = re.compile('(?P<how>持续|长期)(?:(?:性|推进)?的?(?:工作|任务)|性(?=的|[，。？"]|\\Z))')
#: Where a body has its seat, which is not the one whose tasks are asked for: 设在发改委的办公室.
_SEATED = re.compile("[设挂]在[^，。？的]{2,12}的(?=[^，。？]*办)")
#: Asks which units lead or help in a text at all, and which of them are left out.
_WHICH_UNITS = re.compile(
    "(?<!作为)(?:牵头|主办|配合|协办)(?:单位|部门)[^，。？]{0,8}(?:有|是)?(?:哪些(?!任务|工作|[事项条件])|哪几[家个]|几[家个]|多少[家个]?)"
    "|(?:哪些|哪?几[家个]|多少[家个]?)(?:牵头|主办|配合|协办)(?:单位|部门)"
)
_EXCEPT = re.compile("除了?([^，。；？]{2,24}?)[之以]?外")
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
    asked = NOT_COUNTED.sub("，", _SEATED.sub("", query.asked))
    documents = book.documents
    scope = in_scope(query.mentions, documents)
    unit, said = _unit_of(asked, book.among(scope))
    titles = [documents[doc_id].policy.title for doc_id in scope]
    roles = _roles(asked, said, unit, titles) if unit else set()
    if roles and (denied := _denied(asked, unit, book.among(scope), documents)):
        return denied
    if (
        not roles
        or TELL_UNITS.search(asked)
        or ASKS_UNIT.search(_own(asked, said))
        or CONFIRMS.search(asked)
        or OF_THEM.search(asked)
    ):
        return []
    texts = {documents[doc_id].policy.copy_of or doc_id for doc_id in query.mentions.doc_ids if doc_id in documents}
    if len(texts) > 1 and not (TAKES_PART.search(said) or any(words.search(asked) for words in (*ROLES.values(), WHICH_TASKS))):
        return []
    if roles == {"牵头", "配合"} and BY_ROLE.search(asked):
        parts = [_of_role(unit, role, asked, book.among(scope), documents) for role in ("牵头", "配合")]
        if told := [part for part in parts if part]:
            taking_part = [duty for duty in book.among(scope) if _has(duty, unit, documents, {"参与"})]
            count = f"{unit}参与共{to_chinese(len(_wanted(asked, taking_part, documents)))}{_counter(asked)}。"
            return [replace(told[0], text=f"{count}{told[0].text}"), *told[1:]] if _IN_ALL.search(asked) else told
    found = [duty for duty in book.among(scope) if _has(duty, unit, documents, roles)]
    if roles == {"牵头"}:
        ranked = [duty for duty in found if "牵头" in _text(duty, documents)]
        found, roles = ranked or found, roles if ranked else {"负责"}  # no text says that it leads
    found = _wanted(asked, found, documents, query.mentions.doc_ids)
    return [listed(f"{unit}{'、'.join(sorted(roles))}", asked, found, documents)] if found else []


def _of_role(unit: str, role: str, asked: str, duties: Sequence[Duty], documents: Mapping[str, Document]) -> Part | None:
    """The tasks of a unit that it leads, or helps with; None where there are none."""
    own = [duty for duty in duties if _has(duty, unit, documents, {role}) and role in _text(duty, documents)]
    found = _wanted(asked, own, documents)
    return listed(f"{unit}{role}", asked, found, documents) if found else None


def _wanted(asked: str, found: Sequence[Duty], documents: Mapping[str, Document], doc_ids: Collection[str] = ()) -> list[Duty]:
    """Those of the tasks that are due when the question says, and stand where it says, each once."""
    if due := BY_YEAR.regex.search(asked):
        found = [duty for duty in found if dues(due[0])[0].admits(duty.deadline or "")]
    if ongoing := ONGOING.search(asked):
        found = [duty for duty in found if ongoing["how"] in (duty.deadline or "")]
    once = without_copies(in_place(asked, found, documents, doc_ids), documents)
    return [duty for duty in once if is_faithful(_task(duty, documents), documents)]


def _denied(asked: str, unit: str, duties: Sequence[Duty], documents: Mapping[str, Document]) -> list[Part]:
    """The tasks that are due in a year and that another than the named unit leads: 2024年到期的，哪些不是民政局牵头."""
    denies = re.search(f"(?:不是|不归|不由|并非|非){re.escape(unit)}[^，。？]{{0,3}}{ROLES['牵头'].pattern}", asked)
    if denies is None or BY_YEAR.regex.search(asked) is None:
        return []
    others = [duty for duty in duties if duty.lead and not _has(duty, unit, documents, {"牵头"})]
    found = _wanted(asked, [duty for duty in others if "牵头" in _text(duty, documents)] or others, documents)
    return [listed(f"不由{unit}牵头的", asked, found, documents, few=LISTED)] if found else []


def leaders(query: Query, book: FactBook) -> list[Part]:
    """The units that lead, or help with, any of the tasks of a text or table: 分解表除民政局外还有几家牵头单位.

    Nothing where the question names a matter: then who leads that is asked for.
    """
    documents = book.documents
    scope = in_scope(query.mentions, documents)
    asks = _WHICH_UNITS.search(query.asked)
    titles = [documents[doc_id].policy.title for doc_id in scope]
    here = without_documents(query.asked) != query.asked or query.text == query.asked  # not of the turn before
    names_place = (here and bool(query.mentions.doc_ids)) or OF_TABLE.search(query.asked) is not None
    if asks is None or not names_place or _matters(OF_TABLE.sub("，", _EXCEPT.sub("，", query.asked)), titles):
        return []
    role = "配合" if re.search("配合|协办", asks[0]) else "牵头"
    aside = [name for each in _EXCEPT.findall(query.asked) for name, _ in units_in(each)]
    duties = without_copies(in_place(NOT_COUNTED.sub("，", query.asked), book.among(scope), documents), documents)
    first: dict[str, Duty] = {}
    for duty in (duty for duty in duties if "牵头" in _text(duty, documents)):
        for name in duty.cooperating if role == "配合" else duty.lead:
            if not any(name.endswith(LEVEL.sub("", other)) for other in aside):
                first.setdefault(name, duty)
    sources = tuple(dict.fromkeys(source for duty in first.values() for source in sources_of(duty, documents)))
    but = f"除{'、'.join(aside)}外，" if aside else ""
    told = f"{but}{role}单位共{to_chinese(len(first))}家：{'、'.join(first)}。"
    return [Part(told, sources)] if first else []


def in_place(
    asked: str, found: Sequence[Duty], documents: Mapping[str, Document], doc_ids: Collection[str] = ()
) -> Sequence[Duty]:
    """Those of the tasks that stand where the question says: in a table, in the text itself, or in either.

    Of several documents that it names (``doc_ids``) those without a table of that name count as a whole.
    """
    if not OF_TABLE.search(asked):
        return of_place(asked, found)
    if OF_TEXT.search(asked):
        return found
    rows = [duty for duty in found if source_of(duty, documents).clause.kind == "row"]
    called = _TITLE.search(asked)
    own = {duty for duty in rows if called and called[0] in _above(duty, documents)}
    others = {duty.doc_id for duty in found}.intersection(doc_ids) - {duty.doc_id for duty in own}
    return [duty for duty in found if duty in own or duty.doc_id in others] if own else rows or found


def _above(duty: Duty, documents: Mapping[str, Document]) -> str:
    """The titles that a task stands under."""
    return above(source_of(duty, documents).clause, documents[duty.doc_id].policy.title)


def listed(who: str, asked: str, found: Sequence[Duty], documents: Mapping[str, Document], *, few: int = FEW) -> Part:
    """The tasks of a unit, counted and one by one; a ``few`` with their units and deadlines."""
    told, stated = (in_words, with_deadline) if len(found) <= few else (_name, sources_of)
    if told is _name and ASKS_WHEN.search(asked):
        told, stated = _until, with_deadline
    listed = "；".join(f"{_number(duty)}{told(duty)}".rstrip("。") for duty in found[:LISTED])
    more = "，等" if len(found) > LISTED else ""
    sources = tuple(dict.fromkeys(source for duty in found for source in stated(duty, documents)))
    return Part(f"{who}共{to_chinese(len(found))}{_counter(asked)}：{listed}{more}。", sources)


def _counter(asked: str) -> str:
    """By what the question counts tasks."""
    return match[1] if (match := COUNTER.search(asked)) else "项"


def _unit_of(asked: str, duties: Sequence[Duty]) -> tuple[str, str]:
    """The one unit that a question names, and the clauses around its first name; two empty strings where it names none or more.

    A name that these duties give a unit goes before a shorter one within it: 财政金融局 is no 金融局; it may be no name of the
    register.
    """
    names = [name for name, _ in units_in(asked)]
    own = {LEVEL.sub("", unit) for unit in {unit for duty in duties for unit in (*duty.lead, *duty.cooperating)}}
    longest = sorted((unit for unit in own if len(unit) >= NAME and unit in asked), key=len, reverse=True)
    names = names or longest[:1]
    whole = [next((unit for unit in longest if LEVEL.sub("", name) in unit and unit not in name), name) for name in names]
    if len({_kind_of(name) for name in whole}) != 1:
        return "", ""
    clauses = CLAUSE.findall(asked)
    at = next((i for i, clause in enumerate(clauses) if units_in(clause) or names[0] in clause), 0)
    return max(whole, key=len), "，".join(clauses[max(at - 1, 0) : at + 3])


def _kind_of(name: str) -> str:
    """The kind of a unit, of whatever level: 教育口 and 市教育局 are one in one question."""
    return LEVEL.sub("", canonical(name, region=None))


def _roles(asked: str, said: str, unit: str, titles: Sequence[str]) -> set[str]:
    """What the unit does in the tasks that are asked for: as it is said, whatever it does, or its own; none for no tasks."""
    roles = {role for role, words in ROLES.items() if words.search(_own(asked, said))}
    if ASKS_TASKS.search(said):
        roles = roles or ({"参与"} if TAKES_PART.search(said) else {"牵头"} if TASKS.search(said) else set())
        if roles:
            return roles
    return roles or {"参与"} if WHICH_TASKS.search(asked) and not _matters(asked.replace(unit, "，"), titles) else set()


def _matters(asked: str, titles: Sequence[str]) -> list[str]:
    """What a question names beside units, documents and tasks: where it names something, not all tasks are meant."""
    rest = NO_MATTER.sub("，", without_documents(asked))
    for name, _ in units_in(rest):
        rest = rest.replace(name, "，")
    nouns = [word.text for word in dictionary().cut(rest) if word.tag[0] == "n" and word.tag not in ("ns", "nr")]
    return [noun for noun in nouns if len(noun) > 1 and not any(noun in title for title in titles)]


def _own(asked: str, said: str) -> str:
    """A question without who helps with a unit's own tasks, which is told with them."""
    return HELPERS.sub("", asked) if OWN_TASKS.search(said) else asked


def _text(duty: Duty, documents: Mapping[str, Document]) -> str:
    """The words of a duty, of a row with the names of its columns, which may stand in the table above it."""
    clause = source_of(duty, documents).clause
    above = clause.text if "\t" in duty.quote and clause.kind != "row" else ""
    return duty.quote + above + "".join(name for name, _ in clause.cells)


def _has(duty: Duty, unit: str, documents: Mapping[str, Document], roles: set[str]) -> bool:
    region = documents[duty.doc_id].policy.region
    names = [*(duty.lead if roles & {"牵头", "负责", "参与"} else ()), *(duty.cooperating if roles & {"配合", "参与"} else ())]
    return canonical(unit, region=region) in {canonical(name, region=region) for name in names}


def without_copies(duties: Sequence[Duty], documents: Mapping[str, Document]) -> list[Duty]:
    """The duties without those that a copy of their document repeats."""
    copies = {document.policy.id: document.policy.copy_of for document in documents.values()}
    paths = {(duty.doc_id, duty.clause) for duty in duties}
    return [duty for duty in duties if (copies.get(duty.doc_id), duty.clause) not in paths]


def _task(duty: Duty, documents: Mapping[str, Document]) -> Part:
    return Part(f"{_number(duty)}{_name(duty)}", tuple(sources_of(duty, documents)))


def _name(duty: Duty) -> str:
    return duty.task.rstrip("。；")


def _until(duty: Duty) -> str:
    """A task with its deadline."""
    return f"{_name(duty)}（{DEADLINE}：{duty.deadline}）" if duty.deadline else _name(duty)


def _number(duty: Duty) -> str:
    """A table row's number before its task, so that a clerk finds it."""
    label = duty.clause.rpartition("/")[2]
    return f"{label}、" if label.isdecimal() else ""
