"""What a host lets robots fetch (robots.txt, RFC 9309)."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from onrecord.errors import SourceError
from onrecord.types import Capture

ROBOT = "onrecord"
"""The name that a robots.txt knows us by."""

ROBOTS_LIMIT_BYTES = 500_000
"""RFC 9309 asks for 500 KiB at least to be read."""

_KEPT_SECONDS = 24 * 3600.0
_KEPT_SECONDS_TROUBLE = 600.0
# With more hosts than these, the rules that are kept longest are forgotten.
_MANY_HOSTS = 1000


@dataclass(frozen=True, slots=True)
class _Rules:
    """Rules of one host, until when they are kept, or why there are none."""

    until: float
    parsed: Any = None
    problem: SourceError | None = None


class Robots:
    """The robots.txt of each host, fetched once a day. Safe to use from several threads."""

    def __init__(self, fetch: Callable[[str], Capture]) -> None:
        """Takes what fetches an address without asking for permission; it raises SourceError."""
        self._fetch = fetch
        self._rules: dict[str, _Rules] = {}
        self._guard = Lock()

    def check(self, url: str) -> float:
        """The crawl delay in seconds that the host asks for, where a page may be fetched.

        Raises:
            SourceError: ``robots``: it may not be; ``robots-unavailable``: the host does not tell.
        """
        rules = self._of(url)
        if rules.problem is not None:
            raise rules.problem
        if rules.parsed is None:
            return 0.0
        if not rules.parsed.can_fetch(url, ROBOT):
            raise SourceError(
                f"the robots.txt of {urlsplit(url).netloc} asks robots not to fetch this page; "
                "open it in a browser, save it and read the file",
                code="robots",
            )
        return float(rules.parsed.crawl_delay(ROBOT) or 0.0)

    def _of(self, url: str) -> _Rules:
        scheme, place, *_ = urlsplit(url)
        origin = f"{scheme}://{place}"
        with self._guard:
            known = self._rules.get(origin)
        if known is None or known.until < time.monotonic():
            known = self._read(f"{origin}/robots.txt")
            with self._guard:
                self._rules.pop(origin, None)
                self._rules[origin] = known
                while len(self._rules) > _MANY_HOSTS:
                    del self._rules[next(iter(self._rules))]
        return known

    def _read(self, address: str) -> _Rules:
        from protego import Protego

        now = time.monotonic()
        try:
            text = self._fetch(address).data.decode("utf-8", "replace")
        except SourceError as error:
            status = error.detail.get("status", "")
            if status.startswith("4") and status != "429":
                return _Rules(now + _KEPT_SECONDS)
            if error.code in ("private-address", "bad-address", "stopped"):
                return _Rules(now, problem=error)
            return _Rules(now + _KEPT_SECONDS_TROUBLE, problem=_unavailable(address, error))
        return _Rules(now + _KEPT_SECONDS, parsed=Protego.parse(text))


def _unavailable(address: str, error: SourceError) -> SourceError:
    return SourceError(
        f"{address} cannot be had, so that it is not known what may be fetched "
        f"({error.code}: {error}); try again later",
        code="robots-unavailable",
        detail={"cause": error.code},
    )
