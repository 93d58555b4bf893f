"""Units as policy texts write them, and what a sum is paid for: 每张床位, 每人每月, 元/人·月."""

from __future__ import annotations

import re

CHINESE = "[〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億]"
#: Words for one half: 减半征收, 半价, 过半数.
HALVES = r"减半|折半|半价|半数|一半"

#: What a sum may be paid for: words as they follow 每 or /, and the name they get in a unit. Longer words first.
_PER = (
    ("人次", "人次"),
    (r"(?:名|位)[^\W\d每]{0,8}?(?=每|给予|补|奖|发|不|最|\d|$)|个?人|名|位", "人"),
    (r"(?:张|个)?床位?|张", "床"),
    (r"个?(?:新增|新建)?托位", "托位"),
    (r"个?项目", "项目"),
    (r"个?机构", "机构"),
    (r"个?班级?", "班"),
    (r"户家庭|户", "户"),
    (r"家(?:企业|机构|单位)?", "家"),
    (r"生", "生"),
    (r"孩", "孩"),
    (r"学年|年度|年", "年"),
    (r"季度|季", "季度"),
    (r"学期", "学期"),
    (r"个?月", "月"),
    (r"天|日", "天"),
    (r"周", "周"),
    (r"小时", "小时"),
    (r"课时|学时", "课时"),
    (r"平方米|平米|㎡|m2", "平方米"),
    *(
        (word, word)
        for word in ("次", "餐", "单", "件", "场", "期", "亩", "公里", "吨", "辆", "台", "套", "头", "只", "株", "箱")
    ),
    *((word, word) for word in ("公顷", "千瓦时", "千瓦", "毫升", "立方米", "公斤", "斤", "部", "棵", "羽", "艘", "层")),
    *((word, word) for word in ("所", "处", "座", "间", "栋", "例", "项", "份", "村", "社区", "站", "个")),
)
_TIMES = ("年", "季度", "学期", "月", "周", "天", "小时", "课时", "次", "餐")
_EVENT = r"[^\W\d每]{1,4}[一1](?P<event>个|名|位|人|户|家|所|张|件|例|项|台)"
_AFTER_EACH = re.compile(
    rf"(?:每|[/／]\(?|[·•・./／](?=人|月|年|天|日|户|床|次))(?:(?!年|月|人|天|日){_EVENT}|[一1]?(?:"
    + "|".join(f"(?P<p{i}>{words})" for i, (words, _) in enumerate(_PER))
    + "))"
)
_NAMED = (
    r"(?:人次|人|张床位|床位?|张|户|家|个?月|年|天|日|次|餐|所|个|生|孩|亩|平方米|㎡|m2|小时|课时|公里|吨|辆|台|套|头|只|班|"
    r"项目|项|例|托位)"
)
#: 元/人·月, 元/（人·月）, 元/人/月, 元每人每月: what a sum is paid for, behind its unit.
SUFFIX_RATE = re.compile(rf"(?:[/／][(（]?{_NAMED}(?:[·•・./／]{_NAMED})*[)）]?|(?:每{_NAMED}){{1,2}})\Z")

_COUNTS = (
    r"个工作日|工作日|个百分点|个月|个(?![性体别案])|人次|人(?![民均才工力])|周岁|岁|户(?![籍外型主])|名(?![单称额义词])|"
    r"位(?![于置数])|家(?![庭长政用])|所|张|处(?![理置罚方于以分])|套|辆|台|项|次(?![性日年要])|支|座|间(?![隔接断])|栋|"
    r"场(?![所地景])|件|份(?![额])|床|种|倍|折(?![算旧])|亩|公顷|平方公里|平方千米|公里|千米|平方米|立方米|平米|㎡|m2|m²|厘米|毫米|米|吨|公斤|千克|马力|摄氏度|"
    r"千瓦时|千瓦|毫升|小时|分钟|学时|课时|天(?![然津])|日(?![常间托报照程])|周(?![岁边末年期转至])|年(?![龄级轻报产人均检])|条(?!件|例|款)|头|只(?!有|能)"
)
MEASURE = (
    rf"元(?![素旦月宵老首化件])(?:[/／][(（]?{_NAMED}(?:[·•・./／]{_NAMED})*[)）]?|(?:每{_NAMED}){{1,2}}(?!不|补|给|发))?"
    rf"|%|％|‰|{_COUNTS}"
)


def per_units(text: str) -> str:
    """What a sum is paid for, from all 每… and /… in ``text``: 每张床位 → 床, 每月每人 → 人·月; things before times."""
    names: list[str] = []
    for match in _AFTER_EACH.finditer(text):
        group = match.lastgroup or ""
        name = (
            {"人": "人", "名": "人", "位": "人"}.get(match[group], match[group])
            if group == "event"
            else _PER[int(group[1:])][1]
        )
        if name not in names:
            names.append(name)
    return "·".join(sorted(names, key=lambda name: name in _TIMES))
