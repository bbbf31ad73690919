"""Sitemaps with Google's news extension, and indexes of them (sitemaps.org)."""

from typing import Any

from onrecord.sources.feeds.entries import Feed, FeedKind, RawEntry, plain_line, settle
from onrecord.sources.feeds.xml import local_name


def read_sitemap(root: Any, *, base: str | None, fetched_at: str | None) -> Feed:
    """The pages of a sitemap, or the sitemaps of an index."""
    if local_name(root) == "sitemapindex":
        found, passed = settle(map(_entry, root), base=base, fetched_at=fetched_at)
        latest_first = sorted(found, key=lambda entry: entry.updated or "", reverse=True)
        return Feed(
            kind=FeedKind.SITEMAP_INDEX,
            title=None,
            entries=(),
            passed_over=passed,
            feeds=tuple(entry.url for entry in latest_first),
        )
    pages = [child for child in root if local_name(child) == "url"]
    entries, passed = settle(map(_entry, pages), base=base, fetched_at=fetched_at)
    return Feed(kind=FeedKind.SITEMAP, title=_outlet(root), entries=entries, passed_over=passed)


def _entry(element: Any) -> RawEntry:
    told = {name: text for name, text in map(_told, element.iter()) if text}
    return RawEntry(
        url=_child(element, "loc"),
        title=told.get("title"),
        published=told.get("publication_date"),
        updated=_child(element, "lastmod"),
    )


def _child(element: Any, name: str) -> str | None:
    return next((child.text for child in element if local_name(child) == name), None)


def _told(element: Any) -> tuple[str, str | None]:
    return local_name(element), element.text


def _outlet(root: Any) -> str | None:
    """The name of the first publication."""
    for element in root.iter():
        if local_name(element) == "publication":
            return plain_line(_child(element, "name"))
    return None
