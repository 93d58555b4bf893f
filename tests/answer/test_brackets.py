"""Of brackets of a measure that which the asker's figure falls into."""

import pytest

from policyqa.answer.brackets import admits, fitting, undecided
from policyqa.answer.cases import by_case
from policyqa.answer.parts import Source
from policyqa.retrieve.query import understand
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause, Question, Span

YEARS = "在本街道连续从事保洁工作满1年不满3年的，每人每月120元；满3年不满6年的240元；满6年的360元。"
AREA = "用房面积不足200平方米的，补助4万元；200平方米以上不足500平方米的，补助7万元；500平方米以上的，补助9万元。"
PLACES = "托位10至29个的，补助3万元；30至59个的，补助6万元；60个以上的，补助10万元。"
AGES = "70—79周岁老年人每人每月40元，80—99周岁每人每月90元，百岁老人每人每月400元。"
LISTED = "85-94周岁、95-99周岁、100周岁及以上老年人，分别按照每人每月70元、160元、550元的标准发放。"
MONTHS = "12个月以下的婴幼儿，每人每月补贴600元；12至24个月的，每人每月补贴500元；24至36个月的，每人每月补贴400元。"
HOMES = "1人户每月补贴410元，2人户每月补贴620元，3人及以上户每月补贴830元。"
INCOME = "月收入1500元以下的，每月补贴300元；1500元以上3000元以下的，每月补贴200元。"
AGES_BY_NEED = (
    "80—89周岁低保老年人每人每月100元，80—89周岁普通老年人每人每月50元，"
    "90—99周岁低保老年人每人每月200元，90—99周岁普通老年人每人每月150元。"
)
ALL_YEARS = "在本街道连续从事保洁工作满1年不满3年：每人每月120元；满3年不满6年：240元；满6年：360元。"
AREAS = "配租面积按家庭人口确定：1人家庭不超过30平方米，2人家庭不超过40平方米，3人及以上家庭不超过55平方米。"
SEATS = "座位2000个以上的剧场，每年补助30万元；800个以上不足2000个的，每年补助18万元。"
TOLD = [
    (AREAS, "我家四口人，面积最多多少平？", "3人及以上家庭：不超过55平方米。"),
    (AREAS, "三口之家，面积最多多少平？", "3人及以上家庭：不超过55平方米。"),
    (SEATS, "我们剧场1200座，一年补多少钱？", "800个以上不足2000个：每年补助18万元。"),
    (SEATS, "一千五百座的剧场，一年补多少钱？", "800个以上不足2000个：每年补助18万元。"),
    (YEARS, "我在街道扫地整四年了，每月补多少？", "满3年不满6年：240元。"),
    (YEARS, "干满一年了，每月补多少钱？", "在本街道连续从事保洁工作满1年不满3年：每人每月120元。"),
    (YEARS, "干了三年零两个月，一个月最多能拿多少钱？", "满3年不满6年：240元。"),
    (YEARS, "保洁干了8年，补多少？", "满6年：360元。"),
    (YEARS, "保洁只干了半年，补多少？", ALL_YEARS),
    (YEARS, "保洁一个月补多少？", ALL_YEARS),
    (AREA, "我们店320平，能补多少钱？", "200平方米以上不足500平方米：7万元。"),
    (AREA, "用房150平方米补多少钱？", "用房面积不足200平方米：4万元。"),
    (PLACES, "45个托位补多少钱？", "30至59个：6万元。"),
    (PLACES, "8个托位补多少钱？", "托位10至29个：3万元；30至59个：6万元；60个以上：10万元。"),
    (AGES, "我们村的百岁老人一个月发多少钱？", "百岁老人：每人每月400元。"),
    (AGES, "奶奶90多岁，一个月发多少钱？", "80—99周岁：每人每月90元。"),
    (AGES, "爷爷九十来岁，一个月发多少钱？", "80—99周岁：每人每月90元。"),
    (AGES, "75岁的多少钱，85岁的呢？", "70—79周岁老年人：每人每月40元；80—99周岁：每人每月90元。"),
    (LISTED, "太爷爷整一百岁了，一个月给多少钱？", "100周岁及以上老年人：每人每月550元。"),
    (LISTED, "奶奶88岁，一个月给多少钱？", "85-94周岁老年人：每人每月70元。"),
    (MONTHS, "娃一岁零三个月，每月补多少钱？", "12至24个月：每人每月补贴500元。"),
    (MONTHS, "宝宝两岁半，每月补多少钱？", "24至36个月：每人每月补贴400元。"),
    (HOMES, "我们家2个人，每月补多少钱？", "2人户：每月补贴620元。"),
    (HOMES, "家里5人，每月补多少钱？", "3人及以上户：每月补贴830元。"),
    (INCOME, "我月收入两千二，每月补多少？", "1500元以上3000元以下：每月补贴200元。"),
    (AGES_BY_NEED, "低保的92岁老人一个月发多少钱？", "90—99周岁低保老年人：每人每月200元。"),
]


