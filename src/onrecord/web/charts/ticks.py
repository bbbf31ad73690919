"""Where an axis of time has its marks, and how it tells them."""

from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.web.charts.periods import day

_MOST = 7
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Marks on an axis of time.

    Attributes:
        days: ISO 8601, in order, at most seven.
        form: How to write them, for d3-time-format.
    """

    days: tuple[str, ...]
    form: str


def ticks(first_day: str, end: str) -> Ticks:
    """Marks at days, months or years, whichever are few enough.

    Args:
        first_day: Where the axis begins.
        end: The day after it ends.

    >>> ticks("2031-03-14", "2031-03-17")
    Ticks(days=('2031-03-14', '2031-03-15', '2031-03-16'), form='%-d %b %Y')
    >>> ticks("2029-11-06", "2032-02-03")
    Ticks(days=('2030-01-01', '2030-07-01', '2031-01-01', '2031-07-01', '2032-01-01'), form='%b %Y')
    """
    first, last = day(first_day), day(end) - timedelta(days=1)
    length = (last - first).days + 1
    if length <= _MOST * 10:
        step = -(-length // _MOST)
        days = [first + timedelta(days=step * number) for number in range(-(-length // step))]
        return Ticks(_iso(days), "%-d %b %Y")
    for step in _MONTH_STEPS:
        if len(months := _months(first, last, step)) <= _MOST:
            return Ticks(_iso(months), "%b %Y")
    for step in _YEAR_STEPS:
        years = [date(year, 1, 1) for year in range(first.year, last.year + 1) if year % step == 0]
        if len(years := [year for year in years if first <= year <= last]) <= _MOST:
            break
    return Ticks(_iso(years), "%Y")


def _months(first: date, last: date, step: int) -> list[date]:
    beginnings = (
        date(year, month, 1)
        for year in range(first.year, min(last.year, first.year + _MOST) + 1)
        for month in range(1, 13, step)
    )
    return [beginning for beginning in beginnings if first <= beginning <= last]


def _iso(days: list[date]) -> tuple[str, ...]:
    return tuple(one.isoformat() for one in days)
