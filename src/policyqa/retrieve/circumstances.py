"""Words that state a circumstance of someone, in speech and in official texts alike: 瘫了 and 失能, 民非 and 非营利性.

Attributes and values are those of ``attributes.toml``. The same words tell what an asker says of a case and what a text
demands. Patterns run over folded text; whether words are denied, or only asked about, is told elsewhere
(:mod:`policyqa.retrieve.asker`).
"""

from __future__ import annotations

from dataclasses import dataclass

from policyqa.text.patterns import Pattern, pattern

#: The value of an attribute: whether, which of several, or how many.
Value = bool | int | float | str
#: Behind a status: the name of a benefit or procedure, which is no status of anybody.
_NAME = r"(?!津贴|补贴|补助|评估|鉴定|等级评|照护|护理险|保险|标准|政策|金|线|证明|联合会|人联合会|事业|工作)"
#: Care as work, not as a name of something else: a bed, a leave, an insurance.
_CARE = r"(?:护理|照护|护工)(?!管理|费|险|型|补|床|站|中心|保险|院|病房|员?岗位补|假)"
#: Homes for old people, as the word for what someone runs or lives in.
HOME = r"养老院|养老机构|养老服务机构|老年公寓|养老公寓|护理院|老人院|托老所"


@dataclass(frozen=True, slots=True)
class Stated:
    """``words`` state that ``attribute`` is ``value``."""

    attribute: str
    value: Value
    words: Pattern


def _says(attribute: str, value: Value, regex: str, reason: str, *examples: tuple[str, str | None]) -> Stated:
    return Stated(attribute, value, pattern(f"{attribute}：{value}", regex, reason=reason, examples=examples))


