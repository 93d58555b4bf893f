"""What a sentence grants or refuses, to whom: its arms, each with the conditions in front of the words that grant.

"两年过渡期内未取得证书的每人每月补贴200元，两年后仍未取得证书的不再给予补贴" has two arms: one grants, one refuses. A condition is
a group of alternatives in the text's words (低保对象、低收入范围), of which one has to hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyqa.facts.giving import given_figures
from policyqa.facts.phrases import phrases
from policyqa.retrieve.asker import stated
from policyqa.text.fold import fold
from policyqa.text.patterns import pattern
from policyqa.types import Span

REFUSES = pattern(
    "不给",
    r"不(?:再|予|得再|可再|应再)(?!要求|收取|征收|缴纳|需)(?:给予|享受|发放|补[助贴]|受理|奖励|支付|安排|办理)?|"
    r"不得(?!超过|低于|高于|少于|多于|小于|大于|晚于|早于|不)|"
    r"不(?:享受|发放|纳入|列入|支持)|(?:停止|取消)(?:发放|享受|执行|给予)|不[^，。；]{0,24}重复|严禁|禁止",
    reason="a sentence may say who does not get something; a limit (不得超过) is a condition",
    examples=(("两年后仍未取得证书的不再给予补贴", "不再给予"), ("不得收取押金", "不得"), ("每月不得超过1800元", None), ("可不再要求", None)),
)
GRANTS = pattern(
    "给予",
    r"给予|予以|发放|享受|享有|免征|减征|免收|免缴|免交|免除|减免|减半|减按|免费|不增收|"
    r"可(?!持续|靠|行|及|能|视)以?|允许|有权|应当|优先|参照|按照?[^，。；]{0,12}(?:执行|标准|比例)|补助|补贴|奖励|资助|"
    r"开放|参加|纳入[^，。；的]{0,12}(?:范围|保障|支付)|不再要求|(?:提供|配备)[^，。；的]{2,}",
    reason="words by which a text gives, waives or permits",
    examples=(("每张床位给予10000元", "给予"), ("可凭证书申请划拨用地", "可"), ("可持续发展", None)),
)
ENCOURAGES = pattern(
    "鼓励",
    r"鼓励|支持|引导|探索|推动",
    reason="to encourage is to permit, without a claim",
    examples=(("鼓励幼儿园开设托班", "鼓励"), ("给予补助", None)),
)
HEDGES = pattern(
    "有保留",
    r"有条件的|条件成熟|具备条件|视[^，。；]{0,10}(?:情况|能力|财力)|酌情|适当|适时|逐步|原则上|按(?:照)?(?:国家|省|市|有关|相关|本市)?[^，。；]{0,6}规定|"
    r"符合[^，。；]{0,10}(?:条件|标准|要求|规定)|[^，。；]{2,20}前提下|限时|限额|名额|\d+名(?!额)[^，。；]{2,12}(?=提供|开展|实施)|"
    r"优先(?:支持|考虑|安排|保障)|争取[^，。；]{0,12}(?:资金|支持)|经[^，。；]{0,14}(?:同意|批准|审批|审核)|总数[^，。；]{0,6}以内|试点",
    reason="a grant with one of these still hangs on something that the asker cannot tell",
    examples=(("鼓励有条件的幼儿园开设托班", "有条件的"), ("在符合国家标准的前提下", "符合国家标准"), ("给予200元补贴", None)),
)
OPEN = pattern(
    "条件未列",
    r"符合(?:相关|有关|规定|相应|申请)?条件的?(?=[^，。；]{0,6}[人家机企单老对])",
    reason="the text speaks of conditions without naming them",
    examples=(("按符合条件老年人的实际就餐天数", "符合条件"), ("符合下列条件之一", None)),
)
#: Classes of persons: in a list they are alternatives. Other circumstances in a list have to hold together.
STATUSES = frozenset({"低保", "特困供养", "低收入", "脱贫", "特殊困难", "失能程度", "残疾", "高龄"})
_LIST = re.compile("、|或者?|以及|[和与及](?!谐|平)")
_EITHER = re.compile("或者?")
#: Phrases that state for whom or when: with a preposition or predicate in front, or closed by 的, 后, 者.
_CONDITION = re.compile(r"\A(?:对|凡|向|为|具有|符合|年?满|在|经|连续|取得)|(?:的|后|者)\Z|的[^的，]{1,10}\Z")
_PURPOSE = re.compile(r"\A(?:鼓励|支持|引导|建立|完善|到20|20\d\d|实现|推进|推动|加强|放宽|开展|实施|通过|采取|共分|每年)")
#: In front of a grant, who gives and what it is counted by are no conditions.
_AGENT = re.compile(
    r"(?:由)?(?:各?[省市区县级]+(?:级|财政|政府|人民政府)*|同级财政|每[^，。；]{1,8}|再|也|均|将|并|则|一次性|分别|按[^，。；]*|最高)*\Z"
)
_PROVISO = re.compile("前提下|基础上|情况下")


@dataclass(frozen=True, slots=True)
class Arm:
    """One thing that a sentence grants or refuses. ``span`` lies in the text that was read, ``text`` is its words.

    ``groups`` are its conditions: alternatives, verbatim. ``weak`` tells that it only encourages.
    """

    span: Span
    text: str
    groups: tuple[tuple[str, ...], ...]
    refuses: bool
    weak: bool

    @property
    def hedge(self) -> str:
        """The words on which the grant still hangs, empty without any. A precedence that is granted is no hedge."""
        found = HEDGES.regex.search(self.text)
        return found[0] if found else ("" if not self.weak else ENCOURAGES.regex.findall(self.text)[0])


def arms(text: str, span: Span) -> list[Arm]:
    """The arms of the sentence at ``span`` of ``text``, in order; none when it neither grants nor refuses."""
    found: list[Arm] = []
    parts: list[Span] = []
    for part in phrases(text, span):
        words = part.of(text)
        parts.append(part)
        if _acts(words, text[part.end : span.end]):
            if found and not _opens(text, parts):
                before = found.pop()
                parts = [*phrases(text, before.span), *parts]
            found.append(_arm(text, parts))
            parts = []
    if parts and found:  # what trails the last grant belongs to it: 共分3年
        found[-1] = _arm(text, [*phrases(text, found[-1].span), *parts])
    if not found and parts and ENCOURAGES.regex.search(span.of(text)):
        found.append(_arm(text, parts))
    return found


def _acts(words: str, rest: str) -> bool:
    """Whether a phrase grants or refuses; 支持…建设 does not when a sentence goes on to say what is given."""
    if REFUSES.regex.search(words) or given_figures(words):
        return True
    grants = GRANTS.regex.search(words)
    if grants is None or re.search(r"的\Z", words):
        return False
    return not (_PURPOSE.match(words) and GRANTS.regex.search(rest)) and not (
        _PROVISO.search(words) and GRANTS.regex.search(rest)
    )


def _opens(text: str, parts: list[Span]) -> bool:
    """Whether ``parts`` begin an arm of their own: they state a condition, or refuse."""
    words = [part.of(text) for part in parts]
    if len(words) > 1 and any(_CONDITION.search(each) for each in words[:-1]):
        return True
    return bool(REFUSES.regex.search(words[-1])) or bool(_before(words[-1]) and _CONDITION.search(_before(words[-1])))


def _arm(text: str, parts: list[Span]) -> Arm:
    span = Span(parts[0].start, parts[-1].end)
    words = [part.of(text).strip() for part in parts]
    acting = [i for i, each in enumerate(words) if _acts(each, "")]
    refuses = bool(acting) and REFUSES.regex.search(words[acting[-1]]) is not None
    weak = not refuses and not any(GRANTS.regex.search(each) for each in words)
    weak = weak or (not refuses and bool(acting) and all(ENCOURAGES.regex.match(words[i]) for i in acting))
    groups = [group for each in _conditions(words, acting[0] if acting else len(words)) for group in groups_of(each)]
    return Arm(span, span.of(text), _merged(groups), refuses, weak)


def _conditions(words: list[str], acting: int) -> Iterator[str]:
    """The words in front of the grant that state conditions: marked phrases, and what stands right before it."""
    for each in words[:acting]:
        if _CONDITION.search(each) and not _PURPOSE.match(each) and not _PROVISO.search(each):
            yield each
    if acting == len(words):
        yield from (ENCOURAGES.regex.sub("", each) for each in words if not _PROVISO.search(each))
        return
    before = _before(words[acting])
    if before and not _PURPOSE.match(before):
        yield before
    elif acting and not _CONDITION.search(words[acting - 1]) and not _PURPOSE.match(words[acting - 1]):
        yield words[acting - 1]
    limit = re.search(r"不得|不(?:应)?(?:超过|低于|少于|高于)|至少", words[acting])
    if limit:  # a limit in the act itself is a condition: 收费每月不得超过1800元
        yield words[acting][limit.start() :]


def _before(words: str) -> str:
    """What of an acting phrase stands before the words that act, unless it is only who acts."""
    acts = [found.start() for each in (REFUSES, GRANTS) if (found := each.regex.search(words))]
    figures = [figure.phrase.start for figure in given_figures(words)]
    before = words[: min([*acts, *figures])] if acts or figures else ""
    return "" if _AGENT.fullmatch(before) else before


def groups_of(words: str) -> Iterator[tuple[str, ...]]:
    """The conditions of one phrase, each as its alternatives."""
    for chunk in re.split("的(?!士)", words):
        items = [item for item in _LIST.split(chunk) if item.strip()]
        told = [_attributes(item) for item in items]
        if len(items) > 1 and (_EITHER.search(chunk) or any(names & STATUSES for names in told)):
            if any(told) or re.search(r"\d|[一二三四五六七八九十两]", chunk):
                yield tuple(items)
        else:
            yield from ((item,) for item, names in zip(items, told, strict=True) if names or _limits(item))


def _merged(groups: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Groups on one and the same attribute are alternatives: 农村家庭 … 城镇家庭."""
    by_attributes: dict[frozenset[str], tuple[str, ...]] = {}
    for i, group in enumerate(groups):
        names = frozenset().union(*(_attributes(item) for item in group)) if len(group) == 1 else frozenset()
        key = names or frozenset({str(i)})
        by_attributes[key] = (*by_attributes.get(key, ()), *group)
    return tuple(tuple(dict.fromkeys(group)) for group in by_attributes.values())


def _attributes(item: str) -> frozenset[str]:
    names = {said.attribute for said in stated(fold(item))}
    return frozenset(names | ({"毕业年限"} if "应届" in item else set()))


def _limits(item: str) -> bool:
    return bool(re.search(r"以上|以下|以内|之内|内|满|[低少高多大]于|超过|至少|达到|后|\d\s?[-—–~～至到]\s?\d", item)) and bool(
        re.search(r"\d|[一二三四五六七八九十两半]", item)
    )
