"""Which lines open a part, and what lies in what: short documents and the paths of their clauses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policyqa.ingest.corpus import parse
from policyqa.types import Document

Paths = Callable[[str], list[str]]
Read = Callable[[str], Document]

PLANS = {
    "numbers that run through the parts": (
        """
        一、任务
        （一）甲
        1．子
        2．丑
        （二）乙
        3．寅
        二、保障
        4．卯
        """,
        "一 一/（一） 一/（一）/1 一/（一）/2 一/（二） 一/（二）/3 二 二/4",
    ),
    "numbers that begin anew in each part": (
        """
        一、任务
        1.子
        2.丑
        二、保障
        1.寅
        2.卯
        """,
        "一 一/1 一/2 二 二/1 二/2",
    ),
    "parts in words": (
        "第一部分　总则\n1.1　对象。\n1.2　原则。\n第二部分　程序\n2.1　申请。\n2.2　审核。",
        "第一部分 第一部分/1.1 第一部分/1.2 第二部分 第二部分/2.1 第二部分/2.2",
    ),
    "steps and stages": (
        "一、流程\n第一步：申请。\n第二步：审核。\n二、安排\n第一阶段（2024年）：动员。\n第二阶段（2025年）：实施。",
        "一 一/第一步 一/第二步 二 二/第一阶段 二/第二阶段",
    ),
    "a decimal part without points before one with them": (
        "指南\n1 适用范围\n本市城区。\n2 条件\n2.1 户籍；\n2.2 收入。\n3 流程",
        "题注 1 2 2/2.1 2/2.2 3",
    ),
    "questions in brackets, without a colon": (
        "【问】谁可以申请？\n【答】下列人员：\n1.户籍人口；\n2.持证人员。\n【问】补多少？\n【答】1000元。",
        "第一问 第一问/1 第一问/2 第二问",
    ),
    "mixed marks": (
        """
        一、任务
        （一）平台
        1、甲
        （1）子
        ①鼠；
        ②牛。
        （2）丑
        2、乙
        二、保障
        一是领导。
        二是宣传。
        """,
        "一 一/（一） 一/（一）/1 一/（一）/1/（1） 一/（一）/1/（1）/① 一/（一）/1/（1）/② 一/（一）/1/（2）"
        " 一/（一）/2 二 二/一是 二/二是",
    ),
    "Arabic numbers above bracketed Chinese ones": (
        "1.任务\n（一）甲\n（二）乙\n2.保障\n（一）丙",
        "1 1/（一） 1/（二） 2 2/（一）",
    ),
    "decimal numbers": (
        """
        1 申报条件
        1.1 依法登记。
        1.2 收费符合：
        1.2.1 每月不超过1500元；
        1.2.2 公示。
        1.3 无事故。
        2 申报材料
        2.1 申报表。
        """,
        "1 1/1.1 1/1.2 1/1.2/1.2.1 1/1.2/1.2.2 1/1.3 2 2/2.1",
    ),
    "decimals below numbers with a dot": ("1. 清单\n2. 保障\n2.1 津贴\n2.2 补贴\n3. 服务", "1 2 2/2.1 2/2.2 3"),
    "a number that is lost": ("一、甲\n二、乙\n四、丁", "一 二 四"),
    "parts that a word counts, above numbers that run on": (
        """
        一、行动
        行动一：助餐
        （一）甲。
        （二）乙。
        行动二：助浴
        （三）丙。
        任务一 上门
        任务二 进站
        行动三：助医
        二、保障
        """,
        "一 一/行动一 一/行动一/（一） 一/行动一/（二） 一/行动二 一/行动二/（三） 一/行动二/（三）/任务一"
        " 一/行动二/（三）/任务二 一/行动三 二",
    ),
    "parts that a word counts, below an item with a text": (
        "一、任务\n（一）设施。建设两项工程。\n工程一：站点\n1.甲。\n工程二：床位\n2.乙。\n（二）服务。",
        "一 一/（一） 一/（一）/工程一 一/（一）/工程一/1 一/（一）/工程二 一/（一）/工程二/2 一/（二）",
    ),
    "a word with a number is no part: alone, in a sentence, a quantity": (
        "一、任务\n工程一：站点\n二、保障\n项目一是站点。\n项目二：建设床位，发放补贴。\n三、目标\n项目2个\n项目3 个",
        "一 二 三",
    ),
    "a table of an attachment amid the items of a part": (
        "一、收费\n（一）甲。\n（二）乙。\n附表1　标准\n区域\t元\n一类\t6\n（三）丙。\n二、建设\n（一）丁。\n"
        "附件2\n清单\n（一）戊。\n（二）己。",
        "一 一/（一） 一/（二） 附表1 一/（三） 二 二/（一） 附件2 附件2/（一） 附件2/（二）",
    ),
    "the same number twice": ("一、甲\n二、乙\n二、丙\n三、丁", "一 二 二［2］ 三"),
    "an excerpt that begins in the middle": ("十二、甲\n十三、乙\n十四、丙", "十二 十三 十四"),
    "a number alone in the middle is no list": ("十二、甲乙两地的老年人。\n没有下文。", "第一段 第二段"),
    "a heading with a comma": ("一、完善制度，强化保障\n（一）甲。\n（二）乙。", "一 一/（一） 一/（二）"),
    "points in one paragraph are one text": ("一、打算\n一是加大投入。二是强化监管。三是培养人才。\n1.甲。2.乙。3.丙。", "一"),
    "amounts are no numbers": ("一、标准\n1.5万元为上限。\n2.5倍以内。", "一"),
    "a date is no decimal": ("一、时间\n24.3.1前完成。", "一"),
    "items that begin with a year, an age or an amount": (
        "一、对象\n（一）生活补贴\n1.2024年1月1日以后就业的；\n2.60周岁以上的；\n3.300人以上的企业。\n（二）标准\n1.2023年以前的。\n2.甲。",
        "一 一/（一） 一/（一）/1 一/（一）/2 一/（一）/3 一/（二） 一/（二）/1 一/（二）/2",
    ),
    "a footnote does not open a part": (
        "一、目标\n（一）覆盖率达到80%以上①，完善服务网络。新建小区应当配建养老\n①覆盖率是指社区数的占比。\n服务设施。\n（二）补助。",
        "一 一/（一） 一/（二）",
    ),
    "questions and answers": (
        "一问：谁可以申请？\n答：老年人。\n二问：发多少？\n答：每月100元。\n问：发到哪里？\n答：社保卡。\nQ4：外地户籍呢？\nA4：暂不能。",
        "第一问 第二问 第三问 第四问",
    ),
    "a question without an answer": ("一、问题\n问：谁来负责。\n二、对策", "一 二"),
    "headings in black brackets": (
        "办事指南\n【申请条件】\n1、户籍；\n2、年满80周岁。\n【申请材料】\n1、身份证。\n【办理时限】15个工作日",
        "题注 申请条件 申请条件/1 申请条件/2 申请材料 申请材料/1 办理时限",
    ),
    "speakers in black brackets": ("访谈\n【记者】为什么？\n【专家】因为。\n【记者】谢谢。", "第一段 第二段"),
    "no numbers at all": ("为了老年人。\n发放补贴。\n按月发放。", "第一段 第二段 第三段"),
    "a title goes with the paragraph below it": (
        "甲市出台新政\n来源于日报\n从三月起提高。\n怎么领\n到社区申请。",
        "第一段 第二段",
    ),
    "one line": ("为了老年人，发放补贴。", "第一段"),
}


@pytest.mark.parametrize(("text", "expected"), PLANS.values(), ids=PLANS)
def test_plans(paths: Paths, text: str, expected: str) -> None:
    assert paths(text) == expected.split()


LAWS = {
    "chapters and sections; articles run on": (
        """
        第一章 总则
        第一条 甲。
        第二章 服务
        第一节 居家
        第二条 乙。
        第二节 机构
        第三条 丙。
        第三章 附则
        第四条 丁。
        """,
        """
        第一章 第一章/第一条 第二章 第二章/第一节 第二章/第一节/第二条
        第二章/第二节 第二章/第二节/第三条 第三章 第三章/第四条
        """,
    ),
    "books and parts of books": (
        "第二编 物权\n第一分编 通则\n第一章 一般\n第二百零五条 甲。\n第二分编 所有权\n第四章 一般\n第二百四十条 乙。",
        "第二编 第二编/第一分编 第二编/第一分编/第一章 第二编/第一分编/第一章/第二百零五条"
        " 第二编/第二分编 第二编/第二分编/第四章 第二编/第二分编/第四章/第二百四十条",
    ),
    "之一": ("第十七条 甲。\n第十七条之一 乙。\n第十八条 丙。", "第十七条 第十七条之一 第十八条"),
    "a reference at a line's start": (
        "第九条 甲。\n第十条规定的补贴，由市财政承担。\n第三人有过错的，适用第九条。\n第十条 乙。",
        "第九条 第十条",
    ),
    "a lower number is no article": ("第九条 甲。\n第三条 乙的规定适用。\n第十条 丙。", "第九条 第十条"),
    "misread numbers": (
        "第二十九条 甲。\n第三十 条 乙。\n第三十－条 丙。\n笫三十二条 丁。",
        "第二十九条 第三十条 第三十一条 第三十二条",
    ),
    "headings between articles": (
        "三、担保物权\n（一）合同\n第三十二条 有下列情形的：\n（一）甲，乙；\n（二）丙，丁。\n（二）抵押\n第三十三条 戊。",
        "三 三/（一） 三/（一）/第三十二条 三/（二） 三/（二）/第三十三条",
    ),
    "a heading that lost its number belongs to no article, and to no chapter that is not sure": (
        """
        第一章 总则
        第一条 甲。
        第一节 居家
        第二条 乙。
        法律责任
        第三条 丙。
        （一）丁。
        附　则
        第四条 戊。
        第三章 其他
        第五条 己。
        """,
        """
        第一章 第一章/第一条 第一章/第一节 第一章/第一节/第二条
        法律责任 法律责任/第三条 附则 附则/第四条 第三章 第三章/第五条
        """,
    ),
    "headings without numbers throughout": (
        "甲市办法\n总则\n第一条 甲。\n补贴对象和标准\n第二条 乙。\n第三条 丙。\n附则\n本办法自2024年1月1日起施行。",
        "题注 总则 总则/第一条 补贴对象和标准 补贴对象和标准/第二条 补贴对象和标准/第三条 附则",
    ),
    "a list without stops is no heading": (
        "第一条 对象：\n特困人员\n低保对象\n第二条 标准：\n每月一百元\n第三条 丙。",
        "第一条 第二条 第三条",
    ),
    "an article's own title is none of the next": ("第一条\n补贴对象\n老年人。\n第二条\n补贴标准\n按月发放。", "第一条 第二条"),
    "a table of contents": (
        "条例\n目录\n第一章 总则 …… 1\n第二章 附则 …… 2\n第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。",
        "题注 目录 第一章 第一章/第一条 第二章 第二章/第二条",
    ),
    "Markdown sections": (
        "# 标准\n\n## 范围\n\n甲。\n\n## 分级\n\n### 5.1 颅脑\n\n#### 5.1.1 重伤\n\n乙。\n\n### 5.2 面部\n\n丙。",
        "题注 范围 分级 分级/5.1 分级/5.1/5.1.1 分级/5.2",
    ),
}


@pytest.mark.parametrize(("text", "expected"), LAWS.values(), ids=LAWS)
def test_laws(paths: Paths, text: str, expected: str) -> None:
    assert paths(text) == expected.split()


ARTICLES = {
    "one paragraph": ("第一条 甲。", ""),
    "paragraphs are 款": ("第一条 甲。\n乙。", "第一条/第一款 第一条/第二款"),
    "items of a single 款": ("第一条 包括：\n（一）甲；\n（二）乙。", "第一条/（一） 第一条/（二）"),
    "a table belongs to the 款 above it": (
        "第一条 标准如下：\n等级\t标准\n一级\t100\n二级\t200\n按月发放。",
        "第一条/第一款 第一条/第二款",
    ),
    "items of the second 款": (
        """
        第一条 甲。
        包括下列材料：
        （一）乙；
        （二）丙：
        1.丁；
        2.戊。
        （三）己。
        """,
        """
        第一条/第一款
        第一条/第二款
        第一条/第二款/（一）
        第一条/第二款/（二）
        第一条/第二款/（二）/1
        第一条/第二款/（二）/2
        第一条/第二款/（三）
        """,
    ),
}


@pytest.mark.parametrize(("text", "expected"), ARTICLES.values(), ids=ARTICLES)
def test_what_lies_in_an_article(read: Read, text: str, expected: str) -> None:
    assert [clause.path for clause in read(text).subclauses] == expected.split()


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("一、总体要求", "总体要求"),
        ("（一）加强领导。各区县要成立专班。", "加强领导"),
        ("一、完善制度，强化保障", "完善制度，强化保障"),
        ("（一）按天数给予老年人补贴，每天2元。", ""),
        ("1．费用包括：", "费用包括："),
        ("一、密切关注健康状况。", "密切关注健康状况"),
        ("第一条 为了规范，制定本条例。", ""),
        ("第一条 立法目的", "立法目的"),
        ("一、将第五条修改为“老年人可以申请。应当备案。”", ""),
    ],
)
def test_headings(line: str, heading: str) -> None:
    assert parse("x", line).clauses[0].heading == heading


def test_a_chapter_whose_title_stands_below_its_number(read: Read) -> None:
    document = read("第一章\n总则\n第一条 甲。\n第二章\n第二条 乙。")
    assert [clause.headings for clause in document.clauses if clause.kind == "条"] == [("第一章 总则",), ("第二章",)]


def test_headings_of_ancestors_as_they_are_read(read: Read) -> None:
    document = read("附件1\n补贴清单\n二、标准\n（一）床位费\n1.单人间。\n2.双人间。")
    assert document.clauses[-1].headings == ("附件1 补贴清单", "二、标准", "（一）床位费")
    assert read("第二章 救助\n第一节 申请\n第三条 甲。").clauses[-1].headings == ("第二章 救助", "第一节 申请")
