"""Putting records and failures into the ledger, in a transaction that the caller has opened."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Insert,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)

from onrecord.ledger import bulk, dialect, keys, parts, rows, summaries, tables
from onrecord.ledger.values import Outcome
from onrecord.record import Record
from onrecord.types import Failure, MadeBy, Report

_reports, _editions = tables.reports.c, tables.editions.c
_makers, _records, _failures = tables.makers.c, tables.records.c, tables.failures.c


class Held(NamedTuple):
    """What the ledger holds of a report: keys of rows, and what made this edition's record."""

    report: int
    edition: int | None
    is_current: bool
    made_by: MadeBy | None
    failed: bool


_open_failure = and_(
    or_(_failures.location == bindparam("path"), _failures.location == bindparam("url")),
    _failures.resolved_at.is_(None),
)

_FIND = (
    select(
        _reports.row_id.label("report"),
        _editions.row_id.label("edition"),
        _editions.is_current,
        _makers.onrecord,
        _makers.model,
        _makers.lexicon,
        exists().where(_open_failure).label("failed"),
    )
    .select_from(tables.reports)
    .outerjoin(
        tables.editions,
        and_(_editions.report == _reports.row_id, _editions.id == bindparam("edition_id")),
    )
    .outerjoin(tables.records, _records.edition == _editions.row_id)
    .outerjoin(tables.makers, _makers.row_id == _records.maker)
    .where(_reports.id == bindparam("report_id"))
)

_RESOLVE = update(tables.failures).where(_open_failure).values(resolved_at=bindparam("now"))

_FIND_CURRENT = select(_editions.row_id).where(
    _editions.report == bindparam("key"), _editions.is_current
)

_SUPERSEDE = (
    update(tables.editions).where(_editions.row_id == bindparam("key")).values(is_current=False)
)

_FIND_MAKER = select(_makers.row_id).where(
    *(_makers[name] == bindparam(name) for name in ("onrecord", "model", "lexicon"))
)


def find(connection: Connection, report: Report) -> Held | None:
    """What the ledger holds of a report and this edition; None when it knows no such report."""
    ids = {"report_id": report.id, "edition_id": report.edition}
    row = connection.execute(_FIND, {**ids, **_places(report)}).one_or_none()
    if row is None:
        return None
    made_by = None if row.model is None else MadeBy(row.onrecord, row.model, row.lexicon)
    return Held(row.report, row.edition, bool(row.is_current), made_by, bool(row.failed))


def is_settled(held: Held | None, made_by: MadeBy) -> bool:
    """Whether putting this edition's record by this maker would change nothing at all."""
    return held is not None and held.made_by == made_by and not held.failed


class Put(NamedTuple):
    """What putting a record did, and the key of its edition."""

    outcome: Outcome
    edition: int


def put(connection: Connection, record: Record, *, fetched_at: str | None = None) -> Put:
    """Puts a record: new, in place of another maker's, or not at all when it is there already.

    Args:
        connection: A transaction that writes.
        record: The record.
        fetched_at: When the report was fetched, in UTC, where that is known.
    """
    from onrecord.ledger import copying  # only those who write wait for numpy

    now = _now()
    report = record.report
    held = find(connection, report)
    if held is None or held.failed:
        connection.execute(_RESOLVE, {"now": now, **_places(report)})
    if held is not None and held.edition is not None:
        if held.made_by == record.made_by:
            return Put(Outcome.UNCHANGED, held.edition)
        _clear(connection, held, held.edition, report)
        _add_record(connection, held.edition, record, now, is_current=held.is_current)
        copying.assign_again(connection, held.edition, record, fetched_at or now)
        return Put(Outcome.REPLACED, held.edition)
    if held is None:
        key = _add_report(connection, report)
    else:
        key = held.report
        _supersede(connection, key)
    edition = _add_edition(connection, key, report, now)
    _add_record(connection, edition, record, now, is_current=True)
    copying.assign(connection, edition, record, fetched_at or now)
    return Put(Outcome.ADDED, edition)


