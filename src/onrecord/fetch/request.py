"""One request: its headers out, its body in, unpacked and within its limits."""

import ssl
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore

from onrecord.errors import SourceError
from onrecord.fetch.network import Deadline, GuardedNetwork
from onrecord.fetch.options import FetchOptions
from onrecord.sources.addresses import host_of

_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
    "application/feed+json,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5"
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NO_REPORTS = (
    *("image/", "audio/", "video/", "font/", "model/"),
    *("application/pdf", "application/zip", "application/gzip", "application/x-7z"),
    *("application/msword", "application/vnd.ms-", "application/vnd.openxml", "application/wasm"),
)
_CHUNK_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered.

    Attributes:
        location: Where it sends us instead, as it stands in the header; None if it does not.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    location: str | None

    def header(self, name: str) -> str | None:
        """The first header by a name in lower case."""
        return _first(self.headers, name)


def request(
    url: str,
    extra: Iterable[tuple[str, str]],
    options: FetchOptions,
    addresses: Callable[[str, int], list[str]],
    deadline: Deadline,
) -> Answer:
    """Ask a server for an address, once.

    Args:
        url: A clean address.
        extra: Headers beside the usual ones.
        options: The limits.
        addresses: A host's addresses, checked; raises SourceError.
        deadline: When the answer must be there.

    Raises:
        SourceError: There is no answer, or none that may be read; ``code`` says why.
    """
    headers = [
        ("Host", host_of(url)),
        ("User-Agent", options.user_agent),
        ("Accept", _ACCEPT),
        ("Accept-Encoding", "gzip, deflate"),
        ("Accept-Language", "en, *;q=0.5"),
        ("Connection", "close"),
        *extra,
    ]
    silence = options.timeout_seconds
    limits = {"timeout": {"connect": silence, "read": silence, "write": silence, "pool": silence}}
    network = GuardedNetwork(addresses, deadline)
    try:
        with (
            _pool(url, network) as pool,
            pool.stream("GET", url, headers=headers, extensions=limits) as response,
        ):
            return _answer(response, options.limit_bytes)
    except httpcore.TimeoutException as error:
        raise SourceError(
            f"the server was silent for {silence:g} seconds; try again later, or allow it more "
            "time",
            code="timeout",
        ) from error
    except httpcore.ProtocolError as error:
        raise _broken(error) from error
    except (httpcore.NetworkError, ssl.SSLError, OSError) as error:
        raise _unreachable(url, error) from error


def _pool(url: str, network: GuardedNetwork) -> httpcore.ConnectionPool:
    proxy = _proxy(url)
    if proxy is None:
        return httpcore.ConnectionPool(network_backend=network)
    # The proxy is the user's own, wherever it stands; it is the proxy that finds the page's host.
    return httpcore.HTTPProxy(proxy, network_backend=network.unguarded())


def _proxy(url: str) -> str | None:
    """The proxy that the environment names for an address (HTTP_PROXY, HTTPS_PROXY, NO_PROXY)."""
    parts = urlsplit(url)
    if proxy_bypass(parts.netloc):
        return None
    found = getproxies()
    return found.get(parts.scheme) or found.get("all") or None


def is_proxied(url: str) -> bool:
    """Whether an address is fetched through a proxy."""
    return _proxy(url) is not None


def _answer(response: httpcore.Response, limit_bytes: int) -> Answer:
    headers = tuple(
        (name.decode("latin-1"), value.decode("utf-8", "backslashreplace"))
        for name, value in response.headers
    )
    location = _first(headers, "location") if response.status in _REDIRECTS else None
    if location is not None or response.status in (204, 304):
        return Answer(response.status, headers, b"", location)
    if response.status == 200:
        _check_kind(_first(headers, "content-type"))
    elif response.status != 206:
        # What an error page says is nobody's report.
        return Answer(response.status, headers, b"", None)
    else:
        raise SourceError("the server sent a part of the page only", code="truncated")
    body = b"".join(_unpacked(response, _first(headers, "content-encoding"), limit_bytes))
    return Answer(response.status, headers, body, None)


