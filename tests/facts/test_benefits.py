"""Benefits out of invented texts of other places and out of the shipped corpus: who gets what, and what is no benefit."""

from __future__ import annotations

import pytest

from policyqa.facts.benefits import benefits
from policyqa.facts.giving import GIVES, INTENT, NO_BENEFIT, amounts_of, states_benefit
from policyqa.facts.payees import GIVEN_TO, PROVIDED_FOR, RECIPIENT, recipient
from policyqa.ingest.corpus import Catalogue, load, parse, scan
from policyqa.settings import default_corpus
from policyqa.text.patterns import Pattern
from policyqa.types import Amount, Benefit, Document


@pytest.mark.parametrize("each", [GIVES, NO_BENEFIT, INTENT, RECIPIENT, GIVEN_TO, PROVIDED_FOR], ids=lambda each: each.name)
def test_patterns_find_what_their_examples_say(each: Pattern) -> None:
    for text, expected in each.examples:
        found = each.regex.search(text)
        assert (found[0] if found else None) == expected, text


MEASURES = """丙市促进养老托育服务若干措施

一、扶持政策

（一）建设补贴。对社会力量新建的养老机构，按护理型、非护理型床位分别给予每张床位1.2万元、8000元的一次性建设补贴；改扩建的，减半补贴。

（二）运营补贴。养老机构收住本市户籍失能老年人的，按照轻度、中度、重度失能分别给予每人每月100元、200元、300元运营补贴。同一老年人不得重复享受。

（三）高龄津贴。具有本市户籍、年满80周岁的老年人，可以申请高龄津贴。80—89周岁的每人每月50元，90周岁及以上的每人每月100元。

（四）居家适老化改造。对特困、低保家庭中的失能、残疾老年人家庭，按每户最高5000元的标准给予改造补贴，所需资金由市、县（区）按4:6比例分担。

（五）护理补贴。对经评估为重度失能的低保老年人，每人每月发放护理补贴600元；中度失能的，每人每月发放400元。

（六）入托补助。对入托的二孩、三孩家庭，每孩每月分别发放入托补贴300元、500元。

（七）税费优惠。养老机构用水、用电、用气按居民生活类价格执行。社区养老机构免征增值税。

（八）保险。养老机构为入住老年人投保综合责任险的，按保费的80%给予补贴，最高不超过5000元。

（九）企业投资。年营业收入首次突破1000万元、5000万元的养老企业，分别给予10万元、50万元奖励；同一企业不重复奖励。

二、保障措施

（一）市财政安排3000万元用于养老服务补助项目。完善养老护理员岗位补贴制度，加大奖励力度。骗取补贴的，追回已发放资金。

（二）所需补助资金由市和区县按照5:5的比例承担。探索建立照护补贴政策。
"""


@pytest.fixture(scope="module")
def measures() -> list[Benefit]:
    return benefits(parse("bing", MEASURES))


def of(found: list[Benefit], clause: str) -> list[Benefit]:
    return [benefit for benefit in found if benefit.clause == clause]


LEDGER = [
    (
        "一/（一）",
        "建设补贴",
        "机构",
        {"护理型床位": (1.2, "万元/床"), "非护理型床位": (8000, "元/床"), "改扩建减半": (50, "%")},
    ),
    (
        "一/（二）",
        "运营补贴",
        "机构",
        {"轻度失能": (100, "元/人·月"), "中度失能": (200, "元/人·月"), "重度失能": (300, "元/人·月")},
    ),
    ("一/（三）", "高龄津贴", "个人", {"80—89周岁": (50, "元/人·月"), "90周岁及以上": (100, "元/人·月")}),
    ("一/（四）", "残疾老年人家庭改造补贴", "家庭", {"": (5000, "元/户")}),
    ("一/（五）", "护理补贴", "个人", {"经评估为重度失能的低保老年人": (600, "元/人·月"), "中度失能": (400, "元/人·月")}),
    ("一/（六）", "入托补助", "家庭", {"入托的二孩家庭": (300, "元/孩·月"), "三孩家庭": (500, "元/孩·月")}),
    ("一/（七）", "养老机构居民价格优惠", "机构", {}),
    ("一/（八）", "保险补贴", "机构", {"保费": (80, "%"), "": (5000, "元")}),
    (
        "一/（九）",
        "企业投资奖励",
        "单位",
        {"年营业收入首次突破1000万元的养老企业": (10, "万元"), "年营业收入首次突破5000万元的养老企业": (50, "万元")},
    ),
]


