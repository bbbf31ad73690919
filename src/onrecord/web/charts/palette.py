"""The colours of charts: those of the room's style sheet, by its names.

In a page a colour is a CSS variable, so that a chart follows the page's theme; in a file it is the
theme's own value. A test holds these values against the style sheet, and their contrast against
WCAG 2.2 (1.4.3 and 1.4.11): 4.5 for text, 3 for marks; rule, land and sunk are only ground.
"""

import re
from enum import StrEnum

_VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")


class Theme(StrEnum):
    """What a chart is drawn for: the page that it stands in, or a file of light or dark colours."""

    PAGE = "page"
    LIGHT = "light"
    DARK = "dark"


# Name: light, dark.
COLOURS = {
    "paper": ("#fcfaf5", "#16181a"),
    "sunk": ("#f4f0e6", "#1b1e20"),
    "ink": ("#201d18", "#e9e4d9"),
    "muted": ("#645c4e", "#aca594"),
    "rule": ("#ddd5c4", "#373a3c"),
    "series-1": ("#0b5563", "#7cc6d3"),
    "series-2": ("#b2660e", "#efb768"),
    "neutral": ("#8a7f6c", "#aca594"),
    "distancing": ("#b2660e", "#efb768"),
    "endorsing": ("#0b5563", "#7cc6d3"),
    "land": ("#e4dccb", "#2d3134"),
}


def colour(name: str) -> str:
    """A colour as charts name it: a CSS variable, which `painted` gives a value.

    Raises:
        KeyError: There is no such colour.
    """
    COLOURS[name]
    return f"var(--{name})"


def painted(svg: str, theme: Theme) -> str:
    """A drawing with its colours in it; for a page, as it is.

    >>> painted('fill="var(--ink)"', Theme.LIGHT)
    'fill="#201d18"'
    """
    if theme is Theme.PAGE:
        return svg
    which = 0 if theme is Theme.LIGHT else 1
    return _VARIABLE.sub(lambda found: COLOURS[found[1]][which], svg)
