"""Statements in the order of time: when they were said, and when what they tell of happened."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
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
from onrecord.ledger.edtf import LAST_DAY
from onrecord.ledger.overviews import MomentPage
from onrecord.ledger.values import Moment, SearchFilters, What

_statements, _editions, _spans = tables.statements.c, tables.editions.c, tables.spans.c
_current = tables.current_statements.c

_TIMES = {
    What.SAID: (_statements.said_on, _statements.said_from, _statements.said_until),
    What.HAPPENED: (
        _statements.happened_on,
        _statements.happened_from,
        _statements.happened_until,
    ),
}
_NARROW = (
    _current.row_id,
    *(_current.said_from, _current.said_until),
    *(_current.happened_from, _current.happened_until),
)
_MOST_KEYS = 2_000
"""Up to so many statements are asked for one by one; SQLite takes some thousand parameters."""
_ROLES = {"said_on": What.SAID, "happened_on": What.HAPPENED}


Time = tuple[str, str, int]
"""The first and the last day that a moment may mean, and its statement's key."""


class Few(NamedTuple):
    """Statements that are few enough to look at each.

    Attributes:
        query: Finds their keys.
        times: The times of each of them that lie in the time asked for.
    """

    query: Select[Any]
    times: Mapping[What, Sequence[Time]]


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
    few = _few(connection, want)
    parts = [part for what in What for part in _parts(what, want, few)]
    # Each part is cut by itself, so that an index gives its beginning and no more is sorted; and
    # narrow, so that only what is told is looked up.
    limit = want.limit
    cut = [part.order_by(*_order(part.selected_columns)).limit(limit).subquery() for part in parts]
    all_of_it = union_all(*(select(part) for part in cut)).subquery()
    told = select(all_of_it).order_by(*_order(all_of_it.c)).limit(limit).subquery()
    names = ("what", "edtf", "first_day", "last_day")
    whole = hits.statement_query(*(told.c[name] for name in names))
    # As many rows are looked up as there are: the statement follows its time, never the reverse.
    is_it = _statements.row_id == dialect.without_index(told.c.row_id)
    return whole.join(told, is_it).order_by(*_order(told.c))


def _few(connection: Connection, want: Wanted) -> Few | None:
    """The statements that fit, where what is asked makes them few."""
    if not want.asks.is_narrow or want.asks.is_hopeless:
        return None
    if search.are_words_common(connection, want.asks):
        return None
    plan, bound = search.planned(connection, want.asks), search.COUNT_BOUND
    rows = connection.execute(plan.query(_NARROW).limit(bound + 1)).all()
    if len(rows) > bound:
        return None
    first, last = day_limits(want.first, want.last)
    times: dict[What, list[Time]] = {what: [] for what in What}
    for key, said_from, said_until, happened_from, happened_until in rows:
        for what, begins, ends in (
            (What.SAID, said_from, said_until),
            (What.HAPPENED, happened_from, happened_until),
        ):
            if begins is not None and (first or "") <= ends and begins <= (last or LAST_DAY):
                times[what].append((begins, ends, key))
    return Few(plan.query((_current.row_id,)), times)


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


def _parts(what: What, want: Wanted, few: Few | None) -> Iterator[Select[Any]]:
    """What begins in the time asked for; and what has begun before and reaches into it.

    Two parts, because one index gives the first days in order, and another what is long enough;
    of few statements that fit, those that come first.
    """
    asks, first, last, after = want.asks, want.first, want.last, want.after
    date, first_day, last_day = _TIMES[what]
    narrow: Select[Any] = select(
        _statements.row_id,
        literal(what.value).label("what"),
        date.label("edtf"),
        first_day.label("first_day"),
        last_day.label("last_day"),
    )
    limits = between(first_day, last_day, {"from": first, "to": last})
    if after is not None:
        narrow = narrow.where(*_later(what, after))
    if few is not None:
        yield narrow.where(*_of_few(what, want, few))
        return
    current = tables.current_statements
    narrow = narrow.join(current, current.c.row_id == dialect.without_index(_statements.row_id))
    narrow = narrow.where(false()) if asks.is_hopeless else search.narrowed(narrow, asks)
    begin, _ = day_limits(first, None) if first is not None else (None, None)
    if begin is None:
        yield narrow.where(first_day.is_not(None), *limits)
        return
    to_limits = between(first_day, last_day, {"from": None, "to": last})
    yield narrow.where(first_day >= begin, *to_limits)
    reaches = dialect.without_index(first_day) < begin, last_day > first_day
    yield narrow.where(last_day >= begin, *reaches, *_hidden_to(first_day, last_day, last))


def _of_few(what: What, want: Wanted, few: Few) -> tuple[ColumnElement[bool], ...]:
    """What a moment of few statements must be."""
    keys = earliest(few.times[what], want)
    if len(keys) <= _MOST_KEYS:
        return (_statements.row_id.in_(keys),)
    first_day, last_day = (dialect.without_index(day) for day in _TIMES[what][1:])
    limits = between(first_day, last_day, {"from": want.first, "to": want.last})
    return _statements.row_id.in_(few.query.order_by(None)), first_day.is_not(None), *limits


def earliest(times: Iterable[Time], want: Wanted) -> list[int]:
    """The keys of the statements that may be among the first of a timeline.

    All that have the days of the last of them are among them: which come first is not told here.
    """
    found = sorted(times, key=itemgetter(1), reverse=True)
    found.sort(key=itemgetter(0))  # by first day, the longer before
    told = 0
    if want.after is not None:
        place = want.after.first_day, want.after.last_day
        found = [one for one in found if not _is_before(one, place)]
        told = sum(one[:2] == place for one in found)  # some, who knows which, were told before
    end = len(found) if want.limit is None else min(told + want.limit, len(found))
    while 0 < end < len(found) and found[end][:2] == found[end - 1][:2]:
        end += 1
    return [key for _, _, key in found[:end]]


def _is_before(one: Time, place: tuple[str, str]) -> bool:
    """Whether a time begins before some days, or with them and ends later."""
    return one[0] < place[0] or (one[0] == place[0] and one[1] > place[1])


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