@pytest.mark.parametrize(("clause", "name", "payee", "amounts"), LEDGER, ids=[row[0] for row in LEDGER])
def test_the_ledger_of_an_invented_city(
    measures: list[Benefit], clause: str, name: str, payee: str, amounts: dict[str, tuple[float, str]]
) -> None:
    first = of(measures, clause)[0]
    assert (first.name, first.payee) == (name, payee)
    assert {amount.case: (amount.value, amount.unit) for amount in first.amounts} == amounts


def test_what_only_speaks_of_benefits_is_none(measures: list[Benefit]) -> None:
    assert not [benefit for benefit in measures if benefit.clause.startswith("二")]


def test_who_may_apply_and_how_much_they_get_are_one_benefit(measures: list[Benefit]) -> None:
    (allowance,) = of(measures, "一/（三）")
    assert allowance.conditions == ("具有本市户籍、年满80周岁的老年人",)
    assert allowance.quote.startswith("具有本市户籍")
    assert allowance.quote.endswith("每人每月100元。")


def test_conditions_are_the_words_of_the_clause(measures: list[Benefit]) -> None:
    assert of(measures, "一/（二）")[0].conditions == ("养老机构收住本市户籍失能老年人的", "同一老年人不得重复享受")
    assert of(measures, "一/（五）")[0].conditions == ("对经评估为重度失能的低保老年人", "中度失能的")


PAYEES = [
    # residents
    ("对入住养老机构的失能老年人，每人每月给予100元补贴", "个人"),
    ("对失能老年人入住养老机构的，每月补助100元", "个人"),
    ("向特困人员发放生活补贴", "个人"),
    ("为特困老年人购买意外险", "个人"),
    ("对养老机构护理员给予岗位补贴", "个人"),
    ("建立养老护理员岗位补贴制度，对在同一养老服务机构从事护理工作一年以上的，每人每月给予300元补贴", "个人"),
    ("65周岁以上老年人免费乘坐公交", "个人"),
    ("对低收入的失能老年人家庭实施适老化改造，每户补助3000元", "家庭"),
    ("生育二孩、三孩的家庭，每孩发放2000元补贴", "家庭"),
    # institutions, although residents are named
    ("对养老机构收住失能老年人的，每人每月补贴100元", "机构"),
    ("养老机构每收住一名失能老年人，每月补贴200元", "机构"),
    ("对收住失能老年人的养老机构，按每人每月100元给予补助", "机构"),
    ("按符合条件老年人的就餐天数，给予老年人助餐点每人每天2元的补贴", "机构"),
    ("助餐点为老年人提供助餐服务的，每人每餐补贴2元", "机构"),
    ("对托育机构，按入托婴幼儿人数每人每月补贴200元", "机构"),
    ("对依法登记、为老年人提供照料服务的各类养老机构，为收住老年人提供的服务免征增值税", "机构"),
    ("鼓励养老机构为老年人投保，给予保费50%补贴", "机构"),
    # units
    ("社会组织为特困老年人提供服务的，给予补贴", "单位"),
    ("对招用毕业生的企业给予每人1000元补贴", "单位"),
    ("企业招用毕业生的，按每人1000元给予企业补贴", "单位"),
    # unclear
    ("对单位和个人给予奖励", None),
    ("对老年人就餐给予补助", None),
    ("发放老年人就餐补贴，每餐补2元", None),
    ("对基本养老服务对象能力评估给予补助", None),
    ("对护理员每月补贴100元、对养老机构每床补1000元", None),
    ("对在医疗机构就医所产生的费用给予救助", None),
    ("按照婴幼儿人数，每人每月补贴200元", None),
    ("对养老机构根据其入住老年人的数量给予运营补助", "机构"),
    ("每次按60元标准补贴服务机构", "机构"),
    ("为失能、半失能老年人分别提供每月4次的免费助浴服务", "个人"),
    ("困难残疾人生活补贴标准为每人每月110元", "个人"),
]


@pytest.mark.parametrize(("sentence", "payee"), PAYEES)
def test_a_resident_is_never_promised_what_an_institution_gets(sentence: str, payee: str | None) -> None:
    found = recipient(sentence)
    assert (found.payee if found else None) == payee


