"""The best labelling, held against all labellings."""

from itertools import groupby, pairwise, product

import numpy as np
import pytest

from onrecord.extract.roles import best_roles
from onrecord.types import Role

LABELS = len(Role)


def random_scores(seed, words):
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(words, 3, LABELS)).astype(np.float32)
    return scores, rng.normal(size=(LABELS, LABELS)).astype(np.float32)


def is_allowed(labels):
    """Whether the source is one segment at most."""
    return [label for label, _ in groupby(labels)].count(Role.SOURCE) <= 1


def score_of(labels, scores, transition):
    emission, begin, end = scores[:, 0], scores[:, 1], scores[:, 2]
    total = begin[0, labels[0]] + end[len(labels) - 1, labels[-1]]
    total += sum(emission[t, label] for t, label in enumerate(labels))
    for t, (before, after) in enumerate(pairwise(labels)):
        total += transition[before, after]
        if before != after:
            total += end[t, before] + begin[t + 1, after]
    return float(total)


def best_by_trying_all(scores, transition, without_source=False):
    labellings = filter(is_allowed, product(range(LABELS), repeat=len(scores)))
    if without_source:
        labellings = (labels for labels in labellings if Role.SOURCE not in labels)
    return max(labellings, key=lambda x: score_of(x, scores, transition))


@pytest.mark.parametrize("words", [1, 2, 3, 5])
@pytest.mark.parametrize("seed", range(5))
def test_the_best_of_all_labellings_is_found(seed, words):
    scores, transition = random_scores(seed, words)
    (found,) = best_roles([scores], transition)
    assert tuple(found) == best_by_trying_all(scores, transition)


@pytest.mark.parametrize("seed", range(5))
def test_without_a_source_the_best_of_the_others_is_found(seed):
    cues = [random_scores(seed + n, 4)[0] for n in range(2)]
    transition = random_scores(seed, 1)[1]
    free, bound = best_roles(cues, transition, without_source=[False, True])
    assert tuple(free) == best_by_trying_all(cues[0], transition)
    assert tuple(bound) == best_by_trying_all(cues[1], transition, without_source=True)


def test_two_sources_are_never_found_though_they_score_best():
    scores = np.zeros((5, 3, LABELS), np.float32)
    for word, label in enumerate([Role.SOURCE, Role.CUE, Role.SOURCE, Role.CONTENT, Role.SOURCE]):
        scores[word, 0, label] = 5.0 + (label == Role.SOURCE) * (word == 2)
    (found,) = best_roles([scores], np.zeros((LABELS, LABELS), np.float32))
    assert is_allowed(found)
    assert list(found).count(Role.SOURCE) >= 1
    assert found[2] == Role.SOURCE


def test_other_roles_may_be_in_many_segments():
    wanted = [Role.CONTENT, Role.CUE, Role.CONTENT, Role.NONE, Role.CUE, Role.CONTENT]
    scores = np.zeros((6, 3, LABELS), np.float32)
    for word, label in enumerate(wanted):
        scores[word, 0, label] = 5.0
    (found,) = best_roles([scores], np.zeros((LABELS, LABELS), np.float32))
    assert list(found) == wanted


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 1, 0, 2), (2, 2, 0, 2)])
def test_lengths_read_together_give_what_each_gives_alone(order):
    transition = random_scores(9, 1)[1]
    cues = [random_scores(seed, words)[0] for seed, words in enumerate((1, 7, 30, 2))]
    alone = [best_roles([scores], transition)[0] for scores in cues]
    together = best_roles([cues[index] for index in order], transition)
    for index, found in zip(order, together, strict=True):
        assert found.tolist() == alone[index].tolist()
        assert found.dtype == np.int64


def test_no_cues_no_roles():
    assert best_roles([], np.zeros((LABELS, LABELS), np.float32)) == []
