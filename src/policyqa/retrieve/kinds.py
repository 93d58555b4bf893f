"""What a question asks for: a sum, a unit, a time, a yes or no … General words of Chinese questions, no topic."""

from __future__ import annotations

import re
from enum import Enum

from policyqa.text.patterns import Pattern, pattern


class Kind(str, Enum):
    """The sort of thing that would answer a question."""

    AMOUNT = "金额"
    NUMBER = "数量"
    UNIT = "单位"
    TIME = "时间"
    JUDGEMENT = "判断"
    DEFINITION = "定义"
    LIST = "列举"
    PLACE = "地点"
    METHOD = "方法"


#: Asks which body, in other words than which department: 哪家管, 归谁; 有哪家 asks for names.
WHICH_BODY = (
    r"(?<!有)哪[一几两二三四五]?家(?:机关|来|去|管|头上|的[活事责任]|[，。？]|$)|哪[一个些几]*(?:机关|衙门|主体|口子)|归[哪谁]|"
    r"哪[一个些几]+[^，。？]{1,4}(?:头上|担责|的责任|来牵头)"
)

PATTERNS: dict[Kind, Pattern] = {
    Kind.AMOUNT: pattern(
        "asks for a sum",
        r"多少钱|钱(?:又|是|有|能|到底|现在|目前|一共)*多少|(?<!增)加多少(?![个张亩户人家所名位项条次天岁年月平])|多少元|几块|几个(?:钱|补贴|补助)|金额|价位|收费(?=[？?。]?$|[^，。？]{0,6}(?:多少|(?<!哪)几|标准|怎么|咋|贵))|什么标准|啥标准|(?<!年限)(?<!年龄)(?<!工龄)(?<!人口)(?<!时间)(?:怎么算|咋算)|罚多少|罚款|(?:补贴|补助|津贴|奖励|奖金|资助)[^，。？]{0,2}(?:总额|总数|合计)[？。]*$|[补费贴金][^，。？]{0,3}标准[？。]+$|"
        r"(?:每个?|一个)月[^，。？]{0,3}多少(?![个张人家次天位名所])|"
        r"(?:补|给|奖|发|领|拿|挣|贴|减|免|报销?|出|掏|垫|扣|罚|打|投|缴|交|收|筹|退|赔|助|金|费|投资|标准|待遇|额度|上限)"
        r"(?:了|的|掉|贴|助|金|给|到|上|是|能|又|再|各|还|回来?|下来|出来|得|一次|最多|最高|该|怎么|[我你他她它咱]们?|人家)*(?:多少(?![个张亩户人家所名位项条次天岁年月平娃孩老学])|几[万千百块](?!钱?能)|几(?![次回年种天日月个位名倍号点户家张所人条项支折])|咋给|怎么给)|"
        r"(?:补助|补贴|奖励|资助|津贴|资金|投资|费用|标准|金额|上限|封顶|额度|奖金|待遇)[^，。？]{0,6}(?:多少|是啥|是什么|(?<!哪)几)(?![次回年种天日月个位名倍人户家张])|"
        r"(?:[一-鿿]费(?!用)|[房水电气热票菜餐原定卖]价|[房地]租|租金)[^，。？]{0,6}(?:多少|几[块元百千万])|卖多少(?![个张])|(?:[票菜餐房原]价|租金|学费|工资)(?:标准)?[？?。]*$|"
        r"多少[^，。？]{0,4}(?:补助|补贴|奖励|资助|津贴|资金|奖金|投资|经费|费用)|最[高多](?:能)?(?:补|给|奖|拿|领)(?![^，。？]{0,2}(?:多久|多长|几(?:年|个?月|天|次|回)))|"
        r"(?:补|给|奖|贴|拿|领|挣|掏|花|投|加|涨|发|扣|交|收|出|报)[^，。？]{0,4}几[百千万]|"
        r"(?:补助|补贴|奖励|津贴|资金|费用|奖金|待遇)[^。？]{0,20}(?:相?差|[高低多少])(?:出|了)?多少(?![个张亩户人家所名位项条次天岁年月平])|"
        r"(?:补助|补贴|津贴|奖励|奖金|待遇|钱)[^，。？]{0,3}(?:哪[边个家里儿]|谁)[^，。？]{0,4}[多高]|"
        r"(?:几成|百分之几|多少比例|什么比例|多大比例)[^，。？]{0,4}(?:补|奖|给|承担|报)|(?:补|奖|报销|承担)[^，。？]{0,3}(?:几成|百分之几|[多什][少么大]比例)|"
        r"^(?:(?![谁哪啥咋有能会可该是]|什么|怎么|如何|享受|申请)[^，。？、]){2,14}(?:补贴|补助|津贴|奖励|奖金|资助)(?:标准)?[？。]?$",
        reason="sums are asked for by amount words or by how much is given, or by the bare name of what is given",
        examples=(
            ("每户补多少", "补多少"),
            ("标准是多少", "标准是多少"),
            ("幸福院补助", "幸福院补助"),
            ("考了证每月加几百", "加几百"),
            ("市里该贴给它多少", "贴给它多少"),
            ("今年给几户改造", None),
            ("谁能领补助", None),
            ("有多少个中心", None),
            ("能收多少娃", None),
        ),
    ),
    Kind.NUMBER: pattern(
        "asks for a number",
        r"多少|(?<![哪好这那前老])几(?:[个所张家项名户人次支条位种类岁年月天成折处座档级批期]|大[一-鿿])|百分之几|几成|比例|占比|覆盖率|[^，。？]率[^，。？]{0,4}(?:多少|几)",
        reason="counts, rates and limits",
        examples=(("要建多少张床位", "多少"), ("得有几个站", "几个"), ("归谁管", None)),
    ),
    Kind.UNIT: pattern(
        "asks who",
        r"(?<![给对为向])谁(?!能|可以|入?住|有资格|家|享受|[更最]?[多高少低]|来?(?:出(?!台)|掏|付))|哪[个些几家]{0,2}[^，。？]{0,4}(?:部门|单位|局|机构|委办|政府)|啥部门|什么部门|什么单位|归[^，。？]{0,6}管|牵头(?![^，。？]{1,8}了)|挑头|"
        rf"{WHICH_BODY}|"
        r"(?:责任|配合|主管|协办|牵头)(?:单位|部门)|找(?:哪|谁)|分工|负责",
        reason="units are asked for by who, which department, which body, who leads",
        examples=(
            ("幸福院归谁管", "归谁管"),
            ("哪个部门牵头", "哪个部门"),
            ("这事哪家机关来审", "哪家机关"),
            ("责任压在哪几家头上", "哪几家头上"),
            ("盯进度是哪几家的活", "哪几家的活"),
            ("哪家护理院能住", None),
            ("多少钱", None),
        ),
    ),
    Kind.TIME: pattern(
        "asks when",
        r"什么时候|啥时候|何时|哪[一]?年|几月|几号|多久|多长时间|期限|截止|时限|到期|几时|哪天|什么时间|多会儿|年底前",
        reason="deadlines and dates",
        examples=(("什么时候完成", "什么时候"), ("哪年建成", "哪年"), ("多少张", None)),
    ),
    Kind.JUDGEMENT: pattern(
        "asks yes or no",
        r"(?:[吗嘛不]|(?<![什怎多])么)[？?。！!]?\s*$|([一-鿿])不\1|有没有|"
        r"能否|可否|是否|能[^，。？]{1,12}[吗不]|[^，。？]{2,}吗",
        reason="the answer is yes, no, or on a condition",
        examples=(
            ("我能领吗？", "我能领吗"),
            ("政府管不管", "管不管"),
            ("税交不交", "交不交"),
            ("这个能领么", "么"),
            ("这是什么", None),
        ),
    ),
    Kind.DEFINITION: pattern(
        "asks what something is",
        r"(?:什么|啥)(?:是|叫)|何谓|界定|口径|定义|以(?:什么|啥)为准|(?:什么|啥)样的?人?(?:才)?算|怎么(?:认定|才算)|是个?(?:什么|啥)(?:意思|东西|概念|[？?。]|$)|[指说](?:的是)?(?:什么|啥|哪)|(?:什么|啥)意思|定义|干(?:什么|[啥嘛吗])[用使]|(?:是|用来|拿来)[干做买](?:什么|啥|嘛)的|怎么个?理解",
        reason="a term is to be explained",
        examples=(("什么是时间银行", "什么是"), ("基本养老服务指的是什么", "指的是什么"), ("什么时候", None)),
    ),
    Kind.LIST: pattern(
        "asks for a list",
        r"哪些|哪[几两二三四五六]|哪[类种]|(?:什么|啥)样的|有(?:什么|啥)|都(?:有|是)(?:什么|啥|谁)|列(?:出|一下|举)|包括|分别|各(?:是|有|自)|都给我|几项|几条|全部|所有",
        reason="several things answer it",
        examples=(("有哪些补贴", "哪些"), ("什么样的人能领", "什么样的"), ("分别由谁负责", "分别"), ("多少钱", None)),
    ),
    Kind.PLACE: pattern(
        "asks where",
        r"哪(?:里|儿|个区|个县|个街道|个镇)|(?<![别差同异])[在向跟]哪(?!个?(?:年|天|些|几|一))|什么地方|啥地方|建设地点|地址",
        reason="places",
        examples=(("建在哪里", "在哪"), ("谁负责", None)),
    ),
    Kind.METHOD: pattern(
        "asks how",
        r"怎么(?!算)|如何|咋(?!算)|怎样|办理|流程|手续|什么条件|啥条件|条件是",
        reason="steps, measures and conditions",
        examples=(("怎么申请", "怎么"), ("如何监管", "如何"), ("谁负责", None)),
    ),
}


