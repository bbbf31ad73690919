"""Words for those who speak: pronouns, nouns with what they stand for, forms of address, names."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from onrecord.lexicon.tables import Line, rows
from onrecord.lexicon.texts import lexicon_texts
from onrecord.types import ActorKind

PRONOUNS = "pronouns.tsv"
PERSONS = "persons.tsv"
GIVEN_NAMES = "given-names.tsv"

_KINDS = {
    "person": ActorKind.PERSON,
    "male": ActorKind.PERSON,
    "female": ActorKind.PERSON,
    "organisation": ActorKind.ORGANISATION,
    "group": ActorKind.GROUP,
    "document": ActorKind.DOCUMENT,
}
_PLURALS = {
    "person": "people",
    "child": "children",
    "grandchild": "grandchildren",
    "wife": "wives",
    "ex-wife": "ex-wives",
    "media": "media",
}


class Gender(StrEnum):
    """What a pronoun, a noun or a name says about who is meant."""

    MALE = "male"
    FEMALE = "female"
    THING = "thing"


class Case(StrEnum):
    """What a pronoun can be to its verb."""

    SUBJECT = "subject"
    OBJECT = "object"
    POSSESSIVE = "possessive"
    REFLEXIVE = "reflexive"
    RELATIVE = "relative"


class Number(StrEnum):
    """One, several, or either."""

    SINGULAR = "singular"
    PLURAL = "plural"
    ANY = "any"


class Pronoun(NamedTuple):
    """A row of ``pronouns.tsv``; ``gender`` is None where it can be any."""

    case: Case
    person: int
    number: Number
    gender: Gender | None


class Noun(NamedTuple):
    """What a noun stands for; ``lemma`` is its singular."""

    lemma: str
    kind: ActorKind
    gender: Gender | None
    is_plural: bool


@dataclass(frozen=True, slots=True)
class People:
    """The three files, ready for looking up; every key is in lower case.

    Attributes:
        pronouns: By word.
        nouns: By singular and by plural.
        addresses: Forms of address, without a full stop, with the gender they tell.
        given: Given names, without accents, with the gender they go with.
        mostly: The same for those that less than 95 of 100 of one gender bear.
        same: By noun, the nouns that may stand for the same person.
    """

    pronouns: Mapping[str, Pronoun]
    nouns: Mapping[str, Noun]
    addresses: Mapping[str, Gender | None]
    given: Mapping[str, Gender]
    mostly: Mapping[str, Gender]
    same: Mapping[str, frozenset[str]]

    def noun(self, word: str) -> Noun | None:
        """The noun that a word is a form of; compounds go by their last part.

        >>> load_people().noun("Spokeswomen")
        Noun(lemma='spokeswoman', kind=<ActorKind.PERSON: 'person'>, \
gender=<Gender.FEMALE: 'female'>, is_plural=True)
        """
        lower = word.lower()
        found = self.nouns.get(lower)
        if found is None and "-" in lower:
            found = self.nouns.get(lower.rpartition("-")[2])
            if found is None and lower.endswith("-year-old") and lower[0].isdigit():
                found = self.nouns.get("year-old")
        return found

    def gender_of_name(self, given: str, *, surely: bool = True) -> Gender | None:
        """The gender that a given name goes with; a double name goes by its first part.

        Args:
            given: The name.
            surely: Only names that 95 of 100 people of one gender bear, else 75 of 100.
        """
        plain = _without_accents(given.lower())
        for name in (plain, plain.partition("-")[0]):
            gender = self.given.get(name) or (None if surely else self.mostly.get(name))
            if gender is not None:
                return gender
        return None


@cache
def load_people() -> People:
    """The words that come with the package, read once.

    Raises:
        LexiconError: A line of a file cannot be read; the message names both.
    """
    return parse_people(lexicon_texts())


def parse_people(texts: Mapping[str, str]) -> People:
    """The words that the texts of the three files say, by file name.

    Raises:
        LexiconError: A line of one cannot be read.
    """
    nouns: dict[str, Noun] = {}
    addresses: dict[str, Gender | None] = {}
    same: dict[str, set[str]] = {}
    for line in rows(PERSONS, texts[PERSONS], least=2, most=2):
        name, words = line.cells[0], line.cells[1].split()
        if name == "same":
            _join(same, words)
        elif name == "state":
            for word in words:
                _put(nouns, Noun(word, ActorKind.STATE, None, False))
        elif name.startswith("address"):
            addresses |= dict.fromkeys(words, _gender(name.removeprefix("address").strip("-")))
        else:
            for word in words:
                _put(nouns, _noun(line, word, name))
    given = _given(rows(GIVEN_NAMES, texts[GIVEN_NAMES], least=2, most=2))
    return People(
        pronouns=_pronouns(rows(PRONOUNS, texts[PRONOUNS], least=5, most=5)),
        nouns=nouns,
        addresses=addresses,
        given=given[""],
        mostly=given["mostly-"],
        same={word: frozenset(words) for word, words in same.items()},
    )


def _noun(line: Line, word: str, name: str) -> Noun:
    if name not in _KINDS:
        raise line.error(f"{name!r} is no class of nouns; use one of {', '.join(_KINDS)}")
    return Noun(word, _KINDS[name], _gender(name), False)


def _put(nouns: dict[str, Noun], noun: Noun) -> None:
    """Add both numbers of a noun; the files' first row for a word holds."""
    is_mass = noun.kind is ActorKind.GROUP
    nouns.setdefault(noun.lemma, noun._replace(is_plural=is_mass))
    nouns.setdefault(_plural(noun.lemma), noun._replace(is_plural=True))


def _gender(name: str) -> Gender | None:
    return {"male": Gender.MALE, "female": Gender.FEMALE, "thing": Gender.THING}.get(name)


def _join(same: dict[str, set[str]], words: list[str]) -> None:
    for word in words:
        same.setdefault(word, set()).update(words)


def _pronouns(lines: Iterable[Line]) -> dict[str, Pronoun]:
    found: dict[str, Pronoun] = {}
    for line in lines:
        case, person, number, gender, words = line.cells
        pronoun = Pronoun(
            line.member(Case, case), int(person), line.member(Number, number), _gender(gender)
        )
        found |= dict.fromkeys(words.split(), pronoun)
    return found


def _given(lines: Iterable[Line]) -> dict[str, dict[str, Gender]]:
    """Given names by how certain their gender is: "" or "mostly-"."""
    found: dict[str, dict[str, Gender]] = {"": {}, "mostly-": {}}
    for line in lines:
        gender = line.member(Gender, line.cells[0].removeprefix("mostly-"))
        how = "mostly-" if line.cells[0].startswith("mostly-") else ""
        found[how] |= dict.fromkeys(line.cells[1].split(), gender)
    return found


def _plural(word: str) -> str:
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("man"):
        return word[:-2] + "en"
    if word.endswith("y") and word[-2] not in "aeou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFD", word)
    return "".join(part for part in parts if not unicodedata.combining(part))
