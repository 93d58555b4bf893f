"""policyqa as a library: the index keeps itself up to date, scopes are checked, a busy or damaged index is told."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from policyqa.api import PolicyQA
from policyqa.errors import CorpusNotFound, IndexBusy, IndexDamaged, SettingsError, UnknownDocument, UnknownRegion
from policyqa.index.lock import writing
from policyqa.ledger.filters import Filters
from policyqa.settings import Settings


@pytest.fixture(scope="module")
def qa(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> PolicyQA:
    return PolicyQA(Settings.load(corpus=corpus, home=tmp_path_factory.mktemp("home")))


def test_the_first_question_builds_the_index(qa: PolicyQA) -> None:
    answer = qa.ask("谁来牵头托育机构备案？")
    assert not answer.refused
    assert "卫生健康局" in answer.text
    assert [document.policy.id for document in qa.documents()] == ["butie", "tuoyu"]
    assert qa.sync().unchanged == ["butie", "tuoyu"]


@pytest.mark.parametrize("text", ["", "  \n", "？！", "What is the capital of France?", "\ud800", "\x00", "嗯" * 5000])
def test_no_question_breaks_it(qa: PolicyQA, text: str) -> None:
    assert qa.ask(text).refused


def test_unknown_scopes_name_the_valid_ones(qa: PolicyQA) -> None:
    with pytest.raises(UnknownDocument, match="butie、tuoyu"):
        qa.ask("多少钱？", doc_ids=["buti"])
    with pytest.raises(UnknownRegion):
        qa.ask("多少钱？", region="丙省")


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusNotFound):
        PolicyQA(Settings.load(corpus=tmp_path / "none", home=tmp_path)).ask("多少钱？")


def test_the_ledgers_follow_the_documents(corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(corpus, folder)
    qa = PolicyQA(Settings.load(corpus=folder, home=tmp_path / "home"))
    assert [duty.lead for duty in qa.duties(Filters(unit="财政局"))] == [("市财政局",)]
    assert [amount.value for benefit in qa.benefits() for amount in benefit.amounts] == [120, 300]
    assert (qa.targets(), qa.conflicts()) == ([], [])
    (folder / "jihua.txt").write_text("丙市工作要点\n\n一、市民政局牵头，到2026年建成20个社区食堂。\n", encoding="utf-8")
    qa.sync()
    assert [target.value for target in qa.targets(Filters(doc_ids=("jihua",)))] == [20]
    with pytest.raises(UnknownDocument):
        qa.duties(Filters(doc_ids=("没有",)))


def test_state_folder_that_cannot_be_written(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="POLICYQA_HOME"):
        PolicyQA(Settings.load(corpus=corpus, home=tmp_path / "file")).sync()


def test_index_that_somebody_else_writes(qa: PolicyQA, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(writing.__wrapped__.__kwdefaults__, "wait", 0.1)
    with ThreadPoolExecutor(1) as somebody:
        held = writing(qa.settings.index_dir())
        somebody.submit(held.__enter__).result()
        with pytest.raises(IndexBusy, match="另一个"):
            qa.sync()
        somebody.submit(held.__exit__, None, None, None).result()


def test_damaged_index_is_told_and_rebuilt(corpus: Path, tmp_path: Path) -> None:
    settings = Settings.load(corpus=corpus, home=tmp_path)
    qa = PolicyQA(settings)
    qa.sync()
    qa.close()
    for path in settings.index_dir().rglob("*"):
        if path.is_file():
            path.write_bytes(b"damaged" * 64)
    with pytest.raises(IndexDamaged, match="--rebuild"):
        qa.ask("谁能领高龄津贴？")
    qa.sync(rebuild=True)
    assert not qa.ask("谁能领高龄津贴？").refused
