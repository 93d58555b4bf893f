"""Further cases of a sum that leave out what they share with the first: each has its own condition, over an invented text."""

from __future__ import annotations

from functools import cache

import pytest
from judging import judged

from policyqa.ingest.corpus import parse
from policyqa.types import Document

CASES = """青洲市民生补贴通知

青政发〔2025〕6号

第一条 城镇家庭每户补贴2000元，农村的3000元。

第二条 轻度失能老年人每人每月补贴200元，重度的每月400元。

第三条 一孩奖励2000元、二孩5000元、三孩8000元。

第四条 低保家庭每户每年补贴800元；特困家庭1200元。

第五条 三星级养老机构每张床位每年补贴1000元，四星级1500元，单个机构最高50万元。

第六条 具有本市户籍、年满60周岁的老年人每人每年补贴100元，80周岁以上的200元，90周岁以上的500元。

第七条 购买新建商品住房的，每套补贴2万元，多子女家庭3万元。

第八条 取得初级工证书的每月补贴100元，中级工150元，未取得证书的不予补贴。

第九条 对低保老年人每人每月补贴200元，其中失能的300元。

第十条 对持证残疾人发放护理补贴，一级、二级分别为每月160元、130元。
"""


@cache
def _cases() -> Document:
    return parse("cases", CASES)


@pytest.mark.parametrize(
    ("question", "article", "verdict", "words"),
    [
        ("我们农村的能不能领补贴", "一", "符合", "农村的3000元"),
        ("我家在城里，能领补贴吗", "一", "符合", "城镇家庭每户补贴2000元"),
        ("我家能领补贴吗", "一", "有条件", "农村还是城镇"),
        ("我爸重度失能，能领补贴吗", "二", "符合", "重度的每月400元"),
        ("我爸是重度残疾，不失能，能领补贴吗", "二", "不符合", ""),
        ("我生了二胎，能领奖励吗", "三", "符合", "二孩5000元"),
        ("我家是特困户，能领补贴吗", "四", "符合", "特困家庭1200元"),
        ("我们四星级养老院能领补贴吗", "五", "符合", "四星级1500元"),
        ("我们二星级养老院能领补贴吗", "五", "不符合", ""),
        ("我奶奶85岁，本市户口，能领补贴吗", "六", "符合", "80周岁以上的200元"),
        ("我奶奶85岁，外地户口，能领补贴吗", "六", "不符合", "具有本市户籍"),
        ("我买了二手房，有三个孩子，能领补贴吗", "七", "有条件", ""),
        ("我是中级工，能领补贴吗", "八", "符合", "中级工150元"),
        ("我没有证书，能领补贴吗", "八", "不符合", "未取得证书的不予补贴"),
        ("我爸失能，不是低保，能领补贴吗", "九", "不符合", "低保"),
        ("我有残疾证，是三级，能领护理补贴吗", "十", "文件未写明", "您的情况给多少"),
    ],
)
def test_each_case_is_judged_by_its_own_condition(question: str, article: str, verdict: str, words: str) -> None:
    part = judged(question, "cases", f"第{article}条", of={"cases": _cases()})
    assert part is not None
    assert (part.verdict, words in part.text) == (verdict, True), part.text
