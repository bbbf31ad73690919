"""Who and which outlets have the most statements, in all or in a time."""

from collections import Counter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, literal, select, union_all

from onrecord.ledger import dialect, keys, naming, tables
from onrecord.ledger.overviews import OutletCount, SpeakerCount, Step
from onrecord.ledger.series import begin, end

_names, _outlets, _days = tables.names.c, tables.outlets.c, tables.day_totals.c
_months, _current = tables.speaker_months.c, tables.current_statements.c

_LONG_MONTHS = 24
_LONG_LIST = 100
_CANDIDATES = 100
"""Of a time of so many months, lists of up to so many are found among so many at once."""


def top_speakers(
    connection: Connection, *, first: str | None, last: str | None, size: int
) -> tuple[SpeakerCount, ...]:
    """Those with the most statements published in a time.

    Args:
        connection: A transaction that reads.
        first: First day, ISO 8601; None for the beginning.
        last: Last day; with neither, undated statements count too.
        size: At most so many.
    """
    return naming.speaker_counts(
        connection, top_speaker_keys(connection, first=first, last=last, size=size)
    )


def top_speaker_keys(
    connection: Connection, *, first: str | None, last: str | None, size: int
) -> list[tuple[int, int]]:
    """Their keys and numbers of statements."""
    ranked: Select[Any]
    if first is None and last is None:
        ranked = _by_statements().limit(size)
    else:
        stretch = _Stretch.of(first or "0001-01-01", last or "9999-12-31")
        if stretch.is_long and size <= _LONG_LIST:
            return _most_of_long(connection, stretch, size)
        counted = union_all(*stretch.parts()).subquery()
        number = func.sum(counted.c.number)
        by_speaker: Any = select(counted.c.speaker, number).group_by(counted.c.speaker)
        ranked = by_speaker.order_by(number.desc(), counted.c.speaker).limit(size)
    return [(key, number) for key, number in connection.execute(ranked)]


def _by_statements() -> Select[Any]:
    """All speakers, those with the most statements in all first."""
    query: Select[Any] = select(_names.row_id, _names.statements).where(_names.statements > 0)
    return query.order_by(_names.statements.desc(), _names.row_id)


def _most_of_long(connection: Connection, stretch: "_Stretch", size: int) -> list[tuple[int, int]]:
    """Those with the most statements in a long time: of the few who have many in all.

    Nobody has more in a time than in all. So those with the most in all are counted first, until
    the next have fewer in all than the last on the list has in this time.
    """
    beside = Counter[int]()
    for part in stretch.beside():
        beside.update(speaker for speaker, _ in connection.execute(part).all())
    found: list[tuple[int, int]] = []
    coming = connection.execute(_by_statements())
    while some := coming.fetchmany(_CANDIDATES):
        if len(found) >= size and some[0].statements < found[-1][1]:
            break
        keys_of = [row.row_id for row in some]
        months = stretch.months().with_only_columns(_months.speaker, func.sum(_months.statements))
        query = months.where(_months.speaker.in_(keys_of)).group_by(_months.speaker)
        counts = dict(connection.execute(query).all())
        numbers = ((key, counts.get(key, 0) + beside[key]) for key in keys_of)
        found += [(key, number) for key, number in numbers if number]
        found = sorted(found, key=lambda one: (-one[1], one[0]))[:size]
    coming.close()
    return found


def top_outlets(
    connection: Connection, *, first: str | None, last: str | None, size: int
) -> tuple[OutletCount, ...]:
    """Those with the most statements published in a time, as `top_speakers`."""
    if first is None and last is None:
        found: Any = select(_outlets.row_id, _outlets.statements, _outlets.reports)
        found = found.where(_outlets.reports > 0)
        ranked = found.order_by(_outlets.statements.desc(), _outlets.row_id)
    else:
        number = func.sum(_days.statements)
        found = select(_days.outlet, number, func.sum(_days.reports)).where(_days.outlet > 0)
        found = found.where(_days.day.between(first or "0001-01-01", last or "9999-12-31"))
        ranked = found.group_by(_days.outlet).order_by(number.desc(), _days.outlet)
    rows = connection.execute(ranked.limit(size)).all()
    names = naming.outlet_names(connection, [row[0] for row in rows])
    return tuple(
        OutletCount(outlet=names.get(key), statements=statements, reports=reports)
        for key, statements, reports in rows
    )


class _Stretch(NamedTuple):
    """A time: whole months, whose totals are kept, and the days beside them.

    Attributes:
        first: First day.
        last: Last day.
        after_first: First day of the whole months.
        before_last: Last day of the whole months; before the first where there are none.
    """

    first: str
    last: str
    after_first: str
    before_last: str

    @classmethod
    def of(cls, first: str, last: str) -> "_Stretch":
        is_first = first[8:] == "01"
        after_first = first if is_first else _next_day(end(begin(first, Step.MONTH), Step.MONTH))
        is_last = end(begin(last, Step.MONTH), Step.MONTH) == last
        before_last = last if is_last else _day_before(begin(last, Step.MONTH))
        return cls(first, last, after_first, before_last)

    @property
    def is_long(self) -> bool:
        """Whether it has so many whole months that few speakers can have the most of it."""
        years = int(self.before_last[:4]) - int(self.after_first[:4])
        return years * 12 + int(self.before_last[5:7]) - int(self.after_first[5:7]) >= _LONG_MONTHS

    def parts(self) -> list[Select[Any]]:
        """What counts, as speakers and numbers."""
        if self.after_first > self.before_last:
            return [_one_by_one(self.first, self.last)]
        return [self.months(), *self.beside()]

    def months(self) -> Select[Any]:
        """The totals of its whole months."""
        months = select(_months.speaker, _months.statements.label("number"))
        return months.where(_months.month.between(self.after_first[:7], self.before_last[:7]))

    def beside(self) -> list[Select[Any]]:
        """The days beside its whole months, one by one."""
        found = []
        if self.after_first > self.first:
            found.append(_one_by_one(self.first, _day_before(self.after_first)))
        if self.before_last < self.last:
            found.append(_one_by_one(_next_day(self.before_last), self.last))
        return found


def _one_by_one(first: str, last: str) -> Select[Any]:
    low, high = keys.first_key(keys.day_number(first)), keys.first_key(keys.day_number(last) + 1)
    query = select(_current.speaker, literal(1).label("number"))
    return query.where(
        _current.row_id >= low, _current.row_id < high, dialect.without_index(_current.speaker) > 0
    )


def _next_day(day: str) -> str:
    return "9999-12-31" if day == "9999-12-31" else keys.day_text(keys.day_number(day) + 1)


def _day_before(day: str) -> str:
    return keys.day_text(max(1, keys.day_number(day) - 1))
