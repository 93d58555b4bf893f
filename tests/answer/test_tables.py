"""Questions over whole tables, on the projects and tasks of an invented city."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conftest import Search
from policyqa.answer.parts import is_faithful
from policyqa.answer.tables import over_table
from policyqa.facts.book import FactBook
from policyqa.ingest.corpus import parse
from policyqa.retrieve.mentions import Mentions
from policyqa.types import Document

COLUMNS = "序号\t项目名称\t床位数（张）\t总投资（万元）"
GROUPED = parse(
    "grouped",
    f"""甲市项目表

附件

重点项目表

{COLUMNS}
一、养老项目\t300\t5000
1\t甲山敬老院项目\t100\t2000
2\t北河公寓项目\t200\t3000
二、托育项目\t90\t800
3\t东湖托育园项目\t90\t800
""",
)

TOLD = [
    # the largest and the smallest
    ("重点项目里总投资最大的是哪个？", "云州市老年公寓项目，总投资9600万元。", ["附件2/3"]),
    ("床位数最少的是哪个项目？", "湖东区颐养中心项目，床位数80张。", ["附件2/4"]),
    # the largest of no column that is named: each column's
    ("最大的项目是哪个？", "云州市老年公寓项目，床位数500张；云州市老年公寓项目，总投资9600万元。", ["附件2/3"]),
    ("项目里总投资垫底的是哪个？", "湖东区颐养中心项目，总投资760万元。", ["附件2/4"]),
    ("床位数倒数第二的是哪个项目？", "松原县中心敬老院项目，床位数120张。", ["附件2/2"]),
    # the largest share of one measure in another, and that of one row
    ("总投资除以床位数，哪个项目最高？", "云州市老年公寓项目，9600万元÷500张=19.2万元。", ["附件2/3"]),
    ("湖东区福利院改造项目总投资平均到每张床位是多少万？", "湖东区福利院改造项目，3200万元÷200张=16万元。", ["附件2/1"]),
    # all rows with a value: a unit, a place, a year
    ("湖东区民政局组织实施的项目有哪些？", "湖东区福利院改造项目；湖东区颐养中心项目。", ["附件2/1", "附件2/4"]),
    ("建在松原县的项目有几个？", "共一个：松原县中心敬老院项目。", ["附件2/2"]),
    (
        "2026年完成的任务有哪些？",
        "建成150个社区食堂，为老年人提供助餐服务；培训养老护理员8000人次。",
        ["附件1/1", "附件1/4"],
    ),
    # by a place in short, a number, a blank, and with the cells asked of each
    ("松原的项目一共几个？", "共一个：松原县中心敬老院项目。", ["附件2/2"]),
    (
        "床位达到200张的项目有哪些？",
        "湖东区福利院改造项目，床位数：200张；云州市老年公寓项目，床位数：500张。",
        ["附件2/1", "附件2/3"],
    ),
    (
        "湖东区民政局实施的项目有哪些？总投资各多少？",
        "湖东区福利院改造项目，总投资：3200万元；湖东区颐养中心项目，总投资：760万元。",
        ["附件2/1", "附件2/4"],
    ),
    # rows that are named, compared by a figure: the one that has what is asked for first, and how far they are apart
    (
        "湖东福利院和松原敬老院，哪个投得少？",
        "松原县中心敬老院项目，总投资1850.5万元；湖东区福利院改造项目，总投资3200万元。",
        ["附件2/2", "附件2/1"],
    ),
    (
        "湖东福利院与松原敬老院哪家床位数更多，多几张？",
        "湖东区福利院改造项目，床位数200张；松原县中心敬老院项目，床位数120张；相差：200张-120张=80张。",
        ["附件2/1", "附件2/2"],
    ),
    # two rows side by side, each by what only its name has
    (
        "湖东福利院跟松原敬老院各投多少钱、谁组织实施？",
        "湖东区福利院改造项目，总投资：3200万元，组织实施单位：湖东区民政局；"
        "松原县中心敬老院项目，总投资：1850.5万元，组织实施单位：松原县民政局。",
        ["附件2/1", "附件2/2"],
    ),
    # what is counted is none of what the rows are
    ("2026年全市要完成多少个充电桩的任务？", None, []),
    # another place than any row's, another document's list
    ("白水县的项目一共几个？", None, []),
    ("《云州市便民服务清单》列了几个项目？", None, []),
    # no table fits, or nothing is asked of one as a whole
    ("2031年完成的任务有哪些？", None, []),
    ("护理员培训多少人次？", None, []),
    ("最大的公园在哪里？", None, []),
    ("高龄津贴最多给多少？", None, []),
]


@pytest.mark.parametrize(("question", "told", "cited"), TOLD)
def test_over_a_table(question: str, told: str | None, cited: list[str], search: Search, book: FactBook) -> None:
    parts = over_table(search(question)[0], book)
    assert [part.text for part in parts] == ([told] if told else [])
    assert [source.clause.path for part in parts for source in part.sources] == cited
    assert all(is_faithful(part, book.documents) for part in parts)


SUMS = [
    # the sums that the table states of a group
    ("养老项目的总投资合计多少？", "床位数300张；总投资5000万元"),
    ("托育项目的床位数总计多少？", "床位数90张；总投资800万元"),
    # the largest and the smallest, counted and summed up, by the class of who acts and by two limits
    ("项目里总投资最高和最低的各是哪个？", "北河公寓项目，总投资3000万元。东湖托育园项目，总投资800万元。"),
    (
        "养老项目一共几个？床位数合起来多少张？",
        "共两个：甲山敬老院项目，床位数：100张；北河公寓项目，床位数：200张；养老项目：床位数300张",
    ),
    ("有没有床位数超过80张、但总投资不到1000万元的项目？", "东湖托育园项目"),
    # the largest within a group
    ("养老项目里总投资最大的是哪个？", "北河公寓项目，总投资3000万元"),
]


@pytest.mark.parametrize(("question", "told"), SUMS)
def test_sums_and_groups(question: str, told: str, search: Search) -> None:
    documents: dict[str, Document] = {"grouped": GROUPED}
    (part,) = over_table(search(question)[0], FactBook(documents))
    assert told in part.text
    assert is_faithful(part, documents)


def test_the_sum_of_all_groups_is_told_where_it_is_asked_how_much_is_spent(search: Search) -> None:
    rows = "全县总计\t900\t90\n一、水利项目\t700\t60\n1\t北渠项目\t700\t60\n二、道路项目\t200\t30\n1\t南路项目\t200\t30"
    columns = "序号\t项目名称\t总投资（万元）\t申请省级资金（万元）"
    document = parse("money", f"丁县项目表\n\n附件\n\n重点项目表\n\n{columns}\n{rows}\n")
    (part,) = over_table(search("清单里水利和道路全部加在一块要投多少钱？")[0], FactBook({"money": document}))
    assert part.text.endswith("总投资900万元；申请省级资金90万元。")
    (part,) = over_table(search("水利项目总共投多少钱？")[0], FactBook({"money": document}))
    assert part.text.endswith("总投资700万元；申请省级资金60万元。")


def test_the_rows_of_a_table_without_sums_are_added_up(search: Search, book: FactBook) -> None:
    (part,) = over_table(search("重点项目总投资合计多少？")[0], book)
    assert part.text.endswith("总投资合计：3200万元+1850.5万元+9600万元+760万元=15410.5万元。")
    assert part.computed


def test_a_long_list_is_cut_and_cited_whole(search: Search) -> None:
    rows = "\n".join(f"{n}\t项目{n}\t市民政局" for n in range(1, 21))
    document = parse("long", f"甲市项目表\n\n附件\n\n重点项目表\n\n序号\t项目名称\t实施单位\n{rows}\n")
    (part,) = over_table(search("市民政局实施的项目有哪些？")[0], FactBook({"long": document}))
    assert part.text.endswith("项目15，等。")
    assert len(part.sources) == 20


INDICATORS = parse(
    "indicators",
    """甲市养老规划

