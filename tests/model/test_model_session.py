"""The model reads a window the same way whatever else it reads, and on however many threads."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from onrecord.model.links import CANDIDATES, LinkForm, LinkMention
from onrecord.model.session import Model
from onrecord.model.windows import ROLE_LEFT_WORDS, ROLE_RIGHT_WORDS
from onrecord.segment import find_quotations, split_paragraphs

PARAGRAPHS = (
    "“We know nothing of it,” Minister Ana Lesk told reporters on Monday.",
    "Ivo Brand, who runs the yard in Port Ansel, said that the ferry had been sold in spring and "
    "that nobody had asked him about it since.",
    "The harbour lies at the mouth of the Orle. It was dredged in 1998 and again in 2011.",
    "The opposition accused the ministry of hiding the report, while its spokeswoman called the "
    "charge “absurd” and promised to publish everything before the vote, according to the Herald.",
    "Sobel denied that. “I never signed anything,” he wrote. “Ask them.”",
)
TEXT = "\n".join(PARAGRAPHS * 4)


def ready(model, text):
    paragraphs = split_paragraphs(text)
    return model.prepare(text, paragraphs, find_quotations(text, paragraphs))


@pytest.fixture(scope="module")
def words(model):
    return ready(model, TEXT)


@pytest.fixture(scope="module")
def expected(model, words):
    return [content(model.read(words, window)) for window in model.windows(words)]


def content(reading):
    """All that a reading holds, to the bit."""
    cues = [
        (r.anchor, r.first, r.scores.tobytes(), r.scores.shape, r.seen, r.again)
        for r in reading.cues
    ]
    tagged = (reading.names, reading.times, reading.events)
    return cues, tagged, reading.kinds.tobytes(), reading.link.tobytes()


def test_cues_lie_in_the_core_and_in_order(model, words):
    windows = model.windows(words)
    assert len(windows) > 2
    for window in windows:
        anchors = [cue.anchor for cue in model.read(words, window).cues]
        assert anchors == sorted(set(anchors))
        assert all(window.core_start <= anchor < window.core_end for anchor in anchors)


def test_scores_tell_of_the_words_around_the_cue(model, words):
    for window in model.windows(words):
        for reading in model.read(words, window).cues:
            first = max(window.start, reading.anchor - ROLE_LEFT_WORDS)
            end = min(window.end, reading.anchor + ROLE_RIGHT_WORDS)
            assert reading.first == first
            assert reading.scores.shape == (end - first, 3, 4)
            assert reading.scores.dtype == np.float32
            assert 0.0 <= reading.seen <= 1.0
            assert 0.0 <= reading.again <= 1.0


def test_plain_cues_are_seen(model, words):
    seen = {
        words.words[reading.anchor].text
        for window in model.windows(words)
        for reading in model.read(words, window).cues
        if reading.seen > 0.5
    }
    assert {"told", "said", "wrote"} <= seen


def test_the_order_of_windows_does_not_matter(model, words, expected):
    windows = model.windows(words)
    backwards = [content(model.read(words, window)) for window in reversed(windows)]
    assert backwards[::-1] == expected


def test_reading_again_gives_the_same_bytes(model, words, expected):
    window = model.windows(words)[0]
    assert all(content(model.read(words, window)) == expected[0] for _ in range(3))


def test_what_was_read_before_does_not_matter(model, words, expected):
    other = "Sobel said so. " * 60
    prepared = ready(model, other)
    for window, same in zip(model.windows(words), expected, strict=True):
        model.read(prepared, model.windows(prepared)[0])
        assert content(model.read(words, window)) == same


def test_threads_do_not_matter(model, words, expected):
    windows = model.windows(words)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda window: content(model.read(words, window)), windows * 3))
    assert found == expected * 3


def test_a_model_loaded_again_reads_the_same(words, expected):
    again = Model()
    assert content(again.read(words, again.windows(words)[1])) == expected[1]


def test_a_window_without_cues_has_no_readings(model):
    text = "Port Ansel. 1998. Orle."
    words = ready(model, text)
    (window,) = model.windows(words)
    assert model.read(words, window).cues == []


def test_a_window_of_one_word_can_be_read(model):
    words = ready(model, "Said")
    (window,) = model.windows(words)
    assert all(reading.scores.shape == (1, 3, 4) for reading in model.read(words, window).cues)


def test_names_times_and_kinds_are_told_of_the_core_only(model, words):
    windows = model.windows(words)
    for window in windows:
        reading = model.read(words, window)
        core = window.core_end - window.core_start
        assert reading.kinds.shape == (core, 4)
        assert len(reading.link) == core
        for start, stop, _, score in (*reading.names, *reading.times, *reading.events):
            assert window.core_start <= start < stop <= window.core_end
            assert 0.0 < score <= 1.0
    names = {
        " ".join(word.text for word in words.words[start:stop])
        for window in windows
        for start, stop, _, _ in model.read(words, window).names
    }
    assert {"Ana Lesk", "Ivo Brand", "Port Ansel"} <= names


def test_what_a_mention_stands_for_does_not_depend_on_how_many_are_asked_of(model):
    rng = np.random.default_rng(3)
    mentions = [
        LinkMention(at * 7, at * 7, at * 7, LinkForm(at % 13), at // 9, False, f"n{at % 5}", "n")
        for at in range(450)
    ]
    vectors = rng.normal(size=(450, 96)).astype(np.float16)
    whole = model.link(mentions, vectors)
    assert len(whole) == 450
    assert whole[0] == []
    for index in (5, 199, 200, 201, 449):
        low = max(0, index - CANDIDATES)
        part = model.link(mentions[low : index + 1], vectors[low : index + 1])[-1]
        found = dict(whole[index])
        assert found.keys() == {low + j for j, _ in part}
        assert all(found[low + j] == pytest.approx(score, abs=1e-5) for j, score in part)
        assert sum(found.values()) <= 1.0001


def test_only_mentions_that_are_asked_for_are_told(model):
    mentions = [
        LinkMention(at * 7, at * 7, at * 7, LinkForm(at % 13), at // 9, False, f"n{at % 5}", "n")
        for at in range(230)
    ]
    vectors = np.random.default_rng(3).normal(size=(230, 96)).astype(np.float16)
    asked = [at in (7, 199, 203) for at in range(230)]
    whole, some = model.link(mentions, vectors), model.link(mentions, vectors, asked)
    assert [at for at, found in enumerate(some) if found] == [7, 199, 203]
    for index in (7, 199, 203):
        wanted = dict(whole[index])
        assert dict(some[index]) == {at: pytest.approx(wanted[at], abs=1e-5) for at in wanted}


def test_no_mentions_have_no_links(model):
    assert model.link([], np.zeros((0, 96), np.float16)) == []
