"""Worker processes: started, fed, replaced when they die, and read from in order."""

import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError
from onrecord.record import Record
from onrecord.runs.conversion import Conversion
from onrecord.runs.frames import receive, send
from onrecord.runs.worker import Begun, Ready, Setup
from onrecord.types import Arrival, Capture, Failure, MadeBy

if TYPE_CHECKING:
    from onrecord.ledger import Ledger

# So many arrivals for each worker are under way: one is read, one waits at the worker, and the
# others wait for their turn behind one that takes long.
_AHEAD = 8
# Once or twice a worker may be killed by something else: for want of memory, say.
_MOST_DEATHS = 3
# A worker may be killed while it starts; several in a row cannot start at all.
_MOST_FALSE_STARTS = 6
# Not -m, under which the worker's own classes would be those of another module.
_WORK = "from onrecord.runs.worker import main; main()"


@dataclass(slots=True)
class _Task:
    """An arrival under way."""

    arrival: Arrival
    outcome: Record | Failure | None = None
    deaths: int = 0


@dataclass(slots=True, eq=False)
class _Worker:
    """A worker process and what it has been given, the oldest first."""

    process: "subprocess.Popen[bytes]"
    outbox: "Queue[Any]" = field(default_factory=Queue)
    tasks: deque[_Task] = field(default_factory=deque)
    since: float = 0.0
    is_ready: bool = False
    is_reading: bool = False


class Workers:
    """Reads in processes of their own, so that no page can stop the run."""

    def __init__(
        self, count: int = 2, setup: Setup | None = None, *, limit_seconds: float = 300.0
    ) -> None:
        """Starts the workers and waits for the first that is ready.

        Args:
            count: How many.
            setup: What each starts with.
            limit_seconds: A worker that takes longer over one report is ended, and the report is
                a failure.

        Raises:
            OnrecordError: They cannot start: the model is damaged, say.
        """
        self._setup = setup or Setup()
        self._limit = limit_seconds
        self._said: Queue[tuple[_Worker, Any]] = Queue()
        self._workers: list[_Worker] = []
        self._made_by: MadeBy | None = None
        self._false_starts = 0
        for _ in range(max(1, count)):
            self._start()
        while self._made_by is None:
            self._take()

    @property
    def made_by(self) -> MadeBy:
        """What makes the records."""
        assert self._made_by is not None  # the constructor waits for it
        return self._made_by

    @property
    def processes(self) -> list[int]:
        """The ids of the processes."""
        return [worker.process.pid for worker in self._workers]

    def read_all(
        self, arrivals: Iterable[Arrival], conversion: Conversion, ledger: "Ledger | None"
    ) -> Iterator[tuple[Arrival, Record | Failure]]:
        """The outcome of each arrival, in their order; a few arrivals are taken ahead.

        The conversion and the ledger must be those of the setup.
        """
        coming = iter(arrivals)
        waiting: deque[_Task] = deque()
        while True:
            while len(waiting) < _AHEAD * len(self._workers):
                arrival = next(coming, None)
                if arrival is None:
                    break
                task = _Task(arrival)
                waiting.append(task)
                if isinstance(arrival.item, Capture):
                    self._give(task)
                else:
                    task.outcome = _without_reading(arrival, conversion, self.made_by)
            if not waiting:
                return
            while waiting[0].outcome is None:
                self._take()
            while waiting and waiting[0].outcome is not None:
                done = waiting.popleft()
                assert done.outcome is not None
                yield done.arrival, done.outcome

    def close(self) -> None:
        """Ends the workers."""
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    def _start(self) -> _Worker:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _WORK],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        worker = _Worker(process)
        self._workers.append(worker)
        for role in (_speak, self._listen):
            threading.Thread(target=role, args=(worker,), daemon=True).start()
        worker.outbox.put(self._setup)
        return worker

    def _listen(self, worker: _Worker) -> None:
        """Puts what a worker says into the one queue; None when it has ended or talks nonsense."""
        assert worker.process.stdout is not None
        try:
            while True:
                self._said.put((worker, receive(worker.process.stdout)))
        except Exception:  # the border of a process: whatever is wrong, it is replaced
            self._said.put((worker, None))

    def _give(self, task: _Task) -> None:
        worker = min(self._workers, key=lambda one: len(one.tasks))
        if not worker.tasks:
            worker.since = time.monotonic()
        worker.tasks.append(task)
        worker.outbox.put(task.arrival)

    def _take(self) -> None:
        """Takes in the next thing that a worker says."""
        try:
            worker, said = self._said.get(timeout=1.0)
        except Empty:
            self._end_slow()
            return
        if worker not in self._workers:
            return
        if said is None:
            self._replace(worker, "worker-died")
        elif isinstance(said, Ready):
            worker.is_ready, worker.since = True, time.monotonic()
            self._false_starts = 0
            self._made_by = said.made_by
        elif isinstance(said, Begun):
            worker.is_reading, worker.since = True, time.monotonic()
        elif isinstance(said, Exception):
            self.close()
            raise said
        else:
            worker.is_reading = False
            worker.tasks.popleft().outcome = said
            worker.since = time.monotonic()

    def _end_slow(self) -> None:
        for worker in list(self._workers):
            too_long = time.monotonic() - worker.since > self._limit
            if worker.is_ready and worker.tasks and too_long:
                self._replace(worker, "timeout")

    def _replace(self, worker: _Worker, code: str) -> None:
        """Starts another worker in the place of one, and gives it what that one had not done."""
        _end(worker)
        self._workers.remove(worker)
        self._false_starts += not worker.is_ready
        if self._false_starts >= _MOST_FALSE_STARTS:
            self.close()
            raise OnrecordError(
                "a worker ended before it could read anything; look for its message above, and "
                "check that there is memory left"
            )
        self._start()
        if worker.tasks and worker.is_reading:
            # The first was being read; the others had only been sent.
            first = worker.tasks[0]
            first.deaths += 1
            if code == "timeout" or first.deaths >= _MOST_DEATHS:
                first.outcome = _failure(first.arrival, code, self._limit)
                worker.tasks.popleft()
        for task in worker.tasks:
            self._give(task)


def _speak(worker: _Worker) -> None:
    """Gives a worker what is put into its box; in a thread, because it takes it in its own time."""
    assert worker.process.stdin is not None
    while (value := worker.outbox.get()) is not None:
        try:
            send(worker.process.stdin, value)
        except (OSError, ValueError):  # it has ended, and its listener says so
            return


def _without_reading(arrival: Arrival, conversion: Conversion, made_by: MadeBy) -> Failure:
    outcome = conversion.convert(arrival, None, made_by)
    assert isinstance(outcome, Failure)  # there are no bytes to make a report of
    return outcome


def _failure(arrival: Arrival, code: str, limit_seconds: float) -> Failure:
    assert isinstance(arrival.item, Capture)
    what = (
        f"reading it took more than {limit_seconds:g} seconds"
        if code == "timeout"
        else f"reading it ended the process that read it, {_MOST_DEATHS} times"
    )
    return Failure(
        where=arrival.item.where,
        stage="read",
        code=code,
        message=f"{what}; please report it with the page",
    )


def _end(worker: _Worker) -> None:
    worker.outbox.put(None)
    worker.process.kill()
    worker.process.wait()
