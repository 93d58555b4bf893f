"""Named steps in order (初级工 … 高级技师) and choices without one (新建, 改扩建), from ``corpus/ladders.toml``.

Steps fill in what 初级至高级技师 leaves out; of steps and choices alike, a text on one says nothing of another.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from policyqa.errors import CorpusError
from policyqa.settings import default_corpus

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE_NAME = "ladders.toml"
#: What stands between the ends of a range: 初级至高级技师.
RANGE = ("至", "到")


@dataclass(frozen=True, slots=True)
class Ladder:
    """Steps from low to high; each is its writings, the one to show first."""

    name: str
    steps: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Ladders:
    """All ladders, choices (ladders whose order means nothing), and the words that stand for two things at once (城乡)."""

    ladders: tuple[Ladder, ...]
    choices: tuple[Ladder, ...]
    contractions: tuple[tuple[str, tuple[str, ...]], ...]
    #: Every writing of every step, longest first.
    terms: tuple[str, ...]

    @classmethod
    def load(cls, path: Path) -> Ladders:
        """The ladders in a TOML file.

        Raises:
            CorpusError: the file cannot be read or is not made of ``[[ladder]]`` and ``[[contraction]]``.
        """
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
            ladders = tuple(_ladder(table["name"], table["steps"]) for table in tables["ladder"])
            choices = tuple(_ladder(table["name"], table["options"]) for table in tables.get("choice", ()))
            contractions = tuple((table["word"], tuple(table["parts"])) for table in tables.get("contraction", ()))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CorpusError(
                f"等级表无法使用：{path}（{error}）。每条应写成 [[ladder]]，含 name 和 steps，"
                '例如 name = "星级"、steps = [["一星级", "一星"], ["二星级", "二星"]]'
            ) from error
        terms = {term for ladder in ladders for step in ladder.steps for term in step}
        return cls(ladders, choices, contractions, tuple(sorted(terms, key=lambda term: (-len(term), term))))

    def between(self, low: str, high: str) -> Iterator[tuple[str, ...]]:
        """The steps from ``low`` to ``high`` (or down) in every ladder that has both, by the names to show."""
        for ladder in self.ladders:
            places = [next((i for i, step in enumerate(ladder.steps) if term in step), None) for term in (low, high)]
            first, last = places
            if first is None or last is None or first == last:
                continue
            steps = ladder.steps[min(first, last) : max(first, last) + 1]
            names = tuple(step[0] for step in steps)
            yield names if first < last else names[::-1]


def _ladder(name: str, steps: Sequence[str | list[str]]) -> Ladder:
    return Ladder(name, tuple((step,) if isinstance(step, str) else tuple(step) for step in steps))


@cache
def shipped() -> Ladders:
    """The ladders that are shipped: general language, the same for every corpus."""
    return Ladders.load(default_corpus() / FILE_NAME)


@lru_cache(maxsize=4096)
def ranges_over(term: str) -> frozenset[str]:
    """How texts write the ranges that the step ``term`` lies within, naming it not: 初级至高级技师 for 中级工."""
    return frozenset(
        f"{one}{to}{other}"
        for ladder in shipped().ladders
        for place, step in enumerate(ladder.steps)
        if term in step
        for low, high in product(ladder.steps[:place], ladder.steps[place + 1 :])
        for one, other in (*product(low, high), *product(high, low))
        for to in RANGE
    )
