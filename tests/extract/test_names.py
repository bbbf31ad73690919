"""The characters of a name among tagged words."""

import pytest

from onrecord.extract.names import read_name, trim_name
from onrecord.segment import find_words
from onrecord.types import Name, NameKind, Span


@pytest.mark.parametrize(
    ("tagged", "name"),
    [
        ("Ostia", "Ostia"),
        ("Ostia's", "Ostia"),
        ("Ostia’s", "Ostia"),
        ("Brasks’", "Brasks"),
        ("US-made", "US"),
        ("Ansel-based", "Ansel"),
        ("anti-Ostian", "Ostian"),
        ("pro-Brask-led", "Brask"),
        ("Franco-Ostian", "Franco-Ostian"),
        ("Al-Ostia", "Al-Ostia"),
        ("Anti-fraud Office", "Anti-fraud Office"),
        ("“Herald”", "Herald"),
        ("U.S.", "U.S."),
        ("(RDF", "RDF"),
        ("Ostia,", "Ostia"),
        ("O’Neil", "O’Neil"),
    ],
)
def test_what_is_no_part_of_a_name_is_left_out(tagged, name):
    text = f"then {tagged} came"
    span = trim_name(text, Span(5, 5 + len(tagged)))
    assert text[span.start : span.end] == name


@pytest.mark.parametrize("tagged", ["“", ",", "--", "’", "the defence ministry"])
def test_nothing_of_a_name_is_no_name(tagged):
    words = find_words(tagged)
    assert read_name(tagged, words, (0, len(words), NameKind.PERSON, 0.9)) is None


def test_a_name_spans_its_words():
    text = "Minister Ana Lesk said"
    name = read_name(text, find_words(text), (1, 3, NameKind.PERSON, 0.87654321))
    assert name == Name(Span(9, 17), NameKind.PERSON, 0.8765)
