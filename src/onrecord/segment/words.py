"""Words: the smallest unit a source, cue or content is made of."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from onrecord.types import Span

# Letters with their combining marks stay whole; "don't", "O'Neil" and "US-made" are one word;
# the clitics that PolNeAR's annotators cut off ("Minister|'s", "they|'re") are words of their own.
_MARKS = r"\u0300-\u036f\u0483-\u0489\u20d0-\u20ff\ufe00-\ufe0f\u200c\u200d"
# Emoji joined to one stay whole too: a span must not cut a family in half.
_TONE = r"[\U0001f3fb-\U0001f3ff]"
_CLITIC = r"(?:s|re|ve|ll|d|m)\b"
_WORD = re.compile(
    rf"""
      ''|``                                             # quotation marks typed as two
    | (?:[A-Za-z]\.){{2,}}                              # U.S.
    | \d+(?:[.,:/]\d+)+\w*                              # 1,000km  10:30  3.5
    | (?<=\w)['\u2019]{_CLITIC}                         # 's  're
    | [\w{_MARKS}]+(?:[-\u2010\u2011]\w[\w{_MARKS}]*|['\u2019](?!{_CLITIC})\w[\w{_MARKS}]*)*
    | \.{{2,}}|-{{2,}}
    | [\U0001f1e6-\U0001f1ff]{{2}}                       # a flag
    | [^\w\s]{_TONE}?[{_MARKS}]*(?:(?<=\u200d)[^\w\s]{_TONE}?[{_MARKS}]*)*
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Word(NamedTuple):
    """A word or punctuation mark: half-open code-point offsets and its text."""

    start: int
    end: int
    text: str


def find_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Find the words of ``text[start:end]``, in order; offsets count from the start of ``text``.

    >>> [w.text for w in find_words("They’re in the U.S., he didn't say.")]
    ['They', '’re', 'in', 'the', 'U.S.', ',', 'he', "didn't", 'say', '.']
    """
    end = len(text) if end is None else end
    return [Word(m.start(), m.end(), m.group()) for m in _WORD.finditer(text, start, end)]


_START = attrgetter("start")


def words_within(text: str, span: Span, known: Sequence[Word] | None = None) -> Sequence[Word]:
    """The words of a part of a text, such as a paragraph.

    Args:
        text: The text.
        span: The part.
        known: The words of the text, in order, where they have been found already. No word may
            run across an end of the part.
    """
    if known is None:
        return find_words(text, span.start, span.end)
    first = bisect_left(known, span.start, key=_START)
    return known[first : bisect_left(known, span.end, key=_START)]
