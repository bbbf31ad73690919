"""One request at a time for each host, with a rest in between."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock

from onrecord.errors import SourceError

_MAX_HOLD_SECONDS = 3600.0
# With more hosts than these, those that nobody waits for are forgotten.
_MANY_HOSTS = 1000
# A host that asks for a longer rest is left for a later run.
_PATIENCE_SECONDS = 30.0


@dataclass(slots=True)
class _Turn:
    """Whose turn it is at one host, and how many have it or wait for it."""

    lock: Lock = field(default_factory=Lock)
    waiting: int = 0


class Pace:
    """Whose turn it is at each host. Safe to use from several threads."""

    def __init__(self, delay_seconds: float, stop: Event) -> None:
        self._delay = delay_seconds
        self._stop = stop
        self._guard = Lock()
        self._turns: dict[str, _Turn] = {}
        self._free_at: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str, *, delay_seconds: float = 0.0) -> Iterator[None]:
        """Waits for the turn at a host, and lets it rest afterwards.

        Args:
            host: The host, with its port.
            delay_seconds: The rest that the host asks for, where that is longer than ours.

        Raises:
            SourceError: ``host-busy``: it asked for a longer rest than we wait.
            SourceError: ``stopped``.
        """
        with self._guard:
            if len(self._turns) > _MANY_HOSTS:
                self._forget()
            turn = self._turns.setdefault(host, _Turn())
            turn.waiting += 1
        try:
            with turn.lock:
                yield from self._in_turn(host, delay_seconds)
        finally:
            with self._guard:
                turn.waiting -= 1

    def _in_turn(self, host: str, delay_seconds: float) -> Iterator[None]:
        self._rest(host)
        try:
            yield
        finally:
            rest = min(max(self._delay, delay_seconds), _MAX_HOLD_SECONDS)
            self._hold(host, rest)

    def _forget(self) -> None:
        """Forgets hosts that have rested and that nobody waits for: memory must not grow."""
        now = time.monotonic()
        idle = [
            host
            for host, turn in self._turns.items()
            if not turn.waiting and self._free_at.get(host, 0.0) <= now
        ]
        for host in idle:
            del self._turns[host]
            self._free_at.pop(host, None)

    def hold(self, host: str, seconds: float) -> None:
        """Leaves a host alone for so long, an hour at most."""
        self._hold(host, min(seconds, _MAX_HOLD_SECONDS))

    def _hold(self, host: str, seconds: float) -> None:
        until = time.monotonic() + seconds
        with self._guard:
            self._free_at[host] = max(until, self._free_at.get(host, 0.0))

    def _rest(self, host: str) -> None:
        wait = self._free_at.get(host, 0.0) - time.monotonic()
        if wait > _PATIENCE_SECONDS + self._delay:
            raise SourceError(
                f"{host} asked to be left alone for {wait:.0f} more seconds; try again then",
                code="host-busy",
                detail={"retry_after": f"{wait:.0f}"},
            )
        if wait > 0:
            self._stop.wait(wait)
        if self._stop.is_set():
            raise SourceError("fetching was stopped; run the same again to go on", code="stopped")
