"""What is embedded: a clause or a part of one, under its title and headings."""

from __future__ import annotations

from collections.abc import Callable

from policyqa.ingest.passages import passages
from policyqa.types import Document

Read = Callable[[str], Document]

PLAN = """
甲市养老服务实施方案

一、重点任务

（一）完善补贴。对失能老年人发放护理补贴。对高龄老年人发放高龄津贴。对困难老年人发放服务补贴。补贴按月发放到社会保障卡。

附件
补贴标准表
单位\t序号\t补贴\t标准（元）
民政局\t1\t津贴\t100
\t2\t护理\t300
"""


def test_passages(read: Read) -> None:
    found = [(passage.clause, passage.content) for passage in passages(read(PLAN), max_chars=40)]
    assert found == [
        ("题注", "甲市养老服务实施方案\n甲市养老服务实施方案"),
        (
            "一/（一）",
            "甲市养老服务实施方案\n一、重点任务\n（一）完善补贴。对失能老年人发放护理补贴。对高龄老年人发放高龄津贴。",
        ),
        ("一/（一）", "甲市养老服务实施方案\n一、重点任务\n完善补贴\n对困难老年人发放服务补贴。补贴按月发放到社会保障卡。"),
        ("附件/1", "甲市养老服务实施方案\n附件 补贴标准表\n单位 序号 补贴 标准（元）\n民政局\t1\t津贴\t100"),
        ("附件/2", "甲市养老服务实施方案\n附件 补贴标准表\n单位 序号 补贴 标准（元）\n单位：民政局\n\t2\t护理\t300"),
    ]


def test_a_row_without_a_number_is_a_passage_of_its_clause(read: Read) -> None:
    document = read("甲市办法\n一、标准\n按下表执行：\n星级\t等级\t元\n五星\t失能\t225\n\t自理\t80\n二、程序")
    rows = [passage for passage in passages(document, max_chars=220) if "\t" in passage.text and "星级" not in passage.text]
    assert [(passage.clause, passage.text, passage.context) for passage in rows] == [
        ("一", "五星\t失能\t225", "甲市办法\n标准\n星级 等级 元"),
        ("一", "\t自理\t80", "甲市办法\n标准\n星级 等级 元\n星级：五星"),
    ]


def test_a_long_sentence_is_cut_behind_commas(read: Read) -> None:
    document = read("一、任务\n" + "推进养老服务，" * 30 + "。")
    found = passages(document, max_chars=60)
    assert all(len(passage.text) <= 120 for passage in found)
    assert "".join(passage.text for passage in found) == document.text.replace("\n", "")


def test_a_bare_parent_has_no_passage(read: Read) -> None:
    found = {passage.clause for passage in passages(read("一、任务\n（一）甲老年人。\n（二）乙老年人。"), max_chars=220)}
    assert found == {"一/（一）", "一/（二）"}
