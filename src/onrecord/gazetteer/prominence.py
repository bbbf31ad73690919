"""How prominent a place is, before any text is read: which candidates are looked at first."""

from math import log10

from onrecord.resolve.places.entries import How, Kind

_BONUS = {
    Kind.CONTINENT: 40,
    Kind.COUNTRY: 40,
    Kind.FIRST_ORDER: 30,
    Kind.CAPITAL: 20,
    Kind.SETTLEMENT: 10,
    Kind.SECOND_ORDER: 8,
}


def rank_of(kind: Kind, population: int, how: How) -> int:
    """The place's rank among those of its name: the less, the more prominent.

    >>> rank_of(Kind.COUNTRY, 5_000_000, How.NAME) < rank_of(Kind.SETTLEMENT, 900, How.NAME)
    True
    """
    by_size = round(10 * log10(population + 1))
    return 200 - by_size - _BONUS.get(kind, 0) + (15 if how is How.ALTERNATE else 0)