NO_BENEFITS = [
    "所需补助资金由市和区县（开发区）按照5∶5的比例承担。",
    "两年后仍未取得证书的不再给予补贴。",
    "2022—2023年市级财政共安排3000万元用于医养结合补助项目。",
    "建立健全养老护理员入职奖励、岗位补贴等制度。",
    "享受床位建设补助等支持政策的民办养老机构，应当设置全托床位。",
    "此项补助不与床位建设补助重复享受。",
    "任何单位不得将基金用于发放奖金。",
    "对骗取补贴的，责令退回。",
    "不按照规定发放救助资金的；",
    "探索给予照护补贴。",
    "全面落实各项税费减免政策。",
    "可以免除处罚。",
    "进口物资应当符合《慈善捐赠物资免征进口税收办法》的规定。",
    "市财政局关于阶段性减免养老机构社会保险费的通知甲财发〔2024〕3号。",
    "减免房租政策落实情况，要及时向市财政局报告。",
]


@pytest.mark.parametrize("sentence", NO_BENEFITS)
def test_no_benefit(sentence: str) -> None:
    assert not states_benefit(sentence)


def test_a_heading_is_told_by_what_stands_below_it() -> None:
    text = "甲市办法\n\n一、发放高龄津贴。年满80周岁的老年人，每人每月发放高龄津贴120元。\n\n二、对见习单位给予补贴。\n"
    assert [benefit.quote for benefit in benefits(parse("jia", text))] == [
        "年满80周岁的老年人，每人每月发放高龄津贴120元。",
        "对见习单位给予补贴。",
    ]


def test_a_share_says_of_what_and_a_loan_is_not_given() -> None:
    assert amounts_of("市级按照敬老院改造提升实际投入的30%予以补助。") == (Amount("敬老院改造提升实际投入", 30, "%"),)
    assert amounts_of("可申请最高30万元的贷款，区财政按贷款基准利率的50%给予贴息。") == (Amount("贷款基准利率", 50, "%"),)


def test_a_range_is_two_bounds_of_one_case() -> None:
    low, high = amounts_of("每年给予1.5—10万元的运营补助。")
    assert (low, high) == (Amount("", 1.5, "万元/年", "不低于"), Amount("", 10, "万元/年", "不超过"))


def test_a_list_without_named_cases_says_what_it_goes_by() -> None:
    assert {amount.case for amount in amounts_of("按照医疗机构等级分别给予每个机构5万元、10万元的奖励。")} == {
        "按照医疗机构等级"
    }


def test_instalments_are_no_sums() -> None:
    assert amounts_of("给予3万元奖励，共分3年，每年按照30%、30%、40%的比例发放。") == (Amount("", 3, "万元"),)


def test_a_benefit_with_a_list_of_people_quotes_the_list() -> None:
    text = (
        "甲市救助办法\n\n第一条 下列人员可以申请医疗救助：\n（一）特困人员；\n（二）低保对象。\n\n"
        "第二条 本办法自发布之日起施行。\n"
    )
    (benefit,) = benefits(parse("jia", text))
    assert benefit.payee == "个人"
    assert benefit.quote.endswith("（二）低保对象。")


# --- the shipped corpus ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    folder = default_corpus()
    catalogue = Catalogue.load(folder)
    return {file.doc_id: load(file, catalogue=catalogue) for file in scan(folder)}


def test_every_quote_is_to_the_letter_and_every_sum_in_it(documents: dict[str, Document]) -> None:
    for document in documents.values():
        for benefit in benefits(document):
            assert benefit.span.of(document.text) == benefit.quote
            assert any(clause.path == benefit.clause and clause.span.covers(benefit.span) for clause in document.clauses)
            for amount in benefit.amounts:
                assert f"{amount.value:g}" in benefit.quote or benefit.quote.find("减半") >= 0


def test_the_star_table_of_the_corpus(documents: dict[str, Document]) -> None:
    star = next(b for b in benefits(documents["xian-2023-1"]) if len(b.amounts) == 15)
    table = {amount.case: amount.value for amount in star.amounts}
    assert table["三星级养老机构收住自理老年人"] == 40
    assert table["五星级养老机构收住失能老年人"] == 225
    assert table["一星级养老机构收住半失能老年人"] == 50
    assert star.payee == "机构"


