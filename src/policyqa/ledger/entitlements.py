"""What somebody may get: every curated rule evaluated for a case, with the clause and the units behind it."""

from __future__ import annotations

from dataclasses import dataclass

from policyqa.contract import RecordLine, record_line
from policyqa.facts.rules import (
    ASKER,
    Attribute,
    Attributes,
    Evaluation,
    Rule,
    Value,
    evaluate,
    stated,
)
from policyqa.ledger.filters import ALL, Filters
from policyqa.ledger.ledgers import Ledgers
from policyqa.ledger.places import unit_of
from policyqa.types import Benefit

YES, NO = "是", "不是"
#: The order in which verdicts are told.
ORDER = ("符合", "有条件", "文件未写明", "不符合")


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One rule for one case: the rule, as a benefit with its quote's place, what came of it, and who is responsible.

    ``foreign``: it is not for such an asker at all, whatever else is known of the case.
    """

    rule: Rule
    benefit: Benefit
    result: Evaluation
    units: tuple[str, ...]
    foreign: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """Attributes that decide about the same benefits, and the names of these."""

    attributes: tuple[Attribute, ...]
    benefits: tuple[str, ...]


def entitlements(ledgers: Ledgers, case: Attributes, filters: Filters = ALL) -> list[Entitlement]:
    """The rules that pass ``filters``, evaluated: what is met first, what is not last.

    Raises:
        ScopeError: no document is of the region of ``filters``.
    """
    register = ledgers.register
    known = {name: value for name, value in case.items() if name in register and value is not None and value != ""}
    asker = {ASKER: known[ASKER]} if ASKER in known else {}
    found: list[Entitlement] = []
    for rule, benefit in _rules(ledgers, filters):
        clause = unit_of(ledgers.book.documents[rule.doc_id], rule.clause)
        duties = ledgers.book.duties_of(clause) if clause else []
        units = tuple(dict.fromkeys(unit for duty in duties for unit in duty.lead))
        foreign = evaluate(rule, asker, register=register).verdict == "不符合"
        found.append(Entitlement(rule, benefit, evaluate(rule, known, register=register), units, foreign))
    return sorted(found, key=lambda one: ORDER.index(one.result.verdict))


def entitlement_line(one: Entitlement) -> RecordLine:
    """A benefit judged for a case: its line, the verdict, what the case does not meet, and what is to be asked."""
    result = one.result
    return record_line(one.benefit) | {"verdict": result.verdict, "unmet": list(result.unmet), "ask": list(result.questions)}


def topics(ledgers: Ledgers, asker: str, filters: Filters = ALL) -> list[Topic]:
    """What tells what such an asker may get: the attributes of all rules that are not for somebody else.

    Attributes that occur in one rule belong together, and so does what hangs on them: the connected parts of that graph. Who
    asks for one benefit need not answer what decides about another.

    Raises:
        ScopeError: no document is of the region of ``filters``.
    """
    register = ledgers.register
    parts: list[tuple[frozenset[str], list[str]]] = []
    for rule, _ in _rules(ledgers, filters):
        names = rule.attributes
        if not names or evaluate(rule, {ASKER: asker}, register=register).verdict == "不符合":
            continue
        touched = [part for part in parts if part[0] & names]
        parts = [part for part in parts if part not in touched]
        joined = [name for _, benefits in touched for name in benefits]
        parts.append((names.union(*(attributes for attributes, _ in touched)), [*joined, rule.name]))
    made = [Topic(tuple(register[n] for n in register if n in names), tuple(dict.fromkeys(told))) for names, told in parts]
    order = list(register)
    return sorted(made, key=lambda topic: (-len(topic.attributes), order.index(topic.attributes[0].name)))


def value_of(attribute: Attribute, text: str) -> Value | None:
    """What is said of an attribute, as the rules read it; None where it is not clear."""
    if attribute.kind == "flag":
        return text == YES if text in (YES, NO) else None
    if attribute.kind == "choice":
        return text if text in attribute.values else None
    try:
        number = float(text)
    except ValueError:
        return None
    if not 0 <= number < float("inf"):
        return None
    return int(number) if number.is_integer() else number


def _rules(ledgers: Ledgers, filters: Filters) -> list[tuple[Rule, Benefit]]:
    """The rules whose quotes stand in the documents and that pass the ledger's filters, with the benefits that they are."""
    wanted = {(benefit.doc_id, benefit.clause, benefit.name) for benefit in ledgers.benefits(filters)}
    rules = stated(ledgers.rules, ledgers.book.documents)
    return [(rule, benefit) for rule, benefit in rules if (benefit.doc_id, benefit.clause, benefit.name) in wanted]
