"""The error tree. Messages are shown to users as they are, so they are Chinese and say what came in, what is valid, and an example.

::

    PolicyQAError
    ├── SettingsError          a setting is unknown or has a value that is not allowed
    ├── CorpusError            the folder of documents cannot be used
    │   ├── CorpusNotFound         no such folder
    │   └── CorpusEmpty            the folder holds no readable document
    ├── DocumentError          one document cannot be used: it is named, skipped, and the others go on
    │   ├── DocumentUnreadable     permissions, encoding, binary content
    │   ├── DocumentEmpty          no text in the file
    │   └── UnsupportedFormat      no reader for this kind of file
    ├── QuestionsError         a questions file cannot be used
    │   └── QuestionLineError      one line is not a question (its number is told)
    └── ClauseIndexError       the index cannot be used
        ├── IndexBusy              another process is writing it
        └── IndexDamaged           its files do not open; it has to be built again
"""

from __future__ import annotations

from pathlib import Path


class PolicyQAError(Exception):
    """Base of every error that policyqa raises on purpose."""


class SettingsError(PolicyQAError):
    """A setting is unknown or has a value that is not allowed."""


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
        super().__init__(path, f"不支持的格式“{path.suffix or '无后缀'}”，可用的格式是 {'、'.join(known)}")


class QuestionsError(PolicyQAError):
    """A questions file cannot be used."""


class QuestionLineError(QuestionsError):
    """One line of a questions file is not a question."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        example = '{"id": "1", "question": "适老化改造补多少钱？"}'
        super().__init__(f"{path} 第 {line} 行不是有效的问题：{reason}。每行应是一个 JSON 对象，例如 {example}")
        self.line = line


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
