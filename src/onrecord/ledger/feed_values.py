"""Feeds and entries as the ledger takes and gives them."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.types import Failure


class FeedState(StrEnum):
    """Whether a feed is polled: yes, not for now, or never again, because it said so or moved."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFeed:
    """A feed that is followed, and how it does. Times are ISO 8601 in UTC.

    Attributes:
        url: Its address as it was given.
        location: Where it is fetched: another address where it has moved for good.
        listed_in: The sitemap index that lists it; None where it was given.
        kind: A ``FeedKind``; None until it has been read.
        etag: Of the copy that was read last, and so is ``last_modified``.
        polled_at: When it was last asked for.
        succeeded_at: When it was last read, or found unchanged.
        next_poll_at: When it is asked for next, if it is active.
        interval_seconds: The pace at which it is polled while all goes well.
        errors: Failures in a row.
        code: Of the last failure; None after a success. So is ``message``.
        trouble: What is wrong with a feed that could be read all the same.
        seen: How many entries it has shown.
        read: How many of them are on record; ``skipped``, ``failed`` and ``pending`` likewise.
    """

    url: str
    location: str
    state: FeedState
    listed_in: str | None
    title: str | None
    kind: str | None
    etag: str | None
    last_modified: str | None
    added_at: str
    polled_at: str | None
    succeeded_at: str | None
    next_poll_at: str
    interval_seconds: int | None
    errors: int
    code: str | None
    message: str | None
    trouble: str | None
    seen: int = 0
    read: int = 0
    skipped: int = 0
    failed: int = 0
    pending: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEntry:
    """What a feed points to.

    Attributes:
        url: Its address, clean.
        title: As the feed tells it, and so are the next four.
        outlet: Of a news sitemap only; the title of other feeds names a section as often.
        tries: How often it was tried in vain.
    """

    url: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """What came of asking for a feed.

    Attributes:
        at: When, ISO 8601 in UTC.
        next_poll_at: When to ask again.
        failure: Why it could not be read; None where it was, or has not changed.
        is_counted: Whether the failure is one more in a row.
        has_ended: Whether it is never to be asked for again.
        interval_seconds: The pace at which it is polled; None leaves what is known.
        location: Where it has moved to for good; None where it has not.
        is_changed: Whether there is a new copy, of which the rest tells.
        feeds: More feeds that it lists.
    """

    at: str
    next_poll_at: str
    failure: Failure | None = None
    is_counted: bool = True
    has_ended: bool = False
    interval_seconds: int | None = None
    location: str | None = None
    is_changed: bool = False
    title: str | None = None
    kind: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    trouble: str | None = None
    entries: tuple[KeptEntry, ...] = ()
    feeds: tuple[str, ...] = ()
