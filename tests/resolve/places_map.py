"""A small gazetteer of invented places, in memory."""

from collections.abc import Iterable, Mapping

from onrecord.resolve.places import Entry, How, Kind, Match
from onrecord.resolve.places.folding import fold_name

# name(s), latitude, longitude, country, first, second, population, kind
PLACES = (
    ("Kestria", 50.0, 10.0, "KX", "", "", 9_000_000, Kind.COUNTRY),
    ("Dravany", 20.0, 80.0, "DV", "", "", 30_000_000, Kind.COUNTRY),
    ("Upper Marune|Marune", 51.0, 11.0, "KX", "UM", "", 800_000, Kind.FIRST_ORDER),
    ("Oresk", 48.0, 9.0, "KX", "OR", "", 700_000, Kind.FIRST_ORDER),
    ("Tolva", 51.2, 11.2, "KX", "UM", "1", 40_000, Kind.SETTLEMENT),
    ("Tolva", 21.0, 81.0, "DV", "A", "", 900_000, Kind.SETTLEMENT),
    ("Tolva", 48.1, 9.1, "KX", "OR", "", 600, Kind.SETTLEMENT),
    ("Brissel", 51.3, 11.0, "KX", "UM", "1", 9_000, Kind.SETTLEMENT),
    ("Hamm|Sankt Hamm", 51.1, 11.3, "KX", "UM", "1", 3_000, Kind.SETTLEMENT),
    ("Pral", 20.5, 80.5, "DV", "A", "", 5_000_000, Kind.CAPITAL),
    ("Qyv|Kiv|Qiev", 49.0, 10.5, "KX", "OR", "", 2_000_000, Kind.CAPITAL),
    ("Łódka", 48.3, 9.2, "KX", "OR", "", 60_000, Kind.SETTLEMENT),
    ("Tolva Airport", 21.1, 81.1, "DV", "A", "", 0, Kind.FACILITY),
    ("Nice", 43.7, 7.2, "KX", "OR", "", 300_000, Kind.SETTLEMENT),
)
SHORT = {"U.M.": "Upper Marune", "KX": "Kestria"}
DEMONYMS = {"Kestrian": "Kestria"}


class MapOfPlaces:
    """As many as ``PLACES``."""

    version = "invented"

    def __init__(self, places: Iterable[tuple] = PLACES) -> None:
        self.matches: dict[str, list[Match]] = {}
        for number, (names, *rest) in enumerate(places, 1):
            name, *others = names.split("|")
            entry = Entry(number, name, *rest)
            self._add(name, Match(entry, How.NAME))
            for other in others:
                self._add(other, Match(entry, How.ALTERNATE))
            for given, how in ((SHORT, How.SHORT), (DEMONYMS, How.DEMONYM)):
                for key, value in given.items():
                    if value == name:
                        self._add(key, Match(entry, how))

    def _add(self, name: str, match: Match) -> None:
        self.matches.setdefault(fold_name(name), []).append(match)

    def find(self, keys: Iterable[str]) -> Mapping[str, tuple[Match, ...]]:
        return {key: tuple(self.matches[key]) for key in keys if key in self.matches}
