"""What a page is, and what is read off one."""

import re
from dataclasses import dataclass

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})

HEAD_CHARS = 5000
"""How far into a text the marks of a page are looked for."""

_COMMENT = r"(?:<!--(?:(?!-->).)*+-->\s*+)*+"
_PAGE = re.compile(
    rf"\s*+(?:<\?xml[^>]*+>\s*+)?{_COMMENT}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[a-zA-Z!/]")


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
    if _PAGE.match(text[:HEAD_CHARS]):
        return True
    return suffix.lower() in PAGE_SUFFIXES and _TAG.search(text) is not None
