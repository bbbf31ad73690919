"""From a TIMEX3 value to EDTF (ISO 8601-2:2019), with the precision that the value has."""

import re
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?$")
_MONTH = re.compile(r"\d{4}-\d\d$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)$")
# Sub-year groupings of ISO 8601-2:2019, 4.8: seasons 21-24, quarters 33-36, semesters 40-41.
_PARTS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24,
          "Q1": 33, "Q2": 34, "Q3": 35, "Q4": 36, "H1": 40, "H2": 41}  # fmt: skip


def edtf_of(value: str | None, *, is_rough: bool = False) -> str | None:
    """The EDTF date of a TIMEX3 value; None for what is no date or stays relative.

    EDTF has no time of day without a date and no weeks: a time becomes its day, a week the
    interval of its days.

    Args:
        value: The value.
        is_rough: The words say "about": the date is marked as approximate.

    >>> [edtf_of(v) for v in ("2031-05-04T10:00", "2031-W02", "2031-SP", "203", "XXXX-05")]
    ['2031-05-04', '2031-01-06/2031-01-12', '2031-21', '203X', None]
    """
    if not value:
        return None
    plain = _plain(value)
    return f"{plain}~" if plain and is_rough and "/" not in plain else plain


def _plain(value: str) -> str | None:
    if match := _DAY.match(value):
        return match[1]
    if _MONTH.match(value) or re.fullmatch(r"\d{4}", value):
        return value
    if re.fullmatch(r"\d{3}", value):
        return value + "X"
    if re.fullmatch(r"\d{2}", value):
        return value + "XX"
    if match := _PART.match(value):
        return f"{match[1]}-{_PARTS[match[2]]}"
    if match := _WEEK.match(value):
        return _week(int(match[1]), int(match[2]), is_weekend=bool(match[3]))
    if "/" in value:
        ends = [_plain(end) for end in value.split("/")]
        return "/".join(end for end in ends if end) if all(ends) else None
    return None


def _week(year: int, week: int, *, is_weekend: bool) -> str | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
        sunday = monday + timedelta(days=6)
    except (ValueError, OverflowError):  # no such week, or the calendar ends within it
        return None
    first = monday + timedelta(days=5) if is_weekend else monday
    return f"{first}/{sunday}"
