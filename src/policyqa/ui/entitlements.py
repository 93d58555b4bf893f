"""What somebody may get: every curated rule evaluated for a case, with the clause and the units behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyqa.facts.rules import (
    ASKER,
    Attribute,
    Attributes,
    Evaluation,
    Rule,
    as_benefit,
    evaluate,
    load_attributes,
    load_rules,
)
from policyqa.types import Benefit
from policyqa.ui.library import Library, unit_of

#: The order in which verdicts are told.
ORDER = ("符合", "有条件", "文件未写明", "不符合")


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One rule for one case: the rule, as a benefit with its quote's place, what came of it, and who is responsible."""

    rule: Rule
    benefit: Benefit
    result: Evaluation
    units: tuple[str, ...]


def entitlements(library: Library, case: Attributes) -> list[Entitlement]:
    """All rules whose quotes stand in the documents, evaluated: what is met first, what is not last."""
    register = attributes(library)
    known = {name: value for name, value in case.items() if name in register and value is not None and value != ""}
    found: list[Entitlement] = []
    for rule in rules(library):
        document = library.documents.get(rule.doc_id)
        benefit = as_benefit(rule, document) if document else None
        if document and benefit:
            clause = unit_of(document, rule.clause)
            duties = library.book.duties_of(clause) if clause else []
            units = tuple(dict.fromkeys(unit for duty in duties for unit in duty.lead))
            found.append(Entitlement(rule, benefit, evaluate(rule, known, register=register), units))
    return sorted(found, key=lambda one: ORDER.index(one.result.verdict))


def asked_of(library: Library, asker: str) -> set[str]:
    """The attributes that tell what such an asker may get: those of all rules that are not for somebody else."""
    register = attributes(library)
    open_rules = [rule for rule in rules(library) if evaluate(rule, {ASKER: asker}, register=register).verdict != "不符合"]
    names = {condition.attribute for rule in open_rules for group in rule.groups for condition in group}
    return (names | {name for rule in open_rules for amount in rule.amounts for name in amount.when}) - {ASKER}


def rules(library: Library) -> tuple[Rule, ...]:
    """The rules beside the documents."""
    return load_rules(library.qa.settings.corpus)


def attributes(library: Library) -> Mapping[str, Attribute]:
    """What there may be to know of a case."""
    return load_attributes(library.qa.settings.corpus)
