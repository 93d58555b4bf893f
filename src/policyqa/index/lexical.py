"""The lexical store: BM25 postings in the manifest's own database, scored with numpy.

BM25 (Robertson, Walker, Jones, Hancock-Beaulieu & Gatford 1995, "Okapi at TREC-3") in the form of Lucene, whose idf is never
negative; a term given twice counts twice::

    score(q, d) = sum over terms t of q:  idf(t) * tf / (tf + K1 * (1 - B + B * |d| / mean |d|))
    idf(t)      = ln(1 + (N - df + 0.5) / (df + 0.5))

Terms are characters and pairs of neighbours of Chinese runs, Latin words and numbers (``policyqa.text.segment``). Measured on
160 lay questions over 30 laws (4,074 articles, each under its law's title; every gold article counts), in memory but for the
last row, with repeated terms dropped where the engine takes none:

=====================================  =====  =======  ===========  ==========================
store                                  R@10   nDCG@10  p50, ms      a question of 5,000 chars
=====================================  =====  =======  ===========  ==========================
SQLite FTS5                            .602   .490     15           222 s
tantivy                                .588   .482     0.4          0.01 s
bm25s                                  .594   .485     0.5          0.01 s
these postings in memory               .613   .496     0.7          -
these postings in SQLite               .613   .496     1.9          0.05 s
=====================================  =====  =======  ===========  ==========================

All rank alike. FTS5 would be the least code, but scores each clause that has any of the question's characters one by one, so
that a long question blocks for minutes. tantivy is faster than is needed, and a second store to be kept in step with the
manifest; bm25s has to be built anew for each change. Postings in the manifest's database change in the same transaction as the
document they belong to, need no loading and no further package.

Pairs without single characters: .585 / .460, so these stay. With dictionary words: .599 / .484, no gain, so the dictionary (a
second to load) stays off this path. K1 of 0.9 to 2.0 and B of 0.4 to 0.9 give nDCG@10 of .480 to .496. Fused with the dense
list, K1 of 0.9 and B of 0.4 give the most first hits, on these questions (.463 against .444 with 1.2 and .75) and on the
development questions over the shipped documents (.896 against .884).
"""

from __future__ import annotations

import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from policyqa.text.segment import terms

#: Saturation of repeated terms, and how much a clause's length counts: see the figures above.
K1 = 0.9
B = 0.4

#: Of each term in each document: the clauses that hold it, as uint32 pairs (number of the clause, occurrences).
SCHEMA = """
CREATE TABLE posting (term TEXT, document INTEGER, clauses BLOB, PRIMARY KEY (term, document)) WITHOUT ROWID;
CREATE INDEX posting_document ON posting (document);
"""


def write(connection: sqlite3.Connection, document: int, texts: Mapping[int, str]) -> dict[int, int]:
    """Store the postings of a document's clauses (text by clause number); the clauses' lengths in terms by number."""
    postings: dict[str, list[int]] = defaultdict(list)
    lengths: dict[int, int] = {}
    for number, text in texts.items():
        found = terms(text, words=False)
        lengths[number] = len(found)
        for term, count in Counter(found).items():
            postings[term] += (number, count)
    connection.executemany(
        "INSERT INTO posting VALUES (?, ?, ?)",
        ((term, document, np.array(pairs, np.uint32).tobytes()) for term, pairs in postings.items()),
    )
    return lengths


def delete(connection: sqlite3.Connection, document: int) -> None:
    """Delete the postings of a document."""
    connection.execute("DELETE FROM posting WHERE document = ?", (document,))


def frequencies(connection: sqlite3.Connection, query: Sequence[str]) -> dict[str, int]:
    """The number of clauses that hold each term of the query that any clause holds."""
    found: dict[str, int] = {}
    for term in dict.fromkeys(query):
        row = connection.execute("SELECT sum(length(clauses)) FROM posting WHERE term = ?", (term,)).fetchone()
        if row[0]:
            found[term] = row[0] // 8  # two uint32 a clause
    return found


def scores(
    connection: sqlite3.Connection, query: Sequence[str], *, place: npt.NDArray[np.intp], lengths: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """BM25 of all clauses: float32 of the shape of ``lengths``, zero for a clause without any of the query's terms.

    ``lengths`` holds the clauses' lengths in terms, 0 for those that are not searched; ``place`` the position in it of each
    clause number.
    """
    result = np.zeros(lengths.shape, np.float32)
    searched = lengths[lengths > 0]
    if not searched.size:
        return result
    saturation = K1 * (1 - B + B * lengths / searched.mean())
    for term, times in Counter(query).items():
        data = b"".join(row[0] for row in connection.execute("SELECT clauses FROM posting WHERE term = ?", (term,)))
        if not data:
            continue
        numbers, counts = np.frombuffer(data, np.uint32).reshape(-1, 2).T
        holders = place[numbers]
        frequency = len(numbers)
        idf = math.log(1 + (searched.size - frequency + 0.5) / (frequency + 0.5))
        result[holders] += times * idf * counts / (counts + saturation[holders])
    return result
