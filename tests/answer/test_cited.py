"""Clauses that a question names by nothing but their place, in invented texts."""

from __future__ import annotations

import pytest

from conftest import Search
from policyqa.answer.cited import cited
from policyqa.ingest.corpus import parse

PLAN = parse(
    "plan",
    """甲市托幼服务实施方案

甲市人民政府办公厅印发。

一、总体要求

（一）基本原则。政府引导，多方参与。

（二）主要目标。到2030年建成托幼园40所。

二、重点任务

（三）开办社区托班。每个街道办一个托班。

附件1

支持政策

一、补助

（三）新建托幼园的，每所补助30万元。

附件2

任务表

序号\t任务\t责任单位
1\t建托幼园\t市教育局
3\t开办托班\t市民政局
""",
)
RULES = parse(
    "rules",
    """乙县集市管理办法

第一章　总则

第一条　为管理集市，制定本办法。

第二章　摊位

第二条　摊位按月收费。

摊主应当按时缴费。

第三条　摊主应当遵守下列规定：
（一）不占道；
（二）不扰民。
""",
)
TOLD = [
    ("方案第三条讲什么？", "二/（三）", "每个街道办一个托班"),
    ("托幼服务方案第一部分第（二）条说的是什么", "一/（二）", "40所"),
    ("附件1第三条规定了什么？", "附件1/一/（三）", "30万元"),
    ("集市管理办法第二条第二款的内容", "第二章/第二条", "按时缴费"),
    ("集市管理办法第三条规定了哪些内容？", "第二章/第三条", "不占道"),
    # several fit, a matter is named, or nothing is
    ("第三条讲什么？", None, ""),
    ("集市管理办法第三条对占道是怎么规定的？", None, ""),
    ("集市管理办法第九条讲什么？", None, ""),
    ("摊位费怎么收？", None, ""),
]


@pytest.mark.parametrize(("question", "path", "says"), TOLD)
def test_the_words_of_a_clause_that_is_named_by_its_place(question: str, path: str | None, says: str, search: Search) -> None:
    parts = cited(search(question)[0], {"plan": PLAN, "rules": RULES})
    assert [part.sources[0].clause.path for part in parts] == ([path] if path else [])
    assert all(says in part.text for part in parts)
