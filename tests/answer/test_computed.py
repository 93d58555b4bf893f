"""Sums that an asker's own figures make of a rate in the text are told as equations, and only where both are sure."""

import pytest

from policyqa.answer.claims import denied
from policyqa.answer.computed import asks_payer, with_difference, with_result
from policyqa.answer.parts import Part, Source
from policyqa.retrieve.query import understand
from policyqa.retrieve.statements import statements_of
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause, Question, Span

BEDS = "新建的养老机构：每张床位给予10000元。"
MONTHLY = "三星级：每人每月40元。"
SHARE = "按总投资的30%给予补助，最高不超过100万元。"

EQUATIONS = [
    ("我们新建的养老院有60张床，一共补多少钱？", BEDS, "10000元×60张=600000元（60万元）"),
    ("新建，床位五十张，能补多少？", BEDS, "10000元×50张=500000元（50万元）"),
    ("收了20个自理老人，一年补多少钱？", MONTHLY, "40元×20人×12个月=9600元"),
    ("自理老人收了20个，住了3个月，补多少钱？", MONTHLY, "40元×20人×3个月=2400元"),
    ("一年下来能补多少钱？", MONTHLY, "40元×12个月=480元"),
    ("改造三家食堂，补多少？", "每家给予5万元。", "5万元×3家=15万元"),
    ("我们投了300万元，能补多少？", SHARE, "300万元×30%=90万元"),
    ("料钱工钱一起5000，能补多少？", "按改造费用的30%给予补助。", "5000元×30%=1500元"),
    ("八十个平方，补多少？", "每平方米给予15元。", "15元×80平方米=1200元"),
    ("改造花了90万，能补多少？", SHARE, "90万元×30%=27万元"),
    # who bears a share of a cost, and the most that a sum is paid for
    ("迁线费用总共6万块，业主要出多少钱？", "迁线费用由业主承担10%。", "6万元×10%=6000元"),
    ("今年保费一共一万块，政府出多少钱？", "将责任保险费用政府承担比例提高至60%。", "1万元×60%=6000元"),
    ("今年保费要一万块，剩下我自己掏多少？", "将责任保险费用政府承担比例提高至60%。", "1万元-1万元×60%=4000元"),
    ("停放了五天，能免多少钱？", "冷藏：60元/天，最多3天。", "最多3天，60元×3天=180元"),
    ("我们投了500万元，能补多少？", SHARE, "超过上限，按100万元算"),
]
EQUATIONS += [
    ("收了20个自理的，一年补多少钱？", MONTHLY, "40元×20人×12个月=9600元"),
    ("住进来15个半失能的、都住满两个月，补多少钱？", MONTHLY, "40元×15人×2个月=1200元"),
]
DAILY = "给予食堂每人每天3元的补贴。"
EQUATIONS += [
    ("我自己掏钱盖的院，新建床位50张，总共补多少？", BEDS, "10000元×50张=500000元（50万元）"),
    ("食堂一天来40个老人，一天补多少钱？", DAILY, "3元×40人=120元"),
    ("保费一年2万块，政府担多少？", "将责任保险费用政府承担比例提高至60%。", "2万元×60%=1.2万元"),
    ("食堂每天来40个老人，一个月按30天算补多少钱？", DAILY, "3元×40人×30天=3600元"),
    ("失能老人8个，一年多少？", MONTHLY, "40元×8人×12个月=3840元"),
    ("小区320户，活动用房要多少平方米？", "按每百户不低于30平方米配建活动用房。", "320户÷100户×30平方米=96平方米"),
    (
        "专科，三年分别拿多少？",
        "专科：2万元，分三年按50%、30%、20%发放。",
        "第一年2万元×50%=10000元（1万元）；第二年2万元×30%=6000元；第三年2万元×20%=4000元",
    ),
    ("收了20个能自理的，一年补多少钱？", MONTHLY, "40元×20人×12个月=9600元"),
]
PAY = "八级：11个月的本人工资。"
EQUATIONS += [("八级，本人工资6000元，一次发多少钱？", PAY, "6000元×11个月=66000元（6.6万元）")]
EQUATIONS += [
    ("搁驿站三个钟头，要交多少钱？", "临时托管每小时收20元。", "20元×3小时=60元"),
    ("打完折一个月掏几块钱？", "收费：25元/月；减免对象：独居老年人；减免幅度：60%。", "25元-25元×60%=10元"),
]
YEARLY = "本科毕业生：4万元，分3年，每年分别按照50%、30%、20%的比例发放。"
EQUATIONS += [
    ("本科毕业的头一年发多少钱？", YEARLY, "第一年4万元×50%=20000元（2万元）"),
    ("本科毕业的第二年、第三年各发多少钱？", YEARLY, "第二年4万元×30%=12000元（1.2万元）；第三年4万元×20%=8000元"),
]
EQUATIONS += [
    ("本科毕业，最后一年发多少钱？", YEARLY, "第三年4万元×20%=8000元"),
    ("本科毕业，头一年到手能有多少？", YEARLY, "第一年4万元×50%=20000元（2万元）"),
    ("一个月自己缴九百，能退多少钱？", "按实际缴费额的三分之二给予补贴。", "900元×2÷3=600元"),
    ("看病花了2100，能赔多少钱？", "医疗费用扣除100元免赔额后按80%给付。", "2100元×80%-100元×80%=1600元"),
]
EQUATIONS += [
    ("专科的头一年先发多少钱？", "专科：2万元，分三年按2:3:5比例发放。", "2+3+5=10，第一年2万元×2÷10=4000元"),
    ("留下18人（共见习30人），补贴多少？", "按每人2000元给予补贴。", "2000元×18人=36000元（3.6万元）"),
    ("攒了六百个积分，能换多少钱？", "可以按每20分5元的标准领取奖励。", "600分÷20分×5元=150元"),
    ("攒了6000分，能换多少钱？", "按每10分3元领取，最高不超过1500元。", "超过上限，按1500元算"),
    ("欠费20万元，拖了10天，滞纳金多少钱？", "按日加收万分之五的滞纳金。", "200000元×0.05%×10天=1000元"),
    ("用满时数，基金一个月付多少？", "二级：16小时，每小时费用65元，基金支付80%。", "65元×16小时×80%=832元"),
    ("已经领过一级的，今年升到三级，再拿多少？", "一级：3万元；三级：9万元。升级的补足差额。", "9万元-3万元=6万元"),
]
EQUATIONS += [
    ("种了三百亩，补助一共多少钱？", "每亩补助80元。", "80元×300亩=24000元（2.4万元）"),
    ("新买了12头母牛，能补多少？", "新购能繁母牛：每头补助1500元。", "1500元×12头=18000元（1.8万元）"),
    ("换了三部电梯，一共补多少？", "每台定额补助15万元。", "15万元×3台=45万元"),
    ("每个月托费1800，能减免多少？", "三孩家庭托费减免20%。", "1800元×20%=360元"),
    ("责任险的保费一共一万块，政府出多少？", "责任保险费用政府承担比例提高至70%。", "1万元×70%=7000元"),
    ("小区一共八百户，活动用房要多少平方米？", "按每100户不低于30平方米配建活动用房。", "800户÷100户×30平方米=240平方米"),
    ("小区一共八百户，活动用房要多少平方米？", "按每百户不低于30平方米配建活动用房。", "800户÷100户×30平方米=240平方米"),
    ("一年收入80万元，计税时计入多少？", "提供社区服务取得的收入，减按90%计入收入总额。", "80万元×90%=72万元"),
]
EQUATIONS += [
    ("收了20个重度失能老人，一年补多少钱？", MONTHLY, "40元×20人×12个月=9600元"),
    ("请了60名主播，奖多少？", "按每名主播200元奖励。", "200元×60人=12000元（1.2万元）"),
    ("花3600学的驾照，能退多少？", "培训费用凭发票补贴50%，最高2000元。", "3600元×50%=1800元"),
    ("现在一年领多少钱？", "二级残疾人：由每人每月90元提高到100元。", "100元×12个月=1200元"),
    (
        "装电梯总共能补多少钱？",
        "加装电梯：每部20万元；老年人多的单元：每部增加3万元。",
        "两项条件都符合的，20万元+3万元=23万元",
    ),
]
MEALS = "为老年人供餐的：每人每天补贴3元。"
EQUATIONS += [
    ("50个符合条件的老人各吃了22天，补多少钱？", MEALS, "3元×50人×22天=3300元"),
    ("十二户残疾人家庭改造，补助最多做到多少万？", "每户不超过3000元。", "3000元×12户=36000元（3.6万元）（上限）"),
    ("我弄了40张床，钱是自己掏的，能补多少？", BEDS, "10000元×40张=400000元（40万元）"),
    ("分三回给，最后一回拿多少钱？", YEARLY, "第三年4万元×20%=8000元"),
    ("第二期能拿多少钱？", "县级站：20万元，分三期按5:3:2拨付。", "5+3+2=10，第二期20万元×3÷10=60000元（6万元）"),
]
EQUATIONS += [
    # only what came on top, the share backwards, half, a demanded share of what is named, all the years
    (
        "原来40个托位，今年扩到70个，补多少钱？",
        "每个新增托位给予5000元补助。",
        "70个-40个=30个，5000元×30个=150000元（15万元）",
    ),
    ("补了90万，倒推总投资是多少？", "按总投资的30%给予补助。", "90万元÷30%=300万元"),
    ("登记费原该交800元，实际交多少？", "登记费减半征收。", "800元×50%=400元"),
    ("营利性的登记费原该交800元，实际交多少？", "非营利性机构登记费免征，营利性机构登记费减半征收。", "800元×50%=400元"),
    ("公益金留成500万元，至少多少要用在养老上？", "公益金留成用于养老的比例不低于55%。", "500万元×55%=275万元"),
    (
        "本科毕业的每年各拿多少钱？",
        YEARLY,
        "第一年4万元×50%=20000元（2万元）；第二年4万元×30%=12000元（1.2万元）；第三年4万元×20%=8000元",
    ),
]
#: A question, the parts of the answer, and what the last of them ends with.
DIFFERENCES = [
    ("两县的津贴差多少？", ["甲县：每人每月150元。", "乙县：每人每月120元。"], "相差：150元-120元=30元。"),
    ("2025年比2022年多多少人？", ["2022年基数：1860人；2025年目标：2600人；2027年：3500人。"], "相差：2600人-1860人=740人。"),
    ("覆盖率哪个高，高多少？", ["甲县覆盖率达到65%。", "乙县覆盖率达到60%。"], "相差：65%-60%=5个百分点。"),
    ("甲县与乙县2025年覆盖率差几个点？", ["甲县达到60%。", "乙县达到55%。"], "相差：60%-55%=5个百分点。"),
    ("床位差多少？", ["甲县建托位20个，床位300张。", "乙县建托位30个，床位200张。"], "相差：300张-200张=100张。"),
    ("特困比低保多多少钱？", ["特困：每户每个供热期1800元；低保：每户1500元。"], "相差：1800元-1500元=300元。"),
    ("新建和改造差多少钱？", ["新建，20亩以上：每亩600元；改造：每亩250元。"], "相差：600元-250元=350元。"),
    # nothing is taken off where no difference is asked for, and none of what is not two figures of one measure
    ("至少多少张床？", ["甲县300张。", "乙县200张。"], "乙县200张。"),
    ("差多少？", ["甲县300张。", "乙县200元。"], "乙县200元。"),
    ("差多少？", ["甲县300张。"], "甲县300张。"),
    ("差多少？", ["甲县1.5—2万元。", "乙县1万元。"], "乙县1万元。"),
]
CAPPED = "按每个托位3000元给予补助。单个机构补助总额不超过50万元。"


