"""Where a question and a text name different things of one sort, the text does not answer."""

import pytest

from policyqa.retrieve.contrasts import contrasts, lacks_year, shares

CONTRASTS = [
    # stars, classes, degrees: other steps than the one asked for
    ("二星级的补多少？", "五星级、四星级、三星级分别给予700元、500元、300元", ["星级"]),
    ("四星的补多少？", "五星级、四星级、三星级分别给予700元、500元、300元", []),
    ("大专毕业的补多少？", "本科毕业生5万元、专科毕业生4万元", []),
    ("中专毕业的补多少？", "本科毕业生5万元、专科毕业生4万元", ["学历"]),
    ("像二级医院那样转型，我们一级的奖多少？", "二级医院转型的，给予100万元", ["级别"]),
    # a range stands for all that it may hold
    ("二星级的补多少？", "三星级以上给予300元", []),
    ("二级的限额是多少？", "重度Ⅱ级每日52元", []),
    ("一级残疾的补多少？", "将16周岁以下的三级残疾儿童纳入补贴范围", ["级别"]),  # a range of ages is none of grades
    # choices without order
    ("去国外参展补多少？", "参加境内展会的，补贴50%", ["境内外"]),
    ("农村的补多少？", "城镇家庭每户4000元", ["城乡"]),
    ("租的房子补多少？", "新建的每张床位10000元，租赁的5000元", []),
    ("托育机构的保险谁出？", "养老机构综合责任保险由政府承担70%", ["一老一小"]),
    ("老二能领多少？", "三孩一次性给予5000元", ["孩次"]),
    ("孩子住校，一年补多少？", "对困难非寄宿生每年补600元", ["住校"]),
    ("没出省打工补多少？", "跨省务工的每年600元", ["省内外"]),
    # years
    ("2030年要达到多少？", "到2025年达到60%，到2027年达到80%", ["年份"]),
    ("2026年呢？", "2024—2027年每年培训500人", []),
    ("2025年要达到多少？", "到2025年达到60%", []),
    ("要达到多少？", "到2025年达到60%", []),
    ("2000万元里多少要用于养老？", "2025年留成用于养老的比例不低于60%", []),  # a sum is no year
    ("", "", []),
]


@pytest.mark.parametrize(("question", "text", "sorts"), CONTRASTS)
def test_contrasts(question: str, text: str, sorts: list[str]) -> None:
    assert contrasts(question, text) == sorts


YEARS = [
    # a question, a text, and whether the text leaves out the year
    ("2030年要建多少张床位？", "到2025年，建成床位300张", True),
    ("2025年要建多少张床位？", "到2025年，建成床位300张", False),
    ("2024年要建多少张床位？", "2023—2026年，每年建成床位100张", False),
    ("要建多少张床位？", "建成床位300张", False),
    # the end of a five-year plan is a year
    ("“十三五”末有多少张床位？", "到2025年，建成床位300张", True),
    ("2020年有多少张床位？", "“十三五”末，全市有床位300张", False),
    ("“十四五”末要建多少张床位？", "到2025年，建成床位300张", False),
    # the year of what the asker has is not that of the value
    ("2003年盖的楼，补多少？", "2005年12月31日前建成的住宅，每台补助15万元", False),
    ("孩子2024年12月20号生的，补多少？", "2025年1月1日以后出生的，给予3000元", False),
    ("2024年新增的床位补多少？", "2025年新增床位，每张补助5000元", True),
]


@pytest.mark.parametrize(("question", "text", "lacks"), YEARS)
def test_years_that_a_text_does_not_name(question: str, text: str, lacks: bool) -> None:
    assert lacks_year(question, text) is lacks


def test_what_question_and_text_share() -> None:
    assert shares("大专毕业，农村的", "专科毕业生") == ["学历"]
    assert shares("大专毕业", "本科毕业生") == []