#: Persons and households.
_PERSONS = (
    _says(
        "高龄", True, rf"高龄{_NAME}", "only the word itself: texts differ in the age", ("高龄老人", "高龄"), ("高龄津贴", None)
    ),
    _says(
        "户籍",
        "本市",
        r"(?<!非)(?:本[市地区县]|当地)(?:常住)?(?:户[籍口]|人(?![员才口民]))|户[口籍](?:也|都|就|是)*在?(?:本[市地]|当地|这[边里儿])|"
        r"(?:具有|有|(?<!不)[是为]|我)[^，。；的在没不外]{1,5}(?:户籍|户口)(?!簿|[^，。；]{0,6}[迁转外]|[^，。；]{0,3}不在)",
        "registered where the rule applies",
        ("本市户籍的老年人", "本市户籍"),
        ("户口在外省", None),
    ),
    _says(
        "户籍",
        "外地",
        r"外[地省市](?:户[口籍]|人(?!员)|来)|非本[市地区县]户籍|户[口籍](?:也|都|还|是|又)*(?:(?:在|没)(?:外[地省市]|老家|别的|迁|转)|不在)|户[口籍][^，。；]{0,3}[迁转](?:出|走|到|往|去)|"
        r"(?:暂住|居住)证",
        "registered elsewhere; who lives on a residence permit is",
        ("户口在外省", "户口在外省"),
        ("本市户籍", None),
    ),
    _says(
        "城乡",
        "农村",
        r"农村(?!互助|幸福院|敬老院|养老|公路|信用|特困)|(?<!城)乡下|村里(?!的?养老)|我们?村(?!上的)|农民(?!工)|农户|在村",
        "lives in the country; facilities that are called so are left out",
        ("家在农村", "农村"),
        ("农村互助幸福院", None),
    ),
    _says(
        "城乡",
        "城镇",
        r"城里|城镇(?!土地|化|职工|登记)|城市(?!轨道|基础|建设|更新|规划|社区|书房)|市区(?=[，。；？住]|\Z)|县城|单元楼|商品房",
        "lives in a town",
        ("我家在城里", "城里"),
        ("城镇土地使用税", None),
    ),
    _says(
        "低保",
        True,
        rf"(?:最低生活保障|低保)(?!边缘){_NAME}",
        "on minimum living allowance; 低保边缘 is another class",
        ("家里是低保", "低保"),
        ("低保标准", None),
    ),
    _says(
        "特困供养",
        "分散供养",
        r"分散供养|分散特困|散居五保",
        "kept at home",
        ("分散供养特困人员", "分散供养"),
        ("集中供养", None),
    ),
    _says(
        "特困供养",
        "集中供养",
        rf"集中供养|(?:{HOME}|敬老院|机构)[^，。；]{{0,4}}(?:收|接收|收住|收养|入住)[^，。；]{{0,6}}(?:特困|五保)",
        "kept in a home, also where a home is said to take them in",
        ("养老院收了特困老人", "养老院收了特困"),
        ("特困老人", None),
    ),
    _says("特困供养", "特困", r"特困|五保", "destitute, not said where kept", ("我爸是特困户", "特困"), ("困难家庭", None)),
    _says(
        "低收入",
        True,
        r"低收入(?!标准|线)|(?:低保|最低生活保障)边缘|边缘(?:家庭|户|人口)",
        "recognised as low income; 低保边缘 is the older name",
        ("低收入家庭", "低收入"),
        ("收入低", None),
    ),
    _says(
        "离职",
        "非本人意愿",
        r"非因本人意愿|裁(?:员(?!率|比)|了|掉)|辞退|开除|解雇|被(?:公司|单位|老板|厂里)?(?:裁|辞|炒|开)|(?:合同|劳务)到期[^。；]{0,8}不[^，。；]{0,4}续|(?:厂|公司|单位|店)[子里]?(?:就)?(?:倒闭|黄|破产|关门|解散)",
        "lost the job without wanting to",
        ("公司裁员", "裁员"),
        ("自己辞职", None),
    ),
    _says(
        "离职",
        "本人意愿",
        r"(?:自己|主动|本人|我)[^，。；被]{0,6}(?:辞职|离职|不干|走人|走的)|裸辞",
        "left of own will",
        ("自己辞职", "自己辞职"),
        ("被辞退", None),
    ),
    _says(
        "在读",
        True,
        r"就读(?![^，。；]{0,12}(?:托育|托班|幼儿园))|在读|(?<!没再)(?<!不)[念读上](?:书|学)(?!历|术|期|位|毕|者|生)|在校(?!外)|阶段学习|[念读上][^，。；过]{0,4}(?:高中|职高|技校|大学|初中|中学|小学|大专|中专|研究生|大[一二三四]|高[一二三]|初[一二三]|[一二三四五六]年级)",
        "still at school",
        ("还在上学", "上学"),
        ("上班", None),
    ),
    _says(
        "在读",
        False,
        r"(?:没|不|没再|不再|没有)(?:接着|继续|去|再)*[念读上](?:书|学)(?!历)|辍学|毕业后(?:就)?[没不]",
        "no longer at school",
        ("没再念书", "没再念书"),
        ("还在上学", None),
    ),
    _says(
        "脱贫", True, r"脱贫(?!攻坚)|建档立卡|贫困户", "registered in poverty relief", ("脱贫人口", "脱贫"), ("脱贫攻坚", None)
    ),
    _says(
        "特殊困难",
        True,
        r"特殊困难|特别困难",
        "the official word and its spoken form",
        ("特殊困难老人", "特殊困难"),
        ("困难", None),
    ),
    _says("孩次", 1, r"头胎|一孩|第一[个胎]", "a first child", ("我们是头胎", "头胎"), ("二孩", None)),
    _says("孩次", 2, r"二[孩胎娃宝]|老二|第二[个胎]孩?", "a second child", ("生育二孩", "二孩"), ("三孩", None)),
    _says("孩次", 3, r"三[孩胎娃宝](?!政策)|老三|第三[个胎]孩?", "a third child", ("生了三胎", "三胎"), ("二孩", None)),
    _says(
        "失能程度",
        "失能",
        rf"(?<!半)(?:失能失智|失能|失智){_NAME}|瘫|不能自理|没法自理|自理不了|卧床|下不了床|起不来床|躺在?床上|植物人|"
        r"动不了|走不了路|离不开人|(?:啥|什么)[都也]?(?:干|做)不了|(?:吃喝拉撒|吃饭穿衣)[^，。；]{0,4}(?:靠|要)人",
        "cannot look after himself",
        ("我爸瘫了", "瘫"),
        ("半失能老人", None),
    ),
    _says(
        "失能程度",
        "半失能",
        rf"半失能{_NAME}|半自理|(?:行动|腿脚)不(?:便|好|利索)",
        "can in part",
        ("腿脚不便", "腿脚不便"),
        ("失能老人", None),
    ),
    _says(
        "失能程度",
        "自理",
        r"能力完好|(?<!不能)(?<!半)(?<!法)自理(?!不了|能力)|身(?:体|子骨?)(?:还|也|都|很|挺|倍儿)?(?:硬朗|健康|不错|好(?!转))|腿脚利索|能[吃走跑]能[走动跑睡喝]|没(?:啥|什么)?(?:病|毛病)|毛病(?:都|也)?没有",
        "looks after himself",
        ("身体还硬朗", "身体还硬朗"),
        ("不能自理", None),
    ),
    _says(
        "残疾",
        True,
        rf"残疾(?:军人|人)?{_NAME}|残障|(?:肢体|视力|听力|言语|智力|精神)[一二三四]级|盲人|聋哑|截肢",
        "disabled, by the word or by the class of the certificate",
        ("肢体二级残疾", "肢体二级"),
        ("残疾人联合会", None),
    ),
)

