"""Fit the weights of ``policyqa.answer.confidence`` and print them, with how well they tell answers from refusals.

    python eval/calibrate.py eval/questions/dev.jsonl [--off-topic FILE.jsonl ...]

Positives are the answerable development questions with the evidence that the engine finds. Negatives are, with the weight of
one each in brackets: the unanswerable ones (4), the answerable ones with their true clauses taken out of the evidence (0.1:
what is left may still answer a part), the off-topic lines of ``eval/questions/offtopic.txt`` (0.7), and the questions of other
benchmarks (0.3). The model is a logistic regression with a ridge penalty on standardised signs; figures are of a tenfold
cross-validation by question, so no question is judged by weights that have seen it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from policyqa.answer.confidence import Signs
from policyqa.api import PolicyQA
from policyqa.types import Question

Array = npt.NDArray[np.float64]
WEIGHT = {"answerable": 1.0, "unanswerable": 4.0, "clauses taken away": 0.1, "off-topic": 0.7, "other benchmarks": 0.3}
RIDGE = 3.0
FOLDS = 10


@dataclass(frozen=True)
class Sample:
    """The signs of one question; ``group`` keeps the samples of one question in one fold."""

    signs: Signs
    kind: str
    group: int


def samples(
    qa: PolicyQA, questions: Sequence[dict[str, Any]], off_topic: Sequence[str], others: Sequence[str]
) -> Iterator[Sample]:
    """The samples of all kinds."""
    for group, line in enumerate(questions):
        question = Question(line["question"], tuple(line.get("history", ())))
        yield Sample(qa.signs(question), "answerable" if line["answerable"] else "unanswerable", group)
        gold = frozenset((entry["doc_id"], entry["clause"]) for any_of in line["gold"] for entry in any_of)
        if line["answerable"] and gold:
            yield Sample(qa.signs(question, without=gold), "clauses taken away", group)
    for kind, texts in (("off-topic", off_topic), ("other benchmarks", others)):
        for i, text in enumerate(texts):
            yield Sample(qa.signs(Question(text)), kind, len(questions) + i)


def fit(signs: Array, answers: Array, weights: Array) -> tuple[Array, float]:
    """Weights and bias of the logistic regression, for signs as they are, by Newton's method."""
    mean, scale = signs.mean(axis=0), signs.std(axis=0) + 1e-12
    design = np.column_stack([(signs - mean) / scale, np.ones(len(signs))])
    penalty = np.diag([RIDGE] * signs.shape[1] + [0.0])
    beta = np.zeros(design.shape[1])
    for _ in range(50):
        probability = 1 / (1 + np.exp(-design @ beta))
        gradient = design.T @ (weights * (answers - probability)) - penalty @ beta
        curvature = (design * (weights * probability * (1 - probability))[:, None]).T @ design + penalty
        beta += np.linalg.solve(curvature, gradient)
    return beta[:-1] / scale, float(beta[-1] - (beta[:-1] * mean / scale).sum())


def main() -> None:
    """Read the arguments, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--off-topic", type=Path, nargs="*", default=[], help="question files of other benchmarks")
    arguments = parser.parse_args()
    questions = [json.loads(line) for line in arguments.questions.read_text(encoding="utf-8").splitlines()]
    off_topic = (Path(__file__).parent / "questions" / "offtopic.txt").read_text(encoding="utf-8").splitlines()
    others = [
        json.loads(line)["question"] for path in arguments.off_topic for line in path.read_text("utf-8").splitlines()[::2]
    ]
    found = list(samples(PolicyQA(), questions, off_topic, others))
    signs = np.array([astuple(sample.signs) for sample in found])
    kinds = np.array([sample.kind for sample in found])
    groups = np.array([sample.group for sample in found])
    answers = (kinds == "answerable").astype(float)
    weights = np.array([WEIGHT[kind] for kind in kinds])
    predicted = np.zeros(len(found))
    for fold in range(FOLDS):
        train = groups % FOLDS != fold
        slopes, bias = fit(signs[train], answers[train], weights[train])
        predicted[~train] = 1 / (1 + np.exp(-(signs[~train] @ slopes + bias)))
    slopes, bias = fit(signs, answers, weights)
    lines = [f"WEIGHTS = ({', '.join(f'{slope:.3g}' for slope in slopes)})", f"BIAS = {bias:.3g}", ""]
    lines += [
        f"{kind}: {((predicted >= 0.5) == (kind == 'answerable'))[kinds == kind].mean():.3f} right of {(kinds == kind).sum()}"
        for kind in WEIGHT
        if (kinds == kind).any()
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
