"""Of a list of cases with their amounts: what a question is told that names one, several or none of them."""

import pytest

from policyqa.answer.cases import by_case, by_column
from policyqa.answer.parts import Source
from policyqa.answer.yearly import by_year
from policyqa.retrieve.query import understand
from policyqa.text.lexicon import Group, Lexicon
from policyqa.types import Clause, Question, Span

LEXICON = Lexicon(
    [
        Group("口语", ("失能",), ("瘫痪", "不能自理")),
        Group("两项补贴", ("困难残疾人生活补贴", "重度残疾人护理补贴"), ("残疾人补贴",)),
    ]
)

STARS = "对收住失能老年人的养老机构，五星级、四星级、三星级分别按照每人每月260元、180元、90元的标准给予运营补贴。"
ABILITY = "对收住自理、半失能、失能老年人的，分别按每人每月50元、100元、200元给予补贴。"
STARS_BY_ABILITY = (
    "对五星级、四星级养老机构，收住失能老年人的，分别按照每人每月300元、240元给予补贴；"
    "收住半失能老年人的，分别按照每人每月150元、120元给予补贴。"
)
EDUCATION = "给予本科及以上毕业生4万元、专科毕业生3万元、中职毕业生2万元的一次性入职奖励。"
BUILDING = "新建的托育机构每个托位给予9000元建设补助，改扩建的每个托位给予4500元建设补助。"
PLACES = "农村低保标准为每人每月500元，城市低保标准为每人每月800元。"
AGES = "年满80周岁的每人每月100元，年满90周岁的每人每月200元，年满100周岁的每人每月500元。"
RANGES = "80—89周岁的老年人每人每月50元，90—99周岁的每人每月150元，100周岁及以上的每人每月500元。"
CLASSES = "按照初级工至高级技师，分别给予每人每月300元、400元、500元、600元、700元的岗位补贴。"
LEVELS = "重度Ⅰ级、Ⅱ级、Ⅲ级每月支付限额分别为500元、800元、1100元。"
TWO_MATTERS = "困难残疾人生活补贴标准为每人每月110元，重度残疾人护理补贴标准为：一级每人每月160元，二级每人每月130元。"
HOSPITALS = "对三级医院打造示范基地的，每个给予200万元一次性奖励；对二级医院转型发展的，每个给予100万元一次性奖励。"
STATIONS = "新建服务站给予最高50万元的补助，提升改造的服务站给予最高20万元的补助。"
BATHROOMS = "对低保家庭免费改造，每户改造标准不超过5000元；其他家庭自愿改造的，按实际费用的40%给予补助，最高2000元。"
DEGREES = "标准为：中度失能每人每月150元，重度失能每人每月300元，完全失能每人每月400元。"
UPGRADES = "评为一级、二级、三级的，分别奖励3万元、6万元、9万元；等级提升的，补足差额。"
SHARED = "居家护理：基金支付比例为80%，重度Ⅰ级、Ⅱ级每月支付限额分别为700元、900元。"
BY_YEAR = "街道服务中心覆盖率2026年达到45%、2027年达到70%、2028年达到90%。"
SEWAGE = "日处理能力50吨以下的，每吨补助6000元；50吨以上的，每吨补助5000元，单站最高60万元。"
STAGES = "助学金分两档：一档每生每年2400元，面向低保户、孤儿；二档每生每年1400元，面向其他困难学生。"
SCHOOLS = "按照小学每生每年900元、初中每生每年1200元给予补助，按学期发放；特殊情况另行确定。"
RATES = "到2026年，城乡社区食堂覆盖率分别达到90%和60%。"
MEALS = "在食堂就餐的老年人，60—69周岁每人每餐补贴1元，70—79周岁每人每餐补贴3元；特困老年人不分年龄每人每餐补贴5元。"
SIZES = "新建老年食堂的，面积100平方米（含）至300平方米的补助7万元，300平方米（含）以上的补助15万元；老年送餐点补助2万元。"
PITS = "由县财政按地面车位每个2000元、地下车位每个6000元、立体机械车位每个4000元给予补助，单个项目补助总额不超过90万元。"
FAIRS = "参加境内展会的，按展位费的40%补贴，单次最高1万元；境外展会补贴比例为60%，单次最高3万元。"
STARS_APART = "四星级养老机构收住失能老年人：每人每月240元；四星级养老机构收住半失能老年人：每人每月120元。"
PARKS = "新获评的国家级科普示范基地奖励30万元，省级基地奖励12万元，市级科普驿站奖励4万元。"
SUITED = "低保家庭的老年人全额补助；低保边缘家庭的老年人补助80%；其他老年人补助40%。"
RISING = "到2024年底，机耕率达到60%，机收率达到50%；到2027年底，上述指标分别达到70%和65%。"
LAND = "有房屋的，每平方米补偿300元，每户另发奖励1万元；无房屋的空闲土地，每平方米补偿90元。"
STARTS = "首次办厂、经营满6个月的，给予一次性创业补贴5000元；其中毕业5年内高校毕业生，补贴提高到8000元。"
GRADES = "按重度Ⅰ级、重度Ⅱ级、重度Ⅲ级每日分别补助20元、25元、30元。"
RAISED = "一级残疾人由每人每月120元提高到150元，二级残疾人由每人每月90元提高到100元。"
GRADED = (
    "一级、二级机构收住中度、重度失能老年人，分别按每人每月100元、200元补贴；三级机构分别按150元、300元补贴；"
    "四级、五级机构分别按180元、360元补贴。"
)
TRAVEL = "跨省务工的，每人每年补贴500元；省内务工的，每人每年补贴200元。"
LIFTS = "对代建主体，按每台2万元给予奖励，同一小区奖励总额不超过20万元。"
PAID = "管护费用由县财政承担60%、乡镇承担30%、村集体承担10%。"