附件

主要发展指标

序号\t指标\t2022年基数\t2025年目标\t指标性质
1\t护理型床位占比\t41%\t55%\t约束性
2\t助餐点覆盖率\t30%\t80%\t预期性
3\t持证护理员人数（人）\t900\t1500\t预期性
4\t配套用房达标率\t88%\t100%\t约束性
""",
)

OF_INDICATORS = [
    ("指标里哪几项是预期性的？", "共二项：助餐点覆盖率；持证护理员人数（人）。"),
    ("指标表里不是预期性的有哪几项？", "共二项：护理型床位占比；配套用房达标率。"),
    ("助餐点覆盖率2022年的基数是多少？", "助餐点覆盖率，2022年基数：30%。"),
    ("主要发展指标一共几项，其中约束性的几项？", "共四项，其中二项：护理型床位占比；配套用房达标率。"),
]


@pytest.mark.parametrize(("question", "told"), OF_INDICATORS)
def test_sorts_of_rows_and_cells_of_a_year(question: str, told: str, search: Search) -> None:
    (part,) = over_table(search(question)[0], FactBook({"indicators": INDICATORS}))
    assert part.text == told
    assert is_faithful(part, {"indicators": INDICATORS})


@pytest.mark.parametrize(
    "asked", ["哪个项目单张床位的总投资最低？", "哪个项目床位平均造价最低？", "每张床造价最低的是哪个项目？"]
)
def test_one_thing_for_each_of_another(asked: str, search: Search) -> None:
    documents = {"grouped": GROUPED}
    (part,) = over_table(search(asked)[0], FactBook(documents))
    assert part.text == "东湖托育园项目，800万元÷90张=8.889万元。"
    assert part.computed
    assert not over_table(search("平均一平米造价最低的是哪个项目？")[0], FactBook(documents))  # no column counts those


YEARLY = parse(
    "yearly",
    """甲市床位计划

