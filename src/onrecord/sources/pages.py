"""Saved web pages: the report's own text and what the page says of itself. Never fetches."""

import logging
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import ModuleType
from typing import Any

from onrecord.errors import SourceError

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})

_COMMENT = r"(?:<!--(?:(?!-->).)*+-->\s*+)*+"
_PAGE = re.compile(
    rf"\s*+(?:<\?xml[^>]*+>\s*+)?{_COMMENT}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[a-zA-Z!/]")
_ROOT = re.compile(r"<(?:!doctype|html)\b", re.IGNORECASE)
_HEAD_CHARS = 5000

# News pages have at most some 20,000 elements. Reading takes up to 8 seconds for 60,000, and
# grows with the square; the same holds for the attributes of one tag.
_MAX_ELEMENTS = 60_000
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{4000,}")
# More characters in one text or attribute make the parser give up.
_PARSER_LIMIT_CHARS = 10_000_000
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MAX_ATTRIBUTES = 500

_JSON_LD = "//script[@type='application/ld+json']/text()"
_STATED_DATES = (
    "//meta[@property='article:published_time' or @name='article:published_time'"
    " or @property='og:article:published_time' or @itemprop='datePublished'"
    " or @name='datePublished' or @name='parsely-pub-date']/@content",
    "//time[@itemprop='datePublished']/@datetime",
)
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_DAY = re.compile(r"\s*([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")
_ADDRESS_DAY = re.compile(r"/([12][0-9]{3})/([0-9]{1,2})/([0-9]{1,2})/")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's report and what the page says of itself (see ``Report``)."""

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    language: str | None = None


def is_page(text: str, suffix: str = "") -> bool:
    """Whether a text is an HTML page: it begins as one, or is named so and has tags.

    >>> is_page("<!DOCTYPE html><title>Vote</title>"), is_page("He typed <html> twice.")
    (True, False)
    """
    if _PAGE.match(text[:_HEAD_CHARS]):
        return True
    return suffix.lower() in PAGE_SUFFIXES and _TAG.search(text) is not None


def read_page(html: str, *, url: str | None = None, fetched_at: str | None = None) -> Page:
    """The report on a page: its paragraphs, one a line, without navigation, teasers and comments.

    The title is not part of the text. A date counts only where the page states it as that of
    publication, in its metadata or its address; dates in the text are never guessed from.

    Raises:
        SourceError: ``too-large`` (too many elements to read), ``no-text`` (no report on it),
            ``no-html-reader`` (the ``html`` extra is not installed).
    """
    extractor = _extractor()
    tree = _tree(extractor, html)
    document = None if tree is None else _extract(extractor, tree)
    text = (document.text or "").strip() if document is not None else ""
    if tree is None or document is None or not text:
        if len(html) > _PARSER_LIMIT_CHARS:
            raise _too_large(f"has {len(html):,} characters")
        raise SourceError(
            "the page holds no text of a report (it may be empty, a frame, or filled in by a "
            "script); open it in a browser, save what it shows and give that",
            code="no-text",
        )
    return Page(
        text=text,
        title=_title(document.title, document.sitename),
        outlet=_line(document.sitename),
        url=_line(document.url),
        published=_published(tree, document.url),
    )


@cache
def _extractor() -> ModuleType:
    # Only here, because it takes a third of a second to load. What it logs are remarks on
    # single pages; what matters of them becomes a failure.
    try:
        import trafilatura
    except ImportError as error:
        raise SourceError(
            "reading HTML pages needs more than the plain install; "
            "install it with: pip install 'onrecord[html]'",
            code="no-html-reader",
        ) from error

    for name in ("trafilatura", "htmldate", "justext", "courlan", "readability"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return trafilatura


def _tree(extractor: ModuleType, html: str) -> Any:
    for tag in _LONG_TAG.finditer(html):
        bare = _QUOTED.sub("", tag.group())
        if max(bare.count("="), len(bare.split())) > _MAX_ATTRIBUTES:
            raise _too_large(f"has a tag with more than {_MAX_ATTRIBUTES:,} attributes")
    if not _ROOT.search(html[:_HEAD_CHARS]):
        html = f"<html>\n{html}"
    tree = extractor.load_html(html)
    if tree is not None and sum(1 for _ in tree.iter()) > _MAX_ELEMENTS:
        raise _too_large(f"has more than {_MAX_ELEMENTS:,} elements")
    return tree


def _extract(extractor: ModuleType, tree: Any) -> Any:
    return extractor.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        prune_xpath=["//noscript"],
        date_extraction_params={"original_date": True, "extensive_search": False},
    )


def _too_large(what: str) -> SourceError:
    return SourceError(
        f"the page {what}, too many to read; save the report's own text and give that",
        code="too-large",
    )


def _published(tree: Any, url: str | None) -> str | None:
    stated = [_JSON_DATE.search(script) for script in tree.xpath(_JSON_LD)]
    values = [found[1] for found in stated if found]
    for path in _STATED_DATES:
        values += tree.xpath(path)
    days = [_day(_DAY.match(value)) for value in values] + [_day(_ADDRESS_DAY.search(url or ""))]
    return next((day for day in days if day is not None), None)


def _day(found: re.Match[str] | None) -> str | None:
    if found is None:
        return None
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None


def _title(title: str | None, outlet: str | None) -> str | None:
    """The headline without the outlet's name behind it."""
    line = _line(title)
    if line and outlet:
        for dash in "|-–—":
            line = line.removesuffix(f" {dash} {outlet}")
    return line


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
