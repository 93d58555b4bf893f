"""Stretches of time that a text tells (毕业八个月了, 干了快三年), and what each is counted from."""

from __future__ import annotations

import re

from policyqa.text.numerals import parse_numeral
from policyqa.text.patterns import pattern, shown
from policyqa.text.sentences import phrases_of

#: A numeral, as people say how old or how long.
NUMBER = r"[\d一二两三四五六七八九十百]+"
DURATION = pattern(
    "年数",
    rf"(?P<near>快|不到|将近|差一点|不足|还没|刚)?(?:(?P<full>满|够)|有|了)?(?:(?P<years>{NUMBER})(?P<more>多)?年(?P<half>半)?(?:零|又|多)?(?:(?P<months>{NUMBER})个月)?|"
    rf"(?P<only>{NUMBER})(?P<more2>多)?(?:个(?P<half2>半)?|个(?P<more4>多|来))月|半年(?P<more3>多)?)"
    r"(?!代|级|龄|底|初|前的|度|\d|以[上下内]|[^，。；]{0,4}(?:\d{3}|[\d一二两三四五六七八九][百千万]))"
    r"(?(full)|(?!(?!前|后|[，。]|了)[^，。才]{0,3}(?:补|给|发|领|贴|缴|交|多少|几)))",
    reason="how long someone has been at something, in years or months",
    examples=(
        ("毕业八个月了", "八个月"),
        ("干了快三年", "快三年"),
        ("一年零五个月", "一年零五个月"),
        ("七个多月", "七个多月"),
        ("干满8个月能领吗", "满8个月"),
        ("8个月领多少", None),
        ("2023年", "2023年"),
        ("年底", None),
    ),
)
#: Behind a stretch of time: it is over.
_OVER = re.compile("(?:早就?|都|已经?)*(?:过了|过去|开外|出头)")
#: What is counted from an event that a text names: 自登记之日起3年内.
SINCE_EVENT = "某事"
#: What a stretch of time is counted from: the words around it, an example in which what they find stands in brackets, another.
_SINCE = {
    "毕业年限": ("毕[了的完]?业|离校|(?:学校?|[大中]专|[高职]校?)(?:毕[了的完]?业)?出来", "[毕业]五年 | 干了五年"),
    "同一机构从业年限": (
        "干|做|伺候|工作|聘|从业|从事|上班|工龄|当|护理|在岗|服务|入职|[在到进来][^，。]{0,8}(?:院|机构|单位|中心|公司)",
        "[干]了五年 | 毕业五年",
    ),
    "就读年限": (r"就读|学籍|入[托园学]|(?<!以)[念读上](?:书|学|了|过|着|满|\Z)", "在这边[就读]两年 | 毕业五年"),
    "中断": (r"中断(?:缴费)?|断(?:缴|交|保|了|过|\Z)", "[断了]两个月 | 交了两年"),
    "缴费年限": ("(?<!断)缴(?:费|纳|存)?|预收|[交投](?!通)|参保|保险|社保|医保|[医业老伤护]险", "[交]了两年 | 断了两个月"),
    "合同年限": ("合同|[签]", "[签]了三年 | 干了三年"),
    "居住年限": ("居住|户籍|户口|落户|住", "[住]了半年 | 毕业五年"),
    "运营年限": (r"运营|经营|营业|开业|开张|成立|登记(?!失业|求职)|办了|开(?:了|\Z)|备案", "[开业]两年 | 毕业五年"),
}
SINCE = {
    name: shown(f"起算：{name}", *words, reason="what a stretch of time is counted from") for name, words in _SINCE.items()
}


def durations(folded: str) -> list[tuple[str | None, float]]:
    """The stretches of time that a plain text tells: what each is counted from (None when not said) and its length in years.

    快三年 is a little less than three.
    """
    folded = folded.replace("俩月", "两个月").replace("仨月", "三个月")
    found: list[tuple[str | None, float]] = []
    for match in DURATION.regex.finditer(folded):
        years = _years(match)
        if years is not None and years < 100:
            years += 0.1 * bool(_OVER.match(folded, match.end()))
            ago = SINCE_EVENT if folded.startswith("前", match.end()) else None  # 三个月前拿的证 is no length of anything
            found.append((since(folded, *match.span()) or ago, years))
    return found


def since(text: str, start: int, end: int) -> str | None:
    """What the stretch of time at ``start`` is counted from: by the nearest word in front within its phrase, or else behind."""
    before = phrases_of(text[:start])[-1]
    behind = phrases_of(text[end:])[0][:12]
    last = {name: [match.end() for match in words.regex.finditer(before)] for name, words in SINCE.items()}
    if any(last.values()):
        return max((ends[-1], name) for name, ends in last.items() if ends)[1]
    first = {name: match.start() for name, words in SINCE.items() if (match := words.regex.search(behind))}
    return min(first, key=lambda name: first[name]) if first else None


def _years(match: re.Match[str]) -> float | None:
    told = [parse_numeral(match[name]) if match[name] else 0 for name in ("years", "months", "only")]
    if None in told:
        return None
    years, months, only = (number or 0 for number in told)
    if match["years"]:
        length = years + months / 12 + 0.5 * bool(match["half"]) + 0.3 * bool(match["more"])
    elif match["only"]:
        length = (only + 0.5 * bool(match["half2"] or match["more2"] or match["more4"])) / 12
    else:
        length = 0.5 + 0.1 * bool(match["more3"])
    return round(length - (min(0.1, length / 10) if match["near"] and match["near"] != "刚" else 0), 3)
