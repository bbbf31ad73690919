"""Paragraphs: the blocks of a text that a statement does not run across."""

import re
from itertools import pairwise

from onrecord.types import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BLANK_LINE = re.compile(r"(?:\r(?!\n)|\n)[^\S\r\n]*[\r\n]")

# A text set in lines of at most this many characters, most of them nearly full, was wrapped
# by whoever stored it: 72 to 80 columns are usual for wire copy and plain-text mail.
_WRAP_COLUMNS = 100
_WRAP_MIN_LINE = 45


def split_paragraphs(text: str) -> list[Span]:
    r"""Split a text into its non-empty paragraphs, in order.

    Every line is a paragraph, unless the text is hard-wrapped: then lines are joined and
    blank lines part the paragraphs.

    >>> [text[p.start:p.end] for text in ["One.\nTwo.\n\n Three."] for p in split_paragraphs(text)]
    ['One.', 'Two.', 'Three.']
    """
    lines = [
        _trimmed(text, *match.span())
        for match in _LINE.finditer(text)
        if not match.group().isspace()
    ]
    if not _is_hard_wrapped(text, lines):
        return lines
    paragraphs: list[Span] = []
    for line in lines:
        if paragraphs and not _BLANK_LINE.search(text, paragraphs[-1].end, line.start):
            paragraphs[-1] = Span(paragraphs[-1].start, line.end)
        else:
            paragraphs.append(line)
    return paragraphs


def _trimmed(text: str, start: int, end: int) -> Span:
    line = text[start:end]
    return Span(start + len(line) - len(line.lstrip()), end - (len(line) - len(line.rstrip())))


def _is_hard_wrapped(text: str, lines: list[Span]) -> bool:
    if len(lines) < 4 or not _BLANK_LINE.search(text):
        return False
    if any(line.end - line.start > _WRAP_COLUMNS for line in lines):
        return False
    followed = [
        line
        for line, after in pairwise(lines)
        if not _BLANK_LINE.search(text, line.end, after.start)
    ]
    full = [line for line in followed if line.end - line.start >= _WRAP_MIN_LINE]
    return len(followed) >= len(lines) // 3 and len(full) * 4 >= len(followed) * 3
