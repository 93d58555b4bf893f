"""What the names of bodies are made of: levels, places, endings; and a list of bodies taken apart."""

from __future__ import annotations

import re

LEVELS = (
    "国务院|国家|全国|中央|自治区|自治州|各?(?:区、?县|县、?区|市、?县|县市区|新区|开发区|高新区|经开区)|"
    "(?:本|我|全|各|设区的)?(?:省|市|区|县|州|盟|旗|镇|乡)级?"
)
#: A place by its full name, ending with its level.
PLACE = r"[一-鿿]{1,7}?(?:自治区|自治州|自治县|地区|新区|开发区|高新区|新城|省|市|区|县|州|盟|旗|镇|乡|街道)"
#: What may stand before the kind of a body: levels, places, "(开发区)", 市委, 县级以上政府.
PLACE_OR_LEVEL = re.compile(rf"(?:(?:{PLACE}|{LEVELS})(?:\([^()]*\))?(?:以上)?(?:地方)?(?:各级)?(?:政府|党?委)?)+")
WITH_PLACE = re.compile(rf"{PLACE}|各|有关|相关|其他|所有|国家|国务院|全国|中央|省|市(?![场政容])|区(?!域)|县")
LEVEL_AT_END = re.compile(rf"(?:{LEVELS})(?:以上)?(?:地方)?(?:各级)?(?:(?:人民)?政府)?$")
#: The ending of a department: such a name without a prefix belongs to the region of its text. A bank's branch is none.
DEPARTMENT = re.compile(r"^(?!.*(?:银行|公司)).*(?:局|委员会|委|部|办公室|(?<!街)办|厅|支队|大队|联合会)$")
#: A body of a smaller place, whose name is complete without the region's.
LOCAL = re.compile(r"(?:街办|镇政府|乡政府|街道|社区)$")

#: Characters that a name of a body does not hold before its kind; they end the search for its beginning.
_STOP = "的了是由向在归找问让被给把从经对将为请您你我他她谁哪那这吗呢吧该说跟就都也还可并到去们么下"
BOUNDARY = re.compile(rf"[^一-鿿]|[{_STOP}和与及有要查看去来能咱]|[案文件知表法划见务目单][里中]|[年月底末][底末前内]")
#: A body that the register does not know, by its ending, from a boundary on: 社会事业服务局, 王寺街办.
UNKNOWN_UNIT = re.compile(
    rf"(?:(?<![一-鿿])|(?<=[{_STOP}和与及]))(?:(?![{_STOP}])[一-鿿]){{2,12}}?"
    r"(?:(?<![布格结大全开当])局|委员会|管委会|街办|街道办事处|镇政府|工作部|支队|联合会)"
)

#: The end of a name in a list of bodies.
UNIT_END = re.compile(
    r"(?:局|厅|委|部|办|室|院|会|处|署|政府|部门|机关|单位|机构|中心|队|联|站|所|社|[银分支总人]行|公司|集团|学校|大学|新城|街道|镇|乡|镇街"
    r"|各区县|各县区|各区|各县|各市|管委会|新区|开发区|示范区|街|协)(?:[(（〔\[][^()（）]*[)）〕\]])?$"
)
#: The endings that make a phrase of running text a body, and what such a phrase never holds.
STRICT_END = re.compile(
    r"(?:局|厅|委|委员会|部门|部门[和及]单位|政府|管委会|街办|街道办事处|工作部|办公室|支队|总队|联合会|机关|(?:管理|监管)机构|残联|妇联|总工会|人民银行(?:[一-鿿]{2,8}[分支]行)?)$"
)
NO_NAME = re.compile(
    r"[的者须把给是向将令]|应(?!急)|对(?!外|口)|并(?!购)|为(?!民)|未(?!成年)|经(?!济|信|开|发|贸)|(?<!数)据|使(?!馆)|该|其(?!他)"
    r"|负责|牵头|会同|配合|协助|委托|建议|报告|要求|组织(?!部)|通过|按照|属于|本办法|本条例|作出"
)
_SEPARATORS = re.compile(r"[、,，;；。\n\t ]")
_OPEN, _CLOSE = "（(〔[", "）)〕]"
_LINK = re.compile(r"以及|和|与|及")
#: A bare level goes on: 各区、县人民政府 is one body.
_BARE_LEVEL = re.compile(r"各?(?:省|设?区?市|区|县|州|旗|盟|镇|乡|省级|市级|区级|县级)(?:区|县|市)?$")
_AND_OTHERS = re.compile(r"等(?:有关|相关)?(?:部门|单位|机构)?$")
_ROLE_MARK = re.compile(r"[（(](?:牵头|配合|主办|协办)(?:单位|部门)?[）)]$")


