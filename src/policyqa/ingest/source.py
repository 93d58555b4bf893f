"""File → source text: one reader a format, behind one door."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

from charset_normalizer import from_bytes

from policyqa.errors import DocumentEmpty, DocumentUnreadable, UnsupportedFormat, os_reason

#: What Chinese documents are written in; GB18030 covers GBK and GB2312.
ENCODINGS = ["gb18030", "utf_16_le", "utf_16_be", "big5"]
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

#: Control characters that no text holds. Newlines, tabs and form feeds are text.
CONTROL = frozenset(map(chr, range(32))) - set("\t\n\r\f\v") | {"\x7f", "�"}
#: The 3,755 everyday characters of GB 2312 have lead bytes in this range.
EVERYDAY = range(0xB0, 0xD8)


def decode(path: Path, data: bytes) -> str:
    """The text of ``data``, its encoding told by its mark, by being valid UTF-8, or by charset-normalizer.

    Raises:
        DocumentUnreadable: the bytes are no text.
    """
    text = _marked_or_utf8(data)
    if text is None:
        text = _guessed(data)
    if text is None:
        raise DocumentUnreadable(path, "不是文本文件，或文字编码无法识别（可用 UTF-8、GB18030、UTF-16），已跳过")
    controls = sum(text.count(char) for char in CONTROL)
    if controls > max(2, len(text) // 200):
        raise DocumentUnreadable(path, "看起来是二进制文件而不是文字，已跳过")
    return text.lstrip("\ufeff")


def _marked_or_utf8(data: bytes) -> str | None:
    """The text of bytes that say what they are. A zero byte is in no UTF-8 text, though it is valid UTF-8."""
    encoding = "utf-16" if data.startswith(UTF16_MARKS) else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\0" in data:
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes) -> str | None:
    """The most ordinary Chinese text among the readings that charset-normalizer holds possible, None without any.

    Its own order of preference is for long texts: of a heading alone it makes rare characters of Big5.
    """
    readings = [str(match) for match in from_bytes(data, cp_isolation=ENCODINGS, threshold=0.6)]
    return max(readings, key=_ordinary, default=None)


def _ordinary(text: str) -> float:
    """The share of everyday Chinese and ASCII characters in ``text`` (its beginning tells)."""
    sample = text[:2000]
    lead_bytes = (char.encode("gb2312", "ignore")[:1] for char in sample)
    return sum(1 for lead in lead_bytes if lead and (lead[0] in EVERYDAY or 9 <= lead[0] < 127)) / max(len(sample), 1)


def read_text(path: Path) -> str:
    """The text of a plain-text or Markdown file.

    Raises:
        DocumentUnreadable: the file does not open or does not decode.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentUnreadable(path, f"无法打开（{os_reason(error)}），已跳过") from error
    return decode(path, data)


#: The door for formats: a reader turns a path into the source text.
READERS: dict[str, Callable[[Path], str]] = {".txt": read_text, ".md": read_text}


def read(path: Path) -> str:
    """The source text of a document.

    Raises:
        DocumentError: there is no reader for the file, it does not open, or it holds no text.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnsupportedFormat(path, known=tuple(READERS))
    text = reader(path)
    if not text.strip():
        raise DocumentEmpty(path)
    return text
