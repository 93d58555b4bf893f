"""Several questions in one."""

import pytest

from policyqa.answer.subquestions import MOST, Asked, is_told, subquestions

#: What names something to ask about, in these questions.
MATTERS = ("地", "税", "床", "津贴", "食堂", "养老院", "积分")

QUESTIONS = [
    ("高龄津贴每月多少钱？", ["高龄津贴每月多少钱？"]),
    ("地怎么拿、房产税交不交、床位补多少？", ["地怎么拿", "房产税交不交", "床位补多少"]),
    # what stands before them all is the scene of each
    ("我要开养老院，地怎么拿，床位补多少？", ["地怎么拿", "床位补多少"]),
    # who asks, but names nothing, asks on
    ("床位多少，归谁管？", ["床位多少，归谁管？"]),
    # … unless it asks for another value of the same matter
    ("床位每月补多少，补几年？", ["床位每月补多少", "补几年"]),
    ("津贴一年领多少，几号打到卡上？", ["津贴一年领多少", "几号打到卡上"]),
    # each of several is asked for one value
    ("公益金用于养老院比例甲市、乙区各多少", ["公益金用于养老院比例甲市、乙区各多少"]),
    # … or for the same value at another time
    ("床位，十三五末是几张，2025年要到几张？", ["十三五末是几张", "2025年要到几张"]),
    ("床位2025年补多少，补给谁？", ["床位2025年补多少，补给谁？"]),
    ("床位归谁管、谁掏钱？", ["床位归谁管、谁掏钱？"]),
    ("津贴怎么领，领多少？食堂归谁管？", ["津贴怎么领", "领多少", "食堂归谁管"]),
    ("津贴要什么材料、交到哪儿、多久到账？", ["津贴要什么材料", "交到哪儿", "多久到账"]),
    ("床位补多少，封顶多少？", ["床位补多少", "封顶多少"]),
    ("床位能不能补，补多少？", ["床位能不能补，补多少？"]),
    ("床位几天批、食堂办好几天拨款？", ["床位几天批", "食堂办好几天拨款"]),
    # a sentence of its own asks a question of its own, though each of its clauses is short and names nothing
    ("床位多久补？这钱退不退、退几成？", ["床位多久补", "这钱退不退，退几成"]),
    ("这个月没去几天，津贴退多少？", ["这个月没去几天，津贴退多少？"]),
    ("积分能用几年？怎么换？", ["积分能用几年？怎么换？"]),
    # how many there are at a time is asked for; some that are told of are not
    ("2020年床位有几张，食堂要建几间？", ["2020年床位有几张", "食堂要建几间"]),
    ("家里有几个老人，床位补多少？", ["家里有几个老人，床位补多少？"]),
    ("食堂还要建几间？听说床位白给，这话是真是假", ["食堂还要建几间", "听说床位白给，这话是真是假"]),
    ("养老院呢，床位给不给补？津贴发多少？", ["床位给不给补", "津贴发多少"]),
    ("讲不讲养老院、食堂这类事？津贴发多少？", ["讲不讲养老院、食堂这类事", "津贴发多少"]),
    # one asking for each of the matters that are counted off
    ("开食堂：一次性拿多少，每年拿多少", ["一次性拿多少", "每年拿多少"]),
    ("我想开食堂；我妈住养老院。这两头，政府各给多少？", ["我想开食堂，政府给多少", "我妈住养老院，政府给多少"]),
    ("食堂两个数：食堂覆盖率、养老院占比", ["食堂覆盖率是多少", "养老院占比是多少"]),
    ("指标报一下：床位护理占比、津贴发放率，2025年", ["床位护理占比是多少，2025年", "津贴发放率是多少，2025年"]),
    ("新增床位跟食堂座位两个数，报我", ["新增床位是多少", "食堂座位是多少"]),
    ("食堂建设补助上限、床位每年运营补助区间，一并报", ["食堂建设补助上限", "床位每年运营补助区间"]),
    ("食堂、养老院、床位分别补多少？", ["食堂补多少", "养老院补多少", "床位补多少"]),
    (
        "想新设一间食堂，另外还要添几间养老院，这两样分别补多少？",
        ["想新设一间食堂，补多少", "还要添几间养老院，补多少"],
    ),
    ("我住村里，想办食堂，还有养老院，这两样各有啥钱？", ["想办食堂，有啥钱", "养老院，有啥钱"]),
    ("养老院的契税、房产税免不免？床位补多少？", ["养老院的契税免不免", "养老院的房产税免不免", "床位补多少"]),
    ("村里，食堂建设、养老院运营，标准各是多少？", ["食堂建设标准是多少", "养老院运营标准是多少"]),
    (
        "食堂建设总量、床位分配办法，以及津贴发放日期分别是什么？",
        ["食堂建设总量是什么", "床位分配办法是什么", "津贴发放日期是什么"],
    ),
    ("请给出食堂座位数、养老院床位占比及2025年目标值。", ["食堂座位数", "养老院床位占比", "2025年目标值"]),
    # what is turned to does not come of the question before it
    ("食堂评上了，按啥标准算奖？另外养老院用电走哪种价？", ["按啥标准算奖", "养老院用电走哪种价"]),
    ("食堂、养老院，各归谁牵头、时限写的啥？", ["食堂归谁牵头、时限写的啥", "养老院归谁牵头、时限写的啥"]),
    ("食堂、养老院这几样里头咋安排的？", ["食堂咋安排的", "养老院咋安排的"]),
    # whether something is given is a question of its own; the other of two, or a further condition, is none
    ("办食堂，收的钱要不要交税，一年政府补不补钱？", ["收的钱要不要交税", "一年政府补不补钱"]),
    ("床位是自己买，还是有人给？", ["床位是自己买，还是有人给？"]),
    ("有没有床位超过50张、但津贴不到3000元的养老院？", ["有没有床位超过50张、但津贴不到3000元的养老院？"]),
    ("养老院招了几个下岗的，津贴给不给院里？", ["养老院招了几个下岗的，津贴给不给院里？"]),
    # … of which one yes or no is asked
    ("我爸瘫了，食堂、养老院这些政府有没有安排？", ["食堂政府有没有安排", "养老院政府有没有安排"]),
    (
        "我妈一个人，想找个食堂，再租张床位，最好有津贴，这几样管不管？",
        ["想找个食堂，管不管", "再租张床位，管不管", "最好有津贴，管不管"],
    ),
    # who finds out what is asked in front of it is one question
    ("床位有没有空着，哪个部门查？", ["床位有没有空着，哪个部门查？"]),
    # the difference of what is asked before is no question of its own
    ("床位2020年多少张，津贴现在多少元，五年多出来多少？", ["床位2020年多少张", "津贴现在多少元，五年多出来多少"]),
    # … and what else is asked behind it
    ("村里的食堂、养老院各建几个，床位又有多少？", ["村里的食堂各建几个", "养老院各建几个", "床位又有多少"]),
    ("食堂、养老院各建几个，谢谢了", ["食堂各建几个", "养老院各建几个"]),
    # what was told one by one, and one asking by the name of what is given
    ("我办了食堂，又开了几间屋子，两项奖励各多少？", ["我办了食堂，奖励多少", "又开了几间屋子，奖励多少"]),
    # what is told between two questions belongs to the one behind it, behind a full stop to the one before
    ("食堂归谁管？另外住得远，养老院怎么进？", ["食堂归谁管", "住得远，养老院怎么进"]),
    ("两件事：一是津贴发多少，二是床位归谁管？本市的。", ["津贴发多少", "床位归谁管"]),
    # one that is counted off is one of its own, whatever it names
    ("新办食堂：一是最多补多少，二是每年计划建几个？", ["最多补多少", "每年计划建几个"]),
    ("我想办食堂。一来最多补多少，二来每年计划建几个？", ["最多补多少", "每年计划建几个"]),
    ("床位有哪些、各几个？", ["床位有哪些、各几个？"]),
    # what somebody leaves out himself is no scene of what he asks
    ("食堂补多少？床位补多少？偏远镇不算", ["食堂补多少", "床位补多少"]),
    # a question mark asks whatever stands before it, a full stop among question marks tells, and so do some words of asking
    ("养老院最小要建多大？食堂最小多大？", ["养老院最小要建多大", "食堂最小多大"]),
    ("我们几个想开食堂。积分能给多少？床位归谁管？", ["积分能给多少", "床位归谁管"]),
    # counted off: what has no word of asking asks with the others
    ("床位补多少；津贴发多少；食堂的标准", ["床位补多少", "津贴发多少", "食堂的标准"]),
    # the same value of another time or case is asked for afresh, but for the sum of them
    ("办养老院，床位盖好补多少，以后每年又给多少？", ["床位盖好补多少", "以后每年又给多少"]),
    ("床位每月补多少，一年又一共给多少？", ["床位每月补多少，一年又一共给多少？"]),
    # one asking for each of two matters with one ending
    ("食堂备案期限和养老院备案期限分别是多久？", ["食堂备案期限是多久", "养老院备案期限是多久"]),
    # the last that is counted off is asked for by itself
    ("除了食堂、养老院还要啥，床位和地各限几天？", ["除了食堂、养老院还要啥", "床位和地各限几天"]),
    # 打算 asks for no word of a text, and what comes of one that fits is no matter of its own
    ("地打算靠什么来管？税又靠什么来收？", ["地打算靠什么来管", "税又靠什么来收"]),
    ("我家算不算困难户，床位能补吗？", ["我家算不算困难户，床位能补吗？"]),
    ("在养老院坐诊算不算支医？食堂开张的，一家一年补几万？", ["在养老院坐诊算不算支医", "食堂开张的，一家一年补几万"]),
    ("食堂要建几个？养老院又得有几所", ["食堂要建几个", "养老院又得有几所"]),
    # some whom one means to look after are not asked for, and 这两样 is both that were counted off
    ("想在家带几个娃，食堂的饭管不管？床位补多少？", ["食堂的饭管不管", "床位补多少"]),
    ("床位、津贴，这两样各补多少？", ["床位补多少", "津贴补多少"]),
    ("今天天气不错。", ["今天天气不错。"]),
    ("", [""]),
]


