"""Writing captures as a standard web archive (WARC 1.1, ISO 28500)."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import Any, BinaryIO

from onrecord.errors import EvidenceError, SourceError
from onrecord.evidence.store import Evidence
from onrecord.ledger.values import KeptCapture
from onrecord.version import __version__

# The bytes are kept decoded, so that these no longer tell the truth of them; archives keep such
# headers under this prefix.
_UNDONE = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_PREFIX = "X-Archive-Orig-"
_BREAKS = re.compile(r"[\r\n\0]+")


Missed = Callable[[KeptCapture, EvidenceError], None]
"""Takes a capture whose bytes cannot be had, and why."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many captures were written, and how many were not.

    Attributes:
        elsewhere: Those whose bytes lie in an archive already.
        missed: Those whose bytes are missing or damaged.
    """

    captures: int = 0
    elsewhere: int = 0
    missed: int = 0


def write_warc(
    stream: BinaryIO,
    captures: Iterable[KeptCapture],
    evidence: Evidence,
    *,
    name: str,
    missed: Missed = lambda capture, error: None,
) -> Written:
    """Writes captures whose bytes are in the evidence as gzipped WARC records.

    Args:
        stream: Where to.
        captures: What the ledger keeps of them, in the order wanted.
        evidence: Their bytes.
        name: The file's name, for its ``warcinfo``.
        missed: Called for each capture whose bytes are missing or damaged; the others follow.

    Raises:
        SourceError: ``no-archive-reader``: the ``archives`` extra is not installed.
    """
    writer = _writer(stream)
    writer.write_record(
        writer.create_warcinfo_record(
            name, {"software": f"onrecord/{__version__}", "format": "WARC File Format 1.1"}
        )
    )
    counts = Counter[str]()
    for capture in captures:
        if capture.archive is not None:
            counts["elsewhere"] += 1
            continue
        try:
            data = evidence.get(capture.digest, limit_bytes=capture.size)
        except EvidenceError as error:
            counts["missed"] += 1
            missed(capture, error)
            continue
        writer.write_record(_record(writer, capture, data))
        counts["captures"] += 1
    return Written(**counts)


def _writer(stream: BinaryIO) -> Any:
    try:
        from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]
    except ImportError as error:
        raise SourceError(
            "writing web archives needs more than the plain install; "
            "install it with: pip install 'onrecord[archives]'",
            code="no-archive-reader",
        ) from error
    return WARCWriter(stream, gzip=True, warc_version="1.1")


def _record(writer: Any, capture: KeptCapture, data: bytes) -> Any:
    from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]

    told = {"WARC-Date": capture.fetched_at} if capture.fetched_at else {}
    if capture.status is None:
        return writer.create_warc_record(
            _line(capture.location), "resource", payload=BytesIO(data), warc_headers_dict=told
        )
    head = StatusAndHeaders(_status(capture.status), _headers(capture, len(data)), "HTTP/1.1")
    return writer.create_warc_record(
        _line(capture.location),
        "response",
        payload=BytesIO(data),
        http_headers=head,
        warc_headers_dict=told,
    )


def _headers(capture: KeptCapture, size: int) -> list[tuple[str, str]]:
    kept = [
        (f"{_PREFIX}{name}" if name.lower() in _UNDONE else name, value)
        for name, value in ((_name(name), _line(value)) for name, value in capture.headers)
    ]
    return [*kept, ("Content-Length", str(size))]


def _name(told: str) -> str:
    """The name of a header; one with letters beyond ASCII is none, and is written out."""
    return _line(told).replace(":", " ").encode("ascii", "backslashreplace").decode("ascii")


def _line(told: str) -> str:
    """What a server told, with no line break that would begin a header of its own."""
    return _BREAKS.sub(" ", told)


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"
