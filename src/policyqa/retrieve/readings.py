"""What a question was understood to ask, in words that whoever asked it can check."""

from __future__ import annotations

from policyqa.facts.rules import ASKER
from policyqa.retrieve.asker import attributes_of
from policyqa.retrieve.query import Query
from policyqa.text.fold import plain


def readings(query: Query, question: str) -> tuple[tuple[str, str], ...]:
    """Names and values of what was read from ``question``, in a fixed order; what says nothing new is left out."""
    attributes = attributes_of(query.text)
    asker = attributes.pop(ASKER, "")
    rows = (
        ("错字按读音改为", query.asked if _differs(query.asked, question) else ""),
        ("问题补全为", query.text if query.text != query.asked else ""),
        ("问的是", "、".join(sorted(kind.value for kind in query.kinds))),
        ("文件里的说法", "、".join(query.official)),
        ("地区", "、".join(query.mentions.places)),
        ("文件", "、".join(query.mentions.doc_ids)),
        ("谁来问", str(asker)),
        ("情况", "、".join(_told(name, value) for name, value in attributes.items())),
    )
    return tuple((name, value) for name, value in rows if value)


def _differs(asked: str, question: str) -> bool:
    """Whether words were put right: a question that is long is cut as well."""
    return not plain(question.strip()).startswith(asked)


def _told(name: str, value: object) -> str:
    if isinstance(value, bool):
        return name if value else f"不是{name}"
    return f"{name}{value:g}" if isinstance(value, int | float) else f"{name}：{value}"
