"""HTTP to the reading room: retries, JSON, JSON lines, and problems as errors."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from onrecord.errors import (
    ClientError,
    LedgerError,
    LedgerVersionError,
    NotFoundError,
    OnrecordError,
    OptionError,
)
from onrecord.version import __version__

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager
    from urllib3.util import Retry

BASE = "/api/v1"
_BACKOFF_SECONDS = 0.25
_LONGEST_WAIT_SECONDS = 60
_CHUNK_BYTES = 65_536

_ERRORS: tuple[type[OnrecordError], ...] = (
    OptionError,
    NotFoundError,
    LedgerError,
    LedgerVersionError,
)
"""Errors that a ledger raises itself; a client raises them too."""


class Transport:
    """Asks one reading room. Threads may share it."""

    def __init__(
        self, url: str, *, token: str | None, timeout_seconds: float, retries: int
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise OptionError(
                f"{url!r} is no address of a reading room: give one such as http://127.0.0.1:8420."
            )
        self._url = url.rstrip("/").removesuffix(BASE) + BASE
        self._headers = {"User-Agent": f"onrecord/{__version__}", "Accept-Encoding": "gzip"}
        if token is not None:
            self._headers["Authorization"] = f"Bearer {token}"
        self._pool = _pool(timeout_seconds, retries)

    def close(self) -> None:
        """Closes its connections."""
        self._pool.clear()

    def get(self, path: str, query: Mapping[str, Any]) -> Any:
        """What an address answers, as plain JSON values.

        Raises:
            OnrecordError: It answers with a problem, or not at all.
        """
        with self._asking(path, query) as response:
            return self._json(response.data)

    def lines(self, path: str, query: Mapping[str, Any]) -> Iterator[Any]:
        """What an address answers in JSON lines, one after the other as they come.

        Raises:
            OnrecordError: It answers with a problem, not at all, or breaks off.
        """
        with self._asking(path, query, streams=True) as response:
            rest = b""
            for chunk in response.stream(_CHUNK_BYTES, decode_content=True):
                *whole, rest = (rest + chunk).split(b"\n")
                yield from map(self._json, whole)
            if rest:
                yield self._json(rest)

    @contextmanager
    def _asking(
        self, path: str, query: Mapping[str, Any], *, streams: bool = False
    ) -> Iterator["BaseHTTPResponse"]:
        from urllib3.exceptions import HTTPError

        url = f"{self._url}{path}{_query(query)}"
        try:
            response = self._pool.request(
                "GET", url, headers=self._headers, preload_content=not streams, redirect=False
            )
            try:
                self._check(response)
                yield response
            finally:
                response.close()
        except HTTPError as error:
            raise ClientError(
                f"{self._url} does not answer, or broke off ({error}). Start it with "
                "`onrecord serve`, or give another address.",
                code="unreachable",
            ) from error

    def _check(self, response: "BaseHTTPResponse") -> None:
        if response.status == 200:
            return
        try:
            told = json.loads(response.data)
            code, detail = str(told["code"]), str(told["detail"])
        except (ValueError, KeyError, TypeError):
            raise self._stranger(f"it answers with status {response.status}") from None
        for kind in _ERRORS:
            if kind.code == code:
                raise kind(detail)
        raise ClientError(detail, code=code, status=response.status)

    def _json(self, data: bytes) -> Any:
        try:
            return json.loads(data)
        except ValueError as error:
            raise self._stranger(f"it answers with no JSON: {error}") from error

    def _stranger(self, why: str) -> ClientError:
        return ClientError(
            f"{self._url} is no API of onrecord ({why}). Give the address that `onrecord serve` "
            "prints.",
            code="no-api",
        )


def _query(query: Mapping[str, Any]) -> str:
    told = {
        name: str(value).lower() if isinstance(value, bool) else value
        for name, value in query.items()
        if value is not None and value != ""
    }
    return f"?{urlencode(told)}" if told else ""


def _pool(timeout_seconds: float, retries: int) -> "PoolManager":
    """What asks again where the room is busy (429, 503) or a connection was lost."""
    try:
        from urllib3 import PoolManager, Timeout
    except ImportError as error:
        raise ClientError(
            "the client needs more than the plain install; "
            "install it with: pip install 'onrecord[client]'",
            code="no-client",
        ) from error
    timeout = Timeout(total=None, connect=timeout_seconds, read=timeout_seconds)
    return PoolManager(timeout=timeout, retries=_retries(retries), maxsize=4)


def _retries(number: int) -> "Retry":
    from urllib3.util import Retry

    return Retry(
        total=number,
        status_forcelist=(429, 503),
        allowed_methods=("GET",),
        backoff_factor=_BACKOFF_SECONDS,
        retry_after_max=_LONGEST_WAIT_SECONDS,
        raise_on_status=False,
        redirect=False,
    )
