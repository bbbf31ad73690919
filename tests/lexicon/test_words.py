"""Words as the lexicon writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicon.words import plain_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Has DENIED", "has denied"),
        ("didn’t say", "did not say"),
        ("didn't say", "did not say"),
        ("won't", "will not"),
        ("can’t and cannot", "can not and can not"),
        ("they’re hoping", "they are hoping"),
        ("’re hoping", "are hoping"),
        ("he'd like", "he 'd like"),
        ("’d like", "'d like"),
        ("so-called", "so-called"),
        ("said:", "said :"),
        ("—", "—"),
        ("--", "--"),
        ("", ""),
    ],
)
def test_plain_words(text, words):
    assert plain_words(text) == words.split()


@given(st.text())
def test_words_hold_no_space_and_no_capital(text):
    for word in plain_words(text):
        assert word
        assert not any(character.isspace() or "A" <= character <= "Z" for character in word)
