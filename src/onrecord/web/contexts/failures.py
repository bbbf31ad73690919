"""The page of what could not be read."""

from dataclasses import dataclass

from onrecord.ledger import KeptFailure


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureRow:
    """A failure that still stands.

    Attributes:
        can_retry: Whether the room can try it again: it is an address.
    """

    kept: KeptFailure
    can_retry: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FailuresPage:
    """What it shows.

    Attributes:
        rows: The latest first.
        total: How many there are.
        skipped: Whether these were passed over rather than failed.
        is_read_only: Whether nothing can be tried again here.
    """

    rows: tuple[FailureRow, ...]
    total: int
    skipped: bool
    is_read_only: bool
