"""What a record of a web archive holds: a page, or why it is passed over."""

import zlib
from typing import Any

from onrecord.errors import SourceError
from onrecord.sources.addresses import clean_address
from onrecord.sources.archives.packing import no_reader
from onrecord.sources.archives.read import Archive
from onrecord.types import Arrival, Capture

_CHUNK_BYTES = 1 << 16
# Types of records that hold a page, and those that hold its text.
_PAGES = frozenset({"response", "resource", "conversion"})


def arrival_of(archive: Archive, record: Any, position: int) -> Arrival:
    """The arrival of a record that stands at a position; raises what warcio does."""
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
        if headers.get_header("WARC-Truncated"):
            raise _truncated()
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


def is_whole(record: Any, arrival: Arrival) -> bool:
    """Whether a record that ends early holds the whole page all the same, as HTTP tells it.

    Some writers count a line end too many.
    """
    capture, http = arrival.item, record.http_headers
    if not isinstance(capture, Capture) or http is None:
        return False
    if http.get_header("Content-Encoding") or http.get_header("Transfer-Encoding"):
        return False
    told = http.get_header("Content-Length") or ""
    return told.isdecimal() and len(capture.data) >= int(told) > 0


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
        SourceError: ``too-large``, ``truncated``.
    """
    http = record.http_headers
    if http is not None and (http.get_header("Content-Encoding") or "").lower().strip() == "br":
        data = _unpacked_brotli(_packed(record), limit_bytes)
    else:
        stream = record.content_stream()
        data = _read(stream, limit_bytes + 1)
        machine = getattr(stream, "decompressor", None)
        if data and len(data) <= limit_bytes and machine is not None and _breaks_off(machine):
            raise _truncated()
    if len(data) > limit_bytes:
        raise SourceError(
            f"the page has more than {limit_bytes:,} bytes, too many for one report; raise the "
            "limit if it is one",
            code="too-large",
        )
    return data


def _packed(record: Any) -> Any:
    """The stream of a page whose content encoding stands."""
    from warcio.bufferedreaders import ChunkedDataReader  # type: ignore[import-untyped]

    is_chunked = (record.http_headers.get_header("Transfer-Encoding") or "").lower() == "chunked"
    return ChunkedDataReader(record.raw_stream) if is_chunked else record.raw_stream


def _unpacked_brotli(stream: Any, limit_bytes: int) -> bytes:
    """A little at a time: warcio would take whatever a few bytes unpack to."""
    try:
        import brotli  # type: ignore[import-untyped]
    except ImportError as error:
        raise no_reader() from error
    machine, data = brotli.Decompressor(), bytearray()
    try:
        while len(data) <= limit_bytes and not machine.is_finished():
            packed = stream.read(_CHUNK_BYTES) if machine.can_accept_more_data() else b""
            if not packed and machine.can_accept_more_data():
                raise _truncated()
            data += machine.process(packed, output_buffer_limit=_CHUNK_BYTES)
    except brotli.error as error:
        raise SourceError(f"the page cannot be unpacked ({error})", code="truncated") from error
    return bytes(data)


def _breaks_off(machine: Any) -> bool:
    """Whether zlib has not come to the end of the page; its checksum may be missing."""
    if machine.eof:
        return False
    try:
        # Where only the checksum is missing, zlib takes these for it.
        return bool(machine.decompress(bytes(8))) or not machine.eof
    except zlib.error as error:
        return "incorrect" not in str(error)


def _truncated() -> SourceError:
    return SourceError(
        "the page breaks off before its end; look for it in another archive, or fetch it",
        code="truncated",
    )


def _read(stream: Any, size: int) -> bytes:
    data = bytearray()
    while len(data) < size and (piece := stream.read(size - len(data))):
        data += piece
    return bytes(data)