def test_a_ceiling_on_the_whole_stops_the_product() -> None:
    clause = Clause("d", "一", "item", Span(0, len(CAPPED)), CAPPED)
    query = understand(Question("新建200个托位，一共补多少钱？"), policies=(), lexicon=Lexicon(()))
    part = with_result(query, Part("按每个托位3000元给予补助。", (Source(clause, Span(0, 14)),)))
    assert part.text.endswith("：超过上限，按50万元算。")


def test_things_are_counted_that_a_text_gives_a_sum_for_each_of() -> None:
    text = "新建普惠托位每个补贴6000元，改扩建的每个补贴3000元，单个机构最高50万元。"
    clause = Clause("d", "一", "item", Span(0, len(text)), text)
    query = understand(Question("改扩建出20个托位，补多少？"), policies=(), lexicon=Lexicon(()))
    part = with_result(query, Part("改扩建：每个补贴3000元。", (Source(clause, clause.span),)))
    assert part.text.endswith("3000元×20个=60000元（6万元）。")


COWS = "新购母牛的，每头补助1500元，单户最高补助3万元。养蜂50箱以上的，每箱补助80元，每人最高6万元。"


@pytest.mark.parametrize(
    ("question", "said", "number", "ends"),
    [
        ("买了25头母牛，一共补多少钱？", "每头补助1500元。", 0, "超过上限，按3万元算。"),
        ("养了600箱，一共补多少钱？", "每箱补助80元。", 1, "80元×600箱=48000元（4.8万元）。"),  # a ceiling of its own sentence
    ],
)
def test_a_ceiling_on_one_holds_in_its_sentence(question: str, said: str, number: int, ends: str) -> None:
    clause = Clause("d", "一", "item", Span(0, len(COWS)), COWS)
    query = understand(Question(question), policies=(), lexicon=Lexicon(()))
    part = with_result(query, Part(said, (Source(clause, statements_of(clause)[number].span),)))
    assert part.text.endswith(ends)


