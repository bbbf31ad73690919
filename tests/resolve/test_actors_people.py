"""Which names are one person's."""

import pytest

from onrecord.resolve.actors.people import is_spelling_of
from onrecord.types import ActorKind, Form
from tests.resolve.actor_texts import actors_of, named

SAME = [
    ("[Ada Ode] came. [Ode] left.", "Ada Ode"),
    ("[Ode] left. [Ada Ode] came.", "Ada Ode"),
    ("[Ada Ode] came. [Ada] left.", "Ada Ode"),
    ("Minister [Ada Ode] came. Ms. [Ode] left.", "Ada Ode"),
    ("[Minister Ada Ode] came. [Mrs. Ode] left.", "Ada Ode"),
    ("[Ada Ode’s] car. [ODE] left.", "Ada Ode"),
    ("[ADA ODE] came. [Ada Ode] left.", "Ada Ode"),
    ("[Ada J. Ode] came. [Ada Ode] left.", "Ada J. Ode"),
    ("[A. Ode] came. [Ada Ode] left.", "Ada Ode"),
    ("[William Ode] came. [Bill Ode] left.", "William Ode"),
    ("[Ada Ode Moreno] came. [Ode Moreno] left.", "Ada Ode Moreno"),
    ("[Ada Ode Moreno] came. [Ada Ode] left.", "Ada Ode Moreno"),
    ("[Jan van der Ode] came. [Ode] left.", "Jan van der Ode"),
    ("[Bashar al-Odi] came. [Odi] left.", "Bashar al-Odi"),
    ("[Ada Ode-Lind] came. [Ode-Lind] left.", "Ada Ode-Lind"),
    ("[Ándré Odé] came. [Andre Ode] left.", "Ándré Odé"),
    ("[Sam Ode Jr.] came. [Sam Ode] left.", "Sam Ode Jr."),
    ("[Vera Odeshenko] came. [Vera Odeshenka] left.", "Vera Odeshenko"),
    ("[Ada Ode] came. {Ode} left.", "Ada Ode"),
    ("[Ada Ode] came. {Ada Ode} left. [Ada Ode] slept.", "Ada Ode"),
    ("[Ada Ode]\nThe end. [Ode] left.", "Ada Ode"),
    ("[the Ada Ode,] came. [Ode”] left.", "Ada Ode"),
]

APART = [
    ("[Ada Ode] and [Bo Lind] came.", ["Ada Ode", "Bo Lind"]),
    ("[Ada Ode] came. [Bo Ode] left.", ["Ada Ode", "Bo Ode"]),
    ("[Sam Ode Jr.] met [Sam Ode Sr.]", ["Sam Ode Jr.", "Sam Ode Sr."]),
    ("Mr. [Sam Ode] met Mrs. [Sam Ode Lind].", ["Sam Ode", "Sam Ode Lind"]),
    ("[Ada W. Ode] met [Ada K. Ode].", ["Ada W. Ode", "Ada K. Ode"]),
    ("Mr. [Bo Ode] sat. Mrs. [Ode] stood.", ["Bo Ode", "Ode"]),
]


@pytest.mark.parametrize(("marked", "name"), SAME)
def test_names_of_one_person(marked, name):
    assert set(named(marked)) == {name}


@pytest.mark.parametrize(("marked", "names"), APART)
def test_names_of_different_people(marked, names):
    assert named(marked) == names


def test_a_couple_shares_the_family_name():
    assert named("[Bo] and [Ada Ode] came. [Bo] spoke.")[:2] == ["Bo Ode", "Ada Ode"]
    assert named("[Bo and Ada Ode] came.") == ["Bo Ode", "Ada Ode"]


def test_a_couples_name_points_at_both_words():
    text, _, actors = actors_of("[Bo and Ada Ode] came.")
    spans = next(actor.name_spans for actor in actors if actor.name == "Bo Ode")
    assert [text[s.start : s.end] for s in spans] == ["Bo", "Ode"]


def test_a_bare_family_name_goes_to_the_one_named_near_it():
    far = "Nothing else of note happened there. " * 10
    marked = f"[Ada Ode] spoke. {far}[Bo Ode] sat. [Ode] left."
    assert named(marked)[-1] == "Bo Ode"


def test_a_bare_family_name_goes_to_the_one_who_is_mostly_meant():
    marked = "[Ada Ode] spoke. " * 6 + "[Bo Ode] was there with [Ada Ode]. [Ode] left."
    assert named(marked)[-1] == "Ada Ode"


def test_a_bare_family_name_stays_open_when_two_are_as_near():
    assert named("[Ada Ode] met [Bo Ode]. [Ode] left.")[-1] is None


def test_address_tells_two_of_one_family_apart():
    marked = "Mr. [Bo Ode] met Mrs. [Ada Ode]. Mrs. [Ode] left. Mr. [Ode] stayed."
    assert named(marked)[2:] == ["Ada Ode", "Bo Ode"]


def test_forms_tell_full_and_short_names_apart():
    _, mentions, actors = actors_of("[Ada Ode] came. [Ode] left.")
    assert [mention.form for mention in mentions] == [Form.NAME, Form.SHORT_NAME]
    assert actors[0].kind is ActorKind.PERSON
    assert len({mention.actor for mention in mentions}) == 1


def test_a_family_name_that_the_model_missed_is_found():
    text, mentions, _ = actors_of("[Ada Ode] came. Later Ode left the ode unread.")
    assert [text[m.span.start : m.span.end] for m in mentions] == ["Ada Ode", "Ode"]


def test_a_family_name_behind_a_word_that_is_no_given_name_is_left_alone():
    assert len(actors_of("[Ada Ode] came. Zzyv Ode left.")[1]) == 1


def test_a_given_name_before_a_known_family_name_makes_another_person():
    assert named("[Ada Ode] came. Bo Ode left.") == ["Ada Ode", "Bo Ode"]


def test_a_body_takes_in_the_initials_of_its_state():
    text, mentions, _ = actors_of("The U.S. {Court of Tolls} and the CEO {Port Board} met.")
    words = [text[m.span.start : m.span.end] for m in mentions]
    assert words == ["U.S. Court of Tolls", "Port Board"]


@pytest.mark.parametrize(
    ("marked", "count"),
    [
        ("{Federal court} rules on tolls.", 0),
        ("[Lawmaker] urges calm.", 0),
        ("[Mills] spoke. Mrs. [Mills] left.", 2),
        ("{Anti-Toll court} rules.", 1),
    ],
)
def test_what_only_begins_a_sentence_is_no_name(marked, count):
    assert len(actors_of(marked)[1]) == count


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("odeshenko", "odeshenka", True),
        ("odensky", "odenskyy", True),
        ("ode", "oda", False),
        ("linden", "landen", False),
        ("lindqvist", "lindqvists", True),
        ("moreno", "morena", True),
    ],
)
def test_spellings(first, second, same):
    assert is_spelling_of(first, second) is same


def test_a_thousand_names_take_no_time():
    import time

    marked = " ".join(f"[Ada{i} Ode{i % 40}] met [Ode{i % 40}]." for i in range(1000))
    start = time.process_time()
    _, mentions, _ = actors_of(marked)
    assert len(mentions) == 2000
    assert time.process_time() - start < 5
