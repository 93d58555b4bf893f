"""Fit the weights of ``policyqa.answer.confidence`` and print them, with how well they tell answers from refusals.

    python eval/calibrate.py eval/questions/dev.jsonl [--other QUESTIONS.jsonl DOCUMENTS ...]

Over every corpus, positives are its answerable questions with the evidence that the engine finds. Negatives are its
unanswerable ones; the answerable ones with their true clauses taken out of the evidence, which count little, as what
is left may still answer a part; off-topic lines (``eval/questions/offtopic.txt``); and questions about the other
corpora. The model is a logistic regression with a ridge penalty on standardised signs; figures are of a tenfold
cross-validation by question, so no question is judged by weights that have seen it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from policyqa.answer.confidence import Signs
from policyqa.api import PolicyQA
from policyqa.evaluate import adapters
from policyqa.evaluate.questions import EvalQuestion
from policyqa.settings import Settings
from policyqa.types import Question

Array = npt.NDArray[np.float64]
#: What a sample of each kind weighs. An unanswerable question that someone wrote for its corpus is rare and tells most; other
#: corpora count half, so that the shipped documents lead.
WEIGHT = {"answerable": 1.0, "unanswerable": 5.0, "clauses taken away": 0.1, "off-topic": 0.7, "other corpora": 0.3}
OTHER = 0.5
RIDGE = 3.0
FOLDS = 10


@dataclass(frozen=True)
class Sample:
    """The signs of one question over a corpus; ``question`` keeps the samples of one question in one fold."""

    signs: Signs
    corpus: int
    kind: str
    question: str


def samples(qa: PolicyQA, corpus: int, sets: Sequence[Sequence[EvalQuestion]], off_topic: Sequence[str]) -> Iterator[Sample]:
    """The samples of all kinds over the documents of ``qa``, which the questions of ``sets[corpus]`` are about."""
    for entry in sets[corpus]:
        asked, kind = entry.question, "answerable" if entry.answerable else "unanswerable"
        yield Sample(qa.signs(asked), corpus, kind, asked.text)
        gold = {(clause.doc_id, clause.clause) for group in entry.gold for clause in group}
        if gold:
            yield Sample(qa.signs(asked, without=taken_away(qa, gold)), corpus, "clauses taken away", asked.text)
    for text in off_topic:
        yield Sample(qa.signs(Question(text)), corpus, "off-topic", text)
    others = [entry for number, entries in enumerate(sets) if number != corpus for entry in entries]
    for entry in others:
        yield Sample(qa.signs(entry.question), corpus, "other corpora", entry.question.text)


def taken_away(qa: PolicyQA, gold: set[tuple[str, str | None]]) -> list[tuple[str, str]]:
    """The clauses that gold names: by path, by the last label of one (an article), or the whole document."""
    return [
        clause.key
        for document in qa.documents()
        for clause in document.clauses
        if {(clause.doc_id, clause.path), (clause.doc_id, clause.path.rpartition("/")[2]), (clause.doc_id, None)} & gold
    ]


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
    parser.add_argument("--other", type=Path, nargs=2, action="append", default=[], metavar=("QUESTIONS", "DOCUMENTS"))
    arguments = parser.parse_args()
    sets = [adapters.read(arguments.questions), *(adapters.read(questions) for questions, _ in arguments.other)]
    folders = [Settings.load().corpus, *(documents for _, documents in arguments.other)]
    off_topic = (Path(__file__).parent / "questions" / "offtopic.txt").read_text(encoding="utf-8").splitlines()
    found: list[Sample] = []
    for corpus, folder in enumerate(folders):
        qa = PolicyQA(Settings.load(corpus=folder))
        qa.sync()
        found += samples(qa, corpus, sets, off_topic)
        qa.close()
    report(found)


def report(found: Sequence[Sample]) -> None:
    """Print the weights, and the share of each kind that is told right when its fold is left out."""
    signs = np.array([astuple(sample.signs) for sample in found])
    kinds = np.array([sample.kind for sample in found])
    corpora = np.array([sample.corpus for sample in found])
    questions = np.unique([sample.question for sample in found], return_inverse=True)[1]
    answers = (kinds == "answerable").astype(float)
    weights = np.array([WEIGHT[kind] for kind in kinds]) * np.where(corpora == 0, 1.0, OTHER)
    folds = np.random.default_rng(0).permutation(questions.max() + 1)[questions] % FOLDS
    predicted = np.zeros(len(found))
    for fold in range(FOLDS):
        slopes, bias = fit(signs[folds != fold], answers[folds != fold], weights[folds != fold])
        predicted[folds == fold] = 1 / (1 + np.exp(-(signs[folds == fold] @ slopes + bias)))
    slopes, bias = fit(signs, answers, weights)
    lines = [f"WEIGHTS = ({', '.join(f'{slope:.3g}' for slope in slopes)})", f"BIAS = {bias:.3g}", ""]
    for corpus in range(corpora.max() + 1):
        for kind in WEIGHT:
            chosen = (kinds == kind) & (corpora == corpus)
            if chosen.any():
                right = ((predicted >= 0.5) == (kind == "answerable"))[chosen].mean()
                lines.append(f"corpus {corpus}, {kind}: {right:.3f} right of {chosen.sum()}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
