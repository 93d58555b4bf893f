"""Files → text: every encoding of Chinese documents, and files that are no texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyqa.errors import (
    CorpusEmpty,
    CorpusError,
    CorpusNotFound,
    DocumentEmpty,
    DocumentError,
    DocumentUnreadable,
    UnsupportedFormat,
)
from policyqa.ingest.corpus import Catalogue, SourceFile, load, parse, scan
from policyqa.ingest.source import read

TEXT = "甲市养老服务补贴办法\n\n第一条 为规范补贴发放，制定本办法。\n第二条 鄠邑区䶮镇每人每月100元。\n"
SHORT = "第一条 老年人可以申请补贴。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", [TEXT, SHORT, "补贴", "Notice on elderly care 养老\n"], ids=["text", "line", "word", "English"]
)
def test_encodings(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "办法.txt"
    path.write_bytes(text.encode(encoding))
    assert read(path) == text


@pytest.mark.parametrize("encoding", ["gbk", "gb2312", "big5"])
def test_older_encodings(tmp_path: Path, encoding: str) -> None:
    text = "關於養老服務的通知，第一條 為規範補貼。" if encoding == "big5" else SHORT
    path = tmp_path / "办法.txt"
    path.write_bytes(text.encode(encoding))
    assert read(path) == text


def test_crlf_is_one_newline() -> None:
    document = parse("x", "第一条 甲。\r\n第二条 乙。\r\n")
    assert document.text == "第一条 甲。\n第二条 乙。"


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("空.txt", b"", DocumentEmpty),
        ("空白.txt", b" \n\t\n", DocumentEmpty),
        ("图.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, DocumentUnreadable),
        ("零.txt", b"\0" * 200, DocumentUnreadable),
        ("表.xlsx", b"PK\x03\x04", UnsupportedFormat),
        ("无后缀", b"x", UnsupportedFormat),
    ],
)
def test_files_that_cannot_be_used(tmp_path: Path, name: str, data: bytes, error: type[DocumentError]) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error) as raised:
        read(path)
    assert raised.value.path == path
    assert name in str(raised.value)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(DocumentUnreadable, match=r"没了\.txt：无法打开"):
        read(tmp_path / "没了.txt")


def test_only_chrome(tmp_path: Path) -> None:
    path = tmp_path / "页.txt"
    path.write_text("首页 > 政策\n【字体：大 中 小】\n打印 关闭\n", encoding="utf-8")
    with pytest.raises(DocumentUnreadable, match="没有正文"):
        load(SourceFile("页", path, ""))


# --- folders ---------------------------------------------------------------------------------------------------------


def test_scan(tmp_path: Path) -> None:
    for name in ("乙.txt", "甲.md", "README.md", "图.png", ".隐藏.txt", "下级/丙.TXT", "扫描.pdf"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("第一条 甲。", encoding="utf-8")
    files = scan(tmp_path)
    assert [file.doc_id for file in files] == ["丙", "乙", "扫描", "甲"]  # a PDF is listed, so that it is named as skipped
    assert all(len(file.digest) == 64 for file in files)


def test_two_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for name in ("2023/方案.txt", "2024/方案.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("第一条 甲。", encoding="utf-8")
    assert [file.doc_id for file in scan(tmp_path)] == ["2023/方案.txt", "2024/方案.txt"]


def test_no_folder_and_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(CorpusNotFound):
        scan(tmp_path / "没有")
    with pytest.raises(CorpusEmpty):
        scan(tmp_path)


def test_the_catalogue_goes_before_the_text(tmp_path: Path) -> None:
    (tmp_path / "方案.txt").write_text("甲市方案\n\n一、总体要求\n", encoding="utf-8")
    (tmp_path / "policies.toml").write_text('["方案"]\ntitle = "甲市养老方案"\nissued = 20230105\n', encoding="utf-8")
    document = load(scan(tmp_path)[0], catalogue=Catalogue.load(tmp_path))
    assert (document.policy.title, document.policy.issued, document.policy.id) == ("甲市养老方案", 20230105, "方案")


@pytest.mark.parametrize(
    "broken", ['["方案"]\nname = "x"\n', "[方案\n", 'title = "x"\n'], ids=["unknown field", "no TOML", "no section"]
)
def test_a_broken_catalogue_is_named(tmp_path: Path, broken: str) -> None:
    (tmp_path / "policies.toml").write_text(broken, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"policies\.toml"):
        Catalogue.load(tmp_path)
