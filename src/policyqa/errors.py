"""The error tree.

Messages are shown to users as they are, so they are Chinese and say what came in, what is valid, and an example.

::

    PolicyQAError
    ├── SettingsError          a setting is unknown or has a value that is not allowed
    │   └── HomeUnwritable         the folder for indexes and feedback cannot be written
    ├── CorpusError            the folder of documents cannot be used
    │   ├── CorpusNotFound         no such folder
    │   └── CorpusEmpty            the folder holds no readable document
    ├── DocumentError          one document cannot be used: it is named, skipped, and the others go on
    │   ├── DocumentUnreadable     permissions, encoding, binary content
    │   ├── DocumentEmpty          no text in the file
    │   └── UnsupportedFormat      no reader for this kind of file
    ├── QuestionsError         a questions file cannot be used
    │   └── QuestionLineError      one line is not a question (its number is told)
    ├── AnswersError           an answers file cannot be used
    ├── GateError              recorded figures cannot be used, or a run falls below them
    ├── ScopeError             a question is limited to something that the corpus does not hold
    │   ├── UnknownDocument        no document has this id
    │   └── UnknownRegion          no document is of this region
    ├── OutputError            a result file cannot be written
    ├── ServeError             the web page cannot listen at the address
    └── ClauseIndexError       the index cannot be used
        ├── IndexBusy              another process is writing it
        └── IndexDamaged           its files do not open; it has to be built again
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path

#: How many valid values a message lists before it only counts the rest.
_LISTED = 12


def _some(values: Sequence[str]) -> str:
    listed = "、".join(values[:_LISTED])
    return listed if len(values) <= _LISTED else f"{listed} 等 {len(values)} 个"


_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "上级不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
}


def os_reason(error: OSError) -> str:
    """Why the operating system refused, in Chinese where it is one of the usual reasons."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


class PolicyQAError(Exception):
    """Base of every error that policyqa raises on purpose."""


class SettingsError(PolicyQAError):
    """A setting is unknown or has a value that is not allowed."""


class HomeUnwritable(SettingsError):
    """The folder for indexes and feedback cannot be written."""

    def __init__(self, folder: Path, error: OSError) -> None:
        hint = "请用 POLICYQA_HOME 指定一个可写的文件夹，例如 POLICYQA_HOME=./state"
        super().__init__(f"状态文件夹写不了：{folder}（{os_reason(error)}）。{hint}")


class CorpusError(PolicyQAError):
    """The folder of documents cannot be used."""


class CorpusNotFound(CorpusError):
    """There is no such folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"找不到文件夹：{folder}。请给出一个存放政策文件（.txt、.md）的文件夹，例如 --corpus ./corpus")


class CorpusEmpty(CorpusError):
    """The folder holds no readable document."""

    def __init__(self, folder: Path, *, skipped: int = 0) -> None:
        found = f"其中 {skipped} 个文件都无法使用" if skipped else "里面没有可用的文件"
        super().__init__(f"文件夹里没有可读的政策文件：{folder}（{found}）。可用的格式是 .txt 和 .md，例如 {folder}/通知.txt")


class DocumentError(PolicyQAError):
    """One document cannot be used. ``path`` names it; the other documents go on."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path.name}：{message}")
        self.path = path


class DocumentUnreadable(DocumentError):
    """The file cannot be opened or decoded."""


class DocumentEmpty(DocumentError):
    """The file holds no text."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "文件里没有文字，已跳过")


class UnsupportedFormat(DocumentError):
    """There is no reader for this kind of file."""

    def __init__(self, path: Path, *, known: tuple[str, ...]) -> None:
        super().__init__(path, f"不支持的格式“{path.suffix or '无后缀'}”，可用的格式是 {'、'.join(known)}，已跳过")


class QuestionsError(PolicyQAError):
    """A questions file cannot be used."""


class QuestionLineError(QuestionsError):
    """One line of a questions file is not a question."""

    EXAMPLE = '{"id": "1", "question": "适老化改造补多少钱？"}'

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path} 第 {line} 行不是有效的问题：{reason}。每行应是一个 JSON 对象，例如 {self.EXAMPLE}")
        self.line = line


class AnswersError(PolicyQAError):
    """An answers file cannot be used."""

    EXAMPLE = '{"id": "1", "answer": "每户不超过2000元", "refused": false, "citations": []}'

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"用不了答案文件：{path}（{reason}）。每行应是一个 JSON 对象，例如 {self.EXAMPLE}")


class GateError(PolicyQAError):
    """Recorded figures cannot be used, or a run falls below them."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"与记录 {path} 相比没有通过：{reason}。确认应当如此时，用 --record 重新记录")


class ScopeError(PolicyQAError):
    """A question is limited to something that the corpus does not hold."""


class UnknownDocument(ScopeError):
    """No document has this id."""

    def __init__(self, doc_id: str, *, known: Sequence[str]) -> None:
        super().__init__(f"没有编号为“{doc_id}”的文件。可用的编号是 {_some(known)}")


class UnknownRegion(ScopeError):
    """No document is of this region."""

    def __init__(self, region: str, *, known: Sequence[str]) -> None:
        valid = f"文件涉及的地区是 {_some(known)}" if known else "这些文件都没有标明地区"
        super().__init__(f"没有“{region}”的文件。{valid}")


class OutputError(PolicyQAError):
    """A result file cannot be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"写不了结果文件：{path}（{reason}）。请换一个可写的位置，例如 ./{path.name or 'answers.jsonl'}")


class ServeError(PolicyQAError):
    """The web page cannot listen at the address."""

    def __init__(self, host: str | None, port: int | None) -> None:
        where = f"{host or '本机'} 的端口{f' {port} ' if port else ''}"
        super().__init__(f"打不开网页界面：{where}用不了或已被占用。请换一个，例如 policyqa serve --port 7861")


class ClauseIndexError(PolicyQAError):
    """The index cannot be used."""


class IndexBusy(ClauseIndexError):
    """Another process is writing the index."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"索引正在被另一个 policyqa 进程更新：{folder}。请等它结束后再试")


class IndexDamaged(ClauseIndexError):
    """The index files do not open and have to be built again."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"索引已损坏：{folder}（{reason}）。请重新建立：policyqa ingest --rebuild")
