"""Prints: the same for what counts as the same words, and never others by another library."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.compare.passages import own_paragraphs, place_in, share_in
from onrecord.compare.prints import LEAST_WORDS, MOST_WORDS, own_words, prints_of, runs_of
from onrecord.compare.shared import covered_words, shared
from onrecord.types import Span

NUMBERS = [f"word{n}" for n in range(60)]
TEXT = " ".join(NUMBERS)
RUNS = [3056206802, 312059106, 1504563684]
KEYS = (1920862, 9502603)


def runs(text: str) -> np.ndarray:
    return runs_of(text, own_words(text))


def test_the_numbers_are_those_that_stand_in_ledgers():
    # Other numbers, by a new rensa for one, would find no copy of what was read before: they need
    # a migration that makes them anew.
    found = prints_of(TEXT)
    assert found is not None
    assert found.runs[:3].tolist() == RUNS
    assert found.keys == KEYS


@pytest.mark.parametrize(
    "other",
    [
        TEXT.upper(),
        TEXT.replace(" ", ", "),
        "“" + TEXT.replace(" ", "\n") + "!”",
    ],
)
def test_case_marks_and_breaks_do_not_count(other):
    assert runs(other).tolist() == runs(TEXT).tolist()


@pytest.mark.parametrize(
    "text",
    ["", "Pier", " ".join(NUMBERS[: LEAST_WORDS - 1]), "pier " * 1000, "… — “”"],
)
def test_short_and_poor_texts_have_none(text):
    assert prints_of(text) is None


def test_what_is_excluded_does_not_count():
    start = TEXT.index("word20")
    text = f"{TEXT[:start]}Subscribe to our newsletter now. {TEXT[start:]}"
    excluded = [Span(start, start + len("Subscribe to our newsletter now."))]
    assert prints_of(text, excluded).runs.tolist() == prints_of(TEXT).runs.tolist()
    assert prints_of(TEXT, [Span(0, len(TEXT))]) is None


def test_of_a_very_long_text_only_the_beginning_counts():
    text = " ".join(f"w{n}" for n in range(MOST_WORDS + 5_000))
    found = prints_of(text)
    assert len(found.runs) == MOST_WORDS - 4
    assert len(found.keys) <= 1_000


SHARED = [
    (TEXT, TEXT, 60),
    (TEXT, " ".join(NUMBERS[:30]), 30),
    (" ".join(NUMBERS[:30]), TEXT, 30),
    (" ".join(NUMBERS[30:] + NUMBERS[:30]), TEXT, 60),
    (TEXT, TEXT.replace("word30 ", "other "), 59),
    (TEXT, TEXT.replace("word30 ", "other ").replace("word33 ", "another "), 56),
    (TEXT, "nothing of it is in here at all", 0),
    (TEXT, "", 0),
    ("", TEXT, 0),
    (" ".join(NUMBERS[:4]), TEXT, 0),
]


@pytest.mark.parametrize(("text", "other", "words"), SHARED)
def test_how_many_words_stand_in_another_text(text, other, words):
    found = shared(runs(text), np.sort(runs(other)))
    assert found.words == words
    assert found.share == (words / len(own_words(text)) if words else 0)


_words = st.lists(st.sampled_from("a b c d".split()), max_size=40)  # noqa: SIM905


@given(_words, _words)
def test_as_a_plain_walk_would_count(one, other):
    there = {tuple(other[at : at + 5]) for at in range(len(other) - 4)}
    begins = [at for at in range(len(one) - 4) if tuple(one[at : at + 5]) in there]
    expected = {at + offset for at in begins for offset in range(5)}
    covered = covered_words(runs(" ".join(one)), np.sort(runs(" ".join(other))))
    assert set(np.flatnonzero(covered)) == expected


@given(st.text(max_size=300))
def test_any_text_has_prints_or_none(text):
    found = prints_of(text * 3)
    assert found is None or found.keys


def test_where_a_paragraph_stands_in_another_text():
    said = " ".join(NUMBERS[10:30])
    other = f"{' '.join(NUMBERS[5:8])} elsewhere.\n\n“{said},” they say, word11 word12."
    (paragraph,) = own_paragraphs(said)
    assert share_in(paragraph, np.sort(runs(other))) == 1.0
    found = place_in(paragraph, other)
    assert found is not None
    assert other[slice(*found)] == said
    assert place_in(paragraph, "Nothing of it.") is None


def test_short_paragraphs_are_not_looked_for():
    assert list(own_paragraphs("He gave no further details.\nNor did she.")) == []
