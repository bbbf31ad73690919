"""What a watcher fetches: feeds and what they point to; one job is one request."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from onrecord.errors import SourceError
from onrecord.fetch import Want
from onrecord.ledger import KeptEntry, KeptFeed
from onrecord.sources.addresses import host_of
from onrecord.sources.feeds import LIMIT_FEED_BYTES, Feed, read_feed
from onrecord.types import Capture, Failure


class Fetches(Protocol):
    """What fetches: a ``Fetcher``."""

    def fetch(self, want: Want, *, limit_bytes: int | None = None) -> Capture:
        """One page; raises SourceError."""
        ...

    def stop(self) -> None:
        """Ends all fetching."""
        ...


@dataclass(frozen=True, slots=True)
class Job:
    """A feed to be asked for, or a page that one points to."""

    of: KeptFeed | KeptEntry

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others."""
        return type(self.of).__name__, self.of.url

    @property
    def host(self) -> str:
        """The host that it asks."""
        return host_of(self.of.location if isinstance(self.of, KeptFeed) else self.of.url)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a feed's server answered.

    Attributes:
        feed: None where it has not changed.
    """

    capture: Capture
    feed: Feed | None


Result = Answer | Capture | Failure


def work(job: Job, fetches: Fetches) -> Result:
    """Do a job; whatever goes wrong is a failure."""
    do: Callable[[], Result]
    of = job.of
    do = (lambda: _poll(of, fetches)) if isinstance(of, KeptFeed) else (lambda: _page(of, fetches))
    try:
        return do()
    except SourceError as error:
        code, message, detail = error.code, str(error), error.detail
    except Exception as error:  # the border of one job: none may stop the others
        code, detail = "unreadable", {}
        message = f"onrecord stumbled over it ({type(error).__name__}: {error})"
    return Failure(where=of.url, stage="source", code=code, message=message, detail=detail)


def _page(entry: KeptEntry, fetches: Fetches) -> Capture:
    return fetches.fetch(
        Want(
            url=entry.url,
            title=entry.title,
            outlet=entry.outlet,
            published=entry.published,
            authors=entry.authors,
        )
    )


def _poll(feed: KeptFeed, fetches: Fetches) -> Answer:
    want = Want(url=feed.location, etag=feed.etag, last_modified=feed.last_modified)
    try:
        capture = fetches.fetch(want, limit_bytes=LIMIT_FEED_BYTES)
    except SourceError as error:
        raise _of_feed(error) from error
    if capture.status == 304:
        return Answer(capture, None)
    read = read_feed(
        capture.data,
        url=capture.url,
        content_type=capture.header("content-type"),
        fetched_at=capture.fetched_at,
    )
    return Answer(capture, read)


def _of_feed(error: SourceError) -> SourceError:
    """The error as it is told of a feed."""
    if error.code != "too-large":
        return error
    return SourceError(
        f"the feed has more than the {LIMIT_FEED_BYTES:,} bytes of one feed; ask its outlet for "
        "a shorter one",
        code=error.code,
        detail=error.detail,
    )
