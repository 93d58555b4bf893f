"""What somebody may get at all, by the curated rules of an invented city."""

from __future__ import annotations

import pytest

from policyqa.answer.entitled import entitled
from policyqa.answer.parts import is_faithful
from policyqa.facts.rules import Condition, Open, Rule, RuleAmount
from policyqa.ingest.corpus import parse
from policyqa.retrieve.focus import Focus, words_of_asking
from policyqa.retrieve.query import understand
from policyqa.settings import default_corpus
from policyqa.text.lexicon import Lexicon
from policyqa.types import Question

TEXT = """丙河市养老补贴办法

第一条 对低保对象、低收入范围的高龄老年人家庭实施居家改造，每户补助3000元。

第二条 对从事一线养老护理工作一年以上的，给予每人每月200元的岗位补贴。

第三条 对新建的养老机构，每张床位给予8000元建设补助。
"""
RULES = [
    Rule(
        name="居家改造补助",
        doc_id="bing",
        clause="第一条",
        payee="家庭",
        quote="对低保对象、低收入范围的高龄老年人家庭实施居家改造，每户补助3000元。",
        amounts=(RuleAmount(value=3000, unit="元/户"),),
        any_of=((Condition(attribute="低保", text="低保对象"), Condition(attribute="低收入", text="低收入范围")),),
        all_of=(Condition(attribute="高龄", text="高龄"),),
        open=(Open(note="高龄从多少岁起，文件没有写", attribute="高龄"),),
    ),
    Rule(
        name="岗位补贴",
        doc_id="bing",
        clause="第二条",
        payee="个人",
        quote="对从事一线养老护理工作一年以上的，给予每人每月200元的岗位补贴。",
        all_of=(
            Condition(attribute="一线养老护理", text="从事一线养老护理工作"),
            Condition(attribute="同一机构从业年限", at_least=1, text="一年以上"),
        ),
    ),
    Rule(
        name="床位建设补助",
        doc_id="bing",
        clause="第三条",
        payee="机构",
        quote="对新建的养老机构，每张床位给予8000元建设补助。",
        all_of=(Condition(attribute="主体类型", is_="养老机构", text="养老机构"),),
    ),
]
TOLD = [
    # of what a case tells only what turns on it, and never what an institution gets
    ("我妈82了，啥补贴能领？", ["居家改造补助"]),
    ("我妈住在养老院，能领什么补贴？", ["居家改造补助"]),
    ("我做护理员两年了，能享受哪些补贴？", ["岗位补贴"]),
    ("我开了家养老院，能享受哪些优惠政策？", ["床位建设补助"]),
    ("养老机构能享受哪些补贴？", ["床位建设补助"]),
    # nothing where one benefit is meant, or another matter
    ("岗位补贴什么时候能领？", []),
    ("种粮食能领哪些补贴？", []),
]


@pytest.mark.parametrize(("question", "names"), TOLD)
def test_what_somebody_may_get(question: str, names: list[str]) -> None:
    document = parse("bing", TEXT)
    query = understand(Question(question), policies=[], lexicon=Lexicon([]))
    parts = entitled(query, RULES, {"bing": document}, Focus(Lexicon([]), words_of_asking(default_corpus())).words)
    assert [next(rule.name for rule in RULES if f"{rule.name}：" in part.text) for part in parts] == names
    assert all(is_faithful(part, {"bing": document}) for part in parts)
    assert not parts or parts[0].text.startswith(f"按您说的情况，写明可能享受的共{'一二三'[len(names) - 1]}项。")
