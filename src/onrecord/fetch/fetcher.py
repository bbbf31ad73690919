"""The fetcher: permission, pace, redirects, and many hosts at a time."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from queue import Queue
from threading import Event
from types import TracebackType
from typing import TYPE_CHECKING, Self

from onrecord.errors import SourceError
from onrecord.fetch.guard import Resolve, public_addresses, resolve
from onrecord.fetch.options import FetchOptions, Want
from onrecord.fetch.pace import Pace
from onrecord.fetch.robots import ROBOTS_LIMIT_BYTES, Robots
from onrecord.sources.addresses import clean_address, host_of
from onrecord.types import Capture, Failure

if TYPE_CHECKING:
    from onrecord.fetch.network import Deadline
    from onrecord.fetch.request import Answer

Fetched = tuple[Want, Capture | Failure]
_Allow = Callable[[str], float]

_LASTING = frozenset({301, 308})

# Bodies that wait to be taken; more hosts than this wait with theirs in hand.
_WAITING_BODIES = 4


class Fetcher:
    """Fetches pages as a good guest does. Safe to use from several threads."""

    def __init__(self, options: FetchOptions | None = None, *, lookup: Resolve = resolve) -> None:
        """Takes the limits, and what finds a host's addresses.

        Raises:
            SourceError: ``no-web-reader``: the ``web`` extra is not installed.
        """
        try:
            import httpcore  # noqa: F401
            import protego  # noqa: F401
        except ImportError as error:
            raise SourceError(
                "fetching pages needs more than the plain install; "
                "install it with: pip install 'onrecord[web]'",
                code="no-web-reader",
            ) from error
        self.options = options or FetchOptions()
        self._lookup = lookup
        self._stop = Event()
        self._pace = Pace(self.options.delay_seconds, self._stop)
        self._robots = Robots(self._fetch_robots)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Ends all fetching, within a second; what is under way fails with ``stopped``."""
        self._stop.set()

    def fetch(self, want: Want, *, limit_bytes: int | None = None) -> Capture:
        """Fetch one page.

        A page that has not changed comes with status 304 and no bytes.

        Args:
            want: Which.
            limit_bytes: Most bytes of its body; those of the options when None.

        Raises:
            SourceError: It cannot or may not be had; ``code`` says why.
        """
        options = self.options
        if limit_bytes is not None:
            options = replace(options, limit_bytes=limit_bytes)
        return self._follow(want, self._robots.check, options)

    def fetch_all(self, wants: Iterable[Want], *, hosts_at_a_time: int = 8) -> Iterator[Fetched]:
        """Fetch many pages, of several hosts at a time; they come as they are done.

        Closing the iterator ends the fetching.
        """
        by_host: dict[str, deque[Want]] = {}
        for want in wants:
            by_host.setdefault(_host(want), deque()).append(want)
        done: Queue[Fetched | None] = Queue(_WAITING_BODIES)
        closed = Event()
        pool = ThreadPoolExecutor(max(1, hosts_at_a_time), "onrecord-fetch")
        try:
            for waiting in by_host.values():
                pool.submit(self._fetch_host, waiting, done, closed)
            open_hosts = len(by_host)
            while open_hosts:
                item = done.get()
                if item is None:
                    open_hosts -= 1
                else:
                    yield item
        finally:
            closed.set()
            while not done.empty():  # a thread that waits with its page in hand must not wait
                done.get_nowait()
            pool.shutdown(wait=True, cancel_futures=True)

    def _fetch_host(
        self, waiting: deque[Want], done: "Queue[Fetched | None]", closed: Event
    ) -> None:
        while waiting and not closed.is_set():
            want = waiting.popleft()
            _hand_over((want, self._fetch_or_fail(want)), done, closed)
        _hand_over(None, done, closed)

    def _fetch_or_fail(self, want: Want) -> Capture | Failure:
        try:
            return self.fetch(want)
        except SourceError as error:
            code, message, detail = error.code, str(error), error.detail
        except Exception as error:  # the border of one page: no page may stop the others
            code, detail = "unreadable", {}
            message = f"onrecord stumbled over this page ({type(error).__name__}: {error})"
        return Failure(where=want.url, stage="source", code=code, message=message, detail=detail)

    def _follow(self, want: Want, allow: _Allow, options: FetchOptions) -> Capture:
        from onrecord.fetch.network import Deadline

        url = clean_address(want.url)
        deadline = Deadline(options.total_seconds, self._stop)
        seen, lasting = [url], [url]
        while True:
            delay = allow(url)
            answer = self._ask(url, want, delay, options, deadline)
            if answer.location is None:
                moved_to = lasting[-1] if len(lasting) > 1 else None
                return _capture(want, url, self._checked(url, answer), moved_to)
            url = _next(seen, answer.location, options.max_redirects)
            if answer.status in _LASTING and len(lasting) == len(seen) - 1:
                lasting.append(url)

    def _ask(
        self, url: str, want: Want, delay: float, options: FetchOptions, deadline: "Deadline"
    ) -> "Answer":
        from onrecord.fetch.request import is_proxied, request

        addresses = partial(
            public_addresses, allow_private=options.allow_private, lookup=self._lookup
        )
        with self._pace.turn(host_of(url), delay_seconds=delay):
            if is_proxied(url):
                _refuse_private(_bare_host(url), addresses)
            return request(url, _validators(want), options, addresses, deadline)

    def _checked(self, url: str, answer: "Answer") -> "Answer":
        if answer.status in (200, 304):
            return answer
        detail = {"status": str(answer.status)}
        wait = _retry_after(answer.header("retry-after"))
        if answer.status in (429, 503):
            self._pace.hold(host_of(url), wait or 60.0)
        if wait is not None:
            detail["retry_after"] = f"{wait:.0f}"
        raise SourceError(
            f"the server answered {answer.status} ({_meaning(answer.status)})",
            code="http-status",
            detail=detail,
        )

    def _fetch_robots(self, address: str) -> Capture:
        options = replace(self.options, limit_bytes=ROBOTS_LIMIT_BYTES)
        return self._follow(Want(url=address), lambda url: 0.0, options)


