"""Records of web archives, well-made ones, and what is read of them."""

import io
from collections.abc import Callable
from typing import Any

import pytest

from onrecord.sources import CaptureOptions, captures_of
from onrecord.types import Arrival, Capture, Failure

warcwriter = pytest.importorskip("warcio.warcwriter")
StatusAndHeaders = pytest.importorskip("warcio.statusandheaders").StatusAndHeaders

PAGE = "<html lang=en><title>Pier {n}</title><p>The pier is safe, Ilse Brandt said on day {n}.</p>"


def records(number: int, *, packed: bool = True, **more: Any) -> list[bytes]:
    """Each record's bytes by itself; the first is the warcinfo."""
    out = []
    for n in range(number + 1):
        stream = io.BytesIO()
        writer = warcwriter.WARCWriter(stream, gzip=packed)
        writer.write_record(
            writer.create_warcinfo_record("it.warc", {"software": "test"})
            if n == 0
            else record(writer, n, **more)
        )
        out.append(stream.getvalue())
    return out


def record(
    writer: Any,
    n: int,
    *,
    url: str = "https://pier.example/{n}",
    kind: str = "response",
    status: str = "200 OK",
    media_type: str = "text/html; charset=utf-8",
    date: str = "2031-05-04T09:30:00Z",
    body: bytes | None = None,
    **headers: str,
) -> Any:
    told = [("Content-Type", media_type), *((k.replace("_", "-"), v) for k, v in headers.items())]
    return writer.create_warc_record(
        url.format(n=n),
        kind,
        payload=io.BytesIO(PAGE.format(n=n).encode() if body is None else body),
        http_headers=StatusAndHeaders(status, told, "HTTP/1.1") if kind == "response" else None,
        warc_content_type=media_type if kind != "response" else "",
        warc_headers_dict={"WARC-Date": date},
    )


Write = Callable[[bytes, str], str]


def arrivals(path: str, **options: Any) -> list[Arrival]:
    return list(captures_of([path], CaptureOptions(**options)))


def items(path: str, **options: Any) -> list[Capture | Failure]:
    return [one.item for one in arrivals(path, **options) if one.item is not None]


def urls(path: str, **options: Any) -> list[str | None]:
    return [one.url if isinstance(one, Capture) else one.code for one in items(path, **options)]


def pier(*numbers: int) -> list[str]:
    return [f"https://pier.example/{n}" for n in numbers]


def zstd(parts: list[bytes]) -> bytes:
    import zstandard

    return b"".join(zstandard.compress(part) for part in parts)
