"""What a question tells of a case: circumstances, figures, stretches of time, where somebody is from, and words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from policyqa.answer.asking import asking
from policyqa.answer.limits import around, spoken
from policyqa.answer.told import Told
from policyqa.facts.amounts import Quantity, quantities
from policyqa.facts.rules import ASKER, Value
from policyqa.retrieve.asker import REPORTED, attributes_of, values_of
from policyqa.retrieve.durations import durations
from policyqa.retrieve.roles import FACILITIES
from policyqa.text.lexicon import Lexicon
from policyqa.text.places import cities_in

#: What is set in quotation marks is what others say: it is asked about, not told.
QUOTED = re.compile('[“"「]([^”"」]{2,12})[”"」]')
#: That somebody is not from where another would be.
_NOT_FROM = re.compile("不是[^，。；]{2,4}(?:户[口籍]|人)")
#: What a question asks about is not said: 算不算高龄.
_ASKED_ABOUT = re.compile(
    r"(?:(?<!还)是(?=[^，。；？]{1,8}还是)|算不算|算得上|是不是|是否|必须|要不要|符不符合|合不合|够不够|达不达)[^，。；？]{0,16}"
)
#: What a question says has to be waited for is no time that has passed.
_HAS_TO = re.compile("(?:必须|[还就]要|[要得])[再干]*[等满][^，。；？]{0,8}")
#: Words for women, and for men.
_WOMAN, _MAN = (
    re.compile("女|妈|娘|奶|姥姥|婆|阿姨|姑|婶|姐|妹|媳妇|妻|嫂|她"),
    re.compile("男|爸|爹|爷|公公|叔|伯|舅|哥|弟|老公|丈夫|儿子|他"),
)
#: The year of what somebody has: 2009年盖的房.
_IN_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年(?![^，。；？]{0,8}毕业|[^，。；？]{0,4}出?生)[^，。；？\d]{1,6}的")

#: Texts differ in the age from which people are 高龄, but statistics count all from 80 on: beyond that nobody doubts.
_SURELY_AGED = 80


@dataclass(frozen=True)
class Known:
    """What a question tells of a case. ``text`` are its words, folded; ``official`` the official terms for its lay words.

    ``given`` are the sums that the text gives: a question that names one tells nothing of the case by it.
    """

    text: str
    official: tuple[str, ...]
    lexicon: Lexicon
    regions: tuple[str, ...] = ()
    given: frozenset[float] = frozenset()

    @cached_property
    def attributes(self) -> dict[str, Value]:
        """The circumstances, by the names of ``attributes.toml``."""
        told = attributes_of(self.text)
        if "户籍" not in told and self._registered_here:
            told["户籍"] = "外地" if _NOT_FROM.search(self.text) else "本市"
        elif "户籍" not in told and self.is_from(sorted(self.other_cities)):
            told["户籍"] = "外地"
        age = told.get("年龄")
        if isinstance(age, int | float) and age >= _SURELY_AGED:
            told.setdefault("高龄", True)
        return told

    @cached_property
    def other_cities(self) -> set[str]:
        """The cities that are told of beside the regions that the question names."""
        return {city for city in cities_in(self.text) if not any(city in region for region in self.regions)}

    @cached_property
    def _registered_here(self) -> bool:
        """Whether the question says that somebody is registered in, or comes from, the region that it names."""
        return self.is_from(self.regions)

    def is_from(self, regions: Sequence[str]) -> bool:
        """Whether the question says that somebody is registered in, or comes from, one of ``regions``."""
        names = "|".join(re.escape(region[:2]) for region in regions)
        here = (
            rf"户[口籍][^，。；？外不]{{0,4}}(?:在|[落迁][到在入进]?)(?:[咱我]们?|本地)?(?:{names})|"
            rf"(?:{names})[市区县省]?(?:本地|市区|城[里镇区]|农村|老)*(?:户[口籍]|籍|落[了的]?户|人(?!社|才))"
        )
        return bool(names) and re.search(here, self.text) is not None

    @cached_property
    def lives_here(self) -> bool:
        """Whether the question says that somebody lives or works in the region that it names."""
        names = "|".join(re.escape(region[:2]) for region in self.regions)
        here = rf"(?<!不)(?:在|住)(?:{names})|(?:{names})[市区县]?(?:的|这边|人)"
        return bool(names) and re.search(here, self.text) is not None

    @cached_property
    def residences(self) -> set[Value]:
        """Where people are said to be registered: each of several may be elsewhere."""
        here: set[Value] = {"本市"} if self._registered_here and not _NOT_FROM.search(self.text) else set()
        return here | values_of(self.text).get("户籍", frozenset())

    @cached_property
    def sex(self) -> str | None:
        """男 or 女, where only one is told of."""
        woman, man = _WOMAN.search(self.text), _MAN.search(self.text)
        return None if bool(woman) == bool(man) else "女" if woman else "男"

    @cached_property
    def durations(self) -> list[tuple[str | None, float]]:
        """The stretches of time that are told, in years, with what they are counted from."""
        graduated = self.attributes.get("毕业年限")
        told = [(name, years) for name, years in durations(_HAS_TO.sub("，", self.text)) if name != "毕业年限"]
        told = told or [(None, date.today().year - int(each["year"])) for each in _IN_YEAR.finditer(self.text)]
        return told if graduated is None else [*told, ("毕业年限", float(graduated))]

    @cached_property
    def figures(self) -> list[tuple[Quantity, str]]:
        """The other figures, with the words around each, in official terms too."""
        near = [(quantity, around(self.spoken, quantity)) for quantity in quantities(self.spoken)]
        return [(quantity, words + "".join(self.lexicon.official(words))) for quantity, words in near]

    @cached_property
    def spoken(self) -> str:
        """The question with spoken measures in full."""
        return spoken(self.text)

    @cached_property
    def told_of_persons(self) -> Told:
        """What it tells of persons and households: a facility that is short of money (手头紧) is no 经济困难家庭.

        Nor is who says that he is not 低保, of which the official terms speak of that.
        """
        return replace(self.told, official="") if self.attributes.get(ASKER) in FACILITIES else self.told_of_self

    @cached_property
    def told_of_self(self) -> Told:
        """What it tells in words of a circumstance: not by an official term for one that is denied (低收入, for 不是低保)."""
        return replace(self.told, official="") if False in self.attributes.values() else self.told

    @cached_property
    def told(self) -> Told:
        """What the question tells in words."""
        text = _ASKED_ABOUT.sub("，", REPORTED.regex.sub("，", QUOTED.sub("，", self.text)))
        return Told(text, text.replace(asking(self.text), ""), "。".join(self.official))