HOSPITAL_SORTS = "托育园内增设医务室、保健室的，每家给予10万元补助；设立儿童专科医院或二级以上综合医院的，每家给予80万元补助。"

PLACES_OF_SORTS = "社区托育点每个新增托位一次性补贴7000元，用人单位托育点每个5500元，幼儿园托班每个3000元。"
BIRTHS = "定额标准：顺产1500元，剖宫产2600元，每多一个婴儿增加500元。"
TOLD = [
    # two things that are compared, each by a word of its own
    (PARKS, "基地评上国家级比省级多奖多少", "新获评的国家级科普示范基地：30万元；省级基地：12万元。"),
    (PARKS, "省级基地和驿站奖的钱各多少？", "省级基地：12万元；市级科普驿站：4万元。"),
    (PARKS, "省级基地奖多少？", "省级基地：12万元。"),
    # of two sorts the one is told for both of them, and the compared one is found by that
    (STARS_BY_ABILITY, "四星级的收住失能和半失能的差多少元？", STARS_APART),
    # one that may have no figure; figures of other years
    (SUITED, "低保家庭和边缘家庭的老人补助比例差几个百分点？", SUITED),
    (RISING, "2027年机耕率和机收率各要到多少？", None),
    # all from the first to the last that are named
    (
        STARS,
        "从五颗星到三颗星，收住瘫痪的每月各补多少？",
        "五星级：每人每月260元；四星级：每人每月180元；三星级：每人每月90元。",
    ),
    # classes as they are spoken; no number by chance, and all cases where the class is none of the list
    (STARS, "瘫了的送进一家三颗星的养老院，一个月补多少？", "三星级：每人每月90元。"),
    (
        STARS,
        "瘫了的送进一家二等的养老院，一个月补多少？",
        "五星级：每人每月260元；四星级：每人每月180元；三星级：每人每月90元。",
    ),
    (UPGRADES, "评为俩级，一个站奖多少？", "评为一级：3万元；评为二级：6万元；评为三级：9万元。"),
    (STARS_BY_ABILITY, "四星的收了完全唔识郁嘅老人，一个月补几钱？", "四星级养老机构收住失能老年人：每人每月240元。"),
    # one of several things that a case counts off, and not what is set aside
    (
        HOSPITAL_SORTS,
        "托育园自办的是二级综合医院而非医务室，补助多少？",
        "设立儿童专科医院或二级以上综合医院：每家给予80万元。",
    ),
    # beside brackets a case without one, which only those are told whom it names; words of the lead name no case
    (MEALS, "我72，吃饭一顿补多少？", "70—79周岁：每人每餐补贴3元。"),
    (MEALS, "我72，是特困，吃饭一顿补多少？", "70—79周岁：每人每餐补贴3元；特困老年人不分年龄：每人每餐补贴5元。"),
    (MEALS, "特困老人吃饭一顿补多少？", "特困老年人不分年龄：每人每餐补贴5元。"),
    (SIZES, "老年食堂320平，补助多少？", "300平方米（含）以上：15万元。"),
    (SIZES, "老年送餐点60平，补助多少？", "老年送餐点：2万元。"),
    (
        SIZES,
        "老年食堂补多少钱？",
        "面积100平方米（含）至300平方米：7万元；300平方米（含）以上：15万元；老年送餐点：2万元。",
    ),
    # by words, not by single characters; what a piece says behind its sum is of its own case
    (PITS, "民企建了个立体的车库，没减免过土地款，上面能补多少？", "立体机械车位：每个4000元，单个项目补助总额不超过90万元。"),
    (FAIRS, "去国外参展，展位费补多少？", "境外展会补贴比例：展位费的60%，单次最高3万元。"),
    (FAIRS, "国内的展会，展位费补多少？", "参加境内展会：展位费的40%，单次最高1万元。"),
    (LAND, "空着的地没有房子，一平方补多少？", "无房屋的空闲土地：每平方米补偿90元。"),
    (STARTS, "大学毕业三年，办厂补多少钱？", "首次办厂、经营满6个月：5000元；毕业5年内高校毕业生：8000元。"),
    (GRADES, "重度三级的一天补多少？", "重度Ⅲ级：每日补助30元。"),
    (RAISED, "二级残疾每月多少钱？", "二级残疾人：由每人每月90元提高到100元。"),
    # cases that go with several classes, each with sums of its own
    (GRADED, "四级机构收了个重度失能老人，每月补多少钱？", "四级、五级机构收住重度失能老年人：360元。"),
    (GRADED, "三级机构收了个中度失能老人，每月补多少钱？", "三级机构收住中度失能老年人：150元。"),
    (TRAVEL, "我没出省打工，路费补多少钱？", "省内务工：每人每年补贴200元。"),
    # a ceiling on the whole is no case
    (LIFTS, "同一小区装了9台，奖励多少钱？", None),
    (PAID, "管护费用村集体要承担百分之几？", "村集体承担：10%。"),
    # whom a case is for may stand behind its sum
    (STAGES, "低保户的孩子念高中，一年多少助学金？", "一档（面向低保户、孤儿）：每生每年2400元。"),
    (STAGES, "其他困难学生一年多少助学金？", "二档（面向其他困难学生）：每生每年1400元。"),
    (SCHOOLS, "孩子小升初，一年补多少？", "初中：每生每年1200元，按学期发放。"),
    (SCHOOLS, "补几个学生？", None),
    # one case
    (STARS, "三星级养老院收失能老人补多少？", "三星级：每人每月90元。"),
    (STARS, "5星的养老院每月补多少", "五星级：每人每月260元。"),
    (ABILITY, "收一个失能老人补多少？", "收住失能老年人：每人每月200元。"),
    (ABILITY, "收一个半失能老人补多少？", "收住半失能老年人：每人每月100元。"),
    (ABILITY, "收一个能自理的老人补多少？", "收住自理老年人：每人每月50元。"),
    (ABILITY, "收一个完全不能自理的老人补多少？", "收住失能老年人：每人每月200元。"),
    (ABILITY, "收一个瘫痪的老人补多少？", "收住失能老年人：每人每月200元。"),
    (STARS_BY_ABILITY, "四星级收住半失能的补多少？", "四星级养老机构收住半失能老年人：每人每月120元。"),
    (STARS_BY_ABILITY, "五星级收住失能的补多少？", "五星级养老机构收住失能老年人：每人每月300元。"),
    (EDUCATION, "专科毕业进养老院奖励多少？", "专科毕业生：3万元。"),
    (EDUCATION, "中职毕业生奖励多少钱？", "中职毕业生：2万元的一次性入职奖励。"),
    (BUILDING, "新建托位补多少钱？", "新建的托育机构：每个托位给予9000元。"),
    (BUILDING, "改扩建的托育机构一个托位补多少钱？", "改扩建：每个托位给予4500元。"),
    (BUILDING, "改建的托育园一个托位补多少钱？", "改扩建：每个托位给予4500元。"),
    (PLACES, "农村低保多少钱？", "农村低保：每人每月500元。"),
    (AGES, "90岁的老人一个月给多少钱？", "年满90周岁：每人每月200元。"),
    (AGES, "100岁的老人一个月给多少钱？", "年满100周岁：每人每月500元。"),
    # of ages that build on each other the last that is reached, of ranges the one that holds the age
    (AGES, "我妈85岁，一个月能领多少钱？", "年满80周岁：每人每月100元。"),
    (AGES, "我爷爷九十五了，一个月能领多少钱？", "年满90周岁：每人每月200元。"),
    (RANGES, "我妈82岁，一个月发多少钱？", "80—89周岁的老年人：每人每月50元。"),
    (RANGES, "我爷爷99岁半，一个月发多少钱？", "90—99周岁：每人每月150元。"),
    # of two whose difference is asked for both, of several years the one that is named, also in two digits
    (
        HOSPITALS,
        "三甲跟二级的奖励差多少钱？",
        "三级医院打造示范基地：每个给予200万元一次性奖励；二级医院转型发展：每个给予100万元一次性奖励。",
    ),
    (BY_YEAR, "街道服务中心覆盖率，27年应到多少？", "2027年：70%。"),
    (CLASSES, "高级工每月补多少？", "高级工：每人每月500元。"),
    (LEVELS, "重度二级的一个月给多少钱？", "重度Ⅱ级：每月支付限额为800元。"),
    (TWO_MATTERS, "困难残疾人生活补贴多少钱？", "困难残疾人生活：每人每月110元。"),
    (TWO_MATTERS, "一级残疾人的护理补贴多少钱？", "一级：每人每月160元。"),
    (HOSPITALS, "三级医院打造示范基地，一次性奖励多少？", "三级医院打造示范基地：每个给予200万元一次性奖励。"),
    (RATES, "农村社区食堂覆盖率要到多少？", "农村社区食堂覆盖率：60%。"),
    # the case by lay words and by what is said not to be so
    (STATIONS, "站子旧了要翻修，市里最多补多少？", "提升改造的服务站：最高20万元。"),
    (STATIONS, "老站翻修（不是新建），最多补多少？", "提升改造的服务站：最高20万元。"),
    (STATIONS, "从头建一个站，不是改造，最多补多少？", "新建服务站：最高50万元。"),
    (STATIONS, "新建和翻修的各补多少？", "新建服务站：最高50万元；提升改造的服务站：最高20万元。"),
    (ABILITY, "收一个能吃能走的老人补多少？", "收住自理老年人：每人每月50元。"),
    (ABILITY, "老人啥毛病没有，收一个补多少？", "收住自理老年人：每人每月50元。"),
    (BATHROOMS, "我家不是低保，改厕所补多少？", "其他家庭自愿改造的，按实际费用的40%给予补助，最高2000元。"),
    (STARS, "挂着三颗星牌子的养老院收失能老人补多少？", "三星级：每人每月90元。"),
    (LEVELS, "最重那一级，重度三级，一个月给多少钱？", "重度Ⅲ级：每月支付限额为1100元。"),
    (UPGRADES, "去年按一级领过，今年升到三级，补多少？", "评为一级：3万元；评为三级：9万元。"),
    (SHARED, "居家护理基金支付比例多少？", None),
    # a count is told by no share
    (RATES, "要建多少所社区食堂？", None),
    # several cases
    (ABILITY, "失能和半失能的各补多少？", "收住半失能老年人：每人每月100元；收住失能老年人：每人每月200元。"),
    (PLACES, "农村和城市的低保分别是多少钱？", "农村低保：每人每月500元；城市低保：每人每月800元。"),
    # what limits the sums is no case beside them, so the brackets still tell them apart
    (SEWAGE, "污水站日处理80吨，一吨补多少？", "50吨以上：每吨补助5000元，单站最高60万元。"),
    (SEWAGE, "污水站日处理30吨，一吨补多少？", "日处理能力50吨以下：每吨补助6000元，单站最高60万元。"),
    # one of two distinctions: both values of the other
    (
        STARS_BY_ABILITY,
        "四星级的补多少？",
        "四星级养老机构收住失能老年人：每人每月240元；四星级养老机构收住半失能老年人：每人每月120元。",
    ),
    # none: all of them
    (
        ABILITY,
        "养老院收老人每月补多少？",
        "收住自理老年人：每人每月50元；收住半失能老年人：每人每月100元；收住失能老年人：每人每月200元。",
    ),
    (BUILDING, "托育机构建设补助多少钱？", "新建的托育机构：每个托位给予9000元；改扩建：每个托位给予4500元。"),
    (AGES, "老人一个月给多少钱？", "年满80周岁：每人每月100元；年满90周岁：每人每月200元；年满100周岁：每人每月500元。"),
    (AGES, "70岁的老人一个月给多少钱？", "年满80周岁：每人每月100元；年满90周岁：每人每月200元；年满100周岁：每人每月500元。"),
    (STARS, "二星级养老院补多少？", "五星级：每人每月260元；四星级：每人每月180元；三星级：每人每月90元。"),
    # the words of another matter of the sentence do not pick the case that shares a few of them
    (TWO_MATTERS, "重度残疾人护理补贴多少钱？", "困难残疾人生活：每人每月110元；一级：每人每月160元；二级：每人每月130元。"),
    (TWO_MATTERS, "残疾人补贴多少钱？", "困难残疾人生活：每人每月110元；一级：每人每月160元；二级：每人每月130元。"),
    # how something is given is said for all cases by the first
    (PLACES_OF_SORTS, "单位自己办的托育点，一次能给多少钱？", "用人单位托育点：每个5500元。"),
    # what is added is told with what it is added to
    (BIRTHS, "双胞胎，多一个婴儿增加多少钱？", "顺产：1500元；剖宫产：2600元；每多一个婴儿增加：500元。"),
    # rates of several targets are not told when the question names none
    (RATES, "食堂的比例是多少？", None),
    # no list, no amount asked for
    ("每户补助2000元。", "补多少钱？", None),
    (STARS, "谁给养老院发运营补贴？", None),
    (STARS, "三星级养老院能不能领补贴？", None),
]


