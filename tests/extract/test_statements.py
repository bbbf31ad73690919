"""Candidates: duplicates, spans and nesting."""

import numpy as np
import pytest

from onrecord.extract.statements import (
    Candidate,
    as_hearsay,
    drop_duplicates,
    find_parents,
    find_seams,
    keep_in_paragraph,
    read_candidate,
    spans_of,
)
from onrecord.segment import find_words

ROLES = {".": 0, "s": 1, "c": 2, "o": 3}


def candidate(source=(), cue=(), content=(), score=0.5):
    return Candidate(tuple(source), tuple(cue), tuple(content), score)


READINGS = {
    "plain": ("ssc.oo", 2, candidate([10, 11], [12], [14, 15], 0.7)),
    "no source": ("..coo.", 2, candidate([], [12], [13, 14], 0.7)),
    "discontinuous": ("oocs.o", 2, candidate([13], [12], [10, 11, 15], 0.7)),
    "a cue of two parts": ("scoc..", 1, candidate([10], [11, 13], [12], 0.7)),
    "the anchor is always of the cue": ("s...oo", 2, candidate([10], [12], [14, 15], 0.7)),
    "and of nothing else": ("ssooo.", 1, candidate([10], [11], [12, 13, 14], 0.7)),
    "nor of the content": ("ssooo.", 3, candidate([10, 11], [13], [12, 14], 0.7)),
    "nothing": ("......", 0, candidate([], [10], [], 0.7)),
}


@pytest.mark.parametrize(("roles", "anchor", "expected"), READINGS.values(), ids=READINGS)
def test_roles_become_a_candidate(roles, anchor, expected):
    labels = np.array([ROLES[letter] for letter in roles])
    assert read_candidate(labels, 10, 10 + anchor, 0.7) == expected


CUT = {
    "within its paragraph": ("ssc.ooo", "0000000", "", "ssc.ooo"),
    "content runs over the end": ("ssc.ooo", "0000011", "", "ssc.o.."),
    "content begins before": ("ooocs..", "0111111", "", ".oocs.."),
    "as long as the quotation goes on": ("ssc.ooo", "0000011", "0", "ssc.ooo"),
    "and no longer": ("ssc.ooo", "0000112", "0", "ssc.oo."),
    "on both sides of the cue": ("oo.c.oo", "0111112", "", ".o.c.o."),
    "a part that lies elsewhere stays": ("ssc...o", "0000011", "", "ssc...o"),
    "source runs over the end": ("css.ooo", "0011111", "", "cs..ooo"),
    "over several ends": ("cooo...", "0012444", "", "co....."),
    "of an earlier one, the nearer part": ("ooo..cs", "0112222", "", ".oo..cs"),
}


@pytest.mark.parametrize(("roles", "paragraphs", "goes_on", "kept"), CUT.values(), ids=CUT)
def test_source_and_content_end_with_the_paragraph(roles, paragraphs, goes_on, kept):
    before, after = (
        read_candidate(np.array([ROLES[x] for x in line]), 0, roles.index("c"), 0.7)
        for line in (roles, kept)
    )
    assert keep_in_paragraph(before, list(map(int, paragraphs)), set(map(int, goes_on))) == after


def test_of_two_that_share_a_cue_word_the_likelier_stays():
    weak, strong = candidate([0], [1, 2], [3], 0.6), candidate([0], [2], [3, 4], 0.9)
    assert drop_duplicates([weak, strong]) == [strong]
    assert drop_duplicates([strong, weak]) == [strong]


def test_of_two_that_say_the_same_of_the_same_the_likelier_stays():
    weak, strong = candidate([0], [1], [3, 4], 0.6), candidate([0], [2], [3, 4], 0.9)
    assert drop_duplicates([weak, strong]) == [strong]


def test_one_that_is_dropped_takes_no_other_with_it():
    first, second, third = (candidate([9], [k, k + 1], [20 + k], 0.9 - k / 10) for k in (1, 2, 3))
    assert drop_duplicates([first, second, third]) == [first, third]


def test_the_same_content_by_others_stays():
    both = [candidate([0], [1], [5], 0.5), candidate([3], [4], [5], 0.5)]
    assert drop_duplicates(both) == both


def test_what_stays_is_in_the_order_of_cues():
    late, early = candidate([], [9], [10], 0.9), candidate([], [1], [2], 0.5)
    assert drop_duplicates([late, early]) == [early, late]
    assert drop_duplicates([]) == []


def test_equal_scores_do_not_depend_on_the_order():
    one, two = candidate([0], [1, 2], [3]), candidate([0], [2, 3], [4])
    assert drop_duplicates([one, two]) == drop_duplicates([two, one]) == [one]


def test_neighbouring_words_share_a_span():
    words = find_words("“No,”  she\nsaid.")
    assert spans_of([0, 1, 4, 5, 6], words) == ((0, 3), (7, 16))
    assert spans_of([2], words) == ((3, 4),)
    assert spans_of([], words) == ()


def test_spans_stop_where_something_was_cut_out():
    text = "One two. ADVERTISEMENT Three four."
    words = find_words(text, 0, 8) + find_words(text, 23)
    seams = find_seams(text, words)
    assert seams == {3}
    spans = spans_of(range(6), words, seams)
    assert [text[start:end] for start, end in spans] == ["One two.", "Three four."]


def test_blanks_and_line_ends_are_no_seams():
    text = "One two.\r\n\r\n\u00a0Three\u2028four"
    assert find_seams(text, find_words(text)) == frozenset()
    assert find_seams("", []) == frozenset()


NESTING = {
    "apart": ([candidate([], [1], [2, 3]), candidate([], [5], [6, 7])], [None, None]),
    "inside": ([candidate([], [1], range(2, 9)), candidate([], [3], [4, 5])], [None, 0]),
    "inside, read later": (
        [candidate([], [3], [4, 5]), candidate([], [9], range(2, 8))],
        [1, None],
    ),
    "the smallest that holds it": (
        [
            candidate([], [1], range(2, 20)),
            candidate([], [3], range(4, 12)),
            candidate([], [5], [6]),
        ],
        [None, 0, 1],
    ),
    "cue outside": ([candidate([], [1], range(2, 9)), candidate([], [0], [4, 5])], [None, None]),
    "content sticks out": (
        [candidate([], [1], range(2, 6)), candidate([], [3], [5, 6])],
        [None] * 2,
    ),
    "source may be outside": (
        [candidate([], [1], range(2, 9)), candidate([0], [3], [4, 5])],
        [None, 0],
    ),
    "each in the other": (
        [candidate([], [5], [1, 2, 3]), candidate([], [2], [3, 4, 5])],
        [None, None],
    ),
    "of two alike the first": (
        [candidate([], [1], range(3, 9)), candidate([], [2], range(3, 9)), candidate([], [4], [5])],
        [None, None, 0],
    ),
    "none": ([], []),
}


@pytest.mark.parametrize(("candidates", "parents"), NESTING.values(), ids=NESTING)
def test_nesting(candidates, parents):
    assert find_parents(candidates) == parents


def test_hearsay_has_only_its_adverb_for_a_cue():
    found = as_hearsay(Candidate((1,), (3, 4), (5, 7), 0.2), 3)
    assert found == Candidate((), (3,), (4, 5, 7), 0.2)
