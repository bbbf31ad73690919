"""Connections that go only where they may, and end when their time is up."""

import ssl
import time
from collections.abc import Callable, Iterable
from threading import Event
from typing import Any

import httpcore

from onrecord.errors import SourceError
from onrecord.fetch.guard import resolve

# So often a waiting connection looks whether fetching was stopped.
_SLICE_SECONDS = 0.5


class Deadline:
    """When a page must be there, and whether somebody stopped waiting for it."""

    def __init__(self, seconds: float, stop: Event) -> None:
        self._at = time.monotonic() + seconds
        self._stop = stop

    def slice(self) -> float:
        """Seconds to wait until the next look.

        Raises:
            SourceError: ``timeout`` or ``stopped``.
        """
        if self._stop.is_set():
            raise SourceError("fetching was stopped; run the same again to go on", code="stopped")
        left = self._at - time.monotonic()
        if left <= 0:
            raise SourceError(
                "the server did not send the whole page in time; try again later, or allow it "
                "more time",
                code="timeout",
            )
        return min(left, _SLICE_SECONDS)


class GuardedNetwork(httpcore.NetworkBackend):
    """Connects to addresses that were checked, and to no others."""

    def __init__(self, addresses: Callable[[str, int], list[str]], deadline: Deadline) -> None:
        """Takes what gives a host's checked addresses; it raises SourceError."""
        self._addresses = addresses
        self._deadline = deadline
        self._system = httpcore.SyncBackend()

    def unguarded(self) -> "GuardedNetwork":
        """The same, to wherever the user's own proxy stands."""
        return GuardedNetwork(resolve, self._deadline)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the host's addresses that answers."""
        problem: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port):
            wait = _shorter(timeout, self._deadline.slice() * 10)
            try:
                stream = self._system.connect_tcp(
                    address, port, wait, local_address, socket_options
                )
                return _Stream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise problem

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Never: no page comes out of a local socket."""
        raise httpcore.ConnectError("no page comes out of a local socket")


class _Stream(httpcore.NetworkStream):
    """A stream whose reads and writes look at the deadline and give up after a silence."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        silent_until = time.monotonic() + (timeout or float("inf"))
        while True:
            try:
                return self._stream.read(max_bytes, self._deadline.slice())
            except httpcore.ReadTimeout:
                if time.monotonic() >= silent_until:
                    raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._deadline.slice()
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        self._deadline.slice()
        stream = self._stream.start_tls(ssl_context, server_hostname, timeout)
        return _Stream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _shorter(one: float | None, other: float) -> float:
    return other if one is None else min(one, other)