@pytest.mark.parametrize(("text", "question", "told"), TOLD)
def test_the_value_for_the_case(text: str, question: str, told: str | None) -> None:
    clause = Clause("d", "一", "item", Span(7, 7 + len(text)), text)
    part = by_case(understand(Question(question), policies=[], lexicon=LEXICON), Source(clause, clause.span))
    assert (part.text if part else None) == told


@pytest.mark.parametrize(
    ("text", "before", "question", "told"),
    [
        (STARS, "五星级养老院每月补多少钱？", "三星的呢？", "三星级：每人每月90元。"),
        (STARS, "五星级养老院每月补多少钱？", "那四星的呢？", "四星级：每人每月180元。"),
        (PARKS, "省级基地奖多少？", "那科普驿站呢，市一级的", "市级科普驿站：4万元。"),
        (DEGREES, "中度失能的老人一个月补多少？", "那我妈是完全失能呢", "完全失能：每人每月400元。"),
        (EDUCATION, "本科毕业奖励多少钱？", "大专的呢？", "专科毕业生：3万元。"),
        (STATIONS, "新建一个服务站补多少？", "要是不新盖，把旧的拾掇一下呢？", "提升改造的服务站：最高20万元。"),
        (STATIONS, "新建一个服务站补多少？", "我们是翻修呢？", "提升改造的服务站：最高20万元。"),
    ],
)
def test_a_follow_up_names_the_case(text: str, before: str, question: str, told: str) -> None:
    clause = Clause("d", "一", "item", Span(0, len(text)), text)
    query = understand(Question(question, history=(before,)), policies=[], lexicon=LEXICON)
    part = by_case(query, Source(clause, clause.span))
    assert part is not None
    assert part.text == told


