"""Tables: rows as clauses, their named cells, and what merged cells pass down."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policyqa.ingest.columns import NUMBER, PERIOD, form_of
from policyqa.ingest.corpus import parse
from policyqa.ingest.rows import named_rows
from policyqa.types import Document

Read = Callable[[str], Document]


def cells(document: Document) -> dict[str, str]:
    """Each row's path with its cells, as ``名=值`` joined by ``｜``."""
    rows = [clause for clause in document.clauses if clause.kind == "row" or clause.cells]
    return {row.path: "｜".join(f"{name}={value}" for name, value in row.cells) for row in rows}


TABLES = {
    "a merged cell in front": (
        "附件\n分工表\n单位\t序号\t任务\n民政局\t1\t甲\n\t2\t乙\n财政局\t3\t丙",
        {
            "附件/1": "单位=民政局｜序号=1｜任务=甲",
            "附件/2": "单位=民政局｜序号=2｜任务=乙",
            "附件/3": "单位=财政局｜序号=3｜任务=丙",
        },
    ),
    "a merged cell behind the number": (
        "附件\n标准表\n序号\t类型\t对象\t标准\n1\t津贴\t80岁\t100\n2\t\t90岁\t200\n3\t补贴\t失能\t\n",
        {
            "附件/1": "序号=1｜类型=津贴｜对象=80岁｜标准=100",
            "附件/2": "序号=2｜类型=津贴｜对象=90岁｜标准=200",
            "附件/3": "序号=3｜类型=补贴｜对象=失能",
        },
    ),
    "an empty cell in the middle is empty": (
        "附件\n分工表\n序号\t任务\t时限\t单位\n1\t甲\t2024年\t民政局\n2\t乙\t\t财政局",
        {"附件/1": "序号=1｜任务=甲｜时限=2024年｜单位=民政局", "附件/2": "序号=2｜任务=乙｜单位=财政局"},
    ),
    "a cell that goes on behind a wrapped line": (
        "附件\n分工表\n序号 任务 牵头单位 配合单位 时限\n1 甲 民政局 财政局、\n住建局 2024年\n2 乙 财政局 民政局 2025年",
        {
            "附件/1": "序号=1｜任务=甲｜牵头单位=民政局｜配合单位=财政局、住建局｜时限=2024年",
            "附件/2": "序号=2｜任务=乙｜牵头单位=财政局｜配合单位=民政局｜时限=2025年",
        },
    ),
    "a row that slid sideways": (
        "附件\n分工表\n单位\t序号\t任务\t时限\n民政局\t1\t甲\t2024年\n2\t乙\t2025年\t",
        {"附件/1": "单位=民政局｜序号=1｜任务=甲｜时限=2024年", "附件/2": "单位=民政局｜序号=2｜任务=乙｜时限=2025年"},
    ),
    "a stray line stays with the row above": (
        "附件\n分工表\n序号\t任务\n1\t甲\n\t\t口、无障碍。\t\n2\t乙",
        {"附件/1": "序号=1｜任务=甲", "附件/2": "序号=2｜任务=乙"},
    ),
    "groups and sums": (
        "附件\n项目表\n序号\t项目\t投资（万元）\n一、养老\t\t300\n1\t甲\t100\n2\t乙\t200\n二、托育\t\t50\n1\t丙\t50\n总计\t\t350",
        {
            "附件/一": "投资（万元）=300",
            "附件/一/1": "序号=1｜项目=甲｜投资（万元）=100",
            "附件/一/2": "序号=2｜项目=乙｜投资（万元）=200",
            "附件/二": "投资（万元）=50",
            "附件/二/1": "序号=1｜项目=丙｜投资（万元）=50",
            "附件/二/总计": "投资（万元）=350",
        },
    ),
    "groups that are numbered without a mark": (
        "附件\n清单\n序号\t任务\n一\t设施\n1\t甲\n二\t服务\n2\t乙",
        {"附件/一/1": "序号=1｜任务=甲", "附件/二/2": "序号=2｜任务=乙"},
    ),
    "the header again on a new page, numbers from one": (
        "附件\n清单\n序号\t任务\n1\t甲\n序号\t任务\n1\t乙",
        {"附件/1": "序号=1｜任务=甲", "附件/1［2］": "序号=1｜任务=乙"},
    ),
    "two tables": (
        "附件\n清单\n序号\t任务\n1\t甲\n序号\t金额\n1\t5",
        {"附件/1": "序号=1｜任务=甲", "附件/1［2］": "序号=1｜金额=5"},
    ),
    "a name cut in two rows, whole elsewhere": (
        "一、任务（市委组织部负责）\n附件\n分工表\n单位\t序号\t任务\n民政局\t1\t甲\n市委\t2\t乙\n组 织 部\t3\t丙",
        {
            "附件/1": "单位=民政局｜序号=1｜任务=甲",
            "附件/2": "单位=市委组织部｜序号=2｜任务=乙",
            "附件/3": "单位=市委组织部｜序号=3｜任务=丙",
        },
    ),
    "two names that the text has apart": (
        "一、任务（市民政局市财政局负责）\n附件\n分工表\n单位\t序号\t任务\n市民政局\t1\t甲\n市财政局\t2\t乙\n注：市财政局拨付。",
        {"附件/1": "单位=市民政局｜序号=1｜任务=甲", "附件/2": "单位=市财政局｜序号=2｜任务=乙"},
    ),
    "English letters keep their blanks": (
        "附件\n清单\n序号\t任务\t单位\n1\t升级 Windows 10 系统\t卫生 健康委",
        {"附件/1": "序号=1｜任务=升级 Windows 10 系统｜单位=卫生健康委"},
    ),
    "more cells than columns have no names": ("附件\n清单\n序号\t任务\n1\t甲\t乙\t丙", {"附件/1": ""}),
}


