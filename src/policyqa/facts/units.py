"""Units: which body a name stands for, and where bodies are named in a text.

The data is ``units.toml``: kinds of body with their aliases. A name is read as prefix + kind: the prefix is a level (市, 新区),
a place (西安市, 灞桥区) or both, the kind is one of the register's or, for a body the register does not know, whatever is left.
In a text of a region the region's own level and a missing prefix mean the region: 民政局, 市民政局 and 甲市民政局 are one body
in a text of 甲市, 区民政局 is another.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from policyqa.errors import CorpusError
from policyqa.facts.unit_names import BOUNDARY, DEPARTMENT, LEVEL_AT_END, LOCAL, PLACE_OR_LEVEL, UNKNOWN_UNIT, WITH_PLACE
from policyqa.settings import default_corpus
from policyqa.text.fold import fold, fold_aligned
from policyqa.types import Span

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE_NAME = "units.toml"
_LINKS = re.compile("[和与及]")
#: What a lay word for a body is followed by when the body is meant: 民政牵头, but not 民政事业.
_LAY_GOES_ON = r"(?=牵头|负责|配合|会同|当|作|做|要|口|系统|这[边块]|那边|还是|都|各|谁|哪|管|出|来|的|是|和|[、，,。？?]|$)"
#: What makes another word of a body's name: 公安部 is not in 公安部门, nor is 政府 in 政府采购.
_NO_OTHER_WORD = "(?!门)(?!(?<=政府)(?:采购|购买|补助|主导|投入|投资|责任|支持|举办|兜底|信息))"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of body: the name that stands for it, its other names, whether it is the party's, and its lay words."""

    name: str
    aliases: tuple[str, ...] = ()
    party: bool = False
    lay: tuple[str, ...] = ()


class Units:
    """The register: what a body's name stands for, and where bodies are named."""

    def __init__(self, kinds: Iterable[Kind], *, wording: Mapping[str, str] | None = None, names: Iterable[str] = ()) -> None:
        """A register of these kinds. ``wording`` are general abbreviations, ``names`` whole names of bodies without a kind."""
        self._origin = (tuple(kinds), dict(wording or {}), frozenset(names))
        self._wording = {fold(old): fold(new) for old, new in (wording or {}).items()}
        self._worded = _any_of(self._wording) if self._wording else None
        self._kinds: dict[str, Kind] = {}
        aliases: list[str] = []
        lay: list[str] = []
        for kind in self._origin[0]:
            for alias, named in _variants(kind):
                self._kinds.setdefault(_LINKS.sub("", alias), named)
                aliases.append(alias)
            self._kinds.update((word, kind) for word in kind.lay)
            lay += map(re.escape, kind.lay)
        linked = "|".join(_linked(alias) for alias in sorted(set(aliases), key=len, reverse=True)) or "(?!)"
        self._named = re.compile(f"(?:{linked}){_NO_OTHER_WORD}|(?:{'|'.join(lay) or '(?!)'}){_LAY_GOES_ON}")
        self._whole = _any_of(fold(name) for name in self._origin[2]) if self._origin[2] else None

    @classmethod
    def load(cls, path: Path) -> Units:
        """The register in a TOML file.

        Raises:
            CorpusError: the file cannot be read, or a unit is not made of ``name``, ``aliases``, ``party`` and ``lay``.
        """
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            return cls([_kind(table) for table in data["unit"]], wording=data.get("wording"))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CorpusError(
                f"单位登记册无法使用：{path}（{error}）。每个单位应写成 [[unit]]，含 name 和 aliases，"
                '例如 name = "民政局"、aliases = ["民政事务局"]'
            ) from error

    @classmethod
    def of_corpus(cls, folder: Path) -> Units:
        """The register that lies beside the documents of ``folder``, or else the shipped one."""
        own = folder / FILE_NAME
        return cls.load(own) if own.is_file() and own != default_corpus() / FILE_NAME else shipped()

    def with_names(self, names: Iterable[str]) -> Units:
        """The register with whole names added (those that a corpus' duties name), which :meth:`units_in` then finds."""
        kinds, wording, known = self._origin
        return Units(kinds, wording=wording, names=known | {name for name in names if len(name) > 2})

    @property
    def names(self) -> frozenset[str]:
        """What bodies are called, in full, in short and in speech, folded: 资源规划局, 资规局."""
        return frozenset(self._kinds)

    def canonical(self, name: str, *, region: str | None) -> str:
        """The one name of a body in a text of ``region``: 市卫健委 → 甲市卫生健康委. Names of one body give equal strings.

        A collective body (各区县政府) and a body of another place keep their own prefix; without a region, levels stay.
        """
        text = fold(name).strip(" 、,;。")
        if self._worded:
            text = self._worded.sub(lambda match: self._wording[match[0]], text)
        prefix, kind = self._split(text)
        if kind is None or not (prefix == "" or PLACE_OR_LEVEL.fullmatch(prefix) or prefix in _own(region)):
            return _unknown(text, region)
        place = prefix.removesuffix("委") if kind.party or PLACE_OR_LEVEL.fullmatch(prefix.removesuffix("委")) else prefix
        return _place(place, region) + ("委" if kind.party else "") + kind.name

    def units_in(self, text: str) -> list[tuple[str, Span]]:
        """The bodies named in ``text`` as written there, with their spans, in order; none overlaps another."""
        folded, origins = fold_aligned(text)
        spans: list[tuple[int, int]] = []
        for pattern in (self._whole, self._named, UNKNOWN_UNIT):
            for match in pattern.finditer(folded) if pattern else ():
                start, end = match.span()
                if pattern is not UNKNOWN_UNIT:
                    start = _with_prefix(folded, start)
                if not any(start < other_end and other_start < end for other_start, other_end in spans):
                    spans.append((start, end))
        found = [Span(origins[start], origins[end - 1] + 1) for start, end in sorted(spans)]
        return [(span.of(text), span) for span in found]

    def knows(self, name: str) -> bool:
        """Whether ``name`` is a body of a kind in the register, with a place or a level before it or none."""
        prefix, kind = self._split(fold(name))
        return kind is not None and (not prefix or PLACE_OR_LEVEL.fullmatch(prefix) is not None)

    def _split(self, text: str) -> tuple[str, Kind | None]:
        """The longest name of a kind at the end of a folded ``text``, as what stands before it and the kind."""
        for start in range(len(text)):
            if text[start] not in "和与及" and (kind := self._kinds.get(_LINKS.sub("", text[start:]))):
                return text[:start], kind
        return text, None


