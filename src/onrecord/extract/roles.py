"""Role scores → roles: the best labelling of the words around a cue.

The model gives a linear-chain CRF's scores (Lafferty et al. 2001), with scores for where a role
begins and ends. The best labelling is found by Viterbi's algorithm among those with at most one
source segment: PolNeAR's sources are contiguous (10 of 22,501 are not).
"""

from collections.abc import Sequence

import numpy as np

from onrecord.types import Role

# States: the labels before the source, then the labels after it; the source itself stands once.
_LABEL = np.array(
    [Role.NONE, Role.CUE, Role.CONTENT, Role.SOURCE, Role.NONE, Role.CUE, Role.CONTENT], np.int64
)
_BEFORE, _SOURCE, _AFTER = (0, 1, 2), 3, (4, 5, 6)
_NO_CUE = np.flatnonzero(_LABEL != Role.CUE)
_SOURCED = np.array([_SOURCE, *_AFTER])
_NEVER = -1e9


def _allowed() -> np.ndarray:
    allowed = np.full((len(_LABEL), len(_LABEL)), _NEVER, np.float32)
    for group in (_BEFORE, _AFTER):
        allowed[np.ix_(group, group)] = 0.0
    allowed[np.ix_(_BEFORE, (_SOURCE,))] = 0.0
    allowed[_SOURCE, _SOURCE] = 0.0
    allowed[np.ix_((_SOURCE,), _AFTER)] = 0.0
    return allowed


_ALLOWED = _allowed()
_CHANGES = (_LABEL[:, None] != _LABEL[None, :]).astype(np.float32)


def best_roles(
    scores: Sequence[np.ndarray],
    transition: np.ndarray,
    *,
    anchors: Sequence[int] | None = None,
    without_source: Sequence[bool] | None = None,
) -> list[np.ndarray]:
    """The best labelling of each cue's words.

    Args:
        scores: For each cue float32 ``[words, 3, labels]``: emission, begin and end scores.
        transition: float32 ``[labels, labels]``.
        anchors: For each cue the index of its first word among ``scores``, which is then part of
            the cue in every labelling. (Without it a short sentence may hold no cue at all.)
        without_source: For each cue, whether only labellings without a source will do; by
            default all will.

    Returns:
        For each cue int64 ``[words]``, a ``Role`` each.
    """
    if not scores:
        return []
    lengths = np.array([len(s) for s in scores])
    longest = int(lengths.max())
    padded = np.zeros((len(scores), longest, 3, len(Role)), np.float32)
    for row, score in enumerate(scores):
        padded[row, : len(score)] = score
    emission, begin, end = (padded[:, :, i][:, :, _LABEL] for i in range(3))
    if anchors is not None:
        emission[np.arange(len(scores))[:, None], np.array(anchors)[:, None], _NO_CUE] = _NEVER
    fixed = transition[np.ix_(_LABEL, _LABEL)] + _ALLOWED
    at_start = np.full(len(_LABEL), 0.0, np.float32)
    at_start[list(_AFTER)] = _NEVER
    value = emission[:, 0] + begin[:, 0] + at_start
    final = value.copy()
    back = np.zeros((len(scores), longest, len(_LABEL)), np.int8)
    for t in range(1, longest):
        pairs = value[:, :, None] + fixed
        pairs += _CHANGES * (end[:, t - 1, :, None] + begin[:, t, None, :])
        back[:, t] = pairs.argmax(1)
        value = pairs.max(1) + emission[:, t]
        still = t < lengths
        final[still] = value[still]
    final += end[np.arange(len(scores)), lengths - 1]
    if without_source is not None:
        final[np.flatnonzero(without_source)[:, None], _SOURCED] = _NEVER
    return [
        _trace(back[row], int(final[row].argmax()), int(lengths[row])) for row in range(len(scores))
    ]


def _trace(back: np.ndarray, state: int, length: int) -> np.ndarray:
    states = np.empty(length, np.int64)
    for t in range(length - 1, -1, -1):
        states[t] = state
        state = int(back[t, state])
    return _LABEL[states]
