"""What a question names: documents, regions, and places in a text (附件2, 第二十条, 第16项)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import zip_longest

from policyqa.ingest.metadata import region_of
from policyqa.text.fold import fold
from policyqa.text.numerals import NUMERAL_CHARS, parse_numeral, to_chinese
from policyqa.text.places import names_of_parts, parts_in
from policyqa.text.words import dictionary
from policyqa.types import Document, Policy, Span

_N = rf"[{NUMERAL_CHARS}\d]+"
#: The running number of a document, with its year where one is given; not the day of a date, nor the number of a house.
NUMBER_OF_DOCUMENT = re.compile(rf"(?<![月{NUMERAL_CHARS}\d])(?:\(((?:19|20)\d{{2}})\)第?)?({_N})号(?![楼院线])")
OWN_NUMBER = re.compile(r"(?:((?:19|20)\d{2})\D*)?(\d+)号")
YEAR_OF_DOCUMENT = re.compile(
    r"((?:19|20)\d{2})年?(?:的|那个|那份|版|出的|发的|印发的)*[^，。？0-9]{0,12}?(?:方案|文件|通知|计划(?![建新完到在要达增改])|办法|意见|条例|规定|制度|分解表|分工表|那[份版]|这[份版]|行动(?=[里中]))"
)
#: What documents are called.
_KINDS = "方案|文件|通知|计划|办法|意见|条例|规定|制度"
#: The kind of a document behind its name, and what stands between two that are named: 甲市的“一老一小”方案与2023年行动方案.
KIND_OF_DOCUMENT = re.compile(f"(?:{_KINDS}|分解表|分工表|[那这][份版]|行动)+$")
BETWEEN = re.compile("[和与跟同、，,。：:；;]")
BETWEEN_DOCUMENTS = re.compile(f"(?<={_KINDS})[和与跟同、]")
#: A document as a question names it, with its number or its year: 2024年58号文, 2023年那份文件.
NAMED_DOCUMENT = re.compile(
    rf"(?:(?:19|20)\d\d年?的?)?(?:{NUMBER_OF_DOCUMENT.pattern})(?:文件|文)?|{YEAR_OF_DOCUMENT.pattern}(?:文件|方案)?"
)
#: A document that is said not to be meant: (58号文的不要), 除了58号文, 不是58号文.
NOT_MEANT = re.compile(
    rf"(?:不是(?!.*[吗么吧])|不[要看管]|别看|除了?)[^,，。？()]{{0,3}}?{NUMBER_OF_DOCUMENT.pattern}(?:文件|文)?"
    rf"|(?:{NUMBER_OF_DOCUMENT.pattern})(?:文件|文)?(?:里?的)?(?:不[要算管看]|别算|除外|[之以]外)"
)
#: Both documents of a region: 前后两份方案说得一样吗.
BOTH_DOCUMENTS = re.compile("[两俩](?:个|份|版|部)(?:方案|文件|通知|计划|办法|意见|条例|规定|细则|政策)")
ATTACHMENT = re.compile(rf"附(?:件|表)(?:({_N})(?!\d|号?那?[行项条]))?")
ARTICLE = re.compile(rf"第(?:\(?({_N})\)?)条(?:之({_N}))?")
#: The text itself, what is attached to it, and what the paths of that begin with.
OF_TEXT, _OF_ANNEX, ATTACHED = re.compile("正文"), re.compile("附[件表]|分解表|分工表|任务表"), "附件"
NUMBERED = re.compile(
    rf"(?:第({_N})(?:项|行|款|点|号|问|个(?:任务|项目))|(\d+)(?:号那?(?:一?[行项条]|任务)|行(?![业政])|号(?=[、和及]\d+号|[两三四几]行))|序号(?:为|是)?({_N})|问题({_N})(?![\d个件]))"
)
BRACKETED = re.compile(rf"\(({_N})\)")
PART = re.compile(rf"第({_N})(?:部分|章|编|节)")
#: 外县, 邻市 name no place, nor does 和县 in 国道和县道, though there is one of that name.
OUTSIDE, JOINED = "外邻别", re.compile("[和与及][省市区县]")
#: What goes on after the name of a region to give its short form: 西咸新区 is 西咸, 西安市 is 西安.
REGION_SUFFIX = re.compile(r"(?:新区|自治区|自治州|地区|省|市|区|县)$")
#: A region called by its kind: 市里, 全市, 新区. Longer kinds stand first.
KINDS_OF_REGION = {
    "新区": re.compile("新区"),
    "省": re.compile("省本?级|省里|全省|我省|本省"),
    "市": re.compile(
        '市里|全市|我市|本市|市本?级|市上|市方案|市文件|(?<![一-鿿])市(?=[与和跟、"《])|(?<=[年月底])市(?=[与和跟、])|市区两[级头]|'
        "(?<=[，。年月底]区[与和跟、])市(?![一-鿿]{0,2}[局委办])"
    ),
    "县": re.compile("县里|全县|我县|本县|县本?级"),
    "区": re.compile(
        "(?<![社新城小园校地])区里|全区|我区|本区|(?<!地)区本?级|市区两[级头]|(?<=[，。年月底]市[与和跟、])区(?![一-鿿]{0,2}[局委办])"
    ),
}
#: Kinds that are one of many in a city: 甲市…县里 is none that is named.
LOWEST = ("县", "区")
#: A unit by its role, or a deputy, where it is asked who that is.
ROLE = re.compile(
    "(?!主责|主办|协办|协同|协助)[一-鿿]{2}单位(?=(?:[和跟及][^，。？]{1,4})?(?:[是叫为]|各是)?(?:谁|哪|什么|啥)|[和跟及][^，。？]{1,4}[是为各]*多少)"
    "|副(?:召集人|组长|主任|指挥长|秘书长|会长)(?=[是由叫]*(?:谁|哪))"
)
TITLE = re.compile("《([^《》]{4,40})》")
#: What the names of cities, counties and provinces end with.
PLACES = ("市", "县", "省", "州")
#: A stretch of a title this long, found in a question, names the document.
TITLE_STRETCH = 6
#: … of which so much has to be more than the name of its region.
BESIDE_REGION = 4
#: A year stands in a title and beside a matter alike: 甲新区2025年.
YEARS = re.compile(r"(?:19|20)\d\d年?")
#: A law is named by its title alone, however short that is, without the nation's name in front: 社会保险法.
LAW, NATION = re.compile("[一-鿿]{3,}(?:法|条例)"), "中华人民共和国"


@dataclass(frozen=True, slots=True)
class Mentions:
    """``doc_ids`` are the documents that a question names, ``regions`` the regions, ``labels`` the path labels it may mean.

    ``parts`` are districts and the like that it names, which lie in regions of documents: those are ``regions`` where it
    names none.
    """

    doc_ids: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """All places that a question lies in by its words."""
        return (*self.regions, *self.parts)


def mentions_of(question: str, policies: Sequence[Policy]) -> Mentions:
    """What ``question`` names of these policies. A title that all of them share in part names none of them."""
    text = NOT_MEANT.sub("", fold(question))
    parts = {region: parts for region in _regions(policies) if (parts := parts_in(text, region))}
    regions = regions_named(text, policies) or tuple(parts)
    of_regions = [policy for policy in policies if policy.region in regions]
    of_year = _by_year(text, of_regions, regions) or _by_year(text, policies, ())  # 甲市2023年的方案 is none of 乙市
    both = [policy.id for policy in of_regions if policy.copy_of is None] if BOTH_DOCUMENTS.search(text) else []
    titled = [doc_id for phrase in BETWEEN_DOCUMENTS.split(text) for doc_id in _by_title(phrase, policies, of_regions)]
    named = (*_by_number(text, policies), *of_year, *titled)
    return Mentions(
        doc_ids=tuple(dict.fromkeys(named or (both if len(both) == 2 else ()))),
        regions=regions,
        labels=tuple(dict.fromkeys(_labels(text))),
        parts=tuple(dict.fromkeys(part for named in parts.values() for part in named)),
    )


def regions_named(question: str, policies: Sequence[Policy]) -> tuple[str, ...]:
    """The regions of these policies that a folded ``question`` names."""
    regions = _regions(policies)
    return tuple(region for region in regions if names_region(question, region, among=regions))


def names_region(question: str, region: str, *, among: Sequence[str] = ()) -> bool:
    """Whether ``question`` names ``region``: in full, in short, or by its kind when it is the only such one ``among``."""
    if _is_named(question, region):
        return True
    kind = next((kind for kind in KINDS_OF_REGION if region.endswith(kind)), None)
    alone = kind is not None and sum(other.endswith(kind) for other in among) == 1
    of_other = kind in LOWEST and any(other.endswith("市") and _is_named(question, other) for other in among)
    return alone and not of_other and KINDS_OF_REGION[kind or ""].search(question) is not None


def _is_named(question: str, region: str) -> bool:
    """Whether ``question`` names ``region`` in full or in short."""
    short = REGION_SUFFIX.sub("", region)
    return region in question or (len(short) >= 2 and short in question)


def names_of(region: str) -> list[str]:
    """The name of a region in full and in short; a single character is none."""
    return [name for name in (region, REGION_SUFFIX.sub("", region)) if len(name) > 1]


def without_region(question: str, region: str) -> str:
    """``question`` without the name of ``region``, in full, in short or by its kind, and the year told with it: 甲市2023年."""
    names = [re.escape(name) for name in names_of(region)]
    kinds = [kind.pattern for ending, kind in KINDS_OF_REGION.items() if region.endswith(ending) and region not in question]
    return re.sub(rf"(?:{'|'.join([*names, *kinds[:1]])})(?:(?:19|20)\d{{2}}年?)?", "", question)


def without_documents(question: str) -> str:
    """``question`` without the documents that it names by number, year or title: they are where to look, not what for."""
    return NAMED_DOCUMENT.sub("", TITLE.sub("", question))


def is_elsewhere(policy: Policy, named: Sequence[str], strangers: frozenset[tuple[str, str]] = frozenset()) -> bool:
    """Whether a document's region lies outside those that a question names: another city, or one of :func:`strangers_of`.

    A district may lie in a city, unless its authority names another one: 甲市乙区民政局. It does not lie in a county.
    """
    places = {place for place in (policy.region, region_of(policy.issuer or "")) if place}
    return places.isdisjoint(named) and any(
        place[-1] == other[-1] or {place[-1], other[-1]}.issubset(LOWEST) or (place, other) in strangers
        for place in places
        for other in named
    )


def strangers_of(documents: Iterable[Document]) -> frozenset[tuple[str, str]]:
    """The pairs of regions that have nothing to do with each other: the documents of neither speak of the other.

    A district lies in a city whose plans it carries out, or which tells its districts what to do.
    """
    said: dict[str, str] = {}
    for document in documents:
        if region := document.policy.region:
            said[region] = said.get(region, "") + fold(document.text)
    speaks = {(one, other) for one, text in said.items() for other in said if REGION_SUFFIX.sub("", other) in text}
    return frozenset((a, b) for a in said for b in said if (a, b) not in speaks and (b, a) not in speaks)


def are_others(told: Sequence[str], asked: Sequence[str]) -> bool:
    """Whether places are told of, and none of those that are asked for."""
    return bool(told and asked) and set(told).isdisjoint(asked)


def foreign_places(question: str, corpus: str, parts: Collection[str]) -> list[str]:
    """The cities, counties and provinces that a question names and the documents (``corpus``, folded) never do.

    ``parts`` are those that lie in a region of a document. A district may lie in a city that they speak of.
    """
    words = dictionary().cut(fold(question))
    return [
        word.text
        for word, behind in zip_longest(words, words[1:])
        if word.tag == "ns"
        and word.text[0] not in OUTSIDE
        and not JOINED.fullmatch(word.text)
        and word.text not in corpus
        and word.text not in parts
        and (word.text.endswith(PLACES) or (behind is not None and behind.text.startswith(PLACES)))
    ]


def unheard_parts(mentions: Mentions, text: str, corpus: str) -> list[str]:
    """The districts that a question names and the documents (``corpus``) never do, where ``text`` speaks of others instead."""
    unheard = [part for part in mentions.parts if part not in corpus]
    told = [part for region in mentions.regions for part in parts_in(text, region)] if unheard else []
    return unheard if are_others(told, unheard) else []


def foreign_roles(question: str, corpus: str) -> list[str]:
    """The roles of units that a question asks for and the documents (``corpus``, folded) never name: 监理单位是哪家."""
    return [role for role in ROLE.findall(fold(question)) if role not in corpus]


def foreign_titles(question: str, policies: Sequence[Policy]) -> list[str]:
    """The titles in 《》 that a question names and no policy bears: what stands in such a document is not known."""
    titles = [_folded(policy.title) for policy in policies]
    named = TITLE.findall(fold(question))
    return [title for title in named if not any(title in own or own in title for own in titles)]


def is_of_text(asked: str) -> bool:
    """Whether a question asks what stands in a text itself, and not in what is attached to it: 58号文正文里."""
    return OF_TEXT.search(asked) is not None and _OF_ANNEX.search(asked) is None


def region_names(policies: Sequence[Policy]) -> set[str]:
    """The names of the regions of these policies and of what lies in them, in full and in short."""
    return {name for region in _regions(policies) for name in (*names_of(region), *names_of_parts(region))}


def _regions(policies: Sequence[Policy]) -> list[str]:
    return sorted({policy.region for policy in policies if policy.region})


def _by_number(text: str, policies: Sequence[Policy]) -> list[str]:
    asked = {(match[1], parse_numeral(match[2])) for match in NUMBER_OF_DOCUMENT.finditer(text)}
    found = []
    for policy in policies:
        if own := OWN_NUMBER.search(fold(policy.number or "")):
            number = int(own[2])
            if (None, number) in asked or (own[1], number) in asked:
                found.append(policy.id)
    return found


def _by_year(text: str, policies: Sequence[Policy], regions: Sequence[str]) -> list[str]:
    """The policies of the years that are told with a document: of the region in front of one, with the words behind it."""
    found: list[str] = []
    for match in YEAR_OF_DOCUMENT.finditer(text):
        of_year = [policy for policy in policies if _is_of_year(policy, int(match[1]))]
        phrase = BETWEEN.split(text[: match.end()])[-1]
        near = [region for region in regions if names_region(phrase, region, among=regions)]
        own = [policy for policy in of_year if policy.region in near] or of_year
        words = KIND_OF_DOCUMENT.sub("", match[0].replace('"', "").lstrip("0123456789年的"))
        titled = [policy for policy in own if len(words) > 1 and _shortens(words, _folded(policy.title).replace('"', ""))]
        found += [policy.id for policy in titled or own]
    return found


def _shortens(words: str, title: str) -> bool:
    """Whether the characters of ``words`` stand in a title in their order: 养老提升 for 养老服务工作提升行动."""
    rest = iter(title)
    return all(char in rest for char in words)


def _is_of_year(policy: Policy, year: int) -> bool:
    return (policy.issued is not None and policy.issued // 10000 == year) or f"{year}年" in policy.title


def _by_title(text: str, policies: Sequence[Policy], of_regions: Sequence[Policy]) -> list[str]:
    """The policies whose titles the question says whole, or share the longest stretch with it, unless all share that.

    Of several that share it, those of the regions that the question names: 丙区的“一老一小”方案 is none of 甲市.
    """
    text = YEARS.sub("", text)
    grams = _grams(text)
    stretches: dict[str, int] = {}
    whole: list[str] = []
    for policy in policies:
        title = YEARS.sub("", _folded(policy.title))
        if grams & _grams(title):
            match = SequenceMatcher(None, text, title, autojunk=False).find_longest_match()
            shared = text[match.a : match.a + match.size]
            beside = without_region(shared, policy.region) if policy.region else shared
            stretches[policy.id] = match.size if len(beside) >= BESIDE_REGION else 0  # 甲新区养老 is none of its plans
        whole += [policy.id] if LAW.fullmatch(name := title.removeprefix(NATION)) and name in text else []
    longest = max(stretches.values(), default=0)
    named = [doc_id for doc_id, size in stretches.items() if size == longest]
    told_apart = longest >= TITLE_STRETCH and (len(named) < len(policies) or len(policies) == 1)
    own = [policy.id for policy in of_regions if policy.id in named]
    return [*whole, *((own or named) if told_apart else [])]


@lru_cache(maxsize=4096)
def _folded(title: str) -> str:
    return fold(title)


@lru_cache(maxsize=4096)
def _grams(text: str) -> frozenset[str]:
    return frozenset(text[i : i + TITLE_STRETCH] for i in range(len(text) - TITLE_STRETCH + 1))


def _labels(text: str) -> list[str]:
    """Path labels that the question's references may stand for, in each form that a path may write them."""
    return [label for _, labels in references(text) for label in labels]


