"""Statements that others answer: who denies them, who confirms them, since when."""

from typing import Any

from sqlalchemy import Connection, Select, select, tuple_

from onrecord.ledger import edtf, hits, search, tables
from onrecord.ledger.asking import Asked, some
from onrecord.ledger.cursors import cursor, parts_of
from onrecord.ledger.overviews import Claim, Page, Total
from onrecord.ledger.search import Place
from onrecord.ledger.values import Hit
from onrecord.types import RelationKind

_current = tables.current_statements.c
_COUNTED = 10_000


def newest(connection: Connection, what: Asked, *, size: int, after: str | None) -> Page[Claim]:
    """Statements that are answered and fit, the newest first."""
    limit, place = size + 1, None
    if after is not None:
        (key,) = parts_of(after, "claims-newest", (int,))
        place = Place(key)  # type: ignore[arg-type]
    if place is not None or what.is_hopeless:
        rows = search.newest(connection, what, limit=limit, after=place or search.START)
        total = Total(0) if place is None else None
    else:
        plan = search.planned(connection, what)
        rows = connection.execute(plan.query((_current.row_id,)).limit(limit)).all()
        number = search.total(connection, what, _COUNTED + 1, plan)
        total = Total(min(number, _COUNTED), is_exact=number <= _COUNTED)
    return Page(
        items=_claims(connection, [row.row_id for row in rows[:size]]),
        next=cursor("claims-newest", rows[size - 1].row_id) if len(rows) > size else None,
        total=total,
    )


def most(
    connection: Connection, *, denied: bool, low: int, high: int, size: int, after: str | None
) -> Page[Claim]:
    """Those with the most answers, or denials; of equals the newest first.

    Args:
        connection: A transaction that reads.
        denied: Count denials alone.
        low: Lowest key.
        high: Highest key.
        size: At most so many.
        after: A cursor.
    """
    number = _current.denials if denied else _current.answers
    kind = "claims-denied" if denied else "claims-answered"
    query = _most_query(number).where(_current.row_id.between(low, high))
    if after is not None:
        times, key = parts_of(after, kind, (int, int))
        query = query.where(tuple_(number, _current.row_id) < tuple_(times, key))
    rows = connection.execute(query.limit(size + 1)).all()
    more = len(rows) > size
    return Page(
        items=_claims(connection, [row.row_id for row in rows[:size]]),
        next=cursor(kind, rows[size - 1].number, rows[size - 1].row_id) if more else None,
    )


def _most_query(number: Any) -> Select[Any]:
    query = select(_current.row_id, number.label("number"))
    return query.where(some(number)).order_by(number.desc(), _current.row_id.desc())


def _claims(connection: Connection, keys: list[int]) -> tuple[Claim, ...]:
    return tuple(_claim(hit) for hit in hits.of_keys(connection, keys))


def _claim(hit: Hit) -> Claim:
    got = {
        kind: tuple(one for one in hit.answers if not one.is_given and one.kind is kind)
        for kind in RelationKind
    }
    return Claim(
        hit=hit,
        since=_since(hit),
        denied_by=got[RelationKind.DENIES],
        confirmed_by=got[RelationKind.CONFIRMS],
        repeated_by=got[RelationKind.REPEATS],
    )


def _since(hit: Hit) -> str | None:
    days = edtf.days(hit.statement.said_on) if hit.statement.said_on else None
    return days[0] if days else (hit.published and hit.published[:10]) or None
