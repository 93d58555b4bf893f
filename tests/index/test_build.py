"""Bringing the index up to date with a folder: what is embedded, replaced, removed, skipped, and who may do it."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hashing import HashEmbedding, settings_of

from policyqa.errors import CorpusEmpty, CorpusNotFound, HomeUnwritable, IndexBusy
from policyqa.index.build import SyncReport, sync
from policyqa.index.contract import ClauseIndex
from policyqa.index.lock import writing
from policyqa.index.open import open_index
from policyqa.ingest.corpus import Catalogue, load, scan
from policyqa.settings import Settings

NOTICE = "丙县殡葬服务通知\n\n一、县民政局负责殡葬管理，2025年12月底前完成。\n"


@pytest.fixture
def settings(corpus: Path, tmp_path: Path) -> Settings:
    """Of a copy of the small corpus, to be changed at will."""
    shutil.copytree(corpus, tmp_path / "corpus")
    return settings_of(tmp_path / "corpus", tmp_path / "home")


@pytest.fixture
def index(settings: Settings) -> Iterator[ClauseIndex]:
    with open_index(settings) as opened:
        yield opened


def summary(report: SyncReport) -> dict[str, list[str]]:
    """What the report says, without what it does not mention."""
    found = {name: getattr(report, name) for name in ("added", "changed", "removed", "unchanged")}
    found["skipped"] = [error.path.name for error in report.skipped]
    return {name: ids for name, ids in found.items() if ids}


def served(index: ClauseIndex) -> list[str]:
    return [document.policy.id for document in index.documents()]


def test_documents_are_embedded_once(settings: Settings, index: ClauseIndex, embedding: HashEmbedding) -> None:
    assert summary(sync(index, settings, embedding)) == {"added": ["butie", "tuoyu"]}
    catalogue = Catalogue.load(settings.corpus)
    assert index.documents() == [load(file, catalogue=catalogue) for file in scan(settings.corpus)]
    embedding.embedded.clear()
    assert summary(sync(index, settings, embedding)) == {"unchanged": ["butie", "tuoyu"]}
    assert embedding.embedded == []


def test_only_what_changed_is_embedded_again(settings: Settings, index: ClauseIndex, embedding: HashEmbedding) -> None:
    sync(index, settings, embedding)
    embedding.embedded.clear()
    text = (settings.corpus / "tuoyu.md").read_text(encoding="utf-8")
    (settings.corpus / "tuoyu.md").write_text(text.replace("1800", "2000"), encoding="utf-8")
    (settings.corpus / "butie.txt").unlink()
    (settings.corpus / "丙县〔2025〕3号.txt").write_text(NOTICE, encoding="utf-8")
    assert summary(sync(index, settings, embedding)) == {
        "added": ["丙县〔2025〕3号"],
        "changed": ["tuoyu"],
        "removed": ["butie"],
    }
    assert served(index) == ["tuoyu", "丙县〔2025〕3号"]
    assert not any("高龄" in text for text in embedding.embedded)
    assert index.search_lexical(["高龄"], k=5) == []


def test_rebuild_embeds_all_again(settings: Settings, index: ClauseIndex, embedding: HashEmbedding) -> None:
    sync(index, settings, embedding)
    before = sorted(embedding.embedded)
    embedding.embedded.clear()
    assert summary(sync(index, settings, embedding, rebuild=True)) == {"changed": ["butie", "tuoyu"]}
    assert sorted(embedding.embedded) == before


@pytest.mark.parametrize("change", [{"passage_chars": 60}, {"embedding": "another"}])
def test_another_cut_or_model_indexes_anew(
    settings: Settings, index: ClauseIndex, embedding: HashEmbedding, change: dict[str, object]
) -> None:
    sync(index, settings, embedding)
    index.close()
    other = settings.model_copy(update=change)
    wider = HashEmbedding(size=96)
    with open_index(other) as again:
        assert summary(sync(again, other, wider)) == {"changed": ["butie", "tuoyu"]}
        hits = again.search_dense(wider.get_query_embedding("高龄津贴"), k=100)
        assert len(hits) == len(wider.embedded)


def test_what_the_catalogue_says_counts(settings: Settings, index: ClauseIndex, embedding: HashEmbedding) -> None:
    sync(index, settings, embedding)
    (settings.corpus / "policies.toml").write_text('[tuoyu]\ntitle = "普惠托育服务通知"\nregion = "乙区"\n', encoding="utf-8")
    assert summary(sync(index, settings, embedding)) == {"changed": ["tuoyu"], "unchanged": ["butie"]}
    assert index.documents()[1].policy.region == "乙区"


def test_bad_documents_are_named_and_the_others_go_on(settings: Settings, index: ClauseIndex, embedding: HashEmbedding) -> None:
    sync(index, settings, embedding)
    (settings.corpus / "空.txt").write_bytes(b"")
    (settings.corpus / "图.txt").write_bytes(bytes(range(256)) * 20)
    (settings.corpus / "扫描.pdf").write_bytes(b"%PDF-1.7")
    (settings.corpus / "tuoyu.md").write_bytes(b"\x00\x01\x02")
    (settings.corpus / "通知.txt").write_text(NOTICE, encoding="utf-8")
    report = sync(index, settings, embedding)
    assert sorted(error.path.name for error in report.skipped) == ["tuoyu.md", "图.txt", "扫描.pdf", "空.txt"]
    assert report.removed == ["tuoyu"], "what it said before is not what the folder holds"
    assert served(index) == ["butie", "通知"]


def test_a_folder_of_nothing_but_bad_documents_leaves_the_index_alone(
    settings: Settings, index: ClauseIndex, embedding: HashEmbedding
) -> None:
    sync(index, settings, embedding)
    for file in settings.corpus.iterdir():
        file.write_bytes(b"")
    with pytest.raises(CorpusEmpty, match="2 个文件都无法使用"):
        sync(index, settings, embedding)
    shutil.rmtree(settings.corpus)
    with pytest.raises(CorpusNotFound):
        sync(index, settings, embedding)
    assert served(index) == ["butie", "tuoyu"]


def test_progress_counts_passages(settings: Settings, index: ClauseIndex) -> None:
    embedding = HashEmbedding(embed_batch_size=2)
    told: list[tuple[int, int]] = []
    sync(index, settings, embedding, progress=lambda done, total: told.append((done, total)))
    total = len(embedding.embedded)
    assert told[-1] == (total, total) and total > 2
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert {total for _, total in told} == {total}


def test_a_failing_model_leaves_what_was_served(settings: Settings, index: ClauseIndex, embedding: HashEmbedding) -> None:
    sync(index, settings, embedding)
    before = index.documents()

    class Broken(HashEmbedding):
        def _get_text_embedding(self, text: str) -> list[float]:
            raise OSError("no memory")

    with pytest.raises(OSError, match="no memory"):
        sync(index, settings, Broken(), rebuild=True)
    assert index.documents() == before
    assert summary(sync(index, settings, embedding)) == {"unchanged": ["butie", "tuoyu"]}


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    folder, held, release = tmp_path / "index", threading.Event(), threading.Event()

    def hold() -> None:
        with writing(folder), writing(folder):  # whoever holds it may take it again
            held.set()
            release.wait(10)

    other = threading.Thread(target=hold)
    other.start()
    held.wait(10)
    with pytest.raises(IndexBusy, match="正在被另一个 policyqa 进程更新"), writing(folder, wait=0.05):
        pass
    release.set()
    other.join()
    with writing(folder, wait=0.05):
        pass


def test_a_killed_writer_does_not_block(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    script = f"""
import sys, time
from pathlib import Path
from policyqa.index.lock import writing
with writing(Path({str(folder)!r})):
    print("held", flush=True)
    time.sleep(60)
"""
    writer = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert writer.stdout is not None and writer.stdout.readline() == b"held\n"
    with pytest.raises(IndexBusy), writing(folder, wait=0.05):
        pass
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    since = time.monotonic()
    with writing(folder, wait=0.05):
        assert time.monotonic() - since < 1


@pytest.mark.skipif(os.name != "posix", reason="what a place that cannot be written is differs")
def test_a_place_that_cannot_be_written_is_named(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(HomeUnwritable, match="POLICYQA_HOME"):
        open_index(settings_of(corpus, tmp_path / "file"))
    with pytest.raises(HomeUnwritable, match="POLICYQA_HOME"), writing(tmp_path / "file" / "index"):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
def test_a_name_that_is_no_unicode_is_named(settings: Settings, index: ClauseIndex, embedding: HashEmbedding) -> None:
    (settings.corpus / os.fsdecode("民政通知.txt".encode("gb18030"))).write_text(NOTICE, encoding="utf-8")
    report = sync(index, settings, embedding)
    assert [str(error).partition("：")[2] for error in report.skipped] == ["文件名不是有效的 UTF-8，请改名，例如 通知.txt"]
    assert served(index) == ["butie", "tuoyu"]
