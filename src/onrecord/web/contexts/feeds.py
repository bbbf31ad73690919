"""The page of the feeds that are followed, and of how all is."""

from dataclasses import dataclass

from onrecord.ledger import Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRow:
    """A feed and how it does. Times are ISO 8601 in UTC; what is not known is None.

    Attributes:
        url: Its address.
        anchor: Its place on the page.
        state: ``active``, ``paused`` or ``ended``.
        title: What it calls itself.
        succeeded_at: When it was last read, or found unchanged.
        next_poll_at: When it is asked for next.
        errors: Failures in a row.
        message: What is wrong with it, and what to do.
        seen: How many entries it has shown.
        read: How many of them are on record; ``failed`` and ``pending`` likewise.
    """

    url: str
    anchor: str
    state: str
    title: str | None
    succeeded_at: str | None
    next_poll_at: str | None
    errors: int
    message: str | None
    seen: int
    read: int
    failed: int
    pending: int

    @property
    def changes(self) -> tuple[str, ...]:
        """What may be done with it."""
        return ("pause" if self.state == "active" else "resume", "retry", "remove")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsPage:
    """What it shows.

    Attributes:
        counts: How much the ledger holds.
        rows: The feeds that are followed.
        waits_since: When the feed was due that has waited longest, where that is too long for a
            watcher that is at work; else None.
        ledger: The file.
        is_read_only: Whether nothing can be added or changed here.
    """

    counts: Counts
    rows: tuple[FeedRow, ...]
    waits_since: str | None
    ledger: str
    is_read_only: bool
