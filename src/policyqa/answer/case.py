"""Whether what a text demands holds for the case that a question tells of: True, False, or None where that is not known.

Limits are compared with the asker's figures of the same measure that count the same thing, circumstances with the asker's own;
anything else holds only when the question says it in the same words. On ambiguity, None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policyqa.answer.asking import asks
from policyqa.answer.compared import circumstances, compared, left_open, rest_of
from policyqa.answer.known import Known
from policyqa.answer.limits import limits_of, ranks_hold
from policyqa.answer.told import HALF, RECORD, content
from policyqa.facts.amounts import quantities
from policyqa.facts.giving import given_figures
from policyqa.facts.rules import ASKER
from policyqa.retrieve.asker import values_of
from policyqa.retrieve.query import Query
from policyqa.retrieve.roles import facilities_of
from policyqa.retrieve.statements import pairs
from policyqa.text.fold import plain
from policyqa.text.lexicon import Lexicon
from policyqa.text.sentences import phrases_of
from policyqa.text.words import dictionary
from policyqa.types import Clause

#: What has to be of the region: 进入本市养老服务机构.
_OF_HERE = re.compile("[本我][市区县州省](?!户[籍口]|级|[境辖行])的?(?P<what>[^，。；]{2,12})")
#: Another region, without its name: 隔壁市的低保户, 在外省参保.
_OUTSIDE = re.compile("(?:隔壁|邻|外|别的?|其他|另一个)(?:省|市(?!场)|县|区(?!别))")
#: Where somebody is registered tells nothing of where he lives: 户口在外省但是常年住在这儿.
_REGISTERED = re.compile("户[口籍][^，。；]*?(?=但|可是?|不过|\\Z)")
#: What has to lie outside the region: 参保地不在本省.
_NOT_HERE = re.compile("不在[本我][省市区县州]")
#: Sorts of which whoever tells that he is one is no other: who cannot hear is not among 肢体、视力残疾人.
_EXCLUSIVE = (
    ("视力|看不见|失明", "听力|耳聋|听不见", "言语", "肢体", "智力"),
    ("小学(?!及?以)", "初中(?!及?以)", "高中(?!及?以)"),
    ("(?<!非)全日制", "自考|函授|成人高考|成人教育|电大|夜大|非全日制"),
)
#: Where somebody is said not to be.
_NOT_THERE = re.compile("(?<![是还])(?:不是|不在|没在|没去)(?P<what>[^，。；？吗]{2,10})(?=[，。；])")
#: To live in the region, for however long.
_LIVES = re.compile("(?<!实际)(?<!长期)在(?:本|[一-鿿]{2})[市区县](?:内|范围内|行政区域内)?(?:居住|生活)(?!满|\\d)")
#: What joins the conditions of one case: 持有居住证、在本市缴纳社会保险满24个月.
_PARTS = re.compile("，|(?<=..)、(?=(?:持有?|具有|在|与|已|未|无|从事|经|连续|累计)[^、，]{3,})")
#: For whom a condition does not hold, or holds with another limit: 但因重病转让的除外, 但一线职工可以放宽至50周岁.
_BUT = re.compile("，但是?(?P<who>[^，。；]+?)(?:除外|可以?(?:适当)?(?:放宽|延长|提高|降低)[至到](?P<limit>[^，。；]+))")
#: Whom a case counted off does not hold for, behind it: ，但经法院判决过户的除外.
_LEFT_OUT = re.compile("，(?:但是?)?([^，；。]+)除外[；。]?\\Z")
#: What is demanded of women and of men: 女年满40周岁、男年满50周岁.
BY_SEX = re.compile("(?=[^，。；]*女性?(?P<女>[^，。；、男女]+))(?=[^，。；]*男性?(?P<男>[^，。；、男女]+))")
#: Joins two things of which both have to be so: 经鉴定为危房且已停止使用.
_BOTH = re.compile("(?<=..)(?:并且|而且|且)(?=..)")
#: Two classes of persons, of which anybody is one: 特困人员和最低生活保障对象.
_CLASS = "[^，。；、的]{2,10}(?:人员|对象|家庭|户)"
_EITHER = re.compile(rf"(?P<one>{_CLASS})[和及与或](?P<other>{_CLASS})")
#: Parts what a text counts off: 残疾人代步车、二轮摩托车和购置价4万元以下的三轮汽车.
_NAMED_PARTS = re.compile("[、，]|(?<=..)(?:和|以及|或者?)(?=..)")
#: Ends the name of persons or a household.
_PERSONS = re.compile("(?:家庭|人员|对象|老年人|老人|儿童|学生|户)\\Z")
#: Old people, of whom a text need not say from which age: 60 (Law on the Protection of the Rights of the Elderly, art. 2).
_ELDERLY, _OLD_AGE = re.compile("(?:老年人|老人)"), "60周岁以上"
#: A longer alternative names persons of its own.
_BARE = 4
#: Something that did or did not happen within some time: 5年内未转让过房产.
_EVENT = re.compile(
    r"(?:[一二两三四五六七八九十\d]{1,3}个?[年月])[以之]?内(?=[^，。；]{0,3}(?:未|没有|无|已|曾|购买|[^，。；]{1,8}过))"
)


def _named_parts(words: str) -> list[str]:
    """What is counted off as excepted: 残疾人代步车、二轮摩托车除外."""
    return [part for part in _NAMED_PARTS.split(words.rstrip("；。").removesuffix("除外")) if part]


def _thing(named: str) -> tuple[str, ...]:
    """The last words of a thing's name, 三轮 and 汽车 of 生产经营用三轮汽车; empty for persons and for what happens."""
    words = [word for word in dictionary().cut(named.removesuffix("的")) if len(word.text) > 1][-2:]
    is_thing = bool(words) and words[-1].tag.startswith("n") and not _PERSONS.search(named)
    return tuple(word.text for word in words) if is_thing else ()


