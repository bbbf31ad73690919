"""How feeds do, as people read it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.text import Text

from onrecord.cli.labels import counted, one_line
from onrecord.cli.styles import DENIAL, QUIET

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.ledger import KeptFeed

_INDENT = "  "
_UNITS = ((86400, "d"), (3600, "h"), (60, "min"))


def show_feeds(
    console: "Console", feeds: Sequence["KeptFeed"], *, now: datetime | None = None
) -> None:
    """Each feed: what it has shown and what was read of it, when it is polled, what went wrong."""
    at = now or datetime.now(UTC)
    for feed in feeds:
        name = Text(one_line(feed.title or feed.url), "bold")
        if feed.state != "active":
            name.append(f" · {feed.state}", DENIAL)
        console.print(name, soft_wrap=True)
        for words, style in (*_lines(feed, at), *_wrong(feed)):
            console.print(Text(f"{_INDENT}{one_line(words)}", style), soft_wrap=True)
        console.print()


def _lines(feed: "KeptFeed", now: datetime) -> Iterator[tuple[str, str]]:
    parts = [f"{getattr(feed, name):,} {name}" for name in ("read", "pending", "failed", "skipped")]
    shown = [part for part in parts if not part.startswith("0 ")]
    yield " · ".join([counted(feed.seen, "report"), *shown]), ""
    yield " · ".join(_times(feed, now)), QUIET
    if feed.title:
        yield feed.url, QUIET
    if feed.location != feed.url:
        yield f"has moved to {feed.location}", QUIET


def _times(feed: "KeptFeed", now: datetime) -> Iterator[str]:
    if feed.polled_at is None:
        yield "not polled yet"
    else:
        yield f"polled {span(_since(feed.polled_at, now))} ago"
    if feed.succeeded_at is not None and feed.succeeded_at != feed.polled_at:
        yield f"last success {span(_since(feed.succeeded_at, now))} ago"
    if feed.state == "active":
        wait = -_since(feed.next_poll_at, now)
        yield f"next in {span(wait)}" if wait > 0 else "due now"
    if feed.interval_seconds:
        yield f"every {span(feed.interval_seconds)}"


def _wrong(feed: "KeptFeed") -> Iterator[tuple[str, str]]:
    if feed.message:
        times = f"{counted(feed.errors, 'error')} in a row: " if feed.errors > 1 else ""
        yield f"{times}{feed.message} [{feed.code}]", DENIAL
    if feed.trouble:
        yield feed.trouble, DENIAL


def span(seconds: float) -> str:
    """A length of time in a word or two.

    >>> span(40), span(5400), span(200_000)
    ('40 s', '1 h 30 min', '2 d 7 h')
    """
    parts = []
    left = round(seconds)
    for size, unit in _UNITS:
        number, left = divmod(left, size)
        if number:
            parts.append(f"{number} {unit}")
    return " ".join(parts[:2]) or f"{left} s"


def _since(stamp: str, now: datetime) -> float:
    return (now - datetime.fromisoformat(stamp)).total_seconds()
