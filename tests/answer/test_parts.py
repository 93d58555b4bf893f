"""Parts of answers: no figure that the quotes do not hold, marks and citations in order."""

import pytest

from policyqa.answer.parts import Part, Source, is_faithful, not_told, once, overlap, repeats, within_one, written
from policyqa.ingest.corpus import parse
from policyqa.types import Clause, Document, Span

TEXT = """甲市补贴办法

一、高龄津贴每人每月12000元，另加1.5%。

二、护理补贴每人每月３００元。
"""
DOCUMENT = parse("jia-7", TEXT)
DOCUMENTS = {"jia-7": DOCUMENT}


def source(path: str, words: str = "") -> Source:
    clause: Clause = DOCUMENT.clause(path)
    start = DOCUMENT.text.index(words, clause.span.start) if words else clause.span.start
    return Source(clause, Span(start, start + len(words)) if words else clause.span)


FIGURES = [
    ("每人每月12000元。", True),
    ("另加1.5%。", True),
    ("每人每月2000元。", False),  # within a longer figure
    ("每人每月1200元。", False),
    ("另加5%。", False),
    ("另加1％。", False),
    ("每人每月300元。", False),  # of another clause
    ("每人每月一百元。", True),  # only figures in digits are checked
    ("见jia-7。", True),  # the place that is named
    ("发放津贴。", True),
]


@pytest.mark.parametrize(("text", "faithful"), FIGURES)
def test_every_figure_stands_in_a_quote(text: str, *, faithful: bool) -> None:
    assert is_faithful(Part(text, (source("一"),)), DOCUMENTS) is faithful


def test_width_does_not_matter_to_figures() -> None:
    assert is_faithful(Part("每人每月300元。", (source("二"),)), DOCUMENTS)


def test_a_part_without_sources_has_no_figures() -> None:
    assert not is_faithful(Part("120元。", ()), DOCUMENTS)


def test_marks_count_citations_in_the_order_of_their_first_use() -> None:
    first, second = source("一", "高龄津贴"), source("二", "护理补贴")
    text, citations = written(
        [Part("甲。", (second,)), Part("乙。", (first, second, second)), Part("丙。", (first,))], DOCUMENTS
    )
    assert text == "甲。[1]乙。[2][1]丙。[2]"
    assert [citation.quote for citation in citations] == ["护理补贴", "高龄津贴"]


def test_a_quote_is_the_text_to_the_letter_without_blanks_around() -> None:
    whole = source("二")
    _, (citation,) = written([Part("甲。", (Source(whole.clause, Span(whole.span.start - 1, whole.span.end)),))], DOCUMENTS)
    assert citation.quote == citation.span.of(DOCUMENT.text) == "二、护理补贴每人每月３００元。"
    assert citation.label == "《甲市补贴办法》第二部分"
    assert (citation.doc_id, citation.clause) == ("jia-7", "二")


LAW = """# 甲市养老条例

第一条　养老机构有下列行为之一的，责令改正：

（一）未签订协议的；

（二）歧视老年人的。
"""


def test_a_citation_names_the_narrowest_clause_that_holds_the_quote() -> None:
    law: Document = parse("law", LAW)
    article = law.clauses[-1]
    start = law.text.index("歧视")
    _, (citation,) = written([Part("甲。", (Source(article, Span(start, start + 5)),))], {"law": law})
    assert citation.clause.endswith("（二）")
    assert citation.text == article.text


def test_overlap_and_repetition() -> None:
    phrase, whole, other = (Part("甲。", (s,)) for s in (source("一", "每人每月12000元"), source("一"), source("二")))
    assert overlap(phrase, whole)
    assert not overlap(phrase, other)
    assert within_one(phrase, whole)
    assert not within_one(phrase, other)
    assert repeats(phrase, whole, DOCUMENTS)
    assert not repeats(whole, phrase, DOCUMENTS)
    assert not repeats(Part("甲。", (*phrase.sources, *other.sources)), whole, DOCUMENTS)


def test_what_another_copy_says_or_another_part_goes_on_from_is_told_once() -> None:
    told = [
        Part(text, (source("一"),)) for text in ("发津贴,每月1次。", "发津贴，每月1次。", "护理补贴。", "护理补贴。每月300元。")
    ]
    assert once(told) == [told[0], told[3]]
    reckoned = [
        Part(f"每床200元。{words}。", (source("一"),)) for words in ("按您说的：200元×3=600元", "市和区各半。市：200元×3=600元")
    ]
    assert once(reckoned) == reckoned[1:]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("另外，护理员一个月工资多少？", "关于“护理员一个月工资多少”"),
        ("她万一摔了咋办？", "关于“她万一摔了咋办”"),
        ("听说改成五十多了？", "其余所问"),  # a figure that no text bears out is not said, not even as the asker's
        ("交30万够不够？", "其余所问"),
    ],
)
def test_what_is_not_found_is_named_without_figures(asked: str, named: str) -> None:
    assert not_told(asked).text == f"{named}，文件里没有找到。"
