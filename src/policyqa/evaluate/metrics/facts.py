"""Facts: the share of questions whose answer states all that a right answer says, and nothing that only a wrong one says.

score = 1 if the answer contains every fact and no forbidden string, else 0; numbers are compared as
:mod:`policyqa.evaluate.numbers` tells. ``facts_cited`` looks for the facts in the citations' quotes as well, for systems whose
answer leaves them there; forbidden strings are looked for in the answer alone, as a quote may hold several cases.
"""

from __future__ import annotations

from policyqa.evaluate.metrics.base import Answered, Metric, mean
from policyqa.evaluate.numbers import contains
from policyqa.evaluate.questions import EvalQuestion


def facts(question: EvalQuestion, line: Answered) -> float | None:
    """Whether the answer itself says it all."""
    return _score(question, line, [line["answer"]])


def facts_cited(question: EvalQuestion, line: Answered) -> float | None:
    """Whether the answer and its quotes say it all."""
    return _score(question, line, [line["answer"], *(citation["quote"] for citation in line["citations"])])


def _score(question: EvalQuestion, line: Answered, texts: list[str]) -> float | None:
    if not question.facts:
        return None
    states_all = all(any(contains(text, fact) for text in texts) for fact in question.facts)
    return float(states_all and not any(contains(line["answer"], words) for words in question.forbidden))


FACTS = Metric("facts", "要点齐全且无误", "直接回答里要点齐全、且没有错误说法的问题所占比例", (facts,), mean)
FACTS_CITED = Metric(
    "facts_cited", "要点（含引文）", "要点出现在直接回答或引文里、且回答没有错误说法的比例", (facts_cited,), mean
)
