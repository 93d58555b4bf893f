"""Examples: those shipped are all answered from the documents they come with."""

from pathlib import Path

import pytest

from policyqa.api import PolicyQA
from policyqa.errors import CorpusError
from policyqa.settings import Settings, default_corpus
from policyqa.ui.library import Library
from policyqa.ui.suggest import FILE, examples, follow_ups, tomllib


def test_every_shipped_example_is_answered(shipped_home: Path) -> None:
    qa = PolicyQA(Settings.load(home=shipped_home))
    written = tomllib.loads((default_corpus() / FILE).read_text(encoding="utf-8"))
    assert examples(Library(qa)) == {role["name"]: tuple(role["questions"]) for role in written["role"]}
    qa.close()


def test_what_was_told_already_is_not_offered(shipped_home: Path) -> None:
    qa = PolicyQA(Settings.load(home=shipped_home))
    answer = qa.ask("适老化改造每户补多少钱？")
    offered = follow_ups(Library(qa), answer, ["适老化改造每户补多少钱？"])
    assert offered
    assert answer.text not in [qa.ask(question).text for question in offered]
    qa.close()


def test_a_broken_examples_file_is_named(corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for file in corpus.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / FILE).write_text("[[role]]\nname = '居民'\n", encoding="utf-8")
    qa = PolicyQA(Settings.load(corpus=folder, home=tmp_path / "home"))
    with pytest.raises(CorpusError, match=r"examples.toml 无法使用"):
        examples(Library(qa))
    qa.close()
