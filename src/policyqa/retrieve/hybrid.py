"""Hybrid retrieval: words and meaning are searched side by side, fused, and weighed by what the question names."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial

import numpy as np
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from policyqa.facts import ladders
from policyqa.facts.units import shipped
from policyqa.index.contract import ClauseIndex
from policyqa.index.embedding import as_query, read_query
from policyqa.index.late_interaction import Nearness
from policyqa.retrieve.contrasts import contrasts, shares
from policyqa.retrieve.focus import QUOTED
from policyqa.retrieve.fusion import Key, convex
from policyqa.retrieve.kinds import Kind
from policyqa.retrieve.mentions import ATTACHED, is_elsewhere, is_of_text, region_names, strangers_of
from policyqa.retrieve.query import Query, understand
from policyqa.retrieve.spelling import Spelling
from policyqa.retrieve.statements import coverage, defines, folded, pairs, statements_of
from policyqa.retrieve.sums import named_sums, stated_sums
from policyqa.text.fold import fold
from policyqa.text.labels import cite
from policyqa.text.lexicon import Lexicon
from policyqa.text.segment import terms
from policyqa.types import Clause, Document, Evidence, Question

#: How many hits each search gives to fusion.
DEPTH = 100
#: How many vectors are kept: one question is searched in each of several regions.
VECTORS = 4
#: And of how many regions the words of their documents.
REGIONS = 8
#: Shares of the lexical and the dense list. On the development questions .5/.5 gave the best first hits (.84 against .76 and
#: .57 for either list alone); .4 to .6 differ by less than the noise.
LEXICAL_SHARE, DENSE_SHARE = 0.5, 0.5
#: What the official terms for lay words count beside the question's own words: they are a guess at what was meant. .4 to .7
#: differ by two first hits of 1,056 at most, .25 loses seven.
OFFICIAL_WEIGHT = 0.5
#: What words of earlier turns count beside those of a follow-up: they set its scene.
BEFORE_WEIGHT = 0.5
#: How many fused clauses are looked at sentence by sentence, and what full coverage of the question by one sentence adds.
#: On the development questions .35 and .5 give the same first hits (.896), .25 fewer; on 160 lay questions over laws .25 and
#: .35 more (.463) than .5 (.450) and 1 (.431).
LOOKED_AT, STATEMENT_SHARE = 30, 0.35
#: What a clause gains that holds the form of the answer, a sum for 多少钱, and what it loses when its best statement names only
#: others of the things of a sort, four stars for three. Over six sets of questions (1,056) the form wins 11 first hits and
#: loses 2, at .1 8 and 2, at .2 13 and 4, at .3 15 and 9; the higher it is, the more clauses seem to answer what no text does
#: (refusals of 69 on the training questions: 49 at .1, 47 at .15, 46 at .2). The loss wins one more; by itself, at
#: .2, it loses two.
FORM_GAIN, CONTRAST_LOSS = 0.15, 0.1
#: What a clause gains that defines what the question asks the meaning of: next to it stand many that merely use the word.
DEFINITION_GAIN = 0.3
#: What a clause gains that states a sum by which the question names what it asks for: 那五万块.
SUM_GAIN = 0.4
#: What a clause loses for each unit by which the mean cosine of the question's tokens with their nearest in it is below the
#: highest. Over eight sets that the encoder had not learned from (830 questions) 3.0 finds two more first than 2.0, two fewer
#: than 4.0; over four of them, with one refusal, answers cite the right clause first ten times more than at 2.0.
LATE_SHARE = 3.0
#: Ranks of clauses that are near the question by chance: the first ten may all be about its matter.
BACKGROUND = slice(9, 40)
#: What a clause gains when the question names its document, its region, or its own label. A named label outweighs the text.
DOCUMENT_GAIN, REGION_GAIN, LABEL_GAIN = 0.25, 0.3, 0.5
#: What a clause of an attachment loses when the question asks for the text itself.
ATTACHED_LOSS = 0.5
#: What a clause gains that holds a phrase which the question sets in quotation marks, marks included: “一小” is not “一老一小”.
#: An official term for a lay word counts so as well: a text sets in quotation marks what it coins.
QUOTED_GAIN = 0.3
#: Documents set the words that they coin in quotation marks: “一老一小”.
COINED = re.compile('"([\u4e00-\u9fff]{2,6})"')


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a search found: the evidence, best first, and how far the closest passage stands out. Each search is its own.

    ``standing`` is the highest cosine similarity of a clause with the question less the mean of those further down: unlike
    the similarity itself it can be compared between questions and between corpora. ``weights`` are those of the terms searched.
    ``near`` tells how near stretches of the clauses come to the question.
    """

    evidence: tuple[Evidence, ...]
    standing: float
    weights: Mapping[str, float] = field(default_factory=dict)
    near: Nearness = field(default_factory=Nearness)