THOSE = [
    # the count that a text goes by, among others or alone
    ("来了10个学生，期满留下8个，补多少钱？", "2000元×8人=16000元（1.6万元）。"),
    ("20个人里有12个留用了，补多少钱？", "2000元×12人=24000元（2.4万元）。"),
    ("来了10个学生，留用率60%，补多少钱？", "给予补贴。"),
]


@pytest.mark.parametrize(("question", "ends"), THOSE)
def test_those_are_counted_whom_a_text_counts(question: str, ends: str) -> None:
    clause = Clause("d", "一", "item", Span(0, 27), "按每人2000元标准，依据留用人数给予补贴。")
    query = understand(Question(question), policies=[], lexicon=Lexicon([]))
    part = with_result(query, Part("按每人2000元标准给予补贴。", (Source(clause, clause.span),)))
    assert part.text.endswith(ends)


def test_a_ceiling_that_counts_is_quoted() -> None:
    clause = Clause("d", "一", "item", Span(0, len(CAPPED)), CAPPED)
    query = understand(Question("新建200个托位，一共补多少钱？"), policies=(), lexicon=Lexicon(()))
    part = with_result(query, Part("按每个托位3000元给予补助。", (Source(clause, Span(0, 14)),)))
    assert [source.text for source in part.sources][1:] == ["单个机构补助总额不超过50万元。"]


