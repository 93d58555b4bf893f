"""An evaluation started from the page: one at a time, told how far it is, and stopped on demand."""

from __future__ import annotations

import hmac
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from policyqa.api import PolicyQA
from policyqa.contract import answer_line
from policyqa.errors import PolicyQAError
from policyqa.evaluate import adapters, harness
from policyqa.evaluate.runs import answer_all

#: Seconds that a wrong password costs.
PENALTY = 1.0


class Stopped(Exception):
    """The run was stopped."""


class Runner:
    """Runs question files over what ``qa`` answers from, into folders of ``folder``."""

    def __init__(self, qa: PolicyQA, folder: Path) -> None:
        self._qa = qa
        self._folder = folder
        self._lock = threading.Lock()
        self._stop = threading.Event()

    def admits(self, password: str) -> bool:
        """Whether this is the administrator's password; a wrong one takes a second."""
        wanted = self._qa.settings.admin_password
        right = wanted is not None and hmac.compare_digest(password.encode(), wanted.get_secret_value().encode())
        if not right:
            time.sleep(PENALTY)
        return right

    def run(self, questions: Path, told: Callable[[int, int], None]) -> str | None:
        """Answer and score all questions of a file; the name of the run, or None when one is under way.

        Raises:
            Stopped: somebody stopped it.
            PolicyQAError: the file cannot be used, or the results cannot be written.
        """
        if not self._lock.acquire(blocking=False):
            return None
        try:
            self._stop.clear()
            asked = adapters.read(questions)
            name = f"{questions.stem[:40]}-{datetime.now():%Y%m%d-%H%M%S}"
            folder = self._folder / name
            key = harness.run_key("policyqa", questions, self._qa.settings)

            def progress(done: int, total: int) -> None:
                told(done, total)
                if self._stop.is_set():
                    raise Stopped

            engine = self._qa.engine
            answered = answer_all(
                asked, lambda q: answer_line(engine.answer(q)), part=folder / harness.PART, key=key, progress=progress
            )
            report, _ = harness.evaluate(asked, answered, system="policyqa", source=questions)
            harness.write(report, folder)
            harness.close(folder, keep=True)
            return name
        finally:
            self._lock.release()

    def stop(self) -> None:
        """Stop what is under way after the question at hand."""
        self._stop.set()


class Progress:
    """A run in a thread of its own, and how far it is."""

    def __init__(self, runner: Runner, questions: Path) -> None:
        self.done, self.total = 0, 0
        self.name: str | None = None
        self.failure: str | None = None
        self._thread = threading.Thread(target=self._run, args=(runner, questions), daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self._thread.is_alive()

    def wait(self, seconds: float) -> None:
        """Wait until it ends, at most so long."""
        self._thread.join(seconds)

    def _run(self, runner: Runner, questions: Path) -> None:
        try:
            self.name = runner.run(questions, self._told)
            self.failure = None if self.name else "已经有一次评测在进行。"
        except Stopped:
            self.failure = "已停止。"
        except PolicyQAError as error:
            self.failure = str(error)

    def _told(self, done: int, total: int) -> None:
        self.done, self.total = done, total
