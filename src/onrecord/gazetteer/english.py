"""What English reports call places, to be added to every gazetteer.

Countries and divisions are the lexicon's; ``names.tsv`` has what it has not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.errors import GazetteerError
from onrecord.lexicon.tables import rows
from onrecord.lexicon.texts import lexicon_text
from onrecord.resolve.places.entries import How

NAMES = "names.tsv"
_HOW = {
    "name": How.NAME,
    "other": How.ALTERNATE,
    "short": How.SHORT,
    "demonym": How.DEMONYM,
}
# Longer forms in capitals are names or demonyms in a headline, not abbreviations.
_SHORT_CHARS = 4


@dataclass(frozen=True, slots=True)
class EnglishNames:
    """Names of a place.

    Attributes:
        names: The names; all ``how`` alike.
        how: How they name it.
        geonameid: The place, where it is a settlement or continent; None for the others.
        country: ISO 3166-1 alpha-2; empty where ``geonameid`` tells it.
        division: Name of the country's first-order division; empty for the country itself.
    """

    names: tuple[str, ...]
    how: How
    geonameid: int | None = None
    country: str = ""
    division: str = ""

    @property
    def is_no_settlement(self) -> bool:
        """Whether the names seldom mean the small settlements that go by them."""
        return self.geonameid is None and not self.country


@cache
def load_english_names() -> tuple[EnglishNames, ...]:
    """The names that come with the package.

    Raises:
        GazetteerError: A line of ``names.tsv`` cannot be read.
        LexiconError: A line of the lexicon cannot be read.
    """
    return (
        *_countries(lexicon_text("countries.tsv")),
        *_divisions(lexicon_text("divisions.tsv")),
        *parse_names((files("onrecord.gazetteer") / NAMES).read_text(encoding="utf-8")),
    )


def parse_names(text: str) -> Iterator[EnglishNames]:
    """What the text of ``names.tsv`` gives.

    Raises:
        GazetteerError: A line cannot be read; the message names it.
    """
    for line in rows(NAMES, text, least=3, most=3):
        place, how, names = line.cells
        if how not in _HOW or not (place == "-" or place.isdecimal()):
            raise GazetteerError(
                f"{NAMES}, line {line.number}: needs a GeoNames id or '-', and one of "
                f"{', '.join(_HOW)}"
            )
        geonameid = int(place) if place != "-" else None
        yield EnglishNames(tuple(names.split("|")), _HOW[how], geonameid)


def _countries(text: str) -> Iterator[EnglishNames]:
    for line in rows("countries.tsv", text, least=5, most=5):
        code, name, _, demonyms, others = line.cells
        yield from _of(code, "", name, demonyms, others)


def _divisions(text: str) -> Iterator[EnglishNames]:
    for line in rows("divisions.tsv", text, least=4, most=4):
        country, name, short, people = line.cells
        yield from _of(country, name, name, people, short)


def _of(country: str, division: str, name: str, people: str, others: str) -> Iterator[EnglishNames]:
    names = [name, *_parts(others)]
    short = tuple(one for one in names if _is_short(one))
    long = tuple(one for one in names if one not in short)
    for given, how in (
        (long, How.NAME),
        (short, How.SHORT),
        (tuple(_parts(people)), How.DEMONYM),
    ):
        if given:
            yield EnglishNames(given, how, None, country, division)


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|")] if cell != "-" else []


def _is_short(name: str) -> bool:
    """Whether a name only counts as it is written: "Ky.", "U.S.", "UAE"."""
    return name.endswith(".") or (name.isupper() and len(name) <= _SHORT_CHARS)
