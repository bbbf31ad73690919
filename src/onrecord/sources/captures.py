"""From paths to captures: files, folders, archives and standard input, one at a time."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from onrecord.errors import OptionError, SourceError
from onrecord.sources.archives import ArchiveFilters, ArchiveKind, archive_kind, read_archive
from onrecord.sources.archives.packing import DamagedError, packing_of, pieces
from onrecord.sources.archives.read import Known
from onrecord.sources.files import (
    STDIN,
    Found,
    find_files,
    read_file,
    read_stream,
    too_large,
)
from onrecord.sources.names import printable
from onrecord.types import Arrival, Capture, Failure

LIMIT_BYTES = 20_000_000
"""How many bytes one report may have; a page with its pictures inside is about that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureOptions:
    """How paths are opened.

    Attributes:
        limit_bytes: A larger file or record becomes a failure.
        filters: Which records of archives are wanted.
        known: How far an archive has been read, by its name; nothing is known by default.
        stdin: What ``-`` stands for; the process's standard input when None.
    """

    limit_bytes: int = LIMIT_BYTES
    filters: ArchiveFilters = field(default_factory=ArchiveFilters)
    known: Known = lambda source: None
    stdin: BinaryIO | None = None

    def __post_init__(self) -> None:
        if self.limit_bytes < 1:
            raise OptionError("a limit is below 1; give the largest size that is still to be read")


def captures_of(
    paths: Iterable[str | os.PathLike[str]], options: CaptureOptions | None = None
) -> Iterator[Arrival]:
    """The captures that files, folders and archives hold, one at a time and only when asked for.

    Args:
        paths: Files, folders (read with all below them), archives, and ``-`` for standard input.
        options: How they are opened.

    Raises:
        OptionError: ``paths`` is a single string.
    """
    if isinstance(paths, (str, bytes)):
        raise OptionError("paths is one string; give a list of paths")
    settled = options or CaptureOptions()
    return (
        arrival
        for found in find_files(paths)
        if found.is_report
        for arrival in _arrivals(found, settled)
    )


def _arrivals(found: Found, options: CaptureOptions) -> Iterator[Arrival]:
    where = printable(found.path)
    try:
        if found.problem is not None:
            raise found.problem
        kind = None if found.path == STDIN else archive_kind(found.path)
        if kind is None:
            yield Arrival(_file(found.path, options))
        elif kind is ArchiveKind.PACKED:
            yield Arrival(_packed(found.path, options.limit_bytes))
        else:
            yield from read_archive(
                found.path,
                kind,
                shown=where,
                filters=options.filters,
                limit_bytes=options.limit_bytes,
                known=options.known,
            )
    except SourceError as error:
        yield Arrival(failed(where, error))
    except OSError as error:
        reason = error.strerror or str(error)
        yield Arrival(failed(where, SourceError(f"reading failed ({reason}); check the disk")))


def _file(path: str, options: CaptureOptions) -> Capture:
    if path == STDIN:
        stream = _standard_input(options.stdin)
        return Capture(where=STDIN, data=read_stream(stream, options.limit_bytes))
    shown = printable(path)
    return Capture(where=shown, data=read_file(path, options.limit_bytes), path=shown)


def _packed(path: str, limit_bytes: int) -> Capture:
    """A compressed file; it goes by its name without the ending of the compression."""
    shown = printable(path)
    data = bytearray()
    try:
        with open(path, "rb") as file:
            packing = packing_of(file.read(8))
            file.seek(0)
            for piece in pieces(file, packing):
                data += piece
                if len(data) > limit_bytes:
                    raise too_large(limit_bytes)
    except DamagedError as error:
        raise SourceError(
            f"the compressed file is damaged ({error}); download it again", code="truncated"
        ) from error
    return Capture(where=shown, data=bytes(data), path=shown)


def _standard_input(stdin: BinaryIO | None) -> BinaryIO:
    if stdin is not None:
        return stdin
    if sys.stdin is None:
        raise SourceError("there is no standard input; pipe a report in, or give a file")
    return sys.stdin.buffer


def failed(where: str, error: SourceError) -> Failure:
    """The failure of what an error stopped."""
    return Failure(
        where=where, stage="source", code=error.code, message=str(error), detail=error.detail
    )
