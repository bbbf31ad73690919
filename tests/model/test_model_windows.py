"""Windows: every word is in one core, and no window is too long."""

import itertools
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.features import Break
from onrecord.model.windows import (
    READING_SIZE,
    WindowSize,
    Words,
    prepare,
    split_windows,
    window_inputs,
)
from onrecord.segment import Word, find_quotations, split_paragraphs
from onrecord.types import Span


def ready(text, tokenizer, paragraphs=None):
    paragraphs = split_paragraphs(text) if paragraphs is None else paragraphs
    return prepare(text, tokenizer, paragraphs, find_quotations(text, paragraphs))


def make_words(texts, counts, breaks):
    """Words with blanks between them, each with so many pieces and such a break before it."""
    words, at = [], 0
    for text in texts:
        words.append(Word(at, at + len(text), text))
        at += len(text) + (text not in "A ")
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    features = np.zeros((len(words), 3), np.int8)
    features[:, 2] = breaks
    return Words(words, np.arange(first[-1], dtype=np.int32), first, features)


@st.composite
def prepared(draw):
    """The words of a text of some hundred words, in long and short paragraphs and sentences."""
    rng = random.Random(draw(st.integers(0, 10_000)))
    count = draw(st.integers(0, 500))
    most = draw(st.sampled_from([1, 3, 12]))
    paragraph, sentence = draw(st.sampled_from([0.001, 0.02, 0.5])), draw(st.floats(0, 0.2))
    texts = ["." if rng.random() < sentence else rng.choice("AAb") for _ in range(count)]
    counts = [rng.randint(1, most) for _ in range(count)]
    breaks = [Break.PARAGRAPH if rng.random() < paragraph else Break.SPACE for _ in range(count)]
    return make_words(texts, counts, breaks)


def pieces(words, start, end):
    return int(words.first[end] - words.first[start])


@given(prepared(), st.none() | st.integers(1, READING_SIZE.core))
def test_cores_share_out_the_words_and_windows_hold_them(words, first_core):
    windows = split_windows(words, first_core=first_core)
    borders = [0, *(window.core_end for window in windows)]
    assert [window.core_start for window in windows] == borders[:-1]
    assert borders[-1] == len(words.words)
    for w in windows:
        assert 0 <= w.start <= w.core_start < w.core_end <= w.end <= len(words.words)
        assert pieces(words, w.start, w.end) <= READING_SIZE.pieces
        assert pieces(words, w.core_start, w.core_end) <= READING_SIZE.core
        assert pieces(words, w.start, w.core_start) <= READING_SIZE.left
        assert pieces(words, w.core_end, w.end) <= READING_SIZE.right


@given(prepared())
def test_a_paragraph_is_cut_only_when_it_is_too_long(words):
    breaks = np.flatnonzero(words.features[:, 2] == Break.PARAGRAPH)
    starts = sorted({0, *breaks.tolist(), len(words.words)})
    cuts = {window.core_start for window in split_windows(words)}
    for start, end in itertools.pairwise(starts):
        if pieces(words, start, end) <= READING_SIZE.core:
            assert not cuts & set(range(start + 1, end))


def test_a_long_paragraph_is_cut_where_a_sentence_begins():
    texts = [*["b"] * 150, ".", "A", *["b"] * 150, ".", "A", *["b"] * 50]
    breaks = [Break.PARAGRAPH] + [Break.SPACE] * (len(texts) - 1)
    words = make_words(texts, [1] * len(texts), breaks)
    assert [(w.core_start, w.core_end) for w in split_windows(words)] == [(0, 151), (151, 354)]


def test_context_is_what_fits_on_either_side():
    words = make_words(["b"] * 600, [1] * 600, [Break.PARAGRAPH] * 600)
    windows = split_windows(words, WindowSize(pieces=254, core=200, left=24, right=40))
    assert [(w.start, w.core_start, w.core_end, w.end) for w in windows] == [
        (0, 0, 200, 240),
        (182, 200, 400, 436),
        (382, 400, 600, 600),
    ]


def test_inputs_of_a_window():
    breaks = [Break.PARAGRAPH, Break.SPACE, Break.GLUED, Break.SPACE]
    words = make_words("Abcd", [1, 3, 2, 1], breaks)
    words.features[:, 0] = [1, 2, 3, 4]
    words.features[:, 1] = [0, 2, 1, 3]

    class Ends:
        begin, end = 101, 102

    (window,) = split_windows(words)
    ids, features, begins = window_inputs(words, window, Ends)
    assert ids.tolist() == [101, 0, 1, 2, 3, 4, 5, 6, 102]
    assert begins.tolist() == [1, 2, 5, 7]
    assert features[:, 0].tolist() == [0, 1, 2, 2, 2, 3, 3, 4, 0]
    assert features[:, 1].tolist() == [0, 0, 2, 2, 2, 1, 1, 3, 0]
    within = Break.WITHIN
    assert features[:, 2].tolist() == [0, *(2, 1, within, within, 0, within, 1), 0]
    assert ids.dtype == features.dtype == begins.dtype == np.int64


@given(st.text("aé. “”'\n👩\u200d\u0301", max_size=200))
def test_prepared_words_point_into_the_text(tokenizer, text):
    words = ready(text, tokenizer)
    assert all(text[start:end] == part for start, end, part in words.words)
    assert len(words.first) == len(words.words) + 1
    assert words.first[-1] == len(words.ids)
    assert words.features.shape == (len(words.words), 3)


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_a_text_without_words_has_no_windows(tokenizer, text):
    words = ready(text, tokenizer)
    assert words.words == []
    assert words.features.shape == (0, 3)
    assert split_windows(words) == []


def test_only_the_given_paragraphs_are_prepared(tokenizer):
    text = "One two.\nAdvertisement\nThree."
    words = ready(text, tokenizer, paragraphs=[Span(4, 8), Span(23, 29)])
    assert [word.text for word in words.words] == ["two", ".", "Three", "."]
    assert words.features[:, 2].tolist() == [2, 0, 2, 0]


def test_many_words_are_prepared_as_a_few_are(tokenizer, monkeypatch):
    text = "Minister Ana Lesk told “reporters” on Monday.\n" * 5
    whole = ready(text, tokenizer)
    monkeypatch.setattr("onrecord.model.windows._ENCODE_WORDS", 7)
    chunked = ready(text, tokenizer)
    assert np.array_equal(whole.ids, chunked.ids)
    assert np.array_equal(whole.first, chunked.first)
