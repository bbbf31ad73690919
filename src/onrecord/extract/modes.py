"""The mode of a statement: whether its content stands in quotation marks."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from onrecord.segment import Quotation, Word, find_words
from onrecord.types import Mode, Span


def find_mode(content_spans: Iterable[Span], quotations: Sequence[Quotation], text: str) -> Mode:
    """The mode of a content: all, none or some of its words stand within quotation marks.

    Fragments count together; punctuation does not count, the marks included. A content without
    any word is indirect.

    Args:
        content_spans: The content's fragments.
        quotations: The text's quotations, ordered by their start, as ``find_quotations`` gives.
        text: The report's text.

    >>> from onrecord.segment import find_quotations
    >>> text = "She called it “a step back”, he said."
    >>> find_mode([Span(0, 27)], find_quotations(text, [Span(0, len(text))]), text).value
    'mixed'
    """
    starts = [quotation.start + quotation.opening_chars for quotation in quotations]
    # Quotations may stand in each other: the furthest end so far tells whether any is open.
    ends = list(accumulate((q.end - q.closing_chars for q in quotations), max))
    inside = [
        _is_inside(word, starts, ends)
        for span in content_spans
        for word in find_words(text, span.start, span.end)
        if any(map(str.isalnum, word.text))
    ]
    if any(inside):
        return Mode.DIRECT if all(inside) else Mode.MIXED
    return Mode.INDIRECT


def _is_inside(word: Word, starts: Sequence[int], ends: Sequence[int]) -> bool:
    before = bisect_right(starts, word.start)
    return before > 0 and word.start < ends[before - 1]
