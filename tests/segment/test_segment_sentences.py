"""Sentence starts: a text with a bar before every sentence."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.segment import find_words, sentence_starts

CASES = {
    "full stops": "|She left. |He slept. |Nobody knew.",
    "other ends": "|Why? |Stop! |Well… |Hm... |Yes.",
    "doubled ends": "|What?! |No!! |Yes.",
    "a quotation ends": "|“We left.” |He slept. |“Why?” |She wept.",
    "closing marks": "|(She left.) |He slept. |[Sic.] |So be it.",
    "doubled marks": "|``We left.'' |He slept.",
    "a quotation goes on": "|“Why?” he asked. |“Go!” she cried.",
    "titles": "|Dr. Ode and Gen. Brand met Mrs. Lesk. |They ate.",
    "months and numbers": "|On Jan. 5 they met. |It rained at 3.5 degrees.",
    "initials": "|Ana B. Lesk left. |He slept.",
    "country in letters": "|The U.S. Senate met. |It voted.",
    "lower case goes on": "|The firm yahoo. net fell. |It rose.",
    "no blank, no sentence": "|See example.Org now. |Then leave.",
    "a digit begins": "|It was late. |1,200 people left.",
    "an opening mark begins": "|It was late. |“No,” he said. |(He left.)",
    "other scripts": "|Он ушёл. |Она осталась.",
    "one word": "|No",
    "only an end": "|.",
    "blank before the end": "|She left . |He slept .",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES)
def test_sentence_starts(marked):
    words = find_words(marked.replace("|", ""))
    plain, starts = 0, []
    for part in marked.split("|")[1:]:
        starts.append(plain)
        plain += len(part)
    assert [words[index].start for index in sentence_starts(words)] == starts


def test_no_words_no_sentences():
    assert sentence_starts([]) == []


@given(st.text('aB.!?”" \n', max_size=60))
def test_starts_ascend_from_the_first_word(text):
    words = find_words(text)
    starts = sentence_starts(words)
    assert starts[:1] == ([0] if words else [])
    assert all(a < b < len(words) for a, b in itertools.pairwise(starts))
