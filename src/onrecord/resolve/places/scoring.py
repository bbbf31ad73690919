"""Weighs the places that each name of a report may mean, all names of the report together.

What a name means depends on what the others mean, so the weighing is done in rounds: each takes
the last one's chances as what the other names mean. The first takes none, only each place's own
prominence. A candidate's chance is a softmax over its name's candidates and one more, "none of
them", of a weighted sum of the features below.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.resolve.places.entries import Entry, How, Kind
from onrecord.resolve.places.toponyms import Reading, Toponym
from onrecord.resolve.places.weights import FEATURES, NONE, WEIGHTS

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

ROUNDS = 3
_COLUMN = {name: number for number, name in enumerate(FEATURES)}
_EARTH_KM = 6371.0
# The names whose likely places tell most are enough to tell what is near.
_MOST_ANCHORS = 64
_LEAST_ANCHOR = 0.05
_SCALES_KM = (30.0, 150.0, 700.0)
# A country's or a state's middle is near to nothing in it.
_WIDE = (Kind.COUNTRY, Kind.CONTINENT, Kind.FIRST_ORDER)
# Where English is the language of most newspapers: small places that reports in English write of
# without telling where they are lie there more often than elsewhere.
_ENGLISH = frozenset(("AU", "CA", "GB", "IE", "NZ", "US"))


@dataclass(frozen=True, slots=True)
class Home:
    """What is known of where an outlet is at home.

    Attributes:
        country: ISO 3166-1 alpha-2, from its address's last part; empty where that tells nothing.
        places: The places that the words of its name may mean.
    """

    country: str = ""
    places: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """All candidates of all toponyms of a report, one a row, a toponym's in a block.

    Attributes:
        entries: The places.
        owner: By row its toponym's number.
        starts: By toponym its first row.
        weight: By row how much its toponym counts as context.
        at: Unit vectors from the middle of the Earth; shape (rows, 3).
        country: Numbers of countries; 0 is none.
        first: Numbers of first-order divisions; 0 is none.
        second: Numbers of second-order divisions; 0 is none.
        kind: ``Kind`` numbers.
        alike: By row the number of its toponym's key, the same for both senses of a name.
        fixed: Features that no other name changes; shape (rows, features).
        pairs: Toponyms that stand in the text as lying in others, as in ``Reading.within``.
    """

    entries: tuple[Entry, ...]
    owner: Ints
    starts: Ints
    weight: Floats
    at: Floats
    country: Ints
    first: Ints
    second: Ints
    kind: Ints
    alike: Ints
    fixed: Floats
    pairs: tuple[tuple[int, int], ...]


def weigh(reading: Reading, home: Home, weights: Floats | None = None) -> tuple[Table, Floats]:
    """The candidates and the chance of each.

    Args:
        reading: The toponyms; each has a candidate at least.
        home: What is known of the outlet.
        weights: Others than the tuned ones, in the order of ``FEATURES``, "none" last.
    """
    table = make_table(reading, home)
    if weights is None:
        weights = np.array([*WEIGHTS.values(), NONE])
    features = table.fixed
    chances = softmax(table, features @ weights[:-1], weights[-1])
    for _ in range(ROUNDS - 1):
        features = table.fixed + context(table, chances)
        chances = softmax(table, features @ weights[:-1], weights[-1])
    return table, chances


def softmax(table: Table, scores: Floats, none: float) -> Floats:
    """Chances within each toponym's block; they leave some for "none of them"."""
    top = np.maximum(np.maximum.reduceat(scores, table.starts), none)
    powers = np.exp(scores - top[table.owner])
    sums = np.add.reduceat(powers, table.starts) + np.exp(none - top)
    chances: Floats = powers / sums[table.owner]
    return chances


def make_table(reading: Reading, home: Home) -> Table:
    """The table of a reading's candidates."""
    toponyms = reading.toponyms
    rows = [(number, one) for number, top in enumerate(toponyms) for one in top.candidates]
    entries = tuple(one.entry for _, one in rows)
    owner = np.array([number for number, _ in rows], np.intp)
    keys = _numbers([top.key for top in toponyms])
    counts = np.array([1.0 + np.log(top.count) for top in toponyms])
    sizes = [len(top.candidates) for top in toponyms]
    return Table(
        entries=entries,
        owner=owner,
        starts=np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.intp),
        weight=counts[owner],
        at=_vectors(entries),
        country=_numbers([entry.country for entry in entries]),
        first=_numbers([entry.first and f"{entry.country}.{entry.first}" for entry in entries]),
        second=_numbers(
            [entry.second and f"{entry.country}.{entry.first}.{entry.second}" for entry in entries]
        ),
        kind=np.array([entry.kind for entry in entries], np.intp),
        alike=keys[owner],
        fixed=_fixed(toponyms, entries, home),
        pairs=tuple(sorted(reading.within)),
    )


def _numbers(codes: Sequence[str]) -> Ints:
    """Numbers for codes, the same for the same; 0 for the empty one."""
    known = {"": 0}
    return np.array([known.setdefault(code, len(known)) for code in codes], np.intp)