#: 几 and 多少 that mean some: 十几名; 九几年; 装几个扶手，管不管; 好几年; 多少有点; 没去几天; 才交几个月; 跑了几家.
SOME = re.compile(
    r"[十百千好]几(?=[个名位家年岁天人张])|[六七八九]几(?=年)|(?<=[跑问看找试])了几(?=[个家次趟])|多少(?=有点|钱?也|钱?都)|(?<=[没才])[^，。？]{0,2}几(?=[天次回个趟])|"
    r"几[个名位家](?!月|工作日|小时)(?=[^？?]*[，。；][^，。；？?]*(?:([一-鿿])不\1|[吗嘛不么])[？?。]?$)"
)
#: Asks for a thing, a body, a place or a way, whatever value was asked for before.
OPEN = re.compile(r"什么|啥|哪|谁|怎[么样]|咋|如何")
#: A value that is not asked for but whether something is done with it: 收多少钱要不要公布.
EMBEDDED = re.compile(r"(?:多少|几)[^，。？；、]{0,6}([一-鿿])不\1")
#: Asks which of two, and not whether: 一下子给吗，还是分着给.
_EITHER = re.compile("[吗么嘛]，?(?=还是)")


def kinds_of(question: str) -> frozenset[Kind]:
    """What ``question`` asks for; several kinds at once are common (归谁管，什么时候完成)."""
    if EMBEDDED.search(question):
        return frozenset({Kind.JUDGEMENT})
    question = _EITHER.sub("，", SOME.sub("些", question))
    found = {kind for kind, asked in PATTERNS.items() if asked.regex.search(question)}
    if Kind.AMOUNT in found:
        found.discard(Kind.NUMBER)
    return frozenset(found)
