"""A page of hits, how many there are, and what they are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, select

from onrecord.ledger import hits, keys, naming, search, tables
from onrecord.ledger.asking import Asked
from onrecord.ledger.cursors import cursor, parts_of
from onrecord.ledger.overviews import Facets, Found, OutletCount, Total
from onrecord.ledger.search import Place
from onrecord.ledger.values import Count, Order

COUNTED = 10_000
"""How far hits are counted."""

FACETED = 2_000
"""So many of the newest are looked at for facets; of more, the numbers are those of these."""

_MOST_VALUES = 20
"""Values of a facet: what can be read beside a list."""

_KINDS = {Order.NEWEST: ("found-newest", (int,)), Order.BEST: ("found-best", (float, int))}

_current = tables.current_statements.c
_KEY = (_current.row_id,)
_NARROW = search.NARROW
_NAMES = [column.name for column in _NARROW]
_NO_ROWS: dict[str, tuple[Any, ...]] = dict.fromkeys(_NAMES, ())


def find(
    connection: Connection,
    what: Asked,
    *,
    order: Order,
    size: int,
    after: str | None,
    facets: bool,
    counted: bool = True,
) -> Found:
    """Some of the hits; with the first, how many there are and, if asked, what they are.

    Raises:
        OptionError: The cursor is none of this list.
    """
    order = order if what.expression else Order.NEWEST
    place = _place(after, order)
    if place is not None or what.is_hopeless:
        rows = _rows(connection, what, order, size, place)
        total = None if place is not None else Total(0)
        some: Sequence[Row[Any]] = ()
    else:
        plan = search.planned(connection, what)
        least = FACETED if facets else size
        some = connection.execute(plan.query(_NARROW if facets else _KEY).limit(least + 1)).all()
        rows = some if order is Order.NEWEST else _rows(connection, what, order, size, None)
        total = _total(connection, plan, some, least) if counted or facets else None
    return Found(
        hits=tuple(hits.of_keys(connection, [row.row_id for row in rows[:size]])),
        next=_next(rows[size - 1], order) if len(rows) > size else None,
        total=total,
        facets=facets_of(connection, some[:FACETED], len(some))
        if facets and place is None
        else None,
    )


def said_by(connection: Connection, name: Row[Any], *, size: int, after: str | None) -> Found:
    """Some of the statements of a name, the newest first.

    Raises:
        OptionError: The cursor is none of this list.
    """
    query = select(_current.row_id).where(_current.speaker == name.row_id)
    if after is not None:
        (key,) = parts_of(after, "said-by", (int,))
        query = query.where(_current.row_id < key)
    found = connection.scalars(query.order_by(_current.row_id.desc()).limit(size + 1)).all()
    return Found(
        hits=tuple(hits.of_keys(connection, found[:size])),
        next=cursor("said-by", found[size - 1]) if len(found) > size else None,
        total=Total(name.statements),
        facets=None,
    )


def facets_of(connection: Connection, rows: Sequence[Row[Any]], number: int) -> Facets:
    """What statements are, the newest of which come first.

    Args:
        connection: A transaction that reads.
        rows: Of `current_statements`.
        number: How many there are at least.
    """
    columns = dict(zip(_NAMES, zip(*rows, strict=True), strict=True)) if rows else _NO_ROWS
    outlets, speakers = Counter(columns["outlet"]), Counter(columns["speaker"])
    speakers.pop(0, None)
    top = outlets.most_common(_MOST_VALUES)
    names = naming.outlet_names(connection, [key for key, _ in top])
    return Facets(
        of=Total(len(rows), is_exact=number == len(rows)),
        since=keys.day_of(rows[-1].row_id) or None if rows else None,
        outlets=tuple(OutletCount(outlet=names.get(key), statements=times) for key, times in top),
        speakers=naming.speaker_counts(connection, speakers.most_common(_MOST_VALUES)),
        acts=_most(columns["act"]),
        framings=_most(columns["framing"]),
        modes=_most(columns["mode"]),
        countries=_most(columns["country"]),
        years=_years(Counter(key >> keys.DAY_BITS for key in columns["row_id"])),
        answered=sum(map(bool, columns["answers"])),
        denied=sum(map(bool, columns["denials"])),
    )


def _years(days: Counter[int]) -> tuple[Count, ...]:
    years = Counter[str]()
    for day, times in days.items():
        years[keys.day_text(day)[:4]] += times
    return tuple(Count(*item) for item in sorted(years.items()))


def _most(values: Any) -> tuple[Count, ...]:
    counts = Counter(values)
    counts.pop(None, None)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Count(value, times) for value, times in ranked[:_MOST_VALUES])


def _total(
    connection: Connection, plan: search.Plan, found: Sequence[Row[Any]], most: int
) -> Total:
    """How many there are: those that were found, and if these are more than so many, the rest."""
    number, only = len(found), plan.what.only
    if number > most and only is not None and only.is_counted:
        number = search.total(connection, plan.what, COUNTED + 1)
    elif number > most:
        below = replace(plan.what, high=found[-1].row_id - 1)
        rest = COUNTED + 1 - number
        number += search.total(connection, below, rest, plan._replace(what=below))
    return Total(min(number, COUNTED), is_exact=number <= COUNTED)


def _rows(
    connection: Connection, what: Asked, order: Order, size: int, place: Place | None
) -> Sequence[Row[Any]]:
    """One more than the page has, to tell whether there is another."""
    if order is Order.BEST:
        return search.best(connection, what, limit=size + 1, after=place or Place(0))
    return search.newest(connection, what, limit=size + 1, after=place or search.START)


def _place(after: str | None, order: Order) -> Place | None:
    if after is None:
        return None
    kind, types = _KINDS[order]
    parts: tuple[Any, ...] = parts_of(after, kind, types)
    return Place(parts[-1], parts[0] if order is Order.BEST else None)


def _next(last: Row[Any], order: Order) -> str:
    kind, _ = _KINDS[order]
    if order is Order.BEST:
        return cursor(kind, last.rank, last.row_id)
    return cursor(kind, last.row_id)
