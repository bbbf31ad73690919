"""Reports and failures, page by page."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from onrecord.errors import OptionError
from onrecord.ledger import reading, tables
from onrecord.ledger.conditions import of_current_editions
from onrecord.ledger.cursors import cursor, parts_of
from onrecord.ledger.overviews import Page
from onrecord.ledger.values import KeptFailure, ReportSummary

LARGEST_PAGE = 500

_REPORTS, _FAILURES = "reports", "failures"
_editions, _failures = tables.editions.c, tables.failures.c


class Lists(ABC):
    """A ledger's lists in pages."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    def report_page(
        self,
        *,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        size: int = 50,
        cursor: str | None = None,
    ) -> Page[ReportSummary]:
        """A page of `reports`.

        Args:
            outlet: As in `reports`, and so are the dates.
            since: First day of publication.
            until: Last day of publication.
            size: At most so many, 500 at most.
            cursor: ``next`` of the page before.

        Raises:
            OptionError: A date is none, or the cursor is of another list.
        """
        conditions = of_current_editions(outlet=outlet, since=since, until=until)
        with self._reading() as connection:
            return _reports(connection, conditions, _checked_size(size), cursor)

    def failure_page(
        self, *, skipped: bool = False, size: int = 50, cursor: str | None = None
    ) -> Page[KeptFailure]:
        """A page of `failures`.

        Args:
            skipped: As in `failures`.
            size: At most so many, 500 at most.
            cursor: ``next`` of the page before.

        Raises:
            OptionError: The cursor is of another list.
        """
        with self._reading() as connection:
            return _standing(connection, skipped, _checked_size(size), cursor)


def _reports(
    connection: Connection, conditions: list[ColumnElement[bool]], size: int, after: str | None
) -> Page[ReportSummary]:
    """Dated reports first, and then those without a date: an index gives each in its order."""
    published, key = _report_place(connection, after)
    found: list[ReportSummary] = []
    if after is None or published is not None:
        dated = _dated_before(published, key)
        found += _summaries(connection, [*conditions, *dated], size + 1)
    if len(found) <= size:
        undated: list[ColumnElement[bool]] = [_editions.published.is_(None)]
        if after is not None and published is None:
            undated.append(_editions.row_id < key)
        found += _summaries(connection, [*conditions, *undated], size + 1 - len(found))
    items = tuple(found[:size])
    more = len(found) > size
    return Page(
        items=items,
        next=cursor(_REPORTS, items[-1].published or "", items[-1].edition) if more else None,
    )


def _dated_before(published: str | None, key: int) -> list[ColumnElement[bool]]:
    """What a dated edition must be to come after one; None: after none."""
    if published is None:
        return [_editions.published.is_not(None)]
    # The first part is the index's, the second leaves out what the page before had.
    before = or_(_editions.published < published, _editions.row_id < key)
    return [_editions.published <= published, before]


def _summaries(
    connection: Connection, conditions: Iterable[ColumnElement[bool]], limit: int
) -> Iterable[ReportSummary]:
    return reading.summaries(connection, reading.report_query(tuple(conditions), limit))


def _report_place(connection: Connection, after: str | None) -> tuple[str | None, int]:
    """The date, None for none, and the key of the edition that a cursor names."""
    if after is None:
        return None, 0
    published, edition = parts_of(after, _REPORTS, (str, str))
    key = connection.scalar(select(_editions.row_id).where(_editions.id == edition))
    if key is None:
        raise OptionError(f"cursor is {after!r}: it is of another ledger; leave it out to begin.")
    return str(published) or None, key


def _standing(
    connection: Connection, skipped: bool, size: int, after: str | None
) -> Page[KeptFailure]:
    conditions: list[Any] = []
    if after is not None:
        seen, where = parts_of(after, _FAILURES, (str, str))
        conditions = [
            _failures.last_seen <= seen,
            or_(
                _failures.last_seen < seen,
                and_(_failures.last_seen == seen, _failures.location > where),
            ),
        ]
    found = list(reading.failures(connection, skipped=skipped, where=conditions, limit=size + 1))
    items = tuple(found[:size])
    more = len(found) > size
    return Page(
        items=items,
        next=cursor(_FAILURES, items[-1].last_seen, items[-1].failure.where) if more else None,
    )


def _checked_size(size: int) -> int:
    if not 1 <= size <= LARGEST_PAGE:
        raise OptionError(f"size is {size}: give 1 to {LARGEST_PAGE}.")
    return size
