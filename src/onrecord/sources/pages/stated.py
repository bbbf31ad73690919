"""All that a page states of itself, collected once: meta tags, linked data, microdata, headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from onrecord.sources.pages.headings import Heading, printed_headings
from onrecord.sources.pages.lines import clean_line
from onrecord.sources.pages.linked_data import LinkedData, linked_data

_LINKED_DATA = re.compile(r"\s*application/ld\+json\b", re.IGNORECASE)
_REPORT_SCOPE = re.compile(r"(?:Article|Posting|Report|WebPage|CreativeWork)/?\s*$")
_NAMES = frozenset({"author", "datePublished", "dateModified"})
_MICRODATA = "//*[contains(@itemprop, 'author') or contains(@itemprop, 'date')]"
# A hostile page may mark everything.
_MAX_HEADINGS = 20
_MAX_MARKED = 200


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page says of itself.

    Attributes:
        metas: The contents of its meta tags by name, property or itemprop in lower case, in order.
        data: Its linked data.
        headings: The lines of its first-level headings.
        printed: Its headings of two levels, but for those in menus, trails and lists.
        title: The line of its title tag.
        microdata: Authors and dates as its microdata state them, by their ``itemprop``; only
            those that tell of a report.
        links: The addresses of its ``link`` tags by their ``rel``.
        bylines: Lines of elements that are marked as the author's.
        times: What its ``time`` tags state as time of publication.
        language: The language that its root states.
        saved_from: The address that a browser put into it when it was saved.
    """

    metas: dict[str, list[str]]
    data: LinkedData
    headings: tuple[str, ...] = ()
    printed: tuple[Heading, ...] = ()
    title: str | None = None
    microdata: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    bylines: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    language: str | None = None
    saved_from: str | None = None

    def meta(self, *names: str) -> Iterator[str]:
        """The contents of the meta tags of these names, first names first."""
        for name in names:
            yield from self.metas.get(name, ())


_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=(?:\(\d+\))?|[^<>]{0,200}?\burl:\s*)(https?://[^\s<>]+)"
)
_HEAD_CHARS = 3000
# Links to the author, and what microformats mark as one (h-entry, hCard).
_BYLINES = "//*[contains(@rel, 'author') or contains(@class, 'author') or contains(@class, 'fn')]"
_TIME_CLASSES = frozenset({"published", "dt-published", "entry-date"})


def stated(tree: Any, html: str) -> Stated:
    """What a page states of itself.

    Args:
        tree: Its tree, still with its scripts.
        html: Its text, for the mark that a browser left in it when it was saved.
    """
    headings = [clean_line(one.text_content()) for one in islice(tree.iter("h1"), _MAX_HEADINGS)]
    title = next((clean_line(one.text_content()) for one in tree.iter("title")), None)
    shown = tuple(line for line in headings if line)
    scripts = [
        one.text_content()
        for one in tree.iter("script")
        if _LINKED_DATA.match(one.get("type") or "")
    ]
    saved_from = _SAVED_FROM.search(html[:_HEAD_CHARS])
    return Stated(
        metas=_metas(tree),
        data=linked_data(scripts, shown),
        headings=shown,
        printed=printed_headings(tree),
        title=title,
        microdata=_microdata(tree),
        links=_links(tree),
        bylines=tuple(_bylines(tree)),
        times=tuple(_times(tree)),
        language=tree.get("lang") or tree.get("xml:lang"),
        saved_from=saved_from[1] if saved_from else None,
    )


def _bylines(tree: Any) -> Iterator[str]:
    for element in islice(tree.xpath(_BYLINES), _MAX_MARKED):
        if _is_author(element) and (line := _line(element)):
            yield line


def _is_author(element: Any) -> bool:
    kinds = {*element.get("class", "").split()}
    if "fn" in kinds:
        return any("vcard" in one.get("class", "").split() for one in element.iterancestors())
    return "p-author" in kinds or "author" in element.get("rel", "").split()


def _times(tree: Any) -> Iterator[str]:
    for tag in tree.iter("time"):
        is_marked = _TIME_CLASSES & {*tag.get("class", "").split()} or "pubdate" in tag.attrib
        if is_marked and tag.get("datetime"):
            yield tag.get("datetime")


def _metas(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        content = tag.get("content")
        # In the body they tell of single pictures and teasers.
        if content and "itemprop" not in tag.attrib:
            for key in ("property", "name", "http-equiv"):
                if name := tag.get(key):
                    found.setdefault(name.strip().lower(), []).append(content)
    return found


def _microdata(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in islice(tree.xpath(_MICRODATA), _MAX_MARKED):
        names = _NAMES.intersection(element.get("itemprop").split())
        value = _value(element) if names and _tells_of_report(element) else None
        if value:
            for name in names:
                found.setdefault(name, []).append(value)
    return found


def _tells_of_report(element: Any) -> bool:
    """Whether the thing that an element tells of is a report, or is not told."""
    scope = next((one for one in element.iterancestors() if "itemscope" in one.attrib), None)
    kind = "" if scope is None else scope.get("itemtype") or ""
    return not kind or _REPORT_SCOPE.search(kind) is not None


def _value(element: Any) -> str | None:
    """The value of microdata (HTML Standard, 5.2.4); of a thing its name."""
    if element.tag == "meta" or element.get("content"):
        return clean_line(element.get("content"))
    if element.get("datetime"):
        return str(element.get("datetime"))
    if "itemscope" in element.attrib:
        names = element.xpath(".//*[@itemprop='name']")
        if names:
            return clean_line(names[0].get("content")) or _line(names[0])
    return _line(element)


def _links(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in tree.iter("link"):
        if tag.get("href") and (kinds := tag.get("rel")):
            for kind in kinds.lower().split():
                found.setdefault(kind, []).append(tag.get("href"))
    return found


def _line(element: Any) -> str | None:
    return clean_line(element.text_content())
