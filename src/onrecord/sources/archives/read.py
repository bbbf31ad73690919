"""An archive, opened where it was left and read record by record."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from onrecord.errors import SourceError
from onrecord.sources.archives.filters import ArchiveFilters
from onrecord.sources.archives.kinds import ArchiveKind
from onrecord.sources.archives.packing import DamagedError, Packing, packing_of, pieces
from onrecord.types import Arrival, Failure, Progress

_HEAD_BYTES = 4096

# Pages of one outlet, packed together, may come to a thirtieth; what unpacks to more is a bomb.
_MOST_TIMES_LARGER = 100
_SMALL_BYTES = 1 << 28

Known = Callable[[str], Progress | None]
"""How far a source has been read, by its name; None when it has not been begun."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that is open at a record.

    Attributes:
        path: As it is shown.
        source: Its name in the ledger's progress.
        file: Its bytes; positions count in them.
        packing: How they are compressed.
        start: Position of the first record to read.
        filters: Which records are wanted.
        limit_bytes: Most bytes of one record.
        size: Where the bytes end.
    """

    path: str
    source: str
    file: BinaryIO
    packing: Packing
    start: int
    filters: ArchiveFilters
    limit_bytes: int
    size: int | None

    def at(self, position: int) -> Progress:
        """The progress of having settled all before a position."""
        return Progress(source=self.source, position=position, size=self.size)

    def place(self, position: int) -> str:
        """What a record is called: the path and its position."""
        return f"{self.path}#{position}"

    def failure(self, position: int | None, error: SourceError) -> Failure:
        """The failure of the record at a position, or of the archive."""
        where = self.path if position is None else self.place(position)
        return Failure(
            where=where, stage="source", code=error.code, message=str(error), detail=error.detail
        )


def read_archive(
    path: str,
    kind: ArchiveKind,
    *,
    shown: str,
    filters: ArchiveFilters,
    limit_bytes: int,
    known: Known = lambda source: None,
) -> Iterator[Arrival]:
    """The records of an archive, from where it was left; a broken one is a failure among them.

    Args:
        path: The file.
        kind: What it is; not ``PACKED``.
        shown: Its path as it is shown.
        filters: Which records are wanted.
        limit_bytes: A larger record becomes a failure.
        known: How far it has been read.

    Raises:
        SourceError: The file as a whole cannot be read.
    """
    from onrecord.sources.archives.lines import read_lines
    from onrecord.sources.archives.table import read_table
    from onrecord.sources.archives.warc import read_warc
    from onrecord.sources.archives.zipped import read_zip

    read = {
        ArchiveKind.WARC: read_warc,
        ArchiveKind.LINES: read_lines,
        ArchiveKind.TABLE: read_table,
        ArchiveKind.ZIP: read_zip,
    }[kind]
    source = source_name(path)
    before = known(source)
    if before is not None and before.is_done:
        yield Arrival(None, before, "read-before")
        return
    with _opened(path, kind) as (file, packing, damage):
        start = 0 if before is None else before.position
        # The positions of a table and of a ZIP archive are rows and members.
        size = file.seek(0, 2) if kind in (ArchiveKind.WARC, ArchiveKind.LINES) else None
        archive = Archive(shown, source, file, packing, start, filters, limit_bytes, size)
        yield from read(archive)
        if damage is not None:
            yield Arrival(archive.failure(None, damage))
        end = Progress(source=source, position=file.tell(), is_done=True)
        yield Arrival(None, end)


def source_name(path: str) -> str:
    """What an archive is known by, wherever it lies: its name, its size and its first bytes."""
    with open(path, "rb") as file:
        head = file.read(_HEAD_BYTES)
        size = os.fstat(file.fileno()).st_size
    name = os.path.basename(path)
    return f"{name}:{size}:{hashlib.sha256(head).hexdigest()[:16]}"


@contextmanager
def _opened(path: str, kind: ArchiveKind) -> Iterator[tuple[BinaryIO, Packing, SourceError | None]]:
    """The file; one whose records cannot be found inside its compression is unpacked first.

    With it comes why it could be unpacked in part only.
    """
    with ExitStack() as stack:
        file: BinaryIO = stack.enter_context(open(path, "rb"))
        packing = packing_of(file.read(8))
        file.seek(0)
        in_place = packing is Packing.NONE or (
            kind is ArchiveKind.WARC and packing is Packing.GZIP and _has_members(file)
        )
        if in_place:
            yield file, packing, None
        else:
            copy = stack.enter_context(tempfile.TemporaryFile(prefix="onrecord-"))
            damage = _unpack(file, packing, cast(BinaryIO, copy))
            copy.seek(0)
            yield cast(BinaryIO, copy), Packing.NONE, damage


def _has_members(file: BinaryIO) -> bool:
    """Whether each record is a gzip member of its own, as the standard wants it."""
    import zlib

    machine = zlib.decompressobj(wbits=31)
    size, is_one = 0, True
    try:
        while chunk := file.read(1 << 16):
            size += len(machine.decompress(chunk, 1 << 22))
            if machine.eof:
                is_one = not (machine.unused_data or file.read(1))
                break
            if size > 1 << 22 or machine.unconsumed_tail:
                break
    except zlib.error:
        is_one = False
    file.seek(0)
    return not is_one


def _unpack(file: BinaryIO, packing: Packing, copy: BinaryIO) -> SourceError | None:
    """Unpacks as much of a file as can be unpacked; why it is not all, or None.

    Raises:
        SourceError: ``too-large``, or the copy cannot be written.
    """
    limit_bytes = max(_SMALL_BYTES, _MOST_TIMES_LARGER * os.fstat(file.fileno()).st_size)
    size = 0
    try:
        for piece in pieces(file, packing):
            size += len(piece)
            if size > limit_bytes:
                raise SourceError(
                    f"the archive unpacks to more than {limit_bytes:,} bytes, many times its own "
                    "size, as no archive of pages does; unpack it yourself if it is one",
                    code="too-large",
                )
            copy.write(piece)
    except DamagedError as error:
        return SourceError(
            f"the archive is damaged ({error}) after {size:,} bytes; what stood before was read; "
            "download it again",
            code="truncated",
        )
    except OSError as error:
        raise SourceError(
            f"unpacking failed ({error.strerror or error}); free some space in the temporary "
            "folder (TMPDIR), or unpack it yourself"
        ) from error
    return None
