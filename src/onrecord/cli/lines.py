"""Wrap styled text to a width, keeping track of which characters stand on which line."""

import re
from bisect import bisect_right

from rich.cells import cell_len
from rich.text import Text

_WORD = re.compile(r"\S+\s*|\s+")


def wrap(text: Text, width: int) -> tuple[list[Text], list[int]]:
    """The text's lines, and the offset at which each begins; both have at least one entry.

    Lines break after white space; a word wider than a line breaks where the line is full.
    """
    starts = _line_starts(text.plain, max(1, width))
    lines = list(text.divide(starts[1:]))
    for line in lines:
        line.rstrip()
    return lines, starts


def line_of(offset: int, starts: list[int]) -> int:
    """The number of the line that the character at this offset stands on."""
    return bisect_right(starts, offset) - 1


def _line_starts(plain: str, width: int) -> list[int]:
    starts, used = [0], 0
    for match in _WORD.finditer(plain):
        cells = cell_len(match.group().rstrip())
        if used + cells > width and used:
            starts.append(match.start())
            used = 0
        if cells > width:
            used = _break_word(match, width, starts)
        else:
            used += cell_len(match.group())
    return starts


def _break_word(match: re.Match[str], width: int, starts: list[int]) -> int:
    used = 0
    for offset, char in enumerate(match.group(), match.start()):
        cells = cell_len(char)
        if used + cells > width and not char.isspace():
            starts.append(offset)
            used = 0
        used += cells
    return used
