"""Whom a rule excepts or spares, when it holds and where: the verdict on cases over invented rules."""

from __future__ import annotations

from functools import cache

import pytest
from judging import judged

from policyqa.answer.asking import asks
from policyqa.answer.hours import within
from policyqa.ingest.corpus import parse
from policyqa.types import Document

RULES = """巳市文化场馆和补助管理办法

巳政规〔2025〕9号

第一条 在三级医院发生的门诊费用不予补助，未满14周岁的儿童除外，其补助20%。

第二条 申请摊位的，应当年满18周岁，持有本市居住证满2年。退役军人、取得技师证书的农民工不受居住证年限的限制。

第三条 市民的配偶、父母和子女可以用其余额缴费。参保地不在本省的除外。

第四条 65周岁以上老年人在工作日9时至16时免费参观，特展除外。

第五条 居住在无电梯住宅且年满75周岁的老年人、持有残疾人证的居民，每年享受三次免费搬运。

第六条 公园内禁止明火烧烤，经文化部门认定的传统小吃摊位除外。

第七条 本市低保家庭每年免收100元卫生费。

第八条 年营业额500万元以上的企业给予1万元补助。发生安全事故的企业不予补助。

第八条之一 发现套取补助的，追回补助款，申请人3年内不得申请补助；涉嫌犯罪的，移送司法机关。

第八条之二 户籍在外县但在本县种地满1年的，可以申请农机补助。

第九条 获得市级以上竞赛三等奖以上的职工给予2000元奖励。
"""


@cache
def documents() -> dict[str, Document]:
    return {"si": parse("si", RULES)}


CASES = [
    # question, clause, verdict, words of the answer
    ("孩子9岁，去三级医院看门诊，能补吗？", "第一条", "符合", "除外"),
    ("我40岁，去三级医院看门诊，能补吗？", "第一条", "不符合", "不予补助"),
    ("我是退役军人，30岁，居住证才办了半年，能申请摊位吗？", "第二条", "符合", "居住证"),
    ("我30岁，居住证才办了半年，能申请摊位吗？", "第二条", "不符合", "满2年"),
    ("我爸医保在外省交的，能用我的余额给他缴费吗？", "第三条", "不符合", "不在本省"),
    ("我爸70岁，星期六上午10点去参观，能免费吗？", "第四条", "不符合", "工作日9时至16时"),
    ("我爸70岁，星期二上午10点去参观，能免费吗？", "第四条", "符合", "工作日9时至16时"),
    ("我妈76，家里没电梯，能免费搬吗？", "第五条", "符合", "无电梯"),
    ("在公园明火烧烤可以吗？我这没评过传统小吃。", "第六条", "不符合", "禁止明火烧烤"),
    ("我是隔壁市的低保户，卫生费能免吗？", "第七条", "不符合", "本市低保家庭"),
    ("公司营业额600万，从来没出过安全事故，能补吗？", "第八条", "符合", "500万元以上"),
    ("我户口在隔壁县，来这边种地两年了，能申请农机补助吗？", "第八条之二", "符合", "户籍在外县"),
    ("职工拿了省里竞赛的二等奖，能奖励吗？", "第九条", "符合", "三等奖以上"),
]


@pytest.mark.parametrize(("question", "path", "verdict", "words"), CASES)
def test_the_verdict_is_that_of_the_exception(question: str, path: str, verdict: str, words: str) -> None:
    part = judged(question, "si", path, of=documents())
    assert part is not None
    assert (part.verdict, words in part.text) == (verdict, True), part.text


def test_who_did_nothing_is_not_punished() -> None:
    part = judged("我去年买了拖拉机，能申请补助吗？", "si", "第八条之一", of=documents())
    assert part is None or part.verdict != "不符合"


@pytest.mark.parametrize(
    ("words", "told", "holds"),
    [
        ("9时至17时免费", "早上8点去", False),
        ("9时至17时免费", "下午三点半去", True),
        ("22:00-次日6:00", "半夜2点停的", True),
        ("工作日14时至17时", "周六下午3点", False),
        ("工作日14时至17时", "下午3点", None),
        ("9时至17时免费", "上午去", None),
        ("免费", "早上8点去", None),
    ],
)
def test_hours_hold_at_the_time_that_is_told(words: str, told: str, holds: bool | None) -> None:
    assert within(words, told) is holds


@pytest.mark.parametrize("question", ["户口迁过来，成不？", "这么弄中不中？", "早上坐地铁，免费？", "那三百块归我吧？"])
def test_a_case_is_asked_about_in_many_words(question: str) -> None:
    assert asks(question)
