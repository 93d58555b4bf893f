"""Character F1 of the direct answer against the reference answer: like SQuAD's token F1, over characters as CMRC 2018 has it.

common = Σ min(count in answer, count in reference), F1 = 2 P R / (P + R) with P = common / |answer|, R = common / |reference|
(Rajpurkar et al. 2016); white space does not count.
"""

from __future__ import annotations

from collections import Counter

from policyqa.evaluate.metrics.base import Answered, Metric, mean
from policyqa.evaluate.questions import EvalQuestion


def char_f1(answer: str, reference: str) -> float:
    """F1 of two texts, 0 to 1."""
    given, wanted = Counter("".join(answer.split())), Counter("".join(reference.split()))
    length = given.total() + wanted.total()
    return 2 * (given & wanted).total() / length if length else 0.0


def _of_answer(question: EvalQuestion, line: Answered) -> float | None:
    return None if question.reference is None else char_f1(line["answer"], question.reference)


METRIC = Metric("char_f1", "字符 F1", "直接回答与参考答案共有字符的 F1", (_of_answer,), mean)
