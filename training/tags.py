"""Questions answered by a tag a word: names, time expressions, events."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.model.pieces import PieceTokenizer
from onrecord.model.tags import EVENTS, NAME_KINDS, OUTSIDE, TIME_TYPES, Event, encode_tags
from onrecord.model.windows import Window, Words, prepare, split_windows
from onrecord.segment import find_quotations, split_paragraphs
from onrecord.types import Span
from training.examples import TRAINING_SIZE, PieceBatch, batched, covered, pad_pieces
from training.statements import gather_words
from training.timeml import EventTag, TimeDocument
from training.worldwide import NamedArticle

HIDDEN = 192


@dataclass(frozen=True)
class TaggedText:
    """A text's words with the tag of each, for each question it answers (int8 ``[words]``)."""

    words: Words
    tags: dict[str, np.ndarray]


@dataclass(frozen=True)
class TagTargets:
    """Gold tags of a batch of windows.

    Attributes:
        word_piece: int64 ``[windows, words]``, index of each word's first piece.
        is_core: bool ``[windows, words]``, the words that are scored.
        tags: For each question int64 ``[windows, words]``.
    """

    word_piece: Tensor
    is_core: Tensor
    tags: dict[str, Tensor]


class TagHead(nn.Module):
    """Word vector → logit of each tag."""

    def __init__(self, hidden: int, tags: int) -> None:
        super().__init__()
        self.inner = nn.Linear(hidden, HIDDEN)
        self.logit = nn.Linear(HIDDEN, tags)
        self.dropout = nn.Dropout(0.1)
        # Most words are outsiders: learning that much first would disturb the encoder.
        with torch.no_grad():
            self.logit.bias[OUTSIDE] = 6.0

    def forward(self, words: Tensor) -> Tensor:
        return self.logit(self.dropout(functional.gelu(self.inner(words))))


class TagHeads(nn.Module):
    """One tag head for each question that a corpus answers."""

    def __init__(self, hidden: int, sizes: dict[str, int]) -> None:
        super().__init__()
        self.heads = nn.ModuleDict({name: TagHead(hidden, size) for name, size in sizes.items()})

    def loss(self, pieces: Tensor, gold: TagTargets) -> dict[str, Tensor]:
        """Cross-entropy of each question, a word that is no outsider weighing as much as all."""
        words = gather_words(pieces, gold.word_piece)[gold.is_core]
        return {
            name: self._loss(words, name, tags[gold.is_core]) for name, tags in gold.tags.items()
        }

    def _loss(self, words: Tensor, name: str, tags: Tensor) -> Tensor:
        total = functional.cross_entropy(self.heads[name](words), tags, reduction="sum")
        return total / (tags > 0).sum().clamp(min=8)


def prepared(text: str, tokenizer: PieceTokenizer) -> tuple[Words, np.ndarray, np.ndarray]:
    """A text's words, with the characters where each begins and ends."""
    paragraphs = split_paragraphs(text)
    words = prepare(text, tokenizer, paragraphs, find_quotations(text, paragraphs))
    starts = np.array([word.start for word in words.words])
    ends = np.array([word.end for word in words.words])
    return words, starts, ends


def tagged(spans: Sequence[tuple[Span, int]], starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Tags of words from spans with their kind; of two that overlap the first counts."""
    taken: list[tuple[int, int, int]] = []
    last = 0
    for span, kind in sorted(spans):
        at = covered(span, starts, ends)
        if at.start >= last and at.stop > at.start:
            taken.append((at.start, at.stop, kind))
            last = at.stop
    return encode_tags(len(starts), taken)


def named_text(article: NamedArticle, tokenizer: PieceTokenizer) -> TaggedText:
    """An article of EN-Worldwide, for the question of names."""
    words, starts, ends = prepared(article.text, tokenizer)
    spans = [(span, NAME_KINDS.index(kind)) for span, kind in article.names]
    return TaggedText(words, {"names": tagged(spans, starts, ends)})


def timed_text(document: TimeDocument, tokenizer: PieceTokenizer) -> TaggedText:
    """A TimeML document, for the questions of times and events."""
    words, starts, ends = prepared(document.text, tokenizer)
    types = [t.value for t in TIME_TYPES]
    times = [(t.span, types.index(t.type)) for t in document.times]
    events = [(e.span, EVENTS.index(event_of(e))) for e in document.events]
    return TaggedText(
        words,
        {"times": tagged(times, starts, ends), "events": tagged(events, starts, ends)},
    )


def event_of(event: EventTag) -> Event:
    """Asserted is what is told in the past or perfect, or as going on, with no modal or "not"."""
    happens = event.kind in ("OCCURRENCE", "I_ACTION", "ASPECTUAL", "PERCEPTION")
    told = event.tense == "PAST" or (event.tense == "PRESENT" and event.aspect != "NONE")
    sure = event.modality in ("NONE", "") and event.polarity == "POS"
    return Event.ASSERTED if happens and told and sure else Event.OTHER


def tag_batches(
    texts: Sequence[TaggedText], tokenizer: PieceTokenizer, *, windows_a_batch: int, seed: int
) -> Iterator[tuple[PieceBatch, TagTargets]]:
    """One pass over the texts: another cut into windows, another order."""
    rng = random.Random(seed)
    windows: list[tuple[Words, Window, dict[str, np.ndarray]]] = []
    for text in texts:
        first = rng.randint(TRAINING_SIZE.core // 4, TRAINING_SIZE.core)
        windows += [
            (text.words, window, text.tags)
            for window in split_windows(text.words, TRAINING_SIZE, first_core=first)
        ]
    for batch in batched(windows, windows_a_batch, rng):
        yield pad_pieces([(words, window) for words, window, _ in batch], tokenizer), _pad(batch)


def _pad(batch: Sequence[tuple[Words, Window, dict[str, np.ndarray]]]) -> TagTargets:
    word_piece, is_core = pad_words([(words, window) for words, window, _ in batch])
    tags = {name: torch.zeros(word_piece.shape, dtype=torch.int64) for name in batch[0][2]}
    for row, (_, window, of_text) in enumerate(batch):
        for name, values in of_text.items():
            part = values[window.start : window.end].astype(np.int64)
            tags[name][row, : len(part)] = torch.from_numpy(part)
    return TagTargets(word_piece, is_core, tags)


def pad_words(windows: Sequence[tuple[Words, Window]]) -> tuple[Tensor, Tensor]:
    """First pieces of the words of windows, and which words belong to their cores."""
    longest = max(window.end - window.start for _, window in windows)
    word_piece = torch.zeros(len(windows), longest, dtype=torch.int64)
    is_core = torch.zeros(len(windows), longest, dtype=torch.bool)
    for row, (words, window) in enumerate(windows):
        begins = words.first[window.start : window.end] - words.first[window.start] + 1
        word_piece[row, : len(begins)] = torch.from_numpy(begins.astype(np.int64))
        is_core[row, window.core_start - window.start : window.core_end - window.start] = True
    return word_piece, is_core
