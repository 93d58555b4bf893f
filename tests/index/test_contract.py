"""What every backend of the clause index has to do. A new backend is one more entry of BACKENDS."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hashing import HashEmbedding

from policyqa.index.contract import ClauseIndex, Hit
from policyqa.index.late_interaction import DIMENSION, TOKEN
from policyqa.index.store import ChromaClauseIndex
from policyqa.ingest.passages import passages
from policyqa.text.segment import terms
from policyqa.types import Clause, Document, Passage, Policy, Span

BACKENDS = ("embedded", "server")

Open = Callable[..., ClauseIndex]
Put = Callable[..., None]
Make = Callable[..., Document]


@pytest.fixture(params=BACKENDS)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Opens the same index each time; closes all at the end."""
    url = request.getfixturevalue("chroma_server") if request.param == "server" else None
    indexes: list[ClauseIndex] = []

    def open_index(model: str = "hash") -> ClauseIndex:
        indexes.append(ChromaClauseIndex(tmp_path, model=model, chroma_url=url))
        return indexes[-1]

    yield open_index
    for index in indexes:
        index.close()


@pytest.fixture
def index(opened: Open) -> ClauseIndex:
    return opened()


def words(text: str) -> list[str]:
    return terms(text, words=False)


def paths(hits: Collection[Hit]) -> list[tuple[str, str]]:
    return [(hit.doc_id, hit.clause) for hit in hits]


def test_an_empty_index_finds_nothing(index: ClauseIndex, embedding: HashEmbedding) -> None:
    assert index.versions() == {}
    assert index.documents() == []
    assert index.search_dense(embedding.get_query_embedding("养老"), k=5) == []
    assert index.search_lexical(words("养老"), k=5) == []
    index.remove("没有这份文件")
    index.repair()


def test_what_is_put_is_served_as_it_was(index: ClauseIndex, document: Make, put: Put, embedding: HashEmbedding) -> None:
    pension = document("b", "高龄津贴每月发放120元。", "护理补贴每月发放300元。")
    nursery = document("a", "普惠托育机构收费每月不得超过1800元。")
    put(index, pension, "指纹1")
    put(index, nursery, "指纹2")
    assert index.versions() == {"b": "指纹1", "a": "指纹2"}
    assert index.documents() == [nursery, pension]

    dense = index.search_dense(embedding.get_query_embedding("护理补贴每月发放300元"), k=3)
    lexical = index.search_lexical(words("护理补贴每月发放300元"), k=3)
    assert paths(dense)[0] == paths(lexical)[0] == ("b", "二")
    assert "护理补贴" in dense[0].span.of(pension.text)
    clause = pension.clauses[-1]
    assert clause.path == "二" and lexical[0].span == clause.span


def test_all_of_it_is_there_when_it_is_opened_again(opened: Open, document: Make, put: Put) -> None:
    index = opened()
    put(index, document("a", "高龄津贴每月发放120元。"))
    before = index.documents(), index.versions(), index.search_lexical(words("津贴"), k=5)
    index.close()
    again = opened()
    assert (again.documents(), again.versions(), again.search_lexical(words("津贴"), k=5)) == before


def test_putting_a_document_again_replaces_all_of_it(
    index: ClauseIndex, document: Make, put: Put, embedding: HashEmbedding
) -> None:
    put(index, document("a", "高龄津贴每月发放120元。", "护理补贴每月发放300元。", "本办法自印发之日起施行。"), "旧")
    new = document("a", "高龄津贴每月发放150元。")
    put(index, new, "新")
    assert index.versions() == {"a": "新"}
    assert index.documents() == [new]
    assert index.search_lexical(words("护理"), k=5) == []
    everything = index.search_dense(embedding.get_query_embedding("护理补贴"), k=50)
    assert sorted(hit.span for hit in everything) == [passage.span for passage in passages(new, max_chars=200)]


def test_a_removed_document_is_gone(index: ClauseIndex, document: Make, put: Put, embedding: HashEmbedding) -> None:
    put(index, document("a", "高龄津贴每月发放120元。"))
    put(index, document("b", "护理补贴每月发放300元。"))
    index.remove("a")
    assert list(index.versions()) == [document.policy.id for document in index.documents()] == ["b"]
    assert {hit.doc_id for hit in index.search_dense(embedding.get_query_embedding("高龄津贴"), k=50)} == {"b"}
    assert index.search_lexical(words("高龄"), k=5) == []


@pytest.mark.parametrize(
    "doc_id",
    [
        "市政办发〔2023〕1号（附件）",
        "民法典 总则 编",
        "通知/2024@3/17",
        "引号'\"和%_",
        "😀🏛",
        "e\u0301te\u0301",
        "．",
        "長安區",
    ],
)
def test_any_name_can_be_an_id(index: ClauseIndex, document: Make, put: Put, embedding: HashEmbedding, doc_id: str) -> None:
    put(index, document("别的", "护理补贴每月发放300元。"))
    put(index, document(doc_id, "高龄津贴每月发放120元。"))
    question = "高龄津贴"
    assert paths(index.search_dense(embedding.get_query_embedding(question), k=1, doc_ids=[doc_id])) == [(doc_id, "一")]
    assert paths(index.search_lexical(words(question), k=1)) == [(doc_id, "一")]
    assert [document.policy.id for document in index.documents()] == sorted(["别的", doc_id])
    index.remove(doc_id)
    assert list(index.versions()) == ["别的"]


