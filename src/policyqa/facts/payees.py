"""Who a sum goes to, from the words that name the recipient.

The danger is one-sided: a resident must never be told that an institution's subsidy is theirs. So the head of the recipient
phrase decides (对入住养老机构的失能老年人 is a person, 对养老机构收住失能老年人的 is an institution), nouns that only say where
something is done (在养老机构从事护理工作) do not count, and whatever stays unclear is None.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from policyqa.errors import CorpusError
from policyqa.settings import default_corpus
from policyqa.text.patterns import pattern

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Payee = Literal["个人", "家庭", "机构", "单位"]

FILE_NAME = "payees.toml"
_KINDS: tuple[Payee, ...] = ("机构", "单位", "家庭", "个人")
_RESIDENT = ("个人", "家庭")
#: Words that make the noun behind them a place or a partner, not the recipient.
_PLACE_BEFORE = re.compile(
    r"(?:在|到|入托|就读|就餐|就医|进入|进驻|入职|入住|入驻|赴|至|与|同|由|向|经|通过|于|被|为)(?:[^的，、；。]|(?<!，)、){0,14}\Z"
)
#: What may stand behind a resident who is the head: nothing, or what they do. 服务对象能力评估 is an assessment.
_MAY_FOLLOW = re.compile(
    r"$|[等中，（(]|实施|进行|分别|按|开展|参[加与]|入住|在|到|因|经|本人|市级|区级|省级|由|可|应|自|或|每|以上|申请|购买|改造"
    r"|(?:岗位|入职|在岗|从业)$|(?:岗位|入职|在岗|生活|住房|租房|安家|就业|创业|从业|护理|高龄|养老服务|工龄)?(?:补助|补贴|津贴|奖励|资助|救助)"
)
RECIPIENT = pattern(
    "对…给予",
    r"(?<![针应面绝核相派校配])(?:对于?|凡是?|向(?![^，。；\n]{0,40}(?:提出|申请|申报|报告)))(?![象应接照口外策比等称抗此其])"
    r"(?P<who>[^；。\n]*?)(?=给予|予以|每|发放|免征|减征|减半|减免|免收|免缴|免费|减收|减按|享受|(?<=，)按|(?<=，)经|按规定|按照|根据|依据|$)",
    reason="official texts put the recipient behind 对 or 向 and in front of the verb of giving",
    examples=(
        ("对符合标准的新建助餐点，市级给予最高10万元补助", "对符合标准的新建助餐点，市级"),
        ("向年满80周岁的老年人发放高龄津贴", "向年满80周岁的老年人"),
        ("应对人口老龄化", None),
        ("服务对象", None),
    ),
)
PROVIDED_FOR = pattern(
    "为…提供",
    r"为(?P<who>[^，；。\n]{2,40}?)(?:免费)?(?:发放|提供|购买|配备|办理|缴纳|代缴)(?!的)(?![^，；。\n]*的(?:[，；。\n]|$))",
    reason="services are provided for someone; 为收住老年人提供的服务 only names a service",
    examples=(("为特困老年人购买意外伤害保险", "为特困老年人购买"), ("为老年人提供的服务免征增值税", None)),
)
GIVEN_TO = pattern(
    "给予…元",
    r"(?:给予|奖励|补助|补贴|资助)(?P<who>[^，。；：、\d每的]{2,16}?)(?=每|\d|一次性|最高|不超过|定额|相应|适当)",
    reason="a short noun between the verb and the sum is the recipient",
    examples=(("每年给予医疗机构5万元", "给予医疗机构"), ("给予5万元", None)),
)
PAID_TO = pattern(
    "…元补贴",
    r"元[^，。；：\n]{0,6}?(?:补贴|补助|奖励|资助|支付|拨付)给?(?P<who>[^，。；：、\d每的]{2,16}?)(?=[，。；]|\Z)",
    reason="behind the sum a short noun to the end of its phrase is the recipient",
    examples=(("每次按60元标准补贴服务机构。", "元标准补贴服务机构"), ("给予5万元补助。", None)),
)
OBJECT = pattern(
    "对象为",
    r"(?:对象|范围)(?:为|是|包括)(?P<who>[^；。\n：]{2,80}?)(?=，[^，]{0,8}(?:标准|每)|[；。\n，]|\Z)",
    reason="rules say whom a benefit is for before they say how much it is",
    examples=(
        ("护理补贴的对象为失能老年人，补贴标准为每月100元", "对象为失能老年人"),
        ("以老年人为对象", None),
    ),
)
_BEFORE_AMOUNT = re.compile(
    r"每|给予|予以|按|(?:市|区|县|省)级|可以?|享受|免征|减征|减半|免收|免费|发放|(?:补助|补贴|奖励)(?!标准)"
)


#: What ends the words in front of a noun that belong to it.
_FRONT = re.compile(
    r"的|或者|以及|[，、；。和或及与将把其]|^对|并对?|符合\w{0,4}条件|应当|本行政区域内?|本市|我市|本区|本县|每个?"
)
#: A subject before the condition that it has to meet; measures (支持…发展) are none.
_BARE_SUBJECT = re.compile("(?!支持|鼓励|引导|推进|建立|开展|实施|加大)[^，；]*[^的后]")
_TAX = re.compile("免征|减征|减半征收")


@dataclass(frozen=True, slots=True)
class Recipient:
    """A named recipient: its kind and the noun with the words close in front of it."""

    payee: Payee | None
    noun: str


@dataclass(frozen=True, slots=True)
class _Noun:
    kind: Payee
    start: int
    end: int


def recipient(sentence: str, *, topic: str = "", lead: str = "") -> Recipient | None:
    """Who the sentence says receives something; ``topic`` is what its clause is about, ``lead`` the clause's lead-in.

    The named recipient (对…, 给予…) goes first. The subject, the topic and the lead-in count only as far as they cannot make a
    resident of an institution.
    """
    if (named := named_recipient(sentence)) is not None:
        return named
    subject = None if re.search("免费[^，。；]{0,4}提供|提供[^，。；]{0,12}免费", sentence) else _subject(sentence)
    for found in (subject, head(lead), head(topic)):
        if found is None:
            continue
        if found.payee is None and (tax := _TAX.search(sentence)):  # 养老机构提供服务取得的收入免征增值税
            nouns = {_kind(noun) for noun in _noun().finditer(sentence, 0, tax.start())}
            found = Recipient(next(iter(nouns)) if len(nouns) == 1 else None, found.noun)
        doubtful = is_resident(found.payee) and _institution_acts(sentence)
        return Recipient(None if doubtful else found.payee, found.noun)
    return Recipient("家庭", "家庭") if "每户" in sentence and not _institution_acts(sentence) else None


def named_recipient(sentence: str) -> Recipient | None:
    """Whom a verb of giving names; without a payee where residents and others are named."""
    named = [found for found in _named(sentence) if found]
    if not named:
        return None
    one_sort = len({is_resident(found.payee) for found in named}) == 1
    return Recipient(named[0].payee if one_sort else None, named[0].noun)


def is_resident(payee: Payee | None) -> bool:
    """Whether a payee is a person or a household."""
    return payee in _RESIDENT


def names_nobody(sentence: str) -> bool:
    """Whether a sentence holds no word for a recipient, so that it goes on about the last one: 用水、用电执行居民价格."""
    return _noun().search(re.sub("居民[^，。；]{0,6}价格", "", sentence)) is None


def head(phrase: str) -> Recipient | None:
    """The head of a noun phrase, or of a nominalised one without a head (…的); None when no known noun is in it.

    A list of different kinds (单位和个人) has a noun but no payee.
    """
    phrase = phrase.strip("，, ")
    nouns = [_Noun(_kind(match), *match.span()) for match in _noun().finditer(phrase)]
    headless = phrase.endswith("的")
    if headless:
        nouns = [noun for noun in nouns if not _PLACE_BEFORE.search(phrase[: noun.start])]
    if not nouns:
        return None
    chosen = _first(nouns) if headless else _last(phrase, nouns)
    if chosen.kind in _RESIDENT and not headless and not _MAY_FOLLOW.match(phrase[chosen.end :]):
        return Recipient(None, _with_front(phrase, chosen))
    if not headless and re.search("的[^，的]{1,10}$", phrase[chosen.end :]):  # 对在医疗机构就医产生的费用: no one is the head
        return Recipient(None, _with_front(phrase, chosen))
    partners = [other for other in nouns if other is not chosen and _beside(phrase, other, chosen)]
    mixed = any((other.kind in _RESIDENT) != (chosen.kind in _RESIDENT) for other in partners)
    if mixed:  # 单位和个人
        listed = [chosen, *partners]
        return Recipient(None, phrase[min(noun.start for noun in listed) : max(noun.end for noun in listed)])
    return Recipient(chosen.kind, _with_front(phrase, chosen))


def _first(nouns: Sequence[_Noun]) -> _Noun:
    """The subject of a nominalised phrase: the first noun, with those right behind it (老年人家庭)."""
    chosen = nouns[0]
    for noun in nouns[1:]:
        chosen = noun if noun.start == chosen.end else chosen
    return chosen


def _last(phrase: str, nouns: Sequence[_Noun]) -> _Noun:
    """The head of a phrase that ends with it: the last noun, unless an institution in front of it acts on it."""
    last = nouns[-1]
    for other in nouns[:-1]:
        between = phrase[other.end : last.start]
        acts = (other.kind not in _RESIDENT) and last.kind in _RESIDENT
        if (
            acts
            and between not in ("", "服务")
            and not re.search("^[内中里]|的|[、和或及与]", between)
            and not _PLACE_BEFORE.search(phrase[: other.start])
        ):
            return other
        visits = other.kind in _RESIDENT and last.kind not in _RESIDENT
        if visits and re.search("入住|进入|入驻|到|在|赴", between) and "的" not in between:
            return other
    return last


def _beside(phrase: str, one: _Noun, other: _Noun) -> bool:
    """Whether two nouns are joined to one list."""
    first, second = sorted((one, other), key=lambda noun: noun.start)
    return bool(re.fullmatch(r"(?:[、和或及与]|以及|或者)[^的，]{0,6}", phrase[first.end : second.start]))


def _with_front(phrase: str, noun: _Noun) -> str:
    """The noun with the words in front of it, back to a 的, a mark or a verb of condition."""
    front = _FRONT.split(phrase[: noun.start])[-1]
    return (front if len(front) <= 10 else "") + phrase[noun.start : noun.end]


def _named(sentence: str) -> Iterator[Recipient | None]:
    position = 0
    for match in RECIPIENT.regex.finditer(sentence):
        if match.start() < position:
            continue
        position = match.end()
        for phrase in match["who"].split("，"):
            found = head(phrase)
            if found:
                yield found
            if found or phrase.startswith("申请"):  # whoever applies; who decides comes behind
                break
    if not position:
        given_to = [match["who"] for each in (OBJECT, GIVEN_TO, PAID_TO) for match in each.regex.finditer(sentence)]
        given = [found for who in given_to if (found := head(who))]
        yield from given or (head(match["who"]) for match in PROVIDED_FOR.regex.finditer(sentence))


def _subject(sentence: str) -> Recipient | None:
    """Who the phrases in front of the first verb of giving are about: 最低生活保障家庭有特殊困难的，给予…."""
    verb = _BEFORE_AMOUNT.search(sentence) or re.search(r"\d{1,9}(?:\.\d{1,4})?[万亿]?元", sentence)
    phrases = re.split("[，；]", sentence[: verb.start()] if verb else "")
    while phrases and not phrases[-1].strip():
        phrases.pop()
    if (
        len(phrases) > 1
        and phrases[-1].endswith("的")
        and _BARE_SUBJECT.fullmatch(phrases[-2])
        and (found := head(phrases[-2]))
    ):
        return found  # 二孩、三孩家庭，婴幼儿入托的，每月补助300元
    return next((found for phrase in reversed(phrases) if (found := head(phrase))), None)


def _institution_acts(sentence: str) -> bool:
    """Whether an institution or a unit is in the sentence other than as a place."""
    return any(
        _kind(match) not in _RESIDENT and not _PLACE_BEFORE.search(sentence[: match.start()])
        for match in _noun().finditer(sentence)
    )


def _kind(noun: re.Match[str]) -> Payee:
    return _KINDS[int((noun.lastgroup or "k0_")[1])]


@cache
def _noun() -> re.Pattern[str]:
    """Nouns for recipients, with one group for each kind of payee, from the shipped ``payees.toml``.

    Raises:
        CorpusError: the file cannot be read, or a kind is missing.
    """
    path = default_corpus() / FILE_NAME
    try:
        nouns = tomllib.loads(path.read_text(encoding="utf-8"))["nouns"]
        words = [(word, i) for i, kind in enumerate(_KINDS) for word in nouns[kind]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"受益者名词表无法使用：{path}（{error}）。[nouns] 下应有 {'、'.join(_KINDS)} 四项") from error
    longest_first = sorted(words, key=lambda entry: -len(entry[0]))
    # The longest word wins whatever its kind, so every word is a group of its own, named by its kind.
    return re.compile("|".join(f"(?P<k{i}_{n}>{re.escape(word)})" for n, (word, i) in enumerate(longest_first)))
