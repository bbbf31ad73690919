"""Captures and progress in the ledger, in the caller's transaction."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, exists, insert, select, update

from onrecord.ledger import bulk, dialect, entries, reading, tables
from onrecord.ledger.rows import storable
from onrecord.ledger.values import KeptCapture
from onrecord.types import Capture, MadeBy, Progress, Settlement

_captures, _progress = tables.captures.c, tables.progress.c
_editions, _records, _makers = tables.editions.c, tables.records.c, tables.makers.c
_CHUNK_ROWS = 100

_ADD = insert(tables.captures)

_SAME = (
    select(_captures.row_id)
    .where(_captures.location == bindparam("place"), _captures.digest == bindparam("hash"))
    .where(_captures.fetched_at.is_not_distinct_from(bindparam("fetched")))
    .order_by(_captures.row_id)
    .limit(1)
)

_IS_READ = select(
    exists()
    .where(_captures.location == bindparam("place"), _captures.digest == bindparam("hash"))
    .where(_records.edition == _captures.edition, _makers.row_id == _records.maker)
    .where(*(_makers[name] == bindparam(name) for name in ("onrecord", "model", "lexicon")))
)


def keep(connection: Connection, capture: Capture | None, *, edition: int | None) -> None:
    """Keeps what is known of a capture: once, and with the edition that was read from it last."""
    if capture is None:
        return
    key = _key(capture)
    known = connection.execute(_SAME, {**key, "fetched": capture.fetched_at}).scalar_one_or_none()
    if known is None:
        bulk.write(connection, _ADD, [_values(capture, key, edition)])
    elif edition is not None:
        same = update(tables.captures).where(_captures.row_id == known)
        connection.execute(same.values(edition=edition))


def is_read(connection: Connection, capture: Capture, made_by: MadeBy) -> bool:
    """Whether these bytes from this address were read into a record by this maker."""
    maker = {"onrecord": made_by.onrecord, "model": made_by.model, "lexicon": made_by.lexicon}
    return bool(connection.execute(_IS_READ, {**_key(capture), **maker}).scalar())


def kept(
    connection: Connection,
    key: str | None,
    conditions: Sequence[ColumnElement[bool]] = (),
    *,
    by_digest: bool = False,
) -> Iterator[KeptCapture]:
    """The captures of a report, of the reports with such editions, or all.

    Raises:
        NotFoundError: The key means no report, or several.
    """
    query = (
        select(tables.captures, _editions.id.label("edition_id"), tables.reports.c.id.label("of"))
        .outerjoin(tables.editions, _editions.row_id == _captures.edition)
        .outerjoin(tables.reports, tables.reports.c.row_id == _editions.report)
        .order_by(*([_captures.digest] if by_digest else []), _captures.row_id)
    )
    if key is not None:
        edition = reading.find_edition(connection, key)
        report = select(_editions.report).where(_editions.row_id == edition).scalar_subquery()
        query = query.where(_editions.report == report)
    if conditions:
        # Superseded editions of a report are taken with its current one.
        wanted = tables.editions.alias()
        such = select(_editions.report).where(*conditions).correlate(None)
        query = query.where(
            _captures.edition.in_(select(wanted.c.row_id).where(wanted.c.report.in_(such)))
        )
    for row in connection.execute(query, execution_options={"yield_per": _CHUNK_ROWS}):
        yield _kept(row)


def advance(connection: Connection, progress: Progress | Settlement | None) -> None:
    """Keeps how far a source has been read, or what came of an entry."""
    if progress is None:
        return
    if isinstance(progress, Settlement):
        entries.settle(connection, progress)
        return
    row = {
        "source": storable(progress.source),
        "position": progress.position,
        "is_done": progress.is_done,
        "updated_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    later = {name: value for name, value in row.items() if name != "source"}
    statement = dialect.insert(tables.progress)
    connection.execute(
        statement.on_conflict_do_update(index_elements=[_progress.source], set_=later), row
    )


def progress(connection: Connection, source: str) -> Progress | None:
    """How far a source has been read; None when it has not been begun."""
    query = select(tables.progress).where(_progress.source == storable(source))
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Progress(source=source, position=row.position, is_done=row.is_done)


def _key(capture: Capture) -> dict[str, str]:
    return {"place": storable(capture.url or capture.where), "hash": capture.digest}


def _values(capture: Capture, key: dict[str, str], edition: int | None) -> dict[str, Any]:
    return {
        "edition": edition,
        "location": key["place"],
        "requested": None if capture.requested == capture.url else capture.requested,
        "fetched_at": capture.fetched_at,
        "status": capture.status,
        "headers": storable(json.dumps(capture.headers, ensure_ascii=False)),
        "digest": key["hash"],
        "size": len(capture.data),
        "archive": None if capture.archive is None else storable(capture.archive),
    }


def _kept(row: Row[Any]) -> KeptCapture:
    return KeptCapture(
        edition=row.edition_id,
        report=row.of,
        location=row.location,
        requested=row.requested,
        fetched_at=row.fetched_at,
        status=row.status,
        headers=tuple((name, value) for name, value in json.loads(row.headers)),
        digest=row.digest,
        size=row.size,
        archive=row.archive,
    )
