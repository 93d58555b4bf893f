"""What somebody may get at all: 我妈82了，啥补贴能领. Every curated rule for such an asker, judged by what he tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from policyqa.answer.parts import Part, Source
from policyqa.facts.rules import ASKER, Attributes, Evaluation, Rule, evaluate, stated
from policyqa.ledger.entitlements import ORDER
from policyqa.retrieve.asker import attributes_of
from policyqa.retrieve.focus import FocusWord
from policyqa.retrieve.query import Query
from policyqa.retrieve.roles import ACTS, RUNS
from policyqa.text.fold import fold
from policyqa.text.numerals import to_chinese
from policyqa.text.patterns import pattern
from policyqa.types import Document

_GIFT = "(?:(?:惠民|养老|扶持|支持|优惠)?政策|补贴|补助|津贴|优惠|优待|待遇|福利|好处)"
_WHICH = "(?:哪些|哪几[样种项]|什么|啥)"
_TO_GET = "(?:领|拿|享受|申请|申领|享)"
#: What may get something, and whom or what a clause speaks of right in front of what there is for him.
_BODY = "(?:院|站|中心|点|机构|园|公司|企业|单位)"
_WHOSE = "(?:老人|老年人|[爸妈爹娘爷奶]|老伴|孩子|娃娃?|宝宝|残疾人|低保户|困难户|[一-鿿]户|家庭|家属|(?:我|咱|他|她)们?家?"
_WHOSE += f"|{_BODY})"
ASKS = pattern(
    "能领什么",
    rf"{_WHICH}(?:样)?的?{_GIFT}[^，。？]{{0,3}}(?:能|可以|可|该){_TO_GET}|(?:能|可以|可|该)(?:以)?{_TO_GET}(?:到|上)?(?:些)?{_WHICH}(?:样)?的?{_GIFT}"
    rf"|有(?:没有)?{_WHICH}(?:样)?的?{_GIFT}(?:能|可以|可){_TO_GET}"
    rf"|(?P<whose>{_WHOSE})[都还又]?(?:有|给|发)(?:没有)?{_WHICH}(?:样)?的?{_GIFT}",
    reason="asks for all that somebody may get, and names none",
    examples=(
        ("我妈82了，啥补贴能领", "啥补贴能领"),
        ("低保户能享受哪些优惠政策", "能享受哪些优惠政策"),
        ("村里八十多的老人有啥补贴", "老人有啥补贴"),
        ("办个托育机构有什么补贴", "机构有什么补贴"),
        ("装扶手有什么补贴", None),
        ("这个补贴能领吗", None),
        ("高龄津贴什么时候能领", None),
    ),
)
#: Nouns that name no matter: what is given, and to whom.
_NO_MATTER = re.compile(f"{_GIFT}|老人|老年人|[爸妈爷奶]|[大小老]?[爷娘婶叔姨姑舅]|孩子|娃")
#: A clause on a facility that may get something, and not on somebody who goes there: 幸福院能享受什么.
_FACILITY = re.compile(f"(?:^|[，。；])[^，。；去到进住在]*{_BODY}[都还也]?\\Z")
#: What is given to those who work in care is none of old people's.
_ELDER, _FOR_WORK = (
    re.compile("老人|[爸妈爹娘爷奶]|公公|婆婆|老伴|外[公婆]|姥"),
    re.compile("护理员|照护员|入职|岗位|竞赛|从业"),
)
#: An age decides about 高龄 as well.
_TELLS = {"年龄": ("年龄", "高龄")}
#: So many are told with what the text says, of more the names, and so many of these.
QUOTED, LISTED = 4, 15


def entitled(
    query: Query, rules: Sequence[Rule], documents: Mapping[str, Document], words: Callable[[str], Sequence[FocusWord]]
) -> list[Part]:
    """The benefits that the asker may get, each with its verdict; nothing where it is not asked for, or no rule tells.

    Of what he tells of himself only what decides about something counts: who is 82 is told nothing for nurses.
    """
    asks = ASKS.regex.search(query.asked)
    if asks is None:
        return []
    told = attributes_of(query.text)
    runs_one = RUNS.regex.search(fold(query.text)) or ACTS.regex.search(fold(query.text))
    before = query.asked[: asks.end("whose") if asks["whose"] else asks.start()]
    is_one = runs_one or _FACILITY.search(before)  # 去养老院上班: the home is not who asks
    known = told if is_one and ASKER in told else {**told, ASKER: "个人"}
    of_elder = _ELDER.search(query.text) is not None
    matters = [word for word in words(query.asked) if word.is_noun and not _NO_MATTER.search(word.text)]
    judged: list[tuple[Rule, Evaluation, Source]] = []
    for rule, benefit in stated(rules, documents):
        elsewhere = bool(query.mentions.regions) and rule.region not in query.mentions.regions
        if elsewhere or (of_elder and _FOR_WORK.search(rule.name)):
            continue
        if matters and not any(word.match(fold(f"{rule.name} {rule.quote}")) == 1 for word in matters):
            continue
        result = evaluate(rule, known)
        if result.verdict != "不符合":
            judged.append((rule, result, Source(documents[rule.doc_id].clause(rule.clause), benefit.span)))
    own = [each for each in judged if _turns_on(each[0], known)] or judged
    own.sort(key=lambda each: ORDER.index(each[1].verdict))
    return _told(own)


def _turns_on(rule: Rule, known: Attributes) -> bool:
    """Whether a rule turns on something that is known of the case."""
    return bool(rule.attributes & {each for name in known for each in _TELLS.get(name, (name,))})


def _told(judged: Sequence[tuple[Rule, Evaluation, Source]]) -> list[Part]:
    """The benefits with their verdicts in words, each once, the first behind how many there are."""
    once = list({rule.name: (rule, result, source) for rule, result, source in reversed(judged)}.values())[::-1]
    parts = []
    for rule, result, source in once[:LISTED]:
        told = f"{rule.name}：{_in_words(result)}"
        parts.append(Part(f"{told}{rule.quote.rstrip('。；')}。" if len(once) <= QUOTED else told, (source,)))
    if parts:
        count = f"按您说的情况，写明可能享受的共{to_chinese(len(once))}项{'，先列这些' if len(once) > LISTED else ''}。"
        parts[0] = Part(f"{count}{parts[0].text}", parts[0].sources)
    return parts


def _in_words(result: Evaluation) -> str:
    """A verdict in words: that it is met, or what is to be found out, or what the text leaves open."""
    if result.questions:
        return f"请确认：{''.join(result.questions[:2])}"
    return "符合。" if result.verdict == "符合" else f"{'；'.join(result.open) or '文件没有写明条件'}。"
