"""Dates and times as pages and feeds write them: one spelling, and only where they can be true."""

import re
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"\s*(?P<day>\d{4}-\d{2}-\d{2}|\d{8}(?!\d))"
    r"(?:[Tt ]\s*(?P<time>\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d+)?)?)\s*"
    r"(?P<zone>[Zz]|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.ASCII,
)

# RFC 5322 asks for English names, but programs write those of their language.
_MONTH = re.compile(r"(?<=\d) +([^\W\d_]{3,4})\.? +(?=\d)")
_MONTHS = {
    name: english
    for english, names in {
        "Jan": "ene gen janv",
        "Feb": "fev fév févr",
        "Mar": "mär mrz mrt mars",
        "Apr": "abr avr",
        "May": "mai mag mei",
        "Jun": "giu juin juni",
        "Jul": "lug juil juli",
        "Aug": "ago aoû août",
        "Sep": "set sept",
        "Oct": "out ott okt",
        "Dec": "dez dic déc",
    }.items()
    for name in names.split()
}

# What programs write for "unknown", in any zone: the days around the zero of Unix time.
_ZERO = (date(1969, 12, 31), date(1970, 1, 1))
# The first newspapers; what is older is an error. Two digits of a year reach to 2068 (POSIX);
# where it is not known when the page was fetched, what is later is one, too.
_FIRST_YEAR, _LAST_YEAR = 1600, 2068
# Clocks differ, and zones do by up to 14 hours.
_AHEAD = timedelta(days=2)


def parse_stamp(text: str | None, *, fetched_at: str | None = None) -> str | None:
    """A date or a date and time, ISO 8601, with the precision and the zone that are told.

    None for what is no date (``yesterday``), what stands for none (1 January 1970), and what lies
    after the time at which it was fetched: nothing is published in the future.

    >>> parse_stamp("2031-05-04T09:30:00.000+0200", fetched_at="2031-05-04T08:00:00Z")
    '2031-05-04T09:30:00+02:00'
    >>> parse_stamp("Sun, 04 May 2031 09:30:00 GMT", fetched_at="2031-05-04T10:00:00Z")
    '2031-05-04T09:30:00+00:00'
    >>> parse_stamp("1970-01-01T00:00:00Z"), parse_stamp("2090-01-01")
    (None, None)

    Args:
        text: ISO 8601 or, as in RSS, RFC 5322.
        fetched_at: When the page was fetched, ISO 8601, where that is known.
    """
    if not text:
        return None
    found = _iso(text) or _rfc(text)
    return found if found is not None and _is_believable(found, fetched_at) else None


def _iso(text: str) -> str | None:
    shape = _ISO.match(text)
    if shape is None:
        return None
    try:
        day = date.fromisoformat(shape["day"]).isoformat()
        if not shape["time"]:
            return day
        zone = shape["zone"] or ""
        zone = "+00:00" if zone.upper() in ("Z", "UTC", "GMT") else zone
        at = datetime.fromisoformat(f"{day}T{shape['time'].replace(',', '.')}{zone}")
    except ValueError:
        return None
    return at.replace(microsecond=0).isoformat()


def _rfc(text: str) -> str | None:
    try:
        return parsedate_to_datetime(_MONTH.sub(_english, text.strip())).isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _english(found: re.Match[str]) -> str:
    return f" {_MONTHS.get(found[1].lower(), found[1])} "


def _is_believable(stamp: str, fetched_at: str | None) -> bool:
    day = date.fromisoformat(stamp[:10])
    known = _ISO.match(fetched_at or "")
    is_past = known is None or day <= date.fromisoformat(known["day"]) + _AHEAD
    return _FIRST_YEAR <= day.year <= _LAST_YEAR and day not in _ZERO and is_past