#: Those who work in care.
_WORKERS = (
    _says("学位", "博士", r"博士", "a doctor's degree", ("博士毕业", "博士"), ("硕士", None)),
    _says("学位", "硕士", r"硕士|研究生(?<!博士研究生)", "a master's degree", ("硕士毕业", "硕士"), ("博士研究生", None)),
    _says("学位", "学士", r"本科", "a first degree", ("本科毕业", "本科"), ("专科", None)),
    _says("学历", "本科及以上", r"本科|研究生|硕士|博士|学士", "a degree", ("应届本科毕业", "本科"), ("高中毕业", None)),
    _says("学历", "专科", r"专科(?!医院)|大专|高职(?!称)", "a college", ("高职毕业", "高职"), ("老年专科医院", None)),
    _says(
        "学历",
        "中职",
        r"中职|中专|职高|技校|中等职业|技工(?:学校|院校)",
        "a vocational school",
        ("中专毕业", "中专"),
        ("高职毕业", None),
    ),
    _says(
        "学历",
        "其他",
        r"没上过学|没文凭",
        "no school",
        ("没上过学", "没上过学"),
        ("小学生", None),
    ),
    *(
        _says(
            "学历",
            name,
            rf"{name}(?=毕业(?!生)|文化|学历|及?以上)",
            "a general school",
            (f"{name}毕业", name),
            (f"{name}生", None),
        )
        for name in ("小学", "初中", "高中")
    ),
    _says(
        "一线养老护理",
        True,
        rf"(?:一线|专职|[做干当从]|从事|做的?是)[^，。；不没兼]{{0,8}}{_CARE}|(?:养老|机构)[^，。；不没兼]{{0,4}}{_CARE}(?!员)|"
        r"护理员(?=[干做]|工作|上班|岗|一)|(?:当|做|是)(?:了)?护工|护工(?=[干做])",
        "cares for people by hand",
        ("做护理一年了", "做护理"),
        ("护理型床位", None),
    ),
    _says(
        "一线养老护理",
        False,
        r"文员|行政(?:岗|人员|工作)|会计|出纳|财务(?:岗|人员)|厨师|厨房|保洁|保安|门卫|司机|前台|后勤|办公室(?!负责)|管理岗|非护理|"
        r"不(?:是|做|干)(?:一线)?护理|兼职",
        "another post in the home, or a part-time one",
        ("岗位是办公室文员", "办公室"),
        ("做护理", None),
    ),
    _says(
        "技能等级",
        "未取得",
        r"(?:无|没有?)(?!残疾|登记|营业)(?:这?个?|任何|护理员?|技能|等级|职业)*证(?!明|据)|(?:未|没有?)(?:取得|考[上到过下]?|拿[到上下]?)[^，。；]{0,8}证(?!明|据)|"
        r"(?<!残疾)(?<!登记)证(?:书)?(?:[^，。；]{0,3})(?:还没|没[^，。；]{0,4}考|没过|没拿|没下来|考不)",
        "has no certificate of skill (yet)",
        ("证一直没考过", "证一直没考"),
        ("没有残疾证", None),
    ),
    _says("技能等级", "初级工", r"初级(?!中学|职称|卫生)|五级工", "lowest class", ("初级护理员", "初级"), ("中级工", None)),
    _says("技能等级", "中级工", r"中级(?!职称|人民)|四级工", "second class", ("中级工", "中级"), ("高级工", None)),
    _says(
        "技能等级", "高级工", r"高级(?!技师|职称|中学|人民|别)|三级工", "third class", ("高级工", "高级"), ("高级技师", None)
    ),
    _says("技能等级", "技师", r"(?<!高级)(?<!首席)(?<!特级)技师", "fourth class", ("取得技师", "技师"), ("高级技师", None)),
    _says("技能等级", "高级技师", r"高级技师", "highest class", ("高级技师", "高级技师"), ("技师", None)),
    _says(
        "竞赛三等奖以上",
        True,
        r"(?:竞赛|比赛|大赛|比武)[^。；]{0,12}(?:[一二三]等奖|特等奖|第[一二三]名|头名|[冠亚季]军|金奖|银奖|铜奖)",
        "a prize of third class or better",
        ("市里护理大赛得了二等奖", "大赛得了二等奖"),
        ("比赛优秀奖", None),
    ),
    _says(
        "竞赛三等奖以上",
        False,
        r"(?:竞赛|比赛|大赛|比武)[^。；]{0,12}(?:优秀奖|鼓励奖|参与奖|入围|没(?:有)?(?:得|拿|获)|第[四五六七八九十]名)|"
        r"(?:(?<!市)区|县|街道|镇|院)(?:里|级|上|内部?|举?办|搞|组织)+的?[^，。；市省部]{0,6}(?:竞赛|比赛|大赛|比武)",
        "a lower prize, or a contest below the city's",
        ("比赛拿了优秀奖", "比赛拿了优秀奖"),
        ("全市大赛一等奖", None),
    ),
)

