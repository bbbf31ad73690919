"""How much of a text stands in another, and whether that makes it a copy."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.compare.prints import RUN_WORDS, Runs

# Tuned on the stories and copies of evaluation/copies.py, on the half of them that is for tuning.
LEAST_SHARE = 0.4
LEAST_SHARED_WORDS = 20


class Shared(NamedTuple):
    """How much of a text stands in another, in runs of five words and more.

    Attributes:
        share: Of its words, 0 to 1.
        words: How many words that is.
    """

    share: float
    words: int

    @property
    def is_copy(self) -> bool:
        """Whether so much of a text makes it a copy of the other, if that was there before."""
        return self.share >= LEAST_SHARE and self.words >= LEAST_SHARED_WORDS


def shared(text: Runs, other: Runs) -> Shared:
    """How much of a text stands in another one.

    Args:
        text: The text's runs, in order.
        other: The other text's, ascending (`numpy.sort`).
    """
    covered = covered_words(text, other)
    count = int(np.count_nonzero(covered))
    return Shared(count / len(covered) if len(covered) else 0.0, count)


def covered_words(text: Runs, other: Runs) -> NDArray[np.bool_]:
    """For each word of a text, whether it stands in a run that the other text has too.

    Args:
        text: The text's runs, in order.
        other: The other text's, ascending (`numpy.sort`).
    """
    covered = np.zeros(len(text) + RUN_WORDS - 1 if len(text) else 0, np.bool_)
    begins = stand_in(text, other)
    for offset in range(RUN_WORDS):
        covered[offset : offset + len(text)] |= begins
    return covered


def stand_in(text: Runs, other: Runs) -> NDArray[np.bool_]:
    """Which of a text's runs are in another text; its runs are ascending."""
    if not len(other):
        return np.zeros(len(text), np.bool_)
    at = np.searchsorted(other, text)
    at[at == len(other)] = 0
    return np.asarray(other[at] == text)