class HybridRetriever(BaseRetriever):
    """Finds the clauses that answer a question. A LlamaIndex retriever whose nodes are whole clauses."""

    def __init__(
        self,
        index: ClauseIndex,
        embedding: BaseEmbedding,
        *,
        lexicon: Lexicon,
        asking: Iterable[str] = (),
        top_k: int = 10,
        late: bool = True,
    ) -> None:
        """``asking`` are words that questions use and documents need not; ``late`` whether tokens are compared."""
        super().__init__()
        self._index, self._lexicon, self._top_k = index, lexicon, top_k
        self.spoken = lru_cache(maxsize=REGIONS)(self._spoken)
        self._read = lru_cache(maxsize=VECTORS)(partial(read_query, embedding))
        self._is_late = late
        self.documents: dict[str, Document] = {document.policy.id: document for document in index.documents()}
        self.clauses: dict[Key, Clause] = {c.key: c for document in self.documents.values() for c in document.clauses}
        policies = [document.policy for document in self.documents.values()]
        self._names = {*asking, *lexicon.words, *(fold(name) for name in region_names(policies))}
        self._by_label: dict[str, list[Key]] = {}
        for doc_id, path in self.clauses:
            self._by_label.setdefault(path.rpartition("/")[2], []).append((doc_id, path))

    def understand(self, question: Question) -> Query:
        """What ``question`` asks, over the documents of this index."""
        policies = [document.policy for document in self.documents.values()]
        return understand(question, policies=policies, lexicon=self._lexicon, spelling=self._spelling)

    @cached_property
    def corpus(self) -> str:
        """What all documents say, folded."""
        return fold("\n".join(document.text for document in self.documents.values()))

    def _spoken(self, places: tuple[str, ...]) -> str:
        """What the documents say, folded, but those of other cities than these places, or of strangers to them."""
        here = [document for document in self.documents.values() if not is_elsewhere(document.policy, places, self.strangers)]
        return fold("\n".join(document.text for document in here)) if places and here else self.corpus

    @cached_property
    def strangers(self) -> frozenset[tuple[str, str]]:
        """The pairs of regions of which the documents of neither speak of the other."""
        return strangers_of(self.documents.values())

    @cached_property
    def _spelling(self) -> Spelling:
        coined = COINED.findall(self.corpus)
        return Spelling(self.corpus, self._names.union(coined, shipped().names, ladders.shipped().terms))

    def search(
        self, query: Query, *, doc_ids: Collection[str] | None = None, k: int | None = None, without: Collection[Key] = ()
    ) -> Found:
        """The ``k`` best clauses for ``query``, best first; with ``doc_ids`` only clauses of these documents are searched.

        The span of each is its statement that covers most of the question. ``without`` are clauses to be left out.
        """

        def wanted(key: Key) -> bool:
            # Clauses that another process has put into the index since are not known here.
            return key in self.clauses and key not in without and (doc_ids is None or key[0] in doc_ids)

        dense = {key: score for key, score in self._dense(query, doc_ids).items() if wanted(key)}
        lexical = {key: score for key, score in self._lexical(query, doc_ids).items() if wanted(key)}
        fused = convex([(LEXICAL_SHARE, lexical), (DENSE_SHARE, dense)])
        self._weigh(fused, query, wanted)
        best = sorted(fused, key=lambda key: (-fused[key], key))[: max(k or self._top_k, LOOKED_AT)]
        weights = self.weights(query)
        near = self._nearness(query, best)
        nearest = max(near.clauses.values(), default=0.0)
        for key, each in near.clauses.items():
            fused[key] -= LATE_SHARE * (nearest - each)
        names_sort = bool(shares(query.asked, query.asked)) or any(char.isdigit() for char in query.asked)
        found = [_looked_at(self.clauses[key], fused[key], query, weights, names_sort=names_sort) for key in best]
        found.sort(key=lambda evidence: (-evidence.score, evidence.clause.key))
        return Found(tuple(found[: k or self._top_k]), standing=_standing(dense.values()), weights=weights, near=near)

    def weights(self, query: Query) -> dict[str, float]:
        """The terms of ``query`` with their weights: idf, for those of official terms for lay words at a lower share."""
        parts = {term: OFFICIAL_WEIGHT for word in query.official for term in pairs(word)}
        parts |= dict.fromkeys(pairs(query.text), BEFORE_WEIGHT) | dict.fromkeys(pairs(query.asked), 1.0)
        parts = {term: part for term, part in parts.items() if not any(term in region for region in query.mentions.regions)}
        frequencies = self._index.frequencies(list(parts))
        total = len(self.clauses)
        return {
            term: parts[term] * math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
            for term, frequency in frequencies.items()
        }

    def scope(self, question: Question) -> list[str] | None:
        """The documents that a question is restricted to by id and region, None for all."""
        if not question.doc_ids and not question.region:
            return None
        return [
            doc_id
            for doc_id, document in self.documents.items()
            if (not question.doc_ids or doc_id in question.doc_ids)
            and (not question.region or document.policy.region == question.region)
        ]

    def _dense(self, query: Query, doc_ids: Collection[str] | None) -> dict[Key, float]:
        """Cosine similarity of the passage of each clause that is closest in meaning."""
        best: dict[Key, float] = {}
        for hit in self._index.search_dense(self._read(query.text)[0], k=DEPTH, doc_ids=doc_ids):
            best.setdefault((hit.doc_id, hit.clause), hit.score)
        return best

    def _lexical(self, query: Query, doc_ids: Collection[str] | None) -> dict[Key, float]:
        """BM25 scores, those for earlier turns and for the official terms added at their weights: BM25 is a sum over terms."""
        scores: dict[Key, float] = {}
        known: set[str] = set()
        sources = ((1.0, (query.asked,)), (BEFORE_WEIGHT, (query.text,)), (OFFICIAL_WEIGHT, query.official))
        for weight, texts in sources:
            words = list(dict.fromkeys(term for text in texts for term in terms(text, words=False) if term not in known))
            known.update(words)
            if words:
                for hit in self._index.search_lexical(words, k=DEPTH, doc_ids=doc_ids):
                    key = (hit.doc_id, hit.clause)
                    scores[key] = scores.get(key, 0.0) + weight * hit.score
        return scores

    def _nearness(self, query: Query, keys: Sequence[Key]) -> Nearness:
        """How near these clauses come to the question, token by token, those of earlier turns at their weight."""
        _, tokens = self._read(query.text)
        if tokens is None or not self._is_late:
            return Nearness()
        own = len(as_query("")) + len(query.text) - len(query.asked) if query.text.endswith(query.asked) else 0
        weights = np.where(tokens["place"] >= own, 1.0, BEFORE_WEIGHT).astype(np.float32)
        return Nearness(tokens, self._index.tokens(keys), weights)

    def _weigh(self, fused: dict[Key, float], query: Query, wanted: Callable[[Key], bool]) -> None:
        """Add the gains of what the question names; a clause named by its label comes in even when no search found it."""
        for label in query.mentions.labels:
            for key in self._by_label.get(label, ()):
                if wanted(key):
                    fused[key] = fused.get(key, 0.0) + LABEL_GAIN
        of_text = is_of_text(query.asked)
        for key in fused:
            if key[0] in query.mentions.doc_ids:
                fused[key] += DOCUMENT_GAIN
            if self.documents[key[0]].policy.region in query.mentions.regions:
                fused[key] += REGION_GAIN
            if of_text and key[1].startswith(ATTACHED):
                fused[key] -= ATTACHED_LOSS
        if quoted := named_in_quotes(query):
            for key in fused:
                fused[key] += QUOTED_GAIN * sum(phrase in folded(self.clauses[key]) for phrase in quoted)

    def _retrieve(self, query_bundle: QueryBundle) -> Sequence[NodeWithScore]:  # type: ignore[override]
        found = self.search(self.understand(Question(query_bundle.query_str)))
        return [NodeWithScore(node=self.node(evidence), score=evidence.score) for evidence in found.evidence]

    def node(self, evidence: Evidence) -> TextNode:
        """The clause of ``evidence`` as a LlamaIndex node."""
        clause, policy = evidence.clause, self.documents[evidence.clause.doc_id].policy
        place = {"start": clause.span.start, "end": clause.span.end, "match": [evidence.span.start, evidence.span.end]}
        names = {"doc_id": clause.doc_id, "clause": clause.path, "label": cite(policy, clause.path), "title": policy.title}
        return TextNode(id_=f"{clause.doc_id}/{clause.path}", text=clause.text, metadata=names | place)


