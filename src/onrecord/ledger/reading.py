"""Reading records, reports and failures out of the ledger, in the caller's transaction."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Connection,
    Row,
    Select,
    Table,
    bindparam,
    func,
    select,
)

from onrecord.errors import NotFoundError
from onrecord.ledger import dialect, parts, rows, tables
from onrecord.ledger.values import Counts, KeptFailure, ReportSummary
from onrecord.record import Record
from onrecord.types import MadeBy, Report

_CANDIDATES_SHOWN = 5
_SHORTEST_PREFIX_CHARS = 4
_ID_CHARS = 32
_CHUNK_ROWS = 100
_EDITION_COLUMNS = (
    *("text", "path", "title", "outlet", "published"),
    *("updated", "authors", "section", "language"),
)

_reports, _editions, _makers = tables.reports.c, tables.editions.c, tables.makers.c
_records, _statements, _spans = tables.records.c, tables.statements.c, tables.spans.c
_failures, _days = tables.failures.c, tables.day_totals.c

IN_ORDER = (_spans.statement, _spans.role, _spans.position)
"""The order of spans that `rows.spans_from` takes."""

NEWEST_FIRST = (_editions.published.desc().nulls_last(), _editions.row_id.desc())
"""Latest published first, undated last, then latest read first."""


def load(connection: Connection, edition: int) -> Record:
    """The record of an edition, by its key.

    Raises:
        ValueError: A row holds a value that no record has.
    """
    key = {"key": edition}
    head = connection.execute(_HEAD, key).one()
    by_key = rows.spans_from(connection.execute(_SPANS_OF_EDITION, key).all())
    return Record(
        report=_report(head),
        statements=tuple(
            rows.statement_from(row, by_key.get(row.row_id, {}))
            for row in connection.execute(_STATEMENTS_OF_EDITION, key).all()
        ),
        excluded=rows.excluded_from(_rows(connection, tables.excluded, edition)),
        made_by=MadeBy(head.onrecord, head.model, head.lexicon),
        mentions=tuple(map(parts.mention_from, _rows(connection, tables.mentions, edition))),
        actors=parts.actors_from(
            _rows(connection, tables.actors, edition),
            _rows(connection, tables.actor_spans, edition),
        ),
        dates=tuple(map(parts.date_from, _rows(connection, tables.dates, edition))),
        places=tuple(map(parts.place_from, _rows(connection, tables.places, edition))),
        relations=tuple(map(parts.relation_from, _rows(connection, tables.relations, edition))),
        own_voice=parts.own_voice_from(_rows(connection, tables.own_voice, edition), head.text),
    )


def find_edition(connection: Connection, key: str) -> int:
    """The edition that a user means, by its key.

    A report's address or path, the first characters of its id, or an edition's whole id.

    Raises:
        NotFoundError: It means none, or more than one.
    """
    key = rows.storable(key)
    found = _candidates(connection, _editions.row_id.in_(_of_place(key)))
    if not found and len(key) >= _SHORTEST_PREFIX_CHARS and _is_hex(key):
        # Every hexadecimal digit comes before "g": a range, for the index to answer.
        prefix = key.lower()
        found = _candidates(connection, _reports.id.between(prefix, prefix + "g"))
        if not found and len(key) == _ID_CHARS:
            found = _candidates(connection, _editions.id == prefix, current=False)
    if len(found) != 1:
        raise NotFoundError(_which(key, found))
    return int(found[0].edition)


def _of_place(key: str) -> CompoundSelect[Any]:
    """Editions by address and by path: an index answers each, but not the two at once."""
    by_url = select(_editions.row_id).join(tables.reports, _editions.report == _reports.row_id)
    by_path = select(_editions.row_id).where(_editions.path == key)
    return by_url.where(_reports.url == key).union(by_path)


def editions(
    connection: Connection, conditions: Sequence[ColumnElement[bool]] = ()
) -> Iterator[int]:
    """The keys of editions, in the order in which they came."""
    # Sorted, not read along the keys: an index gives those of a time, which may be few of many.
    in_order = dialect.without_index(_editions.row_id)
    query = select(_editions.row_id).where(*conditions).order_by(in_order)
    for row in _stream(connection, query):
        yield row.row_id


def report_query(conditions: Sequence[ColumnElement[bool]], limit: int | None) -> Select[Any]:
    """The query whose rows `summaries` reads: an edition each."""
    every = tables.editions.alias()
    count = func.count().label("n")
    of_report = select(count).where(every.c.report == _reports.row_id)
    editions_kept = of_report.scalar_subquery()
    number = of_report.where(every.c.row_id <= _editions.row_id).scalar_subquery()
    statements = select(count).where(_statements.edition == _editions.row_id).scalar_subquery()
    names = ("outlet", "title", "path", "published", "read_at", "is_current")
    return (
        select(
            _reports.id,
            _editions.id.label("edition"),
            _reports.url,
            *(_editions[name] for name in names),
            statements.label("statements"),
            editions_kept.label("editions"),
            number.label("number"),
        )
        .join(tables.editions, _editions.report == _reports.row_id)
        .where(*conditions)
        .order_by(*NEWEST_FIRST)
        .limit(limit)
    )


def summaries(connection: Connection, query: Select[Any]) -> Iterator[ReportSummary]:
    """The reports that a `report_query` finds."""
    for row in _stream(connection, query):
        yield ReportSummary(**row._mapping)


def failures(
    connection: Connection,
    *,
    skipped: bool = False,
    where: Sequence[ColumnElement[bool]] = (),
    limit: int | None = None,
) -> Iterator[KeptFailure]:
    """The failures that still stand, or what was passed over; latest first."""
    query = select(tables.failures).where(*_standing(skipped=skipped), *where).limit(limit)
    order = (_failures.last_seen.desc(), _failures.location)
    for row in _stream(connection, query.order_by(*order)):
        yield KeptFailure(
            failure=rows.failure_from(row),
            first_seen=row.first_seen,
            last_seen=row.last_seen,
            count=row._mapping["count"],
        )


def counts(connection: Connection) -> Counts:
    """How many of each the ledger holds."""
    standing = {
        skipped: connection.scalar(select(func.count()).where(*_standing(skipped=skipped))) or 0
        for skipped in (False, True)
    }
    return Counts(
        reports=connection.scalar(select(func.count()).select_from(tables.reports)) or 0,
        editions=connection.scalar(select(func.count()).select_from(tables.editions)) or 0,
        statements=connection.scalar(select(func.sum(_days.statements))) or 0,
        failures=standing[False],
        skipped=standing[True],
    )


def _standing(*, skipped: bool) -> tuple[ColumnElement[bool], ...]:
    is_skip = _failures.stage == "skip"
    return _failures.resolved_at.is_(None), is_skip if skipped else ~is_skip


def _stream(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    yield from connection.execute(query, execution_options={"yield_per": _CHUNK_ROWS})


def _rows(connection: Connection, table: Table, edition: int) -> Sequence[Row[Any]]:
    """An edition's rows of a table, in the order of the key."""
    return connection.execute(_of_edition(table), {"key": edition}).all()