def references(text: str) -> list[tuple[Span, tuple[str, ...]]]:
    """Where a folded question refers to a place in a text, and the labels that each may be written as: 第三条, 3, （三）."""
    found: list[tuple[Span, tuple[str, ...]]] = []
    for match in ATTACHMENT.finditer(text):
        number = parse_numeral(match[1]) if match[1] else None
        found.append((Span(*match.span()), (f"附件{number or ''}",)))
    for match in ARTICLE.finditer(text):
        if (number := parse_numeral(match[1])) is not None:
            article = f"第{to_chinese(number)}条"
            further = parse_numeral(match[2]) if match[2] else None
            labels = (f"{article}之{to_chinese(further)}",) if further else (article, *_numbered(number))
            found.append((Span(*match.span()), labels))
    for pattern in (NUMBERED, BRACKETED):
        for match in pattern.finditer(text):
            number = parse_numeral(next(group for group in match.groups() if group))
            if number is not None:
                found.append((Span(*match.span()), _numbered(number)))
    for match in PART.finditer(text):
        if (number := parse_numeral(match[1])) is not None:
            found.append((Span(*match.span()), (to_chinese(number), f"第{to_chinese(number)}章")))
    return found


def _numbered(number: int) -> tuple[str, ...]:
    return (str(number), f"（{to_chinese(number)}）")
