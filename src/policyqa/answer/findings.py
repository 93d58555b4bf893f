"""How one provision goes with a case: which of its conditions are met, fail or are not known, and what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyqa.answer.asking import ASKED_WORD, ASKS_CRITERION, MEETS
from policyqa.answer.case import Case
from policyqa.answer.compared import left_open
from policyqa.answer.groups import Group, demands_telling, matters
from policyqa.answer.known import QUOTED
from policyqa.answer.limits import limits_of
from policyqa.answer.modality import BY_RULES
from policyqa.answer.provision import Provision
from policyqa.answer.told import DISTANT
from policyqa.facts.rules import shipped_attributes
from policyqa.text.fold import plain
from policyqa.text.patterns import pattern
from policyqa.types import Clause, Verdict

VAGUE = pattern(
    "没有定下来",
    r"适当|酌情|适时|探索(?![^，。；]{0,24}(?:经验|基础))|试点(?!项目|单位|城市|地区|机构)|视[^，。；]{0,10}(?:情况|能力|财力|程度|需要|实际)|(?:规定|一定)的?(?:年限|比例|期限|期间|范围|数额|年龄)|"
    r"落实[^，。；]{2,40}(?:政策|制度)|另行(?:制定|规定|核定|确定|公布)|具体[^，。；]{0,12}由[^，。；]{2,20}(?:确定|制定|规定|公布)|"
    r"符合(?:相关|有关|规定|相应|申请)?条件的?(?=[^，。；]{0,6}[人家机企单老对])",
    reason="whether, whom or how much is left to somebody, to another text or to the future, whatever the case",
    examples=(
        ("可适当提高补贴标准", "适当"),
        ("从业达到规定年限的毕业生", "规定年限"),
        ("按符合条件老年人的实际就餐天数", "符合条件"),
        ("符合下列条件之一", None),
    ),
)
CLASS = pattern(
    "没有界定的一类人",
    r"(?:特殊|特别|经济|家庭|生活)困难(?!家庭，是指)(?=的?[^，。；]{0,6}[人户者家童生])|[高低]龄(?!津贴|补贴|补助|事业|化|服务)|重点(?=[^，。；]{0,4}老)|较[重大多长]|高层次(?=人才)|长期(?=居住|生活|工作|在)(?![^；。]{0,16}满\d)|重大变化|"
    r"符合(?!下列|以下|如下)[^，。；]{0,12}(?:标准|条件|要求|政策)规?定?",
    reason="a class or degree that has a limit which the words do not give",
    examples=(("为经济困难的失能老年人", "经济困难"), ("重点独居老年人", "重点"), ("残疾人", None)),
)
#: How a text says what it means by a word: W是指…, 认定为W, 80岁以上的W.
_DEFINES = (
    r"{0}[”」]?[（(，]?[^，。；]{{0,3}}(?:是指|指|包括)|(?:认定为|确定为|[视列评][为同作]|计入){0}|"
    r"\d[^，。；、]{{0,6}}以[上下内]的?{0}|{0}[（(]"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """How a provision goes with a case. ``met``, ``unmet`` and ``unknown`` are conditions, each its alternatives.

    ``barred`` refuses this very case, ``beside`` refuse others, ``payee`` gets the money where the asker does not, ``opens`` is
    what the text leaves open, ``vague`` words that leave it to others or the future. ``criterion`` tells that the question asks
    about just that.
    """

    provision: Provision
    met: tuple[Group, ...] = ()
    unmet: tuple[Group, ...] = ()
    unknown: tuple[Group, ...] = ()
    questions: tuple[str, ...] = ()
    barred: Provision | None = None
    beside: tuple[Provision, ...] = ()
    payee: str = ""
    opens: tuple[str, ...] = ()
    vague: str = ""
    criterion: bool = False
    hedged: bool = False

    @property
    def verdict(self) -> Verdict:
        """A condition that fails decides, then what the text leaves open, then what is not known, then what is hedged."""
        if self.criterion and self.vague:
            return "文件未写明"
        if self.barred or self.unmet:
            return "不符合"
        if self.vague or (self.criterion and self.opens):
            return "文件未写明"
        if self.payee:
            return "不符合"
        if self.unknown or (self.hedged and not (self.met and BY_RULES.regex.fullmatch(self.provision.hedge))):
            return "有条件"
        return "文件未写明" if self.opens else "符合"


def finding(provision: Provision, case: Case) -> Finding:
    """How ``provision`` goes with ``case``."""
    results = results_of(provision, case)
    unknown = [group for group, holds in results if holds is None]
    undefined = [group for group in unknown if _undefined(group, case)]
    open_words = {group: word for group in unknown for item in group if (word := left_open(plain(item), case))}
    lacking = (
        bool if provision.strict else case.lacks if provision.item and case.told.touches(provision.item) else demands_telling
    )
    unknown = [group for group in unknown if group not in undefined and group not in open_words and any(map(lacking, group))]
    text = provision.text
    vague = VAGUE.regex.search(text)
    whole = "。".join((text, *(item for group in undefined for item in group)))  # what is inherited stands before the text
    classes = dict.fromkeys(match[0] for match in CLASS.regex.finditer(whole) if not _is_told(match[0], case))
    return Finding(
        provision,
        met=tuple(group for group, holds in results if holds),
        unmet=tuple(group for group, holds in results if holds is False),
        unknown=tuple(unknown),
        questions=tuple(dict.fromkeys(question for group in unknown for question in questions(group, case))),
        opens=tuple(
            f"怎样算“{words}”"
            for words in (*(each for each in classes if _matters(each, results, undefined, case)), *open_words.values())
        ),
        vague=vague[0] if vague else "",
        hedged=bool(provision.hedge),
    )


def results_of(provision: Provision, case: Case) -> list[tuple[Group, bool | None]]:
    """What a provision is for, each with whether it holds for a case."""
    told: list[tuple[Group, bool | None]] = [((phrase,), holds) for phrase, holds in case.meets_each(provision.item)]
    return [(group, case.meets_any(group)) for group in provision.conditions] + told


def undefined_word(case: Case, clause: Clause) -> str:
    """The word of a clause that a question asks the meaning of, where the clause neither defines nor measures it."""
    found = (group for match in ASKED_WORD.regex.finditer(case.text) for group in match.groups() if group)
    asked = [each for word in found for each in (word, *CLASS.regex.findall(word))]
    if ASKS_CRITERION.regex.search(case.text) and DISTANT.search(case.text):  # 侄女算不算
        asked.append("近亲属")
    word = next((each for each in asked if each in plain(clause.text) and not limits_of(each)), "")
    return "" if not word or re.search(_DEFINES.format(re.escape(word)), plain(clause.text)) else word


def questions(group: Sequence[str], case: Case) -> Iterator[str]:
    """The questions that ask for what a condition hangs on, for each of its alternatives in the order of the register.

    Who said that he is none of a class is not asked again.
    """
    register = shipped_attributes()
    for named in map(matters, group):
        left = (name for name in register if name in named and case.attributes.get(name) is not False)
        yield from (register[name].question for name in left)


def _matters(words: str, results: Sequence[tuple[Group, bool | None]], undefined: Sequence[Group], case: Case) -> bool:
    """Whether it matters that a class is not defined: it is asked about, or no alternative beside it is enough."""
    if any(words in quoted for quoted in QUOTED.findall(case.text)):
        return True
    beside = [(group, holds) for group, holds in results if len(group) > 1 and any(words in item for item in group)]
    if any(holds for _, holds in beside):
        return False
    return not beside or words in case.text or any(group in undefined for group, _ in beside)


def _undefined(group: Group, case: Case) -> bool:
    """Whether all that is left open of a group is what the text does not define."""
    left = [item for item in group if case.meets(item) is None]
    return bool(left) and all(CLASS.regex.search(item) for item in left)


def _is_told(words: str, case: Case) -> bool:
    meets = words.startswith("符合") and MEETS.regex.search(case.text) is not None
    return meets or (case.attributes.get("特殊困难") is True and "困难" in words)
