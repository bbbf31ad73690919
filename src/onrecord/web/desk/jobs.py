"""Jobs: what is to be read, and how far it has been."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

from onrecord.sources import Particulars
from onrecord.types import Arrival

MOST_ITEMS_KEPT = 500


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    READING = "reading"
    DONE = "done"
    BROKEN = "broken"  # it ended before its end; `trouble` says why


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be read.

    Attributes:
        name: What people call it.
        arrivals: Gives what is to be read; called once, in the background.
        total: How many reports there are, where that is known.
        particulars: Of all its reports.
    """

    name: str
    arrivals: Callable[[], Iterable[Arrival]]
    total: int | None = None
    particulars: Particulars = field(default_factory=Particulars)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What came of one report.

    Attributes:
        name: What people call it: its title, or where it was to be read.
        report: Its id; None where it could not be read.
        statements: How many it puts on record.
        trouble: Why it could not be read, and what to do.
        code: Stable, for machines; None where it could.
    """

    name: str
    report: str | None = None
    statements: int = 0
    trouble: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A job as it stands at one moment.

    Attributes:
        done: How many reports were settled.
        items: The first of what came of them.
        trouble: Why the job broke off.
    """

    id: str
    name: str
    state: JobState
    total: int | None
    done: int
    statements: int
    failures: int
    items: tuple[Item, ...]
    trouble: str | None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.state in (JobState.DONE, JobState.BROKEN)


class Job:
    """A task on its way through the desk. One thread works at it, others look at it."""

    def __init__(self, task: Task) -> None:
        self.id = secrets.token_urlsafe(9)
        self.task = task
        self._lock = Lock()
        self._state = JobState.WAITING
        self._items: list[Item] = []
        self._done = self._statements = self._failures = 0
        self._trouble: str | None = None

    def begin(self) -> None:
        """It is being read now."""
        self._state = JobState.READING

    def add(self, item: Item) -> None:
        """One report was settled."""
        with self._lock:
            self._done += 1
            self._statements += item.statements
            self._failures += item.trouble is not None
            if len(self._items) < MOST_ITEMS_KEPT:
                self._items.append(item)

    def end(self, trouble: str | None = None) -> None:
        """It is over, well or, with trouble, before its end."""
        with self._lock:
            self._trouble = trouble
            self._state = JobState.BROKEN if trouble else JobState.DONE

    def progress(self) -> Progress:
        """How it stands."""
        with self._lock:
            return Progress(
                id=self.id,
                name=self.task.name,
                state=self._state,
                total=self.task.total,
                done=self._done,
                statements=self._statements,
                failures=self._failures,
                items=tuple(self._items),
                trouble=self._trouble,
            )
