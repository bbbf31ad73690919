"""One thread that reads what is handed in, and writes it onto the ledger."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Full, Queue
from typing import TYPE_CHECKING

from onrecord.cli.labels import report_name
from onrecord.errors import OnrecordError
from onrecord.record import Record
from onrecord.types import Arrival, Failure
from onrecord.web.desk.jobs import Item, Job, Task
from onrecord.web.refusals import Refusal

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.runs.run import Readers

_log = logging.getLogger(__name__)

_MOST_WAITING = 50
_MOST_KEPT = 200
_STOPPING_SECONDS = 5.0
_POLL_SECONDS = 0.5

MakeReaders = Callable[[], "Readers"]
"""Loads what reads; takes a second and some memory."""


def load_readers() -> "Readers":
    """The reader with the shipped model."""
    from onrecord.reader import Reader
    from onrecord.runs.local import Local

    return Local(Reader())


class Desk:
    """Takes jobs and reads them one after another; the model is loaded for the first."""

    def __init__(
        self,
        ledger: Callable[[], "Ledger"],
        evidence: Path,
        make_readers: MakeReaders = load_readers,
    ) -> None:
        """Starts nothing yet.

        Args:
            ledger: Opens the ledger that is written.
            evidence: The folder that fetched pages are kept in.
            make_readers: Loads what reads.
        """
        self._ledger = ledger
        self._evidence = evidence
        self._make_readers = make_readers
        self._readers: Readers | None = None
        self._waiting: Queue[Job] = Queue(_MOST_WAITING)
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def submit(self, task: Task) -> Job:
        """Takes a task.

        Raises:
            Refusal: Too many wait already.
        """
        job = Job(task)
        try:
            self._waiting.put_nowait(job)
        except Full:
            raise Refusal(
                503,
                "Too much is waiting",
                f"{_MOST_WAITING} jobs wait to be read. Wait until some are done, and send it "
                "again.",
                "busy",
                {"Retry-After": "30"},
            ) from None
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > _MOST_KEPT:
                self._jobs.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._work, name="onrecord-desk", daemon=True
                )
                self._thread.start()
        return job

    def job(self, job_id: str) -> Job | None:
        """A job by its id; None when it is not known, or no longer."""
        return self._jobs.get(job_id)

    def jobs(self) -> list[Job]:
        """The jobs since the room was opened, the latest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def close(self) -> None:
        """Ends: the report at hand is still settled, what waits is let go."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(_STOPPING_SECONDS)

    def _work(self) -> None:
        while not self._stop.is_set():
            try:
                job = self._waiting.get(timeout=_POLL_SECONDS)
            except Empty:
                continue
            self._read(job)

    def _read(self, job: Job) -> None:
        from onrecord.evidence import Evidence
        from onrecord.runs.conversion import Conversion
        from onrecord.runs.run import Run

        job.begin()
        try:
            if self._readers is None:
                self._readers = self._make_readers()
            run = Run(
                readers=self._readers,
                ledger=self._ledger(),
                evidence=Evidence(self._evidence),
                conversion=Conversion(job.task.particulars),
                write=lambda record: job.add(_item(record)),
                settled=lambda arrival, outcome: _note_failure(job, arrival, outcome),
                stop=self._stop,
            )
            run.over(job.task.arrivals())
        except (OnrecordError, Refusal) as error:
            job.end(error.detail if isinstance(error, Refusal) else str(error))
        except Exception as error:  # the border of one job: no fault of one stops the others
            _log.exception("the job %s broke off", job.task.name)
            job.end(f"this is a fault in onrecord ({type(error).__name__}); please report it")
        else:
            job.end("the reading room was closed" if self._stop.is_set() else None)


def _item(record: Record) -> Item:
    report = record.report
    return Item(name=report_name(report), report=report.id, statements=len(record.statements))


def _note_failure(job: Job, arrival: Arrival, outcome: Record | Failure) -> None:
    """Notes what could not be read; what is on record, or was before, is noted as it is written."""
    from onrecord.runs.conversion import Known, PassedOver

    if isinstance(outcome, PassedOver):
        job.add(Item(name=outcome.where or job.task.name, trouble=_PASSED_OVER, code=outcome.code))
    elif isinstance(outcome, Failure) and not isinstance(outcome, Known):
        job.add(Item(name=outcome.where, trouble=outcome.message, code=outcome.code))


_PASSED_OVER = "it is on record already, word for word"
