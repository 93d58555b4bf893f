"""The curated rules: every word of them stands in its clause, and what they say of a case a policy officer would say."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyqa.errors import CorpusError
from policyqa.facts.amounts import fold_number, quantities
from policyqa.facts.rules import Attributes, Rule, as_benefit, evaluate, ledger, load_attributes, load_rules, shipped_attributes
from policyqa.ingest.corpus import Catalogue, load, parse, scan
from policyqa.settings import default_corpus
from policyqa.types import Document, Verdict

CORPUS = default_corpus()
RULES = load_rules(CORPUS)


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    catalogue = Catalogue.load(CORPUS)
    return {file.doc_id: load(file, catalogue=catalogue) for file in scan(CORPUS)}


def of(name: str, *, doc_id: str = "xian-2023-1") -> Rule:
    return next(rule for rule in RULES if rule.name == name and rule.doc_id == doc_id)


# --- the data against the texts --------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", RULES, ids=[f"{rule.clause} {rule.name}" for rule in RULES])
def test_every_word_of_a_rule_stands_in_its_clause(rule: Rule, documents: dict[str, Document]) -> None:
    document = documents[rule.doc_id]
    clause = next(clause for clause in document.clauses if clause.path == rule.clause)
    assert rule.quote in clause.text
    for condition in (condition for group in rule.groups for condition in group):
        assert condition.text in clause.text
    for restriction in rule.restrictions:
        assert restriction in clause.text
    benefit = as_benefit(rule, document)
    assert benefit is not None
    assert benefit.span.of(document.text) == rule.quote
    assert rule.region == document.policy.region
    assert rule.since == document.policy.issued


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.amounts], ids=lambda rule: f"{rule.clause} {rule.name}")
def test_every_sum_of_a_rule_stands_in_its_quote(rule: Rule) -> None:
    written = set()
    for quantity in quantities(rule.quote):
        low, high, unit = quantity.folded
        written |= {(low, unit.partition("/")[0]), (high, unit.partition("/")[0])}
    for amount in rule.amounts:
        main = amount.unit.partition("/")[0]
        assert fold_number(f"{amount.value:g}{main}") in written, amount


@pytest.mark.parametrize("rule", RULES, ids=[f"{rule.clause} {rule.name}" for rule in RULES])
def test_attributes_have_values_that_are_registered(rule: Rule) -> None:
    register = shipped_attributes()
    wanted = [(condition.attribute, condition.is_) for group in rule.groups for condition in group]
    wanted += [(name, value) for amount in rule.amounts for name, value in amount.when.items()]
    for name, values in wanted:
        attribute = register[name]
        for value in values if isinstance(values, tuple) else (values,):
            if attribute.kind == "choice":
                assert value in attribute.values, (name, value)
            elif attribute.kind == "flag":
                assert value is True


def test_every_attribute_is_used_or_asked_of_residents() -> None:
    used = {condition.attribute for rule in RULES for group in rule.groups for condition in group}
    used |= {name for rule in RULES for amount in rule.amounts for name in amount.when}
    # Asked of who asks whether a text of another place is for him, though no shipped text sets these.
    assert set(shipped_attributes()) - used == {"年龄", "户籍", "孩次", "在读", "学位", "离职"}


def test_extracted_benefits_of_a_curated_sentence_are_left_out(documents: dict[str, Document]) -> None:
    found = ledger(documents.values(), RULES)
    assert {benefit.source for benefit in found} == {"curated"}
    assert len(found) == len(RULES)
    extracted = ledger(documents.values())
    assert {benefit.source for benefit in extracted} == {"extracted"}


def test_where_both_read_a_sum_they_agree(documents: dict[str, Document]) -> None:
    curated = ledger(documents.values(), RULES)
    for benefit in ledger(documents.values()):
        same = [other for other in curated if other.span.start < benefit.span.end and benefit.span.start < other.span.end]
        sums = {(amount.value, amount.unit) for other in same for amount in other.amounts}
        assert {(amount.value, amount.unit) for amount in benefit.amounts} <= sums, benefit.quote
        assert benefit.payee in {None, *(other.payee for other in same)}, benefit.quote


# --- what the rules say of a case ------------------------------------------------------------------------------------

HOME = "居家适老化改造补助"
CARE_HOME = {"主体类型": "养老机构"}

CASES: list[tuple[str, Attributes, Verdict, list[float]]] = [
    (HOME, {"低保": True, "残疾": True, "城乡": "农村"}, "符合", [2000]),
    (HOME, {"低保": True, "残疾": True, "城乡": "城镇"}, "符合", [4000]),
    (HOME, {"特困供养": "分散供养", "失能程度": "失能", "城乡": "城镇"}, "符合", [4000]),
    (HOME, {"年龄": 75, "城乡": "城镇", "低保": True}, "有条件", [4000]),
    (HOME, {}, "有条件", [2000, 4000]),
    (HOME, {"低保": False, "低收入": False, "脱贫": False, "特困供养": "不是", "残疾": True}, "不符合", []),
    (HOME, {"低保": True, "残疾": False, "失能程度": "自理", "高龄": False}, "不符合", []),
    # nobody knows from the text whether 85 is 高龄, or whether 半失能 is 失能
    (HOME, {"低保": True, "残疾": False, "失能程度": "自理", "年龄": 85, "城乡": "农村"}, "文件未写明", [2000]),
    (HOME, {"低保": True, "残疾": False, "失能程度": "半失能", "高龄": False, "城乡": "农村"}, "文件未写明", [2000]),
    ("养老机构运营补助", {**CARE_HOME, "星级": 3, "失能程度": "自理"}, "符合", [40]),
    ("养老机构运营补助", {**CARE_HOME, "星级": 3}, "符合", [120, 90, 40]),
    ("养老机构运营补助", {**CARE_HOME, "星级": 0}, "不符合", []),
    # an institution's subsidy is no resident's
    ("养老机构运营补助", {"主体类型": "个人", "星级": 3, "失能程度": "自理"}, "不符合", []),
    ("养老机构床位建设补助", {**CARE_HOME, "非财政资金举办": True, "建设方式": "租赁"}, "符合", [5000]),
    ("养老机构床位建设补助", {**CARE_HOME, "非财政资金举办": False, "建设方式": "新建"}, "不符合", []),
    ("养老护理岗位入职奖励", {"学历": "专科", "毕业年限": 0, "一线养老护理": True}, "符合", [4]),
    ("养老护理岗位入职奖励", {"学历": "专科", "毕业年限": 3, "一线养老护理": True}, "不符合", []),
    ("养老护理员岗位补贴", {"技能等级": "技师", "同一机构从业年限": 2, "一线养老护理": True}, "符合", [600]),
    ("养老护理员岗位补贴", {"技能等级": "技师", "同一机构从业年限": 0.5, "一线养老护理": True}, "不符合", []),
    ("养老服务机构规模化连锁化奖励", {**CARE_HOME, "考核达标": True, "养老机构家数": 2, "社区养老设施家数": 12}, "符合", [20]),
    ("养老服务机构规模化连锁化奖励", {**CARE_HOME, "考核达标": True, "养老机构家数": 2, "社区养老设施家数": 9}, "不符合", []),
    ("见习单位留用补贴", {"主体类型": "见习单位", "留用率": 60}, "符合", [2000]),
    ("老年人助餐点建设补助", {"主体类型": "老年人助餐点", "建设方式": "新建"}, "有条件", [10]),
    ("基本养老服务对象能力评估补助", {}, "文件未写明", []),
]


@pytest.mark.parametrize(("name", "attributes", "verdict", "sums"), CASES)
def test_what_a_rule_says_of_a_case(name: str, attributes: Attributes, verdict: Verdict, sums: list[float]) -> None:
    result = evaluate(of(name), attributes)
    assert result.verdict == verdict
    assert [amount.value for amount in result.amounts] == sums


def test_what_decides_is_told_in_the_words_of_the_text() -> None:
    result = evaluate(of(HOME), {"低保": True, "残疾": False, "失能程度": "自理", "年龄": 85})
    assert result.met == ("低保对象",)
    assert result.unknown == ("高龄",)
    assert result.open == ("多少岁算高龄，文件没有写",)
    assert result.questions == ("家在农村还是城镇？",)  # the sum hangs on it


def test_questions_ask_only_for_what_decides() -> None:
    result = evaluate(of(HOME), {"年龄": 75, "城乡": "城镇", "低保": True})
    assert result.questions == ("能不能自理：失能、半失能，还是能自理？", "有没有残疾？")
    assert evaluate(of(HOME), {"低保": False, "低收入": False, "脱贫": False, "特困供养": "不是"}).questions == ()


def test_a_resident_is_told_who_gets_an_institutions_subsidy() -> None:
    assert evaluate(of("养老机构运营补助"), {"主体类型": "个人"}).unmet[0] == "这一项发给机构"


# --- a corpus of one's own -------------------------------------------------------------------------------------------

TEXT = """甲市津贴办法

