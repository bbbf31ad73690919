"""A page's text to its tree, unless the page is too much to read."""

import logging
import re
from functools import cache
from types import ModuleType
from typing import Any

from onrecord.errors import SourceError
from onrecord.sources.pages.page import HEAD_CHARS

_ROOT = re.compile(r"<(?:!doctype|html)\b", re.IGNORECASE)

# News pages have at most some 20,000 elements. Reading takes up to 8 seconds for 60,000, and
# grows with the square; the same holds for the attributes of one tag.
_MAX_ELEMENTS = 60_000
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{4000,}")
# More characters in one text or attribute make the parser give up.
_PARSER_LIMIT_CHARS = 10_000_000
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MAX_ATTRIBUTES = 500


@cache
def extractor() -> ModuleType:
    """The library that reads pages, silenced.

    Raises:
        SourceError: ``no-html-reader``: it is not installed.
    """
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


def page_tree(html: str) -> Any:
    """The tree of a page's elements; None where there is none.

    Raises:
        SourceError: ``too-large``: too many elements or attributes, or too long a text;
            ``no-html-reader``: the ``html`` extra is not installed.
    """
    reader = extractor()
    for tag in _LONG_TAG.finditer(html):
        bare = _QUOTED.sub("", tag.group())
        if max(bare.count("="), len(bare.split())) > _MAX_ATTRIBUTES:
            raise _too_large(f"has a tag with more than {_MAX_ATTRIBUTES:,} attributes")
    if not _ROOT.search(html[:HEAD_CHARS]):
        html = f"<html>\n{html}"
    tree = reader.load_html(html)
    if tree is not None and tree.xpath("count(//*)") > _MAX_ELEMENTS:
        raise _too_large(f"has more than {_MAX_ELEMENTS:,} elements")
    return tree


def check_parsed(html: str) -> None:
    """Raise if a page without a text may only be one that the parser gave up on.

    Raises:
        SourceError: ``too-large``.
    """
    if len(html) > _PARSER_LIMIT_CHARS:
        raise _too_large(f"has {len(html):,} characters")


def _too_large(what: str) -> SourceError:
    return SourceError(
        f"the page {what}, too many to read; save the report's own text and give that",
        code="too-large",
    )
