"""OPML: lists of feeds, as feed readers exchange them."""

from typing import NamedTuple

from onrecord.errors import SourceError
from onrecord.sources.addresses import clean_address
from onrecord.sources.decoding import decode
from onrecord.sources.feeds.entries import plain_line
from onrecord.sources.feeds.xml import local_name, parse_xml


class FeedLink(NamedTuple):
    """A feed in a list."""

    url: str
    title: str | None


def read_opml(data: bytes) -> tuple[FeedLink, ...]:
    """The feeds of a list, at any depth, each once.

    Raises:
        SourceError: ``not-opml``: it is no such list, or has no feed; ``unsafe-xml``.
    """
    root = parse_xml(decode(data))
    if root is None or local_name(root) != "opml":
        raise SourceError(
            "this is no OPML list of feeds; give one as a feed reader exports it",
            code="not-opml",
        )
    found: dict[str, FeedLink] = {}
    for element in root.iter():
        told = {name.lower(): value for name, value in element.attrib.items()}
        if local_name(element) != "outline" or not told.get("xmlurl"):
            continue
        try:
            url = clean_address(told["xmlurl"])
        except SourceError:
            continue
        found.setdefault(url, FeedLink(url, plain_line(told.get("title") or told.get("text"))))
    if not found:
        raise SourceError("this list has no feeds in it; export it again", code="not-opml")
    return tuple(found.values())
