"""A progress bar on standard error that shows up only when the work turns out to be long."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

#: Seconds of work before the bar appears: well below the two seconds after which people wonder.
DELAY = 0.7


class Bar:
    """Called with (done, total); shows nothing for work that is over within :data:`DELAY` seconds."""

    def __init__(self, label: str) -> None:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        self._label = label
        self._progress = Progress(*columns, console=Console(stderr=True))
        self._task: TaskID | None = None
        self._since = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` is done."""
        if self._task is None:
            if done >= total or time.monotonic() - self._since < DELAY:
                return
            self._progress.start()
            self._task = self._progress.add_task(self._label, total=total)
        self._progress.update(self._task, completed=done, total=total)

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._task is not None:
            self._progress.stop()
