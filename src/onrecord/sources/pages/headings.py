"""The headings that a page prints over its report, in whole and in parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from onrecord.sources.pages.lines import clean_line

_LEVELS = ("h1", "h2")
# A hostile page may have any number of them, with any number of elements in each.
_MAX_HEADINGS = 20
_MAX_PARTS = 12
# What stands in these leads elsewhere: menus, trails to the section, lists of other reports.
_ELSEWHERE = frozenset({"nav", "li", "aside", "footer", "dialog"})
_TRAIL = "breadcrumb"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over a report or a part of it.

    Attributes:
        level: 1 or 2.
        parts: Its line and those of the elements in it, shortest first: a kicker and the headline
            below it are often one heading.
    """

    level: int
    parts: tuple[str, ...]


def printed_headings(tree: Any) -> tuple[Heading, ...]:
    """The headings of a page that do not lead elsewhere, those of the first level first."""
    return tuple(
        Heading(level, _parts(element))
        for level, tag in enumerate(_LEVELS, start=1)
        for element in islice(tree.iter(tag), _MAX_HEADINGS)
        if not _leads_elsewhere(element, level)
    )


def _leads_elsewhere(element: Any, level: int) -> bool:
    """Whether a heading is no headline here; those of the second level may be teasers' links."""
    around = [element, *element.iterancestors()]
    tags = {one.tag for one in around}
    is_teaser = level > 1 and "a" in tags
    marks = (f"{one.get('class')} {one.get('id')} {one.get('aria-label')}" for one in around)
    return is_teaser or bool(tags & _ELSEWHERE) or any(_TRAIL in mark.lower() for mark in marks)


def _parts(element: Any) -> tuple[str, ...]:
    return tuple(sorted({line for line in map(clean_line, _texts(element)) if line}, key=len))


def _texts(element: Any) -> Iterator[str]:
    for one in islice(element.iter(), _MAX_PARTS):
        if isinstance(one.tag, str):
            yield one.text_content()
            yield one.text or ""
        yield one.tail or "" if one is not element else ""
