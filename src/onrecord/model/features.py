"""What the model is told of each word beside its pieces: letter case, quotation, break.

The encoder's vocabulary knows no upper case and sees no line breaks, so these enter as
features of their own, each an index into a small embedding table.
"""

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from onrecord.segment import Quotation, Word
from onrecord.types import Span


class Case(IntEnum):
    """Letter case of a word."""

    NONE = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    MIXED = 4


class Quoted(IntEnum):
    """Where a word stands to the quotations around it."""

    OUTSIDE = 0
    INSIDE = 1
    OPENS = 2
    CLOSES = 3
    INSIDE_SINGLE = 4
    SINGLE_MARK = 5


class Break(IntEnum):
    """What stands between a word and the one before it."""

    GLUED = 0
    SPACE = 1
    PARAGRAPH = 2
    WITHIN = 3  # a word's later pieces


FEATURE_SIZES = (len(Case), len(Quoted), len(Break))


@lru_cache(maxsize=100_000)
def word_case(text: str) -> Case:
    """Letter case of one word.

    >>> [word_case(w).name for w in ("the", "Brenk", "GPS", "A", "McKay", "1,000km", "?")]
    ['LOWER', 'TITLE', 'UPPER', 'TITLE', 'MIXED', 'LOWER', 'NONE']
    """
    if text.islower():
        return Case.LOWER
    if text.isupper():
        return Case.UPPER if sum(map(str.isalpha, text)) > 1 else Case.TITLE
    if text.istitle():
        return Case.TITLE
    return Case.MIXED if any(map(str.isalpha, text)) else Case.NONE


def quoted_words(words: Sequence[Word], quotations: Sequence[Quotation]) -> list[Quoted]:
    """For each word, where it stands to the quotations; both in order of their start."""
    marks = [Quoted.OUTSIDE] * len(words)
    at = 0
    for quotation in quotations:
        while at < len(words) and words[at].start < quotation.start:
            at += 1
        k = at
        while k < len(words) and words[k].start < quotation.end:
            marks[k] = _place(words[k], quotation)
            k += 1
    return marks


def _place(word: Word, quotation: Quotation) -> Quoted:
    if word.start < quotation.start + quotation.opening_chars:
        return Quoted.SINGLE_MARK if quotation.is_single else Quoted.OPENS
    if quotation.is_closed and word.end > quotation.end - quotation.closing_chars:
        return Quoted.SINGLE_MARK if quotation.is_single else Quoted.CLOSES
    return Quoted.INSIDE_SINGLE if quotation.is_single else Quoted.INSIDE


def word_breaks(words: Sequence[Word], paragraphs: Sequence[Span]) -> list[Break]:
    """For each word, what stands before it; both in order of their start."""
    breaks: list[Break] = []
    following = iter(paragraphs)
    next_start = next(following, Span(-1, -1)).start
    before = -1
    for word in words:
        if next_start >= 0 and word.start >= next_start:
            breaks.append(Break.PARAGRAPH)
            while 0 <= next_start <= word.start:
                next_start = next(following, Span(-1, -1)).start
        else:
            breaks.append(Break.GLUED if word.start == before else Break.SPACE)
        before = word.end
    return breaks
