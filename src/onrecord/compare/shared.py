"""How much of a text stands in another, and whether that makes it a copy."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.compare.prints import RUN_WORDS, Runs

# Tuned on the stories and copies of evaluation/copies.py, on the half of them that is for tuning.
LEAST_SHARE = 0.4
LEAST_SHARED_WORDS = 25


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
    """How much of a text stands in another one."""
    covered = covered_words(text, other)
    count = int(covered.sum())
    return Shared(count / len(covered) if len(covered) else 0.0, count)


def covered_words(text: Runs, other: Runs) -> NDArray[np.bool_]:
    """For each word of a text, whether it stands in a run that the other text has too."""
    if not len(text):
        return np.zeros(0, np.bool_)
    begins = np.isin(text, other).astype(np.int32)
    steps = np.zeros(len(text) + RUN_WORDS, np.int32)
    steps[: len(text)] += begins
    steps[RUN_WORDS:] -= begins
    return np.cumsum(steps[:-1]) > 0
