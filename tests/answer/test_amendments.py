"""Which statements of a later text stand in the place of an earlier one's, and which do not."""

import pytest

from policyqa.answer.amendments import amendments, amends
from policyqa.ingest.corpus import parse

OLD = (
    "临川市人民政府文件\n\n临政规〔2022〕3号\n\n临川市养老机构补贴办法\n\n"
    "第一条　养老机构收住失能老年人的，按每人每月300元给予运营补贴。公建民营机构按上述标准的60%执行。\n"
    "第二条　新建养老机构的，给予建设补贴：护理型床位每张9000元，普通床位每张5000元。\n"
    "第三条　机构类补贴每年5月1日至5月31日集中申报，逾期未申报的不予受理。\n"
    "第四条　评估费用由财政承担；申请复评的，复评费用由申请人承担。\n"
    "第五条　补贴资金由市、县财政按4:6的比例承担，百岁津贴全部由县财政承担。\n"
    "第六条　社区食堂每餐补贴2元，送餐费每次不超过4元。\n"
    "第七条　机构应当安装视频监控，覆盖活动、睡眠、就餐等区域，录像资料保存不少于90日。\n\n"
    "临川市人民政府\n2022年5月10日\n"
)
NEW = (
    "临川市民政局文件\n\n临民发〔2025〕8号\n\n关于调整养老机构补贴有关事项的通知\n\n"
    "各县民政局：\n　　现就《临川市养老机构补贴办法》（临政规〔2022〕3号）有关事项通知如下。\n\n"
    "一、{}\n二、本通知与前述办法不一致的，以本通知为准。\n\n临川市民政局\n2025年6月3日\n"
)

CHANGED = [
    # what the later text says, and the words of the earlier statement in whose place it stands
    ("公建民营机构不再打折，与其他机构执行同一标准。", "60%"),
    ("机构类补贴集中申报时间由每年5月调整为每年9月1日至9月20日。", "5月1日至5月31日"),
    ("普通床位不再给予建设补贴。", "普通床位每张5000元"),
    ("复评费用不再由申请人承担，统一由县财政负担。", "复评费用由申请人承担"),
    ("百岁津贴由市、县财政按2:8承担。", "百岁津贴全部由县财政承担"),
    ("送餐费由每次不超过4元调整为不超过5元。", "送餐费每次不超过4元"),
    # the article that it changes is named by its number
    ("取消前述办法第五条关于县财政负担的规定。", "百岁津贴全部由县财政承担"),
    # what is changed is named in other words than the earlier text says it with
    ("监控录像保存时间调整为不少于180日。", "录像资料保存不少于90日"),
]
LEFT = [
    "新增夜间照护补贴，每人每月120元。",  # added, in nothing's place
    "将80周岁以上独居老年人纳入补贴范围，每人每月90元。",
    "社区食堂每餐补贴标准不变。",
    "已进入特困供养机构集中居住就读的，不再发放补贴。",  # a case of its own
    "家庭托育点由街道每季度检查一次。",  # another matter
]


def _found(said: str, *, old: str = OLD, new: str = NEW) -> list[str]:
    documents = {"old": parse("old", old), "new": parse("new", new.format(said))}
    return [each.replaced.text for each in amendments(documents).get("old", [])]


@pytest.mark.parametrize(("said", "replaced"), CHANGED)
def test_what_stands_in_the_place_of_what(said: str, replaced: str) -> None:
    assert any(replaced in text for text in _found(said)), _found(said)


@pytest.mark.parametrize("said", LEFT)
def test_what_is_added_or_stays_changes_nothing(said: str) -> None:
    assert not _found(said)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OLD, NEW.replace("临川市", "丰水市").replace("《丰水市养", "《临川市养")),  # another region, though it names the text
        (OLD, NEW.replace("《临川市养老机构补贴办法》（临政规〔2022〕3号）", "补贴")),  # names no text
        (OLD.replace("2022年5月10日", "2025年8月1日"), NEW),  # issued before it
    ],
)
def test_texts_that_do_not_change_it(old: str, new: str) -> None:
    assert not _found(CHANGED[0][0], old=old, new=new)


def test_a_text_may_hold_before_all_earlier_ones_of_its_region() -> None:
    new = NEW.replace("《临川市养老机构补贴办法》（临政规〔2022〕3号）", "补贴").replace("本通知与前述办法", "此前规定与本通知")
    documents = parse("old", OLD), parse("new", new.format(CHANGED[0][0]))
    assert amends(documents[1], documents[0])
    assert not amends(*documents)
    assert _found(CHANGED[0][0], new=new)


@pytest.mark.parametrize(("article", "is_changed"), [("第五条", True), ("第一条", False)])
def test_a_text_that_holds_before_one_article_holds_before_no_other(article: str, is_changed: bool) -> None:
    new = NEW.replace("本通知与前述办法", f"《临川市养老机构补贴办法》{article}与本通知")
    assert bool(_found(CHANGED[4][0], new=new)) is is_changed
