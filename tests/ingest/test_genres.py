"""Invented documents of the kinds that people keep, dirt and all, in ``genres/``, with their clause trees in ``golden/``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policyqa.ingest.corpus import Catalogue, load, scan
from policyqa.types import Document

GENRES = {file.doc_id: file for file in scan(Path(__file__).parent / "genres")}
GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("doc_id", GENRES)
def test_tree(doc_id: str, tree: Callable[[Document], str], request: pytest.FixtureRequest) -> None:
    path, found = GOLDEN / f"genre-{doc_id}.txt", tree(load(GENRES[doc_id]))
    if request.config.getoption("--regenerate-golden"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("doc_id", "title", "number", "issuer", "issued"),
    [
        ("web-rules", "甲市养老服务补贴实施细则", "甲民发〔2024〕12号", "甲市民政局、甲市财政局", 20240312),
        (
            "pdf-notice",
            "甲市人民政府办公室关于加强老年助餐服务工作的通知",
            "甲政办发〔2024〕22号",
            "甲市人民政府办公室",
            20240506,
        ),
        ("flat-notice", "关于调整高龄津贴标准的通知", "戊民发〔2023〕7号", "戊市民政局、戊市财政局", 20230620),
        ("order", "甲市托育机构管理办法", "甲市人民政府令第56号", "甲市人民政府", 20231120),
        ("pdf-law", "甲省养老服务条例", None, None, 20220526),
        ("mixed-marks", "丁区关于推进智慧养老工作的实施意见", None, "丁区人民政府", 20240201),
        ("guide", "高龄津贴申请办事指南", None, None, None),
    ],
)
def test_metadata(doc_id: str, title: str, number: str | None, issuer: str | None, issued: int | None) -> None:
    policy = load(GENRES[doc_id], catalogue=Catalogue()).policy
    assert (policy.title, policy.number, policy.issuer, policy.issued) == (title, number, issuer, issued)
