"""Deadlines as clauses write them: 到2025年底, 2025年12月底前, 2024—2026年, “十四五”末."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policyqa.facts.years import anchors
from policyqa.text.patterns import pattern

_YEAR = r"(?:19|20)\d{2}\s*年"
_MONTH = r"(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?"
#: What follows a bare year when the year is a deadline: 2023年，建成8个; 2023年完成.
_GOAL = (
    r"(?:[^。；;，,]{0,24}[，,])?[^。；;]{0,40}?(?:达到|完成|建成|实现|覆盖|建立|建设(?=[\d“一两]|至少|不少)"
    r"|新增|新建(?!的|居住|住宅|小区)|投入使用|投用|培育|打造|不少于|不低于)"
)

DEADLINE = pattern(
    "完成时限",
    rf"(?P<range>20\d{{2}}\s*年?\s*[—–\-－~～至到]+\s*(?P<last>20\d{{2}})\s*年)(?=[，,]?{_GOAL})(?!起|度|第)"
    rf"|(?P<due>(?:力争|确保)?(?:到|至|于|在)?(?P<year>{_YEAR}){_MONTH}\s*(?:年?底|末)(?:之?前|以前)?"
    rf"|(?:力争|确保)?(?:到|至|于|在)?(?P<year2>{_YEAR}){_MONTH}\s*(?:之前|以前|前(?!后|期|三|十)))"
    rf"|(?P<by>(?:力争到|确保到|到|至)(?P<year3>{_YEAR}){_MONTH})(?!起|度|的)"
    rf"|(?<![从自以\d〔\[（(])(?P<bare>(?P<year4>{_YEAR}))(?=[，,]?{_GOAL})(?!起|度|第|的|至|到|前|底|末|\d|[—\-])"
    r"|(?P<plan>“?[一二三四五六七八九十]{2,3}五”?(?:末|期末|期间(?=[，,])))",
    reason="a year with 到, 底, 末 or 前, or a year or range of years whose sentence names a goal; 从2024年起 is a beginning",
    examples=(
        ("到2025年底，全市养老机构全部达标", "到2025年底"),
        ("2025年12月底前完成", "2025年12月底前"),
        ("2023年，建成9个社区养老服务站", "2023年"),
        ("确保2023年建成并投入使用", "2023年"),
        ("2024—2026年，再建设156个", "2024—2026年"),
        ("力争“十四五”末床位数达到1%", "“十四五”末"),
        ("从2024年起，利用三年时间", None),
        ("纳入2024年度考核", None),
        ("甲政办发〔2021〕47号", None),
        ("2024年重点推进乙县机构建设", None),
    ),
)
_TITLE = re.compile(r"《[^《》]*》")
_END = re.compile(r"(?P<year>20\d{2})\s*年?(?:\s*(?P<month>\d{1,2})\s*月|(?P<end>\s*年?[底末]))?")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as written, the year it ends in (None for a plan period) and its offsets in the text."""

    text: str
    year: int | None
    start: int
    end: int


def deadlines(text: str) -> list[Deadline]:
    """The deadlines in ``text`` in order; those inside titles (《…2023年…》) are none."""
    bare = _TITLE.sub(lambda match: "《" + "　" * (len(match[0]) - 2) + "》", text)
    found = []
    for match in DEADLINE.regex.finditer(bare):
        year = match["last"] or match["year"] or match["year2"] or match["year3"] or match["year4"]
        found.append(Deadline(match[0], int(year[:4]) if year else None, *match.span()))
    return found


def only_deadline(text: str) -> str | None:
    """The deadline of a text that states one, perhaps several times; None when it states none or different ones."""
    found = deadlines(text)
    return found[0].text if found and len({_sense(deadline.text) for deadline in found}) == 1 else None


def years_of(text: str) -> tuple[int, ...]:
    """The years that a deadline cell names, ascending; none for 持续性工作."""
    return tuple(sorted({int(year) for year in re.findall(r"(?<!\d)20\d{2}(?!\d)", text)}))


def end_of(text: str) -> tuple[int, int] | None:
    """The year and month (0 where none is told) in which a deadline ends; None for 持续性工作 and the like."""
    found = list(_END.finditer(text))
    if found:
        year, month, end = found[-1]["year"], found[-1]["month"], found[-1]["end"]
        return int(year), int(month) if month else 12 if end else 0
    plan = anchors(text)
    return (plan[-1][1], 0) if plan else None


def _sense(text: str) -> str:
    """A deadline without the words that change nothing: 到2025年底 and 2025年底 are one."""
    return re.sub(r"力争|确保|到|至(?!\d)|于|在|之|以|前|\s|[“”]", "", text)
