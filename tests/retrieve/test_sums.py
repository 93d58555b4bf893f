"""Sums that a question names in whatever writing, and those that a clause states."""

from __future__ import annotations

import pytest

from policyqa.ingest.corpus import parse
from policyqa.retrieve.sums import named_sums, stated_sums

NAMED = [
    ("那五万块能拿上吗", {50_000}),
    ("5万元的奖励", {50_000}),
    ("规模化那20万奖励", {200_000}),
    ("每月那200块", {200}),
    ("说是有三千到三万", {3000, 30_000}),
    ("一年再贴两万五", {25_000}),
    ("1.5万元还是2万元", {15_000, 20_000}),
    # numbers of other things
    ("给四百个老人上门照护", set()),
    ("八百平的小楼，一千张床", set()),
    ("每一千名老人配几名社工", set()),
    ("我72岁，住了3年", set()),
    ("能贷几十万", set()),
    ("六百来户", set()),
]


@pytest.mark.parametrize(("question", "sums"), NAMED)
def test_named_sums(question: str, sums: set[int]) -> None:
    assert named_sums(question) == sums


def test_stated_sums_are_folded_with_both_ends_of_a_range() -> None:
    document = parse("rules", "甲市办法\n\n第一条 每户给予1.5—10万元补助，另发八百元，床位不少于30张。\n")
    assert stated_sums(document.clauses[-1]) == {15_000, 100_000, 800}
