"""What becomes of the entries of feeds."""

from dataclasses import dataclass
from enum import StrEnum


class EntryState(StrEnum):
    """How far an entry of a feed has come.

    ``pending`` waits to be read, for the first time or again; the others are settled.
    """

    PENDING = "pending"
    READ = "read"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What came of reading an entry.

    Attributes:
        url: Its address, as the feed tells it, clean.
        state: ``pending`` where it is to be tried again.
        tries: How often it has been tried in vain.
        next_try_at: When to try again, ISO 8601 in UTC; None where it is settled.
        code: The failure's code; None where there was none.
    """

    url: str
    state: EntryState
    tries: int = 0
    next_try_at: str | None = None
    code: str | None = None