附表：

重点任务分工表

序号\t任务\t2026年\t2027年\t牵头单位\t配合单位
1\t签约医疗服务机构（家）\t20\t30\t市卫生健康委\t市民政局
2\t新建社区食堂（个）\t40\t50\t市民政局\t市商务局
3\t云杉康养示范园（座）\t1\t2\t市发展改革委\t市财政局

年度新增床位任务分解表（单位：张）

县（市、区）\t2026年\t2027年\t合计
松原县\t300\t450\t750
湖东区\t500\t600\t1100
合计\t800\t1050\t1850
""",
)
ONE_ROW = [
    ("松原县2027年要新增多少床位？", "松原县，2027年：450。"),
    (
        "签约医疗服务机构2027年的数、配合单位是哪几家（任务分工表）",
        "签约医疗服务机构（家），2027年：30；牵头单位：市卫生健康委；配合单位：市民政局。",
    ),
    ("签约医疗服务机构2027年比2026年多多少家？", "签约医疗服务机构（家），2026年：20；2027年：30；相差：30-20=10家。"),
    ("分工表里云杉康养那项2027年建几座？", "云杉康养示范园（座），2027年：2；牵头单位：市发展改革委；配合单位：市财政局。"),
]
FUNDS = parse(
    "funds",
    """戊市河道清淤方案

附件

清淤资金安排表

年度\t市级（万元）\t区级（万元）\t合计（万元）
2026年\t700\t240\t940
2027年\t520\t310\t830
""",
)
OF_LEVELS = [
    ("清淤资金2026年市里出多少万？", "2026年，市级：700万元。"),
    ("清淤资金2027年区里头拿多少？", "2027年，区级：310万元。"),
]


@pytest.mark.parametrize(("question", "told"), OF_LEVELS)
def test_a_level_of_government_is_named_in_plain_words(question: str, told: str, search: Search) -> None:
    (part,) = over_table(search(question)[0], FactBook({"funds": FUNDS}))
    assert part.text == told


@pytest.mark.parametrize(("question", "told"), ONE_ROW)
def test_one_row_is_told_by_its_place_its_name_or_the_beginning_of_it(question: str, told: str, search: Search) -> None:
    (part,) = over_table(search(question)[0], FactBook({"yearly": YEARLY}))
    assert part.text == told


MARKETS = parse(
    "markets",
    """丙县农贸市场项目表

附件

农贸市场项目清单