def unit_list(text: str, *, labelled: bool = False) -> tuple[str, ...]:
    """The bodies of a list, in order, as written: 甲局、乙局和丙局等 → 甲局, 乙局, 丙局. 等 and / are no bodies.

    A place that shares the ending of the body behind it takes it: 丁新区及各开发区管委会 → 丁新区管委会, 各开发区管委会. A name
    without the ending of one counts only in a ``labelled`` list (责任单位：甲财政).
    """
    names: list[str] = []
    for piece in _pieces(text):
        for name in _linked(piece):
            name = _and_others(_ROLE_MARK.sub("", name)).strip(" ：:")
            if len(name) > 1 and name not in names and (UNIT_END.search(name) or (labelled and len(name) <= 20)):
                names.append(name)
    return tuple(names)


def is_unit_list(text: str) -> bool:
    """Whether ``text`` is nothing but a list of bodies."""
    pieces = [_and_others(_ROLE_MARK.sub("", piece)) for piece in _pieces(text)]
    return bool(pieces) and all(len(piece) <= 40 and UNIT_END.search(piece) and not NO_NAME.search(piece) for piece in pieces)


def _and_others(name: str) -> str:
    """``name`` without 等 at its end; 教育、公安等部门 stays whole, for 部门 is all that makes it a body."""
    return name if "、" in name else _AND_OTHERS.sub("", name)


def _pieces(text: str) -> list[str]:
    """``text`` cut at its separators, those in brackets and behind a bare level left alone."""
    cuts, depth = [-1], 0
    for i, char in enumerate(text):
        depth += (char in _OPEN) - (char in _CLOSE)
        if depth <= 0 and _SEPARATORS.match(char) and not (char == "、" and _BARE_LEVEL.match(text[cuts[-1] + 1 : i])):
            cuts.append(i)
    pieces = [text[start + 1 : end].strip() for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    return _rejoined([piece for piece in pieces if piece.strip("/—-－无")])


def _rejoined(pieces: list[str]) -> list[str]:
    """The pieces with 农业农村 + 林业和草原主管部门 as one: fields of work share the 部门 behind them."""
    joined: list[str] = []
    for piece in pieces:
        if re.search("(?:部门|机构|部门[和及]单位)$", piece):
            bare = [i for i, other in enumerate(joined) if not UNIT_END.search(_AND_OTHERS.sub("", other))]
            if bare and ("等" in piece or bare[-1] == len(joined) - 1):
                first = bare[0] if "等" in piece else _run_start(bare)
                piece = "、".join([*joined[first:], piece])
                del joined[first:]
        joined.append(piece)
    return joined


def _run_start(places: list[int]) -> int:
    """The first of the consecutive numbers that ``places`` ends with."""
    first = places[-1]
    while first - 1 in places:
        first -= 1
    return first


def _linked(piece: str) -> list[str]:
    """A piece cut at 和, 与, 及 when a body ends before the link; otherwise the link is part of a name (住房和城乡建设局)."""
    for link in _LINK.finditer(piece):
        left, right = piece[: link.start()], piece[link.end() :]
        if not UNIT_END.search(left) or not UNIT_END.search(_AND_OTHERS.sub("", right)) or len(right) < 3:
            continue
        body = re.search("管委会$|(?:人民)?政府$", right)
        if body and re.search(r"(?:新区|开发区|区县|各区|各县|各市|示范区)$", left):
            left += body[0]
        return [left, *_linked(right)]
    return [piece]