def test_residents_of_the_corpus_are_promised_only_what_is_theirs(documents: dict[str, Document]) -> None:
    theirs = {
        (benefit.doc_id, benefit.clause)
        for document in documents.values()
        for benefit in benefits(document)
        if benefit.payee in ("个人", "家庭")
    }
    assert theirs == {
        ("xian-2023-1", "附件1/三/（十四）"),
        ("xian-2023-1", "附件1/六/（二十七）"),
        ("xian-2023-1", "附件1/六/（二十八）"),
        ("xian-2023-1", "附件1/六/（三十）"),
        ("xixian-2023", "二/（二）/5"),
    }


# --- more forms of the genre -----------------------------------------------------------------------------------------

AMOUNTS = [
    # the sum that was given until now is none
    (
        "80至89周岁老年人高龄津贴由每人每月60元提高到每人每月100元，90周岁以上的由每人每月200元调整为260元。",
        {"80至89周岁老年人高龄津贴": (100, "元/人·月"), "90周岁以上": (260, "元/人·月")},
    ),
    (
        "将重度失能老年人护理补贴标准提高至每人每月500元，轻度失能老年人维持每人每月100元不变。",
        {"重度失能老年人护理补贴": (500, "元/人·月"), "轻度失能老年人": (100, "元/人·月")},
    ),
    # lists of one length without 分别
    (
        "取得初级工、中级工、高级工证书的，给予500元、800元、1500元一次性奖励。",
        {"初级工证书": (500, "元"), "中级工证书": (800, "元"), "高级工证书": (1500, "元")},
    ),
    # the sums stand behind what they are
    (
        "对毕业生给予一次性入职奖励，其中本科3万元，大专2万元。",
        {"本科": (3, "万元"), "大专": (2, "万元")},
    ),
    # what one project gets is not paid by the bed
    (
        "敬老院改造项目，市级财政按每床不超过1.2万元、单个项目不超过100万元给予补助。",
        {"敬老院改造项目": (1.2, "万元/床"), "单个项目": (100, "万元")},
    ),
    (
        "评定为三级、四级、五级的养老机构，运营补贴分别上浮10%、20%、30%。",
        {"评定为三级的养老机构": (10, "%"), "评定为四级的养老机构": (20, "%"), "评定为五级的养老机构": (30, "%")},
    ),
    (
        "特困人员按100%救助，低保对象按70%救助，年度救助限额分别为10万元、5万元。",
        {
            "特困人员": (100, "%"),
            "低保对象": (70, "%"),
            "特困人员年度救助限额": (10, "万元"),
            "低保对象年度救助限额": (5, "万元"),
        },
    ),
    (
        "困难残疾人生活补贴标准为每人每月110元，重度残疾人护理补贴标准为：一级每人每月160元，二级每人每月130元。",
        {
            "困难残疾人生活补贴": (110, "元/人·月"),
            "重度残疾人护理补贴一级": (160, "元/人·月"),
            "重度残疾人护理补贴二级": (130, "元/人·月"),
        },
    ),
]


@pytest.mark.parametrize(("sentence", "amounts"), AMOUNTS, ids=[row[0][:12] for row in AMOUNTS])
def test_which_sum_is_for_which_case(sentence: str, amounts: dict[str, tuple[float, str]]) -> None:
    assert {amount.case: (amount.value, amount.unit) for amount in amounts_of(sentence)} == amounts


GIVEN = [
    "六十五周岁以上老年人每年进行一次免费体格检查；",
    "特殊老年人每月享受一定数量的免费居家养老服务；",
    "为经济困难的高龄老年人提供优惠就餐、送餐服务。",
    "对养老机构落实各项收费减免政策，用电按居民生活类价格执行。",
    "对享受生活救助的困难家庭，发放临时价格补贴。",
    "全额资助其参加城乡居民基本医疗保险；",
    "困难老年人死亡的，一次性发给丧葬补助费3000元。",
    "按月发放最低生活保障金。",
    "对80周岁以上的独居老年人，每月发放100元养老服务券；",
    "区财政为60周岁以上老年人统一购买意外伤害保险，保费每人每年20元。",
    "特困人员办理意外伤害保险所需费用由政府承担；",
    "民办营利性养老机构按上述标准的70%执行。",
]


