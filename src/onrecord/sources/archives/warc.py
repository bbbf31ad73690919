"""Web archives: WARC 1.0 and 1.1 (ISO 28500) and ARC, with warcio.

A record that cannot be read is a failure, and reading goes on at the next beginning of one.
"""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

from onrecord.errors import SourceError
from onrecord.sources.addresses import clean_address
from onrecord.sources.archives.packing import Packing, no_reader
from onrecord.sources.archives.read import Archive
from onrecord.types import Arrival, Capture

_WINDOW_BYTES = 1 << 20
_CHUNK_BYTES = 1 << 16
_HEAD_BYTES = 1 << 16
_BLANK_BYTES = 64
_GZIP = re.compile(rb"\x1f\x8b\x08")
_PLAIN = re.compile(
    rb"(?<=\n)(?:WARC/1\.[01]\r?\n"
    rb"|(?:https?|ftp|dns|filedesc)://?\S+ \S+ \d{14} \S+ \d+\r?\n)"
)
_RECORD = re.compile(rb"WARC/|(?:https?|ftp|dns|filedesc):")
# Types of records that hold a page, and those that hold its text.
_PAGES = frozenset({"response", "resource", "conversion"})


def read_warc(archive: Archive) -> Iterator[Arrival]:
    """The pages of a web archive.

    Raises:
        SourceError: ``no-archive-reader``, ``not-archive``.
    """
    try:
        import warcio  # type: ignore[import-untyped]  # noqa: F401
    except ImportError as error:
        raise no_reader() from error
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


def _step(archive: Archive, position: int) -> tuple[list[Arrival], int]:
    """The records at a position (several, where one gzip member holds several), and the next's.

    Raises:
        _Broken: They cannot be read.
    """
    archive.file.seek(position)
    if archive.packing is Packing.NONE:
        arrival, following = _record(archive, archive.file, position)
        return ([arrival] if arrival else []), following
    member, following = _member(archive.file, archive.limit_bytes + _HEAD_BYTES)
    if member is None:
        error = SourceError(
            f"the page has more than {archive.limit_bytes:,} bytes, too many for one report; "
            "raise the limit if it is one",
            code="too-large",
        )
        return [Arrival(archive.failure(position, error))], following
    inside, arrivals = BytesIO(member), []
    while inside.tell() < len(member):
        arrival, after = _record(archive, inside, position)
        inside.seek(after)
        arrivals += [arrival] if arrival else []
    return arrivals, following


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
        arrival = _arrival(archive, record, position)
        while record.raw_stream.read(_WINDOW_BYTES):
            pass
        if getattr(record.raw_stream, "limit", 0) > 0:
            raise _Broken("it is cut off")
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
                raise _Broken("it is cut off")
            piece = machine.decompress(packed, _WINDOW_BYTES)
            is_large = is_large or len(data) + len(piece) > limit_bytes
            if not is_large:
                data += piece
    except zlib.error as error:
        raise _Broken(error) from error
    return None if is_large else bytes(data), file.tell() - len(machine.unused_data)


def _arrival(archive: Archive, record: Any, position: int) -> Arrival:
    headers = record.rec_headers
    why = _refusal(record)
    if why is not None:
        return Arrival(None, passed_over=why)
    address = headers.get_header("WARC-Target-URI")
    url = _page_address(address)
    if url is None:
        return Arrival(None, passed_over="address")
    fetched_at = headers.get_header("WARC-Date")
    http = record.http_headers
    stated_kind = http.get_header("Content-Type") if http is not None else record.content_type
    kind = (stated_kind or "").partition(";")[0].strip().lower()
    why = archive.filters.refuses(url, fetched_at, kind)
    if why is not None:
        return Arrival(None, passed_over=why)
    try:
        data = _payload(record, archive.limit_bytes)
    except SourceError as error:
        return Arrival(archive.failure(position, error))
    stated = headers.get_header("WARC-Identified-Content-Language") or (
        http.get_header("Content-Language") if http is not None else None
    )
    if archive.filters.refuses_language(stated, data):
        return Arrival(None, passed_over="language")
    capture = Capture(
        where=archive.place(position),
        data=data,
        archive=archive.place(position),
        url=url,
        requested=address,
        fetched_at=fetched_at,
        status=None if http is None else 200,
        headers=tuple(http.headers) if http is not None else (("Content-Type", stated_kind or ""),),
    )
    return Arrival(capture)


def _page_address(address: str | None) -> str | None:
    try:
        return clean_address(address or "")
    except SourceError:  # a program's own notes, a file, a name that was looked up
        return None


def _refusal(record: Any) -> str | None:
    """Why a record holds no page; None when it may."""
    if record.rec_type not in _PAGES:
        return "revisit" if record.rec_type == "revisit" else "record-type"
    http = record.http_headers
    if http is None:
        return "record-type" if record.rec_type == "response" else None
    return None if http.get_statuscode() == "200" else "status"


def _payload(record: Any, limit_bytes: int) -> bytes:
    """The page's bytes, transfer and content encodings undone.

    Raises:
        SourceError: ``too-large``.
    """
    data: bytes = _read(record.content_stream(), limit_bytes + 1)
    if len(data) > limit_bytes:
        raise SourceError(
            f"the page has more than {limit_bytes:,} bytes, too many for one report; raise the "
            "limit if it is one",
            code="too-large",
        )
    return data


def _read(stream: Any, size: int) -> bytes:
    data = bytearray()
    while len(data) < size and (piece := stream.read(size - len(data))):
        data += piece
    return bytes(data)


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
