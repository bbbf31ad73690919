"""Paragraphs of two editions: kept, changed, came, went, each once and in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.compare.paragraphs import align_paragraphs
from onrecord.segment import split_paragraphs

A = "The ferry to Brenk ran aground on Monday."
B = "Nobody was hurt, said the harbour master."
C = "The line said that it would pay for the damage."
C2 = "The line said that it would not pay for any of the damage."


def shown(old: str, new: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (one.fate.value, one.old and old[slice(*one.old)], one.new and new[slice(*one.new)])
        for one in align_paragraphs(old, new)
    ]


@pytest.mark.parametrize(
    ("old", "new", "fates"),
    [
        ([A, B], [A, B], ["kept", "kept"]),
        ([A, B], [B], ["went", "kept"]),
        ([A], [A, B], ["kept", "came"]),
        ([A, C], [A, B, C2], ["kept", "came", "changed"]),
        ([A, C, B], [A, C2, B], ["kept", "changed", "kept"]),
        ([A], [B], ["went", "came"]),
        ([], [A], ["came"]),
        ([], [], []),
        ([A, A, A], [A, A], ["kept", "kept", "went"]),
    ],
)
def test_what_became_of_each(old, new, fates):
    assert [one[0] for one in shown("\n".join(old), "\n".join(new))] == fates


def test_the_words_that_differ_are_marked():
    (change,) = align_paragraphs(C, C2)
    assert [C2[slice(*span)] for span in change.new_words] == ["not", "any of"]
    assert change.old_words == ()
    (back,) = align_paragraphs(C2, C)
    assert [C2[slice(*span)] for span in back.old_words] == ["not", "any of"]


def test_blanks_and_line_breaks_alone_change_nothing():
    assert [one[0] for one in shown(f"{A}\n\n{B}", f"  {A}\n{B}  \n")] == ["kept", "kept"]


def test_one_line_twenty_thousand_times_takes_no_age():
    old = "\n".join(["Subscribe to read."] * 20_000)
    changes = align_paragraphs(old, f"{A}\n{old}\n{B}")
    assert len(changes) == 20_002


_texts = st.lists(st.sampled_from([A, B, C, C2, "One.", "Two."]), max_size=8).map("\n".join)


@given(_texts, _texts)
def test_each_paragraph_is_told_once_and_in_order(old, new):
    changes = align_paragraphs(old, new)
    assert [one.old for one in changes if one.old] == split_paragraphs(old)
    assert [one.new for one in changes if one.new] == split_paragraphs(new)


@pytest.mark.parametrize(
    ("old", "new", "lost", "won"),
    [
        ("The pier is shut", "The pier is shut since noon", [], ["since noon"]),
        ("The pier is shut since noon", "The pier is shut", ["since noon"], []),
        ("The pier is shut", "Today the pier is shut", ["The"], ["Today the"]),
    ],
)
def test_words_at_the_edge_of_a_paragraph_are_told(old, new, lost, won):
    (change,) = align_paragraphs(old, new)
    assert [old[a:b] for a, b in change.old_words] == lost
    assert [new[a:b] for a, b in change.new_words] == won
