"""How the command line ends: one mapper from errors to exit codes."""

import json
import os
import sys
import traceback
from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from typing import Any

import click

from onrecord.errors import (
    EvidenceError,
    GazetteerError,
    LedgerError,
    LexiconError,
    ModelError,
    NotFoundError,
    OnrecordError,
    OptionError,
)
from onrecord.highlight import harmless


class ExitCode(IntEnum):
    """What the exit code of ``onrecord`` means."""

    OK = 0
    SOME_FAILED = 1
    WRONG_USE = 2
    LEDGER = 3
    MODEL = 4
    NOT_FOUND = 5
    DAMAGED = 6
    INTERNAL = 70
    OUTPUT = 74
    INTERRUPTED = 130
    CLOSED_PIPE = 141


_CODES: tuple[tuple[type[BaseException], ExitCode], ...] = (
    (KeyboardInterrupt, ExitCode.INTERRUPTED),
    (BrokenPipeError, ExitCode.CLOSED_PIPE),
    (NotFoundError, ExitCode.NOT_FOUND),
    (ModelError, ExitCode.MODEL),
    (LexiconError, ExitCode.MODEL),
    (GazetteerError, ExitCode.MODEL),
    (LedgerError, ExitCode.LEDGER),
    (EvidenceError, ExitCode.LEDGER),
    (OptionError, ExitCode.WRONG_USE),
    (OnrecordError, ExitCode.SOME_FAILED),
    (OSError, ExitCode.OUTPUT),
)


def exit_code(error: BaseException) -> ExitCode:
    """The exit code that an error ends the program with.

    >>> exit_code(NotFoundError("no report")).name
    'NOT_FOUND'
    """
    for kind, code in _CODES:
        if isinstance(error, kind):
            return code
    return ExitCode.INTERNAL


class LogFormat(StrEnum):
    """How what is said on standard error is written: for people, or an object a line."""

    TEXT = "text"
    JSON = "json"


_log_format = LogFormat.TEXT


def log_as(format_: str) -> None:
    """Write from now on in this format."""
    global _log_format
    _log_format = LogFormat(format_)


def tell(message: str, event: str = "note", **facts: Any) -> None:
    """Say something, on standard error, in one harmless line.

    Args:
        message: For people.
        event: What happened, for programs.
        facts: More of it, for programs: plain JSON values.
    """
    line = harmless(" ".join(message.split()))
    if _log_format is LogFormat.TEXT:
        click.echo(f"onrecord: {line}", err=True)
        return
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    said = {"time": at, "event": event, "message": line, **facts}
    click.echo(json.dumps(said, ensure_ascii=False), err=True)


def end_with(error: BaseException) -> ExitCode:
    """Tell what went wrong and return the exit code; only an unforeseen error shows a traceback."""
    code = exit_code(error)
    if code is ExitCode.CLOSED_PIPE:
        _drop_output()
    elif code is ExitCode.INTERNAL:
        traceback.print_exception(error)
        tell("this should not happen: please report it with the lines above")
    elif code is ExitCode.OUTPUT:
        tell(f"the output cannot be written: {error}; free some space or write it elsewhere")
    elif code is not ExitCode.INTERRUPTED:
        tell(str(error))
    return code


def _drop_output() -> None:
    """Send what is still to be written nowhere, so that Python's last flush stays quiet."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # standard output is no file: a test's, a notebook's
        return
