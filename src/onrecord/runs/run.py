"""One run: arrivals are read, and each is settled: evidence, record, failure, progress, output."""

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from onrecord.errors import EvidenceError, LedgerError
from onrecord.record import Record
from onrecord.runs.conversion import Conversion, Known, PassedOver
from onrecord.runs.tally import Tally
from onrecord.types import Arrival, Capture, Failure, MadeBy, Progress, Settlement

if TYPE_CHECKING:
    from onrecord.evidence import Evidence
    from onrecord.ledger import Ledger

Outcome = Record | Failure
Settled = Callable[[Arrival, Outcome], None]
Mark = Progress | Settlement | None
"""What is kept with an outcome, in the same transaction."""


class Readers(Protocol):
    """What reads arrivals: this process, or workers."""

    @property
    def made_by(self) -> MadeBy:
        """What makes the records."""
        ...

    def read_all(
        self, arrivals: Iterable[Arrival], conversion: Conversion, ledger: "Ledger | None"
    ) -> Iterator[tuple[Arrival, Outcome]]:
        """The outcome of each arrival, in their order."""
        ...


@dataclass(slots=True, kw_only=True)
class Run:
    """A run over arrivals; the only one that writes.

    Attributes:
        readers: What reads.
        ledger: Where records are kept; None to keep nothing.
        evidence: Where fetched bytes are kept; None to keep none.
        conversion: How arrivals become reports.
        write: Takes each record that is on record now, those known before too.
        tell: Takes each failure, as it is settled.
        mark: What is kept with an outcome: how far the source has been read with it, unless told.
        settled: Called when an arrival has been settled, whatever came of it.
        stop: Set to take no more arrivals; what is under way is still settled.
        is_taking: Whether the source is being waited for.
    """

    readers: Readers
    ledger: "Ledger | None" = None
    evidence: "Evidence | None" = None
    conversion: Conversion = field(default_factory=Conversion)
    write: Callable[[Record], None] = lambda record: None
    tell: Callable[[Failure], None] = lambda failure: None
    mark: Callable[[Arrival, Outcome], Mark] = lambda arrival, outcome: arrival.progress
    settled: Settled = lambda arrival, outcome: None
    stop: threading.Event = field(default_factory=threading.Event)
    is_taking: bool = False
    tally: Tally = field(default_factory=Tally)

    def over(self, arrivals: Iterable[Arrival]) -> Tally:
        """Reads and settles them all, in their order; a bad one stops nothing.

        Raises:
            LedgerError: The ledger cannot be written; the record at hand is still given to
                ``write``, and nothing that was settled before is lost.
            EvidenceError: The evidence cannot be written; likewise.
        """
        if self.evidence is not None:
            self.evidence.sweep()
        coming = self._until_stopped(arrivals)
        for arrival, outcome in self.readers.read_all(coming, self.conversion, self.ledger):
            self._settle(arrival, outcome)
            self.settled(arrival, outcome)
        return self.tally

    def _until_stopped(self, arrivals: Iterable[Arrival]) -> Iterator[Arrival]:
        coming = iter(arrivals)
        while not self.stop.is_set():
            try:
                self.is_taking = True
                arrival = next(coming, None)
            except KeyboardInterrupt:
                if not self.stop.is_set():
                    raise
                return
            finally:
                self.is_taking = False
            if arrival is None:
                return
            yield arrival

    def _settle(self, arrival: Arrival, outcome: Outcome) -> None:
        progress = arrival.progress
        if isinstance(outcome, PassedOver):
            if outcome.code:  # else it is the end of an archive
                self.tally.skipped[outcome.code] += 1
            self._advance(arrival, outcome)
        elif isinstance(outcome, Known):
            self.tally.known += 1
            self._advance(arrival, outcome)
            self._finish_known(outcome)
        elif isinstance(outcome, Failure):
            self._fail(arrival, outcome)
        else:
            self._keep(arrival, outcome)
        if progress is not None and progress.size:
            self.tally.reach(progress.source, progress.position / progress.size)

    def _advance(self, arrival: Arrival, outcome: Outcome) -> None:
        mark = self.mark(arrival, outcome)
        if self.ledger is not None and mark is not None:
            self.ledger.advance(mark)

    def _finish_known(self, known: Known) -> None:
        if self.ledger is not None:
            stored = self.ledger.get(known.report.edition)
            self._finish(replace(stored, report=known.report), is_new=False)

    def _fail(self, arrival: Arrival, failure: Failure) -> None:
        if failure.is_skip:
            self.tally.skipped[failure.code] += 1
        else:
            self.tally.failures[failure.code] += 1
        self.tell(failure)
        if self.ledger is not None:
            capture = self._kept_capture(arrival)
            mark = self.mark(arrival, failure)
            self.ledger.put_failure(failure, capture=capture, progress=mark)

    def _keep(self, arrival: Arrival, record: Record) -> None:
        if self.ledger is None:
            self._finish(record)
            return
        known: dict[str, Any] = {}
        try:
            capture = self._kept_capture(arrival)
            given = {"capture": capture, "progress": self.mark(arrival, record)}
            known = {name: value for name, value in given.items() if value is not None}
            self.ledger.put(record, **known)
        except (LedgerError, EvidenceError):
            # The record is whole: it is shown before the run ends, and nothing else is lost.
            self._finish(record)
            raise
        except Exception as error:  # the border of one report: no fault of one stops the others
            self._finish(record)
            self._fail(arrival, _internal(record, error))
        else:
            self._finish(record)

    def _kept_capture(self, arrival: Arrival) -> Capture | None:
        """The capture, where the ledger is to know of it, its bytes kept first.

        What lies in a file of the user's is not copied.
        """
        capture = arrival.item
        if not isinstance(capture, Capture) or capture.url is None or capture.path is not None:
            return None
        if capture.archive is None:
            if self.evidence is None:
                return None
            self.evidence.put(capture.data)
        return capture

    def _finish(self, record: Record, *, is_new: bool = True) -> None:
        self.tally.reports += 1  # first: who reads what is written and stops us finds it counted
        self.tally.statements += len(record.statements)
        if is_new:
            self.tally.words += len(record.report.text.split())
        self.write(record)


@contextmanager
def stopping(run: Run, report: Callable[[], None]) -> Iterator[None]:
    """While this lasts, SIGTERM and SIGINT stop a run, a second one at once; SIGUSR1 reports.

    In another thread than the main one, signals stay what they are.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(*_: object) -> None:
        is_second = run.stop.is_set()
        run.stop.set()
        if is_second or run.is_taking:
            raise KeyboardInterrupt

    handlers: dict[str, Callable[..., None]] = {
        "SIGTERM": end,
        "SIGINT": end,
        "SIGUSR1": lambda *_: report(),
    }
    before = {
        name: signal.signal(getattr(signal, name), handler)
        for name, handler in handlers.items()
        if hasattr(signal, name)
    }
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _internal(record: Record, error: Exception) -> Failure:
    report = record.report
    return Failure(
        where=report.path or report.url or report.id,
        stage="read",
        code="internal",
        message=f"the report was read but cannot be put on record ({type(error).__name__}: "
        f"{error}); please report it with the text",
    )
