"""Holding the ledger against itself: is every word still where it was put?"""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, bindparam, func, select

from onrecord.ledger import checks, dialect, reading, recounting, tables
from onrecord.ledger.values import Problem

_editions, _records = tables.editions.c, tables.records.c

_HELD = (
    select(
        _editions.id,
        tables.reports.c.id.label("report"),
        func.coalesce(tables.reports.c.url, _editions.path).label("place"),
        tables.makers.c.row_id.label("maker"),
    )
    .select_from(tables.editions)
    .outerjoin(tables.reports, tables.reports.c.row_id == _editions.report)
    .outerjoin(tables.records, _records.edition == _editions.row_id)
    .outerjoin(tables.makers, tables.makers.c.row_id == _records.maker)
    .where(_editions.row_id == bindparam("edition"))
)


def problems(connection: Connection, checked: Callable[[], None]) -> Iterator[Problem]:
    """All that is not as it was put: in the file, the ids, the positions and the summaries.

    Args:
        connection: Of the caller's transaction.
        checked: Called after each edition.
    """
    for message in dialect.store_problems(connection):
        yield Problem(edition=None, statement=None, message=message)
    for message in recounting.differences(connection):
        yield Problem(edition=None, statement=None, message=message)
    for edition in reading.editions(connection):
        yield from _of_edition(connection, edition)
        checked()


def _of_edition(connection: Connection, edition: int) -> Iterator[Problem]:
    held = connection.execute(_HELD, {"edition": edition}).one()
    told = {"edition": held.id, "report": held.report, "where": held.place}
    if held.report is None or held.maker is None:
        message = "its report, its record or its maker is missing"
        yield Problem(**told, statement=None, message=message)
        return
    try:
        record = reading.load(connection, edition)
    except ValueError as error:
        yield Problem(**told, statement=None, message=f"the record is unreadable: {error}")
        return
    if (record.report.id, record.report.edition) != (held.report, held.id):
        message = "the text or the particulars are not those that the ids were made of"
        yield Problem(**told, statement=None, message=message)
    for statement, message in checks.of_record(record):
        yield Problem(**told, statement=statement, message=message)
