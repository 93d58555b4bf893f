"""The default index beyond the contract: other processes, other models, leftovers, lost and damaged files."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hashing import HashEmbedding

from policyqa.errors import ClauseIndexError, IndexDamaged, SettingsError
from policyqa.index.contract import ClauseIndex, Hit
from policyqa.index.custody import Custody
from policyqa.index.manifest import Manifest
from policyqa.index.store import ChromaClauseIndex
from policyqa.index.vectors import ChromaVectors
from policyqa.ingest.passages import passages
from policyqa.types import Document

Put = Callable[..., None]
Make = Callable[..., Document]

#: Puts a document into the index of a folder, from another process; the folder and the clause are its arguments.
OTHER_PROCESS = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parent)!r})
import numpy as np
from hashing import HashEmbedding
from policyqa.index.store import ChromaClauseIndex
from policyqa.ingest.corpus import parse
from policyqa.ingest.passages import passages
with ChromaClauseIndex(Path(sys.argv[1]), model="hash") as index:
    document = parse("a", "关于示例事项的通知\\n\\n一、" + sys.argv[2])
    found = passages(document, max_chars=200)
    index.put(document, found, np.array([HashEmbedding().get_query_embedding(p.content) for p in found], np.float32), "2")
"""


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ClauseIndex]:
    with ChromaClauseIndex(tmp_path, model="hash") as opened:
        yield opened


def rows(folder: Path, url: str | None = None) -> dict[str, int]:
    """How many vectors of each version are stored, over all collections of the index."""
    manifest = Manifest(folder)
    vectors = ChromaVectors(folder / "chroma", url=url, name=f"policyqa-{manifest.identity}")
    found = {version: n for space in vectors.spaces() for version, n in vectors.versions(space).items()}
    vectors.disconnect()
    manifest.close()
    return found


def nearest(index: ClauseIndex, embedding: HashEmbedding, question: str) -> list[str]:
    return [hit.clause for hit in index.search_dense(embedding.get_query_embedding(question), k=1)]


def test_a_reader_sees_what_another_process_put(
    index: ClauseIndex, tmp_path: Path, document: Make, put: Put, embedding: HashEmbedding
) -> None:
    put(index, document("a", "高龄津贴每月发放120元。", "护理补贴每月发放300元。"))
    assert nearest(index, embedding, "护理补贴每月发放300元") == ["二"]
    subprocess.run([sys.executable, "-c", OTHER_PROCESS, str(tmp_path), "殡葬管理由民政局负责。"], check=True)
    for doc_ids in (None, ["a"]):
        hits = index.search_dense(embedding.get_query_embedding("护理补贴每月发放300元"), k=5, doc_ids=doc_ids)
        assert {hit.clause for hit in hits} == {clause.path for clause in index.documents()[0].clauses}
    assert "殡葬" in index.documents()[0].text
    assert index.versions() == {"a": "2"}


def test_repair_deletes_rows_that_nothing_owns_and_puts_back_lost_ones(
    index: ClauseIndex, tmp_path: Path, document: Make, put: Put, embedding: HashEmbedding
) -> None:
    put(index, document("a", "高龄津贴每月发放120元。"))
    put(index, document("b", "护理补贴每月发放300元。"))
    index.close()
    good = rows(tmp_path)
    assert len(good) == 2

    manifest = Manifest(tmp_path)
    space = manifest.entries()[0].space
    vectors = ChromaVectors(tmp_path / "chroma", url=None, name=f"policyqa-{manifest.identity}")
    vectors.upsert(space, "half-written", np.ones((2, 64), np.float32))
    vectors.delete(space, [manifest.entries()[0].version])
    vectors.upsert("gone-3", "of a model that is not used any more", np.ones((1, 3), np.float32))
    vectors.disconnect()
    manifest.close()

    with ChromaClauseIndex(tmp_path, model="hash") as again:
        again.repair()
        assert nearest(again, embedding, "高龄津贴每月发放120元") == ["一"]
    assert rows(tmp_path) == good


def _lose(chroma: Path) -> None:
    shutil.rmtree(chroma)


