"""Places with the statements that were said there, tell of what happened there, or name it."""

from typing import Any

from sqlalchemy import Connection, func, select

from onrecord.ledger import dialect, search, tables
from onrecord.ledger.asking import Asked
from onrecord.ledger.overviews import Box, PlaceCount, PlaceMap, Total

COUNTED = 10_000
"""Statements whose places are looked up one by one; of more, the newest so many."""

_totals, _about = tables.place_totals.c, tables.about_places.c
_current = tables.current_statements.c


def of_all(connection: Connection, box: Box, size: int) -> PlaceMap:
    """Places in a window, those with the most statements first."""
    query = select(*_COLUMNS, _totals.statements, _totals.reports).where(*_inside(box))
    query = query.where(_totals.statements > 0)
    rows = connection.execute(
        query.order_by(_totals.statements.desc(), _totals.geonameid).limit(size)
    ).all()
    places = tuple(PlaceCount(**row._mapping) for row in rows)
    number = connection.scalar(select(func.coalesce(func.sum(tables.outlets.c.statements), 0)))
    return PlaceMap(places=places, of=Total(number or 0))


def of_found(connection: Connection, what: Asked, box: Box, size: int) -> PlaceMap:
    """Places of the statements that fit, the newest of them where they are many."""
    if what.is_hopeless:
        return PlaceMap(places=(), of=Total(0))
    plan = search.planned(connection, what)
    looked_at = min(COUNTED + 1, search.total(connection, what, COUNTED + 1, plan))
    some = plan.query((_current.row_id,)).limit(COUNTED).subquery()
    pairs = (
        select(_about.geonameid, _about.statement)
        .join(some, _about.statement == dialect.without_index(some.c.row_id))
        .where(_about.geonameid > 0)
        .distinct()
        .subquery()
    )
    number = func.count().label("statements")
    counted = select(pairs.c.geonameid, number).group_by(pairs.c.geonameid).subquery()
    query = (
        select(*_COLUMNS, counted.c.statements)
        .join(counted, counted.c.geonameid == _totals.geonameid)
        .where(*_inside(box))
        .order_by(counted.c.statements.desc(), _totals.geonameid)
        .limit(size)
    )
    places = tuple(PlaceCount(**row._mapping) for row in connection.execute(query))
    of = Total(min(looked_at, COUNTED), is_exact=looked_at <= COUNTED)
    return PlaceMap(places=places, of=of)


_COLUMNS = (
    _totals.geonameid,
    func.coalesce(_totals.name, "").label("name"),
    _totals.country,
    _totals.latitude,
    _totals.longitude,
)


def _inside(box: Box) -> list[Any]:
    found = [_totals.latitude.between(box.south, box.north)]
    if box.west <= box.east:
        return [*found, _totals.longitude.between(box.west, box.east)]
    return [*found, (_totals.longitude >= box.west) | (_totals.longitude <= box.east)]
