"""Lines as metadata carry them: entities, tags and white space undone; and whether two are one."""

import html
import re
from collections.abc import Iterable

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_WORD = re.compile(r"\w+")
_MAX_CHARS = 1000
# Soft hyphens and marks that let or forbid a line to break. Joiners stay: they spell words.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


def clean_line(value: object) -> str | None:
    r"""A line of text without what its carrier did to it; None for what is no text or empty.

    >>> clean_line(" Bridge &amp;#8216;shut&amp;#8217;<br/> by   Friday ")
    'Bridge ‘shut’ by Friday'
    >>> clean_line("Bridge re\u00adopened")
    'Bridge reopened'
    """
    if not isinstance(value, str):
        return None
    # Twice, because some editors' programs escape what is escaped.
    plain = html.unescape(html.unescape(value[:_MAX_CHARS])).translate(_UNSEEN)
    return " ".join(_TAG.sub(" ", plain).split()) or None


def first_line(values: Iterable[object]) -> str | None:
    """The first of some values that is a line of text, clean."""
    return next((line for line in map(clean_line, values) if line), None)


def folded(line: str) -> str:
    """A line without case, marks and spacing, to tell whether two say the same.

    >>> folded("“Shut!”  she said") == folded("'SHUT' she said")
    True
    """
    return " ".join(_WORD.findall(line.casefold()))
