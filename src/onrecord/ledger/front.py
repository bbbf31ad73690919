"""What the front page shows: the latest of everything."""

from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from onrecord.ledger import claims, finding, keys, ranking, reading, series, tables
from onrecord.ledger.asking import NEWEST_KEY, asked
from onrecord.ledger.overviews import Front, Step
from onrecord.ledger.values import Order, SearchFilters

_days = tables.day_totals.c
_LATEST_MONTHS = 12


def front(connection: Connection, *, size: int, answered: bool) -> Front:
    """The latest of everything.

    Latest is counted from the last day that anything was published on, not from today: an archive
    has a front page too.

    Args:
        connection: A transaction that reads.
        size: At most so many of each.
        answered: Whether to look up the most answered statements.
    """
    last = connection.scalar(select(func.max(_days.day))) or None
    first = None if last is None else _months_before(last)
    newest = finding.find(
        connection,
        asked("", SearchFilters()),
        order=Order.NEWEST,
        size=size,
        after=None,
        facets=False,
        counted=False,
    )
    low = keys.first_key(keys.day_number(first)) if first else 0
    most_answered, most_denied = (
        claims.most(
            connection, denied=denied, low=low, high=NEWEST_KEY, size=size, after=None
        ).items
        if denied or answered
        else ()
        for denied in (False, True)
    )
    return Front(
        counts=reading.counts(connection),
        newest=newest.hits,
        most_answered=most_answered,
        most_denied=most_denied,
        volume=series.of_all(connection, step=Step.MONTH, first=first, last=None),
        speakers=ranking.top_speakers(connection, first=first, last=last, size=size),
        outlets=ranking.top_outlets(connection, first=first, last=last, size=size),
        since=first,
    )


def _months_before(last: str) -> str:
    """The first day of the twelve months that end with a day's month."""
    day = date.fromisoformat(last).replace(day=1)
    for _ in range(_LATEST_MONTHS - 1):
        day = (day - timedelta(days=1)).replace(day=1) if day > date(1, 1, 31) else day
    return day.isoformat()