@cache
def shipped() -> Units:
    """The register that comes with the package."""
    return Units.load(default_corpus() / FILE_NAME)


@lru_cache(maxsize=8192)
def canonical(name: str, *, region: str | None) -> str:
    """:meth:`Units.canonical` of the shipped register."""
    return shipped().canonical(name, region=region)


@lru_cache(maxsize=4096)
def units_in(text: str) -> tuple[tuple[str, Span], ...]:
    """:meth:`Units.units_in` of the shipped register."""
    return tuple(shipped().units_in(text))


def _kind(table: Mapping[str, Any]) -> Kind:
    if unknown := sorted(table.keys() - {"name", "aliases", "party", "lay"}):
        raise KeyError("、".join(unknown))
    return Kind(str(table["name"]), tuple(table["aliases"]), bool(table.get("party", False)), tuple(table.get("lay", ())))


def _variants(kind: Kind) -> Iterable[tuple[str, Kind]]:
    """Every name of a kind with the kind it stands for: 民政局 also as 民政部门, 民政口; 民政厅 is a kind of its own."""
    for alias in (kind.name, *kind.aliases):
        yield fold(alias), kind
        stem = re.sub("(?:局|委员会|委)$", "", alias)
        if kind.party or stem == alias:
            continue
        yield fold(f"{stem}部门"), kind
        yield fold(f"{stem}主管部门"), kind
        yield fold(f"{stem}口"), kind
        if alias.endswith("局"):
            for body in "厅部":
                name = kind.name[:-1] if kind.name.endswith("局") else stem
                yield fold(stem + body), Kind(name + body)


def _linked(alias: str) -> str:
    """A regular expression for ``alias`` with 和, 与 or 及 where it has one, or none."""
    return "[和与及]?".join(re.escape(part) for part in _LINKS.split(alias))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


def _own(region: str | None) -> frozenset[str]:
    """What means the region itself inside its texts: its name, the name without 市 or 区, its level, 本市, 我市."""
    if not region:
        return frozenset()
    level = "新区" if region.endswith("新区") else region[-1]
    return frozenset({region, region.removesuffix(level), level, f"{level}级", f"本{level}", f"我{level}", f"全{level}"})


def _place(prefix: str, region: str | None) -> str:
    if region and (prefix == "" or prefix in _own(region) or prefix.endswith(region)):
        return region
    return prefix.removesuffix("级") if prefix in ("省级", "市级", "区级", "县级") else prefix


def _unknown(text: str, region: str | None) -> str:
    """The name of a body of no registered kind: a department takes the region's name, anything else goes without it."""
    own = next((own for own in sorted(_own(region), key=len, reverse=True) if text.startswith(own)), "")
    rest = text.removeprefix(own)
    if region and DEPARTMENT.search(rest) and len(rest) > 2 and not WITH_PLACE.match(rest):
        return f"{region}{rest}"
    return rest if own and LOCAL.search(rest) else text


def _with_prefix(text: str, start: int) -> int:
    """Where the name of the body that is recognised from ``start`` on begins, with its level and place."""
    if start and text[start - 1] == "委" and LEVEL_AT_END.search(text, 0, start - 1):
        start -= 1
    level = LEVEL_AT_END.search(text, 0, start)
    if level is None:
        return start
    start = level.start()
    for length in range(1, 6):  # of a place's name: 寿(县), 西安(市), 石家庄(市), 乌鲁木齐(市)
        name = text[max(start - length, 0) : start]
        if len(name) < length or BOUNDARY.search(name):
            return start
        if start == length or BOUNDARY.match(text[start - length - 1]):
            return start - length
    return start
