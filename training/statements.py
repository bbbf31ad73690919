"""The question of statements: where cues are, and which words are each one's source and content."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.model.windows import ROLE_LEFT_WORDS, ROLE_RIGHT_WORDS
from onrecord.types import Role
from training.crf import log_partition, sequence_score
from training.encoder import Layer


@dataclass(frozen=True)
class StatementTargets:
    """Gold statements of a batch of windows.

    Attributes:
        word_piece: int64 ``[windows, words]``, index of each word's first piece.
        is_core: bool ``[windows, words]``, words whose cues belong to the window.
        is_anchor: float32 ``[windows, words]``, 1 for the first word of a gold cue.
        lengths: int64 ``[windows]``, number of words.
        anchors: int64 ``[n, 2]``, (window, word) of each gold cue's first word.
        labels: int64 ``[n, words]``, role of each word for that anchor.
    """

    word_piece: Tensor
    is_core: Tensor
    is_anchor: Tensor
    lengths: Tensor
    anchors: Tensor
    labels: Tensor


class AnchorHead(nn.Module):
    """Word vector → logit of being the first word of a cue."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.inner = nn.Linear(hidden, hidden)
        self.logit = nn.Linear(hidden, 1)
        nn.init.constant_(self.logit.bias, -3.0)

    def forward(self, words: Tensor) -> Tensor:
        return self.logit(functional.gelu(self.inner(words)))[..., 0]


class RoleHead(nn.Module):
    """For an anchor, scores of each word around it being its source, cue or content.

    A small transformer reads the words once more, told which one is the anchor and how far
    from it each stands, so that a role's words are chosen together.
    """

    def __init__(
        self, hidden: int, width: int = 128, layers: int = 2, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.word = nn.Linear(hidden, width)
        self.anchor = nn.Linear(hidden, width)
        self.distance = nn.Embedding(ROLE_LEFT_WORDS + ROLE_RIGHT_WORDS, width)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, 4, 2 * width, 1e-6, dropout) for _ in range(layers)
        )
        self.scores = nn.Linear(width, 3 * len(Role))
        self.transition = nn.Parameter(torch.zeros(len(Role), len(Role)))
        self.is_cue = nn.Linear(width, 1)

    def forward(
        self, words: Tensor, anchors: Tensor, distance: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Score the roles.

        Args:
            words: ``[n, around, hidden]`` the words around each anchor.
            anchors: ``[n, hidden]``.
            distance: int64 ``[n, around]``, 0 is ``ROLE_LEFT_WORDS`` words left of the anchor.
            mask: bool ``[n, around]``, true where a word stands.

        Returns:
            ``[n, around, 3, labels]`` emission, begin and end scores, and ``[n]`` the logit
            that the anchor is a cue after all.
        """
        x = self.word(words) + self.anchor(anchors)[:, None] + self.distance(distance)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        scores = self.scores(x).unflatten(-1, (3, len(Role)))
        at_anchor = ((distance == ROLE_LEFT_WORDS) & mask).to(x.dtype)
        return scores, self.is_cue((x * at_anchor[..., None]).sum(1))[:, 0]


class StatementHead(nn.Module):
    """Anchors and their roles, with the loss of both."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.anchor_head = AnchorHead(hidden)
        self.role_head = RoleHead(hidden)

    def loss(self, pieces: Tensor, gold: StatementTargets) -> dict[str, Tensor]:
        """Losses of a batch: of the anchors, of their roles, of their second reading."""
        words = gather_words(pieces, gold.word_piece)
        logits = self.anchor_head(words)
        count = max(1, len(gold.anchors))
        anchor_loss = functional.binary_cross_entropy_with_logits(
            logits[gold.is_core], gold.is_anchor[gold.is_core], reduction="sum"
        )
        wrong = self._tempting(logits.detach(), gold)
        anchors = torch.cat([gold.anchors, wrong])
        if not len(anchors):
            return {"anchors": anchor_loss / count}
        scores, is_cue, lengths, start = self.roles(words, anchors, gold.lengths)
        truth = torch.zeros(len(anchors))
        truth[: len(gold.anchors)] = 1.0
        again = functional.binary_cross_entropy_with_logits(is_cue, truth, reduction="sum")
        losses = {"anchors": anchor_loss / count, "again": 0.5 * again / count}
        if len(gold.anchors):
            losses["roles"] = 0.5 * self._role_loss(scores, lengths, start, gold)
        return losses

    def roles(self, words: Tensor, anchors: Tensor, window_lengths: Tensor) -> tuple[Tensor, ...]:
        """Scores around each anchor, the second reading's logit, and which words they are for."""
        window, at = anchors[:, 0], anchors[:, 1]
        start = (at - ROLE_LEFT_WORDS).clamp(min=0)
        stop = torch.minimum(at + ROLE_RIGHT_WORDS, window_lengths[window])
        lengths = stop - start
        index = start[:, None] + torch.arange(int(lengths.max()))[None, :]
        mask = index < stop[:, None]
        index = index.clamp(max=words.shape[1] - 1)
        around = words[window[:, None], index]
        distance = (index - at[:, None] + ROLE_LEFT_WORDS).clamp(
            0, ROLE_LEFT_WORDS + ROLE_RIGHT_WORDS - 1
        )
        scores, is_cue = self.role_head(around, words[window, at], distance, mask)
        return scores, is_cue, lengths, start

    def _role_loss(
        self, scores: Tensor, lengths: Tensor, start: Tensor, gold: StatementTargets
    ) -> Tensor:
        n = len(gold.anchors)
        scores, lengths, start = scores[:n], lengths[:n], start[:n]
        index = start[:, None] + torch.arange(scores.shape[1])[None, :]
        labels = gold.labels.gather(1, index.clamp(max=gold.labels.shape[1] - 1))
        transition = self.role_head.transition
        best = sequence_score(scores, transition, lengths, labels)
        return (log_partition(scores, transition, lengths) - best).mean()

    @staticmethod
    def _tempting(logits: Tensor, gold: StatementTargets) -> Tensor:
        """The likeliest words that are no anchor: half as many as there are anchors."""
        logits = logits.masked_fill(~gold.is_core | (gold.is_anchor > 0), -100.0)
        values, index = logits.flatten().topk(min(len(gold.anchors) // 2 + 1, logits.numel()))
        index = index[values > -4.0]
        return torch.stack([index // logits.shape[1], index % logits.shape[1]], 1)


def gather_words(pieces: Tensor, word_piece: Tensor) -> Tensor:
    """The vector of each word: that of its first piece."""
    return pieces.gather(1, word_piece[:, :, None].expand(-1, -1, pieces.shape[2]))
