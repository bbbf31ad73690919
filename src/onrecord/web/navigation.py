"""What stands on every page: the ways to the others, and light or dark."""

from typing import NamedTuple

from fastapi import Request

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "onrecord_theme"


class Way(NamedTuple):
    """A way to a page: its address and its name."""

    address: str
    name: str


NAVIGATION = (
    Way("/", "Front"),
    Way("/search", "Search"),
    Way("/answers", "Answers"),
    Way("/framing", "Framing"),
    Way("/timeline", "Timeline"),
    Way("/map", "Map"),
    Way("/feeds", "Feeds"),
    Way("/add", "Add"),
)


def theme_of(request: Request) -> str:
    """What the reader chose: ``auto`` (as the system), ``light`` or ``dark``."""
    chosen = request.cookies.get(THEME_COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


def local_address(address: str) -> str:
    r"""An address of this room; the front for all others.

    >>> local_address("/search?q=1"), local_address("//evil.example"), local_address("/\\evil")
    ('/search?q=1', '/', '/')
    """
    is_local = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_local and address.isprintable() else "/"
