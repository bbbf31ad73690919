"""The watcher: one loop that hands out jobs, records polls, and has pages read and settled."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from onrecord.ledger import KeptEntry, KeptFeed, Ledger, Poll
from onrecord.runs import Run
from onrecord.runs.run import Mark, Outcome
from onrecord.types import Arrival, Capture, Failure
from onrecord.watch import outcomes
from onrecord.watch.agenda import Agenda
from onrecord.watch.clock import Clock
from onrecord.watch.fetching import Done, Fetching
from onrecord.watch.jobs import Answer, Fetches, Job, Result, work
from onrecord.watch.pace import later

Polled = Callable[[KeptFeed, Poll, int], None]

_TAKE_SECONDS = 0.2
_LONGEST_WAIT_SECONDS = 60.0
# Without an answer from anybody for so long, it is our own network that is cut.
_CUT_OFF = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchOptions:
    """How to watch.

    Attributes:
        once: End when nothing is due, instead of waiting for more.
        hosts_at_a_time: Requests under way at the same time, each at another host.
        refresh_seconds: How often to see what other programs have changed about the feeds.
    """

    once: bool = False
    hosts_at_a_time: int = 8
    refresh_seconds: float = 15.0


class Watcher:
    """Follows the feeds of a ledger until it is stopped.

    All writing is done by the thread that calls `watch`; other threads only fetch. What a watcher
    is doing when it is killed is done again by the next: a feed's entries and its validators are
    kept in one transaction, and so are a record and its entry.
    """

    def __init__(
        self,
        run: Run,
        fetches: Fetches,
        options: WatchOptions | None = None,
        *,
        clock: Clock | None = None,
        polled: Polled = lambda feed, poll, news: None,
    ) -> None:
        """Takes how to read and to fetch.

        Args:
            run: Reads and settles; it must have a ledger. Its ``stop`` ends the watching.
            fetches: A ``Fetcher``.
            options: How to watch.
            clock: The time.
            polled: Called after each poll with the feed as it was, what came, and how many
                entries are to be read.
        """
        assert run.ledger is not None
        self._run = run
        self._ledger: Ledger = run.ledger
        self._fetches = fetches
        self._options = options or WatchOptions()
        self._clock = clock or Clock()
        self._polled = polled
        self._agenda = Agenda(
            self._ledger.feeds, self._clock, refresh_seconds=self._options.refresh_seconds
        )
        self._held: Done | None = None
        self._reading: dict[str, Job] = {}
        self._answered_at: datetime | None = None
        run.mark, run.settled = self._mark, self._settled_then(run.settled)

    def watch(self) -> None:
        """Watch until stopped, or, once, until nothing is due.

        Raises:
            LedgerError: The ledger cannot be read or written; nothing that was settled is lost.
            EvidenceError: The evidence cannot be written; likewise.
        """
        fetching = Fetching(
            lambda job: work(job, self._fetches), at_a_time=self._options.hosts_at_a_time
        )
        try:
            while not self._run.stop.is_set() and self._turn(fetching):
                pass
        finally:
            self._fetches.stop()
            fetching.close()

    def _turn(self, fetching: Fetching) -> bool:
        """Hand out what can be, and take what is done; False when there is nothing left to do."""
        self._hand_out(fetching)
        done, self._held = self._held, None
        if done is None and fetching.is_idle:
            return self._wait()
        done = done or fetching.take(_TAKE_SECONDS)
        if done is None:
            return True
        if self._is_to_settle(done):
            self._run.over(self._arrivals(done, fetching))
        elif isinstance(done[0].of, KeptFeed):
            self._record(done[0], done[0].of, done[1])
        else:
            self._postpone(*done)
        return True

    def _hand_out(self, fetching: Fetching) -> None:
        while not fetching.is_full and not self._run.stop.is_set():
            job = self._agenda.next()
            if job is None:
                return
            fetching.give(job)

    def _wait(self) -> bool:
        if self._options.once:
            return False
        seconds = (self._agenda.due_at() - self._clock.now()).total_seconds()
        longest = max(_LONGEST_WAIT_SECONDS, self._options.refresh_seconds)
        self._clock.wait(min(seconds, longest), self._run.stop)
        return True

    def _arrivals(self, first: Done, fetching: Fetching) -> Iterator[Arrival]:
        """Pages that are there to be read, as long as one follows the other.

        Ends before a poll, which is recorded first, and when none is there: what was read is then
        settled before there is any waiting.
        """
        done: Done | None = first
        while done is not None:
            job, item = done
            assert isinstance(item, Capture | Failure)
            self._agenda.fetched(job)
            self._reading[job.of.url] = job
            yield Arrival(item)
            self._hand_out(fetching)
            done = fetching.take(0)
            if done is not None and not self._is_to_settle(done):
                self._held, done = done, None

    def _is_to_settle(self, done: Done) -> bool:
        """Whether a job brought a page, or a failure to be kept, rather than one to pass over."""
        job, item = done
        if isinstance(job.of, KeptFeed) or isinstance(item, Answer):
            return False
        if not isinstance(item, Failure) or outcomes.is_answer(item):
            self._answered_at = self._clock.now()
            return True
        return outcomes.is_tried(item) and not self._is_cut_off

    @property
    def _is_cut_off(self) -> bool:
        """Whether no server at all has answered lately."""
        since = self._answered_at
        return since is None or self._clock.now() - since > _CUT_OFF

    def _record(self, job: Job, feed: KeptFeed, item: Result) -> None:
        """Keep what came of a poll; one that was stopped is done again."""
        assert isinstance(item, Answer | Failure)
        now = self._clock.now()
        failure = item if isinstance(item, Failure) else None
        if failure is None or outcomes.is_answer(failure):
            self._answered_at = now
        self._agenda.fetched(job, rest_seconds=outcomes.wait_seconds(failure) if failure else 0)
        if failure is not None and failure.code == "stopped":
            self._run.stop.set()
        else:
            poll = outcomes.poll(feed, item, now=now, is_cut_off=self._is_cut_off)
            news = self._ledger.feeds.record(feed.url, poll)
            self._polled(feed, poll, news)
        self._agenda.settled(job)
        self._agenda.look_again()

    def _postpone(self, job: Job, item: Result) -> None:
        """Leave an entry for later whose host wants rest, or while nobody can be reached."""
        assert isinstance(item, Failure)
        wait = outcomes.wait_seconds(item) or outcomes.AGAIN_SECONDS
        self._agenda.fetched(job, rest_seconds=wait)
        if item.code == "stopped":
            self._run.stop.set()
        else:
            self._ledger.feeds.postpone(job.of.url, until=later(self._clock.now(), wait))
        self._agenda.settled(job)

    def _mark(self, arrival: Arrival, outcome: Outcome) -> Mark:
        job = self._reading[_where(arrival)]
        assert isinstance(job.of, KeptEntry)
        return outcomes.settlement(job.of, outcome, now=self._clock.now())

    def _settled_then(
        self, after: Callable[[Arrival, Outcome], None]
    ) -> Callable[[Arrival, Outcome], None]:
        def settled(arrival: Arrival, outcome: Outcome) -> None:
            self._agenda.settled(self._reading.pop(_where(arrival)))
            after(arrival, outcome)

        return settled


def _where(arrival: Arrival) -> str:
    assert arrival.item is not None
    return arrival.item.where
