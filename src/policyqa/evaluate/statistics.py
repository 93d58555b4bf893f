"""How sure a figure is, and whether two runs differ: resampling of questions, seeded so that reports repeat to the digit.

- Intervals: bootstrap percentiles (Efron & Tibshirani 1993, ch. 13). Questions are drawn with replacement.
- Differences: bootstrap of the paired difference for its interval, and for its p-value the randomisation test, which swaps
  the two runs' answers to each question by a coin (Noreen 1989; recommended for retrieval by Smucker, Allan & Carterette
  2007).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policyqa.evaluate.metrics.base import Array, Metric

SEED = 20240601
#: Enough that the ends of an interval repeat within about half a point under another seed.
ROUNDS = 2000
#: p-values below one in ten thousand are of no further interest.
SWAPS = 9999
#: Values that are resampled at once: 32 MB of indices and values.
_AT_ONCE = 2_000_000
_LEVEL = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric over ``n`` questions with its 95 % interval."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric of run B minus that of run A over the same questions, its 95 % interval, and the two-sided p-value."""

    value: float
    low: float
    high: float
    p: float


def figure(metric: Metric, columns: Sequence[Array], *, rounds: int = ROUNDS, seed: int = SEED) -> Figure | None:
    """The metric's figure over per-question ``columns`` of shape ``(n,)``; None when it applies to no question."""
    n = applicable(columns)
    value = float(metric.reduce(columns))
    if not n or np.isnan(value):
        return None
    # Questions to which no column applies decide nothing: without them resampling is faster, and no round comes out empty.
    columns = _applying(columns)
    drawn = [metric.reduce([column[chosen] for column in columns]) for chosen in _draws(len(columns[0]), rounds, seed)]
    low, high = np.nanquantile(np.concatenate(drawn), _LEVEL)
    return Figure(value, float(low), float(high), n)


def difference(
    metric: Metric, a: Sequence[Array], b: Sequence[Array], *, rounds: int = ROUNDS, swaps: int = SWAPS, seed: int = SEED
) -> Difference | None:
    """How ``b`` differs from ``a``, column by column over the same questions; None when either has no figure."""
    value = float(metric.reduce(b)) - float(metric.reduce(a))
    if np.isnan(value):
        return None
    together = _applying([*a, *b])
    a, b = together[: len(a)], together[len(a) :]
    n = len(together[0])
    drawn = np.concatenate(
        [
            metric.reduce([column[i] for column in b]) - metric.reduce([column[i] for column in a])
            for i in _draws(n, rounds, seed)
        ]
    )
    low, high = np.nanquantile(drawn, _LEVEL)
    swapped = np.concatenate([_swapped(metric, a, b, coins) for coins in _coins(n, swaps, seed)])
    # The observed assignment is one of those that chance could have given (Phipson & Smyth 2010). Sums in another order
    # differ by dust.
    extreme = int(np.sum(np.abs(swapped) >= abs(value) - 1e-9))
    return Difference(value, float(low), float(high), (extreme + 1) / (swaps + 1))


def applicable(columns: Sequence[Array]) -> int:
    """To how many questions at least one column applies."""
    return int(np.sum(np.any(~np.isnan(np.stack(columns)), axis=0)))


def _applying(columns: Sequence[Array]) -> list[Array]:
    keep = np.any(~np.isnan(np.stack(columns)), axis=0)
    return [column[keep] for column in columns]


def _swapped(metric: Metric, a: Sequence[Array], b: Sequence[Array], coins: npt.NDArray[np.bool_]) -> Array:
    pairs = list(zip(a, b, strict=True))
    heads = metric.reduce([np.where(coins, one, other) for one, other in pairs])
    tails = metric.reduce([np.where(coins, other, one) for one, other in pairs])
    return np.asarray(tails - heads)


def _draws(n: int, rounds: int, seed: int) -> Iterator[npt.NDArray[np.int64]]:
    random = np.random.default_rng(seed)
    for size in _blocks(n, rounds):
        yield random.integers(0, n, size=(size, n))


def _coins(n: int, swaps: int, seed: int) -> Iterator[npt.NDArray[np.bool_]]:
    random = np.random.default_rng(seed)
    for size in _blocks(n, swaps):
        yield random.integers(0, 2, size=(size, n)).astype(bool)


def _blocks(n: int, rounds: int) -> Iterator[int]:
    at_once = max(1, _AT_ONCE // max(1, n))
    for start in range(0, rounds, at_once):
        yield min(at_once, rounds - start)
