"""A question completed from the conversation, and what is understood of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.query import MAX_CHARS, complete, understand
from policyqa.text.lexicon import Group, Lexicon
from policyqa.types import Policy, Question

FOLLOW_UPS = [
    # what was asked before, the follow-up, and the whole that is searched
    # one constituent is replaced by another of its sort
    ("四星级养老机构每床补多少？", "那三星的呢？", "养老机构每床补多少。那三星的呢？"),
    ("我开了4家养老院，能拿奖励吗？", "那开2家呢？", "我开了养老院，能拿奖励吗。那开2家呢？"),
    ("收了30个孩子，奖多少？", "要是收12个呢？", "收了孩子，奖多少。要是收12个呢？"),
    ("农村家庭改造补多少钱？", "城镇的呢", "家庭改造补多少钱。城镇的呢"),
    ("2024年要建多少个站？", "2025年呢？", "要建多少个站。2025年呢？"),
    ("失能老人每月补多少？", "半失能的呢？", "老人每月补多少。半失能的呢？"),
    ("分散供养的补多少？", "集中的呢？", "供养的补多少。集中的呢？"),
    ("新建一个托位补多少？", "改扩建的呢？", "一个托位补多少。改扩建的呢？"),
    ("本科毕业生奖励多少？", "大专呢？", "毕业生奖励多少。大专呢？"),
    ("高级技师每月补多少？", "中级工呢？", "每月补多少。中级工呢？"),
    ("中度失能的每月补多少？", "完全失能呢？", "的每月补多少。完全失能呢？"),
    ("八十出头的老人发多少？", "一百岁呢？", "的老人发多少。一百岁呢？"),
    ("80岁的老人发多少？", "90岁呢？", "的老人发多少。90岁呢？"),
    ("60岁的老人发多少？", "八十多的呢？", "的老人发多少。八十多的呢？"),
    ("东河区建几个托育园？", "那西山区呢？", "建几个托育园。那西山区呢？"),
    ("甲县有多少个托位？", "乙县呢？", "有多少个托位。乙县呢？"),
    ("甲山市的目标是多少？", "那北河市呢？", "的目标是多少。那北河市呢？"),
    # a place that is only pointed at
    ("湖东区福利院一共投多少？", "松原那家呢？", "福利院一共投多少。松原那家呢？"),
    ("湖东区的颐养中心有多少张床？", "换成梅园的那个", "的颐养中心有多少张床。换成梅园的那个"),
    ("湖东区福利院一共投多少？", "最大的那家呢？", "福利院一共投多少。最大的那家呢？"),
    # whether it is so there as well leans on it, however long it is
    (
        "社区食堂的房产税交不交？",
        "我们厂自己开的食堂，只给退休的老师傅们吃，也免吗？",
        "社区食堂的房产税交不交。我们厂自己开的食堂，只给退休的老师傅们吃，也免吗？",
    ),
    # nothing of its sort was named: all is kept
    ("高龄津贴每月多少钱？", "谁负责发？", "高龄津贴每月多少钱。谁负责发？"),
    ("居家社区养老有什么补贴？", "小区里的呢？", "居家社区养老有什么补贴。小区里的呢？"),
    # the item beside one that was named by its number
    ("任务表第9项讲的什么？", "再往下一项呢", "任务表第10项讲的什么。再往下一项呢"),
    ("条例第十二条怎么规定的？", "上一条呢", "条例第11条怎么规定的。上一条呢"),
    # a town that is asked for is no other one: 哪些镇 replaces nothing
    ("今年镇街食堂建几个？", "哪些镇街来建？", "今年镇街食堂建几个。哪些镇街来建？"),
    # what runs takes the place of what is built, and the end of one plan that of another
    ("新建的敬老院补多少？", "办起来以后每年还补不补？", "的敬老院补多少。办起来以后每年还补不补？"),
    ('"十三五"末托位有几个？', "那2030年呢？", '"托位有几个。那2030年呢？'),
    # it names nothing by which it could stand alone
    ("高龄津贴每月多少钱？", "一年一共发几次，每次多少？", "高龄津贴每月多少钱。一年一共发几次，每次多少？"),
    # a question of its own, however short the one before
    ("高龄津贴每月多少钱？", "换个问题，托育备案要哪些材料？", "换个问题，托育备案要哪些材料？"),
    ("高龄津贴每月多少钱？", "普通高校应届毕业生进养老院工作有没有奖励？", "普通高校应届毕业生进养老院工作有没有奖励？"),
]


@pytest.mark.parametrize(("before", "asked", "whole"), FOLLOW_UPS)
def test_follow_ups(before: str, asked: str, whole: str) -> None:
    assert complete(asked, [before]) == whole


def test_turns_are_taken_back_to_one_that_stands_alone() -> None:
    turns = ["托育园有什么优惠？", "高龄老人的津贴每人每月发多少钱？", "谁负责发？"]
    assert complete("什么时候发？", turns) == "高龄老人的津贴每人每月发多少钱。谁负责发。什么时候发？"


@pytest.mark.parametrize("history", [[], [""], ["  ", "\n"]])
def test_without_earlier_turns_a_question_stays(history: list[str]) -> None:
    assert complete("那三星的呢？", history) == "那三星的呢？"


def test_what_is_denied_of_an_earlier_turn_is_taken_out_of_it() -> None:
    query = understand(
        Question("不是民办那种，我们是村里办的，也补吗？", ("民办托育园补多少？",)), policies=[], lexicon=Lexicon([])
    )
    assert query.text == "托育园补多少。我们是村里办的，也补吗？"


@pytest.mark.parametrize(
    ("before", "asked", "place"),
    [
        ("湖东区福利院一共投多少？", "松原那家呢？", "松原"),
        ("湖东区福利院一共投多少？", "湖东那家呢？", ""),
        ("福利院一共投多少？", "松原那家呢？", ""),
        ("湖东区福利院一共投多少？", "高陵的呢？", "高陵"),
        ("湖东区福利院一共投多少？", "民办的呢？", ""),
        ("湖东区福利院一共投多少？", "床位呢？", ""),
    ],
)
def test_the_place_that_is_put_in_that_of_an_earlier_one(before: str, asked: str, place: str) -> None:
    assert understand(Question(asked, (before,)), policies=[], lexicon=Lexicon([])).place == place


@pytest.mark.parametrize(
    ("before", "asked", "text"),
    [
        # the same place is named
        ("湖东区福利院一共投多少？", "这个区另一家呢？", "福利院一共投多少。湖东区另一家呢？"),
        ("湖东区福利院一共投多少？", "同区的食堂呢？", "福利院一共投多少。湖东区的食堂呢？"),
        ("福利院一共投多少？", "这个区另一家呢？", "福利院一共投多少。这个区另一家呢？"),
        # what is set aside is left
        ("托育园怎么奖？", "好的，托育不问了。敬老院要翻修，给几成？", "敬老院要翻修，给几成？"),
        ("湖东区的托位建几个？", "托育先放一放。那老年大学呢，办几所？", "湖东区的托位建几个。那老年大学呢，办几所？"),
        ("托育园怎么奖？", "不说奖金，管几年？", "托育园怎么奖。不说奖金，管几年？"),
    ],
)
def test_the_same_place_and_what_is_set_aside(before: str, asked: str, text: str) -> None:
    assert understand(Question(asked, (before,)), policies=[], lexicon=Lexicon([])).text == text


POLICIES = [
    Policy("jia", "甲山市托育办法", number="甲政发〔2024〕7号", region="甲山市"),
    Policy("bei", "北湖新区养老方案", region="北湖新区"),
]
LEXICON = Lexicon([Group("口语", ("助餐",), ("送饭",))])


def test_what_is_understood() -> None:
    query = understand(Question("新区给老人送饭的，一顿补多少？"), policies=POLICIES, lexicon=LEXICON)
    assert query.official == ("助餐",)
    assert query.kinds == {Kind.AMOUNT}
    assert query.form is not None
    assert query.form.name == "金额"
    assert query.mentions.regions == ("北湖新区",)


def test_a_follow_up_inherits_what_it_does_not_name() -> None:
    query = understand(Question("归谁管？", history=("7号文第三条说的收费标准是多少？",)), policies=POLICIES, lexicon=LEXICON)
    assert query.asked == "归谁管？"
    assert query.kinds == {Kind.UNIT}
    assert query.mentions.doc_ids == ("jia",)
    assert "第三条" in query.mentions.labels


def test_a_guess_behind_another_thing_asks_for_the_same_value() -> None:
    query = understand(Question("四星的呢，也涨了吗？", history=("三星的每床补多少钱？",)), policies=POLICIES, lexicon=LEXICON)
    assert query.asked == "四星的呢"
    assert query.kinds == {Kind.AMOUNT}


def test_a_region_holds_when_the_matter_changes() -> None:
    history = ("我住在北湖新区，送饭一顿多少钱？", "归谁管？")
    query = understand(Question("换个问题，托育园备案要交哪些材料？", history=history), policies=POLICIES, lexicon=LEXICON)
    assert query.text == "换个问题，托育园备案要交哪些材料？"
    assert query.mentions.regions == ("北湖新区",)
    moved = understand(Question("那甲山市呢？", history=history), policies=POLICIES, lexicon=LEXICON)
    assert moved.mentions.regions == ("甲山市",)


SAME = [
    ("農村家庭給多少？", "农村家庭给多少？"),
    ("第１０項是什麼?", "第10项是什么？"),
    ("我妈78岁\n\n能领多少?", "我妈78岁，能领多少？"),
    ("补贴\ud800多少？", "补贴多少？"),
]


@pytest.mark.parametrize(("written", "asked"), SAME)
def test_script_width_and_lines_do_not_matter(written: str, asked: str) -> None:
    assert understand(Question(written), policies=POLICIES, lexicon=LEXICON) == understand(
        Question(asked), policies=POLICIES, lexicon=LEXICON
    )


def test_long_questions_are_cut() -> None:
    query = understand(Question("谁" * 5000, history=("何" * 5000,)), policies=POLICIES, lexicon=LEXICON)
    assert len(query.text) <= MAX_CHARS
    assert len(query.asked) <= MAX_CHARS


@given(st.text(), st.lists(st.text(), max_size=3))
def test_anything_is_understood(text: str, history: list[str]) -> None:
    understand(Question(text, history=tuple(history)), policies=POLICIES, lexicon=LEXICON)


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("覆盖率，24年应到多少？", "覆盖率，2024年应到多少？"),
        ("25年底建几个？", "2025年底建几个？"),
        ("到二五年要建几个？", "到2025年要建几个？"),
        ("二三年底建了几个？", "2023年底建了几个？"),
        ("二三年能建好吗？", "二三年能建好吗？"),
        ("二〇二五年底建几个？", "二〇二五年底建几个？"),
        ("干满了24年，补多少？", "干满了24年，补多少？"),
        ("补贴，24年内申请？", "补贴，24年内申请？"),
        ("23年7号文写的多少？", "23年7号文写的多少？"),
    ],
)
def test_a_year_in_two_digits(asked: str, read: str) -> None:
    assert understand(Question(asked), policies=POLICIES, lexicon=LEXICON).asked == read


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("旧衣回收这项工作由谁牵头？", "旧衣回收由谁牵头？"),
        ("旧衣回收这个事归谁管？", "旧衣回收归谁管？"),
        ("这项工作由谁牵头？", "这项工作由谁牵头？"),
    ],
)
def test_what_points_at_the_matter_is_none(asked: str, read: str) -> None:
    assert understand(Question(asked), policies=POLICIES, lexicon=LEXICON).asked == read


INHERITED = [
    # what was asked before, the follow-up, the form of the answer, whether it goes on to ask something else
    ("今年建几个食堂？", "农村那边打的什么牌子？", None, True),
    ("今年建几个食堂？", "责任单位报给我", None, True),
    ("今年建几个食堂？", "哪些街办担责？", "单位", True),
    ("建食堂补多少钱？", "村里的也一样吗", "金额", False),
    ("建食堂补多少钱？", "敬老院呢？", "金额", False),
    ("新建食堂补多少钱？", "改造的补多少？", "金额", False),
    # how much of what was asked for before
    ("本科毕业去养老院有多少奖励？", "我妹才念了职高，她去的话是多少？", "金额", True),
    ("护理型床位要占几成？", "那农村的是多少？", "比例", True),
    ("建食堂补多少钱？", "全市一共建多少个？", "数目", True),
]


@pytest.mark.parametrize(("before", "asked", "form", "goes_on"), INHERITED)
def test_a_follow_up_that_asks_for_itself_inherits_no_form(before: str, asked: str, form: str | None, goes_on: bool) -> None:
    query = understand(Question(asked, history=(before,)), policies=[], lexicon=Lexicon([]))
    assert (query.form.name if query.form else None, bool(query.said)) == (form, goes_on)


@pytest.mark.parametrize("asked", ["真的假的？文件上原话咋写的", "你确定吗？依据是哪一条", "原文怎么写的"])
def test_asked_back_the_earlier_question_is_asked_again(asked: str) -> None:
    query = understand(Question(asked, history=("五星的食堂补多少？",)), policies=[], lexicon=Lexicon([]))
    assert (query.asked, query.text) == ("五星的食堂补多少？", "五星的食堂补多少？")


@pytest.mark.parametrize("asked", ["月探访率原文怎么说", "依据哪条罚我的款", "确定补三千吗"])
def test_who_names_a_matter_asks_nothing_back(asked: str) -> None:
    assert understand(Question(asked, history=("食堂补多少？",)), policies=[], lexicon=Lexicon([])).asked == asked


@pytest.mark.parametrize(
    ("before", "asked", "read"),
    [
        ("五星的养老院每床补多少？", "那降一颗星呢？", "那四星呢？"),
        ("三星的养老院每床补多少？", "要是升两星呢？", "要是五星呢？"),
        ("一星的养老院每床补多少？", "再降一星呢？", "再降一星呢？"),  # there is none below
        ("养老院每床补多少？", "降一星呢？", "降一星呢？"),  # from which one is not told
    ],
)
def test_a_step_from_the_class_before_is_the_class_that_it_reaches(before: str, asked: str, read: str) -> None:
    assert understand(Question(asked, (before,)), policies=[], lexicon=Lexicon([])).asked == read


def test_a_follow_up_on_another_region_leaves_that_of_before() -> None:
    history = ("北湖新区2025年要建几所老年学校？",)
    query = understand(Question("那甲山市的呢，两个数都要", history=history), policies=POLICIES, lexicon=LEXICON)
    assert "北湖" not in query.text and "2025年" in query.text and query.mentions.regions == ("甲山市",)


@pytest.mark.parametrize(
    ("question", "text", "glossed"),
    [
        ("食堂吃饭补多少", "老年助餐每人每天补2元", "食堂吃饭（助餐）补多少"),
        ("食堂吃饭补多少", "老年助\n餐每人每天补2元", "食堂吃饭（助餐）补多少"),
        ("食堂吃饭补多少", "就餐服务补贴", "食堂吃饭（就餐）补多少"),
        ("吃饭的助餐点补多少", "老年助餐每人每天补2元", "吃饭的助餐点补多少"),
        ("食堂吃饭补多少", "养老床位补贴", "食堂吃饭补多少"),
        ("", "老年助餐", ""),
    ],
)
def test_a_lay_word_is_read_with_the_official_terms_that_the_text_says(question: str, text: str, glossed: str) -> None:
    lexicon = Lexicon([Group("口语与书面语", ("助餐", "就餐"), ("吃饭",))])
    assert understand(Question(question), policies=[], lexicon=lexicon).glossed(text) == glossed
