"""The form of an answer: a question for 几天 is answered by a number of days, one for 多少钱 by a sum.

A text without the form does not answer, though it may be about the same thing. Only forms that can be told by their marks are
listed; the first that a question asks for counts, the more special ones stand first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from policyqa.retrieve.kinds import BASIS, EMBEDDED, PATTERNS, SOME, WHICH_BODY, Kind


@dataclass(frozen=True, slots=True)
class Form:
    """A form of answer: how it is asked for, and what a text that has it holds."""

    name: str
    asks: re.Pattern[str]
    holds: re.Pattern[str]

    @classmethod
    def of(cls, name: str, asks: str, holds: str) -> Form:
        """The form with these patterns, uncompiled."""
        return cls(name, re.compile(asks), re.compile(holds))


_GIVEN = (
    r"[\d一二三四五六七八九十百千万][\d.,]* ?(?:万|亿|千|百)?元|免征|免收|免费|减半|全额|"
    r"[百千万]分之[一二三四五六七八九十\d]|[\d一二三四五六七八九十百]+(?:\.\d+)?倍|个月的[^，。；]{0,12}(?:工资|收入|标准)|"
    r"(?:补|资助|投入|费|承担|计入|奖|减|加收)[^，。；]{0,12}\d+[%％‰]|[%％‰]的?(?:违约金|滞纳金|罚款|利息)|(?:\d+[%％]|[一二三四五六七八九]成)[^，。；]{0,8}(?:补|资助|奖|予|计入|承担)"
)
#: All but the last figure of a calendar year, which is no number of years: 到2025年底.
_YEAR = r"(?:19|20)\d"
#: Behind a figure that is no size: 15798m2 is no telephone number.
_NO_SIZE = r"(?![\d.]| ?(?:[a-z㎡元万亿余多人名位户家所个张米亩吨套辆平公千]))"
_OFTEN = r"每(?:[一两半\d]+)?个?(?:天|日|周|旬|月|季|年|学期)|[按逐][日周月季年]|一次性|定期|年度|月度|季度|\d ?次"
#: What is paid for something, or by which price.
_PRICED = (
    r"\d[\d.,]* ?(?:万|亿|千|百)?元|免[费收征]|不收|减半|(?:按|执行|享受)[^，。；]{0,14}价|[\t](?:\d{3,}|\d+\.\d+)(?:\t|$)"
)
FORMS = (
    Form.of(
        "电话",
        r"(?:[^接打听]|^)电话(?:是|号|多少|几|[？?。，、]|$)|(?:哪个|什么|啥|给个|留个|有没有)[^，。？]{0,4}电话|热线|手机号|怎么联系|联系方式",
        rf"(?<![\d.])(?:0\d{{2,3}}[-—]?)?\d{{7,8}}{_NO_SIZE}|(?<!\d)1[3-9]\d{{9}}(?!\d)|(?<![\d.])(?:1\d{{4}}|400\d{{7}}){_NO_SIZE}",
    ),
    Form.of(
        "名称",
        r"(?:叫|称)(?:个|做|作|它)?(?:什么|啥)(?!时候)|(?:什么|啥)(?:名(?![单额])|叫法|称呼)|(?:名字|名称|称呼|叫法)(?:是|叫)?(?:什么|啥)|(?:文件|原文|政策)[^，。？]{0,3}原话|全[名称](?!单)",
        r"[“\"][^”\"]{2,20}[”\"]|《[^》]+》|是指|称为|以下[简统]?称",
    ),
    Form.of(
        "依据",
        r"(?:根据|依据|按照?|贯彻|照着?|落实|[出来摘]自|从)[^，。？]{0,8}(?:哪|什么|啥)[^，。？]{0,4}(?:文件|法律?|法规|规定|条例|精神|政策|文)",
        r"《[^》]+》",
    ),
    Form.of(
        "根据",
        BASIS.pattern,
        r"依据|根据|按照?[^，。；]{2,}|参照|结合|挂钩|以[^，。；]{2,20}为",
    ),
    Form.of(
        "价格",
        r"(?:什么|啥|哪[一种类个样]*|何种|谁家?的?)(?!时候|地方)[^，。？]{0,3}价(?![值位])|价格?[^，。？]{0,3}还是[^，。？]{0,6}价|"
        r"[水电气热暖费价][^，。？]{0,3}(?:按|照|算|走|执行|是)[^，。？]{0,4}(?:商|民|居民|住家|住户|生活|工业|买卖|营业)[^，。？]{0,4}(?:，?还是|[吗么])",
        _PRICED,
    ),
    Form.of(
        "目的",
        r"(?<![项栏节科])目的(?!地)|初衷|图个?(?:什么|啥)|为(?:了|的是)(?:什么|啥)|为(?:什么|啥)要?(?:搞|出台|制定|推行|开展|建立)",
        r"为了?[^，。；]{4,60}，|旨在|目的|以便",
    ),
    Form.of(
        "网址",
        r"网址|网站|链接|公众号|小程序|邮箱|二维码|(?:哪里|哪儿|哪)[^，。？]{0,4}下载",
        r"网|公众号|小程序|平台|邮箱|APP|app|www|http|系统|“[^”]{2,8}”",
    ),
    Form.of(
        "后果",
        r"(?:怎么|咋|如何|怎样)个?(?:处罚|罚(?!款多)|追责|追究)|(?:什么|啥)(?:后果|处罚|处分|惩罚)|承担[^，。？]{0,2}(?:什么|啥|哪些)[^，。？]{0,2}责任|"
        r"(?:[会要得用该]不[会要得用该]|还得|必须)[^，。？]{0,6}(?:退[回还给]|收回|追回|返还)|(?:退[回还]|[要得]退|收回|追回|返还)[去来]?[不吗么嘛]",
        r"罚|追|责令|处分|通报|取消|退|扣|收回|返还|停[发止办]|终止|不予|违[法规约]|法律责任|依法|约谈",
    ),
    Form.of(
        "涨",
        r"涨不涨|[会要]不[会要]涨|涨(?:[没了]|多少|几|[吗么])|[会要]涨|上调[吗没么]|[会能要]不?[会能要]?[^，。？]{0,6}[高多]一?[点些]",
        r"涨|调[整高增升]|上[调浮]|提高|提标|增[长加]|另[增加]|加[发补]",
    ),
    Form.of(
        "申诉途径",
        r"不服(?!务|从|役|用|刑)|申诉|(?:复[核议查]|上告|起诉)[^，。？]{0,6}(?:谁|哪|什么|怎么|咋|吗)|"
        r"(?:找|向|跟|上|到|去)(?:谁|哪[里儿]?|哪[个家][^，。？]{0,4}|什么地方)[^，。？]{0,4}(?:投诉|告(?!诉|知)|申诉|复[核议查]|说理|评理)|告(?:它|他们?|她)",
        r"复[核议查评]|申诉|投诉|举报|诉讼|起诉|异议|仲裁|反映|重新(?:评|鉴|核|认)|再次(?:评|鉴|核|认)|12345",
    ),
    Form.of("频次", r"(?:多久|多长时间|几天|几个?月|几年)[^，。？]{0,6}一[次回遍趟评换选查审检核报续轮届]", _OFTEN),
    Form.of(
        "天数",
        r"(?<!哪)几天|多少[天日]|几日|几个工作日|多少个工作日|(?:几|多少)个?(?:小时|钟头)",
        r"(?<![月\d])[\d一二三四五六七八九十]+ ?个?(?:工作)?(?:天|日|小时)",
    ),
    Form.of("年龄", r"几岁|多少岁|多大(?:年纪|岁数|年龄)|\d岁还是|[一二三四五六七八九十]岁还是", r"\d+ ?周?岁"),
    Form.of("月数", r"几个月|多少个?月", r"[\d一二两三四五六七八九十半] ?个?月"),
    Form.of("分数", r"多少分(?!钟|别|配)|几分(?!钟|之)", r"\d+ ?(?:个[一-鿿]{0,3})?分(?!别|之|类|散|级|布|工)"),
    Form.of("日子", r"每个?月[^，。？]{0,4}几[号日]", r"每月[^，。；]{0,12}?\d{1,2} ?[日号]|月[底末初]|[上中下]旬"),
    Form.of(
        "配比",
        r"(?:[人师](?:(?![补贴报支救免])\w){0,6}|员)(?:配比|比例)|师[生幼]比|(?:什么|啥|多[大少])的?比例来?配(?!套)",
        r"[\d一] ?[:：∶比] ?\d+(?![^，。；]{0,6}(?:承|负|分)担)",
    ),
    Form.of(
        "配比",
        r"[一1]比几|几比几|配比|怎么(?:分[摊担]|摊)|[省市区县财政][里上级]?[和跟与、][^，。？]{1,6}怎么分|"
        r"(?:[省市区县]|财政|政府)[^，。？]{0,6}(?:兜底|全包|包干|一分钱?[都也]?不[用要]?[出掏])|[省市区县]{2,3}(?:两级|三级)?各?(?:怎么|咋)[分掏出]|分担比例|谁来?(?:出(?!台)|掏|付)|哪一?级(?:政府|财政)?来?(?:出|掏|担|付|承担|负担|兜底)|[出掏担]钱?，?还是|"
        r"(?:[省市区县]|中央|财政|政府|个人|单位)[里上级]?(?:[要得该各])?(?:出|掏|承担|负担|摊)(?:几成|多[少大]比例|百分之几)",
        r"[\d一] ?[:：∶比] ?\d|由[^，。；由]{2,30}(?:承担|负担|支付|负责|出资)|基金[中予]*支付|"
        r"(?:承担|负担)[^，。；]{0,10}\d[%％]",
    ),
    Form.of(
        "金额",
        PATTERNS[Kind.AMOUNT].regex.pattern,
        rf"{_GIVEN}|\t(?:\d{{3,}}|\d+\.\d+)(?:\t|$)",
    ),
    Form.of(
        "发法",
        r"一(?:把|下子?|次性?)(?:给|发|付|拨|打|结)[^，。？]{0,6}，?还是|还是分[着开期年次批]|分期|(?<!积)分几[年次期批](?!内)|怎么[发给付拨]|"
        r"多久[发打给付拨]一?[次回]|按[年月季]还是",
        r"一次性(?:发|拨|支|给|付|兑)|分[^，。；]{0,2}[\d一二两三四五][年期次批]|等额|按(?:年|月|季度?|学期)(?:[足发拨支申])|"
        r"的比例(?:发|拨|支)|\d ?[:：∶] ?\d ?[:：∶] ?\d",
    ),
    Form.of(
        "比例",
        r"百分之|百分点|几[成折]|比例|占比|多少比重|占(?:到|了|得|总[^，。？]{0,4})?(?:多少|几)(?![张个家所户名人位亩支项条处座间台])|"
        r"(?:覆盖|普及|铺开?)[^，。？]{0,8}(?:何种|什么|啥|多[大高])(?:程度|[？?。面]|$)|"
        r"[^，。？]率，?(?:20\d\d年底?|[当今明去]年|要|是|得|应|做|提|升|达|到|能|为|会|各)*(?:多[少高大]|几|到)",
        r"[%％]|百分之|[一二三四五六七八九]成|比例",
    ),
    Form.of(
        "年数",
        r"(?:(?<![好十这那前几零五六七八九\d])几|多少)年(?!级|月|底|初|份)",
        rf"(?:(?<!{_YEAR})\d|[一二两三四五六七八九十]) ?年(?! ?\d+ ?月)|{_YEAR}\d ?年?[-—~至到]{{1,2}}{_YEAR}|一次性",
    ),
    Form.of(
        "分级",
        r"分(?:成|为|作|了)?(?:几|多少)个?(?:级|类|档|等|种|层|部分)",
        r"分[为成设][^，。；]{0,12}[一二三四五六七八九十\d]+个?|[一二三四五六七八九十\d]+个[^，。；]{0,6}(?:等级|类别|档次)",
    ),
    Form.of("次数", r"(?:几|多少)[次回趟]", r"[\d一二两三四五六七八九十] ?[次回趟]|一次性"),
    Form.of("楼层", r"几楼|(?:第几|哪一?)层|在几层", r"[\d一二三四五六七八九十底首] ?(?:楼|层)"),
    Form.of(
        "面积",
        r"面积(?:[今明]年|是|有|为|要|得|能|共|分别|各|[一-鿿]{0,2}总计)*(?:多少|多大|几|[？?。]|$)|多大面积|(?:多少|几)个?(?:平(?!时|均)|㎡)",
        r"[\d.] ?[万亿]?(?:平方?米|m2|㎡|平方公里|公顷|亩)",
    ),
    Form.of("频次", r"频[次率][^，。？]{0,4}(?:多少|几|什么|啥|怎)", _OFTEN),
    Form.of(
        "数目",
        r"(?:多少|(?<![哪好这那前老])几)(?:张|个|家|所|户|名|人|位|亩|支|项|条|处|座|间|台|本|册|大(?=[一-鿿]))|多少",
        r"\d|[一二两三四五六七八九十百]+[个家所名位张户支项条]",
    ),
    Form.of(
        "频次",
        r"按月还是|按年还是|[一每]年几次|多久(?:发|评|查|检|复核|结算?)(?![^，。？]*[完下到])",
        _OFTEN,
    ),
    Form.of(
        "日子",
        r"(?<![\d路街巷])几[号日](?![内楼院线])|(?<![怕一])哪[一几]?天|[星周]期?几|礼拜几",
        r"(?<![满足\d])\d{1,2} ?[日号](?!内)|月[底末初]|[上中下]旬|年底|周[一二三四五六日]|工作日",
    ),
    Form.of(
        "月份",
        r"几月(?:份|底|初|中|开|截|前|[，。？?]|$)|哪几?个?月",
        r"(?<!\d)\d{1,2} ?月(?!龄)|[一二三四五六七八九十]月|月[底末]|季度|年底",
    ),
    Form.of("钟点", r"几点(?!建议|要求|意见|说明)|(?:营业|开放|上班|办公)时间", r"\d{1,2} ?(?:[:：]|[时点])"),
    Form.of(
        "时长",
        r"(?:待|干|做|服务|培训|陪|照看|持续|等|占|存|保存|保留|留存)[^，。？]{0,3}(?:多久|多长时间|几分钟|多少分钟)|几分钟|多少分钟",
        r"(?<!年)(?<!月)(?<![\d年月])[\d一二两三四五六七八九十半]+ ?个?(?:小时|分钟|课时|学时|天|日|月|周|(?<!\d{4})(?<!\d{4} )年)|长期|持续|永久",
    ),
    Form.of(
        "时间",
        r"什么时候|啥时候|何时|哪一?年|(?:年份|日期)(?:分别|各)?(?:[是为]|定在)(?:什么|啥|哪)|几几年|几时|期限|时限|截止|多久|多长时间|多会儿|什么时间",
        r"\d{4} ?年|月|日|天|小时|持续|期间|\d年|之前|以内|(?<!\d)20\d\d(?!\d)",
    ),
    Form.of(
        "名录",
        r"(?:哪[一几些]{0,2}[家个所]?|有哪些|是哪)[^，。？]{0,4}(?:公司|企业|医院|药店|饭店|店|银行|网点|站点|软件|网站|平台|公众号)|"
        r"(?:发|给|要|有没有|份)[^，。？]{0,4}(?:名单|名录)|(?:名单|名录)(?:[有在是？?。]|$)|哪几家(?=[机养托医护])|哪几所|(?:院|园|家|机构)的?名称|"
        r"(?:院|园|站|机构|中心|食堂|店|点)(?:都|一共|分别)?[有是]?哪[几些][家个]?[？?。]?$",
        r"名单|名录|公司|银行|医院|平台|网站|小程序|公众号|APP|app|(?:[院园校](?![一-鿿]{0,3}等)[、，和]){2}",
    ),
    Form.of(
        "学历",
        r"(?:什么|啥|哪[种级]|多高)的?(?:学历|文凭|文化程度)|(?:学历|文凭)[^，。？]{0,4}(?:要求|什么|啥|多高|限制)",
        r"学历|学位|毕业|大专|本科|专科|[高中]职|高中|中专|技校|文化程度|不限",
    ),
    Form.of("姓名", r"姓名|姓(?:什么|啥)|现任[^，。？]{0,4}(?:哪位|谁)|具体(?:是|叫)?(?:哪位|谁)", r"同志|先生|女士"),
    Form.of(
        "职务",
        r"(?:谁|(?:什么|啥)人)来?(?:当|担任|兼)|(?:什么|啥)(?:级别|职务|职位)的?(?:人|领导|干部|负责)|由谁担任|"
        r"(?:组长|召集人|主任|主席|会长)[都分别]*[是为](?:谁|哪[位个])|由[^，。？]{0,6}(?<![两几]部分)(?<![两几][块个])(?<!东西)组成",
        r"由[^，。；]{2,30}(?:担任|兼任|组成)|任(?:副?组长|召集人|副?主任|副?主席|副?会长)|(?:组长|召集人|主任|主席|会长)[：:为]",
    ),
    Form.of(
        "单位",
        r"(?<!面向)谁(?!能|可以|入?住|有资格|家|享受|[更最]?[多高少低])|哪个?(?:部门|单位|局|机构)|哪[几些]个?(?:部门|单位|局)|牵头(?![^，。？]{1,8}了)|挑头|归[^，。？]{0,6}管|找哪|"
        rf"{WHICH_BODY}",
        r"局|委|部|政府|管委会|办|中心|院|会|社|公司|同志|机关|单位|机构|学校",
    ),
    Form.of(
        "地点",
        r"(?<!从)(?<!错在)哪[里儿](?!有?错|不对|有误|有问题)|从哪里|从哪儿(?!来)|(?<![别差同异错])在哪(?!几|些|一?[条级章]|个(?!窗口|地方))|[到去上向跟往设放]哪(?!一?[条级步]|个?(?:[年天些几]|范围|程度|水平|标准))|什么地方|啥地方|地址|选址|哪个窗口|哪条[路街]|什么位置|哪[几些两三]个?(?:区县?|县|镇街?|街道|新城|城市|省)",
        r"[向到在][^，。；]{1,20}(?:申请|办理|申报|登记|领取|受理|提出|备案|投诉|举报|反映|咨询)|窗口|大厅|服务(?:中心|站|所)|[村居]委会|[受办]理点|(?:设|挂靠|坐落)[在于]|位于|[一-鿿]{1,3}[区县市]、[一-鿿]{1,3}[区县市]|[一-鿿]{2}(?:路|街|巷|大道)(?![道区])|[区县市][一-鿿]{1,5}(?:镇|乡|村|街道)",
    ),
    Form.of(
        "材料",
        r"(?:哪些|哪几[样种份]|什么|啥)(?:申请|申报)?(?:材料|证件|手续|证明|资料)|[带备]些?(?:什么|啥|哪些)",
        r"材料(?!之日|后)|证书|证明|登记|手续|证件|提交|复印件|申请[书表]",
    ),
)

#: Forms whose marks are sure enough that a text without them does not tell the value.
VALUES = frozenset(
    {
        "电话",
        "申诉途径",
        "天数",
        "年龄",
        "月数",
        "分数",
        "配比",
        "金额",
        "比例",
        "年数",
        "次数",
        "楼层",
        "面积",
        "价格",
        "数目",
        "频次",
        "姓名",
        "日子",
        "月份",
        "钟点",
        "时长",
    }
)


#: Of these the marks are so plain that a text without them cannot answer, whatever else it says of the matter.
PLAIN = frozenset({"电话", "申诉途径", "姓名", "日子", "月份", "钟点"})

AMOUNT, UNIT, SHARE = (next(form for form in FORMS if form.name == name) for name in ("金额", "单位", "比例"))
#: What is given to somebody is no number in a table of investments, and money that is paid out no service free of charge.
GIVING = re.compile("补|奖|贴|津|领|资助")
INVESTED = re.compile("投资|申请|预算|总|项目")
GIVEN, PAID_OUT = re.compile(_GIVEN), re.compile(_GIVEN.replace("免收|免费|", ""))
PAYS_OUT = re.compile("补贴|补助|奖励|津贴|奖金")
#: What something costs is no share of it: 保险费多少 is not told by 政府承担70%.
COSTS = re.compile(
    r"(?:价格?|费)[^，。？]{0,3}(?:什么|啥|哪[种个类])|[费价租](?:总共|一共|是|要|得|每[人月年天次张个]+|一[年月天次张个])*(?:多少|几[元块十百])"
)
PRICE = re.compile(_PRICED)
#: Words that count things, those together that may stand for each other: 多少家养老院 may be answered by 168所.
COUNTERS = ("大", "家所个处座间", "名人位个", "张个", "户家", "亩", "支个", "项个条", "本册")
#: How many people: 几名, 几个人; who has room for them counts beds as well. What 个 counts is mostly a thing: 9个服务站.
ASKS_PEOPLE = re.compile(
    r"(?P<room>[住收容][^，。？几多]{0,2})?(?:多少|几)(?:[名位人]|个[^，。？的几多]{0,5}?(?:人|老师|孩子?|娃娃?|护工|[护教保育]理?员|医生|护士)(?![一-鿿]))"
)
PER_ROOM = re.compile("[每一1]个?(?:班|间|屋)")
PEOPLE, BEDS = r"[\d一二两三四五六七八九十百][万余多]?[ ]?(?:[名人位]|个[^，。；\d]{0,6}[人员师])", r"[\d万余多][ ]?张"
ASKS_COUNT = re.compile(r"(?<![住收容])(?:多少|几)([张个家所户名人位亩支项条处座间本册]|大(?=[一-鿿]))")
#: Asks as well whether it is all of them: 要通多少家？是全部吗.
OF_ALL = re.compile("(?:全部|所有|全都)[^，。？]{0,3}[吗么？]")
#: A last clause that says no more than 多少, and words of money before it: 每年还有没有钱，多少; 给园里贴点钱，是多少.
BARE = re.compile(r"(?:^|[，：？])(?:[小合总共]计|总共|一共|分别|到底|各|又|是)*多少(?:到多少)?[？?。]?$")
MONEY = re.compile("钱|投资|资金|补[贴助]|津贴|奖励|经费|费用")
#: What is told of a sum beside it: who bears it, for how long, how often.
FURTHER = frozenset({"配比", "年数", "月数", "次数", "发法"})
#: Values of a matter that are asked for beside another one without naming it again: 补多少，补几年，几号到几号报.
BESIDE = FURTHER | {"天数", "年龄", "频次", "日子", "月份", "钟点", "时长", "电话"}


def form_of(question: str) -> Form | None:
    """The form of answer that ``question`` (folded) asks for, or None when it cannot be told."""
    if EMBEDDED.search(question):
        return None
    question = SOME.sub("些", question)
    form = next((form for form in FORMS if form.asks.search(question)), None)
    if form and form.name == "数目" and (people := ASKS_PEOPLE.search(question)) and not UNIT.asks.search(question):
        beds = people["room"] and not PER_ROOM.search(question)
        return replace(form, holds=re.compile(rf"{PEOPLE}|{_in_table('名位人次')}{rf'|{BEDS}' if beds else ''}"))
    if form and form.name == "数目" and (asked := ASKS_COUNT.search(question)) and not UNIT.asks.search(question):
        return _counted(form, asked[1], of_all=OF_ALL.search(question) is not None)
    if form and form.name == "数目" and BARE.search(question) and MONEY.search(question):
        return AMOUNT
    if form and form.name == "金额" and GIVING.search(question) and not INVESTED.search(question):
        return replace(form, holds=PAID_OUT if PAYS_OUT.search(question) else GIVEN)
    return replace(form, holds=PRICE) if form and form.name == "金额" and COSTS.search(question) else form


@lru_cache(maxsize=64)
def _counted(form: Form, counter: str, *, of_all: bool) -> Form:
    alike = "".join(counters for counters in COUNTERS if counter in counters)
    every = "|100[%％]|百分之百|全覆盖|全部" if of_all else ""
    return replace(form, holds=re.compile(rf"[\d一二两三四五六七八九十百][万余多]?[ ]?[{alike}]|{_in_table(alike)}{every}"))


def _in_table(counters: str) -> str:
    """A pattern for a number whose counter stands in a cell or in brackets: 停车泊位\\t个\\t6000."""
    return rf"[\t（(][万亿]?[{counters}]{{1,2}}[\t）)，].*\d"
