"""All metrics, one a file, in the order in which reports show them."""

from __future__ import annotations

from policyqa.evaluate.metrics import (
    char_f1,
    citation_precision,
    citation_recall,
    document_hit,
    facts,
    hit,
    latency,
    length,
    mrr,
    ndcg,
    numeric_fidelity,
    path_exactness,
    refusal,
    retrieval_recall,
    rouge,
    verdict,
)
from policyqa.evaluate.metrics.base import Metric

ALL: tuple[Metric, ...] = (
    hit.HIT_1,
    hit.HIT_3,
    citation_precision.METRIC,
    citation_recall.METRIC,
    path_exactness.METRIC,
    retrieval_recall.RETRIEVAL_HIT_1,
    *retrieval_recall.RECALLS,
    mrr.METRIC,
    ndcg.METRIC,
    *document_hit.DOCUMENT_HITS,
    facts.FACTS,
    facts.FACTS_CITED,
    numeric_fidelity.METRIC,
    refusal.BALANCED,
    refusal.PRECISION,
    refusal.RECALL,
    refusal.ANSWER_RATE,
    verdict.METRIC,
    rouge.ROUGE_L,
    rouge.CEILING,
    char_f1.METRIC,
    length.METRIC,
    latency.P50,
    latency.P95,
)

BY_NAME: dict[str, Metric] = {metric.name: metric for metric in ALL}

#: The figures that stand for a run: what gates watch and summaries show, of those that a question set allows.
HEADLINES = (
    "hit_1", "hit_3", "recall_10", "ndcg_10", "document_hit_1", "facts", "numbers", "refusal_balanced", "verdict", "rouge_l",
)  # fmt: skip
