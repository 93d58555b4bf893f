"""The word lists that are the same for every corpus: those beside the shipped documents."""

from __future__ import annotations

import sys
from typing import Any

from policyqa.settings import default_corpus

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def shipped_tables(file_name: str) -> dict[str, Any]:
    """What a shipped TOML file holds."""
    return tomllib.loads((default_corpus() / file_name).read_text(encoding="utf-8"))