def test_a_filter_is_applied_before_the_best_are_taken(
    index: ClauseIndex, document: Make, put: Put, embedding: HashEmbedding
) -> None:
    for n in range(12):
        put(index, document(f"补贴{n:02}", f"高龄津贴每月发放{n}元。", f"高龄津贴按月发放{n}次。"))
    put(index, document("偏远", "乡镇负责殡葬管理，与津贴无关。"))
    vector, query = embedding.get_query_embedding("高龄津贴每月发放"), words("高龄津贴每月发放")
    for doc_ids in (["偏远"], ("偏远", "没有这份"), {"偏远"}):
        assert {hit.doc_id for hit in index.search_dense(vector, k=3, doc_ids=doc_ids)} == {"偏远"}
        assert paths(index.search_lexical(query, k=3, doc_ids=doc_ids)) == [("偏远", "一")]
    assert len(index.search_dense(vector, k=3)) == len(index.search_lexical(query, k=3)) == 3
    for nothing in ([], ["没有这份"]):
        assert index.search_dense(vector, k=3, doc_ids=nothing) == index.search_lexical(query, k=3, doc_ids=nothing) == []
    assert index.search_dense(vector, k=0) == index.search_lexical(query, k=0) == []


def numbered(doc_id: str, count: int) -> tuple[Document, list[Passage]]:
    """A document of ``count`` one-character clauses with a passage each."""
    text = "".join(chr(0x4E00 + n) for n in range(count))
    clauses = tuple(Clause(doc_id, str(n), "item", Span(n, n + 1), text[n]) for n in range(count))
    found = [Passage(doc_id, clause.path, clause.span, clause.text) for clause in clauses]
    return Document(Policy(doc_id, doc_id), text, clauses), found


def test_dense_search_is_exact_with_and_without_a_filter(index: ClauseIndex) -> None:
    random = np.random.default_rng(7)
    centres = random.normal(size=(12, 48))
    owners: list[tuple[str, int]] = []
    parts: list[np.ndarray] = []
    for n, size in enumerate((1, 3, 40, 250, 120, 300, 7, 90)):
        vectors = (centres[random.integers(0, 12, size)] + 0.5 * random.normal(size=(size, 48))).astype(np.float32)
        index.put(*numbered(f"文件{n}", size), vectors, "1")
        owners += [(f"文件{n}", place) for place in range(size)]
        parts.append(vectors)
    matrix = np.concatenate(parts)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    for doc_ids in (None, ["文件0"], ["文件6", "文件1"], ["文件3"], ["文件5", "文件2", "文件7"]):
        for query in centres + 0.5 * random.normal(size=centres.shape):
            scores = matrix @ (query / np.linalg.norm(query))
            order = [n for n in np.argsort(-scores) if doc_ids is None or owners[n][0] in doc_ids]
            for k in (1, 10, 60):
                hits = index.search_dense(query.tolist(), k=k, doc_ids=doc_ids)
                assert [(hit.doc_id, int(hit.clause)) for hit in hits] == [owners[n] for n in order[:k]]
                np.testing.assert_allclose([hit.score for hit in hits], scores[order[:k]], atol=1e-5)


def test_equal_passages_come_by_document_id(index: ClauseIndex, document: Make, put: Put, embedding: HashEmbedding) -> None:
    for doc_id in ("丙", "甲", "丁", "乙"):
        put(index, document(doc_id, "高龄津贴每月发放120元。"))
    ordered = [(doc_id, "一") for doc_id in sorted(("丙", "甲", "丁", "乙"))]
    vector = embedding.get_query_embedding("关于示例事项的通知\n一、高龄津贴每月发放120元。")
    assert paths(index.search_dense(vector, k=4)) == paths(index.search_lexical(words("高龄"), k=4)) == ordered
    assert paths(index.search_dense(vector, k=2)) == paths(index.search_lexical(words("高龄"), k=2)) == ordered[:2]