@pytest.mark.parametrize(("text", "question", "told"), TOLD)
def test_the_amount_for_the_bracket(text: str, question: str, told: str) -> None:
    assert _told(text, Question(question)) == told


def test_a_follow_up_tells_the_figure() -> None:
    assert _told(AGES, Question("那85岁的呢？", history=("75岁的老人一个月发多少钱？",))) == "80—99周岁：每人每月90元。"
    assert _told(PLACES, Question("要是60个呢？", history=("我们有20个托位，补多少钱？",))) == "60个以上：10万元。"
    assert _told(AGES, Question("那95的呢？", history=("75岁的老人一个月发多少钱？",))) == "80—99周岁：每人每月90元。"


def _told(text: str, question: Question) -> str | None:
    clause = Clause("d", "一", "item", Span(7, 7 + len(text)), text)
    part = by_case(understand(question, policies=[], lexicon=Lexicon([])), Source(clause, clause.span))
    return part.text if part else None


@pytest.mark.parametrize(
    ("cases", "asked", "held"),
    [
        (["满80周岁", "满90周岁"], "85岁", [[0]]),
        (["满80周岁", "满90周岁"], "95岁", [[1]]),
        (["满80周岁", "满90周岁"], "75岁", []),
        (["满80周岁", "低保家庭"], "85岁", None),
        (["一级", "二级"], "85岁", None),
        (["满80周岁", "满90周岁"], "发多少钱", None),
        (["50张以下", "50张以上100张以下"], "30张床", [[0]]),
        (["前15日签约", "第16日至第30日签约"], "第20天签的字", [[1]]),
        (["前15日签约", "第16日至第30日签约"], "第10天签的字", [[0]]),
        (["前15日签约", "第16日至第30日签约"], "第40天签的字", []),
    ],
)
def test_fitting(cases: list[str], asked: str, held: list[list[int]] | None) -> None:
    assert fitting(cases, asked) == held


@pytest.mark.parametrize(
    ("text", "asked", "holds"),
    [
        ("补贴\t80—89周岁\t60元", "93岁", False),
        ("补贴\t90—99周岁\t150元", "93岁", True),
        ("成人读者每次可借10册", "我家娃九岁", False),
        ("成人教育学费减免", "我家娃九岁", None),
        ("满1年不满3年的，补200元；满3年的，补300元。", "干了四年", True),
        ("缴费满五年不足十年的，最长十八个月；", "缴费七年", True),
        ("每人最高5000元。", "花了8000元", None),
        ("补贴\t80—89周岁\t60元", "多少钱", None),
    ],
)
def test_admits(text: str, asked: str, holds: bool | None) -> None:
    assert admits(text, asked) is holds


def test_one_of_the_brackets_of_a_list_has_to_hold() -> None:
    assert admits(LISTED, "太爷爷整一百岁了，给多少钱") is True
    assert admits(LISTED, "奶奶60岁，给多少钱") is False


@pytest.mark.parametrize(
    ("texts", "asked", "expected"),
    [
        (("年满80周岁的，每月120元；", "年满100周岁的，每月600元。"), "高龄津贴每月多少？", True),
        (("年满80周岁的，每月120元；", "年满100周岁的，每月600元。"), "我妈92岁，每月多少？", False),
        (("年满80周岁的，每月120元。",), "高龄津贴每月多少？", False),
        (("年满80周岁的，每月120元；", "特困人员每月600元。"), "高龄津贴每月多少？", False),
    ],
)
def test_brackets_are_undecided_where_no_figure_is_told(texts: tuple[str, ...], asked: str, expected: bool) -> None:
    assert undecided(texts, asked) is expected
