"""The days that an EDTF date may mean, for sorting and for ranges; pure.

Extended Date/Time Format (ISO 8601-2), levels 0 to 2, years 0000 to 9999. Seasons without a
hemisphere are those of the northern one, a winter the one that begins in that year.
"""

import re
from calendar import isleap
from functools import lru_cache

FIRST_DAY, LAST_DAY = "0000-01-01", "9999-12-31"
"""What an open end of an interval is sorted as."""

Days = tuple[str, str]
"""The first and the last day that a date may mean, ISO 8601."""

_QUALIFIERS = str.maketrans("", "", "?~%")
_DATE = re.compile(
    r"([\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?(?:T\d\d(?::\d\d(?::\d\d)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)
_SPRING, _SUMMER, _AUTUMN, _WINTER = (3, 5), (6, 8), (9, 11), (12, 14)
_NORTH = (_SPRING, _SUMMER, _AUTUMN, _WINTER)
_SOUTH = (_AUTUMN, _WINTER, _SPRING, _SUMMER)
_QUARTERS = ((1, 3), (4, 6), (7, 9), (10, 12))
_QUADRIMESTERS, _SEMESTERS = ((1, 4), (5, 8), (9, 12)), ((1, 6), (7, 12))
# Sub-year groupings 21 to 41: first and last month, 13 and 14 being the next year's first two.
_GROUPINGS = dict(
    enumerate((*_NORTH, *_NORTH, *_SOUTH, *_QUARTERS, *_QUADRIMESTERS, *_SEMESTERS), 21)
)


@lru_cache(4096)
def days(edtf: str) -> Days | None:
    """The first and the last day that a date may mean; None when it is no date, or any.

    >>> days("2022-21"), days("203X"), days("2031-05-12/..")
    (('2022-03-01', '2022-05-31'), ('2030-01-01', '2039-12-31'), ('2031-05-12', '9999-12-31'))
    """
    text = edtf.translate(_QUALIFIERS)
    if text[:1] + text[-1:] in ("[]", "{}"):
        return _of_set(text[1:-1])
    return _of_interval(text) if "/" in text else _of_date(text)


def _of_set(text: str) -> Days | None:
    found = [_of_interval(part.replace("..", "/", 1)) for part in text.split(",")]
    known = [one for one in found if one is not None]
    if not known or len(known) < len(found):
        return None
    return min(first for first, _ in known), max(last for _, last in known)


def _of_interval(text: str) -> Days | None:
    begin, slash, end = text.partition("/")
    if not slash:
        return _of_date(text)
    first = (FIRST_DAY, FIRST_DAY) if begin in ("", "..") else _of_date(begin)
    last = (LAST_DAY, LAST_DAY) if end in ("", "..") else _of_date(end)
    if first is None or last is None or first[0] > last[1] or begin == end == "":
        return None
    return first[0], last[1]


def _of_date(text: str) -> Days | None:
    match = _DATE.fullmatch(text)
    if match is None or ("T" in text and match[3] is None) or match[1] == "XXXX":
        return None
    year, month, day = match.groups()
    years = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month and month.isdigit() and int(month) in _GROUPINGS:
        return None if day else _of_months(years, _GROUPINGS[int(month)])
    months = _fitting(month or "XX", 12)
    if not months:
        return None
    if day is None or day == "XX":
        return _of_months(years, (months[0], months[-1]))
    fitting = [[one for one in _fitting(day, 31) if one <= _length(years[1], m)] for m in months]
    possible = [(m, some) for m, some in zip(months, fitting, strict=True) if some]
    if not possible:
        return None
    (first_month, first_days), (last_month, last_days) = possible[0], possible[-1]
    return (
        _iso(years[0], first_month, first_days[0]),
        _iso(years[1], last_month, last_days[-1]),
    )


def _of_months(years: tuple[int, int], months: tuple[int, int]) -> Days:
    year, month = (years[1] + 1, months[1] - 12) if months[1] > 12 else (years[1], months[1])
    if year > 9999:
        return _iso(years[0], months[0], 1), LAST_DAY
    return _iso(years[0], months[0], 1), _iso(year, month, _length(year, month))


def _fitting(pattern: str, highest: int) -> list[int]:
    """The numbers from 1 that two digits, X being any, may stand for."""
    shape = re.compile(pattern.replace("X", r"\d"))
    return [number for number in range(1, highest + 1) if shape.fullmatch(f"{number:02}")]


def _length(year: int, month: int) -> int:
    return (31, 29 if isleap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"
