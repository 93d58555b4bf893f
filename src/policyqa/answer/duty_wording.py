"""A duty in words, where it is stated, and how questions say what a unit does in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from policyqa.answer.parts import Source
from policyqa.facts.duties import SHARED
from policyqa.ingest.markers import marker_of
from policyqa.retrieve.kinds import LEADING
from policyqa.retrieve.mentions import ATTACHED, Mentions, is_of_text
from policyqa.retrieve.statements import statements_of
from policyqa.types import Document, Duty

#: How a duty is told by when it has to be done.
DEADLINE = "完成时限"
#: What a unit does in a duty, and how it is asked for. 参与 is any of it.
ROLES = {
    "牵头": re.compile(f"牵头|带头|打头|主[办责抓]|{LEADING}"),
    "负责": re.compile("负责|主管|分管|归.{1,12}管|(?:任务|工作|事项|事儿?|活儿?|[条项件样])的责任单位"),
    "配合": re.compile("配合|协[办助同]|配角|打下手|搭[把个]?手|陪着[干做]|跟着[干做]"),
    "参与": re.compile("参与|承担|涉及|有份|相关|被列[入为进][^，。？]*(?:的责任单位|责任单位[？?]?$)|挂了哪[两二三几]?[条项]"),
}
#: What is said not to count: 自己牵头的不算, 不是附表, 附件不管.
NOT_COUNTED = re.compile(
    "除了?[^，。；？（）()]{2,20}?(?:[之以]外|(?=，))|不算[^，。；？（）()]{1,8}的|"
    "[（(，]?(?:[^，。；？（）()除]{2,10}(?:不算|不计|别算|除外|不管|不看|不要|[之以]外)|(?:不[是看要管]|别看)(?:附[件表]|正文|表))[）)]?"
)


def of_place(asked: str, duties: Sequence[Duty]) -> Sequence[Duty]:
    """Those of the duties that stand where the question says: in the text itself, or all where it names an annex as well."""
    if is_of_text(asked):
        return [duty for duty in duties if not duty.clause.startswith(ATTACHED)] or duties
    return duties


def in_scope(mentions: Mentions, documents: Mapping[str, Document]) -> list[str]:
    """Those of the documents that a question names, those of its regions, or all."""
    if mentions.doc_ids:
        return [doc_id for doc_id in mentions.doc_ids if doc_id in documents]
    regions = mentions.regions
    return [doc_id for doc_id, document in documents.items() if not regions or document.policy.region in regions]


def in_words(duty: Duty) -> str:
    """A duty in words: 牵头单位, 配合单位, 完成时限, as far as the text states them."""
    told = [f"{duty.task.rstrip('。；')}——{units_told(duty)}"] if duty.lead else [duty.task]
    if duty.deadline:
        told.append(f"{DEADLINE}：{duty.deadline}")
    return "；".join(told) + "。"


def units_told(duty: Duty) -> str:
    """The units of a duty in words."""
    lead = f"{'牵头单位' if duty.cooperating else '责任单位'}：{'、'.join(duty.lead)}"
    return f"{lead}；配合单位：{'、'.join(duty.cooperating)}" if duty.cooperating else lead


def source_of(duty: Duty, documents: Mapping[str, Document]) -> Source:
    """Where a duty is stated."""
    document = documents[duty.doc_id]
    return Source(document.clause(duty.clause), duty.span)


def sources_of(duty: Duty, documents: Mapping[str, Document]) -> list[Source]:
    """Where a duty is stated, and the head of the item that a part's closing line states it for."""
    own, (doc_id, path) = source_of(duty, documents), item_of(duty)
    if path == duty.clause:
        return [own]
    item = documents[doc_id].clause(path)
    return [own, Source(item, statements_of(item)[0].span)]


def with_deadline(duty: Duty, documents: Mapping[str, Document]) -> list[Source]:
    """Where a duty is stated, with the sentence of its item that tells its deadline."""
    sources, item = sources_of(duty, documents), documents[duty.doc_id].clause(item_of(duty)[1])
    if duty.deadline and duty.deadline not in duty.quote:
        sources += [Source(item, s.span) for s in statements_of(item) if duty.deadline in s.text][:1]
    return sources


@lru_cache(maxsize=20_000)
def item_of(duty: Duty) -> tuple[str, str]:
    """The clause that a duty is about: its own, or for a part's closing line the item that its task begins with."""
    if not duty.clause.endswith(f"/{SHARED}"):
        return (duty.doc_id, duty.clause)
    marker = marker_of(duty.task)
    return (duty.doc_id, f"{duty.clause.rpartition('/')[0]}/{marker.label}" if marker else duty.clause)