序号\t项目名称\t项目类型\t建设年限\t建设地点\t建设规模\t总投资（万元）\t申请市级资金（万元）\t实施单位
1\t青禾县便民市场项目\t新建\t2024—2025\t青禾县柳林路\t建筑面积 3200m2，摊位80个\t900\t300\t青禾县商务局
2\t白杨区中心市场提升项目\t改造\t2024\t白杨区河东街\t建筑面积 5100m2，摊位160个\t1200\t500\t白杨区商务局
3\t红枫区生鲜市场项目\t新建\t2025—2026\t红枫区学府路\t建筑面积 2600m2，摊位64个\t760\t200\t红枫区商务局
4\t青禾县冷库改造项目\t改造\t2025\t青禾县柳林路\t建筑面积 1800m2\t430\t100\t青禾县商务局
""",
)
OF_MARKETS = [
    # the largest, the second and the first two, by a column or by a size inside the cells
    ("清单里哪个项目盖得最大（按建筑面积）？", "白杨区中心市场提升项目，建设规模：建筑面积 5100m2，摊位160个。"),
    ("摊位最少的项目是哪个，由谁实施？", "红枫区生鲜市场项目，建设规模：建筑面积 2600m2，摊位64个，实施单位：红枫区商务局。"),
    ("建筑面积第二大的项目是哪个？", "青禾县便民市场项目，建设规模：建筑面积 3200m2，摊位80个。"),
    ("总投资前两名的项目是哪几个？", "白杨区中心市场提升项目，总投资1200万元；青禾县便民市场项目，总投资900万元。"),
    ("新建的项目里总投资最少的是哪个？", "红枫区生鲜市场项目，总投资760万元。"),
    # conditions on figures, in words too
    (
        "总投资超过八百万的项目有几个？",
        "共两个：青禾县便民市场项目，总投资：900万元；白杨区中心市场提升项目，总投资：1200万元。",
    ),
    ("总投资500万以下的项目有哪些？", "青禾县冷库改造项目，总投资：430万元。"),
    (
        "总投资不到一个亿的项目有几个？",
        "共四个：青禾县便民市场项目，总投资：900万元；白杨区中心市场提升项目，总投资：1200万元；"
        "红枫区生鲜市场项目，总投资：760万元；青禾县冷库改造项目，总投资：430万元。",
    ),
    # a unit named by its place alone; words of names
    ("青禾商务局报了几个项目？", "共两个：青禾县便民市场项目；青禾县冷库改造项目。"),
    ("清单里冷库项目有几个？", "共一个：青禾县冷库改造项目。"),
    ("项目类型既非新建又非搬迁的项目有哪些？", "白杨区中心市场提升项目；青禾县冷库改造项目。"),
    ("名字里带“改造”的项目有几个？", "共一个：青禾县冷库改造项目。"),
    # sums of rows named by a place or one by one, and of some of them
    (
        "青禾县两个项目一共要投多少？其中冷库那个申请市级资金多少？",
        "青禾县便民市场项目、青禾县冷库改造项目，总投资合计：900万元+430万元=1330万元；"
        "其中青禾县冷库改造项目，申请市级资金：100万元。",
    ),
    (
        "中心市场、生鲜市场两个项目加起来多少个摊位？",
        "白杨区中心市场提升项目、红枫区生鲜市场项目，摊位合计：160个+64个=224个。",
    ),
    (
        "中心市场、生鲜市场两个项目，摊位合计、总投资合计",
        "白杨区中心市场提升项目、红枫区生鲜市场项目，摊位合计：160个+64个=224个；总投资合计：1200万元+760万元=1960万元。",
    ),
    (
        "便民市场和生鲜市场的总投资差多少？",
        "青禾县便民市场项目，总投资900万元；红枫区生鲜市场项目，总投资760万元；相差：900万元-760万元=140万元。",
    ),
    (
        "新建的两个项目的摊位数相加是多少？",
        "青禾县便民市场项目、红枫区生鲜市场项目，摊位合计：80个+64个=144个。",
    ),
    (
        "新建的两个项目分别在哪里？",
        "青禾县便民市场项目，建设地点：青禾县柳林路；红枫区生鲜市场项目，建设地点：红枫区学府路。",
    ),
    # ranks from the end, and blanks
    ("清单里总投资排在末位的是哪个项目？", "青禾县冷库改造项目，总投资430万元。"),
    ("建筑面积倒数第二的项目是哪个？", "红枫区生鲜市场项目，建设规模：建筑面积 2600m2，摊位64个。"),
    ("哪些项目没有明确实施单位？", None),
    ("实施单位空着的项目有哪些？", None),
    # rows that are not as many as the question says, a size that none has: nothing is told of others
    ("青禾县五个项目总投资合计多少？", None),
    ("总投资超过5000万元的项目有几个？", None),
    ("占地超过300亩的项目有几个？", None),
]


@pytest.mark.parametrize(("question", "told"), OF_MARKETS)
def test_filters_over_typed_cells_and_what_is_made_of_them(question: str, told: str | None, search: Search) -> None:
    parts = over_table(search(question)[0], FactBook({"markets": MARKETS}))
    assert [part.text for part in parts] == ([told] if told else [])
    assert all(is_faithful(part, {"markets": MARKETS}) for part in parts)


TARIFF = parse(
    "tariff",
    """丁市供水价格通知

