"""Stretches of days: what charts count in, and windows on time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_OPEN_BEGINNING, _OPEN_END = "0000-01-01", "9999-12-31"  # as the ledger has them
_EARLIEST, _LATEST = date(1, 1, 1), date(9999, 12, 30)


@dataclass(frozen=True, slots=True)
class Period:
    """Some days, counted.

    Attributes:
        first_day: ISO 8601.
        last_day: Of the same, itself one of the days.
        number: How many there are of what is counted.
    """

    first_day: str
    last_day: str
    number: int


def day(iso: str) -> date:
    """A day of the ledger, within what calendars know: an open end is their end.

    >>> day("0000-01-01"), day("2031-03-14")
    (datetime.date(1, 1, 1), datetime.date(2031, 3, 14))
    """
    if iso[:4] == "0000":
        return _EARLIEST
    return min(date.fromisoformat(iso[:10]), _LATEST)


def after(iso: str) -> str:
    """The day after, where a mark that fills the day ends."""
    return (day(iso) + timedelta(days=1)).isoformat()


def told(first_day: str, last_day: str) -> str:
    """A stretch of days as people say it, with no more than tells it.

    >>> told("2031-03-14", "2031-03-14"), told("2031-03-01", "2031-03-31")
    ('14 March 2031', 'March 2031')
    >>> told("2031-01-01", "2031-12-31"), told("2031-03-10", "2031-03-16")
    ('2031', '10 March 2031 to 16 March 2031')
    >>> told("0000-01-01", "2031-03-14")
    'until 14 March 2031'
    """
    if first_day == _OPEN_BEGINNING:
        return "at no time told" if last_day == _OPEN_END else f"until {_said(day(last_day))}"
    if last_day == _OPEN_END:
        return f"from {_said(day(first_day))}"
    first, last = day(first_day), day(last_day)
    if first == last:
        return _said(first)
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        if (first.month, last.month) == (1, 12):
            return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
        if (first.year, first.month) == (last.year, last.month):
            return f"{_MONTHS[first.month - 1]} {first.year}"
    return f"{_said(first)} to {_said(last)}"


def window(stretches: Sequence[tuple[str, str]], *, at_least_days: int = 1) -> tuple[str, str]:
    """From the first day of all to the day after the last, with room around when that is short."""
    first = min(day(first) for first, _ in stretches)
    last = max(day(last) for _, last in stretches) + timedelta(days=1)
    missing = max(0, at_least_days - (last - first).days)
    # What the calendar has no room for at one end goes to the other.
    before = min(missing // 2, (first - _EARLIEST).days)
    behind = min(missing - before, (_LATEST - last).days)
    before = min(missing - behind, (first - _EARLIEST).days)
    return (first - timedelta(days=before)).isoformat(), (last + timedelta(days=behind)).isoformat()


def _said(when: date) -> str:
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
