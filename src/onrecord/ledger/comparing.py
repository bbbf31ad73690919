"""The part of a ledger that compares: editions with each other, and reports with reports."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TypeVar

from sqlalchemy import Connection

from onrecord.ledger import changes, copies
from onrecord.ledger.compared import Changes, CopyGroup, ReusedParagraph
from onrecord.ledger.reading import find_edition
from onrecord.ledger.values import ReportSummary

T = TypeVar("T")


class Comparing:
    """What `onrecord.ledger.Ledger` tells of editions and copies."""

    def editions(self, key: str) -> tuple[ReportSummary, ...]:
        """A report's editions, in the order in which they came.

        Args:
            key: Of the report, as `get` takes it.

        Raises:
            NotFoundError: It means no report, or several.
        """
        with self._reading() as connection:
            return tuple(changes.editions(connection, key))

    def changes(
        self, key: str | None = None, *, outlet: str | None = None, since: str | None = None
    ) -> Iterator[Changes]:
        """What became of each edition in the next, the latest changed reports first.

        Args:
            key: Of one report, as `get` takes it; None for all that have changed.
            outlet: Who published the newer edition: the whole name; case and accents don't count.
            since: First day on which the newer edition was read (UTC).

        Raises:
            NotFoundError: The key means no report, or several.
            OptionError: The date is none.
        """
        return self._answer(
            lambda connection: changes.changes(connection, key, outlet=outlet, since=since)
        )

    def copies(self) -> Iterator[CopyGroup]:
        """The groups of reports that are copies of one text, the latest first."""
        return self._answer(copies.groups)

    def copies_of(self, key: str) -> CopyGroup | None:
        """The group of copies that a report belongs to; None where no other report does.

        Args:
            key: Of the report or an edition, as `get` takes it.

        Raises:
            NotFoundError: It means no report, or several.
        """
        with self._reading() as connection:
            return copies.group_of(connection, find_edition(connection, key))

    def reuse(self, key: str) -> tuple[ReusedParagraph, ...]:
        """The paragraphs of a report that stand in an earlier report of another outlet, in order.

        Args:
            key: Of the report or an edition, as `get` takes it.

        Raises:
            NotFoundError: It means no report, or several.
        """
        with self._reading() as connection:
            return tuple(copies.reuse(connection, find_edition(connection, key)))

    def _answer(self, read: Callable[[Connection], Iterator[T]]) -> Iterator[T]:
        with self._reading() as connection:
            yield from read(connection)

    def _reading(self) -> AbstractContextManager[Connection]:
        """A transaction that reads."""
        raise NotImplementedError
