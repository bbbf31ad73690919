"""Values counted from the date of publication, as precise as that date is known."""

from datetime import date

from onrecord.resolve.times.calendar import (
    Published,
    iso_week,
    month_value,
    shift_days,
    shift_months,
)

_UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX",
            "Q": "XXXX-QX", "Y": "XXXX", "E": "XXX", "C": "XX"}  # fmt: skip
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}


def published_on(day: date) -> Published:
    """A whole day as something to count from."""
    return Published(day.year, day.month, day)


def shifted(published: Published, unit: str, by: int) -> str:
    """The unit (day, week, month …) that lies so many units from the one of publication.

    >>> from datetime import date
    >>> today = published_on(date(2031, 5, 4))
    >>> shifted(today, "W", -1), shifted(today, "Q", 1), shifted(Published(), "D", 0)
    ('2031-W17', '2031-Q3', 'XXXX-XX-XX')
    """
    if unit in ("D", "W", "WE", "2W"):
        return _shifted_days(published, unit, by)
    if published.year is None:
        return _UNKNOWN.get(unit, "XXXX")
    if unit == "Y":
        return f"{published.year + by:04}" if 0 < published.year + by <= 9999 else "XXXX"
    if unit == "E":
        return f"{published.year // 10 + by:03}"
    if unit == "C":
        return f"{published.year // 100 + by:02}"
    if published.month is None:
        return f"{published.year:04}-{'QX' if unit == 'Q' else 'XX'}" if not by else _UNKNOWN[unit]
    if unit == "Q":
        quarters = published.year * 4 + (published.month - 1) // 3 + by
        return f"{quarters // 4:04}-Q{quarters % 4 + 1}"
    return month_value(published.year, published.month, by)


def _shifted_days(published: Published, unit: str, by: int) -> str:
    if published.day is None:
        return _UNKNOWN.get(unit, "XXXX-WXX")
    day = shift_days(published.day, by * {"D": 1, "2W": 14}.get(unit, 7))
    if day is None:
        return _UNKNOWN.get(unit, "XXXX-WXX")
    if unit == "D":
        return day.isoformat()
    return iso_week(day) + ("-WE" if unit == "WE" else "")


def counted(published: Published, unit: str, by: int) -> str:
    """The date so many units away, as precise as the unit: "six weeks ago", "two years later".

    >>> from datetime import date
    >>> counted(published_on(date(2031, 5, 4)), "M", -2)
    '2031-03'
    """
    if unit in ("E", "C"):
        by *= 10 if unit == "E" else 100
        return shifted(published, "Y", by)
    if unit == "Q" or unit not in _MONTHS or published.day is None:
        return shifted(published, unit, by)
    day = shift_months(published.day, by * _MONTHS[unit])
    if day is None:
        return _UNKNOWN[unit]
    return day.isoformat()[: 4 if unit == "Y" else 7]
