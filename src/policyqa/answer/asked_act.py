"""The act that a question asks who does (该谁来修, 查收入的是哪个单位), in the words in which texts tell it: 维修, 核查."""

from __future__ import annotations

import re

from policyqa.text.words import dictionary

#: What an act is called in speech, and in texts. In its place beside 谁 a word of one character means nothing else.
SPOKEN: dict[str, tuple[str, ...]] = {
    "查": ("核查", "检查", "核对", "查处", "查验", "核实", "核验", "抽查", "调查"),
    "修": ("维修", "修缮", "修复", "维护", "养护"),
    "盯": ("监管", "监测", "监督", "督促"),
    "看着": ("监管", "监督", "看护"),
    "照看": ("照护", "照料", "看护"),
    "照顾": ("照护", "照料", "护理"),
    "伺候": ("照护", "照料", "护理"),
    "护理": ("护理", "照护"),
    "叫停": ("责令停止", "制止"),
    "拦": ("制止", "劝阻", "责令停止"),
    "罚": ("处罚", "罚款", "查处"),
    "批": ("审批", "批准", "核准", "审核"),
    "审": ("审核", "审批", "审查", "评审"),
    "点头": ("审批", "批准", "核准"),
    "拍板": ("审批", "批准", "核准", "审定"),
    "说了算": ("认定", "核定", "审定", "确定"),
    "定": ("制定", "核定", "认定", "确定", "审定", "评定"),
    "评": ("评定", "评估", "评审", "认定"),
    "建": ("建设", "筹建", "新建"),
    "盖": ("建设", "筹建"),
    "画": ("施划", "设置", "划定"),
    "设": ("设置", "设立"),
    "报": ("报送", "上报", "预报", "发布", "报告"),
    "催": ("督促", "催缴", "督办"),
    "劝": ("劝阻", "调解", "劝导"),
    "说和": ("调解", "协调", "协商"),
    "发": ("发放", "拨付", "发布"),
    "拨": ("拨付", "下达"),
    "收": ("收缴", "收取", "征收", "收集"),
    "教": ("培训", "指导"),
    "扫": ("清扫", "保洁"),
    "运": ("清运", "收运", "运输"),
    "拆": ("拆除",),
    "买": ("采购", "购置", "购买"),
    "交": ("移交", "交付"),
}
_WHO = r"(?=(?P<who{0}>谁|(?:哪[一个些几家]*|什么|啥)(?:部门|单位|局|(?:议事)?(?:协调)?机构|机关|口子|衙门|级|家)?))(?P=who{0})"
_SPOKEN = "|".join(sorted(SPOKEN, key=lambda word: -len(word)))
#: Between who and the act: what helps the verb.
_HELPS = r"(?:出面|[往向]外|来|去|给|管|在|要|该|得|负责|帮忙?)*"
BEHIND = re.compile(
    rf"{_WHO.format(1)}{_HELPS}(?!负责|牵头|配合|主管|管理|来管|[省市区县][级直里]|部门|单位|街[道办]|镇|乡|区县|县区|新城|开发区|[的是说](?!了算))(?:(?P<spoken>{_SPOKEN})|(?!时[候间])(?P<act>[一-鿿]{{2}}))"
)
#: In front of who: 查我工资的是哪个单位, 平时维护是谁的事.
_IS = r"(?:到底|究竟)?(?:应该|该)?[是归由](?:应该|该)?"
BEFORE = re.compile(rf"(?P<spoken>{_SPOKEN})[^，。？；]{{0,10}}的{_IS}{_WHO.format(2)}")
#: To whom something goes: 盖好了交给谁.
TO_WHOM = re.compile(
    rf"(?:移交|交[付接]?)(?:给|到|归)+(?:了|的是)?{_WHO.format(4)}|移交{_WHO.format(5)}|(?:往|向)(?:哪[里儿]?|谁)[^，。？]{{0,3}}?(?P<reported>上?报|反映|汇报|通报)"
)
#: Whose part is counted on: 要发挥哪个机构的作用.
PART_PLAYED = re.compile(rf"(?:发挥|依靠|依托)(?:的是)?{_WHO.format(6)}")
WORDS = re.compile(rf"(?P<words>[一-鿿]{{2,8}})(?:{_IS}{_WHO.format(3)}|[找靠请]谁来?[干做弄])")


def act_of(asked: str) -> tuple[str, ...]:
    """The words for the act, as the question says it and as texts do; none where it asks for no act."""
    to_whom = TO_WHOM.search(asked)
    if to_whom and to_whom["reported"]:
        return ("报",)
    if behind := BEHIND.search(asked):
        if behind["spoken"]:
            return SPOKEN[behind["spoken"]]
        return () if "给" in behind[0] and _is_thing(behind["act"]) else _texts(behind["act"])
    if before := BEFORE.search(asked):
        return SPOKEN[before["spoken"]]
    if to_whom:
        return SPOKEN["交"]
    if PART_PLAYED.search(asked):
        return ("作用",)
    words = WORDS.search(asked)
    last = dictionary().cut(words["words"])[-1] if words else None
    return (last.text,) if last and last.tag[0] == "v" and len(last.text) > 1 else ()


def _is_thing(act: str) -> bool:
    """Whether two characters are a noun, to which something is given: 谁给民政打配合."""
    words = dictionary().cut(act)
    return len(words) == 1 and words[0].tag.startswith(("n", "j"))


def _texts(act: str) -> tuple[str, ...]:
    """An act of two characters, and what texts call it where it begins with a word of speech: 盯着."""
    return (act, *SPOKEN.get(act[0], ())) if act[1] in "着了的" else (act,)
