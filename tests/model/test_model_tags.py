"""Tags of words: encoding, and decoding whatever the scores are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.tags import _best_path, decode_tags, encode_tags, tag_count


def scores_of(tags, kinds, sure=0.9):
    """Log-probabilities that leave no doubt about the given tags."""
    count = tag_count(kinds)
    scores = np.full((len(tags), count), (1 - sure) / (count - 1), np.float32)
    scores[np.arange(len(tags)), tags] = sure
    return np.log(scores)


@st.composite
def spans(draw):
    count = draw(st.integers(1, 30))
    cuts = sorted(draw(st.sets(st.integers(0, count), max_size=12)))
    kinds = st.integers(0, 2)
    return count, [(a, b, draw(kinds)) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]


@given(spans())
def test_what_is_encoded_is_decoded(case):
    count, wanted = case
    found = decode_tags(scores_of(encode_tags(count, wanted), 3))
    assert [one[:3] for one in found] == wanted
    assert all(one[3] == pytest.approx(0.9, abs=1e-4) for one in found)


@given(st.integers(0, 1_000_000), st.integers(1, 40))
def test_spans_are_apart_and_in_order_whatever_the_scores(seed, count):
    raw = np.random.default_rng(seed).normal(0, 3, (count, tag_count(3)))
    scores = raw - np.log(np.exp(raw).sum(1, keepdims=True))
    found = decode_tags(scores.astype(np.float32), first=100)
    borders = [x for start, stop, _, _ in found for x in (start, stop)]
    assert borders == sorted(borders)
    assert all(start < stop for start, stop, _, _ in found)
    assert all(start >= 100 and stop <= 100 + count for start, stop, _, _ in found)


@given(st.integers(0, 1_000_000), st.integers(1, 40), st.sampled_from([0.0, 3.0]))
def test_no_other_tags_are_better(seed, count, bias):
    """Held against Viterbi over all words; words that are in no name are left out of it."""
    raw = np.random.default_rng(seed).normal(0, 3, (count, tag_count(3)))
    raw[:, 0] += 4
    scores = (raw - np.log(np.exp(raw).sum(1, keepdims=True))).astype(np.float32)
    scores[:, 0] = np.minimum(scores[:, 0], np.log(0.97)) - bias  # none is surely in no name
    spans = [one[:3] for one in decode_tags(scores)]
    found, best = encode_tags(count, spans).astype(int), _best_path(scores)
    total, highest = (scores[np.arange(count), tags].sum() for tags in (found, best))
    assert total == pytest.approx(highest, abs=1e-3)


def test_a_name_that_begins_and_never_ends_is_mended():
    tags = encode_tags(4, [(1, 3, 0)])
    tags[2] = 2  # inside, and then nothing: no name can go on there
    scores = scores_of(tags, 1, sure=0.6)
    scores[2, 3] = np.log(0.3)
    assert [one[:3] for one in decode_tags(scores)] == [(1, 3, 0)]


def test_no_words_give_no_names():
    assert decode_tags(np.zeros((0, 9), np.float32)) == []
