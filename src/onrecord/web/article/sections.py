"""A long report in sections, each short enough for one page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.segment import split_paragraphs
from onrecord.types import Span, Statement
from onrecord.web.article.places import place_of

MOST_STATEMENTS = 100
MOST_CHARS = 20_000
_MOST_BLOCK_CHARS = 4_000
_PAUSE = re.compile(r"(?<=[.!?”\"])\s+")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report that makes one page.

    Attributes:
        blocks: Its paragraphs, each with the white space behind it; they follow each other.
        numbers: Of the statements that stand in it: their places in the record.
    """

    blocks: tuple[Span, ...]
    numbers: tuple[int, ...]

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.blocks[0].start if self.blocks else 0

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.blocks[-1].end if self.blocks else 0


def sections_of(text: str, statements: Sequence[Statement]) -> list[Section]:
    """The sections of a report, in order, together all of the text and all statements.

    A block with more statements than one page takes stands in several sections.
    """
    blocks = list(_blocks(text))
    found: list[Section] = []
    here: list[Span] = []
    numbers: list[int] = []
    for block, standing in zip(blocks, _by_block(blocks, statements), strict=True):
        chars = here[-1].end - here[0].start if here else 0
        is_full = len(numbers) + len(standing) > MOST_STATEMENTS or chars > MOST_CHARS
        if here and is_full:
            found.append(Section(tuple(here), tuple(numbers)))
            here, numbers = [], []
        here.append(block)
        numbers.extend(standing)
        while len(numbers) > MOST_STATEMENTS:
            found.append(Section(tuple(here), tuple(numbers[:MOST_STATEMENTS])))
            here, numbers = [block], numbers[MOST_STATEMENTS:]
    return [*found, Section(tuple(here), tuple(numbers))]


def _by_block(blocks: Sequence[Span], statements: Sequence[Statement]) -> Iterator[list[int]]:
    """The numbers of the statements that stand in each block, in the order of their places."""
    placed = sorted((place_of(one), number) for number, one in enumerate(statements))
    at = 0
    for block in blocks:
        standing: list[int] = []
        while at < len(placed) and (placed[at][0] < block.end or block is blocks[-1]):
            standing.append(placed[at][1])
            at += 1
        yield standing


def _blocks(text: str) -> Iterator[Span]:
    starts = [paragraph.start for paragraph in split_paragraphs(text)]
    for start, end in pairwise([0, *starts[1:], len(text)] if starts else [0, len(text)]):
        yield from _cut(text, start, end)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """A long paragraph in blocks, cut where a reader would pause, else at a space."""
    while end - start > _MOST_BLOCK_CHARS:
        limit = start + _MOST_BLOCK_CHARS
        pauses = [one.end() for one in _PAUSE.finditer(text, start + 1, limit)]
        cut = pauses[-1] if pauses else text.rfind(" ", start + 1, limit) + 1 or limit
        yield Span(start, cut)
        start = cut
    yield Span(start, end)