SILENT = [
    ("食堂来40个老人，补多少钱？", DAILY),  # nobody says for how many days
    # one of several numbers is not counted, or the rate itself is asked for
    ("收了两批，一批12个一批9个，一年补多少钱？", MONTHLY),
    ("收了12个自理老人，每个老人补多少钱？", MONTHLY),
    ("迁线费用总共15万块，业主要出多少钱？", "业主承担：10%，但迁线费用超过10万元的部分自行承担。"),
    ("一年租金2万，头一年补多少？", "租金的60%、40%，每年最高分别为8000元和6000元。"),
    ("一年租金2万，补多少？", "按租金的60%补贴，第一年最高8000元，第二年最高6000元。"),
    ("我们家三口人，每户奖多少？", "每户奖励800 0元。"),
    ("装电梯补多少钱？", "加装电梯：每部20万元；老年人多的单元：每部增加3万元。"),
    ("8台充电桩，每台7千瓦，补多少钱？", "每千瓦补助80元。"),
    ("要满300亩以上的，能补多少钱？", "每亩补助80元。"),
    ("每个月房租1800，能减免多少？", "三孩家庭托费减免20%。"),
    ("干满一年，一个月补多少？", "每人每月300元。"),
    ("保费实缴一万四，能补多少钱？", SHARE),
    ("新建的养老院一张床补多少？", BEDS),
    ("新建的养老院补多少钱？", BEDS),
    ("有20张床和30张床的两个院，各补多少？", BEDS),
    ("60张床的养老院什么时候建成？", BEDS),
    ("攒了605分，能换多少钱？", "按每10分3元领取。"),
    ("打完折要交多少钱？", "全托：25元/天；半托：15元/天；减免幅度：60%。"),
    ("一级和三级各奖多少？", "一级：3万元；三级：9万元。升级的补足差额。"),
    ("一个月付多少？", "二级：16小时，每小时费用65元，基金支付80%。"),
    ("拖了10天，滞纳金多少钱？", "按日加收万分之五的滞纳金。"),
    ("60张床补多少？", "新建：每张床位10000元；改建：每张床位5000元。"),
    ("非营利性的登记费原该交800元，实际交多少？", "非营利性机构登记费免征，营利性机构登记费减半征收。"),
    ("登记费原该交800元，实际交多少？", "甲类登记费免征，乙类登记费减半征收。"),
    ("补了90万，倒推总投资是多少？", SHARE),
    ("工资总额500万元，至少多少要用在养老上？", "公益金留成用于养老的比例不低于55%。"),
]