def _scribble(chroma: Path) -> None:
    (chroma / "chroma.sqlite3").write_bytes(b"no database" * 1000)


def _cut(chroma: Path) -> None:
    database = chroma / "chroma.sqlite3"
    database.write_bytes(database.read_bytes()[:40_000])


def _scribble_over_the_graph(chroma: Path) -> None:
    for file in chroma.glob("*/header.bin"):
        file.write_bytes(b"no graph" * 100)


@pytest.mark.parametrize("damage", [_lose, _scribble, _cut, _scribble_over_the_graph])
def test_damaged_vectors_are_restored_from_the_manifest(
    index: ClauseIndex, tmp_path: Path, document: Make, put: Put, embedding: HashEmbedding, damage: Callable[[Path], None]
) -> None:
    clauses = [f"第{n}类补贴每月发放{n * 17}元。" for n in range(10)]
    for n in range(12):
        put(index, document(f"文件{n:02}", *clauses))
    before = [hit for hit in index.search_dense(embedding.get_query_embedding("补贴每月发放51元"), k=30)]
    index.close()
    damage(tmp_path / "chroma")
    with ChromaClauseIndex(tmp_path, model="hash") as again:
        again.repair()
        assert again.search_dense(embedding.get_query_embedding("补贴每月发放51元"), k=30) == before


def test_a_new_server_is_filled_from_the_manifest(
    index: ClauseIndex, tmp_path: Path, document: Make, put: Put, embedding: HashEmbedding, chroma_server: str
) -> None:
    put(index, document("a", "高龄津贴每月发放120元。"))
    with ChromaClauseIndex(tmp_path, model="hash", chroma_url=chroma_server) as remote:
        remote.repair()
        assert nearest(remote, embedding, "高龄津贴") == ["一"]
    assert rows(tmp_path, chroma_server) == rows(tmp_path)


