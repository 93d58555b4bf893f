"""A grant by its curated rule: the conditions that ``benefits.toml`` names, in place of those that the words state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policyqa.answer.case import Case
from policyqa.answer.findings import Finding
from policyqa.answer.groups import Group
from policyqa.answer.told import RECORD
from policyqa.facts.rules import ASKER, RESIDENT, Condition, Rule, Value, evaluate
from policyqa.retrieve.asker import denied_of
from policyqa.retrieve.roles import FACILITIES
from policyqa.types import Clause, Span

#: The value of a choice that is none of those that a rule names.
_NONE_OF_THESE = "都不是"


def rule_of(clause: Clause, span: Span, rules: Sequence[Rule]) -> Rule | None:
    """The rule that quotes most of the sentence at ``span`` of a clause."""
    shared: dict[int, Rule] = {}
    for rule in rules:
        at = clause.text.find(rule.quote) if rule.doc_id == clause.doc_id else -1
        if at >= 0 and (length := min(span.end, at + len(rule.quote)) - max(span.start, at)) > 0:
            shared.setdefault(length, rule)
    return shared[max(shared)] if shared else None


def by_rule(finding: Finding, rule: Rule, case: Case) -> Finding:
    """The finding by the rule's conditions. What the question says in a condition's own words counts as known."""
    conditions = [condition for group in rule.groups for condition in group]
    known = {name: value for name, value in case.attributes.items() if value != "特困"}
    denied = denied_of(case.text)
    for condition in conditions:
        options = condition.is_ if isinstance(condition.is_, tuple) else (condition.is_,)
        counted = condition.at_least is not None or condition.at_most is not None
        either = case.attributes.get(condition.attribute) == "特困" and len(options) > 1  # kept at home or in a facility
        told = condition.attribute in case.attributes or rule.leaves_open(condition, case.attributes)
        if case.rules_out(condition.text):
            known[condition.attribute] = False
        if not told and set(options) <= denied.get(condition.attribute, frozenset()):
            known[condition.attribute] = _NONE_OF_THESE
        elif either or (not told and not counted and case.told_of_self.tells(condition.text)):
            known[condition.attribute] = options[0]
    known |= _as_asker(rule, case)
    evaluation = evaluate(rule, known)
    groups = [tuple(condition.text for condition in group) for group in rule.groups]
    unmet = tuple(group for group in groups if set(group) <= set(evaluation.unmet)) + _unnamed(finding.unmet, conditions)
    unmet += tuple(group for group in finding.unmet if case.is_too_young(group) or all(map(case.rules_out, group)))
    if len(rule.amounts) > 1 and not evaluation.amounts and not unmet:
        unmet = (tuple(amount.case for amount in rule.amounts if amount.case),)
    unknown = tuple(group for group in groups if set(group) & set(evaluation.unknown))
    unknown += _unnamed(finding.unknown, conditions)
    return replace(
        finding,
        met=tuple(group for group in groups if set(group) & set(evaluation.met)),
        unmet=unmet,
        unknown=unknown,
        questions=evaluation.questions if unknown else (),
        opens=evaluation.open if evaluation.open or rule.groups else tuple(point.note for point in rule.open),
        hedged=finding.hedged or any(point.decides for point in rule.open),
    )


def _unnamed(groups: Sequence[Group], conditions: Sequence[Condition]) -> tuple[Group, ...]:
    """The records that the text demands and the rule does not name."""
    named = [condition.text for condition in conditions]
    return tuple(
        group
        for group in groups
        if all(RECORD.regex.search(item) and not any(item in text or text in item for text in named) for item in group)
    )


def _as_asker(rule: Rule, case: Case) -> dict[str, Value]:
    """Who asks, as the rule's conditions see it: only a facility of another sort is none of those that it names.

    A company or association may run any facility, an old people's home for the destitute is an old people's home, and who asks
    for others is told apart by the payee.
    """
    wanted = [condition.is_ for group in rule.groups for condition in group if condition.attribute == ASKER]
    if not wanted:
        return {ASKER: "个人"} if rule.payee in RESIDENT else {ASKER: "养老机构"}
    named = wanted[0] if isinstance(wanted[0], tuple) else (wanted[0],)
    own = case.attributes.get(ASKER)
    other = own in FACILITIES and FACILITIES.issuperset(named) and own not in named
    alike = own == "敬老院" and "养老机构" in named
    return {ASKER: own} if other and not alike and own is not None else {ASKER: named[0]}
