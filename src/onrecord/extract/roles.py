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
_CHANGES = (_LABEL[:, None] != _LABEL[None, :]).astype(np.float32)[:, :, None]


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
    emission, begin, end = _padded(scores, int(lengths.max()))
    rows = np.arange(len(scores))
    if anchors is not None:
        emission[np.array(anchors)[:, None], _NO_CUE, rows[:, None]] = _NEVER
    fixed = (transition[np.ix_(_LABEL, _LABEL)] + _ALLOWED)[:, :, None]
    at_start = np.full((len(_LABEL), 1), 0.0, np.float32)
    at_start[list(_AFTER)] = _NEVER
    value = emission[0] + begin[0] + at_start
    final = value.copy()
    back = np.zeros((len(emission), len(_LABEL), len(scores)), np.int8)
    for t in range(1, len(emission)):
        pairs = value[:, None] + fixed
        pairs += _CHANGES * (end[t - 1, :, None] + begin[t, None])
        back[t] = pairs.argmax(0)
        value = pairs.max(0) + emission[t]
        np.copyto(final, value, where=t < lengths)
    final += end[lengths - 1, :, rows].T
    if without_source is not None:
        final[_SOURCED[:, None], np.flatnonzero(without_source)] = _NEVER
    return _trace(back, final.argmax(0), lengths)


def _padded(scores: Sequence[np.ndarray], longest: int) -> tuple[np.ndarray, ...]:
    """Emission, begin and end scores, float32 ``[words, states, cues]`` each.

    The cues stand last: they are many and the states few, and numpy walks along the last axis.
    """
    padded = np.zeros((len(scores), longest, 3, len(Role)), np.float32)
    for row, score in enumerate(scores):
        padded[row, : len(score)] = score
    by_word = np.ascontiguousarray(padded.transpose(2, 1, 3, 0))
    return tuple(part[:, _LABEL] for part in by_word)


def _trace(back: np.ndarray, last: np.ndarray, lengths: np.ndarray) -> list[np.ndarray]:
    """Each cue's labels, walked back from the last of its words."""
    states = np.empty((len(back), len(lengths)), np.int64)
    rows = np.arange(len(lengths))
    state = last
    for t in range(len(back) - 1, -1, -1):
        state = np.where(t == lengths - 1, last, state)
        states[t] = state
        state = back[t, state, rows]
    return [_LABEL[states[:length, row]] for row, length in enumerate(lengths)]
