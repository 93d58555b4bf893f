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
        ("关于南昌市商贸物流企业的通知", "南昌市"),
        ("广西壮族自治区养老条例", "广西壮族自治区"),
        ("市级各部门重点任务分解表", None),
        ("关于市政协提案的答复函", None),
        ("这个地处三区交界的社区", None),
        ("致东城区居民的一封信", None),
        ("全市养老工作", None),
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
