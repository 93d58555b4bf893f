"""Many people asking at once: ``python benchmarks/load.py [--people 32] [--minutes 10] [--think 8] [--url http://…]``.

Without ``--url`` a server is started over the shipped documents. Every person asks a question, reads the answer for a while
(exponentially distributed, ``--think`` seconds on average) and asks the next. Each question is answered once before, alone: an
answer that differs from that one was mixed up or changed by load. Prints how many questions were asked, failed, were told to
come back and came out different, and how long an answer took, from the click to the last byte.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

QUESTIONS = Path(__file__).parents[1] / "eval" / "questions" / "dev.jsonl"
BUSY = "人多，请稍候"
SEED = 20240601


@dataclass
class Tally:
    """What came of all questions; ``seconds`` are of those that were answered."""

    seconds: list[float] = field(default_factory=list)
    busy: int = 0
    failed: list[str] = field(default_factory=list)
    different: int = 0


async def ask(client: httpx.AsyncClient, question: str) -> str:
    """The answer's text, through the public endpoint as programs use it; RuntimeError with what the server says instead."""
    joined = await client.post("gradio_api/call/ask", json={"data": [question, [], ""]})
    if joined.status_code != 200:
        raise RuntimeError(f"{joined.status_code} {joined.text[:200]}")
    async with client.stream("GET", f"gradio_api/call/ask/{joined.json()['event_id']}") as stream:
        event = ""
        async for line in stream.aiter_lines():
            if line.startswith("event: "):
                event = line.removeprefix("event: ")
            elif line.startswith("data: ") and event in ("complete", "error"):
                if event == "error":
                    raise RuntimeError(line.removeprefix("data: ")[:200])
                return str(json.loads(line.removeprefix("data: "))[0]["answer"])
    raise RuntimeError("the stream ended without an answer")


async def person(
    client: httpx.AsyncClient, questions: Sequence[str], alone: dict[str, str], until: float, think: float, dice: random.Random
) -> Tally:
    """One person's questions until the time is up."""
    tally = Tally()
    await asyncio.sleep(dice.uniform(0, think))
    while time.perf_counter() < until:
        question = dice.choice(questions)
        started = time.perf_counter()
        try:
            answer = await ask(client, question)
        except (RuntimeError, httpx.HTTPError, ValueError, KeyError) as error:
            if BUSY in str(error):
                tally.busy += 1
            else:
                tally.failed.append(f"{type(error).__name__}: {error}")
        else:
            tally.seconds.append(time.perf_counter() - started)
            tally.different += answer != alone[question]
        await asyncio.sleep(dice.expovariate(1 / think) if think else 0)
    return tally


async def measure(url: str, questions: Sequence[str], *, people: int, minutes: float, think: float) -> list[Tally]:
    """The tallies of all people."""
    limits = httpx.Limits(max_connections=2 * people + 8)
    async with httpx.AsyncClient(base_url=url, timeout=120, limits=limits) as client:
        alone = {question: await ask(client, question) for question in questions}
        until = time.perf_counter() + 60 * minutes
        seeds = [random.Random(SEED + number) for number in range(people)]
        return await asyncio.gather(*(person(client, questions, alone, until, think, dice) for dice in seeds))


@contextmanager
def served(url: str | None, port: int) -> Iterator[str]:
    """The address of a server: the one that is given, or one of our own."""
    if url:
        yield url
        return
    command = [str(Path(sys.executable).with_name("policyqa")), "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            for line in server.stdout:
                if "http" in line:
                    break
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=32)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--think", type=float, default=8, help="seconds between an answer and the next question, on average")
    parser.add_argument("--questions", type=Path, default=QUESTIONS, help="JSONL with a field question")
    parser.add_argument("--count", type=int, default=60, help="how many of the questions are used")
    parser.add_argument("--url", help="a server that runs already")
    parser.add_argument("--port", type=int, default=7861)
    options = parser.parse_args()
    lines = [line for line in options.questions.read_text(encoding="utf-8").splitlines() if line.strip()]
    asked = [json.loads(line)["question"] for line in lines]
    questions = random.Random(SEED).sample(asked, min(options.count, len(asked)))
    with served(options.url, options.port) as url:
        people = {"people": options.people, "minutes": options.minutes, "think": options.think}
        tallies = asyncio.run(measure(url, questions, **people))
    report(tallies, **people)


def report(tallies: Sequence[Tally], *, people: int, minutes: float, think: float) -> None:
    """Print the figures."""
    seconds = sorted(second for tally in tallies for second in tally.seconds)
    failed = [failure for tally in tallies for failure in tally.failed]
    print(f"{people} people, {minutes:g} minutes, {think:g} s between questions")
    print(f"answered {len(seconds)}, failed {len(failed)}, told to come back {sum(t.busy for t in tallies)}")
    print(f"different from the answer given alone: {sum(t.different for t in tallies)}")
    if len(seconds) > 1:
        cuts = statistics.quantiles(seconds, n=100, method="inclusive")
        print(f"seconds: p50 {cuts[49]:.2f}, p95 {cuts[94]:.2f}, p99 {cuts[98]:.2f}, longest {seconds[-1]:.2f}")
    for failure in sorted(set(failed))[:5]:
        print(f"  {failure}")
    if failed or any(tally.different for tally in tallies):
        sys.exit(1)


if __name__ == "__main__":
    main()
