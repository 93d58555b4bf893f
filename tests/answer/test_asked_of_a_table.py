"""What clerks count and compare in a table of tasks and in a list of policies, of an invented city."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policyqa.api import PolicyQA
from policyqa.settings import Settings
from policyqa.types import Answer

PLAN = """壬州市养老服务体系建设方案

壬政办发〔2024〕9号

一、发展目标

2023年，全市建成养老床位1.2万张。
到2026年，老年人月探访率达到100%，农村助餐点能力明显提升，基本满足农村老人“吃饭不出村”需求。

二、重点任务

（一）开展家庭改造。到2026年底，特殊困难老年人家庭改造“应改尽改”。（市民政局、市残联按职责分工负责）

（二）划分服务项目。服务项目分为：物质类，主要是发放补贴；照护类，主要是提供上门照护；关爱类，主要是开展探访。（市民政局负责）

三、组织协调

联席会议办公室设在市发改委，由市发改委、市民政局相关人员组成。主要职责为：组织召开会议；督导项目推进。各成员单位定期将存在的困难和问题报联席会议或按程序报市政府。

四、扶持政策

（三）支持养老机构运营。对养老机构每张床位每年给予600元运营补贴。所需资金由市和区县按照5∶5的比例承担。

（四）支持社区食堂建设。对新建社区食堂给予8万元补贴。所需资金由市和区县按照6∶4的比例承担。

（五）支持家庭照护床位。对每张家庭照护床位给予2000元补贴。所需资金由市和区县按照5∶5的比例承担。

附件

市级各部门任务分解表
序号 牵头单位 任务内容 完成时限 配合单位
1 市民政局 建立基本养老服务清单 持续性工作 市财政局、市教育局、市人社局
2 市民政局 对特殊困难老年人实施家庭改造“应改尽改” 2025年 市残联
3 市民政局 开展探访关爱服务 持续性工作 市财政局
4 市卫生健康委 综合医院设立老年医学科、康复科 2026年 市民政局、市财政局
5 市住建局 完善小区养老设施移交机制 2025年 市民政局、市资源规划局

附件2

养老重大项目清单
序号 项目名称 项目类型 建设地点 建设规模 总投资（万元） 申请资金（万元） 实施单位
1 甲湖区养老院建设项目 新建 甲湖区柳街道 建筑面积9000m2，床位300张 46000 6000 甲湖区民政局
2 甲湖区柳街道养老中心 改扩建 甲湖区柳街道 建筑面积1500m2，床位40张 900 700 甲湖区民政局
3 甲湖区桥街道养老中心 改扩建 甲湖区桥街道 建筑面积1600m2，床位40张 800 500 甲湖区民政局
4 医养一体项目 改扩建 丙山区西街道 建筑面积8000m2，建设床位300张 30000 600 康瑞公司
"""
TOLD = [
    # the most of what a table deals out is counted
    ("分解表里配合单位最多的是哪一项任务？", ("建立基本养老服务清单", "共三家", "市人社局"), ("探访",)),
    ("任务分解表里哪个单位牵头的任务最多", ("市民政局牵头的最多，共三项",), ("老年医学科",)),
    ("分解表里配合次数最多的部门是谁", ("市财政局配合的最多，共三项",), ("移交机制",)),
    ("分解表里哪个部门配合的任务最少", ("市教育局配合的最少，共一项", "市残联配合的最少"), ("市财政局配合",)),
    ("分解表里牵头单位最多的是哪项", ("共一家", "共五项"), ()),
    # what says which ones is no question of its own
    (
        "分解表里民政局牵头、没给年份只写“持续性工作”的，共几条、都是啥",
        ("共二项", "基本养老服务清单", "探访关爱服务"),
        ("家庭改造",),
    ),
    ("9号文附表4号那行管的是医院哪两样", ("老年医学科、康复科",), ("移交机制",)),
    ("分解表2号、5号两行：各是谁牵头、干啥", ("家庭改造", "移交机制"), ("老年医学科",)),
    # rows by their number, by a size in other words, by what they cost, and but for one that is set aside
    ("重大项目清单第4个项目总投资多少", ("医养一体项目", "30000万元"), ()),
    ("重大项目清单第9号项目床位多少", ("共四个，没有您问的这一号", "医养一体项目"), ("9",)),
    ("项目清单里床位恰为300张的有哪几个", ("共两个", "甲湖区养老院", "医养一体项目"), ("柳街道养老中心",)),
    ("项目清单上40张床的项目列一下，各在哪个街道", ("甲湖区柳街道", "甲湖区桥街道"), ("丙山区",)),
    ("项目清单里同样是300张床，哪家花钱最省", ("医养一体项目", "30000万元"), ("46000",)),
    ("项目清单里总投资上亿、申请资金不到1000万的是哪个", ("医养一体项目",), ("养老院建设项目",)),
    # the text itself before what is attached to it
    ("9号文正文里家庭改造要应改尽改，定的是哪年底？", ("2026年底",), ("2025年",)),
    # what is paid in such shares
    ("哪些补贴是市和区县五五分担的？", ("共二项", "养老机构运营", "家庭照护床位"), ("社区食堂",)),
    ("由市和区县六四承担的有哪几项", ("共一项", "社区食堂"), ("运营",)),
    # what each payer bears of the sum that is told before, and what a month's makes in a year
    ("30张床位的养老院运营补贴一年多少，市里、区里各掏多少", ("600元×30张=18000元", "18000元×5÷10=9000元"), ()),
    # 支持不支持 denies nothing, and town beside country is no condition
    ("新建社区食堂支持不支持？", ("符合",), ("不符合",)),
    # a seat is not whose tasks are asked for; to whom something is reported; sorts, each of them
    ("设在市发改委的联席会议办公室要承担哪些具体工作？", ("主要职责为：组织召开会议；督导项目推进",), ()),
    ("我们是成员单位，碰到困难往哪里报？", ("报联席会议或按程序报市政府",), ("设在市发改委",)),
    ("服务项目归成哪三类？", ("物质类", "照护类", "关爱类"), ()),
    # what it sets in quotation marks stands there
    ("“吃饭不出村”要基本满足，卡的哪个时间点", ("到2026年",), ()),
    # the value of one year is none of another
    ("到2026年养老床位要达到多少张？", ("文件没有写",), ("1.2万张",)),
    ("2023年建成养老床位多少张？", ("1.2万张",), ()),
]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    folder: Path = tmp_path_factory.mktemp("table")
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    return PolicyQA(Settings(corpus=folder, home=folder / "home")).ask


@pytest.mark.parametrize(("question", "said", "unsaid"), TOLD)
def test_what_is_told(question: str, said: tuple[str, ...], unsaid: tuple[str, ...], ask: Callable[[str], Answer]) -> None:
    told = ask(question).text
    assert all(words in told for words in said), told
    assert not any(words in told for words in unsaid), told
