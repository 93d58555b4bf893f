"""Figures that a clause changes for some are told with the change and its result, and for others as they are."""

import pytest

from policyqa.answer.cases import by_change
from policyqa.answer.parts import Source
from policyqa.retrieve.query import understand
from policyqa.retrieve.statements import statements_of
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause, Question, Span

CARE = (
    "护理费用按照下列标准支付：\n（一）机构护理：基金支付比例为70%；\n（二）上门护理：基金支付比例为85%。\n"
    "参加居民医保的人员，支付比例在前款基础上相应降低15个百分点。"
)
CLASSES = "入托补贴标准：一孩、二孩分别按照每人每月200元、400元发放；半日托按照标准的50%发放。"
HOMES = "新建非营利性养老机构，按每张床位10000元给予补贴。营利性养老机构按同类机构标准的80%给予补贴。"
MEALS = "运营补贴按每餐2元给予。配送不足的，当月运营补贴减半发放。"
PRICES = "收费标准：\n班型\t公办（元）\t民办（元）\n小班\t1500\t2000\n大班\t1300\t1700\n半日托不得超过全日托标准的60%。"
RUINS = "D级危房重建的，每户3万元；C级危房维修的，每户1万元；分散供养特困人员的，在上述标准基础上增加10%。"

HALF_DAYS = "全日托每月不超过1500元；半日托按全日托的60%计算。另租场地的，按实际租金的50%补助。"
ELSEWHERE = "重度失能老年人每月补贴300元。收住外地户籍老年人的，按本地标准的50%补贴。"
EDGE = "失能老年人每月补贴400元。低保边缘家庭的失能老年人，按前款标准的70%享受。"
CANTEENS = "考核优秀的食堂每年补助6万元。设在海岛的食堂，在上述标准上增加2万元。"
CRECHES = "普惠托班每月补助200元。二孩家庭的，每月再加50元，每增加1人再加10元。"

TOLD = [
    (CANTEENS, "6万元", "海岛上的食堂考核优秀，一年补多少？", "6万元+2万元=8万元。"),
    # of another class, told in lay words, and of nobody who is none of those
    (HALF_DAYS, "1500", "娃只上半天，每月最多收多少？", "半日托按全日托的60%计算：1500元×60%=900元。"),
    (HALF_DAYS, "1500", "娃上全日托，每月最多收多少？", None),
    (ELSEWHERE, "300", "收了个重度失能的，户口在外省，每月补多少？", "按本地标准的50%补贴：300元×50%=150元。"),
    (EDGE, "400", "我家低保，老人失能，每月补多少？", None),
    (CANTEENS, "6万元", "考核优秀，一年补多少？", None),
    (CRECHES, "200元", "二孩上普惠托班，每月补多少？", None),  # not one sum that is added
    (
        RUINS,
        "3万元",
        "分散供养的老人，D级危房重建补多少？",
        "在上述标准基础上增加10%：30000元+30000元×10%=33000元（3.3万元）。",
    ),
    (RUINS, "3万元", "D级危房重建补多少？", None),
    # a clause, words of the statement that was chosen, a question, what is told
    (CARE, "机构", "居民医保的，机构护理报百分之几？", "70%-15个百分点=55%。"),
    (CARE, "百分点", "参加居民医保，上门护理的支付比例多少？", "85%-15个百分点=70%。"),
    (CARE, "机构", "职工医保的，机构护理报百分之几？", None),
    (CLASSES, "200", "二孩上半日托，每月补贴多少？", "半日托按照标准的50%发放：400元×50%=200元。"),
    (CLASSES, "200", "二孩入托，每月补贴多少？", None),
    (HOMES, "10000", "营利性养老机构新建一张床补多少？", "10000元×80%=8000元。"),
    (HOMES, "10000", "非营利性养老机构新建一张床补多少？", None),
    (MEALS, "2元", "配送不足的，每餐补多少？", "2元×50%=1元。"),
    (PRICES, "1300", "公办大班上半日托，最高收多少元？", "1300元×60%=780元。"),
    (PRICES, "1300", "公办大班全日托，最高收多少元？", None),
]


@pytest.mark.parametrize(("text", "chosen", "question", "ends"), TOLD)
def test_a_figure_is_changed_for_those_whom_the_change_is_for(text: str, chosen: str, question: str, ends: str | None) -> None:
    clause = Clause("d", "一", "item", Span(3, 3 + len(text)), text)
    source = next(Source(clause, each.span) for each in statements_of(clause) if chosen in each.text)
    part = by_change(understand(Question(question), policies=[], lexicon=Lexicon([])), source, Lexicon([]))
    assert (part is None) == (ends is None)
    assert part is None or part.text.endswith(ends or "")