def test_lexical_scores_are_bm25(index: ClauseIndex, document: Make, put: Put) -> None:
    documents = [
        document("a", "高龄津贴每月发放120元，津贴按月发放。", "护理补贴每月发放300元。"),
        document("b", "养老机构建设补贴每张床位一次性补助5000元。", "运营补贴按月发放，每人每月100元。", "申请。"),
    ]
    for one in documents:
        put(index, one)
    query = words("每月发放的津贴，津贴多少元？")
    cut = {
        (passage.doc_id, passage.clause): Counter(words(f"{passage.context}\n{passage.text}"))
        for one in documents
        for passage in passages(one, max_chars=200)
    }
    mean = sum(counts.total() for counts in cut.values()) / len(cut)
    expected: dict[tuple[str, str], float] = {}
    for key, counts in cut.items():
        saturation = 0.9 * (0.6 + 0.4 * counts.total() / mean)
        for term in query:
            df = sum(term in other for other in cut.values())
            idf = math.log(1 + (len(cut) - df + 0.5) / (df + 0.5))
            expected[key] = expected.get(key, 0) + idf * counts[term] / (counts[term] + saturation)
    for doc_ids in (None, ["b"]):
        hits = index.search_lexical(query, k=10, doc_ids=doc_ids)
        found = {(hit.doc_id, hit.clause): hit.score for hit in hits}
        assert found == pytest.approx(
            {key: s for key, s in expected.items() if s > 0 and key[0] in (doc_ids or "ab")}, rel=1e-4
        )
        assert [hit.score for hit in hits] == sorted(found.values(), reverse=True)


def test_frequencies_count_clauses(index: ClauseIndex, document: Make, put: Put) -> None:
    assert index.frequencies(["津"]) == {}
    put(index, document("a", "高龄津贴每月发放120元，津贴按月发放。", "护理补贴每月发放300元。"))
    put(index, document("b", "养老机构建设补贴。"))
    assert index.frequencies(["津贴", "补", "300", "没有", "补"]) == {"津贴": 1, "补": 2, "300": 1}
    index.remove("b")
    assert index.frequencies(["补"]) == {"补": 1}


def test_noise_of_five_thousand_characters_is_searched_in_no_time(index: ClauseIndex, document: Make, put: Put) -> None:
    put(index, document("a", "高龄津贴每月发放120元。"))
    noise = "".join(chr(0x4E00 + n * 7 % 20000) for n in range(5000)) + "高龄" + "' OR 1=1; \0 \ud800 *\"("
    assert paths(index.search_lexical(words(noise), k=1)) == [("a", "一")]
    assert index.search_lexical([], k=3) == index.search_lexical(["无此词"], k=3) == []


def test_a_document_of_nothing_but_headings_is_served(index: ClauseIndex, document: Make, put: Put) -> None:
    bare, _ = numbered("a", 2)
    index.put(bare, [], np.zeros((0, 0), np.float32), "1")
    assert index.documents() == [bare]
    assert index.search_dense([1.0, 0.0], k=3) == index.search_lexical(["一"], k=3) == []
    put(index, document("b", "高龄津贴每月发放120元。"))
    assert paths(index.search_lexical(words("高龄"), k=3)) == [("b", "一")]


def test_vectors_have_to_fit_the_passages(index: ClauseIndex) -> None:
    one, found = numbered("a", 3)
    with pytest.raises(ValueError, match="shape"):
        index.put(one, found, np.ones((2, 4), np.float32), "1")
    assert index.versions() == {}


def test_tokens_are_those_of_all_passages_of_a_clause(index: ClauseIndex) -> None:
    one, found = numbered("a", 2)
    other, alike = numbered("b", 1)
    first, second = found[0], found[1]
    tokens = [np.array([(n, np.full(DIMENSION, n))] * n, TOKEN) for n in (1, 2, 3)]
    index.put(one, [first, second, second], np.ones((3, 4), np.float32), "1", tokens=tokens)
    index.put(other, alike, np.ones((1, 4), np.float32), "1")
    keys = [("a", first.clause), ("a", second.clause), ("b", alike[0].clause), ("a", "无此条"), ("无此文", "一")]
    told = index.tokens(keys)
    assert {key: each["vector"][:, 0].tolist() for key, each in told.items()} == {keys[0]: [1], keys[1]: [2, 2, 3, 3, 3]}
    index.put(one, found, np.ones((2, 4), np.float32), "2", tokens=tokens[:2])
    assert [len(each) for each in index.tokens(keys).values()] == [1, 2]
    index.remove("a")
    assert index.tokens(keys) == {}


def test_searches_beside_a_writer_see_whole_documents(
    index: ClauseIndex, document: Make, put: Put, embedding: HashEmbedding
) -> None:
    old = document("a", "高龄津贴每月发放120元。", "旧条款。")
    new = document("a", "高龄津贴每月发放150元。", "新条款。", "又一条。")
    put(index, old)
    vector = embedding.get_query_embedding("高龄津贴")
    stop = False

    def search() -> None:
        while not stop:
            assert len(index.search_dense(vector, k=10)) in (len(old.clauses), len(new.clauses))
            assert index.documents() in ([old], [new])
            assert paths(index.search_lexical(words("高龄"), k=1)) == [("a", "一")]

    with ThreadPoolExecutor(3) as pool:
        searches = [pool.submit(search) for _ in range(3)]
        for n in range(10):
            put(index, (new, old)[n % 2])
        stop = True
        for done in searches:
            done.result()
