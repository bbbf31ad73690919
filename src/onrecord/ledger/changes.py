"""A report's editions, and what became of each in the next."""

from collections.abc import Iterator
from itertools import pairwise

from sqlalchemy import Connection, exists, select

from onrecord.errors import NotFoundError
from onrecord.ledger import conditions, dialect, reading, rows, tables
from onrecord.ledger.compared import Changes
from onrecord.ledger.values import ReportSummary

_editions = tables.editions.c


def editions(connection: Connection, key: str) -> list[ReportSummary]:
    """A report's editions in the order in which they came, by any key of it.

    Raises:
        NotFoundError: It means no report, or several.
    """
    return _of_report(connection, report_of(connection, key))


def report_of(connection: Connection, key: str) -> int:
    """The key of the report that a user means."""
    edition = reading.find_edition(connection, key)
    query = select(_editions.report).where(_editions.row_id == edition)
    return int(connection.execute(query).scalar_one())


def find(connection: Connection, key: str, edition: int | str) -> int:
    """The key of one of a report's editions.

    Args:
        connection: A transaction.
        key: Of the report.
        edition: Its number, from 1, or the beginning of its id.

    Raises:
        NotFoundError: There is no such report or edition, or there are several.
    """
    kept = editions(connection, key)
    if isinstance(edition, int):
        found = [one for one in kept if one.number == edition]
    else:
        found = [one for one in kept if one.edition.startswith(edition.lower())]
    if len(found) != 1:
        listed = "\n".join(f"  {one.number}  {one.edition}  {one.read_at}" for one in kept)
        raise NotFoundError(
            f"{key!r} has no edition {edition!r}, or several; give one of these:\n{listed}"
        )
    query = select(_editions.row_id).where(_editions.id == found[0].edition)
    return int(connection.execute(query).scalar_one())


def changes(
    connection: Connection, key: str | None, *, outlet: str | None, since: str | None
) -> Iterator[Changes]:
    """What became of each edition in the next, report by report, the latest read first.

    Args:
        connection: A transaction.
        key: Of one report; None for all that have changed.
        outlet: Who published the newer edition.
        since: First day on which the newer edition was read.

    Raises:
        NotFoundError: The key means no report, or several.
        OptionError: The date is none.
    """
    first = None if since is None else conditions.checked_day(since, "since")
    wanted = None if outlet is None else dialect.fold(rows.storable(outlet))
    reports = _changed(connection) if key is None else iter([report_of(connection, key)])
    for report in reports:
        for old, new in pairwise(_of_report(connection, report)):
            if first is not None and new.read_at < first:
                continue
            if wanted is None or dialect.fold(new.outlet or "") == wanted:
                yield _compared(connection, old, new)


def _changed(connection: Connection) -> Iterator[int]:
    """The reports that have more than one edition, the latest changed first."""
    other = tables.editions.alias()
    is_newer = exists().where(other.c.report == _editions.report, other.c.row_id < _editions.row_id)
    is_last = ~exists().where(other.c.report == _editions.report, other.c.row_id > _editions.row_id)
    query = select(_editions.report).where(is_newer, is_last).order_by(_editions.row_id.desc())
    for row in connection.execute(query):
        yield row.report


def _of_report(connection: Connection, report: int) -> list[ReportSummary]:
    query = reading.report_query([_editions.report == report], None)
    found = reading.summaries(connection, query)
    return sorted(found, key=lambda one: one.number)


def _compared(connection: Connection, old: ReportSummary, new: ReportSummary) -> Changes:
    from onrecord.compare.editions import compare_editions  # the rest need no lexicon

    before, after = (
        reading.load(connection, reading.find_edition(connection, one.edition))
        for one in (old, new)
    )
    comparison = compare_editions(before, after)
    return Changes(old, new, before.report.text, after.report.text, comparison)