def test_the_whole_sentence_is_quoted() -> None:
    text = "（一）运营补贴。" + STARS + "由市民政局负责。"
    clause = Clause("d", "一", "item", Span(5, 5 + len(text)), text)
    part = by_case(understand(Question("三星级补多少？"), policies=[], lexicon=LEXICON), Source(clause, Span(20, 60)))
    assert part is not None
    (source,) = part.sources
    assert text[source.span.start - 5 : source.span.end - 5] == STARS


def test_a_long_list_is_not_told_one_by_one() -> None:
    names = [f"{n}类地区" for n in "甲乙丙丁戊己庚辛"]
    text = f"{'、'.join(names)}分别给予每人每月{'、'.join(f'{n}0元' for n in range(1, 9))}的补贴。"
    clause = Clause("d", "一", "item", Span(0, len(text)), text)
    query = understand(Question("每月补贴多少钱？"), policies=[], lexicon=LEXICON)
    assert by_case(query, Source(clause, clause.span)) is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("小班公办的一个月多少钱？", "小班，12—24个月，公办园：1500元。"),
        ("小班民办的一个月多少钱？", "小班，12—24个月，普惠性民办园：2000元。"),
        ("小班一个月多少钱？", None),
    ],
)
def test_the_column_of_a_line_of_a_table(question: str, told: str | None) -> None:
    text = "收费标准：\n班型\t月龄\t公办园（元）\t普惠性民办园（元）\n小班\t12—24个月\t1500\t2000\n大班\t24—36个月\t1300\t1700"
    clause = Clause("d", "一", "item", Span(0, len(text)), text)
    line = "小班\t12—24个月\t1500\t2000\n"
    source = Source(clause, Span(text.find(line), text.find(line) + len(line)))
    part = by_column(understand(Question(question), policies=[], lexicon=LEXICON), source)
    assert (part.text if part else None) == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2027年要新增多少个泊位？", "新增停车泊位（个），2027年：15000。"),
        ("2023年建了多少个泊位？", None),
    ],
)
def test_the_unit_of_a_line_may_stand_in_a_column_of_its_own(question: str, told: str | None) -> None:
    text = "主要指标\n指标\t单位\t2023年\t2025年\t2027年\n新增停车泊位\t个\t—\t6000\t15000"
    clause = Clause("d", "一", "item", Span(0, len(text)), text)
    line = "新增停车泊位\t个\t—\t6000\t15000"
    part = by_column(
        understand(Question(question), policies=[], lexicon=LEXICON), Source(clause, Span(text.find(line), len(text)))
    )
    assert (part.text if part else None) == told
    if part:
        assert [source.span.of(text) for source in part.sources] == [line, "指标\t单位\t2023年\t2025年\t2027年"]


YEARLY = "三年累计改造3000户，其中2024年900户、2025年1000户、2026年1100户，每户平均补助4000元。"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2025年要改造多少户？", "2025年：1000户。"),
        ("2024年和2026年各改造多少户？", "2024年：900户；2026年：1100户。"),
        ("三年一共改造多少户？", None),
        ("2027年改造多少户？", None),
        ("2025年每户补助多少钱？", None),
    ],
)
def test_the_figure_of_a_year(question: str, told: str | None) -> None:
    clause = Clause("x", "一", "item", Span(0, len(YEARLY)), YEARLY)
    part = by_year(understand(Question(question), policies=[], lexicon=LEXICON), Source(clause, clause.span))
    assert (part.text if part else None) == told
