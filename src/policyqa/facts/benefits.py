"""Benefits: what is paid, waived or granted, to whom, how much and under which conditions, read from any text of the genre.

A sentence states a benefit when it gives (给予…补助, 每人每月发放300元, 免征增值税, 免费乘坐). Sentences that only speak of benefits
do not: cost sharing (由市和区县按5∶5承担), budgets (安排3000万元用于…), intentions (完善补贴制度), refusals (不再给予补贴).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyqa.facts.amounts import Quantity, is_cap, is_floor, quantities
from policyqa.facts.awards import is_condition, phrase_around
from policyqa.facts.parallel import parallel
from policyqa.facts.payees import RECIPIENT, Recipient, recipient
from policyqa.facts.phrases import MARKER, periods, phrases, trim
from policyqa.text.patterns import pattern
from policyqa.types import Amount, Benefit, Clause, Document, Span

_KIND = r"补助|补贴|奖励|奖补|津贴|资助|救助|贴息|慰问金|抚恤金|救济金|奖金|奖学金|助学金|生活费"
_FEE = r"[^，。；\n]{0,30}?(?:税|费|租金|利息|价款|收入总额)"
GIVES = pattern(
    "给付",
    rf"(?:给予|予以|发放|享受|享有|兑现|(?:可以?|有权)(?:向[^，。；\n]{{2,20}})?(?:申请|申领|领取))(?:[^。；\n]{{0,44}}?(?:{_KIND}|优惠|减免|补足))"
    rf"|(?:{_KIND})[^，。；\n]{{0,14}}?(?:\d|[一二两三四五六七八九十]+[百千万])[^，。；\n]{{0,6}}?[元%％]"
    rf"|[元%％](?:[^，。；\n]{{0,14}}?)(?:{_KIND})|(?:按|每)[^，。；\n]{{0,20}}?[元%％][^，。；\n]{{0,10}}(?:予以|给予|进行|发放)"
    rf"|(?:免征|减征|免收|(?<!不)减收|免缴|免交|免除|豁免|不增收|(?<!请求)减免)(?!.{{0,6}}(?:责任|处罚|刑罚|义务|债务)){_FEE}|减半(?:征收|收取|缴纳)|减按"
    r"|免费(?:提供|享受|乘坐|乘车|参观|游览|发放|开放|使用|接种|体检|进入|配送|培训|入园|配备)(?!该)|提供[^，。；\n]{0,12}免费"
    r"|按(?:照)?居民[^，。；\n]{0,8}价格|(?:政府|财政)(?:承担|负担|补助|补贴)[^，。；\n]{0,10}?\d+%"
    rf"|(?:{_KIND})[^，。；\n]{{0,4}}(?:可以?)?(?:参照|比照)[^。；\n]{{2,40}}执行",
    reason="a benefit is given by a verb, by a sum beside its kind, or by a fee that is waived",
    examples=(
        ("每张床位给予10000元建设补助", "给予10000元建设补助"),
        ("岗位补贴每人每月200元", "补贴每人每月200元"),
        ("免征增值税", "免征增值税"),
        ("按居民生活类价格政策执行", "按居民生活类价格"),
        ("建立健全岗位补贴制度", None),
        ("可以免除处罚", None),
    ),
)
NO_BENEFIT = pattern(
    "非给付",
    r"不(?:再|得|予|能|应|可)(?:重复)?(?:给予|享受|发放|享有|领取|申请|申领|补|救助|减)|停(?:止|发)[^，。；]{0,12}(?:补|津贴|发放)"
    r"|(?:资金|经费|费用)[^。；\n]{0,20}由[^。；\n]{1,40}(?:承担|负担|列支|解决|筹集|保障)|(?<!政府)(?<!财政)(?:承担|负担|分担)比例"
    r"|(?:安排|投入|下达|拨付|筹集|设立|统筹)[^，。；\n]{0,24}(?:亿元|万元|资金)[^。；\n]{0,24}(?:用于|支持)"
    r"|是否[^，。；]{0,6}(?:给予|享受|符合)|(?:骗取|套取|冒领|虚报|截留|挪用|追回|退回|责令)",
    reason="refusals, cost sharing, budgets and penalties name benefits without giving any",
    examples=(
        ("两年后仍未取得证书的不再给予补贴", "不再给予"),
        ("所需资金由市和区县按照5∶5的比例承担", "资金由市和区县按照5∶5的比例承担"),
        ("市级财政共安排3000万元用于补助项目", "安排3000万元用于"),
        ("市级给予最高10万元一次性补助", None),
    ),
)
_INTENT = re.compile(
    r"(?:建立|完善|健全|制定|出台|落实|加大|强化|优化|规范|探索|研究|争取|统筹|做好|推进|推动|宣传|实施|提高)[^，。；\n]*?"
    rf"(?:{_KIND}|优惠|减免)[^，。；\n]{{0,10}}?(?:政策|制度|机制|标准|办法|力度|措施|工作|资金|方式|清单|发放)"
)
_SETTLED = re.compile("给予|予以|享受|免征|减半|减按|每")
_TAX = re.compile(
    rf"(?:免征|减征|免收|减收|免缴|免交|豁免|不增收|减免)(?P<what>{_FEE}(?:、[^，。；\n、]{{1,12}}(?:税|费|金))*)|减半(?:征收|收取|缴纳)"
)
_SHARE_OF = re.compile(r"(?:按照?|以)?(?P<base>[^，。；、\n]{2,20}?)的\s?\Z")
_SHARE_GIVEN = re.compile(r"[^，。；\n]{0,8}?(?:予以|给予|补助|补贴|报销|奖励|资助|减免|支付|计入|贴息|优惠)")
_INSTALMENT = re.compile("发放|拨付|到位|兑付|支付")
_BASIS = re.compile(r"按照?[^，。；\n]{1,12}?(?:等级|级别|星级|类别|档次|规模|层次|程度)(?=分别|给予|，|不同)")
_CONDITION = re.compile(
    r"的\Z|后\Z|^经[^，]*(?:考核|评|验收|审|认定)|^按规定|^符合|^在[^，]*(?:内|期间|范围)|以上|以下|满\d|连续|取得|具有|每[^\W\d]{1,4}一"
)
_NO_CONDITION = re.compile(
    r"^(?:支持|鼓励|引导|建立|通过|采取|并(?!.*的$)|用于|解决|共分|每年分别|加大|为|以便|推动|促进)|给予支持|资金|发放"
)
_RESTRICTION = re.compile(r"不[^，。；]{0,16}重复|不再|不得|仅限|优先|同时符合|就高|参照[^，。]*执行|上限")
_NAME_END = re.compile(r"(?:短板|标准|制度|力度|工作|政策|机制|水平|发展)\Z")
_NAME_START = re.compile(
    r"^(?:(?:着力|补齐|稳妥|有序|持续|大力|深入|支持|鼓励|引导|提高|建立|健全|完善|实施|落实|加强|加大|开展|推进|推动|发展|发放|做好|积极|全面|大力|对|按规定|继续|设立|给予|实行|为|和)\s?)+"
)
_SKIPPED_PARTS = ("印发通知", "落款", "目录", "附件说明", "责任分工", "来源", "题注")


def benefits(document: Document) -> list[Benefit]:
    """The benefits of a document in order. Quotes are to the letter; one sentence (with its ；-parts) is one benefit."""
    return [benefit for clause in document.clauses for benefit in _of_clause(document, clause)]


@dataclass(frozen=True, slots=True)
class _Context:
    """What the sentences of one clause share: its words, its topic (what its first phrase is about) and its lead-in."""

    text: str
    topic: str
    lead: str


def _of_clause(document: Document, clause: Clause) -> Iterator[Benefit]:
    if clause.path.rpartition("/")[2] in _SKIPPED_PARTS or clause.kind == "attachment":
        return
    if not GIVES.regex.search(clause.text):
        return
    spans = periods(clause.text)
    context = _Context(clause.text, _topic(clause, spans), _lead_in(clause.text))
    for i, span in enumerate(spans):
        sentence = span.of(clause.text)
        if not re.search(r"[，。；：\d]", sentence) or not states_benefit(sentence):
            continue  # a heading, or no benefit
        restrictions = _restrictions(clause.text, spans[i + 1 :])
        yield _benefit(document, clause, context, _quoted(clause.text, span), restrictions)


def states_benefit(sentence: str) -> bool:
    """Whether a sentence gives something rather than speaking of benefits."""
    kept = [words for words in re.split("[；;]", sentence) if not NO_BENEFIT.regex.search(words)]
    if len(kept) < len(re.split("[；;]", sentence)):
        # A part that shares costs or refuses says nothing of its own; its sentence may still give in another phrase.
        kept = [words for words in re.split("[；;，]", sentence) if not NO_BENEFIT.regex.search(words)]
    for words in kept:
        gives = GIVES.regex.search(words)
        if gives and (_is_modifier(words, gives) or re.search("不得|禁止|严禁|拟$", words[: gives.start()])):
            continue
        if (
            gives
            and (_SETTLED.search(words) or not _INTENT.search(words))
            and not re.search("探索|研究制定|争取[^，]*$", words[: gives.start()])
        ):
            return True
    return False


def _is_modifier(words: str, gives: re.Match[str]) -> bool:
    """Whether the giving only describes someone or a case: 享受床位建设补助等政策的养老机构，应当…; 申请救助的，应当…."""
    rest = re.split("[，；。]", words[gives.end() :])[0]
    if re.search(r"的[；。\s]*$", words) or (rest == "的" and re.search("应当|由|不得", words[gives.end() :])):
        return True
    return bool(
        re.match("享受|享有|领取|获得|申请", gives[0]) and re.search("的[^，。；]{2,14}$", rest) and not re.search(r"\d", rest)
    )


def _benefit(document: Document, clause: Clause, context: _Context, span: Span, restrictions: list[str]) -> Benefit:
    sentence = span.of(clause.text)
    who = recipient(sentence, topic=context.topic, lead=context.lead)
    amounts = amounts_of(sentence)
    placed = span.shifted(clause.span.start)
    narrowest = document.narrowest(placed) if document.subclauses else clause
    return Benefit(
        doc_id=clause.doc_id,
        clause=(narrowest or clause).path,
        name=_name(sentence, context.topic, who),
        payee=who.payee if who else None,
        amounts=amounts,
        conditions=tuple(dict.fromkeys([*_conditions(sentence), *restrictions])),
        quote=sentence,
        span=placed,
    )


def _quoted(text: str, span: Span) -> Span:
    """The sentence without its number and the blanks around it; with the list that it leads in."""
    marker = MARKER.match(text, span.start, span.end)
    start = marker.end() if marker else span.start
    end = span.start + len(span.of(text).rstrip())
    return Span(start, max(start, end))


# --- amounts ---------------------------------------------------------------------------------------------------------


def amounts_of(sentence: str) -> tuple[Amount, ...]:
    """What a sentence gives, by case: sums, shares of something, 50 % for 减半. Thresholds and instalments are left out."""
    cases = {pair.amount.span: pair.case for pair in parallel(sentence)}
    figures = [figure for figure in quantities(sentence) if _is_given(sentence, figure)]
    sums = [figure for figure in figures if figure.is_money]
    if sums:
        figures = [figure for figure in figures if figure.is_money or _base(sentence, figure)]
    basis = _BASIS.search(sentence)
    amounts: list[Amount] = []
    for figure in figures:
        case = cases.get(figure.span, "")
        if not case and figure.measure == "%":
            case = _base(sentence, figure)
        elif not case and len(figures) > 1:
            case = basis[0] if basis else _kind_behind(sentence, figure)
        amounts += _amounts(case, figure)
    return tuple(dict.fromkeys(amounts))


def _amounts(case: str, figure: Quantity) -> Iterator[Amount]:
    if figure.upper is None:
        yield Amount(case, figure.value, figure.unit, figure.bound)
    else:
        yield Amount(case, figure.value, figure.unit, "不低于")
        yield Amount(case, figure.upper, figure.unit, "不超过")


def _is_given(sentence: str, figure: Quantity) -> bool:
    if figure.measure not in ("元", "%") or is_condition(sentence, figure):
        return False
    phrase = phrase_around(sentence, figure.span)
    words, behind = phrase.of(sentence), sentence[figure.span.end : phrase.end]
    if NO_BENEFIT.regex.search(words):
        return False
    if figure.span.of(sentence) == "减半":
        return bool(re.match("征收|收取|缴纳|享受|[，。；]", behind or "。"))
    if figure.is_money:
        return bool(figure.phrase.start < figure.span.start or "/" in figure.unit or _gives_near(sentence, phrase))
    if _INSTALMENT.search(behind) and not re.search("予以|补助|补贴", behind):
        return False
    return (
        figure.span.of(sentence) == "减半"
        or bool(_SHARE_GIVEN.match(behind))
        or bool(re.search("减按|报销|补助|补贴|贴息", words[: figure.span.start - phrase.start][-8:]))
    )


def _gives_near(sentence: str, phrase: Span) -> bool:
    """Whether the phrase of a sum gives, or the one behind it does: 农村家庭2000元，城镇家庭4000元的标准予以补助."""
    return bool(
        re.search(rf"给予|予以|奖励|补助|补贴|资助|发放|津贴|标准|奖金|贴息|{_KIND}", sentence[phrase.start : phrase.end + 12])
    )


def _base(sentence: str, figure: Quantity) -> str:
    """What a share is of: 敬老院改造提升实际投入 in 按照敬老院改造提升实际投入的30%."""
    phrase = phrase_around(sentence, figure.span)
    before = _SHARE_OF.search(sentence[phrase.start : figure.phrase.start])
    if figure.span.of(sentence) == "减半":
        return trim(sentence, Span(phrase.start, figure.span.start)).of(sentence) + "减半"
    return re.sub(r"^.*(?:按照?|以|给予|省级|市级|区级|县级)", "", before["base"]) if before else ""


def _kind_behind(sentence: str, figure: Quantity) -> str:
    """The kind of benefit right behind a sum, which tells sums without cases apart: 10万元建设补助，每年2万元运营补助."""
    kind = re.match(rf"的?(?:一次性|定额)?(?P<kind>[一-鿿]{{2,6}}?(?:{_KIND}))", sentence[figure.span.end :])
    return kind["kind"] if kind else ""


# --- name and conditions ---------------------------------------------------------------------------------------------


def _topic(clause: Clause, spans: list[Span]) -> str:
    """What a clause is about: its heading, or its first phrase unless that names the recipient."""
    first = spans[0].of(clause.text) if spans else ""
    if clause.kind == "条" and not clause.heading:
        return ""
    words = clause.heading or first[len((MARKER.match(first) or [""])[0]) :]
    words = re.split("[，。：；\n]", words)[0]
    if re.match("对|按|在|凡|每", words):
        return ""
    return _NAME_END.sub("", _NAME_START.sub("", words)).strip()


def _lead_in(text: str) -> str:
    """The words in front of a list: 为社区提供养老托育服务的机构可以享受以下优惠政策：."""
    lead = re.match(r"([^。；\n]{2,80}?)(?:可以?)?(?:享受|按照|享有|适用)?(?:以下|下列|如下)[^。；\n]{0,16}：", text)
    return lead[1][len((MARKER.match(lead[1]) or [""])[0]) :] if lead else ""


def _name(sentence: str, topic: str, who: Recipient | None) -> str:
    """A short name: the topic with the kind of benefit, or the recipient with it."""
    noun = who.noun if who else ""
    if tax := _TAX.search(sentence):
        what = tax[0].split("、")[0]
        return noun + (what + "等" if "、" in tax[0] else what)
    if re.search("按(?:照)?居民", sentence):
        return f"{noun}居民价格优惠"
    if free := re.search("免费的?([一-鿿]{2,8})", sentence):
        return "免费" + free[1]
    named = re.match(rf".{{2,18}}?(?:{_KIND})", topic)
    if named:
        return named[0]
    kinds = re.findall(rf"([一-鿿]{{0,8}}?)({_KIND})", sentence)
    kind = max(kinds, key=lambda found: (len(_modifier(found[0])) > 1, -len(found[0])), default=("", "优惠"))
    modifier = _modifier(kind[0])
    front = noun if modifier or not topic or len(topic) > 16 else topic
    front = "" if modifier and (front in modifier or modifier in front) else front
    return front + modifier + kind[1]


def _modifier(words: str) -> str:
    """The part of ``words`` that belongs to the kind of benefit: 入职 of 的一次性入职."""
    words = re.split(
        r"的|一次性|定额|给予|予以|按照?|标准|元|进行|享受|发放|领取|申请|相应|适当|同等|等|各类|每|和|资金|对|可以?", words
    )[-1]
    return words if 2 <= len(words) <= 6 else ""


def _conditions(sentence: str) -> Iterator[str]:
    """The phrases that say for whom and when, verbatim: from the recipient up to the sum, and those that limit."""
    given = [figure for figure in quantities(sentence) if _is_given(sentence, figure)]
    named = False
    for phrase in phrases(sentence, Span(0, len(sentence))):
        words = phrase.of(sentence).strip()
        whom = RECIPIENT.regex.search(words)
        gives = any(phrase.covers(figure.span) for figure in given) or bool(GIVES.regex.search(words))
        if gives and whom and len(whom["who"]) > 3:
            yield whom[0]
        elif not gives and (named or whom or _CONDITION.search(words)) and not _NO_CONDITION.search(words):
            yield words
        elif _RESTRICTION.search(words) and not whom:
            yield words
        named = bool(whom or named) and not gives


def _restrictions(text: str, following: list[Span]) -> list[str]:
    """Sentences behind a benefit that narrow it, up to the next benefit."""
    found: list[str] = []
    for span in following:
        sentence = span.of(text).strip()
        if states_benefit(sentence):
            break
        found += [
            words
            for words in re.split("[，；。]", sentence)
            if _RESTRICTION.search(words) and re.search(rf"{_KIND}|享受|优先", words)
        ]
    return found
