"""ROUGE-L of the direct answer against the reference answer, over characters without white space.

R = LCS / |reference|, P = LCS / |answer|, F = (1 + β²) R P / (R + β² P) (Lin 2004), with β = 1.2 as Chinese reading
comprehension benchmarks have it (DuReader, He et al. 2018), which weighs recall a little higher.

The ceiling is the best F that one sentence or two sentences, in order, of the first cited clause reach: what an extractor
that found this clause could have had. Beyond :data:`SENTENCES` sentences only pairs of those that share most with the
reference are tried.
"""

from __future__ import annotations

from itertools import combinations

from rapidfuzz.distance import LCSseq

from policyqa.evaluate.metrics.base import Answered, Metric, mean
from policyqa.evaluate.questions import EvalQuestion
from policyqa.text.sentences import sentences

BETA = 1.2
SENTENCES = 30


def rouge_l(answer: str, reference: str) -> float:
    """F of two texts, 0 to 1."""
    answer, reference = "".join(answer.split()), "".join(reference.split())
    common = LCSseq.similarity(answer, reference)
    if not common:
        return 0.0
    recall, precision = common / len(reference), common / len(answer)
    return (1 + BETA**2) * recall * precision / (recall + BETA**2 * precision)


def ceiling(text: str, reference: str) -> float:
    """The best F of one or two sentences of ``text``."""
    found = [span.of(text) for span in sentences(text)]
    nearest = sorted(range(len(found)), key=lambda i: -LCSseq.similarity(found[i], reference))[:SENTENCES]
    pairs = [found[i] + found[j] for i, j in combinations(sorted(nearest), 2)]
    return max((rouge_l(candidate, reference) for candidate in (*found, *pairs)), default=0.0)


def _of_answer(question: EvalQuestion, line: Answered) -> float | None:
    return None if question.reference is None else rouge_l(line["answer"], question.reference)


def _of_cited_clause(question: EvalQuestion, line: Answered) -> float | None:
    if question.reference is None:
        return None
    return ceiling(line["citations"][0]["text"], question.reference) if line["citations"] else 0.0


ROUGE_L = Metric("rouge_l", "ROUGE-L", "直接回答与参考答案的 ROUGE-L（按字，β=1.2）", (_of_answer,), mean)
CEILING = Metric("rouge_l_ceiling", "ROUGE-L 上限", "首条引用的条款里最好的一两句能达到的 ROUGE-L", (_of_cited_clause,), mean)
