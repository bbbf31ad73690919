"""Quotations: stretches between quotation marks, however the marks are typed.

Straight and curly marks, guillemets, low marks, doubled single marks and (as a second kind)
single marks are read. A mark that is never closed ends with its paragraph; a quotation goes
on into the next paragraph when that one opens with a mark again, as print convention has it.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from onrecord.types import Span

_DOUBLE = re.compile(r"''|``|[\"“”„‟«»＂]")
_SINGLE = re.compile(r"(?<![^\s(\[\"“„«—–-])['‘‚](?=\w)|(?<=[\w.,!?…%)])['’](?!\w)")
_OPENERS = frozenset("“‟«„") | {"``"}
_CLOSERS = frozenset("”»")
_MAX_SINGLE_CHARS = 600


class Quotation(NamedTuple):
    """A quotation: ``[start, end)`` with its marks, whether it was closed, and its mark's kind."""

    start: int
    end: int
    opening_chars: int
    closing_chars: int
    is_single: bool

    @property
    def is_closed(self) -> bool:
        """Whether a closing mark was found."""
        return self.closing_chars > 0


def find_quotations(text: str, paragraphs: Iterable[Span]) -> list[Quotation]:
    """Find the quotations of a text, in order of their start; single ones only outside double ones.

    Args:
        text: The report's text.
        paragraphs: Its paragraphs, in order; a quotation never runs across one. One that
            goes on in the next paragraph is two quotations, the first unclosed.

    >>> text = "She said: “No.” He’d said “maybe"
    >>> [text[q.start:q.end] for q in find_quotations(text, [Span(0, len(text))])]
    ['“No.”', '“maybe']
    """
    found: list[Quotation] = []
    for paragraph in paragraphs:
        double = _double_quotations(text, paragraph)
        found += double
        found += _single_quotations(text, paragraph, double)
    return sorted(found)


def paragraphs_that_go_on(
    paragraphs: Sequence[Span], quotations: Iterable[Quotation]
) -> frozenset[int]:
    r"""Indices of paragraphs that end inside a quotation which the next one takes up again.

    >>> text = "“One.\n“Two,” he said."
    >>> parts = [Span(0, 5), Span(6, 22)]
    >>> paragraphs_that_go_on(parts, find_quotations(text, parts))
    frozenset({0})
    """
    quotations = [quotation for quotation in quotations if not quotation.is_single]
    opened = {quotation.start for quotation in quotations}
    unclosed = {quotation.end for quotation in quotations if not quotation.is_closed}
    return frozenset(
        index
        for index, (here, after) in enumerate(pairwise(paragraphs))
        if here.end in unclosed and after.start in opened
    )


def _double_quotations(text: str, paragraph: Span) -> list[Quotation]:
    low_style = "„" in text[paragraph.start : paragraph.end]
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        if opened is None:
            if _opens(text, mark, paragraph, low_style, is_open=False):
                opened = mark
        elif _opens(text, mark, paragraph, low_style, is_open=True):
            found.append(_quotation(opened, mark.start(), 0))
            opened = mark
        else:
            found.append(_quotation(opened, mark.end(), len(mark.group())))
            opened = None
    if opened is not None:
        found.append(_quotation(opened, paragraph.end, 0))
    return found


def _quotation(opened: re.Match[str], end: int, closing_chars: int) -> Quotation:
    return Quotation(opened.start(), end, len(opened.group()), closing_chars, False)


def _opens(
    text: str, mark: re.Match[str], paragraph: Span, low_style: bool, *, is_open: bool
) -> bool:
    """Whether a mark opens; one that could do either opens when none is open."""
    if mark.group() in _CLOSERS:
        return False
    if mark.group() in _OPENERS:
        return not (low_style and is_open and mark.group() == "“")
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    could_open = not after.isspace() and (before.isspace() or before in "([{—–-/:‘'")
    could_close = not before.isspace() and (after.isspace() or not after.isalnum())
    if could_open != could_close:
        return could_open
    return not is_open


def _single_quotations(text: str, paragraph: Span, double: Sequence[Quotation]) -> list[Quotation]:
    found: list[Quotation] = []
    opened = -1
    behind = 0
    for mark in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        at = mark.start()
        while behind < len(double) and double[behind].end <= at:
            behind += 1
        if behind < len(double) and double[behind].start <= at:
            continue
        before = text[at - 1] if at > paragraph.start else " "
        if before.isspace() or before in '(["“„«—–-' or mark.group() == "‘":
            opened = at
        elif opened >= 0:
            if at - opened <= _MAX_SINGLE_CHARS:
                found.append(Quotation(opened, at + 1, 1, 1, True))
            opened = -1
    return found
