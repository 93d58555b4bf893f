"""A tiny embedding for tests, and a server of processes that synchronise with it and are killed.

Run as a script it imports everything once. For each line of standard input (corpus folder, tab, home, tab, seconds) it forks a
process that brings that corpus' index up to date, kills it after so many seconds (never, for none), and answers ``ended``.
"""

import os
import signal
import sys
import time
from pathlib import Path
from zlib import crc32

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import Field

from policyqa.index.build import sync
from policyqa.index.open import open_index
from policyqa.settings import Settings


class HashEmbedding(BaseEmbedding):
    """Pairs of neighbouring characters hashed into ``size`` dimensions, at unit length; remembers what it embedded."""

    size: int = 64
    embedded: list[str] = Field(default_factory=list)

    def _get_text_embedding(self, text: str) -> list[float]:
        self.embedded.append(text)
        return self._get_query_embedding(text)

    def _get_query_embedding(self, query: str) -> list[float]:
        vector = np.zeros(self.size)
        for pair in zip(query, query[1:] + "\n", strict=True):
            code = crc32("".join(pair).encode())
            vector[code % self.size] += 1 if code & 1 << 31 else -1
        return (vector / (np.linalg.norm(vector) or 1)).tolist()

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def settings_of(corpus: Path, home: Path, **others: object) -> Settings:
    return Settings.load(corpus=corpus, home=home, **{"embedding": "hash", **others})


def main() -> None:
    for line in sys.stdin:
        corpus, home, kill_after = line.rstrip("\n").split("\t")
        process = os.fork()
        if process == 0:
            settings = settings_of(Path(corpus), Path(home))
            sync(open_index(settings), settings, HashEmbedding())
            os._exit(0)
        if kill_after:
            time.sleep(float(kill_after))
            os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        print("ended", flush=True)  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
