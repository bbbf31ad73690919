"""Keys of statements, in the order in which their reports were published.

A statement's key holds the day and the minute of publication, so that the table, each index and
the full-text index give the newest first without sorting, and a range of days is a range of keys.
"""

import re
from datetime import date
from functools import lru_cache

from sqlalchemy import Connection, bindparam, func, select

from onrecord.ledger import tables

_MINUTE_BITS, _SEQUENCE_BITS = 11, 19
DAY_BITS = _MINUTE_BITS + _SEQUENCE_BITS
"""The bits of a key below those of the day; a key is below 2**53, exact as a float too."""

UNDATED = 0
"""The day of what has no date of publication: before all others."""

_PUBLISHED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d))?)?)?(?!\d)", re.ASCII)

_statements = tables.statements.c
_LAST = select(func.max(_statements.row_id)).where(
    _statements.row_id >= bindparam("low"), _statements.row_id < bindparam("high")
)


def day_number(published: str | None) -> int:
    """The day of a date of publication, counted from 0001-01-01, which is 1; UNDATED for none.

    A month or a year counts as its first day.

    >>> day_number("2031-05"), day_number("soon"), day_number(None)
    (741563, 0, 0)
    """
    return slot(published) >> DAY_BITS


@lru_cache(8192)
def day_text(number: int) -> str:
    """A day as ISO 8601; empty for UNDATED.

    >>> day_text(741563), day_text(0)
    ('2031-05-01', '')
    """
    return "" if number == UNDATED else date.fromordinal(number).isoformat()


def day_of(key: int) -> str:
    """The day of publication that a statement's key tells, as `day_text`."""
    return day_text(key >> DAY_BITS)


def first_key(day: int) -> int:
    """The lowest key of a day."""
    return day << DAY_BITS


def new_keys(connection: Connection, published: str | None, number: int) -> range:
    """Free keys for the statements of a report, in the caller's write transaction.

    They go down, because the newest come first and a report's statements in its own order. What
    does not fit into a minute goes to the end of its day: keys only sort, dates stay as they are.
    """
    low = slot(published)
    first = _after_last(connection, low, low + (1 << _SEQUENCE_BITS))
    if first + number > low + (1 << _SEQUENCE_BITS):
        day = first_key(low >> DAY_BITS)
        first = _after_last(connection, day, day + (1 << DAY_BITS))
    return range(first + number - 1, first - 1, -1)


def _after_last(connection: Connection, low: int, high: int) -> int:
    last: int | None = connection.scalar(_LAST, {"low": low, "high": high})
    return low if last is None else last + 1


@lru_cache(8192)
def slot(published: str | None) -> int:
    """The lowest key of a report's minute of publication."""
    match = _PUBLISHED.match(published or "")
    if match is None:
        return UNDATED
    year, month, day, hour, minute = (int(part or "0") for part in match.groups())
    try:
        number = date(year, month or 1, day or 1).toordinal()
    except ValueError:
        return UNDATED
    minutes = min(hour * 60 + minute, 1439)
    return (number << DAY_BITS) + (minutes << _SEQUENCE_BITS)
