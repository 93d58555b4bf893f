"""Questions that are known to have an answer: made from the duties, benefits and targets of clauses, and tried before shown."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from policyqa.errors import CorpusError
from policyqa.facts.rules import load_rules
from policyqa.ingest.markers import marker_of
from policyqa.ledger.places import unit_of
from policyqa.types import Answer, Clause, Duty
from policyqa.ui.library import Library

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = "examples.toml"
#: Follow-ups shown below an answer, examples shown for a role, and questions tried for each of them at most.
FOLLOW_UPS, EXAMPLES, TRIES = 3, 3, 6
#: Clauses of a refusal that say whom to ask, and units named; further clauses only when those name none.
NEAREST, NAMED = 3, 3
#: A task that is to be asked about has a name of this many characters.
TASK_CHARS = (5, 22)


def follow_ups(library: Library, answer: Answer, asked: Iterable[str], *, region: str | None = None) -> tuple[str, ...]:
    """What one could ask next of a region: about the clauses that an answer stands on, never what was asked or told already."""
    known = set(asked)
    made = (
        question
        for cited in answer.citations[:3]
        if (document := library.documents.get(cited.doc_id)) and (clause := unit_of(document, cited.clause))
        for question in _about(library, clause)
    )
    new = (question for question in made if question not in known)
    return tuple(_answerable(library, new, FOLLOW_UPS, region=region, told=answer.text))


def examples(library: Library) -> dict[str, tuple[str, ...]]:
    """Questions by role to begin with: those written beside the documents, or else made from what the documents state."""
    made = _written(library.qa.settings.corpus / FILE) or _made(library)
    tried = {role: tuple(_answerable(library, questions, EXAMPLES)) for role, questions in made.items()}
    return {role: questions for role, questions in tried.items() if questions}


def _written(path: Path) -> dict[str, Iterable[str]]:
    """The questions of an examples file, none where there is no such file.

    Raises:
        CorpusError: the file cannot be read, or is not of its form.
    """
    if not path.is_file():
        return {}
    try:
        roles = tomllib.loads(path.read_text(encoding="utf-8"))["role"]
        return {str(role["name"]): [str(question) for question in role["questions"]] for role in roles}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{path} 无法使用：{error}。写法见随附的 {path.name}") from error


def _made(library: Library) -> dict[str, Iterable[str]]:
    """Residents ask for sums, staff for duties, evaluators for figures."""
    rules = [rule for rule in load_rules(library.qa.settings.corpus) if rule.amounts]
    residents = sorted(rules, key=lambda rule: rule.payee not in ("个人", "家庭"))
    duties = sorted(library.book.duties, key=lambda duty: (duty.deadline is None, not duty.lead))
    targets = (target for target in library.book.targets if target.year)
    return {
        "居民": (f"{rule.name}是多少？" for rule in residents),
        "工作人员": (question for duty in duties for question in _about_duty(duty)),
        "评测人员": (f"{target.region or ''}{target.year}年{target.metric}要达到多少？" for target in targets),
    }


def units_to_ask(library: Library, answer: Answer) -> tuple[str, ...]:
    """Who could know what the documents do not say: who is responsible for the nearest clauses, or who issued them."""
    found: dict[str, None] = {}
    for place, evidence in enumerate(answer.retrieved):
        if found and place >= NEAREST:
            break
        duties = library.book.duties_of(evidence.clause)
        found.update(dict.fromkeys(unit for duty in duties for unit in duty.lead[:2]))
    if not found:
        policies = {policy.id: policy for policy in library.policies}
        issuers = (policies[evidence.clause.doc_id].issuer for evidence in answer.retrieved[:NEAREST])
        found.update(dict.fromkeys(issuer for issuer in issuers if issuer))
    return tuple(found)[:NAMED]


def _about(library: Library, clause: Clause) -> Iterator[str]:
    for rule in load_rules(library.qa.settings.corpus):
        if rule.doc_id == clause.doc_id and rule.clause == clause.path:
            yield f"{rule.name}要符合什么条件？"
            if rule.amounts:
                yield f"{rule.name}是多少？"
    for duty in library.book.duties_of(clause):
        yield from _about_duty(duty)


def _about_duty(duty: Duty) -> Iterator[str]:
    task = duty.task.strip("。；，、 ")
    if marker := marker_of(task):
        task = task[marker.end :].strip()
    if not TASK_CHARS[0] <= len(task) <= TASK_CHARS[1] or any(mark in task for mark in "，。；：、"):
        return
    if duty.lead:
        yield f"{task}由哪个单位负责？"
    if duty.deadline:
        yield f"{task}什么时候完成？"


def _answerable(
    library: Library, questions: Iterable[str], wanted: int, *, region: str | None = None, told: str = ""
) -> Iterator[str]:
    """Those of the questions that get an answer other than ``told``: at most ``wanted``, of at most :data:`TRIES`."""
    given = 0
    for tried, question in enumerate(dict.fromkeys(questions)):
        if given == wanted or tried == TRIES:
            return
        if library.answer(question, region) not in (None, told):
            given += 1
            yield question
