"""Text as charts carry it: on one line, no longer than fits, and always valid XML."""

import re
import unicodedata

from onrecord.highlight import harmless

_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def plain(text: str) -> str:
    r"""On one line; what readers are misled by is written out, what XML forbids left out.

    >>> plain("Ana\x1b \n Brand \ufffe")
    'Ana\\x1b Brand'
    """
    return " ".join(_NOT_XML.sub("", harmless(" ".join(text.split()))).split())


def short(text: str, most: int) -> str:
    """At most so many characters, the last of them ``…`` when something is left out.

    A letter keeps its combining marks: they count, but are never cut off it.

    >>> short("Ministry of Harbours", 12)
    'Ministry of…'
    """
    text = plain(text)
    if len(text) <= most:
        return text
    end = most - 1
    while end > 0 and unicodedata.combining(text[end]):
        end -= 1
    return text[:end].rstrip() + "…"


def isolated(text: str) -> str:
    """Text to stand among other words: set apart when it runs from right to left.

    >>> isolated("Brand")
    'Brand'
    """
    if any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text):
        return f"{_ISOLATE}{text}{_END_OF_ISOLATE}"
    return text


def counted(number: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "statement"), counted(1200, "statement")
    ('1 statement', '1,200 statements')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
