"""What a feed tells, whatever its format."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from onrecord.errors import SourceError
from onrecord.sources.addresses import clean_address
from onrecord.sources.stamps import parse_stamp

_TAG = re.compile(r"<[^<>]*>")


class FeedKind(StrEnum):
    """Formats of feeds."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"
    SITEMAP = "sitemap"
    SITEMAP_INDEX = "sitemap-index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A report that a feed points to.

    Attributes:
        url: Its address, clean.
        title: Plain text.
        published: ISO 8601, with the zone where one is told; so is ``updated``.
    """

    url: str
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as it stood when it was fetched.

    Attributes:
        title: What it calls itself; of a sitemap the publication's name.
        entries: In its order, each address once.
        passed_over: How many entries had no address of a page.
        trouble: What was wrong with it, where it could be read in part only.
        ttl_seconds: How long it asks to be kept.
        feeds: Addresses of more sitemaps, of an index; those changed last come first.
    """

    kind: FeedKind
    title: str | None
    entries: tuple[Entry, ...]
    passed_over: int = 0
    trouble: str | None = None
    ttl_seconds: int | None = None
    feeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """An entry as it stands in a feed."""

    url: str | None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: Iterable[str | None] = ()


def settle(
    raw: Iterable[RawEntry], *, base: str | None, fetched_at: str | None
) -> tuple[tuple[Entry, ...], int]:
    """The entries with an address, each once, and how many have none."""
    found: dict[str, Entry] = {}
    passed_over = 0
    for one in raw:
        try:
            url = clean_address(one.url or "", base)
        except SourceError:
            passed_over += 1
            continue
        if not one.url or not one.url.strip():
            passed_over += 1
            continue
        entry = Entry(
            url=url,
            title=plain_line(one.title),
            published=parse_stamp(one.published, fetched_at=fetched_at),
            updated=parse_stamp(one.updated, fetched_at=fetched_at),
            authors=tuple(dict.fromkeys(filter(None, map(plain_line, one.authors)))),
        )
        found.setdefault(url, entry)
    return tuple(found.values()), passed_over


def plain_line(text: str | None) -> str | None:
    r"""A text without markup, in one line; None when nothing is left.

    >>> plain_line("<b>Vote</b> &amp;\n count")
    'Vote & count'
    """
    return " ".join(html.unescape(_TAG.sub(" ", text)).split()) or None if text else None