def put_failure(connection: Connection, failure: Failure) -> None:
    """Keeps a failure or a skip; a place that has failed before counts one more."""
    row = rows.failure_values(failure, _now())
    again = {name: row[name] for name in ("stage", "code", "message", "detail", "last_seen")} | {
        "count": _failures["count"] + 1,
        "resolved_at": None,
    }
    statement = dialect.insert(tables.failures).on_conflict_do_update(
        index_elements=[_failures.location], set_=again
    )
    connection.execute(statement, row)


def _add_report(connection: Connection, report: Report) -> int:
    return _add(connection, tables.reports, {"id": report.id, "url": report.url})


def _add_edition(connection: Connection, key: int, report: Report, now: str) -> int:
    """Adds an edition as the current one."""
    edition = {
        "id": report.edition,
        "report": key,
        "is_current": True,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "read_at": now,
        "text": report.text,
        **rows.edition_values(report),
    }
    return _add(connection, tables.editions, edition)


def _supersede(connection: Connection, report: int) -> None:
    """Makes a report's current edition one of before; what it says counts no more."""
    edition = connection.execute(_FIND_CURRENT, {"key": report}).scalar_one_or_none()
    if edition is not None:
        summaries.remove(connection, edition)
        connection.execute(_SUPERSEDE, {"key": edition})


def _clear(connection: Connection, held: Held, edition: int, report: Report) -> None:
    """Takes away an edition's record, and with it all that it says."""
    if held.is_current:
        summaries.remove(connection, edition)
    connection.execute(delete(tables.records).where(_records.edition == edition))
    # These are not of the edition's identity, so that this reading's may be others.
    named = update(tables.editions).where(_editions.row_id == edition)
    connection.execute(named.values(**rows.edition_values(report)))


def _add_record(
    connection: Connection, edition: int, record: Record, now: str, *, is_current: bool
) -> None:
    maker = _maker(connection, record.made_by)
    values = {"edition": edition, "maker": maker, "made_at": now}
    bulk.write(connection, _insert(tables.records), [values])
    numbers = keys.new_keys(connection, record.report.published, len(record.statements))
    _add_statements(connection, edition, record, numbers)
    excluded = list(rows.excluded_values(edition, record.excluded))
    for table, several in ((tables.excluded, excluded), *parts.part_values(edition, record)):
        bulk.write(connection, _insert(table), several)
    if is_current:
        summaries.add(connection, edition, record, numbers)


def _add_statements(
    connection: Connection, edition: int, record: Record, numbers: Sequence[int]
) -> None:
    keyed = list(zip(numbers, record.statements, strict=True))
    values = [
        {"row_id": key, **rows.statement_values(edition, position, statement)}
        for position, (key, statement) in enumerate(keyed)
    ]
    bulk.write(connection, _insert(tables.statements), values)
    spans = [span for keyed_one in keyed for span in rows.span_values(*keyed_one)]
    bulk.write(connection, _insert(tables.spans), spans)


def _maker(connection: Connection, made_by: MadeBy) -> int:
    values = {"onrecord": made_by.onrecord, "model": made_by.model, "lexicon": made_by.lexicon}
    known = connection.execute(_FIND_MAKER, values).scalar_one_or_none()
    return _add(connection, tables.makers, values) if known is None else known


def _add(connection: Connection, table: Table, values: rows.Values) -> int:
    key: Any = connection.execute(_insert(table), values).inserted_primary_key
    return int(key[0])


@cache
def _insert(table: Table) -> Insert:
    """The statement, made once: SQLAlchemy knows it again by itself."""
    return insert(table)


def _places(report: Report) -> dict[str, str | None]:
    return {"path": _path(report), "url": report.url and rows.storable(report.url)}


def _path(report: Report) -> str | None:
    return None if report.path is None else rows.storable(report.path)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
