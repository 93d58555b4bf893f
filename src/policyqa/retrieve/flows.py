"""Which way the money goes that a question asks for: given, charged, earned, given back, fined, paid in
compensation or invested.

A text about the matter often states a sum of another way: the question asks what a nursing home charges, the text tells what it
is given. A question asks for one way, by the word next to its word of asking; a text may state several.
"""

from __future__ import annotations

import re

from policyqa.retrieve.forms import Form
from policyqa.retrieve.kinds import PATTERNS, Kind

_ASKING = re.compile("多少|几|什么|啥|怎么|咋")

#: Each way of money: the words that ask for it, and those of which a text that states it has one.
FLOWS = (
    Form.of(
        "给付",
        r"补(?!充|缴|交|办|录)|奖|贴|资助|[发给](?=[^，。？]{0,4}(?:多少|几|啥|什么))|领(?![域导头先养事])|拿|减免|免收|报销|报几成|能报|救助|优惠",
        r"补|奖|贴|资助|发放|给予|减|免|救助|优惠|支付|承担|待遇|报销|金",
    ),
    Form.of(
        "收费",
        r"收费|收(?=多少|几|[^，。？补入]{0,3}钱|[^，。？补入]{0,6}(?:多少|几)[个]?[钱元块])|价(?=[位格钱]|多少)|缴|交(?=多少|几|钱|费)|(?:保|保险|学|床位|住宿|伙食|餐|保育)费|[票菜餐房气水电热原]价|[房地]租|租金|住[^，。？补]{0,6}多少钱|"
        r"(?:自[己个]|个人|家属|我们?)[^，。？]{0,3}[掏付]",
        r"收(?!入|住|养|治|托)|价|缴|交(?![通流由给])|费|个人|本人|自付|承担",
    ),
    Form.of("报酬", r"工资|薪|挣", r"工资|薪|报酬|收入|待遇"),
    Form.of("退还", r"退(?:费|款|押金|定金|票|还)", r"退|返还|追"),
    Form.of("惩罚", r"罚|追[回缴]", r"罚|追|退|赔|没收|责令|取消|违约金|滞纳金|加收"),
    Form.of(
        "赔偿",
        r"赔[^，。？]{0,3}(?:多少|几|啥|什么)|(?:多少|几)[^，。？]{0,3}赔",
        r"赔|补偿|险|给付|津贴|待遇|报销|征收|占用|责任",
    ),
    Form.of("投资", r"投(?![诉票保标])|预算|造价|经费", r"投资|投入|预算|造价|经费|资金"),
)


#: What is given to whoever asks.
GIVEN = FLOWS[0]


def asked_flow(question: str) -> Form | None:
    """The way of money that ``question`` asks for; None where it asks for no sum, or names no way."""
    if not PATTERNS[Kind.AMOUNT].regex.search(question):
        return None
    asking = [match.start() for match in _ASKING.finditer(question)] or [len(question)]
    named = [
        (min(abs(match.start() - at) for at in asking), place)
        for place, flow in enumerate(FLOWS)
        for match in flow.asks.finditer(question)
    ]
    return FLOWS[min(named)[1]] if named else None


def flows_otherwise(question: str, text: str) -> bool:
    """Whether ``question`` asks for money of one way and ``text`` (folded) states only such of others."""
    flow = asked_flow(question)
    return flow is not None and not flow.holds.search(text) and any(other.holds.search(text) for other in FLOWS)
