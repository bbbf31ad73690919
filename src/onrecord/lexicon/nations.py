"""Countries by the words a report has for them, from ``countries.tsv`` and its companions."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.errors import LexiconError
from onrecord.lexicon.tables import Line, rows
from onrecord.lexicon.texts import lexicon_texts
from onrecord.segment import find_words

COUNTRIES = "countries.tsv"
DIVISIONS = "divisions.tsv"
SEATS = "seats.tsv"
BODIES = "bodies.tsv"

_ACRONYM_CHARS = 6
_CODE = re.compile(r"!?[A-Z]{2}")


class Sense(StrEnum):
    """What a word of a country is."""

    COUNTRY = "country"
    CAPITAL = "capital"
    DEMONYM = "demonym"
    DIVISION = "division"
    DEMONYM_OF_DIVISION = "demonym of a division"
    SEAT = "seat"
    BODY = "body"


class Meaning(NamedTuple):
    """One reading of words.

    Attributes:
        sense: What they are.
        countries: Codes they may tell; several stay open until the report settles them.
        name: Common name of the country, the division or the seat.
        sure: They tell their country without any other mention of it.
        capitals: They only count in capitals ("US").
    """

    sense: Sense
    countries: tuple[str, ...]
    name: str
    sure: bool
    capitals: bool


@dataclass(frozen=True, slots=True)
class Nations:
    """All that the files say.

    Attributes:
        names: By ISO 3166-1 alpha-2 code, the common name.
        index: By first word folded, the other words folded and the meaning, the longest first.
        marks: Short forms of divisions, lower case without stops, to country ("wis" → US).
    """

    names: Mapping[str, str]
    index: Mapping[str, tuple[tuple[tuple[str, ...], Meaning], ...]]
    marks: Mapping[str, str]


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """A word for looking up: lower case, no accents, full stops or curly apostrophes.

    >>> fold("Élysée"), fold("U.S."), fold("N’Djamena")
    ('elysee', 'us', "n'djamena")
    """
    if not word.isascii():
        parts = unicodedata.normalize("NFKD", word.replace("\u2019", "'"))
        word = "".join(char for char in parts if not unicodedata.combining(char))
    return word.replace(".", "").casefold()


def folded_words(words: str) -> tuple[str, ...]:
    """The words of a name folded, full stops left out.

    >>> folded_words("St. John’s")
    ('st', 'john', "'s")
    """
    return tuple(key for word in find_words(words) if (key := fold(word.text)))


@cache
def load_nations() -> Nations:
    """The nations that come with the package, read once.

    Raises:
        LexiconError: A line of a file cannot be read; the message names both.
    """
    return parse_nations(lexicon_texts())


def parse_nations(texts: Mapping[str, str]) -> Nations:
    """The nations that the texts of the files say, by file name.

    Raises:
        LexiconError: A file is missing, or a line of one cannot be read.
    """
    for file in (COUNTRIES, DIVISIONS, SEATS, BODIES):
        if file not in texts:
            raise LexiconError(f"{file}: the file is missing; install onrecord again")
    names = {
        line.cells[0]: line.cells[1] for line in rows(COUNTRIES, texts[COUNTRIES], least=5, most=5)
    }
    marks: dict[str, str] = {}
    for line in rows(DIVISIONS, texts[DIVISIONS], least=4, most=4):
        for short in _cell(line.cells[2]):
            # A short form of two countries' divisions ("WA") goes to the later line.
            marks[fold(short).replace(" ", "")] = line.cells[0]
    return Nations(names, _index(_entries(texts, names)), marks)


class _Entry(NamedTuple):
    words: str
    meaning: Meaning


def _entries(texts: Mapping[str, str], names: Mapping[str, str]) -> Iterator[_Entry]:
    for line in rows(COUNTRIES, texts[COUNTRIES], least=5, most=5):
        code, name, capitals, demonyms, others = line.cells
        for words in (name, *_cell(others)):
            yield _entry(line, words, Sense.COUNTRY, code, name)
        for words in _cell(capitals):
            yield _entry(line, words, Sense.CAPITAL, code, name)
        for words in _cell(demonyms):
            yield _entry(line, words, Sense.DEMONYM, code, name)
    for line in rows(DIVISIONS, texts[DIVISIONS], least=4, most=4):
        code, name, _, people = line.cells
        yield _entry(line, name, Sense.DIVISION, code, name)
        for words in _cell(people):
            yield _entry(line, words, Sense.DEMONYM_OF_DIVISION, code, name)
    for line in rows(SEATS, texts[SEATS], least=3, most=3):
        spellings = _cell(line.cells[0])
        for words in spellings:
            yield _entry(line, words, Sense.SEAT, line.cells[1], spellings[0])
    for line in rows(BODIES, texts[BODIES], least=2, most=2):
        for words in _cell(line.cells[0]):
            yield _entry(line, words, Sense.BODY, line.cells[1], words)


def _entry(line: Line, words: str, sense: Sense, codes: str, name: str) -> _Entry:
    countries = () if codes == "-" else tuple(codes.split())
    for code in countries:
        if not _CODE.fullmatch(code):
            raise line.error(f"{code!r} is no country code; write two capitals, or '-' for none")
    sure = codes.startswith("!") or (sense is not Sense.BODY and len(countries) == 1)
    bare = tuple(code.lstrip("!") for code in countries)
    shown = name.removeprefix("the ") if sense is Sense.SEAT else name
    capitals = words.replace(".", "").isupper() and len(words.replace(".", "")) <= _ACRONYM_CHARS
    return _Entry(words, Meaning(sense, bare, shown, sure, capitals))


def _index(
    entries: Iterator[_Entry],
) -> dict[str, tuple[tuple[tuple[str, ...], Meaning], ...]]:
    by_words: dict[tuple[str, ...], Meaning] = {}
    for words, meaning in entries:
        key = folded_words(words.removeprefix("the "))
        by_words[key] = _joined(by_words[key], meaning) if key in by_words else meaning
    index: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
    for key, meaning in by_words.items():
        index.setdefault(key[0], []).append((key[1:], meaning))
    return {
        first: tuple(sorted(rest, key=lambda entry: (-len(entry[0]), entry[0])))
        for first, rest in index.items()
    }


def _joined(first: Meaning, second: Meaning) -> Meaning:
    """Two readings of the same words: the first one's sense, the countries of both."""
    countries = tuple(dict.fromkeys(first.countries + second.countries))
    sure = first.sure and second.sure and len(countries) == 1
    return first._replace(countries=countries, sure=sure)


def _cell(cell: str) -> tuple[str, ...]:
    return () if cell == "-" else tuple(part.strip() for part in cell.split("|"))
