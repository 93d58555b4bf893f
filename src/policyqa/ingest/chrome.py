"""What stands around a text without belonging to it: page numbers, running headers, web navigation, links, rules, comments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from policyqa.ingest.edits import Edit
from policyqa.ingest.markers import attachment_of, marker_of

Spot = tuple[int, int]

#: ``— 9 —``, ``- 12 -``, ``第 3 页 共 10 页``, ``3 / 10``: page numbers stand alone on a line and are framed by something.
PAGE_NUMBER = re.compile(
    r"^[ \t\u3000]*(?:[—–\-－·•]+ *\d{1,4} *[—–\-－·•]+|第 *\d+ *页(?:[，,/ ]*共 *\d+ *页)?|\d{1,4} */ *\d{1,4})[ \t\u3000]*$",
    re.M,
)
LINE, BARE = re.compile(r"[^\n]*\S[^\n]*"), re.compile(r"\s*\d{1,3}\s*")
#: A number without a frame is a page number when such lines count on from page to page: at least so many of them, each at
#: least so many lines behind the one before, or all in the middle of the line. The serial numbers of a table stand closer, or
#: below a header with 序号. One alone is a page number in the middle of its line, with blank lines about it.
PAGES, LINES_A_PAGE = 3, 12
MIDDLE = re.compile(r"(?: {2}|\t|\u3000){5,}")
APART = re.compile(r"\n[ \t\u3000]*\n")
#: A running header stands beside more than half of the page numbers and is no longer than a line of a letterhead.
HEADER_LENGTH = 40

#: ``-----`` and ``====``: rules, the separator row of a Markdown table, and marks of Markdown without words.
RULE = re.compile(r"^(?=.*[-=_*~—─━]{3})[-=_*~—─━|+: \t]+$|^[ \t]*(?:#{1,6}|>|\*\*)[ \t]*$", re.M)
#: Buttons of a page, of which several may share a line: ``【打印】 【关闭】``.
BUTTON = (
    r"[【\[]?(?:打印(?:本页|此页)?|保存|收藏|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表)?|我要纠错|无障碍(?:浏览|阅读)?|大字版"
    r"|长者(?:助手|模式|版)|适老版|关怀版|登录|注册|简体|繁体|English)[】\]]?"
)
#: What web pages put around a text: the site's name, font switch, share buttons, navigation, view counters, links to the file.
WEB = re.compile(
    rf"^[ \t]*(?:{BUTTON}(?:[ \t|｜\u3000]*{BUTTON})*"
    r"|[【\[（(]?字体[：:].{0,20}|字号[：:].{0,20}|分享(?:到|至)?[：:]?.{0,20}|扫一扫.{0,24}|.{0,12}微信.{0,6}扫.{0,12}"
    r"|(?:您?现?在?的?|您?的?当前的?)位置[：:].*|(?:网站)?首页(?: *[>»›/|].*|(?:[ \u3000]+\S{2,8}){2,})"
    r"|[一-鿿]{2,24}(?:门户网站?|政府网站?|政务网|官方网站|官网)"
    r"|友情链接[：:].*|浏览(?:次数|量)?[：:] *\d*次?|阅读(?:次数|量)[：:] *\d*次?"
    r"|(?:上|下)一(?:篇|条)[：:].*|责任编辑[：:].{0,12}|(?:相关|推荐|延伸)(?:阅读|链接|报道|新闻|稿件)[：:].{2,60}"
    r"|(?!附)[^\s，。；]{1,60}\.(?:pdf|docx?|xlsx?|wps|ofd|zip|rar)"
    r")[ \t]*$",
    re.M | re.I,
)
#: The foot of a web page begins or ends with one of the first; the others count only directly beside it.
FOOT = re.compile(r"^[ \t]*(?:版权所有.*|.{0,12}网站标识码.*|\S{0,60}(?:ICP备|公网安备)\S*.*)$", re.M | re.I)
BESIDE_FOOT = re.compile(r"(?:主办|承办|协办|技术支持|地址|联系(?:电话|方式|我们)|电话|邮编|网站地图|关于我们|建议使用).{0,60}")
#: A block of links to other pages, or to the attached files, begins so and holds at most so many lines.
RELATED = re.compile(
    r"^[ \t]*(?:相关(?:报道|链接|阅读|新闻|解读|文件|信息|稿件|推荐|内容)|(?:推荐|延伸)阅读|(?:附件|文件|相关)下载)"
    r"[：:]?[ \t]*$",
    re.M,
)
RELATED_LINES = 12
SENTENCE_END = tuple("。！？；：”）")
FILE_NAME = re.compile(r".*\.(?:pdf|docx?|xlsx?|wps|ofd|zip|rar)$", re.I)


def chrome(text: str) -> Iterator[Edit]:
    """Edits that take out whatever stands around the text."""
    spots = [match.span() for pattern in (PAGE_NUMBER, RULE, WEB) for match in pattern.finditer(text)]
    spots += _comments(text)
    spots += _foot(text)
    spots += _page_furniture(text)
    spots += [_related_block(text, match) for match in RELATED.finditer(text)]
    end = 0
    for start, stop in sorted(spots):
        if stop > end:
            yield Edit(max(start, end), stop, "")
            end = stop


def _comments(text: str) -> Iterator[Spot]:
    """``<!-- … -->``, found by plain search: a pattern would look for the end of each unclosed one to the end of the text."""
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        yield start, end + 3
        start = text.find("<!--", end)


def _foot(text: str) -> Iterator[Spot]:
    """The lines at the foot of a web page: a line that tells it, and its neighbours that are such lines too.

    What ends a text below a button or a link of its page is its foot, too.
    """
    lines = [match.span() for match in LINE.finditer(text)] if FOOT.search(text) or WEB.search(text) else []
    sure = {i for i, (start, end) in enumerate(lines) if FOOT.match(text[start:end])}
    last = len(lines) - 1
    while last >= 0 and BESIDE_FOOT.fullmatch(text[slice(*lines[last])].strip()):
        last -= 1
    if last >= 0 and WEB.match(text[slice(*lines[last])]):
        sure.update(range(last + 1, len(lines)))
    for step in (1, -1):
        for i in sorted(sure, reverse=step < 0):
            k = i + step
            while 0 <= k < len(lines) and k not in sure and BESIDE_FOOT.fullmatch(text[slice(*lines[k])].strip()):
                sure.add(k)
                k += step
    return (lines[i] for i in sorted(sure))


def _related_block(text: str, title: re.Match[str]) -> Spot:
    """The span of a block of links: its title, and the lines below it that neither end as sentences do nor are headings."""
    end = title.end()
    for count, line in enumerate(re.finditer(r"\n[ \t]*([^\n]+)", text[title.end() : title.end() + 4000])):
        content = line[1].strip()
        if not FILE_NAME.fullmatch(content) and (
            count >= RELATED_LINES
            or "\t" in content
            or content.endswith(SENTENCE_END)
            or marker_of(content)
            or attachment_of(content)
        ):
            break
        end = title.end() + line.end()
    return title.start(), end


def _page_furniture(text: str) -> Iterator[Spot]:
    """Page numbers without a frame, and the headers and footers that repeat beside page numbers."""
    lines = [(match.start(), match.end(), match[0]) for match in LINE.finditer(text)]
    numbers = [i for i, (_, _, line) in enumerate(lines) if PAGE_NUMBER.match(line)] or _bare_numbers(
        [line for _, _, line in lines]
    )
    known = {*numbers}
    numbers += [
        i for i, (*_, line) in enumerate(lines) if BARE.fullmatch(line) and i not in known and _stands_apart(text, lines, i)
    ]
    for i in numbers:
        yield lines[i][:2]
    for side in (-1, 1):
        beside = [i + side for i in numbers if 0 <= i + side < len(lines)]
        times = Counter(_shape(lines[i][2]) for i in beside)
        for i in beside:
            count = times[_shape(lines[i][2])]
            if count >= 2 and count * 2 > len(numbers) and _may_run(lines[i][2].strip()):
                yield lines[i][:2]


def _shape(content: str) -> str:
    return re.sub(r"\d+", "#", content.strip())


def _may_run(content: str) -> bool:
    """Whether a line may be a running header: short, and neither a sentence nor the label of a responsible unit."""
    return (
        len(content) <= HEADER_LENGTH
        and not content.endswith((*SENTENCE_END, "，", "、"))
        and not re.search(r"单位[：:]|\t", content)
    )


def _stands_apart(text: str, lines: list[tuple[int, int, str]], place: int) -> bool:
    """Whether what a line says stands in its middle, with blank lines before and behind it."""
    start, end, line = lines[place]
    before = text[lines[place - 1][1] if place else 0 : start]
    behind = text[end : lines[place + 1][0] if place + 1 < len(lines) else len(text)]
    return bool(MIDDLE.match(line) and APART.search(before) and APART.search(behind))


def _bare_numbers(lines: list[str]) -> list[int]:
    """The lines that are page numbers without a frame; none unless they count on through the text."""
    chain: list[int] = []
    lone = [i for i, line in enumerate(lines) if BARE.fullmatch(line)]
    centred = all(MIDDLE.match(lines[i]) for i in lone)
    for i in lone:
        begins = not chain and int(lines[i]) <= 2
        far = bool(chain) and (centred or i - chain[-1] >= LINES_A_PAGE)
        if begins or (far and int(lines[i]) == int(lines[chain[-1]]) + 1):
            chain.append(i)
    tabular = any("序号" in line for line in lines)
    return chain if len(chain) >= PAGES and len(chain) == len(lone) and (centred or not tabular) else []