def told(question: str, text: str) -> Part:
    query = understand(Question(question), policies=(), lexicon=Lexicon(()))
    return with_result(query, Part(text, ()))


@pytest.mark.parametrize(("question", "text", "equation"), EQUATIONS)
def test_the_askers_figures_make_an_equation(question: str, text: str, equation: str) -> None:
    assert told(question, text).text.endswith(f"按您说的：{equation}。")


@pytest.mark.parametrize(
    ("question", "asks"), [("市里出多少，区里出多少？", True), ("我自己掏钱盖的，补多少？", False), ("自己要掏多少？", True)]
)
def test_the_part_of_a_payer_is_asked_for(question: str, asks: bool) -> None:
    assert asks_payer(question) is asks


@pytest.mark.parametrize(("question", "text"), SILENT)
def test_nothing_is_computed_where_a_figure_is_not_sure(question: str, text: str) -> None:
    assert told(question, text) == Part(text, ())


@pytest.mark.parametrize(("question", "texts", "ends"), DIFFERENCES)
def test_two_figures_are_taken_from_each_other(question: str, texts: list[str], ends: str) -> None:
    assert with_difference(question, [Part(text, ()) for text in texts])[-1].text.endswith(ends)


DENIED = [
    # a question, what the text says, and the claim that it denies
    ("修缮的钱市里百分之百报销，我拿发票去没毛病吧？", "市级按实际投入的30%予以补助", "修缮的钱市里百分之百报销"),
    ("既然规定三星级以上要占八成，请评价其可行性", "三星级以上机构占比达到60%", "既然规定三星级以上要占八成"),
    ("农村每户补8000元，对吧？", "农村家庭每户不超过2000元", "农村每户补8000元"),
    ("农村每户补2000元，对吧？", "农村家庭每户不超过2000元", ""),
    ("修缮的钱百分之百报销，对吧？", "护理型床位占比达到60%", ""),
    ("材料上写农村每户补8000元，这一处哪里错了？", "农村家庭每户不超过2000元", "材料上写农村每户补8000元"),
    ("农村每户补8000元，没记错吧？", "农村家庭每户不超过2000元", "农村每户补8000元"),
    ("农村每户补8000元，我就这么填了", "农村家庭每户不超过2000元", "农村每户补8000元"),
    ("三星级以上要占八成吗？", "三星级以上机构占比达到60%", ""),
]


@pytest.mark.parametrize(("asked", "text", "claim"), DENIED)
def test_the_claim_that_a_text_denies(asked: str, text: str, claim: str) -> None:
    assert denied(asked, text) == claim
