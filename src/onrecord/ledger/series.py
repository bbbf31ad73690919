"""Statements over time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from operator import add
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, literal_column, select

from onrecord.ledger import keys, search, tables
from onrecord.ledger.asking import Asked
from onrecord.ledger.overviews import Bucket, Series, Step, Total
from onrecord.ledger.values import What

_days, _current = tables.day_totals.c, tables.current_statements.c
_moments = tables.moment_totals.c

COUNTED = 100_000
"""Statements that are counted one by one; of more, the newest so many."""


MOMENTS_COUNTED = 10_000
"""The same, where their times are counted."""

Limits = tuple[str | None, str | None]
"""First and last day, ISO 8601."""


class _Numbers(NamedTuple):
    statements: int = 0
    reports: int = 0
    answers: int = 0
    denials: int = 0

    def plus(self, other: Iterable[int]) -> "_Numbers":
        return _Numbers(*map(add, self, other))


def of_all(
    connection: Connection,
    *,
    step: Step,
    first: str | None,
    last: str | None,
    outlet: int | None = None,
) -> Series:
    """All statements, or an outlet's, by the day of publication, out of the totals of days.

    Args:
        connection: A transaction that reads.
        step: How long each stretch is.
        first: First day, ISO 8601; None for the beginning, undated ones included.
        last: Last day.
        outlet: Key of an outlet.
    """
    numbers = (func.sum(_days[name]) for name in _Numbers._fields)
    query = select(_days.day, *numbers).group_by(_days.day)
    if outlet is not None:
        query = query.where(_days.outlet == outlet)
    if first is not None:
        query = query.where(_days.day >= first)
    if last is not None:
        query = query.where(_days.day <= last)
        if first is None:
            query = query.where(_days.day != "")
    found: dict[str, _Numbers] = {}
    undated = 0
    for day, *several in connection.execute(query):
        if day:
            start = begin(day, step)
            found[start] = found.get(start, _Numbers()).plus(several)
        else:
            undated = several[0]
    counted = sum(one.statements for one in found.values()) + undated
    return Series(
        step=step, buckets=tuple(_buckets(found, step)), undated=undated, of=Total(counted)
    )


def of_found(connection: Connection, what: Asked, *, step: Step) -> Series:
    """Statements that fit, by the day of publication, one by one."""
    if what.is_hopeless:
        return Series(step=step, buckets=(), undated=0, of=Total(0))
    columns = (_current.row_id, _current.answers, _current.denials)
    some = search.query(connection, what, columns).limit(COUNTED + 1).subquery()
    day = some.c.row_id.op(">>")(literal_column(str(keys.DAY_BITS)))
    sums = (func.count(), func.sum(some.c.answers), func.sum(some.c.denials))
    by_day = connection.execute(select(day, *sums).group_by(day)).all()
    found: dict[str, _Numbers] = {}
    undated = number = 0
    for one, statements, answers, denials in by_day:
        number += statements
        if one == keys.UNDATED:
            undated = statements
        else:
            start = begin(keys.day_text(one), step)
            more = _Numbers(statements, 0, answers, denials)
            found[start] = found.get(start, _Numbers()).plus(more)
    buckets = tuple(_buckets(found, step, has_reports=False))
    of = Total(min(number, COUNTED), is_exact=number <= COUNTED)
    return Series(step=step, buckets=buckets, undated=undated, of=of)


class MomentDays:
    """How many statements were said, and how many tell of what happened, from each day on."""

    def __init__(self, days: Mapping[What, Mapping[str, int]], of: Total | None = None) -> None:
        """Out of numbers by day.

        Args:
            days: By the first day that a time may mean; empty where there is none.
            of: How many statements were looked at; None where only those with a time were.
        """
        self._days, self._of = days, of

    def series(
        self, what: What, step: Step, *, first: str | None = None, last: str | None = None
    ) -> Series:
        """The numbers in longer stretches.

        Args:
            what: Which time.
            step: How long each stretch is.
            first: The first day, ISO 8601.
            last: The last day.
        """
        found = _of_days(self._days[what].items(), step, (first, last))
        return found if self._of is None else replace(found, of=self._of)


def of_moments(connection: Connection) -> MomentDays:
    """All statements by the first day that the times they tell may mean."""
    query = select(_moments.day, _moments.statements)
    return MomentDays(
        {
            what: dict(connection.execute(query.where(_moments.what == what.value)).all())
            for what in What
        }
    )


def of_moments_found(connection: Connection, asks: Asked) -> MomentDays:
    """The same of statements that fit; of very many, the newest."""
    found = {what: Counter[str]() for what in What}
    if asks.is_hopeless:
        return MomentDays(found)
    columns = (_current.row_id, _current.said_from, _current.happened_from)
    some = search.query(connection, asks, columns).limit(MOMENTS_COUNTED + 1)
    rows = connection.execute(some).all()
    found[What.SAID] = Counter(said or "" for _, said, _ in rows)
    found[What.HAPPENED] = Counter(happened or "" for _, _, happened in rows)
    is_exact = len(rows) <= MOMENTS_COUNTED
    return MomentDays(found, Total(min(len(rows), MOMENTS_COUNTED), is_exact=is_exact))


def _of_days(rows: Iterable[Any], step: Step, limits: Limits) -> Series:
    """Days and numbers, put together; days of the year 0 and open beginnings go undated."""
    first, last = limits[0] or "", limits[1] or "9999-12-31"
    found: dict[str, int] = {}
    undated = 0
    for day, statements in rows:
        if day < "0001":
            undated += statements
        elif first <= day <= last:
            start = begin(day, step)
            found[start] = found.get(start, 0) + statements
    number = sum(found.values()) + undated
    numbers = {start: _Numbers(statements) for start, statements in found.items()}
    buckets = tuple(_buckets(numbers, step, has_reports=False))
    return Series(step=step, buckets=buckets, undated=undated, of=Total(number))


def begin(day: str, step: Step) -> str:
    """The first day of the stretch that a day lies in; weeks begin on Monday.

    >>> begin("2031-05-14", Step.WEEK), begin("2031-05-14", Step.YEAR)
    ('2031-05-12', '2031-01-01')
    """
    if step is Step.DAY:
        return day
    if step is Step.WEEK:
        when = date.fromisoformat(day)
        ordinal = when.toordinal() - when.weekday()
        return date.fromordinal(max(1, ordinal)).isoformat()
    return day[:7] + "-01" if step is Step.MONTH else day[:4] + "-01-01"


def end(first: str, step: Step) -> str:
    """The last day of the stretch that begins on a day.

    >>> end("2031-02-01", Step.MONTH), end("2031-05-12", Step.WEEK)
    ('2031-02-28', '2031-05-18')
    """
    if step is Step.DAY:
        return first
    if step is Step.YEAR:
        return first[:4] + "-12-31"
    if step is Step.WEEK:
        last = date.fromisoformat(first).toordinal() + 6
        return date.fromordinal(min(last, date.max.toordinal())).isoformat()
    if first[:7] == "9999-12":
        return "9999-12-31"
    following = date.fromisoformat(first) + timedelta(days=31)
    return (following.replace(day=1) - timedelta(days=1)).isoformat()


def _buckets(
    found: dict[str, _Numbers], step: Step, *, has_reports: bool = True
) -> Iterator[Bucket]:
    for first in sorted(found):
        one = found[first]
        yield Bucket(
            first_day=first,
            last_day=end(first, step),
            statements=one.statements,
            reports=one.reports if has_reports else None,
            answers=one.answers,
            denials=one.denials,
        )
