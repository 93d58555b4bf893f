"""What a benefit is called, and the words that say for whom and under which conditions it is given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyqa.facts.amounts import Quantity
from policyqa.facts.giving import GIVES, KIND, given_figures, states_benefit
from policyqa.facts.payees import OBJECT, PROVIDED_FOR, RECIPIENT, Recipient
from policyqa.facts.phrases import LIST_ITEM, phrases, trim, unmarked
from policyqa.types import Clause, Span

_TAX = re.compile(
    r"(?:免征|减征|免收|减收|免缴|免交|豁免|不增收|减免)[^，。；\n]{0,30}?(?:税|费|租金|利息|价款|收入总额)"
    r"(?:、[^，。；\n、]{1,12}(?:税|费|金))*|减半(?:征收|收取|缴纳)"
)
_CONDITION = re.compile(
    r"的\Z|后\Z|^经[^，]*(?:考核|评|验收|审|认定)|^按规定|^符合|^在[^，]*(?:内|期间|范围)|以上|以下|满\d|连续|取得|具有|每[^\W\d]{1,4}一"
)
#: A subject that limits who gets the one sum of a sentence: 年满80周岁的老年人每人每月发放50元.
_CASE = re.compile(r"(?<!分)\d(?:周?岁|年以上|级|%)|.{2}的.{2}")
_NO_CONDITION = re.compile(
    r"^(?:支持|鼓励|引导|建立|通过|采取|并(?!.*的$)|用于|解决|共分|每年分别|加大|为|以便|推动|促进)|给予支持|资金|发放"
)
RESTRICTION = re.compile(
    r"不[^，。；]{0,16}重复|不再|不得|仅限|优先(?:支持|享受|给予|安排|补)|同时符合|就高|参照[^，。]*执行|上限"
)
_TOPIC_END = re.compile(r"(?:短板|标准|制度|力度|工作|政策|机制|水平|发展)\Z")
_TOPIC_START = re.compile(
    r"^(?:(?:着力|新增|增设|补齐|稳妥|有序|持续|大力|深入|支持|鼓励|引导|提高|建立|健全|完善|实施|落实|加强|加大|开展|推进|推动|发展|发放|"
    r"做好|积极|全面|对|按规定|继续|设立|给予|实行|为|和)\s?)+"
)
_NO_MODIFIER = re.compile(
    r"的|或者?|以及|及|建立|参与|相关|有关|一次性|定额|给予|予以|按照?|标准|元|进行|享受|发放|领取|申请|相应|适当|同等|等|各类|每|和|资金|对|可以?"
)
#: A kind of benefit with the words in front of it, but for 救助对象 and 社会救助工作, which are none.
_NAMED_KIND = re.compile(rf"([一-鿿]{{0,8}}?)({KIND})(?!对象|工作|条件|人员|管理|机构|家庭|的(?!对象|标准|范围))")
#: A topic longer than this is a sentence, not a name.
_LONGEST_TOPIC = 16


def topic_of(clause: Clause) -> str:
    """What a clause is about: its heading, or its first phrase unless that names the recipient. Articles have neither."""
    if clause.kind == "条" and not clause.heading:
        return ""
    words = re.split("[，。：；\n]", clause.heading or unmarked(clause.text))[0]
    return "" if re.match("[对按在凡每]", words) else _TOPIC_END.sub("", _TOPIC_START.sub("", words)).strip()


def lead_in(text: str) -> str:
    """The words in front of a list: 为社区提供养老托育服务的机构可以享受以下优惠政策：."""
    lead = re.match(r"([^。；\n]{2,80}?)(?:可以?)?(?:享受|按照|享有|适用)?(?:以下|下列|如下)[^。；\n]{0,16}：", text)
    return unmarked(lead[1]) if lead else ""


def name_of(sentence: str, topic: str, who: Recipient | None) -> str:
    """A short name: what is waived, or the topic with the kind of benefit, or the recipient with it."""
    noun = who.noun if who else ""
    if tax := _TAX.search(sentence):
        first, more, _ = tax[0].partition("、")
        return noun + first + ("等" if more else "")
    if re.search("(?:按照?|执行)居民", sentence):
        return f"{noun}居民价格优惠"
    if free := re.search("免费的?([一-鿿]{2,8})", sentence):
        return f"免费{free[1]}"
    if named := re.match(rf".{{2,18}}?(?:{KIND})|(?:{KIND})\Z", topic):
        return re.sub("每[年月季]|给予|发放|一次性|的", "", named[0])
    kinds = [found for found in _NAMED_KIND.findall(sentence) if "不" not in found[0]]
    words, kind = max(kinds, key=lambda found: (len(_modifier(found[0])) > 1, -len(found[0])), default=("", "优惠"))
    modifier = _modifier(words)
    front = noun if modifier or not topic or len(topic) > _LONGEST_TOPIC else topic
    if modifier and (front in modifier or modifier in front):
        return modifier + kind
    twice = next((n for n in range(min(len(front), len(modifier)), 1, -1) if front.endswith(modifier[:n])), 0)
    return front + modifier[twice:] + kind


def kind_of(name: str) -> str:
    """The kind of benefit that a name names last, 补贴 of 护理补贴; 优惠 without one."""
    return next(reversed(re.findall(KIND, name)), "优惠")


def _modifier(words: str) -> str:
    """The part of ``words`` that belongs to the kind of benefit: 入职 of 的一次性入职."""
    last = _NO_MODIFIER.split(words)[-1]
    return last if 2 <= len(last) <= 8 else ""


def conditions_of(sentence: str) -> Iterator[str]:
    """The phrases that say for whom and when, verbatim: from the recipient up to the sum, and those that limit."""
    given = given_figures(sentence)
    named = False
    for phrase in phrases(sentence, Span(0, len(sentence))):
        words = unmarked(phrase.of(sentence)).strip()
        whom = RECIPIENT.regex.search(words) or PROVIDED_FOR.regex.search(words) or OBJECT.regex.search(words)
        figure = next((figure for figure in given if phrase.covers(figure.span)), None)
        gives = figure is not None or bool(GIVES.regex.search(words))
        if gives and whom and len(whom["who"]) > 3:
            yield whom[0] if whom.re is RECIPIENT.regex else whom["who"]
        elif len(given) == 1 and figure and not named and (subject := _subject(sentence, phrase, figure)):
            yield subject
        elif (not gives and (named or whom or _CONDITION.search(words)) and not _NO_CONDITION.search(words)) or (
            RESTRICTION.search(words) and not whom
        ):
            yield words
        named = bool(whom or named) and not gives


def _subject(sentence: str, phrase: Span, figure: Quantity) -> str:
    """The words in front of a sum, where they limit who gets it."""
    words = trim(sentence, Span(phrase.start, max(phrase.start, figure.phrase.start))).of(sentence)
    return words if _CASE.search(words) else ""


def restrictions_of(text: str, following: list[Span]) -> Iterator[str]:
    """Phrases of the sentences behind a benefit that narrow it, up to the next benefit."""
    for span in following:
        sentence = span.of(text).strip()
        if states_benefit(sentence) or LIST_ITEM.match(sentence):
            return
        for words in re.split("[，；。]", sentence):
            if RESTRICTION.search(words) and re.search(rf"{KIND}|享受|优先支持", words):
                yield words
