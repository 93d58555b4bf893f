"""File → source text: one reader a format, behind one door."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from charset_normalizer import from_bytes

from policyqa.errors import DocumentEmpty, DocumentUnreadable, UnsupportedFormat

#: What Chinese documents are written in; GB18030 covers GBK and GB2312.
ENCODINGS = ["utf_8", "gb18030", "utf_16", "utf_16_le", "utf_16_be", "big5"]

#: Control characters that no text holds. Newlines, tabs and form feeds are text.
CONTROL = frozenset(map(chr, range(32))) - set("\t\n\r\f\v") | {"\x7f", "�"}


def decode(path: Path, data: bytes) -> str:
    """The text of ``data``, its encoding found by charset-normalizer among those of Chinese documents.

    Raises:
        DocumentUnreadable: the bytes are no text.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=ENCODINGS).best()
        if best is None:
            raise DocumentUnreadable(path, "不是文本文件，或文字编码无法识别（可用 UTF-8、GB18030、UTF-16），已跳过") from None
        text = str(best)
    controls = sum(text.count(char) for char in CONTROL)
    if controls > max(2, len(text) // 200):
        raise DocumentUnreadable(path, "看起来是二进制文件而不是文字，已跳过")
    return text.lstrip("\ufeff")


def read_text(path: Path) -> str:
    """The text of a plain-text or Markdown file.

    Raises:
        DocumentUnreadable: the file does not open or does not decode.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentUnreadable(path, f"无法打开（{error.strerror or error}），已跳过") from error
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
