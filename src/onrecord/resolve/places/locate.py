"""Place names → which place on Earth each means."""

from collections.abc import Sequence

import numpy as np

from onrecord.resolve.places.entries import Entry, Gazetteer
from onrecord.resolve.places.folding import fold_name, trim_name
from onrecord.resolve.places.homes import find_home
from onrecord.resolve.places.scoring import Floats, Table, weigh
from onrecord.resolve.places.toponyms import Reading, read_toponyms
from onrecord.types import Name, NameKind, Place, Span, make_id

# Below it the place is not told. On the part of LGL that is tuned on, 55 % of the places with a
# score between 0.35 and 0.45 are right, and 30 % of those between 0.15 and 0.25.
LEAST_SCORE = 0.4
# Places of one name this near to each other are one for a reader: a city and its county.
_ONE_PLACE_COSINE = float(np.cos(50 / 6371))


def locate(
    text: str,
    names: Sequence[Name],
    *,
    edition: str,
    gazetteer: Gazetteer,
    outlet: str | None = None,
    url: str | None = None,
    least: float = LEAST_SCORE,
    peoples: bool = False,
) -> tuple[Place, ...]:
    """The places that names of a report mean: one for each name of a place, in order.

    A name means the same wherever it stands in a report (but for "Tolva, New York" beside
    "New York"). Names of peoples count as evidence and are no places.

    Args:
        text: The report's text.
        names: Names in it.
        edition: Id of the report's edition.
        gazetteer: Where places are looked up.
        outlet: Who published it.
        url: Its address.
        least: Least score at which a place is told; below it only the score is.
        peoples: Take a people that a name of a place turns out to be ("Russian") for its place,
            as LGL and TR-News do, instead of leaving it out.
    """
    reading = read_toponyms(text, names, gazetteer)
    chosen = _choose(reading, gazetteer, outlet, url) if reading.toponyms else []
    places = []
    for name, number in zip(names, reading.of_name, strict=True):
        if number is None:
            if name.kind is NameKind.PLACE:
                places.append(_place(text, _trimmed(text, name.span, None), edition, None, 0.0))
        elif peoples or not reading.toponyms[number].is_people:
            entry, score = chosen[number]
            span = _trimmed(text, name.span, entry)
            places.append(_place(text, span, edition, entry if score >= least else None, score))
    return tuple(sorted(places, key=lambda place: place.span))


def _choose(
    reading: Reading, gazetteer: Gazetteer, outlet: str | None, url: str | None
) -> list[tuple[Entry, float]]:
    """By toponym its likeliest place and the chance of that."""
    table, chances = weigh(reading, find_home(outlet, url, gazetteer))
    ends = [*table.starts[1:], len(chances)]
    return [
        _best(table, chances, start, end) for start, end in zip(table.starts, ends, strict=True)
    ]


def _best(table: Table, chances: Floats, start: int, end: int) -> tuple[Entry, float]:
    block = chances[start:end]
    best = int(block.argmax())
    near = table.at[start:end] @ table.at[start + best] >= _ONE_PLACE_COSINE
    return table.entries[start + best], min(1.0, float(block[near].sum()))


def _trimmed(text: str, span: Span, entry: Entry | None) -> Span:
    """The name without article, possessive and what else the model may have taken along."""
    words = text[span.start : span.end]
    if entry and fold_name(entry.name) == fold_name(words):  # "St. John's" ends like a possessive
        return span
    trimmed = trim_name(words)
    start = text.find(trimmed, span.start, span.end) if trimmed else -1
    return Span(start, start + len(trimmed)) if start >= 0 else span


def _place(text: str, span: Span, edition: str, entry: Entry | None, score: float) -> Place:
    return Place(
        id=make_id("place", edition, span.start, span.end),
        span=span,
        text=text[span.start : span.end],
        geonameid=entry.geonameid if entry else None,
        name=entry.name if entry else None,
        country=(entry.country or None) if entry else None,
        latitude=entry.latitude if entry else None,
        longitude=entry.longitude if entry else None,
        score=round(score, 4),
    )
