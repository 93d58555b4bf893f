"""What the payer pays who is asked about, and shares of what stands before."""

import pytest

from policyqa.answer.cases import by_case, by_change
from policyqa.answer.parts import Part, Source
from policyqa.answer.payers import of_payer, of_rest, of_share
from policyqa.retrieve.query import understand
from policyqa.retrieve.statements import statements_of
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause, Question, Span

FUND = "护工互助金按每人每年120元筹集，其中个人缴纳50元、单位缴纳60元、财政补助10元；个人部分从工资中代扣。"
TEST = "鉴定费用每人次500元。鉴定结论为达标的，由申请人承担30%、基金承担70%。"
LIMITED = "费用每人次最高500元。结论为达标的，由申请人承担30%、基金承担70%。"
ONE = "由财政承担500元。"
SHARE = "助浴补贴标准为：中度失能每人每月100元，重度失能每人每月200元。城镇居民按前款相应标准的80%享受。"


#: What several pay of one sum: told before, for one of several things, or for one of several cases.
TEA = (
    "茶叶保险每亩保费60元，由省、市、县财政和农户分别按30%、20%、20%、30%的比例承担。"
    "肉牛保险每头保费450元，由财政补贴80%，其余自行负担。"
)
CROPS = "水稻、油菜保险，保费由省、县财政和农户分别按50%、30%、20%的比例承担。水稻每亩保费44元；油菜每亩保费32元。"
LIFTS = "新装电梯的，每台补助20万元；更新电梯的，每台补助15万元。补助资金由市、区两级财政按7∶3分担。"

CLINICS = "对村卫生室每年给予2—5万元的补助。所需资金由省和区县（开发区）按6∶4的比例承担。"

#: A name that is cut within brackets is no pattern.
BRACKETED = "意外险每人100元，由财政（省、县）和农户按5∶3∶2分担。"

PLACES = "新建、改扩建托位，分别按照每个托位8000元、5000元给予一次性补助，由市、县两级财政按照3∶7分担。"


def _shared(text: str, question: str, number: int) -> str | None:
    clause = Clause("d", "一", "item", Span(7, 7 + len(text)), text)
    query = understand(Question(question), policies=[], lexicon=Lexicon([]))
    part = of_share(query, Source(clause, statements_of(clause)[number].span), by_case)
    return part and part.text.rpartition("。")[0].rpartition("。")[2]


@pytest.mark.parametrize(
    ("text", "number", "question", "told"),
    [
        (TEA, 0, "茶叶保险农户每亩自己掏几元？", "农户每亩：60元×30%=18元"),
        (TEA, 0, "60亩茶叶上保险，农户自己一共掏多少钱？", "农户：60元×60亩=3600元，3600元×30%=1080元"),
        (TEA, 0, "茶叶保险县里每亩出多少钱？", "县每亩：60元×20%=12元"),
        (TEA, 1, "肉牛保险农户自己掏多少钱？", None),  # has payers of its own
        (TEA, 0, "茶叶保险每亩保费多少钱？", None),
        (CROPS, 0, "油菜保险农户自己掏几元？", "农户每亩：32元×20%=6.4元"),
        (CROPS, 0, "保费农户自己掏几元？", "水稻、油菜保险，保费由省、县财政和农户分别按50%、30%、20%的比例承担"),  # which one?
        (LIFTS, 1, "更新一台电梯，区里出多少？", "区每台：7+3=10；150000元×3÷10=45000元（4.5万元）"),
        (LIFTS, 2, "新装一台电梯，市里要出多少？", "市每台：7+3=10；200000元×7÷10=140000元（14万元）"),
        (LIFTS, 2, "新装一台电梯，由市这一级承担的那部分是多少？", "市每台：7+3=10；200000元×7÷10=140000元（14万元）"),
        (
            LIFTS,
            2,
            "新装一台电梯，市里出多少、区里出多少？",
            "市每台：7+3=10；200000元×7÷10=140000元（14万元）；区每台：200000元×3÷10=60000元（6万元）",
        ),
        (LIFTS, 2, "市里和区里各出多少？", "补助资金由市、区两级财政按7∶3分担"),  # of which case?
        (LIFTS, 2, "新装一台电梯，社区自己掏多少？", None),
        (
            PLACES,
            0,
            "新建了40个托位，县里出多少？",
            "县：8000元×40个=320000元（32万元），3+7=10；320000元×7÷10=224000元（22.4万元）",
        ),
        (CLINICS, 1, "按3万元算，县里承担多少？", "区县：6+4=10；30000元×4÷10=12000元（1.2万元）"),
        (CLINICS, 1, "就按最低那档给，县里承担多少？", "区县每年：6+4=10；20000元×4÷10=8000元"),
        (CLINICS, 1, "给到上限，县里承担多少？", "区县每年：6+4=10；50000元×4÷10=20000元（2万元）"),
        (BRACKETED, 0, "意外险每人保费农户出多少？", "农户每人：5+3+2=10；100元×2÷10=20元"),
        (CLINICS, 1, "按8万元算，县里承担多少？", "所需资金由省和区县（开发区）按6∶4的比例承担"),
    ],
)
def test_the_share_of_one_of_several_payers(text: str, number: int, question: str, told: str | None) -> None:
    assert _shared(text, question, number) == told


