"""The kept pages of a ledger as one web archive, written for ``onrecord export``."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from onrecord.cli.exits import ExitCode, tell
from onrecord.cli.labels import counted

if TYPE_CHECKING:
    from onrecord.errors import EvidenceError
    from onrecord.ledger import KeptCapture


def export_warc(captures: "Iterable[KeptCapture]", ledger: Path, output: Path | None) -> ExitCode:
    """Write the fetched pages, gzipped; what is missing or damaged is told and stops nothing.

    Args:
        captures: What the ledger keeps of them.
        ledger: Its path, which the evidence lies beside.
        output: The file; None for standard output.
    """
    from onrecord.evidence import Evidence
    from onrecord.evidence.warc import write_warc

    with _opened(output) as stream:
        written = write_warc(
            stream,
            captures,
            Evidence.beside(ledger),
            name=output.name if output else "onrecord.warc.gz",
            missed=_tell_missed,
        )
    told = [f"{counted(written.captures, 'page')} written"]
    if written.elsewhere:
        told.append(f"{written.elsewhere:,} left out, which lie in the archives they came from")
    if written.missed:
        told.append(f"{written.missed:,} missing or damaged")
    tell(", ".join(told))
    return ExitCode.SOME_FAILED if written.missed else ExitCode.OK


def _tell_missed(capture: "KeptCapture", error: "EvidenceError") -> None:
    tell(f"{capture.location}: {error}", "failure", where=capture.location, code=error.code)


@contextmanager
def _opened(path: Path | None) -> Iterator[BinaryIO]:
    if path is not None:
        with path.open("wb") as stream:
            yield stream
        return
    if sys.stdout.isatty():
        raise click.UsageError("a web archive is nothing for a terminal: give --output FILE")
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()