def named_in_quotes(query: Query) -> set[str]:
    """What a question sets in quotation marks, and official terms for its lay words, as a text writes those that it coins."""
    return {*QUOTED.findall(query.asked), *(f'"{word}"' for word in query.official)}


def _looked_at(clause: Clause, score: float, query: Query, weights: Mapping[str, float], *, names_sort: bool) -> Evidence:
    """The clause as evidence: what its best statement covers of the question, and whether it can be the answer.

    ``names_sort`` tells whether the question names a thing of a sort, or a year: only then can a text contrast with it.
    """
    statements = statements_of(clause)
    if not statements:
        return Evidence(clause, score, clause.span)
    covered = [(coverage(statement, weights), -statement.span.start, statement) for statement in statements]
    share, _, best = max(covered, key=lambda each: each[:2])
    score += STATEMENT_SHARE * share
    if query.form:
        score += FORM_GAIN * (query.form.holds.search(clause.text) is not None)
    elif Kind.DEFINITION in query.kinds:
        score += DEFINITION_GAIN * any(defines(statement.text, weights) for statement in statements)
    if (sums := named_sums(query.text)) and sums & stated_sums(clause):
        score += SUM_GAIN
    if names_sort and contrasts(query.asked, best.text):
        score -= CONTRAST_LOSS
    return Evidence(clause, score, best.span)


def _standing(similarities: Iterable[float]) -> float:
    """How far the highest similarity is above the mean of those at the ranks of ``BACKGROUND``; 0 where there are too few."""
    ranked = sorted(similarities, reverse=True)
    background = ranked[BACKGROUND]
    return ranked[0] - sum(background) / len(background) if background else 0.0
