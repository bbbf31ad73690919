"""A worker: a process that takes arrivals through its standard input and gives their outcomes.

It ends when its standard input does, so that none outlives the process that started it.
"""

import os
import signal
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, BinaryIO

from onrecord.record import Record
from onrecord.runs.conversion import Conversion
from onrecord.runs.frames import receive, send
from onrecord.types import Arrival, Failure, MadeBy, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What a worker starts with.

    Attributes:
        conversion: How arrivals become reports.
        ledger: Path of the ledger, which is only read; None for none.
        reader: The reader's class, as ``module:name``.
        options: Its keyword arguments.
    """

    conversion: Conversion = field(default_factory=Conversion)
    ledger: str | None = None
    reader: str = "onrecord.reader:Reader"
    options: dict[str, Any] = field(default_factory=lambda: {"threads": 1})


@dataclass(frozen=True, slots=True)
class Ready:
    """The first thing a worker says."""

    made_by: MadeBy


@dataclass(frozen=True, slots=True)
class Begun:
    """What a worker says when it takes the next arrival: if it dies now, it is over this one."""


def main() -> None:
    """Work until standard input ends."""
    # The process that started this one decides when to stop: it closes the pipe.
    for name in ("SIGINT", "SIGTERM", "SIGUSR1"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    source = sys.stdin.buffer
    results = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints must not get between the results.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        _work(source, results)
    except (EOFError, BrokenPipeError):
        return


def _work(source: BinaryIO, results: BinaryIO) -> None:
    setup: Setup = receive(source)
    try:
        module, _, name = setup.reader.partition(":")
        reader = getattr(import_module(module), name)(**setup.options)
    except Exception as error:  # the process that started this one tells of it
        send(results, error)
        return
    send(results, Ready(reader.made_by))
    with ExitStack() as stack:
        ledger = None
        if setup.ledger is not None:
            from onrecord.ledger import Ledger

            ledger = stack.enter_context(Ledger(setup.ledger, read_only=True))
        while True:
            arrival: Arrival = receive(source)
            send(results, Begun())
            report = setup.conversion.convert(arrival, ledger, reader.made_by)
            send(results, _read(reader, report))


def _read(reader: Any, report: Report | Failure) -> Record | Failure:
    if isinstance(report, Failure):
        return report
    (outcome,) = reader.read_all([report])
    result: Record | Failure = outcome
    return result