附表

居民用水分档价格表

档次\t户年用水量（立方米）\t到户价（元/立方米）
第一档\t0—180（含）\t2.9
第二档\t180—260（含）\t3.8
第三档\t260以上\t6.5
""",
)
BRACKETS = [
    ("我家一年用了200方水，多少钱一方？", "180—260立方米（含）"),
    ("一年用三百立方米水是什么价？", "260立方米以上"),
    ("一年正好用了180方水是什么价？", None),  # where two brackets meet
    ("一年用了200方气，多少钱一方？", None),  # of something else
]


@pytest.mark.parametrize(("question", "bracket"), BRACKETS)
def test_the_row_of_a_tariff_whose_bracket_holds_what_is_told(question: str, bracket: str | None, search: Search) -> None:
    parts = over_table(search(question)[0], FactBook({"tariff": TARIFF}))
    assert [bracket in part.text for part in parts] == ([True] if bracket else [])


def test_rows_named_by_their_places_are_added_up_in_a_year(search: Search) -> None:
    book = FactBook({"yearly": YEARLY})
    (part,) = over_table(search("松原县和湖东区2027年新增床位一共多少张？")[0], book)
    assert part.text == "松原县、湖东区，2027年合计：450+600=1050。"


def test_the_names_of_columns_are_no_patterns(search: Search) -> None:
    rows = "1\t甲山消防站\t20\n2\t北河消防站\t30\n3\t东湖公园\t40"
    document = parse("odd", f"甲市项目表\n\n附件\n\n重点项目表\n\n序号\t名(称\t面积（亩）\n{rows}\n")
    assert over_table(search("消防站项目有哪些？")[0], FactBook({"odd": document})) == []


def test_words_before_a_noun_count_as_far_as_names_have_them(search: Search) -> None:
    rows = "1\t甲山综合服务中心\t20\n2\t北河健康产业中心\t90\n3\t南桥综合服务中心\t40"
    document = parse("centres", f"甲市项目表\n\n附件\n\n重点项目表\n\n序号\t项目名称\t总投资（万元）\n{rows}\n")
    (part,) = over_table(search("项目里哪个综合服务中心的总投资最大？")[0], FactBook({"centres": document}))
    assert part.text == "南桥综合服务中心，总投资40万元。"


STALLS = parse(
    "stalls",
    """戊县夜市和摊点规定

附件1

各镇摊点任务

镇\t新增摊位（个）\t其中便民摊（个）\t主管单位
柳林镇\t120\t40\t县商务局
石桥镇\t80\t60\t县供销社
合计\t200\t100\t

附件2

首批夜市项目任务清单

项目名称\t夜市类型\t所在街道\t批准摊位数\t牵头单位\t完成时限
青柳巷普惠夜市\t餐饮\t东关街道\t96\t县商务局\t2025年3月底前
旧窑厂夜市\t餐饮\t北关街道\t140\t县城发公司\t2025年11月底前
南塘普惠夜市\t百货\t东关街道\t64\t县城发公司\t2026年6月底前
河湾夜市\t百货\t西关街道\t30\t县商务局\t2024年12月

附件3

