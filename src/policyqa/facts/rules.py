"""Curated benefits: dated rules with conditions over named attributes, each with its verbatim quote.

The model is that of tax-benefit calculators (OpenFisca: dated parameters with references, evaluated over what is known of a
person), kept small. ``benefits.toml`` beside the documents holds the rules, ``attributes.toml`` the attributes that they may
ask for. A condition is met, unmet, or unknown; what the text itself leaves open (高龄 without an age) is said, never guessed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from policyqa.errors import CorpusError
from policyqa.facts.benefits import benefits
from policyqa.facts.payees import Payee
from policyqa.settings import default_corpus
from policyqa.types import Amount, Benefit, Document, Span, Verdict

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

RULES_FILE = "benefits.toml"
ATTRIBUTES_FILE = "attributes.toml"
#: The attribute that tells who asks: residents are 个人 and 家庭, everything else is an institution or a unit.
ASKER = "主体类型"
RESIDENT = ("个人", "家庭")

Value = bool | int | float | str
#: What is known of a case, by attribute name. What is not known is left out.
Attributes = Mapping[str, Value]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Attribute(_Model):
    """Something to know of a case: its name, what values it takes, and the question that asks for it."""

    name: str
    kind: Literal["number", "flag", "choice"]
    question: str
    values: tuple[str, ...] = ()


class Condition(_Model):
    """One attribute's value that the text demands. ``text`` are the words of the text that demand it."""

    attribute: str
    text: str
    is_: Value | tuple[Value, ...] = Field(default=True, alias="is")
    at_least: float | None = None
    at_most: float | None = None

    def holds(self, attributes: Attributes) -> bool | None:
        """Whether the condition is met; None where the attribute is not known."""
        value = attributes.get(self.attribute)
        if value is None:
            return None
        if self.at_least is not None or self.at_most is not None:
            if isinstance(value, str):
                return None
            return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)
        return _is_one_of(value, self.is_)


class RuleAmount(_Model):
    """One sum of a rule, and the attribute values that it is for (all of them)."""

    value: float
    unit: str
    case: str = ""
    bound: str = ""
    when: dict[str, Value | tuple[Value, ...]] = Field(default_factory=dict)

    def fits(self, attributes: Attributes) -> bool | None:
        """Whether the sum is the one for the case; None where that depends on what is not known."""
        known = [None if name not in attributes else _is_one_of(attributes[name], wanted) for name, wanted in self.when.items()]
        return False if False in known else None if None in known else True


class Open(_Model):
    """What the text leaves open.

    ``attribute`` hangs on it whenever it is not known, or only at the value ``is`` (半失能: does 失能 cover it?). ``decides``:
    who gets the benefit hangs on it although no attribute says so (符合标准的助餐点, without the standard).
    """

    note: str
    attribute: str | None = None
    is_: Value | None = Field(default=None, alias="is")
    decides: bool = False

    def concerns(self, condition: Condition, attributes: Attributes) -> bool:
        """Whether it leaves ``condition`` open for this case."""
        return self.attribute == condition.attribute and attributes.get(condition.attribute) == self.is_


