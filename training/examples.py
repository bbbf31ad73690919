"""Articles → windows with their gold statements → padded batches."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from onrecord.model.pieces import PieceTokenizer
from onrecord.model.windows import (
    Window,
    WindowSize,
    Words,
    prepare,
    split_windows,
    window_inputs,
)
from onrecord.segment import find_quotations, split_paragraphs
from onrecord.types import Role, Span
from training.polnear import Article, Attribution
from training.statements import StatementTargets

T = TypeVar("T")

# 99.8 % of PolNeAR's training statements lie wholly in the window of their cue, and 1.26 pieces are
# read for each piece of text (with 64 pieces of context either side: 1.43).
TRAINING_SIZE = WindowSize(pieces=254, core=224, left=24, right=40)


@dataclass(frozen=True)
class Example:
    """An article ready for the model.

    Attributes:
        words: Its words.
        annotations: For each annotator the anchors, each with the role of every word.
    """

    words: Words
    annotations: tuple[tuple[tuple[int, np.ndarray], ...], ...]


@dataclass(frozen=True)
class PieceBatch:
    """Windows as the encoder takes them: ids, features and mask, padded on the right."""

    ids: Tensor
    features: Tensor
    mask: Tensor


def make_examples(articles: Iterable[Article], tokenizer: PieceTokenizer) -> list[Example]:
    """Words and labels of each article."""
    examples = []
    for article in articles:
        paragraphs = split_paragraphs(article.text)
        quotations = find_quotations(article.text, paragraphs)
        words = prepare(article.text, tokenizer, paragraphs, quotations)
        starts = np.array([word.start for word in words.words])
        ends = np.array([word.end for word in words.words])
        annotations = tuple(
            tuple(filter(None, (_labelled(a, starts, ends) for a in annotation)))
            for annotation in article.annotations
        )
        examples.append(Example(words, annotations))
    return examples


def _labelled(
    attribution: Attribution, starts: np.ndarray, ends: np.ndarray
) -> tuple[int, np.ndarray] | None:
    labels = np.zeros(len(starts), np.int8)
    for role, spans in (
        (Role.CONTENT, attribution.content),
        (Role.SOURCE, attribution.source),
        (Role.CUE, attribution.cue),
    ):
        for span in spans:
            labels[covered(span, starts, ends)] = role
    cue = np.flatnonzero(labels == Role.CUE)
    return (int(cue[0]), labels) if len(cue) else None


def covered(span: Span, starts: np.ndarray, ends: np.ndarray) -> slice:
    """Words that share at least one character with a span."""
    return slice(
        int(np.searchsorted(ends, span.start, side="right")),
        int(np.searchsorted(starts, span.end, side="left")),
    )


def epoch_batches(
    examples: Sequence[Example], tokenizer: PieceTokenizer, *, windows_a_batch: int, seed: int
) -> Iterator[tuple[PieceBatch, StatementTargets]]:
    """One pass over the examples: another cut into windows, another annotator, another order."""
    rng = random.Random(seed)
    windows: list[tuple[Words, Window, tuple[tuple[int, np.ndarray], ...]]] = []
    for example in examples:
        annotation = rng.choice(example.annotations)
        first = rng.randint(TRAINING_SIZE.core // 4, TRAINING_SIZE.core)
        windows += [
            (example.words, window, annotation)
            for window in split_windows(example.words, TRAINING_SIZE, first_core=first)
        ]
    for batch in batched(windows, windows_a_batch, rng):
        yield (
            pad_pieces([(words, window) for words, window, _ in batch], tokenizer),
            pad_targets(batch),
        )


def batched(
    windows: list[tuple[Words, Window, T]], size: int, rng: random.Random
) -> Iterator[list[tuple[Words, Window, T]]]:
    """Windows in batches, in a random order."""
    yield from by_length(windows, size, rng, length=_pieces, batches_a_block=50)


def by_length(
    items: list[T],
    size: int,
    rng: random.Random,
    *,
    length: Callable[[T], int],
    batches_a_block: int,
) -> list[list[T]]:
    """Items in batches, in a random order; ``items`` themselves are shuffled.

    Near lengths go together (less padding), in blocks so that the order stays random.
    """
    rng.shuffle(items)
    block = size * batches_a_block
    batches = []
    for at in range(0, len(items), block):
        part = sorted(items[at : at + block], key=length)
        batches += [part[i : i + size] for i in range(0, len(part), size)]
    rng.shuffle(batches)
    return batches


def _pieces(item: tuple[Words, Window, object]) -> int:
    words, window, _ = item
    return int(words.first[window.end] - words.first[window.start])


def pad_pieces(windows: Sequence[tuple[Words, Window]], tokenizer: PieceTokenizer) -> PieceBatch:
    """Ids, features and mask of windows, with the pieces that mark a window's ends."""
    rows = [window_inputs(words, window, tokenizer)[:2] for words, window in windows]
    longest = max(len(ids) for ids, _ in rows)
    ids = torch.full((len(rows), longest), tokenizer.pad)
    features = torch.zeros(len(rows), longest, 3, dtype=torch.int64)
    mask = torch.zeros(len(rows), longest, dtype=torch.bool)
    for row, (row_ids, row_features) in enumerate(rows):
        ids[row, : len(row_ids)] = torch.from_numpy(row_ids)
        features[row, : len(row_ids)] = torch.from_numpy(row_features)
        mask[row, : len(row_ids)] = True
    return PieceBatch(ids, features, mask)


def pad_targets(
    batch: Sequence[tuple[Words, Window, tuple[tuple[int, np.ndarray], ...]]],
) -> StatementTargets:
    """Gold statements of windows whose cues lie in the windows' cores."""
    lengths = torch.tensor([window.end - window.start for _, window, _ in batch])
    shape = (len(batch), int(lengths.max()))
    word_piece = torch.zeros(shape, dtype=torch.int64)
    is_core = torch.zeros(shape, dtype=torch.bool)
    is_anchor = torch.zeros(shape)
    anchors, labels = [], []
    for row, (words, window, annotation) in enumerate(batch):
        begins = words.first[window.start : window.end] - words.first[window.start] + 1
        word_piece[row, : len(begins)] = torch.from_numpy(begins.astype(np.int64))
        is_core[row, window.core_start - window.start : window.core_end - window.start] = True
        for anchor, roles in annotation:
            if window.core_start <= anchor < window.core_end:
                is_anchor[row, anchor - window.start] = 1.0
                anchors.append((row, anchor - window.start))
                line = torch.zeros(shape[1], dtype=torch.int64)
                line[: len(begins)] = torch.from_numpy(
                    roles[window.start : window.end].astype(np.int64)
                )
                labels.append(line)
    return StatementTargets(
        word_piece=word_piece,
        is_core=is_core,
        is_anchor=is_anchor,
        lengths=lengths,
        anchors=torch.tensor(anchors, dtype=torch.int64).reshape(-1, 2),
        labels=torch.stack(labels) if labels else torch.zeros(0, shape[1], dtype=torch.int64),
    )
