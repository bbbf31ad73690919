"""What to fetch next: feeds that are due and entries that wait, one at a time for each host."""

from collections import deque
from datetime import datetime, timedelta

from onrecord.ledger.feeds import Feeds
from onrecord.watch.clock import Clock
from onrecord.watch.jobs import Job
from onrecord.watch.pace import later

_OF_EACH_HOST = 64
_MOST_ENTRIES = 2000


class Agenda:
    """Knows what waits, by host; the ledger is asked again when that may have changed.

    Hosts take turns, so that one with thousands of entries keeps no other waiting.
    """

    def __init__(self, feeds: Feeds, clock: Clock, *, refresh_seconds: float) -> None:
        """Takes the feeds, the time, and how often to see what others have changed."""
        self._feeds = feeds
        self._clock = clock
        self._refresh = timedelta(seconds=refresh_seconds)
        self._waiting: dict[str, deque[Job]] = {}
        self._cut_short: set[str] = set()
        self._out: set[tuple[str, str]] = set()
        self._busy: set[str] = set()
        self._resting: dict[str, datetime] = {}
        self._look_at: datetime | None = None

    def next(self) -> Job | None:
        """A job whose host is free, which it then is no more; None when there is none now."""
        now = self._clock.now()
        if self._look_at is None or self._look_at <= now:
            self._look(now)
        for host in list(self._waiting):
            if host not in self._busy and self._resting.get(host, now) <= now:
                return self._take(host)
        return None

    def fetched(self, job: Job, *, rest_seconds: float = 0.0) -> None:
        """Its host is free again, after a rest."""
        self._busy.discard(job.host)
        if rest_seconds > 0:
            self._resting[job.host] = self._clock.now() + timedelta(seconds=rest_seconds)

    def settled(self, job: Job) -> None:
        """What came of it is in the ledger, and may have changed what waits."""
        self._out.discard(job.key)

    def look_again(self) -> None:
        """Ask the ledger before the next job is given."""
        self._look_at = None

    def due_at(self) -> datetime:
        """When there may be something to do next, where there is nothing now."""
        rests = [self._resting[host] for host in self._waiting if host in self._resting]
        return min([self._look_at or self._clock.now(), *rests])

    def _take(self, host: str) -> Job:
        jobs = self._waiting.pop(host)
        job = jobs.popleft()
        if jobs:
            self._waiting[host] = jobs  # at the end: the others come first
        elif host in self._cut_short:
            self._look_at = None
        self._busy.add(host)
        self._out.add(job.key)
        return job

    def _look(self, now: datetime) -> None:
        at = later(now, 0)
        self._resting = {host: until for host, until in self._resting.items() if until > now}
        due = [Job(feed) for feed in self._feeds.due(at)]
        entries = self._feeds.waiting(at, of_each_host=_OF_EACH_HOST, limit=_MOST_ENTRIES)
        is_cut_short = len(entries) == _MOST_ENTRIES
        by_host: dict[str, deque[Job]] = {}
        for job in (*due, *map(Job, entries)):
            if job.key not in self._out:
                by_host.setdefault(job.host, deque()).append(job)
        self._cut_short = {
            host for host, jobs in by_host.items() if len(jobs) >= _OF_EACH_HOST // 2
        }
        self._cut_short |= set(by_host) if is_cut_short else set()
        known = [host for host in self._waiting if host in by_host]
        self._waiting = {host: by_host.pop(host) for host in known} | by_host
        next_due = self._feeds.next_due(at)
        refresh_at = now + self._refresh
        self._look_at = min(
            refresh_at, datetime.fromisoformat(next_due) if next_due else refresh_at
        )
