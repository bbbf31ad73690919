"""Examples: gold spans become labels of words, and windows become padded batches."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch (the extra `training`)")

from onrecord.model import files  # noqa: E402
from onrecord.model.pieces import PieceTokenizer  # noqa: E402
from onrecord.model.windows import split_windows, window_inputs  # noqa: E402
from onrecord.types import Span  # noqa: E402
from training.examples import covered, epoch_batches, make_examples, pad_pieces  # noqa: E402
from training.polnear import Article, Attribution  # noqa: E402

SENTENCE = "Ana Lesk said “it is so”, and nobody asked."
ATTRIBUTION = Attribution((Span(0, 8),), (Span(9, 13),), (Span(14, 24),))


@pytest.fixture(scope="module")
def tokenizer():
    return PieceTokenizer(files.shipped_model() / "vocab.txt")


@pytest.fixture(scope="module")
def examples(tokenizer):
    """Two articles of many paragraphs, each with the same statement; one has two annotators."""
    long = "\n".join([SENTENCE] * 60)
    at = [k * (len(SENTENCE) + 1) for k in range(60)]
    every = tuple(moved(by) for by in at)
    articles = [
        Article("a", SENTENCE, ((ATTRIBUTION,), ())),
        Article("b", long, (every,)),
    ]
    return make_examples(articles, tokenizer)


def moved(by):
    return Attribution(
        *(
            tuple(Span(s.start + by, s.end + by) for s in part)
            for part in (ATTRIBUTION.source, ATTRIBUTION.cue, ATTRIBUTION.content)
        )
    )


def test_words_have_the_role_of_the_span_they_share_characters_with(examples):
    ((anchor, labels),), none = examples[0].annotations
    words = [word.text for word in examples[0].words.words]
    assert " ".join(words) == "Ana Lesk said “ it is so ” , and nobody asked ."
    assert anchor == 2
    assert labels.tolist() == [1, 1, 2, 3, 3, 3, 3, 3, 0, 0, 0, 0, 0]
    assert none == ()


def test_a_span_covers_the_words_it_touches():
    starts, ends = np.array([0, 4, 8]), np.array([3, 7, 9])
    words = np.arange(3)
    assert words[covered(Span(0, 3), starts, ends)].tolist() == [0]
    assert words[covered(Span(2, 5), starts, ends)].tolist() == [0, 1]
    assert words[covered(Span(3, 4), starts, ends)].tolist() == []
    assert words[covered(Span(7, 99), starts, ends)].tolist() == [2]


def test_an_attribution_without_a_cue_is_no_example(tokenizer):
    bare = Attribution(ATTRIBUTION.source, (), ATTRIBUTION.content)
    (example,) = make_examples([Article("a", SENTENCE, ((bare,),))], tokenizer)
    assert example.annotations == ((),)


def test_an_epoch_holds_every_statement_once(examples, tokenizer):
    for seed in (1, 2):
        batches = list(epoch_batches(examples, tokenizer, windows_a_batch=4, seed=seed))
        found = sum(len(targets.anchors) for _, targets in batches)
        assert found in (60, 61)  # the first article's annotator is drawn
        for pieces, targets in batches:
            assert len(pieces.ids) <= 4
            assert int(targets.is_anchor.sum()) == len(targets.anchors) == len(targets.labels)
            assert bool((targets.is_anchor <= targets.is_core).all())
            for (row, at), labels in zip(targets.anchors, targets.labels, strict=True):
                assert labels[at] == 2
                assert not labels[targets.lengths[row] :].any()
                assert pieces.mask[row, targets.word_piece[row, at]]


def test_another_seed_is_another_epoch_and_the_same_seed_the_same(examples, tokenizer):
    def ids(seed):
        batches = epoch_batches(examples, tokenizer, windows_a_batch=4, seed=seed)
        return [pieces.ids.tolist() for pieces, _ in batches]

    assert ids(1) == ids(1)
    assert ids(1) != ids(2)


def test_windows_are_padded_on_the_right(examples, tokenizer):
    windows = [(e.words, w) for e in examples for w in split_windows(e.words)[:1]]
    batch = pad_pieces(windows, tokenizer)
    for row, (words, window) in enumerate(windows):
        ids, features, _ = window_inputs(words, window, tokenizer)
        assert batch.mask[row].tolist() == [k < len(ids) for k in range(batch.ids.shape[1])]
        assert batch.ids[row][batch.mask[row]].tolist() == ids.tolist()
        assert batch.features[row][batch.mask[row]].tolist() == features.tolist()
        assert set(batch.ids[row][~batch.mask[row]].tolist()) <= {tokenizer.pad}
    assert not batch.mask.all()
