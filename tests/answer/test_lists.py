"""Lists and their heads."""

import pytest

from policyqa.answer.lists import whole_list, with_list
from policyqa.answer.parts import Source
from policyqa.ingest.corpus import parse
from policyqa.retrieve.statements import statements_of
from policyqa.types import Document

LAW = parse(
    "law",
    """# 甲市养老服务条例

第一条　为了规范养老服务，制定本条例。

第二条　养老机构有下列行为之一的，责令改正；情节严重的，处一万元以上罚款：

（一）未与老年人签订协议的；

（二）歧视老年人的。

前款规定的罚款上缴国库。
""",
)
NOTICE = parse(
    "notice",
    """关于补贴发放的通知

一、有下列情形之一的，停发补贴：

（一）户籍迁出本市的；

（二）被注销证件的。

二、主要任务：

（一）建设社区食堂。按照就近便利的原则，在全市范围内统筹布局，新建、改建一批社区食堂，为老年人提供早餐、午餐、晚餐和送餐上门服务，逐步扩大覆盖面，不断提升服务质量。

（二）发展助浴服务。
""",
)
HEAD = "养老机构有下列行为之一的，责令改正；情节严重的，处一万元以上罚款："

TOLD = [
    # document, what a statement begins with, what is told, how many places are cited
    (LAW, "情节严重", HEAD + "未与老年人签订协议的；歧视老年人的。", 1),
    (LAW, "（二）歧视", HEAD + "歧视老年人的。", 2),
    (NOTICE, "一、有下列", "有下列情形之一的，停发补贴：户籍迁出本市的；被注销证件的。", 3),
    (NOTICE, "（一）户籍", "有下列情形之一的，停发补贴：户籍迁出本市的。", 2),
    # of a long item what it begins with
    (NOTICE, "二、主要", "主要任务：建设社区食堂；发展助浴服务。", 3),
    # no list
    (LAW, "第一条", None, 0),
    (LAW, "前款规定", None, 0),
]


def statement_of(document: Document, begins: str) -> Source:
    (source,) = (
        Source(clause, statement.span)
        for clause in document.clauses
        for statement in statements_of(clause)
        if statement.text.startswith(begins)
    )
    return source


@pytest.mark.parametrize(("document", "begins", "told", "cited"), TOLD)
def test_a_list_is_told_with_its_head(document: Document, begins: str, told: str | None, cited: int) -> None:
    part = with_list(statement_of(document, begins), document)
    assert (part.text if part else None) == told
    assert len(part.sources if part else ()) == cited


WHOLE = [
    # asked for the whole list, an item is told with all beside it, in its clause or in clauses of their own
    (LAW, "（二）歧视", HEAD + "未与老年人签订协议的；歧视老年人的。"),
    (NOTICE, "（一）户籍", "有下列情形之一的，停发补贴：户籍迁出本市的；被注销证件的。"),
    (LAW, "第一条", None),
]


@pytest.mark.parametrize(("document", "begins", "told"), WHOLE)
def test_an_item_is_told_with_the_whole_list(document: Document, begins: str, told: str | None) -> None:
    part = with_list(statement_of(document, begins), document, whole=True)
    assert (part.text if part else None) == told


def test_a_list_of_short_clauses_is_read_as_one() -> None:
    head, item, long = (NOTICE.clause(path) for path in ("一", "一/（一）", "二/（一）"))
    whole = whole_list(item, NOTICE)
    assert whole == whole_list(head, NOTICE)
    assert (whole.path, whole.text) == ("一", whole.span.of(NOTICE.text))
    assert whole.text.endswith("（二）被注销证件的。")
    assert whole_list(long, NOTICE) is long  # a list of long clauses is none of conditions
    assert whole_list(LAW.clauses[-1], LAW) is LAW.clauses[-1]


def test_the_best_place_is_cited_first() -> None:
    clause = NOTICE.clause("一/（一）")
    part = with_list(Source(clause, clause.span), NOTICE)
    assert part is not None
    assert [source.clause.path for source in part.sources] == ["一/（一）", "一"]


def test_a_long_list_is_cut() -> None:
    items = "\n\n".join(f"（{n}）项目{n}。" for n in "一二三四五六七八九")
    more = "\n\n".join(f"（十{n}）项目十{n}。" for n in "一二三四五")
    document = parse("long", f"关于清单的通知\n\n一、清单如下：\n\n{items}\n\n（十）项目十。\n\n{more}\n")
    head = document.clause("一")
    part = with_list(Source(head, head.span), document)
    assert part is not None
    assert part.text.endswith("项目十二，等。")
    assert len(part.sources) == 13
