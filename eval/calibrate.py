"""Fit the weights of ``policyqa.answer.confidence`` and print them, with how well they tell answers from refusals.

    python eval/calibrate.py [--more QUESTIONS DOCUMENTS ...]

Positives are the questions that their documents answer, negatives those that they do not, and off-topic lines
(``eval/questions/offtopic.txt``); each side weighs the same in all. The model is a logistic regression with a ridge
penalty on standardised signs. Figures are of a tenfold cross-validation by question, so no question is judged by weights
that have seen it. ``--more`` adds other sets, in any format of ``policyqa eval``, each of their questions at half the weight.
So are those of the twins (``learn/``).

What a reading counts in doubt is fitted afterwards, over the sets that the reader has not learned from.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from policyqa.answer.confidence import DOUBT, Signs
from policyqa.api import PolicyQA
from policyqa.evaluate import adapters
from policyqa.settings import Settings
from policyqa.types import Question

Array = npt.NDArray[np.float64]
HERE = Path(__file__).parent
#: Sets elsewhere, and twins, from which neither encoder nor reader has learned: they tell how both do in fields that they have
#: not seen. So do ``test`` and the holdouts, of which nothing here is a part. The retriever has not learned from ``wards``,
#: ``parishes``, ``dales``, ``vales``, ``utilities``, ``housing``, ``welfare``, ``families``, ``laws``,
#: ``outlets``, ``benches`` and ``gardens`` either.
UNSEEN = {"fells", "moors", "glens", "combes"}


def documents_of(name: str) -> Path:
    """The folder of the documents that a set asks about: its own, or those of the set of the same name elsewhere."""
    folders = (HERE / "learn" / name, HERE / "elsewhere" / name)
    return next((folder for folder in folders if folder.is_dir()), HERE.parent / "corpus")


#: Questions and their documents: our own, those elsewhere, and those of which half have a twin that no document answers.
OF_CORPUS = tuple(HERE / "questions" / f"{name}.jsonl" for name in ("dev", "train"))
ELSEWHERE = tuple(path for path in sorted((HERE / "elsewhere").glob("*.jsonl")) if path.stem != "holdout")
TWINS = tuple(sorted((HERE / "learn").glob("*.jsonl")))
ALL = tuple((path, documents_of(path.stem)) for path in (*OF_CORPUS, *ELSEWHERE, *TWINS))
#: Those from which the encoder learns as well (``train_encoder.py``), and those that it does not see.
SETS = tuple(each for each in ALL if each[0].stem not in UNSEEN)
UNREAD = tuple(each for each in ALL if each[0].stem in UNSEEN)
#: What a sample of each kind weighs before the sides are balanced: an off-topic line is an easy one.
WEIGHT = {"answered": 1.0, "not answered": 1.0, "off-topic": 0.2}
#: What a question of another set (``--more``), or of the twins, weighs: there are many, of one kind.
OF_OTHERS = 0.5
RIDGE = 1.0
FOLDS = 10


@dataclass(frozen=True)
class Sample:
    """The signs of one question over the documents of a set, and what reading tells where the reader has not seen these."""

    signs: Signs
    kind: str
    of: str
    weight: float = 1.0
    read: float | None = None


def samples(qa: PolicyQA, questions: Path, off_topic: Sequence[str], *, is_read: bool = False) -> Iterator[Sample]:
    """The samples of one set of questions, read as well if so told; such as may be answered or refused alike are left out."""
    for entry in adapters.read(questions):
        if not entry.refusal_open:
            kind = "not answered" if entry.answerable is False else "answered"
            read = qa.reading(entry.question) if is_read else None
            yield Sample(qa.signs(entry.question), kind, questions.stem, read=read)
    for text in off_topic:
        yield Sample(qa.signs(Question(text)), "off-topic", questions.stem)


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
    parser.add_argument("--more", type=Path, nargs=2, action="append", default=[], metavar=("QUESTIONS", "DOCUMENTS"))
    arguments = parser.parse_args()
    off_topic = (HERE / "questions" / "offtopic.txt").read_text(encoding="utf-8").splitlines()
    found: list[Sample] = []
    for questions, documents in (*SETS, *UNREAD, *arguments.more):
        qa = PolicyQA(Settings.load(corpus=documents))
        qa.sync()
        weight = 1.0 if questions in OF_CORPUS + ELSEWHERE else OF_OTHERS
        of_set = samples(qa, questions, off_topic, is_read=(questions, documents) not in SETS)
        found += [replace(sample, weight=weight) for sample in of_set]
        qa.close()
    slopes, bias = report(found)
    report_reading([sample for sample in found if sample.read is not None], slopes, bias)


def report_reading(found: Sequence[Sample], slopes: Array, bias: float) -> None:
    """Print what the log-odds of the signs and a reading count together where the former leave doubt."""
    odds = np.array([astuple(sample.signs) for sample in found]) @ slopes + bias
    in_doubt = np.abs(odds) < DOUBT
    both = np.column_stack([odds, np.array([sample.read for sample in found], dtype=np.float64)])[in_doubt]
    answers = np.array([float(sample.kind == "answered") for sample in found])
    weights = np.array([sample.weight for sample in found])
    weights = np.where(answers > 0, weights, weights * weights[answers > 0].sum() / weights[answers == 0].sum())
    (of_odds, of_reading), constant = fit(both, answers[in_doubt], weights[in_doubt])
    sys.stdout.write(f"\nODDS_WEIGHT, READ_WEIGHT, READ_BIAS = {of_odds:.2f}, {of_reading:.2f}, {constant:.2f}\n")


def report(found: Sequence[Sample]) -> tuple[Array, float]:
    """Print the weights, and the share of each kind that is told right when its fold is left out; weights and bias."""
    signs = np.array([astuple(sample.signs) for sample in found])
    kinds, sets = np.array([sample.kind for sample in found]), np.array([sample.of for sample in found])
    answers = (kinds == "answered").astype(float)
    weights = np.array([WEIGHT[sample.kind] * sample.weight for sample in found])
    weights = np.where(answers > 0, weights, weights * weights[answers > 0].sum() / weights[answers == 0].sum())
    folds = np.random.default_rng(0).permutation(len(found)) % FOLDS
    predicted = np.zeros(len(found))
    for fold in range(FOLDS):
        slopes, bias = fit(signs[folds != fold], answers[folds != fold], weights[folds != fold])
        predicted[folds == fold] = 1 / (1 + np.exp(-(signs[folds == fold] @ slopes + bias)))
    slopes, bias = fit(signs, answers, weights)
    lines = [f"WEIGHTS = ({', '.join(f'{slope:.3g}' for slope in slopes)})", f"BIAS = {bias:.3g}", ""]
    for name in dict.fromkeys(sets):
        for kind in WEIGHT:
            chosen = (kinds == kind) & (sets == name)
            if chosen.any():
                right = ((predicted >= 0.5) == (kind == "answered"))[chosen].mean()
                lines.append(f"{name}, {kind}: {right:.3f} right of {chosen.sum()}")
    sys.stdout.write("\n".join(lines) + "\n")
    return slopes, bias


if __name__ == "__main__":
    main()
