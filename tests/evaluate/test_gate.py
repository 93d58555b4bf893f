"""The gate lets noise pass and stops falls."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policyqa.errors import GateError
from policyqa.evaluate.gate import falls, hold, record, recorded
from policyqa.evaluate.report.contents import Report, RunInfo
from policyqa.evaluate.scoring import score, summarise
from policyqa.ui.records import runs

Make = Callable[..., Any]


@pytest.fixture
def run(question: Make, line: Make) -> Callable[[int], Any]:
    """A run of forty questions of which so many have the right first citation; ten more are refused as they should be."""

    def make(right: int) -> Any:
        asked = [question((("d 一",),), id=i) for i in range(40)]
        said = [line("是", cited=["d 一" if i < right else "d 二"], retrieved=["d 一"]) for i in range(40)]
        unanswerable = [(question(id=f"u{i}", answerable=False), line(refused=True)) for i in range(10)]
        return score([*zip(asked, said, strict=True), *unanswerable])

    return make


def write(scores: Any, path: Path, *, totals_only: bool = False) -> None:
    info = RunInfo("policyqa", "dev.jsonl", "0", len(scores.pairs), 0, "0.1.0")
    record(Report(info, summarise(scores), None if totals_only else scores), scores, path)


@pytest.mark.parametrize(("now", "passes"), [(40, True), (35, True), (34, True), (31, True), (30, False), (0, False)])
def test_five_lost_of_thirty_five_is_more_than_noise(run: Any, tmp_path: Path, now: int, passes: bool) -> None:
    path = tmp_path / "results" / "dev.json"
    write(run(35), path)
    assert (not falls(run(now), recorded(path))) is passes
    if not passes:
        with pytest.raises(GateError, match=r"首条引用命中 87.5% → "):
            hold(run(now), recorded(path))


def test_a_record_is_small_and_readable(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "dev.json"
    write(run(35), path)
    fields = json.loads(path.read_text(encoding="utf-8"))
    assert list(fields) == ["schema", "run", "totals", "risk_coverage", "questions"]
    assert fields["totals"]["hit_1"][0] == 0.875 and fields["totals"]["hit_1"][3] == 40
    assert fields["questions"]["0"]["hit_1"] == [1]
    assert fields["questions"]["u0"]["hit_1"] == [None] and fields["questions"]["u0"]["refusal_balanced"] == [1, None]
    assert len(path.read_text(encoding="utf-8").splitlines()) < 90


def test_a_record_keeps_the_curve_that_the_page_draws(run: Any, tmp_path: Path) -> None:
    write(run(35), tmp_path / "dev.json")
    curve = runs([tmp_path])["dev"].risk
    assert curve is not None and curve.area == pytest.approx(summarise(run(35)).risk_coverage.area, abs=1e-6)


def test_a_record_of_totals_only_names_no_question_and_is_no_gate(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "test.json"
    write(run(35), path, totals_only=True)
    assert list(json.loads(path.read_text(encoding="utf-8"))) == ["schema", "run", "totals", "risk_coverage"]
    with pytest.raises(GateError, match="没有逐题的记录"):
        recorded(path)


@pytest.mark.parametrize("text", [None, "{", "[]", '{"questions": {"1": {}}}'])
def test_a_record_that_cannot_be_used(run: Any, tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "dev.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(GateError, match=r"dev\.json"):
        falls(run(1), recorded(path))
