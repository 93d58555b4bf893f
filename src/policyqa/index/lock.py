"""One writer an index, across threads and processes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from policyqa.errors import HomeUnwritable, IndexBusy

#: Seconds to wait for another writer. Finding that nothing changed takes well under a second, so that questions asked at the
#: same time pass one after the other; whoever really builds takes longer, and is reported as busy.
WAIT = 5.0


@contextmanager
def writing(folder: Path, *, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock for writing the index in ``folder``; a thread that holds it may take it again.

    The operating system lets go of it when the process ends, however it ends. It lies beside the folder, so that the folder can
    be deleted by its holder.

    Raises:
        IndexBusy: somebody else has held it for ``wait`` seconds.
        HomeUnwritable: the place cannot be written.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        # A singleton is the same object for the same path in one thread: that makes it reentrant, and other threads wait.
        lock = FileLock(folder.with_name(f"{folder.name}.writing"), is_singleton=True)
        lock.acquire(timeout=wait)
    except Timeout as error:
        raise IndexBusy(folder) from error
    except OSError as error:
        raise HomeUnwritable(folder.parent, error) from error
    try:
        yield
    finally:
        lock.release()