def test_another_model_gets_vectors_of_its_own(index: ClauseIndex, tmp_path: Path, document: Make, put: Put) -> None:
    put(index, document("a", "高龄津贴每月发放120元。"))
    put(index, document("b", "护理补贴每月发放300元。"))
    index.close()
    wide = HashEmbedding(size=96)
    with ChromaClauseIndex(tmp_path, model="wide") as other:
        with pytest.raises(IndexDamaged, match="另一个模型"):
            nearest(other, wide, "高龄津贴")
        found = wide.get_query_embedding("关于示例事项的通知\n一、高龄津贴每月发放120元。")
        one = other.documents()[0]
        cut = passages(one, max_chars=200)
        other.put(one, cut, np.array([found] * len(cut), np.float32), "2")
        assert {hit.doc_id for hit in other.search_dense(found, k=10)} == {"a"}, "b has no vectors of this model yet"
        assert {hit.doc_id for hit in other.search_lexical(["补", "津"], k=10)} == {"a", "b"}
        other.remove("b")
        other.repair()
    assert len(rows(tmp_path)) == 1


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "scribbled over": lambda data: b"no database" * 1000,
    "cut in half": lambda data: data[: len(data) // 2],
    "overwritten behind the first page": lambda data: data[:4096] + b"\xff" * (len(data) - 4096),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_manifest_is_named_as_such(
    index: ClauseIndex, tmp_path: Path, document: Make, put: Put, damage: Callable[[bytes], bytes]
) -> None:
    put(index, document("a", *[f"第{n}类补贴每月发放{n * 17}元。" for n in range(10)]))
    index.close()
    file = tmp_path / "manifest.sqlite3"
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(IndexDamaged, match=r"索引已损坏.*policyqa ingest --rebuild"):
        ChromaClauseIndex(tmp_path, model="hash").documents()


def test_damaged_tokens_are_named_as_such(index: ClauseIndex, tmp_path: Path, document: Make, put: Put) -> None:
    put(index, one := document("a", "高龄津贴每月发放120元。"))
    with sqlite3.connect(tmp_path / "manifest.sqlite3") as connection:
        connection.execute("INSERT INTO tokens SELECT first + ?, ? FROM document", (len(one.clauses) - 1, b"cut off"))
    with pytest.raises(IndexDamaged, match=r"索引已损坏.*policyqa ingest --rebuild"):
        index.tokens([one.clauses[-1].key])


def test_an_index_in_another_form_is_built_again(index: ClauseIndex, tmp_path: Path, document: Make, put: Put) -> None:
    put(index, document("a", "高龄津贴每月发放120元。"))
    index.close()
    with sqlite3.connect(tmp_path / "manifest.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 999")
    with ChromaClauseIndex(tmp_path, model="hash") as again:
        assert again.versions() == {}
        put(again, document("a", "高龄津贴每月发放120元。"))
        assert list(again.versions()) == ["a"]


def test_a_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    with (
        ChromaClauseIndex(tmp_path, model="hash", chroma_url="http://127.0.0.1:9") as index,
        pytest.raises(ClauseIndexError, match=r"连不上 Chroma 服务器：http://127.0.0.1:9"),
    ):
        index.repair()


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://localhost", "http://", "http://localhost:八千"])
def test_an_address_that_is_none_is_named(tmp_path: Path, url: str) -> None:
    with (
        ChromaClauseIndex(tmp_path, model="hash", chroma_url=url) as index,
        pytest.raises(SettingsError, match="http://localhost:8000"),
    ):
        index.repair()


def test_half_written_vectors_are_not_opened_but_compared_one_by_one_until_they_are_repaired(
    index: ClauseIndex, tmp_path: Path, document: Make, put: Put, embedding: HashEmbedding
) -> None:
    for n in range(12):
        put(index, document(f"文件{n:02}", *[f"第{m}类补贴每月发放{m * 17 + n}元。" for m in range(10)]))
    query = embedding.get_query_embedding("补贴每月发放51元")
    before = index.search_dense(query, k=30), index.search_dense(query, k=5, doc_ids=["文件03", "文件07"])
    index.close()
    whole = rows(tmp_path)
    custody = Custody(tmp_path / "chroma")
    with pytest.raises(KeyboardInterrupt), custody.holding(writes=True, wait=True, changed=lambda: None):
        for file in (tmp_path / "chroma").glob("*/data_level0.bin"):
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        raise KeyboardInterrupt  # as good as killed
    with ChromaClauseIndex(tmp_path, model="hash") as again:
        assert same(before, (again.search_dense(query, k=30), again.search_dense(query, k=5, doc_ids=["文件03", "文件07"])))
        again.repair()
        assert (again.search_dense(query, k=30), again.search_dense(query, k=5, doc_ids=["文件03", "文件07"])) == before
    assert rows(tmp_path) == whole


def test_a_search_does_not_wait_for_a_writer(
    index: ClauseIndex, tmp_path: Path, document: Make, put: Put, embedding: HashEmbedding
) -> None:
    put(index, document("a", "高龄津贴每月发放120元。", "护理补贴每月发放300元。"))
    query = embedding.get_query_embedding("护理补贴")
    before = index.search_dense(query, k=5)
    with Custody(tmp_path / "chroma").holding(writes=True, wait=True, changed=lambda: None):
        assert same([before], [index.search_dense(query, k=5)])
    assert index.search_dense(query, k=5) == before


def test_vectors_that_are_lost_are_compared_one_by_one(
    index: ClauseIndex, tmp_path: Path, document: Make, put: Put, embedding: HashEmbedding
) -> None:
    put(index, document("a", "高龄津贴每月发放120元。", "护理补贴每月发放300元。"))
    index.close()
    shutil.rmtree(tmp_path / "chroma")
    with ChromaClauseIndex(tmp_path, model="hash") as again:
        assert nearest(again, embedding, "护理补贴每月发放300元") == ["二"]


def same(one: Sequence[list[Hit]], other: Sequence[list[Hit]]) -> bool:
    """Whether these are the same hits in the same order, with scores that differ by rounding alone."""
    places = [[[(hit.doc_id, hit.span) for hit in hits] for hits in side] for side in (one, other)]
    scores = [[hit.score for hits in side for hit in hits] for side in (one, other)]
    return places[0] == places[1] and scores[0] == pytest.approx(scores[1], abs=1e-5)
