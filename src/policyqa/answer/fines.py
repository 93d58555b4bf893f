"""Whom a fine is for: texts set one for 个人 and another for 单位; askers say 公司, or speak of themselves."""

from __future__ import annotations

import re

from policyqa.answer.parts import Part, Source
from policyqa.answer.wording import say
from policyqa.facts.phrases import period_at
from policyqa.retrieve.query import Query

_ASKED = re.compile("罚|处分|处罚")
#: Who is no single person, and how one says that he is.
_BODY = re.compile(
    "公司|企业|单位|工?厂|物业|商[场户铺]|酒店|饭[店馆]|宾馆|餐[馆厅]|[门小商]店|工地|学校|机构|平台|合作社|医院"
)
_PERSON = re.compile("个人|[我俺咱他她]|居民|村民|市民|邻居|住户|老[头人太]|小伙|大[爷妈]")
_NAMED = re.compile("(?:个人|单位)(?!所得税|账户|负责人|名义)")
#: A fine with whom it is for: 对个人处200元以上500元以下罚款.
_FOR_EACH = re.compile(r"[，,]?(?:对|向)?(?P<who>个人|单位)(?:的|，)*(?:可以?)?(?:并?处|罚)[^，；。]*?罚款")


def fined(query: Query) -> str:
    """个人 or 单位, whichever the fine is for that a question asks about; empty where it asks about none, or both."""
    if not _ASKED.search(query.asked):
        return ""
    said = {word for word in ("个人", "单位") if word in query.asked}
    if said:
        return said.pop() if len(said) == 1 else ""
    return "单位" if _BODY.search(query.text) else "个人" if _PERSON.search(query.text) else ""


def suits_fined(who: str, source: Source) -> int:
    """1 for a statement that sets a fine for just the one that is asked about, -1 for one on the other, by its sentence."""
    if not who or "罚款" not in source.text:
        return 0
    clause, own = source.clause, source.span.shifted(-source.clause.span.start)
    start = (period_at(clause.text, own.start) or own).start
    inside, before = _NAMED.findall(source.text), _NAMED.findall(clause.text[start : own.start])
    named = set(inside or before[-1:])
    return 0 if len(named) != 1 else 1 if who in named else -1


def by_fine(query: Query, source: Source) -> Part | None:
    """The fine of the one that is asked about, where a statement sets one for each."""
    who, found = fined(query), list(_FOR_EACH.finditer(source.text))
    own = next((each for each in found if each["who"] == who), None)
    if own is None or len({each["who"] for each in found}) < 2:
        return None
    lead = source.text[: found[0].start()]
    return Part(say(f"{lead}{'，' if lead else ''}{own[0].lstrip('，,')}", source.clause), (source,))