@pytest.mark.parametrize(("text", "expected"), TABLES.values(), ids=TABLES)
def test_cells(read: Read, text: str, expected: dict[str, str]) -> None:
    assert cells(read(text)) == expected


BLANKS = {
    "another name of the number, a cell with a blank": (
        "附件\n项目表\n编号  项目  时长（分钟）\n1  床上擦浴  45\n2  协助 进食  30\n甲市民政局  2024年1月1日印发",
        {"附件/1": "编号=1｜项目=床上擦浴｜时长（分钟）=45", "附件/2": "编号=2｜项目=协助进食｜时长（分钟）=30"},
    ),
    "merged cells, told by where the others stand": (
        "附件\n标准表\n序号    类别      对象        标准\n 1      津贴      80周岁      60\n 2                90周岁      90",
        {"附件/1": "序号=1｜类别=津贴｜对象=80周岁｜标准=60", "附件/2": "序号=2｜类别=津贴｜对象=90周岁｜标准=90"},
    ),
    "an empty cell behind": (
        "附件\n标准表\n序号    对象        标准\n 1      80周岁      60\n 2      90周岁",
        {"附件/1": "序号=1｜对象=80周岁｜标准=60", "附件/2": "序号=2｜对象=90周岁"},
    ),
    "rows that are whole beside one that is wrapped": (
        "附件\n项目表\n序号   名称      建设内容         责任单位\n1   养老院     床位 240 张，配套     民政局\n"
        "            康复用房\n2   食堂     新建 20 家     民政局",
        {"附件/1": "", "附件/2": "序号=2｜名称=食堂｜建设内容=新建20家｜责任单位=民政局"},
    ),
    "a unit below another name than the last": (
        "附件\n项目表\n序号   名称     投资       单位\n              （万元）\n1   养老院     240     民政局\n"
        "2   托育园     80     教育局",
        {"附件/1": "序号=1｜名称=养老院｜投资=240｜单位=民政局", "附件/2": "序号=2｜名称=托育园｜投资=80｜单位=教育局"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), BLANKS.values(), ids=BLANKS)
def test_columns_set_apart_by_blanks(text: str, expected: dict[str, str]) -> None:
    assert cells(parse("x", text)) == expected


NO_NUMBERS = {
    "two blanks": ("对象  标准\n低保  100元\n其他  60元", 2),
    "a wide blank": ("类别　单位（元）　个人（元）\n困难人员　800　400\n毕业生　600　300", 2),
    "names in columns": ("阳光托育园　童乐托育园\n爱贝托育园　金色托育园\n启智托育园　天使托育园", 0),
    "authorities that sign": ("甲市民政局  甲市财政局\n甲市教育局  甲市司法局\n2024年5月1日", 0),
    "labels with values": ("索引号：K2  主题：民政\n文号：甲民1号  日期：2024年\n效力：有效  页数：2", 0),
    "chapters": ("第一章　总则\n第一条　甲100元。\n第二条　乙200元。", 0),
    "a single row": ("对象  标准\n低保  100元", 0),
    "rows without their last cells": (
        "房屋结构类别    标准    备注\n框架    1850    含电梯\n砖木    980    \n简易    420",
        3,
    ),
    "names with a figure": (
        "指标          单位    2023年基数    2025年目标\n床位占比      %       55            64\n"
        "每千人托位    个      3.6           4.7",
        2,
    ),
    "a name with a figure and its unit": (
        "区域      首小时（元）      其后每30分钟（元）\n甲类      6                 4\n乙类      4                 2",
        2,
    ),
    "words that stand exactly below": (
        "事项            牵头单位          配合单位\n泊位管理        市城管局          市公安局\n"
        "消防检查        市消防支队        市住建局",
        2,
    ),
    "names in three columns": (
        "阳光园      童乐园      爱贝园\n金色园      启智园      天使园\n星星园      月亮园      太阳园",
        0,
    ),
    "the signature behind them": (
        "房屋结构类别    标准    备注\n框架    1850    含电梯\n简易    420    无\n甲市民政局    2024年5月1日",
        2,
    ),
}


@pytest.mark.parametrize(("text", "count"), NO_NUMBERS.values(), ids=NO_NUMBERS)
def test_columns_set_apart_by_blanks_without_numbers(text: str, count: int) -> None:
    document = parse("x", f"一、标准\n{text}")
    assert sum(len(named_rows(clause.text)) for clause in document.clauses) == count


PDF_TABLE = """
一、目标
专栏1 主要指标
序号 指标 2020年 2025年 属性
1 护理型床位占比 45% 60% 约束性
2 家庭医生签约率 70% 85% 预期性
二、任务
（一）居家
序号 任务 单位
1 老年助餐 市民政局
2 上门助浴 市残联
（二）机构
三、保障
"""


def test_a_pdf_table_ends_where_the_text_goes_on(read: Read) -> None:
    document = read(PDF_TABLE)
    paths = " ".join(clause.path for clause in document.clauses)
    assert paths == "一 一/专栏1 一/专栏1/1 一/专栏1/2 二 二/（一） 二/（一）/1 二/（一）/2 二/（二） 三"
    assert cells(document)["一/专栏1/2"] == "序号=2｜指标=家庭医生签约率｜2020年=70%｜2025年=85%｜属性=预期性"


BOXES = {
    "a box before any part": (
        "公告\n名单如下：\n表1 新增\n序号\t名称\n1\t甲\n表2 退出\n序号\t名称\t日期\n1\t乙\t2024年4月1日\n一、甲。\n特此公告。",
        "前言 表1 表1/1 表2 表2/1 一 结语",
    ),
    "a table in a box, then the items of the part": (
        "二、目标\n（一）指标\n专栏1 主要指标\n序号\t指标\n1\t床位\n2\t覆盖率\n1.床位。\n2.覆盖。\n（二）原则\n三、任务",
        "二 二/（一） 二/（一）/专栏1 二/（一）/专栏1/1 二/（一）/专栏1/2 二/（一）/1 二/（一）/2 二/（二） 三",
    ),
    "points in a box": (
        "一、任务\n1.助餐。\n2.助浴。\n3.助医。\n专栏一：重点工程\n1.甲工程。\n（1）子。\n（2）丑。\n2.乙工程。\n（1）寅。\n4.探访。\n二、保障",
        "一 一/1 一/2 一/3 一/3/专栏一 一/3/专栏一/1 一/3/专栏一/1/（1） 一/3/专栏一/1/（2） 一/3/专栏一/2 一/3/专栏一/2/（1）"
        " 一/4 二",
    ),
    "a box without numbers, and one behind it": (
        "一、任务\n（一）甲\n专栏1 工程\n甲工程：建设。\n专栏2 行动\n乙行动：开展。\n（二）乙\n1.子。",
        "一 一/（一） 一/（一）/专栏1 一/（一）/专栏2 一/（二） 一/（二）/1",
    ),
    "a table with a caption": (
        "一、标准\n表1 补贴标准\n单位：元\n序号\t标准\n1\t100\n注：按月发放。\n1.甲。\n2.乙。\n二、附则",
        "一 一/表1 一/表1/1 一/表1/备注 一/1 一/2 二",
    ),
    "a table without a caption, before items": (
        "一、标准\n序号\t标准\n1\t100\n2\t200\n1.甲。\n2.乙。",
        "一 一/表 一/表/1 一/表/2 一/1 一/2",
    ),
    "a table without a caption, and no items": ("一、标准\n序号\t标准\n1\t100\n二、附则", "一 一/1 二"),
    "the end of the document is in no box": (
        "一、任务\n专栏1 指标\n序号\t指标\n1\t床位\n本规划自2024年1月1日起施行。\n甲市民政局\n2024年1月1日",
        "一 一/专栏1 一/专栏1/1 结语 落款",
    ),
    "a titled table without numbers behind one of numbered rows": (
        "附件\n项目表\n序号\t项目\n1\t甲\n床位分解表（单位：张）\n区县\t2024年\t合计\n子区\t5\t9\n合计\t8\t12\n注：含存量。\n"
        "分工表\n单位：张\n序号\t任务\n1\t乙\n2\t丙\n一、其他",
        "附件 附件/1 附件/床位分解表 附件/床位分解表/备注 附件/分工表 附件/分工表/1 附件/分工表/2 附件/一",
    ),
    "a table that goes on below its title, and a line between rows": (
        "附件\n项目表\n序号\t项目\t地点\n1\t甲\t子区\n项目表\n序号\t项目\t地点\n2\t乙\t丑区\n托育领域\n3\t丙\t寅区",
        "附件 附件/1 附件/2 附件/3",
    ),
    "what is torn from a cell heads no table": (
        "附件\n项目表\n序号\t项目\t时限\n1\t建设\n站点\n等\t市民政局\t2024年\n2\t助餐\t2025年",
        "附件 附件/1 附件/2",
    ),
    "a mention is no box": ("一、任务\n专栏1所列工程由市民政局负责。\n表1中的项目按期完成。\n二、保障", "一 二"),
}


@pytest.mark.parametrize(("text", "expected"), BOXES.values(), ids=BOXES)
def test_boxes(read: Read, text: str, expected: str) -> None:
    assert [clause.path for clause in read(text).clauses] == expected.split()


def test_a_table_at_the_very_beginning(read: Read) -> None:
    document = read("序号\t标准\n1\t100")
    assert [(clause.path, clause.text) for clause in document.clauses] == [("题注", "序号\t标准"), ("1", "1\t100")]


def test_a_note_is_no_part_of_the_last_row(read: Read) -> None:
    document = read("附件\n标准表\n序号\t标准\n1\t100\n注：1.最高标准。\n2.下浮不限。")
    assert [(clause.path, clause.text) for clause in document.clauses[1:]] == [
        ("附件/1", "1\t100"),
        ("附件/备注", "注：1.最高标准。\n2.下浮不限。"),
    ]


def test_rows_of_a_table_without_numbers() -> None:
    text = "补贴标准如下：\n星级\t等级\t标准（元）\n五星\t失能\t225\n\t自理\t80\n四星\t失能\t150\n按月发放。"
    assert [(span.of(text), cells) for span, cells in named_rows(text)] == [
        ("五星\t失能\t225", (("星级", "五星"), ("等级", "失能"), ("标准（元）", "225"))),
        ("\t自理\t80", (("星级", "五星"), ("等级", "自理"), ("标准（元）", "80"))),
        ("四星\t失能\t150", (("星级", "四星"), ("等级", "失能"), ("标准（元）", "150"))),
    ]


def test_a_year_names_a_column_but_the_first() -> None:
    assert [dict(cells) for _, cells in named_rows("区县\t2024年\t2025年\n子区\t5\t9\n\n2024年\t子区\n2025年\t丑区")] == [
        {"区县": "子区", "2024年": "5", "2025年": "9"}
    ]


@pytest.mark.parametrize(
    "line",
    [
        "索引号\t116-2\t分类\t综合\n机构\t甲局\t文号\t乙",
        "甲\t甲\n1\t2",
        "一行\t没有下文",
        "食堂\t2025年底前\t甲局\n驿站\t2026年底前\t乙局",
    ],
)
def test_what_names_no_columns(line: str) -> None:
    assert named_rows(line) == []


# --- PDF text --------------------------------------------------------------------------------------------------------

PROJECTS = """\
附件 2

重大项目清单

序号 项目名称
项目
类型

建设期限 建设地点 建设内容和规模
总投资
（万元）

组织实施单位

总计
46

1 甲区养老院建设项目 新 建 2022—2023 甲区东街道
建筑面积 45978.08m2，床位

500 张
45.5 甲区民政局

2
甲区西街道综合养老

服务中心
改扩建 2023 甲区西街道 12 号
建筑面积 1500m2，床位 36

张
0.5 甲区

民政局
 序号 项目名称
项目
类型

建设期限 建设地点 建设内容和规模
总投资
（万元）

组织实施单位

3
不知何处的项目
不知何类
2022—2023
0 甲区民政局
"""


def test_a_table_in_pdf_text() -> None:
    """Columns of years and numbers are the anchors; a row that they do not settle has no named cells."""
    assert cells(parse("x", PROJECTS)) == {
        "附件2/总计": "总投资（万元）=46",
        "附件2/1": "序号=1｜项目名称=甲区养老院建设项目｜项目类型=新建｜建设期限=2022—2023｜建设地点=甲区东街道"
        "｜建设内容和规模=建筑面积 45978.08m2，床位500张｜总投资（万元）=45.5｜组织实施单位=甲区民政局",
        "附件2/2": "序号=2｜项目名称=甲区西街道综合养老服务中心｜项目类型=改扩建｜建设期限=2023｜建设地点=甲区西街道12号"
        "｜建设内容和规模=建筑面积 1500m2，床位36张｜总投资（万元）=0.5｜组织实施单位=甲区民政局",
        "附件2/3": "",
    }


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("总投资（万元）", NUMBER),
        ("床位数", NUMBER),
        ("标准（元/人·月）", NUMBER),
        ("建设期限", PERIOD),
        ("完成时限", PERIOD),
        ("项目名称", None),
        ("责任单位", None),
    ],
)
def test_forms_of_columns(name: str, form: object) -> None:
    assert form_of(name) is form


@pytest.mark.parametrize("value", ["2022—2023", "2023", "2023年", "2023年底", "2022年6月-2023年12月", "2022.1—2023.6"])
def test_periods(value: str) -> None:
    assert PERIOD.fullmatch(value)
