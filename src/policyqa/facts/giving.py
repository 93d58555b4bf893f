"""What a sentence gives: whether it gives at all, and which of its figures are what is given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyqa.facts.amounts import Quantity, quantities
from policyqa.facts.awards import is_condition, phrase_around
from policyqa.facts.parallel import Pair, parallel
from policyqa.facts.phrases import phrases, trim, with_kind
from policyqa.text.patterns import pattern
from policyqa.types import Amount, Span

#: Names of what is given.
KIND = r"补助|补贴|奖励|奖补|津贴|资助|救助|贴息|慰问金|抚恤金|救济金|奖金|奖学金|助学金|生活费|保障金|扶助金|供养金"
_FEE = r"[^，。；\n]{0,30}?(?:税|费|租金|押金|利息|价款|收入总额)"
_WAIVED = (
    rf"(?:免征|减征|免收|(?<!不)减收|免缴|免交|免除|豁免|不增收|(?<!请求)减免)(?!.{{0,6}}(?:责任|处罚|刑罚|义务|债务)){_FEE}"
)
_SUM = r"(?:\d|[一二两三四五六七八九十]+[百千万])[^，。；\n]{0,6}?[元%％]"
GIVES = pattern(
    "给付",
    rf"(?:给予|予以|发放|发给|享受|享有|兑现|(?:可以?|有权)(?:向[^，。；\n]{{2,20}})?(?:申请|申领|领取))"
    rf"[^。；\n]{{0,44}}?(?:{KIND}|优惠|减免|补足)"
    rf"|(?:{KIND})(?![^，。；\n]{{0,6}}率)[^，。；\n]{{0,14}}?{_SUM}|[元%％][^，。；\n]{{0,14}}?(?:{KIND})"
    r"|(?:按|每)[^，。；\n]{0,20}?[元%％][^，。；\n]{0,10}(?:予以|给予|进行|发放)"
    rf"|{_WAIVED}|减半(?:征收|收取|缴纳)|减按"
    r"|免费(?:提供|享受|乘坐|乘车|参观|游览|发放|开放|使用|接种|体检|进入|配送|培训|入园|配备)(?!该)|(?:提供|享受|进行|接受)[^，。；\n]{0,12}免费"
    r"|提供(?:无偿|低偿|优惠)[^，。；\n]{0,16}服务|(?:发放|发给|给予)\d[\d.]*[百千万]?元"
    r"|(?:财政|政府)[^，。；\n]{0,6}为[^，。；\n]{2,40}?(?:购买|投保|缴纳|代缴)[^，。；\n]{0,12}(?:险|费)|(?:全额|定额|分类)资助|资助其参[加保]|予以供养"
    r"|(?:按(?:照)?|执行)居民[^，。；\n]{0,8}价格|标准的\d+%执行|(?:政府|财政)(?:承担|负担|补助|补贴)[^，。；\n]{0,10}?\d+%"
    rf"|(?:{KIND})[^，。；\n]{{0,4}}(?:可以?)?(?:参照|比照)[^。；\n]{{2,40}}执行",
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
INTENT = pattern(
    "政策意向",
    r"(?:建立|完善|健全|制定|出台|落实|加大|强化|优化|规范|探索|研究|争取|统筹|做好|推进|推动|宣传|实施|提高)[^，。；\n]*?"
    rf"(?:{KIND}|优惠|减免)[^，。；\n]{{0,10}}?(?:政策|制度|机制|标准|办法|力度|措施|工作|资金|方式|清单|发放)",
    reason="to build a system of benefits is not to give one",
    examples=(("建立养老护理员岗位补贴制度", "建立养老护理员岗位补贴制度"), ("给予社保补贴", None)),
)
#: Titles name benefits without giving any; so do words for a measure: 减免社保费政策落实情况.
_TITLE = re.compile(r"《[^《》]*》|关于[^，。；：《》]{2,60}的(?:通知|公告|意见|决定|办法|方案|规定|细则)")
_MATTER = re.compile(r"[^\s]{0,12}(?:政策|措施|工作|情况|问题)(?:落实)?(?:情况)?")
_SETTLED = re.compile("给予|予以|享受|免征|减半|减按|每|居民")
_UNDECIDED = re.compile(r"探索|研究制定|争取[^，]*$|不得|禁止|严禁|拟$")
_PAID = re.compile(r"(?:的?比例|的标准)?(?:予以|给予)?的?(?:救助|报销|补助|补贴|贴息|资助|支付)")
#: Costs of residents that the government bears, which is more than sharing the costs of a scheme.
_PAID_FOR = re.compile(
    r"(?:办理|参加|购买|投保)[^，。；\n]{2,24}(?<!资金)(?<!经费)费用由(?:政府|财政)[^，。；\n]{0,6}(?:承担|负担)"
)
#: A sum that ends its phrase.
_ENDS = re.compile(r"\s*(?:[，。；、]|$)")
#: A sum by the head, which is given where the clause is about a benefit: 高龄津贴。80—89周岁的每人每月50元.
_PER_SUM = re.compile(r"每[^，。；\n\d]{1,12}\d[\d.]*万?元")
_FEES = re.compile("收费|缴费|缴纳|费用|罚款|收入|" + NO_BENEFIT.regex.pattern)
_LOAN = re.compile(r"的?[^，。；\n]{0,10}(?:贷款|借款|授信|额度)")
_SHARE_OF = re.compile(r"(?P<base>[^，。；、\n]{2,40}?)的\s?\Z")
_SHARE_GIVEN = re.compile(r"[^，。；\n]{0,8}?(?:予以|给予|补助|补贴|报销|奖励|资助|减免|支付|计入|贴息|优惠|救助|执行)")
_SHARE_LEADS = re.compile(r"(?:减按|报销|补助|补贴|贴息|承担比例)[^，。；\n]{0,6}\Z|(?:上浮|下浮|减免[^，。；\n]{2,10})\Z")
_INSTALMENT = re.compile("发放|拨付|到位|兑付|支付")
_HALVED = re.compile("征收|收取|缴纳|享受|补[助贴]|发放|给予|执行|[，。；]|$")
_BASIS = re.compile(r"按照?[^，。；\n]{1,12}?(?:等级|级别|星级|类别|档次|规模|层次|程度)(?=分别|给予|，|不同)")


def states_benefit(sentence: str, *, topic: str = "") -> bool:
    """Whether a sentence gives something rather than speaking of benefits.

    Where its clause is about a benefit (``topic``), a sum by the head is enough: 高龄津贴。80—89周岁的每人每月50元.
    """
    parts = re.split("[；;]", sentence)
    if _PAID_FOR.search(sentence):
        return True
    kept = [words for words in parts if not NO_BENEFIT.regex.search(words)]
    if len(kept) < len(parts):  # what shares costs or refuses gives nothing; another phrase beside it still may
        kept = [words for words in re.split("[；;，]", sentence) if not NO_BENEFIT.regex.search(words)]
    if any(_gives(words) for words in kept):
        return True
    return bool(re.search(KIND, topic) and _PER_SUM.search(sentence) and not _FEES.search(sentence))


def _gives(words: str) -> bool:
    words = _TITLE.sub(lambda title: "　" * len(title[0]), words)
    if INTENT.regex.search(words) and not _SETTLED.search(words):
        return False
    found = (match for match in GIVES.regex.finditer(words) if not _UNDECIDED.search(words[: match.start()]))
    return any(not _only_describes(words, match) for match in found)


def _only_describes(words: str, gives: re.Match[str]) -> bool:
    """Whether the giving describes someone or a case: 享受床位建设补助等政策的养老机构，应当…; 不按规定发放补贴的；."""
    rest = re.split("[，；。]", words[gives.end() :])[0]
    if re.match("减|免", gives[0]) and _MATTER.fullmatch(rest):
        return True
    if re.search(r"的[；。\s]*$", words) or (rest == "的" and re.search("应当|由|不得", words[gives.end() :])):
        return True
    describes = re.match("享受|享有|可以?", gives[0]) and re.search("的[^，。；]{2,14}$", rest)
    return bool(describes and not re.search(r"\d", rest))


def amounts_of(sentence: str) -> tuple[Amount, ...]:
    """What a sentence gives, by case: sums, shares of something, 50 % for 减半. Thresholds and instalments are left out.

    A list whose cases the text does not name (按照医疗机构等级分别给予5万元、10万元、15万元) has its basis for a case.
    """
    figures = given_figures(sentence)
    one_line = sentence.replace("\n", "；")  # a list is one sentence
    cases = {pair.amount.span: _case(one_line, pair) for pair in parallel(one_line)}
    cases |= _cases_again(sentence, figures, cases)
    basis = _BASIS.search(sentence)
    amounts: list[Amount] = []
    for figure in figures:
        case = cases.get(figure.span) or (_base(sentence, figure) if figure.measure == "%" else "")
        if not case and len(figures) > 1 and figure.is_money:
            case = basis[0] if basis else _kind_behind(sentence, figure)
        amounts += _amounts(case, figure)
    return tuple(dict.fromkeys(amounts))


def _case(sentence: str, pair: Pair) -> str:
    words = with_kind(sentence, pair.case_span) if pair.case == pair.case_span.of(sentence) else pair.case
    return pair.under + words


def _cases_again(sentence: str, figures: list[Quantity], cases: dict[Span, str]) -> dict[Span, str]:
    """Cases of sums that are listed for the shares before them: 特困人员按100%、低保对象按70%救助，限额分别为10万元、5万元."""
    shares = [figure for figure in figures if figure.measure == "%" and figure.span in cases]
    sums = [figure for figure in figures if figure.is_money and figure.span not in cases]
    if len(sums) < 2 or len(sums) != len(shares) or "分别" not in sentence[shares[-1].span.end : sums[0].span.start]:
        return {}
    what = trim(sentence, Span(phrase_around(sentence, sums[0].span).start, sums[0].phrase.start)).of(sentence)
    return {figure.span: cases[share.span] + what for figure, share in zip(sums, shares, strict=True)}


def given_figures(sentence: str) -> list[Quantity]:
    """The figures of a sentence that are given. Beside sums a share counts only where the text says of what."""
    found = quantities(sentence)
    figures = [figure for figure in found if _is_given(sentence, figure)]
    if any(figure.is_money for figure in figures):
        figures = [figure for figure in figures if figure.is_money or _base(sentence, figure) or _is_paid(sentence, figure)]
    elif not figures and states_benefit(sentence):  # 给予入职奖励，其中本科3万元、大专2万元
        figures = [figure for figure in found if figure.is_money and _ENDS.match(sentence, figure.phrase.end)]
    return [*figures, *_listed_shares(sentence, found, figures)]


def _is_paid(sentence: str, figure: Quantity) -> bool:
    """Whether a share has a verb of giving of its own right behind it: 低保对象按70%救助."""
    return figure.span.of(sentence) != "减半" and bool(_PAID.match(sentence, figure.span.end))


def _listed_shares(sentence: str, found: list[Quantity], given: list[Quantity]) -> Iterator[Quantity]:
    """The further shares of a list whose first one is given: 分别上浮10%、20%、30%."""
    before = None
    for figure in found:
        listed = before is not None and figure.measure == "%" and sentence[before.span.end : figure.span.start] in ("、", "和")
        if figure in given:
            before = figure
        elif listed:
            before = figure
            yield figure
        else:
            before = None


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
    before, behind = sentence[phrase.start : figure.phrase.start], sentence[figure.span.end : phrase.end]
    if NO_BENEFIT.regex.search(phrase.of(sentence)) or _LOAN.match(behind):
        return False
    if figure.is_money:
        leads = figure.phrase.start < figure.span.start or "/" in figure.unit
        return leads or bool(re.search(rf"给予|予以|发放|标准|{KIND}", sentence[phrase.start : phrase.end + 12]))
    if figure.span.of(sentence) == "减半":
        return bool(_HALVED.match(behind))
    if _INSTALMENT.search(behind) and not re.search("予以|补助|补贴", behind):
        return False
    return bool(_SHARE_GIVEN.match(behind) or _SHARE_LEADS.search(before))


def _base(sentence: str, figure: Quantity) -> str:
    """What a share is of: 敬老院改造提升实际投入 in 按照敬老院改造提升实际投入的30%; who pays half: 营利性养老机构建设减半."""
    if figure.span.of(sentence) == "减半":
        cases = [trim(sentence, part) for part in phrases(sentence, Span(0, figure.span.start))]
        return next((case.of(sentence) for case in reversed(cases) if len(case)), "") + "减半"
    phrase = phrase_around(sentence, figure.span)
    before = _SHARE_OF.search(sentence[phrase.start : figure.phrase.start])
    return re.sub(r"^.*(?:按照?|给予|省级|市级|区级|县级)", "", before["base"]) if before else ""


def _kind_behind(sentence: str, figure: Quantity) -> str:
    """The kind of benefit right behind a sum, which tells sums without cases apart: 10万元建设补助，每年2万元运营补助."""
    kind = re.match(rf"的?(?:一次性|定额)?(?P<kind>[一-鿿]{{2,6}}?(?:{KIND}))", sentence[figure.span.end :])
    return kind["kind"] if kind else ""
