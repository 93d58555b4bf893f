"""What a document says about itself: title, 发文字号, issuer, dates, region. What it does not say stays None."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policyqa.ingest.markers import marker_of
from policyqa.ingest.parts import DATE, DATE_LINE, ORGAN, is_title
from policyqa.text.numerals import parse_numeral
from policyqa.text.patterns import DOCUMENT_NUMBER
from policyqa.types import Clause, Policy

#: What government web pages set above a text, in a table or a line each: name → field.
LABELS = {
    "发文字号": "number",
    "文号": "number",
    "发布机构": "issuer",
    "发文机关": "issuer",
    "有效性": "validity",
    "成文日期": "issued",
    "发文日期": "issued",
    "发布日期": "published",
    "发布时间": "published",
    "生效日期": "effective",
}
LABELLED = re.compile(rf"(?:^|(?<=\s))({'|'.join(LABELS)})[：:] *(\S+)")
DATE_PARTS = re.compile(
    r"([\d〇零一二三四五六七八九○]{4}) *[年-] *([\d一二三四五六七八九十]{1,3}) *[月-] *([\d一二三四五六七八九十]{1,3})"
)
#: The lines below a law's title: when it was adopted and amended, and when it took force.
ADOPTED = re.compile(rf"[（(]?{DATE}.*(?:通过|公布|发布|修订|修正|批准|印发)|{DATE}$")
IN_FORCE = re.compile(rf"{DATE}[起 ]*(?:施行|实施|生效|执行)")
REGION = re.compile(
    r"(?!市级|中华|国家)((?:(?![关致这个的对在和与各为将从向把被让全本该我某])[一-鿿]){2,7}?(?:自治区|自治州|新区|省|市|区|县))"
    r"(?!级|内|直|域|间|分)"
)
#: ``甲市人民政府令`` above ``第56号``: an order, its authority, and how it is cited.
ORDER = re.compile(r"(.{2,30}(?:政府|委员会|部|厅|局|院|署))令(第 ?\d+ ?号)?$")
ORDER_NUMBER = re.compile(r"第 ?\d+ ?号$")
#: The way through a portal's pages, above a text: 甲市民政局门户网站 > 政务公开 > 通知. It begins with who runs the portal.
PORTAL = re.compile(r"(?P<issuer>[^>＞›»]{2,40}?)(?:政府)?(?:官方|官|门户)?(?:网站?|首页) *[>＞›»]")
#: A leading line that is no title: letterhead, document number, classification, addressees, the way through a portal, its bar.
NO_TITLE = re.compile(r".{2,30}文件$|.*[>＞›»]|.*[|｜].*[|｜]|.{0,6}(?:公报|公告|令)$|[（(].*[）)]$|.*[：:]$|" + DATE)
#: A title may go on in the next line behind these words, or when that begins with 关于; it stands near the top.
GOES_ON = ("关于", "印发", "转发", "的", "和", "、")
TITLE_LINES, ONE_LINE_TITLE = 8, range(4, 61)


def describe(doc_id: str, clauses: Sequence[Clause]) -> Policy:
    """The policy that the leading and closing clauses of a document describe."""
    notice = next((clause for clause in clauses if clause.path == "印发通知"), None)
    head = next((clause for clause in clauses if clause is not notice), None)
    leading = [line for clause in (notice, head) if clause for line in clause.text.split("\n")]
    closing = [line for clause in clauses if clause.path == "落款" for line in clause.text.split("\n")]
    told = _told(leading)
    signature = next(_signatures(notice.text.split("\n") if notice else closing), None)
    number = next((line for line in leading if DOCUMENT_NUMBER.regex.fullmatch(line)), None)
    title = _title_of(notice, head)
    issuer = told.get("issuer") or signature
    return Policy(
        id=doc_id,
        title=title or doc_id,
        number=told.get("number") or number,
        issuer=issuer,
        issued=date_of(told.get("issued", "")) or _issued(leading, closing),
        published=date_of(told.get("published", "")),
        effective=date_of(told.get("effective", "")) or next((date_of(line) for line in leading if IN_FORCE.match(line)), None),
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
    match = REGION.match(text.removeprefix("关于").lstrip("《"))
    return match[1] if match else None


def _told(lines: Sequence[str]) -> dict[str, str]:
    """Fields that the page names, in cells side by side or as 发文字号：…; the first value of each stands."""
    found: dict[str, str] = {}
    for line in lines:
        cells = [cell.strip() for cell in line.split("\t")]
        for name, value in (*pairwise(cells), *LABELLED.findall(line)):
            field = LABELS.get(name.rstrip("：: "))
            if field and value:
                found.setdefault(field, value)
    for line, following in pairwise(lines):
        if (order := ORDER.match(line)) and (order[2] or ORDER_NUMBER.match(following)):
            found.setdefault("issuer", order[1])
            found.setdefault("number", line + ("" if order[2] else following))
    if lines and (portal := PORTAL.match(lines[0])):
        found.setdefault("issuer", portal["issuer"])
    return found


def _issued(leading: Sequence[str], closing: Sequence[str]) -> int | None:
    """The date of signature; of a law the newest of those below its title."""
    signed = next((date for line in (*leading, *closing) if DATE_LINE.match(line) and (date := date_of(line))), None)
    adopted = [date for line in leading if ADOPTED.match(line) and not IN_FORCE.match(line) and (date := date_of(line))]
    return max(adopted) if len(adopted) > 1 or (signed is None and adopted) else signed


def _title_of(notice: Clause | None, head: Clause | None) -> str | None:
    """The title of the text itself; of a notice whose text has none, the notice's."""
    if head is not None and head.kind == "attachment" and head.heading:
        return head.heading
    candidates = [clause for clause in (head, notice) if clause is not None and clause.kind == "part"]
    return next((title for clause in candidates if (title := _title(clause.text.split("\n")))), None)


def _title(lines: Sequence[str]) -> str | None:
    """The title: the first lines that may be one, as many as belong together; of a text in one line, its first words."""
    title = ""
    for i, (line, following) in enumerate(zip(lines[:TITLE_LINES], (*lines[1:], ""), strict=False)):
        if not is_title(line):
            if title:
                break
            continue
        if "\t" in line or marker_of(line) or NO_TITLE.match(line) or DOCUMENT_NUMBER.regex.fullmatch(line):
            if title:
                break
            continue
        subject = _below_authorities(lines[i:])
        if subject is not None and not subject.startswith("关于"):
            continue
        title += f" {line}" if title and subject is not None else line
        if not line.endswith(GOES_ON) and not (subject or following).startswith("关于"):
            break
    first = lines[0].split(" ")[0] if lines and not marker_of(lines[0]) else ""
    return title or (first if len(first) in ONE_LINE_TITLE else None)


def _below_authorities(lines: Sequence[str]) -> str | None:
    """What stands below the authorities, a line each, that ``lines`` begin with; None where they begin with none."""
    if not ORGAN.match(lines[0]) or lines[0].startswith("关于"):
        return None
    return next((line for line in lines if not ORGAN.match(line) or line.startswith("关于")), "")


def _signatures(lines: Sequence[str]) -> Iterator[str]:
    """The authorities that signed above a date, those of a joint document together."""
    for line, after in pairwise(lines):
        if ORGAN.match(line) and DATE_LINE.match(after):
            yield "、".join(re.split(r"[ \u3000]+", line))
