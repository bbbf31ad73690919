"""Descriptions that are no names."""

import pytest

from onrecord.lexicon.titles import singular
from onrecord.resolve.actors.descriptions import describe
from onrecord.types import Span

# words, noun, plural, role, affiliation, country, number, tenure
DESCRIBED = [
    ("two Peruvian officials close to it", "official", True, None, None, "PE", "2", None),
    (
        "a spokesman for the Trade Board",
        "spokesman",
        False,
        "spokesman for the Trade Board",
        "Trade Board",
        None,
        None,
        None,
    ),
    ("The spokesman", "spokesman", False, "spokesman", None, None, None, None),
    ("the French foreign ministry", "ministry", False, None, None, "FR", None, None),
    (
        "at least a dozen former Ode News editors",
        "editor",
        True,
        None,
        "Ode News",
        None,
        "at least a dozen",
        "former",
    ),
    ("dozens of protesters", "protester", True, None, None, None, "dozens", None),
    ("12 witnesses", "witness", True, None, None, None, "12", None),
    ("Trade Board officials", "official", True, None, "Trade Board", None, None, None),
    (
        "the acting attorney general",
        "general",
        False,
        "attorney general",
        None,
        None,
        None,
        "acting",
    ),
    (
        "a senior White House official who asked not to be named",
        "official",
        False,
        None,
        "White House",
        "US",
        None,
        None,
    ),
    ("one of the mayor’s aides", "aide", False, "mayor’s aides", None, None, "1", None),
    ("some of her advisers", "adviser", True, None, None, None, "some", None),
    ("critics", "critic", True, None, None, None, None, None),
    ("police", "police", True, None, None, None, None, None),
    (
        "a fellow at the Ode Council on Trade who ran it",
        "fellow",
        False,
        "fellow at the Ode Council on Trade",
        "Ode Council on Trade",
        None,
        None,
        None,
    ),
    (
        "the president of the University of Ode",
        "president",
        False,
        "president of the University of Ode",
        "University of Ode",
        None,
        None,
        None,
    ),
    ("writer and activist", "activist", False, "writer and activist", None, None, None, None),
    ("the Ode administration", "administration", False, None, "Ode", None, None, None),
    ("Ukrainian officials", "official", True, None, None, "UA", None, None),
    (
        "an aide to the Peruvian president",
        "aide",
        False,
        "aide to the Peruvian president",
        None,
        "PE",
        None,
        None,
    ),
    (
        "the retired Chilean general",
        "general",
        False,
        "Chilean general",
        None,
        "CL",
        None,
        "former",
    ),
    ("his wife", "wife", False, "wife", None, None, None, None),
]


@pytest.mark.parametrize(
    ("words", "noun", "plural", "role", "affiliation", "country", "number", "tenure"),
    DESCRIBED,
    ids=[row[0] for row in DESCRIBED],
)
def test_descriptions(words, noun, plural, role, affiliation, country, number, tenure):
    found = describe(words, Span(0, len(words)))
    assert found is not None
    told = (found.role, found.affiliation, found.country, found.number, found.tenure)
    assert (found.noun, found.plural) == (noun, plural)
    assert tuple(t.value if t else None for t in told) == (
        role,
        affiliation,
        country,
        number,
        tenure,
    )


@pytest.mark.parametrize("words", ["He", "they", "Ada Ode", "", "which", "…"])
def test_no_description(words):
    assert describe(words, Span(0, len(words))) is None


def test_the_head_ends_before_a_relative_clause():
    words = "  “the two officials familiar with it, who asked"
    found = describe(words, Span(0, len(words)))
    assert words[found.head.start : found.head.end] == "two officials familiar with it"


def test_positions_count_in_the_whole_text():
    text = "Later a Peruvian aide to the mayor left."
    found = describe(text, Span(6, 34))
    [span] = found.country.spans
    assert text[span.start : span.end] == "Peruvian"
    assert text[found.head.start : found.head.end] == "Peruvian aide to the mayor"


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("officials", "official"),
        ("secretaries", "secretary"),
        ("spokesmen", "spokesman"),
        ("spokespeople", "spokesperson"),
        ("people", "person"),
        ("boss", "boss"),
        ("coaches", "coach"),
        ("analysis", "analysis"),
    ],
)
def test_singulars(word, one):
    assert singular(word) == one
