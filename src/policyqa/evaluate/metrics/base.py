"""What a metric is: columns of per-question values, and how they become one figure."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from policyqa.contract import AnswerLine
from policyqa.evaluate.questions import EvalQuestion

Array = npt.NDArray[np.float64]

#: The value of one answer, or None where the metric does not apply to the question.
Column = Callable[[EvalQuestion, "Answered"], float | None]

#: One array of shape ``(rounds, questions)`` a column, NaN where it does not apply → one figure a round, shape ``(rounds,)``.
Reduce = Callable[[Sequence[Array]], Array]


class Answered(AnswerLine, total=False):
    """An answer line; systems may add how sure they are (higher is surer, any scale)."""

    confidence: float


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric. ``name`` is stable, ``title`` and ``note`` are what reports show.

    ``depth`` is how long a retrieved list it needs. ``unit`` is 比例 (shown as a percentage), 毫秒 or 字; ``better`` says
    which way is an improvement, None when neither is.
    """

    name: str
    title: str
    note: str
    columns: tuple[Column, ...]
    reduce: Reduce
    unit: Literal["比例", "毫秒", "字"] = "比例"
    better: Literal["高", "低"] | None = "高"
    depth: int = 0


def mean(columns: Sequence[Array]) -> Array:
    """The mean over all columns' means; NaN where a column has no value."""
    return np.asarray(np.mean([_mean(column) for column in columns], axis=0))


def quantile(share: float) -> Reduce:
    """The value below which ``share`` of the values lie, linearly interpolated (Hyndman & Fan 1996, type 7)."""

    def reduce(columns: Sequence[Array]) -> Array:
        column = columns[0]
        if not np.isnan(column).any():
            return np.asarray(np.quantile(column, share, axis=-1))  # a hundred times as fast as with NaN
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # a round in which no question has a value: NaN
            return np.asarray(np.nanquantile(column, share, axis=-1))

    return reduce


def _mean(column: Array) -> Array:
    counts = np.sum(~np.isnan(column), axis=-1)
    return np.where(counts, np.nansum(column, axis=-1) / np.maximum(counts, 1), np.nan)


def answered(line: Answered) -> bool:
    """Whether the line answers: a refusal lists nearest clauses, but stands on none."""
    return not line["refused"]
