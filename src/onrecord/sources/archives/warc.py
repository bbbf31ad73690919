"""Web archives: WARC 1.0 and 1.1 (ISO 28500) and ARC, with warcio.

A record that cannot be read is a failure, and reading goes on at the next beginning of one.
"""

import logging
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

from onrecord.errors import SourceError
from onrecord.sources.archives.packing import Packing, no_reader
from onrecord.sources.archives.read import Archive
from onrecord.sources.archives.warc_pages import arrival_of, is_whole
from onrecord.types import Arrival

_WINDOW_BYTES = 1 << 20
_CHUNK_BYTES = 1 << 16
_HEAD_BYTES = 1 << 16
_BLANK_BYTES = 64
_GZIP = re.compile(rb"\x1f\x8b\x08")
_PLAIN = re.compile(
    rb"(?<=\n)(?:WARC/[01]\.\d+\r?\n"
    rb"|(?:https?|ftp|dns|filedesc)://?\S+ \S+ \d{14} \S+ \d+\r?\n)"
)
_RECORD = re.compile(rb"[\r\n]*(?:WARC/|(?:https?|ftp|dns|filedesc):)")
# Some writers begin a new gzip member within a record, after its headers say.
_MOST_MEMBERS = 4


def read_warc(archive: Archive) -> Iterator[Arrival]:
    """The pages of a web archive.

    Raises:
        SourceError: ``no-archive-reader``, ``not-archive``.
    """
    try:
        import warcio  # type: ignore[import-untyped]  # noqa: F401
    except ImportError as error:
        raise no_reader() from error
    # What it logs are remarks on single records; what matters of them becomes a failure.
    logging.getLogger("warcio").setLevel(logging.CRITICAL + 1)
    size = archive.file.seek(0, 2)
    position, has_record = archive.start, archive.start > 0
    while position < size:
        try:
            arrivals, following = _step(archive, position)
        except _Broken as broken:
            found = next_record(archive.file, position + 1, archive.packing)
            if found is None and not has_record:
                raise SourceError(
                    f"this is no web archive, or it is damaged throughout ({broken}); check that "
                    "it was downloaded in full",
                    code="not-archive",
                ) from broken
            following = size if found is None else found
            problem = SourceError(
                f"the record is broken ({broken}); the others are read", code="broken-record"
            )
            arrivals = [Arrival(archive.failure(position, problem))]
        for number, arrival in enumerate(arrivals, 1):
            # Of several records in one gzip member, the last one settles it.
            progress = archive.at(following if number == len(arrivals) else position)
            yield Arrival(arrival.item, progress, arrival.passed_over)
        has_record, position = True, following


class _Broken(Exception):
    """A record that cannot be read, and why."""

    def __init__(self, error: Exception | str) -> None:
        super().__init__(" ".join(str(error).split())[:200] or type(error).__name__)


class _CutOff(_Broken):
    """A record that ends before it should."""

    def __init__(self) -> None:
        super().__init__("it is cut off")


def _step(archive: Archive, position: int) -> tuple[list[Arrival], int]:
    """The records at a position (several, where one gzip member holds several), and the next's.

    Raises:
        _Broken: They cannot be read.
    """
    archive.file.seek(position)
    if archive.packing is Packing.NONE:
        arrival, following = _record(archive, archive.file, position)
        return ([arrival] if arrival else []), following
    limit_bytes = archive.limit_bytes + _HEAD_BYTES
    data, following = b"", position
    for number in range(1, _MOST_MEMBERS + 1):
        member, following = _member(archive.file, limit_bytes - len(data))
        if member is None:
            return [Arrival(archive.failure(position, _too_large(archive)))], following
        data += member
        try:
            return _records(archive, data, position), following
        except _CutOff:
            if number == _MOST_MEMBERS or not _goes_on(archive.file, following):
                raise
    raise AssertionError("the loop ends by itself")


def _records(archive: Archive, data: bytes, position: int) -> list[Arrival]:
    inside, arrivals = BytesIO(data), []
    while inside.tell() < len(data):
        arrival, after = _record(archive, inside, position)
        inside.seek(after)
        arrivals += [arrival] if arrival else []
    return arrivals


