"""Threads that do jobs; what they bring is taken from them one by one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue

from onrecord.watch.jobs import Job, Result

Done = tuple[Job, Result]


class Fetching:
    """A few jobs at a time. One thread gives and takes.

    So many jobs at most are out at a time, those included that are done and wait to be taken:
    that is what bounds the memory.
    """

    def __init__(self, work: Callable[[Job], Result], *, at_a_time: int) -> None:
        """Takes what does a job and raises nothing."""
        self._work = work
        self._most = at_a_time
        self._done: SimpleQueue[Done] = SimpleQueue()
        self._pool = ThreadPoolExecutor(at_a_time, "onrecord-watch")
        self._out = 0

    @property
    def is_full(self) -> bool:
        """Whether no more can be given."""
        return self._out >= self._most

    @property
    def is_idle(self) -> bool:
        """Whether nothing is out."""
        return self._out == 0

    def give(self, job: Job) -> None:
        """Have a job done."""
        self._out += 1
        self._pool.submit(self._do, job)

    def take(self, wait_seconds: float) -> Done | None:
        """A job that is done; None when none is in this time."""
        try:
            done = self._done.get(timeout=wait_seconds) if wait_seconds else self._done.get_nowait()
        except Empty:
            return None
        self._out -= 1
        return done

    def close(self) -> None:
        """Wait for the threads; what was not begun is not done."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _do(self, job: Job) -> None:
        self._done.put((job, self._work(job)))
