"""The order of the rooms: a module imports only from its own room and from rooms above it in this list."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import policyqa

ROOMS = (
    "types", "errors", "settings", "text", "contract", "ingest", "index", "facts", "ledger", "retrieve", "answer", "evaluate",
    "api", "render", "progress", "usage", "ui", "eval_cli", "ledger_cli", "cli",
)  # fmt: skip

PACKAGE = Path(policyqa.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_rooms(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import in line {node.lineno}"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            top, _, rest = name.partition(".")
            if top == "policyqa" and rest and rest != "__version__":
                yield rest.split(".")[0]


def test_every_module_lies_in_a_room() -> None:
    assert {room(path) for path in MODULES} <= set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_only_from_rooms_above(path: Path) -> None:
    here = ROOMS.index(room(path))
    below = [name for name in imported_rooms(path) if ROOMS.index(name) > here]
    assert not below, f"{path.relative_to(PACKAGE)} imports from {below}, which lie below {room(path)}"
