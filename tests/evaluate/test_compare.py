"""Two runs over the same questions."""

from collections.abc import Callable
from typing import Any

import pytest

from policyqa.evaluate.compare import compare
from policyqa.evaluate.scoring import score, summarise

Make = Callable[..., Any]


@pytest.fixture
def runs(question: Make, line: Make) -> tuple[Any, Any]:
    """Five questions; the second run gains b and c and loses a."""
    questions = [question((("d 一",),), id=i, kind=kind) for i, kind in zip("abcde", "xxyyy", strict=True)]
    before = [line("是", cited=[f"d {c}"], id=q.id) for q, c in zip(questions, "一二二一二", strict=True)]
    after = [line("是", cited=[f"d {c}"], id=q.id) for q, c in zip(questions, "二一一一二", strict=True)]
    return tuple(score(list(zip(questions, lines, strict=True))) for lines in (before, after))  # type: ignore[return-value]


def test_gains_and_losses(runs: tuple[Any, Any]) -> None:
    found = compare(*runs)
    [hit] = [change for change in found.changes if change.metric.name == "hit_1"]
    assert (hit.before, hit.after) == (2 / 5, 3 / 5)
    assert hit.difference.value == pytest.approx(1 / 5)
    assert (hit.gained, hit.lost) == (("b", "c"), ("a",))
    assert found.flows["hit_1"] == {"x": (1, 1), "y": (1, 0)}
    assert hit.difference.p > 0.5


def test_times_are_compared_in_sum_only(runs: tuple[Any, Any]) -> None:
    [p50] = [change for change in compare(*runs).changes if change.metric.name == "latency_p50"]
    assert (p50.gained, p50.lost) == ((), ())


def test_other_questions_are_refused(runs: tuple[Any, Any]) -> None:
    before, after = runs
    with pytest.raises(ValueError, match="same questions"):
        compare(before, score(after.pairs[1:]))


def test_summary_divides_by_kind_role_and_document(question: Make, line: Make) -> None:
    rows = [("x", "r", "d"), ("x", "s", "d"), ("y", "r", "e"), ("y", "s", "e")] * 3
    pairs = [
        (question(((f"{doc} 一",),), kind=kind, role=role), line("是", cited=["d 一"], retrieved=["d 一"]))
        for kind, role, doc in rows
    ]
    found = summarise(score(pairs))
    assert found.totals["hit_1"].value == 0.5
    assert {name: figures["hit_1"].value for name, figures in found.groups["kind"].items()} == {"x": 1, "y": 0}
    assert {name: figures["hit_1"].value for name, figures in found.groups["role"].items()} == {"r": 0.5, "s": 0.5}
    assert found.sizes["document"] == {"d": 6, "e": 6}
    assert "recall_20" not in found.totals and "recall_10" in found.totals
    assert "facts" not in found.totals


def test_deep_lists_show_deep_recall(question: Make, line: Make) -> None:
    asked = question((("d 一",),))
    said = line("是", retrieved=[f"d 甲{i}" for i in range(15)] + ["d 一"])
    totals = summarise(score([(asked, said)])).totals
    assert (totals["recall_10"].value, totals["recall_20"].value) == (0, 1)