@cache
def _of_edition(table: Table) -> Select[Any]:
    of_edition = select(table).where(table.c.edition == bindparam("key"))
    return of_edition.order_by(*table.primary_key.columns)


# Put together once: this takes longer than to answer them, and a stream asks for each record.
_KEY: BindParameter[int] = bindparam("key")
_HEAD = (
    select(
        _reports.url,
        *(_editions[name] for name in _EDITION_COLUMNS),
        *(_makers[name] for name in ("onrecord", "model", "lexicon")),
    )
    .select_from(tables.editions)
    .join(tables.reports, _reports.row_id == _editions.report)
    .join(tables.records, _records.edition == _editions.row_id)
    .join(tables.makers, _makers.row_id == _records.maker)
    .where(_editions.row_id == _KEY)
)
_STATEMENTS_OF_EDITION = (
    select(tables.statements).where(_statements.edition == _KEY).order_by(_statements.position)
)
_SPANS_OF_EDITION = (
    select(tables.spans)
    .join(tables.statements, _statements.row_id == _spans.statement)
    .where(_statements.edition == _KEY)
    .order_by(*IN_ORDER)
)


def _report(head: Row[Any]) -> Report:
    told = {name: getattr(head, name) for name in _EDITION_COLUMNS}
    return Report(url=head.url, **told | {"authors": rows.authors_from(head.authors)})


def _candidates(
    connection: Connection, condition: ColumnElement[bool], *, current: bool = True
) -> Sequence[Row[Any]]:
    query: Select[Any] = (
        select(
            _reports.id,
            _reports.url,
            _editions.row_id.label("edition"),
            _editions.path,
            _editions.title,
        )
        .join(tables.editions, _editions.report == _reports.row_id)
        .where(condition)
        .order_by(_reports.id)
        .limit(_CANDIDATES_SHOWN + 1)
    )
    return connection.execute(query.where(_editions.is_current) if current else query).all()


def _is_hex(key: str) -> bool:
    return set(key.lower()) <= set("0123456789abcdef")


def _which(key: str, found: Sequence[Row[Any]]) -> str:
    if not found:
        return (
            f"No report goes by {key!r}. Give its address, its path, or at least "
            f"{_SHORTEST_PREFIX_CHARS} characters of its id, as `onrecord reports` lists them."
        )
    lines = [
        f"  {row.id}  {row.title or row.url or row.path or ''}".rstrip()
        for row in found[:_CANDIDATES_SHOWN]
    ]
    more = ["  …"] if len(found) > _CANDIDATES_SHOWN else []
    return "\n".join([f"{key!r} may be several reports; give more of an id:", *lines, *more])