#: Homes, centres, enterprises.
_INSTITUTIONS = (
    _says(
        "营利性质",
        "非营利性",
        r"(?:非|不以)[营盈]利|(?<![跟和与同像])(?:民非|民办非企业)(?!一样)|社会服务机构(?:登记)?|公益性质",
        "registered as a social service body",
        ("民非性质的养老院", "民非"),
        ("营利性机构", None),
    ),
    _says(
        "营利性质",
        "营利性",
        r"(?<!非)(?<!不以)营利性|(?<![不没])(?:要|为了)[挣赚]钱|(?:工商|市场监管)[^，。；户]{0,4}登记(?!注册|之)|公司(?:性质|制)|(?<!非)(?<!不以)盈利性",
        "registered as a company",
        ("营利性机构", "营利性"),
        ("非营利性机构", None),
    ),
    _says(
        "建设方式",
        "新建",
        rf"新建|新盖|新修|自己盖|从头建|盖(?:了|一|个|好|的|座)[^，。；]{{0,6}}(?:{HOME}|站|中心|点)",
        "built anew",
        ("新盖一家养老院", "新盖"),
        ("改建", None),
    ),
    _says(
        "建设方式",
        "租赁",
        r"租赁|承租|租(?:了|的|来|个|别人|人家|下|用|房)|(?:是|靠)租",
        "in rented rooms",
        ("房子是租的", "是租"),
        ("租金", None),
    ),
    _says(
        "建设方式",
        "改扩建",
        r"改扩建|改建|扩建|(?<!修)改成|改造成|改造为|改(?:来|出来)|[楼房屋平间]改(?=[^，。；造]{0,4}(?:院|托|中心|站))",
        "an existing building turned into one",
        ("厂房改成养老院", "改成"),
        ("改革", None),
    ),
    _says(
        "建设方式",
        "提升改造",
        r"提升改造|改造提升|升级改造|改造升级|翻新|翻修|(?:重新|又)装修",
        "one that exists made better",
        ("翻新", "翻新"),
        ("适老化改造", None),
    ),
    _says(
        "非财政资金举办",
        True,
        r"非财政|自筹|自有资金|自己(?:出钱|掏钱|投资|的钱)|钱(?:都|全)?是自己|个人(?:出资|投资|老板|掏钱)|民间资[本金]|社会资[本金]|社会力量|民营|私人|老板",
        "paid for by other than public money",
        ("自筹资金", "自筹"),
        ("财政资金", None),
    ),
    _says(
        "非财政资金举办",
        False,
        r"(?<!非)财政(?:资金|拨款|出资|出钱|投资|全额)|政府(?:出钱|出资|投资|盖|建|办)|公办|国有资金",
        "paid for by public money",
        ("财政资金盖的", "财政资金"),
        ("非财政资金", None),
    ),
    _says(
        "已运营",
        True,
        r"(?<!没)(?<!未)(?<!没有)(?:正式|正常|投入)(?:投入)?(?:运营|运行|使用|营业)|已(?:经)?(?:投入)?(?:运营|开业|营业|开张|投用)|"
        r"(?:运营|开业|营业|开张|投用)了|(?<!没)(?<!有)开了(?:半|[一二两三四五六七八九十\d]+)个?[年月]",
        "open and running",
        ("去年就运营了", "运营了"),
        ("还没开业", None),
    ),
    _says(
        "已运营",
        False,
        r"(?:没|未|没有|尚未)(?:正式|投入|开始|能|有)*(?:运营|运行|使用|营业|开业|开张)|在建|筹建|(?:正在|还在|刚)(?:装修|建|盖|修|动工)|停业|停办|关门|空着没用",
        "not open yet, or no longer",
        ("还没开业", "没开业"),
        ("已经开业", None),
    ),
    _says(
        "考核达标",
        True,
        r"(?:考核|评估|验收|评定|年检|考评)[^，。；没未不]{0,6}(?:通过|达标|合格|过了|优秀|没问题)|(?:通过|过)了?[^，。；没未不]{0,6}(?:考核|评估|验收)|"
        r"(?<!没)(?<!未)(?:创建成功|获评|被(?:评|认定)[为成上])",
        "assessed and passed",
        ("考核评估达标", "考核评估达标"),
        ("考核没达标", None),
    ),
    _says(
        "考核达标",
        False,
        r"(?:考核|评估|验收|评定|年检|考评)[^，。；]{0,6}(?:没|不|未)(?:能|有)?(?:通过|达标|合格|过)|没(?:有)?(?:通过|过)[^，。；]{0,6}(?:考核|评估|验收)",
        "assessed and failed",
        ("考核没达标", "考核没达标"),
        ("考核达标", None),
    ),
    _says("普惠托育", True, r"普惠", "at the public price", ("普惠性托育", "普惠"), ("托育机构", None)),
    _says("普惠托育", False, r"高端|贵族|市场价", "at the market's price", ("高端托育园", "高端"), ("普惠", None)),
    _says("示范机构", True, r"示范(?!区|城市|县|项目)", "named as a model", ("示范性机构", "示范"), ("示范区", None)),
    _says("标准层次", "国家", r"国家标准|国标", "national", ("制定国家标准", "国家标准"), ("国家规定", None)),
    _says("标准层次", "行业", r"行业标准|行标", "of a trade", ("行业标准", "行业标准"), ("国家标准", None)),
    _says("标准层次", "地方", r"地方标准|地标(?!性)", "of a province or city", ("地方标准", "地方标准"), ("国家标准", None)),
    _says("标准层次", "其他", r"团体标准|企业标准", "of an association or firm", ("团体标准", "团体标准"), ("国家标准", None)),
    _says("医院等级", "三级甲等", r"三级甲等|三甲", "highest", ("三甲医院", "三甲"), ("二级医院", None)),
    _says(
        "医院等级",
        "二级",
        r"二级(?:(?:甲等|乙等)?(?:医院|医疗|综合)|(?=及?以上[医综定]))|二甲",
        "second",
        ("二级医院", "二级医院"),
        ("二级残疾", None),
    ),
    _says(
        "医院等级",
        "其他",
        r"一级(?:医院|医疗)|一甲|卫生院|诊所|社区医院|卫生服务中心|三级乙等|三乙",
        "any other",
        ("镇卫生院", "卫生院"),
        ("三甲医院", None),
    ),
    _says(
        "内设医疗机构",
        "医务室、诊疗室、护理站",
        r"医务室|诊疗室|护理站",
        "smallest",
        ("设了个医务室", "医务室"),
        ("护理院", None),
    ),
    _says(
        "内设医疗机构",
        "康复医疗中心、护理中心",
        r"康复(?:医疗)?中心|护理中心",
        "middle",
        ("康复医疗中心", "康复医疗中心"),
        ("护理站", None),
    ),
    _says(
        "内设医疗机构",
        "老年专科医院或一级以上综合医院",
        r"老年(?:专科|病)医院|综合医院",
        "a hospital",
        ("老年专科医院", "老年专科医院"),
        ("护理站", None),
    ),
    _says(
        "医养协议",
        True,
        r"签(?:订|署|了|过|好)?[^，。；没未]{0,8}(?:协议|(?<!劳动)合同|约(?!补|奖|服务|医生))",
        "has an agreement",
        ("签了医养结合协议", "签了医养结合协议"),
        ("没协议", None),
    ),
    _says(
        "协议完成",
        True,
        r"(?:协议|服务|约定|活儿?)[^，。；没未不]{0,6}(?:完成|做完|干完|履行|兑现|到位)",
        "did what was agreed",
        ("服务也都按协议做完了", "服务也都按协议做完"),
        ("服务没完成", None),
    ),
)

STATED: tuple[Stated, ...] = (*_PERSONS, *_WORKERS, *_INSTITUTIONS)
