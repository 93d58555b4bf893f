"""By when the tasks have to be done that a question asks for: in a year, in a month, or by the end of one."""

from __future__ import annotations

from dataclasses import dataclass

from policyqa.facts.deadlines import end_of
from policyqa.text.patterns import pattern

END = pattern(
    "问的期限",
    r"(?P<year>20\d\d)年?(?:(?P<month>\d{1,2})月)?(?P<by>(?:年?[底末])?(?:之|以)?前|以内)?",
    reason="a year or a month in which, or by whose end, something is asked to be done",
    examples=(
        ("2025年底前要完成的任务", "2025年底前"),
        ("2024年9月底前完成", "2024年9月底前"),
        ("2026年完成", "2026年"),
        ("年底前完成", None),
    ),
)


@dataclass(frozen=True, slots=True)
class Due:
    """A year and a month (12 for a year as a whole), and whether what ends ``earlier`` is asked for too."""

    year: int
    month: int | None
    earlier: bool

    def admits(self, deadline: str) -> bool:
        """Whether a deadline as a text writes it ends then; one that goes on and on never does."""
        end = end_of(deadline)
        if end is None:
            return False
        if self.earlier:
            return (end[0], end[1] or 12) <= (self.year, self.month or 12)
        return end[0] == self.year and self.month in (None, end[1])


def dues(said: str) -> list[Due]:
    """The years and months that a folded question names, in order."""
    return [
        Due(int(match["year"]), int(match["month"]) if match["month"] else None, match["by"] is not None)
        for match in END.regex.finditer(said)
    ]
