"""Pronouns, nouns, forms of address and given names."""

import pytest

from onrecord.errors import LexiconError
from onrecord.lexicon.outlets import load_outlets
from onrecord.lexicon.people import (
    GIVEN_NAMES,
    PERSONS,
    PRONOUNS,
    Gender,
    load_people,
    parse_people,
)
from onrecord.lexicon.reference import load_reference_words
from onrecord.types import ActorKind

SMALL = {
    PRONOUNS: "subject\t3\tsingular\tmale\the",
    PERSONS: "male\tspokesman\ngroup\tpolice",
    GIVEN_NAMES: "male\tanton\nmostly-female\tkim",
}


@pytest.mark.parametrize(
    ("word", "lemma", "kind", "gender", "is_plural"),
    [
        ("spokesman", "spokesman", ActorKind.PERSON, Gender.MALE, False),
        ("Spokeswomen", "spokeswoman", ActorKind.PERSON, Gender.FEMALE, True),
        ("co-authors", "co-author", ActorKind.PERSON, None, True),
        ("non-lawyers", "lawyer", ActorKind.PERSON, None, True),
        ("agencies", "agency", ActorKind.ORGANISATION, None, True),
        ("people", "person", ActorKind.PERSON, None, True),
        ("police", "police", ActorKind.GROUP, None, True),
        ("poll", "poll", ActorKind.DOCUMENT, None, False),
        ("countries", "country", ActorKind.STATE, None, True),
    ],
)
def test_nouns(
    word: str, lemma: str, kind: ActorKind, gender: Gender | None, is_plural: bool
) -> None:
    assert load_people().noun(word) == (lemma, kind, gender, is_plural)


def test_an_unknown_word_is_no_noun() -> None:
    assert load_people().noun("greenly") is None


@pytest.mark.parametrize(
    ("given", "surely", "gender"),
    [
        ("Dmitry", True, Gender.MALE),
        ("Olena", True, Gender.FEMALE),
        ("Jean-Pierre", True, Gender.MALE),
        ("Andrés", True, Gender.MALE),
        ("Chris", True, None),
        ("Chris", False, Gender.MALE),
        ("Xqz", False, None),
    ],
)
def test_gender_of_a_given_name(given: str, surely: bool, gender: Gender | None) -> None:
    assert load_people().gender_of_name(given, surely=surely) is gender


def test_no_name_has_two_genders() -> None:
    people = load_people()
    assert not people.given.keys() & people.mostly.keys()
    assert len(people.given) > 20_000


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        (PERSONS, "robot\ttin", "no class of nouns"),
        (PERSONS, "person", "columns"),
        (PRONOUNS, "topic\t3\tsingular\tmale\the", "no Case"),
        (GIVEN_NAMES, "other\tkim", "no Gender"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(file: str, line: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message) as caught:
        parse_people({**SMALL, file: line})
    assert str(caught.value).startswith(f"{file}, line 1")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Reuters", True), ("the Vesk Times", True), ("Vesk", False), ("the crowd", False),
     ("times", False)],
)  # fmt: skip
def test_outlets(name: str, expected: bool) -> None:
    assert load_outlets().has(name) is expected


def test_reference_words_are_in_lower_case() -> None:
    sets = load_reference_words()
    assert all(word == word.lower() for words in sets.values() for word in words)
    assert "'s" in sets["possessive"]
