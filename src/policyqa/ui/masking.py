"""Numbers that tell who somebody is, masked before anything is written down."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from typing import Any, TextIO, cast

_BEFORE, _BEHIND = r"(?<![\dA-Za-z])", r"(?![\dA-Za-z])"
#: Resident identity numbers of 18 or 15 characters, mobile and landline numbers, bank cards; also with blanks or dashes inside.
_PERSONAL = re.compile(
    rf"{_BEFORE}(?:"
    r"[1-9]\d{5}[ -]?(?:19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dXx]|[1-9]\d{7}(?:0\d|1[0-2])(?:[0-2]\d|3[01])\d{3}"
    r"|(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,3}[ -]\d{7,8}|[3-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{3})?"
    rf"){_BEHIND}"
)
SHOWN = 3


def masked(text: str) -> str:
    """``text`` with all but the first three characters of such numbers starred: 138********."""
    return _PERSONAL.sub(lambda found: found[0][:SHOWN] + "*" * (len(found[0]) - SHOWN), text)


class Masking(logging.Filter):
    """Masks what a log record says, its arguments and its traceback included."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; it is always kept."""
        record.msg, record.args = masked(record.getMessage()), ()
        if record.exc_info:
            record.exc_text = masked(logging.Formatter().formatException(record.exc_info))
        return True


def mask_logs() -> None:
    """Mask everything that is logged from now on by the handlers that are there, uvicorn's too."""
    loggers = [logging.getLogger(name) for name in ("", "uvicorn", "uvicorn.access", "uvicorn.error", "gradio", "policyqa")]
    for handler in {handler for logger in loggers for handler in logger.handlers}:
        if not any(isinstance(old, Masking) for old in handler.filters):
            handler.addFilter(Masking())


@contextmanager
def masked_errors() -> Iterator[None]:
    """Mask what is written to standard error without a logger, as tracebacks are."""
    with redirect_stderr(cast(TextIO, _Masked(sys.stderr))):
        yield


class _Masked:
    """A stream whose lines are masked."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(masked(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
