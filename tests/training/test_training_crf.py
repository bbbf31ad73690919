"""The CRF's sums, held against all label sequences."""

from itertools import pairwise, product

import pytest

torch = pytest.importorskip("torch", reason="training needs torch (the extra `training`)")

from training.crf import log_partition, sequence_score  # noqa: E402

LABELS = 3


def score_of(labels, scores, transition):
    emission, begin, end = scores[:, 0], scores[:, 1], scores[:, 2]
    total = begin[0, labels[0]] + end[len(labels) - 1, labels[-1]]
    total = total + sum(emission[t, label] for t, label in enumerate(labels))
    for t, (before, after) in enumerate(pairwise(labels)):
        total = total + transition[before, after]
        if before != after:
            total = total + end[t, before] + begin[t + 1, after]
    return total


@pytest.fixture
def batch():
    """Scores of sequences of 1 to 5 words, padded with what must not count."""
    torch.manual_seed(3)
    lengths = torch.tensor([1, 2, 5, 4])
    scores = torch.randn(4, 5, 3, LABELS, dtype=torch.float64)
    for row, length in enumerate(lengths):
        scores[row, length:] = 50.0
    return scores, torch.randn(LABELS, LABELS, dtype=torch.float64), lengths


def test_the_partition_sums_over_all_sequences(batch):
    scores, transition, lengths = batch
    expected = [
        torch.logsumexp(
            torch.stack(
                [
                    score_of(labels, row[:length], transition)
                    for labels in product(range(LABELS), repeat=int(length))
                ]
            ),
            0,
        )
        for row, length in zip(scores, lengths, strict=True)
    ]
    found = log_partition(scores, transition, lengths)
    torch.testing.assert_close(found, torch.stack(expected))


def test_the_score_of_a_sequence(batch):
    scores, transition, lengths = batch
    labels = torch.randint(0, LABELS, (4, 5), generator=torch.Generator().manual_seed(5))
    expected = [
        score_of(line[:length].tolist(), row[:length], transition)
        for row, line, length in zip(scores, labels, lengths, strict=True)
    ]
    found = sequence_score(scores, transition, lengths, labels)
    torch.testing.assert_close(found, torch.stack(expected))


def test_words_beyond_the_length_get_no_gradient(batch):
    scores, transition, lengths = batch
    scores.requires_grad_()
    labels = torch.ones(4, 5, dtype=torch.int64)
    loss = log_partition(scores, transition, lengths) - sequence_score(
        scores, transition, lengths, labels
    )
    loss.sum().backward()
    for row, length in enumerate(lengths):
        assert not scores.grad[row, length:].any()
        assert scores.grad[row, :length].any()


def test_one_word_alone(batch):
    scores, transition, _ = batch
    found = log_partition(scores[:, :1], transition, torch.ones(4, dtype=torch.int64))
    torch.testing.assert_close(found, torch.logsumexp(scores[:, 0].sum(1), 1))