FEE = "上门护理每小时收费标准60元，职工由基金支付75%，城乡居民由基金支付60%，其余由个人承担。"
BED = "家庭病床建床费每床八十元，出诊费每次20元，按照百分之七十支付。"


@pytest.mark.parametrize(
    ("text", "question", "ends"),
    [
        (FEE, "城乡居民，自己一小时要出多少钱？", "个人负担：60元-60元×60%=24元。"),
        (FEE, "职工自己掏多少钱？", "个人负担：60元-60元×75%=15元。"),
        (FEE, "自己一小时要出多少钱？", None),  # whose share?
        (FEE, "一小时收多少钱？", None),
        (BED, "建床费自己出多少钱？", "个人负担：80元-80元×70%=24元。"),
        (BED, "自己要出多少钱？", None),  # of which price?
    ],
)
def test_what_is_left_for_the_asker(text: str, question: str, ends: str | None) -> None:
    clause = Clause("d", "一", "item", Span(3, 3 + len(text)), text)
    query = understand(Question(question), policies=[], lexicon=Lexicon([]))
    part = of_rest(query, Source(clause, clause.span), by_case)
    assert (part is None) == (ends is None)
    assert part is None or part.text.endswith(ends or "")


def _part(text: str, question: str, number: int = 0) -> tuple[Part | None, Part | None]:
    clause = Clause("d", "一", "item", Span(7, 7 + len(text)), text)
    query = understand(Question(question), policies=[], lexicon=Lexicon([]))
    source = Source(clause, statements_of(clause)[number].span)
    return of_payer(query, source), by_change(query, source, Lexicon([]))


@pytest.mark.parametrize(
    ("text", "number", "question", "told"),
    [
        (FUND, 0, "单位那头一年要掏多少？", "护工互助金按每人每年120元筹集，其中单位缴纳60元。"),
        (FUND, 0, "护工自己一年交多少钱？", "护工互助金按每人每年120元筹集，其中个人缴纳50元。"),
        (FUND, 0, "政府出多少？", "护工互助金按每人每年120元筹集，其中财政补助10元。"),
        (FUND, 0, "政府要配多少？", "护工互助金按每人每年120元筹集，其中财政补助10元。"),
        (FUND, 0, "单位担多少？", "护工互助金按每人每年120元筹集，其中单位缴纳60元。"),
        (FUND, 0, "单位要配多少人？", None),
        (FUND, 0, "一共筹多少？", None),
        (FUND, 0, "个人和单位各交多少？", None),
        (TEST, 1, "鉴定费自己要掏多少？", "鉴定结论为达标的，由申请人承担30%：500元×30%=150元。"),
        (LIMITED, 1, "费用自己要掏多少？", "结论为达标的，由申请人承担30%。"),
        (ONE, 0, "财政要出多少？", None),
        (FEE, 0, "自己要出多少？", None),  # 参保人员由基金支付: they do not pay that
    ],
)
def test_the_part_of_one_payer(text: str, number: int, question: str, told: str | None) -> None:
    part, _ = _part(text, question, number)
    assert (part.text if part else None) == told


@pytest.mark.parametrize(
    ("number", "question", "told"),
    [
        (
            1,
            "城镇的重度失能老人助浴补贴多少钱？",
            "重度失能：每人每月200元。城镇居民按前款相应标准的80%享受：200元×80%=160元。",
        ),
        (
            1,
            "城镇居民助浴补贴多少钱？",
            "中度失能：每人每月100元；重度失能：每人每月200元。城镇居民按前款相应标准的80%享受。",
        ),
        (0, "城镇居民助浴补贴多少钱？", None),
    ],
)
def test_a_share_of_what_stands_before(number: int, question: str, told: str | None) -> None:
    _, part = _part(SHARE, question, number)
    assert (part.text if part else None) == told


@pytest.mark.parametrize(
    "question",
    [
        "这补的钱市里区里咋分？",
        "钱县里乡里各多少？",
        "这笔奖励列在哪块钱里？",
        "不够的谁兜底？",
        "村里该掏的谁替？",
        "这钱是市上拿还是区上拿？",
        "资金从哪来？",
    ],
)
def test_who_bears_the_cost_is_asked_in_many_words(question: str) -> None:
    form = understand(Question(question), policies=[], lexicon=Lexicon([])).form
    assert form is not None and form.name == "配比"


@pytest.mark.parametrize("question", ["补贴到哪申请？", "市里区里各管什么？", "任务市区怎么分工？", "由哪几方面组成？"])
def test_other_questions_ask_for_no_payer(question: str) -> None:
    form = understand(Question(question), policies=[], lexicon=Lexicon([])).form
    assert form is None or form.name != "配比"
