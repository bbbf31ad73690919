"""A text's prints: what tells quickly which other texts share its words, and how much of them.

A text is taken as its runs of five words; case, punctuation and what is excluded don't count. All
its runs, as numbers, are kept to measure by. A MinHash signature (Broder 1997) of each paragraph,
two values of it, is kept to find by: two paragraphs have a value in common as likely as they have a
run in common. So one copied paragraph leads from a short text to a long one, where signatures of
whole texts would not.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash  # type: ignore[import-untyped]

from onrecord.segment import split_paragraphs
from onrecord.types import Span

Runs = NDArray[np.uint32]
"""The runs of a text as numbers, in order; one begins at each word but the last four."""

RUN_WORDS = 5
LEAST_WORDS = 30
"""A text with fewer words has no prints: short texts are alike by chance."""
LEAST_RUNS = 20
"""Nor has one with fewer different runs, such as one word over and over."""
MOST_WORDS = 20_000
"""What comes after so many words of a text is not looked at."""

_VALUES = 2
_SEED = 5
_LEAST_PIECE_RUNS = 8
_MOST_PIECE_RUNS = 80
_MOST_KEYS = 1_000

_WORD = re.compile(r"[^\W_]+")
_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93,
     0xA0761D6478BD642F], dtype=np.uint64,
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Prints:
    """What a text is found by and measured by.

    Attributes:
        runs: All its runs, in order.
        keys: What texts with a paragraph in common are likely to have in common, ascending.
    """

    runs: Runs
    keys: tuple[int, ...]


def prints_of(text: str, excluded: Sequence[Span] = ()) -> Prints | None:
    """A text's prints; None for one too short or too poor to be told from others.

    Args:
        text: The text.
        excluded: What is not the report's own.
    """
    words = _own(text, excluded)
    if len(words) < LEAST_WORDS:
        return None
    runs = _runs([word.group() for word in words])
    if len(np.unique(runs)) < LEAST_RUNS:
        return None
    return Prints(runs, _keys(_pieces(text, words, runs)))


def own_words(text: str, excluded: Sequence[Span] = ()) -> list[Span]:
    """Where the words stand that count, the first 20,000 of them.

    >>> [word.start for word in own_words("It's over.", ())]
    [0, 3, 5]
    """
    return [Span(*word.span()) for word in _own(text, excluded)]


def runs_of(text: str, words: Sequence[Span]) -> Runs:
    """The runs of these words; empty for fewer than five."""
    return _runs([text[start:end] for start, end in words])


def _own(text: str, excluded: Sequence[Span]) -> list[re.Match[str]]:
    if not excluded:
        return list(islice(_WORD.finditer(text), MOST_WORDS))
    found: list[re.Match[str]] = []
    left_out = sorted(excluded)
    at = 0
    for word in _WORD.finditer(text):
        while at < len(left_out) and left_out[at].end <= word.start():
            at += 1
        if at == len(left_out) or word.end() <= left_out[at].start:
            found.append(word)
            if len(found) == MOST_WORDS:
                break
    return found


def _runs(words: Sequence[str]) -> Runs:
    count = len(words) - RUN_WORDS + 1
    if count <= 0:
        return np.empty(0, np.uint32)
    known = {word: _code(word) for word in set(words)}
    codes = np.fromiter(map(known.__getitem__, words), np.uint64, len(words))
    mixed = np.zeros(count, np.uint64)
    for place, factor in enumerate(_FACTORS):
        mixed += codes[place : place + count] * factor
        mixed ^= mixed >> np.uint64(29)
    mixed *= _FACTORS[0]
    return (mixed >> np.uint64(32)).astype(np.uint32)


def _code(word: str) -> int:
    return zlib.crc32(word.casefold().encode("utf-8", "surrogatepass"))


def _pieces(text: str, words: Sequence[re.Match[str]], runs: Runs) -> Iterator[Runs]:
    """The runs that lie in each paragraph; short ones go with the next, long ones are cut.

    A run across a border is in neither: a paragraph has the same runs wherever it stands.
    """
    starts = np.array([word.start() for word in words])
    ends = [paragraph.end for paragraph in split_paragraphs(text[: words[-1].end()])]
    begun = 0
    for end in map(int, np.searchsorted(starts, ends)):
        piece = runs[begun : max(begun, end - RUN_WORDS + 1)]
        if len(piece) >= _LEAST_PIECE_RUNS or end == len(words):
            parts = -(-len(piece) // _MOST_PIECE_RUNS)
            yield from filter(len, np.array_split(piece, max(1, parts)))
            begun = end


def _keys(pieces: Iterator[Runs]) -> tuple[int, ...]:
    """The keys of all pieces; of a very long text those that any copy of it would choose too."""
    keys: set[int] = set()
    for piece in pieces:
        signature = RMinHash(_VALUES, _SEED)
        data = piece.astype("<u4").tobytes()
        signature.update([data[at : at + 4] for at in range(0, len(data), 4)])
        keys.update(value << 1 | slot for slot, value in enumerate(signature.digest()))
    return tuple(sorted(keys)[:_MOST_KEYS])
