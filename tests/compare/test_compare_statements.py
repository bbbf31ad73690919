"""Statements of two editions are paired, each once, and the same way from either side."""

import pytest
from compare_statements import statement as s
from hypothesis import given
from hypothesis import strategies as st

from onrecord.compare.statements import Fate, Field, align_statements
from onrecord.types import Act, Framing

BRIDGE = "that the bridge over the Selda will stay shut until spring"
TOLL = "the toll rises by two crowns a year"
BOATS = "that nine patrol boats had left the harbour of Harl"


def fates(old, new):
    return [
        (one.fate.value, one.old and one.old.content.text, one.new and one.new.content.text)
        for one in align_statements(old, new)
    ]


def test_what_stays_is_kept():
    both = [s(BRIDGE), s(TOLL, "Ruud", "denied")]
    assert [one.fate for one in align_statements(both, both)] == [Fate.KEPT] * 2


def test_what_came_and_went_stands_at_its_place():
    old, new = [s(BRIDGE), s(TOLL, "Ruud")], [s(BRIDGE), s(BOATS, "Okkel")]
    assert fates(old, new) == [
        ("kept", BRIDGE, BRIDGE),
        ("came", None, BOATS),
        ("went", TOLL, None),
    ]


CHANGES = [
    ("cue", s(BRIDGE), s(BRIDGE, cue="claimed"), ["cue"]),
    ("act and framing too", s(BRIDGE), s(BRIDGE, cue="claimed", act=Act.CLAIM,
        framing=Framing.DISTANCING), ["cue", "act", "framing"]),
    ("source", s(BRIDGE), s(BRIDGE, "an official"), ["source"]),
    ("source that went", s(BRIDGE), s(BRIDGE, None), ["source"]),
    ("negation", s(BRIDGE), s(BRIDGE, negated=True), ["negated"]),
    ("possibility", s(BRIDGE), s(BRIDGE, hypothetical=True), ["hypothetical"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "fields"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])  # fmt: skip # noqa: E501
def test_other_fields_of_the_same_content(old, new, fields):
    (change,) = align_statements([old], [new])
    assert (change.fate, list(change.fields)) == (Fate.CHANGED, fields)


REWORDED = [
    ("a word more", BRIDGE, BRIDGE + " at least"),
    ("a figure", "nine people were hurt on the pier", "eleven people were hurt on the pier"),
    ("cut short", BRIDGE + ", and that the ferry of Brenk would take its place", BRIDGE),
    ("a negation", "the pier will reopen on Monday", "the pier will not reopen on Monday"),
]


@pytest.mark.parametrize(("old", "new"), [r[1:] for r in REWORDED], ids=[r[0] for r in REWORDED])
def test_another_wording_is_the_same_statement_reworded(old, new):
    (change,) = align_statements([s(old)], [s(new)])
    assert (change.fate, change.fields) == (Fate.REWORDED, (Field.CONTENT,))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"We checked every bolt,"', "“We checked every bolt.”"),
        ("the pier\nis safe", "the pier is safe"),
    ],
)
def test_marks_and_lines_are_no_other_wording(old, new):
    assert [one.fate for one in align_statements([s(old)], [s(new)])] == [Fate.KEPT]


def test_of_equals_the_one_with_the_same_source_is_taken():
    old = [s("no comment", "Brand"), s("no comment", "Ruud")]
    new = [s("no comment", "Ruud")]
    assert [(c.fate.value, (c.old or c.new).source.text) for c in align_statements(old, new)] == [
        ("went", "Brand"),
        ("kept", "Ruud"),
    ]


def test_what_moved_is_kept():
    assert fates([s(BRIDGE), s(TOLL)], [s(TOLL), s(BRIDGE)]) == [
        ("kept", TOLL, TOLL),
        ("kept", BRIDGE, BRIDGE),
    ]


def test_of_two_that_are_alike_the_order_of_the_text_decides():
    old = [s("the pier is safe today"), s(BRIDGE), s("the pier is safe now")]
    new = [s("the pier is safe already"), s(BRIDGE), s("the pier is safe again")]
    assert [one[1:] for one in fates(old, new)] == [
        ("the pier is safe today", "the pier is safe already"),
        (BRIDGE, BRIDGE),
        ("the pier is safe now", "the pier is safe again"),
    ]


def test_thousands_of_reworded_statements_are_paired_in_time():
    old = [s(f"boat number {n} of fleet{n} left port{n} for harbour{n}") for n in range(3000)]
    new = [s(f"boat number {n} of fleet{n} left port{n} at dawn") for n in range(3000)]
    changes = align_statements(old, new)
    assert [one.fate for one in changes] == [Fate.REWORDED] * 3000


_words = st.lists(
    st.sampled_from(["pier", "bridge", "safe", "shut", "toll", "boats", "no"]), max_size=5
)
_statements = st.lists(
    st.builds(
        lambda content, source, cue: s(" ".join(content) or "it", source, cue),
        _words,
        st.sampled_from(["Brand", "Ruud", None]),
        st.sampled_from(["said", "claimed", None]),
    ),
    max_size=7,
)


@given(_statements, _statements)
def test_each_statement_is_in_one_change(old, new):
    changes = align_statements(old, new)
    assert sorted(id(c.old) for c in changes if c.old) == sorted(map(id, old))
    assert [id(c.new) for c in changes if c.new] == list(map(id, new))


@given(_statements, _statements)
def test_the_other_way_round_the_same_pairs_come_out(old, new):
    there = {(id(c.old), id(c.new), c.fields) for c in align_statements(old, new)}
    back = {(id(c.new), id(c.old), c.fields) for c in align_statements(new, old)}
    assert there == back


@given(_statements)
def test_nothing_differs_from_itself(statements):
    assert {c.fate for c in align_statements(statements, statements)} <= {Fate.KEPT}
