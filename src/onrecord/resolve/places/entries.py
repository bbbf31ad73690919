"""What a gazetteer holds, and what may be asked of one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol


class Kind(IntEnum):
    """What sort of place it is; the numbers stand in gazetteer files and never change."""

    COUNTRY = 1
    FIRST_ORDER = 2  # a state, province, region: the first division of a country
    SECOND_ORDER = 3  # a county, district, department
    CAPITAL = 4
    SETTLEMENT = 5
    LOWER_ORDER = 6  # a township, a municipality
    REGION = 7
    WATER = 8
    LAND = 9  # mountains, valleys, islands, forests
    FACILITY = 10
    CONTINENT = 11


class How(IntEnum):
    """How a name names a place; the numbers stand in gazetteer files and never change."""

    NAME = 0
    ALTERNATE = 1
    SHORT = 2  # "Ky.", "UK": only as it is written, with its capitals
    DEMONYM = 3  # "Kentuckians": those of the place


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of a gazetteer.

    Attributes:
        geonameid: GeoNames id.
        name: The gazetteer's name of it.
        latitude: Degrees north, WGS 84.
        longitude: Degrees east, WGS 84.
        country: ISO 3166-1 alpha-2; empty where it lies in none.
        first: GeoNames code of its first-order division, within the country ("KY", "08").
        second: GeoNames code of its second-order division, within the first.
        population: Inhabitants; 0 where it is not known.
        kind: What sort of place it is.
    """

    geonameid: int
    name: str
    latitude: float
    longitude: float
    country: str
    first: str
    second: str
    population: int
    kind: Kind

    def contains(self, other: "Entry") -> bool:
        """Whether the other place lies in this one, or is it, by the divisions of its country."""
        if self.geonameid == other.geonameid:
            return True
        if not self.country or self.country != other.country:
            return False
        if self.kind is Kind.COUNTRY:
            return True
        if self.kind is Kind.FIRST_ORDER:
            return self.first == other.first
        same = self.first == other.first and self.second == other.second
        return self.kind is Kind.SECOND_ORDER and bool(self.second) and same


@dataclass(frozen=True, slots=True)
class Match:
    """A place that goes by a name."""

    entry: Entry
    how: How


class Gazetteer(Protocol):
    """Where places are looked up by name."""

    @property
    def version(self) -> str:
        """Which data it holds."""
        ...

    def find(self, keys: Iterable[str]) -> Mapping[str, tuple[Match, ...]]:
        """The places that go by each key, the more prominent first; no entry for an unknown key.

        Args:
            keys: Names as ``fold_name`` makes them.
        """
        ...
