"""Statements in the order of time: when they were said, and when what they tell of happened."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
)

from onrecord.ledger import cursors, dialect, hits, search, tables
from onrecord.ledger.asking import Asked, asked, day_limits
from onrecord.ledger.conditions import between, checked_limit
from onrecord.ledger.overviews import MomentPage
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


class Place(NamedTuple):
    """Where a timeline goes on: after this moment."""

    first_day: str
    last_day: str
    edtf: str
    row_id: int
    what: str


class Wanted(NamedTuple):
    """What a timeline is asked for: what statements, in which time, how many, after which."""

    asks: Asked
    first: str | None
    last: str | None
    limit: int | None
    after: Place | None = None


def wanted(
    words: str,
    filters: SearchFilters,
    *,
    first: str | None,
    last: str | None,
    after: Place | None = None,
) -> Wanted:
    """What a timeline is asked for.

    Raises:
        OptionError: A filter or a date makes no sense.
    """
    limit = checked_limit(filters.limit)
    between(_statements.said_from, _statements.said_until, {"from": first, "to": last})
    return Wanted(asked(words, filters), first, last, limit, after)


def query(connection: Connection, want: Wanted) -> Select[Any]:
    """The query whose rows `moments` reads: by first day, the less precise first."""
    limit = want.limit
    few = None
    if want.asks.is_narrow and not want.asks.is_hopeless:
        number = search.total(connection, want.asks, search.COUNT_BOUND + 1)
        if number <= search.COUNT_BOUND:
            few = search.query(connection, want.asks, (tables.current_statements.c.row_id,))
    parts = [part for what in What for part in _parts(what, want, few)]
    # Each part is cut by itself, so that an index gives its beginning and no more is sorted.
    cut = [part.order_by(*_order(part.selected_columns)).limit(limit).subquery() for part in parts]
    all_of_it = union_all(*(select(part) for part in cut)).subquery()
    return select(all_of_it).order_by(*_order(all_of_it.c)).limit(limit)


def place(cursor: str | None) -> Place | None:
    """Where a cursor leads.

    Raises:
        OptionError: It is none of a timeline.
    """
    if cursor is None:
        return None
    parts: tuple[Any, ...] = cursors.parts_of(cursor, "moments", (str, str, str, int, str))
    return Place(*parts)


def page(connection: Connection, found: Select[Any], size: int) -> MomentPage:
    """Some of what a `query` finds, which looks for one more."""
    some = list(_with_places(connection, found))
    more = len(some) > size
    return MomentPage(
        moments=tuple(moment for _, moment in some[:size]),
        next=cursors.cursor("moments", *some[size - 1][0]) if more else None,
    )


def _parts(what: What, want: Wanted, few: Select[Any] | None) -> Iterator[Select[Any]]:
    """What begins in the time asked for; and what has begun before and reaches into it.

    Two parts, because one index gives the first days in order, and another what is long enough;
    of few statements that fit, each is looked at.
    """
    asks, first, last, after = want.asks, want.first, want.last, want.after
    date, first_day, last_day = _TIMES[what]
    whole = hits.statement_query(
        literal(what.value).label("what"),
        date.label("edtf"),
        first_day.label("first_day"),
        last_day.label("last_day"),
    )
    current = tables.current_statements
    limits = between(first_day, last_day, {"from": first, "to": last})
    if after is not None:
        whole = whole.where(*_later(what, after))
    if few is not None:
        hidden = between(
            dialect.without_index(first_day),
            dialect.without_index(last_day),
            {"from": first, "to": last},
        )
        dated = dialect.without_index(first_day).is_not(None)
        yield whole.where(_statements.row_id.in_(few.order_by(None)), dated, *hidden)
        return
    whole = whole.join(current, current.c.row_id == dialect.without_index(_statements.row_id))
    whole = whole.where(false()) if asks.is_hopeless else search.narrowed(whole, asks)
    begin, _ = day_limits(first, None) if first is not None else (None, None)
    if begin is None:
        yield whole.where(first_day.is_not(None), *limits)
        return
    to_limits = between(first_day, last_day, {"from": None, "to": last})
    yield whole.where(first_day >= begin, *to_limits)
    reaches = dialect.without_index(first_day) < begin, last_day > first_day
    yield whole.where(last_day >= begin, *reaches, *_hidden_to(first_day, last_day, last))


def _hidden_to(
    first_day: ColumnElement[str], last_day: ColumnElement[str], last: str | None
) -> list[ColumnElement[bool]]:
    return between(dialect.without_index(first_day), last_day, {"from": None, "to": last})


def _later(what: What, after: Place) -> Iterator[ColumnElement[bool]]:
    """What comes after a moment in a timeline's order."""
    date, first_day, last_day = _TIMES[what]
    comes = literal(what.value) > after.what
    key = _statements.row_id
    for column, value, is_later in (
        (key, after.row_id, key > after.row_id),
        (date, after.edtf, date > after.edtf),
        (last_day, after.last_day, last_day < after.last_day),
        (first_day, after.first_day, first_day > after.first_day),
    ):
        comes = or_(is_later, and_(column == value, comes))
    yield first_day >= after.first_day  # an index answers
    yield comes


def _order(moment: Any) -> tuple[ColumnElement[Any], ...]:
    return (moment.first_day, moment.last_day.desc(), moment.edtf, moment.row_id, moment.what)


def moments(connection: Connection, found: Select[Any]) -> Iterator[Moment]:
    """What a `query` finds."""
    for _, moment in _with_places(connection, found):
        yield moment


def _with_places(connection: Connection, found: Select[Any]) -> Iterator[tuple[Place, Moment]]:
    for chunk in hits.chunks(connection, found):
        told = _words_of(connection, {row.row_id for row, _ in chunk})
        for row, hit in chunk:
            what = What(row.what)
            moment = Moment(
                what=what,
                edtf=row.edtf,
                first_day=row.first_day,
                last_day=row.last_day,
                words=told.get((row.row_id, what), ""),
                hit=hit,
            )
            yield Place(row.first_day, row.last_day, row.edtf, row.row_id, row.what), moment


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
