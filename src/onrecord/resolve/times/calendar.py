"""Calendar arithmetic: the date of publication, weeks, months, quarters, holidays."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_PUBLISHED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Published:
    """A date of publication, as precise as it is known; all None when it is not."""

    year: int | None = None
    month: int | None = None
    day: date | None = None


def parse_published(published: str | None) -> Published:
    """The date of publication; one that is malformed or impossible counts as none.

    The calendar day is the one written, in whatever time zone stands with it: that is the
    outlet's own day, which "today" in its report means.

    >>> parse_published("2031-05-04T23:10:00-05:00").day
    datetime.date(2031, 5, 4)
    >>> parse_published("2031-05"), parse_published("May 4")
    (Published(year=2031, month=5, day=None), Published(year=None, month=None, day=None))
    """
    match = _PUBLISHED.match((published or "").strip())
    if match is None or match[1] == "0000":
        return Published()
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        whole = date(year or 1, month or 1, day or 1)
    except ValueError:
        return Published()
    return Published(year, month, whole if day else None)


def iso_week(day: date) -> str:
    """The ISO week of a day, as TIMEX3 writes it.

    >>> iso_week(date(2031, 1, 1))
    '2031-W01'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def month_value(year: int, month: int, shift: int = 0) -> str:
    """A month so many months on.

    >>> month_value(2031, 1, -2)
    '2030-11'
    """
    months = year * 12 + month - 1 + shift
    return f"{months // 12:04}-{months % 12 + 1:02}"


def shift_days(day: date, days: int) -> date | None:
    """The day so many days on; None beyond the calendar's ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_months(day: date, months: int) -> date | None:
    """The same day of the month so many months on, or that month's last day."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def days_in_month(year: int, month: int) -> int:
    """How many days a month has.

    >>> days_in_month(2032, 2)
    29
    """
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - date(year, month, 1)).days


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, or None when the month does not have it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8).

    >>> easter(2031)
    datetime.date(2031, 4, 13)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    x = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + x + 90) // 25
    return date(year, month, (h - m + x + month + 19) % 32)


def holiday(rule: str, year: int) -> date:
    """The day of a holiday: ``12-25``, ``easter-2`` (days from it), or ``11-4x4``.

    ``11-4x4`` is November's fourth Thursday (weekdays count from Monday, 1); ``5-0x1`` is
    May's last Monday; ``11-1x1+1`` the day after November's first Monday.

    >>> holiday("11-4x4", 2031), holiday("5-0x1", 2031), holiday("easter-2", 2031)
    (datetime.date(2031, 11, 27), datetime.date(2031, 5, 26), datetime.date(2031, 4, 11))
    """
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:] or 0))
    month, _, rest = rule.partition("-")
    if "x" not in rest:
        return date(year, int(month), int(rest))
    rank, _, weekday = rest.partition("x")
    weekday, _, more = weekday.partition("+")
    if rank == "0":
        last = date(year, int(month), days_in_month(year, int(month)))
        return last - timedelta(days=(last.isoweekday() - int(weekday)) % 7)
    first = date(year, int(month), 1)
    days = (int(weekday) - first.isoweekday()) % 7 + 7 * (int(rank) - 1) + int(more or 0)
    return first + timedelta(days=days)
