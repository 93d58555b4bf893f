"""Who a question is about: somebody who asks for himself or his family, or a facility that somebody runs.

A facility that is only lived in, or that pays, is not meant: 我爸住养老院 is about a person, 我开了家养老院 about a home.
"""

from __future__ import annotations

import re

from policyqa.retrieve.circumstances import HOME
from policyqa.text.patterns import pattern

#: What facilities and bodies are called, by the value of 主体类型.
_CALLED = {
    "农村互助幸福院": r"幸福院",
    "敬老院": r"敬老院|五保供养(?:服务)?机构",
    "综合养老服务中心": r"综合养老(?:服务)?中心|街道养老(?:服务)?中心|镇养老(?:服务)?中心",
    "社区养老服务站": r"社区养老服务站|养老服务站|日照中心|日间照料(?:中心|站|室)?|社区站点|养老驿站|托老站",
    "老年人助餐点": r"助餐点|助餐(?:服务)?(?:中心|机构|设施)|(?:社区|老年|长者|老人)(?:食堂|餐厅|餐桌|饭堂)|食堂|送餐点",
    "托育机构": r"托育(?:机构|园|中心|点)|托儿所|托幼机构|婴幼儿照护(?:服务)?机构|托育",
    "见习单位": r"见习(?:单位|基地)",
    "养老机构": HOME,
    "医疗机构": r"医院|卫生院|诊所|医疗(?:卫生)?机构|卫生服务(?:中心|站)",
    "社会组织": r"社会组织|协会|商会|基金会",
    "企业": r"企业|公司|集团",
}
#: Those of them that care for people.
FACILITIES = _CALLED.keys() - {"社会组织", "企业", "见习单位"}
_PLACE = "|".join(f"(?P<p{i}>{words})" for i, words in enumerate(_CALLED.values()))
_KIN = (
    r"(?:我|咱|他|她|俺)(?:爸|妈|爹|娘|爷|奶|姥|家|老|公|婆|媳|弟|哥|姐|妹|儿|女|孙|叔|姑|舅|姨|们?俩)|爸妈?|妈妈?|父亲|母亲|爷爷|奶奶|姥[姥爷]|"
    r"外[公婆]|老伴|老父|老母|老爷子|老太太|大爷|大妈|邻居|孙[子女]|外孙|儿子|女儿|闺女|弟弟|妹妹|哥哥|姐姐|媳妇|我(?!们|[院园站所店厂司校市区省县])|[我咱]们(?=[家俩老村])"
)
RUNS = pattern(
    "举办",
    rf"(?:(?:开|(?<![公民主])办|建|盖|经营|运营|旗下|投资|新建|改成|改造成|改造为|本|我院|名下)(?:了|的|起|着|有|一|就|个|家|所|两|三|村|社区|这|品牌|几|新)*|"
    rf"(?:我们|咱们|俺们)[^，。；？住去送在进的]{{0,8}}?|"
    rf"(?!.*(?:[爸妈爹娘爷奶孩娃]|老伴|住[进到]|[去送进]))[我咱俺]们?(?:村|社区|街道|[镇乡])[里上]?的)(?:{_PLACE})",
    reason="who runs, builds or speaks for a facility asks for it, not for himself",
    examples=(
        ("我开了家养老院", "开了家养老院"),
        ("我们村的幸福院考评优秀，奖补有没有", "我们村的幸福院"),
        ("我们村的幸福院我爸能住进去吗", None),
        ("我爸住养老院", None),
    ),
)
ACTS = pattern(
    "机构行事",
    rf"(?<![跟和与同给对])(?<![跟和与同给对][一这那两几\d]家)(?:{_PLACE})(?:想|要|打算|准备|已经|刚|新|又|这边|里)*(?:返聘|聘|招|收住|收了|接收|收的|申请|申报|签|参与|评上|评了|承担|转型)",
    reason="a facility that hires, takes in or applies is the one that asks",
    examples=(("养老院返聘了个护工", "养老院返聘"), ("养老院里的老人", None)),
)
RESIDENT = pattern(
    "个人",
    _KIN,
    reason="a person who asks for himself or for family",
    examples=(("我爸住养老院", "我爸"), ("养老院返聘", None)),
)
PERSON = pattern(
    "某种人",
    r"应届|毕业生|护理员|护工|(?<!每)(?<!每个)(?<!收的)(?:孩子|娃)|老人|老年人|医师|医生|护士|[户民人](?=能|可|有)",
    reason="a sort of person that a question is about, unless a facility is named before",
    examples=(("应届本科进了养老院", "应届"), ("托育园每个孩子", None)),
)
CLAIMS = pattern(
    "机构要求",
    rf"(?:{_PLACE})(?=(?:也|还|都|就)?(?:能|可以|可否|该|有没有资格))",
    reason="of several facilities the one that may have something is meant",
    examples=(("养老院跟医院签了协议，医院能领吗", "医院"), ("医院和养老院", None)),
)
PLACE = pattern("机构", _PLACE, reason="a facility or a body", examples=(("社区日照中心的房子", "日照中心"), ("我爸", None)))


#: Homes and nurseries in one word.
_AND_NURSERIES = re.compile("养老[、和与及]?托育")
#: In front of a facility: it is the other side of what is done.
_PARTNER = re.compile("[跟和与同给对][^，。；？]{1,6}[一这那两]家\\Z")


def asker_of(folded: str) -> str | None:
    """Who a question is about, as a value of 主体类型: the facility that someone runs, a person, or the facility named."""
    acts = RUNS.regex.search(folded) or ACTS.regex.search(folded)
    if acts and not _PARTNER.search(folded[: acts.start()]):
        return _called(acts)
    if RESIDENT.regex.search(folded):
        return "个人"
    person = PERSON.regex.search(folded)
    place = CLAIMS.regex.search(folded) or PLACE.regex.search(folded)
    if person and (place is None or person.start() < place.start()):
        return "个人"
    return _called(place) if place else None


def facilities_of(text: str) -> frozenset[str]:
    """The facilities that a text names, as values of 主体类型: 养老托育机构 are two."""
    both = {"养老机构"} if _AND_NURSERIES.search(text) else set()
    return frozenset(both | {_called(match) for match in PLACE.regex.finditer(text)}) & FACILITIES


def _called(match: re.Match[str]) -> str:
    return list(_CALLED)[int((match.lastgroup or "p0")[1:])]
