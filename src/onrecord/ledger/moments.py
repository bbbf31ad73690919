"""Statements in the order of time: when they were said, and when what they tell of happened."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select, union_all

from onrecord.ledger import hits, search, tables
from onrecord.ledger.conditions import between, checked_limit
from onrecord.ledger.values import Moment, SearchFilters, What

_statements, _editions, _spans = tables.statements.c, tables.editions.c, tables.spans.c

_TIMES = {
    What.SAID: (_statements.said_on, _statements.said_from, _statements.said_until),
    What.HAPPENED: (
        _statements.happened_on,
        _statements.happened_from,
        _statements.happened_until,
    ),
}
_ROLES = {"said_on": What.SAID, "happened_on": What.HAPPENED}


def query(
    words: str, filters: SearchFilters, *, first: str | None, last: str | None
) -> Select[Any]:
    """The query whose rows `moments` reads: by first day, the less precise first.

    Raises:
        OptionError: A filter or a date makes no sense.
    """
    limit = checked_limit(filters.limit)
    halves = [_half(what, words, filters, {"from": first, "to": last}) for what in What]
    # Each half is cut by itself, so that an index gives its beginning and no more is sorted.
    cut = [half.order_by(*_order(half.selected_columns)).limit(limit).subquery() for half in halves]
    both = union_all(*(select(half) for half in cut)).subquery()
    return select(both).order_by(*_order(both.c)).limit(limit)


def _half(
    what: What, words: str, filters: SearchFilters, limits: Mapping[str, str | None]
) -> Select[Any]:
    date, first_day, last_day = _TIMES[what]
    half = hits.statement_query(
        literal(what.value).label("what"),
        date.label("edtf"),
        first_day.label("first_day"),
        last_day.label("last_day"),
    )
    dated = between(first_day, last_day, limits)
    return search.narrowed(half.where(first_day.is_not(None), *dated), words, filters)


def _order(moment: Any) -> tuple[ColumnElement[Any], ...]:
    return (moment.first_day, moment.last_day.desc(), moment.edtf, moment.row_id, moment.what)


def moments(connection: Connection, found: Select[Any]) -> Iterator[Moment]:
    """What a `query` finds."""
    for chunk in hits.chunks(connection, found):
        told = _words_of(connection, {row.row_id for row, _ in chunk})
        for row, hit in chunk:
            what = What(row.what)
            yield Moment(
                what=what,
                edtf=row.edtf,
                first_day=row.first_day,
                last_day=row.last_day,
                words=told.get((row.row_id, what), ""),
                hit=hit,
            )


def _words_of(connection: Connection, keys: set[int]) -> dict[tuple[int, What], str]:
    """The report's words that tell the times of these statements."""
    words = func.substr(_editions.text, _spans.start_char + 1, _spans.end_char - _spans.start_char)
    query = (
        select(_spans.statement, _spans.role, words.label("words"))
        .join(tables.statements, _statements.row_id == _spans.statement)
        .join(tables.editions, _editions.row_id == _statements.edition)
        .where(_spans.statement.in_(keys), _spans.role.in_(_ROLES))
        .order_by(_spans.statement, _spans.role, _spans.position)
    )
    found: dict[tuple[int, What], str] = {}
    for row in connection.execute(query):
        key = (row.statement, _ROLES[row.role])
        found[key] = f"{found[key]} … {row.words}" if key in found else row.words
    return found
