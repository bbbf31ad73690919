"""Tags of words: one for each kind and place in a name, and names read off them.

BIOES (begin, inside, end, single; outside is 0), which marks both borders of a name.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache

import numpy as np

from onrecord.types import NameKind, TimeType

BEGIN, INSIDE, END, SINGLE = range(4)
OUTSIDE = 0
_NEVER = -1e4
_ROUNDING = 0.01  # more than what single precision loses in the scores of a window

NAME_KINDS: tuple[NameKind, ...] = tuple(NameKind)
TIME_TYPES: tuple[TimeType, ...] = tuple(TimeType)


class Entity(StrEnum):
    """Kinds of entity that a description or pronoun can stand for (of GUM's ten)."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


ENTITIES: tuple[Entity, ...] = tuple(Entity)


class Event(StrEnum):
    """What the words of an event say of it: that it took place, or something else."""

    ASSERTED = "asserted"
    OTHER = "other"


EVENTS: tuple[Event, ...] = tuple(Event)


def tag_count(kinds: int) -> int:
    """How many tags there are for so many kinds."""
    return 1 + 4 * kinds


def encode_tags(count: int, spans: Sequence[tuple[int, int, int]]) -> np.ndarray:
    """Tags of words.

    Args:
        count: Number of words.
        spans: (first word, last word + 1, kind), apart from each other.

    Returns:
        int8 ``[count]``.

    >>> encode_tags(5, [(0, 1, 0), (2, 5, 1)]).tolist()
    [4, 0, 5, 6, 7]
    """
    tags = np.zeros(count, np.int8)
    for start, end, kind in spans:
        base = 1 + 4 * kind
        if end == start + 1:
            tags[start] = base + SINGLE
            continue
        tags[start] = base + BEGIN
        tags[start + 1 : end - 1] = base + INSIDE
        tags[end - 1] = base + END
    return tags


def decode_tags(scores: np.ndarray, first: int = 0) -> list[tuple[int, int, int, float]]:
    """The best well-formed tags of a run of words (Viterbi with hard constraints).

    Args:
        scores: float32 ``[words, tags]``, logarithms of probabilities.
        first: Index of the first of these words.

    Returns:
        (first word, last word + 1, kind, probability: the mean over the words).
    """
    found: list[tuple[int, int, int, float]] = []
    likely = (scores[:, OUTSIDE] < np.log(0.98)) & _may_be_named(scores)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], likely, [False]]).astype(np.int8)))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        tags = _best_path(scores[start:end])
        found += _read(tags, scores[start:end], first + start)
    return found


def _may_be_named(scores: np.ndarray) -> np.ndarray:
    """Which words some name could hold at a gain; all others are outside in the best tags.

    A name gains on a word at most what its best tag scores above ``OUTSIDE``. A word is left out
    when no stretch of words around it gains anything, so that Viterbi has little to walk.
    """
    gained = np.cumsum(scores[:, OUTSIDE + 1 :].max(1, initial=-np.inf) - scores[:, OUTSIDE])
    before = np.minimum.accumulate(np.concatenate([[0.0], gained]))[:-1]
    after = np.maximum.accumulate(gained[::-1])[::-1]
    return np.asarray(after - before > -_ROUNDING)


def _best_path(scores: np.ndarray) -> list[int]:
    step, start, stop = _borders(scores.shape[1])
    best = scores[0] + start
    back = np.zeros(scores.shape, np.int64)
    for at in range(1, len(scores)):
        steps = best[:, None] + step
        back[at] = steps.argmax(0)
        best = steps.max(0) + scores[at]
    tag = int((best + stop).argmax())
    tags = [tag]
    for at in range(len(scores) - 1, 0, -1):
        tag = int(back[at, tag])
        tags.append(tag)
    return tags[::-1]


@cache
def _borders(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What it costs to go from tag to tag, to start and to stop with one: nothing, or too much."""
    tags = np.arange(count)
    kind, place = (tags - 1) // 4, (tags - 1) % 4
    goes_on = (tags > 0) & ((place == BEGIN) | (place == INSIDE))
    continues = (tags > 0) & ((place == INSIDE) | (place == END))
    same = kind[:, None] == kind[None, :]
    good = np.where(goes_on[:, None], continues[None, :] & same, ~continues[None, :])
    return (
        np.where(good, 0.0, _NEVER).astype(np.float32),
        np.where(continues, _NEVER, 0.0).astype(np.float32),
        np.where(goes_on, _NEVER, 0.0).astype(np.float32),
    )


def _read(tags: list[int], scores: np.ndarray, first: int) -> list[tuple[int, int, int, float]]:
    found: list[tuple[int, int, int, float]] = []
    begun = 0
    for at, tag in enumerate(tags):
        if tag == OUTSIDE:
            continue
        kind, place = divmod(tag - 1, 4)
        if place in (BEGIN, SINGLE):
            begun = at
        if place in (END, SINGLE):
            sure = [float(np.exp(scores[i, tags[i]])) for i in range(begun, at + 1)]
            found.append((first + begun, first + at + 1, kind, sum(sure) / len(sure)))
    return found
