"""Who and which outlets have the most statements, in all or in a time."""

from typing import Any

from sqlalchemy import Connection, Select, func, literal, select, union_all

from onrecord.ledger import keys, naming, tables
from onrecord.ledger.overviews import OutletCount, SpeakerCount, Step
from onrecord.ledger.series import begin, end

_names, _outlets, _days = tables.names.c, tables.outlets.c, tables.day_totals.c
_months, _current = tables.speaker_months.c, tables.current_statements.c


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
        by_name: Select[Any] = select(_names.row_id, _names.statements)
        by_name = by_name.where(_names.statements > 0)
        ranked = by_name.order_by(_names.statements.desc(), _names.row_id)
    else:
        counted = union_all(*_counted(first or "0001-01-01", last or "9999-12-31")).subquery()
        number = func.sum(counted.c.number)
        by_speaker: Any = select(counted.c.speaker, number).group_by(counted.c.speaker)
        ranked = by_speaker.order_by(number.desc(), counted.c.speaker)
    return [(key, number) for key, number in connection.execute(ranked.limit(size))]


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


def _counted(first: str, last: str) -> list[Select[Any]]:
    """Whole months out of their totals, and the days beside them one by one."""
    after_first = (
        first if first[8:] == "01" else _next_day(end(begin(first, Step.MONTH), Step.MONTH))
    )
    is_whole = end(begin(last, Step.MONTH), Step.MONTH) == last
    before_last = last if is_whole else _day_before(begin(last, Step.MONTH))
    if after_first > before_last:
        return [_one_by_one(first, last)]
    months = select(_months.speaker, _months.statements.label("number"))
    found = [months.where(_months.month.between(after_first[:7], before_last[:7]))]
    if after_first > first:
        found.append(_one_by_one(first, _day_before(after_first)))
    if before_last < last:
        found.append(_one_by_one(_next_day(before_last), last))
    return found


def _one_by_one(first: str, last: str) -> Select[Any]:
    low, high = keys.first_key(keys.day_number(first)), keys.first_key(keys.day_number(last) + 1)
    query = select(_current.speaker, literal(1).label("number"))
    return query.where(_current.row_id >= low, _current.row_id < high, _current.speaker > 0)


def _next_day(day: str) -> str:
    return "9999-12-31" if day == "9999-12-31" else keys.day_text(keys.day_number(day) + 1)


def _day_before(day: str) -> str:
    return keys.day_text(max(1, keys.day_number(day) - 1))