| 等级 | 补助标准（元/月） |
| --- | --- |
| 一等摊 | 300 |
| 二等摊 | 180 |
""",
)
OF_STALLS = [
    # the most, a sum or all within a limit, asked in the words of a table and of nothing else
    ("哪个夜市批准的摊位最多？", "旧窑厂夜市，批准摊位数140。"),
    ("首批夜市一共批准多少个摊位？", "青柳巷普惠夜市、旧窑厂夜市、南塘普惠夜市、河湾夜市，批准摊位数合计：96+140+64+30=330。"),
    ("哪个公园最大？", None),
    ("夜市的摊位最多能摆几年？", None),
    ("夜市摊位一共批准几个月？", None),
    ("东关街道有几个夜市？", "共两个：青柳巷普惠夜市；南塘普惠夜市。"),
    # a line of sums is no row
    ("哪个镇新增摊位最多？", "柳林镇，新增摊位120个。"),
    ("各镇新增摊位一共多少个？", "合计：新增摊位200个；其中便民摊100个。"),
    # measures that share words
    ("便民摊最多的是哪个镇？", "石桥镇，其中便民摊60个。"),
    # a word that the dictionary does not know, a unit that the register does not
    ("普惠夜市项目有哪几个？", "共两个：青柳巷普惠夜市；南塘普惠夜市。"),
    ("县城发公司牵头的任务有哪些？", "旧窑厂夜市；南塘普惠夜市。"),
    # the bodies that are asked for, what a thing includes of which the table does not speak
    (
        "首批夜市项目清单里企业自己牵头的是哪几家公司？",
        "共二项：旧窑厂夜市，牵头单位：县城发公司；南塘普惠夜市，牵头单位：县城发公司。",
    ),
    ("夜市的卫生管理收费包括哪些项目？", None),
    # by when
    ("2025年6月底前完成的任务有哪些？", "青柳巷普惠夜市；河湾夜市。"),
    ("2025年完成的任务有哪些？", "青柳巷普惠夜市；旧窑厂夜市。"),
    # bars between cells
    ("一等摊比二等摊每月多多少钱？", "一等摊，补助标准300元/月；二等摊，补助标准180元/月；相差：300元/月-180元/月=120元/月。"),
]


@pytest.mark.parametrize(("question", "told"), OF_STALLS)
def test_a_table_is_meant_by_its_own_words(question: str, told: str | None, search: Search) -> None:
    parts = over_table(search(question)[0], FactBook({"stalls": STALLS}))
    assert [part.text for part in parts] == ([told] if told else [])
    assert all(is_faithful(part, {"stalls": STALLS}) for part in parts)


def test_years_of_a_row_are_added_up_or_compared_but_no_shares(search: Search) -> None:
    rows = "1\t新建社区食堂（个）\t30\t50\t40\n2\t新增市级基地（个）\t3\t4\t5\n3\t家庭改造（户，累计）\t20\t43\t68"
    document = parse("years", f"己市计划\n\n附件\n\n任务表\n\n序号\t任务\t2024年\t2025年\t2026年\n{rows}\n")
    book = FactBook({"years": document})
    told = {
        "新建社区食堂三年建多少个？": "新建社区食堂（个），2024年、2025年、2026年合计：30+50+40=120个。",
        "新增市级基地2024年到2026年一共几个？": "新增市级基地（个），2024年、2025年、2026年合计：3+4+5=12个。",
        "新建社区食堂哪一年最多？": "新建社区食堂（个），2025年：50。",
        "家庭改造三年一共多少户？": "家庭改造（户，累计），2024年：20；2025年：43；2026年：68。",
    }
    assert {asked: over_table(search(asked)[0], book)[0].text for asked in told} == told


@pytest.mark.parametrize("blank", ["空着", "一栏为“/”", "栏只打了一道斜杠", "那栏画的是横线", "没填"])
def test_a_column_that_is_left_blank_in_any_words(blank: str, search: Search) -> None:
    rows = "市民政局\t1\t建设食堂。\t2026年\t市财政局\n\t2\t培训护工。\t2025年\t/\n"
    document = parse("t", f"任务分解表\n\n附件\n\n牵头单位\t序号\t任务内容\t完成时限\t配合单位\n{rows}")
    query = replace(search(f"任务分解表里配合单位{blank}的是哪几项任务")[0], mentions=Mentions())
    (part,) = over_table(query, FactBook({"t": document}))
    assert "培训护工" in part.text
    assert "建设食堂" not in part.text
