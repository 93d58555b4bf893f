"""What documents say about themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policyqa.ingest.metadata import date_of, region_of
from policyqa.types import Document

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023年1月5日", 20230105),
        ("2023 年 1 月 5 日", 20230105),
        ("二〇二三年十二月三十一日", 20231231),
        ("2024-10-23 14:31", 20241023),
        ("2023年13月5日", None),
        ("2023年", None),
    ],
)
def test_dates(text: str, date: int | None) -> None:
    assert date_of(text) == date


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("西咸新区推进“一老一小”工作实施方案", "西咸新区"),
        ("西安市人民政府办公厅", "西安市"),
        ("2025年江宁区入学政策问答", "江宁区"),
        ("关于南昌市商贸物流企业的通知", "南昌市"),
        ("广西壮族自治区养老条例", "广西壮族自治区"),
        ("市级各部门重点任务分解表", None),
        ("关于市政协提案的答复函", None),
        ("这个地处三区交界的社区", None),
        ("致东城区居民的一封信", None),
        ("全市养老工作", None),
        ("中共甲城市委办公室", "甲城市"),
        ("居家社区养老服务规范", None),
        ("老旧小区改造办法", None),
        ("农贸市场管理办法", None),
        ("东城区养老服务方案", "东城区"),
        ("房山区养老服务方案", "房山区"),
        ("中华人民共和国老年人权益保障法", None),
    ],
)
def test_regions(text: str, region: str | None) -> None:
    assert region_of(text) == region


TITLES = {
    "the first line": ("甲市养老条例\n第一条 甲。", "甲市养老条例"),
    "over two lines": ("甲市民政局关于\n印发方案的通知\n一、甲", "甲市民政局关于印发方案的通知"),
    "the authority on its own line": (
        "甲市人民政府办公室\n关于加强养老工作的通知\n一、甲",
        "甲市人民政府办公室关于加强养老工作的通知",
    ),
    "the authorities of a joint notice, a line each": (
        "甲市民政局\n甲市财政局\n甲市残疾人联合会\n关于发放补贴的通知\n甲民发〔2024〕1号\n一、甲",
        "甲市民政局 甲市财政局 甲市残疾人联合会关于发放补贴的通知",
    ),
    "below an authority that it does not begin with": (
        "甲市民政局\n甲民发〔2024〕1号\n甲市养老服务工作要点\n一、甲",
        "甲市养老服务工作要点",
    ),
    "below the way through a portal": ("甲市民政局门户网站 > 政务公开 > 通知\n关于补贴的问答\n一、甲", "关于补贴的问答"),
    "below the bar of a portal": (
        "甲市民政局\n网站首页 | 机构概况 | 互动交流\n《甲市补贴办法》热点问答\n一、甲",
        "《甲市补贴办法》热点问答",
    ),
    "below a letterhead and a number": ("甲市民政局文件\n甲民发〔2024〕1号\n关于补贴的通知\n一、甲", "关于补贴的通知"),
    "of the text that a notice issues": (
        "关于印发《甲办法》的通知\n现将《甲办法草案》印发给你们。\n甲办法草案\n第一条 甲。",
        "甲办法草案",
    ),
    "of an attachment alone": ("附件\n任务分解表\n序号\t任务\n1\t甲", "任务分解表"),
    "with the years that it is for below it": ("甲市托育行动计划\n（2024—2026年）\n一、甲", "甲市托育行动计划（2024—2026年）"),
    "with the number behind it": ("甲市民政局关于补贴的通知（甲民发〔2024〕1号）\n一、甲", "甲市民政局关于补贴的通知"),
    "of authorities side by side": (
        "甲市民政局  甲市财政局　甲市教育局\n关于补贴的通知\n一、甲",
        "甲市民政局 甲市财政局 甲市教育局关于补贴的通知",
    ),
    "broken in mid-phrase": (
        "甲市民政局\n甲市财政局\n关于进一步提高部分补贴标准并扩大\n保障范围的补充通知\n甲民发〔2024〕1号\n一、甲",
        "甲市民政局 甲市财政局关于进一步提高部分补贴标准并扩大保障范围的补充通知",
    ),
    "none": ("一、甲。\n二、乙。", "text"),
}


@pytest.mark.parametrize(("text", "title"), TITLES.values(), ids=TITLES)
def test_titles(read: Read, text: str, title: str) -> None:
    assert read(text).policy.title == title


def test_a_web_page_names_its_fields(read: Read) -> None:
    table = "发布机构\t甲市民政局\t发文字号\t甲民发〔2024〕1号\n发布日期\t2024-10-23 14:31\t有效性\t有效"
    lines = "发布机构：甲市民政局\n发文字号：甲民发〔2024〕1号\n发布日期：2024-10-23\n有效性：有效"
    for form in (table, lines):
        policy = read(f"关于补贴的通知\n{form}\n各区县：\n现通知如下。\n一、甲").policy
        assert (policy.issuer, policy.number, policy.published, policy.validity) == (
            "甲市民政局",
            "甲民发〔2024〕1号",
            20241023,
            "有效",
        )


def test_a_document_is_as_old_as_its_imprint(read: Read) -> None:
    text = "关于补贴的通知\n一、甲\n二、乙\n甲市民政局办公室　　2024年6月20日印发"
    assert read(text).policy.issued == 20240620


def test_a_portal_is_its_authoritys(read: Read) -> None:
    policy = read("云州市民政局门户网站 > 政务公开 > 通知\n关于补贴的问答\n一、甲").policy
    assert (policy.issuer, policy.region) == ("云州市民政局", "云州市")


def test_a_law_is_as_old_as_its_last_amendment(read: Read) -> None:
    policy = read(
        """
        中华人民共和国甲法
        2010年10月28日 第十七次会议通过
        2018年12月29日 第七次会议《关于修改〈甲法〉的决定》修正
        2019年1月1日 施行
        第一条 甲。
        """
    ).policy
    assert (policy.issued, policy.effective) == (20181229, 20190101)


ISSUERS = {
    "signatures of several lines and columns": (
        "办法\n一、甲。\n云州市民政局  云州市财政局\n云州市教育局\n2024年5月1日",
        "云州市民政局、云州市财政局、云州市教育局",
    ),
    "signatures with chops": (
        "办法\n一、甲。\n云州市民政局（章）　云州市财政局（代章）\n2024年5月1日",
        "云州市民政局、云州市财政局",
    ),
    "a signature with its date on the line": ("办法\n一、甲。\n云州市民政局　2024年5月1日", "云州市民政局"),
    "a signature behind an attachment": (
        "办法\n一、甲。\n附表：标准\n序号\t标准\n1\t2\n云州市民政局\n2024年5月1日",
        "云州市民政局",
    ),
    "the letterhead of several, with the word beside the middle one": (
        "云州市民政局\n云州市财政局　文件\n云州市教育局\n云民发〔2024〕1号\n关于补贴的通知\n一、甲。",
        "云州市民政局、云州市财政局、云州市教育局",
    ),
    "the first of several that a title names": ("云州市民政局等三部门关于补贴的通知\n各区县：\n一、甲。", "云州市民政局"),
    "who prints it did not issue it": (
        "云州市民政局文件\n关于补贴的通知\n一、甲。\n云州市民政局办公室　2024年5月1日印发",
        "云州市民政局",
    ),
    "nobody": ("办法\n一、甲。\n二、乙。", None),
}


@pytest.mark.parametrize(("text", "issuer"), ISSUERS.values(), ids=ISSUERS)
def test_issuers(read: Read, text: str, issuer: str | None) -> None:
    assert read(text).policy.issuer == issuer


NOTES = {
    "authorities, number and dates": (
        "（云州市民政局、云州市财政局　云民发〔2024〕2号　2024年1月6日公布　自2024年2月1日起施行）",
        ("云民发〔2024〕2号", "云州市民政局、云州市财政局", 20240106, 20240201),
    ),
    "an order": (
        "（2023年10月8日 云州市人民政府令第12号公布　自2023年12月1日起施行）",
        ("云州市人民政府令第12号", "云州市人民政府", 20231008, 20231201),
    ),
    "amended": (
        "（2019年10月30日第二十次会议通过　根据2023年6月1日《关于修改〈条例〉的决定》修正）",
        (None, None, 20230601, None),
    ),
    "a number with another behind it": ("云民发〔2024〕3号　云财社〔2024〕5号", ("云民发〔2024〕3号", None, None, None)),
}


@pytest.mark.parametrize(("note", "expected"), NOTES.values(), ids=NOTES)
def test_notes_below_a_title(read: Read, note: str, expected: tuple[str | None, str | None, int | None, int | None]) -> None:
    policy = read(f"养老补贴办法\n{note}\n第一条 甲。").policy
    assert (policy.number, policy.issuer, policy.issued, policy.effective) == expected


@pytest.mark.parametrize(
    ("issuer", "region"),
    [
        ("云州市民政局", "云州市"),
        ("云州市柳浦区民政局", "柳浦区"),
        ("江南省云州市柳浦区民政局", "柳浦区"),
        ("云州市社区服务中心", "云州市"),
        ("云州市城区改造办公室", "云州市"),
    ],
)
def test_the_region_is_the_place_whose_authority_issues(read: Read, issuer: str, region: str) -> None:
    assert read(f"关于补贴的通知\n一、甲。\n{issuer}\n2024年5月1日").policy.region == region
