"""The most of what a text deals out: the task with the most units, and the unit with the most tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyqa.answer.duty_wording import NOT_COUNTED, in_scope, units_told, with_deadline
from policyqa.answer.parts import Part
from policyqa.answer.tasks import in_place, listed, without_copies
from policyqa.facts.book import FactBook
from policyqa.facts.units import canonical
from policyqa.retrieve.query import Query
from policyqa.text.numerals import to_chinese
from policyqa.text.patterns import pattern
from policyqa.types import Duty

_ROLE = "(?:牵头|带头|主办|负责|责任|配合|协办|协助)"
OF_TASK = pattern(
    "单位最多的任务",
    rf"{_ROLE}(?:单位|部门)[^，。？]{{0,8}}最(?:多|少)[^。？]*哪|哪[^，。？]{{0,8}}(?:任务|项|条|工作)[^，。？]{{0,4}}{_ROLE}(?:单位|部门)[^，。？]{{0,6}}最(?:多|少)",
    reason="asks which task has the most units",
    examples=(
        ("分解表里配合单位最多的是哪项任务", "配合单位最多的是哪"),
        ("哪一项任务的配合单位列得最多", "哪一项任务的配合单位列得最多"),
        ("配合单位有哪些", None),
    ),
)
OF_UNIT = pattern(
    "任务最多的单位",
    rf"(?:哪[一]?[个家]?|什么|啥)(?:单位|部门|局|委)?[^，。？]{{0,4}}{_ROLE}[^，。？]{{0,8}}最[多少]|谁{_ROLE}[^，。？]{{0,8}}最[多少]"
    rf"|{_ROLE}(?:的)?(?:任务|事项?|工作|次数|项目|条目)?最[多少]的?[^，。？]{{0,6}}(?:哪[一]?[个家]?|谁)",
    reason="asks which unit has the most tasks",
    examples=(
        ("分解表里哪个单位牵头的任务最多", "哪个单位牵头的任务最多"),
        ("配合次数最多的部门是谁", "配合次数最多的部门是谁"),
        ("牵头最多的是哪家", "牵头最多的是哪家"),
        ("哪个单位牵头这件事", None),
    ),
)
#: So many that have equally many are told with all they have, of more only their names.
MOST = 4
_HELPS, _FEWEST = re.compile("配合|协办|协助"), re.compile("最少")


def busiest(query: Query, book: FactBook) -> list[Part]:
    """The task with the most units, or the unit with the most tasks, or the fewest, of the texts that a question is of.

    Several where they have equally many; nothing where neither is asked for.
    """
    asks = OF_TASK.regex.search(query.asked) or OF_UNIT.regex.search(query.asked)
    if asks is None:
        return []
    asked, documents = NOT_COUNTED.sub("，", query.asked), book.documents
    placed = in_place(asked, book.among(in_scope(query.mentions, documents)), documents)
    duties = [duty for duty in without_copies(placed, documents) if duty.lead]
    if any(duty.cooperating for duty in duties):  # closing lines beside the table name units that neither lead nor help
        duties = [duty for duty in duties if duty.cooperating or not _HELPS.search(asks[0])]
    if asks.re is OF_TASK.regex:
        return _with_most_units(asks[0], query.asked, duties, book)
    return _with_most_tasks(asks[0], query.asked, duties, book)


def _units(duty: Duty, said: str) -> tuple[str, ...]:
    return duty.cooperating if _HELPS.search(said) else duty.lead


def _role(duty: Duty, said: str) -> str:
    return "配合单位" if _HELPS.search(said) else "牵头单位" if duty.cooperating else "责任单位"


def _with_most_units(said: str, asked: str, duties: Sequence[Duty], book: FactBook) -> list[Part]:
    counts = {duty: count for duty in duties if (count := len(_units(duty, said)))}
    wanted = (min if _FEWEST.search(said) else max)(counts.values(), default=0)
    best = [duty for duty, count in counts.items() if count == wanted]
    so_many = f"共{to_chinese(wanted)}家"
    if len(best) > MOST:
        return [listed(f"{_role(best[0], said)}最{_way(said)}（{so_many}）的任务", asked, best, book.documents)]
    return [
        Part(
            f"{duty.task.rstrip('。；')}——{_role(duty, said)}{so_many}。{units_told(duty)}。",
            tuple(with_deadline(duty, book.documents)),
        )
        for duty in best
    ]


def _with_most_tasks(said: str, asked: str, duties: Sequence[Duty], book: FactBook) -> list[Part]:
    tasks: dict[str, list[Duty]] = {}
    names: dict[str, str] = {}
    for duty in duties:
        region = book.documents[duty.doc_id].policy.region
        for name in dict.fromkeys(_units(duty, said)):
            kind = canonical(name, region=region)
            names.setdefault(kind, name)
            tasks.setdefault(kind, []).append(duty)
    wanted = (min if _FEWEST.search(said) else max)(map(len, tasks.values()), default=0)
    best = {names[kind]: own for kind, own in tasks.items() if len(own) == wanted}
    most = f"{'配合' if _HELPS.search(said) else '牵头'}的最{_way(said)}"
    if len(best) > MOST:
        sources = dict.fromkeys(
            source for own in best.values() for duty in own for source in with_deadline(duty, book.documents)
        )
        told = f"{most}的共{to_chinese(len(best))}家，各{to_chinese(wanted)}项：{'、'.join(best)}。"
        return [Part(told, tuple(sources))]
    return [listed(f"{name}{most}，", asked, own, book.documents) for name, own in best.items()]


def _way(said: str) -> str:
    return "少" if _FEWEST.search(said) else "多"
