"""Ours and the baselines over two small policies: each answers, cites and lists in the contract's form."""

from pathlib import Path

import pytest

from policyqa import eval_cli
from policyqa.evaluate.adapters import FORMATS
from policyqa.evaluate.systems import SYSTEMS, opened
from policyqa.settings import Settings
from policyqa.types import Question


@pytest.fixture(scope="module")
def settings(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings.load(corpus=corpus, home=tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_system_answers(name: str, settings: Settings) -> None:
    if name == "llamaindex":
        pytest.importorskip("llama_index.vector_stores.chroma")
    with opened(name, settings, progress=lambda done, total: None) as (answer, skipped):
        line = answer(Question("托育机构收费每月最高多少？"))
    assert skipped == []
    assert "1800元" in line["answer"] and not line["refused"]
    assert line["citations"][0]["doc_id"] == "tuoyu"
    assert all(citation["quote"] in citation["text"] for citation in line["citations"])
    assert len({(found["doc_id"], found["clause"]) for found in line["retrieved"]}) == len(line["retrieved"]) > 0
    scores = [found["score"] for found in line["retrieved"]]
    assert scores == sorted(scores, reverse=True)
    assert line["latency_ms"] > 0


def test_depth_is_the_length_of_the_list(settings: Settings) -> None:
    shallow = settings.model_copy(update={"top_k": 2})
    for name in ("policyqa", "hybrid"):
        with opened(name, shallow, progress=lambda done, total: None) as (answer, _):
            assert len(answer(Question("高龄津贴每月发多少钱？"))["retrieved"]) == 2


def test_the_command_knows_all_systems_and_formats() -> None:
    assert tuple(SYSTEMS) == eval_cli.SYSTEMS
    assert tuple(FORMATS) == eval_cli.FORMATS
