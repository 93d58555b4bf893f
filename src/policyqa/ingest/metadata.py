"""What a document says about itself: title, 发文字号, issuer, dates, region. What it does not say stays None."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from policyqa.ingest.markers import marker_of
from policyqa.ingest.parts import is_title
from policyqa.ingest.wording import APART, DATE, DATE_LINE, ORGAN, organs
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
ADOPTED = re.compile(rf"[（(]?{DATE}.*(?:通过|公布|发布|修订|修正|批准|印发)|根据{DATE}.*(?:修正|修订)[）)]?$|{DATE}$")
IN_FORCE = re.compile(rf"自?{DATE}[起 ]*(?:施行|实施|生效|执行)")
#: A place's name. 社区, 山区 and the like are none, though 栖霞区 and 房山区 are.
REGION = re.compile(
    r"(?!市级|中华|国家)((?:(?![关致这个的对在和与各为将从向把被让全本该我某])[一-鿿]){2,7}?(?:自治区|自治州|新区|省|市|区|县)"
    r"(?<![社小片街厂校景库牧灾学辖]区)(?<!(?:偏远|边远|贫困|农村|民族|农业|产业|科技|中心|革命)[山地园城老]区)(?<!主城区))"
    r"(?!级|内|直|域|间|分|场)"
)
#: What may stand before the place in a title or an authority's name.
BEFORE_PLACE = re.compile(r"^(?:关于)?(?:中共)?《?(?:\d{4}年度?)?")
#: ``甲市人民政府令`` above ``第56号``: an order, its authority, and how it is cited.
ORDER = re.compile(r"(.{2,30}(?:政府|委员会|部|厅|局|院|署))令(第 ?\d+ ?号)?$")
ORDER_NUMBER = re.compile(r"第 ?\d+ ?号$")
#: The same in a note: 2023年10月8日甲市人民政府令第12号公布.
ORDER_NOTE = re.compile(rf"{DATE} *((.{{2,30}}?(?:政府|委员会|部|厅|局|院|署))令第 ?\d+ ?号)(?:公布|发布)")
#: The way through a portal's pages, above a text: 甲市民政局门户网站 > 政务公开 > 通知. It begins with who runs the portal.
PORTAL = re.compile(r"(?P<issuer>[^>＞›»]{2,40}?)(?:政府)?(?:官方|官|门户)?(?:网站?|首页) *[>＞›»]")
#: A leading line that is no title: letterhead, document number, classification, addressees, the way through a portal, its bar.
NO_TITLE = re.compile(r".{0,30}文件$|.*[>＞›»]|.*[|｜].*[|｜]|.{0,6}(?:公报|公告|令)$|[（(].*[）)]$|.*[：:]$|" + DATE)
#: A title may go on in the next line behind these words, or when that begins with 关于; it stands near the top.
GOES_ON = ("关于", "印发", "转发", "的", "和", "、")
TITLE_LINES, ONE_LINE_TITLE = 8, range(4, 61)
#: What a title says it is. One that tells nothing of the kind goes on in the next line, if that one does.
GENRE = re.compile(
    r"(?:通知|通告|公告|公报|意见|决定|决议|批复|复函|函|报告|办法|规定|规则|细则|条例|章程|方案|规划|计划|纲要|措施|举措|清单|标准|制度|指南|要点"
    r"|解读|问答|准则|令|法)$"
)


#: ``甲市民政局文件``: the letterhead. Of several authorities' the word stands behind the last line, or beside the middle one.
LETTERHEAD = re.compile(r"[ \u3000]*文件$")
#: Who issues a text by its title: 甲市民政局等五部门关于印发…
IN_TITLE = re.compile(rf"({ORGAN.pattern[:-1]})(?:等[一-鿿\d]{{1,3}}(?:部门|单位|机关))?关于")
#: Below a title in brackets: 甲市民政局、甲市财政局　甲民发〔2024〕1号　2024年1月6日公布　自2024年2月1日起施行.
NOTE = re.compile(r"[（(](.*)[）)]$")
#: A title may end with the number: 甲市民政局关于发放补贴的通知（甲民发〔2024〕1号）.
TITLE_NUMBER = re.compile(rf"(?<=[知见定告复案法则划])[（(]({DOCUMENT_NUMBER.regex.pattern})[）)]$")
#: What belongs to a title though it stands in brackets on a line of its own.
TITLE_TAIL = re.compile(
    r"[（(](?:\d{4}年?(?:[—\-－–~～至]+\d{4}年?)?(?:版|修订版?)?|试行|暂行|修订[稿版]?|草案|征求意见稿|节选|摘编)[）)]$"
)


def describe(doc_id: str, clauses: Sequence[Clause]) -> Policy:
    """The policy that the leading and closing clauses of a document describe."""
    notice = next((clause for clause in clauses if clause.path == "印发通知"), None)
    head = next((clause for clause in clauses if clause is not notice), None)
    leading = [line for clause in (notice, head) if clause for line in clause.text.split("\n")]
    closing = [line for clause in clauses if clause.path == "落款" for line in clause.text.split("\n")]
    notes = [note for line in leading for note in _notes(line)]
    told = _told(leading, notes)
    signature = _signature(notice.text.split("\n") if notice else closing)
    title = _title_of(notice, head)
    issuer = told.get("issuer") or "、".join(signature or _heading_authorities(leading, notes)) or None
    return Policy(
        id=doc_id,
        title=title or doc_id,
        number=told.get("number") or next((number for note in notes if (number := _number(note))), None),
        issuer=issuer,
        issued=date_of(told.get("issued", "")) or _issued(notes, closing),
        published=date_of(told.get("published", "")),
        effective=date_of(told.get("effective", "")) or next((date_of(note) for note in notes if IN_FORCE.match(note)), None),
        region=_region(title or "", issuer or ""),
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


@lru_cache(maxsize=1024)
def region_of(text: str) -> str | None:
    """The place that a title or an authority's name begins with: 西咸新区推进… → 西咸新区; None without one."""
    match = REGION.match(BEFORE_PLACE.sub("", text))
    return match[1] if match else None


