"""Fusion of ranked lists by a convex combination of min-max normalised scores.

Bruch, Gai, Ingber: An Analysis of Fusion Functions for Hybrid Retrieval (TOIS 2023, arXiv:2210.11934): with
s' = (s - min) / (max - min) over a list's hits, the fused score is Σ w · s'. It keeps how far apart two scores are, which
reciprocal ranks throw away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

Key = tuple[str, str]


def normalised(scores: Mapping[Key, float]) -> dict[Key, float]:
    """The scores stretched to 0…1; all 1 when they are all equal."""
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    return {key: (score - low) / (high - low) if high > low else 1.0 for key, score in scores.items()}


def convex(lists: Sequence[tuple[float, Mapping[Key, float]]]) -> dict[Key, float]:
    """The weighted sum of normalised lists; a clause that a list does not hold has 0 there."""
    fused: dict[Key, float] = defaultdict(float)
    for weight, scores in lists:
        for key, score in normalised(scores).items():
            fused[key] += weight * score
    return dict(fused)
