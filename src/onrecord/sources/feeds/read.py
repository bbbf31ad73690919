"""Which format a feed has, and its entries."""

import json
import logging
import re
from io import BytesIO
from typing import Any

from onrecord.errors import SourceError
from onrecord.sources.addresses import clean_address, is_address
from onrecord.sources.decoding import charset_of, decode
from onrecord.sources.feeds.entries import Feed, FeedKind, RawEntry, plain_line, settle
from onrecord.sources.feeds.sitemap import read_sitemap
from onrecord.sources.feeds.xml import (
    check_xml,
    local_name,
    no_reader,
    parse_xml,
    without_declaration,
)

LIMIT_FEED_BYTES = 10_000_000
"""How many bytes a feed may have; the longest of podcasts have two million."""

_SITEMAP = re.compile(r"<(?:\w+:)?(?:urlset|sitemapindex)\b")
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HEAD_CHARS = 2000
_PERIODS = {"hourly": 3600, "daily": 86400, "weekly": 604800, "monthly": 2592000}


def read_feed(
    data: bytes,
    *,
    url: str | None = None,
    content_type: str | None = None,
    fetched_at: str | None = None,
) -> Feed:
    """The entries of a feed.

    Args:
        data: Its bytes.
        url: Where it was fetched; what its relative addresses count from.
        content_type: As its server told it.
        fetched_at: When, ISO 8601; later dates are not believed.

    Raises:
        SourceError: ``not-feed`` (the message names feeds that the page points to), ``empty``,
            ``too-large``, ``unsafe-xml``, ``no-web-reader``.
    """
    if len(data) > LIMIT_FEED_BYTES:
        raise SourceError(
            f"the feed has {len(data):,} bytes, more than the {LIMIT_FEED_BYTES:,} of one feed; "
            "ask its outlet for a shorter one",
            code="too-large",
        )
    if not data.strip():
        raise SourceError("the feed is empty; try again later", code="empty")
    text = decode(data, charset_of(content_type))
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return _read_json(text, url, fetched_at)
    if _HTML.match(text):
        raise _not_feed(text, url)
    if _SITEMAP.search(text[:_HEAD_CHARS]):
        root = parse_xml(text)
        if root is not None and local_name(root) in ("urlset", "sitemapindex"):
            return read_sitemap(root, base=url, fetched_at=fetched_at)
    return _read_xml(text, url, fetched_at)


def _read_xml(text: str, url: str | None, fetched_at: str | None) -> Feed:
    check_xml(text)
    try:
        import feedparser  # type: ignore[import-untyped]
    except ImportError as error:
        raise no_reader() from error
    logging.getLogger("feedparser").setLevel(logging.CRITICAL + 1)
    headers = {"content-type": "application/xml; charset=utf-8"}
    if url:
        headers["content-location"] = url
    # Always as a stream: it would take bytes or text for the name of a file or an address.
    data = BytesIO(without_declaration(text).encode("utf-8", "replace"))
    found = feedparser.parse(data, response_headers=headers)
    if not found.version and not found.entries:
        raise _not_feed(text, url)
    base = url or _own_address(found.feed)
    entries, passed = settle(map(_entry, found.entries), base=base, fetched_at=fetched_at)
    kind = FeedKind.ATOM if found.version.startswith("atom") else FeedKind.RSS
    return Feed(
        kind=kind,
        title=plain_line(found.feed.get("title")),
        entries=entries,
        passed_over=passed,
        trouble=_trouble(found),
        ttl_seconds=_ttl(found.feed),
    )


def _own_address(feed: Any) -> str | None:
    """Where a feed says that it lives; relative addresses of its entries count from there."""
    own = [link.get("href") for link in feed.get("links", ()) if link.get("rel") == "self"]
    return next((one for one in [*own, feed.get("link")] if one and is_address(one)), None)


def _entry(item: Any) -> RawEntry:
    people = item.get("authors") or [{"name": item.get("author")}]
    return RawEntry(
        # FeedBurner's links lead through its counter; it tells the page's own beside them.
        url=item.get("feedburner_origlink") or item.get("link") or _permanent(item),
        title=item.get("title"),
        published=item.get("published") or item.get("created"),
        # Its own `get` would give the date of publication where there is no other.
        updated=dict.get(item, "updated"),
        authors=[person.get("name") for person in people],
    )


def _permanent(item: Any) -> str | None:
    """The id where that is an address, as RSS lets it be."""
    known = str(item.get("id") or "")
    return known if known.startswith(("http://", "https://")) else None


def _trouble(found: Any) -> str | None:
    problem = found.get("bozo_exception")
    if not found.bozo:
        return None
    return f"it is not well-formed ({problem}); what could be read was"


def _ttl(feed: Any) -> int | None:
    """Seconds that a feed asks to be kept: RSS's ``ttl`` in minutes, or ``sy:updatePeriod``."""
    try:
        if feed.get("ttl"):
            return int(float(feed["ttl"]) * 60)
        period = _PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower())
        return period and int(period / max(1.0, float(feed.get("sy_updatefrequency") or 1)))
    except (ValueError, OverflowError):
        return None


def _read_json(text: str, url: str | None, fetched_at: str | None) -> Feed:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(
            f"this begins as a JSON Feed but is no JSON ({error}); try again later",
            code="not-feed",
        ) from error
    items = feed.get("items")
    if not isinstance(items, list):
        raise SourceError(
            "this is JSON, but no JSON Feed: it has no items; give the feed's address",
            code="not-feed",
        )
    raw = [_json_entry(item) for item in items if isinstance(item, dict)]
    entries, passed = settle(raw, base=url, fetched_at=fetched_at)
    return Feed(
        kind=FeedKind.JSON,
        title=plain_line(_text(feed.get("title"))),
        entries=entries,
        passed_over=passed + len(items) - len(raw),
    )


def _json_entry(item: dict[str, Any]) -> RawEntry:
    people = item.get("authors") or [item.get("author")]
    return RawEntry(
        url=_text(item.get("url")) or _text(item.get("external_url")),
        title=_text(item.get("title")),
        published=_text(item.get("date_published")),
        updated=_text(item.get("date_modified")),
        authors=[_text(person.get("name")) for person in people if isinstance(person, dict)]
        if isinstance(people, list)
        else [],
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _not_feed(text: str, url: str | None) -> SourceError:
    found = _advertised(text, url)
    hint = (
        f"it points to {'these feeds' if len(found) > 1 else 'this feed'}: {' '.join(found)}"
        if found
        else "give the address of the feed itself"
    )
    return SourceError(f"this is no feed but another kind of page; {hint}", code="not-feed")


def _advertised(text: str, url: str | None) -> list[str]:
    """Addresses of the feeds that a page points to."""
    links = re.findall(r"<link\b[^>]{1,2000}>", text, re.IGNORECASE)[:50]
    found = []
    for link in links:
        told = {
            name.lower(): value
            for name, _, value in re.findall(r"([a-zA-Z]+)\s*=\s*(['\"])(.*?)\2", link)
        }
        is_feed = re.search(r"(?:rss|atom|feed)\+(?:xml|json)", told.get("type", ""))
        if is_feed and told.get("href"):
            found.append(_address(told["href"], url))
    return [one for one in found if one][:5]


def _address(href: str, base: str | None) -> str | None:
    try:
        return clean_address(href, base)
    except SourceError:
        return None