def _check_kind(kind: str | None) -> None:
    name = (kind or "").partition(";")[0].strip().lower()
    if name.startswith(_NO_REPORTS):
        raise SourceError(
            f"this is {name} and no page with a report; download it and turn it into text",
            code="not-a-page",
            detail={"media_type": name},
        )


def _unpacked(
    response: httpcore.Response, encoding: str | None, limit_bytes: int
) -> Iterator[bytes]:
    """The body, unpacked a little at a time so that a bomb is found out before it goes off."""
    machine = _machine((encoding or "identity").strip().lower())
    size = packed_size = 0
    for packed in response.iter_stream():
        packed_size += len(packed)
        for piece in machine(packed):
            size += len(piece)
            yield piece
            if size > limit_bytes:
                raise _too_large(limit_bytes)
        if packed_size > limit_bytes:
            raise _too_large(limit_bytes)
    if not machine.is_whole:
        raise SourceError("the page broke off before its end; try again later", code="truncated")


class _Identity:
    is_whole = True

    def __call__(self, packed: bytes) -> Iterator[bytes]:
        yield packed


class _Inflate:
    """Unpacks gzip, zlib and, as some servers mean by deflate, bare deflate."""

    def __init__(self, wbits: tuple[int, ...]) -> None:
        self._choices = wbits
        self._machine = zlib.decompressobj(wbits[0])
        self._begun = False

    @property
    def is_whole(self) -> bool:
        return not self._begun or self._machine.eof

    def __call__(self, packed: bytes) -> Iterator[bytes]:
        try:
            piece = self._machine.decompress(packed, _CHUNK_BYTES)
        except zlib.error as error:
            if self._begun or len(self._choices) < 2:
                raise SourceError(
                    f"the page is packed in a way that cannot be unpacked ({error})",
                    code="bad-response",
                ) from error
            self._machine = zlib.decompressobj(self._choices[1])
            piece = self._machine.decompress(packed, _CHUNK_BYTES)
        self._begun = self._begun or bool(packed)
        yield piece
        while self._machine.unconsumed_tail:
            yield self._machine.decompress(self._machine.unconsumed_tail, _CHUNK_BYTES)


def _machine(encoding: str) -> _Identity | _Inflate:
    if encoding in ("identity", ""):
        return _Identity()
    if encoding in ("gzip", "x-gzip"):
        return _Inflate((31,))
    if encoding == "deflate":
        return _Inflate((15, -15))
    raise SourceError(
        f"the server packed the page as {encoding[:40]!r}, which was not asked for; save the page "
        "from a browser and read the file",
        code="bad-response",
    )


def _first(headers: Iterable[tuple[str, str]], name: str) -> str | None:
    return next((value for known, value in headers if known.lower() == name), None)


def _too_large(limit_bytes: int) -> SourceError:
    return SourceError(
        f"the page has more than {limit_bytes:,} bytes, too many for one report; raise the limit "
        "if it is one",
        code="too-large",
    )


def _broken(error: Exception) -> SourceError:
    message = str(error)
    if "complete message body" in message or "without sending" in message:
        return SourceError(
            f"the connection broke off before the end of the page ({message}); try again later",
            code="truncated",
        )
    return SourceError(
        f"the server's answer is not HTTP as it should be ({message}); try again later, or save "
        "the page from a browser",
        code="bad-response",
    )


def _unreachable(url: str, error: Exception) -> SourceError:
    if isinstance(error, ssl.SSLError) or "SSL" in str(error) or "certificate" in str(error):
        return SourceError(
            f"{host_of(url)} cannot prove who it is ({error}); check the clock of this machine, "
            "or open the page in a browser",
            code="bad-certificate",
        )
    if isinstance(error, httpcore.ReadError):
        return SourceError(
            f"the connection broke off before the end of the page ({error}); try again later",
            code="truncated",
        )
    return SourceError(
        f"{host_of(url)} does not answer ({error}); check the address and the network",
        code="unreachable",
    )
