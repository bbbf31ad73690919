"""When a page says that its report was published and last changed. Never guessed from text."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from onrecord.sources.pages.stated import Stated
from onrecord.sources.stamps import parse_stamp

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "cxenseparse:publishtime",
    "cxenseparse:recs:publishtime",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_at",
    "publication_date",
    "article.published",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "prism.publicationdate",
    "citation_publication_date",
    "citation_online_date",
    "sailthru.date",
    "date.available",
    "date.created",
    "datecreated",
    "date",
)
_UPDATED = (
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "date.updated",
    "date.modified",
    "last_updated_date",
    "lastmod",
    "article.updated",
)
_ADDRESS_DAY = re.compile(
    r"/([12][0-9]{3})/([0-9]{1,2})/([0-9]{1,2})(?:/|$)|/([12][0-9]{3})-([0-9]{2})-([0-9]{2})(?=[-/])"
)
_DAY_CHARS = 10


def published(page: Stated, addresses: Iterable[str], fetched_at: str | None) -> str | None:
    """When the report was published, ISO 8601, as precisely as the page states it.

    The first place that states a day that can be true settles the day: the report's linked data,
    meta tags, microdata, the page's linked data, ``time`` tags that are marked so, and last the
    day in its address. Its time of day and zone come from there or, where it has none, from a
    place that states the same day with one.

    Args:
        page: What the page states.
        addresses: Its addresses.
        fetched_at: When it was fetched; what lies after it cannot be true.
    """
    stamps = [parse_stamp(text, fetched_at=fetched_at) for text in _stated(page)]
    days = [_day_of(address) for address in addresses]
    return _most_precise([stamp for stamp in [*stamps, *days] if stamp])


def updated(page: Stated, since: str | None, fetched_at: str | None) -> str | None:
    """When the report was last changed; None where that is said to be before its publication."""
    texts = (
        *page.data.texts("dateModified"),
        *page.meta(*_UPDATED),
        *page.microdata.get("dateModified", ()),
    )
    stamps = [parse_stamp(text, fetched_at=fetched_at) for text in texts]
    latest = _most_precise([stamp for stamp in stamps if stamp])
    return None if latest is None or (since and _is_before(latest, since)) else latest


def _stated(page: Stated) -> Iterator[str]:
    data = page.data
    for thing in data.reports:
        if isinstance(thing.get("datePublished"), str):
            yield thing["datePublished"]
    yield from data.raw("datePublished")
    yield from page.meta(*_PUBLISHED)
    yield from page.microdata.get("datePublished", ())
    yield from data.texts("datePublished")
    yield from page.times


def _most_precise(stamps: list[str]) -> str | None:
    """The first stamp, or a more precise one that agrees with it."""
    if not stamps:
        return None
    best = stamps[0]
    for stamp in stamps[1:]:
        if len(stamp) > len(best) and stamp.startswith(best):
            best = stamp
    return best


def _is_before(stamp: str, other: str) -> bool:
    if min(len(stamp), len(other)) > _DAY_CHARS:
        one, two = datetime.fromisoformat(stamp), datetime.fromisoformat(other)
        if bool(one.tzinfo) == bool(two.tzinfo):
            return one < two
    return stamp[:_DAY_CHARS] < other[:_DAY_CHARS]


def _day_of(address: str) -> str | None:
    found = _ADDRESS_DAY.search(address)
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups() if part)).isoformat()
    except ValueError:
        return None
