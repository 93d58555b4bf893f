"""What the tests of answers share: the documents of an invented city, read as they are, and a library that serves them."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1] / "index"))  # its tiny embedding

from city import write_city

from policyqa.api import PolicyQA
from policyqa.facts.book import FactBook
from policyqa.ingest.corpus import Catalogue, load, scan
from policyqa.retrieve.hybrid import Found
from policyqa.retrieve.query import Query, understand
from policyqa.retrieve.statements import coverage, pairs, statements_of
from policyqa.settings import Settings
from policyqa.text.lexicon import Lexicon
from policyqa.types import Answer, Document, Evidence, Question

Search = Callable[..., tuple[Query, Found, dict[str, float]]]


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_city(tmp_path_factory.mktemp("city") / "corpus")


@pytest.fixture(scope="session")
def qa(city: Path, tmp_path_factory: pytest.TempPathFactory) -> PolicyQA:
    """The library over the city's documents, with its real index and embedding."""
    return PolicyQA(Settings.load(corpus=city, home=tmp_path_factory.mktemp("city-home")))


@pytest.fixture(scope="module")
def ask(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    """Asks of one text alone, the ``PLAN`` of the module."""
    folder = tmp_path_factory.mktemp("plan")
    (folder / "plan.txt").write_text(request.module.PLAN, encoding="utf-8")
    return PolicyQA(Settings(corpus=folder, home=folder / "home")).ask


@pytest.fixture(scope="session")
def documents(city: Path) -> dict[str, Document]:
    catalogue = Catalogue.load(city)
    return {file.doc_id: load(file, catalogue=catalogue) for file in scan(city)}


@pytest.fixture(scope="session")
def book(documents: dict[str, Document]) -> FactBook:
    return FactBook(documents)


@pytest.fixture(scope="session")
def search(documents: dict[str, Document]) -> Search:
    """A search without an index: every term of the question weighs one, clauses rank by what a statement of theirs covers."""

    def searched(question: str, **scope: object) -> tuple[Query, Found, dict[str, float]]:
        policies = [document.policy for document in documents.values()]
        query = understand(Question(question, **scope), policies=policies, lexicon=Lexicon([]))  # type: ignore[arg-type]
        weights = dict.fromkeys(pairs(query.text), 1.0)
        evidence = [
            Evidence(clause, max((coverage(s, weights) for s in statements_of(clause)), default=0.0), clause.span)
            for document in documents.values()
            for clause in document.clauses
        ]
        evidence.sort(key=lambda each: -each.score)
        return query, Found(tuple(evidence[:10]), standing=0.02), weights

    return searched


def assert_told(told: str, said: tuple[str, ...], unsaid: tuple[str, ...]) -> None:
    """All that is to be said stands in what was told, and nothing of what is not."""
    assert all(words in told for words in said), told
    assert not any(words in told for words in unsaid), told