@pytest.mark.parametrize("sentence", GIVEN)
def test_a_benefit_is_known_by_how_it_is_given(sentence: str) -> None:
    assert states_benefit(sentence)


def test_the_coverage_of_a_benefit_is_none() -> None:
    assert not states_benefit("经济困难老年人养老服务补贴覆盖率实现100%。")


LAW = """甲市养老服务补贴办法

第一条 具有本市户籍、年满80周岁的老年人，可以申请高龄津贴。高龄津贴按照以下标准按月发放：

（一）80至89周岁，每人每月60元；

（二）90周岁以上，每人每月200元。

第二条 养老机构收住本市户籍老年人的，按实际入住人数给予运营补贴：自理老年人每人每月80元，失能老年人每人每月320元。

第三条 社区食堂每提供一份老年餐，给予3元运营补助；80周岁以上老年人在社区食堂就餐的，每餐补助2元。

第四条 为低保老年人每月提供2次免费助浴服务，每次按60元标准补贴服务机构。

第五条 年满70周岁的老年人每人每年发放体检补贴200元。

第六条 对申请就业救助的，由公共就业服务机构核实后，免费提供职业指导服务。

第七条 老年人享受下列服务：

（一）特困人员每月享受护理补贴；

（二）七十周岁以上老年人就医优先；

（三）失能老年人享受免费上门服务。
"""


@pytest.fixture(scope="module")
def law() -> list[Benefit]:
    return benefits(parse("law", LAW))


def test_a_list_of_sums_belongs_to_the_sentence_that_leads_it_in(law: list[Benefit]) -> None:
    (allowance,) = of(law, "第一条")
    assert (allowance.name, allowance.payee) == ("老年人高龄津贴", "个人")
    assert {amount.case: amount.value for amount in allowance.amounts} == {"80至89周岁": 60, "90周岁以上": 200}
    assert allowance.quote.endswith("（二）90周岁以上，每人每月200元。")


def test_what_an_institution_gets_for_its_residents_is_not_theirs(law: list[Benefit]) -> None:
    assert [benefit.payee for benefit in of(law, "第二条")] == ["机构"]


def test_a_sentence_that_gives_to_two_is_two_benefits(law: list[Benefit]) -> None:
    told = [(benefit.payee, [amount.value for amount in benefit.amounts]) for benefit in law]
    assert told[2:6] == [("机构", [3]), ("个人", [2]), ("个人", []), ("机构", [60])]


def test_who_gets_a_single_sum_is_a_condition(law: list[Benefit]) -> None:
    assert of(law, "第五条")[0].conditions == ("年满70周岁的老年人",)


def test_who_provides_a_free_service_is_not_who_gets_it(law: list[Benefit]) -> None:
    assert of(law, "第六条")[0].payee is None


def test_another_item_of_a_list_sets_no_condition(law: list[Benefit]) -> None:
    assert [(benefit.clause, benefit.conditions) for benefit in law if benefit.clause.startswith("第七条/")] == [
        ("第七条/（一）", ()),
        ("第七条/（三）", ()),
    ]


SCHEDULES = """甲县补贴规定

一、护理补贴

| 对象 | 自理 | 失能 |
| --- | --- | --- |
| 特困人员 | 每人每月1200元 | 每人每月2000元 |
| 低保对象 | 每人每月150元 | 每人每月500元 |

二、项目投资

| 项目 | 金额 |
| --- | --- |
| 养老院 | 500万元 |

附件

甲县补贴标准表

序号\t补贴项目\t补贴对象\t补贴标准（元/人·月）\t发放方式
1\t高龄津贴\t80周岁以上老年人\t100\t按月
2\t运营补贴\t养老机构\t200\t按季
"""


def test_a_table_of_sums_is_read_by_row() -> None:
    found = [
        (b.clause, b.name, b.payee, [(a.case, a.value, a.unit) for a in b.amounts]) for b in benefits(parse("t", SCHEDULES))
    ]
    assert found == [
        ("一", "特困人员补贴", "个人", [("自理", 1200, "元/人·月"), ("失能", 2000, "元/人·月")]),
        ("一", "低保对象补贴", "个人", [("自理", 150, "元/人·月"), ("失能", 500, "元/人·月")]),
        ("附件/1", "高龄津贴", "个人", [("", 100, "元/人·月")]),
        ("附件/2", "运营补贴", "机构", [("", 200, "元/人·月")]),
    ]
