"""What a document says about itself: title, 发文字号, issuer, date, region. What it does not say stays None."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from policyqa.ingest.markers import marker_of
from policyqa.ingest.parts import DATE, DATE_LINE, ORGAN, is_title
from policyqa.text.numerals import parse_numeral
from policyqa.text.patterns import DOCUMENT_NUMBER
from policyqa.types import Clause, Policy

#: The table that government web pages set above a text: name of the cell → field.
CELLS = {
    "发文字号": "number",
    "文号": "number",
    "发布机构": "issuer",
    "发文机关": "issuer",
    "有效性": "validity",
    "生效日期": "effective",
}
DATE_PARTS = re.compile(
    r"([\d〇零一二三四五六七八九○]{4}) *[年-] *([\d一二三四五六七八九十]{1,3}) *[月-] *([\d一二三四五六七八九十]{1,3})"
)
REGION = re.compile(r"(?!市级|各|本|全|中华|国家)([一-鿿]{2,7}?(?:自治区|自治州|新区|省|市|区|县))(?!级|内|直|域|间|分)")
#: A leading line that is no title: letterhead, document number, classification, addressees.
NO_TITLE = re.compile(r".{2,30}文件$|.{0,6}(?:公报|公告|令)$|[（(].*[）)]$|.*[：:]$|" + DATE)


def describe(doc_id: str, clauses: Sequence[Clause]) -> Policy:
    """The policy that the leading and closing clauses of a document describe."""
    notice = next((clause for clause in clauses if clause.path == "印发通知"), None)
    head = next((clause for clause in clauses if clause is not notice), None)
    leading = [line for clause in (notice, head) if clause for line in clause.text.split("\n")]
    closing = [line for clause in clauses if clause.path == "落款" for line in clause.text.split("\n")]
    told = _cells(leading)
    title = (head.heading if head.kind == "attachment" else _title(head.text.split("\n"))) if head else None
    signature = next((line for line in _signature(notice.text.split("\n") if notice else closing)), None)
    issued = next((date for line in (*leading, *closing) if DATE_LINE.match(line) and (date := date_of(line))), None)
    if issued is None and head is not None and head.path == "题注":
        dates = [date for line in leading if (date := date_of(line))]
        issued = dates[-1] if dates else None
    number = told.get("number") or next((line for line in leading if DOCUMENT_NUMBER.regex.fullmatch(line)), None)
    issuer = told.get("issuer") or signature
    return Policy(
        id=doc_id,
        title=title or doc_id,
        number=number,
        issuer=issuer,
        issued=issued,
        effective=date_of(told.get("effective", "")),
        region=region_of(title or "") or region_of(issuer or ""),
        validity=told.get("validity"),
    )


def date_of(text: str) -> int | None:
    """The first date in ``text`` as a ``YYYYMMDD`` integer, or None."""
    match = DATE_PARTS.search(text)
    if match is None:
        return None
    year, month, day = (parse_numeral(part) for part in match.groups())
    if year is None or month is None or day is None or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return year * 10000 + month * 100 + day


def region_of(text: str) -> str | None:
    """The place that a title or an authority's name begins with: 西咸新区推进… → 西咸新区; None without one."""
    match = REGION.match(text)
    return match[1] if match else None


def _cells(lines: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        cells = [cell.strip() for cell in line.split("\t")]
        for name, value in pairwise(cells):
            if (field := CELLS.get(name.rstrip("：: "))) and value:
                found.setdefault(field, value)
    return found


def _title(lines: Sequence[str]) -> str | None:
    """The title: the first lines that may be one, as many as belong together; of a text in one line, its first words."""
    title = ""
    for line in lines[:8]:
        if not is_title(line):
            break
        if "\t" in line or marker_of(line) or NO_TITLE.match(line) or DOCUMENT_NUMBER.regex.fullmatch(line):
            if title:
                break
            continue
        title += line
        if not line.endswith(("关于", "印发", "转发", "的", "和", "、")):
            break
    first = lines[0].split(" ")[0] if lines and not marker_of(lines[0]) else ""
    return title or (first if 4 <= len(first) <= 60 else None)


def _signature(lines: Sequence[str]) -> list[str]:
    return [line for line, after in pairwise(lines) if ORGAN.match(line) and DATE_LINE.match(after)]
