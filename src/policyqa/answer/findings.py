"""How one arm of a sentence goes with a case: which of its conditions are met, fail or are not known, what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from policyqa.answer.asking import ASKED_WORD, MEETS, PENDING, asking
from policyqa.answer.conditions import CLASS, VAGUE, Arm
from policyqa.answer.groups import demands_telling, matters, names_sort
from policyqa.answer.holds import QUOTED, Case, any_holds, case_holds
from policyqa.answer.limits import limits_of
from policyqa.answer.verdicts import Finding
from policyqa.facts.amounts import quantities
from policyqa.facts.rules import shipped_attributes
from policyqa.retrieve.asker import stated
from policyqa.retrieve.statements import pairs, share
from policyqa.text.fold import plain
from policyqa.types import Clause

#: A group of alternatives, and whether one of them holds.
Result = tuple[tuple[str, ...], "bool | None"]
#: A rate or time without a figure, unless one is given beside it.
_HEIGHT = re.compile("具体(?:的?[补奖救资][^，。；]{0,4})?(?:标准|金额|数额|额度|比例)")
_ASKS_HEIGHT = re.compile(r"\d|[一二两三四五六七八九十百千万]{2}|多少|几|标准|更|再|满|全")
_RATE = re.compile("规定|一定")
#: What has to have been done or obtained before: a paper, a procedure.
_PAPER = re.compile("(?:取得|持有?|具有|已经?|进行)[^，。；]*?(?:证|登记|备案|鉴定|认定|手续)")

#: How a text says what it means by a word: W是指…, 认定为W, 80岁以上的W.
_DEFINES = (
    r"{0}[”」]?[（(，]?[^，。；]{{0,3}}(?:是指|指|包括)|(?:认定为|确定为|[视列评][为同作]|计入){0}|"
    r"\d[^，。；、]{{0,6}}以[上下内]的?{0}|{0}[（(]"
)


def of_arm(arm: Arm, case: Case, weights: Mapping[str, float]) -> Finding:
    """How ``arm`` goes with ``case``; ``weights`` of the question's terms tell which of cases counted off is meant."""
    results = [(group, any_holds(group, case)) for group in arm.groups]
    if arm.listed:
        results.append(_of_list(arm.listed, case, weights))
    unknown = [group for group, holds in results if holds is None]
    undefined = [group for group in unknown if _undefined(group, case)]
    unknown = [group for group in unknown if group not in undefined and _hang_on(group, case)]
    text = _said_by(arm, results)
    classes = dict.fromkeys(match[0] for match in CLASS.regex.finditer(text) if not _is_told(match[0], case))
    vague = VAGUE.regex.search(text)
    return Finding(
        arm,
        met=tuple(group for group, holds in results if holds),
        unmet=tuple(group for group, holds in results if holds is False),
        unknown=tuple(unknown),
        questions=tuple(dict.fromkeys(question for group in unknown for question in _questions(group))),
        opens=tuple(f"怎样算“{words}”" for words in classes if _matters(words, results, undefined, case)),
        vague=vague[0] if vague and not _is_settled(vague[0], results[-1][0][0] if arm.listed else text, case) else "",
        hedged=bool(arm.hedge),
    )


def undefined_word(case: Case, clause: Clause) -> str:
    """The word of a clause that a question asks the meaning of, where the clause neither defines nor measures it."""
    found = (group for match in ASKED_WORD.regex.finditer(case.text) for group in match.groups() if group)
    word = next((each for each in found if each in plain(clause.text) and not limits_of(each)), "")
    return "" if not word or re.search(_DEFINES.format(re.escape(word)), plain(clause.text)) else word


def _hang_on(group: tuple[str, ...], case: Case) -> bool:
    """Whether a grant hangs on a condition that is not known to hold. Of a mere sort of persons one word told is enough."""
    return any(demands_telling(item) or (names_sort(item) and not case.told.touches(item)) for item in group)


def _is_settled(vague: str, text: str, case: Case) -> bool:
    """Whether vague words do not matter: a rate that is given after all, the height of a sum where only whether is asked."""
    if _RATE.match(vague):
        return _sums(text)
    return _HEIGHT.match(vague) is not None and _ASKS_HEIGHT.search(asking(case.text)) is None


def _sums(words: str) -> bool:
    """Whether a sum or a rate is given in ``words``."""
    return any(quantity.measure in ("元", "%") for quantity in quantities(words))


def _said_by(arm: Arm, results: Sequence[Result]) -> str:
    """The words of an arm that are about the case: of cases counted off only its own."""
    if not arm.listed:
        return arm.text
    return arm.text.partition(arm.listed[0])[0] + "；".join(results[-1][0])


def _matters(
    words: str,
    results: Sequence[Result],
    undefined: Sequence[tuple[str, ...]],
    case: Case,
) -> bool:
    """Whether it matters that a class is not defined: it is asked about, or no alternative beside it is enough."""
    if any(words in quoted for quoted in QUOTED.findall(case.text)):
        return True
    beside = [(group, holds) for group, holds in results if len(group) > 1 and any(words in item for item in group)]
    if any(holds for _, holds in beside):
        return False
    return not beside or words in case.text or any(group in undefined for group, _ in beside)


def _of_list(items: Sequence[str], case: Case, weights: Mapping[str, float]) -> Result:
    """The case of those counted off that the question is about, and whether it holds.

    One that is told without a word against it holds, unless it asks for a paper that is not told or something is pending.
    """
    results = [(item, None if _lacks(item, case) else case_holds(item, case)) for item in items]
    if all(result is False for _, result in results):
        return tuple(items), False
    item, result = max(results, key=lambda each: (each[1] is True, share(set(pairs(each[0])), weights), each[1] is None))
    if result is None and share(set(pairs(item)), weights) and not _PAPER.search(item) and not PENDING.regex.search(case.text):
        result = True
    return (item,), result


def _lacks(item: str, case: Case) -> bool:
    """Whether an item asks for a paper, or a household of a sort, that the question does not speak of."""
    papers = re.findall(r"(?:取得|持有?|具有|领取)[^，。；、]*?([一-鿿]{2}证)(?!明)", item)
    households = [words for words in re.findall("([一-鿿]{2,8}家庭)中", item) if not stated(words)]
    return (bool(papers) and not any(paper in case.text for paper in papers)) or any(
        not case.says(household) for household in households
    )


def _undefined(group: Sequence[str], case: Case) -> bool:
    """Whether all that is left open of a group is what the text does not define."""
    left = [item for item in group if any_holds((item,), case) is None]
    return bool(left) and all(CLASS.regex.search(item) for item in left)


def _is_told(words: str, case: Case) -> bool:
    meets = words.startswith("符合") and MEETS.regex.search(case.text) is not None
    return meets or (case.attributes.get("特殊困难") is True and "困难" in words)


def _questions(group: tuple[str, ...]) -> Iterator[str]:
    """The questions that ask for what a condition hangs on."""
    register = shipped_attributes()
    names = [name for item in group for name in matters(item)]
    yield from (register[name].question for name in names if name in register)
