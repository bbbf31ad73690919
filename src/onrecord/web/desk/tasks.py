"""What can be handed in: a text, files, a page, a feed, the demo reports."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from onrecord.errors import OptionError, SourceError
from onrecord.fetch import Fetcher, FetchOptions, Want
from onrecord.sources import Particulars, printable
from onrecord.sources.addresses import clean_address
from onrecord.types import Arrival, Capture, Failure
from onrecord.web.desk.jobs import Task

MOST_ENTRIES = 100
"""How many entries of a feed one job reads, the first ones."""


def text_task(text: str, particulars: Particulars) -> Task:
    """A text that was pasted.

    Raises:
        OptionError: There is none.
    """
    if not text.strip():
        raise OptionError("there is no text; paste the report's own words.")
    data = text.encode("utf-8", "replace")
    where = f"pasted text {hashlib.sha256(data).hexdigest()[:8]}"
    arrival = Arrival(Capture(where=where, data=data))
    return Task(
        name=particulars.title or where,
        arrivals=lambda: [arrival],
        total=1,
        particulars=particulars,
    )


def files_task(files: Sequence[tuple[str, bytes]], particulars: Particulars) -> Task:
    """Files that were sent: each its name and its bytes.

    Raises:
        OptionError: There are none.
    """
    if not files:
        raise OptionError("there is no file; choose one or more.")
    named = [(printable(name), data) for name, data in files]
    arrivals = [Arrival(Capture(where=name, data=data, path=name)) for name, data in named]
    name = named[0][0] if len(named) == 1 else f"{len(named)} files"
    return Task(name=name, arrivals=lambda: arrivals, total=len(arrivals), particulars=particulars)


def page_task(address: str, options: FetchOptions) -> Task:
    """A page.

    Raises:
        SourceError: ``bad-address``.
    """
    url = clean_address(address)
    return Task(name=url, arrivals=lambda: _fetched([Want(url=url)], options), total=1)


def feed_task(address: str, options: FetchOptions) -> Task:
    """The reports that a feed points to now.

    Raises:
        SourceError: ``bad-address``.
    """
    url = clean_address(address)
    return Task(name=f"the feed {url}", arrivals=lambda: _from_feed(url, options))


def demo_task() -> Task:
    """The demo reports."""
    from onrecord.demo import DEMO_REPORTS

    arrivals = [demo.arrival for demo in DEMO_REPORTS]
    return Task(name="the demo reports", arrivals=lambda: arrivals, total=len(arrivals))


def _fetched(wants: Iterable[Want], options: FetchOptions) -> Iterator[Arrival]:
    with Fetcher(options) as fetcher:
        for _, got in fetcher.fetch_all(wants):
            yield Arrival(got)


def _from_feed(url: str, options: FetchOptions) -> Iterator[Arrival]:
    from onrecord.sources.feeds import read_feed

    with Fetcher(options) as fetcher:
        try:
            got = fetcher.fetch(Want(url=url))
            feed = read_feed(
                got.data,
                url=got.url,
                content_type=got.header("content-type"),
                fetched_at=got.fetched_at,
            )
        except SourceError as error:
            yield Arrival(_failure(url, error))
            return
        wants = [
            Want(
                url=entry.url,
                title=entry.title,
                outlet=feed.title,
                published=entry.published,
                authors=entry.authors,
            )
            for entry in feed.entries[:MOST_ENTRIES]
        ]
        if not wants:
            empty = "the feed has no entries with an address of a page; try again later"
            yield Arrival(_failure(url, SourceError(empty, code="empty")))
        for _, page in fetcher.fetch_all(wants):
            yield Arrival(page)


def _failure(url: str, error: SourceError) -> Failure:
    return Failure(
        where=url, stage="source", code=error.code, message=str(error), detail=error.detail
    )