class Rule(_Model):
    """One benefit as curated. ``any_of`` are groups of conditions of which one each has to be met."""

    name: str
    doc_id: str
    clause: str
    quote: str
    payee: Payee | None = None
    region: str | None = None
    since: int | None = None
    frequency: str | None = None
    amounts: tuple[RuleAmount, ...] = ()
    all_of: tuple[Condition, ...] = ()
    any_of: tuple[tuple[Condition, ...], ...] = ()
    open: tuple[Open, ...] = ()
    exclusive_with: tuple[str, ...] = ()
    restrictions: tuple[str, ...] = ()

    @property
    def groups(self) -> tuple[tuple[Condition, ...], ...]:
        """All conditions as groups of alternatives, each of which has to be met."""
        return (*((condition,) for condition in self.all_of), *self.any_of)

    @property
    def attributes(self) -> frozenset[str]:
        """The attributes that it hangs on, but for who asks."""
        names = {condition.attribute for group in self.groups for condition in group}
        return frozenset(names | {name for amount in self.amounts for name in amount.when}) - {ASKER}

    def leaves_open(self, condition: Condition, attributes: Attributes) -> tuple[Open, ...]:
        """The points of the text that leave it open whether the case meets ``condition``."""
        return tuple(point for point in self.open if point.concerns(condition, attributes))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a rule says of a case. ``met``, ``unmet`` and ``unknown`` are words of the text; ``questions`` ask for what decides.

    ``amounts`` are the sums that the case may get, by what is known: one, when the case is clear. ``open`` are the notes on
    what the text leaves open and the verdict hangs on.
    """

    verdict: Verdict
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    unknown: tuple[str, ...]
    questions: tuple[str, ...]
    open: tuple[str, ...]
    amounts: tuple[Amount, ...]


def evaluate(rule: Rule, attributes: Attributes, *, register: Mapping[str, Attribute] | None = None) -> Evaluation:
    """Whether a case gets the benefit of a rule.

    符合: every condition is met. 不符合: one is not, or the benefit goes to someone else (an institution's subsidy is no
    resident's). 文件未写明: what is left hangs on what the text leaves open. 有条件: it hangs on what is not known of the case;
    ``questions`` ask for it.
    """
    register = shipped_attributes() if register is None else register
    met, unmet, unknown = [], [], []
    for group in rule.groups:
        results = [
            (condition, None if rule.leaves_open(condition, attributes) else condition.holds(attributes)) for condition in group
        ]
        if any(holds for _, holds in results):
            met += [condition for condition, holds in results if holds]
        elif all(holds is False for _, holds in results):
            unmet += [condition for condition, _ in results]
        else:
            unknown += [condition for condition, holds in results if holds is None]
    foreign = _goes_to_others(rule, attributes)
    vague = [point for condition in unknown for point in rule.leaves_open(condition, attributes)]
    asked = [condition for condition in unknown if not rule.leaves_open(condition, attributes)]
    deciding = [point for point in rule.open if point.decides]
    fitting = [amount for amount in rule.amounts if amount.fits(attributes) is not False]
    names = [condition.attribute for condition in asked]
    names += [name for amount in fitting for name in amount.when if len(fitting) > 1 and name not in attributes]
    return Evaluation(
        verdict="不符合" if unmet or foreign else _verdict(rule, asked=bool(asked), vague=bool(vague), decided=not deciding),
        met=tuple(condition.text for condition in met),
        unmet=(*foreign, *(condition.text for condition in unmet)),
        unknown=tuple(condition.text for condition in unknown),
        questions=() if unmet or foreign else tuple(dict.fromkeys(register[name].question for name in names)),
        open=tuple(dict.fromkeys(point.note for point in (*vague, *deciding))),
        amounts=() if unmet or foreign else tuple(_amount(amount) for amount in fitting),
    )


def _verdict(rule: Rule, *, asked: bool, vague: bool, decided: bool) -> Verdict:
    if asked:
        return "有条件"
    if vague or not rule.groups:
        return "文件未写明"
    return "符合" if decided else "有条件"


def _goes_to_others(rule: Rule, attributes: Attributes) -> tuple[str, ...]:
    """The reason why the asker is not the payee at all, if so."""
    asker = attributes.get(ASKER)
    if asker is None or rule.payee is None or (asker in RESIDENT) == (rule.payee in RESIDENT):
        return ()
    return (f"这一项发给{rule.payee}",)


def _is_one_of(value: Value, wanted: Value | Sequence[Value]) -> bool:
    options = wanted if isinstance(wanted, tuple | list) else (wanted,)
    return any(value == option and isinstance(value, bool) == isinstance(option, bool) for option in options)


# --- files and the ledger --------------------------------------------------------------------------------------------


class _RulesFile(_Model):
    benefit: tuple[Rule, ...] = ()


class _AttributesFile(_Model):
    attribute: tuple[Attribute, ...]


def load_rules(folder: Path, *, register: Mapping[str, Attribute] | None = None) -> tuple[Rule, ...]:
    """The rules beside the documents of ``folder``; none when it brings no ``benefits.toml``.

    Raises:
        CorpusError: the file cannot be read, a field is unknown or missing, or a rule asks for an attribute that is not
            registered.
    """
    path = folder / RULES_FILE
    if not path.is_file():
        return ()
    register = load_attributes(folder) if register is None else register
    rules = _RulesFile.model_validate(_read(path, _RulesFile)).benefit
    for rule in rules:
        names = [condition.attribute for group in rule.groups for condition in group]
        names += [name for amount in rule.amounts for name in amount.when] + [
            point.attribute for point in rule.open if point.attribute
        ]
        if unknown := sorted(set(names) - register.keys()):
            raise CorpusError(f"{path} 的“{rule.name}”用了没有登记的情况：{'、'.join(unknown)}。可用的是 {'、'.join(register)}")
    return rules


def load_attributes(folder: Path) -> dict[str, Attribute]:
    """The attributes by name: those beside the documents of ``folder``, or else the shipped ones.

    Raises:
        CorpusError: the file cannot be read, or a field is unknown or missing.
    """
    path = folder / ATTRIBUTES_FILE
    if not path.is_file():
        return shipped_attributes()
    attributes = _AttributesFile.model_validate(_read(path, _AttributesFile)).attribute
    return {attribute.name: attribute for attribute in attributes}


@cache
def shipped_attributes() -> dict[str, Attribute]:
    """The attributes that are shipped: what one may have to know of a person, a household or an institution."""
    path = default_corpus() / ATTRIBUTES_FILE
    return {attribute.name: attribute for attribute in _AttributesFile.model_validate(_read(path, _AttributesFile)).attribute}


def _read(path: Path, model: type[_Model]) -> Any:
    """The tables of a TOML file, valid for ``model``."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        model.model_validate(tables)
    except (OSError, ValueError) as error:
        where = error.errors()[0] if isinstance(error, ValidationError) else None
        reason = f"{'.'.join(map(str, where['loc']))}：{where['msg']}" if where else str(error)
        raise CorpusError(f"{path} 无法使用：{reason}。写法见随附的 {path.name}") from error
    return tables


def ledger(documents: Iterable[Document], rules: Sequence[Rule] = ()) -> list[Benefit]:
    """The benefits of all documents in order, curated before extracted.

    A rule counts only where its quote stands in its clause to the letter; an extracted benefit that a curated quote covers or
    overlaps is left out.
    """
    found: list[Benefit] = []
    for document in documents:
        curated = [benefit for rule in rules if (benefit := as_benefit(rule, document)) is not None]
        extracted = [
            benefit for benefit in benefits(document) if not any(_overlap(benefit.span, other.span) for other in curated)
        ]
        found += sorted([*curated, *extracted], key=lambda benefit: benefit.span.start)
    return found


def stated(rules: Iterable[Rule], documents: Mapping[str, Document]) -> Iterator[tuple[Rule, Benefit]]:
    """The rules whose quotes stand in the documents, with the benefits that they are."""
    for rule in rules:
        document = documents.get(rule.doc_id)
        benefit = as_benefit(rule, document) if document else None
        if benefit:
            yield rule, benefit


def as_benefit(rule: Rule, document: Document) -> Benefit | None:
    """The rule as a record of the ledger, or None when the document is another one or does not say what the rule quotes."""
    if rule.doc_id != document.policy.id:
        return None
    clause = next((clause for clause in (*document.clauses, *document.subclauses) if clause.path == rule.clause), None)
    at = clause.text.find(rule.quote) if clause else -1
    if clause is None or at < 0:
        return None
    start = clause.span.start + at
    texts = [condition.text for group in rule.groups for condition in group]
    return Benefit(
        doc_id=rule.doc_id,
        clause=rule.clause,
        name=rule.name,
        payee=rule.payee,
        amounts=tuple(map(_amount, rule.amounts)),
        conditions=tuple(dict.fromkeys([*texts, *rule.restrictions])),
        quote=rule.quote,
        span=Span(start, start + len(rule.quote)),
        source="curated",
    )


def _amount(amount: RuleAmount) -> Amount:
    return Amount(amount.case, amount.value, amount.unit, amount.bound)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
