"""Windows: the pieces of a report that the encoder reads at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.model.features import Break, quoted_words, word_breaks, word_case
from onrecord.model.pieces import PieceTokenizer
from onrecord.segment import Quotation, Word, find_words, sentence_starts
from onrecord.types import Span

# The role head looks this many words left and right of a cue's first word: 99.2 % of PolNeAR's
# training statements lie wholly inside.
ROLE_LEFT_WORDS = 56
ROLE_RIGHT_WORDS = 104
_ENCODE_WORDS = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one report as the model sees them.

    Attributes:
        words: The words, in order.
        ids: int32, the piece ids of all words in order.
        first: int32 of length ``len(words) + 1``: word ``i`` has pieces ``first[i]:first[i+1]``.
        features: int8 of shape ``(len(words), 3)``: letter case, quotation, break.
    """

    words: list[Word]
    ids: np.ndarray
    first: np.ndarray
    features: np.ndarray


@dataclass(frozen=True, slots=True)
class WindowSize:
    """Sizes of windows in word pieces, without the two that mark a window's ends.

    The encoder was trained with 224 of core and 24 and 40 of context. Read with these, PolNeAR dev
    gave strict F1 76.4 at 5 % more speed, against 75.6; with windows of 500 pieces 73.7.
    """

    pieces: int = 254
    core: int = 230
    left: int = 16
    right: int = 28


READING_SIZE = WindowSize()


@dataclass(frozen=True, slots=True)
class Window:
    """Word indices, half-open: all that is read, and the core whose cues belong to this window."""

    start: int
    end: int
    core_start: int
    core_end: int


def prepare(
    text: str,
    tokenizer: PieceTokenizer,
    paragraphs: Sequence[Span],
    quotations: Sequence[Quotation],
) -> Words:
    """Words, pieces and features of the given paragraphs of a text and their quotations."""
    words = [word for p in paragraphs for word in find_words(text, p.start, p.end)]
    ids: list[np.ndarray] = []
    first = [np.zeros(1, np.int32)]
    total = 0
    for at in range(0, len(words), _ENCODE_WORDS):
        chunk_ids, chunk_first = tokenizer.encode([w.text for w in words[at : at + _ENCODE_WORDS]])
        ids.append(chunk_ids)
        first.append(chunk_first[1:] + total)
        total += len(chunk_ids)
    features = np.empty((len(words), 3), np.int8)
    features[:, 0] = [word_case(word.text) for word in words]
    features[:, 1] = quoted_words(words, quotations)
    features[:, 2] = word_breaks(words, paragraphs)
    all_ids = np.concatenate(ids) if ids else np.zeros(0, np.int32)
    return Words(words, all_ids, np.concatenate(first), features)


def split_windows(
    words: Words, size: WindowSize = READING_SIZE, *, first_core: int | None = None
) -> list[Window]:
    """Pack whole paragraphs into windows, long ones split at sentences, with context either side.

    Args:
        words: The report's words.
        size: How large windows may be.
        first_core: The most pieces of the first core, for another cut of the same text.
    """
    windows: list[Window] = []
    core_start = core_end = 0
    limit = first_core or size.core
    for start, end in _units(words, size.core):
        if start > core_start and words.first[end] - words.first[core_start] > limit:
            windows.append(_with_context(words, core_start, core_end, size))
            core_start, limit = start, size.core
        core_end = end
    if core_end > core_start:
        windows.append(_with_context(words, core_start, core_end, size))
    return windows


def _units(words: Words, core_pieces: int) -> list[tuple[int, int]]:
    """Paragraphs, or sentences of long paragraphs, or pieces of long sentences, as word indices."""
    count = len(words.words)
    if not count:
        return []
    borders = [0, *(np.flatnonzero(words.features[1:, 2] == Break.PARAGRAPH) + 1).tolist()]
    units: list[tuple[int, int]] = []
    for start, end in zip(borders, [*borders[1:], count], strict=True):
        if words.first[end] - words.first[start] <= core_pieces:
            units.append((start, end))
            continue
        starts = [start + s for s in sentence_starts(words.words[start:end])]
        for low, high in zip(starts, [*starts[1:], end], strict=True):
            units += _hard_split(words, low, high, core_pieces)
    return units


def _hard_split(words: Words, start: int, end: int, core_pieces: int) -> list[tuple[int, int]]:
    units: list[tuple[int, int]] = []
    while start < end:
        room = int(np.searchsorted(words.first, words.first[start] + core_pieces, side="right")) - 1
        cut = min(end, max(room, start + 1))
        units.append((start, cut))
        start = cut
    return units


def _with_context(words: Words, core_start: int, core_end: int, size: WindowSize) -> Window:
    first = words.first
    room = size.pieces - int(first[core_end] - first[core_start])
    left = min(room // 3, size.left)
    start = int(np.searchsorted(first, first[core_start] - left, side="left"))
    right = min(room - int(first[core_start] - first[start]), size.right)
    end = int(np.searchsorted(first, first[core_end] + right, side="right")) - 1
    return Window(start, end, core_start, core_end)


def window_inputs(
    words: Words, window: Window, tokenizer: PieceTokenizer
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A window as the encoder takes it.

    Returns:
        int64 ids ``[pieces]`` with the two that mark the window's ends, features
        ``[pieces, 3]``, and the index of each word's first piece ``[words]``.
    """
    first, last = words.first[window.start], words.first[window.end]
    ids = np.empty(last - first + 2, np.int64)
    ids[0], ids[-1] = tokenizer.begin, tokenizer.end
    ids[1:-1] = words.ids[first:last]
    counts = np.diff(words.first[window.start : window.end + 1])
    features = np.zeros((len(ids), 3), np.int64)
    features[1:-1] = np.repeat(words.features[window.start : window.end], counts, axis=0)
    features[2:-1, 2] = Break.WITHIN
    begins = (words.first[window.start : window.end] - first + 1).astype(np.int64)
    features[begins, 2] = words.features[window.start : window.end, 2]
    return ids, features, begins
