"""The unnumbered parts: notices, attachments, who is responsible, how a document ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policyqa.types import Document

Paths = Callable[[str], list[str]]
Read = Callable[[str], Document]

NOTICES = {
    "its text has the title that the notice names": (
        """
        甲市民政局关于印发《甲市补贴办法》的通知
        各区县民政局：
        现将《甲市补贴办法》印发给你们，请遵照执行。
        甲市民政局
        2024年3月1日
        甲市补贴办法
        第一条 甲。
        """,
        "印发通知 题注 第一条",
    ),
    "attachments are listed before the signature": (
        """
        现将《甲市补贴办法》印发给你们。
        附件：1.申请表
        2.标准表
        甲市民政局
        2024年3月1日
        甲市补贴办法
        一、对象
        附件1
        申请表
        附件2
        标准表
        """,
        "印发通知 题注 一 附件1 附件2",
    ),
    "the text is the attachment": (
        """
        现将《甲市补贴办法》印发给你们。
        附件：甲市补贴办法
        甲市民政局
        2024年3月1日
        附件
        甲市补贴办法
        第一条 甲。
        第二条 乙。
        """,
        "印发通知 附件 附件/第一条 附件/第二条",
    ),
    "its text's title is not named": (
        """
        现将补贴办法印发给你们。
        甲市民政局
        2024年3月1日
        （此件公开发布）
        补贴办法
        第一条 甲。
        """,
        "印发通知 题注 第一条",
    ),
    "the notice has points of its own": (
        """
        现将《甲市补贴办法》印发给你们，并就有关事项通知如下：
        一、加强宣传。
        二、及时发放。
        甲市民政局
        2024年3月1日
        甲市补贴办法
        一、对象
        二、标准
        """,
        "印发通知 印发通知/一 印发通知/二 印发通知/落款 题注 一 二",
    ),
    "an order": (
        """
        甲市人民政府令
        第56号
        《甲市托育办法》已经会议通过，现予公布，自2024年1月1日起施行。
        市长　王小明
        2023年11月20日
        甲市托育办法
        第一条 甲。
        """,
        "印发通知 题注 第一条",
    ),
    "no notice, but an item that speaks of one": ("一、甲。\n二、现将《乙办法》印发给你们。\n三、丙。\n乙办法", "一 二 三"),
    "no text follows": ("现将有关事项通知如下，请遵照执行。\n一、对象\n二、标准\n甲市民政局\n2024年3月1日", "前言 一 二 落款"),
}


@pytest.mark.parametrize(("text", "expected"), NOTICES.values(), ids=NOTICES)
def test_notices(paths: Paths, text: str, expected: str) -> None:
    assert paths(text) == expected.split()


ATTACHMENTS = {
    "a list, then the attachments": (
        "一、对象\n附件：1．清单\n2．标准\n附件1\n清单\n一、甲\n附件2\n标准\n一、乙",
        "一 附件说明 附件1 附件1/一 附件2 附件2/一",
    ),
    "a list below 附": ("第一条 甲。\n附：1.申请表\n2.标准表", "第一条 附件说明"),
    "a list below the word": ("一、对象\n附件：\n1.清单\n2.标准\n附件1\n清单\n附件2\n标准", "一 附件说明 附件1 附件2"),
    "a list of numbered attachments": (
        "一、对象\n附件1：清单\n附件2：标准\n附件1\n清单\n附件2\n标准",
        "一 附件说明 附件1 附件2",
    ),
    "a list, and nothing but the signature": (
        "一、对象\n附件：申请表\n甲市民政局\n2024年3月1日\n（此件公开发布）",
        "一 附件说明 落款",
    ),
    "a heading with its title on the line": (
        "一、对象\n附件：申请表\n一、姓名和住址的填写应当真实。\n二、其他。",
        "一 附件 附件/一 附件/二",
    ),
    "attachments in the middle of the text": (
        "一、对象\n二、内容\n附件1：清单\n1.防滑。\n2.扶手。\n附件2：要求\n（一）评估。\n三、要求\n乙区民政局\n2024年3月1日",
        "一 二 附件1 附件1/1 附件1/2 附件2 附件2/（一） 三 落款",
    ),
    "a preface of its own": (
        "一、对象\n附件\n联席会议制度\n为加强协调，建立制度。\n一、职责\n二、成员",
        "一 附件 附件/前言 附件/一 附件/二",
    ),
    "a table below its title, and nothing else but the signature": (
        "一、对象\n附表：计划表\n序号\t岗位\n1\t护林员\n甲市民政局\n2024年3月1日",
        "一 附表 附表/1 落款",
    ),
    "a long row of an 附表": (
        "一、对象\n附表1\n康复救助标准表\n项目\t标准\n听力康复\t每年最高1.8万元\n"
        "孤独症康复\t7岁以下每人每年最高2.6万元，训练每年不少于10个月，7岁以上每人每年最高1.6万元，训练每年不少于6个月，另行评估\n"
        "辅具\t5000元",
        "一 附表1",
    ),
    "附表 and 附录": ("一、对象\n附表1\n标准\n附录\n名词解释", "一 附表1 附录"),
    "an attachment number in Chinese": ("一、对象\n附件一\n清单\n附件二\n标准", "一 附件1 附件2"),
    "a note on sources": ("附件1\n清单\n一、甲\n以上政策摘自《乙方案》。", "附件1 附件1/一 附件1/来源"),
    "a title over two lines": ("附件1\n甲市推进养老服务和托育服务\n重大项目清单（试行）\n一、甲", "附件1 附件1/一"),
}


@pytest.mark.parametrize(("text", "expected"), ATTACHMENTS.values(), ids=ATTACHMENTS)
def test_attachments(paths: Paths, text: str, expected: str) -> None:
    assert paths(text) == expected.split()


def test_a_title_over_two_lines_is_one(read: Read) -> None:
    document = read("附件1\n甲市推进养老服务和托育服务\n重大项目清单（试行）\n一、甲")
    assert document.clauses[0].heading == "甲市推进养老服务和托育服务重大项目清单（试行）"


RESPONSIBLE = {
    "each item names its own": (
        "一、任务\n1.甲。\n责任单位：市民政局\n2.乙。\n责任单位：市财政局",
        {"一/1": "1.甲。\n责任单位：市民政局", "一/2": "2.乙。\n责任单位：市财政局"},
    ),
    "in brackets, in the paragraph or below it": (
        "一、任务\n1.甲。（责任单位：市民政局）\n2.乙。\n（责任单位：市财政局）",
        {"一/1": "1.甲。（责任单位：市民政局）", "一/2": "2.乙。\n（责任单位：市财政局）"},
    ),
    "one line for all items": (
        "一、任务\n（一）甲。\n（二）乙。\n（市民政局、市财政局按职责分工负责）",
        {"一/（二）": "（二）乙。", "一/责任分工": "（市民政局、市财政局按职责分工负责）"},
    ),
    "several lines for all items": (
        "一、任务\n（1）甲。\n（2）乙。\n责任单位：市民政局（牵头），市财政局\n完成时限：2024年12月",
        {"一/（2）": "（2）乙。", "一/责任分工": "责任单位：市民政局（牵头），市财政局\n完成时限：2024年12月"},
    ),
    "a part and its items": (
        "一、任务\n牵头单位：市民政局\n1.甲。\n2.乙。",
        {"一": "一、任务\n牵头单位：市民政局", "一/2": "2.乙。"},
    ),
    "square brackets": (
        "一、任务\n1.甲。\n［责任单位：市民政局］\n2.乙。\n［责任单位：市财政局］",
        {"一/2": "2.乙。\n［责任单位：市财政局］"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), RESPONSIBLE.values(), ids=RESPONSIBLE)
def test_who_is_responsible(read: Read, text: str, expected: dict[str, str]) -> None:
    found = {clause.path: clause.text for clause in read(text).clauses}
    assert {path: found.get(path) for path in expected} == expected
    assert ("一/责任分工" in found) is ("一/责任分工" in expected)


ENDS = {
    "signature and date": ("一、甲。\n甲市人民政府办公室\n2024年5月6日", "一 落款"),
    "two authorities on a line": ("一、甲。\n甲市民政局　　甲市财政局\n2024年5月6日", "一 落款"),
    "two authorities, a line each": ("一、甲。\n甲市民政局\n甲市财政局\n二〇二四年五月六日", "一 落款"),
    "signature without a date": ("一、甲是乙。\n甲市市场监督管理局", "一 落款"),
    "a list of authorities is no signature": ("一、成员\n甲市民政局\n甲市财政局", "一"),
    "the imprint belongs to the whole document": (
        "一、甲。\n附件\n清单\n一、乙\n抄送：市委各部门。\n甲市办公室2024年1月9日印发",
        "一 附件 附件/一 落款",
    ),
    "a conclusion": (
        "一、甲。\n二、乙。\n本通知自2024年7月1日起执行，有效期五年。\n甲市民政局\n2024年6月20日",
        "一 二 结语 落款",
    ),
    "上述标准": ("一、甲。\n二、乙。\n上述标准自2024年7月1日起执行。\n甲市民政局\n2024年6月20日", "一 二 结语 落款"),
    "subject words": ("一、甲。\n主题词：民政  救助\n抄送：市委各部门。", "一 落款"),
    "特此通知": ("一、甲。\n特此通知。\n甲市民政局\n2024年6月20日", "一 结语 落款"),
    "the text of the last part": ("一、甲。\n二、附则\n本办法自2024年1月1日起施行。", "一 二"),
    "the last article": ("第一条 甲。\n第二条 乙。\n本办法自2024年1月1日起施行。", "第一条 第二条"),
}


@pytest.mark.parametrize(("text", "expected"), ENDS.values(), ids=ENDS)
def test_how_documents_end(paths: Paths, text: str, expected: str) -> None:
    assert paths(text) == expected.split()
