"""What a sentence demands of whoever gets something, by itself or beside what it grants."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyqa.answer.acts import DEMAND
from policyqa.answer.groups import groups_of
from policyqa.answer.limits import limits_of
from policyqa.answer.modality import REFUSES
from policyqa.answer.provision import Provision
from policyqa.facts.phrases import MARKER, phrases
from policyqa.text.fold import plain
from policyqa.types import Span

#: What a sentence is only headed by: 高龄津贴：, 答：.
_HEAD = re.compile(
    r"\s*(?:答|[^，。；：:\d（]{0,16}(?:补[贴助]|津贴|奖[励补]|救助|资助|待遇|优惠|减免|贷款|标准|条件|对象|范围|要求))[：:]"
)
#: What leads a list, as against a demand of its own.
LEADS_LIST = re.compile("下列|以下|如下")
#: A sentence that says what who asks for something has to fulfil, and what one demands beside the one that grants.
APPLIES = re.compile(
    "的，[^，。；]{0,6}(?:应当|必须|须)(?:取得|具有|具备|持有|符合|满|为|是|经)|(?:申请|申报|申领|享受|领取|举办|设立|承租|参加|成为)[^，。；]*的?，?(?:应当|必须|须|应)(?![将退向按对])|"
    r"(?:\A|(?<=[。；：\s]))[^，。；]{2,20}，?(?:应当?|必?须)(?:年?满|从事|具备|具有|取得|持有?|由[^，。；]{2,8}(?:陪同|陪护|担保|推荐)|经[^，。；]{2,}|[^，。；]{0,12}(?:满|不[低少高超]|\d[^，。；]{0,6}以[上下]))"
)
DEMANDS = re.compile(
    r"(?:均|都|还|且)*(?:必?须|应当?|需)(?:同时|是)*(?:为|是|具有|具备|持有?|年?满|(?:累计|连续)|无|没有|未|已|由[^，。；]{1,8}陪同|(?:在|自)[^，。；]{1,20}[前内后](?=，|[^，。；]{0,6}(?:提[出交]|申请|办理|登记|备案)))[^，。；]*|(?<=对象)为[^，。；]*|(?:仅|只)(?:限|面向|适用)于?(?![^，。；]{0,4}[次处张个套只辆名份])[^，。；]{2,24}|"
    r"[^，。；]{2,}(?=(?:才|方)[可能](?:以|申[请领报]|享受|领取|参加|办理|进入))"
)
#: What somebody has to be or have, alone in its phrase: 有3年以上驾驶经历, 年龄不超过60周岁, 无犯罪记录.
_HAS_TO_BE = re.compile(
    "(?:有|具有|具备|持有?|取得|无|未|没有|年龄|身高|年?满|最近|近|[^，。；每]{0,6}(?:不[低少高超]|\\d[^，。；]{0,6}以[上下]))"
)
_NOT_ACTING = re.compile("\\s*(?:有|具有|具备|持有?|无|未|没有)[^，。；]{2,}\\Z")
#: Whose consent, or what use, is demanded in some case: 租住房屋的须提交出租人同意书; 搭载幼儿的应当使用固定座椅.
_CONSENT = re.compile(
    r"(?P<who>[^，。；：、]{2,20}的)，?(?:还|且)?(?:必?须|应当?|需要?|要)(?:同时)?(?P<what>(?:[取征]得|提交|提供|出具|经|有)[^，。；]{2,20}(?:同意|授权|许可)书?|(?:使用|安装|佩戴)[^，。；]{2,20})"
)
#: Of whom alone something is demanded: 投靠父母的成年子女须.
_OF_SOME = re.compile(
    "(?:\\A|[，。；：\\s])(?P<who>(?!申[请报领]|享受|领取|符合)[^，。；：、\\s]{2,12}(?:的[^，。；：、的]{2,8}|(?:[人者户]|人员|对象|家庭|企业|机构)(?:申[请报])?的，))\\Z"
)
#: Of whom something is not demanded: 须年满25周岁，新就业人员除外.
BUT_FOR = re.compile("，但?(?P<who>[^，。；]{2,30})(?:除外|不受此限)")


def phrases_in(text: str, sentence: Span) -> list[Span]:
    """The phrases of a sentence, without its mark and heading."""
    marker = MARKER.match(text, sentence.start, sentence.end)
    start = marker.end() if marker else sentence.start
    head = _HEAD.match(text, start, sentence.end)
    return phrases(text, Span(head.end() if head else start, sentence.end))


def demanding(text: str, sentence: Span, parts: list[Span]) -> Provision:
    """What a sentence grants by what it demands: 申请示范机构，应当运营满三年，床位不少于30张."""
    words = [part.of(text).strip() for part in parts]
    first = next((i for i, each in enumerate(words) if DEMAND.search(each)), 0)
    own = [DEMAND.split(words[first], maxsplit=1)[-1], *words[first + 1 :]]
    whole = Span(parts[0].start, parts[-1].end)
    groups = [
        group for each in own if len(each) > 2 and not LEADS_LIST.search(each) for group in [*groups_of(each)] or [(each,)]
    ]
    return Provision(sentence, whole, whole.of(text), tuple(groups), "grants", strict=True)


def is_demand(words: str) -> bool:
    """Whether a phrase is no more than what somebody has to be or have."""
    if REFUSES.regex.search(words):  # 无牌无证的机具不予补贴
        return False
    return _HAS_TO_BE.match(words.strip()) is not None and (
        bool(limits_of(plain(words))) or _NOT_ACTING.match(words) is not None
    )


def demands_of(text: str, sentence: Span) -> Iterator[Provision]:
    """What a sentence demands beside what it may grant: 申请家庭须为本区户籍; of some only: 租住的须经房主同意."""
    if len(parts := phrases_in(text, sentence)) == 1 and is_demand(words := parts[0].of(text)):  # 年龄不超过45周岁。
        yield Provision(sentence, parts[0], words, tuple(groups_of(words)) or ((words,),), "demands")
        return
    for match in _CONSENT.finditer(text, sentence.start, sentence.end):
        yield Provision(sentence, Span(*match.span()), match[0], ((match["what"],),), "demands", item=match["who"])
    for match in DEMANDS.finditer(text, sentence.start, sentence.end):
        groups = [group for words in re.split("且|并且?", match[0]) if words for group in [*groups_of(words)] or [(words,)]]
        who = _OF_SOME.search(text[sentence.start : match.start()])
        but = BUT_FOR.match(text, match.end())
        yield Provision(
            sentence,
            Span(*match.span()),
            match[0],
            tuple(groups),
            "demands",
            item=who["who"].rstrip("，") if who else "",
            excepted=but["who"] if but else "",
        )