@pytest.mark.parametrize(("question", "asked"), QUESTIONS)
def test_split(question: str, asked: list[str]) -> None:
    found = subquestions(question, names=lambda clause: any(matter in clause for matter in MATTERS))
    assert [each.text for each in found] == asked


def test_the_first_sets_the_scene_when_nothing_else_does() -> None:
    first, second = subquestions(
        "床位新建补多少？运营津贴呢？", names=lambda clause: any(matter in clause for matter in MATTERS)
    )
    assert (first.scene, second) == ("", Asked("运营津贴呢", scene="床位新建补多少"))


def test_another_value_goes_on_from_the_one_before_it() -> None:
    asked = subquestions("我开了养老院，床位补多少，补几年？", names=lambda clause: any(matter in clause for matter in MATTERS))
    assert asked[1] == Asked("补几年", scene="我开了养老院，床位补多少", goes_on=True)


@pytest.mark.parametrize(
    ("text", "told", "is_so"),
    [
        ("哪年底", "到2027年底，建成养老院30家。", True),
        ("什么时候发", "每人每月补贴200元。", False),
        ("多久批下来", "受理机关应当自受理之日起7个工作日内办结。", True),
        ("封顶多少", "每个床位补助1万元，每家最高100万元。", True),
        ("封顶多少", "每个床位补助1万元。", False),
        ("在哪报", "到2027年底，建成养老院30家。", False),
    ],
)
def test_what_was_told_before_may_tell_what_is_asked_on(text: str, told: str, is_so: bool) -> None:
    assert is_told(text, told) is is_so


def test_what_stands_before_them_all_is_the_scene_of_each() -> None:
    asked = subquestions(
        "我要开养老院，地怎么拿，床位补多少？", names=lambda clause: any(matter in clause for matter in MATTERS)
    )
    assert asked == [Asked("地怎么拿", scene="我要开养老院"), Asked("床位补多少", scene="我要开养老院")]


def test_not_more_than_can_be_searched_for() -> None:
    assert len(subquestions("床位补多少？" * 50, names=lambda _: True)) == MOST
