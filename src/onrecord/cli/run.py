"""Read reports one after the other, put each on record and write it: what read and demo share."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.cli.exits import ExitCode, tell
from onrecord.cli.labels import counted
from onrecord.cli.output import RecordWriter
from onrecord.errors import LedgerError
from onrecord.record import Record
from onrecord.types import Failure, Report

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known(Failure):
    """A report on record already. It passes through the reader as a failure does: in its place."""

    report: Report


@dataclass(slots=True)
class Tally:
    """What a run did so far."""

    reports: int = 0
    statements: int = 0
    failures: int = 0
    known: int = 0

    def __str__(self) -> str:
        parts = [counted(self.reports, "report"), counted(self.statements, "statement")]
        if self.failures:
            parts.append(counted(self.failures, "failure"))
        if self.known:
            parts.append(f"{self.known:,} already on record")
        return ", ".join(parts)


@dataclass(slots=True, kw_only=True)
class Run:
    """One run over reports.

    Attributes:
        reader: Reads them.
        ledger: Where they are kept; None to keep nothing.
        write: Writes a record.
        again: Read also what is on record by the same versions.
        advance: Told after each report how many words it had.
    """

    reader: "Reader"
    ledger: "Ledger | None"
    write: RecordWriter
    again: bool = False
    advance: Callable[[int], None] = lambda words: None

    def over(self, items: Iterable[Report | Failure]) -> ExitCode:
        """Read them all; a bad one stops nothing, a ledger that cannot be written does.

        What was done is told at the end, unless it was one report that went well.
        """
        tally = Tally()
        try:
            for outcome in self.reader.read_all(self._not_known(items)):
                self._settle(outcome, tally)
        except KeyboardInterrupt:
            tell(f"stopped: {tally}{self._where_kept()}")
            return ExitCode.INTERRUPTED
        if tally.reports != 1 or tally.failures or tally.known:
            tell(f"{tally}{self._where_kept()}")
        return ExitCode.SOME_FAILED if tally.failures else ExitCode.OK

    def _not_known(self, items: Iterable[Report | Failure]) -> Iterator[Report | Failure]:
        for item in items:
            if isinstance(item, Report) and self._is_known(item):
                yield _Known(where=item.id, stage="read", code="known", message="", report=item)
            else:
                yield item

    def _is_known(self, report: Report) -> bool:
        if self.ledger is None or self.again:
            return False
        return self.ledger.has(report, self.reader.made_by)

    def _settle(self, outcome: Record | Failure, tally: Tally) -> None:
        if isinstance(outcome, _Known) and self.ledger is not None:
            tally.known += 1
            stored = self.ledger.get(outcome.report.edition)
            self._finish(replace(stored, report=outcome.report), tally)
        elif isinstance(outcome, Failure):
            self._fail(outcome, tally)
        else:
            self._keep(outcome, tally)
            self._finish(outcome, tally)

    def _keep(self, record: Record, tally: Tally) -> None:
        if self.ledger is None:
            return
        try:
            self.ledger.put(record)
        except LedgerError:
            # The record is whole: it is shown before the run ends, and nothing else is lost.
            self._finish(record, tally)
            tell(f"the last report is not on record; {tally}; run the same again to go on")
            raise
        except Exception as error:  # the border of one report: no fault of one stops the others
            self._fail(_internal(record.report, error), tally)

    def _finish(self, record: Record, tally: Tally) -> None:
        tally.reports += 1  # before it is written: who reads it and stops us must find it counted
        tally.statements += len(record.statements)
        self.write(record)
        self.advance(len(record.report.text.split()))

    def _fail(self, failure: Failure, tally: Tally) -> None:
        tally.failures += 1
        tell(f"{failure.where}: {failure.message} [{failure.code}]")
        if self.ledger is not None:
            self.ledger.put_failure(failure)
        self.advance(0)

    def _where_kept(self) -> str:
        return "" if self.ledger is None else f"; ledger: {self.ledger.path}"


def _internal(report: Report, error: Exception) -> Failure:
    return Failure(
        where=report.path or report.url or report.id,
        stage="read",
        code="internal",
        message=f"the report was read but cannot be put on record ({type(error).__name__}: "
        f"{error}); please report it with the text",
    )
