"""What the tests of the index share: invented documents, a tiny embedding, and a real Chroma server."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from hashing import HashEmbedding

from policyqa.index.contract import ClauseIndex
from policyqa.ingest.corpus import parse
from policyqa.ingest.passages import passages
from policyqa.types import Document


@pytest.fixture
def embedding() -> HashEmbedding:
    return HashEmbedding()


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    """A document of an id and of the words of its clauses."""

    def make(doc_id: str, *clauses: str, title: str = "关于示例事项的通知") -> Document:
        numerals = "一二三四五六七八九十"
        return parse(doc_id, "\n\n".join([title, *(f"{numerals[n]}、{clause}" for n, clause in enumerate(clauses))]))

    return make


@pytest.fixture
def put(embedding: HashEmbedding) -> Callable[..., None]:
    """Puts a document with the vectors of the tiny embedding."""

    def put_document(index: ClauseIndex, document: Document, fingerprint: str = "1") -> None:
        found = passages(document, max_chars=200)
        vectors = np.array([embedding.get_query_embedding(passage.content) for passage in found], np.float32)
        index.put(document, found, vectors, fingerprint)

    return put_document


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Chroma server on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    command = [Path(sys.executable).with_name("chroma"), "run", "--host", "127.0.0.1", "--port", str(port), "--path"]
    folder = tmp_path_factory.mktemp("chroma-server")
    with (folder / "log").open("w") as log:
        server = subprocess.Popen([*command, folder / "data"], stdout=log, stderr=log, cwd=folder)
        try:
            _wait_for(f"{url}/api/v2/heartbeat", server)
            yield url
        finally:
            server.terminate()
            server.wait(10)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while server.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("chroma run does not answer")
