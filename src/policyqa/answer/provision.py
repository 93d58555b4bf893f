"""One thing that a sentence says of somebody's claim."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from policyqa.answer.groups import Group
from policyqa.answer.modality import GRANTS, REFUSES
from policyqa.facts.amounts import Quantity, quantities
from policyqa.facts.giving import given_figures
from policyqa.types import Span

Kind = Literal["grants", "serves", "refuses", "demands"]


@dataclass(frozen=True, slots=True)
class Provision:
    """One thing that a sentence says of somebody's claim. ``span`` runs from its first condition to its act.

    ``conditions`` are groups of alternatives in the text's words. What ``serves`` is done for people, though nothing is given.
    ``item`` is the case counted off that it is for, ``excepted`` of whom a refusal does not hold, ``hedge`` the words on which
    a grant still hangs. What is ``strict`` demands all of its conditions, which have to be told. A ``further`` case of a sum
    has no word of giving: 农村的3000元. What is refused beside something ``kept`` is for the same people:
    可以享受助餐，不享受津贴.
    """

    sentence: Span
    span: Span
    text: str
    conditions: tuple[Group, ...]
    kind: Kind
    hedge: str = ""
    item: str = ""
    excepted: str = ""
    strict: bool = False
    further: bool = False
    kept: str = ""

    @property
    def refuses(self) -> bool:
        """Whether it keeps something from somebody."""
        return self.kind == "refuses"

    @property
    def figures(self) -> list[Quantity]:
        """The figures that it gives."""
        return [each for each in quantities(self.text) if each.is_money] if self.further else given_figures(self.text)

    @property
    def given(self) -> str:
        """What stands behind the words that grant: 房产税 of 免征房产税."""
        text = self.text.removesuffix(self.item)
        acts = [*GRANTS.regex.finditer(text)]
        return text[acts[-1].end() :] if acts else ""

    @property
    def refused(self) -> tuple[str, str]:
        """Whom or what the words in front of a refusal name, and what is refused."""
        match = REFUSES.regex.search(self.text)
        if match is None:
            return "", self.text
        return re.split("[，；]", self.text[: match.start()])[-1], re.split("[，：；。]", self.text[match.end() :])[0]
