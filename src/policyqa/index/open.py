"""Opening the index of a corpus folder."""

from __future__ import annotations

from policyqa.errors import HomeUnwritable
from policyqa.index.contract import ClauseIndex
from policyqa.index.store import ChromaClauseIndex
from policyqa.settings import Settings


def open_index(settings: Settings) -> ClauseIndex:
    """The index of the settings' corpus folder; an empty one when there is none yet.

    Raises:
        IndexDamaged: the index files do not open.
        HomeUnwritable: the place for the index cannot be written.
    """
    folder = settings.index_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HomeUnwritable(settings.home, error) from error
    return ChromaClauseIndex(folder, model=settings.embedding, chroma_url=settings.chroma_url)