def _is_of_the_old(item: str) -> bool:
    """Whether one of several alternatives is of old people, by the last one's words: 高龄、失能、残疾老年人."""
    return _ELDERLY.search(item) is not None or (len(item) <= _BARE and not _PERSONS.search(item))


@dataclass(frozen=True)
class Case(Known):
    """A case of which a condition holds, fails or is not known."""

    @classmethod
    def of(cls, query: Query, clause: Clause, lexicon: Lexicon) -> Case:
        """What ``query`` tells of a case, to be set beside a clause: the sums that this gives tell nothing of it."""
        given = frozenset(figure.folded[0] for figure in given_figures(clause.text))
        return cls(query.text, query.official, lexicon, query.mentions.regions, given)

    def is_elsewhere(self, words: str) -> bool:
        """Whether what a condition demands of the region is told of with another city: 去渭南一家养老院."""
        here = None if _OUTSIDE.search(words) else _OF_HERE.search(plain(words))
        if here is None:
            return False
        return self.is_outside(here["what"])

    def is_outside(self, what: str) -> bool:
        """Whether something is said to be in another region: 职工医保在外省交的 of 参保地.

        It is named by its words or as a circumstance other than where somebody is from.
        """
        cities = self.other_cities
        own = (phrase for phrase in phrases_of(self.text) if not (asks(phrase) or any(city in phrase for city in cities)))
        placed = own if "户" in what else (_REGISTERED.sub("", phrase) for phrase in own)
        here = [phrase for phrase in placed if any(region[:2] in phrase for region in self.regions)]
        if any(replace(self.told, text=phrase).touches(what) for phrase in here):
            return False  # 在郑州念的本科，来西安一家养老院上班
        for phrase in phrases_of(self.text):
            part = phrase if "户" in what else _REGISTERED.sub("", phrase)
            if not (_OUTSIDE.search(part) or any(city in part for city in cities)):
                continue
            alike = (values_of(what).keys() & values_of(part).keys()) - {"户籍"}
            told = replace(self.told, text=part)
            if alike or set(pairs(part)) & set(pairs(what)) or told.touches(what) or told.mentions(what) >= HALF:
                return True
        return False

    def is_denied(self, words: str) -> bool:
        """Whether a facility that a condition names is said not to be meant: 去了大医院，不是养老院."""
        named = facilities_of(plain(words))
        denied = (facilities_of(part["what"]) for part in _NOT_THERE.finditer(self.text))
        return bool(named) and named <= frozenset().union(*denied)

    def is_another(self, folded: str) -> bool:
        """Whether the question names another of a sort than a condition does: 初中 where 高中 is demanded."""
        for options in _EXCLUSIVE:
            demanded = {option for option in options if re.search(option, folded)}
            if demanded and any(re.search(each, self.text) for each in options if each not in demanded):
                return not any(re.search(each, self.text) for each in demanded)
        return False

    def rules_out(self, words: str) -> bool:
        """Whether what is told is another than what a condition demands: another city, a lower rank or mark, the opposite."""
        if self.is_elsewhere(words) or self.is_denied(words) or self.told.opposes(words):
            return True
        return False in ranks_hold(plain(words), self.text)

    def is_too_young(self, group: Sequence[str]) -> bool:
        """Whether all of several alternatives are of old people, and an age is told that is below theirs."""
        return any(self._is_too_young(plain(item)) for item in group) and all(map(_is_of_the_old, group))

    def meets(self, words: str) -> bool | None:
        """Whether the condition in ``words`` (one alternative, verbatim) holds."""
        folded = plain(words)
        if but := _BUT.search(folded):
            return self._meets_but(but)
        if either := _EITHER.fullmatch(folded):
            return self.meets_any((either["one"], either["other"]))
        if by_sex := BY_SEX.search(folded):
            return None if self.sex is None else self.meets(by_sex[self.sex])
        if self.lives_here and (elsewhere := _LIVES.search(folded)):
            rest = folded.replace(elsewhere[0], "")
            return self.meets(rest) if content(rest) or quantities(rest) else True
        if _NOT_HERE.search(folded) and self.is_outside(_NOT_HERE.split(folded)[0]):
            return True
        ruled_out = self.is_elsewhere(folded) or self.is_denied(folded) or self.told.opposes(folded)
        if ruled_out or self.is_another(folded) or self._is_too_young(folded):
            return False
        if event := _EVENT.search(folded):
            return self.told.tells(folded[event.end() :])
        figures, states = compared(folded, self)
        if False in figures + states or not figures + states:
            told = self.told_of_persons if _PERSONS.search(folded) else self.told
            return False if figures + states else told.tells(folded)
        if None in figures + states:
            said = circumstances(folded)
            loosely = all(each.attribute != "户籍" for each in said) and not left_open(folded, self)
            loosely = loosely and all(self.told_of_self.touches(each.span.of(folded)) for each in said)
            return True if None not in figures and loosely and self.told_of_self.tells(folded) else None
        rest = rest_of(folded)
        if self.told.tells(rest) is False:
            return False
        loose = any(limit.measure == "年" and not limit.matter for limit in limits_of(folded))
        return None if self.told.lacks(rest) or (loose and content(rest) and not self.told.touches(rest)) else True

    def _is_too_young(self, folded: str) -> bool:
        """Whether old people are meant, of no age that is named, and an age is told that is below that of the law."""
        named = any(limit.measure == "岁" for limit in limits_of(folded))
        return _ELDERLY.search(folded) is not None and not named and compared(_OLD_AGE, self)[0] == [False]

    def measures(self, words: str) -> bool:
        """Whether a condition names a figure or a circumstance that is compared, rather than words."""
        return any(compared(plain(words), self))

    def counts(self, words: str) -> bool:
        """Whether a condition names a figure or a date that is compared."""
        return any(each is not None for each in compared(plain(words), self)[0])

    def lacks(self, words: str) -> bool:
        """Whether the question has to tell more for a case that it tells of: a figure, a circumstance or a paper.

        How it came about (在工作时间和工作岗位，突发疾病) is told in words of one's own.
        """
        return RECORD.regex.search(words) is not None or any(None in each for each in compared(plain(words), self))

    def _meets_but(self, but: re.Match[str]) -> bool | None:
        """Whether a condition with an exception holds: who is excepted meets it, or has a limit of his own."""
        ruled = but.string[: but.start()]
        result = self.meets(ruled)
        if result is not False or not self.is_among(but["who"]):
            return None if result is False and self.told.opposes(ruled) else result
        return True if but["limit"] is None else self.meets_instead(ruled, but["limit"])

    def meets_instead(self, words: str, limit: str) -> bool | None:
        """Whether a condition holds with another limit than its own."""
        folded = plain(words)
        figure = next((each for each in quantities(folded) if each.measure in plain(limit)), None)
        if figure is None:
            return None
        widened = limit if figure.upper is None else f"{figure.value:g}至{limit}"
        return self.meets(folded[: figure.span.start] + widened + folded[figure.span.end :])

    def meets_each(self, item: str) -> list[tuple[str, bool | None]]:
        """Whether the phrases of a case counted off hold; whom it leaves out (但病情发生变化的除外) it does not hold for."""
        ruled, left_out, _ = _LEFT_OUT.split(item) if _LEFT_OUT.search(item) else (item.partition("但")[0], "", "")
        if left_out and self.is_among(left_out):
            return [(item, False)]
        return [(part, self.meets(part)) for part in _PARTS.split(ruled) if content(part) or quantities(part)]

    def is_among(self, words: str) -> bool:
        """Whether the case is one of those named: 一级、二级残疾人; 病情发生变化、经医院出具证明的; 价格4万元以下的三轮汽车."""
        return any(part == self.attributes.get(ASKER) or self._is_one_of(part) for part in _named_parts(words))

    def may_be_among(self, words: str) -> bool:
        """Whether it is not known if the case is one of those named, and the question speaks of such a thing."""
        return any(
            self.meets(part) is None and (self._says(thing) if (thing := _thing(part)) else self.told.touches(part))
            for part in _named_parts(words)
        )

    def _is_one_of(self, named: str) -> bool:
        """Whether the case is the one that is named: a thing of which a figure is told has to be said."""
        thing = _thing(named) if quantities(plain(named)) else ()
        return all(map(self.meets, _BOTH.split(named))) and (not thing or self._says(thing))

    def _says(self, thing: Sequence[str]) -> bool:
        """Whether the question says one of the words of a thing's name in full."""
        return any(self.told.mentions(word) == 1.0 for word in thing)

    def meets_any(self, group: Sequence[str]) -> bool | None:
        """Whether one of the alternatives holds; False only when none does.

        Of limits on one measure (3家以上或…10家以上) one that fails speaks for those that the question says nothing of.
        """
        if self.is_too_young(group):
            return False
        results = [self.meets(item) for item in group]
        if True in results:
            return True
        limits = [limits_of(plain(item)) for item in group if limits_of(plain(item)) or values_of(item)]
        measures = [{limit.matter if limit.measure == "年" else limit.measure for limit in each} for each in limits]
        if False in results and measures and all(measures) and len(set().union(*measures)) == 1:
            return False
        return False if all(result is False for result in results) else None