def _vectors(entries: Sequence[Entry]) -> Floats:
    angles = np.radians([(entry.latitude, entry.longitude) for entry in entries]).reshape(-1, 2)
    north, east = angles[:, 0], angles[:, 1]
    vectors: Floats = np.stack(
        [np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=1
    )
    return vectors


def _fixed(toponyms: Sequence[Toponym], entries: Sequence[Entry], home: Home) -> Floats:
    fixed = np.zeros((len(entries), len(FEATURES)))
    column = _COLUMN
    fixed[:, column["population"]] = np.log10([1 + e.population for e in entries]) / 7
    for row, entry in enumerate(entries):
        if entry.kind is not Kind.SETTLEMENT:
            fixed[row, column[entry.kind.name.lower()]] = 1.0
    found = [(top, one) for top in toponyms for one in top.candidates]
    fixed[:, column["alternate"]] = [one.how is How.ALTERNATE for _, one in found]
    fixed[:, column["cut"]] = [min(one.cut, 3) for _, one in found]
    fixed[:, column["holds"]] = [
        top.holds and one.entry.kind in (Kind.COUNTRY, Kind.FIRST_ORDER, Kind.SECOND_ORDER)
        for top, one in found
    ]
    fixed[:, column["home_country"]] = [
        bool(home.country) and entry.country == home.country for entry in entries
    ]
    english = np.array([entry.country in _ENGLISH for entry in entries])
    fixed[:, column["english"]] = english
    homes = {entry.geonameid for entry in home.places}
    fixed[:, column["home_english"]] = [
        is_english and entry.geonameid in homes
        for is_english, entry in zip(english, entries, strict=True)
    ]
    if home.places:
        near = _kernel(_vectors(entries) @ _vectors(home.places).T, 150.0)
        fixed[:, column["home_near"]] = near.max(axis=1)
        divisions = {(e.country, e.first) for e in home.places if e.first}
        fixed[:, column["home_division"]] = [(e.country, e.first) in divisions for e in entries]
    return fixed


def _kernel(cosines: Floats, scale_km: float) -> Floats:
    near: Floats = np.exp(-_EARTH_KM / scale_km * np.arccos(np.clip(cosines, -1.0, 1.0)))
    return near


def context(table: Table, chances: Floats) -> Floats:
    """Features that come from what the other names mean; shape (rows, features)."""
    found = np.zeros_like(table.fixed)
    column = _COLUMN
    mass = chances * table.weight
    everything = mass.sum()
    for name, codes in (("country", table.country), ("first_order", table.first)):
        others = _of_others(table, codes, mass)
        found[:, column[f"share_{name}"]] = others / max(everything, 1e-9)
    for name, codes, kind in (
        ("country", table.country, Kind.COUNTRY),
        ("first_order", table.first, Kind.FIRST_ORDER),
        ("second_order", table.second, Kind.SECOND_ORDER),
    ):
        others = _of_others(table, codes, np.where(table.kind == kind, chances, 0.0))
        found[:, column[f"named_{name}"]] = np.minimum(others, 1.0)
    for name, values in zip(("near", "around", "far_around"), _nearness(table, mass), strict=True):
        found[:, column[name]] = values
    found[:, column["lies_in"]], found[:, column["holds_it"]] = _containment(table, chances)
    return found


def _of_others(table: Table, codes: Ints, mass: Floats) -> Floats:
    """By row the mass on its code, its own name's left out; 0 where it has no code."""
    size = int(codes.max(initial=0)) + 1
    total = np.bincount(codes, mass, size)
    pair = table.alike * size + codes
    own = np.bincount(pair, mass)
    others: Floats = np.where(codes > 0, total[codes] - own[pair], 0.0)
    return np.maximum(others, 0.0)


def _nearness(table: Table, mass: Floats) -> list[Floats]:
    """By row and scale how much of the other names' mass is near, as a logarithm."""
    likely = (mass >= _LEAST_ANCHOR) & ~np.isin(table.kind, _WIDE)
    anchors = np.flatnonzero(likely)
    anchors = anchors[np.argsort(-mass[anchors], kind="stable")][:_MOST_ANCHORS]
    if not len(anchors):
        return [np.zeros(len(mass)) for _ in _SCALES_KM]
    cosines = table.at @ table.at[anchors].T
    other = (table.alike[:, None] != table.alike[anchors][None, :]) * mass[anchors][None, :]
    wide = np.isin(table.kind, _WIDE)
    return [
        np.where(wide, 0.0, np.log1p((_kernel(cosines, scale) * other).sum(axis=1)))
        for scale in _SCALES_KM
    ]


def _containment(table: Table, chances: Floats) -> tuple[Floats, Floats]:
    """By row the chance that it lies where the text says, and that it holds what the text says."""
    inside, holding = np.zeros(len(chances)), np.zeros(len(chances))
    ends = np.append(table.starts[1:], len(chances))
    for inner, outer in table.pairs:
        for one in range(table.starts[inner], ends[inner]):
            for other in range(table.starts[outer], ends[outer]):
                if table.entries[other].contains(table.entries[one]):
                    inside[one] = max(inside[one], chances[other])
                    holding[other] = max(holding[other], chances[one])
    return inside, holding
