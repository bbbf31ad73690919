"""Whose page it is: its outlet, its one address, its section and its language."""

import re
from collections.abc import Iterator

from onrecord.errors import SourceError
from onrecord.sources.addresses import clean_address, host_of, is_same_site
from onrecord.sources.pages.lines import clean_line, first_line
from onrecord.sources.pages.stated import Stated

_WWW = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
_SECTIONS = (
    "article:section",
    "og:article:section",
    "og:section",
    "section",
    "parsely-section",
    "prism.section",
    "page.section",
)
# Sections of every outlet's program, and of none that readers know.
_NO_SECTIONS = frozenset({"tags", "articles", "article", "uncategorized", "none", "home"})
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}")


def outlet(page: Stated, address: str | None) -> str | None:
    """Who published the page, as it names itself; the host of its address where it does not.

    A name that is written as one word in lower case is taken as the page's linked data spell it.
    """
    site = first_line(page.meta("og:site_name"))
    publishers = [name for name in map(clean_line, _publishers(page)) if name]
    if site is None:
        names = (*publishers, *page.meta("application-name", "dc.publisher", "publisher"))
        host = _WWW.sub("", host_of(address)) if address else None
        return first_line(names) or host
    spelt = (name for name in publishers if name.replace(" ", "").lower() == site)
    return next(spelt, site)


def address(page: Stated, url: str | None) -> str | None:
    """The page's one address: the canonical one that it states, if that is this site's.

    Anybody may state another outlet's address; it counts only where nothing tells where the page
    is from. Nor does a front page's, which some state on every page.

    Args:
        page: What the page states.
        url: The address that gave it, where that is known.
    """
    known = _clean(url) or _clean(page.saved_from)
    for text in _canonical(page):
        stated = _clean(text, known)
        if stated is None or (known is None and _is_front(stated)):
            continue
        if known is None:
            return stated
        if is_same_site(stated, known) and (_is_front(known) or not _is_front(stated)):
            return stated
    return known


def section(page: Stated) -> str | None:
    """The part of the outlet that the report stood in."""
    names = (*page.meta(*_SECTIONS), *page.data.texts("articleSection"))
    lines = (line for line in map(clean_line, names) if line and not line.startswith("http"))
    return next((line for line in lines if line.lower() not in _NO_SECTIONS), None)


def language(page: Stated) -> str | None:
    """The language that the page states, as a BCP 47 tag (``en-GB``)."""
    for text in (
        page.language,
        *page.data.texts("inLanguage"),
        *page.meta("content-language", "og:locale"),
    ):
        if text and _TAG.fullmatch(text.strip()):
            primary, *rest = re.split("[-_]", text.strip())
            return "-".join([primary.lower(), *map(_subtag, rest)])
    return None


def _subtag(part: str) -> str:
    """A subtag in its usual case: regions in capitals, scripts with one (RFC 5646, 2.1.1)."""
    if len(part) == 4:
        return part.capitalize()
    return part.upper() if len(part) == 2 else part.lower()


def _publishers(page: Stated) -> Iterator[object]:
    for one in page.data.things("publisher"):
        yield one.get("name") if isinstance(one, dict) else one


def _canonical(page: Stated) -> Iterator[str]:
    yield from page.links.get("canonical", ())
    yield from page.meta("og:url")
    for thing in page.data.reports:
        for name in ("url", "mainEntityOfPage", "@id"):
            for one in page.data.resolved(thing.get(name)):
                value = one.get("@id") if isinstance(one, dict) else one
                if isinstance(value, str) and value.startswith("http"):
                    yield value


def _clean(url: str | None, base: str | None = None) -> str | None:
    try:
        return clean_address(url, base) if url else None
    except SourceError:
        return None


def _is_front(url: str) -> bool:
    return url.count("/") == 3 and url.endswith("/")
