"""A process that brings the index up to date is killed at random moments: what is served stays whole, the next run completes.

The folder goes back and forth between two states of the same documents. After each kill every document is either as it was
before or as it is now, to the letter, and each of its clauses is found by vector and by words exactly once.
"""

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hashing import HashEmbedding, settings_of

from policyqa.index.build import sync
from policyqa.index.contract import ClauseIndex
from policyqa.index.open import open_index
from policyqa.ingest.corpus import load, scan
from policyqa.ingest.passages import passages
from policyqa.settings import Settings
from policyqa.text.segment import terms
from policyqa.types import Document

#: As many processes are killed, and more, to a limit, while none of them was killed halfway: how far one comes is chance.
KILLS, MOST_KILLS = 20, 400

#: What each state of the folder says of each document: the amount in its clauses, None where there is no such document.
STATES = (
    {"津贴": 120, "托育": 1800, "殡葬": 50, "养老机构": None},
    {"津贴": 150, "托育": 2000, "殡葬": None, "养老机构": 5000},
)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")


def write_state(folder: Path, state: dict[str, int | None]) -> dict[str, Document]:
    """The documents of a state, written into a folder."""
    folder.mkdir()
    for name, amount in state.items():
        if amount is not None:
            clauses = (f"（{'一二三四五六七八九'[n]}）第{n}类{name}每月{amount + n}元。" for n in range(9))
            parts = (f"{numeral}、{name}的规定{numeral}\n\n" + "\n\n".join(clauses) for numeral in "一二三四五六")
            (folder / f"{name}.txt").write_text(f"关于{name}的通知\n\n" + "\n\n".join(parts), encoding="utf-8")
    return {file.doc_id: load(file) for file in scan(folder)}


@pytest.fixture
def killable(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Forks a process that synchronises for each line it is given; see ``hashing.py``."""
    command = [sys.executable, str(Path(__file__).with_name("hashing.py"))]
    with (
        (tmp_path / "errors").open("w") as errors,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True) as server,
    ):
        yield server
        assert server.stdin is not None
        server.stdin.close()
    assert "Traceback" not in (tmp_path / "errors").read_text()


def run(server: subprocess.Popen[str], settings: Settings, *, kill_after: float | None) -> float:
    """Seconds that a process took to synchronise, or was let live."""
    assert server.stdin is not None and server.stdout is not None
    since = time.monotonic()
    server.stdin.write(f"{settings.corpus}\t{settings.home}\t{kill_after or ''}\n")
    server.stdin.flush()
    assert server.stdout.readline() == "ended\n"
    return time.monotonic() - since


def check(index: ClauseIndex, embedding: HashEmbedding, *states: dict[str, Document]) -> list[Document]:
    """What is served, after checking that it is documents of these states and that their clauses are found, each once."""
    served = index.documents()
    for document in served:
        assert any(document == state.get(document.policy.id) for state in states), f"{document.policy.id} is a mixture"
    missing = set.intersection(*(set(state) for state in states)) - index.versions().keys()
    assert not missing, f"{missing} were served before, are in the folder, and are not served"
    expected = Counter((p.doc_id, p.clause, p.span) for document in served for p in passages(document, max_chars=220))
    vector = embedding.get_query_embedding("每月多少元")
    for doc_ids in (None, [document.policy.id for document in served]):
        hits = index.search_dense(vector, k=1000, doc_ids=doc_ids)
        assert Counter((hit.doc_id, hit.clause, hit.span) for hit in hits) == expected
    searched = Counter({(doc_id, clause): 1 for doc_id, clause, _ in expected})
    assert (
        Counter((hit.doc_id, hit.clause) for hit in index.search_lexical(terms("关于的通知", words=False), k=1000)) == searched
    )
    return served


def test_killed_at_any_moment_the_index_serves_whole_documents(tmp_path: Path, killable: subprocess.Popen[str]) -> None:
    folders = tmp_path / "old", tmp_path / "new"
    states = [write_state(folder, state) for folder, state in zip(folders, STATES, strict=True)]
    settings, embedding = settings_of(tmp_path / "corpus", tmp_path / "home"), HashEmbedding()
    dice = random.Random(20230101)

    def show(state: int) -> None:
        shutil.rmtree(settings.corpus, ignore_errors=True)
        shutil.copytree(folders[state], settings.corpus)

    show(1)
    run(killable, settings, kill_after=None)  # which also warms up
    show(0)
    whole = run(killable, settings, kill_after=None)

    mixed = 0
    for n in range(MOST_KILLS):
        if n >= KILLS and mixed:
            break
        show((n + 1) % 2)
        run(killable, settings, kill_after=dice.uniform(0, whole))
        with open_index(settings) as index:
            served = check(index, embedding, *states)
            mixed += served not in [sorted(state.values(), key=lambda document: document.policy.id) for state in states]
            if n % 3 == 2:
                sync(index, settings, embedding)
                assert {document.policy.id: document for document in check(index, embedding, *states)} == states[(n + 1) % 2]
    assert mixed, "no process was killed halfway: the test tests nothing"
