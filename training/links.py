"""The question of who is who: key words of mentions, and which earlier mention each stands for.

Mention ranking with no antecedent as one of the answers (Lee et al. 2017), over key words
(Dobrovolskii 2021); a document is a batch, its windows read apart and its mentions linked across.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.model.links import (
    PAIR_SIZES,
    PRONOUN_FORMS,
    LinkMention,
    candidate_pairs,
    form_of,
)
from onrecord.model.pieces import PieceTokenizer
from onrecord.model.tags import ENTITIES
from onrecord.model.windows import Words, split_windows
from onrecord.segment import split_paragraphs
from training.examples import TRAINING_SIZE, PieceBatch, covered, pad_pieces
from training.gum import EntityDocument, EntityMention
from training.statements import gather_words
from training.tags import pad_words, prepared

WIDTH = 96
HIDDEN = 64
_KIND = {"person": 1, "organization": 2, "place": 3}


@dataclass(frozen=True)
class LinkedText:
    """A document's words, the kind of entity of each key word, its mentions, and who they are.

    Attributes:
        words: Its words.
        kinds: int64 ``[words]``, 0 or one more than an index into ``ENTITIES``.
        mentions: In order of their first word.
        entities: For each mention the name of its entity.
    """

    words: Words
    kinds: np.ndarray
    mentions: tuple[LinkMention, ...]
    entities: tuple[str, ...]


@dataclass(frozen=True)
class LinkTargets:
    """Gold links of a document.

    Attributes:
        word_piece: int64 ``[windows, words]``.
        is_core: bool ``[windows, words]``.
        kinds: int64 ``[windows, words]``, as in ``LinkedText``.
        keys: int64 ``[mentions, 2]``, (window, word) of each key word.
        pairs: int64 ``[pairs, 2]``, (mention, earlier mention).
        features: int64 ``[pairs, 6]``.
        same: bool ``[pairs]``, both are of one entity.
    """

    word_piece: Tensor
    is_core: Tensor
    kinds: Tensor
    keys: Tensor
    pairs: Tensor
    features: Tensor
    same: Tensor


class LinkHead(nn.Module):
    """Kinds of key words, and scores of pairs of mentions and of standing for none."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.kind_inner = nn.Linear(hidden, 2 * HIDDEN)
        self.kind = nn.Linear(2 * HIDDEN, 1 + len(ENTITIES))
        with torch.no_grad():
            self.kind.bias[0] = 3.0
        self.word = nn.Linear(hidden, WIDTH)
        self.later = nn.Linear(WIDTH, HIDDEN)
        self.earlier = nn.Linear(WIDTH, HIDDEN)
        self.product = nn.Linear(WIDTH, HIDDEN, bias=False)
        self.features = nn.ModuleList(nn.Embedding(n, HIDDEN) for n in PAIR_SIZES)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.05)
        self.dropout = nn.Dropout(0.15)
        self.score = nn.Linear(HIDDEN, 1)
        self.none = nn.Linear(HIDDEN, 1)

    def pair_scores(
        self, vectors: Tensor, pairs: Tensor, features: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Logits ``[pairs]`` of standing for the earlier one, ``[mentions]`` of standing for none.

        Args:
            vectors: ``[mentions, WIDTH]``.
            pairs: int64 ``[pairs, 2]``.
            features: int64 ``[pairs, 6]``.
        """
        later, earlier = self.later(vectors), self.earlier(vectors)
        both = vectors[pairs[:, 0]] * vectors[pairs[:, 1]]
        x = later[pairs[:, 0]] + earlier[pairs[:, 1]] + self.product(both)
        for index, table in enumerate(self.features):
            x = x + table(features[:, index])
        scores = self.score(self.dropout(functional.relu(x)))[:, 0]
        return scores, self.none(functional.relu(later))[:, 0]

    def loss(self, pieces: Tensor, gold: LinkTargets) -> dict[str, Tensor]:
        """Losses of the kinds of key words and of the links."""
        words = gather_words(pieces, gold.word_piece)
        kinds = self.kind(functional.gelu(self.kind_inner(words[gold.is_core])))
        truth = gold.kinds[gold.is_core]
        kind_loss = functional.cross_entropy(kinds, truth, reduction="sum")
        losses = {"kinds": 0.5 * kind_loss / (truth > 0).sum().clamp(min=8)}
        if len(gold.pairs):
            vectors = self.dropout(self.word(words[gold.keys[:, 0], gold.keys[:, 1]]))
            scores, none = self.pair_scores(vectors, gold.pairs, gold.features)
            losses["links"] = ranking_loss(scores, none, gold.pairs, gold.same)
        return losses


def ranking_loss(scores: Tensor, none: Tensor, pairs: Tensor, same: Tensor) -> Tensor:
    """Negative log of the probability of the right answers, a mean over the mentions."""
    count = len(none)
    mention = pairs[:, 0].contiguous()
    place = torch.arange(len(pairs)) - torch.searchsorted(mention, mention)
    table = torch.full((count, int(place.max()) + 2), -1e4)
    right = torch.zeros(table.shape, dtype=torch.bool)
    table = table.index_put((pairs[:, 0], place + 1), scores)
    right[pairs[:, 0], place + 1] = same
    table = torch.cat([none[:, None], table[:, 1:]], 1)
    right[:, 0] = ~right.any(1)
    best = table.masked_fill(~right, -1e4).logsumexp(1)
    return (table.logsumexp(1) - best).mean()


def linked_text(document: EntityDocument, tokenizer: PieceTokenizer) -> LinkedText:
    """A document of GUM, for the questions of entities and links."""
    words, starts, ends = prepared(document.text, tokenizer)
    paragraph_starts = np.array([p.start for p in split_paragraphs(document.text)])
    kinds = np.zeros(len(starts), np.int64)
    found: list[tuple[LinkMention, str]] = []
    for mention in document.mentions:
        at, key = covered(mention.span, starts, ends), covered(mention.key, starts, ends)
        if key.stop <= key.start or not (mention.kind in _KIND or mention.is_pronoun):
            continue
        kinds[key.stop - 1] = _KIND.get(mention.kind, 0)
        found.append(
            (_link_mention(words, at, key.stop - 1, paragraph_starts, mention), mention.entity)
        )
    found.sort(key=lambda pair: (pair[0].first, pair[0].key))
    return LinkedText(words, kinds, tuple(m for m, _ in found), tuple(e for _, e in found))


def _link_mention(
    words: Words, at: slice, key: int, paragraph_starts: np.ndarray, mention: EntityMention
) -> LinkMention:
    first, last = at.start, max(at.stop - 1, key)
    lower = [word.text.lower() for word in words.words[first : key + 1]]
    is_name = words.words[key].text[:1].isupper() and lower[-1] not in PRONOUN_FORMS
    return LinkMention(
        first=first,
        last=last,
        key=key,
        form=form_of(lower, is_name=is_name),
        paragraph=int(np.searchsorted(paragraph_starts, mention.key.start, side="right")),
        quoted=bool(words.features[key, 1]),
        text=" ".join(lower),
        head=lower[-1],
    )


def link_batches(
    texts: Sequence[LinkedText], tokenizer: PieceTokenizer, *, seed: int
) -> Iterator[tuple[PieceBatch, LinkTargets]]:
    """One pass over the documents, each a batch, in another order and cut."""
    rng = random.Random(seed)
    order = list(texts)
    rng.shuffle(order)
    for text in order:
        first = rng.randint(TRAINING_SIZE.core // 4, TRAINING_SIZE.core)
        yield document_batch(text, tokenizer, first_core=first)


def document_batch(
    text: LinkedText, tokenizer: PieceTokenizer, *, first_core: int | None = None
) -> tuple[PieceBatch, LinkTargets]:
    """All windows of a document and its mentions."""
    windows = split_windows(text.words, TRAINING_SIZE, first_core=first_core)
    rows = [(text.words, window) for window in windows]
    word_piece, is_core = pad_words(rows)
    kinds = torch.zeros(word_piece.shape, dtype=torch.int64)
    row_of = np.zeros(len(text.words.words), np.int64)
    for row, window in enumerate(windows):
        part = text.kinds[window.start : window.end]
        kinds[row, : len(part)] = torch.from_numpy(part)
        row_of[window.core_start : window.core_end] = row
    pairs, features = candidate_pairs(text.mentions)
    keys = [(row_of[m.key], m.key - windows[row_of[m.key]].start) for m in text.mentions]
    entity = np.array(text.entities)
    same = entity[pairs[:, 0]] == entity[pairs[:, 1]] if len(pairs) else np.zeros(0, np.bool_)
    return pad_pieces(rows, tokenizer), LinkTargets(
        word_piece=word_piece,
        is_core=is_core,
        kinds=kinds,
        keys=torch.tensor(np.array(keys).reshape(-1, 2), dtype=torch.int64),
        pairs=torch.from_numpy(pairs),
        features=torch.from_numpy(features),
        same=torch.from_numpy(same),
    )
