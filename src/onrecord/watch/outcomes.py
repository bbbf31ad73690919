"""What becomes of a feed or an entry by what came of fetching and reading it; pure."""

from datetime import datetime, timedelta

from onrecord.fetch import is_temporary
from onrecord.ledger import KeptEntry, KeptFeed, Poll
from onrecord.record import Record
from onrecord.runs.conversion import Known, PassedOver
from onrecord.sources.feeds import Entry, Feed, FeedKind
from onrecord.types import EntryState, Failure, Settlement
from onrecord.watch.jobs import Answer
from onrecord.watch.pace import (
    LONGEST_SECONDS,
    WISH_SECONDS,
    backoff_seconds,
    interval_seconds,
    later,
)

MOST_TRIES = 10
"""An entry that failed for passing reasons is given up after so many tries, in three days."""

SITEMAP_DAYS = 7
"""Of a sitemap only pages of the last days are taken, by its own dates; some list a whole site."""

MOST_LISTED = 20
"""Of the sitemaps that an index lists, so many are followed: those that changed last."""

AGAIN_SECONDS = 300
"""While no server at all can be reached, a host is tried again after so long."""

_FIRST_TRY_SECONDS = 900
# A feed loses items while nobody asks, so that it is asked soon after the network is back.
_CUT_OFF_SECONDS = 1800
_NO_ANSWER = frozenset({"no-such-host", "unreachable", "timeout"})
_NOT_TRIED = frozenset({"host-busy", "stopped"})


def is_answer(failure: Failure) -> bool:
    """Whether a failure shows that a server could be reached at all."""
    is_of_reach = {failure.code, failure.detail.get("cause", "")} & _NO_ANSWER
    return not is_of_reach and failure.code not in _NOT_TRIED


def is_tried(failure: Failure) -> bool:
    """Whether anything was asked of the server: not while its host wants to be left alone."""
    return failure.code not in _NOT_TRIED


def wait_seconds(failure: Failure) -> float:
    """How long a server asked to be left alone; 0 where it did not."""
    return float(failure.detail.get("retry_after", 0.0))


def settlement(entry: KeptEntry, outcome: Record | Failure, *, now: datetime) -> Settlement:
    """What came of reading an entry: read, skipped, failed, or to be tried again."""
    is_read = isinstance(outcome, Record | Known | PassedOver)
    if not isinstance(outcome, Failure) or is_read:
        return Settlement(url=entry.url, state=EntryState.READ)
    if outcome.is_skip:
        return Settlement(url=entry.url, state=EntryState.SKIPPED, code=outcome.code)
    tries = entry.tries + 1
    if outcome.stage == "source" and is_temporary(outcome) and tries < MOST_TRIES:
        pause = backoff_seconds(entry.url, tries, interval=_FIRST_TRY_SECONDS, longest=WISH_SECONDS)
        return Settlement(
            url=entry.url,
            state=EntryState.PENDING,
            tries=tries,
            next_try_at=later(now, max(pause, min(wait_seconds(outcome), WISH_SECONDS))),
            code=outcome.code,
        )
    return Settlement(url=entry.url, state=EntryState.FAILED, tries=tries, code=outcome.code)


def poll(
    feed: KeptFeed, result: Answer | Failure, *, now: datetime, is_cut_off: bool = False
) -> Poll:
    """What came of asking for a feed, and when to ask again.

    Args:
        feed: As it was.
        result: What came.
        now: The time.
        is_cut_off: Whether no server at all could be reached lately.
    """
    if isinstance(result, Failure):
        return _failed(feed, result, now, is_cut_off)
    capture, read = result.capture, result.feed
    published = [entry.published or entry.updated for entry in read.entries] if read else ()
    interval = interval_seconds(
        capture,
        now=now,
        ttl_seconds=read.ttl_seconds if read else None,
        published=published,
        before=feed.interval_seconds,
    )
    moved = capture.moved_to if capture.moved_to != feed.location else None
    plain = Poll(
        at=later(now, 0),
        next_poll_at=later(now, interval),
        interval_seconds=interval,
        location=moved,
    )
    return plain if read is None else _read(plain, result, read, now)


def _read(plain: Poll, result: Answer, read: Feed, now: datetime) -> Poll:
    is_sitemap = read.kind is FeedKind.SITEMAP
    outlet = read.title if is_sitemap else None
    taken = [one for one in read.entries if not (is_sitemap and _is_old(one, now))]
    return Poll(
        at=plain.at,
        next_poll_at=plain.next_poll_at,
        interval_seconds=plain.interval_seconds,
        location=plain.location,
        is_changed=True,
        title=read.title,
        kind=read.kind.value,
        etag=result.capture.header("etag"),
        last_modified=result.capture.header("last-modified"),
        trouble=_trouble(read),
        entries=tuple(_entry(one, outlet) for one in taken),
        feeds=read.feeds[:MOST_LISTED],
    )


def _failed(feed: KeptFeed, failure: Failure, now: datetime, is_cut_off: bool) -> Poll:
    longest = LONGEST_SECONDS if is_temporary(failure) else WISH_SECONDS
    if is_cut_off and not is_answer(failure):
        longest = _CUT_OFF_SECONDS
    pause = backoff_seconds(
        feed.url, feed.errors + 1, interval=feed.interval_seconds, longest=longest
    )
    wait = min(wait_seconds(failure), WISH_SECONDS)
    return Poll(
        at=later(now, 0),
        next_poll_at=later(now, max(pause, wait) if is_tried(failure) else wait or AGAIN_SECONDS),
        failure=failure,
        is_counted=is_tried(failure),
        has_ended=failure.detail.get("status") == "410",
    )


def _entry(entry: Entry, outlet: str | None) -> KeptEntry:
    return KeptEntry(
        url=entry.url,
        title=entry.title,
        outlet=outlet,
        authors=entry.authors,
        published=entry.published,
        updated=entry.updated,
    )


def _is_old(entry: Entry, now: datetime) -> bool:
    stamp = entry.published or entry.updated
    oldest = (now - timedelta(days=SITEMAP_DAYS)).date().isoformat()
    return stamp is not None and stamp[:10] < oldest


def _trouble(feed: Feed) -> str | None:
    """What is wrong with a feed that could be read."""
    if feed.trouble:
        return feed.trouble
    if feed.passed_over:
        total = feed.passed_over + len(feed.entries)
        return (
            f"{feed.passed_over:,} of its {total:,} items have no address of a page and were "
            "passed over; ask its outlet for links"
        )
    if not feed.entries and not feed.feeds:
        return "it has no items; check that it is the feed that you mean"
    return None
