"""Which paragraphs of a text stand in another, and where there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.compare.prints import RUN_WORDS, Runs, own_words, runs_of
from onrecord.compare.shared import shared, stand_in
from onrecord.segment import split_paragraphs
from onrecord.types import Span

LEAST_SHARE = 0.8
"""A paragraph stands nearly verbatim in another text when so much of its words does."""
LEAST_WORDS = 12
"""Shorter paragraphs are not looked at: "He gave no further details." stands everywhere."""


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A paragraph of a text that may stand in others.

    Attributes:
        span: Where it stands.
        runs: Its runs of five words.
    """

    span: Span
    runs: Runs


def own_paragraphs(text: str, excluded: Sequence[Span] = ()) -> Iterator[Paragraph]:
    """The paragraphs of a text that are long enough to be found again, in order."""
    words = own_words(text, excluded)
    runs = runs_of(text, words)
    starts = [word.start for word in words]
    for span in split_paragraphs(text):
        first, last = (int(at) for at in np.searchsorted(starts, (span.start, span.end)))
        if last - first >= LEAST_WORDS:
            yield Paragraph(span, runs[first : last - RUN_WORDS + 1])


def share_in(paragraph: Paragraph, other: Runs) -> float:
    """The share of a paragraph's words that stand in another text, in runs of five and more.

    Args:
        paragraph: The paragraph.
        other: The other text's runs, ascending (`numpy.sort`).
    """
    return shared(paragraph.runs, other).share


def place_in(paragraph: Paragraph, text: str, excluded: Sequence[Span] = ()) -> Span | None:
    """Where most of a paragraph stands in another text; None where none of it does."""
    words = own_words(text, excluded)
    there = runs_of(text, words)
    hits = np.flatnonzero(stand_in(there, np.sort(paragraph.runs)))
    if not len(hits):
        return None
    first, last = _densest(hits, len(paragraph.runs))
    return Span(words[first].start, words[last + RUN_WORDS - 1].end)


def _densest(hits: NDArray[np.intp], reach: int) -> tuple[int, int]:
    """The first and last hit of the stretch, no longer than this or little more, with most hits."""
    ends = np.searchsorted(hits, hits + reach + RUN_WORDS, side="right")
    best = int(np.argmax(ends - np.arange(len(hits))))
    return int(hits[best]), int(hits[ends[best] - 1])
