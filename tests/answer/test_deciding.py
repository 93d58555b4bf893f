"""Which clause decides a case: the one whose conditions the asker tells of, not the neighbour that shares his words."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyqa.answer.case import Case
from policyqa.answer.deciding import deciding
from policyqa.answer.findings import Finding
from policyqa.answer.parts import Source
from policyqa.answer.provisions import provisions
from policyqa.answer.verdicts import told
from policyqa.api import PolicyQA
from policyqa.ingest.corpus import parse
from policyqa.settings import Settings
from policyqa.text.lexicon import Lexicon
from policyqa.types import Evidence

TEXT = """丙川市青年安居补贴办法

第一条 同时符合下列条件的，可以申请安居补贴：
（一）年龄不超过35周岁；
（二）具有本科以上学历；
（三）本市户籍，或者在本市连续缴纳社会保险满12个月；
（四）在本市无自有住房。

第二条 安居补贴发放期间，本科毕业生户籍迁出本市、社会保险中断或者取得自有住房的，应当在30日内报告。

第三条 申请人提交身份证、户口簿、学历证书、社会保险缴纳证明和无自有住房证明，安居补贴由街道受理。

第四条 伪造学历证书、社会保险缴纳证明骗取安居补贴的，追回补贴，3年内不再受理其安居补贴申请。

第五条 失业人员符合下列条件的，可以领取稳岗金：
（一）失业前缴纳失业保险费满一年；
（二）非因本人意愿中断就业；
（三）已办理失业登记。

第六条 失业人员在领取稳岗金期间，失业保险费由基金缴纳，本人不缴费。
"""

CASES = [
    ("我29，本科，外地户口，社保交了两年，在丙川没房子，安居补贴能申请吗？", "第一条", None),
    ("今年38，本科，丙川户口，没房，能领安居补贴吗？", "第一条", "不符合"),
    ("嫌累自己辞职的，失业保险交了四年，登记也办了，稳岗金能领吗？", "第五条", "不符合"),
    # who tells of the time in which he gets it asks about that
    ("我在领稳岗金期间，失业保险费还要自己缴吗？", "第六条", None),
]


@pytest.fixture(scope="module")
def qa(tmp_path_factory: pytest.TempPathFactory) -> PolicyQA:
    folder: Path = tmp_path_factory.mktemp("cases")
    (folder / "cases.txt").write_text(TEXT, encoding="utf-8")
    return PolicyQA(Settings.load(corpus=folder, home=tmp_path_factory.mktemp("cases-home")))


@pytest.mark.parametrize(("question", "clause", "verdict"), CASES)
def test_the_clause_that_the_case_decides(qa: PolicyQA, question: str, clause: str, verdict: str | None) -> None:
    answer = qa.ask(question)
    assert answer.citations[0].clause.startswith(clause), answer.text
    assert verdict in (None, answer.verdict), answer.text


def test_what_holds_while_something_is_received_stands_behind() -> None:
    document = parse("rules", "甲市办法\n\n第一条 补贴期间更换住房的，重新备案。\n\n第二条 承租住房的，可以申请补贴。\n")
    during, grants = document.clauses[-2:]
    evidence = [Evidence(during, 1.0, during.span), Evidence(grants, 0.95, grants.span)]
    assert deciding(evidence, lambda _: None, "租了房，能申请补贴吗")[0] == grants
    assert deciding(evidence, lambda _: None, "补贴期间换了房，还能领吗")[0] == during
    assert deciding(evidence[:1], lambda _: None, "能申请补贴吗")[0] == during


def test_a_refusal_may_stand_before_the_provision_that_fits() -> None:
    text = "甲市规则\n\n第一条 没有约定利息的，不予支持。利息按月支付的，可以减免。约定不明的，可以参照市场利率确定。\n"
    clause = parse("loans", text).clauses[-1]
    refuses, *_, grants = provisions(clause.text)
    source = Source(clause, refuses.sentence.shifted(clause.span.start))
    part = told(Finding(grants, barred=refuses), source, Case("没有约定利息，支持吗", (), Lexicon([])))
    assert part.verdict == "不符合"