def _hand_over(item: Fetched | None, done: "Queue[Fetched | None]", closed: Event) -> None:
    """Put a page where it is taken from; once nobody takes any more, let it go."""
    from queue import Full

    while not closed.is_set():
        try:
            return done.put(item, timeout=0.2)
        except Full:
            continue


def _host(want: Want) -> str:
    try:
        return host_of(clean_address(want.url))
    except SourceError:  # it fails in its turn
        return ""


def _bare_host(url: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(url).hostname or ""


def _next(seen: list[str], location: str, max_redirects: int) -> str:
    """The next address on the way; ``seen`` grows by it."""
    url = clean_address(location, base=seen[-1])
    if url in seen or len(seen) > max_redirects:
        raise SourceError(
            f"the server sends us from address to address ({len(seen)} times, the last is "
            f"{url[:200]}) and to no page; open it in a browser and read the file it saves",
            code="too-many-redirects",
        )
    if seen[-1].startswith("https:") and url.startswith("http:"):
        raise SourceError(
            f"the server sends us from a protected address to an open one ({url[:200]}), where "
            "the page could be changed on its way; give that address if you trust it",
            code="bad-redirect",
        )
    seen.append(url)
    return url


def _refuse_private(host: str, addresses: Callable[[str, int], list[str]]) -> None:
    """Refuse what leads home from here; what only the proxy knows is its to judge."""
    try:
        addresses(host, 0)
    except SourceError as error:
        if error.code != "no-such-host":
            raise


def _validators(want: Want) -> list[tuple[str, str]]:
    found = (("If-None-Match", want.etag), ("If-Modified-Since", want.last_modified))
    return [(name, value) for name, value in found if value]


def _capture(want: Want, url: str, answer: "Answer", moved_to: str | None) -> Capture:
    return Capture(
        where=want.url,
        data=answer.body,
        url=url,
        requested=want.url,
        moved_to=moved_to,
        fetched_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        status=answer.status,
        headers=answer.headers,
        title=want.title,
        outlet=want.outlet,
        published=want.published,
        authors=want.authors,
    )


def _retry_after(value: str | None) -> float | None:
    """Seconds to wait, from a number or a date."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None


def _meaning(status: int) -> str:
    from http import HTTPStatus

    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "unknown"