一、高龄津贴

（一）年满80周岁的老年人，每人每月发放津贴100元。

（二）特困老年人每人每月发放补贴200元。
"""
OWN = """
[[benefit]]
name = "高龄津贴"
doc_id = "jia"
clause = "一/（一）"
payee = "个人"
quote = "年满80周岁的老年人，每人每月发放津贴100元。"
amounts = [{ value = 100, unit = "元/人·月" }]
all_of = [{ attribute = "年龄", at_least = 80, text = "年满80周岁" }]
"""


def test_a_folder_brings_its_own_rules(tmp_path: Path) -> None:
    (tmp_path / "benefits.toml").write_text(OWN, encoding="utf-8")
    rules = load_rules(tmp_path)
    found = ledger([parse("jia", TEXT)], rules)
    assert [(benefit.clause, benefit.source) for benefit in found] == [("一/（一）", "curated"), ("一/（二）", "extracted")]
    assert evaluate(rules[0], {"年龄": 82}).verdict == "符合"
    assert evaluate(rules[0], {"年龄": 79}).verdict == "不符合"


def test_without_rules_there_are_only_extracted_facts(tmp_path: Path) -> None:
    assert load_rules(tmp_path) == ()
    assert load_attributes(tmp_path) == shipped_attributes()


def test_a_rule_that_the_text_no_longer_says_gives_way(tmp_path: Path) -> None:
    (tmp_path / "benefits.toml").write_text(OWN, encoding="utf-8")
    changed = parse("jia", TEXT.replace("100元", "150元"))
    assert [benefit.source for benefit in ledger([changed], load_rules(tmp_path))] == ["extracted", "extracted"]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("[[benefit]]\nname = 3", "无法使用"),
        (OWN.replace('"年龄"', '"身高"'), "没有登记的情况：身高"),
        (OWN + "colour = 1\n", "colour"),
        ("[[benefit", "无法使用"),
    ],
)
def test_a_broken_rules_file_is_refused(tmp_path: Path, rule: str, reason: str) -> None:
    (tmp_path / "benefits.toml").write_text(rule, encoding="utf-8")
    with pytest.raises(CorpusError, match=reason):
        load_rules(tmp_path)
