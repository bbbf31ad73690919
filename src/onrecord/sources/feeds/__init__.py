"""Feeds: RSS, Atom, JSON Feed, news sitemaps, and OPML lists of feeds. Bytes in, entries out."""

from onrecord.sources.feeds.entries import Entry, Feed, FeedKind
from onrecord.sources.feeds.opml import FeedLink, read_opml
from onrecord.sources.feeds.read import LIMIT_FEED_BYTES, read_feed

__all__ = [
    "LIMIT_FEED_BYTES",
    "Entry",
    "Feed",
    "FeedKind",
    "FeedLink",
    "read_feed",
    "read_opml",
]
