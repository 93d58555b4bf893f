"""A folder of documents: which files are in it, what ``policies.toml`` says of them, and each as a :class:`Document`."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from policyqa.errors import CorpusEmpty, CorpusError, CorpusNotFound, DocumentError, DocumentUnreadable
from policyqa.ingest.clauses import cut
from policyqa.ingest.lines import lines_of
from policyqa.ingest.metadata import describe
from policyqa.ingest.repair import repair
from policyqa.ingest.source import READERS, read
from policyqa.types import Document, Policy

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

#: Formats of documents that have no reader yet: such a file is named as skipped instead of being passed over in silence.
KNOWN_FORMATS = frozenset(READERS) | {".pdf", ".doc", ".docx", ".wps", ".ofd", ".rtf", ".htm", ".html", ".xls", ".xlsx"}
CATALOGUE = "policies.toml"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A document's file: its id, path, and the SHA-256 of its bytes in hexadecimal (empty when it cannot be read)."""

    doc_id: str
    path: Path
    digest: str


class Catalogue:
    """What is known of a folder's documents beside their texts: fields of :class:`Policy` by document id."""

    def __init__(self, entries: dict[str, dict[str, Any]] | None = None) -> None:
        self._entries = entries or {}

    @classmethod
    def load(cls, folder: Path) -> Catalogue:
        """The catalogue in ``folder``; an empty one when there is none.

        Raises:
            CorpusError: the file is no valid TOML, or names a field that a policy does not have.
        """
        path = folder / CATALOGUE
        if not path.is_file():
            return cls()
        try:
            entries = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            raise CorpusError(f'{path} 无法读取：{error}。编号里有汉字时要加引号，例如 ["通知"]') from error
        known = {field.name for field in fields(Policy)} - {"id"}
        for doc_id, entry in entries.items():
            if not isinstance(entry, dict) or (unknown := sorted(entry.keys() - known)):
                names = "、".join(unknown) if isinstance(entry, dict) else doc_id
                raise CorpusError(f"{path} 的 [{doc_id}] 里有不认识的项：{names}。可用的是 {'、'.join(sorted(known))}")
        return cls(entries)

    def entry(self, doc_id: str) -> dict[str, Any]:
        """The known fields of a document; empty for one that is not listed."""
        return dict(self._entries.get(doc_id, {}))


def scan(folder: Path) -> list[SourceFile]:
    """The documents of a folder and its subfolders, ordered by id. A document's id is its file's stem.

    Two files of one stem are told apart by their path below the folder.

    Raises:
        CorpusNotFound: there is no such folder.
        CorpusEmpty: it holds no document.
    """
    folder = folder.expanduser()
    if not folder.is_dir():
        raise CorpusNotFound(folder)
    paths = list(_documents(folder))
    if not paths:
        raise CorpusEmpty(folder)
    stems = [path.stem for path in paths]
    ids = [
        stem if stems.count(stem) == 1 else path.relative_to(folder).as_posix() for stem, path in zip(stems, paths, strict=True)
    ]
    files = [SourceFile(doc_id, path, _digest(path)) for doc_id, path in zip(ids, paths, strict=True)]
    return sorted(files, key=lambda file: file.doc_id)


def _documents(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in KNOWN_FORMATS and path.is_file() and not hidden and path.stem.upper() != "README":
            yield path


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def load(file: SourceFile, *, catalogue: Catalogue | None = None) -> Document:
    """The document of a file: read, repaired, cut into clauses and described.

    Raises:
        DocumentError: the file cannot be used.
    """
    return parse(file.doc_id, read(file.path), path=file.path, known=(catalogue or Catalogue()).entry(file.doc_id))


def read_all(folder: Path, *, skipped: Callable[[DocumentError], object]) -> Iterator[Document]:
    """The documents of a folder one by one, in the order of their ids; ``skipped`` is told of those that cannot be used.

    Raises:
        CorpusError: the folder is missing, or holds no document that can be used.
    """
    files = scan(folder)
    catalogue = Catalogue.load(folder)
    unusable = 0
    for file in files:
        try:
            document = load(file, catalogue=catalogue)
        except DocumentError as error:
            unusable += 1
            skipped(error)
            continue
        yield document
    if unusable == len(files):
        raise CorpusEmpty(folder, skipped=unusable)


def parse(doc_id: str, source: str, *, path: Path | None = None, known: dict[str, Any] | None = None) -> Document:
    """The document that a source text is; ``known`` fields of its policy go before what the text tells.

    Raises:
        DocumentUnreadable: nothing but chrome is in the text.
    """
    text = repair(source)
    lines = lines_of(text)
    if not lines:
        raise DocumentUnreadable(path or Path(doc_id), "除了网页或排版的杂质，没有正文，已跳过")
    clauses, subclauses = cut(doc_id, text.text, lines)
    policy = replace(describe(doc_id, clauses), **(known or {}))
    return Document(policy, text.text, clauses, subclauses, text.source_map())
