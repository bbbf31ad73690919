"""A linear-chain CRF with scores for where a role begins and where it ends.

Lafferty et al. 2001 (CRF); begin and end scores as in span pointers, so that a role's border is
learned as a border and not only as a change of labels.
"""

import torch
from torch import Tensor

_NEVER = -1e4


def pair_scores(begin: Tensor, end: Tensor, transition: Tensor) -> Tensor:
    """Score of each pair of labels at neighbouring words.

    Args:
        begin: ``[n, words, labels]`` score of a label beginning at a word.
        end: ``[n, words, labels]`` score of a label ending at a word.
        transition: ``[labels, labels]``.

    Returns:
        ``[n, words - 1, labels, labels]``.
    """
    labels = begin.shape[-1]
    changes = 1.0 - torch.eye(labels, device=begin.device)
    return transition + changes * (end[:, :-1, :, None] + begin[:, 1:, None, :])


def log_partition(scores: Tensor, transition: Tensor, lengths: Tensor) -> Tensor:
    """Log of the summed scores of all label sequences; by a tree of matrix products.

    Args:
        scores: ``[n, words, 3, labels]`` emission, begin and end scores.
        transition: ``[labels, labels]``.
        lengths: int64 ``[n]``, how many words each has, at least one.

    Returns:
        ``[n]``.
    """
    emission, begin, end = scores.unbind(2)
    n, words, labels = emission.shape
    step = pair_scores(begin, end, transition) + emission[:, 1:, None, :]
    identity = torch.full((labels, labels), _NEVER, device=emission.device)
    identity.fill_diagonal_(0.0)
    inside = torch.arange(1, words, device=emission.device)[None, :] < lengths[:, None]
    step = torch.where(inside[:, :, None, None], step, identity)
    if words == 1:
        step = identity.expand(n, 1, labels, labels)
    while step.shape[1] > 1:
        if step.shape[1] % 2:
            step = torch.cat([step, identity.expand(n, 1, labels, labels)], 1)
        left, right = step[:, 0::2], step[:, 1::2]
        step = torch.logsumexp(left[..., :, :, None] + right[..., None, :, :], dim=-2)
    last = end.gather(1, (lengths - 1)[:, None, None].expand(n, 1, labels))[:, 0]
    first = emission[:, 0] + begin[:, 0]
    return torch.logsumexp(first[:, :, None] + step[:, 0] + last[:, None, :], dim=(1, 2))


def sequence_score(scores: Tensor, transition: Tensor, lengths: Tensor, labels: Tensor) -> Tensor:
    """Score of one label sequence each, ``[n]``; ``labels`` is int64 ``[n, words]``."""
    emission, begin, end = scores.unbind(2)
    n, words, _ = emission.shape
    inside = torch.arange(words, device=emission.device)[None, :] < lengths[:, None]
    changes = labels[:, 1:] != labels[:, :-1]
    begins = torch.cat([torch.ones(n, 1, dtype=torch.bool), changes], 1) & inside
    is_last = torch.arange(words)[None, :] == lengths[:, None] - 1
    ends = (torch.cat([changes, torch.ones(n, 1, dtype=torch.bool)], 1) & inside) | is_last
    total = (_picked(emission, labels) * inside).sum(1)
    total = total + (_picked(begin, labels) * begins).sum(1) + (_picked(end, labels) * ends).sum(1)
    return total + (transition[labels[:, :-1], labels[:, 1:]] * inside[:, 1:]).sum(1)


def _picked(scores: Tensor, labels: Tensor) -> Tensor:
    return scores.gather(2, labels[:, :, None])[:, :, 0]
