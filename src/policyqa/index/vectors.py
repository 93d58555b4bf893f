"""The vector store: Chroma, embedded in a folder or on a server.

One collection a vector space, that is a model and dimension of one index. A row is a passage, its id the document's version and
the passage's number in it: ``3f2a…/17``. Rows are only a way to search what the manifest holds.

Exactness, measured on clustered vectors of 384 dimensions, 500, 4,000 and 20,000 rows: the first 20 are always those of brute
force, and 99.97 % of the first 200 (98.1 % with Chroma's defaults). A search takes 1 to 7 ms; one that is filtered by version
first reads which rows these versions have, 15 ms for 4,000 rows and 70 ms for 20,000.

Embedded Chroma overwrites the files of its graph in place and trusts them when it opens: read half-written, because the writer
still writes or died writing, they take the whole process down (a segmentation fault, not an exception). :mod:`.custody` keeps
everybody from opening them then.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import chromadb
import httpx
from chromadb.api import ClientAPI
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError

from policyqa.errors import ClauseIndexError, SettingsError
from policyqa.index.contract import Vectors
from policyqa.index.custody import Custody, Unsafe

#: A denser graph and a wider search than the defaults (100, 100, 16): see the figures above. What was written since the last
#: ``sync_threshold`` rows is not in the graph's file and is put into it anew by each process that opens it: with 100 (default
#: 1000) that takes 10 ms instead of 100 for 500 rows and 120 instead of 800 for 4,000, and building is no slower.
HNSW: CreateHNSWConfiguration = {
    "space": "cosine",
    "ef_construction": 200,
    "ef_search": 400,
    "max_neighbors": 32,
    "batch_size": 100,
    "sync_threshold": 100,
}

#: What embedded Chroma takes at once is SQLite's limit of variables divided by those of a row.
MAX_BATCH = 5000


class VectorsUnusable(Exception):
    """Chroma cannot read or write its files, may not open them now, or does not know the rows that it is asked for."""


class ChromaVectors:
    """The rows of one index; ``name`` tells its collections from those of others on a shared server.

    Connects at first use, and anew when another process wrote the files of an embedded Chroma. Not for several threads at once.

    Raises, in every method:
        VectorsUnusable: see there; only when embedded, or when rows are missing.
        ClauseIndexError: the server does not answer.
    """

    def __init__(self, folder: Path, *, url: str | None, name: str) -> None:
        self._folder = folder
        self._url = url
        self._custody = Custody(folder) if url is None else None
        self._name = name
        self._client: ClientAPI | None = None
        self._collections: dict[str, chromadb.Collection] = {}

    def upsert(self, space: str, version: str, vectors: Vectors) -> None:
        """Write a version's rows."""
        with self._faults(writes=True):
            collection = self._collection(space)
            for start in range(0, len(vectors), MAX_BATCH):
                batch = vectors[start : start + MAX_BATCH]
                # Not add: that keeps an old row of the same id, without a word.
                collection.upsert(
                    ids=[f"{version}/{start + n}" for n in range(len(batch))],
                    embeddings=batch,
                    metadatas=[{"version": version}] * len(batch),
                )

    def delete(self, space: str, versions: Sequence[str]) -> None:
        """Delete all rows of these versions."""
        if versions:
            with self._faults(writes=True):
                self._collection(space).delete(where=_of(versions))

    def search(
        self, space: str, vector: Sequence[float], *, k: int, versions: Collection[str] | None = None
    ) -> list[tuple[str, int, float]]:
        """Version, number and cosine similarity of the ``k`` closest rows; only those of ``versions`` when given.

        Does not wait for a process that holds embedded Chroma: that raises VectorsUnusable too.
        """
        with self._faults(wait=False):
            found = self._collection(space).query(
                query_embeddings=[vector], n_results=k, where=None if versions is None else _of(versions), include=["distances"]
            )
        distances = found["distances"] or [[]]
        return [(*_parsed(row), 1 - float(distance)) for row, distance in zip(found["ids"][0], distances[0], strict=True)]

    def versions(self, space: str) -> Counter[str]:
        """How many rows there are of each version. Takes 2 ms for 500 rows, 14 for 4,000, 100 for 20,000."""
        with self._faults():
            ids = self._collection(space).get(include=[])["ids"]
        return Counter(_parsed(row)[0] for row in ids)

    def spaces(self) -> list[str]:
        """The spaces that have a collection."""
        prefix = f"{self._name}-"
        with self._faults():
            names = [collection.name for collection in self._connected().list_collections()]
        return [name.removeprefix(prefix) for name in names if name.startswith(prefix)]

    def drop(self, space: str) -> None:
        """Delete the collection of a space, if there is one."""
        with self._faults(writes=True):
            self._collections.pop(space, None)
            try:
                self._connected().delete_collection(f"{self._name}-{space}")
            except NotFoundError:
                return

    @contextmanager
    def renewed(self) -> Iterator[None]:
        """Delete everything of this index, also when it cannot be opened; what is put back inside is all that there is then."""
        if self._custody:
            with self._custody.renewing():
                self.disconnect()
                shutil.rmtree(self._folder, ignore_errors=True)
                yield
        else:
            for space in self.spaces():
                self.drop(space)
            yield

    def disconnect(self) -> None:
        """Let go of files and connections; the next call opens them anew."""
        if self._client is not None:
            self._client.close()  # type: ignore[attr-defined]  # missing in the abstract class only
        self._client = None
        self._collections.clear()

    def _collection(self, space: str) -> chromadb.Collection:
        if space not in self._collections:
            self._collections[space] = self._connected().get_or_create_collection(
                f"{self._name}-{space}", embedding_function=None, configuration={"hnsw": HNSW}
            )
        return self._collections[space]

    def _connected(self) -> ClientAPI:
        if self._client is None:
            settings = Settings(anonymized_telemetry=False)
            if self._url is None:
                try:
                    self._client = chromadb.PersistentClient(self._folder, settings=settings)
                except ChromaError:
                    # It failed half-way and would be handed out again as it is.
                    SharedSystemClient._identifier_to_system.pop(str(self._folder), None)
                    raise
            else:
                host, port, ssl = _address(self._url)
                self._client = chromadb.HttpClient(host, port, ssl, settings=settings)
        return self._client

    @contextmanager
    def _faults(self, *, writes: bool = False, wait: bool = True) -> Iterator[None]:
        """Around all that Chroma does."""
        try:
            with self._custody.holding(writes=writes, wait=wait, changed=self.disconnect) if self._custody else nullcontext():
                yield
        except (ChromaError, Unsafe) as error:
            raise VectorsUnusable(str(error)) from error
        except (httpx.HTTPError, ValueError) as error:  # the client turns a refused connection into a ValueError
            if self._url is None:
                raise
            raise ClauseIndexError(
                f"连不上 Chroma 服务器：{self._url}（{error}）。请检查它是否在运行，或不设 POLICYQA_CHROMA_URL，改用内嵌的"
            ) from error


def _address(url: str) -> tuple[str, int, bool]:
    """Host, port and whether to use TLS."""
    try:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname:
            return parts.hostname, parts.port or (443 if parts.scheme == "https" else 8000), parts.scheme == "https"
    except ValueError:  # the port is no number
        pass
    raise SettingsError(f"Chroma 服务器地址不对：{url}。应当是 http:// 或 https:// 加主机名和端口，例如 http://localhost:8000")


def _of(versions: Collection[str]) -> Any:
    return {"version": {"$in": list(versions)}}


def _parsed(row: str) -> tuple[str, int]:
    version, _, number = row.rpartition("/")
    return version, int(number)