def _region(title: str, issuer: str) -> str | None:
    """The place that a title names, or, within it, the one whose authority issues the text: 甲市乙区民政局 → 乙区."""
    place = region_of(title) or region_of(issuer)
    inner = region_of(issuer[len(place) :]) if place and issuer.startswith(place) else None
    return (region_of(issuer.partition(inner)[2]) or inner) if inner else place


def _told(lines: Sequence[str], notes: Sequence[str]) -> dict[str, str]:
    """Fields that the page or an order names, in cells side by side or as 发文字号：…; the first value of each stands."""
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
    for order in filter(None, map(ORDER_NOTE.match, notes)):
        found.setdefault("issuer", order[2])
        found.setdefault("number", order[1])
    if lines and (portal := PORTAL.match(lines[0])):
        found.setdefault("issuer", portal["issuer"])
    return found


def _issued(notes: Sequence[str], closing: Sequence[str]) -> int | None:
    """The date of signature; of a law the newest of those below its title."""
    dated = (
        *(line for line in notes if DATE_LINE.match(line)),
        *(found[0] for line in closing if (found := DATE_LINE.search(line))),
    )
    signed = next((date for line in dated if (date := date_of(line))), None)
    adopted = [date for line in notes if ADOPTED.match(line) and not IN_FORCE.match(line) and (date := date_of(line))]
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
        if "关于" in title and not GENRE.search(title) and is_title(following) and GENRE.search(following):
            title += following
            break
        if not line.endswith(GOES_ON) and not (subject or following).startswith("关于"):
            title += following if TITLE_TAIL.match(following) else ""
            break
    first = lines[0].split(" ")[0] if lines and not marker_of(lines[0]) else ""
    return APART.sub(" ", TITLE_NUMBER.sub("", title)) or (first if len(first) in ONE_LINE_TITLE else None)


def _below_authorities(lines: Sequence[str]) -> str | None:
    """What stands below the authorities, a line each, that ``lines`` begin with; None where they begin with none."""
    if not organs(lines[0]) or lines[0].startswith("关于"):
        return None
    return next((line for line in lines if not organs(line) or line.startswith("关于")), "")


def _notes(line: str) -> list[str]:
    """A leading line, or what it tells piece by piece where it is a note in brackets."""
    note = NOTE.match(line)
    return [piece for piece in re.split(r"(?<!日)[ \u3000]+|[，；]", note[1]) if piece] if note else [line]


def _number(note: str) -> str | None:
    """The document's number that a leading line, or a piece of a note, begins with, or a title ends with in brackets."""
    if titled := TITLE_NUMBER.search(note):
        return titled[1]
    match = DOCUMENT_NUMBER.regex.match(note)
    return match[0] if match and note[match.end() : match.end() + 1] in ("", " ", "\u3000", "（") else None


def _signature(lines: Sequence[str]) -> list[str]:
    """The authorities that signed above a date, or on its line, those of a joint document together."""
    for i, line in enumerate(lines):
        signed = re.match(rf"(.*?)[ \u3000]*{DATE}$", line)
        names = [*organs(signed[1])] if signed else []
        while signed and i and (above := organs(lines[i - 1])):
            names, i = [*above, *names], i - 1
        if names:
            return names
    return []


def _heading_authorities(lines: Sequence[str], notes: Sequence[str]) -> list[str]:
    """The authorities of the letterhead, of the title, or of the note below it."""
    head = [LETTERHEAD.sub("", line) for line in lines[:TITLE_LINES]]
    runs = groupby(head, key=lambda line: bool(organs(line)) and not line.startswith("关于"))
    first = next((list(run) for named, run in runs if named), [])
    if not first:
        first = [match[1] for line in head if (match := IN_TITLE.match(line))][:1]
    if not first:
        first = [" ".join(names) for note in notes if all(map(ORGAN.fullmatch, names := note.split("、")))][:1]
    return [name for line in first for name in organs(line)]