def _goes_on(file: BinaryIO, position: int) -> bool:
    """Whether a gzip member follows that is no record of its own; the file stands there then."""
    file.seek(position)
    packed = file.read(_CHUNK_BYTES)
    file.seek(position)
    return _GZIP.match(packed) is not None and not _is_member(packed)


def _too_large(archive: Archive) -> SourceError:
    return SourceError(
        f"the page has more than {archive.limit_bytes:,} bytes, too many for one report; "
        "raise the limit if it is one",
        code="too-large",
    )


def _record(archive: Archive, file: BinaryIO, position: int) -> tuple[Arrival | None, int]:
    """The record that begins where a file stands, and where the next does; None at the end."""
    from warcio.bufferedreaders import BufferedReader  # type: ignore[import-untyped]
    from warcio.recordloader import ArcWarcRecordLoader  # type: ignore[import-untyped]

    reader = BufferedReader(file)
    try:
        line = _first_line(reader)
        if not line:
            return None, file.seek(0, 2)
        record = ArcWarcRecordLoader(arc2warc=True).parse_record_stream(reader, line)
        arrival = arrival_of(archive, record, position)
        while record.raw_stream.read(_WINDOW_BYTES):
            pass
        is_short = getattr(record.raw_stream, "limit", 0) > 0
        if is_short and not is_whole(record, arrival):
            raise _CutOff
        following = _after_blank(file, file.tell() - reader.rem_length())
    except EOFError:
        return None, file.seek(0, 2)
    # warcio raises its own errors and those of what it stands on, for bytes of any kind.
    except Exception as error:
        raise error if isinstance(error, _Broken) else _Broken(error) from error
    return arrival, following


def _after_blank(file: BinaryIO, position: int) -> int:
    """Where the empty lines that end a record do."""
    file.seek(position)
    blank = file.read(_BLANK_BYTES)
    return position + len(blank) - len(blank.lstrip(b"\r\n"))


def _first_line(reader: Any) -> bytes:
    """The first line of a record, after the empty ones that end the record before."""
    while True:
        line: bytes = reader.readline(_HEAD_BYTES)
        if line.strip() or not line:
            return line


def _member(file: BinaryIO, limit_bytes: int) -> tuple[bytes | None, int]:
    """A gzip member, unpacked, and where it ends; None for one that is larger than the limit.

    Raises:
        _Broken: It is damaged or cut off.
    """
    machine = zlib.decompressobj(wbits=31)
    data = bytearray()
    is_large = False
    try:
        while not machine.eof:
            packed = machine.unconsumed_tail or file.read(_CHUNK_BYTES)
            if not packed:
                raise _CutOff
            piece = machine.decompress(packed, _WINDOW_BYTES)
            is_large = is_large or len(data) + len(piece) > limit_bytes
            if not is_large:
                data += piece
    except zlib.error as error:
        raise _Broken(error) from error
    return None if is_large else bytes(data), file.tell() - len(machine.unused_data)


def next_record(file: BinaryIO, start: int, packing: Packing) -> int | None:
    """Where the next record begins, at or after a position; None when there is none."""
    sign = _GZIP if packing is Packing.GZIP else _PLAIN
    # A beginning may lie across two windows; an address is shorter than this.
    overlap = 4096
    position = max(0, start - 1)
    while True:
        file.seek(position)
        window = file.read(_WINDOW_BYTES + overlap)
        for found in sign.finditer(window):
            at = position + found.start()
            is_here = at >= start and found.start() < _WINDOW_BYTES
            if is_here and (packing is Packing.NONE or _is_member(window[found.start() :])):
                return at
        if len(window) <= _WINDOW_BYTES:
            return None
        position += _WINDOW_BYTES


def _is_member(packed: bytes) -> bool:
    """Whether gzip begins here and holds the beginning of a record."""
    try:
        head = zlib.decompressobj(wbits=31).decompress(packed[:4096], 64)
    except zlib.error:
        return False
    return _RECORD.match(head) is not None
