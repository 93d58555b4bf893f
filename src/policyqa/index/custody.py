"""Who may touch the files of embedded Chroma: one process at a time, and nobody after one died writing them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

#: What stands in the state file while the files are written, and stays there when the writer dies.
WRITING = ""

#: Seconds between two looks at a lock that another process holds; searches hold it for milliseconds.
POLL = 0.005


class Unsafe(Exception):
    """The files are held by another process, or somebody who wrote them did not finish."""


class Custody:
    """The right to use the files in ``folder``; the lock and the state lie beside it, so that it can be deleted.

    The state names the last writing, so that whoever keeps the files' content in memory knows when it is out of date. Without a
    state file nobody has written yet. A process killed while it only reads leaves nothing behind: a search writes no file, as
    every writer leaves fewer rows outside the graph's file than make Chroma write it.
    """

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder.with_name(f"{folder.name}.lock"))
        self._state = folder.with_name(f"{folder.name}.state")
        self._known: str | None = None
        self._renewing = False

    @contextmanager
    def holding(self, *, writes: bool, wait: bool, changed: Callable[[], None]) -> Iterator[None]:
        """Hold the files; ``changed`` is called first when another process wrote them since this one held them last.

        Raises:
            Unsafe: another process holds them and it is not to ``wait``, or a writing did not finish.
        """
        if self._renewing:
            yield
            return
        with self._locked(wait=wait):
            state = self._read()
            if state == WRITING:
                raise Unsafe("a process stopped while it was writing")
            if state != self._known:
                changed()
                self._known = state
            if writes:
                self._state.write_text(WRITING)
            yield
            if writes:
                self._finished()

    @contextmanager
    def renewing(self) -> Iterator[None]:
        """Hold the files in whatever state they are, to delete and fill them: they are not whole before all of it is done."""
        with self._locked(wait=True):
            self._state.write_text(WRITING)
            self._renewing = True
            try:
                yield
            finally:
                self._renewing = False
            self._finished()

    @contextmanager
    def _locked(self, *, wait: bool) -> Iterator[None]:
        try:
            self._lock.acquire(timeout=-1 if wait else 0, poll_interval=POLL)
        except Timeout as error:
            raise Unsafe("another process holds them") from error
        try:
            yield
        finally:
            self._lock.release()

    def _finished(self) -> None:
        self._known = uuid.uuid4().hex
        self._state.write_text(self._known)

    def _read(self) -> str | None:
        try:
            return self._state.read_text()
        except FileNotFoundError:
            return None
