"""Where a sentence ends. Each row: the text, with ``|`` between its sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyqa.text.sentences import phrases_of, sentences

ROWS = [
    # stops
    "养老服务是民生工程。|托育服务也是。",
    "谁来办？|什么时候办！|没有句号",
    "落实用地；|落实资金；|落实人员。",
    "真的吗？！|真的。",
    "第一句;|第二句! |third?|",
    # points and numbers
    "全市建成床位6.5万张，增长3.2%。|每千人口托位4.8个。",
    "见 http://a.gov.cn/x?id=1;p=2 的说明。|下一句",
    # closing quotes and brackets go with their sentence
    "他说：“我们去办。”|然后就走了。",
    "提供助餐服务。|（责任单位：市民政局；市财政局。）|推进医养结合。",
    "坚持“政府主导。”|",
    "（此件公开发布。）|完",
    # the outer sentence goes on
    "推行“马上办！网上办！”等服务，方便群众。|完",
    "“谁来管？怎么管？”的问题要解决。|完",
    "印发《谁来照护老人？》一书。|完",
    "本办法所称机构（一是养老机构；二是托育机构），应当备案。|完",
    "责任单位：市民政局(牵头；协调)。|完",
    "（责任单位：市民政局，各区县政府）。|5．强化社区设施配套。",
    '他说"办得好。办得快。"的时候。|完',
    # a mark that is never closed protects nothing
    "“十四五时期，要加快。|完善服务。",
    "1）加快。|2）完善。",
    # newlines
    "一、总体要求\n|坚持党的领导。\n|",
    "有下列情形之一的，给予补贴：\n|（一）特困人员；\n|（二）低保对象。\n|",
    "第一段。\n\n \n|　　第二段。",
    "\n\n第一段\n|",
    "“跨行的\n|引号。|不算”",
]


@pytest.mark.parametrize("row", ROWS)
def test_where_sentences_end(row: str) -> None:
    expected = [part for part in row.split("|") if part]
    text = "".join(expected)
    assert [span.of(text) for span in sentences(text)] == expected


def test_a_long_quoted_passage_has_sentences_of_its_own() -> None:
    first, second = "甲" * 80 + "。", "乙" * 80 + "。"
    text = f"将第三条修改为：“{first}{second}”完。"
    assert [span.of(text) for span in sentences(text)] == [f"将第三条修改为：“{first}", f"{second}”", "完。"]


def test_no_text_has_no_sentences() -> None:
    assert sentences("") == []
    assert [span.of(" \n ") for span in sentences(" \n ")] == [" \n "]


@given(st.text(alphabet='甲乙1.a“”‘’（）()《》"。！？；!?;：，的 \n　'))
def test_spans_partition_the_text(text: str) -> None:
    spans = sentences(text)
    assert "".join(span.of(text) for span in spans) == text
    assert [span.start for span in spans] == [0, *(span.end for span in spans)][: len(spans)]
    assert all(span.of(text).strip() for span in spans) or not text.strip()


def test_a_question_is_cut_into_phrases() -> None:
    assert phrases_of("我妈72，住村里；能领吗？领多少") == ["我妈72", "住村里", "能领吗", "领多少"]
    assert phrases_of("") == [""]
